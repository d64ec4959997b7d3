"""The made-up pairs of *Kabupaten Contoh*: what its Tim gave in 2021 to 2023, and what the assessor left.

The final values of 2023 are those of ``hasil-2023.yaml``; the years before rise towards them.
"""

import random
from pathlib import Path

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.files.pairs_file import PAIR_FILE, written_pairs
from spbe_lib.records.pairs import Pair

LAST, FIRST = 2023, 2021
CHANGES = (0, -1, -2, 1)
STRICT, MILD = (68, 22, 6, 4), (89, 8, 0, 3)
"""How often each change befalls an item: policies and services lose little, what lies between them more."""

MILD_ASPECTS = (1, 7, 8)
GROWTH = 0.18
"""The share of items that gain a level from one year to the next."""


def made_up_pairs(folder: Path) -> list[Pair]:
    """The pairs of all years; the same result of 2023 gives the same pairs."""
    final = read_assessment(folder / f"hasil-{LAST}.yaml")
    edition, dice = load_edition(final.edition), random.Random("pasangan")  # noqa: S311 a made-up example
    levels = {item.code: int(final.values[item.code].low) for item in edition.items}
    found: list[Pair] = []
    for year in range(LAST, FIRST - 1, -1):
        for item in edition.items:
            chances = MILD if item.aspect in MILD_ASPECTS else STRICT
            top = edition.indicator(item.indicator).scale.levels[-1].value
            mandiri = min(max(levels[item.code] - dice.choices(CHANGES, chances)[0], 1), top)
            found.append(
                Pair(
                    year=year,
                    edition=edition.code,
                    item=item.code,
                    mandiri=Span.exactly(mandiri),
                    akhir=Span.exactly(levels[item.code]),
                )
            )
        levels = {code: max(level - (dice.random() < GROWTH), 1) for code, level in levels.items()}
    return sorted(found, key=lambda each: each.year)


def write_pairs(folder: Path) -> None:
    """Make ``pasangan.csv`` anew in the cycle's folder."""
    (folder / PAIR_FILE).write_bytes(written_pairs(made_up_pairs(folder)))
