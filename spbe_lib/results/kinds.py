"""OPDs beside each other, kind by kind: answers to the same question, and how they kept to the process.

Facts alone, in the order of the register: no level, no index and no rank.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spbe_lib.records.register import Cycle
from spbe_lib.records.scope import ScopeCount
from spbe_lib.results.compliance import Compliance


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount:
    """How many OPDs of one kind are asked for one obligation, and what they say to it."""

    asked: int
    yes: int
    no: int
    not_applicable: int
    missing: int
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAnswers:
    """What one kind of OPDs says to each obligation, in their order; None where none of them is asked."""

    kind: str
    opds: int
    answers: tuple[AnswerCount | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindProgress:
    """How one kind of OPDs kept to the process: entries, and OPDs by their deadline.

    Attributes:
        opds: OPDs of which something is asked.
        asked: Entries that are asked of them; ``answered`` those that state something.
        complete: OPDs that answered everything.
        in_time: OPDs that did so by their deadline; ``late`` after it; ``overdue`` still lack something then.
        missing: Documents that are still to come.
    """

    kind: str
    opds: int
    asked: int
    answered: int
    complete: int
    in_time: int
    late: int
    overdue: int
    missing: int


def kind_answers(cycle: Cycle, counts: Sequence[ScopeCount]) -> tuple[KindAnswers, ...]:
    """What each kind of OPDs says to the obligations that all share, in the order of the register."""
    asked = {code for count in counts for code in count.members}
    return tuple(
        KindAnswers(
            kind=kind,
            opds=len(codes),
            answers=tuple(_answers(count, frozenset(codes)) for count in counts),
        )
        for kind, codes in _by_kind(cycle, asked).items()
    )


def kind_progress(cycle: Cycle, found: Sequence[Compliance]) -> tuple[KindProgress, ...]:
    """How each kind of OPDs kept to the process, in the order of the register."""
    facts = {each.opd: each for each in found}
    return tuple(
        _progress(kind, [facts[code] for code in codes])
        for kind, codes in _by_kind(cycle, facts.keys()).items()
    )


def _by_kind(cycle: Cycle, codes: Collection[str]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for opd in cycle.opds:
        if opd.code in codes:
            kinds.setdefault(opd.kind, []).append(opd.code)
    return kinds


def _answers(count: ScopeCount, codes: frozenset[str]) -> AnswerCount | None:
    asked = codes.intersection(count.members)
    if not asked:
        return None
    return AnswerCount(
        asked=len(asked),
        yes=len(asked.intersection(count.yes)),
        no=len(asked.intersection(count.no)),
        not_applicable=len(asked.intersection(count.not_applicable)),
        missing=len(asked.intersection(count.missing)),
        returned=len(asked.intersection(count.returned)),
    )


def _progress(kind: str, facts: Sequence[Compliance]) -> KindProgress:
    whole = [each for each in facts if each.answered == each.asked]
    part = [each for each in facts if each.answered < each.asked]
    return KindProgress(
        kind=kind,
        opds=len(facts),
        asked=sum(each.asked for each in facts),
        answered=sum(each.answered for each in facts),
        complete=len(whole),
        in_time=sum(each.days_late == 0 for each in whole),
        late=sum(bool(each.days_late) for each in whole),
        overdue=sum(bool(each.days_late) for each in part),
        missing=sum(each.missing for each in facts),
    )
