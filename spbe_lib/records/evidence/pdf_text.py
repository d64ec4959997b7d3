"""Whether the words of a PDF can be searched: a scan without a text layer is slow to read and to check.

What somebody sent may be made to keep a reader busy for ever or to eat the memory, so it is looked at in
a process of its own, which is ended when it takes too long.
"""

import io
import logging
import subprocess
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event, Timer
from types import TracebackType
from typing import Self

_PAGES, _LEAST_LETTERS = 4, 40
"""How many pages are looked at, and below how many letters one says nothing: an app's mark on every page."""

_SECONDS, _LARGEST_MEMORY, _PREFIX = 20.0, 1_500_000_000, 8


class PdfState(StrEnum):
    """What was found in a PDF."""

    TEXT = "text"
    SCAN = "scan"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"

    @property
    def text_layer(self) -> bool | None:
        """Whether its words can be searched; None where that could not be told."""
        return {"text": True, "scan": False}.get(self.value)

    @property
    def remark(self) -> str:
        """What to tell whoever sent it; empty when all is well."""
        return {
            "text": "",
            "scan": "hasil pindai tanpa lapisan teks, sehingga isinya tidak dapat dicari",
            "locked": "PDF terkunci kata sandi, sehingga asesor mungkin tidak dapat membukanya",
            "damaged": "PDF rusak atau terpotong; periksa apakah dapat dibuka",
            "too_slow": "PDF terlalu rumit untuk diperiksa; periksa apakah dapat dibuka",
        }[self.value]


@dataclass(slots=True)
class PdfReader:
    """A process that looks at one PDF after the other; it begins with the first one.

    Usage::

        with PdfReader() as reader:
            state = reader.look(content)
    """

    seconds: float = _SECONDS
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def look(self, content: bytes) -> PdfState:
        """Tell what a PDF is; whatever is wrong with it, this comes back within some seconds."""
        self._process = process = self._process or subprocess.Popen(  # noqa: S603  this very module
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        late = Event()
        clock = Timer(self.seconds, _stop, (process, late))
        clock.start()
        answer = _asked(process, content)
        clock.cancel()
        if answer and not late.is_set():
            return PdfState(answer)
        self.close()  # it took too long, or died of this file
        return PdfState.TOO_SLOW if late.is_set() else PdfState.DAMAGED

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            self._process.wait()
        self._process = None


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _asked(process: subprocess.Popen[bytes], content: bytes) -> str:
    """What the process answers; nothing when it ended."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(len(content).to_bytes(_PREFIX, "big") + content)
        process.stdin.flush()
        return process.stdout.readline().decode().strip()
    except OSError:
        return ""


def state_of(content: bytes) -> PdfState:
    """Look at the first pages of a PDF in this very process, however long that takes."""
    # Slow to import, and the other commands need none of it.
    from pypdf import PdfReader as Pages  # noqa: PLC0415
    from pypdf.errors import DependencyError  # noqa: PLC0415

    try:
        reader = Pages(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfState.LOCKED
        pages = [reader.pages[place] for place in range(min(len(reader.pages), _PAGES))]
        speaking = sum(_letters(page.extract_text()) >= _LEAST_LETTERS for page in pages)
    except (DependencyError, NotImplementedError):
        return PdfState.LOCKED
    except Exception:  # noqa: BLE001  whatever a parser makes of a broken file, it is broken
        return PdfState.DAMAGED
    if not pages:
        return PdfState.DAMAGED
    return PdfState.TEXT if 2 * speaking >= len(pages) else PdfState.SCAN


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _serve() -> None:
    """Answer one PDF after the other until nobody asks any more."""
    bounded()
    logging.disable()
    warnings.simplefilter("ignore")
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while size := int.from_bytes(asked.read(_PREFIX), "big"):
        answers.write(f"{state_of(asked.read(size))}\n".encode())
        answers.flush()


def bounded() -> None:
    """Let this process take only so much memory, where the system can see to that."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  Windows has none

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY, _LARGEST_MEMORY))


if __name__ == "__main__":
    _serve()
