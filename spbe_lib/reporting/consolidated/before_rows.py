"""Last year beside this year: figures of the same regulation are compared, others only named."""

from collections.abc import Iterator

from spbe_lib.figures import MINUS, Span, printed
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.document import BeforeFacts, BeforeRow
from spbe_lib.results.scorecard import PartScore, Scorecard, score


def before_facts(case: Case) -> BeforeFacts | None:
    """Last year's final values, scored under their own regulation; None without any."""
    previous, edition = case.cycle.previous, case.previous_edition
    if previous is None or edition is None:
        return None
    card = score(edition, previous.values, previous.year)
    comparable = edition.code == case.instrument.code
    verdict = card.verdict.predicate
    return BeforeFacts(
        year=previous.year,
        edition=edition.short_name,
        comparable=comparable,
        predicate=verdict.name if verdict else None,
        parts=tuple(_compared(case.card, card)) if comparable else (_alone(case.card, card),),
    )


def _compared(now: Scorecard, before: Scorecard) -> Iterator[BeforeRow]:
    for mine, theirs in zip(_parts(now), _parts(before), strict=True):
        yield BeforeRow(
            kind=mine.part.kind,
            number=mine.part.number,
            name=mine.part.name,
            before=theirs.shown(before.instrument.digits),
            now=mine.shown(now.instrument.digits),
            difference=_difference(mine, theirs, now.instrument.digits),
        )


def _alone(now: Scorecard, before: Scorecard) -> BeforeRow:
    return BeforeRow(
        kind="index",
        number=0,
        name=now.index.part.name,
        before=before.index.shown(before.instrument.digits),
        now=now.index.shown(now.instrument.digits),
        difference=None,
    )


def _parts(card: Scorecard) -> list[PartScore]:
    return [card.index, *card.domains, *card.aspects]


def _difference(now: PartScore, before: PartScore, digits: int) -> str | None:
    if now.known is None or before.known is None:
        return None
    return signed(_shown(now.known, digits), _shown(before.known, digits), digits)


def _shown(span: Span, digits: int) -> Span:
    return Span(*span.printed_ends(digits))


def signed(now: Span, before: Span, digits: int) -> str:
    """The difference of two printed figures, with its sign, so that a reader can check it by hand."""
    low, high = now.low - before.high, now.high - before.low
    if low != high:
        return "dalam rentang"
    sign = "+" if low > 0 else MINUS if low < 0 else ""
    return f"{sign}{printed(abs(low), digits)}"
