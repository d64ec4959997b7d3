"""What every counter tells: plain text stays text, whoever wrote it."""

from fractions import Fraction

import pytest

from spbe_lib.forms.look import Tone, bar, counter, note, points, table, told
from tests.hostile import HOSTILE


@pytest.mark.failure(12)
def test_no_text_becomes_markup() -> None:
    """In a note, a list, a table's cell, its head and its caption."""
    rows = [[HOSTILE, bar(Fraction(1, 2), HOSTILE)]]
    shown = note(HOSTILE, Tone.FAULT) + points([HOSTILE]) + table([HOSTILE], rows, caption=HOSTILE)

    assert "<script" not in shown.lower()
    assert "<img" not in shown.lower()
    assert shown.count("&lt;script&gt;") == 7


def test_nothing_to_tell_is_no_empty_box() -> None:
    """A note without text and a list without points take no room."""
    assert note("") == ""
    assert points([]) == ""


def test_a_bar_says_in_words_what_it_shows() -> None:
    """Nobody has to see it; more than everything is everything."""
    assert bar(Fraction(3, 2), "3 dari 2").startswith("3 dari 2<span")
    assert "width:100.0%" in bar(Fraction(3, 2), "3 dari 2")


def test_a_counter_carries_its_look_and_title() -> None:
    """The title is text; the parts follow in their order."""
    part = told("isi")
    box = counter("Loket <1>", part)

    assert "Loket &lt;1&gt;" in box.children[0].value
    assert box.children[1] is part
    assert "spbe-loket" in box._dom_classes  # noqa: SLF001  ipywidgets has no other way to read them
