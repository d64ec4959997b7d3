"""The assessment workbook: handed out with what is known, filled in by the Tim, and read again."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.assessment.workbook import assessment_template, read_assessment_workbook
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Decision,
    EvidenceReference,
    RecordedFact,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle, Opd
from tests.hostile import HOSTILE

NAME, VALUES_PART = "nilai.xlsx", "xl/worksheets/sheet2.xml"
EDITION = "permenpanrb-59-2020"
INSTRUMENT = load_edition(EDITION)
NOW = datetime(2024, 6, 1, tzinfo=UTC)
OPDS = (
    Opd(code="diskominfo", name="Dinas Komunikasi dan Informatika", kind="dinas"),
    Opd(code="bidang-tik", name="Bidang TIK", kind="bidang", parent="diskominfo"),
    Opd(code="dinkes", name="Dinas Kesehatan", kind="dinas"),
)
LEADS = {indicator.number: "diskominfo" for indicator in INSTRUMENT.indicators} | {
    13: "dinkes",
    14: "bidang-tik",
}
CYCLE = Cycle(
    name="uji",
    government="Pemerintah Kabupaten Contoh",
    year=2024,
    edition=EDITION,
    opds=OPDS,
    leads=LEADS,
    reviewer="diskominfo",
    services={"45": "Layanan Pasien Daring"},
    previous=Assessment(edition=EDITION, values={"13": Span.exactly(2)}, year=2023, stage=Stage.AKHIR),
)
PRACTICE = next(
    rule.requirement for each in INSTRUMENT.indicators for rule in each.scope if rule.kind == "practice"
)
LOWEST = [
    requirement.code for level in INSTRUMENT.indicator(13).levels[:2] for requirement in level.requirements
]
RETURNED = Decision(
    opd="dinkes",
    topic=PRACTICE,
    status=Status.RETURNED,
    reason="bukti belum ditandatangani",
    wanted="salinan bertanda tangan",
    due=date(2024, 7, 12),
)


def standing(
    status: Status = Status.SUBMITTED, decision: Decision | None = None, version: int = 1
) -> Standing:
    """Where an entry stands."""
    return Standing(
        version=version, status=status, changed_at=NOW, actor="uji", submission="0" * 64, decision=decision
    )


def records(title: str = "Laporan konsultasi", stage: Mapping[Stage, Assessment] | None = None) -> Records:
    """A response that waits for the Tim, and a statement that was returned."""
    evidence = (EvidenceReference(title=title),)
    response = Response(opd="dinkes", item="13", ticked=frozenset(LOWEST), evidence=evidence)
    fact = ScopeFact(opd="dinkes", requirement=PRACTICE, answer=Answer.NO)
    own = Response(opd="diskominfo", item="1", level=Span.exactly(3))
    return Records(
        responses={
            ("dinkes", "13"): RecordedResponse(content=response, standing=standing(version=4)),
            ("diskominfo", "1"): RecordedResponse(content=own, standing=standing()),
        },
        facts={
            ("dinkes", PRACTICE): RecordedFact(content=fact, standing=standing(Status.RETURNED, RETURNED))
        },
        assessments=stage or {},
    )


@cache
def blank() -> bytes:
    """The workbook that most tests begin with; equal input gives equal bytes, so one is enough."""
    return template()


def template(known: Records | None = None, cycle: Cycle = CYCLE, stage: Stage = Stage.MANDIRI) -> bytes:
    """A workbook as it is handed out."""
    yields = {"13": Span.exactly(2)}
    return assessment_template(cycle, load_edition(cycle.edition), known or records(), stage, yields)


def read(content: bytes, cycle: Cycle = CYCLE, stage: Stage = Stage.MANDIRI) -> AssessmentFile:
    """Read a workbook that came back."""
    return read_assessment_workbook(content, NAME, cycle, load_edition(cycle.edition), stage, source="uji")


def told(content: bytes, cycle: Cycle = CYCLE, stage: Stage = Stage.MANDIRI) -> str:
    """The refusal of a workbook."""
    with pytest.raises(InputError) as refusal:
        read(content, cycle, stage)
    return str(refusal.value)


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody changed it by hand."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def spot(sheet: Worksheet, key: str, column: str) -> str:
    """The address of an open cell."""
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == key)
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == column)
    return f"{letter}{row}"


def filled(content: bytes, cells: Mapping[tuple[str, str], object], sheet: str = "Nilai") -> bytes:
    """The workbook with something typed into open cells of a sheet, by row and column."""

    def type_in(book: Workbook) -> None:
        for (key, column), value in cells.items():
            cell = book[sheet][spot(book[sheet], key, column)]
            cell.value = value
            if isinstance(value, str) and value and column != "level":
                cell.data_type = "s"

    return changed(content, type_in)


def decided(cells: Mapping[str, object], key: str = "dinkes|13") -> bytes:
    """The workbook with something typed into one row of the review."""
    return filled(blank(), {(key, column): value for column, value in cells.items()}, "Tinjauan")


def row_of(content: bytes, sheet: str, key: str) -> list[object]:
    """What stands in a row after its key."""
    book = load_workbook(io.BytesIO(content))
    rows = book[sheet].iter_rows(values_only=True)
    return next(list(row[1:]) for row in rows if row[0] == key)


def resaved(content: bytes, folder: Path) -> bytes:
    """The workbook after LibreOffice opened and saved it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = folder / NAME
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / NAME).read_bytes()


