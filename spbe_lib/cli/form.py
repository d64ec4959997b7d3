"""``spbe form``: the offline form of each OPD, to be filled in on a laptop or a phone without network."""

from collections.abc import Sequence
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command
from spbe_lib.intake.form.page import forms
from spbe_lib.workspace import open_workspace


@click.command("form", cls=Command, short_help="Buat formulir luring (satu berkas HTML) setiap OPD.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opds", metavar="[OPD]...", nargs=-1)
@click.option("--opd", "named", metavar="KODE", multiple=True, help="Hanya OPD ini. Boleh diulang.")
def write_forms(cycle: str, opds: Sequence[str], named: Sequence[str]) -> None:
    """Buat formulir isian setiap OPD (atau hanya OPD yang disebut) di outputs/SIKLUS/formulir/.

    Formulir ialah satu berkas HTML: dibuka di peramban ponsel atau laptop, tanpa jaringan. Petugas
    mengisi, menyimpan berkas jawaban, dan mengirimnya; terima dengan `spbe import`.

    \b
    Contoh:
      spbe form kab-saya-2025
      spbe form kab-saya-2025 dinkes setda
      spbe form kab-saya-2025 --opd dinkes
    """  # noqa: D301
    outputs = open_workspace(Path.cwd()).outputs(cycle)
    with desk_of(cycle, "operator") as desk:
        written = list(forms(desk, outputs, (*opds, *named)))
    click.echo(f"{len(written)} formulir siap dibagikan: {written[0].parent}")
