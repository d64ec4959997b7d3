"""The command ``spbe``: arguments in, calls into the rooms, exit codes out.

Exit codes: 0 done; 1 a report failed; 2 the input or the command line has faults.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from spbe_lib import __version__
from spbe_lib.cli_words import Command, Group, usage_fault
from spbe_lib.errors import SpbeError
from spbe_lib.figures import NOTHING
from spbe_lib.law.editions import load_edition
from spbe_lib.records.assessment_file import read_assessment
from spbe_lib.results.export import as_plain
from spbe_lib.results.scorecard import Scorecard, score
from spbe_lib.workspace import open_workspace

_FAILED, _FAULTY = 1, 2


@click.group(
    cls=Group,
    epilog="Kode keluar: 0 selesai; 1 laporan gagal dibuat; 2 masukan atau perintah keliru.",
)
@click.version_option(__version__, message="Tauval Mandiri SPBE %(version)s", help="Tampilkan versi.")
def spbe() -> None:
    """Tauval Mandiri SPBE: evaluasi mandiri pemerintahan berbasis elektronik.

    \b
    Contoh:
      spbe score inputs/kab-madiun-2020/penilaian-akhir.yaml
      spbe report
    """  # noqa: D301 click reads the backspace as: keep these lines


@spbe.command("score", cls=Command, short_help="Hitung indeks dari satu berkas nilai.")
@click.argument("file", metavar="BERKAS.yaml", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Tulis hasil sebagai JSON.")
def score_file(file: Path, as_json: bool) -> None:
    """Hitung indeks dari BERKAS.yaml yang berisi peraturan dan tingkat tiap butir.

    Butir yang tidak ditulis dianggap belum dijawab, bukan bernilai nol; selama ada yang belum
    dijawab, indeks dan predikat belum ada.

    \b
    Isi berkas:
      edition: permenpanrb-59-2020
      year: 2024
      levels: {1: 3, 2: 4, 3: 2}

    \b
    Contoh:
      spbe score penilaian.yaml
      spbe score penilaian.yaml --json
    """  # noqa: D301
    assessment = read_assessment(file)
    card = score(load_edition(assessment.edition), assessment.values, assessment.year)
    click.echo(json.dumps(as_plain(card), ensure_ascii=False, indent=2) if as_json else _told(card))


@spbe.command("report", cls=Command, short_help="Buat laporan setiap siklus.")
@click.argument("cycles", metavar="[SIKLUS]...", nargs=-1)
def report(cycles: Sequence[str]) -> None:
    """Buat laporan konsolidasi setiap SIKLUS di inputs/ (semua, bila tidak disebut).

    \b
    Contoh:
      spbe report
      spbe report kab-madiun-2020
    """  # noqa: D301
    # Imported here: loading papermill takes seconds, and the other commands need none of it.
    from spbe_lib.reporting.batch import make_reports  # noqa: PLC0415

    workspace = open_workspace(Path.cwd())
    codes = {0}
    for outcome in make_reports(workspace, cycles or workspace.cycles()):
        if outcome.html:
            click.echo(f"Laporan siap dibuka: {outcome.html}")
        else:
            click.echo(f"Siklus {outcome.cycle}: laporan tidak dibuat.\n{outcome.refusal}", err=True)
            codes.add(_FAULTY if outcome.faulty_input else _FAILED)
    if len(codes) > 1:
        raise click.exceptions.Exit(max(codes))


def _told(card: Scorecard) -> str:
    instrument, figures = card.instrument, as_plain(card)
    lines = [f"{instrument.short_name} – {instrument.name}", *instrument.notices, ""]
    for kind, parts in (("Domain", card.domains), ("Aspek", card.aspects)):
        for each in parts:
            shown = each.shown(instrument.digits) or NOTHING
            lines.append(f"{kind} {each.part.number:<2} {shown:>11}  {each.part.name}")
    lines += ["", f"{instrument.index_name}: {figures['index']['shown'] or NOTHING}"]
    return "\n".join(lines + (_verdict(card) if card.index.complete else _still_possible(card, figures)))


def _verdict(card: Scorecard) -> list[str]:
    verdict = card.verdict
    crossed = f"{NOTHING} (rentang indeks melewati batas predikat)"
    lines = [f"Predikat: {verdict.predicate.name if verdict.predicate else crossed}"]
    if verdict.on_other_basis:
        lines.append(
            f"Tepat di tepi batas; menurut dasar pembulatan yang lain: {verdict.on_other_basis.name}"
        )
    return lines


def _still_possible(card: Scorecard, figures: dict[str, Any]) -> list[str]:
    answered = f"{card.index.answered} dari {card.index.items}"
    return [
        f"Belum lengkap: {answered} butir terisi; indeks dan predikat belum ada.",
        f"Rata-rata terisi: {figures['filled_average'] or NOTHING}",
        f"Nilai terendah: {figures['index']['lowest']}",
        f"Nilai tertinggi yang masih mungkin: {figures['index']['highest']}",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # An old Windows console cannot print "–"; a question mark is better than a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        code = spbe.main(args=arguments, prog_name="spbe", standalone_mode=False)
    except click.UsageError as fault:
        click.echo(usage_fault(fault), err=True)
        code = _FAULTY
    except SpbeError as refusal:
        click.echo(str(refusal), err=True)
        code = _FAULTY
    except (click.Abort, OSError) as stop:
        click.echo(f"Dihentikan: {stop}" if str(stop) else "Dihentikan.", err=True)
        code = _FAILED
    sys.exit(code if isinstance(code, int) else 0)
