"""One cycle and its register as frozen values: who exists, who answers for what, until when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from spbe_lib.figures import Span
from spbe_lib.law.own_requirements import OwnRequirements
from spbe_lib.records.answers import Records
from spbe_lib.records.external import ExternalFigure
from spbe_lib.records.model import Assessment
from spbe_lib.records.pairs import Pair
from spbe_lib.records.past_years import YearResult
from spbe_lib.records.plan_terms import PlanTerms
from spbe_lib.records.recommendations import Recommendation


class Role(StrEnum):
    """What an OPD does for an indicator; the spelling is that of ``assignments.csv``."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    CONCERNED = "concerned"

    @property
    def label(self) -> str:
        """The role as people read it."""
        words = {"lead": "OPD pengampu", "contributor": "OPD pendukung", "concerned": "OPD terkait"}
        return words[self.value]


class Step(StrEnum):
    """The five steps that have a deadline, in the order of the process; the spelling is that of the files."""

    OPD = "opd"
    HEAD = "head"
    TEAM = "team"
    REPAIR = "repair"
    NATIONAL = "national"

    @property
    def label(self) -> str:
        """The step as people read it."""
        return {
            "opd": "jawaban OPD",
            "head": "persetujuan Kepala OPD",
            "team": "penilaian Tim Asesor Internal",
            "repair": "perbaikan oleh OPD",
            "national": "penyampaian ke Kementerian",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opd:
    """One unit of the government.

    ``fills`` says whether it answers and gets a report; ``in_scope`` whether it counts among
    "seluruh perangkat daerah". ``code`` is a slug: key, file name, and never case-sensitive.
    """

    code: str
    name: str
    kind: str
    parent: str | None = None
    fills: bool = True
    in_scope: bool = True
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The five deadlines of a cycle; None where none was set."""

    opd: date | None = None
    head: date | None = None
    team: date | None = None
    repair: date | None = None
    national: date | None = None

    def of(self, step: Step) -> date | None:
        """The deadline of a step; None where none was set."""
        days = (self.opd, self.head, self.team, self.repair, self.national)
        return dict(zip(Step, days, strict=True))[step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time that one OPD was given for one of its steps (*perpanjangan*), and by which letter.

    ``until`` is the last day that is still in time.
    """

    opd: str
    step: Step
    until: date
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of the Tim Asesor Internal (*anggota*), and which indicators he reads, by legal number.

    ``opd`` is the code of the OPD from which he comes, ``function`` what he stands for there.

    Reference:
        59/2020, pp. 82–84.
    """

    name: str
    function: str
    opd: str
    indicators: frozenset[int] = frozenset()


def same_person(one: str, other: str) -> bool:
    """Whether two names mean the same person: degrees behind a comma, dots and capitals do not matter.

    >>> same_person("Budi Santoso, S.Kom.", "budi  santoso")
    True
    """
    return _bare_name(one) == _bare_name(other) != ""


def _bare_name(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", name.partition(",")[0].casefold()).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The index (0–5) that the government means to reach, where that is written, and levels by item."""

    index: Fraction | None = None
    source: str | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The letter that asked the OPDs for their answers."""

    letter: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A kind of OPDs that are asked the same, and the OPD that may answer for all of them on one sheet."""

    kind: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRules:
    """Which files are kept as evidence: kinds by content (``pdf``, ``png``), and the largest size in MB."""

    kinds: tuple[str, ...]
    largest_mb: int


EVIDENCE_RULES = EvidenceRules(
    kinds=("pdf", "png", "jpg", "docx", "xlsx", "pptx", "odt", "ods", "odp", "mp4"), largest_mb=25
)
"""What holds where ``cycle.yaml`` says nothing."""


# No slots: what is looked up by code is worked out once and lies beside the fields, for a register may hold
# a thousand OPDs, and each of them is asked for by every report.
@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One government, one year, one edition (*siklus*). ``name`` is the folder's name.

    Attributes:
        sample: Whether everything in it is made up; then every page says *data contoh*.
        national_name: How the government is called in the published results; None where it is its own name.
        opds: The register, in its own order; empty for a cycle that holds an official result only.
        leads: Code of the one OPD that answers, by indicator number.
        contributors: Codes of the OPDs that bring documents, by indicator number.
        concerned: Codes of the OPDs concerned (*terkait*), by indicator number.
        reviewer: Code of the OPD whose people are the Tim Asesor Internal's secretariat; None if unknown.
        plan: What the government says of its plan; nothing but the target where it has no ``rencana.yaml``.
        services: Titles of chosen services by item code, where the law only says "sector 1".
        assessments: Assessment files that belong to the folder, by name.
        previous: Last year's final values, for comparison; it may be under another edition.
        counterparts: Where it is: item of today → item of that edition, same or renamed.
        history: What is known of the government's other years, oldest first; empty where nobody wrote it.
        before: What the OPDs answered last year, with their documents; empty where it is not known.
        pairs: The Tim's and the final value of items of former years, under whatever regulation.
        follow_ups: What was recommended in former years, and what is done about it.
        commons: Kinds of OPDs for which one OPD may answer.
        evidence: Which files are kept as evidence.
        team: The members of the Tim Asesor Internal, in the order of ``team.csv``; empty without one.
        extensions: More time that single OPDs were given, in the order in which it is written down.
        external: What other ministries' indices say, in legal order.
        own: The cycle's own list of evidence items, where the edition's is not known; None without one.
            ``records.cycle_edition`` lays it over the edition.
    """

    name: str
    government: str
    year: int
    edition: str
    sample: bool = False
    national_name: str | None = None
    opds: tuple[Opd, ...] = ()
    leads: Mapping[int, str] = field(default_factory=dict)
    contributors: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    concerned: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    reviewer: str | None = None
    contact: str | None = None
    requested: Request | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)
    target: Target = field(default_factory=Target)
    plan: PlanTerms = field(default_factory=PlanTerms)
    services: Mapping[str, str] = field(default_factory=dict)
    assessments: tuple[str, ...] = ()
    previous: Assessment | None = None
    counterparts: Mapping[str, str] = field(default_factory=dict)
    history: tuple[YearResult, ...] = ()
    before: Records = field(default_factory=Records)
    pairs: tuple[Pair, ...] = ()
    follow_ups: tuple[Recommendation, ...] = ()
    commons: tuple[Common, ...] = ()
    evidence: EvidenceRules = EVIDENCE_RULES
    extensions: tuple[Extension, ...] = ()
    team: tuple[Member, ...] = ()
    external: tuple[ExternalFigure, ...] = ()
    own: OwnRequirements | None = None

    @cached_property
    def filling(self) -> tuple[Opd, ...]:
        """The OPDs that answer and get a report, in the order of the register."""
        return tuple(opd for opd in self.opds if opd.fills)

    @cached_property
    def scope(self) -> tuple[Opd, ...]:
        """*Seluruh perangkat daerah*, in the order of the register."""
        return tuple(opd for opd in self.opds if opd.in_scope)

    @cached_property
    def scope_codes(self) -> tuple[str, ...]:
        """Codes of *seluruh perangkat daerah*, in the order of the register."""
        return tuple(opd.code for opd in self.scope)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each OPD stands in the register, by code."""
        return {opd.code: place for place, opd in enumerate(self.opds)}

    def opd(self, code: str) -> Opd:
        """The OPD with this code.

        Raises:
            KeyError: The register has no such OPD.
        """
        return self.opds[self.places[code]]

    @cached_property
    def reviewing(self) -> frozenset[str]:
        """Codes of the reviewer's unit and of all units below it, whose answers ask for a second reader.

        Empty where the reviewer is not known. A unit above the reviewer is not meant: the reviewer
        did not write its answers.
        """
        own = {self.reviewer} if self.reviewer else set[str]()
        while below := {opd.code for opd in self.opds if opd.parent in own} - own:
            own |= below
        return frozenset(own)

    def said(self, item: str, stand_in: str, text: str) -> str:
        """A text of the law with the chosen service's title for its stand-in ("layanan publik sektor 1").

        Args:
            item: Code of the item that the text is about.
            stand_in: How the law calls the service, the short name of its indicator.
            text: The law's words.
        """
        service = self.services.get(item)
        return re.sub(re.escape(stand_in), lambda _: service, text, flags=re.IGNORECASE) if service else text

    def external_figure(self, indicator: int) -> ExternalFigure | None:
        """What another ministry's index says for an indicator; None while it is not available."""
        return next((each for each in self.external if each.indicator == indicator), None)

    def former_value(self, item: str) -> Span | None:
        """Last year's final value of an item, under whatever regulation; None where it was not the same."""
        code = self._former(item)
        return self.previous.values.get(code) if self.previous and code else None

    def recommendation(self, item: str) -> str:
        """What last year's assessor recommended for an item; empty where nothing, or it was not the same."""
        code = self._former(item)
        return self.previous.recommendations.get(code, "") if self.previous and code else ""

    def _former(self, item: str) -> str | None:
        """Under which code last year's regulation knew an item."""
        if self.previous is None or self.previous.edition == self.edition:
            return item
        return self.counterparts.get(item)

    def extended(self, opd: str) -> tuple[Extension, ...]:
        """The extensions that one OPD was given, in the order of the process."""
        return self._extended.get(opd, ())

    @cached_property
    def _extended(self) -> Mapping[str, tuple[Extension, ...]]:
        order = list(Step)
        found: dict[str, tuple[Extension, ...]] = {}
        for each in sorted(self.extensions, key=lambda each: (order.index(each.step), each.until)):
            found[each.opd] = (*found.get(each.opd, ()), each)
        return found

    def due(self, opd: str, step: Step) -> date | None:
        """Until when one OPD has time for a step: the deadline of all, or its own extension.

        Who was given more time for an early step need not be done with a later one before that, so that
        an extension carries the later steps of the same OPD along. The days of the Tim and of the nation
        stay as they are.
        """
        general = self.deadlines.of(step)
        if general is None or step in (Step.TEAM, Step.NATIONAL):
            return general
        order = list(Step)
        carried = [e.until for e in self.extended(opd) if order.index(e.step) <= order.index(step)]
        return max([general, *carried])

    def member(self, name: str) -> Member | None:
        """The member of the Tim with this name; None where there is none."""
        return next((each for each in self.team if same_person(each.name, name)), None)

    def line_of(self, code: str) -> frozenset[str]:
        """An OPD with all units above and below it: what one house answers, the other may have written."""
        parents = {opd.code: opd.parent for opd in self.opds}
        line, above = {code}, parents.get(code)
        while above and above not in line:
            line.add(above)
            above = parents.get(above)
        below = {code}
        while more := {opd.code for opd in self.opds if opd.parent in below} - below:
            below |= more
        return frozenset(line | below)

    def led_by(self, code: str) -> tuple[int, ...]:
        """Numbers of the indicators that an OPD leads, in legal order."""
        return tuple(sorted(number for number, lead in self.leads.items() if lead == code))
