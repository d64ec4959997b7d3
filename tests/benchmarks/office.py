"""An office in a temporary folder, with the bundled example received, and its heaviest report."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from spbe_lib.reporting.batch.orders import Order, plan
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.job import Job
from spbe_lib.workspace import OPD_FILE, Workspace, open_workspace
from tests.browser.workbench import ROOT
from tests.intake.desks import BUNDLED

CYCLE = BUNDLED.name


@contextmanager
def office(reports: int = 0) -> Iterator[Workspace]:
    """A workspace whose cycle received everything; with so many reports, the more OPDs being kecamatan."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(ROOT / "notebooks", root / "notebooks")
        ignored = shutil.ignore_patterns("spbe.db*", "backups")
        folder = shutil.copytree(BUNDLED, root / "inputs" / CYCLE, ignore=ignored)
        _more_opds(folder / OPD_FILE, reports)
        command("spbe", "import", CYCLE, cwd=root)
        yield open_workspace(root)


def _more_opds(register: Path, reports: int) -> None:
    with register.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    model = next(row for row in reversed(rows) if row["kind"] == "kecamatan")
    filling = sum(row["fills"] == "yes" for row in rows)
    # The consolidated report is one of them, too.
    more = range(filling + 1, reports)
    rows += [model | {"code": f"kec-{number}", "name": f"Kecamatan Contoh {number}"} for number in more]
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(model))
        writer.writeheader()
        writer.writerows(rows)


def heaviest(workspace: Workspace) -> Order:
    """The report of the OPD that leads most indicators."""
    planned = plan(workspace, CYCLE)
    return max(planned.orders, key=lambda order: len(planned.cycle.led_by(order.report)))


def given(order: Order) -> Order:
    """The same report with its input worked out already."""
    document = order.freeze()
    return replace(order, freeze=lambda: document)


def copies(order: Order, count: int) -> list[Order]:
    """The same report so many times, each under a name of its own."""
    made = []
    for number in range(count):
        name, folder = f"{order.report}-{number}", order.job.folder
        job = replace(
            order.job,
            report_input=f"inputs/opd/{name}.json",
            notebook=folder / "notebooks" / "opd" / f"{name}.ipynb",
            html=folder / "opd" / f"{name}.html",
        )
        made.append(replace(order, report=name, job=job))
    return made


def frozen_jobs(order: Order, way: str, count: int) -> list[Job]:
    """The same report as another way is to make it: its input lies there already, in a folder of that way."""
    folder = order.job.folder.with_name(way)
    file = folder / order.job.report_input
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(to_bytes(order.freeze()))
    names = [f"{order.report}-{number}" for number in range(count)]
    return [
        replace(order.job, folder=folder, notebook=folder / f"{name}.ipynb", html=folder / f"{name}.html")
        for name in names
    ]


def command(name: str, *words: str, cwd: Path, more: Mapping[str, str] | None = None) -> str:
    """Run a command of this environment in a process of its own; what it said.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    own = str(Path(sys.executable).parent)
    found = shutil.which(name, path=own) or name
    env = {**os.environ, "PATH": own + os.pathsep + os.environ["PATH"], **(more or {})}
    done = subprocess.run(
        [found, *words], cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout
