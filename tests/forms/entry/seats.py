"""Somebody at the counter without a browser: fields are set, buttons pressed, and what is shown is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from spbe_lib.forms.autosave import Timer
from spbe_lib.forms.entry.counter import EntryCounter
from spbe_lib.forms.entry.desk_work import Work, opened
from spbe_lib.intake.desk import Desk
from spbe_lib.workspace import Workspace
from tests.intake.desks import BUNDLED, OPD

START = datetime(2024, 6, 3, 2, 30, tzinfo=UTC)


@dataclass
class Watch:
    """A clock that goes on by a second whenever it is looked at."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """The moment."""
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class _Due:
    when: float
    what: Callable[[], None]
    waiting: bool = True

    def cancel(self) -> None:
        self.waiting = False


@dataclass
class Loop:
    """An event loop whose time is moved by hand."""

    now: float = 100.0
    due: list[_Due] = field(default_factory=list)

    def time(self) -> float:
        """Seconds."""
        return self.now

    def call_at(self, when: float, callback: Callable[[], None]) -> Timer:
        """Have something happen at a time."""
        self.due.append(_Due(when, callback))
        return self.due[-1]

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = self.now + seconds
        while ready := [each for each in self.due if each.waiting and each.when <= end]:
            first = min(ready, key=lambda each: each.when)
            first.waiting, self.now = False, max(self.now, first.when)
            first.what()
        self.now = end


def at_work(desk: Desk, opd: str = OPD, who: str = "Ani", session: str = "") -> Work:
    """Somebody who fills in for an OPD, at a page of his own."""
    work = opened(desk, desk.cycle.opd(opd), session or f"halaman-{who}", Watch())
    work.called(who)
    return work


@dataclass
class Seat:
    """Somebody at the counter."""

    counter: EntryCounter

    def turn(self, topic: str) -> "Seat":
        """Choose something in the list."""
        self.counter.board.list.value = topic
        return self

    def write(self, key: str, text: str) -> "Seat":
        """Type into a field of the answer that is shown."""
        self.counter.answering.wording.fields[key].value = text
        return self

    def tick(self, place: int, ticked: bool = True) -> "Seat":
        """Tick a requirement, by its place from 0."""
        self.counter.answering.ladder.ticks[place].value = ticked
        return self

    def cite(self, **texts: str) -> "Seat":
        """Type into the editor of data dukung."""
        for key, text in texts.items():
            proving = self.counter.answering.proving
            (proving.cited | proving.details)[key].value = text
        return self

    def sign(self, **texts: str) -> "Seat":
        """Open the approval and type into it."""
        self.turn("pengesahan")
        for key, text in texts.items():
            self.counter.answering.approving.fields[key].value = text
        return self

    def approve(self) -> "Seat":
        """Approve."""
        self.counter.answering.approving.approve.click()
        return self

    def hand_in(self) -> str:
        """Have everything checked and handed in, also where something is asked; what is told then."""
        self.counter.submitting.check.click()
        if self.sees(self.counter.submitting.anyway):
            self.counter.submitting.anyway.click()
        return self.told(self.counter.submitting.brief) + self.told(self.counter.submitting.result)

    @staticmethod
    def sees(part: Any) -> bool:
        """Whether a piece is not hidden."""
        return "isi-sembunyi" not in part._dom_classes  # noqa: SLF001

    @staticmethod
    def told(part: Any) -> str:
        """What a piece of HTML says, without its tags."""
        return unescape(re.sub(r"<[^>]+>", " ", part.value))

    @property
    def line(self) -> str:
        """The line of the list that is chosen."""
        board = self.counter.board.list
        return str(next(label for label, topic in board.options if topic == board.value))


def seated(workspace: Workspace, opd: str = OPD, nama: str = "Ani", loop: Loop | None = None) -> Seat:
    """Somebody who sits down and chooses an OPD."""
    counter = EntryCounter(workspace, BUNDLED.name, nama, clock=Watch(), loop=lambda: loop)
    counter.opd.value = opd
    if loop:
        loop.wait(1)
    return Seat(counter)
