"""``spbe share``: the reports that changed, packed for those who get them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.words import FAILED, Command
from spbe_lib.figures import printed
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.sharing.packages import Handover, Package

_KB = 1_000
_HEADS = ("Laporan", "Keadaan", "Ukuran", "Zip")


@click.command("share", cls=Command, short_help="Kemas laporan yang berubah untuk dibagikan.")
@click.argument("cycle", metavar="SIKLUS")
@click.option(
    "--only",
    metavar="KODE",
    multiple=True,
    help="Hanya laporan ini: kode OPD, atau konsolidasi. Boleh diulang.",
)
@click.option("--leader", is_flag=True, help="Hanya untuk pimpinan: laporan konsolidasi.")
@click.option("--round", "frozen_round", metavar="NAMA", help="Laporan putaran yang dibekukan.")
@click.option("--all", "unchanged", is_flag=True, help="Juga yang tidak berubah sejak dibagikan.")
def share_reports(
    cycle: str, only: Sequence[str], frozen_round: str | None, *, leader: bool, unchanged: bool
) -> None:
    """Kemas laporan SIKLUS yang berubah sejak terakhir dibagikan, satu zip untuk setiap penerima.

    Zip sebuah OPD hanya memuat halaman OPD itu. Zip pimpinan memuat laporan konsolidasi. Di sebelah
    setiap zip ada pesan pengantar (.txt) untuk disalin ke WhatsApp atau surel. Yang dikemas dicatat
    sebagai sudah dibagikan; keasliannya kelak diperiksa dengan `spbe verify`.

    \b
    Contoh:
      spbe share kab-saya-2025
      spbe share kab-saya-2025 --only dinkes --leader
      spbe share kab-saya-2025 --round pra-penilaian --all
    """  # noqa: D301
    from spbe_lib.reporting.job import CONSOLIDATED  # noqa: PLC0415  slow to load
    from spbe_lib.reporting.sharing.packages import Wishes, share  # noqa: PLC0415

    workspace = open_workspace(Path.cwd())
    chosen = (*only, *([CONSOLIDATED] if leader else []))
    wishes = Wishes(only=chosen, frozen_round=frozen_round, unchanged=unchanged)
    done = share(workspace, cycle, wishes, datetime.now(UTC))
    _tell(workspace, done)
    if done.failed:
        names = ", ".join(clipped(made.title) for made in done.failed)
        click.echo(f"Gagal dibuat pada `spbe report` terakhir, jadi tidak dikemas: {names}.", err=True)
        raise click.exceptions.Exit(FAILED)


def _tell(workspace: Workspace, done: "Handover") -> None:
    if done.record is None:
        click.echo("Tidak ada laporan yang berubah sejak terakhir dibagikan. Kemas semuanya dengan --all.")
        return
    rows = [_HEADS, *(_row(each) for each in done.packages)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        click.echo("  ".join([*map(str.ljust, row[:-1], widths), row[-1]]))
    place, record = (path.relative_to(workspace.root) for path in (done.packages[0].file.parent, done.record))
    click.echo(
        f"Siap dibagikan: {len(done.packages)} zip di {place}, masing-masing dengan pesan pengantar (.txt)."
    )
    click.echo(f"Dicatat sebagai dibagikan: {record}")


def _row(package: "Package") -> tuple[str, ...]:
    size = f"{printed(Fraction(package.size, _KB), 0)} kB"
    return clipped(package.made.title), package.news or "tetap", size, package.file.name
