"""Freeze the report inputs: cycle and scorecard → one document per report."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from spbe_lib.figures import printed, printed_date, printed_range
from spbe_lib.law.instrument import GuidelineChange, Instrument, Item, Span
from spbe_lib.law.ladder import next_requirement
from spbe_lib.records.model import Cycle, PublishedResult
from spbe_lib.reporting.document import EditionFacts, ItemRow, PartRow, PredicateFacts, ReportInput
from spbe_lib.results.scorecard import PartScore, Scorecard, score

_LESS_THAN_SHOWN = "kurang dari "


def freeze(cycle: Cycle, instrument: Instrument) -> ReportInput:
    """Compute everything that the consolidated report of a cycle says, and freeze it."""
    assessment = cycle.assessment
    if assessment.stage is None or assessment.source is None:
        raise ValueError("a cycle's assessment carries its stage and source")
    card = score(instrument, assessment.values, cycle.year)
    published = assessment.published or PublishedResult()
    return ReportInput(
        kind="konsolidasi",
        cycle=cycle.name,
        government=cycle.government,
        year=cycle.year,
        stage=assessment.stage.value,
        as_of=printed_date(assessment.as_of) if assessment.as_of else None,
        source=assessment.source,
        edition=_edition(instrument, cycle.year),
        index=_part(card, card.index, published.index),
        predicate=_predicate(card, published),
        domains=tuple(_part(card, each, published.domains.get(each.part.number)) for each in card.domains),
        aspects=tuple(_part(card, each, published.aspects.get(each.part.number)) for each in card.aspects),
        items=tuple(_item(instrument, item, assessment.values) for item in instrument.items),
    )


def _edition(instrument: Instrument, year: int) -> EditionFacts:
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
        guideline_changes=tuple(_change(each) for each in guideline.changes) if guideline else (),
        criteria_vintage=instrument.criteria_vintage,
        requirements_known=any(indicator.levels for indicator in instrument.indicators),
        unanswered_counts=str(instrument.unanswered.value),
        unanswered_means="not_submitted" if instrument.not_submitted else "nothing_fulfilled",
        nothing_fulfilled_counts=str(instrument.nothing_fulfilled.value),
        top=max(level.value for indicator in instrument.indicators for level in indicator.scale.levels),
    )


def _change(change: GuidelineChange) -> str:
    numbers = change.indicators
    in_a_row = len(numbers) > 1 and numbers == tuple(range(numbers[0], numbers[-1] + 1))
    named = f"{numbers[0]}–{numbers[-1]}" if in_a_row else ", ".join(map(str, numbers))
    return f"Indikator {named}: {change.text}"


def _part(card: Scorecard, score: PartScore, published: Fraction | None) -> PartRow:
    digits = card.instrument.digits
    domain_of = {aspect.number: aspect.domain for aspect in card.instrument.aspects}
    return PartRow(
        kind=score.part.kind,
        number=score.part.number,
        name=score.part.name,
        domain=domain_of[score.part.number] if score.part.kind == "aspect" else None,
        weight=printed(score.part.weight, digits),
        lowest=_text(score.lowest),
        highest=_text(score.highest),
        lowest_shown=_shown(score.lowest, digits),
        highest_shown=_shown(score.highest, digits),
        average_shown=printed_range(score.average.low, score.average.high, digits) if score.average else None,
        exact=_text(score.exact),
        shown=score.shown(digits),
        items=score.items,
        answered=score.answered,
        published=_shown(published, digits),
    )


def _predicate(card: Scorecard, published: PublishedResult) -> PredicateFacts:
    instrument, verdict, index = card.instrument, card.verdict, card.index.lowest
    following = instrument.next_predicate(verdict.predicate) if verdict.predicate else None
    bound = following.lower if following else None
    distance = None
    if bound is not None and index is not None:
        distance = _distance(bound - instrument.on_basis(index, verdict.basis), instrument.digits)
    return PredicateFacts(
        name=verdict.predicate.name if verdict.predicate else None,
        term=verdict.predicate.term if verdict.predicate else None,
        basis=verdict.basis,
        basis_known=verdict.basis_known,
        on_other_basis=verdict.on_other_basis.name if verdict.on_other_basis else None,
        published=published.predicate,
        next_name=following.name if following else None,
        next_bound=_shown(bound, instrument.digits),
        distance=distance,
    )


def _distance(gap: Fraction, digits: int) -> str:
    smallest = Fraction(1, 10**digits)
    return printed(gap, digits) if gap >= smallest else _LESS_THAN_SHOWN + printed(smallest, digits)


def _item(instrument: Instrument, item: Item, values: Mapping[str, Span]) -> ItemRow:
    indicator = instrument.indicator(item.indicator)
    span, levels = values.get(item.code), indicator.scale.levels
    exact = span.exact if span else None
    here = indicator.scale.level(int(exact)) if exact is not None and exact.denominator == 1 else None
    above = next((level for level in levels if span and level.value > span.low), None)
    requirement = next_requirement(instrument, indicator, span.low) if span else None
    step = (above.value - span.low) * item.weight / 100 if above and span else None
    return ItemRow(
        code=item.code,
        name=indicator.name,
        short_name=indicator.short_name,
        aspect=item.aspect,
        weight=printed(item.weight, instrument.digits),
        value=_text(span.low) if span else None,
        shown=_value(span, instrument.digits) if span else None,
        level_name=here.name if here else None,
        level_description=here.description if here else None,
        standing=_standing(instrument, item, values),
        next_level=above.value if above else None,
        next_level_name=(above.name or above.description) if above else None,
        next_requirement=requirement.text if requirement else None,
        next_requirement_code=requirement.code if requirement else None,
        step_shown=printed(step, instrument.digits + 1) if step is not None else None,
    )


def _standing(
    instrument: Instrument, item: Item, values: Mapping[str, Span]
) -> Literal["unanswered", "strongest", "weaker", "top"]:
    span = values.get(item.code)
    if span is None:
        return "unanswered"
    aspect = [
        values[each.code].low
        for each in instrument.items
        if each.aspect == item.aspect and each.code in values
    ]
    if span.low == instrument.indicator(item.indicator).scale.levels[-1].value:
        return "top"
    best = span.low == max(aspect) and span.low > instrument.nothing_fulfilled.value
    return "strongest" if best else "weaker"


def _value(span: Span, digits: int) -> str:
    return str(span.low) if span.exact is not None else printed_range(span.low, span.high, digits)


def _shown(value: Fraction | None, digits: int) -> str | None:
    return None if value is None else printed(value, digits)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
