"""Comparison and trend: the years in one picture and one table, across regulations."""

import base64
import dataclasses
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.past_years import Grade, YearResult
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated import office_prose, tables
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.history_chart import draw_history, history_picture
from spbe_lib.reporting.consolidated.history_document import (
    BreakFacts,
    CoreFacts,
    HistoryFacts,
    HistoryRow,
)
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.workspace import Workspace
from tests.hostile import made_hostile

OLD, LAW, NEW = "permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026"
SHORT = [load_edition(code).short_name for code in (OLD, LAW, NEW)]


def alike(code: str, level: int) -> dict[str, Span]:
    """Every item of an edition at one level."""
    return {item.code: Span.exactly(level) for item in load_edition(code).items}


def year(number: int, code: str, level: int, grade: Grade = Grade.PRIMARY) -> YearResult:
    """A year with all levels alike."""
    return YearResult(year=number, edition=code, values=alike(code, level), source="uji", grade=grade)


def report(*years: YearResult, code: str = NEW, level: int | None = 2, **more: object) -> ConsolidatedInput:
    """The report of 2026 with these years behind it."""
    cycle = Cycle(name="uji", government="Kabupaten Uji", year=2026, edition=code, history=years, **more)  # type: ignore[arg-type]
    values = alike(code, level) if level is not None else {}
    own = Assessment(edition=code, values=values, year=2026, stage=Stage.MANDIRI)
    return freeze_consolidated(cycle, load_edition(code), Records(assessments={Stage.MANDIRI: own}))


@pytest.fixture
def three() -> ConsolidatedInput:
    """Three regulations with levels: two cores, and a value that is not final yet."""
    return report(year(2020, OLD, 3), year(2021, LAW, 2, Grade.SECONDARY), year(2025, LAW, 4))


def words(told: ConsolidatedInput) -> str:
    """The section as words without tags."""
    html = str(office_prose.comparison(told).data)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def history_of(told: ConsolidatedInput) -> HistoryFacts:
    """The history of a report, which must have one."""
    assert told.history is not None
    return told.history


@pytest.fixture
def since_2018(workspace: Workspace) -> ConsolidatedInput:
    """The bundled report of Kabupaten Madiun."""
    cycle = read_cycle(workspace.cycle("kab-madiun-2020"))
    return freeze_consolidated(cycle, load_edition(cycle.edition), Records())


def test_the_years_of_madiun_stand_as_their_sources_have_them(since_2018: ConsolidatedInput) -> None:
    """Index, predicate, regulation, kind of source; three years empty; no core, for one year has levels."""
    history = history_of(since_2018)
    rows = [(row.year, row.shown, row.predicate, row.secondary, row.difference) for row in history.rows]

    assert rows == [
        (2018, None, None, False, None),
        (2019, "3,01", "Baik", True, None),
        (2020, "3,30", "Baik", False, "+0,29"),
        (2021, "2,48", "Cukup", True, None),
        (2022, "3,31", "Baik", True, "+0,83"),
        (2023, "4,30", "Memuaskan", False, "+0,99"),
        (2024, "4,31", "Memuaskan", False, "+0,01"),
        (2025, None, None, False, None),
        (2026, None, None, False, None),
    ]
    assert [(each.year, each.before, each.after) for each in history.breaks] == [
        (2021, "PermenPANRB 5/2018", "PermenPANRB 59/2020"),
        (2026, "PermenPANRB 59/2020", "PermenPANRB 8/2026"),
    ]
    assert history.cores == ()
    told = words(since_2018)
    assert "Inti yang sebanding belum dapat dihitung" in told
    assert "2018 — — — — Hasil tahun ini tidak ditemukan." in told
    assert "3,30 (+0,29) domain: 3,18 · 3,14 · 3,42" in told


def test_the_picture_says_in_words_what_it_shows(since_2018: ConsolidatedInput) -> None:
    """Every year, also an empty one; which source is secondary; where the regulation changes."""
    html = str(history_picture(history_of(since_2018)).data)
    alternative = re.findall(r'alt="([^"]*)"', html)[0]

    assert alternative == (
        "Grafik riwayat indeks. 2018: tidak diketahui. 2019: 3,01 (sumber sekunder). 2020: 3,30. "
        "2021: 2,48 (sumber sekunder). 2022: 3,31 (sumber sekunder). 2023: 4,30. 2024: 4,31. "
        "2025: tidak diketahui. 2026: tidak diketahui. "
        "Garis putus sebelum 2021: PermenPANRB 5/2018 berganti PermenPANRB 59/2020. "
        "Garis putus sebelum 2026: PermenPANRB 59/2020 berganti PermenPANRB 8/2026."
    )
    for sign in ("lingkaran kosong = sumber sekunder", "garis tegak putus-putus = peraturan berganti"):
        assert sign in html.lower()
    assert "inti yang sebanding" not in html
    assert "belah ketupat" not in html