def test_levels_and_texts_come_back_as_they_were_typed() -> None:
    """An empty level is not assessed, and what stands beside it is kept."""
    cells = {("1", "level"): 4, ("1", "note"): "sudah diperiksa", ("1", "recommendation"): "tetapkan"}
    found = read(filled(blank(), cells | {("2", "level"): "3", ("3", "note"): "menunggu"}))

    assert found.assessment.values == {"1": Span.exactly(4), "2": Span.exactly(3)}
    assert found.assessment.notes == {"1": "sudah diperiksa", "3": "menunggu"}
    assert found.assessment.recommendations == {"1": "tetapkan"}
    assert (found.assessment.stage, found.assessment.year) == (Stage.MANDIRI, 2024)
    assert found.decisions == ()


@settings(max_examples=20)
@given(
    levels=st.dictionaries(st.sampled_from([item.code for item in INSTRUMENT.items]), st.integers(1, 5)),
    note=st.text(max_size=40),
    verdict=st.sampled_from(["diterima", "Dikembalikan "]),
    due=st.dates(date(2024, 1, 1), date(2099, 12, 31)),
)
@pytest.mark.failure(9)
def test_whatever_is_filled_in_is_read(levels: dict[str, int], note: str, verdict: str, due: date) -> None:
    """Levels of any items, a reason of any signs that can be seen, and a day."""
    visible = " ".join("".join(sign for sign in note if sign.isprintable()).split()) or "alasan"
    cells: dict[tuple[str, str], object] = {(code, "level"): level for code, level in levels.items()}
    content = filled(blank(), cells | {("1", "note"): visible})
    review = {"decision": verdict, "reason": visible, "wanted": visible, "due": f"{due:%d/%m/%Y}"}
    found = read(filled(content, {("dinkes|13", c): text for c, text in review.items()}, "Tinjauan"))
    status = Status.ACCEPTED if verdict == "diterima" else Status.RETURNED

    assert found.assessment.values == {code: Span.exactly(level) for code, level in levels.items()}
    assert found.assessment.notes == {"1": visible}
    assert found.decisions == (
        Decision(opd="dinkes", topic="13", status=status, reason=visible, wanted=visible, due=due),
    )


@pytest.mark.failure(9)
def test_what_is_recorded_stands_in_the_cells_and_comes_back() -> None:
    """Values and texts of this stage, and of no other; a row left alone is told apart."""
    values = {"1": Span.exactly(4), "2": Span.exactly(5)}
    known = Assessment(
        edition=EDITION, values=values, notes={"1": "baris satu\nbaris dua"}, stage=Stage.MANDIRI
    )
    other = replace(known, values={"3": Span.exactly(1)}, stage=Stage.AKHIR)
    content = template(records(stage={Stage.MANDIRI: known, Stage.AKHIR: other}))
    found = read(filled(content, {("2", "level"): 3}))

    assert found.assessment.values == {"1": Span.exactly(4), "2": Span.exactly(3)}
    assert found.assessment.notes == {"1": "baris satu baris dua"}
    assert "1" in found.unchanged
    assert "2" not in found.unchanged


