"""Tables, charts and prose: what they say, and that no text becomes markup."""

import base64
import dataclasses
import re
import subprocess
import sys

import pytest
from IPython.display import HTML

from spbe_lib.reporting import page
from spbe_lib.reporting.consolidated import charts, national_prose, office_prose, prose, tables
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.rows import PartRow
from tests.hostile import made_hostile

VIEWS = [
    tables.results,
    tables.indicators,
    charts.radar,
    page.cover,
    prose.summary,
    prose.result_notes,
    prose.strengths_and_weaknesses,
    national_prose.national,
    page.provenance,
]
OFFICE = [
    prose.stages,
    office_prose.follow_ups,
    office_prose.coverage,
    office_prose.decisions,
    office_prose.readiness,
    office_prose.progress,
    office_prose.between_opds,
    office_prose.plan,
    office_prose.comparison,
    office_prose.risks,
    office_prose.annex,
]


def text_of(view: HTML) -> str:
    """The words of a view without its tags and styles."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", str(view.data), flags=re.DOTALL)
    return re.sub(r"\s+", " ", bare)


def without_figure(part: PartRow) -> PartRow:
    """The same part as if it were incomplete."""
    return dataclasses.replace(part, shown=None, exact=None, height=None)


@pytest.mark.failure(12)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_view_lets_hostile_text_become_markup(view: object, madiun: ConsolidatedInput) -> None:
    """Whatever an OPD writes, no tag or attribute of it reaches the page."""
    html = str(view(made_hostile(madiun)).data)  # type: ignore[operator]

    assert "<script" not in html
    assert "<img src=x" not in html
    assert "</div></style>" not in html


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_view_works_while_nothing_is_answered(view: object, madiun: ConsolidatedInput) -> None:
    """An empty cycle gives a page too, without a figure that does not exist."""
    empty = dataclasses.replace(
        madiun,
        index=dataclasses.replace(without_figure(madiun.index), average_shown=None, answered=0),
        domains=tuple(map(without_figure, madiun.domains)),
        aspects=tuple(map(without_figure, madiun.aspects)),
        items=tuple(
            dataclasses.replace(
                item,
                height=None,
                shown=None,
                level_name=None,
                next_level=None,
                step_shown=None,
                fulfilled=False,
            )
            for item in madiun.items
        ),
        predicate=dataclasses.replace(madiun.predicate, name=None, distance=None, next_name=None),
    )

    words = text_of(view(empty))  # type: ignore[operator]

    assert words.strip()
    assert "None" not in words
    assert "nan" not in words.split()


def test_the_summary_tells_the_distance_to_the_next_predicate(madiun: ConsolidatedInput) -> None:
    """A leader reads index, predicate, and how far the next one is."""
    assert "Jarak ke predikat Sangat Baik (3,50): 0,20." in text_of(prose.summary(madiun))


def test_at_the_top_there_is_no_next_predicate_and_the_page_says_so(madiun: ConsolidatedInput) -> None:
    """Memuaskan has nothing above it."""
    top = dataclasses.replace(
        madiun.predicate, name="Memuaskan", next_name=None, next_bound=None, distance=None
    )

    words = text_of(prose.summary(dataclasses.replace(madiun, predicate=top)))

    assert "Predikat tertinggi sudah tercapai." in words


def test_a_difference_from_the_published_figures_is_told(madiun: ConsolidatedInput) -> None:
    """When a computed figure is not the printed one, the page names both."""
    wrong = dataclasses.replace(madiun.index, published="3,31", agrees=False)

    same = text_of(prose.result_notes(madiun))
    different = text_of(prose.result_notes(dataclasses.replace(madiun, index=wrong)))

    assert "Semua 11 angka hasil hitungan sama dengan angka terbit. Predikat terbit: Baik, sama." in same
    assert "dihitung 3,30, terbit 3,31" in different


def test_what_cannot_be_compared_is_not_called_different(madiun: ConsolidatedInput) -> None:
    """While incomplete the page waits; with ranges it says that they hold the published figure."""
    waiting = dataclasses.replace(madiun.index, agrees=None, shown=None, exact=None)
    ranged = dataclasses.replace(madiun.index, exact=None)
    unnamed = dataclasses.replace(madiun.predicate, name=None)

    first = text_of(prose.result_notes(dataclasses.replace(madiun, index=waiting, predicate=unnamed)))
    second = text_of(prose.result_notes(dataclasses.replace(madiun, index=ranged)))

    assert (
        "1 angka terbit belum dapat dibandingkan karena nilainya belum lengkap. Predikat terbit: Baik."
        in first
    )
    assert "sama dengan angka terbit atau memuatnya dalam rentangnya." in second


def test_extremes_are_named_only_where_all_aspects_are_exact(
    madiun: ConsolidatedInput, incomplete: ConsolidatedInput, newest: ConsolidatedInput
) -> None:
    """Neither unanswered aspects nor overlapping ranges are ranked; equal aspects have no extreme."""
    level = tuple(dataclasses.replace(part, exact="3") for part in madiun.aspects)

    assert "Aspek tertinggi: Layanan Administrasi" in text_of(prose.result_notes(madiun))
    for report in (incomplete, newest, dataclasses.replace(madiun, aspects=level)):
        assert "Aspek tertinggi" not in text_of(prose.result_notes(report))


def test_many_aspects_of_one_value_are_counted_and_not_listed(madiun: ConsolidatedInput) -> None:
    """One line, whatever the figures."""
    *most, last = madiun.aspects
    even = [dataclasses.replace(part, exact="3", shown="3,00") for part in most]
    low = dataclasses.replace(last, exact="2", shown="2,00")
    words = text_of(prose.result_notes(dataclasses.replace(madiun, aspects=(*even, low))))

    assert f"Aspek tertinggi: {len(even)} aspek (3,00). Aspek terendah: {last.name} (2,00)." in words


def test_near_a_bound_the_page_warns(madiun: ConsolidatedInput) -> None:
    """The other reading of the rule is named where it would give another word."""
    near = dataclasses.replace(madiun.predicate, on_other_basis="Sangat Baik", basis_known=True)

    words = text_of(prose.result_notes(dataclasses.replace(madiun, predicate=near)))

    assert "di tepi batas; menurut indeks yang sudah dibulatkan predikatnya Sangat Baik" in words


def test_the_basis_of_the_predicate_is_told(
    madiun: ConsolidatedInput, bandar_lampung: ConsolidatedInput
) -> None:
    """2023 follows the rounded index; 2020 is an assumption, and the page says so."""
    assert "Predikat mengikuti indeks yang sudah dibulatkan." in text_of(prose.result_notes(bandar_lampung))
    assert "indeks yang belum dibulatkan; aturan untuk tahun 2020 tidak diketahui" in text_of(
        prose.result_notes(madiun)
    )


def test_secondary_sources_and_rounded_values_are_told(newest: ConsolidatedInput) -> None:
    """8/2026 says where its facts come from; what was typed as 1,17 reads 1,17, and 5,00 is the top."""
    words = text_of(prose.summary(newest)) + text_of(prose.strengths_and_weaknesses(newest))
    shown = {item.code: item.shown for item in newest.items}

    assert "berasal dari sumber sekunder" in words
    assert (shown["1"], shown["2"], shown["3"], shown["4"]) == ("7/6", "5,00", "2", "1,17")
    assert newest.items[1].next_level is None
    assert newest.items[3].step_shown == "0,041–0,042"


def test_signs_that_turn_the_reading_direction_do_not_reach_a_sentence(madiun: ConsolidatedInput) -> None:
    """A right-to-left override or an open isolate in a name cannot reverse the figures beside it."""
    turned = dataclasses.replace(madiun, government="Kabupaten \u202eContoh\u2066")

    assert "Kabupaten Contoh memperoleh Indeks SPBE 3,30" in text_of(prose.summary(turned))


def test_a_figure_is_escaped_too(madiun: ConsolidatedInput) -> None:
    """Even a figure is text until it is escaped."""
    index = dataclasses.replace(madiun.index, shown="<b>3</b>", published="<i>3</i>")

    html = str(tables.results(dataclasses.replace(madiun, index=index)).data)

    assert "<b>" not in html
    assert "<i>" not in html


def test_only_parts_with_a_figure_have_a_bar(incomplete: ConsolidatedInput) -> None:
    """No bar where there is no figure, and no column of published figures where none was published."""
    html = str(tables.results(incomplete).data)
    parts = [incomplete.index, *incomplete.domains, *incomplete.aspects]
    drawn = re.findall(r"([^{}]+)\{[^}]*linear-gradient", html)
    bars = re.findall(r"#T_hasil_row\d+_col2", "".join(drawn))

    assert len(bars) == sum(part.shown is not None for part in parts) == 10
    assert "Angka terbit" not in html


def test_a_guideline_whose_text_is_missing_is_told(
    bandar_lampung: ConsolidatedInput, madiun: ConsolidatedInput
) -> None:
    """Results of 2023 warn that the yardstick of that year was not obtained; those of 2020 do not."""
    warned = text_of(prose.summary(bandar_lampung))
    later = dataclasses.replace(bandar_lampung.edition, guideline=None, guideline_changes=())
    unknown = text_of(prose.summary(dataclasses.replace(bandar_lampung, edition=later, year=2025)))

    assert (
        "mengikuti Pedoman Menteri PANRB Nomor 6 Tahun 2023, yang teks kriterianya belum diperoleh" in warned
    )
    assert "Indikator 45–47: Layanan sektor dinilai menurut kaitannya dengan RB Tematik" in warned
    assert "Pedoman teknis tahun 2025 tidak diketahui." in unknown
    assert "Pedoman" not in text_of(prose.summary(madiun))


def test_strengths_and_weaknesses_name_the_first_requirement_missing(
    bandar_lampung: ConsolidatedInput,
) -> None:
    """Per aspect: who stands highest, and what the others lack first."""
    words = text_of(prose.strengths_and_weaknesses(bandar_lampung))

    assert "Sudah terpenuhi: tingkat 3 (Terdefinisi) pada 10 Kebijakan Tim Koordinasi SPBE;" in words
    assert "Sudah terpenuhi: belum ada butir di atas tingkat terendah." in words
    assert "I39-L1-01 (belum terbukti dari nilainya saja)" in words
    assert (
        "1 Kebijakan Arsitektur SPBE – tingkat 1 (Rintisan); perlu: Aturan tentang Arsitektur SPBE sudah"
        in words
    )
    assert words.count("Aspek ") == len(bandar_lampung.aspects)


def test_provenance_names_cycle_regulation_source_code_and_version(madiun: ConsolidatedInput) -> None:
    """Every report says where its data come from."""
    words = text_of(page.provenance(madiun))

    for part in ("kab-madiun-2020", "PermenPANRB Nomor 5 Tahun 2018", "20 Januari 2021", madiun.source):
        assert part in words
    assert re.search(r"\b[0-9a-f]{64}\b", words)
    assert "Tauval Mandiri SPBE 0." in words


def test_the_radar_is_the_same_bytes_in_another_process(madiun: ConsolidatedInput) -> None:
    """Equal data give an equal picture, whichever process draws it and whatever its hash seed."""
    program = (
        "import sys, hashlib;"
        "from spbe_lib.reporting import document; from spbe_lib.reporting.consolidated import charts;"
        "report = document._ADAPTER.validate_json(sys.stdin.buffer.read());"
        "print(hashlib.sha256(str(charts.radar(report).data).encode()).hexdigest())"
    )
    from spbe_lib.reporting.document import to_bytes  # noqa: PLC0415

    prints = {
        subprocess.run(
            [sys.executable, "-c", program], input=to_bytes(madiun), capture_output=True, check=True
        ).stdout
        for _ in range(2)
    }

    assert len(prints) == 1


def test_the_radar_leaves_a_gap_where_an_aspect_has_no_figure(
    incomplete: ConsolidatedInput, bandar_lampung: ConsolidatedInput
) -> None:
    """An unanswered aspect is no zero: its spoke says "—" and the shape stays open."""
    html = str(charts.radar(incomplete).data)
    picture = base64.b64decode(html.split("base64,")[1].split('"', maxsplit=1)[0])

    filled = base64.b64decode(str(charts.radar(bandar_lampung).data).split("base64,")[1].split('"')[0])

    assert b"<svg" in picture
    assert "belum ada nilai" in html
    assert (picture.count(b"opacity: 0.18"), filled.count(b"opacity: 0.18")) == (0, 1)


def test_fewer_than_three_figures_make_no_radar(madiun: ConsolidatedInput) -> None:
    """Two points are no shape; the page says so in words."""
    few = tuple(without_figure(part) if part.number > 2 else part for part in madiun.aspects)

    assert "kurang dari tiga aspek" in text_of(charts.radar(dataclasses.replace(madiun, aspects=few)))


def test_every_head_of_a_table_says_whose_head_it_is(madiun: ConsolidatedInput) -> None:
    """A screen reader tells the column with each cell."""
    html = "".join(str(view(madiun).data) for view in (tables.results, tables.indicators))

    assert html.count("<th ") > 0
    assert html.count("<th ") == html.count('<th scope="col"')
