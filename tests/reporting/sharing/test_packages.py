"""Packages: each OPD gets its own page and nothing else, and what was shared is known afterwards."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting.batch.manifest import MANIFEST, understood
from spbe_lib.reporting.document import ReportInput
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.reporting.sharing import packages
from spbe_lib.reporting.sharing.package_texts import message
from spbe_lib.reporting.sharing.packages import LEADER, README
from spbe_lib.reporting.sharing.shared import News, read_shared
from spbe_lib.workspace import Workspace, shared, write_whole
from tests.hostile import HOSTILE
from tests.intake.desks import desk_in, empty_office, hand_in, saying
from tests.reporting.sharing.handing_out import CYCLE, NOON, OPDS, frozen_reports, names, page, run, shared_at

Reports = Mapping[str, ReportInput]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The frozen inputs of three OPDs and the whole."""
    return frozen_reports(empty_office(tmp_path_factory.mktemp("kantor")).cycle(CYCLE))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which nothing was made yet."""
    return empty_office(tmp_path)


def opd_report(reports: Reports, code: str) -> OpdInput:
    """The frozen input of an OPD."""
    report = reports[code]
    assert isinstance(report, OpdInput)
    return report


def members(file: Path) -> dict[str, bytes]:
    """What a package holds."""
    with zipfile.ZipFile(file) as package:
        return {part.filename: package.read(part) for part in package.infolist()}


def test_each_opd_gets_its_own_page_alone_and_the_leader_the_whole(
    workspace: Workspace, reports: Reports
) -> None:
    """Page, text and manifest; no other OPD's, no input, no notebook, no path of the machine."""
    folder = run(workspace, reports)

    done = shared_at(workspace)

    assert names(done) == [CONSOLIDATED, *OPDS]
    assert [each.file.name for each in done.packages] == [f"{LEADER}.zip", *(f"{opd}.zip" for opd in OPDS)]
    assert {each.file.parent for each in done.packages} == {folder / "bagikan"}
    for each in done.packages:
        held, name = members(each.file), f"{each.made.report}.html"
        assert sorted(held) == sorted([README, MANIFEST, name])
        assert held[name] == page(reports[each.made.report])
        assert understood(held[MANIFEST], "") == {
            one: hashlib.sha256(held[one]).hexdigest() for one in (README, name)
        }
        assert each.size == each.file.stat().st_size
        others = [
            report.opd_name
            for code, report in reports.items()
            if report.kind == "opd"
            if code != each.made.report
        ]
        text = held[README].decode() + each.file.with_suffix(".txt").read_text(encoding="utf-8")
        assert not [other for other in others if other in text]
        assert str(workspace.root) not in text
        assert name in text
    assert sorted(file.suffix for file in (folder / "bagikan").iterdir()) == [".txt"] * 4 + [".zip"] * 4


def test_nothing_is_packed_twice_unless_it_changed_or_is_asked_for(
    workspace: Workspace, reports: Reports
) -> None:
    """Shared: nothing left. One page changed: that one. All wanted: all, with the news of the one."""
    run(workspace, reports)
    shared_at(workspace)
    again = shared_at(workspace)
    run(workspace, {**reports, "pupr": replace(opd_report(reports, "pupr"), officer="Budi")})
    changed = shared_at(workspace)
    everything = shared_at(workspace, unchanged=True)

    assert (names(again), again.record) == ([], None)
    assert [(each.made.report, each.news) for each in changed.packages] == [("pupr", News.CHANGED)]
    assert names(everything) == [CONSOLIDATED, *OPDS]
    assert {each.news for each in everything.packages} == {None}
    assert [len(each.reports) for each in read_shared(workspace.cycle(CYCLE))] == [4, 1, 4]


def test_packages_of_one_state_are_equal_on_every_day(workspace: Workspace, reports: Reports) -> None:
    """Byte by byte: no moment, no user, no machine in them."""
    run(workspace, reports)
    first = {each.file: each.file.read_bytes() for each in shared_at(workspace).packages}
    later = shared_at(workspace, NOON + timedelta(days=9), unchanged=True)

    assert {each.file: each.file.read_bytes() for each in later.packages} == first
    with zipfile.ZipFile(later.packages[0].file) as package:
        told = {(part.date_time, part.create_system, part.external_attr) for part in package.infolist()}
    assert told == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)}