def test_a_level_that_was_emptied_is_asked_about() -> None:
    """A recorded value is not taken back by silence, so the Tim must know."""
    known = Assessment(edition=EDITION, values={"1": Span.exactly(4)}, stage=Stage.MANDIRI)
    content = filled(template(records(stage={Stage.MANDIRI: known})), {("1", "level"): None})

    assert [question.where for question in read(content).questions] == ["nilai.xlsx, lembar Nilai, sel H5"]


def test_an_edition_with_fractions_comes_back_exact() -> None:
    """A fraction, a printed figure that hides half a unit, and number cells that forget closing zeros."""
    edition = "permenpanrb-8-2026"
    leads = {indicator.number: "dinkes" for indicator in load_edition(edition).indicators}
    cycle = replace(CYCLE, edition=edition, leads=leads, previous=None, services={}, reviewer=None)
    rounded = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    values = {"1": Span.exactly(Fraction(7, 6)), "2": rounded, "3": Span.exactly(2)}
    known = Assessment(edition=edition, values=values, stage=Stage.MANDIRI)
    content = template(Records(assessments={Stage.MANDIRI: known}), cycle)
    found = read(filled(content, {("4", "level"): 1.2, ("5", "level"): 3.0, ("6", "level"): 1.17}), cycle)
    twenty = Span(Fraction("1.195"), Fraction("1.205"), open_end=True)

    assert found.assessment.values == values | {"4": twenty, "5": Span.exactly(3), "6": rounded}


def test_services_of_the_older_edition_have_rows_of_their_own() -> None:
    """35a, 35b and 35c, never 36 and 37."""
    edition = "permenpanrb-5-2018"
    cycle = replace(CYCLE, edition=edition, leads={}, previous=None, services={"35b": "Layanan Izin"})
    content = template(Records(), cycle)

    assert row_of(content, "Nilai", "35b")[:3] == ["35b", "Layanan Izin", "—"]
    assert read(filled(content, {("35b", "level"): 2}), cycle).assessment.values == {"35b": Span.exactly(2)}


def test_a_row_shows_who_leads_and_what_is_known() -> None:
    """Name, lead, what the answers yield and last year's value; services under their chosen title."""
    content = blank()

    assert row_of(content, "Nilai", "13")[2:6] == ["Dinas Kesehatan", None, "2", "2"]
    assert row_of(content, "Nilai", "1")[4:6] == ["belum dijawab", "—"]
    assert row_of(content, "Nilai", "45")[1] == "Layanan Pasien Daring"


@pytest.mark.failure(29)
@pytest.mark.parametrize(("item", "asked"), [("1", True), ("14", True), ("13", False)])
def test_the_reviewers_own_indicators_ask_for_a_second_reader(item: str, asked: bool) -> None:
    """Also those of units below the reviewer's own."""
    warned = row_of(blank(), "Nilai", item)[3]

    assert (warned == "Milik unit Tim sendiri: mintalah pembaca kedua") is asked


@pytest.mark.failure(29)
def test_the_reviewers_own_answers_ask_for_a_second_reader() -> None:
    """On the sheet of decisions too."""
    content = blank()

    assert "pembaca kedua" in str(row_of(content, "Tinjauan", "diskominfo|1")[5])
    assert row_of(content, "Tinjauan", "dinkes|13")[5] is None


def test_the_review_tells_what_each_opd_claims() -> None:
    """Level by ticks, level given directly, or the answer to an obligation; proofs; where it stands."""
    content = blank()
    name, topic, claim, proofs, status, *_ = row_of(content, "Tinjauan", "dinkes|13")

    assert (name, proofs) == ("Dinas Kesehatan", "Laporan konsultasi")
    assert str(topic).startswith("13  ")
    assert claim == f"tingkat 2, dari {len(LOWEST)} syarat yang dicentang"
    assert status == "diserahkan, menunggu Tim"
    assert row_of(content, "Tinjauan", "diskominfo|1")[2] == "tingkat 3, ditulis langsung"
    assert row_of(content, "Tinjauan", f"dinkes|{PRACTICE}")[2] == "tidak"
    assert str(row_of(content, "Tinjauan", f"dinkes|{PRACTICE}")[1]).startswith(
        "Kewajiban bersama, indikator "
    )


