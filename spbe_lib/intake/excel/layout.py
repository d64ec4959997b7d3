"""What a Kuesioner workbook is made of, for its writer and its reader alike: sheets and keys.

Column A of every sheet and its first row are hidden and carry keys: A1 says which sheet it is,
row 1 names the columns, column A the rows. So a sheet may be renamed or moved, and rows inserted.
"""

from spbe_lib.law.instrument import Item

LABEL = "-"
"""The key of a row that holds words of ours in the columns of answers."""

FORMAT = "2"
"""Version of this lay-out; a workbook of one that is not among `READABLE` is refused with a sentence."""

READABLE = frozenset({"1", FORMAT})
"""Lay-outs that can be read; the first one had no sheet of documents."""

MANIFEST = "_spbe"
"""Name of the hidden sheet that says what was handed out."""

HELP, APPROVAL, LIST, SHARED = "Petunjuk", "Pengesahan", "Daftar", "Kewajiban Bersama"
DOCUMENTS = "Data Dukung"

SHEET = "sheet:"
SHARED_KEY, APPROVAL_KEY = f"{SHEET}obligations", f"{SHEET}approval"
DOCUMENTS_KEY = f"{SHEET}documents"

EXTRA = "evidence-"
NEW = "Minta Kuesioner baru, lalu salin isinya ke sana"
"""The remedy where a workbook itself is no longer right."""

NEW_DOCUMENT = "document-"
"""How the key of a row for another document begins."""


def sheet_key(item: Item) -> str:
    """The key that an item's sheet carries."""
    return f"{SHEET}{item.code}"
