"""``spbe report``: every report of a cycle, and the list of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.words import FAILED, FAULTY, Command, Misuse
from spbe_lib.errors import SpbeError
from spbe_lib.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.run import Run


@click.command("report", cls=Command, short_help="Buat laporan setiap OPD dan konsolidasi.")
@click.argument("cycles", metavar="[SIKLUS]...", nargs=-1)
@click.option(
    "--only",
    metavar="KODE",
    multiple=True,
    help="Hanya laporan ini: kode OPD, atau konsolidasi. Boleh diulang; untuk satu siklus.",
)
@click.option(
    "--round",
    "frozen_round",
    metavar="NAMA",
    help="Dari putaran yang dibekukan, bukan dari catatan hari ini; untuk satu siklus.",
)
def report(cycles: Sequence[str], only: Sequence[str], frozen_round: str | None) -> None:
    """Buat laporan setiap OPD dan konsolidasi dari setiap SIKLUS di inputs/ (semua, bila tidak disebut).

    Laporan yang gagal tidak mengganggu yang lain; semua yang gagal disebut di akhir. Dengan --round
    laporan dibuat dari putaran yang dibekukan: isinya selalu sama, letaknya outputs/SIKLUS/rounds/NAMA/.

    \b
    Contoh:
      spbe report
      spbe report contoh-2024
      spbe report contoh-2024 --only dinkes --only konsolidasi
      spbe report contoh-2024 --round pra-penilaian
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    names = cycles or workspace.cycles()
    for option, used in (("--only", only), ("--round", frozen_round)):
        if used and len(names) != 1:
            raise Misuse(f"Pilihan {option} hanya untuk satu siklus; sebut siklusnya.")
    for name in names:
        workspace.cycle(name)
    codes = {_made(workspace, name, only, frozen_round) for name in names}
    if max(codes):
        raise click.exceptions.Exit(max(codes))


def _made(workspace: Workspace, name: str, only: Sequence[str], frozen_round: str | None) -> int:
    # Imported here: loading papermill takes seconds, and the other commands need none of it.
    from tqdm import tqdm  # noqa: PLC0415

    from spbe_lib.reporting.batch import orders  # noqa: PLC0415
    from spbe_lib.reporting.run import run  # noqa: PLC0415

    try:
        planned = orders(workspace, name, only, frozen_round)
    except SpbeError as refusal:
        click.echo(f"Siklus {name}: laporan tidak dibuat.\n{refusal}", err=True)
        return FAULTY
    # Silent where nobody watches: a file or a pipe.
    with tqdm(planned, unit="laporan", disable=None) as bar:
        done = run(workspace, bar, lambda order: bar.set_description(f"{name}: {order.report}"))
    return _told(name, done)


def _told(name: str, done: "Run") -> int:
    if done.made:
        click.echo(f"Laporan siap dibuka: {done.made[0]}")
    if (count := len(done.outcomes)) > 1:
        click.echo(
            f"Siklus {name}: {len(done.made)} dari {count} laporan dibuat. Daftar semuanya: {done.index}"
        )
    for outcome in done.failed:
        click.echo(f"Gagal: {outcome.order.title} – {outcome.refusal}", err=True)
    return FAILED if done.failed else 0
