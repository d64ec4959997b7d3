"""How the submissions of a bundled example come in: through the product's own door, at fixed moments."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.intake import receive_assessment, receive_questionnaire
from spbe_lib.records.answers import Entry
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Opd
from spbe_lib.workspace import submissions
from tests.example.answers import approval
from tests.intake.filling import fill


def at(desk: Desk, moment: datetime) -> Desk:
    """The same desk at another moment."""
    return replace(desk, now=moment)


def receive_filled(desk: Desk, opd: Opd, entries: list[Entry]) -> None:
    """Hand out a Kuesioner, fill it in, and receive it."""
    content = questionnaire_template(desk.cycle, desk.instrument, opd, desk.store.read())
    filled = fill(
        content,
        entries=entries,
        approval=approval(opd, desk.now.date()),
        filled_by=f"Pengelola SPBE {opd.name}",
        instrument=desk.instrument,
    )
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / f"{opd.code}.xlsx"
        file.write_bytes(filled)
        receipt = receive_questionnaire(desk, file)
    sys.stdout.write(f"{receipt.submission.kept_as} {len(filled)} {len(receipt.changes)}\n")


def receive_values(desk: Desk, stage: Stage, content: bytes) -> None:
    """Receive a workbook of a stage."""
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / f"penilaian-{stage}.xlsx"
        file.write_bytes(content)
        receipt = receive_assessment(desk, file, stage)
    sys.stdout.write(f"{receipt.submission.kept_as} {len(content)} {len(receipt.changes)}\n")


def made_anew(cycle: Path, make: Callable[[Path], None]) -> None:
    """Make the submissions of a bundled cycle in a place apart, and put them into its folder."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / cycle.name
        shutil.copytree(cycle, folder, ignore=shutil.ignore_patterns("submissions", "spbe.db*", "backups"))
        make(folder)
        shutil.rmtree(submissions(cycle), ignore_errors=True)
        shutil.copytree(submissions(folder), submissions(cycle))
