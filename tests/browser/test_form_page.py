"""The offline form in a real browser, network off, on a phone: filled in, kept, saved, sent and received."""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.days import is_dated, read_day
from spbe_lib.intake.asking.plain_text import hidden_signs, plain
from spbe_lib.intake.asking.secret_text import looks_secret
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.spelling import CHECKSUM, checksum
from spbe_lib.law.editions import load_edition
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Answer, Approval, Decision, EvidenceReference, Response, Status
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from tests.browser.conftest import open_page
from tests.browser.form_desk import (
    DESKTOP,
    PHONE,
    SAVE,
    TALL,
    handed_out,
    leading,
    opened_item,
    received,
    saved,
    tick,
    write,
)
from tests.hostile import HOSTILE
from tests.intake.desks import ITEM, OPD, copy_register, decide, desk_in, hand_in, refusal, saying

EDITION = "permenpanrb-59-2020"
OBLIGATION = "I16-L3-01"
SETS = 40
"""Sets of ticks that are tried for each indicator, besides none and all."""

WIDTHS = pytest.mark.parametrize("width", [PHONE, DESKTOP])
SMALL_TARGETS = """
    [...document.querySelectorAll("button, input, select, textarea, summary")]
      .filter((each) => each.offsetParent && !each.closest("[hidden], .diam"))
      .map((each) => ((each.type === "checkbox" || each.type === "radio") ? each.closest("label") : each))
      .filter((each) => each.getBoundingClientRect().height < 40 || each.getBoundingClientRect().width < 40)
      .map((each) => each.outerHTML.slice(0, 120))
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example cycle with nothing received."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> Path:
    """The form of an OPD that leads one item and shares a dozen obligations."""
    return handed_out(desk, tmp_path, OPD)


@pytest.fixture
def phone(browser: Browser, form: Path) -> Page:
    """That form on a phone without network."""
    return open_page(browser, form, PHONE, TALL).page


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with every indicator of the edition with requirements."""
    return leading(tmp_path_factory.mktemp("semua"), EDITION)


@pytest.mark.failure(14)
@WIDTHS
@pytest.mark.parametrize("opd", [OPD, "diskominfo", "pupr"])
def test_a_form_opens_offline_without_a_complaint(
    browser: Browser, desk: Desk, tmp_path: Path, opd: str, width: int
) -> None:
    """No request, an empty console, nothing sideways, no rule of axe broken, nothing too small to touch."""
    opened = open_page(browser, handed_out(desk, tmp_path, opd), width, TALL)
    for card in opened.page.locator("details[data-butir] > summary").all()[:3]:
        card.click()
        opened.page.locator(".isi .tambah").first.click()
    violations = Axe().run(opened.page).response["violations"]

    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
    assert opened.page.evaluate(SMALL_TARGETS) == []
    assert opened.page.locator("html").get_attribute("lang") == "id"


