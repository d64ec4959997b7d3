"""A cycle's folder: its keys, its register, and the assessments that belong to it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.results.scorecard import score
from spbe_lib.workspace import Workspace, open_workspace, write_whole

INPUTS = Path(__file__).parents[3] / "inputs"
CYCLE = "government: Kabupaten Contoh\nyear: 2023\nedition: permenpanrb-59-2020\nassessments: [nilai.yaml]\n"
ASSESSMENT = "edition: permenpanrb-59-2020\nyear: 2023\nstage: mandiri\nsource: Tim\nlevels: {1: 3}\n"
LAST_YEAR = ASSESSMENT.replace("2023", "2022").replace("mandiri", "akhir")
OPDS = "code,name,kind,fills,in_scope\nkominfo,Dinas Kominfo,dinas,yes,yes\n"
LEADS = "".join(f"{each.number},kominfo,lead\n" for each in load_edition("permenpanrb-59-2020").indicators)
ASSIGNMENTS = f"indicator,opd,role\n{LEADS}19,*,concerned\n27,*,concerned\n"


def folder_with(root: Path, cycle: str = CYCLE, **files: str) -> Path:
    """Write a cycle's folder: cycle.yaml, nilai.yaml, and other files by stem."""
    for name, text in ({"cycle": cycle, "nilai": ASSESSMENT} | files).items():
        ending = "csv" if name in ("opd", "assignments") else "yaml"
        (root / f"{name}.{ending}").write_text(text, encoding="utf-8")
    return root


