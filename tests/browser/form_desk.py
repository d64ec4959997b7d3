"""Forms as they are handed out, opened offline in a real browser, and what is done in them by hand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page

from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.form.page import form_page
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle, Opd

PHONE, TALL, DESKTOP = 390, 844, 1100
SAVE = "Periksa dan simpan"


def handed_out(desk: Desk, folder: Path, opd: str) -> Path:
    """The form of an OPD with what is recorded now, as a file that somebody received."""
    file = folder / f"{opd}.html"
    file.write_bytes(form_page(desk.cycle, desk.instrument, desk.cycle.opd(opd), desk.store.read()))
    return file


def leading(folder: Path, edition: str, numbers: Sequence[int] | None = None) -> Path:
    """The form of an OPD that leads indicators of an edition: those that are named, or all."""
    instrument = load_edition(edition)
    chosen = numbers or [indicator.number for indicator in instrument.indicators]
    unit = Opd(code="dinas", name="Dinas Uji", kind="dinas", in_scope=False)
    cycle = Cycle(
        name="uji-2027",
        government="Pemerintah Kabupaten Uji",
        year=2027,
        edition=edition,
        opds=(unit,),
        leads=dict.fromkeys(chosen, unit.code),
    )
    file = folder / f"{edition}.html"
    file.write_bytes(form_page(cycle, instrument, unit, Records()))
    return file


def opened_item(page: Page, code: str) -> None:
    """Open the card of an item."""
    page.locator(f"#butir-{code} > summary").click()
    page.locator(f"#butir-{code} > .isi").wait_for()


def tick(page: Page, code: str, *requirements: str) -> None:
    """Tick requirements of an open item."""
    for each in requirements:
        page.locator(f"[id='{code}-{each}']").check()


def write(page: Page, identifier: str, text: str) -> None:
    """Type into a field and leave it."""
    field = page.locator(f"[id='{identifier}']")
    field.fill(text)
    field.blur()


def saved(page: Page, folder: Path, button: str = SAVE) -> Path:
    """Press a button that saves, and the file that it brings."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def received(desk: Desk, file: Path) -> Receipt:
    """Hand a file in at a desk a day later than it was handed out."""
    return receive_questionnaire(replace(desk, now=desk.now.replace(day=desk.now.day + 1)), file)
