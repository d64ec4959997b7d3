"""Keys of ``cycle.yaml`` about last year's answers, who answers for several, and which files are kept."""

from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.records.answers import Response
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.files.entry_file import write_entry_file
from spbe_lib.records.register import EVIDENCE_RULES, Common, EvidenceRules
from tests.records.files.test_cycle import ASSIGNMENTS, CYCLE, OPDS, folder_with, refusal

EXAMPLE = Path(__file__).parents[3] / "inputs" / "contoh-2024"
DISTRICTS = (
    OPDS + "setda-pem,Bagian Pemerintahan,bagian,yes,no\nkec-utara,Kecamatan Utara,kecamatan,yes,yes\n"
)
LAST_YEAR = write_entry_file(
    "uji-2022", 2022, "permenpanrb-59-2020", [Response(opd="kominfo", item="1", fact="Sudah ada.")]
)


def folder(root: Path, keys: str, *, answers: bytes | None = LAST_YEAR) -> Path:
    """A cycle with a register, these keys besides, and last year's answers."""
    if answers is not None:
        (root / "jawaban-2022.json").write_bytes(answers)
    return folder_with(root, CYCLE + keys, opd=DISTRICTS, assignments=ASSIGNMENTS)


def test_without_these_keys_nothing_is_known_of_last_year_and_the_usual_files_are_kept(
    tmp_path: Path,
) -> None:
    """What is not said is not made up."""
    cycle = read_cycle(folder(tmp_path, ""))

    assert (cycle.before.responses, cycle.before.facts, cycle.before.documents) == ({}, {}, {})
    assert cycle.commons == ()
    assert cycle.evidence == EVIDENCE_RULES


def test_the_keys_are_read(tmp_path: Path) -> None:
    """Codes know no case; the files may be fewer and larger."""
    keys = (
        "previous_answers: jawaban-2022.json\n"
        "common: [{kind: kecamatan, by: Setda-Pem}]\n"
        "evidence: {kinds: [pdf, png], largest_mb: 10}\n"
    )
    cycle = read_cycle(folder(tmp_path, keys))

    assert [each.content.fact for each in cycle.before.responses.values()] == ["Sudah ada."]
    assert cycle.commons == (Common(kind="kecamatan", by="setda-pem"),)
    assert cycle.evidence == EvidenceRules(kinds=("pdf", "png"), largest_mb=10)


def test_the_bundled_example_knows_last_years_answers_of_some_opds() -> None:
    """Made-up answers, obligations and documents of eleven OPDs, all of the register."""
    cycle = read_cycle(EXAMPLE)
    before = cycle.before
    told = {opd for opd, _ in (*before.responses, *before.facts)}

    assert len(told) == 11
    assert {"diskominfo", "setda", "dinkes", "kec-utara"} <= told <= {opd.code for opd in cycle.filling}
    assert len([item for opd, item in before.responses if opd == "diskominfo"]) == 26
    assert len(before.documents) > 50
    assert cycle.commons == (Common(kind="kecamatan", by="setda-pemerintahan"),)
    assert cycle.evidence == EVIDENCE_RULES
    assert (EXAMPLE / "jawaban-2023.json").stat().st_size < 150_000


