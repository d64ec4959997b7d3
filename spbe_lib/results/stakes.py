"""How many points of the government's index hang on one answer, requirement or document of an OPD.

The points are the weight of the item times the levels that fall from the OPD's own answer while that
part of it is not recognised, and one level at least: what holds up nothing today is still needed for the
next level. An obligation that all OPDs share counts one level of its indicator, for what it holds up
depends on the lead and on all others, of whom nothing is told here.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from fractions import Fraction

from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import EvidenceReference, Response, Statement
from spbe_lib.records.documents import DOCUMENT, document_key
from spbe_lib.records.statements import stated_requirements

_NOTHING = Fraction(0)


def points_of_answer(instrument: Instrument, indicator: Indicator, answer: Statement) -> Fraction:
    """What hangs on an answer as a whole: all levels that it carries above one that was not handed in."""
    if not isinstance(answer, Response):
        return points_of_levels(instrument, indicator, answer.topic)
    stated = stated_requirements(instrument, indicator, answer)
    given = answer.level.high if answer.level else instrument.unanswered.value
    value = climb(instrument, indicator, stated).value if stated else given
    return points_of_levels(instrument, indicator, answer.topic, value - instrument.unanswered.value)


def points_of_part(instrument: Instrument, indicator: Indicator, answer: Statement, subject: str) -> Fraction:
    """What hangs on one requirement, or on what a document alone proves."""
    if not isinstance(answer, Response) or not indicator.levels:
        return points_of_levels(instrument, indicator, answer.topic)
    lost = _proven_by_none_but(answer.evidence, subject) if subject.startswith(DOCUMENT) else {subject}
    stated = stated_requirements(instrument, indicator, answer)
    return points_of_levels(instrument, indicator, answer.topic, _fallen(instrument, indicator, stated, lost))


def points_of_levels(
    instrument: Instrument, indicator: Indicator, topic: str, levels: Fraction = _NOTHING
) -> Fraction:
    """The weight of an item (of the whole indicator, for an obligation) times levels, one at least."""
    weight = next((item.weight for item in indicator.items if item.code == topic), indicator.weight)
    return max(levels, Fraction(1)) * weight / instrument.whole_weight


def _fallen(
    instrument: Instrument, indicator: Indicator, stated: frozenset[str], lost: AbstractSet[str]
) -> Fraction:
    return climb(instrument, indicator, stated).value - climb(instrument, indicator, stated - lost).value


def _proven_by_none_but(evidence: Iterable[EvidenceReference], key: str) -> set[str]:
    """The requirements for which this document is cited and no other."""
    proofs: dict[str, set[str]] = {}
    for each in evidence:
        if each.requirement:
            proofs.setdefault(each.requirement, set()).add(document_key(each.title, each.number))
    return {requirement for requirement, keys in proofs.items() if keys == {key}}
