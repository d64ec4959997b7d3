"""What the parts of the Tim's counter know of each other."""

from collections.abc import Callable
from typing import Any, Protocol

from spbe_lib.forms.assessment.desk_work import Work


class Page(Protocol):
    """The counter as its parts see it."""

    work: Work
    item: str

    def put(self, **changes: Any) -> None:
        """Take over what was typed about the item that is shown; it is kept soon."""

    def act(self, what: Callable[[], str | None]) -> bool:
        """Do what may be refused and tell what became of it; whether it was done."""

    def soon(self, what: Callable[[], object]) -> None:
        """Do something when the last key that was typed had time to arrive."""

    def open(self, item: str) -> None:
        """Show an item, with whatever is recorded and drafted now."""

    def reload(self) -> None:
        """Show everything anew, after something was recorded."""
