"""Pieces that only the Tim's counter has: a field with words to choose from, a day, a list of several."""

from collections.abc import Sequence
from datetime import date

from ipywidgets import Combobox, DatePicker, SelectMultiple
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import TextStyle

from spbe_lib.forms.look import WHOLE

_FIELD = "isi-bidang"
_TEXT, _CHOICE = TextStyle(), DescriptionStyle()


def words(label: str, options: Sequence[str] = ()) -> Combobox:
    """A text for which words are offered; own words are as good."""
    made = Combobox(description=label, options=tuple(options), ensure_option=False, layout=WHOLE, style=_TEXT)
    made.add_class(_FIELD)
    return made


def day(label: str) -> DatePicker:
    """A day, or none."""
    made = DatePicker(description=label, layout=WHOLE, style=_CHOICE)
    made.add_class(_FIELD)
    return made


def several(label: str, rows: int) -> SelectMultiple:
    """A list in which several lines are chosen."""
    made = SelectMultiple(description=label, rows=rows, layout=WHOLE, style=_CHOICE)
    made.add_class(_FIELD)
    return made


def day_of(text: str) -> date | None:
    """The day that is written so; None where none is."""
    return date.fromisoformat(text) if text else None
