"""A desk and a workspace of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_lib.intake.desk import Desk
from spbe_lib.workspace import Workspace
from tests.intake.desks import copy_register, desk_in, empty_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of the example's register."""
    with desk_in(copy_register(tmp_path)) as opened:
        yield opened


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the register of the example."""
    return empty_office(tmp_path)
