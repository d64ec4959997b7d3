"""More time for one OPD: how it is written down, what is refused, and until when who has time."""

from datetime import date
from pathlib import Path

import pytest

from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle, Deadlines, Extension, Step
from tests.records.files.test_cycle import ASSIGNMENTS, CYCLE, OPDS, folder_with, refusal

DAYS = "deadlines: {opd: 2023-06-01, head: 2023-06-08, repair: 2023-07-01, national: 2023-07-31}\n"


def given(*rows: str) -> str:
    """A cycle.yaml with these extensions, the first of them in line 7."""
    return CYCLE + DAYS + "extensions:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def test_an_extension_holds_for_its_opd_alone(tmp_path: Path) -> None:
    """Another day for one, the deadline of all for the others, and the letter beside it."""
    opds = OPDS + "dinkes,Dinas Kesehatan,dinas,yes,yes\n"
    text = given("opd: Dinkes, step: repair, until: 2023-07-15, letter: 000.1/9")
    cycle = read_cycle(folder_with(tmp_path, text, opd=opds, assignments=ASSIGNMENTS))

    assert cycle.due("dinkes", Step.REPAIR) == date(2023, 7, 15)
    assert cycle.due("kominfo", Step.REPAIR) == date(2023, 7, 1)
    assert cycle.extended("dinkes") == (
        Extension(opd="dinkes", step=Step.REPAIR, until=date(2023, 7, 15), letter="000.1/9"),
    )
    assert cycle.extended("kominfo") == ()


@pytest.mark.failure(15)
def test_every_fault_of_an_extension_is_told_at_its_line(tmp_path: Path) -> None:
    """An OPD and a step that nobody knows, no more time than all have, no deadline, too late, no letter."""
    rows = (
        "opd: kominf, step: opd, until: 2023-06-09, letter: a",
        "opd: kominfo, step: tim, until: 2023-06-09, letter: a",
        "opd: kominfo, step: head, until: 2023-06-08, letter: a",
        "opd: kominfo, step: repair, until: 2023-08-01, letter: a",
        "opd: kominfo, step: opd, until: 2023-06-09",
    )
    text = given(*rows)
    told = refusal(folder_with(tmp_path, text, opd=OPDS, assignments=ASSIGNMENTS))
    expected = [
        ("cycle.yaml baris 8 (extensions.2.step)", "'tim' tidak dikenal; yang boleh: 'opd', 'head' atau"),
        ("cycle.yaml baris 11 (extensions.5.letter)", "isian ini belum ada"),
    ]

    assert [each for each in told if not any(each.startswith(where) for where, _ in expected)] == []
    for where, what in expected:
        assert any(each.startswith(f"{where}: ") and what in each for each in told), (where, told)

    good = text.replace("step: tim", "step: head").replace(
        "until: 2023-06-09}", "until: 2023-06-09, letter: a}"
    )
    told = refusal(folder_with(tmp_path, good, opd=OPDS, assignments=ASSIGNMENTS))

    assert [each.split(": ")[0] for each in told] == [
        "cycle.yaml baris 7 (extensions.1.opd)",
        "cycle.yaml baris 9 (extensions.3.until)",
        "cycle.yaml baris 10 (extensions.4.until)",
    ]
    assert "Maksudnya 'kominfo'?" in told[0]
    assert "8 Juni 2023 tidak lebih lama daripada deadlines.head" in told[1]
    assert "1 Agustus 2023 melewati deadlines.national (31 Juli 2023)" in told[2]


def test_a_deadline_that_was_never_set_cannot_be_moved(tmp_path: Path) -> None:
    """The step is named, and what to do first."""
    text = given("opd: kominfo, step: repair, until: 2023-07-15, letter: a").replace(
        "repair: 2023-07-01, ", ""
    )

    (told,) = refusal(folder_with(tmp_path, text, opd=OPDS, assignments=ASSIGNMENTS))

    assert told.startswith("cycle.yaml baris 7 (extensions.1.step): tenggat repair belum ada")
    assert told.endswith("Isi deadlines.repair dahulu.")


def cycle(*extensions: Extension) -> Cycle:
    """A cycle in which all five deadlines are set."""
    days = [date(2026, month, 1) for month in (6, 7, 8, 9, 10)]
    opd, head, team, repair, national = days
    made = Deadlines(opd=opd, head=head, team=team, repair=repair, national=national)
    return Cycle(
        name="uji", government="Kab", year=2026, edition="x", deadlines=made, extensions=tuple(extensions)
    )


def more(step: Step, until: date) -> Extension:
    """More time for the OPD ``a``."""
    return Extension(opd="a", step=step, until=until, letter="1")


def test_more_time_to_answer_is_more_time_to_approve_but_not_for_the_tim() -> None:
    """Nobody signs before he has to answer; the days of the Tim and of the nation stay."""
    found = cycle(more(Step.OPD, date(2026, 9, 15)))

    assert {step: found.due("a", step) for step in Step} == {
        Step.OPD: date(2026, 9, 15),
        Step.HEAD: date(2026, 9, 15),
        Step.TEAM: date(2026, 8, 1),
        Step.REPAIR: date(2026, 9, 15),
        Step.NATIONAL: date(2026, 10, 1),
    }
    assert {step: found.due("b", step) for step in Step} == {step: found.deadlines.of(step) for step in Step}


def test_a_second_letter_replaces_the_first_and_the_later_day_stands() -> None:
    """Whatever the order in which they are written down."""
    days = (date(2026, 9, 20), date(2026, 9, 10))
    for order in (days, days[::-1]):
        assert cycle(*(more(Step.REPAIR, day) for day in order)).due("a", Step.REPAIR) == days[0]


def test_without_a_deadline_there_is_none() -> None:
    """An extension makes none either."""
    assert Cycle(name="uji", government="Kab", year=2026, edition="x").due("a", Step.OPD) is None
