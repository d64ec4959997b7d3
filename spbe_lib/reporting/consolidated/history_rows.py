"""The government's other years beside this one: the series, its breaks and its comparable core, as rows."""

from itertools import combinations

from spbe_lib.figures import Span, printed
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import Stage
from spbe_lib.records.past_years import Grade
from spbe_lib.reporting.consolidated.before_rows import difference, item_name
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.history_document import (
    BreakFacts,
    CoreFacts,
    HistoryFacts,
    HistoryRow,
    PairRow,
)
from spbe_lib.results.history import Core, History, YearPoint, history


def history_facts(case: Case) -> HistoryFacts | None:
    """All years of which something is written down, and the cycle's own; None where nobody wrote any."""
    years = case.cycle.history
    if not years:
        return None
    codes = dict.fromkeys(each.edition for each in years if each.edition)
    editions = {code: load_edition(code) for code in codes} | {case.instrument.code: case.instrument}
    known = history(years, editions, _continuities(tuple(editions)), _own(case))
    shown = {edition.code: edition for each in known.points if (edition := each.edition)}
    return HistoryFacts(
        rows=tuple(_row(known, each) for each in known.points),
        breaks=tuple(
            BreakFacts(year=each.year, before=each.before.short_name, after=each.after.short_name)
            for each in known.breaks
        ),
        cores=tuple(map(_core, known.cores)),
        notices=tuple(dict.fromkeys(notice for each in shown.values() for notice in each.notices)),
        top=max(edition.top for edition in editions.values()),
    )


def _continuities(codes: tuple[str, ...]) -> dict[tuple[str, str], Continuity]:
    pairs = [(one, other) for two in combinations(codes, 2) for one, other in (two, two[::-1])]
    found = {pair: continuity_between(*pair) for pair in pairs}
    return {pair: each for pair, each in found.items() if each}


def _own(case: Case) -> YearPoint:
    """The year of the cycle itself, by the stage that the page leads with."""
    card, final = case.card, case.stage is Stage.AKHIR
    named = card.verdict.predicate
    return YearPoint(
        year=case.cycle.year,
        edition=case.instrument,
        index=card.index.known,
        predicate=named.name if named else None,
        grade=Grade.PRIMARY if card.index.known and final else None,
        source=(case.assessment.source or "siklus ini") if card.index.known else None,
        note=None if card.index.known else "Nilai tahun ini belum lengkap.",
        stage=None if final or not card.index.known else case.stage,
        values=case.assessment.values,
    )


def _row(known: History, point: YearPoint) -> HistoryRow:
    digits = point.edition.digits if point.edition else 0
    before = next((each for each in known.points if each.year == point.since), None)
    means = [core.means.get(point.year) for core in known.cores]
    return HistoryRow(
        year=point.year,
        edition=point.edition.short_name if point.edition else None,
        shown=point.index.printed(digits) if point.index else None,
        domains=tuple(printed(figure, digits) for _, figure in sorted(point.domains.items())),
        height=_height(point.index),
        predicate=point.predicate,
        difference=difference(point.index, before.index if before else None, digits),
        since=point.since if point.since is not None and point.since != point.year - 1 else None,
        core_shown=tuple(
            mean.printed(core.continuity.after.digits) if mean else None
            for core, mean in zip(known.cores, means, strict=True)
        ),
        core_heights=tuple(map(_height, means)),
        source=point.source,
        grade=point.grade.label if point.grade else None,
        secondary=point.grade is Grade.SECONDARY,
        stage=point.stage.label if point.stage else None,
        note=point.note,
        recomputed=point.recomputed.printed(digits) if point.recomputed else None,
    )


def _height(span: Span | None) -> str | None:
    """The middle of what is known, for the length of a drawing only."""
    return str((span.low + span.high) / 2) if span else None


def _core(core: Core) -> CoreFacts:
    before, after = core.continuity.before, core.continuity.after
    items = [each for each in core.continuity.items if each.counterpart]
    return CoreFacts(
        before=before.short_name,
        after=after.short_name,
        share=printed(core.share * 100, after.digits),
        pairs=tuple(
            PairRow(
                before=each.counterpart or "",
                before_name=item_name(before, each.counterpart or ""),
                after=each.item,
                after_name=item_name(after, each.item),
                inferred=each.inferred,
            )
            for each in items
        ),
        notices=core.continuity.notices,
    )