def test_the_record_tells_page_data_and_package(workspace: Workspace, reports: Reports) -> None:
    """What verifying needs later, when the outputs are long gone."""
    run(workspace, reports)
    done = shared_at(workspace, only=("dinkes",))

    (told,) = read_shared(workspace.cycle(CYCLE))
    (one,) = told.reports
    made = done.packages[0]
    assert done.record == next(shared(workspace.cycle(CYCLE)).iterdir())
    assert (told.moment, told.round, one.report) == (NOON, None, "dinkes")
    assert (one.sha256, one.data_code) == (made.made.sha256, made.made.data_code)
    assert one.package == hashlib.sha256(made.file.read_bytes()).hexdigest()


def test_only_what_is_chosen_is_shared(workspace: Workspace, reports: Reports) -> None:
    """One OPD and the whole; the others stay to be shared."""
    run(workspace, reports)

    assert names(shared_at(workspace, only=("dinkes", CONSOLIDATED))) == [CONSOLIDATED, "dinkes"]
    assert names(shared_at(workspace)) == ["pupr", "dinsos"]


def test_a_failed_report_is_named_and_not_packed(workspace: Workspace, reports: Reports) -> None:
    """Even where an older page of it still lies there."""
    run(workspace, reports)
    run(workspace, reports, failed=["pupr"])

    done = shared_at(workspace, unchanged=True)

    assert [made.report for made in done.failed] == ["pupr"]
    assert names(done) == [CONSOLIDATED, "dinkes", "dinsos"]


def refusal(workspace: Workspace, **wishes: Any) -> str:
    """What is said instead of sharing; nothing was packed or recorded."""
    with pytest.raises(InputError) as refused:
        shared_at(workspace, **wishes)
    assert not list((workspace.root / "outputs").rglob("*.zip"))
    assert not shared(workspace.cycle(CYCLE)).exists()
    assert str(workspace.root) not in str(refused.value)
    return str(refused.value)


@pytest.mark.failure(26)
def test_a_page_that_lies_in_another_opds_place_goes_to_nobody(
    workspace: Workspace, reports: Reports
) -> None:
    """Two pages that changed places: both are named; the third, which is right, waits too."""
    folder = run(workspace, reports)
    one, other = (folder / "opd" / f"{opd}.html" for opd in OPDS[:2])
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)

    told = refusal(workspace)

    for name in OPDS[:2]:
        assert f"opd/{name}.html: isinya berubah sejak dibuat. Jalankan `spbe report {CYCLE}`" in told
    assert OPDS[2] not in told


@pytest.mark.failure(26)
def test_not_even_a_record_of_the_run_that_agrees_sends_a_page_elsewhere(
    workspace: Workspace, reports: Reports
) -> None:
    """Pages, inputs and ``run.json`` changed places together: the frozen input tells whose page it is."""
    swapped = {"dinkes": reports["pupr"], "pupr": reports["dinkes"]}
    run(workspace, swapped)
    told = refusal(workspace)
    folder = run(workspace, reports)
    record = json.loads((folder / "run.json").read_bytes())
    pages = {opd: (folder / "opd" / f"{opd}.html").read_bytes() for opd in ("dinkes", "pupr")}
    for row in record["reports"]:
        if row["report"] in pages:
            content = pages["pupr" if row["report"] == "dinkes" else "dinkes"]
            (folder / "opd" / f"{row['report']}.html").write_bytes(content)
            row["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "run.json").write_text(json.dumps(record))

    assert told.count("ini bukan halaman laporan itu") == 2
    assert refusal(workspace).count("ini bukan halaman laporan itu") == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("opd/dinkes.html", None, "opd/dinkes.html: berkas ini tidak ada"),
        ("inputs/opd/dinkes.json", None, "inputs/opd/dinkes.json: berkas ini tidak ada"),
        ("inputs/opd/dinkes.json", b"{}", "inputs/opd/dinkes.json: isinya berubah"),
        ("run.json", None, "run.json: belum ada laporan yang dibuat. Jalankan dahulu `spbe report"),
        ("run.json", b"{", "run.json: catatan ini rusak"),
        ("run.json", b'{"cycle": "lain", "reports": []}', "ini catatan siklus atau putaran lain"),
    ],
)
@pytest.mark.failure(15)
def test_what_is_missing_or_changed_is_told_with_its_remedy(
    workspace: Workspace, reports: Reports, name: str, content: bytes | None, words: str
) -> None:
    """Nothing at all is packed then."""
    folder = run(workspace, reports)
    (folder / name).unlink()
    if content is not None:
        write_whole(folder / name, content)

    told = refusal(workspace)

    assert words in told
    assert "spbe report" in told


