"""Kinds of OPDs beside each other: the same question, the same deadline, and no rank."""

import dataclasses
from datetime import date

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.compliance import Compliance, compliance
from spbe_lib.results.consolidation import consolidate
from spbe_lib.results.kinds import kind_answers, kind_progress
from tests.cycles import example_cycle, example_records

EDITION = load_edition("permenpanrb-59-2020")
DAY = date(2024, 7, 2)


def cycle_of_kinds() -> Cycle:
    """The made-up year, its OPDs of three kinds that do not stand together in the register."""
    kinds = {"bappeda": "badan", "kec-utara": "kecamatan"}
    cycle = example_cycle()
    opds = tuple(dataclasses.replace(opd, kind=kinds.get(opd.code, opd.kind)) for opd in cycle.opds)
    return dataclasses.replace(cycle, opds=opds)


def facts(cycle: Cycle, records: Records) -> list[Compliance]:
    """How every OPD of which something is asked kept to the process."""
    found = (compliance(cycle, EDITION, records, opd.code, DAY) for opd in cycle.filling)
    return [each for each in found if each]


@pytest.mark.failure(3)
@pytest.mark.failure(28)
def test_answers_of_a_kind_add_up_to_those_of_its_opds() -> None:
    """Yes, no, silent, returned and not applicable: everybody is in one of them, nobody in two."""
    cycle, records = cycle_of_kinds(), example_records()
    counts = consolidate(cycle, EDITION, records).scopes

    rows = kind_answers(cycle, counts)

    assert [row.kind for row in rows] == ["dinas", "badan", "kecamatan"]
    assert sum(row.opds for row in rows) == len({code for count in counts for code in count.members})
    for place, count in enumerate(counts):
        cells = [row.answers[place] for row in rows]
        for name in ("yes", "no", "not_applicable", "missing", "returned"):
            assert sum(getattr(cell, name) for cell in cells if cell) == len(getattr(count, name))
        for cell in cells:
            assert cell is None or cell.asked == (
                cell.yes + cell.no + cell.not_applicable + cell.missing + cell.returned
            )


def test_a_kind_of_which_nobody_is_asked_has_no_answer() -> None:
    """Indicator 19 concerns two OPDs only; for a kecamatan there is nothing to count, not a zero."""
    cycle = cycle_of_kinds()
    counts = consolidate(cycle, EDITION, example_records()).scopes
    place = next(place for place, count in enumerate(counts) if count.indicator == 19)

    answers = {row.kind: row.answers[place] for row in kind_answers(cycle, counts)}

    assert answers["kecamatan"] is None
    assert answers["badan"]


def test_progress_of_a_kind_adds_up_to_that_of_its_opds() -> None:
    """Entries, complete OPDs, documents; in time, late and overdue exclude each other."""
    cycle, records = cycle_of_kinds(), example_records()
    found = facts(cycle, records)

    rows = kind_progress(cycle, found)

    assert [row.kind for row in rows] == ["dinas", "badan", "kecamatan"]
    for name in ("asked", "answered", "missing"):
        assert sum(getattr(row, name) for row in rows) == sum(getattr(each, name) for each in found)
    assert sum(row.opds for row in rows) == len(found)
    for row in rows:
        assert row.complete == row.in_time + row.late
        assert row.overdue <= row.opds - row.complete


def test_without_a_deadline_nobody_is_in_time_or_late() -> None:
    """Punctuality is a fact about a day that was set."""
    cycle = dataclasses.replace(
        cycle_of_kinds(), deadlines=dataclasses.replace(example_cycle().deadlines, opd=None)
    )

    rows = kind_progress(cycle, facts(cycle, example_records()))

    assert [(row.in_time, row.late, row.overdue) for row in rows] == [(0, 0, 0)] * 3


def test_an_empty_year_has_nothing_to_compare() -> None:
    """No obligations, no OPDs: no rows."""
    assert kind_answers(Cycle(name="x", government="x", year=2024, edition=EDITION.code), ()) == ()
    assert kind_progress(cycle_of_kinds(), ()) == ()