def test_an_officer_fills_it_in_on_a_phone_and_it_is_received(
    desk: Desk, tmp_path: Path, browser: Browser, form: Path
) -> None:
    """Ticks, words, proofs, a document, an obligation and the approval arrive as they were given."""
    opened = open_page(browser, form, PHONE, TALL)
    page = opened.page
    opened_item(page, ITEM)
    tick(page, ITEM, "I47-L1-01", "I47-L2-01")
    page.get_by_role("button", name="Tambah data dukung untuk Syarat 1.1").click()
    for key, text in {
        "title": "SK Pendaftaran",
        "number": "7/2024",
        "dated": "2024-02-06",
        "page": "3",
    }.items():
        write(page, f"{ITEM}-bukti-0-{key}", text)
    write(page, f"{ITEM}-fact", "Berjalan di tiga puskesmas.\nSejak Maret.")
    page.locator(f"[id='{OBLIGATION}-answer-yes']").check()
    page.locator("#butir-dokumen-0 > summary").click()
    page.locator("#dokumen-0-status").select_option("signed")
    page.locator("#dokumen-0-access").select_option("restricted")
    write(page, "dokumen-0-year", "2024")
    write(page, "dokumen-0-valid_until", "31 Des 2026")
    for key, text in {"filled_by": "Ani", "name": "dr. Budi", "position": "Kepala Dinas"}.items():
        write(page, f"sah-{key}", text)
    write(page, "sah-day", "4/6/2024")

    assert page.locator("#kemajuan").inner_text() == "2 dari 13 dijawab"
    assert "Tingkat 2" in page.locator(f"#butir-{ITEM} .lencana").inner_text()
    file = saved(page, tmp_path)
    assert file.name == "dinkes-contoh-2024.spbe.json"
    receipt = received(desk, file)

    proof = EvidenceReference(
        title="SK Pendaftaran", number="7/2024", dated="2024-02-06", page="3", requirement="I47-L1-01"
    )
    key = document_key("SK Pendaftaran", "7/2024")
    records = desk.store.read()
    assert records.responses[OPD, ITEM].content == Response(
        opd=OPD,
        item=ITEM,
        ticked=frozenset({"I47-L1-01", "I47-L2-01"}),
        fact="Berjalan di tiga puskesmas.\nSejak Maret.",
        evidence=(proof,),
    )
    assert records.facts[OPD, OBLIGATION].content.answer is Answer.YES
    assert records.documents[OPD, key].content == Document(
        opd=OPD,
        key=key,
        title="SK Pendaftaran",
        number="7/2024",
        dated="2024-02-06",
        status=DocumentStatus.SIGNED,
        year=2024,
        valid_until=date(2026, 12, 31),
        access=Access.RESTRICTED,
    )
    assert receipt.submission.approval == Approval(
        name="dr. Budi", position="Kepala Dinas", day=date(2024, 6, 4)
    )
    assert (receipt.submission.filled_by, len(receipt.changes), opened.complaints) == ("Ani", 3, [])
    assert received(desk, file).repeated


@pytest.mark.failure(6)
def test_the_next_form_holds_what_was_received_and_saves_only_what_changed(
    desk: Desk, tmp_path: Path, browser: Browser
) -> None:
    """Nothing touched is nothing to send; one more word brings that one answer; emptied is emptied."""
    hand_in(desk, tmp_path, [saying("Sudah berjalan.")])
    page = open_page(browser, handed_out(desk, tmp_path, OPD), PHONE, TALL).page
    page.get_by_role("button", name=SAVE, exact=True).click()

    assert "Belum ada yang diisi atau diubah" in page.locator("#kabar").inner_text()
    opened_item(page, ITEM)
    assert page.locator("[id='47-fact']").input_value() == "Sudah berjalan."
    assert page.locator("[id='47-I47-L1-01']").is_checked()
    write(page, "47-fact", "")
    page.locator("[id='47-I47-L1-01']").uncheck()
    content = json.loads(saved(page, tmp_path).read_bytes())
    assert content["entries"] == [{"kind": "response", "opd": OPD, "item": ITEM}]
    assert content["bases"][ITEM] == 1
    received(desk, tmp_path / "dinkes-contoh-2024.spbe.json")
    assert desk.store.read().responses[OPD, ITEM].content.empty


@pytest.mark.failure(5)
def test_the_page_climbs_as_the_law_does(browser: Browser, whole: Path) -> None:
    """Value, first requirement missing and unsupported levels, for random ticks of every indicator."""
    page = open_page(browser, whole, DESKTOP).page
    instrument, choice = load_edition(EDITION), random.Random(47)  # noqa: S311 the same sets each time
    script = """([code, sets]) => {
      const { levels } = app.data.items.find((each) => each.code === code);
      return sets.map((ticked) => {
        const { value, first, unsupported } = climb(levels, new Set(ticked), app.data.lowest);
        return [value, first && first.code, unsupported];
      });
    }"""
    for indicator in instrument.indicators:
        codes = [each.code for level in indicator.levels for each in level.requirements]
        some = [choice.sample(codes, choice.randint(0, len(codes))) for _ in range(SETS)]
        almost = [[code for code in codes if code != gone] for gone in codes]
        sets = [[], codes, *some, *almost]
        expected = []
        for ticked in sets:
            climbed = climb(instrument, indicator, frozenset(ticked))
            first = climbed.first_missing.code if climbed.first_missing else None
            expected.append([str(climbed.value), first, list(climbed.unsupported)])

        assert page.evaluate(script, [indicator.items[0].code, sets]) == expected, indicator.number


