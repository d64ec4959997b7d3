"""Pairs: what the Tim Asesor Internal gave an item in a former year, and what the assessor left; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_lib.figures import Span
from spbe_lib.records.model import Assessment, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One item of one year with both values (0–5), under the regulation with code ``edition``."""

    year: int
    edition: str
    item: str
    mandiri: Span
    akhir: Span

    def change(self, digits: int) -> Fraction:
        """What the assessor added, below zero where he took off, in levels; a printed figure as printed."""
        return self.akhir.figure(digits) - self.mandiri.figure(digits)


def pairs_between(year: int, assessments: Mapping[Stage, Assessment]) -> Iterator[Pair]:
    """The pairs that one cycle's own values make, once it has both stages; in legal order of the first."""
    ours, theirs = assessments.get(Stage.MANDIRI), assessments.get(Stage.AKHIR)
    if ours is None or theirs is None:
        return
    for item, mandiri in ours.values.items():
        if item in theirs.values:
            yield Pair(
                year=year,
                edition=ours.edition,
                item=item,
                mandiri=mandiri,
                akhir=theirs.values[item],
            )
