"""The assessor's answer in CSV: rulings and promises, recognised by their heads, about what was handed in."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import EvidenceReference
from spbe_lib.records.documents import document_key
from spbe_lib.records.judgements import Promise, PromiseStatus, Ruling, Verdict, promise_key
from spbe_lib.records.model import Stage
from tests.intake.assessment.judging import take
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, hand_in, later, saying, state

REVISE = Verdict(
    stage=Stage.INTERVIU,
    opd=OPD,
    topic=ITEM,
    subject="I47-L1-01",
    ruling=Ruling.REVISE,
    reason="Belum sah",
    due=date(2024, 8, 12),
)
SHARED = replace(REVISE, topic="I16-L3-01", subject="I16-L3-01", reason="Tanpa berita acara", due=None)


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


def first_document(desk: Desk) -> EvidenceReference:
    """The first document that the lead cites."""
    return desk.store.read().responses[OPD, ITEM].content.evidence[0]


def refused(desk: Desk, folder: Path, text: str) -> list[str]:
    """What is said of a file that is refused; nothing is changed by it."""
    before = state(desk)
    with pytest.raises(InputError) as refusal:
        take(desk, folder, text.encode(), "putusan.csv")
    assert state(desk) == before
    return [str(problem) for problem in refusal.value.problems]


def verdicts(desk: Desk) -> set[Verdict]:
    """What is recorded."""
    return set(desk.store.read().verdicts)


@pytest.mark.failure(21)
@pytest.mark.parametrize("requirement", ["1.1", "syarat 1.1", "1,1", "i47-l1-01"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_requirement_is_named_by_its_legal_place_or_its_code(
    desk: Desk, tmp_path: Path, requirement: str, delimiter: str
) -> None:
    """The lead is meant where no OPD is named; the number is the legal one."""
    rows = (
        "indikator;syarat;putusan;alasan;tenggat",
        f"47;{requirement};Diperbaiki;Belum sah;12 Agustus 2024",
    )
    text = "\r\n".join(rows).replace(";", delimiter)

    receipt = take(desk, tmp_path, text.encode("utf-8-sig"), "putusan.csv")

    assert len(receipt.changes) == 1
    assert verdicts(desk) == {REVISE}


def test_heads_may_be_english_and_in_any_order(desk: Desk, tmp_path: Path) -> None:
    """As a program writes them."""
    text = "verdict,reason,due,opd,requirement,item\nrevise,Belum sah,2024-08-12,dinkes,I47-L1-01,47\n"

    take(desk, tmp_path, text.encode(), "verdicts.csv")

    assert verdicts(desk) == {REVISE}


def test_an_opd_that_does_not_lead_is_ruled_on_by_its_obligation(desk: Desk, tmp_path: Path) -> None:
    """Indicator 16 is led by another: what the named OPD states of it is meant, by name or by code."""
    text = "opd;indikator;syarat;putusan;alasan\nDinas Kesehatan;16;3.1;revisi;Tanpa berita acara\n"

    take(desk, tmp_path, text.encode(), "putusan.csv")

    assert verdicts(desk) == {SHARED}


def test_a_document_is_named_by_title_and_number(desk: Desk, tmp_path: Path) -> None:
    """However it is spelled."""
    cited = first_document(desk)
    text = f'indikator;dokumen;nomor;putusan\n47;"{cited.title.upper()}";"{cited.number}";diterima\n'

    take(desk, tmp_path, text.encode(), "putusan.csv")

    (verdict,) = verdicts(desk)
    assert verdict.subject == document_key(cited.title, cited.number)
    assert verdict.ruling is Ruling.ACCEPTED


def test_a_document_that_nobody_cites_is_refused_with_those_that_are(desk: Desk, tmp_path: Path) -> None:
    """A misspelt title would be a ruling about nothing."""
    (told,) = refused(desk, tmp_path, "indikator;dokumen;putusan\n47;Tidak Ada;diterima\n")

    assert told.startswith("putusan.csv baris 2 (dokumen): Dinas Kesehatan tidak mengutip dokumen ini")
    assert first_document(desk).title[:20] in told


def test_a_requirement_that_the_opd_does_not_state_is_refused(desk: Desk, tmp_path: Path) -> None:
    """There is nothing to accept or to repair; what it does state is told."""
    hand_in(later(desk, 2), tmp_path, [saying("Hanya tingkat satu.")])
    (told,) = refused(later(desk, 5), tmp_path, "indikator;syarat;putusan\n47;2.1;diterima\n")

    assert (
        "Dinas Kesehatan tidak menyatakan syarat ini terpenuhi di isian itu. Yang boleh: Syarat 1.1." in told
    )


def test_a_ruling_about_what_nobody_handed_in_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The lead of indicator 1 has not answered yet."""
    (told,) = refused(desk, tmp_path, "indikator;syarat;putusan\n1;2.1;diterima\n")

    assert "Dinas Komunikasi dan Informatika tidak menyatakan syarat ini terpenuhi" in told


