"""``spbe report``: every report of a cycle, and the list of them."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, NoReturn

import click
from tqdm import tqdm

from spbe_lib.cli.outcome_table import outcome_lines
from spbe_lib.cli.words import FAILED, FAULTY, Command, Misuse
from spbe_lib.errors import SpbeError
from spbe_lib.reporting.batch.outcome import Outcome, State
from spbe_lib.reporting.batch.pool import TIME_LIMIT, LocalMakers
from spbe_lib.reporting.batch.run import Run, Wish, run
from spbe_lib.reporting.sharing.unshared import unshared_words
from spbe_lib.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.batch.makers import Makers

_WIDTH = 118


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
@click.option("--again", is_flag=True, help="Buat ulang juga laporan yang tidak berubah.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Berapa laporan dibuat bersamaan (bawaan: sebanyak inti prosesor).",
)
@click.option(
    "--time-limit",
    metavar="DETIK",
    type=click.IntRange(min=1, max=86400),
    default=TIME_LIMIT,
    show_default=True,
    help="Batas waktu satu laporan; yang melewatinya dihentikan dan dicatat gagal.",
)
@click.option(
    "--scheduler",
    metavar="ALAMAT",
    help="Buat di klaster Dask, misalnya tcp://10.0.0.5:8786; hasilnya sama.",
)
def report(  # noqa: PLR0913 the options of a command
    cycles: Sequence[str],
    only: Sequence[str],
    frozen_round: str | None,
    *,
    again: bool,
    workers: int | None,
    time_limit: int,
    scheduler: str | None,
) -> None:
    """Buat laporan setiap OPD dan konsolidasi dari setiap SIKLUS di inputs/ (semua, bila tidak disebut).

    Hanya laporan yang datanya, naskahnya, atau programnya berubah yang dibuat ulang, beberapa sekaligus. Yang
    gagal tidak mengganggu yang lain; semua yang gagal disebut di akhir, juga yang berubah sejak terakhir
    dibagikan. Yang terputus dilanjutkan dengan perintah yang sama. Dengan --round laporan dibuat dari putaran
    yang dibekukan: isinya selalu sama, letaknya outputs/SIKLUS/rounds/NAMA/.

    \b
    Contoh:
      spbe report
      spbe report contoh-2024
      spbe report contoh-2024 --only dinkes --only konsolidasi
      spbe report contoh-2024 --round pra-penilaian
      spbe report contoh-2024 --workers 8
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    names = cycles or workspace.cycles()
    for option, used in (("--only", only), ("--round", frozen_round)):
        if used and len(names) != 1:
            raise Misuse(f"Pilihan {option} hanya untuk satu siklus; sebut siklusnya.")
    if scheduler and workers:
        raise Misuse("Pilihan --workers tidak berlaku dengan --scheduler; klaster menentukan jumlahnya.")
    for name in names:
        workspace.cycle(name)
    with ExitStack() as stack:
        makers = _makers(stack, scheduler, workers, time_limit)
        wishes = [
            Wish(cycle=name, only=tuple(only), frozen_round=frozen_round, again=again) for name in names
        ]
        codes = {_made(workspace, wish, makers) for wish in wishes}
    if max(codes):
        raise click.exceptions.Exit(max(codes))


def _makers(stack: ExitStack, scheduler: str | None, workers: int | None, time_limit: int) -> "Makers":
    if scheduler is None:
        return stack.enter_context(LocalMakers(workers, time_limit))
    from spbe_lib.reporting.cluster.makers import ClusterMakers  # noqa: PLC0415 a cluster is asked for

    return stack.enter_context(ClusterMakers(scheduler, time_limit))


class _Bar:
    """Shows how far a run is, which report was done last, how fast it goes and how long it still takes."""

    def __init__(self, stack: ExitStack, cycle: str) -> None:
        self._stack, self._cycle = stack, cycle
        self._bar: tqdm[NoReturn] | None = None

    def begins(self, count: int) -> None:
        """Draw the bar."""
        # Silent where nobody watches: a file or a pipe.
        self._bar = self._stack.enter_context(
            tqdm(total=count, unit="laporan", desc=self._cycle, disable=None)
        )

    def ended(self, outcome: Outcome) -> None:
        """Move it on by one report."""
        if self._bar is not None:
            self._bar.set_description(f"{self._cycle}: {outcome.report}", refresh=False)
            self._bar.update()


def _made(workspace: Workspace, wish: Wish, makers: "Makers") -> int:
    try:
        with ExitStack() as stack:
            done = run(workspace, wish, makers, _Bar(stack, wish.cycle))
    except SpbeError as refusal:
        click.echo(f"Siklus {wish.cycle}: laporan tidak dibuat.\n{refusal}", err=True)
        return FAULTY
    return _told(workspace, wish, done)


def _told(workspace: Workspace, wish: Wish, done: Run) -> int:
    failed, count = done.of(State.FAILED), len(done.outcomes)
    if whole := next((each for each in done.outcomes if each.page), None):
        click.echo(f"Laporan siap dibuka: {whole.page}")
    if count > 1:
        click.echo(f"Siklus {wish.cycle}: {count} laporan, {done.counts}. Daftar semuanya: {done.index}")
        for line in outcome_lines(done.outcomes):
            click.echo(line)
    for outcome in failed:
        click.echo(f"Gagal: {outcome.title} – {outcome.refusal}", err=True)
    for sentence in unshared_words(workspace, wish.cycle, wish.frozen_round):
        for line in wrap(sentence, _WIDTH):
            click.echo(line)
    return FAILED if failed else 0
