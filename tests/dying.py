"""Processes that work until somebody kills them, telling each thing that is done."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import psutil  # type: ignore[import-untyped]

from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.law.editions import load_edition
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import open_store
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


def report_until_killed(root: Path, name: str, reports: Sequence[str], seed: int, tell: Connection) -> None:
    """Make the reports of a cycle in any order; tell each page and its SHA-256."""
    tell.send(("", ""))
    planned = orders(open_workspace(root), name, reports)
    Random(seed).shuffle(planned)  # noqa: S311 an order, no secret
    for order in planned:
        html = make(order).html
        if html:
            tell.send((html.relative_to(root).as_posix(), hashlib.sha256(html.read_bytes()).hexdigest()))


def started(target: Callable[..., None], *task: object) -> tuple[Any, Connection]:
    """A process that has just begun to work, and where it tells what is done."""
    hearing, telling = CONTEXT.Pipe(duplex=False)
    victim = process(target, *task, telling)
    victim.start()
    telling.close()
    hearing.recv()
    return victim, hearing


def heard_before_death(victim: Any, hearing: Connection, wait: float) -> list[Any]:
    """Kill a process, and the kernels that it started, after a while; what it told as done until then."""
    sleep(wait)
    try:
        kernels = psutil.Process(victim.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        kernels = []
    victim.kill()
    for kernel in kernels:
        kernel.kill()
    victim.join()
    with hearing:
        return list(_rest(hearing))


def _rest(hearing: Connection) -> Iterator[Any]:
    try:
        while True:
            yield hearing.recv()
    except (EOFError, OSError):
        return
