"""The records of an evaluation, as frozen values: the assessments of a government, stage by stage.

What one OPD hands in stands in ``answers.py``, the cycle and its register in ``register.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import Span


class Stage(StrEnum):
    """Who gave the values of an assessment, in the order of the process.

    ``mandiri`` is what the law calls self-assessment, by the Tim Asesor Internal on the
    government as a whole; the others are steps of the external assessor.

    Reference:
        59/2020, Pasal 1 no. 8, Pasal 3 and 4.
    """

    MANDIRI = "mandiri"
    DOKUMEN = "dokumen"
    INTERVIU = "interviu"
    VISITASI = "visitasi"
    AKHIR = "akhir"

    @property
    def label(self) -> str:
        """The stage as people read it."""
        if self is Stage.MANDIRI:
            return "nilai Tim Asesor Internal (penilaian mandiri)"
        return f"nilai asesor eksternal – {self.value}"

    @property
    def stamp(self) -> str:
        """The line on every page that keeps a figure from looking more official than it is."""
        if self is Stage.MANDIRI:
            return "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL"
        if self is Stage.AKHIR:
            return "NILAI AKHIR ASESOR EKSTERNAL"
        return f"NILAI SEMENTARA ASESOR EKSTERNAL – TAHAP {self.value.upper()}, BELUM NILAI AKHIR"


@dataclass(frozen=True, slots=True)
class Readers:
    """Who of the Tim Asesor Internal read an answer before it was decided on; names, empty where not known.

    ``second`` is the second reader, who is asked for where the first one is of the OPD that answered.
    """

    first: str = ""
    second: str = ""


NOBODY = Readers()
"""Where nobody said who read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvidence:
    """A document in the government's own list of evidence for an item; texts as typed.

    ``opd`` is the code of the OPD that cited it, ``requirement`` the code that it proves, None for the
    item as a whole.
    """

    title: str
    number: str = ""
    dated: str = ""
    page: str = ""
    requirement: str | None = None
    opd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedResult:
    """What was printed officially: figures (0–5) as printed, two digits, by number.

    ``index`` and ``predicate`` are None where only parts were printed.
    """

    aspects: Mapping[int, Fraction] = field(default_factory=dict)
    domains: Mapping[int, Fraction] = field(default_factory=dict)
    index: Fraction | None = None
    predicate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The values (0–5) of one government at one stage, by item; a missing item is unanswered.

    ``edition`` is the code of the regulation. ``notes`` give the assessor's reason and
    ``recommendations`` what is to be done, ``explanations`` what the government itself says of an item,
    ``evidence`` its own list of documents and ``readers`` who read, all by item. Where only numbers are
    scored, the fields that say who, when and from where are None.
    """

    edition: str
    values: Mapping[str, Span]
    notes: Mapping[str, str] = field(default_factory=dict)
    recommendations: Mapping[str, str] = field(default_factory=dict)
    explanations: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, tuple[CaseEvidence, ...]] = field(default_factory=dict)
    readers: Mapping[str, Readers] = field(default_factory=dict)
    year: int | None = None
    stage: Stage | None = None
    as_of: date | None = None
    source: str | None = None
    published: PublishedResult | None = None