@pytest.mark.parametrize(
    "due",
    ["12/03/2024", "2024-03-12", "12 Maret 2024", date(2024, 3, 12), datetime(2024, 3, 12)],  # noqa: DTZ001
)
def test_a_return_carries_reason_wish_and_day(due: object) -> None:
    """However the day is written; the version that was decided on is told too."""
    found = read(
        decided({"decision": "dikembalikan", "reason": "buram", "wanted": "pindai ulang", "due": due})
    )
    decision = Decision(
        opd="dinkes",
        topic="13",
        status=Status.RETURNED,
        reason="buram",
        wanted="pindai ulang",
        due=date(2024, 3, 12),
    )

    assert found.decisions == (decision,)
    assert found.bases == {("dinkes", "13"): 4}
    assert found.questions == ()


def test_accepting_needs_no_more_words() -> None:
    """A bare acceptance is a decision."""
    found = read(decided({"decision": "Diterima"}))

    assert found.decisions == (Decision(opd="dinkes", topic="13", status=Status.ACCEPTED),)


@pytest.mark.failure(6)
def test_a_decision_that_is_recorded_already_is_not_returned_again() -> None:
    """Neither untouched, nor written in other words of the same meaning; a real change is."""
    key = f"dinkes|{PRACTICE}"
    same = {"decision": "dikembalikan untuk diperbaiki", "due": date(2024, 7, 12)}
    later = decided({"due": "2024-07-19"}, key)

    assert read(blank()).decisions == ()
    assert read(decided(same, key)).decisions == ()
    assert read(later).decisions == (replace(RETURNED, due=date(2024, 7, 19)),)


def test_strange_decisions_are_asked_about_and_taken() -> None:
    """Returned without a day; accepted with something still wanted."""
    undated = read(decided({"decision": "dikembalikan", "reason": "buram"}))
    wanting = read(decided({"decision": "diterima", "wanted": "pindai ulang"}))

    assert ["tanpa tenggat" in question.what for question in undated.questions] == [True]
    assert ["masih ada yang diminta" in question.what for question in wanting.questions] == [True]
    assert len(undated.decisions) == len(wanting.decisions) == 1


@pytest.mark.parametrize(
    ("cells", "place", "fact"),
    [
        ({"decision": "dikembalikan"}, "sel I5", "tanpa alasan"),
        ({"decision": "mungkin"}, "sel H5", "'mungkin' tidak dikenal"),
        ({"reason": "buram"}, "sel H5", "belum berisi keputusan"),
        ({"decision": "diterima", "due": "31/02/2024"}, "sel K5", "bukan tanggal yang ada"),
        ({"decision": "diterima", "due": "besok"}, "sel K5", "bukan tanggal yang ada"),
        ({"decision": "diterima", "due": 45000}, "sel K5", "bukan tanggal yang ada"),
        ({"decision": "diterima", "due": "12/03/1924"}, "sel K5", "lebih dahulu daripada tahun siklus"),
        ({"decision": "diterima", "reason": "a\u202eb"}, "sel I5", "tanda kendali"),
    ],
)
def test_a_faulty_decision_is_refused_with_its_cell(cells: dict[str, object], place: str, fact: str) -> None:
    """Nothing of the file is taken then."""
    key = "diskominfo|1"
    text = told(decided(cells, key))

    assert f"nilai.xlsx, lembar Tinjauan, {place}: " in text
    assert fact in text


def test_a_recorded_decision_is_not_wiped_out() -> None:
    """It can be changed, not emptied."""
    empty = dict.fromkeys(("decision", "reason", "wanted", "due"))

    assert "tidak dapat dikosongkan" in told(decided(empty, f"dinkes|{PRACTICE}"))


