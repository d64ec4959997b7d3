"""A page of evidence at the cited place: found by number or by article, and never a crash."""

import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from spbe_lib.errors import InputError
from spbe_lib.records.cited_place import CitedPlace, cited_place, page_with
from spbe_lib.records.evidence.page import cited_view, page_view, shows
from spbe_lib.records.evidence.pdf_drawing import UndrawnError, drawn
from tests.evidence_files import articles_pdf, locked_pdf, printed_pdf, scan_pdf


@pytest.mark.parametrize(
    ("typed", "page", "words"),
    [
        ("hlm. 3", 3, ""),
        ("halaman 12-14", 12, ""),
        ("Hal 7", 7, ""),
        ("3 – 5", 3, ""),
        ("12", 12, ""),
        ("Pasal 5", None, "Pasal 5"),
        ("pasal 5 ayat (2) huruf b", None, "pasal 5"),
        ("Pasal 5, hlm. 9", 9, "Pasal 5"),
        ("Lampiran II halaman 4", 4, "Lampiran II"),
        ("Diktum KEDUA", None, "KEDUA"),
        ("BAB IV", None, "BAB IV"),
        ("seluruhnya", None, ""),
        ("", None, ""),
        ("hlm. 0", None, ""),
    ],
)
def test_a_citation_points_to_a_page_or_an_article(typed: str, page: int | None, words: str) -> None:
    """As officers type it."""
    assert cited_place(typed) == CitedPlace(page=page, words=words)


def test_an_article_is_found_where_it_begins_not_where_it_is_named_first() -> None:
    """A heading of its own goes before a mention; a longer number is another article."""
    pages = ["sesuai Pasal 5 dan Pasal 50", "Pasal 50\nIsi", "Pasal  5\nKetentuan"]

    assert page_with("Pasal 5", pages) == 3
    assert page_with("pasal 50", pages) == 2
    assert page_with("Pasal 5", pages[:1]) == 1
    assert page_with("Pasal 6", pages) is None


def test_the_cited_page_is_drawn() -> None:
    """By its number, and by the article that stands on it."""
    content = articles_pdf()
    by_number, by_article = cited_view(content, "pdf", "hlm. 2"), cited_view(content, "pdf", "Pasal 3")

    assert (by_number.page, by_number.pages, by_number.note) == (2, 3, "")
    assert (by_article.page, by_article.note) == (3, "")
    picture = Image.open(io.BytesIO(by_article.picture))
    assert picture.size == by_article.size
    assert len(picture.convert("L").getcolors(256) or ()) > 1  # there is something on it


@pytest.mark.parametrize(
    ("cited", "page", "told"),
    [
        ("hlm. 40", 3, "hanya 3 halaman; halaman 40"),
        ("Pasal 99", 1, "'Pasal 99' tidak ditemukan"),
        ("", 1, "tidak disebut"),
    ],
)
def test_what_is_not_there_is_told(cited: str, page: int, told: str) -> None:
    """And the nearest page is shown."""
    view = cited_view(articles_pdf(), "pdf", cited)

    assert view.page == page
    assert told in view.note


def test_a_scan_says_that_its_words_cannot_be_searched() -> None:
    """The first page is shown all the same."""
    view = cited_view(scan_pdf(), "pdf", "Pasal 5")

    assert view.page == 1
    assert "hasil pindai" in view.note


def test_pages_are_turned_and_enlarged_within_bounds() -> None:
    """Beyond the last page stays the last; no zoom goes beyond a limit."""
    content = articles_pdf()
    plain, large = page_view(content, 99), page_view(content, 3, 2.0)

    assert plain.page == large.page == 3
    assert large.size[0] > plain.size[0]
    huge = page_view(content, 1, 1000.0)
    assert huge.size[0] * huge.size[1] < 4_000_000


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    """A size bomb: the largest page that a PDF can say."""
    writer = PdfWriter()
    writer.add_blank_page(14_400, 14_400)
    written = io.BytesIO()
    writer.write(written)
    view = cited_view(written.getvalue(), "pdf", "1")

    assert view.size[0] * view.size[1] < 4_000_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (locked_pdf(), "terkunci kata sandi"),
        (printed_pdf()[: len(printed_pdf()) // 2], "rusak"),
        (b"%PDF-1.7 ini bukan PDF", "rusak"),
    ],
)
def test_a_pdf_that_cannot_be_shown_is_told_in_a_sentence(content: bytes, told: str) -> None:
    """With what to do."""
    with pytest.raises(InputError, match=told) as refusal:
        cited_view(content, "pdf", "hlm. 1")
    assert "Unduh" in str(refusal.value)


def test_a_pdf_made_to_draw_for_ever_is_told_and_the_counter_goes_on() -> None:
    """Forms that draw each other four times over, twenty deep: some kilobytes, and no end."""
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</F {} 0 R>>>>/Length {}>>"
    calls = "/F Do " * 4
    forms = [f"{form.format(5 + n, len(calls))}stream\n{calls}\nendstream" for n in range(1, 21)]
    last = "<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Length 16>>stream\n0 0 100 100 re f\nendstream"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        "<</Length 5>>stream\n/F Do\nendstream",
        *forms,
        last,
    ]
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(parts, 1))
    content = f"%PDF-1.5\n{body}trailer\n<</Size {len(parts) + 1}/Root 1 0 R>>\n%%EOF\n".encode()

    with pytest.raises(UndrawnError, match=r"terlalu rumit|rusak"):
        drawn(content, {"cited": "hlm. 1"}, seconds=2.0)


def test_pictures_are_shown_smaller_and_bombs_refused() -> None:
    """A photograph is made to fit; a picture that unpacks to a field is not unpacked."""
    written = io.BytesIO()
    Image.new("RGB", (4000, 3000), "red").save(written, "JPEG")
    view = cited_view(written.getvalue(), "jpg", "")
    assert view.size[0] * view.size[1] < 4_000_000

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"0"))
        + _chunk(b"IEND", b"")
    )
    with pytest.raises(InputError, match="gambar"):
        cited_view(bomb, "png", "")
    with pytest.raises(InputError, match="rusak"):
        cited_view(b"\x89PNG\r\n\x1a\n", "png", "")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_office_files_and_films_are_not_drawn() -> None:
    """They are handed over as they are."""
    assert [kind for kind in ("pdf", "png", "jpg", "gif", "docx", "xlsx", "mp4") if shows(kind)] == [
        "pdf",
        "png",
        "jpg",
        "gif",
    ]


def test_the_articles_are_a_real_pdf() -> None:
    """Another library reads the same pages."""
    assert len(PdfReader(io.BytesIO(articles_pdf())).pages) == 3
