"""Files are matched to what the OPD states and cites; whatever is not clear is told and left to a person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.delivery import look_at
from spbe_lib.intake.evidence.matching import matched
from spbe_lib.intake.evidence.reach import Reach, reach_of
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.register import Cycle, Opd
from tests.evidence_files import letter, picture, scan_pdf
from tests.intake.evidence.desk import DECREE, HOSTING, OPD, REVIEW, desk_with_citations, parcel, told

FILE = EvidenceFile(sha256="a" * 64, size=9, kind="pdf")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which the OPD has answered; nothing is recorded there."""
    with desk_with_citations(tmp_path_factory.mktemp("siklus")) as made:
        yield made


@pytest.fixture(scope="module")
def reach(desk: Desk) -> Reach:
    """What the OPD can prove and cites."""
    return reach_of(desk.cycle, desk.instrument, desk.store.read(), OPD)


@pytest.mark.parametrize(
    ("name", "proves", "reason"),
    [
        ("I47-L5-01 Notula reviu.pdf", [("47", "I47-L5-01", REVIEW)], "kode syarat pada nama dan judul"),
        ("47 Notula reviu layanan.pdf", [("47", "I47-L5-01", REVIEW)], "nomor indikator pada nama dan judul"),
        (
            "Indikator 47/SK pendaftaran daring.pdf",
            [("47", "I47-L1-01", DECREE), ("47", "I47-L2-01", DECREE)],
            "nomor indikator pada nama dan judul",
        ),
        (
            "47 - 445-12-RSUD-2024.pdf",
            [("47", "I47-L1-01", DECREE), ("47", "I47-L2-01", DECREE)],
            "judul atau nomor",
        ),
        (
            "47.2.1 SK pendaftaran daring.pdf",
            [("47", "I47-L2-01", DECREE)],
            "kode syarat pada nama dan judul",
        ),
        (
            "47_L2_SK pendaftaran.pdf",
            [("47", "I47-L2-01", DECREE)],
            "indikator dan tingkat pada nama dan judul",
        ),
        ("I47-L5-01.pdf", [("47", "I47-L5-01", REVIEW)], "satu-satunya dokumen pada syarat itu"),
        ("I47-L5-01 Laporan tahunan.pdf", [("47", "I47-L5-01", "Laporan tahunan")], "tidak ada dokumen"),
        (
            "I47-L3-01 SK pendaftaran daring.pdf",
            [("47", "I47-L3-01", DECREE)],
            "kode syarat pada nama dan judul",
        ),
        ("47 Foto.pdf", [("47", None, "Foto")], "tidak ada dokumen yang disebut OPD"),
        ("47.pdf", [("47", None, "47")], "nomor indikator pada nama; tidak ada dokumen"),
        ("47", [("47", None, "47")], "nomor indikator pada nama; tidak ada dokumen"),
        ("47_L1_Foto.pdf", [("47", "I47-L1-01", "Foto")], "indikator dan tingkat pada nama"),
        ("16 hosting.pdf", [("I16-L3-01", None, HOSTING)], "nomor indikator pada nama dan judul"),
        ("16 Surat.pdf", [("I16-L3-01", None, "Surat")], "nomor indikator pada nama; tidak ada dokumen"),
        ("16.3.1 Surat.pdf", [("I16-L3-01", None, "Surat")], "kode syarat pada nama"),
        (
            "I47-L1-01 I47-L5-01 Laporan.pdf",
            [("47", "I47-L1-01", "Laporan"), ("47", "I47-L5-01", "Laporan")],
            "kode syarat pada nama",
        ),
    ],
)
def test_a_file_is_matched_by_its_name_and_by_what_the_opd_cites(
    reach: Reach, name: str, proves: list[tuple[str, str | None, str]], reason: str
) -> None:
    """To a cited document where one is clearly meant, else to the place that is named; and it says why."""
    lines = matched(reach, name, FILE)

    assert [(line.target and line.target.topic, line.requirement, line.title) for line in lines] == proves
    assert all(reason in line.reason for line in lines)
    assert all(line.problems == () for line in lines)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Foto.pdf", "nama berkas tidak menyebut indikator"),
        ("47 Maret 2024 Foto.pdf", "tanggal atau nomor surat"),
        ("2 SK.pdf", "indikator 2 bukan tugas OPD ini; pengampunya Dinas Komunikasi dan Informatika"),
        ("99 SK.pdf", "indikator 99 bukan tugas OPD ini"),
        ("47.9.1 SK.pdf", "tidak mempunyai syarat 9.1"),
        ("47.2.8 SK.pdf", "tidak mempunyai syarat 2.8"),
        ("16.2.1 SK.pdf", "syarat 2.1 bukan tugas OPD ini"),
        ("Indikator 47/Indikator 16 SK.pdf", "folder menyebut indikator 47, nama berkas 16"),
    ],
)
def test_what_is_not_clear_is_told_and_never_guessed(reach: Reach, name: str, why: str) -> None:
    """The file stays in the list without a place."""
    (line,) = matched(reach, name, FILE)

    assert line.target is None
    assert not line.matched
    assert any(why in problem for problem in line.problems)


