"""Type a command in a process of its own, in a working folder made for it."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def typed(*arguments: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``spbe``."""
    command = [sys.executable, "-c", "from spbe_lib.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False)


def workspace_with(root: Path, *cycles: str) -> Path:
    """A working folder with official cycles of some names, of which ``keliru`` has a faulty file."""
    (root / "inputs").mkdir()
    for name in cycles:
        shutil.copytree(
            ROOT / "inputs" / "kab-madiun-2020",
            root / "inputs" / name,
            ignore=shutil.ignore_patterns("spbe.db*"),
        )
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    if "keliru" in cycles:
        (root / "inputs" / "keliru" / "cycle.yaml").write_text("government: x\n", encoding="utf-8")
    return root


def office(root: Path) -> Path:
    """A working folder with the example cycle's register, and nothing received yet."""
    (root / "inputs").mkdir()
    ignored = shutil.ignore_patterns("spbe.db*", "submissions", "backups")
    shutil.copytree(ROOT / "inputs" / "contoh-2024", root / "inputs" / "contoh-2024", ignore=ignored)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return root
