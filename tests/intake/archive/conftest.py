"""A busy cycle, and its archive."""

from pathlib import Path

import pytest

from tests.intake.archive.packing import busy_cycle, packed
from tests.intake.desks import copy_register


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle in which everything happened that can happen; nobody changes it."""
    folder = copy_register(tmp_path_factory.mktemp("siklus"))
    busy_cycle(folder, tmp_path_factory.mktemp("pos"))
    return folder


@pytest.fixture(scope="session")
def archive(busy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its archive."""
    return packed(busy, tmp_path_factory.mktemp("arsip") / "siklus.zip")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A mail room without cycles."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder
