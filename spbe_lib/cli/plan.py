"""``spbe plan``: the way to the target index, what it costs, and what is out of reach."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse
from spbe_lib.figures import figure_or_none, printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.plan_sheet import MOST_YEARS
from spbe_lib.records.plan_terms import Aim, PlanTerms
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


@click.command("plan", cls=Command, short_help="Rencana menuju target indeks (proyeksi).")
@click.argument("cycle", metavar="SIKLUS")
@click.option("--target", metavar="ANGKA", help="Indeks yang dituju pada tahun terakhir, misalnya 4,50.")
@click.option("--predicate", metavar="PREDIKAT", help="Predikat yang dituju pada tahun terakhir.")
@click.option("--budget", metavar="USAHA", help="Paling banyak usaha setiap tahun.")
@click.option("--years", metavar="N", type=click.IntRange(1, MOST_YEARS), help="Panjang rencana dalam tahun.")
@click.option("--more", metavar="K", type=click.IntRange(0, 10), default=2, help="Banyaknya rencana lain.")
@click.option(
    "--out", metavar="BERKAS", type=click.Path(path_type=Path), help="Tulis juga ke .xlsx atau .csv."
)
def plan_cycle(  # noqa: PLR0913, PLR0917  one argument for each option
    cycle: str,
    target: str | None,
    predicate: str | None,
    budget: str | None,
    years: int | None,
    more: int,
    out: Path | None,
) -> None:
    """Susun rencana menuju target: langkah dengan usaha paling sedikit, dibuktikan optimal.

    Ketentuannya (tahun, target, anggaran, kunci, tenggat, usaha) dibaca dari rencana.yaml siklus;
    pilihan di bawah ini menggantikannya untuk sekali jalan. Tanpa target, dengan anggaran saja,
    rencana mencari indeks tertinggi. Semua angkanya proyeksi, bukan nilai resmi. Bila target di luar
    jangkauan, sebabnya disebut; itu pun jawaban, jadi kode keluarnya 0.

    \b
    Contoh:
      spbe plan kab-saya-2025
      spbe plan kab-saya-2025 --target 4,50 --years 2 --budget 12
      spbe plan kab-saya-2025 --predicate Memuaskan --out rencana.xlsx
    """  # noqa: D301
    if out and not out.parent.is_dir():
        raise Misuse(f"Folder '{clipped(out.parent)}' tidak ada. Buat dahulu, atau sebut folder yang ada.")
    # Imported here: what lays out reports takes a moment to load, and the other commands need none of it.
    from spbe_lib.cli.plan_lines import plan_lines  # noqa: PLC0415
    from spbe_lib.reporting.consolidated.plan_rows import plan_facts  # noqa: PLC0415
    from spbe_lib.reporting.plan_table import write_plan  # noqa: PLC0415
    from spbe_lib.reporting.whole import Whole  # noqa: PLC0415

    with desk_of(cycle, "operator") as desk:
        aim = _aim(desk.instrument, target, predicate)
        terms = _terms(desk.cycle, aim, _budget(budget), years)
        whole = Whole(
            cycle=replace(desk.cycle, plan=terms), instrument=desk.instrument, records=desk.store.read()
        )
    plan, tasks = whole.planned(more)
    facts = plan_facts(whole.plan_ground, plan, tasks)
    for line in plan_lines(facts, whole.instrument.notices):
        click.echo("".join(sign if sign.isprintable() else " " for sign in line))
    if out:
        write_plan(out, whole.plan_ground, facts, tasks)
        click.echo(f"\nDitulis: {out}")


def _aim(instrument: Instrument, target: str | None, predicate: str | None) -> Aim | None:
    """What the command line asks for; None where it asks for nothing."""
    if target is not None and predicate is not None:
        raise Misuse("Sebut --target atau --predicate, salah satu.")
    if predicate is not None:
        names = {each.name.casefold(): each.name for each in instrument.predicates}
        if predicate.casefold() not in names:
            raise Misuse(
                f"Predikat '{clipped(predicate)}' tidak dikenal. Yang ada: {', '.join(names.values())}."
            )
        return Aim(predicate=names[predicate.casefold()])
    return None if target is None else Aim(index=_index(instrument, target))


def _index(instrument: Instrument, text: str) -> Fraction:
    index, digits = figure_or_none(text), instrument.digits
    if index is None or index > instrument.top or (index * 10**digits).denominator != 1:
        top = printed(Fraction(instrument.top), digits)
        raise Misuse(
            f"Target '{clipped(text)}' tidak mungkin. Yang boleh: angka sampai {top}, {digits} desimal."
        )
    return index


def _budget(text: str | None) -> Fraction | None:
    budget = None if text is None else figure_or_none(text)
    if text is not None and budget is None:
        raise Misuse(f"Anggaran '{clipped(text)}' bukan angka. Tulis seperti 12 atau 12,5.")
    return budget


def _terms(cycle: Cycle, aim: Aim | None, budget: Fraction | None, years: int | None) -> PlanTerms:
    """The cycle's terms with what the command line says instead; what lies beyond its years is left out."""
    terms = cycle.plan.over(years or cycle.plan.years, cycle.year, budget)
    return replace(terms, aims={terms.span(cycle.year)[-1]: aim}) if aim else terms