@pytest.mark.parametrize("report", ["../../inputs/x", "a/b", "A", "dinkes\n", ""])
def test_a_record_of_the_run_that_names_no_plain_report_is_refused(
    workspace: Workspace, reports: Reports, report: str
) -> None:
    """A file's name is a code and nothing else."""
    folder = run(workspace, reports)
    record = json.loads((folder / "run.json").read_bytes())
    record["reports"][0]["report"] = report
    (folder / "run.json").write_text(json.dumps(record))

    assert "atau diubah" in refusal(workspace)


def test_an_unknown_report_round_or_cycle_is_answered_with_those_that_exist(
    workspace: Workspace, reports: Reports
) -> None:
    """Nothing is packed."""
    run(workspace, reports)

    assert "'dinkse' tidak ada di antara laporan" in refusal(workspace, only=("dinkse",))
    assert "putaran '../x' tidak ada" in refusal(workspace, frozen_round="../x")
    with pytest.raises(WorkspaceError, match="siklus ini tidak ada"):
        packages.share(workspace, "kab-lain", packages.Wishes(), NOON)


def test_a_killed_sharing_is_done_again(
    workspace: Workspace, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the record was written: the packages lie there, and count as never shared."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    folder = run(workspace, reports)
    with monkeypatch.context() as patch:
        patch.setattr(packages, "remember", killed)
        with pytest.raises(KeyboardInterrupt):
            shared_at(workspace)
    lying = {file.name: file.read_bytes() for file in (folder / "bagikan").iterdir()}

    done = shared_at(workspace)

    assert names(done) == [CONSOLIDATED, *OPDS]
    assert {file.name: file.read_bytes() for file in (folder / "bagikan").iterdir()} == lying


def test_two_sharings_within_one_second_are_two(workspace: Workspace, reports: Reports) -> None:
    """The later one counts."""
    run(workspace, reports)
    shared_at(workspace)
    run(workspace, reports, said="baru")
    shared_at(workspace)

    assert shared_at(workspace).record is None
    assert [each.moment for each in read_shared(workspace.cycle(CYCLE))] == [
        NOON,
        NOON + timedelta(seconds=1),
    ]


def test_a_round_is_shared_apart_from_todays_records(workspace: Workspace, reports: Reports) -> None:
    """In its own place, with its own history; the message names the round."""
    folder = workspace.cycle(CYCLE)
    with desk_in(folder) as desk:
        hand_in(desk, workspace.root, [saying("Ada.")])
        freeze(desk, "final")
    frozen = {
        "dinkes": replace(
            opd_report(reports, "dinkes"), frozen_round=RoundFacts(name="final", day="3 Juni 2024")
        )
    }
    run(workspace, reports)
    shared_at(workspace)
    outputs = run(workspace, frozen, "final")

    done = shared_at(workspace, frozen_round="final")

    assert [(each.made.report, each.news) for each in done.packages] == [("dinkes", News.NEW)]
    assert done.packages[0].file == outputs / "bagikan" / "dinkes.zip"
    text = done.packages[0].file.with_suffix(".txt").read_text(encoding="utf-8")
    assert "Putaran final, dibekukan 3 Juni 2024." in text
    assert shared_at(workspace).record is None


def test_an_opd_that_is_called_as_the_leaders_package_keeps_its_name(
    workspace: Workspace, reports: Reports
) -> None:
    """Then the leader's is called as its report."""
    own = replace(opd_report(reports, "dinkes"), opd=LEADER)
    run(workspace, {CONSOLIDATED: reports[CONSOLIDATED], LEADER: own})

    done = shared_at(workspace)

    assert [each.file.name for each in done.packages] == ["konsolidasi.zip", "pimpinan.zip"]
    assert f"{LEADER}.html" in members(done.packages[1].file)


def test_the_message_says_what_the_opd_owes_and_whose_figures_these_are(
    workspace: Workspace, reports: Reports
) -> None:
    """Greeting, one sentence from the frozen input, stamps, the start of the code, the contact."""
    run(workspace, reports)
    done = shared_at(workspace, only=("dinkes",))
    text = done.packages[0].file.with_suffix(".txt").read_bytes().decode()

    assert text.startswith("Yth. Pimpinan Dinas Kesehatan\r\nu.p. Pengelola SPBE (data contoh)\r\n\r\n")
    assert "terlampir dinkes.zip" in text
    assert "Belum satu pun dari 13 isian dijawab; batas 31 Mei 2024.\r\n" in text
    assert (
        "DATA CONTOH – BUKAN DATA SEBENARNYA · HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL"
        in text
    )
    assert f"Kode data: {done.packages[0].made.data_code}"[:19] + "\r\n" in text
    assert "silakan hubungi Sekretariat Tim Asesor Internal, Dinas Kominfo (data contoh)." in text
    assert text.endswith("Tim Asesor Internal SPBE, Dinas Komunikasi dan Informatika\r\n")
    assert text.replace("\r\n", "").count("\n") == 0


def test_the_message_says_how_much_came_in_and_what_came_back(reports: Reports) -> None:
    """Handed in n of m, documents, returned, and until when."""
    report = opd_report(reports, "dinkes")
    summary = replace(
        report.summary,
        answered=12,
        accepted=9,
        returned=2,
        revise=1,
        documents_due=6,
        documents_named=5,
        handed_in="30 Mei 2024",
        repair="12 Juli 2024",
        repair_days_left=3,
    )
    text = message(replace(report, summary=summary, as_of="9 Juli 2024"), "dinkes.zip", None, None).decode()

    assert (
        "Data per 9 Juli 2024. 12 dari 13 isian sudah dijawab dan data dukung disebut untuk 5 dari 6 "
        "pernyataan; 9 diterima Tim; 2 dikembalikan untuk diperbaiki; 1 syarat atau dokumen perlu "
        "diperbaiki; batas perbaikan 12 Juli 2024 (tinggal 3 hari per tanggal data).\r\n"
    ) in text
    assert "silakan hubungi kami." in text
    assert text.endswith("Tim Asesor Internal SPBE\r\n")


def test_the_leaders_message_gives_a_range_while_values_are_lacking(
    workspace: Workspace, reports: Reports
) -> None:
    """No index and no predicate before all values are there."""
    run(workspace, reports)
    done = shared_at(workspace, only=(CONSOLIDATED,))
    text = done.packages[0].file.with_suffix(".txt").read_text(encoding="utf-8")

    assert text.startswith("Yth. Sekretaris Daerah selaku Koordinator SPBE\n")
    assert (
        "Indeks dan predikat belum ada: 0 dari 47 butir terisi; nilai terendah 0,00, nilai tertinggi" in text
    )
    assert "predikat Baik" not in text
    assert "46 dari 46 OPD belum lengkap" in text


def test_the_leaders_message_gives_the_index_with_its_predicate_and_stamp(example: ReportInput) -> None:
    """Of a complete self-assessment: the figure never stands without whose it is."""
    text = message(example, "pimpinan.zip", "ruang 2", "Dinas Kominfo").decode()

    assert "Indeks SPBE 2,96 (skala 0 sampai 5), predikat Baik. Target 3,50 untuk tahun 2024" in text
    assert "belum tercapai, kurang 0,54." in text
    assert "3 dari 5 OPD belum lengkap atau dikembalikan jawabannya.\r\n\r\nDATA CONTOH" in text


@pytest.mark.failure(11)
@pytest.mark.parametrize("hostile", ["Dinas\r\nYth. Bupati\nKesehatan\x1b[31m\u202e\x00", HOSTILE])
def test_names_bring_no_line_and_no_sign_of_their_own(
    workspace: Workspace, reports: Reports, hostile: str
) -> None:
    """A name with line ends stays on its line, in message, text and zip; templates in it stay text."""
    plain, loud = (
        replace(opd_report(reports, "dinkes"), opd_name=name, officer=name, government=name, as_of=name)
        for name in ("x", hostile)
    )
    run(workspace, {"dinkes": loud})
    done = shared_at(workspace)
    told = done.packages[0].file.with_suffix(".txt").read_bytes().decode()
    text = members(done.packages[0].file)[README].decode()

    assert told.count("\n") == message(plain, "dinkes.zip", None, None).decode().count("\n")
    for each in (told, text):
        assert each.replace("\r\n", "").isprintable()
    assert "49" not in told.replace("dari 49", "")
    assert sorted(members(done.packages[0].file)) == [README, MANIFEST, "dinkes.html"]


def test_all_reports_of_a_government_are_shared_at_once(workspace: Workspace) -> None:
    """Every filling OPD of the example, each with a page of half a megabyte, in one record."""
    folder = workspace.cycle(CYCLE)
    reports = frozen_reports(folder, [opd.code for opd in read_cycle(folder).filling])
    run(workspace, reports, said="data " * 100_000)

    done = shared_at(workspace)

    assert names(done) == list(reports)
    assert len(read_shared(folder)[0].reports) == len(reports) > 40
