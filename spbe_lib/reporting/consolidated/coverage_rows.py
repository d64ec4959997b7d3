"""*Seluruh perangkat daerah*: who states what about the obligations that all OPDs share."""

from spbe_lib.law.instrument import Requirement
from spbe_lib.records.scope import ScopeCount
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.office_document import MatrixRow, ScopeRow

_WORDS = {
    "yes": "ya",
    "no": "tidak",
    "not_applicable": "t.b.",
    "missing": "kosong",
    "returned": "kembali",
}
NOT_ASKED = "–"
"""In the matrix: the obligation does not concern this OPD."""


def scope_rows(case: Case) -> tuple[ScopeRow, ...]:
    """One row per obligation: "38 dari 43", who is missing, and whether it holds."""
    return tuple(_scope_row(case, count) for count in case.consolidation.scopes)


def _scope_row(case: Case, count: ScopeCount) -> ScopeRow:
    requirement = _requirement(case, count)
    return ScopeRow(
        indicator=count.indicator,
        name=case.instrument.indicator(count.indicator).short_name,
        requirement=requirement.text if requirement else count.rule.requirement,
        code=count.rule.requirement,
        level=count.rule.level,
        extent=count.rule.extent,
        counted=len(count.counted),
        yes=len(count.yes),
        no=case.opd_names(count.no),
        not_applicable=case.opd_names(count.not_applicable),
        missing=case.opd_names(count.missing),
        returned=case.opd_names(count.returned),
        holds=count.holds,
        note=count.rule.note,
    )


def _requirement(case: Case, count: ScopeCount) -> Requirement | None:
    levels = case.instrument.indicator(count.indicator).levels
    known = {each.code: each for level in levels for each in level.requirements}
    return known.get(count.rule.requirement)


def matrix_rows(case: Case) -> tuple[MatrixRow, ...]:
    """Every OPD that is asked at least once, and its word on each obligation."""
    counts = case.consolidation.scopes
    asked = [opd for opd in case.cycle.opds if any(opd.code in count.members for count in counts)]
    return tuple(
        MatrixRow(opd=opd.name, answers=tuple(_word(count, opd.code) for count in counts)) for opd in asked
    )


def _word(count: ScopeCount, code: str) -> str:
    return next((word for group, word in _WORDS.items() if code in getattr(count, group)), NOT_ASKED)