def test_every_fault_of_a_file_is_told_at_once_with_its_line_and_head(desk: Desk, tmp_path: Path) -> None:
    """An unknown indicator, OPD, requirement, word and day; two things named, or none; a ruling twice."""
    text = (
        "opd;indikator;syarat;dokumen;putusan;alasan;tenggat\n"
        ";99;1.1;;diterima;;\n"
        "langit;47;1.1;;diterima;;\n"
        ";47;9.9;;mungkin;;31/02/2024\n"
        ";47;1.1;x;diterima;;\n"
        ";47;;;diperbaiki;;\n"
        "dinkes;16;;;diterima;;\n"
        ";47;1.1;;diterima;;\n"
        ";47;1.1;;diperbaiki;kata sandi: rahasia9;\n"
    )
    told = refused(desk, tmp_path, text)

    for place, what in (
        ("baris 2 (indikator)", "tidak mempunyai indikator '99'"),
        ("baris 3 (opd)", "tidak ada OPD 'langit'"),
        ("baris 4 (syarat)", "'9.9' bukan syarat indikator 47"),
        ("baris 4 (putusan)", "putusan 'mungkin' tidak dikenal"),
        ("baris 4 (tenggat)", "'31/02/2024' bukan tanggal yang ada"),
        ("baris 5 (syarat)", "harus menyebut satu hal"),
        ("baris 6 (alasan)", "putusan diperbaiki tanpa alasan"),
        ("baris 7 (syarat)", "belum menyebut syarat atau dokumen"),
        ("baris 9 (alasan)", "tampak seperti kata sandi"),
    ):
        assert any(f"putusan.csv {place}: " in each and what in each for each in told), (place, what)
    assert "rahasia9" not in " ".join(told)


def test_the_same_thing_twice_in_one_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Which of the two would hold is not chosen silently."""
    text = "indikator;syarat;putusan;alasan\n47;1.1;diterima;\n47;1.1;diperbaiki;x\n"

    (told,) = refused(desk, tmp_path, text)

    assert "sudah diputuskan di putusan.csv baris 2" in told


def test_an_unknown_head_is_told_with_those_that_may_be(desk: Desk, tmp_path: Path) -> None:
    """As is one that is missing."""
    told = refused(desk, tmp_path, "indikator;putusan;warna\n47;diterima;merah\n")

    assert "kolom 'warna' tidak dikenal" in told[0]
    assert "verdict/putusan" in told[0]
    missing = refused(desk, tmp_path, "syarat;putusan\n1.1;diterima\n")
    assert "item/butir/indikator" in missing[0]


@pytest.mark.parametrize(
    ("heads", "day"),
    [("indikator;janji;tanggal", None), ("indikator;janji;tanggal;tenggat", date(2024, 7, 1))],
)
def test_promises_are_items_with_a_date(desk: Desk, tmp_path: Path, heads: str, day: date | None) -> None:
    """A single day is until when; beside a deadline, it is the day on which it was promised."""
    days = "2024-08-30" if day is None else "1 Juli 2024;30/08/2024"
    text = f"{heads}\n47;Mengesahkan SK;{days}\n"

    take(desk, tmp_path, text.encode(), "janji.csv")

    assert desk.store.read().promises == (
        Promise(
            key=promise_key(OPD, ITEM, "Mengesahkan SK"),
            stage=Stage.INTERVIU,
            opd=OPD,
            topic=ITEM,
            text="Mengesahkan SK",
            made_on=day,
            due=date(2024, 8, 30),
        ),
    )


@pytest.mark.failure(6)
def test_a_promise_again_is_the_same_one_and_its_status_may_change(desk: Desk, tmp_path: Path) -> None:
    """Never a second row."""
    line = "47;mengesahkan  sk;2024-08-30"
    take(desk, tmp_path, b"indikator;janji;tenggat\n47;Mengesahkan SK;2024-08-30\n", "satu.csv")
    take(desk, tmp_path, f"indikator;janji;tenggat;status\n{line};ditepati\n".encode(), "dua.csv")

    (promise,) = desk.store.read().promises
    assert promise.status is PromiseStatus.KEPT


def test_a_table_of_values_is_still_one_of_values(desk: Desk, tmp_path: Path) -> None:
    """Only its own heads make a file one of rulings or promises; *alasan* is a note of a value, too."""
    take(desk, tmp_path, b"indikator;nilai;alasan\n47;3;cukup\n", "nilai.csv")

    records = desk.store.read()
    assert records.assessments[Stage.INTERVIU].notes == {"47": "cukup"}
    assert records.verdicts == ()
