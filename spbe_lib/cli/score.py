"""``spbe score``: the index of one file of values."""

import json
from pathlib import Path
from typing import Any

import click

from spbe_lib.cli.words import Command
from spbe_lib.figures import NOTHING
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.results.export import as_plain
from spbe_lib.results.scorecard import Scorecard, score


@click.command("score", cls=Command, short_help="Hitung indeks dari satu berkas nilai.")
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
