"""What a run left behind, as a file: ``run.json``, one row for each report."""

import hashlib
import json
from pathlib import Path
from typing import Any

from spbe_lib.workspace import write_whole

RUN = "run.json"
"""How the record of a run is called, in the folder of its reports."""

INDEX = "index.html"
"""How the list of all reports is called, beside it."""

Row = dict[str, Any]
"""One report, or the run as a whole, as the file spells it."""


def read_run(folder: Path) -> Row:
    """The record of the last run; empty where there is none, or none that can be read."""
    try:
        run = json.loads((folder / RUN).read_bytes())
    except (OSError, ValueError):
        return {}
    return run if isinstance(run, dict) and isinstance(run.get("reports"), list) else {}


def write_run_file(folder: Path, run: Row) -> None:
    """Write the record of a run, whole or not at all.

    Raises:
        WorkspaceError: It cannot be written.
    """
    content = json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / RUN, content.encode())


def is_intact(folder: Path, row: Row) -> bool:
    """Whether the report of a row was made, and its page still lies there as it was made."""
    if row.get("outcome") != "made" or not row.get("page"):
        return False
    place = Path(row["page"]).with_suffix("")
    beside = (Path("inputs", f"{place}.json"), Path("notebooks", f"{place}.ipynb"))
    try:
        with (folder / row["page"]).open("rb") as page:
            same = hashlib.file_digest(page, "sha256").hexdigest() == row.get("sha256")
    except OSError:
        return False
    return same and all((folder / each).is_file() for each in beside)
