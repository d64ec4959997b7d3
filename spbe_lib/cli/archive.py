"""``spbe export`` and ``spbe unpack``: a whole cycle as one file, out and in."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command
from spbe_lib.errors import WorkspaceError
from spbe_lib.figures import printed
from spbe_lib.intake.archive.pack import Packed, pack
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import backups, open_workspace

_MB = 1_000_000


@click.command("export", cls=Command, short_help="Simpan seluruh siklus sebagai satu arsip.")
@click.argument("cycle", metavar="SIKLUS")
@click.option(
    "-o",
    "--output",
    metavar="BERKAS.zip",
    type=click.Path(path_type=Path),
    help="Nama arsip (bawaan: di inputs/SIKLUS/backups/).",
)
def export_cycle(cycle: str, output: Path | None) -> None:
    """Simpan seluruh SIKLUS sebagai satu arsip: daftar OPD, jawaban, riwayat, kiriman, dan data dukung.

    Arsip dibuka kembali dengan `spbe unpack`, di komputer ini atau komputer lain, tanpa ada yang
    hilang. Akun uji tidak pernah ikut. Arsip memuat data dukung: jangan dibagikan seperti laporan.

    \b
    Contoh:
      spbe export kab-saya-2025
      spbe export kab-saya-2025 -o D:/arsip/kab-saya-2025.zip
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    with desk_of(cycle, "operator") as desk:
        name = f"{cycle}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
        file = backups(desk.folder) / name if output is None else output
        if file.resolve().is_relative_to(workspace.root / "outputs"):
            raise WorkspaceError(
                f"{clipped(file.name)}: arsip memuat data dukung, sedangkan isi outputs/ untuk dibagikan. "
                "Pilih folder lain."
            )
        packed = pack(desk, file)
    _tell(packed)


@click.command("unpack", cls=Command, short_help="Buka arsip menjadi folder siklus.")
@click.argument("file", metavar="BERKAS.zip", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAMA", help="Nama siklus di sini (bawaan: nama dalam arsip).")
def unpack_cycle(file: Path, name: str | None) -> None:
    """Buka arsip dari `spbe export` menjadi folder siklus baru: seluruhnya, atau tidak sama sekali.

    Isi arsip diperiksa lebih dahulu; arsip yang rusak, berubah, atau berbahaya ditolak dengan alasannya.
    Siklus yang sudah ada tidak pernah ditimpa; pakai --as untuk memberi nama lain.

    \b
    Contoh:
      spbe unpack kab-saya-2025.zip
      spbe unpack kab-saya-2025.zip --as kab-saya-2025-salinan
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    made = unpack(workspace.inputs, file, name)
    click.echo(f"Siklus {made.folder.name} dibuka: {made.files} berkas, catatan lengkap.")
    if made.folder.name != made.former:
        click.echo(
            f"Namanya berubah dari {made.former}: Kuesioner yang dibagikan untuk {made.former}, juga yang "
            "tersimpan di submissions/, tidak diterima siklus ini. Bagikan Kuesioner baru."
        )
    for note in made.notes:
        click.echo(f"Perlu diperiksa – {note}", err=True)
    click.echo("Akun uji tidak ada dalam arsip; minta langsung kepada pengirim bila perlu.")


def _tell(packed: Packed) -> None:
    size = printed(Fraction(packed.size, _MB), 1)
    click.echo(f"Arsip siap: {packed.file} ({packed.files} berkas, catatan lengkap, {size} MB).")
    if packed.accounts:
        click.echo(f"{packed.accounts} akun uji tidak ikut; sampaikan langsung.")
    for sha256 in packed.missing:
        click.echo(f"Data dukung {sha256[:12]}… tercatat tetapi berkasnya hilang, jadi tidak ikut.", err=True)
    for name in packed.strangers:
        click.echo(f"Tidak ikut, karena tidak tercatat: {clipped(name)}", err=True)
