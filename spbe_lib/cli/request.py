"""``spbe request``: which documents each OPD is asked for, as a page that goes out with the letter."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command
from spbe_lib.workspace import open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.request_page import Asked


@click.command("request", cls=Command, short_help="Buat Daftar Permintaan Data Dukung setiap OPD.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opds", metavar="[OPD]...", nargs=-1)
def request_documents(cycle: str, opds: Sequence[str]) -> None:
    """Buat Daftar Permintaan Data Dukung untuk setiap OPD yang mengisi (atau hanya OPD yang disebut).

    Daftar menyebut dokumen apa yang diminta, untuk indikator, tingkat, dan syarat mana, dengan contoh
    yang sesuai, dan dokumen tahun lalu yang masih berlaku atau perlu diperbarui. Nomor surat dan
    tenggat diambil dari cycle.yaml.

    \b
    Contoh:
      spbe request kab-saya-2025
      spbe request kab-saya-2025 dinkes setda
    """  # noqa: D301
    # Imported here: what writes pages takes a second to load, and the other commands need none of it.
    from spbe_lib.reporting.request_page import write_requests  # noqa: PLC0415

    outputs = open_workspace(Path.cwd()).outputs(cycle)
    with desk_of(cycle, "operator") as desk:
        records = desk.store.read()
        asked = list(write_requests(desk.cycle, desk.instrument, records, outputs, opds))
    for each in asked:
        if each.page is None:
            click.echo(f"{each.opd.name}: {_nothing(each)}")
    if pages := [each.page for each in asked if each.page]:
        click.echo(f"{len(pages)} daftar siap dibagikan: {pages[0].parent}")


def _nothing(asked: "Asked") -> str:
    """Why no page was made for an OPD."""
    if asked.documents.named or asked.documents.accepted:
        return "semua yang diminta sudah dijawab dengan data dukungnya; tidak dibuat daftar."
    return "tidak ada data dukung yang diminta; tidak dibuat daftar."
