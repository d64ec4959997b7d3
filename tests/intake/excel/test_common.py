"""One sheet for all OPDs of a kind: fifteen districts are asked the same, and one section answers."""

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from spbe_lib.errors import InputError
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.common_template import COMMON_KEY, common_template
from spbe_lib.intake.handout import questionnaires
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.readers import read_answers
from spbe_lib.records.answers import Answer, EvidenceReference, ScopeFact
from spbe_lib.records.register import Common, Cycle
from spbe_lib.reporting.opd.inputs import freeze_opd
from tests.intake.desks import copy_register, desk_in, hand_in, later, refusal, sent, state
from tests.intake.filling import edited, fill, sheet_by_key, write

DISTRICTS = Common(kind="kecamatan", by="setda")
ASKED = "I16-L3-01"


def with_districts(desk: Desk) -> Desk:
    """The desk of a cycle in which a section of the Sekretariat may answer for the districts."""
    by = next(opd.code for opd in desk.cycle.filling if opd.code.startswith("setda"))
    cycle: Cycle = dataclasses.replace(desk.cycle, commons=(dataclasses.replace(DISTRICTS, by=by),))
    return dataclasses.replace(desk, cycle=cycle)


def handed_out(desk: Desk) -> bytes:
    """The common workbook as it is handed out now."""
    return common_template(desk.cycle, desk.instrument, desk.cycle.commons[0], desk.store.read())


def typed(content: bytes, cells: dict[tuple[str, str], str]) -> bytes:
    """The workbook after somebody typed into it, by key of the row and column."""

    def _type(book: Workbook) -> None:
        sheet = sheet_by_key(book, COMMON_KEY)
        for (key, column), text in cells.items():
            write(sheet, f"{key}|{ASKED}", column, text)

    return edited(content, _type)


def districts(desk: Desk) -> list[str]:
    """Codes of the districts that answer."""
    return [opd.code for opd in desk.cycle.filling if opd.kind == DISTRICTS.kind]


def test_a_row_for_all_answers_for_every_district_that_says_nothing_else(tmp_path: Path) -> None:
    """Fourteen times the answer of all, once the district's own; how it was read is shown back."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        codes = districts(desk)
        filled = typed(
            handed_out(desk),
            {
                ("*", "value"): "ya",
                ("*", "title"): "Surat Sekda",
                (codes[3], "value"): "tidak",
                (codes[3], "note"): "jaringan belum sampai",
            },
        )
        receipt = receive_questionnaire(desk, sent(tmp_path, filled, "kecamatan.xlsx"))
        again = receive_questionnaire(desk, sent(tmp_path, filled, "kecamatan.xlsx"))
        facts = {opd: each.content for (opd, _), each in desk.store.read().facts.items()}

    assert len(receipt.changes) == len(codes) == len(facts)
    assert facts[codes[3]] == ScopeFact(
        opd=codes[3], requirement=ASKED, answer=Answer.NO, note="jaringan belum sampai"
    )
    assert facts[codes[0]].answer is Answer.YES
    assert facts[codes[0]].evidence == (EvidenceReference(title="Surat Sekda"),)
    assert [each.what for each in receipt.understood] == [
        f"'Semua' (ya) dibaca sebagai jawaban {len(codes) - 1} perangkat daerah yang barisnya kosong"
    ]
    assert receipt.submission.opd is None
    assert again.repeated


def test_what_is_recorded_is_handed_out_and_untouched_is_no_answer(tmp_path: Path) -> None:
    """Out and in again changes nothing; an answer with several documents stays in its own Kuesioner."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        one, other, *_ = districts(desk)
        proofs = (EvidenceReference(title="Satu"), EvidenceReference(title="Dua"))
        own = ScopeFact(opd=one, requirement=ASKED, answer=Answer.YES, evidence=proofs)
        hand_in(desk, tmp_path, [own], one)
        hand_in(
            later(desk),
            tmp_path,
            [ScopeFact(opd=other, requirement=ASKED, answer=Answer.NO, note="x")],
            other,
        )
        content = handed_out(desk)
        parts = read_answers(content, "bersama.xlsx", desk.cycle, desk.instrument)
        for_all = read_answers(typed(content, {("*", "value"): "ya"}), "b.xlsx", desk.cycle, desk.instrument)

    assert [entry for part in parts for entry in part.entries] == []
    assert {part.opd for part in for_all if part.entries} == set(districts(desk)) - {one, other}


