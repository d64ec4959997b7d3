"""The pieces of which the form is made; all share their layouts and styles, for these are widgets too."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ipywidgets import (
    HTML,
    Box,
    Button,
    ButtonStyle,
    Checkbox,
    Dropdown,
    FileUpload,
    Layout,
    RadioButtons,
    Select,
    Text,
    Textarea,
    VBox,
    Widget,
)
from ipywidgets.widgets.widget_bool import CheckboxStyle
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from spbe_lib.forms.look import WHOLE
from spbe_lib.workspace import Workspace

HIDDEN = "isi-sembunyi"
Options = Sequence[tuple[str, Any]]

_FIELD, _CLOSE, _BOX = "isi-bidang", "isi-rapat", "isi-kotak"
_AUTO = Layout(width="auto", align_self="flex-start")
_TEXT, _CHOICE = TextStyle(), DescriptionStyle()
_TICK, _PRESS, _HTML = CheckboxStyle(), ButtonStyle(), HTMLStyle()


def html(text: str = "") -> HTML:
    """A place for HTML that is already escaped."""
    return HTML(text, layout=WHOLE, style=_HTML)


def area(label: str, hint: str = "") -> Textarea:
    """A field for a longer text."""
    return _classed(Textarea(description=_labelled(label, hint), rows=3, layout=WHOLE, style=_TEXT), _FIELD)


def line(label: str, hint: str = "") -> Text:
    """A field for a short text."""
    return _classed(Text(description=_labelled(label, hint), layout=WHOLE, style=_TEXT), _FIELD)


def choice(label: str, options: Options) -> Dropdown:
    """One of several."""
    return _classed(Dropdown(description=label, options=options, layout=WHOLE, style=_CHOICE), _FIELD)


def listing(label: str, rows: int) -> Select:
    """A list in which one line is chosen."""
    return _classed(Select(description=label, rows=rows, layout=WHOLE, style=_CHOICE), _FIELD)


def radio(label: str, options: Options) -> RadioButtons:
    """One of few, all of them seen; nothing is chosen at first."""
    chosen = RadioButtons(description=label, options=options, index=None, layout=WHOLE, style=_CHOICE)
    return _classed(chosen, _FIELD, "isi-pilihan")


def tick() -> Checkbox:
    """Something to tick."""
    return _classed(Checkbox(indent=False, layout=WHOLE, style=_TICK), "isi-centang")


def upload(label: str) -> FileUpload:
    """A button with which files are chosen."""
    return FileUpload(description=label, multiple=True, layout=_AUTO, style=_PRESS)


def button(label: str, press: Callable[[], None], *, primary: bool = False) -> Button:
    """A button, and what it does."""
    kind = "primary" if primary else ""
    made = Button(description=label, button_style=kind, layout=_AUTO, style=_PRESS)
    made.on_click(lambda _: press())
    return made


def cycle_choice(workspace: Workspace, siklus: str) -> Dropdown:
    """All cycles of a workspace, with one chosen: the named one, or the last where there is none such."""
    names = workspace.cycles()
    chooser = choice("Siklus", [(each, each) for each in names])
    chooser.value = siklus if siklus in names else names[-1]
    return chooser


def close_together(*parts: Widget) -> Box:
    """Pieces beside each other, below each other where there is no room."""
    return _classed(Box(parts, layout=WHOLE), _CLOSE)


def side_by_side(*parts: Widget) -> Box:
    """Columns that begin at the same height, below each other where there is no room."""
    return _classed(Box(parts, layout=WHOLE), "isi-kolom")


def below(*parts: Widget, boxed: bool = False) -> VBox:
    """Pieces below each other."""
    return _classed(VBox(parts, layout=WHOLE), *([_BOX] if boxed else []))


def show(part: Widget, visible: object) -> None:
    """Show a piece or hide it; it stays where it is."""
    if visible:
        part.remove_class(HIDDEN)
    else:
        part.add_class(HIDDEN)


def set_html(part: HTML, text: str) -> None:
    """Put HTML in place, only where it differs: what is sent anew is read out anew."""
    if part.value != text:
        part.value = text


def set_options(part: Dropdown | Select, options: Options, value: object) -> None:
    """Offer other options with one of them chosen, sent to the page as one change."""
    with part.hold_sync():
        if tuple(part.options) != tuple(options):
            part.options = options
        places = [at for at, (_, each) in enumerate(options) if each == value]
        part.index = places[0] if places else None


class Quiet:
    """Tells what somebody changed from what the program itself puts into a field."""

    def __init__(self) -> None:
        self._depth = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While the program fills in."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def watch(self, part: Widget, changed: Callable[[Any], object], trait: str = "value") -> None:
        """Have something happen when somebody changes a field."""

        def _heard(change: Any) -> None:
            if not self._depth:
                changed(change["new"])

        part.observe(_heard, trait)


def _labelled(label: str, hint: str) -> str:
    return f"{label} – {hint}" if hint else label


def _classed(part: Any, *names: str) -> Any:
    for name in names:
        part.add_class(name)
    return part
