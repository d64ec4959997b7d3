"""What ``spbe status`` shows, as lines of at most 120 signs: the table, the summary, the late list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from textwrap import wrap

from babel.dates import format_date

from spbe_lib.figures import NOTHING, printed, printed_date
from spbe_lib.records.register import Opd
from spbe_lib.results.entries import EntryState
from spbe_lib.results.lateness import Late
from spbe_lib.results.overview import Overview, Row
from spbe_lib.results.overview_words import passed_words, summary
from spbe_lib.results.turns import Holder

_HEAD = (
    "OPD", "dijawab", "konsep", "kembali", "diterima", "perbaikan", "dokumen", "poin", "sah", "terakhir",
    "tenggat", "OPD/Tim", "di tangan",
)  # fmt: skip
_LATE = ("OPD", "poin", "dokumen", "hari OPD/Tim", "yang lewat")
_WIDTH, _HOLDERS = 118, {Holder.TEAM: "Tim"}


def status_lines(seen: Overview, digits: int) -> Iterator[str]:
    """The table of all OPDs, then how far the whole is.

    Args:
        seen: The season as of one day.
        digits: How many decimals the edition prints.
    """
    yield f"Per {printed_date(seen.day)}"
    yield from _table([_HEAD, *(_cells(row, seen.day, digits) for row in seen.rows)])
    for sentence in summary(seen):
        yield from wrap(sentence, _WIDTH)


def late_lines(seen: Overview, digits: int) -> Iterator[str]:
    """Who is past which deadline, most points of the government's index first."""
    if not seen.late:
        yield f"Per {printed_date(seen.day)} tidak ada tenggat yang lewat."
        return
    opds = {row.opd.code: row.opd for row in seen.rows}
    yield f"Per {printed_date(seen.day)}. Hari dihitung sejak tenggat pertama yang lewat."
    yield from _table([_LATE, *(cells for each in seen.late for cells in _late_cells(each, opds, digits))])


def _late_cells(each: Late, opds: Mapping[str, Opd], digits: int) -> Iterator[tuple[str, ...]]:
    first, *others = each.passed
    days = f"{each.days_at_opd}/{each.days_at_team}"
    yield opds[each.opd].code, printed(each.points, digits), str(each.documents), days, passed_words(first)
    yield from (("", "", "", "", passed_words(other)) for other in others)


def _cells(row: Row, today: date, digits: int) -> tuple[str, ...]:
    done, documents = row.progress, row.documents
    days = [NOTHING if each is None else str(each) for each in (done.days_at_opd, done.days_at_team)]
    return (
        row.opd.code,
        f"{done.answered}/{done.asked}",
        str(row.states.get(EntryState.DRAFTED, 0) + row.states.get(EntryState.APPROVED, 0)),
        str(done.returned),
        str(done.accepted),
        str(row.repairs),
        f"{documents.named}/{documents.asked}",
        _points(documents.points_open, digits),
        "ya" if done.approved else "belum",
        _short(done.last_received, today),
        _short(row.due, today),
        "/".join(days),
        _HOLDERS.get(done.holder, done.holder.label),
    )


def _points(value: Fraction, digits: int) -> str:
    return printed(value, digits) if value else NOTHING


def _short(day: date | None, today: date) -> str:
    """A day in few signs: without its year where that is today's."""
    if day is None:
        return NOTHING
    return str(format_date(day, format="d MMM" if day.year == today.year else "d MMM yy", locale="id"))


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        " ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
