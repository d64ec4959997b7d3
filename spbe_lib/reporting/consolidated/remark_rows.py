"""What stood out in the answers, laid out as rows: counted by kind, and the most severe in words.

The report goes to the leaders. What tells of the same words in several OPDs is counted here and told to
the Tim alone.
"""

from collections import Counter
from collections.abc import Sequence

from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.office_document import RemarkCount, RemarkFacts, RemarkRow
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import subject
from spbe_lib.results.remarks import remarks

_MOST = 12
"""So many questions are printed; of the others it is said how many they are."""


def remark_facts(case: Case) -> RemarkFacts:
    """Counts of all remarks by kind, and the questions that an assessor is most likely to ask."""
    found = remarks(case.cycle, case.instrument, case.records)
    told = [
        each for each in found if each.kind is not RemarkKind.SAME_TEXT and each.severity is not Severity.LOW
    ]
    return RemarkFacts(
        counts=tuple(_count(kind, found) for kind in RemarkKind if any(each.kind is kind for each in found)),
        rows=tuple(_row(case, each) for each in told[:_MOST]),
        more=max(len(told) - _MOST, 0),
    )


def _count(kind: RemarkKind, found: Sequence[Remark]) -> RemarkCount:
    counts = Counter(each.severity for each in found if each.kind is kind)
    high, medium, low = (counts[severity] for severity in Severity)
    return RemarkCount(kind=kind.label, high=high, medium=medium, low=low)


def _row(case: Case, remark: Remark) -> RemarkRow:
    return RemarkRow(
        severity=remark.severity.label,
        subject=subject(case.cycle, case.instrument, remark.topics),
        question=remark.question,
        opd=case.opd_name(remark.opd) or remark.opd,
    )
