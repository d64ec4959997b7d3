"""The sections of an OPD's report: what they say, and that no text becomes markup."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from IPython.display import HTML

from spbe_lib.reporting import page
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.document import OpdInput
from tests.hostile import HOSTILE, made_hostile
from tests.reporting.opd_cycles import ALL, few, many, newest, none_led, oldest, silent

View = Callable[[OpdInput], HTML]
SECTIONS: list[View] = [
    opd_prose.cover,
    opd_prose.summary,
    opd_prose.steps,
    opd_prose.returned,
    opd_prose.led,
    opd_prose.obligations,
    opd_prose.follow_up,
    opd_prose.questions,
    opd_prose.evidence,
    opd_prose.history,
    opd_prose.approval,
    page.provenance,
    opd_prose.annex,
]
EVERY_SECTION = pytest.mark.parametrize("view", SECTIONS, ids=lambda view: view.__name__)
ENGLISH = re.compile(r"\b(None|True|False|nan|the|of|lead|returned|accepted|submitted|yes|July|not)\b")


def words(view: HTML) -> str:
    """The words of a section without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", str(view.data))).strip()


def hostile(document: OpdInput) -> OpdInput:
    """The same document with hostile text in every text field."""
    return cast("OpdInput", made_hostile(cast("Any", document)))


@pytest.mark.failure(12)
@EVERY_SECTION
def test_no_section_lets_hostile_text_become_markup(view: View) -> None:
    """Whatever an OPD or an assessor writes, no tag or attribute of it reaches the page."""
    html = str(view(hostile(few())).data)

    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "</style>" not in html
    assert "onload=alert(1) &lt;" not in html
    assert "\u202e" not in html
    assert '"x") ' not in html


@pytest.mark.failure(25)
@EVERY_SECTION
@pytest.mark.parametrize("name", ALL)
def test_every_section_has_something_to_say_in_indonesian(view: View, name: str) -> None:
    """Whatever the OPD leads or handed in, no section is empty and none speaks English."""
    said = words(view(ALL[name]()))

    assert said
    assert ENGLISH.findall(said) == []


def test_the_summary_is_one_sentence_and_one_about_the_contribution() -> None:
    """What is handed in, until when with the days left, and what the led indicators bring."""
    assert words(opd_prose.summary(few())) == (
        "Per 10 Juli 2027 Dinas Perhubungan telah menjawab 9 dari 12 isian dan menyebut data dukung untuk "
        "12 dari 12 pernyataan; 1 dikembalikan; batas 15 Juli 2027 (tinggal 5 hari per tanggal data). "
        "Indikator yang diampu menyumbang 0,09 dari 2,00 Indeks SPBE pemerintah daerah dan masih dapat "
        "bertambah 0,135. Status halaman: nilai Tim Asesor Internal (penilaian mandiri)."
    )
    assert words(opd_prose.summary(silent())) == (
        "Dinas Perhubungan belum menjawab satu pun dari 12 isian; batas 15 Juli 2027. "
        "Status halaman: jawaban OPD."
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [(12, "tinggal 12 hari per tanggal data"), (0, "hari terakhir per"), (-3, "lewat 3 hari per")],
)
def test_the_days_left_are_counted_from_the_data_date(days: int, said: str) -> None:
    """Before, on and after the deadline."""
    document = few()
    summary = dataclasses.replace(document.summary, days_left=days)

    assert said in words(opd_prose.summary(dataclasses.replace(document, summary=summary)))


def test_nothing_to_prepare_is_said() -> None:
    """An OPD without gaps reads one sentence."""
    assert words(opd_prose.steps(dataclasses.replace(few(), steps=()))) == "Tidak ada kekurangan."


@pytest.mark.failure(29)
def test_the_head_of_a_reviewing_unit_reads_that_a_second_reader_is_needed() -> None:
    """In the summary already, and among the questions."""
    for view in (opd_prose.summary, opd_prose.questions):
        assert "Penilai dan pengampu satu unit: perlu pembaca kedua." in words(view(many()))
        assert "pembaca kedua" not in words(view(few()))


@pytest.mark.failure(31)
def test_the_table_shows_legal_numbers_and_chosen_titles() -> None:
    """35a–35c in 5/2018, the service's title where one was chosen."""
    html = str(opd_prose.led(oldest()).data)

    assert re.findall(r"<tr><td>([^<]*)</td>", html) == ["34", "35a", "35b", "35c"]
    assert "Layanan Uji Kir Daring" in html


