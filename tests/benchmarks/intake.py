"""50 filled Kuesioner through the door into a fresh cycle, beside pandas merely reading the same files."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pandas as pd

from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.handout import asked_opds
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.records.answers import Records
from tests.benchmarks.figure import Figure, below
from tests.benchmarks.scoring import seconds
from tests.intake.desks import asked, copy_register, desk_in
from tests.intake.filling import fill

FILES, BAR = 50, 10


def figures() -> Iterator[Figure]:
    """Measure both once on the same files, after making them; the bar is in seconds for ours."""
    with tempfile.TemporaryDirectory() as place:
        folder = copy_register(Path(place))
        with desk_in(folder) as desk:
            files = _written(desk, Path(place) / "kiriman")
            peer = seconds(lambda: [pd.read_excel(file, sheet_name=None, header=None) for file in files])
            ours = seconds(lambda: _received(desk, files))
    name, peer_name = f"import {FILES} workbooks", "pandas read_excel, all sheets"
    yield below(name, [ours], "s", bar=BAR, peer=[peer], peer_name=peer_name)


def _written(desk: Desk, folder: Path) -> list[Path]:
    """The Kuesioner of every OPD as it comes back, and again from a colleague until there are enough."""
    folder.mkdir()
    files = []
    for place, content in enumerate(islice(_filled(desk), FILES)):
        files.append(folder / f"kuesioner-{place}.xlsx")
        files[-1].write_bytes(content)
    return files


def _filled(desk: Desk) -> Iterator[bytes]:
    for clerk in ("petugas pertama", "petugas kedua"):
        for opd in asked_opds(desk):
            blank = questionnaire_template(desk.cycle, desk.instrument, opd, Records())
            yield fill(blank, entries=asked(desk, opd.code), filled_by=clerk)


def _received(desk: Desk, files: list[Path]) -> None:
    for place, file in enumerate(files):
        then = replace(desk, now=desk.now + timedelta(minutes=place))
        receive_questionnaire(then, file, replacing=True)
    if len(desk.store.read().submissions) < FILES:
        raise AssertionError("not every file was recorded")
