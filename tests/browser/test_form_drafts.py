"""Drafts of the offline form: they survive a closed browser, follow to another device, and age visibly."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from spbe_lib.intake.desk import Desk
from tests.browser.chromium import executable
from tests.browser.conftest import open_page
from tests.browser.form_desk import PHONE, SAVE, TALL, handed_out, opened_item, received, saved, tick, write
from tests.intake.desks import ITEM, OPD, copy_register, desk_in, hand_in, refusal, saying
from tests.intake.form.answer_files import Content, content_of, sealed

WITHIN_MS = 2000
"""No keystroke that is older may be lost."""

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example cycle with nothing received."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> Path:
    """The form of an OPD that leads one item."""
    return handed_out(desk, tmp_path, OPD)


Started = Callable[[], BrowserContext]


@pytest.fixture
def started(browser: Browser, tmp_path: Path) -> Iterator[Started]:
    """Start a person's own browser, with a profile on the disk, as often as wanted; network off."""
    running: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profil",
            executable_path=executable(),
            args=["--no-sandbox"],
            viewport={"width": PHONE, "height": TALL},
            offline=True,
        )
        running.append(context)
        return context

    yield start
    for context in running:
        context.close()


def shown(context: BrowserContext, form: Path) -> Page:
    """The form in a new tab."""
    page = context.new_page()
    page.goto(form.as_uri())
    return page


@pytest.mark.failure(22)
def test_a_draft_survives_a_closed_tab_and_a_closed_browser(started: Started, form: Path) -> None:
    """Two seconds after the last keystroke everything is kept; closing a tab keeps even the last one."""
    first = started()
    page = shown(first, form)
    opened_item(page, ITEM)
    tick(page, ITEM, "I47-L1-01")
    page.locator("[id='47-fact']").press_sequentially("Berjalan sejak Maret", delay=5)
    page.wait_for_timeout(WITHIN_MS)
    assert page.locator("#draf").inner_text().startswith("Draf tersimpan pukul")
    first.close()

    second = started()
    page = shown(second, form)
    assert page.locator("#draf").inner_text().startswith("Draf dari ")
    assert page.locator("#kemajuan").inner_text() == "1 dari 13 dijawab"
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Berjalan sejak Maret"
    page.locator("[id='47-fact']").press_sequentially("!")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    page = shown(second, form)
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Berjalan sejak Maret!"


@pytest.mark.failure(22)
def test_long_typing_without_a_pause_is_kept_all_the_while(browser: Browser, form: Path) -> None:
    """The draft is not put off until the writer rests."""
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    page.locator("[id='47-fact']").press_sequentially("kata demi kata " * 5, delay=40)
    draft = page.evaluate("localStorage.getItem(app.key)")

    assert "kata demi kata kata" in draft


def test_where_nothing_can_be_kept_the_page_says_so_and_a_file_helps(
    browser: Browser, form: Path, tmp_path: Path
) -> None:
    """Storage switched off: told at once, the form still works, and the file holds the answers."""
    context = browser.new_context(viewport={"width": PHONE, "height": TALL}, offline=True)
    context.add_init_script(NO_STORAGE)
    page = shown(context, form)

    assert "Draf TIDAK tersimpan" in page.locator("#draf").inner_text()
    assert page.locator("#draf").get_attribute("class") == "salah"
    opened_item(page, ITEM)
    write(page, "47-fact", "Berjalan.")
    assert json.loads(saved(page, tmp_path).read_bytes())["entries"][0]["fact"] == "Berjalan."


def test_emptying_the_draft_asks_first(browser: Browser, form: Path) -> None:
    """Batal keeps it; Kosongkan brings back what was handed out, also after a reload."""
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    tick(page, ITEM, "I47-L1-01")
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Kosongkan draf").click()
    page.get_by_role("button", name="Batal").click()
    assert page.locator("#kemajuan").inner_text() == "1 dari 13 dijawab"
    page.get_by_role("button", name="Kosongkan draf").click()
    page.get_by_role("button", name="Kosongkan", exact=True).click()
    assert page.locator("#kemajuan").inner_text() == "0 dari 13 dijawab"
    page.reload()
    assert page.locator("#kemajuan").inner_text() == "0 dari 13 dijawab"


