"""The assessor's answer by workbook: rulings per requirement and document, and promises with a date."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import load_workbook

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.assessment.subjects import row_key, subjects
from spbe_lib.intake.assessment.workbook import assessment_template, read_assessment_workbook
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.excel.save import saved
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Records, Response, ScopeFact
from spbe_lib.records.documents import document_key
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.judgements import Promise, PromiseStatus, Ruling, Verdict, promise_key
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from tests.example.answers import facts, responses
from tests.hostile import HOSTILE
from tests.intake.assessment.judging import handed_out, take, written
from tests.intake.desks import (
    BUNDLED,
    ITEM,
    OPD,
    asked,
    copy_register,
    desk_in,
    hand_in,
    later,
    saying,
    state,
)
from tests.intake.filling import sheet_by_key
from tests.intake.office import through_office
from tests.results.office import recorded

REVISE = Verdict(
    stage=Stage.INTERVIU,
    opd=OPD,
    topic=ITEM,
    subject="I47-L1-01",
    ruling=Ruling.REVISE,
    reason='=HYPERLINK("x") belum sah',
    due=date(2024, 8, 12),
)
KEY = row_key(OPD, ITEM, "I47-L1-01")
NEW = {"new-1": {"item": ITEM, "promise": "Mengesahkan SK layanan", "due": "30 Agustus 2024"}}
PROMISED = Promise(
    key=promise_key(OPD, ITEM, "Mengesahkan SK layanan"),
    stage=Stage.INTERVIU,
    opd=OPD,
    topic=ITEM,
    text="Mengesahkan SK layanan",
    due=date(2024, 8, 30),
)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cycle with the answers of one OPD."""
    root = tmp_path_factory.mktemp("siklus")
    with desk_in(copy_register(root)) as desk:
        hand_in(desk, root, asked(desk))
        return desk.folder