@pytest.mark.failure(5)
@pytest.mark.failure(3)
def test_a_level_that_rests_on_nothing_is_told_in_place_and_not_counted(
    browser: Browser, whole: Path
) -> None:
    """Indicator 3: level 4 rests on 2; without it, it is asked about; no tick is no level."""
    page = open_page(browser, whole, PHONE, TALL).page
    opened_item(page, "3")
    result = page.locator("#butir-3 .hasil")

    assert result.inner_text().startswith("Belum dijawab")
    assert page.locator("#butir-3 .lencana").inner_text() == "belum dijawab"
    tick(page, "3", "I03-L4-01")
    assert "Tingkat 1" in result.inner_text()
    assert "Syarat pertama yang belum: Syarat 2.1" in result.inner_text()
    assert (
        "bertumpu pada Tingkat 2, yang belum lengkap"
        in page.locator("[id='3-tingkat-4'] legend").inner_text()
    )
    assert "Apa yang kurang?" in page.locator("[id='3-tingkat-4'] .tanya").inner_text()
    tick(page, "3", "I03-L2-01")
    assert "Tingkat 4" in result.inner_text()
    assert page.locator("[id='3-tingkat-4'] .tanya").count() == 0
    page.locator("[id='3-I03-L2-01']").uncheck()
    page.locator("[id='3-I03-L4-01']").uncheck()
    assert page.locator("#butir-3 .lencana").inner_text() == "belum dijawab"


def test_a_limit_is_read_and_never_ticked(browser: Browser, whole: Path) -> None:
    """As many boxes as requirements; the limits stand beside them as text."""
    page = open_page(browser, whole, DESKTOP).page
    for indicator in load_edition(EDITION).indicators[:12]:
        code = indicator.items[0].code
        opened_item(page, code)
        requirements = sum(len(level.requirements) for level in indicator.levels)
        limits = sum(level.limit is not None for level in indicator.levels)
        assert page.locator(f"#butir-{code} input[type=checkbox]").count() == requirements
        assert page.locator(f"#butir-{code} .batas").count() == limits


@pytest.mark.failure(31)
def test_an_edition_without_requirements_asks_for_the_level_itself(browser: Browser, tmp_path: Path) -> None:
    """5/2018: 35a, 35b, 35c by legal numbers, levels from 0; 8/2026: fractions and printed figures."""
    page = open_page(browser, leading(tmp_path, "permenpanrb-5-2018"), PHONE, TALL).page
    numbers = page.locator("#indikator .nomor").all_inner_texts()

    assert numbers[-4:] == ["34", "35a", "35b", "35c"]
    opened_item(page, "35a")
    page.locator("[id='35a-level']").select_option("0")
    assert page.locator("#butir-35a .lencana").inner_text() == "Tingkat 0"
    page = open_page(browser, leading(tmp_path, "permenpanrb-8-2026"), PHONE, TALL).page
    opened_item(page, "1")
    for wrong in ("6", "7/0", "7/7000", "1,175", "tiga"):
        write(page, "1-level", wrong)
        assert "bukan tingkat" in page.locator("#butir-1 .salah").inner_text(), wrong
    for right in ("3", "7/6", "1,17", "5.00"):
        write(page, "1-level", right)
        assert page.locator("#butir-1 .salah").count() == 0, right
    assert page.locator("#butir-1 .lencana").inner_text() == "Tingkat 5.00"


@pytest.mark.failure(12)
def test_hostile_texts_stay_text(desk: Desk, tmp_path: Path, browser: Browser) -> None:
    """Markup, formulas and templates in an answer and in the Tim's reason are letters, out and back in."""
    wild = (
        "</script><script>window.hacked = 1</script> =cmd|' /C calc'!A0 **x** {{ 7*7 }} \u2028 <!-- & &amp;"
    )
    answer = Response(opd=OPD, item=ITEM, fact=wild, evidence=(EvidenceReference(title=wild),))
    hand_in(desk, tmp_path, [answer])
    decide(desk, tmp_path, Decision(opd=OPD, topic=ITEM, status=Status.RETURNED, reason=wild))
    opened = open_page(browser, handed_out(desk, tmp_path, OPD), DESKTOP)
    page = opened.page
    opened_item(page, ITEM)

    told = desk.store.read().responses[OPD, ITEM].content.fact
    assert page.locator("[id='47-fact']").input_value() == told
    assert "</script><script>window.hacked = 1</script>" in page.locator("#butir-47 .perhatian").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 2
    write(page, "47-analysis", f"=HYPERLINK(1) {wild}")
    received(desk, saved(page, tmp_path))
    assert desk.store.read().responses[OPD, ITEM].content.analysis == plain(f"=HYPERLINK(1) {wild}")
    assert opened.complaints == []


