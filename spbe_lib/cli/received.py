"""What became of received files: told file by file, and as one table for many."""

from collections.abc import Iterable, Sequence

import click

from spbe_lib.errors import Problem, SpbeError
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.outcome import HEADS, Outcome, row, several

_MOST_TOLD = 10


def tell(desk: Desk, outcomes: Sequence[Outcome]) -> bool:
    """Say what became of each file; whether any was refused.

    Of several files, those about which there is something to say come one by one before the table.
    """
    for outcome in outcomes:
        _tell_one(desk, outcome, alone=len(outcomes) == 1)
    if len(outcomes) > 1:
        for line in table([HEADS, *(row(desk, outcome) for outcome in outcomes)]):
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


def _whose(desk: Desk, receipt: Receipt) -> str:
    code = receipt.submission.opd
    return desk.cycle.opd(code).name if code else several(receipt, desk.cycle.government)