def test_all_faults_of_both_sheets_are_told_at_once() -> None:
    """Levels off the scale, text, formula, error, date; each with its cell."""
    cells = {"1": 6, "2": 4.5, "3": "baik", "4": "=1+3", "5": "#REF!", "6": date(2024, 6, 7), "7": True}
    content = filled(blank(), {(code, "level"): value for code, value in cells.items()})
    text = told(filled(content, {("dinkes|13", "decision"): "mungkin"}, "Tinjauan"))

    assert re.findall(r"lembar (\w+), sel (\w+):", text) == [
        ("Nilai", "H8"),
        ("Nilai", "H9"),
        ("Nilai", "H10"),
        ("Nilai", "H5"),
        ("Nilai", "H6"),
        ("Nilai", "H7"),
        ("Nilai", "H11"),
        ("Tinjauan", "H6"),
    ]
    assert "'4,5' bukan tingkat" in text
    assert "rumus" in text
    assert "galat Excel" in text
    assert "menjadikan isian ini tanggal" in text


@pytest.mark.failure(10)
@pytest.mark.parametrize(
    ("other", "stage", "fact"),
    [
        (replace(CYCLE, name="lain"), Stage.MANDIRI, "untuk siklus 'uji', bukan 'lain'"),
        (
            replace(CYCLE, edition="permenpanrb-8-2026"),
            Stage.MANDIRI,
            "memakai peraturan 'permenpanrb-59-2020'",
        ),
        (CYCLE, Stage.AKHIR, "untuk tahap 'mandiri', bukan 'akhir'"),
    ],
)
def test_a_workbook_of_another_cycle_edition_or_stage_is_refused(
    other: Cycle, stage: Stage, fact: str
) -> None:
    """With a sentence and what to do, not with a stack of faults."""
    text = told(blank(), other, stage)

    assert fact in text
    assert "spbe template" in text
    assert "sel " not in text


def test_a_workbook_of_another_wording_of_the_edition_is_refused() -> None:
    """The hash of the requirements stands in the hidden sheet."""

    def reword(book: Workbook) -> None:
        cells = {row[0].value: row[1] for row in book["_spbe"].iter_rows()}
        cells["edition_hash"].value = "0" * 64

    assert "syarat peraturan ini sudah berubah" in told(changed(blank(), reword))


def _remove(title: str) -> Callable[[Workbook], object]:
    return lambda book: book.remove(book[title])


def _clear(title: str, cell: str) -> Callable[[Workbook], object]:
    def clear(book: Workbook) -> None:
        book[title][cell].value = None

    return clear


def _type(title: str, cell: str, value: str) -> Callable[[Workbook], object]:
    def type_in(book: Workbook) -> None:
        book[title][cell].value = value

    return type_in


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (_remove("_spbe"), "bukan lembar nilai"),
        (_remove("Nilai"), "lembar values dari `spbe template` tidak ada"),
        (_remove("Tinjauan"), "lembar review dari `spbe template` tidak ada"),
        (_clear("Nilai", "H1"), "kolom level tidak ada"),
        (_clear("Nilai", "A5"), "baris butir 1 tidak ada"),
        (_type("Nilai", "A5", "48"), "tidak mempunyai butir '48'"),
        (_type("Nilai", "A6", "1"), "butir 1 sudah tertulis di nilai.xlsx, lembar Nilai, baris 5"),
        (_type("Nilai", "H80", "4"), "bukan dari lembar yang dibagikan"),
        (_type("Tinjauan", "A5", "dinkes|99"), "bukan dari lembar yang dibagikan"),
        (_type("Tinjauan", "A6", "diskominfo|1"), "sudah diputuskan di baris 5"),
        (_type("_spbe", "A1", "lain"), "bukan lembar nilai"),
    ],
)
def test_a_workbook_that_was_taken_apart_is_refused(change: Callable[[Workbook], object], fact: str) -> None:
    """Sheets, columns, keys and rows must be those that were handed out."""
    assert fact in told(changed(blank(), change))