@pytest.mark.failure(18)
def test_equal_years_give_an_equal_picture(since_2018: ConsolidatedInput) -> None:
    """Byte for byte, as a picture that needs nothing from elsewhere."""
    one, other = (str(history_picture(history_of(since_2018)).data) for _ in range(2))
    svg = base64.b64decode(re.findall(r"base64,([^\"]+)", one)[0]).decode()

    assert one == other
    assert "<script" not in svg
    assert "http://" not in re.sub(r'xmlns(:\w+)?="[^"]*"|<!DOCTYPE[^>]*>|<dc:type[^>]*>', "", svg)


def test_each_break_with_levels_on_both_sides_has_a_core_that_is_called_no_index(
    three: ConsolidatedInput,
) -> None:
    """2020 to 2025 by one core, 2021 to 2026 by the other; the share and the pairs are told."""
    history = history_of(three)
    told = words(three)

    assert [(core.before, core.after, len(core.pairs), core.share) for core in history.cores] == [
        ("PermenPANRB 5/2018", "PermenPANRB 59/2020", 16, "40,35"),
        ("PermenPANRB 59/2020", "PermenPANRB 8/2026", 4, "19,00"),
    ]
    assert {row.year: row.core_shown for row in history.rows if any(row.core_shown)} == {
        2020: ("3,00", None),
        2021: ("2,00", "2,00"),
        2025: ("4,00", "4,00"),
        2026: (None, "2,00"),
    }
    assert told.count("Inti yang sebanding, bukan indeks") == 2
    assert told.count("Ukuran tiap tingkat juga berganti") == 2
    assert "bukan indeks; ukuran tiap tingkat juga berganti" in str(history_picture(history).data)
    assert "28 Manajemen Layanan SPBE → 2 " in told
    assert "bacaan kami sendiri menurut tema" in told
    assert "sumber sekunder; naskah resminya belum diperoleh" in told


def test_no_difference_is_printed_across_a_break(three: ConsolidatedInput) -> None:
    """2025 is compared with 2021, four years before, and says so; 2021 and 2026 with nothing."""
    assert {row.year: (row.difference, row.since) for row in history_of(three).rows if row.difference} == {
        2025: ("+2,00", 2021)
    }
    assert "4,00 (+2,00 dari 2021)" in words(three)


@pytest.mark.failure(27)
def test_a_value_of_the_tim_is_no_final_one(three: ConsolidatedInput) -> None:
    """The year of the cycle says whose value it is, in the table and in the picture, and of what kind."""
    (own,) = [row for row in history_of(three).rows if row.year == 2026]
    html = str(office_prose.comparison(three).data)

    assert (own.stage, own.grade, own.shown) == (
        "nilai Tim Asesor Internal (penilaian mandiri)",
        None,
        "2,00",
    )
    assert "nilai Tim Asesor Internal (penilaian mandiri); belum nilai akhir" in html
    assert "2026: 2,00 (nilai Tim Asesor Internal (penilaian mandiri))" in html
    assert "belah ketupat = belum nilai akhir" in html


@pytest.mark.failure(3)
def test_an_incomplete_year_has_no_figure(three: ConsolidatedInput) -> None:
    """While nothing is filled in, the year of the cycle is empty and says so."""
    empty = history_of(report(year(2025, LAW, 4), level=None)).rows[-1]

    assert (empty.year, empty.shown, empty.predicate) == (2026, None, None)
    assert empty.note == "Nilai tahun ini belum lengkap."
    assert history_of(three).rows[-1].shown == "2,00"


def test_levels_that_yield_another_index_than_the_printed_one_are_told() -> None:
    """The printed one stands, the other is said beside it."""
    odd = dataclasses.replace(year(2025, LAW, 4), index=Span.exactly(3).low)

    assert "3,00 " in words(report(odd))
    assert "Tingkat yang tercatat menghasilkan 4,00." in words(report(odd))


def test_without_a_history_there_is_no_picture() -> None:
    """A cycle without a register and without other years says nothing here."""
    assert report().history is None
    assert str(office_prose.comparison(report()).data) == ""


def with_last_year() -> ConsolidatedInput:
    """2026 under 8/2026 beside 2025 under 59/2020."""
    previous = Assessment(edition=LAW, values=alike(LAW, 4), year=2025, stage=Stage.AKHIR, source="uji")
    return report(previous=previous, counterparts={"2": "28", "3": "25", "4": "20", "15": "14"})


