"""When what is typed is kept: at every pause, and every second and a half while somebody types on."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from spbe_lib.errors import SpbeError

PAUSE, LONGEST, AGAIN = 0.8, 1.4, 5.0
"""Seconds: after the last key, after the first one that is not kept, and after a refusal."""


class Timer(Protocol):
    """Something that will happen, unless it is called off."""

    def cancel(self) -> None:
        """Call it off."""


class Clock(Protocol):
    """The clock of an event loop."""

    def time(self) -> float:
        """Seconds since some moment."""

    def call_at(self, when: float, callback: Callable[[], None]) -> Timer:
        """Have something happen at a time."""


class Keeping(StrEnum):
    """Whether what is typed is kept."""

    KEPT = "kept"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(slots=True, kw_only=True)
class Autosave:
    """Keeps what is typed, late enough not to disturb and early enough to lose nothing.

    Attributes:
        save: Keeps everything; a refusal is told, and tried again.
        tell: Is told how it stands, and why it was refused.
        clock: The event loop; without one everything is kept at once.
    """

    save: Callable[[], None]
    tell: Callable[[Keeping, str], None]
    clock: Callable[[], Clock | None] = field(default_factory=lambda: running_loop)
    _timer: Timer | None = None
    _since: float | None = None
    _earliest: float = 0.0

    def touch(self) -> None:
        """Something was typed."""
        clock = self.clock()
        if clock is None:
            self.flush()
            return
        now = clock.time()
        if self._since is None:
            self._since = now
            self.tell(Keeping.WAITING, "")
        self._at(clock, max(min(now + PAUSE, self._since + LONGEST), self._earliest))

    def flush(self) -> bool:
        """Keep everything now; whether it is kept."""
        self._stop()
        try:
            self.save()
        except SpbeError as refusal:
            self.tell(Keeping.REFUSED, str(refusal))
            if clock := self.clock():
                self._earliest = clock.time() + AGAIN  # a busy file is not asked at every key
                self._at(clock, self._earliest)
            return False
        self._earliest = 0.0
        self._since = None
        self.tell(Keeping.KEPT, "")
        return True

    def _at(self, clock: Clock, when: float) -> None:
        self._stop()
        self._timer = clock.call_at(when, self._ring)

    def _ring(self) -> None:
        self.flush()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None


def running_loop() -> Clock | None:
    """The event loop in which this runs; None where there is none."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
