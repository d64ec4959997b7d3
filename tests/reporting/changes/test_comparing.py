"""What changed between two reports: told from what both said, of one OPD nothing but its own."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records, Status
from spbe_lib.records.model import Stage
from spbe_lib.reporting.changes.rows import (
    ConsolidatedChanges,
    CountChange,
    Earlier,
    FigureChange,
    OpdChanges,
    ValueChange,
)
from spbe_lib.reporting.changes.since import content_code, with_changes
from spbe_lib.reporting.changes.told import told_by
from spbe_lib.reporting.changes.words import government_news, opd_news
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.document import CycleInput
from spbe_lib.reporting.opd.document import OpdInput
from tests.cycles import RETURNED, UNANSWERED, example_cycle, example_records
from tests.reporting.opd_cycles import (
    LAW,
    MARK,
    MINE,
    OTHER,
    assessed,
    handed_in,
    last_year,
    led_items,
    made_cycle,
    report,
    returned,
    standing,
    ticks_up_to,
    together,
)

EDITION = load_edition("permenpanrb-59-2020")
FIRST = datetime(2024, 7, 5, 3, tzinfo=UTC)


def shared(document: CycleInput, days: int = 0) -> Earlier:
    """A report as it was shared so many days after 5 July 2024."""
    return Earlier(
        moment=FIRST + timedelta(days=days), content=content_code(document), told=told_by(document)
    )


def told_since(now: CycleInput, *before: Earlier) -> ConsolidatedChanges | OpdChanges:
    """What a report tells after these acts of sharing."""
    changes = with_changes(now, before).changes
    assert changes is not None
    return changes


def example(records: Records | None = None) -> ConsolidatedInput:
    """The consolidated report of the made-up year."""
    return freeze_consolidated(example_cycle(), EDITION, records or example_records())


def government(now: ConsolidatedInput, before: ConsolidatedInput) -> ConsolidatedChanges:
    """What changed in the government's report since 5 July 2024."""
    changes = told_since(now, shared(before))
    assert isinstance(changes, ConsolidatedChanges)
    assert (changes.since, changes.kept) == ("5 Juli 2024", True)
    return changes


def own(now: OpdInput, before: OpdInput) -> OpdChanges:
    """What changed in the report of an OPD since 5 July 2024."""
    changes = told_since(now, shared(before))
    assert isinstance(changes, OpdChanges)
    assert (changes.since, changes.kept) == ("5 Juli 2024", True)
    return changes


def test_a_report_that_was_never_shared_before_says_so() -> None:
    """There is nothing to compare with."""
    assert told_since(example()) == ConsolidatedChanges(since=None, kept=False)


def test_sharing_a_report_as_it_is_changes_nothing_in_it() -> None:
    """Neither once nor twice, and what it told of the one before stays: it is made again byte by byte."""
    now = example()
    before = dataclasses.replace(now, government="Pemerintah Kabupaten Lama")

    assert with_changes(now, [shared(now)]) == with_changes(now, [])
    assert with_changes(now, [shared(before), shared(now, 3), shared(now, 9)]) == with_changes(
        now, [shared(before)]
    )


def test_it_is_compared_with_the_last_one_that_said_something_else() -> None:
    """Also where today it says again what it said long ago."""
    now = example()
    before = dataclasses.replace(now, government="Pemerintah Kabupaten Lama")

    changes = told_since(now, shared(now), shared(before, 5), shared(now, 9))

    assert (changes.since, changes.kept, changes.any) == ("10 Juli 2024", True, False)


def test_of_a_record_from_before_anything_was_kept_only_the_day_is_told() -> None:
    """What it said then is not guessed."""
    old = Earlier(moment=FIRST, content=None, told=None)

    assert told_since(example(), old) == ConsolidatedChanges(since="5 Juli 2024", kept=False)


def test_index_aspect_and_value_are_told_before_and_now() -> None:
    """Item 2 was raised from 1 to 3 by the Tim, and no longer departs from the answers."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    raised = dataclasses.replace(team, values={**team.values, "2": Span.exactly(3)})
    after = example(dataclasses.replace(records, assessments={Stage.MANDIRI: raised}))

    changes = government(after, example())

    assert changes.values == (
        ValueChange(
            code="2",
            name=EDITION.indicator(2).short_name,
            whose="nilai Tim Asesor Internal (penilaian mandiri)",
            before="1",
            now="3",
        ),
    )
    assert [(each.code, each.before, each.now) for each in changes.decisions] == [("2", "3 → 1", None)]
    figures = {each.label: (each.before, each.now) for each in changes.figures}
    assert figures == {
        "Indeks SPBE": ("2,96", "2,99"),
        "Domain 1: Kebijakan Internal SPBE": ("2,90", "3,10"),
        "Aspek 1: Kebijakan Internal Tata Kelola SPBE": ("2,90", "3,10"),
    }
    assert (changes.complete, changes.returned, changes.documents, changes.repairs) == ((),) * 4
    assert government_news(changes, ["Indeks SPBE"]) == (
        "Indeks SPBE 2,96 → 2,99",
        "1 nilai butir berubah (2)",
        "1 keputusan Tim berubah",
    )


def test_while_incomplete_the_range_is_told_and_no_index_is_invented() -> None:
    """An item lost its value: the index is gone, what is still possible stands there."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    less = {code: span for code, span in team.values.items() if code != "1"}
    fewer = dataclasses.replace(team, values=less)

    changes = government(example(dataclasses.replace(records, assessments={Stage.MANDIRI: fewer})), example())

    figures = {each.label: (each.before, each.now) for each in changes.figures}
    assert figures["Indeks SPBE"] == ("2,96", None)
    assert figures["Butir terisi"] == ("47 dari 47", "46 dari 47")
    assert figures["Nilai terendah"] == (None, "2,91")
    assert figures["Predikat"] == ("Baik", None)
    back = government(example(), example(dataclasses.replace(records, assessments={Stage.MANDIRI: fewer})))
    assert "Nilai terendah" not in {each.label for each in back.figures}


