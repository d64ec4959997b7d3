"""A cycle of last year, and a mail room for the next one."""

import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "inputs" / "contoh-2024"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A mail room without cycles."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's cycle of a real government."""
    folder = tmp_path / "kab-nyata-2024"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("spbe.db*", "submissions", "backups"))
    path = folder / "cycle.yaml"
    path.write_text(path.read_text("utf-8").replace("sample: yes", "sample: no"), encoding="utf-8")
    return folder
