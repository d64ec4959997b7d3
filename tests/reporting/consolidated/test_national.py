"""*Perbandingan Nasional*: what the page says of other governments, and on what ground."""

import base64
import dataclasses
import re

import pytest
from IPython.display import HTML

from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.national_chart import distribution
from spbe_lib.reporting.consolidated.national_prose import national
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd.document import OpdInput
from tests.cycles import example_cycle, example_records
from tests.hostile import made_hostile

EDITION = load_edition("permenpanrb-59-2020")


def words_of(view: HTML) -> str:
    """The words of a view without tags and styles, with single spaces."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", str(view.data), flags=re.DOTALL)
    return re.sub(r"\s+([.;:,])", r"\1", re.sub(r"\s+", " ", bare))


def of_madiun(year: int, stage: Stage = Stage.MANDIRI) -> ConsolidatedInput:
    """The made-up year as if it were one of Kabupaten Madiun, at a stage."""
    cycle = dataclasses.replace(
        example_cycle(), government="Pemerintah Kabupaten Madiun", sample=False, year=year
    )
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    records = dataclasses.replace(
        records, assessments={stage: dataclasses.replace(team, stage=stage, year=year)}
    )
    return freeze_consolidated(cycle, EDITION, records)


def test_a_published_result_has_its_rank_in_every_group(bandar_lampung: ConsolidatedInput) -> None:
    """Kota Bandar Lampung 2023: each rank beside those among whom it was counted."""
    words = words_of(national(bandar_lampung))

    assert "memperoleh indeks 2,15." in words
    assert "Peringkat indeks 2,15 di antara hasil tahun 2023" in words
    assert "seluruh pemerintah daerah 413 dari 529 (bersama 4 lainnya)" in words
    assert "pemerintah daerah di Lampung 16 dari 16" in words
    assert "pemerintah kota 85 dari 93" in words
    assert "royeksi" not in words
    assert "KepmenPANRB 13/2024" in words


def test_the_regencys_published_statement_stands_on_the_page() -> None:
    """2023: 4,30, 6th of the regional governments, 4th of Jawa Timur's 39; the page's own figure has none."""
    report = of_madiun(2023)
    words = words_of(national(report))

    assert report.index.shown == "2,96"
    assert "memperoleh indeks 4,30. Indeks pada laporan ini (2,96, nilai Tim Asesor Internal" in words
    assert "bukan angka yang diumumkan itu dan tidak diberi peringkat." in words
    assert "seluruh pemerintah daerah 6 dari 529" in words
    assert "pemerintah daerah di Jawa Timur 4 dari 39" in words
    assert "Domain 3: Manajemen SPBE 3,27 1,65 1,45 12 dari 529 (bersama 1 lainnya)" in words
    assert "Target indeks nasional tahun 2023: 2,60." in words


@pytest.mark.failure(24)
@pytest.mark.failure(27)
@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.MANDIRI, "penilaian mandiri), belum nilai akhir"),
        (Stage.AKHIR, "Daftar hasil tahun 2025 belum ada"),
    ],
)
def test_what_is_not_published_is_called_a_projection_everywhere(stage: Stage, told: str) -> None:
    """2025 beside the list of 2024: box, captions, chart; the word *rank* is denied, or about other years."""
    report = of_madiun(2025, stage)
    html = str(national(report).data)
    words = words_of(HTML(html.partition("<h3>")[0]))

    assert report.national.ground == "projection"
    assert "Proyeksi, bukan peringkat." in words
    assert told in words
    assert "Garis tegak: proyeksi 2,96" in words
    assert not re.search("[Pp]eringkat", words.replace("bukan peringkat", ""))
    assert "Peringkat di antara seluruh pemerintah daerah: 19 dari 523" in words_of(HTML(html))


def test_a_made_up_year_is_nobodys(example: ConsolidatedInput) -> None:
    """Where the index would stand is told with all that it is not; there is no history."""
    words = words_of(national(example))

    assert "Seluruh data siklus ini rekaan" in words
    assert "Proyeksi kedudukan indeks 2,96 di antara hasil tahun 2024" in words
    assert "Banyaknya dihitung bersama pemerintah daerah ini, yang tidak tercantum" in words
    assert "dari 524" in words
    assert "yang diumumkan untuk Pemerintah" not in words
    assert example.national.history == ()


def test_under_another_regulation_there_is_no_rank_but_what_is_known(madiun: ConsolidatedInput) -> None:
    """2020: no list; the printed averages of that year, and what was published later."""
    words = words_of(national(madiun))

    assert "Tidak ada peringkat: daftar hasil per instansi menurut" in words
    assert "Indeks SPBE 3,30 2,26" in words
    assert "2023: 4,30, Memuaskan. Peringkat di antara seluruh pemerintah daerah: 6 dari 529" in words
    assert "<img" not in str(national(madiun).data)


def test_the_newest_regulation_has_no_list_and_no_average(newest: ConsolidatedInput) -> None:
    """8/2026: one sentence, and not one figure of another yardstick."""
    words = words_of(national(newest))

    assert "hasil menurut peraturan lain memakai ukuran yang berbeda" in words
    assert "<table" not in str(national(newest).data)
    assert not re.search(r"\d,\d\d", words)


def test_while_incomplete_there_is_no_place_and_no_chart() -> None:
    """A year without the government's own row and without a value."""
    cycle = dataclasses.replace(example_cycle(), year=2025)
    nothing = freeze_consolidated(cycle, EDITION, dataclasses.replace(example_records(), assessments={}))

    words = words_of(national(nothing))

    assert "Belum dapat dibandingkan: penilaian belum lengkap" in words
    assert "<img" not in str(national(nothing).data)
    assert "None" not in words


@pytest.mark.failure(12)
def test_hostile_text_stays_text(bandar_lampung: ConsolidatedInput) -> None:
    """In tables, caption, alternative text and chart."""
    html = str(national(made_hostile(bandar_lampung)).data)

    assert "<script" not in html
    assert "<img src=x" not in html


@pytest.mark.failure(25)
def test_the_chart_has_its_numbers_in_words_and_equal_bytes(bandar_lampung: ConsolidatedInput) -> None:
    """Every bar is told below it; the picture names the figure; the scale is whole levels."""
    view = str(distribution(bandar_lampung).data)
    (alternative,) = re.findall(r'alt="([^"]*)"', view)
    drawing = base64.b64decode(re.findall(r"base64,([^\"]+)", view)[0]).decode()

    assert (
        alternative == "Grafik batang, sebaran indeks 2023 seluruh pemerintah daerah; garis tegak pada 2,15."
    )
    assert "2,20–2,39: 50 (3)" in view
    assert sum(each.count for each in bandar_lampung.national.bins) == 529
    assert sum(each.of_table for each in bandar_lampung.national.bins) == 16
    assert "<svg" in drawing
    assert view == str(distribution(bandar_lampung).data)


def test_no_opd_stands_beside_other_governments(example: ConsolidatedInput) -> None:
    """The section knows the government alone."""
    told = words_of(national(example))

    assert not [opd.name for opd in example_cycle().opds if opd.name in told]


@pytest.mark.failure(11)
def test_no_report_of_an_opd_knows_of_other_governments(example: ConsolidatedInput) -> None:
    """The national part belongs to the whole; it is in its input, and nowhere else."""
    assert b"KepmenPANRB" in to_bytes(example)
    assert "national" not in {field.name for field in dataclasses.fields(OpdInput)}
