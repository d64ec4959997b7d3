"""What the parts of the form know of each other: the work, what is shown of it, and when it is kept."""

from collections.abc import Callable
from typing import Protocol

from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.typed import Typed


class Page(Protocol):
    """The form as its parts see it."""

    work: Work

    def put(self, topic: str, content: Typed) -> None:
        """Take over what was typed about a topic; it is kept soon."""

    def touched(self, topic: str) -> None:
        """Something about a topic was changed in the work itself; it is kept soon."""

    def act(self, what: Callable[[], None]) -> None:
        """Do what may be refused; a refusal is told."""

    def soon(self, what: Callable[[], None]) -> None:
        """Turn to something else when the last key had time to arrive."""

    def open(self, topic: str) -> None:
        """Show a topic as it is now; the one that is shown, when none is named."""
