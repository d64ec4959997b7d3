"""How every counter looks, in JupyterLab and as a page alike; texts are escaped here, once.

A counter is ``counter(title, *parts)``. A part that tells something is made by ``told``, ``note`` or
``table``; whatever text comes in is plain text and never HTML.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from html import escape
from pathlib import Path

from ipywidgets import HTML, Layout, VBox, Widget

from spbe_lib.workspace import TEMPLATES

_ASSETS = Path(__file__).parent / "assets"
_STYLE = "".join((_ASSETS / each).read_text(encoding="utf-8") for each in ("counter.css", "pieces.css"))
COUNTER = "spbe-loket"
"""The class of a counter's outermost box."""

_OWN_KEYS = (
    f"this.closest('.{COUNTER}').addEventListener('keydown', "
    "each => each.ctrlKey || each.metaKey || each.stopPropagation())"
)
"""Arrows and letters are the form's own: JupyterLab would take them for commands to the notebook."""

WHOLE = Layout(width="100%", max_width="100%")
"""As wide as there is room; shared, for every layout is a widget of its own."""


class Tone(StrEnum):
    """How a note is meant."""

    PLAIN = "tepi"
    ATTENTION = "perhatian"
    FAULT = "salah"
    GOOD = "baik"


def style_of(name: str) -> str:
    """The style sheet of one counter alone, beside the look that all of them have."""
    return (_ASSETS / f"{name}.css").read_text(encoding="utf-8")


def script_of(name: str) -> str:
    """What the page of one counter does by itself, as a script."""
    return (_ASSETS / f"{name}.js").read_text(encoding="utf-8")


def report_look(scope: str) -> str:
    """The look of the reports, for what stands inside a part of this class only."""
    style = (TEMPLATES / "laporan" / "page.css").read_text(encoding="utf-8")
    return f".{scope} {{ {style.replace(':root {', '& {')} }}"


def counter(title: str, *parts: Widget, style: str = "") -> VBox:
    """The whole counter: its look, its title, its parts.

    Args:
        title: What it is called.
        parts: What stands below the title.
        style: What only this counter looks like, as a style sheet.
    """
    styled = f'<style onload="{escape(_OWN_KEYS)}">{_STYLE}{style}</style>'
    head = HTML(f"{styled}<h2>{escape(title)}</h2>", layout=WHOLE)
    box = VBox([head, *parts], layout=WHOLE)
    box.add_class(COUNTER)
    return box


def told(html: str = "") -> HTML:
    """A place for HTML that is already escaped."""
    return HTML(html, layout=WHOLE)


def note(text: str, tone: Tone = Tone.PLAIN) -> str:
    """A paragraph of plain text as HTML; every line of it stays a line."""
    if not text:
        return ""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    role = ' role="alert"' if tone is Tone.FAULT else ""
    return f'<div class="{tone}"{role}>{lines}</div>'


def points(texts: Iterable[str], tone: Tone = Tone.PLAIN) -> str:
    """A list of plain texts as HTML; empty where there are none."""
    items = "".join(f"<li>{escape(each)}</li>" for each in texts)
    return f'<div class="{tone}"><ul>{items}</ul></div>' if items else ""


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, numbers: Iterable[int] = ()
) -> str:
    """A table of plain texts as HTML.

    Args:
        heads: The heads of the columns.
        rows: The cells of every row; one that is already HTML is a ``Safe``.
        caption: What the table shows.
        numbers: Places of the columns that hold figures, from 0.
    """
    right = frozenset(numbers)
    head = "".join(_cell("th", each, place in right, ' scope="col"') for place, each in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(_cell("td", each, place in right) for place, each in enumerate(row)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="gulir" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


class Safe(str):
    """Text that is HTML already, made by this module."""

    __slots__ = ()


def bar(share: Fraction, words: str) -> Safe:
    """A bar of a share (0–1) with its words, which say the same."""
    percent = float(max(Fraction(0), min(Fraction(1), share)) * 100)
    filled = f'<span style="width:{percent:.1f}%"></span>'
    return Safe(f'{escape(words)}<span class="batang" aria-hidden="true">{filled}</span>')


def _cell(tag: str, text: str, is_number: bool, more: str = "") -> str:
    kind = ' class="angka"' if is_number else ""
    return f"<{tag}{kind}{more}>{text if isinstance(text, Safe) else escape(text)}</{tag}>"
