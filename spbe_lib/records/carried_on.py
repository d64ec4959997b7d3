"""What a new cycle is given of the years before it: pairs of values, and recommendations still to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import load_edition
from spbe_lib.records.follow_up_file import FOLLOW_UP_FILE, written_follow_ups
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import code_of, still_open
from spbe_lib.records.pairs import pairs_between
from spbe_lib.records.pairs_file import PAIR_FILE, written_pairs
from spbe_lib.records.recommendations import Recommendation
from spbe_lib.records.register import Cycle


def carried_on(
    last: Cycle, assessments: Mapping[Stage, Assessment], continuity: Continuity
) -> Mapping[str, bytes]:
    """What goes along from a former year, as files.

    Pairs: those that the source had been given, and those that its own values make. Recommendations: those
    of its final values, and those of earlier years that are still open; under another regulation they keep
    their item where it is the same there, or has another name only.

    Args:
        last: The cycle to start from; what an example made up stays there.
        assessments: Its values by stage.
        continuity: From its edition to that of the new cycle.

    Returns:
        Content by file name; no file where there is nothing to say.
    """
    pairs = [*last.pairs, *pairs_between(last.year, assessments)]
    known = {former: item for item, former in continuity.counterparts.items()}
    recommendations = [
        replace(each, item=known.get(each.item) if each.item else None)
        for each in (*still_open(last), *_given(last, assessments))
    ]
    files = {PAIR_FILE: written_pairs(pairs)} if pairs else {}
    if recommendations:
        files[FOLLOW_UP_FILE] = written_follow_ups(_called_apart(recommendations))
    return files


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
