"""What a process that makes reports loads once, and does for each of them.

Importing this module loads all that a letter and its page need; the pool does so before the first report.
"""

import hashlib
import os
from multiprocessing import parent_process
from threading import Thread
from time import perf_counter

import nbformat

from spbe_lib.errors import SpbeError
from spbe_lib.reporting import page
from spbe_lib.reporting.batch.makers import Made, not_made
from spbe_lib.reporting.consolidated import charts, office_prose, prose, tables
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.render import exporter, render

LETTER_MODULES = (page, charts, office_prose, prose, tables, opd_prose)
"""What the letters import."""

# What the first report would pay for: compiled templates, the validator of notebooks.
page.load_templates()
_ = exporter().template
nbformat.validate(nbformat.v4.new_notebook())


def start_work() -> None:
    """Make this process a good worker: it ends with its parent, and is silent."""
    Thread(target=_end_with_parent, daemon=True).start()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for standard in (1, 2):  # what a library prints would run through the progress bar
        os.dup2(nowhere, standard)
    os.close(nowhere)


def made(job: Job) -> Made | str:
    """Make one report; whatever goes wrong comes back as words, which any process can read."""
    start = perf_counter()
    try:
        page, copy = render(job).read_bytes(), job.notebook.read_bytes()
    except SpbeError as refusal:
        return str(refusal)
    except Exception as fault:  # noqa: BLE001 a full disk is this report's failure, not the batch's
        return not_made(job, f"{type(fault).__name__}: {fault}")
    return Made(
        sha256=hashlib.sha256(page).hexdigest(),
        copy_sha256=hashlib.sha256(copy).hexdigest(),
        size=len(page),
        seconds=perf_counter() - start,
    )


def _end_with_parent() -> None:
    """A parent that is killed cannot say so; without it nobody wants what this process makes."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