def test_an_answer_that_a_district_gave_meanwhile_is_not_undone(tmp_path: Path) -> None:
    """The sentence names the district; nothing of the sheet is recorded."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        code, content = districts(desk)[2], handed_out(desk)
        hand_in(desk, tmp_path, [ScopeFact(opd=code, requirement=ASKED, answer=Answer.NO, note="x")], code)
        told = refusal(later(desk), sent(tmp_path, typed(content, {("*", "value"): "ya"}), "kecamatan.xlsx"))

    assert desk.cycle.opd(code).name in told
    assert told.count("sudah diubah sesudah lembar ini dibagikan") == 1


def test_faults_are_told_at_their_cells_all_at_once(tmp_path: Path) -> None:
    """A formula, a word that is no answer, a row that is gone."""

    def _spoil(book: Workbook) -> None:
        sheet = sheet_by_key(book, COMMON_KEY)
        sheet.cell(8, 3).value = "=1+1"
        sheet.cell(9, 3).value = "kadang"
        sheet.delete_rows(10)

    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        told = refusal(desk, sent(tmp_path, edited(handed_out(desk), _spoil), "kecamatan.xlsx"))

    assert "sel C8: sel isian berisi rumus" in told
    assert "sel C9: 'kadang' bukan jawaban" in told
    assert "tidak ada lagi" in told


@pytest.mark.failure(10)
def test_another_cycle_or_a_foreign_filler_is_refused(tmp_path: Path) -> None:
    """A sentence, and nothing is recorded."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        content = handed_out(desk)
        other = dataclasses.replace(desk.cycle, name="lain-2024")
        fewer = dataclasses.replace(
            desk.cycle, opds=tuple(opd for opd in desk.cycle.opds if opd.code != desk.cycle.commons[0].by)
        )
        for cycle, told in ((other, "bukan lain-2024"), (fewer, "tidak ada di daftar siklus ini")):
            with pytest.raises(InputError, match=told):
                read_answers(content, "bersama.xlsx", cycle, desk.instrument)


def test_the_report_of_a_district_knows_where_its_answers_come_from(tmp_path: Path) -> None:
    """Who filled in for it stands in its report, and a rebuilt database says the same."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        filled = fill(typed(handed_out(desk), {("*", "value"): "ya"}), filled_by="Bagian Pemerintahan")
        receive_questionnaire(desk, sent(tmp_path, filled, "kecamatan.xlsx"))
        report = freeze_opd(desk.cycle, desk.instrument, desk.store.read(), districts(desk)[0])
        records, kept = state(desk)

    assert report.approval.filled_by == "Bagian Pemerintahan"
    assert "1 berkas Kuesioner" in report.source
    assert len(kept) == 1
    assert len(records.facts) == len(districts(desk))


def test_the_sheet_is_handed_out_with_the_others(tmp_path: Path) -> None:
    """One more workbook for each kind; equal input, equal bytes."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        files = [file.name for file in questionnaires(desk, tmp_path / "outputs")]
        first, second = handed_out(desk), handed_out(desk)
    sheet = load_workbook(io.BytesIO(first))["Kewajiban Bersama"]

    assert "bersama_kecamatan.xlsx" in files
    assert first == second
    assert sheet["B8"].value == f"Semua ({len(districts(desk))})"


def asking(opd: str) -> Callable[[Workbook], None]:
    """Somebody adds a row for another OPD, and notes it as if we had handed it out."""

    def change(book: Workbook) -> None:
        book["_spbe"].append([f"topic:{opd}|{ASKED}", "0:abc"])
        sheet = sheet_by_key(book, COMMON_KEY)
        row = sheet.max_row + 1
        sheet.cell(row, 1).value, sheet.cell(row, 3).value = f"{opd}|{ASKED}", "tidak"

    return change


@pytest.mark.failure(7)
def test_nobody_answers_for_an_opd_that_is_not_of_the_kind(tmp_path: Path) -> None:
    """Neither with a row that was slipped in, nor as somebody who may answer for nobody."""
    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        content = edited(handed_out(desk), asking("dinkes"))
        row = refusal(desk, sent(tmp_path, content, "a.xlsx"))
        other = dataclasses.replace(desk.cycle.commons[0], by="dinkes")
        filler = dataclasses.replace(desk, cycle=dataclasses.replace(desk.cycle, commons=(other,)))
        whole = refusal(filler, sent(tmp_path, content, "b.xlsx"))

    assert "isian ini tidak (lagi) menjadi tugas perangkat daerah itu" in row
    assert "tidak (lagi) menjawab untuk perangkat daerah lain dalam siklus ini" in whole


def test_a_copied_sheet_is_refused(tmp_path: Path) -> None:
    """Which of the two counts, nobody can know."""

    def copy(book: Workbook) -> None:
        book.copy_worksheet(sheet_by_key(book, COMMON_KEY)).title = "Kewajiban (2)"

    with desk_in(copy_register(tmp_path)) as plain:
        desk = with_districts(plain)
        told = refusal(desk, sent(tmp_path, edited(handed_out(desk), copy), "kecamatan.xlsx"))

    assert "lembar Kewajiban (2) salinan lembar Kewajiban Bersama. Hapus salah satu." in told
