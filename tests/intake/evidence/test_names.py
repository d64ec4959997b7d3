"""What the name of an evidence file says, and when it says nothing."""

import pytest

from spbe_lib.intake.evidence.likeness import clear_winner, likeness
from spbe_lib.intake.evidence.names import named


@pytest.mark.parametrize(
    ("path", "indicator", "level", "place", "rest"),
    [
        ("I13-L2-01 RKA.pdf", 13, 2, 1, "RKA"),
        ("RKA I13-L2-01.pdf", 13, 2, 1, "RKA"),
        ("i13_l2_01.pdf", 13, 2, 1, ""),
        ("13 RKA.pdf", 13, None, None, "RKA"),
        ("013. RKA.pdf", 13, None, None, "RKA"),
        ("13.pdf", 13, None, None, ""),
        ("Indikator 13 - RKA.pdf", 13, None, None, "RKA"),
        ("RKA indikator 13.pdf", 13, None, None, "RKA"),
        ("INDIKATOR_13_RKA.PDF", 13, None, None, "RKA"),
        ("Ind. 13 RKA.pdf", 13, None, None, "RKA"),
        ("I13 RKA.pdf", 13, None, None, "RKA"),
        ("13_L3_notula.pdf", 13, 3, None, "notula"),
        ("13 Level 3 notula.pdf", 13, 3, None, "notula"),
        ("13 tingkat 3.2 notula.pdf", 13, 3, 2, "notula"),
        ("13.2.1 SK.pdf", 13, 2, 1, "SK"),
        ("13.2 SK.pdf", 13, 2, None, "SK"),
        ("13 - 3.2 SK.pdf", 13, 3, 2, "SK"),
        ("13 (2).pdf", 13, None, None, ""),
        ("13 RKA - Copy.pdf", 13, None, None, "RKA"),
        ("13 RKA (final).pdf", 13, None, None, "RKA (final)"),
        ("Indikator 13/RKA.pdf", 13, None, None, "RKA"),
        ("13/3.1 x.pdf", 13, 3, 1, "x"),
        ("13/syarat 3.1 x.pdf", 13, 3, 1, "x"),
        ("13/L3 x.pdf", 13, 3, None, "x"),
        ("13/13.3.1 x.pdf", 13, 3, 1, "x"),
        ("13/2. Notula rapat.pdf", 13, None, None, "Notula rapat"),
        ("13/Level 3/x.pdf", 13, 3, None, "x"),
        ("I13-L2-01/x.pdf", 13, 2, 1, "x"),
        ("2. Perencanaan/13. Inovasi/SK.pdf", 13, None, None, "SK"),
        ("Data Dukung 2024/Indikator 13/SK.pdf", 13, None, None, "SK"),
        ("3/3.1 x.pdf", 3, 3, 1, "x"),
    ],
)
def test_a_name_tells_indicator_level_and_requirement(
    path: str, indicator: int, level: int | None, place: int | None, rest: str
) -> None:
    """In every way in which offices call their files, by the name or by its folder."""
    (said,) = named(path)

    assert (said.indicator, said.level, said.place, said.rest) == (indicator, level, place, rest)
    assert said.unclear == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("12 Tahun 2022 Perbup SPBE.pdf", "tanggal atau nomor surat"),
        ("13-03-2024 notula.pdf", "tanggal atau nomor surat"),
        ("13.03.24 notula.pdf", "tanggal atau nomor surat"),
        ("13 Maret 2024 notula.pdf", "tanggal atau nomor surat"),
        ("12-2024 notula.pdf", "tanggal atau nomor surat"),
        ("3.1 notula.pdf", "3.1 dapat berarti indikator 3 tingkat 1"),
        ("Indikator 13/Indikator 14 SK.pdf", "folder menyebut indikator 13, nama berkas 14"),
        ("13/14.2.1 SK.pdf", "folder menyebut indikator 13, nama berkas 14"),
        ("Indikator 13/Indikator 14/SK.pdf", "dua folder menyebut indikator yang berbeda"),
        ("2024 RKA.pdf", ""),
        ("IMG_20240513.jpg", ""),
        ("Tingkat 3 notula.pdf", ""),
        ("SK Tim.pdf", ""),
    ],
)
def test_a_number_that_may_mean_something_else_says_nothing(path: str, why: str) -> None:
    """A date, a decree or a contradiction is never taken for an indicator."""
    (said,) = named(path)

    assert said.indicator is None
    assert why in said.unclear
    assert bool(why) is bool(said.unclear)


def test_a_file_may_name_several_requirements() -> None:
    """One document supports many; each code is one reading."""
    said = named("I13-L2-01 I13-L3-01 I13-L2-01 RKA.pdf")

    assert [(each.level, each.place, each.rest) for each in said] == [(2, 1, "RKA"), (3, 1, "RKA")]


def test_a_service_of_an_indicator_is_named_by_its_letter() -> None:
    """Legal numbers as the edition of 2018 has them."""
    (said,) = named("35a SIMPEG.pdf")

    assert (said.indicator, said.letter, said.rest) == (35, "a", "SIMPEG")


@pytest.mark.parametrize(
    ("name", "winner"),
    [
        ("RKA", "RKA Dinas Kesehatan"),
        ("rka dinkes 2024", "RKA Dinas Kesehatan"),
        ("SK Tim Koordinasi", "Keputusan Bupati tentang Tim Koordinasi SPBE"),
        ("Berita Acara pembahasn", "Berita acara pembahasan"),
        ("000.8-52-DINKES-2024", "Daftar pemakai hosting"),
        ("BA pembahasan", "Berita acara pembahasan"),
        ("Surat pengantar RKA dan DPA perubahan", None),
        ("notula", None),
        ("dinkes 2024", None),
        ("Dokumen", None),
        ("", None),
    ],
)
def test_only_a_document_that_is_clearly_alike_wins(name: str, winner: str | None) -> None:
    """By words in any order, or by the number alone; a vague name wins nothing."""
    known = {
        "RKA Dinas Kesehatan": "",
        "Keputusan Bupati tentang Tim Koordinasi SPBE": "188/45/2024",
        "Berita acara pembahasan": "",
        "Notula rapat koordinasi": "",
        "Notula rapat tinjauan": "",
        "Daftar pemakai hosting": "000.8/52/DINKES/2024",
    }
    scores = {title: likeness(name, title, number, sender="dinkes") for title, number in known.items()}

    assert clear_winner(scores) == winner