@pytest.fixture
def desk(answered: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of that cycle an hour later, in a folder of its own."""
    with desk_in(Path(shutil.copytree(answered, tmp_path / answered.name))) as made:
        yield later(made, 60, "Asesor")


def refused(desk: Desk, folder: Path, content: bytes) -> list[str]:
    """What is said of a workbook that is refused; nothing is changed by it."""
    before = state(desk)
    with pytest.raises(InputError) as refusal:
        take(desk, folder, content, "interviu.xlsx")
    assert state(desk) == before
    return [str(problem) for problem in refusal.value.problems]


def cited(desk: Desk) -> tuple[EvidenceReference, ...]:
    """What the lead cites."""
    return desk.store.read().responses[OPD, ITEM].content.evidence


def document_of(desk: Desk) -> str:
    """The key of a document that the lead cites."""
    first = cited(desk)[0]
    return document_key(first.title, first.number)


def test_there_is_a_row_for_all_that_is_stated_and_for_every_document_of_it(desk: Desk) -> None:
    """Each ticked requirement, each obligation answered yes, each document once per answer; nothing else."""
    records = desk.store.read()
    found = [(each.topic, each.code) for each in subjects(desk.cycle, desk.instrument, records)]
    wanted: set[tuple[str, str]] = set()
    for each in records.entries:
        content = each.content
        if isinstance(content, Response):
            codes = set(content.ticked)
        else:
            codes = {content.topic} if content.answer is Answer.YES else set[str]()
        if codes:
            codes |= {document_key(one.title, one.number) for one in content.evidence}
        wanted |= {(content.topic, code) for code in codes}

    assert len(found) == len(set(found))
    assert set(found) == wanted
    book = load_workbook(io.BytesIO(handed_out(desk)))
    keys = {str(row[0].value) for row in sheet_by_key(book, "sheet:verdicts").iter_rows(min_row=5)}
    assert keys == {row_key(OPD, *each) for each in wanted}


@pytest.mark.failure(31)
def test_a_requirement_about_a_service_names_the_service_that_was_chosen(desk: Desk) -> None:
    """Never "layanan publik sektor 3", which nobody knows."""
    claims = [each.claim for each in subjects(desk.cycle, desk.instrument, desk.store.read())]

    assert any("Layanan Pendaftaran Pasien Daring" in claim for claim in claims)
    assert not [claim for claim in claims if "sektor" in claim.lower()]


def test_a_level_given_without_ticks_states_the_requirements_that_it_rests_on(desk: Desk) -> None:
    """They can be ruled on, too; an answer of *no* gives nothing to rule on."""
    answers: list[Entry] = [
        replace(saying("x"), ticked=frozenset(), level=Span.exactly(2)),
        ScopeFact(opd=OPD, requirement="I16-L3-01", answer=Answer.NO, evidence=cited(desk)),
    ]
    found = subjects(desk.cycle, desk.instrument, recorded(*answers))

    assert [each.claim.split(":")[0] for each in found] == ["Syarat 1.1", "Syarat 2.1"]


@pytest.mark.failure(9)
@pytest.mark.failure(7)
def test_rulings_and_promises_arrive_as_they_were_written_and_leave_the_answers_alone(
    desk: Desk, tmp_path: Path
) -> None:
    """Requirement and document, with reason and day; the external stage gives the OPD no value."""
    before = desk.store.read()
    document = Verdict(
        stage=Stage.INTERVIU, opd=OPD, topic=ITEM, subject=document_of(desk), ruling=Ruling.ACCEPTED
    )
    receipt = take(desk, tmp_path, written(handed_out(desk), [REVISE, document], NEW), "interviu.xlsx")
    records = desk.store.read()

    assert len(receipt.changes) == 3
    assert set(records.verdicts) == {REVISE, document}
    assert records.promises == (PROMISED,)
    assert records.responses == before.responses
    assert records.assessments == {}


@pytest.mark.failure(6)
def test_a_row_that_says_what_it_was_handed_out_with_is_no_news(desk: Desk, tmp_path: Path) -> None:
    """Handed out again, saved unchanged, handed in: nothing happens, and nothing happens twice."""
    take(desk, tmp_path, written(handed_out(desk), [REVISE], NEW), "interviu.xlsx")
    before = desk.store.read()
    again = handed_out(desk)
    read = read_assessment_workbook(again, "x", desk.cycle, desk.instrument, Stage.INTERVIU, source="")
    receipt = take(later(desk), tmp_path, again, "lagi.xlsx")

    assert (read.verdicts, read.promises) == ((), ())
    assert receipt.changes == ()
    assert (desk.store.read().verdicts, desk.store.read().promises) == (before.verdicts, before.promises)


def test_an_old_copy_undoes_no_ruling_and_no_promise(desk: Desk, tmp_path: Path) -> None:
    """Handed out before somebody ruled, it brings only what was changed in it."""
    old = handed_out(desk)
    take(desk, tmp_path, written(handed_out(desk), [REVISE], NEW), "baru.xlsx")
    other = replace(REVISE, subject=document_of(desk), ruling=Ruling.ACCEPTED, reason="", due=None)
    take(later(desk), tmp_path, written(old, [other]), "lama.xlsx")

    assert set(desk.store.read().verdicts) == {REVISE, other}
    assert desk.store.read().promises == (PROMISED,)


def test_a_promise_is_kept_under_its_key_when_its_words_are_mended(desk: Desk, tmp_path: Path) -> None:
    """And what became of it is told in its own row; the stage in which it was made stays."""
    take(desk, tmp_path, written(handed_out(desk), promises=NEW), "interviu.xlsx")
    mended = {PROMISED.key: {"promise": "Mengesahkan SK layanan kesehatan", "status": "ditepati"}}
    team = handed_out(desk, Stage.MANDIRI)
    take(later(desk), tmp_path, written(team, promises=mended), "tim.xlsx", Stage.MANDIRI)

    (promise,) = desk.store.read().promises
    assert promise == replace(PROMISED, text="Mengesahkan SK layanan kesehatan", status=PromiseStatus.KEPT)


def test_a_ruling_about_an_answer_that_changed_meanwhile_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The assessor rules on what he has read."""
    handed = handed_out(desk)
    hand_in(later(desk, 2, "Budi"), tmp_path, [saying("Jawaban baru.")])

    (told,) = refused(desk, tmp_path, written(handed, [REVISE]))

    for part in (f"interviu.xlsx, lembar Putusan, {OPD} {ITEM}: ", "OPD mengubah jawaban ini", "versi 2"):
        assert part in told


def test_after_the_opd_answered_anew_the_former_ruling_stands_beside_and_the_cells_are_empty(
    desk: Desk, tmp_path: Path
) -> None:
    """Who finds it as bad as before writes the same again, and it is recorded again."""
    take(desk, tmp_path, written(handed_out(desk), [REVISE]), "satu.xlsx")
    hand_in(later(desk, 5), tmp_path, [saying("Jawaban baru.")])
    handed = handed_out(desk)
    sheet = sheet_by_key(load_workbook(io.BytesIO(handed)), "sheet:verdicts")
    row = next(
        each for each in sheet.iter_rows(min_row=5) if each[0].value == row_key(OPD, ITEM, "I47-L1-01")
    )

    assert "OPD sudah menyerahkan lagi" in str(row[5].value)
    assert [cell.value for cell in row[7:10]] == [None, None, None]
    receipt = take(later(desk, 9), tmp_path, written(handed, [REVISE]), "dua.xlsx")
    assert [event.version for event in receipt.changes] == [2]


@pytest.mark.failure(9)
def test_a_lost_database_gets_the_same_rulings_and_promises_again(desk: Desk, tmp_path: Path) -> None:
    """From the kept files alone, in the order of receipt."""
    take(desk, tmp_path, written(handed_out(desk), [REVISE], NEW), "interviu.xlsx")
    hand_in(later(desk, 5), tmp_path, [saying("Jawaban baru.")])
    take(later(desk, 9), tmp_path, written(handed_out(desk), [REVISE]), "lagi.xlsx")
    csv = b"indikator;janji;tanggal;status\n47;Mengesahkan SK layanan;2024-08-30;ditepati\n"
    take(later(desk, 12), tmp_path, csv, "janji.csv")
    before = desk.store.read()
    (desk.folder / "spbe.db").unlink()
    with desk_in(desk.folder) as anew:
        assert all(isinstance(each, Receipt) for each in receive_kept(anew))
        after = anew.store.read()

    assert (after.verdicts, after.promises) == (before.verdicts, before.promises)
    assert [each.given_at for each in after.verdicts] == [each.given_at for each in before.verdicts]
    assert after.promises[0].status is PromiseStatus.KEPT


@pytest.mark.failure(10)
def test_a_workbook_of_an_earlier_version_has_no_such_sheets_and_is_read(desk: Desk, tmp_path: Path) -> None:
    """But one that was handed out with them and comes back without is refused: something was lost."""
    book = load_workbook(io.BytesIO(handed_out(desk)))
    for title in ("Putusan", "Janji"):
        book.remove(book[title])
    torn, hidden = saved(book), book["_spbe"]
    rows = [[cell.value for cell in row] for row in hidden.iter_rows()]
    hidden.delete_rows(1, hidden.max_row)
    for row in rows:
        if row[0] not in ("judgements", "verdict", "promise"):
            hidden.append(row)

    assert take(desk, tmp_path, saved(book), "lama.xlsx").changes == ()
    assert [each.split(". ")[0] for each in refused(later(desk), tmp_path, torn)] == [
        "interviu.xlsx: lembar verdicts dari `spbe template` tidak ada",
        "interviu.xlsx: lembar promises dari `spbe template` tidak ada",
    ]


FAULTS = {
    "diperbaiki tanpa alasan": ({"ruling": "diperbaiki"}, "sel I", "putusan diperbaiki tanpa alasan"),
    "kata lain": ({"ruling": "mungkin"}, "sel H", "putusan 'mungkin' tidak dikenal"),
    "tanpa putusan": ({"reason": "x"}, "sel H", "belum berisi putusan"),
    "bukan tanggal": ({"ruling": "diterima", "due": "31/02/2024"}, "sel J", "bukan tanggal yang ada"),
    "tahun lampau": (
        {"ruling": "diperbaiki", "reason": "x", "due": "2023-01-01"},
        "sel J",
        "lebih dahulu daripada tahun siklus 2024",
    ),
    "rumus": ({"ruling": "=1+1"}, "sel H", "sel ini berisi rumus"),
    "kata sandi": (
        {"ruling": "diperbaiki", "reason": "kata sandi: rahasia9"},
        "sel I",
        "tampak seperti kata sandi",
    ),
    "tanda tersembunyi": (
        {"ruling": "diperbaiki", "reason": "a\u202eb"},
        "sel I",
        "tanda kendali yang tidak terlihat",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_ruling_is_told_at_its_cell(desk: Desk, tmp_path: Path, name: str) -> None:
    """Place first, one fact, what to do; nothing is recorded, and no secret is repeated."""
    cells, place, what = FAULTS[name]
    book = load_workbook(io.BytesIO(written(handed_out(desk), cells={KEY: cells})))
    if name == "rumus":
        row = next(each for each in book["Putusan"].iter_rows() if each[0].value == KEY)
        row[7].value, row[7].data_type = "=1+1", "f"
    (told,) = refused(desk, tmp_path, saved(book))

    assert told.startswith("interviu.xlsx, lembar Putusan, ")
    assert place in told
    assert what in told
    assert "rahasia9" not in told


PROMISE_FAULTS = {
    "tanpa tenggat": ({"item": ITEM, "promise": "x"}, "janji ini belum bertanggal"),
    "tanpa janji": ({"item": ITEM, "due": "2024-09-01"}, "janjinya belum ditulis"),
    "tanpa indikator": ({"promise": "x", "due": "2024-09-01"}, "indikatornya belum disebut"),
    "indikator lain": ({"item": "99", "promise": "x", "due": "2024-09-01"}, "tidak mempunyai indikator '99'"),
    "OPD lain": (
        {"item": ITEM, "opd": "dinas langit", "promise": "x", "due": "2024-09-01"},
        "tidak ada OPD 'dinas langit'",
    ),
    "mundur": (
        {"item": ITEM, "promise": "x", "made_on": "2024-09-02", "due": "2024-09-01"},
        "tenggat lebih dahulu daripada hari janji itu dibuat",
    ),
    "status lain": (
        {"item": ITEM, "promise": "x", "due": "2024-09-01", "status": "entah"},
        "status 'entah' tidak dikenal",
    ),
}


@pytest.mark.parametrize("name", PROMISE_FAULTS)
def test_a_fault_in_a_promise_is_told_at_its_row(desk: Desk, tmp_path: Path, name: str) -> None:
    """Nothing is recorded."""
    cells, what = PROMISE_FAULTS[name]
    (told,) = refused(desk, tmp_path, written(handed_out(desk), promises={"new-1": cells}))

    assert told.startswith("interviu.xlsx, lembar Janji, sel ")
    assert what in told


def test_a_promise_that_is_recorded_is_neither_written_twice_nor_emptied(desk: Desk, tmp_path: Path) -> None:
    """It is dropped by its status; in a new row it would be a second one."""
    take(desk, tmp_path, written(handed_out(desk), promises=NEW), "interviu.xlsx")
    handed, key = handed_out(desk), PROMISED.key

    assert "janji ini sudah tercatat" in refused(desk, tmp_path, written(handed, promises=NEW))[0]
    emptied = refused(desk, tmp_path, written(handed, promises={key: {"promise": ""}}))
    assert "janji yang sudah tercatat tidak dapat dihapus" in emptied[0]
    moved = refused(desk, tmp_path, written(handed, promises={key: {"item": "46"}}))
    assert "tidak dapat diganti" in moved[0]


def test_a_ruling_that_is_recorded_is_not_emptied(desk: Desk, tmp_path: Path) -> None:
    """It is changed by another ruling."""
    take(desk, tmp_path, written(handed_out(desk), [REVISE]), "interviu.xlsx")
    cells = {KEY: {"ruling": "", "reason": "", "due": ""}}

    (told,) = refused(desk, tmp_path, written(handed_out(desk), cells=cells))

    assert "putusan 'diperbaiki' yang sudah tercatat tidak dapat dikosongkan" in told


def test_rows_may_be_sorted_and_sheets_renamed_and_a_copied_row_is_told(desk: Desk, tmp_path: Path) -> None:
    """Keys tell which row is which."""
    book = load_workbook(io.BytesIO(written(handed_out(desk), [REVISE])))
    sheet = book["Putusan"]
    sheet.title = "Hasil interviu"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for at, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value
            sheet.cell(at, column).data_type = "s"
    take(desk, tmp_path, saved(book), "urut.xlsx")
    assert desk.store.read().verdicts == (REVISE,)

    copied = next(row for row in rows if row[0] == KEY)
    sheet.append(copied)
    sheet.cell(sheet.max_row, 9).data_type = "s"
    told = refused(later(desk), tmp_path, saved(book))
    assert "sudah diputuskan di baris" in told[0]


@pytest.mark.failure(29)
def test_who_reviews_his_own_unit_is_asked_for_a_second_reader(desk: Desk) -> None:
    """As on the other sheets: beside every row of the unit's own answers."""
    cycle = replace(desk.cycle, reviewer=OPD)
    book = load_workbook(
        io.BytesIO(assessment_template(cycle, desk.instrument, desk.store.read(), Stage.MANDIRI, {}))
    )
    told = {str(row[6].value) for row in sheet_by_key(book, "sheet:verdicts").iter_rows(min_row=5)}

    assert told == {"Milik unit Tim sendiri: mintalah pembaca kedua"}


@pytest.mark.failure(12)
def test_hostile_words_of_an_opd_stay_text_in_the_workbook(desk: Desk) -> None:
    """Titles of documents stand in the sheet of rulings; none becomes a formula."""
    evidence = tuple(replace(each, title=HOSTILE) for each in cited(desk)[:1])
    known = recorded(replace(saying("x"), evidence=evidence))
    content = assessment_template(desk.cycle, desk.instrument, known, Stage.MANDIRI, {})
    sheet = sheet_by_key(load_workbook(io.BytesIO(content)), "sheet:verdicts")

    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.failure(9)
def test_libreoffice_may_save_it_in_between(desk: Desk, tmp_path: Path) -> None:
    """Rulings, documents and promises come through another spreadsheet program."""
    content = written(
        handed_out(desk), [REVISE], NEW | {"new-2": {"item": "47", "promise": "Dua", "due": date(2024, 9, 2)}}
    )
    read = read_assessment_workbook(
        through_office(content, tmp_path, "xlsx"), "x", desk.cycle, desk.instrument, Stage.INTERVIU, source=""
    )

    assert read.verdicts == (REVISE,)
    assert [(each.text, each.due) for each in read.promises] == [
        ("Mengesahkan SK layanan", date(2024, 8, 30)),
        ("Dua", date(2024, 9, 2)),
    ]


def test_the_workbook_of_the_largest_government_is_quick() -> None:
    """All OPDs answered everything: more than a thousand rows, written and read in a few seconds."""
    cycle = read_cycle(BUNDLED)
    edition = load_edition(cycle.edition)
    entries: list[Entry] = []
    for opd in cycle.filling:
        rules = obligations(cycle, edition, opd.code)
        entries += [*responses(cycle, edition, opd), *facts(opd, rules, edition)]
    known: Records = recorded(*entries)
    begun = perf_counter()
    content = assessment_template(cycle, edition, known, Stage.INTERVIU, {})
    made = perf_counter()
    read_assessment_workbook(content, "x", cycle, edition, Stage.INTERVIU, source="")

    assert len(subjects(cycle, edition, known)) > 1000
    assert timedelta(seconds=made - begun) < timedelta(seconds=10)
    assert timedelta(seconds=perf_counter() - made) < timedelta(seconds=10)
