"""What is known of a government's other years (*riwayat*): published figures, levels, or nothing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from spbe_lib.figures import Span


class Grade(StrEnum):
    """How good the source of a year is; the spelling is that of the history file."""

    PRIMARY = "primary"
    SECONDARY = "secondary"

    @property
    def label(self) -> str:
        """The grade as people read it."""
        return {"primary": "sumber resmi", "secondary": "sumber sekunder"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearResult:
    """The result of one year, as far as a source is known; a year without one holds its note at most.

    Attributes:
        year: The year of the evaluation.
        edition: Code of the regulation; None where that is not known.
        index: The index (0–5) as it was printed; None where it is not known.
        predicate: The predicate as it was printed.
        domains: Figures of domains as printed, by number.
        aspects: Figures of aspects as printed, by number.
        values: Final levels (0–5) by item; empty where they are not known.
        assessment: Name of the assessment file that the levels are from; None where they stand inline.
        source: Where the figures are from; None exactly where there are none.
        grade: How good that source is.
        note: What a reader should know of the year.
    """

    year: int
    edition: str | None = None
    index: Fraction | None = None
    predicate: str | None = None
    domains: Mapping[int, Fraction] = field(default_factory=dict)
    aspects: Mapping[int, Fraction] = field(default_factory=dict)
    values: Mapping[str, Span] = field(default_factory=dict)
    assessment: str | None = None
    source: str | None = None
    grade: Grade | None = None
    note: str | None = None

    @property
    def told(self) -> bool:
        """Whether anything is known of it beyond its note."""
        return self.index is not None or bool(self.values)
