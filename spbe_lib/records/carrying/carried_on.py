"""What a new cycle is given of the years before it: pairs of values, and recommendations still to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.follow_up_file import FOLLOW_UP_FILE, written_follow_ups
from spbe_lib.records.files.pairs_file import PAIR_FILE, written_pairs
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import code_of, still_open
from spbe_lib.records.pairs import pairs_between
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.records.register import Cycle


def carried_on(
    last: Cycle, assessments: Mapping[Stage, Assessment], continuity: Continuity
) -> Mapping[str, bytes]:
    """What goes along from a former year, as files.

    Pairs: those that the source had been given, and those that its own values make. Recommendations: those
    of its final values, and those of earlier years that are still open; under another regulation they go to
    the one item that continues theirs, and stand for the whole government where there is not just one.

    Args:
        last: The cycle to start from; what an example made up stays there.
        assessments: Its values by stage.
        continuity: From its edition to that of the new cycle.

    Returns:
        Content by file name; no file where there is nothing to say.
    """
    pairs = [*last.pairs, *pairs_between(last.year, assessments)]
    recommendations = [new for _, new in _taken_over(last, assessments, continuity)]
    files = {PAIR_FILE: written_pairs(pairs)} if pairs else {}
    if recommendations:
        files[FOLLOW_UP_FILE] = written_follow_ups(recommendations)
    return files


def recommendation_notes(
    last: Cycle, assessments: Mapping[Stage, Assessment], continuity: Continuity
) -> Iterator[str]:
    """Which recommendations lost their item, and which are not carried because nobody goes on with them."""
    taken = _taken_over(last, assessments, continuity)
    lost = [f"{new.code} (butir {old.item})" for old, new in taken if old.item and not new.item]
    if lost:
        yield (
            "Rekomendasi yang butirnya tidak mempunyai satu penerus menjadi umum; bila perlu, tetapkan "
            f"butirnya di {FOLLOW_UP_FILE}: {', '.join(lost)}."
        )
    dropped = [each.code for each in last.follow_ups if each.progress is Progress.DROPPED]
    if dropped:
        yield f"Rekomendasi yang tidak dilanjutkan tidak dibawa: {', '.join(dropped)}."


def _taken_over(
    last: Cycle, assessments: Mapping[Stage, Assessment], continuity: Continuity
) -> list[tuple[Recommendation, Recommendation]]:
    """Every recommendation that goes along, as it was and as it is in the new cycle."""
    former = [*still_open(last), *_given(last, assessments)]
    moved = [replace(each, item=_heir(continuity, each.item)) for each in former]
    return list(zip(former, _called_apart(moved), strict=True))


def _heir(continuity: Continuity, item: str | None) -> str | None:
    """The one item that continues an item; None where none does or several do."""
    heirs = continuity.into(item) if item else ()
    return heirs[0] if len(heirs) == 1 else None


def _given(last: Cycle, assessments: Mapping[Stage, Assessment]) -> Iterator[Recommendation]:
    """What the final values of a cycle recommend, for its leads to act on."""
    final, instrument = assessments.get(Stage.AKHIR), load_edition(last.edition)
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
