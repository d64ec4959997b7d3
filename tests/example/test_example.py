"""The bundled example holds what a reader is promised: a whole evaluation, with faults that teach."""

from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records, Status
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.page import SAMPLE, stamp
from spbe_lib.results.consolidation import Consolidation, consolidate, departures
from spbe_lib.results.contribution import contributions
from spbe_lib.results.scorecard import Scorecard, score
from spbe_lib.workspace import Workspace

Example = tuple[Cycle, Instrument, Records]


@pytest.fixture(scope="module")
def contoh(workspace: Workspace) -> Example:
    """The example, taken in from its received files."""
    folder = workspace.cycle("contoh-2024")
    cycle = read_cycle(folder)
    instrument = load_edition(cycle.edition)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        now = datetime(2024, 8, 1, tzinfo=UTC)
        desk = Desk(folder=folder, cycle=cycle, instrument=instrument, store=store, actor="operator", now=now)
        refused = [str(each) for each in receive_kept(desk) if not isinstance(each, Receipt)]

        assert refused == []

        return cycle, instrument, store.read()


def yielded(contoh: Example) -> Consolidation:
    """What the answers of the OPDs yield."""
    return consolidate(*contoh)


def card(contoh: Example) -> Scorecard:
    """The scorecard of the Tim's values."""
    cycle, instrument, records = contoh
    return score(instrument, records.assessments[Stage.MANDIRI].values, cycle.year)


def test_the_tims_values_are_those_of_the_official_result(contoh: Example) -> None:
    """Domains 5,00 4,00 3,00 4,76, index 4,31, Memuaskan; and the sums that these figures force."""
    result = card(contoh)
    levels = {int(item): span.low for item, span in contoh[2].assessments[Stage.MANDIRI].values.items()}

    assert [each.shown(2) for each in result.domains] == ["5,00", "4,00", "3,00", "4,76"]
    assert result.index.shown(2) == "4,31"
    assert result.verdict.predicate
    assert result.verdict.predicate.name == "Memuaskan"
    assert {levels[number] for number in [*range(1, 11), *range(42, 48)]} == {5}
    assert sum(levels[number] for number in range(11, 21)) == 40
    assert sum(levels[number] for number in range(21, 32)) == 33
    assert sum(levels[number] for number in range(32, 42)) == 46


def test_at_least_25_opds_handed_in_and_some_did_not(contoh: Example) -> None:
    """Filled workbooks of many OPDs; a few in scope and a few others are silent."""
    cycle, _, records = contoh
    handed_in = {each.opd for each in records.submissions if each.opd}

    assert len(handed_in) >= 25
    assert handed_in < {opd.code for opd in cycle.filling}
    assert {opd.code for opd in cycle.scope} - handed_in


def test_answers_differ_from_the_tim_and_every_difference_has_its_reason(contoh: Example) -> None:
    """Higher, lower and unanswered are all there, and none is without a note."""
    found = departures(yielded(contoh), contoh[2].assessments[Stage.MANDIRI])

    assert {each.direction.value for each in found} == {"higher", "lower", "without_answer"}
    assert [each.item for each in found if not each.note] == []


def test_scope_facts_say_yes_no_and_nothing(contoh: Example) -> None:
    """Some obligations hold, most wait for silent OPDs, some are answered no, one does not apply."""
    scopes = yielded(contoh).scopes

    assert Counter(each.holds for each in scopes)[True] >= 2
    assert any(each.no for each in scopes)
    assert any(each.not_applicable for each in scopes)
    assert all(len(each.missing) >= 3 for each in scopes if each.rule.extent == "all")


def test_documents_are_missing_and_entries_were_returned_and_repaired(contoh: Example) -> None:
    """Ticked requirements without a document; returned, accepted and waiting entries side by side."""
    records = contoh[2]
    answers = [each.content for each in records.responses.values()]
    named = [{proof.requirement for proof in each.evidence} for each in answers]
    statuses = {each.standing.status for each in records.entries}

    assert any(each.ticked - proofs for each, proofs in zip(answers, named, strict=True))
    assert statuses == set(Status)
    assert {each.kind.value for each in records.events} >= {
        "entered",
        "replaced",
        "returned",
        "accepted",
        "assessed",
    }


def test_contributions_add_up_to_the_index(contoh: Example) -> None:
    """On the bundled data too, exactly."""
    cycle, instrument, records = contoh
    shares = contributions(cycle, instrument, records.assessments[Stage.MANDIRI].values)

    assert sum((each.brings.low for each in shares), Fraction(0)) == card(contoh).index.exact


@pytest.mark.failure(11)
def test_no_report_of_an_opd_names_another(contoh: Example) -> None:
    """Names, documents and texts of others are in nobody else's frozen input."""
    cycle, instrument, records = contoh
    documents = {opd.code: str(freeze_opd(cycle, instrument, records, opd.code)) for opd in cycle.filling}
    numbers = {
        (each.content.opd, proof.number) for each in records.entries for proof in each.content.evidence
    }

    assert len(numbers) > 400
    for owner, number in numbers:
        strangers = [code for code, text in documents.items() if code != owner and number in text]
        assert strangers == [], number


@pytest.mark.failure(27)
def test_every_page_says_that_it_is_made_up(contoh: Example) -> None:
    """The stamp of the consolidated report and of every OPD's."""
    cycle, instrument, records = contoh
    pages = [freeze_opd(cycle, instrument, records, opd.code) for opd in cycle.filling]

    assert SAMPLE in stamp(freeze_consolidated(cycle, instrument, records))
    assert all(SAMPLE in stamp(page) for page in pages)
