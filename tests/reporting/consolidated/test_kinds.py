"""*Perbandingan jawaban antar-OPD*, and that no table about OPDs anywhere ranks them."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from IPython.display import HTML

from spbe_lib.law.editions import load_edition
from spbe_lib.reporting.consolidated import national_prose, office_prose, prose, tables
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from tests.cycles import example_cycle, example_records
from tests.hostile import made_hostile

EDITION = load_edition("permenpanrb-59-2020")
KINDS = {"bappeda": "badan", "kec-utara": "kecamatan"}
VIEWS = [
    prose.summary,
    prose.stages,
    tables.results,
    tables.indicators,
    *(
        getattr(office_prose, name)
        for name in ("follow_ups", "coverage", "decisions", "readiness", "progress")
    ),
    *(getattr(office_prose, name) for name in ("between_opds", "plan", "comparison", "risks", "annex")),
    national_prose.national,
]


_CELLS = ("td", "th", "caption")


class Tables(HTMLParser):
    """The tables of a page: for each, its caption and its rows of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 as the parser calls it
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.found.append([])
        elif tag in ("tr", "caption"):
            self.found[-1].append([])
        if tag in _CELLS:
            self.found[-1][-1].append("")
            self._inside = True

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._inside:
            self.found[-1][-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a cell."""
        if tag in _CELLS:
            self._inside = False


@pytest.fixture(scope="module")
def report() -> ConsolidatedInput:
    """The made-up year, its OPDs of three kinds."""
    cycle = example_cycle()
    opds = tuple(dataclasses.replace(opd, kind=KINDS.get(opd.code, opd.kind)) for opd in cycle.opds)
    return freeze_consolidated(dataclasses.replace(cycle, opds=opds), EDITION, example_records())


def cells(view: HTML) -> list[list[list[str]]]:
    """The tables of a view, cell by cell, with single spaces."""
    return [
        [[" ".join(cell.split()) for cell in row] for row in table] for table in Tables(str(view.data)).found
    ]


def test_kinds_stand_in_the_order_of_the_register_with_their_answers(report: ConsolidatedInput) -> None:
    """Who says yes of those to whom it applies, and what the others say."""
    answers, progress = cells(office_prose.between_opds(report))

    assert [row[0] for row in answers[2:]] == ["dinas (3)", "badan (1)", "kecamatan (1)"]
    assert [row[0] for row in progress[2:]] == ["dinas", "badan", "kecamatan"]
    at = {number: place for place, number in enumerate(answers[1])}
    assert [row[at["16"]] for row in answers[2:]] == ["2/3 1 tidak", "1/1", "1/1"]
    assert [row[at["17"]] for row in answers[2:]] == ["2/2 1 t.b.", "1/1", "1/1"]
    assert [row[at["20"]] for row in answers[2:]] == ["3/3", "1/1", "0/1 1 kosong"]
    assert [row[at["19"]] for row in answers[2:]] == ["1/1", "1/1", "–"]
    assert progress[2] == ["dinas", "3", "74 dari 74", "3 dari 3", "1", "2", "0", "69"]


@pytest.mark.failure(28)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_table_that_lists_opds_has_an_index_a_predicate_or_a_rank(
    view: object, report: ConsolidatedInput
) -> None:
    """Every table of the consolidated report in which an OPD or a kind of OPDs heads a row."""
    names = {opd.name for opd in example_cycle().opds} | {"dinas", "badan", "kecamatan"}
    words = {each.name for each in EDITION.predicates}
    for table in cells(view(report)):  # type: ignore[operator]
        rows = [row for row in table if row and (row[0] in names or row[0].partition(" (")[0] in names)]
        for text in (cell for row in [*rows, *(table[1:2] if rows else [])] for cell in row):
            assert not words.intersection(re.findall(r"\w+(?: \w+)?", text))
            assert not re.search("indeks|peringkat|predikat|skor|ranking|terbaik|juara", text, re.IGNORECASE)


@pytest.mark.failure(28)
def test_the_walk_finds_the_tables_of_opds(report: ConsolidatedInput) -> None:
    """Coverage, repairs, documents, progress, compliance and contributions: the test above sees them."""
    names = {opd.name for opd in example_cycle().opds}
    walked = [
        table
        for view in VIEWS
        for table in cells(view(report))
        if any(row and row[0] in names for row in table)
    ]

    assert len(walked) >= 5


def test_without_a_deadline_punctuality_is_not_told(report: ConsolidatedInput) -> None:
    """A dash, not a zero."""
    cycle = dataclasses.replace(
        example_cycle(), deadlines=dataclasses.replace(example_cycle().deadlines, opd=None)
    )
    undated = freeze_consolidated(cycle, EDITION, example_records())

    _, dated_rows = cells(office_prose.between_opds(report))
    _, rows = cells(office_prose.between_opds(undated))

    assert {row[4] for row in rows[2:]} == {"—"}
    assert "—" not in {row[4] for row in dated_rows[2:]}


@pytest.mark.failure(12)
def test_a_hostile_kind_stays_text(report: ConsolidatedInput) -> None:
    """The register's third column is typed by people."""
    html = str(office_prose.between_opds(made_hostile(report)).data)

    assert "<script" not in html
    assert "<img src=x" not in html


def test_an_official_result_has_no_opds_to_compare(bandar_lampung: ConsolidatedInput) -> None:
    """Without a register nothing is said."""
    assert str(office_prose.between_opds(bandar_lampung).data) == ""
