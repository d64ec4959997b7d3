"""A desk of the example cycle with nothing received."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_lib.intake.intake import Desk
from tests.intake.desks import copy_register, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example cycle with nothing received."""
    with desk_in(copy_register(tmp_path)) as made:
        yield made
