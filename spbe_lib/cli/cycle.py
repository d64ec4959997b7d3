"""``spbe init``, ``check``, ``status`` and ``backup``: a cycle's folder from the first day to the last."""

from datetime import UTC, datetime
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import FAULTY, Command
from spbe_lib.figures import NOTHING, printed_date
from spbe_lib.intake.inspection import inspect
from spbe_lib.records.backup import backup
from spbe_lib.records.new_cycle import new_cycle
from spbe_lib.results.progress import Progress, progress
from spbe_lib.results.repairs import repairs
from spbe_lib.workspace import backups, open_workspace

_EXAMPLE = "contoh-2024"


@click.command("init", cls=Command, short_help="Buat folder siklus baru.")
@click.argument("name", metavar="NAMA")
@click.option("--from", "source", metavar="SIKLUS", default=_EXAMPLE, show_default=True, help="Yang ditiru.")
@click.option("--year", metavar="TAHUN", type=int, help="Tahun siklus (bawaan: tahun SIKLUS ditambah satu).")
def init_cycle(name: str, source: str, year: int | None) -> None:
    """Buat folder siklus baru inputs/NAMA dengan daftar OPD dan pembagian tugas yang tinggal disunting.

    \b
    Contoh:
      spbe init kab-saya-2025
      spbe init kab-saya-2026 --from kab-saya-2025
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    folder = new_cycle(workspace.inputs, name, source=workspace.cycle(source), year=year)
    click.echo(f"Siklus baru: {folder}. Sunting isinya, lalu: spbe check {name}")


@click.command("check", cls=Command, short_help="Periksa isi satu siklus.")
@click.argument("cycle", metavar="SIKLUS")
def check_cycle(cycle: str) -> None:
    """Periksa berkas siklus, basis data, dan berkas kiriman; semua masalah disebut sekaligus.

    \b
    Contoh:
      spbe check kab-saya-2025
    """  # noqa: D301
    with desk_of(cycle, "operator") as desk:
        problems = inspect(desk)
        opds = len(desk.cycle.filling)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise click.exceptions.Exit(FAULTY)
    click.echo(f"Siklus {cycle}: tidak ada masalah; {opds} OPD mengisi.")


@click.command("status", cls=Command, short_help="Siapa sudah menjawab, siapa belum.")
@click.argument("cycle", metavar="SIKLUS")
def show_status(cycle: str) -> None:
    """Tampilkan kemajuan setiap OPD: yang diminta, dijawab, dikembalikan, diterima, dan di tangan siapa.

    Kolom perbaikan menghitung yang masih harus diperbaiki atau ditepati; rinciannya: spbe repairs.

    \b
    Contoh:
      spbe status kab-saya-2025
    """  # noqa: D301
    today = datetime.now(UTC).astimezone().date()
    with desk_of(cycle, "operator") as desk:
        records = desk.store.read()
        about = desk.cycle, desk.instrument, records
        rows = [progress(*about, opd.code, today) for opd in desk.cycle.filling]
        asked = [row for row in rows if row.asked]
        wanted = [len(repairs(*about, row.opd, today).open) for row in asked]
    for line in _table([_HEAD, *(_cells(*each) for each in zip(asked, wanted, strict=True))]):
        click.echo(line)
    answered = sum(row.answered == row.asked for row in asked)
    click.echo(f"{answered} dari {len(asked)} OPD yang diminta sudah menjawab semuanya.")


@click.command("backup", cls=Command, short_help="Simpan cadangan basis data siklus.")
@click.argument("cycle", metavar="SIKLUS")
def backup_records(cycle: str) -> None:
    """Simpan cadangan basis data SIKLUS di inputs/SIKLUS/backups/, utuh, juga selagi dipakai.

    \b
    Contoh:
      spbe backup kab-saya-2025
    """  # noqa: D301
    folder = open_workspace(Path.cwd()).cycle(cycle)
    copy = backup(folder, backups(folder) / f"spbe-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
    click.echo(f"Cadangan tersimpan: {copy}")


_HEAD = (
    "OPD", "dijawab", "kembali", "diterima", "perbaikan", "disahkan", "terakhir", "hari OPD/Tim", "di tangan",
)  # fmt: skip


def _cells(row: Progress, wanted: int) -> tuple[str, ...]:
    days = [NOTHING if each is None else str(each) for each in (row.days_at_opd, row.days_at_team)]
    return (
        row.opd,
        f"{row.answered}/{row.asked}",
        str(row.returned),
        str(row.accepted),
        str(wanted),
        "ya" if row.approved else "belum",
        printed_date(row.last_received) if row.last_received else NOTHING,
        "/".join(days),
        row.holder.label,
    )


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