def old_draft(browser: Browser, desk: Desk, folder: Path) -> Page:
    """A form made after a colleague's answer came in, opened where an older one holds a draft."""
    form = handed_out(desk, folder, OPD)
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    write(page, "47-fact", "Draf lama")
    page.locator("[id='I16-L3-01-answer-yes']").check()
    page.wait_for_timeout(1200)
    hand_in(desk, folder, [saying("Jawaban rekan")])
    handed_out(desk, folder, OPD)
    page.reload()
    return page


def test_a_draft_of_an_older_form_is_shown_as_such_and_the_officer_chooses(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    """It names what changed; continued, it rests on what it rested on, so nothing is undone unseen."""
    page = old_draft(browser, desk, tmp_path)
    dialog = page.get_by_role("dialog")

    assert "Ada draf dari formulir yang lebih lama" in dialog.inner_text()
    assert "indikator 47" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert dialog.is_visible()
    kept = saved(page, tmp_path, "Simpan draf itu sebagai berkas")
    assert json.loads(kept.read_bytes())["draft"] is True
    dialog.get_by_role("button", name="Lanjutkan draf itu").click()
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Draf lama"
    page.wait_for_timeout(1200)
    page.reload()
    assert not dialog.is_visible()
    told = refusal(desk, saved(page, tmp_path))
    assert "indikator 47: jawaban ini sudah diubah sesudah lembar ini dibagikan" in told
    assert "kewajiban" not in told


def test_an_old_draft_can_be_left_for_what_is_recorded_now(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    """Then the page holds the colleague's answer, and the draft is gone."""
    page = old_draft(browser, desk, tmp_path)
    page.get_by_role("button", name="Pakai isi formulir ini dan buang draf").click()
    opened_item(page, ITEM)

    assert page.locator("[id='47-fact']").input_value() == "Jawaban rekan"
    page.reload()
    assert not page.get_by_role("dialog").is_visible()


def test_a_draft_that_was_received_meanwhile_is_forgotten(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    """It was sent and taken in, and the next form already holds it: there is nothing to ask."""
    form = handed_out(desk, tmp_path, OPD)
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    write(page, "47-fact", "Berjalan.")
    received(desk, saved(page, tmp_path))
    handed_out(desk, tmp_path, OPD)
    page.reload()

    assert not page.get_by_role("dialog").is_visible()
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Berjalan."
    page.get_by_role("button", name=SAVE, exact=True).click()
    assert "Belum ada yang diisi atau diubah" in page.locator("#kabar").inner_text()


def test_a_saved_file_is_continued_on_another_device(
    browser: Browser, desk: Desk, form: Path, tmp_path: Path
) -> None:
    """Everything is there again, the file of the second device is received, and its twin changes nothing."""
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    tick(page, ITEM, "I47-L1-01")
    page.get_by_role("button", name="Tambah data dukung untuk Syarat 1.1").click()
    write(page, "47-bukti-0-title", "Foto")
    write(page, "sah-filled_by", "Ani")
    first = saved(page, tmp_path)
    other = open_page(browser, form, PHONE, TALL).page
    other.locator("#berkas").set_input_files(first)
    other.locator("#kabar").wait_for()
    assert "Berkas dimuat" in other.locator("#kabar").inner_text()
    assert other.locator("#kemajuan").inner_text() == "1 dari 13 dijawab"
    second = tmp_path / "kedua"
    second.mkdir()
    again = saved(other, second)

    assert again.read_bytes() == first.read_bytes()
    assert len(received(desk, again).changes) == 1
    assert received(desk, first).repeated


def test_loading_over_answers_asks_first(browser: Browser, desk: Desk, form: Path, tmp_path: Path) -> None:
    """What is on the page is not lost by a wrong click."""
    file = tmp_path / "x.spbe.json"
    file.write_bytes(sealed(content_of(desk, [saying("Dari berkas")])))
    page = open_page(browser, form, PHONE, TALL).page
    opened_item(page, ITEM)
    write(page, "47-fact", "Di layar")
    page.locator("#berkas").set_input_files(file)
    page.get_by_role("button", name="Batal").click()
    assert page.locator("[id='47-fact']").input_value() == "Di layar"
    page.locator("#berkas").set_input_files(file)
    page.get_by_role("button", name="Muat berkas", exact=True).click()
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Dari berkas"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text[:-40], "rusak atau terpotong"),
        (lambda text: text.replace("Berjalan", "Berhenti"), "berubah sesudah disimpan"),
        (lambda _: "{}", "bukan berkas jawaban"),
        (lambda _: "[]", "bukan berkas jawaban"),
        (lambda _: "\x00", "rusak atau terpotong"),
    ],
)
def test_the_page_refuses_a_file_that_is_not_whole(
    browser: Browser, desk: Desk, tmp_path: Path, spoil: Callable[[str], str], told: str
) -> None:
    """In a sentence, and nothing on the page changes."""
    whole = sealed(content_of(desk, [saying("Berjalan")])).decode()
    file = tmp_path / "x.json"
    file.write_text(spoil(whole), encoding="utf-8")
    opened = open_page(browser, handed_out(desk, tmp_path, OPD), PHONE, TALL)
    opened.page.locator("#berkas").set_input_files(file)

    opened.page.locator("#kabar").wait_for()
    assert told in opened.page.locator("#kabar").inner_text()
    assert opened.page.locator("#kemajuan").inner_text() == "0 dari 13 dijawab"
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"opd": "pupr"}, "milik perangkat daerah lain"),
        ({"cycle": "lain-2030"}, "untuk siklus lain"),
        ({"edition_hash": "0" * 64}, "rumusan syarat yang lain"),
    ],
)
def test_the_page_refuses_a_file_of_elsewhere(
    browser: Browser, desk: Desk, tmp_path: Path, change: Content, told: str
) -> None:
    """Another OPD, cycle or wording."""
    file = tmp_path / "x.json"
    file.write_bytes(sealed({**content_of(desk), **change}))
    page = open_page(browser, handed_out(desk, tmp_path, OPD), PHONE, TALL).page
    page.locator("#berkas").set_input_files(file)

    page.locator("#kabar").wait_for()
    assert told in page.locator("#kabar").inner_text()


