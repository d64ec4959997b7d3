"""An OPD's repair list on its own: as a message to be pasted, and as a table that a spreadsheet opens."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.csv_file import text_cell
from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.opd.document import ReturnedRow
from spbe_lib.reporting.opd.inputs import opd_desk
from spbe_lib.reporting.opd.repair_rows import resent_rows, returned_rows
from spbe_lib.reporting.whole import Whole
from spbe_lib.workspace import write_whole

FOLDER = "daftar-perbaikan"
_HEADS = (
    "No",
    "OPD",
    "Keadaan",
    "Isian",
    "Yang diperbaiki",
    "Alasan",
    "Dari",
    "Yang diminta",
    "Tenggat",
    "Sisa hari",
    "Poin indeks daerah",
)
_OPEN, _PROMISED, _WAITING = "perlu diperbaiki", "janji", "diserahkan lagi, menunggu penilaian"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairList:
    """What is open for one OPD on a day, and what it handed in again and waits; nothing of another OPD."""

    opd: str
    name: str
    as_of: str | None
    rows: tuple[ReturnedRow, ...]
    resent: tuple[ReturnedRow, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.rows and not self.resent


def repair_list(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> RepairList:
    """The repair list of one OPD, on the date of its data.

    Raises:
        KeyError: The register has no such OPD.
    """
    desk = opd_desk(Whole(cycle=cycle, instrument=instrument, records=records), opd)
    return RepairList(
        opd=desk.opd.code,
        name=desk.opd.name,
        as_of=printed_date(desk.today) if desk.today else None,
        rows=returned_rows(desk),
        resent=resent_rows(desk),
    )


def message(found: RepairList) -> str:
    """The list as plain text, one numbered paragraph for each thing, with nothing that steers a terminal."""
    as_of = f" (data per {found.as_of})" if found.as_of else ""
    told = [f"{found.name}: {len(found.rows)} hal yang perlu diperbaiki atau ditepati{as_of}"]
    for number, row in enumerate(found.rows, 1):
        told += [f"{number}. {row.subject}", *(f"   {line}" for line in _lines(row))]
    if found.resent:
        again = "; ".join(_named(row) for row in found.resent)
        told.append(f"Sudah diserahkan lagi, menunggu penilaian: {again}.")
    return "\n".join(_printable(line) for line in told)


def table(found: RepairList) -> bytes:
    """The list as CSV for a spreadsheet, in which no text becomes a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(_HEADS)
    rows = [(_PROMISED if row.kind == "promise" else _OPEN, row) for row in found.rows]
    rows += [(_WAITING, row) for row in found.resent]
    for number, (state, row) in enumerate(rows, 1):
        texts = (found.name, state, row.subject, row.part, row.reason, row.judge, row.wanted)
        writer.writerow([number, *(_text(each) for each in (*texts, row.due, row.left)), row.points])
    return written.getvalue().encode("utf-8-sig")


def write_table(found: RepairList, outputs: Path) -> Path | None:
    """Write the table of an OPD; where there is nothing to tell, take away the one of an earlier day.

    Returns:
        Where it lies; None where there is none.
    """
    file = outputs / FOLDER / f"{found.opd}.csv"
    if found.empty:
        file.unlink(missing_ok=True)
        return None
    write_whole(file, table(found))
    return file


def _lines(row: ReturnedRow) -> list[str]:
    told = [row.part] if row.part else []
    if row.kind == "promise":
        told.append(f"Dijanjikan kepada {row.judge}")
    else:
        told.append(f"Alasan {row.judge}: {row.reason or 'tidak disebutkan; tanyakan kepada Tim'}")
    told += [f"Yang diminta: {row.wanted}"] if row.wanted else []
    due = ", ".join(part for part in (row.due or "belum ditetapkan", row.left) if part)
    return [*told, f"Tenggat: {due}. Poin indeks daerah: {row.points}"]


def _named(row: ReturnedRow) -> str:
    return f"{row.subject}, {row.part}" if row.part else row.subject


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _text(text: str | None) -> str:
    """A cell that a spreadsheet takes for a text, whatever it begins with."""
    return text_cell(_printable(text or "").strip())
