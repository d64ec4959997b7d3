"""The page that asks an OPD for its documents: what it says, of whom, and that hostile texts stay text."""

import dataclasses
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import EvidenceReference, Records
from spbe_lib.records.documents import Access, DocumentStatus
from spbe_lib.records.register import Common, Cycle, Deadlines, Request
from spbe_lib.records.requests import requested_documents
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.reporting.request_page import request_page, write_requests
from tests.hostile import HOSTILE
from tests.records.asking import EDITION, MARK, MINE, OTHER, answer, cycle, document, proof, recorded, yes


class Reader(HTMLParser):
    """What a browser would make of a page: its text, its tags, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and what it refers to."""
        self.tags.append(tag)
        self.hidden = tag == "style"
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "action")]

    def handle_endtag(self, tag: str) -> None:
        """After the style sheet there is text again."""
        self.hidden = self.hidden and tag != "style"

    def handle_data(self, data: str) -> None:
        """Note what can be read."""
        if not self.hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that can be read, with single spaces."""
        return re.sub(r"\s+", " ", " ".join(self.words))


def page(of: Cycle, records: Records | None = None, opd: str = MINE) -> str:
    """The page of an OPD."""
    edition = load_edition(of.edition)
    asked = requested_documents(of, edition, records or Records(), opd)
    return request_page(of, edition, of.opd(opd), asked)


def test_the_page_says_by_which_letter_until_when_and_whom_to_ask() -> None:
    """What an officer looks for first, from the cycle."""
    text = Reader(page(cycle())).text

    for words in (
        "Daftar Permintaan Data Dukung 2024",
        "Dinas Komunikasi & Informatika",
        "Surat permintaan 000.1/12/2024, 22 April 2024",
        "Batas penyerahan 31 Mei 2024",
        "Yang menyiapkan Siti, Kasubbag",
        "Pertanyaan kepada Sekretariat Tim, ruang 2",
        "Kuesioner Excel",
        "formulir luring",
        "misalnya I03-L2-01 notula rapat.pdf",
        EDITION.legal_basis,
    ):
        assert words in text


def test_what_is_not_set_is_said_and_not_made_up() -> None:
    """A cycle without letter, deadline, contact and last year."""
    bare = cycle(requested=None, deadlines=Deadlines(), contact=None)
    text = Reader(page(bare, opd=OTHER)).text

    assert "Surat permintaan belum ditetapkan" in text
    assert "Batas penyerahan belum ditetapkan" in text
    assert "Dokumen tahun lalu dari perangkat daerah ini tidak tercatat di sini" in text
    assert "None" not in text


@pytest.mark.failure(21)
@pytest.mark.failure(31)
def test_each_document_says_for_what_it_is_asked() -> None:
    """Legal number, level, requirement with code and text, elements, and fitting documents."""
    text = Reader(page(cycle(leads={1: MINE, 45: MINE}))).text

    assert "Indikator 1 · tingkat 3 · syarat 3.2 I01-L3-02" in text
    assert "Unsurnya: proses bisnis; data dan informasi;" in text
    assert "Kewajiban bersama, indikator 16 · tingkat 3 · syarat 3.1 I16-L3-01" in text
    assert "bertransaksi melalui Layanan Antrean Puskesmas" in text
    assert "sektor 1" not in text.lower()


def test_last_years_documents_are_sorted_by_what_they_are_worth() -> None:
    """To renew with the reason, new with examples, still valid with what to check, waiting and accepted."""
    before = recorded(
        answer("13", proof("SK lama", "I13-L2-01", "7/2021", "hlm. 3"), proof("SOP", "I13-L2-02")),
        document("SK lama", "7/2021", status=DocumentStatus.REVOKED),
    )
    now = recorded(yes("I16-L3-01", proof("Surat pusat data")))
    parts = re.split(r"<h2>", page(cycle(before=before), now))
    text = {part.split("</h2>")[0]: Reader(part).text for part in parts[1:]}

    assert list(text) == [
        "Ringkasan",
        "Cara Mengirim",
        "Dokumen Tahun Lalu yang Perlu Diperbarui",
        "Dokumen Baru",
        "Dokumen Tahun Lalu yang Masih Berlaku",
        "Sudah Diterima",
        "Asal Data",
    ]
    renew = text["Dokumen Tahun Lalu yang Perlu Diperbarui"]
    assert "1 SK lama 7/2021 Perlu diperbarui: dicabut" in renew
    assert "(tahun lalu: hlm. 3)" in renew
    assert "Contoh yang sesuai: RKA/DPA yang memuat kegiatan SPBE." in renew
    assert "Masih berlaku: periksa tahunnya" in text["Dokumen Tahun Lalu yang Masih Berlaku"]
    assert "I16-L3-01" not in text["Dokumen Baru"]
    assert "Kewajiban bersama, indikator 16, tingkat 3, syarat 3.1" in text["Sudah Diterima"]
    assert "1 dokumen tahun lalu perlu diperbarui" in text["Ringkasan"]
    assert "1 hal sudah diterima Tim" in text["Ringkasan"]


def test_a_district_reads_who_may_answer_for_all_districts() -> None:
    """Only the kind of OPD for which that was agreed."""
    of = cycle(commons=(Common(kind="bagian", by=MINE),))
    units = dataclasses.replace(of, opds=tuple(dataclasses.replace(each, in_scope=True) for each in of.opds))
    told = "Kewajiban bersama boleh dijawab oleh Dinas Komunikasi & Informatika untuk semua bagian"

    assert told in Reader(page(units, opd="umum")).text
    assert "untuk semua bagian" not in Reader(page(units)).text


def test_documents_are_numbered_through() -> None:
    """An officer and the Tim talk of "number 12" on the phone."""
    before = recorded(answer("13", proof("SK", "I13-L2-01"), proof("SOP", "I13-L2-02")))
    numbers = re.findall(r'data-label="No\.">(\d+)<', page(cycle(before=before)))

    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def hostile_cycle() -> Cycle:
    """A cycle in which every text of people is hostile."""
    cited = EvidenceReference(
        title=HOSTILE, number=HOSTILE, dated=HOSTILE, page=HOSTILE, requirement="I13-L2-01"
    )
    secret = document(f"{HOSTILE} 2", access=Access.RESTRICTED)
    bare = EvidenceReference(title=f"{HOSTILE} 2", requirement="I13-L2-02")
    plain = cycle(before=recorded(answer("13", cited, bare), secret))
    opds = (dataclasses.replace(plain.opds[0], name=HOSTILE, contact=HOSTILE), *plain.opds[1:])
    return dataclasses.replace(
        plain,
        government=HOSTILE,
        opds=opds,
        contact=HOSTILE,
        requested=Request(letter=HOSTILE, day=date(2024, 4, 22)),
        services={"45": HOSTILE},
    )


@pytest.mark.failure(12)
def test_hostile_texts_are_read_letter_by_letter() -> None:
    """Names, letters, titles, numbers, dates, pages and services that want to be markup."""
    read = Reader(page(hostile_cycle()))
    seen = re.sub(r"\s+", " ", HOSTILE.replace("\u202e", "").replace("\u2066", ""))

    assert read.text.count(seen) > 10
    assert not {"script", "img", "b"} & set(read.tags)
    assert "\u202e" not in page(hostile_cycle())


@pytest.mark.failure(12)
def test_no_text_of_people_gets_into_the_style_sheet() -> None:
    """There no escape would hold: the line on every sheet is of our words alone."""
    style = page(hostile_cycle()).split("<style>")[1].split("</style>")[0]

    assert "hacked" not in style
    assert f'content: "{SAMPLE} · DAFTAR PERMINTAAN DATA DUKUNG"' in style


@pytest.mark.failure(14)
def test_the_page_refers_to_nothing_outside_itself() -> None:
    """No script, no address, no font or picture from elsewhere."""
    whole = page(cycle())
    read = Reader(whole)

    assert read.fetched == ["data:,"]
    assert "script" not in read.tags
    assert not re.search(r"https?:|//[a-z]|@import|url\(", whole)


@pytest.mark.failure(14)
def test_the_link_of_a_document_does_not_go_out() -> None:
    """Where a document lies on the net is between the OPD and the Tim."""
    before = recorded(
        answer("13", proof("SOP", "I13-L2-01")), document("SOP", link="https://drive.example/x?kunci=1")
    )

    assert "drive.example" not in page(cycle(before=before))


@pytest.mark.failure(27)
def test_a_made_up_cycle_says_so_on_its_page() -> None:
    """And a real one does not."""
    assert SAMPLE in Reader(page(cycle())).text
    assert SAMPLE not in page(cycle(sample=False))


@pytest.mark.failure(25)
def test_the_page_is_indonesian() -> None:
    """Declared so, with Indonesian dates and no word of the code."""
    whole = page(cycle(before=recorded(answer("13", proof("SOP", "I13-L2-01")))))

    assert '<html lang="id">' in whole
    for word in ("valid_until", "signed", "draft", "True", "False", "None", "requirement"):
        assert word not in Reader(whole).text


@pytest.mark.failure(11)
def test_the_page_holds_nothing_of_another_opd(tmp_path: Path) -> None:
    """Neither names nor documents, of this year or last."""
    theirs = (answer("20", proof(MARK, "I20-L2-01"), opd=OTHER), yes("I16-L3-01", proof(MARK), opd=OTHER))
    of = cycle(before=recorded(*theirs))

    assert MARK not in page(of, recorded(*theirs))
    made = {each.opd.code: each.page for each in write_requests(of, EDITION, Records(), tmp_path)}
    mine = made[MINE]
    assert mine
    assert MARK not in mine.read_text("utf-8")


@pytest.mark.failure(13)
def test_pages_are_equal_byte_for_byte_and_know_no_machine(tmp_path: Path) -> None:
    """Made twice, in two places: the same files, with neither place in them."""
    before = recorded(answer("13", proof("SOP", "I13-L2-01")))
    first, second = (
        {
            each.opd.code: each.page
            for each in write_requests(cycle(before=before), EDITION, Records(), folder)
        }
        for folder in (tmp_path / "a", tmp_path / "b")
    )

    for code, made in first.items():
        other = second[code]
        assert (made is None) == (other is None)
        if made and other:
            assert made.read_bytes() == other.read_bytes()
            assert str(tmp_path) not in made.read_text("utf-8")


def test_who_is_asked_for_nothing_gets_no_page_and_loses_an_old_one(tmp_path: Path) -> None:
    """A list of an earlier day that asks for what is in would mislead."""
    old = tmp_path / "permintaan" / "umum.html"
    old.parent.mkdir()
    old.write_text("lama", encoding="utf-8")
    made = {each.opd.code: each.page for each in write_requests(cycle(), EDITION, Records(), tmp_path)}

    assert made == {
        MINE: tmp_path / "permintaan" / f"{MINE}.html",
        OTHER: tmp_path / "permintaan" / f"{OTHER}.html",
        "umum": None,
    }
    assert sorted(each.name for each in old.parent.iterdir()) == [f"{OTHER}.html", f"{MINE}.html"]


@pytest.mark.failure(15)
def test_unknown_codes_are_all_told_before_anything_is_written(tmp_path: Path) -> None:
    """Also one that exists and never fills in; capital letters do not matter."""
    with pytest.raises(InputError) as refused:
        write_requests(cycle(), EDITION, Records(), tmp_path, ["dinkess", "DINKES", "dprd"])

    assert [each.what for each in refused.value.problems] == [
        "tidak ada OPD pengisi 'dinkess'",
        "tidak ada OPD pengisi 'dprd'",
    ]
    assert list(tmp_path.iterdir()) == []
    made = write_requests(cycle(), EDITION, Records(), tmp_path, ["DINKES"])
    assert [each.opd.code for each in made] == [OTHER]


@pytest.mark.failure(8)
def test_a_cycle_without_register_asks_nobody_and_says_so(tmp_path: Path) -> None:
    """No empty folder that looks like a success."""
    with pytest.raises(InputError, match="tidak ada OPD yang diminta mengisi"):
        write_requests(cycle(opds=(), leads={}), EDITION, Records(), tmp_path)
