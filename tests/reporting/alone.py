"""Run notebooks with our engine in a process that holds nothing else: ``python -m tests.reporting.alone``."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.execute import prepare_notebook_metadata
from papermill.iorw import load_notebook_node

from spbe_lib.reporting.clean_state import clean_state
from spbe_lib.reporting.engine import ENGINE

ROOT = Path(__file__).parents[2]


def executed(source: Path, engine: str | None, folder: Path) -> NotebookNode:
    """What papermill leaves of a notebook, failed or not."""
    notebook = prepare_notebook_metadata(load_notebook_node(str(source)), "", "")
    with clean_state(folder):
        ran: NotebookNode = papermill_engines.execute_notebook_with_engine(
            engine, notebook, kernel_name="python3", progress_bar=False, execution_timeout=60
        )
    return ran


def executed_alone(folder: Path, *sources: Path) -> list[NotebookNode]:
    """These notebooks, one after another, in one new process with our engine."""
    words = [sys.executable, "-m", "tests.reporting.alone", str(folder), *map(str, sources)]
    ran = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    last = ran.stdout.splitlines()[-1]
    return [nbformat.from_dict(each) for each in json.loads(last)]


if __name__ == "__main__":
    where, *given = map(Path, sys.argv[1:])
    answers = json.dumps([executed(path, ENGINE, where) for path in given])
    sys.stdout.write("\n" + answers)
