"""Two states of a cycle told apart: levels, index, entries and requirements, and nothing that stayed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Decision,
    Entry,
    RecordedDocument,
    Records,
    Status,
)
from spbe_lib.records.documents import Document, document_key
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.results.round_comparison import (
    Comparison,
    EntryChange,
    LevelChange,
    Move,
    RequirementChange,
    State,
    compare,
)
from tests.results.office import codes, office, recorded, register, ticks

EDITION = load_edition("permenpanrb-59-2020")
LEAD = "opd-01"
CYCLE = office(EDITION, register(2), dict.fromkeys((each.number for each in EDITION.indicators), LEAD))


def valued(level: int, stage: Stage = Stage.MANDIRI, **other: int) -> Assessment:
    """The same value for every item, or another one (``i1=5``)."""
    values = {item.code: Span.exactly(level) for item in EDITION.items}
    values |= {item.removeprefix("i"): Span.exactly(value) for item, value in other.items()}
    return Assessment(edition=EDITION.code, values=values, stage=stage)


def state(
    *entries: Entry,
    statuses: Mapping[tuple[str, str], Status] | None = None,
    assessments: Mapping[Stage, Assessment] | None = None,
) -> State:
    """A cycle with these records."""
    decided = statuses or {}
    groups: dict[str, list[Entry]] = {status.value: [] for status in Status}
    for entry in entries:
        groups[decided.get((entry.opd, entry.topic), Status.SUBMITTED).value].append(entry)
    records = recorded(*groups.pop("submitted"), **groups)
    return State(cycle=CYCLE, instrument=EDITION, records=replace(records, assessments=assessments or {}))


def test_two_equal_states_differ_in_nothing() -> None:
    """No column without a value, no entry, no requirement."""
    one = state(ticks(LEAD, "1", codes(EDITION, 1, 1)), assessments={Stage.MANDIRI: valued(2)})

    same = compare(one, one)

    assert [(each.label, each.changed(EDITION)) for each in same.columns] == [
        ("jawaban OPD", ()),
        (Stage.MANDIRI.label, ()),
    ]
    assert (same.entries, same.requirements) == ((), ())
    assert same.columns[1].difference == Fraction(0)
    assert set(same.counts.values()) == {0}


def test_the_index_differs_exactly_and_the_predicate_follows() -> None:
    """One level more for one item adds its weight and nothing else."""
    before = state(assessments={Stage.MANDIRI: valued(2)})
    after = state(assessments={Stage.MANDIRI: valued(2, i1=3)})

    column = compare(before, after).columns[1]

    weights = {item.code: item.weight for item in EDITION.items}
    assert column.difference == weights["1"] / sum(weights.values())
    assert column.changed(EDITION) == (LevelChange(item="1", before=Span.exactly(2), after=Span.exactly(3)),)
    assert column.before.predicate is not None
    assert column.after.predicate == column.before.predicate


@pytest.mark.failure(3)
def test_an_incomplete_state_has_no_index_no_predicate_and_no_difference() -> None:
    """How many items have a value is told on both sides; a value that came is no change of a number."""
    whole = valued(2)
    part = replace(whole, values={code: span for code, span in whole.values.items() if code != "47"})

    column = compare(
        state(assessments={Stage.MANDIRI: part}), state(assessments={Stage.MANDIRI: whole})
    ).columns[1]

    assert (column.before.answered, column.after.answered, column.after.items) == (46, 47, 47)
    assert (column.before.index, column.before.predicate, column.difference) == (None, None, None)
    assert column.after.index is not None
    assert column.changed(EDITION) == (LevelChange(item="47", before=None, after=Span.exactly(2)),)


@pytest.mark.failure(28)
def test_what_the_answers_yield_has_no_predicate_even_when_complete() -> None:
    """It is not a value; only the Tim's and the assessors' are."""
    answers = [
        ticks(LEAD, item.code, (), level=2 if item.indicator not in {45, 46, 47} else 1)
        for item in EDITION.items
    ]
    column = compare(state(*answers), state(*answers)).columns[0]

    assert column.after.answered == 47
    assert column.after.predicate is None


def test_a_stage_that_begins_later_is_a_column_of_its_own() -> None:
    """Stages are never mixed: before, it has nothing."""
    before = state(assessments={Stage.MANDIRI: valued(3)})
    after = state(assessments={Stage.MANDIRI: valued(3), Stage.DOKUMEN: valued(2, Stage.DOKUMEN)})

    columns = compare(before, after).columns

    assert [each.stage for each in columns] == [None, Stage.MANDIRI, Stage.DOKUMEN]
    assert (columns[2].before.answered, columns[2].after.answered) == (0, 47)
    assert columns[2].difference is None


def test_every_move_of_an_entry_is_told_and_what_stayed_is_not() -> None:
    """New, changed, returned, accepted, gone; changed and accepted is both."""
    once = {number: ticks(LEAD, str(number), codes(EDITION, number, 1)) for number in (1, 2, 3, 4, 5)}
    changed = replace(once[2], fact="Baru.")
    new = ticks(LEAD, "6", ())
    before = state(*(once[number] for number in (1, 2, 3, 4, 5)))
    statuses = {(LEAD, "2"): Status.ACCEPTED, (LEAD, "3"): Status.RETURNED, (LEAD, "6"): Status.RETURNED}
    after = state(once[1], changed, once[3], once[4], new, statuses=statuses)

    told = compare(before, after)

    assert told.entries == (
        EntryChange(opd=LEAD, topic="2", moves=(Move.CHANGED, Move.ACCEPTED)),
        EntryChange(opd=LEAD, topic="3", moves=(Move.RETURNED,)),
        EntryChange(opd=LEAD, topic="5", moves=(Move.GONE,)),
        EntryChange(opd=LEAD, topic="6", moves=(Move.NEW, Move.RETURNED)),
    )
    assert told.counts == {Move.NEW: 1, Move.CHANGED: 1, Move.RETURNED: 2, Move.ACCEPTED: 1, Move.GONE: 1}


def test_a_document_that_is_described_anew_is_an_entry_like_any_other() -> None:
    """Documents are what the office works with."""
    key = document_key("SK Tim", "1")
    standing = next(iter(state(ticks(LEAD, "1", ())).records.responses.values())).standing
    document = RecordedDocument(content=Document(opd=LEAD, key=key, title="SK Tim"), standing=standing)
    records = Records(documents={(LEAD, key): document})

    told = compare(state(), State(cycle=CYCLE, instrument=EDITION, records=records))

    assert told.entries == (EntryChange(opd=LEAD, topic=key, moves=(Move.NEW,)),)


def test_a_decision_that_was_only_dated_anew_is_returned_again() -> None:
    """Another due date is news to the OPD."""
    answer = ticks(LEAD, "1", ())
    one = state(answer, statuses={(LEAD, "1"): Status.RETURNED})
    old = one.records.responses[LEAD, "1"]
    later = Decision(opd=LEAD, topic="1", status=Status.RETURNED, reason="x", due=date(2026, 8, 1))
    moved = replace(old, standing=replace(old.standing, decision=later))
    two = replace(one, records=replace(one.records, responses={(LEAD, "1"): moved}))

    assert compare(one, two).entries == (EntryChange(opd=LEAD, topic="1", moves=(Move.RETURNED,)),)


def test_requirements_are_gained_and_lost_by_item_in_legal_order() -> None:
    """By what the lead ticks; an answer that is gone loses all of its own."""
    first, second, other = (sorted(codes(EDITION, *where)) for where in ((1, 2), (1, 3), (2, 2)))
    before = state(ticks(LEAD, "1", first), ticks(LEAD, "2", other))
    after = state(ticks(LEAD, "1", second))

    told = compare(before, after).requirements

    assert first
    assert second
    assert other
    assert told == (
        RequirementChange(item="1", gained=tuple(second), lost=tuple(first)),
        RequirementChange(item="2", gained=(), lost=tuple(other)),
    )


def test_a_requirement_of_all_opds_is_not_gained_while_it_does_not_hold() -> None:
    """What the lead alone ticks is not fulfilled yet."""
    rule = next(
        (each.number, rule)
        for each in EDITION.indicators
        for rule in each.scope
        if rule.kind == "practice" and rule.extent == "all"
    )
    number, held = rule
    after = state(ticks(LEAD, str(number), [held.requirement]))

    assert compare(state(), after).requirements == ()


def test_turned_round_everything_is_the_other_way() -> None:
    """What was gained is lost, and the index falls by what it rose."""
    before = state(ticks(LEAD, "1", codes(EDITION, 1, 2)), assessments={Stage.MANDIRI: valued(2)})
    after = state(assessments={Stage.MANDIRI: valued(4)})

    there, back = compare(before, after), compare(after, before)

    def turned(told: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        return [(each.item, each.lost, each.gained) for each in told.requirements]

    assert [(each.item, each.gained, each.lost) for each in there.requirements] == turned(back) != []
    assert there.columns[1].difference == Fraction(2)
    assert back.columns[1].difference == Fraction(-2)


def test_other_regulations_are_not_compared() -> None:
    """Their levels mean something else."""
    other = load_edition("permenpanrb-8-2026")
    stranger = State(cycle=office(other, register(1), {}), instrument=other, records=Records())

    with pytest.raises(ValueError, match="cannot be compared"):
        compare(state(), stranger)