@pytest.mark.parametrize(
    "content", [b"", b"item,level\n1,2\n", b"PK\x03\x04x", blank()[:4000], b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_whole_workbook_is_refused(content: bytes) -> None:
    """Empty, another kind, cut off."""
    assert told(content).startswith("nilai.xlsx: ")


def test_a_renamed_sheet_in_another_order_is_still_read() -> None:
    """Keys tell the sheets, not their names."""

    def shuffle(book: Workbook) -> None:
        book["Nilai"].title = "Nilai final (2)"
        book.move_sheet("Tinjauan", -2)

    content = changed(filled(blank(), {("1", "level"): 4}), shuffle)

    assert read(content).assessment.values == {"1": Span.exactly(4)}


def test_empty_rows_below_are_no_fault() -> None:
    """A hundred thousand of them, with the look of cells but nothing in them."""
    content = filled(blank(), {("1", "level"): 4})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rows = b"".join(b'<row r="%d"><c r="H%d" s="1"/></row>' % (row, row) for row in range(100, 100_100))
    before, end, after = parts[VALUES_PART].partition(b"</sheetData>")
    parts[VALUES_PART] = before + rows + end + after
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, text)

    assert end
    assert read(written.getvalue()).assessment.values == {"1": Span.exactly(4)}


@pytest.mark.failure(12)
@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1+2", "@SUM(A1)", HOSTILE])
def test_what_opds_wrote_stays_text(text: str) -> None:
    """No cell of the workbook is a formula, and what looks like one is marked as text."""
    book = load_workbook(io.BytesIO(template(records(text))))
    sheet = book["Tinjauan"]
    cell = next(row[4] for row in sheet.iter_rows() if row[0].value == "dinkes|13")

    assert cell.data_type == "s"
    assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@"))
    assert not [c for each in book for row in each.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.failure(27)
@pytest.mark.parametrize("stage", Stage)
def test_every_page_of_values_says_how_official_they_are(stage: Stage) -> None:
    """On the sheet and in the foot of every printed page; made-up data say so too."""
    sheet = load_workbook(io.BytesIO(template(cycle=replace(CYCLE, sample=True), stage=stage)))["Nilai"]

    assert sheet.oddFooter
    for words in (sheet["B3"].value, sheet.oddFooter.left.text):
        assert stage.stamp in str(words)
        assert "DATA CONTOH" in str(words)


@pytest.mark.failure(13)
def test_the_file_tells_nothing_of_machine_or_user() -> None:
    """Our name, a fixed day, and equal bytes for equal input."""
    properties = load_workbook(io.BytesIO(blank())).properties

    assert (properties.creator, properties.lastModifiedBy) == ("Tauval Mandiri SPBE", None)
    assert properties.created == properties.modified == datetime(2024, 1, 1)  # noqa: DTZ001
    assert template() == blank()


def test_labels_are_locked_without_a_password_and_inputs_are_open() -> None:
    """Anybody may lift the lock, nobody trips over a label; the keys are out of sight."""
    book = load_workbook(io.BytesIO(blank()))
    sheet = book["Nilai"]

    assert all(each.protection.sheet and not each.protection.password for each in book)
    assert [cell.protection.locked for cell in sheet[5]][:10] == [True] * 7 + [False] * 3
    assert sheet.column_dimensions["A"].hidden
    assert book["_spbe"].sheet_state == "veryHidden"
    assert book.sheetnames == ["Petunjuk", "Nilai", "Tinjauan", "Putusan", "Janji", "_spbe"]


def test_the_list_of_levels_is_that_of_the_scale() -> None:
    """Closed where only whole levels exist, open where fractions do."""
    newest = replace(CYCLE, edition="permenpanrb-8-2026", leads={}, previous=None, services={})
    rules = [
        load_workbook(io.BytesIO(content))["Nilai"].data_validations.dataValidation[0]
        for content in (blank(), template(Records(), newest))
    ]

    assert [rule.formula1 for rule in rules] == ['"1,2,3,4,5"'] * 2
    assert [bool(rule.showErrorMessage) for rule in rules] == [True, False]


def test_libreoffice_may_save_it_in_between(tmp_path: Path) -> None:
    """Levels, texts that look like formulas, days and keys survive another program."""
    reason = '=HYPERLINK("x") – buram'
    content = filled(
        template(records("@bukti")), {("1", "level"): 4, ("2", "level"): "3", ("1", "note"): reason}
    )
    review = {"decision": "dikembalikan", "reason": reason, "due": date(2024, 7, 1)}
    content = filled(content, {("dinkes|13", column): value for column, value in review.items()}, "Tinjauan")
    found = read(resaved(content, tmp_path))

    assert found.assessment.values == {"1": Span.exactly(4), "2": Span.exactly(3)}
    assert found.assessment.notes == {"1": reason}
    assert found.decisions == (
        Decision(opd="dinkes", topic="13", status=Status.RETURNED, reason=reason, due=date(2024, 7, 1)),
    )
