"""``spbe simulate``: what a change of levels would do to the index, and the scenarios that were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse
from spbe_lib.errors import InputError
from spbe_lib.figures import NOTHING, office_day, printed_date
from spbe_lib.intake.scenarios import (
    Kept,
    check_free_name,
    keep_scenario,
    kept_scenario,
    kept_scenarios,
)
from spbe_lib.records.files.scenario_file import Origin, Scenario, slug_of, typed_changes, understood_changes
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from spbe_lib.reporting.simulation.base import Base
    from spbe_lib.reporting.simulation.document import ScenarioFacts


_CROSSED = f"{NOTHING} (rentang indeks melewati batas predikat)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What was typed."""

    cycle: str
    changes: tuple[str, ...]
    names: tuple[str, ...]
    origin: Origin | None
    frozen_round: str | None


@click.command("simulate", cls=Command, short_help="Hitung bagaimana bila tingkat suatu butir berubah.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("changes", metavar="[BUTIR=TINGKAT]...", nargs=-1)
@click.option("--scenario", "names", metavar="NAMA", multiple=True, help="Skenario tersimpan; boleh diulang.")
@click.option(
    "--base",
    "origin",
    type=click.Choice([each.value for each in Origin]),
    metavar="TAHAP",
    help="Nilai dasar: mandiri, dokumen, interviu, visitasi, akhir, atau jawaban (bawaan: seperti laporan).",
)
@click.option("--round", "frozen_round", metavar="NAMA", help="Nilai dasar dari putaran yang dibekukan.")
@click.option("--save", metavar="NAMA", help="Simpan perubahan sebagai skenario dengan nama ini.")
@click.option("--replace", is_flag=True, help="Ganti skenario dengan nama itu bila sudah ada.")
@click.option("--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang menyimpan.")
@click.option("--report", "as_report", is_flag=True, help="Buat laporan bertanda air SIMULASI dari skenario.")
def simulate_changes(  # noqa: PLR0913 the options of a command
    cycle: str,
    changes: Sequence[str],
    *,
    names: Sequence[str],
    origin: str | None,
    frozen_round: str | None,
    save: str | None,
    replace: bool,
    actor: str,
    as_report: bool,
) -> None:
    """Hitung indeks, predikat, dan rincian perubahan bila nilai butir SIKLUS menjadi TINGKAT yang disebut.

    Tidak ada nilai yang diubah. Tanpa BUTIR=TINGKAT dan tanpa --scenario ditampilkan daftar skenario yang
    tersimpan. Beberapa --scenario dibandingkan atas dasar yang sama; laporannya di outputs/SIKLUS/simulasi/.

    \b
    Contoh:
      spbe simulate kab-saya-2025 13=4 22=4
      spbe simulate kab-saya-2025 13=4 22=4 --save "Naik ke 4,35" --report
      spbe simulate kab-saya-2025 --scenario "Naik ke 4,35" --scenario "Hanya kebijakan" --report
    """  # noqa: D301
    workspace = open_workspace(Path.cwd())
    workspace.cycle(cycle)
    if changes and names:
        raise Misuse("Sebut BUTIR=TINGKAT atau --scenario, tidak keduanya.")
    if save is not None and not changes:
        raise Misuse("Pilihan --save memerlukan BUTIR=TINGKAT.")
    if as_report and save is None and not names:
        raise Misuse("Laporan memerlukan nama: tambahkan --save NAMA, atau --scenario NAMA.")
    for place, name in enumerate(names):
        if slug_of(name) in map(slug_of, names[:place]):
            raise Misuse(f"Skenario '{clipped(name)}' disebut dua kali. Sebut skenario yang berbeda-beda.")
    if not changes and not names:
        _list(workspace, cycle)
        return
    wish = _Wish(
        cycle=cycle,
        changes=tuple(changes),
        names=tuple(names),
        origin=Origin(origin) if origin else None,
        frozen_round=frozen_round,
    )
    called = None if save is None else " ".join(save.split())
    if called is not None:
        check_free_name(workspace.cycle(cycle), called, by=actor, replacing=replace)
    scenarios, base = _told(workspace, wish)
    if called is not None:
        scenarios = (_saved(base, wish, called, actor=actor, replace=replace).scenario,)
    if as_report:
        _warn(base, scenarios)
        _report(workspace, base, scenarios)


def _list(workspace: Workspace, cycle: str) -> None:
    kept = kept_scenarios(workspace.cycle(cycle))
    if not kept:
        click.echo(f'Belum ada skenario. Contoh: spbe simulate {cycle} 13=4 --save "Naik satu"')
    for each in kept:
        scenario = each.scenario
        count, day = len(scenario.levels), printed_date(office_day(scenario.at))
        click.echo(f"{scenario.name}: {count} butir, {scenario.origin.label}, oleh {scenario.by}, {day}")


def _told(workspace: Workspace, wish: _Wish) -> tuple[tuple[Scenario, ...], "Base"]:
    """Work out and print what was asked for; the scenarios that were named, and the base."""
    # Imported here: what writes pages takes a second to load, and the other commands need none of it.
    from spbe_lib.reporting.simulation.base import base_of, moment_of  # noqa: PLC0415
    from spbe_lib.reporting.simulation.inputs import kept_facts, simulated  # noqa: PLC0415
    from spbe_lib.reporting.simulation.rows import scenario_facts  # noqa: PLC0415

    folder = workspace.cycle(wish.cycle)
    scenarios = tuple(kept_scenario(folder, name).scenario for name in wish.names)
    first = scenarios[0] if scenarios else None
    kept = first.frozen_round if first and not wish.origin else None
    chosen = kept if wish.frozen_round is None else wish.frozen_round
    base = base_of(moment_of(folder, chosen), wish.origin or (first.origin if first else None))
    click.echo(_head(base))
    if scenarios:
        for each in scenarios:
            _show(kept_facts(base, each))
        return scenarios, base
    values, problems = understood_changes(base.instrument, wish.changes)
    if problems:
        raise InputError(problems)
    _show(scenario_facts(base, simulated(base, values)))
    return (), base


def _head(base: "Base") -> str:
    from spbe_lib.reporting.page import SAMPLE, SIMULATED  # noqa: PLC0415  slow to load

    stamp = f"{SAMPLE} · {SIMULATED}" if base.cycle.sample else SIMULATED
    lines = [stamp, f"Nilai dasar: {base.label}", *base.instrument.notices]
    return "\n".join(lines)


def _show(facts: "ScenarioFacts") -> None:
    """Print index, predicate and waterfall."""
    click.echo("")
    if facts.name:
        click.echo(f"Skenario: {facts.name} (oleh {facts.by}, {facts.day})")
    if facts.caution:
        click.echo(facts.caution)
    figure = facts.index.name if facts.of_index else "Nilai terendah yang masih mungkin"
    click.echo(f"{figure}: {facts.figure_before} → simulasi {facts.figure_after} ({facts.gain})")
    if facts.index.shown is None:
        index = facts.index
        click.echo(
            f"Belum lengkap: {index.answered} dari {index.items} butir terisi; indeks dan predikat belum "
            f"ada; nilai tertinggi yang masih mungkin {index.highest_shown}."
        )
    else:
        before, after = facts.predicate_before or NOTHING, facts.predicate.name or _CROSSED
        click.echo(f"Predikat: {before} → simulasi {after}")
    if facts.reaches is not None:
        click.echo(f"Target indeks: {'tercapai' if facts.reaches else 'belum tercapai'} dalam simulasi ini.")
    for warning in facts.warnings:
        click.echo(f"Perlu lebih dahulu – {warning}")
    if facts.effort and facts.items:
        click.echo(f"Usaha: {facts.effort}")
    width = max((len(row.gain) for row in facts.items), default=0)
    for row, need in zip(facts.items, facts.needs, strict=True):
        change = f"{need.before or 'belum dijawab'} → {need.after}"
        click.echo(f"  {row.code:>4}  {change:<20} {row.gain:>{width}}  {row.name}")
    if not facts.items:
        click.echo("  Tidak ada butir yang berubah.")


def _saved(base: "Base", wish: _Wish, name: str, *, actor: str, replace: bool) -> Kept:
    values, _ = understood_changes(base.instrument, wish.changes)
    scenario = Scenario(
        name=name,
        by=actor,
        at=datetime.now(UTC).replace(microsecond=0),
        edition=base.instrument.code,
        origin=base.origin,
        frozen_round=base.frozen_round.name if base.frozen_round else None,
        base_code=base.code,
        levels=values,
    )
    with desk_of(wish.cycle, actor) as desk:
        there = {each.scenario.slug: each.code for each in kept_scenarios(desk.folder)}
        kept = keep_scenario(desk, scenario, there.get(scenario.slug) if replace else None)
    click.echo(f"\nSkenario disimpan: inputs/{wish.cycle}/scenarios/{scenario.slug}.yaml")
    click.echo(f"Isinya: {typed_changes(base.instrument, values)}")
    return kept


def _warn(base: "Base", scenarios: Sequence[Scenario]) -> None:
    """Tell of what a report is about to be made that changes nothing."""
    for each in scenarios:
        if all(base.values.get(code) == value for code, value in each.levels.items()):
            told = f"tidak ada butir yang berubah: skenario {each.name} sama dengan nilai dasarnya."
            click.echo(f"\nPerhatian: {told}", err=True)


def _report(workspace: Workspace, base: "Base", scenarios: Sequence[Scenario]) -> None:
    from spbe_lib.reporting.render import render  # noqa: PLC0415  slow to load
    from spbe_lib.reporting.simulation.making import list_page, simulation_job  # noqa: PLC0415

    job = simulation_job(workspace, base, scenarios)
    page = render(job)
    list_page(job)
    click.echo(f"\nLaporan simulasi siap dibuka: {page}")