@pytest.mark.failure(21)
def test_services_of_an_indicator_are_told_apart_by_their_letters() -> None:
    """In the edition of 2018 a bare 35 is not enough; requirements are not known there."""
    edition = load_edition("permenpanrb-5-2018")
    cycle = Cycle(
        name="uji",
        government="Uji",
        year=2018,
        edition=edition.code,
        opds=(Opd(code=OPD, name="Dinas Kesehatan", kind="dinas"),),
        leads={35: OPD},
    )
    reach = reach_of(cycle, edition, Records(), OPD)

    (vague,) = matched(reach, "35 SIMPEG.pdf", FILE)
    (plain,) = matched(reach, "35a SIMPEG.pdf", FILE)
    (level,) = matched(reach, "35b tingkat 3 SIMPEG.pdf", FILE)

    assert vague.problems == ("dapat berarti 35a, 35b, 35c; tulis yang mana",)
    assert plain.target
    assert (plain.target.topic, plain.requirement) == ("35a", None)
    assert level.target
    assert level.target.topic == "35b"


def test_an_opd_that_supports_another_may_prove_its_indicator(desk: Desk) -> None:
    """It brings documents for what it does not answer itself."""
    reach = reach_of(desk.cycle, desk.instrument, desk.store.read(), "setda-hukum")

    (line,) = matched(reach, "I01-L2-01 Perbup SPBE.pdf", FILE)

    assert line.target
    assert (line.target.topic, line.target.leads, line.requirement) == ("1", False, "I01-L2-01")


def test_the_day_of_a_screenshot_is_taken_from_its_name(reach: Reach) -> None:
    """Only of a picture that says that it is one; no day is made up."""
    picture_file = replace(FILE, kind="png")

    def day(name: str, file: EvidenceFile = picture_file) -> date | None:
        return matched(reach, name, file)[0].captured

    assert day("47 Screenshot_20240513-101112.png") == date(2024, 5, 13)
    assert day("47 tangkapan layar 2024-05-13.png") == date(2024, 5, 13)
    assert day("47 tangkapan layar 2024-13-45.png") is None
    assert day("47 foto 2024-05-13.png") is None
    assert day("47 tangkapan layar 2024-05-13.pdf", FILE) is None


def test_a_whole_folder_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    """What cannot be kept is told beside what is matched; twins and scans are remarked on."""
    place = parcel(
        tmp_path,
        {
            "47 Notula reviu.pdf": letter("a"),
            "salinan/I47-L1-01 SK.pdf": letter("a"),
            "16 hosting.pdf": scan_pdf(),
            "47 jahat.pdf": b"MZ\x90",
            "47 kosong.pdf": b"",
            "47 kata sandi: 12345.png": picture(),
            "Thumbs.db": b"x",
        },
    )
    delivery = look_at(desk, OPD, place)

    assert told(delivery) == {
        "16 hosting.pdf": [("I16-L3-01", None, HOSTING)],
        "47 Notula reviu.pdf": [("47", "I47-L5-01", REVIEW)],
        "47 jahat.pdf": [("-", None, "")],
        "47 kata sandi: 12345.png": [("-", None, "")],
        "47 kosong.pdf": [("-", None, "")],
        "salinan/I47-L1-01 SK.pdf": [("47", "I47-L1-01", DECREE)],
    }
    problems = {line.name: " ".join(line.problems) for line in delivery.lines}
    assert "tanpa lapisan teks" in problems["16 hosting.pdf"]
    assert "isinya sama dengan salinan/I47-L1-01 SK.pdf" in problems["47 Notula reviu.pdf"]
    assert "sebuah program Windows" in problems["47 jahat.pdf"]
    assert "kosong (0 byte)" in problems["47 kosong.pdf"]
    assert "kata sandi atau akun" in problems["47 kata sandi: 12345.png"]
    assert delivery.parcel.skipped == 1
    assert not (desk.folder / "evidence").exists()
