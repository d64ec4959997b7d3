"""What a run left behind, as a file: ``run.json``, one row for each report."""

import json
from pathlib import Path
from typing import Any

from spbe_lib.reporting.batch.manifest import digest_of
from spbe_lib.workspace import write_whole

RUN = "run.json"
"""How the record of a run is called, in the folder of its reports."""

INDEX = "index.html"
"""How the list of all reports is called, beside it."""

Row = dict[str, Any]
"""One report, or the run as a whole, as the file spells it."""

_TEXT = (str, type(None))
_KINDS: dict[str, type | tuple[type, ...]] = {
    "report": str,
    "title": str,
    "led": list,
    "page": _TEXT,
    "outcome": str,
    "reason": _TEXT,
    "data_code": _TEXT,
    "recipe": _TEXT,
    "sha256": _TEXT,
    "copy_sha256": _TEXT,
    "seconds": (int, float),
    "size": int,
}
"""What a row holds; of a file with other rows, nothing is believed."""


def read_run(folder: Path) -> Row:
    """The record of the last run; empty where there is none, or none that can be read."""
    try:
        run = json.loads((folder / RUN).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    rows = run.get("reports") if isinstance(run, dict) else None
    return run if isinstance(rows, list) and all(map(_is_row, rows)) else {}


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in _KINDS.items())


def write_run_file(folder: Path, run: Row) -> None:
    """Write the record of a run, whole or not at all.

    Raises:
        WorkspaceError: It cannot be written.
    """
    content = json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / RUN, content.encode())


def files_of(row: Row) -> dict[str, str]:
    """The files of a report that was made, with their SHA-256: page, frozen input, executed copy.

    Returns:
        Digests by name, relative to the folder of the run; empty for a report that failed.
    """
    if row["outcome"] != "made" or not row["page"]:
        return {}
    stem = Path(row["page"]).with_suffix("").as_posix()
    return {
        row["page"]: row["sha256"],
        f"inputs/{stem}.json": row["data_code"],
        f"notebooks/{stem}.ipynb": row["copy_sha256"],
    }


def is_intact(folder: Path, row: Row) -> bool:
    """Whether a report was made, and all its files still lie there as they were made."""
    files = files_of(row)
    try:
        return bool(files) and all(digest_of(folder / name) == digest for name, digest in files.items())
    except OSError:
        return False
