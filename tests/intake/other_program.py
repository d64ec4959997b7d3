"""A workbook written again with the habits of other programs: what is allowed in a file, and rarely seen."""

import html
import io
import re
import zipfile
from collections.abc import Callable

_INLINE = re.compile(
    r'<c r="(\w+)"([^>]*) t="inlineStr"><is><t(?: xml:space="preserve")?>(.*?)</t></is></c>', re.DOTALL
)
_STRINGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_shared_strings(content: bytes) -> bytes:
    """All texts in one table, cut into runs with a reading aid, as Excel and WPS store what was pasted."""
    table: list[str] = []

    def shared(found: re.Match[str]) -> str:
        table.append(html.unescape(found[3]))
        return f'<c r="{found[1]}"{found[2]} t="s"><v>{len(table) - 1}</v></c>'

    def change(name: str, text: str) -> str:
        if name.startswith("xl/worksheets/sheet"):
            return _INLINE.sub(shared, text)
        if name == "xl/_rels/workbook.xml.rels":
            last = f'<Relationship Id="rIdS" Type="{_STRINGS}" Target="sharedStrings.xml"/></Relationships>'
            return text.replace("</Relationships>", last)
        if name == "[Content_Types].xml":
            part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}"/></Types>'
            return text.replace("</Types>", part)
        return text

    written = _rewritten(content, change)
    runs = "".join(f"<si>{_runs(text)}</si>" for text in table)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{runs}</sst>')
    return written.getvalue()


def with_foreign_markup(content: bytes) -> bytes:
    """A prefix before every name, relative part names, a byte order mark, single quotes, no sizes."""

    def change(name: str, text: str) -> str:
        if name.startswith("xl/worksheets/sheet"):
            text = re.sub(r"<dimension[^>]*/>", "", text)
            text = text.replace("<is><t>", '<is><t xml:space="preserve">')
            text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=", 1)
            return "\ufeff<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n" + text
        if name == "xl/_rels/workbook.xml.rels":
            return text.replace('Target="/xl/', 'Target="')
        return text

    return _rewritten(content, change).getvalue()


def with_broken_names(content: bytes) -> bytes:
    """Rows to repeat in print that no program could find."""

    def change(name: str, text: str) -> str:
        return re.sub(r"'13'!\$\d+:\$\d+", "'rka' $5:$5", text) if name == "xl/workbook.xml" else text

    return _rewritten(content, change).getvalue()


def as_strict_document(content: bytes) -> bytes:
    """The other kind of .xlsx that Excel offers on saving, with names of its own for everything."""

    def change(name: str, text: str) -> str:
        if name.endswith((".xml", ".rels")):
            text = text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/",
                "http://purl.oclc.org/ooxml/spreadsheetml/",
            )
            return text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/",
                "http://purl.oclc.org/ooxml/officeDocument/",
            )
        return text

    return _rewritten(content, change).getvalue()


def _runs(text: str) -> str:
    half = len(text) // 2
    parts = "".join(
        f'<r><rPr><b/></rPr><t xml:space="preserve">{html.escape(part)}</t></r>'
        for part in (text[:half], text[half:])
    )
    return f'{parts}<rPh sb="0" eb="1"><t>baca</t></rPh>'


def _rewritten(content: bytes, change: Callable[[str, str], str]) -> io.BytesIO:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(name, part.decode()) if name.endswith((".xml", ".rels")) else part)
    return written
