"""The shape of ``cycle.yaml``: which keys it may have, and what kind of text each one takes."""

from typing import Annotated, Literal

from pydantic import Field

from spbe_lib.records.register import EVIDENCE_RULES
from spbe_lib.sheets import Day, Figure, Sheet, Text, Whole


class RequestSheet(Sheet):
    """The letter that asked the OPDs."""

    letter: Text
    day: Day


class DeadlinesSheet(Sheet):
    """The five deadlines, in the order of the process."""

    opd: Day | None = None
    head: Day | None = None
    team: Day | None = None
    repair: Day | None = None
    national: Day | None = None


class ExtensionSheet(Sheet):
    """More time for one OPD, and the letter that gives it."""

    opd: Text
    step: Literal["opd", "head", "repair"]
    until: Day
    letter: Text


class TargetSheet(Sheet):
    """What the government means to reach, and where that is written."""

    index: Figure | None = None
    source: Text | None = None
    levels: dict[str, str] = Field(default_factory=dict)


class CommonSheet(Sheet):
    """One kind of OPDs, and who may answer for all of them."""

    kind: Text
    by: Text


class EvidenceSheet(Sheet):
    """Which files are kept as evidence."""

    kinds: tuple[Text, ...] = EVIDENCE_RULES.kinds
    largest_mb: Annotated[Whole, Field(ge=1, le=500)] = EVIDENCE_RULES.largest_mb


class CycleSheet(Sheet):
    """The keys of ``cycle.yaml``."""

    government: Text
    year: Annotated[Whole, Field(ge=2018, le=2100)]
    edition: Text
    sample: bool = False
    national_name: Text | None = None
    requirements: Text | None = None
    external: Text | None = None
    assessments: tuple[Text, ...] = ()
    previous: Text | None = None
    history: Text | None = None
    requested: RequestSheet | None = None
    deadlines: DeadlinesSheet = DeadlinesSheet()
    extensions: tuple[ExtensionSheet, ...] = ()
    target: TargetSheet = TargetSheet()
    plan: Text | None = None
    reviewer: Text | None = None
    contact: Text | None = None
    services: dict[str, Text] = Field(default_factory=dict)
    previous_answers: Text | None = None
    pairs: Text | None = None
    follow_up: Text | None = None
    common: tuple[CommonSheet, ...] = ()
    evidence: EvidenceSheet = EvidenceSheet()
