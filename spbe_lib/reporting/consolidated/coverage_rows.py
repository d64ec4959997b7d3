"""*Seluruh perangkat daerah*: who states what about the obligations that all OPDs share."""

from collections.abc import Mapping

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
    place = case.instrument.place(count.rule.requirement)
    return ScopeRow(
        indicator=count.indicator,
        name=case.instrument.indicator(count.indicator).short_name,
        requirement=place.requirement.text if place else count.rule.requirement,
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


def matrix_rows(case: Case) -> tuple[MatrixRow, ...]:
    """Every OPD that is asked at least once, and its word on each obligation."""
    columns = [_words(count) for count in case.consolidation.scopes]
    return tuple(
        MatrixRow(opd=opd.name, answers=tuple(column.get(opd.code, NOT_ASKED) for column in columns))
        for opd in case.cycle.opds
        if any(opd.code in column for column in columns)
    )


def _words(count: ScopeCount) -> Mapping[str, str]:
    """What each OPD that is asked says to one obligation, by code."""
    return {code: word for group, word in _WORDS.items() for code in getattr(count, group)}