def test_last_year_under_another_regulation_stands_beside_item_by_item() -> None:
    """Where items are the same or renamed; the others are only named, and nothing is subtracted."""
    told = with_last_year()
    before = told.before
    assert before is not None
    rows = {row.code: row for row in before.items}

    assert (before.comparable, [row.difference for row in before.parts]) == (False, [None])
    assert [(row.code, row.before, row.now) for row in before.items if row.comparable] == [
        ("2", "4", "2"),
        ("3", "4", "2"),
        ("4", "4", "2"),
        ("15", "4", "2"),
    ]
    assert (rows["9"].before, [code for code, _ in rows["9"].formers]) == (None, ["9", "29", "30", "31"])
    assert (rows["6"].kind, rows["6"].formers) == ("baru", ())
    assert ("21", "Manajemen Risiko SPBE") in before.dropped
    shown = words(told)
    assert "2 Tingkat Kematangan Manajemen Layanan Digital Pemerintah 28 Manajemen Layanan SPBE" in shown
    assert "tidak dikurangkan: syarat kedua peraturan berlainan" in shown
    assert "Padanan PermenPANRB 59/2020 dan 8/2026 adalah bacaan kami sendiri" in shown


def test_a_value_of_another_regulation_is_marked_beside_its_item() -> None:
    """4* for the four items that are comparable, nothing for the others."""
    told = with_last_year()

    assert {detail.code: detail.before for detail in told.details if detail.before} == dict.fromkeys(
        ("2", "3", "4", "15"), "4*"
    )
    assert str(tables.indicators(told).data).count("4*") == 0  # a cycle without a register has no such column


@pytest.mark.failure(12)
def test_no_text_of_a_history_becomes_markup(three: ConsolidatedInput) -> None:
    """Notes and sources are hostile until escaped; what is drawn are names of bundled regulations."""
    hostile = made_hostile(three)
    drawn = dataclasses.replace(history_of(hostile), breaks=history_of(three).breaks)
    html = str(office_prose.comparison(dataclasses.replace(hostile, history=drawn)).data)

    assert "<script" not in html
    assert "<img src=x" not in html


@st.composite
def histories(draw: st.DrawFn) -> HistoryFacts:
    """Any years with any figures, with one core or none, and any breaks."""
    count, cores = draw(st.integers(1, 14)), draw(st.integers(0, 2))
    laws = sorted(draw(st.lists(st.sampled_from(SHORT), min_size=count, max_size=count)), key=SHORT.index)
    figures = st.one_of(st.none(), st.integers(0, 500))
    rows = []
    for place in range(count):
        index, means = draw(figures), [draw(figures) for _ in range(cores)]
        rows.append(
            HistoryRow(
                year=2018 + place,
                edition=laws[place],
                shown=printed(index),
                height=height(index),
                domains=(),
                predicate=None,
                difference=None,
                since=None,
                core_shown=tuple(map(printed, means)),
                core_heights=tuple(map(height, means)),
                source=None,
                grade=None,
                secondary=draw(st.booleans()),
                stage=None,
                note=None,
                recomputed=None,
            )
        )
    breaks = [
        BreakFacts(year=2019 + place, before=before, after=after)
        for place, (before, after) in enumerate(pairwise(laws))
        if before != after
    ]
    shared = [
        CoreFacts(before=before, after=after, share="1,00", pairs=(), notices=())
        for before, after in pairwise(SHORT)
    ]
    known = tuple(shared[:cores])
    return HistoryFacts(rows=tuple(rows), breaks=tuple(breaks), cores=known, notices=(), top=5)


def printed(hundredths: int | None) -> str | None:
    """A figure with two digits."""
    return None if hundredths is None else f"{hundredths // 100},{hundredths % 100:02}"


def height(hundredths: int | None) -> str | None:
    """The same as a fraction."""
    return None if hundredths is None else f"{hundredths}/100"


def lettering(figure: Figure) -> Iterator[tuple[str, Bbox]]:
    """Every text of a drawing with the room that it takes."""
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    axes = figure.axes[0]
    texts = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
    for each in texts:
        if each.get_text():
            yield each.get_text(), each.get_window_extent(renderer)


@settings(max_examples=150)
@given(histories())
def test_labels_never_collide(history: HistoryFacts) -> None:
    """Whatever the figures are: no figure, year or name of a regulation lies over another."""
    figure = Figure(figsize=(5.4, 3.7))
    draw_history(figure, history)
    found = list(lettering(figure))

    for (one, here), (other, there) in combinations(found, 2):
        overlap = Bbox.intersection(here, there)
        assert overlap is None or min(overlap.width, overlap.height) < 1.5, (one, other)
