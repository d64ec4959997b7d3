"""What the commands share: the cycle that was named, opened with its edition and records."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from spbe_lib.intake.desk import Desk
from spbe_lib.records.candidates import with_chosen
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.workspace import open_workspace


@contextmanager
def desk_of(name: str, actor: str) -> Iterator[Desk]:
    """Open a cycle of the workspace in which the command was called."""
    folder = open_workspace(Path.cwd()).cycle(name)
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        yield Desk(
            folder=folder,
            cycle=with_chosen(cycle, store.read()),
            instrument=instrument,
            store=store,
            actor=actor,
            now=datetime.now(UTC),
        )