def test_who_has_become_complete_and_who_got_something_back_is_told_by_name() -> None:
    """Bappeda answers its last item; Diskominfo repairs the one that came back."""
    before, records = example(), example_records()
    key = ("diskominfo", RETURNED)
    settled = dataclasses.replace(
        records.responses[key],
        standing=dataclasses.replace(records.responses[key].standing, status=Status.ACCEPTED),
    )
    model = records.responses["bappeda", "11"]
    ticked = ticks_up_to(EDITION.indicator(int(UNANSWERED)), 3)
    last = dataclasses.replace(
        model, content=dataclasses.replace(model.content, item=UNANSWERED, ticked=ticked)
    )
    after = example(
        dataclasses.replace(
            records, responses={**records.responses, key: settled, ("bappeda", UNANSWERED): last}
        )
    )

    forward, backward = government(after, before), government(before, after)

    assert forward.repairs == (CountChange(opd="Dinas Komunikasi dan Informatika", before=1, now=0),)
    assert forward.returned == ()
    assert [each.opd for each in backward.returned] == ["Dinas Komunikasi dan Informatika"]
    assert forward.complete == ("Badan Perencanaan Pembangunan Daerah",)
    assert backward.complete == ()
    assert "1 OPD kini lengkap" in government_news(forward, [])
    assert "1 perbaikan selesai" in government_news(forward, [])


def test_an_opd_that_the_earlier_report_does_not_know_is_no_change() -> None:
    """A name that was corrected makes nobody complete, and counts nothing anew."""
    before = example()
    told = {part: dict(texts) for part, texts in told_by(before).items()}
    for part in ("lengkap", "dikembalikan", "belum-ada", "perbaikan"):
        told[part].pop("Dinas Kesehatan")
    changes = told_since(example(), Earlier(moment=FIRST, content="a" * 64, told=told))

    assert not changes.any


def test_a_part_that_was_not_kept_then_says_nothing() -> None:
    """A record of an older version that kept less."""
    told = {part: texts for part, texts in told_by(example()).items() if part == "angka"}

    assert not told_since(example(), Earlier(moment=FIRST, content="a" * 64, told=told)).any


def test_an_opd_reads_what_became_of_its_own_answers() -> None:
    """Accepted, returned, valued by the Tim; nothing where all stayed."""
    cycle = last_year(made_cycle(LAW, [21, 42]))
    mine = handed_in(cycle, {"21": 2, "42": 3})
    before = report(cycle, mine)
    responses = dict(mine.responses)
    responses[MINE, "21"] = dataclasses.replace(responses[MINE, "21"], standing=returned(MINE, "21"))
    responses[MINE, "42"] = dataclasses.replace(responses[MINE, "42"], standing=standing(Status.ACCEPTED))
    after = report(
        cycle,
        together(
            dataclasses.replace(mine, responses=responses), assessments={Stage.MANDIRI: assessed(cycle)}
        ),
    )

    changes = own(after, before)

    assert (changes.accepted, changes.returned, changes.answered) == (
        ("indikator 42",),
        ("indikator 21",),
        (),
    )
    assert [(each.code, each.whose, each.before, each.now) for each in changes.values] == [
        ("21", "nilai Tim", None, "2"),
        ("42", "nilai Tim", None, "2"),
    ]
    assert (changes.to_repair, changes.repaired) == (1, 0)
    assert opd_news(changes)[:3] == (
        "dikembalikan: indikator 21",
        "diterima Tim: indikator 42",
        "nilai Tim 21: 2 (baru), 42: 2 (baru)",
    )
    assert own(before, after).repaired == 1
    assert not told_since(after, dataclasses.replace(shared(after), content="a" * 64)).any


def test_a_new_answer_brings_its_documents() -> None:
    """The second item comes later, with what proves it."""
    cycle = made_cycle(LAW, [21, 42])
    some, all_of_it = handed_in(cycle, {"21": 2}), handed_in(cycle, {"21": 2, "42": 3})

    changes = own(report(cycle, all_of_it), report(cycle, some))

    assert changes.answered == ("indikator 42",)
    assert changes.documents
    assert all("I42" in title for title in changes.documents)
    assert (
        FigureChange(label="pernyataan dengan data dukung", before="12 dari 12", now="15 dari 15")
        in changes.figures
    )
    assert own(report(cycle, some), report(cycle, all_of_it)).withdrawn == len(changes.documents)


@pytest.mark.failure(11)
def test_what_is_remembered_and_told_of_an_opd_holds_nothing_of_its_neighbours() -> None:
    """Whatever the others do: not a letter of theirs, and no change where only they changed."""
    cycle = last_year(made_cycle(LAW, [21, 42]))
    mine = handed_in(cycle, {"21": 2, "42": 3})
    others = handed_in(cycle, dict.fromkeys(led_items(cycle, OTHER), 3), OTHER)
    alone, together_now = report(cycle, mine), report(cycle, together(mine, others))

    assert MARK not in repr(told_by(together_now))
    assert told_by(alone) == told_by(together_now)
    assert not own(dataclasses.replace(together_now, officer="Budi"), alone).any
