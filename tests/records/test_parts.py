"""The part of one OPD in the records: all of it, nothing of another OPD, and in the order of the whole."""

from dataclasses import replace

import pytest

from spbe_lib.records.answers import HANDED_IN, EventKind, Records
from spbe_lib.records.documents import document_key
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Opd
from tests.intake.desks import BUNDLED
from tests.large_cycles import example

CYCLE = read_cycle(BUNDLED)


@pytest.fixture(scope="module")
def records() -> Records:
    """What the OPDs of the bundled example handed in."""
    return example().records


@pytest.mark.parametrize("opd", [each.code for each in CYCLE.opds])
def test_the_part_of_an_opd_is_what_carries_its_code(records: Records, opd: str) -> None:
    """Answers, documents, files, rulings, promises and events."""
    own = records.of(opd)

    assert own.answers == {key: each for key, each in records.answers.items() if key[0] == opd}
    assert own.documents == {key: each for key, each in records.documents.items() if key[0] == opd}
    assert own.events == tuple(each for each in records.events if each.opd == opd)
    assert own.verdicts == tuple(each for each in records.verdicts if each.opd == opd)
    assert own.promises == tuple(each for each in records.promises if each.opd == opd)
    brought = {each.submission for each in own.events if each.kind in HANDED_IN}
    assert own.submissions == tuple(
        each for each in records.submissions if each.opd == opd or each.sha256 in brought
    )
    assert not own.assessments
    assert own.of(opd) == own


def test_all_parts_together_are_all_that_the_opds_did(records: Records) -> None:
    """Nothing is lost, and nothing is told twice."""
    parts = [records.of(opd.code) for opd in CYCLE.opds]

    assert sum(len(each.answers) for each in parts) == len(records.answers)
    assert sum(len(each.events) for each in parts) == sum(each.opd is not None for each in records.events)


def test_what_happened_to_the_values_of_items_stands_among_the_events_where_it_happened(
    records: Records,
) -> None:
    """The Tim's values of the items that an OPD leads, between its own events, and of no other item."""
    own = records.of("diskominfo", ["1", "2"])

    assert own.events == tuple(
        each
        for each in records.events
        if each.opd == "diskominfo" or (each.opd is None and each.topic in ("1", "2"))
    )
    assert {each.topic for each in own.events if each.kind is EventKind.ASSESSED} == {"1", "2"}
    assert own.answers == records.of("diskominfo").answers


def test_an_opd_that_did_nothing_has_an_empty_part(records: Records) -> None:
    """Also one that nobody knows."""
    assert records.of("tidak-ada") == Records()


def test_other_records_made_from_these_are_parted_anew(records: Records) -> None:
    """What was asked of the former ones is not carried over."""
    assert records.of("pupr").facts
    fewer = replace(records, facts={})

    assert not fewer.of("pupr").facts
    assert not fewer.of("pupr").answers


def test_a_document_is_found_under_the_title_that_it_has_today(records: Records) -> None:
    """Its own key stays that under which it was first named."""
    place, told = next(iter(records.documents.items()))
    mended = replace(told, content=replace(told.content, title="Judul yang diperbaiki"))
    other = replace(records, documents={**records.documents, place: mended})
    key = document_key("Judul yang diperbaiki", told.content.number)

    assert other.mended[place[0], key] == mended.content
    assert (place[0], key) not in records.mended


def test_the_register_is_looked_up_by_code() -> None:
    """Every OPD is found, an unknown one is an error, and a register that changed has lookups of its own."""
    assert [CYCLE.opd(opd.code) for opd in CYCLE.opds] == list(CYCLE.opds)
    with pytest.raises(KeyError):
        CYCLE.opd("tidak-ada")
    renamed = replace(CYCLE, opds=(Opd(code="pupr", name="Dinas Lain", kind="dinas"),))

    assert renamed.opd("pupr").name == "Dinas Lain"
    assert renamed.scope_codes == ("pupr",)
    assert [each.code for each in renamed.filling] == ["pupr"]
