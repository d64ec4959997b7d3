"""Real evidence files: printed by Chromium, scanned as pictures, written by LibreOffice Calc and openpyxl."""

import io
import subprocess
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from matplotlib.figure import Figure
from openpyxl import Workbook
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from tests.browser.chromium import executable

LETTER = (
    "<p>Surat Keputusan Kepala Dinas Kesehatan tentang tim pengelola layanan pendaftaran daring pasien "
    "rumah sakit umum daerah. Tim bertugas menyusun rencana, menjalankan, dan menilai layanan itu.</p>"
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types '
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/{part}" '
    'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
_FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2\x00\x00\x00\x08mdat"


@cache
def printed_pdf() -> bytes:
    """A letter as a browser prints it: its words can be searched."""
    return _printed(LETTER)


def _printed(body: str) -> bytes:
    with TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "surat.html", Path(folder) / "surat.pdf"
        page.write_text(body, encoding="utf-8")
        command = [executable() or "chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={folder}/profil", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)
        return pdf.read_bytes()


@cache
def articles_pdf() -> bytes:
    """A regulation of three pages, one article on each; the first page names all three."""
    pages = [
        "Pasal 1 sampai Pasal 3 ditetapkan di bawah ini. <h2>Pasal 1</h2>",
        "<h2>Pasal 2</h2>",
        "<h2>Pasal 3</h2>",
    ]
    body = "".join(f'<div style="break-after:page">{each}<p>{LETTER}</p></div>' for each in pages[:-1])
    return _printed(body + f"<div>{pages[-1]}{LETTER}</div>")


def letter(name: str) -> bytes:
    """The letter once more, with another title, so that it is another file."""
    return _rewritten(printed_pdf(), name)


def _rewritten(content: bytes, name: str, password: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.add_metadata({"/Title": name})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def locked_pdf() -> bytes:
    """The letter behind a password."""
    return _rewritten(printed_pdf(), "terkunci", "rahasia")


@cache
def scan_pdf() -> bytes:
    """A page that is nothing but a picture of a page."""
    page = Image.new("RGB", (827, 1169), "white")
    ImageDraw.Draw(page).text((100, 100), "Berita acara pembahasan RKA", fill="black")
    written = io.BytesIO()
    page.save(written, "PDF")
    return written.getvalue()


@cache
def stamped_scan_pdf() -> bytes:
    """A page on which nothing can be searched but the mark of a scanning app."""
    figure = Figure(figsize=(4, 4))
    figure.text(0.1, 0.1, "Dipindai dengan CamScanner")
    written = io.BytesIO()
    figure.savefig(written, format="pdf")
    return written.getvalue()


def picture(kind: str = "png", shade: int = 255) -> bytes:
    """A picture of a screen."""
    written = io.BytesIO()
    Image.new("RGB", (32, 24), (shade, shade, shade)).save(written, {"jpg": "JPEG"}.get(kind, kind.upper()))
    return written.getvalue()


def film() -> bytes:
    """How a film from a phone begins."""
    return _FILM


def workbook() -> bytes:
    """A workbook."""
    written = io.BytesIO()
    Workbook().save(written)
    return written.getvalue()


@cache
def sheet_of_calc(kind: str) -> bytes:
    """A workbook as LibreOffice Calc writes it."""
    with TemporaryDirectory() as root:
        folder = Path(root)
        (folder / "lembar.xlsx").write_bytes(workbook())
        profile, out = f"-env:UserInstallation={(folder / 'profil').as_uri()}", folder / "jadi"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
        subprocess.run([*command, str(folder / "lembar.xlsx")], check=True, capture_output=True, timeout=240)
        return (out / f"lembar.{kind}").read_bytes()


def document(kind: str) -> bytes:
    """The least that is a text or a presentation, its parts in the order of real programs."""
    if kind in ("docx", "pptx"):
        part, called = {
            "docx": ("word/document.xml", "wordprocessingml.document"),
            "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
        }[kind]
        return zipped({"[Content_Types].xml": _TYPES.format(part=part, kind=called), part: "<x/>"})
    word = {"odt": "text", "odp": "presentation"}[kind]
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{word}", "content.xml": "<x/>"})


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip with these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
