"""``spbe merge``: what several people of one OPD filled in, made one."""

from collections.abc import Sequence
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import FAULTY, Command
from spbe_lib.intake.conflict_file import conflict_lines
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.merge import Outcome, merge_files
from spbe_lib.workspace import open_workspace

_MOST_TOLD = 25


@click.command("merge", cls=Command, short_help="Gabungkan berkas beberapa orang dari satu OPD.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("files", metavar="BERKAS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--choices",
    metavar="KONFLIK.csv",
    type=click.Path(path_type=Path),
    help="Daftar konflik yang kolom pilih-nya sudah diisi.",
)
@click.option("--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang memasukkan.")
def merge_answers(cycle: str, files: Sequence[Path], choices: Path | None, actor: str) -> None:
    """Gabungkan berkas beberapa orang dari satu OPD, bagian demi bagian, lalu terima hasilnya.

    Setiap berkas dibandingkan dengan isi yang dibagikan kepadanya. Yang diubah satu orang, atau
    diubah sama, diambil. Yang diubah berbeda, juga terhadap yang sudah tercatat, menjadi konflik:
    tidak ada yang dipilihkan, dan tidak ada yang dicatat. Isi kolom pilih pada daftar konflik di
    outputs/SIKLUS/gabungan/ (nomor atau nama berkas, dasar, atau tercatat), lalu ulangi dengan
    --choices. Sel CSV yang kosong tidak menghapus apa pun.

    \b
    Contoh:
      spbe merge kab-saya-2025 dinkes-budi.xlsx dinkes-siti.xlsx
      spbe merge kab-saya-2025 dinkes-*.xlsx --choices dinkes-konflik.csv
    """  # noqa: D301
    outputs = open_workspace(Path.cwd()).outputs(cycle)
    with desk_of(cycle, actor) as desk:
        outcome = merge_files(desk, outputs, files, choices)
        _tell(desk, outcome)
    if outcome.conflicts:
        raise click.exceptions.Exit(FAULTY)


def _tell(desk: Desk, outcome: Outcome) -> None:
    name = desk.cycle.opd(outcome.opd).name
    for each in outcome.questions:
        click.echo(f"  Pertanyaan – {each}")
    for each in outcome.understood:
        click.echo(f"  Dibaca lain – {each}")
    if outcome.conflicts:
        _tell_conflicts(desk, outcome)
    elif outcome.receipt is None:
        click.echo(f"{name}: semua isinya sudah tercatat; tidak ada yang berubah.")
    else:
        changes = len(outcome.receipt.changes)
        click.echo(f"{name}: {len(outcome.names)} berkas digabung dan diterima, {changes} perubahan.")


def _tell_conflicts(desk: Desk, outcome: Outcome) -> None:
    lines = list(conflict_lines(outcome.conflicts, outcome.names, outcome.labels))
    name = desk.cycle.opd(outcome.opd).name
    click.echo(f"{name}: {len(lines)} konflik; tidak ada yang dicatat.", err=True)
    for line in lines[:_MOST_TOLD]:
        click.echo(f"  {line}", err=True)
    if len(lines) > _MOST_TOLD:
        click.echo(f"  … dan {len(lines) - _MOST_TOLD} lagi dalam daftar.", err=True)
    click.echo(f"Isi kolom pilih, lalu ulangi dengan --choices: {outcome.table}", err=True)
