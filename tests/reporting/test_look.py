"""The look of the pages: a style sheet in which every block ends where it seems to end."""

import re
from pathlib import Path

import pytest

from spbe_lib.workspace import TEMPLATES

SHEETS = sorted(TEMPLATES.rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.parent.name)
def test_no_block_of_a_style_sheet_swallows_the_next(sheet: Path) -> None:
    """A lost brace in a block for print would put all that follows into it, and nobody would be told."""
    depth = 0
    for line in re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines():
        assert depth == 0 or not line.startswith("@media"), line

        depth += line.count("{") - line.count("}")

    assert depth == 0