@pytest.mark.failure(15)
def test_every_fault_of_these_keys_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """Unknown OPD and kind, misspelt keys, sizes that cannot be, a foreign file."""
    keys = (
        "common:\n"
        "  - {kind: kecamtan, by: setda-pem}\n"
        "  - {kind: kecamatan, by: setda-pm}\n"
        "  - {kind: bagian, by: kominfo, untuk: semua}\n"
        "evidence: {kinds: pdf, largest_mb: 0, besar: 3}\n"
        "previous_answers: jawaban-2022.json\n"
        "deadlines: {opd: 2023-02-30}\n"
    )
    told = refusal(folder(tmp_path, keys, answers=b"{}"))
    expected = [
        ("cycle.yaml baris 6 (common.1.kind)", "tidak ada OPD berjenis 'kecamtan'"),
        ("cycle.yaml baris 7 (common.2.by)", "Maksudnya 'setda-pem'?"),
        ("cycle.yaml baris 8 (common.3.untuk)", "kunci ini tidak dikenal"),
        ("cycle.yaml baris 9 (evidence.kinds)", "harus berupa daftar"),
        ("cycle.yaml baris 9 (evidence.largest_mb)", "paling kecil 1"),
        ("cycle.yaml baris 9 (evidence.besar)", "kunci ini tidak dikenal"),
        ("jawaban-2022.json", "bukan berkas jawaban tahun lalu"),
        ("cycle.yaml baris 11 (deadlines.opd)", "tanggal ini tidak ada"),
    ]

    assert len(told) == len(expected), told
    for where, what in expected:
        assert any(each.startswith(where) and what in each for each in told), (where, told)


@pytest.mark.failure(15)
def test_a_kind_of_file_that_is_never_kept_is_refused(tmp_path: Path) -> None:
    """A program, and a word that is no kind at all; each by its place in the list."""
    told = refusal(folder(tmp_path, "evidence: {kinds: [pdf, exe, gambar]}\n"))

    assert [each.split(":")[0] for each in told] == [
        "cycle.yaml baris 5 (evidence.kinds.2)",
        "cycle.yaml baris 5 (evidence.kinds.3)",
    ]
    assert "jenis berkas 'exe' tidak dapat disimpan sebagai data dukung" in told[0]


@pytest.mark.failure(15)
def test_a_kind_is_not_called_unknown_while_rows_of_the_register_cannot_be_read(tmp_path: Path) -> None:
    """A comma in a contact hides a row: that one fault is told, and nothing that follows from it."""
    hidden = OPDS + "kec-utara,Kecamatan Utara,kecamatan,yes,yes,Siti\n"
    keys = CYCLE + "common: [{kind: kecamatan, by: kominfo}]\n"
    (told,) = refusal(folder_with(tmp_path, keys, opd=hidden, assignments=ASSIGNMENTS))

    assert "ada isi di luar kolom" in told


@pytest.mark.failure(15)
def test_a_part_that_lacks_a_key_does_not_hide_the_faults_of_the_others(tmp_path: Path) -> None:
    """Who may answer for the districts is missing, and last year's file is another one."""
    keys = "common: [{kind: kecamatan}]\nprevious_answers: jawaban-2022.json\nreviewer: kominf\n"
    told = refusal(folder(tmp_path, keys, answers=b"{}"))

    assert [each.split(":")[0] for each in told] == [
        "cycle.yaml baris 5 (common.1.by)",
        "cycle.yaml baris 7 (reviewer)",
        "jawaban-2022.json",
    ]


@pytest.mark.failure(13)
@pytest.mark.parametrize("name", ["../jawaban.json", "C:\\jawaban.json", "a/b.json", "/etc/passwd", ".."])
def test_last_years_answers_lie_in_the_folder_itself(tmp_path: Path, name: str) -> None:
    """A name that leads out of the folder is refused, on every machine alike."""
    (told,) = refusal(folder(tmp_path, f"previous_answers: '{name}'\n"))

    assert told.startswith("cycle.yaml baris 5 (previous_answers): tulis nama berkas saja, tanpa folder")


@pytest.mark.failure(10)
def test_answers_under_a_later_regulation_are_refused(tmp_path: Path) -> None:
    """Who changes the edition must take last year's answers out."""
    other = write_entry_file("uji-2022", 2022, "permenpanrb-8-2026", [])
    (told,) = refusal(folder(tmp_path, "previous_answers: jawaban-2022.json\n", answers=other))

    assert "memakai peraturan 'permenpanrb-8-2026', bukan 'permenpanrb-59-2020'" in told


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """A missing file is no empty one."""
    with pytest.raises(InputError, match=r"jawaban-2022\.json: berkas tidak dapat dibuka"):
        read_cycle(folder(tmp_path, "previous_answers: jawaban-2022.json\n", answers=None))
