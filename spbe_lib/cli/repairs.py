"""``spbe repairs``: what each OPD has to repair and what it promised, ready to be pasted into a message."""

from collections.abc import Sequence
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse
from spbe_lib.intake.desk import Desk
from spbe_lib.records.register import Opd
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import open_workspace


@click.command("repairs", cls=Command, short_help="Daftar perbaikan dan janji setiap OPD.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opds", metavar="[OPD]...", nargs=-1)
def show_repairs(cycle: str, opds: Sequence[str]) -> None:
    """Tampilkan yang harus diperbaiki setiap OPD (atau hanya OPD yang disebut), siap disalin ke pesan.

    Isinya jawaban yang dikembalikan, syarat dan dokumen yang menurut asesor harus diperbaiki, dan
    janji yang belum ditepati. Yang lewat tenggat didahulukan, lalu yang jatuh tempo dalam tujuh
    hari, lalu menurut poin indeks daerah yang bergantung padanya. Sisa hari dihitung per tanggal
    data. Setiap OPD juga mendapat tabel di outputs/SIKLUS/daftar-perbaikan/.

    \b
    Contoh:
      spbe repairs kab-saya-2025
      spbe repairs kab-saya-2025 dinkes setda
    """  # noqa: D301
    # Imported here: what lays out reports takes a second to load, and the other commands need none of it.
    from spbe_lib.reporting.opd.repair_list import message, repair_list, write_table  # noqa: PLC0415

    outputs, written = open_workspace(Path.cwd()).outputs(cycle), list[Path]()
    with desk_of(cycle, "operator") as desk:
        records = desk.store.read()
        for opd in _chosen(desk, opds):
            found = repair_list(desk.cycle, desk.instrument, records, opd.code)
            written += [file] if (file := write_table(found, outputs)) else []
            if not found.empty:
                click.echo(f"{message(found)}\n")
            elif opds:
                click.echo(f"{opd.name}: tidak ada yang perlu diperbaiki.\n")
    where = f"; tabelnya di {written[0].parent}" if written else ""
    click.echo(f"{len(written)} OPD mempunyai daftar perbaikan{where}.")


def _chosen(desk: Desk, opds: Sequence[str]) -> list[Opd]:
    """The OPDs that were named, or all that fill in, in the order of the register."""
    known = {opd.code.casefold() for opd in desk.cycle.filling}
    if unknown := [code for code in opds if code.casefold() not in known]:
        allowed = ", ".join(opd.code for opd in desk.cycle.filling)
        raise Misuse(f"OPD '{clipped(unknown[0])}' tidak ada di siklus ini. Yang ada: {allowed}.")
    wanted = {code.casefold() for code in opds} or known
    return [opd for opd in desk.cycle.filling if opd.code.casefold() in wanted]
