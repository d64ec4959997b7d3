"""What most tests of the database begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spbe_lib.records.database.store import Store
from tests.records.handed_in import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with opened(tmp_path) as made:
        yield made