def test_a_returned_answer_says_why_and_until_when(desk: Desk, tmp_path: Path, browser: Browser) -> None:
    """The Tim's reason, what is wanted and the day; the list can be cut down to what came back."""
    hand_in(desk, tmp_path, [saying("Sudah berjalan.")])
    decision = Decision(
        opd=OPD,
        topic=ITEM,
        status=Status.RETURNED,
        reason="SK belum ditandatangani",
        wanted="SK bertanda tangan",
        due=date(2024, 7, 8),
    )
    decide(desk, tmp_path, decision)
    page = open_page(browser, handed_out(desk, tmp_path, OPD), PHONE, TALL).page
    page.locator("#saring").select_option("kembali")

    assert page.locator("[data-butir]:visible").count() == 1
    opened_item(page, ITEM)
    note = page.locator("#butir-47 .perhatian").inner_text()
    assert "Alasan: SK belum ditandatangani" in note
    assert "Yang diminta: SK bertanda tangan" in note
    assert "Tenggat perbaikan: 8 Juli 2024" in note


def test_what_became_of_a_recommendation_is_asked_where_there_was_one(
    desk: Desk, tmp_path: Path, browser: Browser
) -> None:
    """The recommendation stands beside the question; elsewhere there is no such question."""
    wishes = desk.cycle.previous.recommendations if desk.cycle.previous else {}
    lead = next(code for number, code in desk.cycle.leads.items() if str(number) in wishes)
    page = open_page(browser, handed_out(desk, tmp_path, lead), PHONE, TALL).page
    for number in desk.cycle.led_by(lead):
        opened_item(page, str(number))
        field = page.locator(f"[id='{number}-follow_up']")
        assert field.count() == (str(number) in wishes)
        if wish := wishes.get(str(number)):
            assert wish in page.locator(f"[id='{number}-follow_up-petunjuk']").inner_text()


def test_faults_are_told_beside_the_field_and_in_a_list_that_leads_there(phone: Page, tmp_path: Path) -> None:
    """A proof without a title stops the saving; a missing reason does not; a click leads to the field."""
    opened_item(phone, ITEM)
    tick(phone, ITEM, "I47-L1-01")
    phone.get_by_role("button", name="Tambah data dukung untuk Syarat 1.1").click()
    write(phone, "47-bukti-0-number", "7")
    phone.locator(f"[id='{OBLIGATION}-answer-not_applicable']").check()

    assert "Judul data dukung masih kosong" in phone.locator("#butir-47 .salah").inner_text()
    assert phone.locator("[id='47-bukti-0-title']").get_attribute("aria-invalid") == "true"
    phone.get_by_role("button", name=SAVE, exact=True).click()
    panel = phone.locator("#masalah")
    assert panel.locator("h3").all_inner_texts() == [
        "Harus diperbaiki (1)", "Pertanyaan, boleh tetap dikirim (1)",
    ]  # fmt: skip
    assert phone.evaluate("document.activeElement.id") == "masalah"
    phone.locator("#butir-47 > summary").click()
    panel.get_by_role("button", name="Indikator 47, Data dukung 1, Judul").click()
    assert phone.evaluate("document.activeElement.id") == "47-bukti-0-title"
    phone.keyboard.type("Foto")
    phone.keyboard.press("Tab")
    assert phone.locator("#butir-47 .salah").count() == 0
    phone.get_by_role("button", name=SAVE, exact=True).click()
    assert panel.locator("h3").all_inner_texts() == ["Pertanyaan, boleh tetap dikirim (1)"]
    assert saved(phone, tmp_path, "Simpan apa adanya").name == "dinkes-contoh-2024.spbe.json"