def refusal(folder: Path) -> list[str]:
    """Every problem of a bad folder, as text."""
    with pytest.raises(InputError) as refused:
        read_cycle(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_cycle_takes_its_name_from_the_folder(tmp_path: Path) -> None:
    """Copying the folder is moving the cycle."""
    folder = tmp_path / "kab-contoh-2023"
    folder.mkdir()

    assert read_cycle(folder_with(folder)).name == "kab-contoh-2023"


def test_a_cycle_with_an_official_result_only_needs_no_register(tmp_path: Path) -> None:
    """It names its assessment files; there is nobody to ask, and nothing is made up."""
    cycle = read_cycle(folder_with(tmp_path))

    assert cycle.assessments == ("nilai.yaml",)
    assert (cycle.opds, cycle.leads, cycle.previous) == ((), {}, None)
    assert not cycle.sample


def test_the_bundled_example_is_read_whole() -> None:
    """Every key of cycle.yaml arrives where the reports will look for it."""
    cycle = read_cycle(INPUTS / "contoh-2024")

    assert cycle.sample
    assert (len(cycle.opds), len(cycle.filling), len(cycle.scope)) == (82, 54, 43)
    assert cycle.requested is not None
    assert cycle.requested.day == date(2024, 4, 22)
    assert cycle.deadlines.national == date(2024, 7, 31)
    assert cycle.target.index == Fraction("4.35")
    assert cycle.target.levels["29"] == 4
    assert cycle.services["45"] == "Layanan Administrasi Kependudukan Daring"
    assert (cycle.reviewer, cycle.leads[13]) == ("diskominfo", "bapperida")
    assert len(cycle.concerned[19]) == 12


def test_last_years_result_of_the_example_is_complete_and_gives_its_printed_figures() -> None:
    """What is compared with adds up: 5,00 / 4,00 / 3,27 / 4,63 and 4,30."""
    previous = read_cycle(INPUTS / "contoh-2024").previous
    assert previous is not None
    assert previous.published is not None
    card = score(load_edition(previous.edition), previous.values, previous.year)

    assert [part.shown(2) for part in card.domains] == ["5,00", "4,00", "3,27", "4,63"]
    assert card.index.shown(2) == "4,30"
    assert previous.published.index == Fraction("4.3")
    assert previous.stage is Stage.AKHIR
    assert len(previous.recommendations) == 9


@pytest.mark.parametrize("name", ["kab-madiun-2020", "kota-bandar-lampung-2023"])
def test_the_official_cycles_are_read_as_such(name: str) -> None:
    """Real results: no register, not a sample."""
    cycle = read_cycle(INPUTS / name)

    assert cycle.assessments == ("penilaian-akhir.yaml",)
    assert not cycle.sample
    assert cycle.opds == ()


@pytest.mark.failure(15)
def test_every_fault_of_the_folder_is_told_at_once(tmp_path: Path) -> None:
    """Misspelt keys, impossible figures, unknown OPDs and items, in five files: one refusal."""
    keys = (
        "goverment: x\n"
        "sample: mungkin\n"
        "previous: hasil.yaml\n"
        "requested: {letter: 1/2023, day: 2023-07-01}\n"
        "deadlines: {opd: 2023-06-01, team: 2023-05-31, national: 2023-09-31}\n"
        "target: {index: '5,01', levels: {1: 6, 48: 3}}\n"
        "reviewer: kominf\n"
        "services: {50: Layanan}\n"
    )
    opds = OPDS + "Dinas Kesehatan,Dinas Kesehatan,dinas,yes,yes\n"
    assignments = ASSIGNMENTS + "1,dinkes,contributor\n"
    last_year = LAST_YEAR.replace("{1: 3}", "{1: 9}")
    told = refusal(folder_with(tmp_path, CYCLE + keys, opd=opds, assignments=assignments, hasil=last_year))
    expected = [
        ("cycle.yaml baris 5 (goverment)", "kunci ini tidak dikenal"),
        ("cycle.yaml baris 6 (sample)", "Tulis yes atau no"),
        ("hasil.yaml baris 5 (levels.1)", "angka bulat 1 sampai 5"),
        ("cycle.yaml baris 9 (deadlines.opd)", "1 Juni 2023 lebih dahulu daripada requested.day"),
        ("cycle.yaml baris 9 (deadlines.team)", "31 Mei 2023 lebih dahulu daripada deadlines.opd"),
        ("cycle.yaml baris 9 (deadlines.national)", "tanggal ini tidak ada"),
        ("cycle.yaml baris 10 (target.levels.48)", "1 sampai 47"),
        ("cycle.yaml baris 10 (target.levels.1)", "tingkat '6' tidak dikenal. Yang boleh: angka bulat 1"),
        ("cycle.yaml baris 10 (target.index)", "angka sampai 5,00 dengan 2 desimal"),
        ("cycle.yaml baris 10 (target)", "belum menyebut sumbernya"),
        ("cycle.yaml baris 11 (reviewer)", "Maksudnya 'kominfo'?"),
        ("cycle.yaml baris 12 (services.50)", "1 sampai 47"),
        ("opd.csv baris 3 (code)", "'dinas kesehatan' tidak dapat dipakai"),
        (f"assignments.csv baris {assignments.count(chr(10))} (opd)", "'dinkes' tidak ada di opd.csv"),
    ]

    assert len(told) == len(expected), told
    for where, what in expected:
        assert any(each.startswith(f"{where}: ") and what in each for each in told), (where, told)


@pytest.mark.failure(15)
def test_a_misspelt_required_key_does_not_hide_the_faults_of_the_register(tmp_path: Path) -> None:
    """The key that is missing, the one that is unknown, and the OPD without a name."""
    opds = OPDS.replace("Dinas Kominfo", "")
    told = refusal(folder_with(tmp_path, CYCLE.replace("year", "tahun"), opd=opds, assignments=ASSIGNMENTS))

    assert [each.split(": ")[0] for each in told] == [
        "cycle.yaml baris 1 (year)",
        "cycle.yaml baris 2 (tahun)",
        "opd.csv baris 2 (name)",
    ]


def test_an_unknown_edition_is_told_with_the_known_ones_and_once(tmp_path: Path) -> None:
    """The assessment that names the right one is not blamed for it."""
    (told,) = refusal(folder_with(tmp_path, CYCLE.replace("59-2020", "59-2021")))

    assert "permenpanrb-5-2018, permenpanrb-59-2020, permenpanrb-8-2026" in told


def test_contradictions_between_cycle_and_assessment_are_all_told(tmp_path: Path) -> None:
    """Another edition, another year, no stage and no source: four problems in one refusal."""
    other = "edition: permenpanrb-5-2018\nyear: 2020\nlevels: {1: 3}\n"
    told = refusal(folder_with(tmp_path, nilai=other))

    assert len(told) == 4
    for words in ("permenpanrb-5-2018", "2020", "(stage)", "(source)"):
        assert any(words in each for each in told)


def test_two_assessments_of_one_stage_are_told(tmp_path: Path) -> None:
    """One would silently stand for the other."""
    cycle = CYCLE.replace("[nilai.yaml]", "[nilai.yaml, lain.yaml]")
    (told,) = refusal(folder_with(tmp_path, cycle, lain=ASSESSMENT))

    assert "baris 4 (assessments.2): lain.yaml dan nilai.yaml sama-sama nilai Tim" in told


def test_faults_of_the_assessment_are_told_with_those_of_the_cycle(tmp_path: Path) -> None:
    """One look shows what is wrong in both files."""
    told = refusal(folder_with(tmp_path, CYCLE + "wilayah: x\n", nilai=ASSESSMENT.replace("3}", "9}")))

    assert "(wilayah)" in told[0]
    assert "(levels.1)" in told[1]


@pytest.mark.parametrize(
    "name", ["../rahasia.yaml", "/etc/passwd", "sub/nilai.yaml", "sub\\n.yaml", "C:n.yaml", ".."]
)
@pytest.mark.parametrize("key", ["assessments", "previous"])
def test_a_file_outside_the_cycles_folder_is_refused(tmp_path: Path, name: str, key: str) -> None:
    """A cycle reads its own folder and no other."""
    lines = {"assessments": f"assessments: ['{name}']\n", "previous": CYCLE[-26:] + f"previous: '{name}'\n"}
    (told,) = refusal(folder_with(tmp_path, CYCLE[:-26] + lines[key]))

    assert "tanpa folder" in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("2022", "2023"), "berisi tahun 2023, bukan sebelum 2023"),
        (("permenpanrb-59-2020", "permenpanrb-8-2026"), "memakai peraturan 'permenpanrb-8-2026'"),
        (("akhir", "mandiri"), "bukan nilai akhir, melainkan nilai Tim"),
        (("source: Tim\n", ""), "hasil.yaml (source)"),
    ],
)
def test_what_is_no_final_result_of_an_earlier_year_is_refused(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    """An earlier year, an edition from which a concordance leads here, the final stage, with a source."""
    (told,) = refusal(
        folder_with(tmp_path, CYCLE + "previous: hasil.yaml\n", hasil=LAST_YEAR.replace(*change))
    )

    assert words in told


def test_a_folder_that_holds_nothing_is_told_what_it_lacks(tmp_path: Path) -> None:
    """No register and no result: there would be nothing to report."""
    (told,) = refusal(folder_with(tmp_path, CYCLE.replace("assessments: [nilai.yaml]\n", "")))

    assert "Tambahkan opd.csv dan assignments.csv, atau isi assessments" in told


def test_a_reviewer_without_a_register_is_unknown(tmp_path: Path) -> None:
    """Nobody can be the secretariat where no OPD is known."""
    (told,) = refusal(folder_with(tmp_path, CYCLE + "reviewer: kominfo\n"))

    assert "(reviewer): OPD 'kominfo' tidak ada di opd.csv" in told


@pytest.mark.failure(15)
def test_an_unknown_cycle_is_refused_with_the_known_ones() -> None:
    """A misspelt cycle fails before anything runs."""
    with pytest.raises(WorkspaceError, match="kab-madiun-2020, kota-bandar-lampung-2023"):
        Workspace(INPUTS.parent).cycle("kab-madiun-2019")


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    """Started in the wrong folder, the command says where it should be."""
    with pytest.raises(WorkspaceError, match="Pindah dahulu"):
        open_workspace(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails in the middle, the old content stands and no draft is left behind."""
    path = tmp_path / "laporan.html"
    write_whole(path, b"lama")

    def broken(_: Path, __: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(WorkspaceError, match="tidak dapat ditulis"):
        write_whole(path, b"baru")

    assert path.read_bytes() == b"lama"
    assert [each.name for each in tmp_path.iterdir()] == ["laporan.html"]


@pytest.mark.failure(20)
@pytest.mark.failure(27)
def test_every_stage_has_a_label_and_a_stamp_of_its_own() -> None:
    """Before the last stage, no stamp lets a figure look final."""
    assert len({stage.label for stage in Stage}) == len({stage.stamp for stage in Stage}) == len(Stage)
    assert Stage.MANDIRI.stamp == "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL"
    for stage in Stage:
        assert ("BELUM" in stage.stamp) == (stage is not Stage.AKHIR)
