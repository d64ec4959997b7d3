"""``spbe init``, ``check``, ``status`` and ``backup``: a cycle's folder from the first day to the last."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.status_table import late_lines, status_lines
from spbe_lib.cli.words import FAULTY, Command, Misuse
from spbe_lib.figures import office_day
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.inspection import inspect
from spbe_lib.records.answers import Records
from spbe_lib.records.carrying.new_cycle import new_cycle
from spbe_lib.records.database.backup import backup
from spbe_lib.results.overview import day_of, overview
from spbe_lib.results.reminder import reminder as remind
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import backups, open_workspace

_EXAMPLE = "contoh-2024"
_ALL, _CUT = "semua", "-" * 60


@click.command("init", cls=Command, short_help="Buat folder siklus baru.")
@click.argument("name", metavar="NAMA")
@click.option("--from", "source", metavar="SIKLUS", default=_EXAMPLE, show_default=True, help="Yang ditiru.")
@click.option("--year", metavar="TAHUN", type=int, help="Tahun siklus (bawaan: tahun SIKLUS ditambah satu).")
@click.option("--edition", metavar="PERATURAN", help="Peraturan siklus baru (bawaan: sama dengan SIKLUS).")
def init_cycle(name: str, source: str, year: int | None, edition: str | None) -> None:
    """Buat folder siklus baru inputs/NAMA dengan daftar OPD dan pembagian tugas yang tinggal disunting.

    Nilai akhir, jawaban OPD, dan riwayat SIKLUS dibawa sebagai bahan tahun lalu. Dengan --edition
    peraturan lain, pembagian tugas dan bahan itu dibawa menurut padanan indikatornya; yang baru,
    digabung, atau hilang disebut.

    \b
    Contoh:
      spbe init kab-saya-2025
      spbe init kab-saya-2026 --from kab-saya-2025
      spbe init kab-saya-2026 --from kab-saya-2025 --edition permenpanrb-8-2026
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    folder = new_cycle(
        workspace.inputs,
        name,
        source=workspace.cycle(source),
        year=year,
        edition=edition,
        tell=lambda note: click.echo(f"- {note}"),
    )
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


@click.command("status", cls=Command, short_help="Siapa sudah menjawab, siapa belum, siapa terlambat.")
@click.argument("cycle", metavar="SIKLUS")
@click.option("--late", is_flag=True, help="Tampilkan hanya yang tenggatnya sudah lewat.")
@click.option("--reminder", metavar="KODE", help="Tulis pesan pengingat untuk satu OPD, atau 'semua'.")
def show_status(cycle: str, *, late: bool, reminder: str | None) -> None:
    """Tampilkan kemajuan setiap OPD: yang diminta, dijawab, dikembalikan, diterima, dan di tangan siapa.

    Kolom konsep menghitung isian yang sedang dikerjakan di halaman pengisian; dokumen, hal yang sudah
    dibuktikan dari yang diminta; poin, poin indeks daerah yang bergantung pada dokumen yang belum ada;
    perbaikan, yang masih harus diperbaiki atau ditepati (rinciannya: spbe repairs); sah, apakah Kepala OPD
    mengesahkan kiriman terakhir; OPD/Tim, hari di tangan OPD dan di tangan Tim. Urutannya menurut
    daftar OPD; dengan --late menurut poin, lalu tenggat. Pesan pengingat siap disalin.

    \b
    Contoh:
      spbe status kab-saya-2025
      spbe status kab-saya-2025 --late
      spbe status kab-saya-2025 --reminder dinkes
    """  # noqa: D301
    with desk_of(cycle, "operator") as desk:
        records, drafts = desk.store.read(), desk.store.drafts()
    today = day_of(desk.cycle, records, office_day(desk.now))
    if reminder is not None:
        for line in _reminders(desk, records, reminder, today):
            click.echo(line)
        return
    seen, digits = overview(desk.cycle, desk.instrument, records, today, drafts), desk.instrument.digits
    for line in late_lines(seen, digits) if late else status_lines(seen, digits):
        click.echo(line)


def _reminders(desk: Desk, records: Records, wanted: str, today: date) -> Iterator[str]:
    """The reminder of the OPD that was named, or of all that owe something."""
    codes = [opd.code for opd in desk.cycle.filling]
    if wanted.lower() != _ALL and wanted.lower() not in codes:
        allowed = ", ".join([*codes, _ALL])
        raise Misuse(f"OPD '{clipped(wanted)}' tidak ada di siklus ini. Yang ada: {allowed}.")
    for code in codes if wanted.lower() == _ALL else [wanted.lower()]:
        text = remind(desk.cycle, desk.instrument, records, code, today)
        if text:
            yield f"{text}\n{_CUT}"
        elif wanted.lower() != _ALL:
            yield f"{desk.cycle.opd(code).name}: tidak ada yang perlu diingatkan."


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
