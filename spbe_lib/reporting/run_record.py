"""What a run of the batch leaves beside its pages: the record of the run, and the list of all reports."""

import hashlib
import json
import os
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.errors import SpbeError
from spbe_lib.law.editions import edition_hash, load_edition
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.batch import CONSOLIDATED, Outcome
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.workspace import TEMPLATES, Workspace, write_whole

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
Row = dict[str, Any]


def write_run(workspace: Workspace, cycle: Cycle, outcomes: Sequence[Outcome]) -> Path:
    """Write ``run.json`` and ``index.html`` of a run.

    A run over some of the reports keeps what earlier runs of the same cycle, edition and version
    say of the others.

    Args:
        workspace: Where the cycle lies.
        cycle: The cycle.
        outcomes: What became of each report of this run, one at least; all of today's records, or all of
            one round.

    Returns:
        The index page.
    """
    order = outcomes[0].order
    folder, frozen_round = order.job.folder, order.frozen_round
    letters = sorted({outcome.order.job.letter for outcome in outcomes})
    run: Row = {
        "cycle": cycle.name,
        "edition": cycle.edition,
        "edition_hash": edition_hash(cycle.edition),
        "version": __version__,
    }
    if frozen_round:
        run["round"] = frozen_round.name
    former = _former(folder / "run.json", run)
    rows = {row["report"]: row for row in former.get("reports", [])}
    rows |= {outcome.order.report: _row(workspace, cycle, outcome) for outcome in outcomes}
    listed = [CONSOLIDATED, *(opd.code for opd in cycle.filling)]
    run["letters"] = former.get("letters", {}) | {letter.name: _digest(letter) for letter in letters}
    run["reports"] = [rows[report] for report in listed if report in rows]
    content = json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / "run.json", content.encode())
    write_whole(folder / "index.html", _index(cycle, run["reports"], frozen_round).encode())
    return folder / "index.html"


def _former(file: Path, same: Row) -> Row:
    try:
        run: Row = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return run if isinstance(run, dict) and all(run.get(key) == same[key] for key in same) else {}


def _row(workspace: Workspace, cycle: Cycle, outcome: Outcome) -> Row:
    order = outcome.order
    return {
        "report": order.report,
        "title": order.title,
        "led": list(cycle.led_by(order.report)),
        "page": outcome.html.relative_to(order.job.folder).as_posix() if outcome.html else None,
        "outcome": "made" if outcome.html else "failed",
        "reason": None if outcome.refusal is None else without_machine(workspace, outcome.refusal),
        "data_code": outcome.code,
        "sha256": _digest(outcome.html) if outcome.html else None,
        "seconds": round(outcome.seconds, 2),
        "size": outcome.size,
    }


def without_machine(workspace: Workspace, refusal: SpbeError) -> str:
    """The refusal as the list of reports may tell it: paths from the workspace on, not the machine's."""
    return str(refusal).replace(f"{workspace.root}{os.sep}", "").replace(str(workspace.root), ".")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _index(cycle: Cycle, rows: Sequence[Row], frozen_round: RoundFacts | None) -> str:
    script = (TEMPLATES / "index" / "search.js").read_text(encoding="utf-8").strip()
    instrument = load_edition(cycle.edition)
    names = {indicator.number: indicator.name for indicator in instrument.indicators}
    shown = [row | {"words": _words(row, names)} for row in rows]
    return _TEMPLATES.get_template("index/index.html.j2").render(
        cycle=cycle,
        frozen_round=frozen_round,
        edition=instrument,
        whole=[row for row in shown if row["report"] == CONSOLIDATED],
        opds=[row for row in shown if row["report"] != CONSOLIDATED],
        failed=[row for row in shown if row["reason"]],
        sample=SAMPLE,
        version=__version__,
        script=script,
        # The page allows this one script and nothing else.
        script_hash=b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _words(row: Row, names: dict[int, str]) -> str:
    """What the search looks through: the OPD, and the indicators that it leads."""
    led = [f"{number} {names[number]}" for number in row["led"] if number in names]
    return " ".join([row["report"], row["title"], *led]).lower()
