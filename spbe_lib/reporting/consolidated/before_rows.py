"""Last year beside this year: figures of the same regulation are compared, others only named."""

from collections.abc import Iterator
from dataclasses import replace

from spbe_lib.figures import Span
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.instrument import Instrument
from spbe_lib.reporting.consolidated.case import Case, printed_value
from spbe_lib.reporting.consolidated.document import BeforeFacts, BeforeItem, BeforeRow
from spbe_lib.reporting.points import signed_points
from spbe_lib.results.scorecard import PartScore, Scorecard, score


def before_facts(case: Case) -> BeforeFacts | None:
    """Last year's final values, scored under their own regulation; None without any."""
    previous, edition = case.cycle.previous, case.previous_edition
    if previous is None or edition is None:
        return None
    card = score(edition, previous.values, previous.year)
    comparable = edition.code == case.instrument.code
    verdict = card.verdict.predicate
    facts = BeforeFacts(
        year=previous.year,
        edition=edition.short_name,
        comparable=comparable,
        predicate=verdict.name if verdict else None,
        parts=tuple(_compared(case.card, card)) if comparable else (_alone(case.card, card),),
    )
    continuity = None if comparable else continuity_between(edition.code, case.instrument.code)
    return _through(case, facts, continuity) if continuity else facts


def _through(case: Case, facts: BeforeFacts, continuity: Continuity) -> BeforeFacts:
    """The same with every item beside what it was under the other regulation."""
    old = continuity.before
    return replace(
        facts,
        items=tuple(
            BeforeItem(
                code=each.item,
                name=item_name(case.instrument, each.item),
                kind=each.kind.label,
                comparable=each.counterpart is not None,
                formers=tuple((code, item_name(old, code)) for code in each.before),
                before=printed_value(case.cycle.former_value(each.item), old.digits),
                now=case.printed(case.assessment.values.get(each.item)),
                inferred=each.inferred,
            )
            for each in continuity.items
        ),
        dropped=tuple((code, item_name(old, code)) for code in continuity.dropped),
        notices=continuity.notices,
    )


def item_name(instrument: Instrument, code: str) -> str:
    """The short name of the indicator of an item."""
    item = instrument.item(code)
    return instrument.indicator(item.indicator).short_name if item else ""


def _compared(now: Scorecard, before: Scorecard) -> Iterator[BeforeRow]:
    for mine, theirs in zip(_parts(now), _parts(before), strict=True):
        yield BeforeRow(
            kind=mine.part.kind,
            number=mine.part.number,
            name=mine.part.name,
            before=theirs.shown(before.instrument.digits),
            now=mine.shown(now.instrument.digits),
            difference=difference(mine.known, theirs.known, now.instrument.digits),
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


def difference(now: Span | None, before: Span | None, digits: int) -> str | None:
    """The difference of two figures as printed; None where one of them is not known."""
    if now is None or before is None:
        return None
    return signed(_shown(now, digits), _shown(before, digits), digits)


def _shown(span: Span, digits: int) -> Span:
    return Span(*span.printed_ends(digits))


def signed(now: Span, before: Span, digits: int) -> str:
    """The difference of two printed figures, with its sign, so that a reader can check it by hand."""
    low, high = now.low - before.high, now.high - before.low
    return "dalam rentang" if low != high else signed_points(Span.exactly(low), digits)
