"""Desks of the example cycle with nothing received: one to change, one to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_lib.intake.desk import Desk
from tests.intake.desks import copy_register, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example cycle with nothing received."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same for tests that hand nothing in."""
    with desk_in(copy_register(tmp_path_factory.mktemp("diam"))) as made:
        yield made
