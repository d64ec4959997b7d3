"""The worked cases of ``tests/results/consolidation``: what a policy officer wrote down comes out."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Answer, Entry, Status
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.results.consolidation import Consolidation, consolidate
from spbe_lib.sheets import Sheet, Whole, shaped
from spbe_lib.strict_yaml import parse
from tests.results.office import office, recorded, register, says, ticks

CASES = sorted((Path(__file__).parent / "consolidation").glob("*.yaml"))


class AnswerSheet(Sheet):
    """What the lead of an item answers."""

    ticked: tuple[str, ...] = ()
    level: str | None = None
    status: Status = Status.SUBMITTED


class StatementSheet(Sheet):
    """Who states what about a shared obligation; ``opd-01 .. opd-38`` stands for all between."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


class ExpectedItem(Sheet):
    """What an item must yield; what is left out must be empty."""

    claimed: str | None = None
    value: str | None = None
    first_missing: str | None = None
    held_back_by: tuple[str, ...] = ()
    differs: Literal["yes", "no"] = "no"
    returned: Literal["yes", "no"] = "no"


class ExpectedScope(Sheet):
    """What the count of an obligation must be."""

    counted: Whole
    yes: Whole
    holds: Literal["yes", "no"]
    lacking: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Expected(Sheet):
    """What must come out."""

    items: dict[str, ExpectedItem]
    scopes: dict[str, ExpectedScope] = Field(default_factory=dict)


class CaseSheet(Sheet):
    """A worked case: ``opds`` is the number of OPDs, named opd-01, opd-02 and so on."""

    name: str
    reference: str
    edition: str
    opds: Whole
    leads: dict[Whole, str]
    concerned: dict[Whole, tuple[str, ...]] = Field(default_factory=dict)
    responses: dict[str, AnswerSheet] = Field(default_factory=dict)
    statements: dict[str, StatementSheet] = Field(default_factory=dict)
    expected: Expected


def read_case(path: Path) -> CaseSheet:
    """Read a case, refusing it with all its faults."""
    file = parse(path)
    case = shaped(file, CaseSheet)
    assert case is not None, "\n".join(map(str, file.problems))
    assert not file.problems, "\n".join(map(str, file.problems))
    return case


def spread(named: tuple[str, ...]) -> tuple[str, ...]:
    """Write out ``opd-01 .. opd-38``."""
    found: list[str] = []
    for each in named:
        first, _, last = each.partition(" .. ")
        numbers = range(int(first[4:]), int((last or first)[4:]) + 1)
        found += [f"opd-{number:02d}" for number in numbers]
    return tuple(found)


def value(instrument: Instrument, item: str, text: str | None) -> Span | None:
    """A level as it is written in a file."""
    items = {each.code: each for each in instrument.items}
    return None if text is None else read_value(instrument, items[item], text)


def consolidated(path: Path) -> tuple[CaseSheet, Instrument, Consolidation]:
    """Read a case and work out what its answers yield."""
    case = read_case(path)
    instrument = load_edition(case.edition)
    number = {item.code: item.indicator for item in instrument.items}
    groups: dict[str, list[Entry]] = {status.value: [] for status in Status}
    for item, answer in case.responses.items():
        lead = case.leads[number[item]]
        groups[answer.status].append(ticks(lead, item, answer.ticked, value(instrument, item, answer.level)))
    for requirement, said in case.statements.items():
        for answer_given in Answer:
            named = spread(getattr(said, answer_given.value))
            groups["submitted"] += [says(opd, requirement, answer_given) for opd in named]
        groups["returned"] += [says(opd, requirement, Answer.YES) for opd in spread(said.returned)]
    cycle = office(instrument, register(case.opds), case.leads, concerned=case.concerned)
    return case, instrument, consolidate(cycle, instrument, recorded(**groups))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_item_of_a_worked_case_yields_what_was_written_down(path: Path) -> None:
    """Claimed level, value, what holds it back and what is missing first; what is not named is unanswered."""
    case, instrument, result = consolidated(path)

    assert case.expected.items
    for item, expected in case.expected.items.items():
        outcome = result.items[item]
        assert outcome.claimed == value(instrument, item, expected.claimed), item
        assert outcome.value == value(instrument, item, expected.value), item
        assert tuple(c.rule.requirement for c in outcome.held_back_by) == expected.held_back_by
        assert outcome.differs == (expected.differs == "yes")
        assert outcome.returned == (expected.returned == "yes")
        if expected.first_missing:
            assert outcome.first_missing
            assert outcome.first_missing.code == expected.first_missing
    elsewhere = {code for code, outcome in result.items.items() if outcome.external}
    assert set(result.values) - elsewhere == set(case.responses)


@pytest.mark.parametrize(
    "path", [path for path in CASES if read_case(path).expected.scopes], ids=lambda path: path.stem
)
def test_every_count_of_a_worked_case_is_the_one_written_down(path: Path) -> None:
    """So many of so many, who is lacking, who has not answered, and whether it holds."""
    case, _, result = consolidated(path)
    counts = {count.rule.requirement: count for count in result.scopes}

    for requirement, expected in case.expected.scopes.items():
        count = counts[requirement]
        assert (len(count.yes), len(count.counted)) == (expected.yes, expected.counted)
        assert count.lacking == spread(expected.lacking)
        assert count.missing == spread(expected.missing)
        assert count.holds == (expected.holds == "yes")