def test_faults_of_every_kind_stop_the_saving(phone: Page) -> None:
    """Too long, invisible signs, no year, no link, an odd day: each beside its field."""
    opened_item(phone, ITEM)
    write(phone, "47-fact", "x" * 32_001)
    write(phone, "47-analysis", "nilai \u202e5 tingkat")
    phone.get_by_role("button", name="Tambah data dukung untuk seluruh indikator 47").click()
    write(phone, "47-bukti-0-title", "Foto")
    phone.locator("#butir-dokumen-0 > summary").click()
    write(phone, "dokumen-0-year", "20244")
    write(phone, "dokumen-0-link", "javascript:alert(1)")
    write(phone, "dokumen-0-valid_until", "31 Juni 2024")
    write(phone, "sah-day", "0024-06-04")
    phone.get_by_role("button", name=SAVE, exact=True).click()
    told = phone.locator("#masalah li").all_inner_texts()

    assert [each.split("\n")[0] for each in told] == [
        "Indikator 47, Fakta",
        "Indikator 47, Analisis",
        "Data dukung 'Foto', Tahun",
        "Data dukung 'Foto', Berlaku sampai",
        "Data dukung 'Foto', Tautan",
        "Pengesahan, Tanggal",
        "Pengesahan, Disetujui oleh",
    ]
    assert phone.locator(".salah:visible").count() >= 5


@pytest.mark.failure(26)
def test_a_password_is_refused_in_place_and_kept_nowhere(phone: Page, tmp_path: Path, desk: Desk) -> None:
    """Not in the draft, not in a file; the other lines of the text stay; the importer refuses it too."""
    opened_item(phone, ITEM)
    write(phone, "47-fact", "Aplikasi berjalan.\nuser: demo, password: Rahasia123")

    assert "kata sandi" in phone.locator("#butir-47 .salah").inner_text()
    phone.wait_for_timeout(1500)
    draft = phone.evaluate("localStorage.getItem(app.key)")
    phone.get_by_role("button", name=SAVE, exact=True).click()
    file = saved(phone, tmp_path, "Simpan sebagai draf saja")
    assert "Rahasia123" not in draft + file.read_text(encoding="utf-8")
    assert "Aplikasi berjalan." in draft
    assert file.name == "dinkes-contoh-2024.draf.spbe.json"
    assert "berkas ini masih draf" in refusal(desk, file)


def test_a_known_title_brings_its_number_and_what_is_said_of_a_document_stays_with_it(phone: Page) -> None:
    """One document for two requirements is listed once; a mended title keeps its details."""
    opened_item(phone, ITEM)
    for place, name in enumerate(("Syarat 1.1", "Syarat 2.1")):
        phone.get_by_role("button", name=f"Tambah data dukung untuk {name}").click()
        write(phone, f"47-bukti-{place}-title", "SK Pendaftaran")
        if place == 0:
            write(phone, "47-bukti-0-number", "7/2024")

    assert phone.locator("[id='47-bukti-1-number']").input_value() == "7/2024"
    assert phone.locator("#dokumen .kartu").count() == 1
    phone.locator("#butir-dokumen-0 > summary").click()
    write(phone, "dokumen-0-subject", "Pendaftaran daring")
    phone.get_by_role("button", name="Hapus Data dukung 2").click()
    write(phone, "47-bukti-0-title", "SK Pendaftaran Daring")
    assert phone.locator("#dokumen h3").all_inner_texts() == ["SK Pendaftaran Daring"]
    phone.locator("#butir-dokumen-0 > summary").click()
    assert phone.locator("#dokumen-0-subject").input_value() == "Pendaftaran daring"


def test_it_can_be_filled_with_the_keyboard_alone(phone: Page) -> None:
    """From the top: into a card, tick, write, answer; the focus is always to be seen."""
    phone.locator("#saring").focus()
    for key in ("Tab", "Enter", "Tab", "Space"):
        phone.keyboard.press(key)
    assert phone.evaluate("document.activeElement.id") == "47-I47-L1-01"
    assert "Tingkat 1" in phone.locator("#butir-47 .lencana").inner_text()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.keyboard.type("Foto")
    assert phone.evaluate("document.activeElement.id") == "47-bukti-0-title"
    assert phone.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    phone.locator(f"[id='{OBLIGATION}-answer-kosong']").focus()
    phone.keyboard.press("ArrowUp")
    assert phone.locator("#kemajuan").inner_text() == "2 dari 13 dijawab"


