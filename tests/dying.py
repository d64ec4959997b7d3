"""Processes that work until somebody kills them, telling each thing that is done."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep
from typing import Any

from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.records.database.store import open_store
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.batch import run as run_module
from spbe_lib.reporting.batch.outcome import Outcome
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Wish, run
from spbe_lib.workspace import open_workspace
from tests.intake.desks import NOW, later
from tests.records import handed_in
from tests.records.handed_in import CONTEXT, process

CONTEXT.set_forkserver_preload([handed_in.__name__, __name__])
EDITION = load_edition("permenpanrb-59-2020")


def receive_until_killed(folder: Path, cycle: Cycle, files: Sequence[Path], tell: Connection) -> None:
    """Take in what was sent, then what lies in the cycle's folder; tell the SHA-256 of what is recorded."""
    with open_store(folder, cycle=cycle.name, instrument=EDITION) as store:
        desk = Desk(folder=folder, cycle=cycle, instrument=EDITION, store=store, actor="a", now=NOW)
        tell.send("")
        for place, file in enumerate(files):
            tell.send(receive_questionnaire(later(desk, place), file).submission.sha256)
        for receipt in receive_kept(desk):
            tell.send(receipt.submission.sha256 if isinstance(receipt, Receipt) else str(receipt))
        tell.send("")


class _Telling:
    """Tells each page that is made, and its SHA-256."""

    def __init__(self, root: Path, tell: Connection) -> None:
        self._root, self._tell = root, tell

    def begins(self, count: int) -> None:
        """How many there are is not asked."""

    def ended(self, outcome: Outcome) -> None:
        """One more."""
        if outcome.page:
            self._tell.send((outcome.page.relative_to(self._root).as_posix(), outcome.sha256))


def report_until_killed(root: Path, wish: Wish, tell: Connection) -> None:
    """Make reports, two at a time; tell each page and its SHA-256."""
    # This process came from a server that has everything loaded; it starts no server of its own.
    server: Any = forkserver
    server.ensure_running = server._forkserver.ensure_running = lambda: None  # noqa: SLF001
    run_module._SAVE_SECONDS = 0  # noqa: SLF001 so that it is killed while it writes its record, too
    tell.send(("", ""))
    with LocalMakers(2) as makers:
        run(open_workspace(root), wish, makers, _Telling(root, tell))


def started(target: Callable[..., None], *task: object) -> tuple[Any, Connection]:
    """A process that has just begun to work, and where it tells what is done."""
    hearing, telling = CONTEXT.Pipe(duplex=False)
    victim = process(target, *task, telling)
    victim.start()
    telling.close()
    hearing.recv()
    return victim, hearing


def heard_before_death(victim: Any, hearing: Connection, wait: float, after: int = 0) -> list[Any]:
    """Kill a process a while after it told so many things; what it told as done until then."""
    with hearing:
        heard = list(islice(_rest(hearing), after))
        sleep(wait)
        victim.kill()
        victim.join()
        return heard + list(_rest(hearing))


def _rest(hearing: Connection) -> Iterator[Any]:
    try:
        while True:
            yield hearing.recv()
    except (EOFError, OSError):
        return
