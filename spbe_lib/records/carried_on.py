"""What a new cycle is given of the years before it: pairs of values, and recommendations still to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from spbe_lib.law.continuity import Continuity
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.follow_up_file import FOLLOW_UP_FILE, written_follow_ups
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import code_of, still_open
from spbe_lib.records.pairs import Pair, pairs_between
from spbe_lib.records.pairs_file import PAIR_FILE, written_pairs
from spbe_lib.records.recommendations import Recommendation
from spbe_lib.records.register import Cycle
from spbe_lib.records.store import read_records

_PAIRS = (
    "",
    "# Pasangan nilai tahun-tahun sebelumnya: nilai Tim dan nilai akhir butir yang sama, dasar proyeksi.",
)
_FOLLOW_UP = (
    "",
    "# Rekomendasi asesor dan tindak lanjutnya: OPD, tindakan, tenggat, anggaran, status, bukti. Butirnya",
    "# mengikuti edition di atas; kosongkan kolom item bila edition diganti.",
)


def carried_on(source: Path, last: Cycle, year: int, folder: Path, continuity: Continuity) -> list[str]:
    """Write what goes along from a former year into the folder of a new cycle.

    Pairs: those that the source had been given, and those that its own values make. Recommendations: those
    of its final values, and those of earlier years that are still open. What an example made up stays there.

    Args:
        source: Folder of the cycle to start from.
        last: That cycle.
        year: Year of the new one.
        folder: Its folder.
        continuity: From the source's edition to that of the new cycle: an item without a counterpart there
            leaves its recommendation to the government as a whole.

    Returns:
        The lines of ``cycle.yaml`` that name the files, as comments where there is none.

    Raises:
        StoreError: The source's records cannot be read.
    """
    pairs: list[Pair] = []
    recommendations: list[Recommendation] = []
    if not last.sample and last.year < year:
        assessments = read_records(source, edition_of(last)).assessments
        pairs = [*last.pairs, *pairs_between(last.year, assessments)]
        found = [*still_open(last), *_given(last, assessments)]
        recommendations = [_under(each, continuity) for each in found]
    if pairs:
        (folder / PAIR_FILE).write_bytes(written_pairs(pairs))
    if recommendations:
        (folder / FOLLOW_UP_FILE).write_bytes(written_follow_ups(_called_apart(recommendations)))
    return [
        *_PAIRS,
        f"{'' if pairs else '#'}pairs: {PAIR_FILE}",
        *_FOLLOW_UP,
        f"{'' if recommendations else '#'}follow_up: {FOLLOW_UP_FILE}",
    ]


def _under(each: Recommendation, continuity: Continuity) -> Recommendation:
    """The same under the edition of the new cycle."""
    now = {former: item for item, former in continuity.counterparts.items()}
    return replace(each, item=now.get(each.item)) if each.item else each


def _given(last: Cycle, assessments: Mapping[Stage, Assessment]) -> Iterator[Recommendation]:
    """What the final values of a cycle recommend, for its leads to act on."""
    final, instrument = assessments.get(Stage.AKHIR), edition_of(last)
    for item in instrument.items if final else ():
        text = final.recommendations.get(item.code, "") if final else ""
        if text.strip():
            yield Recommendation(
                code=code_of(last.year, item.code),
                text=text,
                item=item.code,
                opd=last.leads.get(item.indicator),
                year=last.year,
            )


def _called_apart(recommendations: list[Recommendation]) -> Iterator[Recommendation]:
    """The same with a code of its own for each."""
    taken: set[str] = set()
    for each in recommendations:
        code, turn = each.code, 1
        while code.casefold() in taken:
            turn += 1
            code = f"{each.code}-{turn}"
        taken.add(code.casefold())
        yield replace(each, code=code)
