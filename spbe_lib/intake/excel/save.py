"""A workbook as bytes that tell nothing of when, where and by whom it was saved."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_MADE_BY = "Tauval Mandiri SPBE"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def new_book(title: str, year: int) -> Workbook:
    """An empty workbook of ours, without a sheet yet, dated at the beginning of the cycle's year."""
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.creator, properties.lastModifiedBy = _MADE_BY, None
    properties.title = title
    properties.created = datetime(year, 1, 1)  # noqa: DTZ001  the format knows no zones
    return book


def saved(book: Workbook) -> bytes:
    """The file, with the moment of creation for that of saving: equal books give equal bytes."""
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                created = book.properties.created.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = _MODIFIED.sub(rb"\g<1>" + created, content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