def test_the_search_finds_by_number_and_words(browser: Browser, whole: Path) -> None:
    """A number as a whole word, part of a name, and what is not answered yet."""
    page = open_page(browser, whole, DESKTOP).page

    def shown() -> list[str]:
        return page.locator("#indikator [data-butir]:visible .nomor").all_inner_texts()

    page.locator("#cari").fill("4")
    assert shown() == ["4"]
    page.locator("#cari").fill("pusat data")
    assert "16" in shown()
    assert len(shown()) < 10
    page.locator("#cari").fill("")
    opened_item(page, "1")
    tick(page, "1", "I01-L2-01")
    page.locator("#saring").select_option("kosong")
    assert shown()[:2] == ["2", "3"]


TEXTS = [
    HOSTILE,
    "biasa",
    " a\u00a0b\r\nc\x85d\u2028 ",
    "\u202eterbalik\u2066",
    "\ufeffx\u200b\u00ad",
    "\U000e0041\U0001fffe",
    "\ud800 sendiri",
    "\x1b[31m\x00",
    "e\u0301 é ﬁ",
    "Kata Sandi: x7",
    "kebijakan kata sandi: wajib",
    "pwd=ab",
    "pwd:",
    "user/password demo/demo",
    "https://a:b@c.id",
    "ｐａｓｓｗｏｒｄ： x",
    "pass\u200bword: abc",
    "compass: utara",
    "sandi = -",
    "Badan Siber dan Sandi: ya",
    "password (aplikasi) : ab",
    "login & sandi x",
    "Kata sandinya Merdeka45, untuk operator",
    "Ganti kata sandi segera!",
    "password wifi ruang server: server2024",
    "Kata sandi minimal: delapan huruf",
    "Username admin kata sandi admin!",
    "Password dokumen ini ialah melati88.",
]


DAYS = [
    "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "12/03/2024", "1.1.2024", "31-4-2024", "0/1/2024",
    "12 Maret 2024", "1 ags. 2024", "3 nopember 2024", "3  Mei  2024", "3 Mart 2024", "3 2024", "12/03/24",
    "", "2024-1-1", "31 DES 2024", "12-Mar-2024", "0000-01-01", "1/13/2024",
]  # fmt: skip


TIMES = [
    "2024", "tahun 2024", "TA 2024", "Mei 2024", "Agt. 2024", "Mey 2024", "1944", "2101", "triwulan II 2024",
    "12", "12 Maret", "Maret", "besok", "-", "tanpa tanggal", "12 – 14 Maret 2024", "Januari–Juni 2024",
    "50%", "12/2024",
]  # fmt: skip


@pytest.mark.failure(25)
def test_days_are_read_as_the_importer_reads_them(phone: Page) -> None:
    """Figures and Indonesian words, only days that exist; shown in words."""

    def read(text: str) -> str:
        try:
            return read_day(text).isoformat()
        except ValueError:
            return ""

    assert phone.evaluate("(all) => all.map(readDay)", DAYS) == [read(text) for text in DAYS]
    times = [*DAYS, *TIMES, *(f"{day} s.d. {other}" for day in TIMES for other in TIMES)]
    assert phone.evaluate("(all) => all.map(isDated)", times) == [is_dated(text) for text in times]
    assert phone.evaluate("shownDay('2024-03-02')") == printed_date(date(2024, 3, 2))


@pytest.mark.failure(2)
def test_texts_are_seen_as_the_importer_sees_them(phone: Page) -> None:
    """What is dropped, what is refused and the checksum: one rule on both sides."""
    script = "(texts) => texts.map((text) => [plain(text), hiddenSigns(text), looksSecret(text)])"
    passed = [text for text in TEXTS if "\ud800" not in text]
    expected: list[Any] = [
        [plain(text), list(hidden_signs(text)), looksSecret]
        for text, looksSecret in zip(passed, map(looks_secret, passed), strict=True)
    ]

    assert phone.evaluate(script, passed) == expected
    contents = [{"z": text, "a": [1, {"é": None}], "b": True} for text in passed] + [
        {"x": "y" * n} for n in range(50, 70)
    ]
    assert phone.evaluate("(all) => all.map((each) => sha256(canonical(each)))", contents) == [
        checksum(each) for each in contents
    ]
    assert CHECKSUM == "checksum"
