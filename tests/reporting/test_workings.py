"""Every figure that a page unfolds is reckoned again from the printed terms alone, as a reader would."""

import re
from fractions import Fraction

import pytest

from spbe_lib.reporting.consolidated import office_prose, prose, tables
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import consolidated_input
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.inputs import opd_input
from tests.conftest import Rendered
from tests.large_cycles import example as received_example
from tests.reporting.reckoning import Unfolded, bare, check, reckoned, unfolded

NAMES = ["madiun", "bandar_lampung", "incomplete", "newest", "example"]


@pytest.mark.parametrize("name", NAMES)
def test_every_unfolded_figure_of_a_page_is_reckoned_again_from_what_it_prints(
    reports: dict[str, tuple[str, ConsolidatedInput]], rendered: Rendered, name: str
) -> None:
    """Terms, sums, divisions and roundings of the rendered page come out, with no look at the library."""
    cycle, report = reports[name]
    page = rendered(report, cycle).read_text(encoding="utf-8")
    found = unfolded(page)

    for each in found:
        check(each)
    assert page.count("<details") == len(found)
    # Index, domains and aspects with items; and one step for every item below the top.
    parts = [row for row in (report.index, *report.domains, *report.aspects) if row.items]
    assert len(found) >= len(parts) + sum(row.step_shown is not None for row in report.items)


@pytest.mark.parametrize("name", NAMES)
def test_the_figure_of_a_row_is_the_one_that_its_working_ends_with(
    reports: dict[str, tuple[str, ConsolidatedInput]], name: str
) -> None:
    """Index, domains, aspects: the printed cell beside the row's name, or the ends while incomplete."""
    _, report = reports[name]
    rows = re.findall(r"<tr>(.*?)</tr>", str(tables.results(report).data), re.DOTALL)[1:]
    parts = {report.index.name: report.index}
    parts |= {f"Domain {part.number}: {part.name}": part for part in report.domains}
    parts |= {f"Aspek {part.number}: {part.name}": part for part in report.aspects}

    assert len(rows) == len(parts)
    for row in rows:
        (each,) = unfolded(row)
        figure = bare(re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[2])
        part = parts[each.summary]
        ends = dict(each.closing)
        if part.shown:
            assert check(each) == figure == part.shown
        else:
            assert figure == "—"
            assert ends["Nilai terendah"].endswith(f" {part.lowest_shown}")
            assert ends["Nilai tertinggi yang masih mungkin"].endswith(f" {part.highest_shown}")


def test_an_index_unfolds_to_domains_and_a_domain_to_aspects_whose_sums_are_its_terms(
    example: ConsolidatedInput,
) -> None:
    """The chain from the index down to level × weight has no gap: each term is the sum one row below."""
    rows = unfolded(str(tables.results(example).data))
    sums = {each.summary: reckoned(each.closing[0][1].split(" ÷ ")[0]) for each in rows}
    chained = 0
    for each in rows:
        for label, told in _terms(each):
            if label in sums:
                assert reckoned(told.split(" = ")[1]) == sums[label]
                chained += 1

    assert chained == len(example.domains) + len(example.aspects)


def test_each_item_stands_once_in_the_results_and_once_for_every_other_stage(
    example: ConsolidatedInput,
) -> None:
    """The index is not told by its 47 items where the rows below tell them already."""
    rows = unfolded(str(tables.results(example).data))
    labels = [label for each in rows for label, _ in _terms(each) if label[0].isdigit()]

    assert len(labels) == len(set(labels)) == len(example.items)


def test_the_bundled_example_is_reckoned_again_in_every_report() -> None:
    """The made-up year: the consolidated report, and what each lead brings and can add."""
    whole = received_example()
    report = consolidated_input(whole)
    pages = [tables.results, tables.indicators, prose.result_notes, prose.stages, office_prose.progress]
    brought = Fraction(0)
    for view in pages:
        for each in unfolded(str(view(report).data)):
            check(each)
    for opd in whole.cycle.filling:
        own = opd_input(whole, opd.code)
        views = (opd_prose.led, opd_prose.steps, opd_prose.returned)
        for each in unfolded("".join(str(view(own).data) for view in views)):
            check(each)
            if each.summary.startswith("Hitungan sumbangan"):
                assert check(each) == own.summary.brings
                brought += reckoned(own.summary.brings or "0")[0]

    assert brought == Fraction("4.31")


def test_the_reader_with_the_pencil_notices_a_wrong_term(madiun: ConsolidatedInput) -> None:
    """One digit changed in a term of the printed page, and the sum does not come out."""
    html = str(tables.results(madiun).data)
    wrong = html.replace("4 × 4 = 16", "3 × 4 = 12", 1)

    assert wrong != html
    with pytest.raises(AssertionError):
        check_all(wrong)


def check_all(page: str) -> None:
    """Reckon every figure of a page again."""
    for each in unfolded(page):
        check(each)


def _terms(each: Unfolded) -> list[tuple[str, str]]:
    return [(label, told) for lines in each.groups for label, told in lines if label != "Jumlah"]
