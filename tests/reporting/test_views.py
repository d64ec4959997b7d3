"""Tables, charts and prose: what they say, and that no text becomes markup."""

import base64
import dataclasses
import re
import subprocess
import sys

import pytest
from IPython.display import HTML

from spbe_lib.reporting import charts, prose, tables
from spbe_lib.reporting.document import PartRow, ReportInput
from tests.hostile import made_hostile

VIEWS = [
    tables.results,
    tables.indicators,
    charts.radar,
    prose.cover,
    prose.summary,
    prose.result_notes,
    prose.strengths_and_weaknesses,
    prose.provenance,
]


def text_of(view: HTML) -> str:
    """The words of a view without its tags and styles."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", str(view.data), flags=re.DOTALL)
    return re.sub(r"\s+", " ", bare)


def without_figure(part: PartRow) -> PartRow:
    """The same part as if it were incomplete."""
    return dataclasses.replace(part, shown=None, exact=None)


@pytest.mark.failure(12)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_view_lets_hostile_text_become_markup(view: object, madiun: ReportInput) -> None:
    """Whatever an OPD writes, no tag or attribute of it reaches the page."""
    html = str(view(made_hostile(madiun)).data)  # type: ignore[operator]

    assert "<script" not in html
    assert "<img src=x" not in html
    assert "</div></style>" not in html


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_view_works_while_nothing_is_answered(view: object, madiun: ReportInput) -> None:
    """An empty cycle gives a page too, without a figure that does not exist."""
    empty = dataclasses.replace(
        madiun,
        index=dataclasses.replace(without_figure(madiun.index), average_shown=None, answered=0),
        domains=tuple(map(without_figure, madiun.domains)),
        aspects=tuple(map(without_figure, madiun.aspects)),
        items=tuple(
            dataclasses.replace(
                item,
                value=None,
                shown=None,
                level_name=None,
                next_level=None,
                step_shown=None,
                standing="unanswered",
            )
            for item in madiun.items
        ),
        predicate=dataclasses.replace(madiun.predicate, name=None, distance=None, next_name=None),
    )

    words = text_of(view(empty))  # type: ignore[operator]

    assert words.strip()
    assert "None" not in words
    assert "nan" not in words.split()


def test_the_summary_tells_the_distance_to_the_next_predicate(madiun: ReportInput) -> None:
    """A leader reads index, predicate, and how far the next one is."""
    assert "Kurang 0,20 untuk predikat Sangat Baik (3,50)." in text_of(prose.summary(madiun))


def test_a_tiny_distance_is_never_printed_as_nothing(madiun: ReportInput) -> None:
    """At the top there is no next predicate, and the page says so."""
    top = dataclasses.replace(
        madiun.predicate, name="Memuaskan", next_name=None, next_bound=None, distance=None
    )

    words = text_of(prose.summary(dataclasses.replace(madiun, predicate=top)))

    assert "Predikat tertinggi sudah tercapai." in words


def test_a_difference_from_the_published_figures_is_told(madiun: ReportInput) -> None:
    """When a computed figure is not the printed one, the page names both."""
    wrong = dataclasses.replace(madiun.index, published="3,31")

    same = text_of(prose.result_notes(madiun))
    different = text_of(prose.result_notes(dataclasses.replace(madiun, index=wrong)))

    assert "Semua 11 angka hasil hitungan sama dengan angka terbit. Predikat terbit: Baik, sama." in same
    assert "dihitung 3,30, terbit 3,31" in different


def test_near_a_bound_the_page_warns(madiun: ReportInput) -> None:
    """The other reading of the rule is named where it would give another word."""
    near = dataclasses.replace(madiun.predicate, on_other_basis="Sangat Baik", basis_known=True)

    words = text_of(prose.result_notes(dataclasses.replace(madiun, predicate=near)))

    assert "di tepi batas; menurut indeks yang sudah dibulatkan predikatnya Sangat Baik" in words


def test_a_guideline_whose_text_is_missing_is_told(bandar_lampung: ReportInput, madiun: ReportInput) -> None:
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


def test_strengths_and_weaknesses_name_the_first_requirement_missing(bandar_lampung: ReportInput) -> None:
    """Per aspect: who stands highest, and what the others lack first."""
    words = text_of(prose.strengths_and_weaknesses(bandar_lampung))

    assert "Kekuatan: tingkat 3 (Terdefinisi) pada 10 Kebijakan Tim Koordinasi SPBE." in words
    assert "1 Kebijakan Arsitektur SPBE – tingkat 1 (Rintisan): Aturan tentang Arsitektur SPBE sudah" in words
    assert words.count("Aspek ") == len(bandar_lampung.aspects)


def test_provenance_names_cycle_regulation_source_code_and_version(madiun: ReportInput) -> None:
    """Every report says where its data come from."""
    words = text_of(prose.provenance(madiun))

    for part in ("kab-madiun-2020", "PermenPANRB Nomor 5 Tahun 2018", "20 Januari 2021", madiun.source):
        assert part in words
    assert re.search(r"\b[0-9a-f]{64}\b", words)
    assert "Tauval Mandiri SPBE 0." in words


def test_the_radar_is_the_same_bytes_in_another_process(madiun: ReportInput) -> None:
    """Equal data give an equal picture, whichever process draws it and whatever its hash seed."""
    program = (
        "import sys, hashlib;"
        "from spbe_lib.reporting import charts, document;"
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


def test_the_radar_leaves_a_gap_where_an_aspect_has_no_figure(incomplete: ReportInput) -> None:
    """An unanswered aspect is no zero: its spoke says "—" and the shape stays open."""
    html = str(charts.radar(incomplete).data)
    picture = base64.b64decode(html.split("base64,")[1].split('"', maxsplit=1)[0])

    assert b"<svg" in picture
    assert "belum ada nilai" in html


def test_fewer_than_three_figures_make_no_radar(madiun: ReportInput) -> None:
    """Two points are no shape; the page says so in words."""
    few = tuple(without_figure(part) if part.number > 2 else part for part in madiun.aspects)

    assert "kurang dari tiga aspek" in text_of(charts.radar(dataclasses.replace(madiun, aspects=few)))
