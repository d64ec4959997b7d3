"""What an OPD leads, item by item: values of every author, ticks with their proof; and what all are asked."""

from spbe_lib.law.instrument import Item, Level, Place
from spbe_lib.records.answers import RecordedResponse, Response
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle, Role
from spbe_lib.records.statements import stated_requirements
from spbe_lib.reporting.opd.desk import Desk, level_words, shown_value
from spbe_lib.reporting.opd.document import (
    LedRow,
    LevelRow,
    ObligationRow,
    RequirementRow,
    SupportedRow,
)
from spbe_lib.reporting.opd.evidence import Notes, cited
from spbe_lib.reporting.rows import OTHER_LAW
from spbe_lib.results.consolidation import ItemOutcome

NOT_ANSWERED = "belum dijawab"
"""What is printed for an item without an answer."""

FROM_ELSEWHERE = "dari indeks lain; tidak diisi OPD"
"""What is printed for an item whose level another ministry's index gives."""


def led_rows(desk: Desk) -> tuple[LedRow, ...]:
    """Every item that the OPD leads, in legal order."""
    return tuple(_led_row(desk, item) for item in desk.items)


def _led_row(desk: Desk, item: Item) -> LedRow:
    digits, recorded = desk.instrument.digits, desk.response(item)
    content = recorded.content if recorded else Response(opd=desk.opd.code, item=item.code)
    indicator = desk.instrument.indicator(item.indicator)
    stated = stated_requirements(desk.instrument, indicator, content)
    notes = cited(desk, content.evidence)
    levels = tuple(_level_row(desk, item, level, stated, notes) for level in indicator.levels)
    outcome, missing = desk.outcomes[item.code], desk.first_missing(item)
    target, external = desk.cycle.target.levels.get(item.code), external_stage(desk)
    return LedRow(
        code=item.code,
        name=desk.name(item),
        short_name=desk.short_name(item),
        services=content.services,
        applications=content.applications,
        status=_status(outcome, recorded),
        external_index=outcome.external.words if outcome.external else None,
        previous=_previous(desk, item),
        answer=shown_value(outcome.claimed, digits),
        team=shown_value(desk.value(item, Stage.MANDIRI), digits),
        external=shown_value(desk.value(item, external), digits),
        target=None if target is None else str(target),
        fulfilled=sum(each.ticked for level in levels for each in level.requirements),
        requirements=sum(len(level.requirements) for level in levels),
        first_missing=desk.said(item, missing.text) if missing else None,
        first_missing_code=missing.code if missing else None,
        first_missing_label=indicator.label_of(missing.code) if missing else None,
        unrecognised=desk.unrecognised(item),
        waiting=desk.held_by_all(item),
        fact=content.fact,
        analysis=content.analysis,
        justification=content.justification,
        evidence=notes.get(None, ()),
        levels=levels,
    )


def _status(outcome: ItemOutcome, recorded: RecordedResponse | None) -> str:
    if outcome.external:
        return FROM_ELSEWHERE
    return recorded.standing.status.label if recorded else NOT_ANSWERED


def external_stage(desk: Desk) -> Stage:
    """The furthest stage of the external assessor that has a value here; the last one before there is any."""
    begun = [stage for stage in Stage if stage is not Stage.MANDIRI and stage in desk.own.assessments]
    return begun[-1] if begun else Stage.AKHIR


def comparable(cycle: Cycle) -> bool:
    """Whether last year's values were given under the same regulation, so that items mean the same."""
    return cycle.previous is not None and cycle.previous.edition == cycle.edition


def _previous(desk: Desk, item: Item) -> str | None:
    """Last year's final value; marked where another regulation gave it to an item that is comparable."""
    known = shown_value(desk.cycle.former_value(item.code), desk.instrument.digits)
    return f"{known}{OTHER_LAW}" if known and not comparable(desk.cycle) else known


def _level_row(desk: Desk, item: Item, level: Level, stated: frozenset[str], notes: Notes) -> LevelRow:
    indicator = desk.instrument.indicator(item.indicator)
    return LevelRow(
        name=f"T{level_words(indicator, level.value)[1:]}",
        limit=level.limit,
        requirements=tuple(
            RequirementRow(
                code=each.code,
                label=indicator.label_of(each.code) or "",
                text=desk.said(item, each.text),
                ticked=each.code in stated,
                evidence=notes.get(each.code, ()),
            )
            for each in level.requirements
        ),
    )


def supported_rows(desk: Desk) -> tuple[SupportedRow, ...]:
    """The items that another OPD leads and to which this one brings something, in legal order."""
    roles = {Role.CONTRIBUTOR: desk.cycle.contributors, Role.CONCERNED: desk.cycle.concerned}
    return tuple(
        SupportedRow(code=item.code, name=desk.short_name(item), role=role.label)
        for item in desk.instrument.items
        for role, register in roles.items()
        if desk.opd.code in register.get(item.indicator, ()) and item not in desk.items
    )


def obligation_rows(desk: Desk) -> tuple[ObligationRow, ...]:
    """Every shared obligation that concerns the OPD, and what it stated."""
    places = [desk.instrument.place(code) for code in desk.obligations]
    return tuple(_obligation_row(desk, place) for place in places if place)


def _obligation_row(desk: Desk, place: Place) -> ObligationRow:
    recorded = desk.fact(place.requirement.code)
    answer = recorded.content.answer if recorded else None
    notes = cited(desk, recorded.content.evidence) if recorded else {}
    return ObligationRow(
        code=place.requirement.code,
        label=desk.obligation_number(place.requirement.code),
        indicator=place.indicator.number,
        text=place.requirement.text,
        answer=answer.label if answer else None,
        note=recorded.content.note if recorded else "",
        evidence=tuple(note for group in notes.values() for note in group),
        status=recorded.standing.status.label if recorded else None,
    )
