"""``spbe evidence``: documents and their files – what is lacking, and what was sent."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import click

from spbe_lib.cli.accounts import demo_account
from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import FAULTY, Command, Group, Misuse
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.evidence.delivery import Delivery, look_at, save, write_list
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.evidence.reach import filling_opd
from spbe_lib.records.answers import EventKind
from spbe_lib.records.evidence.files import kept_files
from spbe_lib.results.concern import Finding
from spbe_lib.results.findings import findings
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import open_workspace

_ACTOR = click.option(
    "--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang memasukkan."
)
_FOLDER, _BEFORE = "data-dukung", "-sebelum"


@click.group("evidence", cls=Group, short_help="Data dukung: periksa, cocokkan berkas, akun uji.")
def evidence() -> None:
    """Data dukung: apa yang kurang, berkas mana membuktikan apa, dan akun uji bagi asesor.

    \b
    Contoh:
      spbe evidence list kab-saya-2025
      spbe evidence match kab-saya-2025 dinkes kiriman-dinkes.zip
      spbe evidence account kab-saya-2025 dinkes SIMPUS
    """  # noqa: D301


evidence.add_command(demo_account)


@evidence.command("list", cls=Command, short_help="Daftar masalah dokumen dan berkas.")
@click.argument("cycle", metavar="SIKLUS")
@click.option("--opd", metavar="OPD", help="Hanya yang menyangkut OPD ini.")
def list_evidence(cycle: str, opd: str | None) -> None:
    """Tampilkan apa yang perlu diperhatikan pada dokumen dan berkas data dukung.

    Yang disebut: satu dokumen untuk banyak indikator, berkas yang belum ada, hilang, atau rusak,
    dokumen yang dicabut, konsep, kedaluwarsa atau segera berakhir, tahun lain, tautan saja, hasil
    pindai, kembar, dan yang tidak dipakai. Dokumen terbatas disebut judulnya saja.

    \b
    Contoh:
      spbe evidence list kab-saya-2025
      spbe evidence list kab-saya-2025 --opd dinkes
    """  # noqa: D301
    today = datetime.now(UTC).astimezone().date()
    with desk_of(cycle, "operator") as desk:
        code = filling_opd(desk.cycle, opd) if opd else None
        found = findings(desk.cycle, desk.instrument, desk.store.read(), kept_files(desk.folder), today)
    chosen = [each for each in found if code is None or code in each.opds]
    for concern, group in groupby(chosen, key=lambda each: each.concern):
        rows = list(group)
        click.echo(f"{concern.label} ({len(rows)})")
        for row in rows:
            click.echo(f"  {_told(row)}")
    click.echo(f"{len(chosen)} catatan." if chosen else "Tidak ada yang perlu diperhatikan.")


@evidence.command("match", cls=Command, short_help="Cocokkan folder atau zip berkas dengan syaratnya.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opd", metavar="OPD")
@click.argument("parcel", metavar="FOLDER_ATAU_ZIP", type=click.Path(path_type=Path))
@click.option("--save", "saving", is_flag=True, help="Simpan berkas dan catat apa yang dibuktikannya.")
@click.option(
    "--list",
    "corrected",
    metavar="BERKAS.csv",
    type=click.Path(path_type=Path),
    help="Daftar yang sudah dibetulkan.",
)
@_ACTOR
def match_evidence(  # noqa: PLR0913, PLR0917  the parts of one command line
    cycle: str, opd: str, parcel: Path, saving: bool, corrected: Path | None, actor: str
) -> None:
    """Cocokkan berkas kiriman OPD dengan indikator, syarat, dan dokumen yang disebut OPD itu.

    Nama berkas atau foldernya menyebut indikator: 13 RKA.pdf, 13_L3_notula.pdf, 13.2.1 SK.pdf,
    I13-L2-01 RKA.pdf, Indikator 13/RKA.pdf. Tanpa --save hanya ditampilkan, dan ditulis sebagai
    daftar CSV yang dapat dibetulkan di Excel; lalu catat daftar itu dengan --list dan --save.

    \b
    Contoh:
      spbe evidence match kab-saya-2025 dinkes kiriman-dinkes.zip
      spbe evidence match kab-saya-2025 dinkes kiriman-dinkes.zip --save
      spbe evidence match kab-saya-2025 dinkes kiriman-dinkes.zip --list dinkes.csv --save
    """  # noqa: D301
    if corrected and not saving:
        raise Misuse("Pilihan --list dipakai bersama --save.")
    outputs = open_workspace(Path.cwd()).outputs(cycle)
    with desk_of(cycle, actor) as desk:
        delivery = look_at(desk, filling_opd(desk.cycle, opd), parcel)
        if corrected is None:
            _show(delivery)
            _written(delivery, outputs / _FOLDER / f"{delivery.reach.opd}.csv")
        if saving:
            _say_saved(save(desk, delivery, corrected))
    if saving and corrected is None and not all(line.matched for line in delivery.lines):
        raise click.exceptions.Exit(FAULTY)


def _told(row: Finding) -> str:
    number = f", {row.number}" if row.number.strip() else ""
    restricted = " (terbatas)" if row.restricted else ""
    items = f" – indikator {', '.join(row.items)}" if row.items else ""
    note = f": {row.note}" if row.note else ""
    opds = f" [{', '.join(row.opds)}]" if row.opds else ""
    return f"{clipped(row.title)}{clipped(number)}{restricted}{items}{note}{opds}"


def _show(delivery: Delivery) -> None:
    """Show what was matched, what was not, and what is not kept."""
    for line in delivery.lines:
        click.echo("\n".join(_preview(line)))
    names = {line.name: line for line in delivery.lines if line.matched}
    skipped = f"; {delivery.parcel.skipped} berkas sistem dilewati" if delivery.parcel.skipped else ""
    click.echo(f"{len(names)} dari {len(delivery.parcel.files)} berkas cocok{skipped}.")


def _preview(line: Line) -> Iterator[str]:
    name = clipped(line.name)
    if line.target:
        label = line.target.indicator.label_of(line.requirement or line.target.requirement or "")
        where = " ".join(each for each in (f"indikator {line.target.name}", label) if each)
        yield f"{name} → {where}: {clipped(line.title)} ({line.reason})"
    else:
        yield f"{name}: {'belum cocok' if line.file else 'tidak disimpan'}"
    for problem in line.problems:
        yield f"  {problem}"


def _written(delivery: Delivery, place: Path) -> None:
    """Write the list; one that a person may have corrected is kept under another name."""
    before = place.with_name(f"{place.stem}{_BEFORE}{place.suffix}")
    old = place.read_bytes() if place.is_file() else None
    write_list(delivery, place)
    click.echo(f"Daftar untuk diperiksa dan dibetulkan: {place}")
    if old is not None and old != place.read_bytes():
        before.write_bytes(old)
        click.echo(f"Daftar sebelumnya: {before}")


def _say_saved(receipt: Receipt | None) -> None:
    if receipt is None:
        click.echo("Tidak ada yang berubah.")
        return
    kinds: Sequence[EventKind] = [event.kind for event in receipt.changes]
    new, gone = kinds.count(EventKind.ATTACHED), kinds.count(EventKind.DETACHED)
    click.echo(f"Tercatat: {new} lampiran, {gone} dilepas.")
