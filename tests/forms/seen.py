"""Whether somebody at a counter sees a piece of it."""

from ipywidgets import Widget

from spbe_lib.forms.parts import HIDDEN


def shown(part: Widget) -> bool:
    """Whether a piece is not hidden."""
    return HIDDEN not in part._dom_classes  # noqa: SLF001  ipywidgets has no other way to ask
