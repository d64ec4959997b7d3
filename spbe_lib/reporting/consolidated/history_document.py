"""What the consolidated report knows of the government's other years, frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One year of the series.

    Attributes:
        year: The year.
        edition: Short name of its regulation; None where that is not known.
        shown: The index as printed; None without one.
        height: The same as an exact fraction, for the length of a drawing only.
        domains: Figures of its domains as printed, in their order; empty where they are not known.
        predicate: Its predicate under its own regulation.
        difference: Against the last year before under the same regulation, as printed; None without one.
        since: That year, where it is not the one just before.
        core_shown: The comparable core as printed, by place in ``HistoryFacts.cores``.
        core_heights: The same as exact fractions.
        source: Where the figure is from.
        grade: How good the source is, in words; ``secondary`` says that it is not official.
        stage: Whose value it is, in words, where it is not a final one.
        note: What a reader should know of the year.
        recomputed: The index that the known levels yield, where it is printed otherwise.
    """

    year: int
    edition: str | None
    shown: str | None
    height: str | None
    domains: tuple[str, ...]
    predicate: str | None
    difference: str | None
    since: int | None
    core_shown: tuple[str | None, ...]
    core_heights: tuple[str | None, ...]
    source: str | None
    grade: str | None
    secondary: bool
    stage: str | None
    note: str | None
    recomputed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakFacts:
    """Where one regulation gives way to another; ``year`` is the first under the new one."""

    year: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One item that two regulations share, under its code and name in each.

    ``inferred`` tells that no source says so.
    """

    before: str
    before_name: str
    after: str
    after_name: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreFacts:
    """What two regulations share: ``share`` is its weight in the newer one, in percent as printed."""

    before: str
    after: str
    share: str
    pairs: tuple[PairRow, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFacts:
    """The series of years, the breaks in it, and the comparable cores."""

    rows: tuple[HistoryRow, ...]
    breaks: tuple[BreakFacts, ...]
    cores: tuple[CoreFacts, ...]
    notices: tuple[str, ...]
    top: int
