"""Scorecards laid out as rows: exact and printed, for either report."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from spbe_lib.figures import Span, printed
from spbe_lib.law.instrument import GuidelineChange, Instrument, Item
from spbe_lib.law.ladder import is_above, next_requirement, stands_at
from spbe_lib.records.model import PublishedResult
from spbe_lib.reporting.points import points
from spbe_lib.reporting.rows import EditionFacts, ItemRow, PartRow, PredicateFacts
from spbe_lib.reporting.working import Working
from spbe_lib.reporting.working_rows import distance_working, gain_working
from spbe_lib.results.explanation import gain
from spbe_lib.results.external_level import needed_figure
from spbe_lib.results.scorecard import PartScore, Scorecard


def edition_facts(instrument: Instrument, year: int) -> EditionFacts:
    """What a page says of its regulation and of the year's guideline."""
    guideline = instrument.guideline(year)
    return EditionFacts(
        code=instrument.code,
        short_name=instrument.short_name,
        legal_basis=instrument.legal_basis,
        index_name=instrument.index_name,
        confidence=instrument.confidence,
        notices=instrument.notices,
        guideline=guideline.name if guideline else None,
        guideline_text_available=guideline.text_available if guideline else False,
        guideline_changes=tuple(change_line(each) for each in guideline.changes) if guideline else (),
        criteria_vintage=instrument.criteria_vintage,
        judges_items=instrument.evidence_items is not None,
        requirements_known=any(indicator.levels for indicator in instrument.indicators),
        unanswered_counts=str(instrument.unanswered.value),
        unanswered_means="not_submitted" if instrument.not_submitted else "nothing_fulfilled",
        nothing_fulfilled_counts=str(instrument.nothing_fulfilled.value),
        top=instrument.top,
        digits=instrument.digits,
    )


def change_line(change: GuidelineChange) -> str:
    """What a guideline changed, with the indicators that it concerns."""
    numbers = change.indicators
    in_a_row = len(numbers) > 1 and numbers == tuple(range(numbers[0], numbers[-1] + 1))
    named = f"{numbers[0]}–{numbers[-1]}" if in_a_row else ", ".join(map(str, numbers))
    return f"Indikator {named}: {change.text}"


def part_row(
    card: Scorecard, score: PartScore, published: Fraction | None, working: Working | None = None
) -> PartRow:
    """The figure of an aspect, a domain or the index, beside what was published."""
    digits, known = card.instrument.digits, score.known
    domain_of = {aspect.number: aspect.domain for aspect in card.instrument.aspects}
    ends = score.possible.printed_ends(digits) if score.possible else None
    return PartRow(
        kind=score.part.kind,
        number=score.part.number,
        name=score.part.name,
        domain=domain_of[score.part.number] if score.part.kind == "aspect" else None,
        weight=printed(score.part.weight, digits),
        height=str(known.low) if known else None,
        exact=None if score.exact is None else str(score.exact),
        shown=score.shown(digits),
        lowest_shown=printed(ends[0], digits) if ends else None,
        highest_shown=printed(ends[1], digits) if ends else None,
        average_shown=score.average.printed(digits) if score.average else None,
        items=score.items,
        answered=score.answered,
        published=None if published is None else printed(published, digits),
        agrees=_agrees(known, published, digits) if known and published is not None else None,
        working=working,
    )


def _agrees(known: Span, published: Fraction, digits: int) -> bool:
    low, high = known.printed_ends(digits)
    return low <= published <= high


def predicate_facts(card: Scorecard, published: PublishedResult) -> PredicateFacts:
    """The predicate of a scorecard, and the way to the next one."""
    instrument, verdict = card.instrument, card.verdict
    following = instrument.next_predicate(verdict.predicate) if verdict.predicate else None
    bound = following.lower if following else None
    distance = None if bound is None else _distance(card, bound)
    return PredicateFacts(
        name=verdict.predicate.name if verdict.predicate else None,
        term=verdict.predicate.term if verdict.predicate else None,
        basis=verdict.basis,
        basis_known=verdict.basis_known,
        on_other_basis=verdict.on_other_basis.name if verdict.on_other_basis else None,
        published=published.predicate,
        next_name=following.name if following else None,
        next_bound=None if bound is None else printed(bound, instrument.digits),
        distance=distance,
        working=distance_working(card, following.name, bound, distance)
        if following and bound is not None and distance
        else None,
    )


def _distance(card: Scorecard, bound: Fraction) -> str | None:
    """How far the index, as the predicate sees it, is from a bound; never printed as nothing."""
    instrument, known = card.instrument, card.index.known
    if known is None:
        return None
    ends = known.printed_ends(instrument.digits) if card.verdict.basis == "shown" else (known.low, known.high)
    near, far = bound - ends[1], bound - ends[0]
    unit = 10**instrument.digits
    if far * unit < 1:
        return f"kurang dari {printed(Fraction(1, unit), instrument.digits)}"
    if near * unit < 1:
        return f"paling banyak {printed(Fraction(ceil(far * unit), unit), instrument.digits)}"
    return Span(near, far).printed(instrument.digits)


def item_row(instrument: Instrument, item: Item, values: Mapping[str, Span]) -> ItemRow:
    """One item's value, and what keeps the next level away."""
    indicator, span = instrument.indicator(item.indicator), values.get(item.code)
    levels, lowest = indicator.scale.levels, instrument.nothing_fulfilled.value
    here = next((level for level in levels if span and span.exact == level.value), None)
    above = next((level for level in levels if span and is_above(level.value, span)), None)
    proven = stands_at(indicator, span) if span else None
    requirement = next_requirement(instrument, indicator, proven) if proven is not None and above else None
    figure = needed_figure(instrument, indicator, above.value) if above else None
    own = indicator.level(here.value) if here else None
    step = gain(instrument, item, span, above.value) if above and span else None
    return ItemRow(
        code=item.code,
        name=indicator.name,
        short_name=indicator.short_name,
        aspect=item.aspect,
        weight=printed(item.weight, instrument.digits),
        height=str(span.low) if span else None,
        shown=_value(span, instrument.digits) if span else None,
        fulfilled=span is not None and span.low > lowest,
        level=here.value if here else None,
        level_name=here.name if here else None,
        level_description=here.description if here else None,
        next_level=above.value if above else None,
        next_level_name=(above.name or above.description) if above else None,
        next_requirement=requirement.text if requirement else figure,
        next_requirement_code=requirement.code if requirement else None,
        next_requirement_label=indicator.label_of(requirement.code) if requirement else None,
        unproven=requirement is not None and own is not None and requirement in own.requirements,
        step_shown=points(step, instrument.digits) if step else None,
        step_working=gain_working(instrument, item, span, above.value) if span and above else None,
    )


def _value(span: Span, digits: int) -> str:
    return str(span.low) if span.exact is not None else span.printed(digits)
