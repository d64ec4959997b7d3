"""An OPD that was given more time reads its own day everywhere, and nobody else reads it."""

import dataclasses
import io
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import load_workbook

from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.form.page import form_page
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle, Extension, Step
from spbe_lib.records.requests import requested_documents
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.request_page import request_page
from spbe_lib.results.reminder import reminder
from tests.cycles import example_cycle, example_records

EDITION = load_edition("permenpanrb-59-2020")
MINE, OTHER = "dinkes", "dishub"
GENERAL, OWN = "14 Juni 2024", "27 Juni 2024"
GIVEN = Extension(opd=MINE, step=Step.OPD, until=date(2024, 6, 27), letter="000.1/9")


def cycle() -> Cycle:
    """The made-up year, in which one OPD has until the 27th."""
    return dataclasses.replace(example_cycle(), extensions=(GIVEN,))


def _request(opd: str) -> str:
    made = cycle()
    return request_page(made, EDITION, made.opd(opd), requested_documents(made, EDITION, Records(), opd))


def _form(opd: str) -> str:
    return form_page(cycle(), EDITION, cycle().opd(opd), Records()).decode()


def _workbook(opd: str) -> str:
    content = questionnaire_template(cycle(), EDITION, cycle().opd(opd), Records())
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)


def _report(opd: str) -> str:
    return str(freeze_opd(cycle(), EDITION, example_records(), opd).summary.deadline)


def _steps(opd: str) -> str:
    return str(freeze_opd(cycle(), EDITION, Records(), opd).steps)


def _reminder(opd: str) -> str:
    return str(reminder(cycle(), EDITION, Records(), opd, date(2024, 6, 10)))


@pytest.mark.parametrize("page", [_request, _form, _workbook, _report, _steps, _reminder])
def test_each_opd_reads_its_own_day(page: Callable[[str], str]) -> None:
    """Request, form, Kuesioner, report and reminder: the extended day for one, the general one for others."""
    assert OWN in page(MINE)
    assert GENERAL not in page(MINE)
    assert GENERAL in page(OTHER)
    assert OWN not in page(OTHER)


def test_the_list_of_what_is_awaited_holds_each_opd_to_its_own_day() -> None:
    """As of the second of July both are late; as of the 20th of June one was."""
    found = freeze_consolidated(cycle(), EDITION, example_records()).office
    assert found is not None
    due = {row.opd: row.due for row in found.compliance}

    assert (due["Dinas Kesehatan"], due["Dinas Perhubungan"]) == (OWN, GENERAL)


@pytest.mark.failure(20)
def test_the_steps_have_their_words_from_one_list() -> None:
    """The same word for a step in the Kuesioner, in the report of all and in that of one."""
    overall = [row.label for row in freeze_consolidated(cycle(), EDITION, example_records()).deadlines]
    own = [row.name for row in freeze_opd(cycle(), EDITION, example_records(), MINE).deadlines]
    labels = [step.label for step in Step if cycle().deadlines.of(step)]

    assert [each[0].lower() + each[1:] for each in overall] == own == labels
    assert all(f"Batas {label}" in _workbook(MINE) for label in labels)
