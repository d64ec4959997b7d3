"""Makers without processes of their own: a report is made, or a function of the test called, at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Self

from spbe_lib.errors import ReportError
from spbe_lib.reporting.batch import worker
from spbe_lib.reporting.batch.makers import Made
from spbe_lib.reporting.batch.outcome import Outcome
from spbe_lib.reporting.batch.run import Run, Wish, run
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import Workspace


class InThisProcess:
    """Makes one report at a time, by the same work that a process of the pool does."""

    slots = 1

    def __init__(self, work: Callable[[Job], Made | str] = worker.made) -> None:
        self._work = work
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to put away."""

    def warm_up(self) -> None:
        """Nothing to warm."""

    def begin(self, job: Job) -> Future[Any]:
        """Make it now."""
        self.asked.append(job.html.stem)
        done: Future[Any] = Future()
        done.set_result(self._work(job))
        return done

    def end(self, job: Job, begun: Future[Any]) -> Made | None:  # noqa: ARG002
        """What was made, or the refusal."""
        made = begun.result()
        if isinstance(made, str):
            raise ReportError(made)
        assert isinstance(made, Made)
        return made


class Nobody:
    """Looks on and remembers."""

    def __init__(self) -> None:
        self.count, self.seen = 0, list[Outcome]()

    def begins(self, count: int) -> None:
        """So many."""
        self.count = count

    def ended(self, outcome: Outcome) -> None:
        """One more."""
        self.seen.append(outcome)


def reported(
    workspace: Workspace,
    cycle: str,
    only: Sequence[str] = (),
    frozen_round: str | None = None,
    *,
    again: bool = False,
) -> Run:
    """A run in this process."""
    wish = Wish(cycle=cycle, only=tuple(only), frozen_round=frozen_round, again=again)
    return run(workspace, wish, InThisProcess(), Nobody())


def short_page(job: Job) -> Made:
    """A page that takes no time."""
    written(job.html, "<p>isi</p>")
    written(job.notebook, "{}")
    return Made(sha256="0" * 64, copy_sha256="0" * 64, size=10, seconds=0.0)


def written(file: Path, text: str) -> None:
    """A file, its folder made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