@pytest.mark.failure(12)
def test_a_hostile_file_does_nothing_to_the_page(
    browser: Browser, desk: Desk, form: Path, tmp_path: Path
) -> None:
    """Wrong types, foreign keys, prototypes and markup become texts or nothing."""
    content = content_of(desk)
    content["entries"] = [
        {"kind": "response", "item": "__proto__", "fact": "x"},
        {
            "kind": "response",
            "item": ITEM,
            "fact": {"a": 1},
            "ticked": "I47-L1-01",
            "evidence": [1, None, {"title": 5}],
        },
        {"kind": "fact", "requirement": "I16-L3-01", "answer": "<b>", "note": "<img src=x onerror=alert(1)>"},
        {
            "kind": "document",
            "title": "</script>",
            "key": "dok-" + "0" * 12,
            "status": ["x"],
            "valid_until": "x",
        },
        7,
    ]
    content["bases"] = {"__proto__": 9, ITEM: "x"}
    content["signed"] = ["name"]
    file = tmp_path / "x.json"
    file.write_bytes(sealed(content))
    opened = open_page(browser, form, PHONE, TALL)
    page = opened.page
    page.locator("#berkas").set_input_files(file)
    page.get_by_role("button", name="Muat berkas", exact=True).click()
    opened_item(page, ITEM)

    assert page.locator("[id='47-bukti-0-title']").input_value() == "5"
    assert page.locator("[id='I16-L3-01-note']").input_value() == "<img src=x onerror=alert(1)>"
    assert page.evaluate("({}).fact") is None
    page.get_by_role("button", name=SAVE, exact=True).click()
    assert opened.complaints == []


def test_a_second_tab_does_not_silently_undo_the_first(browser: Browser, form: Path) -> None:
    """The tab that falls behind says so and stops keeping its own draft."""
    first = open_page(browser, form, PHONE, TALL).page
    second = shown(first.context, form)
    opened_item(second, ITEM)
    write(second, "47-fact", "Tab kedua")
    second.wait_for_timeout(1300)

    first.locator("#draf.salah").wait_for()
    assert "juga diisi di tab lain" in first.locator("#draf").inner_text()
    opened_item(first, ITEM)
    write(first, "47-fact", "Tab pertama")
    first.wait_for_timeout(1300)
    assert "Tab kedua" in first.evaluate("localStorage.getItem(app.key)")
