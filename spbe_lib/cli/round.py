"""``spbe round``: freeze the state of a cycle under a name, list what was frozen, compare."""

from collections.abc import Sequence

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Group
from spbe_lib.intake.rounds.freeze import freeze


@click.group("round", cls=Group, short_help="Putaran: bekukan keadaan siklus, daftar, bandingkan.")
def rounds() -> None:
    """Putaran: keadaan satu siklus yang dibekukan dengan nama, misalnya sebelum penilaian.

    Putaran tidak pernah berubah dan tidak dapat dibatalkan. Laporannya dapat dibuat kapan saja dengan
    `spbe report SIKLUS --round NAMA`, isinya selalu sama.

    \b
    Contoh:
      spbe round freeze kab-saya-2025 pra-penilaian
      spbe round list kab-saya-2025
      spbe round compare kab-saya-2025 pra-penilaian final
    """  # noqa: D301


@rounds.command("freeze", cls=Command, short_help="Bekukan keadaan siklus sekarang, untuk selamanya.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("name", metavar="NAMA")
@click.option("--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang membekukan.")
def freeze_round(cycle: str, name: str, actor: str) -> None:
    """Bekukan keadaan SIKLUS sekarang: pra-penilaian, final, atau perbaikan (yang kedua: perbaikan-2).

    Yang dibekukan: isi cycle.yaml dan daftar OPD, semua catatan, dan data dukung mana yang ada.
    Konsep yang belum dikirim tidak ikut. Pembekuan tidak dapat dibatalkan, dan satu nama hanya sekali.

    \b
    Contoh:
      spbe round freeze kab-saya-2025 pra-penilaian
      spbe round freeze kab-saya-2025 perbaikan-2 --actor "Sari"
    """  # noqa: D301
    with desk_of(cycle, actor) as desk:
        made = freeze(desk, name)
    click.echo(f"Putaran {made.name} dibekukan: inputs/{cycle}/{made.where}")
    click.echo(f"Buat laporannya dengan `spbe report {cycle} --round {made.name}`.")


@rounds.command("list", cls=Command, short_help="Daftar putaran yang sudah dibekukan.")
@click.argument("cycle", metavar="SIKLUS")
def list_rounds(cycle: str) -> None:
    """Tampilkan putaran SIKLUS: nama, tanggal, siapa yang membekukan, dan apakah berkasnya utuh.

    \b
    Contoh:
      spbe round list kab-saya-2025
    """  # noqa: D301
    from spbe_lib.reporting.round_rows import ROUND_HEADS, round_rows  # noqa: PLC0415  slow to load

    with desk_of(cycle, "operator") as desk:
        rows = round_rows(desk.folder)
    if rows:
        _show("", ROUND_HEADS, rows)
    else:
        click.echo(f"Belum ada putaran. Bekukan dengan `spbe round freeze {cycle} pra-penilaian`.")


@rounds.command("compare", cls=Command, short_help="Bandingkan dua putaran, atau satu dengan hari ini.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("before", metavar="PUTARAN")
@click.argument("after", metavar="[PUTARAN_LAIN]", required=False)
def compare_rounds(cycle: str, before: str, after: str | None) -> None:
    """Tampilkan beda PUTARAN dengan PUTARAN_LAIN, atau dengan catatan hari ini bila tidak disebut.

    Yang dibandingkan: nilai setiap indikator, indeks, predikat, jawaban yang baru, berubah,
    dikembalikan, atau diterima, dan syarat yang kini terpenuhi atau tidak lagi.

    \b
    Contoh:
      spbe round compare kab-saya-2025 pra-penilaian
      spbe round compare kab-saya-2025 pra-penilaian final
    """  # noqa: D301
    from spbe_lib.reporting import round_rows as rows  # noqa: PLC0415  slow to load

    with desk_of(cycle, "operator") as desk:
        told = rows.beside(desk, before, after)
    for stamp in told.stamps:
        click.echo(stamp)
    click.echo(f"Dari {told.before} ke {told.after}.")
    _show("Nilai dan indeks", rows.FIGURE_HEADS, rows.figure_rows(told))
    if told.same:
        click.echo("Jawaban, nilai, dan syarat tidak berubah.")
        return
    _show("Nilai yang berubah", rows.LEVEL_HEADS, rows.level_rows(told))
    _show("Jawaban, pernyataan, dan dokumen", rows.ENTRY_HEADS, rows.entry_rows(told))
    _show("Syarat", rows.REQUIREMENT_HEADS, rows.requirement_rows(told))


def _show(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table; nothing where there are no rows. The last column may be as long as it likes."""
    if not rows:
        return
    if title:
        click.echo(f"\n{title}")
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)][:-1]
    for row in (heads, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]))
