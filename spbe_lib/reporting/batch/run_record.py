"""What a run of the batch leaves beside its pages: its record, the list of all reports, and the manifest."""

import hashlib
import os
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.errors import SpbeError
from spbe_lib.law.editions import edition_hash
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.batch.manifest import digest_of, write_manifest
from spbe_lib.reporting.batch.orders import Plan
from spbe_lib.reporting.batch.outcome import Outcome, State
from spbe_lib.reporting.batch.run_file import INDEX, RUN, Row, files_of, read_run, write_run_file
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.reporting.rows import RoundFacts
from spbe_lib.workspace import TEMPLATES, Workspace, write_whole

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


class RunRecord:
    """The record of a run while it goes on: what earlier runs say, and what this one did.

    A run over some of the reports keeps what earlier runs of the same cycle, edition and version say of the
    others.
    """

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self._workspace, self._plan = workspace, plan
        self.folder = plan.orders[0].job.folder
        self._run = _head(plan)
        former = read_run(self.folder)
        same = all(former.get(key) == value for key, value in self._run.items())
        self._letters: Row = former.get("letters", {}) if same else {}
        self.rows: dict[str, Row] = {row["report"]: row for row in former["reports"]} if same else {}

    def add(self, outcome: Outcome) -> None:
        """Note what became of a report; an unchanged one stays as it was noted."""
        if outcome.state is not State.UNCHANGED:
            self.rows[outcome.report] = _row(self._workspace, self._plan.cycle, self.folder, outcome)

    def save(self, source: str | None = None) -> None:
        """Write the record as it is now, so that a run that is killed goes on from here.

        Args:
            source: The key of all that the reports were made from; only where all of them are.

        Raises:
            WorkspaceError: It cannot be written.
        """
        listed = [CONSOLIDATED, *(opd.code for opd in self._plan.cycle.filling)]
        letters = {order.job.letter for order in self._plan.orders}
        run = self._run | {
            "letters": self._letters | {letter.name: digest_of(letter) for letter in letters},
            "reports": [self.rows[report] for report in listed if report in self.rows],
        }
        if source and all(row["outcome"] == "made" for row in run["reports"]):
            run["source"] = source
        write_run_file(self.folder, run)
        self._saved = run

    def close(self, source: str | None) -> Path:
        """Write the record, the list of all reports and the manifest of all files.

        Returns:
            The list, a page.

        Raises:
            WorkspaceError: One of them cannot be written.
        """
        self.save(source)
        rows = self._saved["reports"]
        write_whole(self.folder / INDEX, _index(self._plan.cycle, rows, self._plan.frozen_round).encode())
        made = {name: digest for row in rows for name, digest in files_of(row).items()}
        left = [name for row in rows if not files_of(row) for name in _left_behind(self.folder, row)]
        write_manifest(self.folder, [RUN, INDEX, *made, *left], made)
        return self.folder / INDEX


def _head(plan: Plan) -> Row:
    head = {
        "cycle": plan.cycle.name,
        "edition": plan.cycle.edition,
        "edition_hash": edition_hash(edition_of(plan.cycle)),
        "version": __version__,
    }
    return head | ({"round": plan.frozen_round.name} if plan.frozen_round else {})


def _row(workspace: Workspace, cycle: Cycle, folder: Path, outcome: Outcome) -> Row:
    made = outcome.state is State.MADE
    return {
        "report": outcome.report,
        "title": outcome.title,
        "led": list(cycle.led_by(outcome.report)),
        "page": outcome.page.relative_to(folder).as_posix() if outcome.page else None,
        "outcome": "made" if made else "failed",
        "reason": None if outcome.refusal is None else without_machine(workspace, outcome.refusal),
        "data_code": outcome.code,
        "recipe": outcome.recipe,
        "sha256": outcome.sha256,
        "copy_sha256": outcome.copy_sha256,
        "seconds": round(outcome.seconds, 3),
        "size": outcome.size,
    }


def without_machine(workspace: Workspace, refusal: SpbeError) -> str:
    """The refusal as the list of reports may tell it: paths from the workspace on, not the machine's."""
    return str(refusal).replace(f"{workspace.root}{os.sep}", "").replace(str(workspace.root), ".")


def _left_behind(folder: Path, row: Row) -> Iterable[str]:
    """What lies there of a report that failed: its input, its marked copy, an older page."""
    stem = row["report"] if row["report"] == CONSOLIDATED else f"opd/{row['report']}"
    names = (f"{stem}.html", f"inputs/{stem}.json", f"notebooks/{stem}.ipynb")
    return (name for name in names if (folder / name).is_file())


def _index(cycle: Cycle, rows: Sequence[Row], frozen_round: RoundFacts | None) -> str:
    script = (TEMPLATES / "index" / "search.js").read_text(encoding="utf-8").strip()
    instrument = edition_of(cycle)
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