@pytest.mark.failure(27)
def test_an_interim_value_is_headed_as_not_final() -> None:
    """The column of the external assessor says at which step it stands."""
    said = words(opd_prose.led(newest()))

    assert "Nilai interviu (belum akhir)" in said
    assert "Nilai akhir" not in said


def test_an_opd_that_leads_nothing_is_told_so() -> None:
    """A sentence instead of an empty table; its supporting role is named."""
    said = words(opd_prose.led(none_led()))

    assert said.startswith("Perangkat daerah ini tidak mengampu indikator.")
    assert "OPD pendukung untuk 45 " in said
    assert "<table" not in str(opd_prose.led(none_led()).data)


@pytest.mark.failure(30)
def test_the_history_tells_days_apart() -> None:
    """Days at the OPD and days at the Tim stand beside each other."""
    said = words(opd_prose.history(few()))

    assert "Hari di OPD37 Hari di Tim2 Posisi sekarangOPD" in said
    assert "1 Juni 2027: diminta – surat 000.1/12/2027" in said


def test_ticks_are_said_in_words_for_a_screen_reader() -> None:
    """Every requirement has one mark with a name; limits are text without a mark."""
    html = str(opd_prose.annex(few()).data)
    requirements = sum(row.requirements for row in few().led)
    ticked = sum(row.fulfilled for row in few().led)

    assert html.count('role="img"') == requirements == 13
    assert html.count('aria-label="terpenuhi">✓') == ticked == 5
    assert html.count('aria-label="belum">–') == requirements - ticked
    assert '<dd class="batas">Batas: ' in html


def test_where_a_document_has_no_origin_yet_the_provenance_says_so() -> None:
    """An OPD that handed in nothing: no file, no date."""
    said = words(page.provenance(silent()))

    assert "Sumber nilaibelum ada berkas yang diterima" in said
    assert "Data perbelum ada" in said


def test_every_text_field_of_the_hostile_document_is_hostile() -> None:
    """The helper reaches the texts that OPDs and assessors write."""
    document = hostile(few())

    assert document.led[0].services == document.questions[0].question == HOSTILE
    assert document.returned[0].reason == document.evidence[0].title == HOSTILE


def test_an_unanswered_item_is_not_told_as_zero_ticks_at_the_top() -> None:
    """The Tim's value is the highest; the OPD ticked nothing: two facts, no contradiction."""
    document = silent()
    row = dataclasses.replace(document.led[0], team="5", first_missing=None, first_missing_label=None)

    said = words(opd_prose.led(dataclasses.replace(document, led=(row,))))

    assert "Belum dijawab OPD. Nilainya sudah tingkat tertinggi." in said
    assert "0 dari" not in said


@pytest.mark.parametrize(
    ("late", "said"), [(0, "(dalam batas 15 Juli 2027)"), (2, "(2 hari sesudah batas 15 Juli 2027)")]
)
def test_what_is_in_is_told_with_its_day(late: int, said: str) -> None:
    """Whoever handed in everything reads when, and of no day that has passed."""
    document = few()
    summary = dataclasses.replace(
        document.summary, returned=0, handed_in="3 Juli 2027", days_late=late, repair=None, days_left=-9
    )

    read = words(opd_prose.summary(dataclasses.replace(document, summary=summary)))

    assert f"diserahkan lengkap 3 Juli 2027 {said}." in read
    assert "lewat" not in read


def test_what_is_returned_has_its_own_day() -> None:
    """Everything was in once, one entry is back: the day of the repair counts, not the first deadline."""
    document = few()
    summary = dataclasses.replace(
        document.summary, handed_in="3 Juli 2027", days_late=0, repair="18 Juli 2027", repair_days_left=8
    )

    read = words(opd_prose.summary(dataclasses.replace(document, summary=summary)))

    assert "1 dikembalikan, batas perbaikan 18 Juli 2027 (tinggal 8 hari per tanggal data)." in read
    assert "15 Juli" not in read


def test_codes_stand_in_the_annex_only() -> None:
    """Outside the annex a requirement has the name that the Kuesioner gives it."""
    code = re.compile(r"I\d+-L\d+-\d+")
    for view in SECTIONS:
        assert bool(code.search(words(view(silent())))) == (view is opd_prose.annex)
