"""What became of received files: told file by file, and as one table for many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from spbe_lib.errors import FaultyFileError, Problem, SpbeError
from spbe_lib.figures import NOTHING
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.kept_files import kept_name

_MOST_TOLD, _WIDEST = 10, 48
_HEAD = ("berkas", "OPD", "hasil", "perubahan", "pertanyaan", "dibaca lain", "kesalahan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: taken in, or refused; and what else to say of it, if anything."""

    name: str
    result: Receipt | SpbeError
    note: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing of it was taken."""
        return isinstance(self.result, SpbeError)


def tell(desk: Desk, outcomes: Sequence[Outcome]) -> bool:
    """Say what became of each file; whether any was refused.

    Of several files, those about which there is something to say come one by one before the table.
    """
    for outcome in outcomes:
        _tell_one(desk, outcome, alone=len(outcomes) == 1)
    if len(outcomes) > 1:
        for line in table([_HEAD, *(_cells(desk, outcome) for outcome in outcomes)]):
            click.echo(line)
    refused = sum(outcome.refused for outcome in outcomes)
    if len(outcomes) > 1:
        taken = len(outcomes) - refused
        click.echo(f"Siklus {desk.cycle.name}: {taken} dari {len(outcomes)} berkas diterima.")
    return refused > 0


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of words under each other."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _tell_one(desk: Desk, outcome: Outcome, *, alone: bool) -> None:
    result = outcome.result
    if isinstance(result, SpbeError):
        click.echo(f"Ditolak, tidak ada yang berubah:\n{result}", err=True)
        if outcome.note:
            click.echo(f"  {outcome.note}", err=True)
        return
    lines = [*_remarks("Pertanyaan", result.questions), *_remarks("Dibaca lain", result.understood)]
    if alone or lines:
        click.echo("\n".join([_line(desk, result), *lines]))


def _line(desk: Desk, receipt: Receipt) -> str:
    if receipt.repeated:
        return f"{receipt.name}: sudah diterima sebelumnya; tidak ada yang berubah."
    return f"{receipt.name}: diterima, {_whose(desk, receipt)}, {len(receipt.changes)} perubahan."


def _remarks(kind: str, told: Sequence[Problem]) -> list[str]:
    more = [f"  … dan {len(told) - _MOST_TOLD} lagi."] if len(told) > _MOST_TOLD else []
    return [*(f"  {kind} – {each}" for each in told[:_MOST_TOLD]), *more]


def _cells(desk: Desk, outcome: Outcome) -> tuple[str, ...]:
    result = outcome.result
    name = outcome.name if len(outcome.name) <= _WIDEST else f"{outcome.name[: _WIDEST - 1]}…"
    if isinstance(result, SpbeError):
        problems = result.problems if isinstance(result, FaultyFileError) else ()
        faults = str(len(problems) or 1)
        return name, _named(desk, problems), "ditolak", NOTHING, NOTHING, NOTHING, faults
    counts = (len(result.changes), len(result.questions), len(result.understood), 0)
    what = "sudah ada" if result.repeated else "diterima"
    return name, result.submission.opd or _several(result), what, *map(str, counts)


def _whose(desk: Desk, receipt: Receipt) -> str:
    code = receipt.submission.opd
    return desk.cycle.opd(code).name if code else _several(receipt, desk.cycle.government)


def _several(receipt: Receipt, otherwise: str = NOTHING) -> str:
    """How many OPDs a file changed; a file of the Tim or of an assessor is about the government."""
    stage = (kept := kept_name(Path(receipt.submission.kept_as).name)) and kept.stage
    opds = {change.opd for change in receipt.changes if change.opd}
    return f"{len(opds)} OPD" if opds and not stage else otherwise


def _named(desk: Desk, problems: Sequence[Problem]) -> str:
    """Code of the OPD that the faults name, where they name one and the same."""
    found = {opd.code for opd in desk.cycle.opds for each in problems if f", {opd.name}, " in each.where}
    return found.pop() if len(found) == 1 else NOTHING
