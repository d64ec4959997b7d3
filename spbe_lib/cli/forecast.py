"""``spbe forecast``: which final index former years lead to expect, or what is lacking to say so."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command

if TYPE_CHECKING:
    from spbe_lib.reporting.consolidated.forecast_document import ForecastFacts, Projection

_STAMP = "PROYEKSI – BUKAN NILAI RESMI"


@click.command("forecast", cls=Command, short_help="Proyeksi indeks akhir dari tahun-tahun sebelumnya.")
@click.argument("cycle", metavar="SIKLUS")
def show_forecast(cycle: str) -> None:
    """Tampilkan rentang indeks akhir yang diproyeksikan dari pasangan nilai Tim dan nilai akhir.

    Pasangannya dari berkas pairs pada cycle.yaml. Selama pasangan atau nilai Tim belum cukup, yang
    tampil hanya pasangannya dan yang masih kurang.

    \b
    Contoh:
      spbe forecast kab-saya-2025
    """  # noqa: D301
    # Imported here: what lays out reports takes a second to load, and the other commands need none of it.
    from spbe_lib.reporting.consolidated.inputs import freeze_consolidated  # noqa: PLC0415

    with desk_of(cycle, "operator") as desk:
        report = freeze_consolidated(desk.cycle, desk.instrument, desk.store.read())
    if report.forecast is None:
        listed = report.office is not None
        why = "Nilai akhir sudah ada" if listed else "Siklus ini tidak mempunyai daftar OPD"
        click.echo(f"{why}; tidak ada proyeksi.")
        return
    for line in _lines(report.forecast):
        click.echo(line)


def _lines(facts: "ForecastFacts") -> Iterator[str]:
    years = f" (tahun {', '.join(map(str, facts.years))})" if facts.years else ""
    yield f"Pasangan nilai Tim dan nilai akhir menurut peraturan ini: {facts.pairs}{years}."
    if facts.other_editions:
        yield f"{facts.other_editions} pasangan menurut peraturan lain tidak dipakai."
    for row in facts.aspects if facts.pairs else ():
        told = row.taken_off or "—"
        drawn = f", ditarik ke rata-rata semua: {row.shrunk}" if row.shrunk else ""
        yield (
            f"  {row.number} {row.name}: {row.pairs} pasangan, {row.lower} turun, {row.equal} tetap, "
            f"{row.higher} naik; rata-rata dikurangi: {told}{drawn}"
        )
    for pair in facts.shown:
        yield f"  {pair.year} butir {pair.code}: nilai Tim {pair.mandiri}, nilai akhir {pair.akhir}"
    yield from _projected(facts.projection) if facts.projection else _lacking(facts)


def _lacking(facts: "ForecastFacts") -> Iterator[str]:
    if facts.missing:
        yield f"Belum ada proyeksi: dibutuhkan {facts.needed} pasangan, kurang {facts.missing}."
    if facts.unfinished:
        yield f"Belum ada proyeksi: Tim belum menilai {facts.unfinished} butir."


def _projected(known: "Projection") -> Iterator[str]:
    yield (
        f"{_STAMP}: indeks akhir {known.low} sampai {known.high} (rentang yang dirancang memuat "
        f"{known.certainty} kemungkinan), rata-rata {known.expected}; nilai Tim {known.start}."
    )
    words = ", ".join(f"{row.name} ({row.chance})" for row in known.predicates)
    yield f"Predikat yang mungkin (proyeksi): {words}."
    if known.needed_index and not known.reaches_target:
        yield f"Agar ujung bawah mencapai target, nilai Tim perlu {known.needed_index} (proyeksi)."
    yield "Butir yang paling rawan turun (proyeksi):"
    for row in known.at_risk:
        reasons = f"; {'; '.join(row.reasons)}" if row.reasons else ""
        yield (
            f"  {row.code} {row.title}: nilai Tim {row.value}, peluang turun {row.chance}, rata-rata hilang "
            f"{row.loss}; {row.lead or 'belum ditetapkan'}{reasons}"
        )
