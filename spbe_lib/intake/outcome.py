"""What became of each of several received files: taken in, or refused and marked for its sender."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import FaultyFileError, Problem, SpbeError, StaleError, WorkspaceError
from spbe_lib.figures import NOTHING
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.intake.kept_files import kept_name
from spbe_lib.intake.refused import write_correction
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace

HEADS = ("berkas", "OPD", "hasil", "perubahan", "pertanyaan", "dibaca lain", "kesalahan")
"""The heads of a table with one file a row."""

_WIDEST = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: taken in, or refused; and what else to say of it, if anything.

    ``marked`` is the sender's workbook with its faults marked, where one could be made.
    """

    name: str
    result: Receipt | SpbeError
    note: str = ""
    marked: Path | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing of it was taken."""
        return isinstance(self.result, SpbeError)

    @property
    def stale(self) -> bool:
        """Whether it was refused for nothing but what others recorded meanwhile."""
        return isinstance(self.result, SpbeError) and isinstance(self.result.__cause__, StaleError)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault that was found in it; empty where it was taken, or refused in one sentence."""
        return self.result.problems if isinstance(self.result, FaultyFileError) else ()


def take_in(
    desk: Desk, workspace: Workspace, file: Path, together: Iterable[Path], *, replacing: bool = False
) -> Outcome:
    """Take in one file of answers; where it is refused, mark it for its sender.

    Args:
        desk: Where it is handed in.
        workspace: Where the marked copy goes.
        file: The file.
        together: All files that came together with it.
        replacing: Whether its answers go before those that were recorded after it was handed out.
    """
    name = clipped(file.name)
    try:
        return Outcome(name=name, result=receive_questionnaire(desk, file, replacing=replacing))
    except SpbeError as refusal:
        try:
            marked = write_correction(workspace.outputs(desk.cycle.name), file, refusal, together)
        except WorkspaceError as unwritten:
            # That it cannot be written stops nobody.
            note = f"Salinan bertanda tidak dibuat: {unwritten}"
            return Outcome(name=name, result=refusal, note=note)
        place = marked.relative_to(workspace.root).as_posix() if marked else ""
        note = f"Salinan bertanda untuk pengirimnya: {place}" if place else ""
        return Outcome(name=name, result=refusal, note=note, marked=marked)


def row(desk: Desk, outcome: Outcome) -> tuple[str, ...]:
    """One file in the table whose heads are ``HEADS``."""
    result = outcome.result
    name = outcome.name if len(outcome.name) <= _WIDEST else f"{outcome.name[: _WIDEST - 1]}…"
    if isinstance(result, SpbeError):
        faults = str(len(outcome.problems) or 1)
        return name, _named(desk, outcome.problems), "ditolak", NOTHING, NOTHING, NOTHING, faults
    counts = (len(result.changes), len(result.questions), len(result.understood), 0)
    what = "sudah ada" if result.repeated else "diterima"
    return name, result.submission.opd or several(result), what, *map(str, counts)


def several(receipt: Receipt, otherwise: str = NOTHING) -> str:
    """How many OPDs a file changed; a file of the Tim or of an assessor is about the government."""
    stage = (kept := kept_name(Path(receipt.submission.kept_as).name)) and kept.stage
    opds = {change.opd for change in receipt.changes if change.opd}
    return f"{len(opds)} OPD" if opds and not stage else otherwise


def _named(desk: Desk, problems: Sequence[Problem]) -> str:
    """Code of the OPD that the faults name, where they name one and the same."""
    found = {opd.code for opd in desk.cycle.opds for each in problems if f", {opd.name}, " in each.where}
    return found.pop() if len(found) == 1 else NOTHING
