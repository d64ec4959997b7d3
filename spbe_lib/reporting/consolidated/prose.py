"""The words of the consolidated report: Jinja templates over its frozen document."""

from fractions import Fraction
from itertools import groupby
from typing import Any

from IPython.display import HTML

from spbe_lib.reporting.changes.words import government_news
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.office_document import ScopeRow
from spbe_lib.reporting.page import rendered
from spbe_lib.reporting.rows import ItemRow, PartRow

_MOST = 5
"""How many steps and documents a leader is shown at once."""


def summary(report: ConsolidatedInput) -> HTML:
    """*Ringkasan Pimpinan*: the index or what is possible, predicate, distance to the next one."""
    exact = {aspect.number: Fraction(aspect.exact) for aspect in report.aspects if aspect.exact}
    comparable = len(exact) == len(report.aspects) and len(set(exact.values())) > 1
    highest = [a for a in report.aspects if comparable and exact[a.number] == max(exact.values())]
    lowest = [a for a in report.aspects if comparable and exact[a.number] == min(exact.values())]
    return rendered(
        "consolidated/summary",
        report,
        highest=highest,
        lowest=lowest,
        steps=report.steps[:_MOST],
        asked=_asked(report),
        news=government_news(report.changes, _leading(report)) if report.changes else (),
    )


def _leading(report: ConsolidatedInput) -> tuple[str, ...]:
    """The figures that a leader is told with their numbers when they changed."""
    return (report.index.name, "Predikat", "Butir terisi", "Isian dijawab OPD")


def stages(report: ConsolidatedInput) -> HTML:
    """What the answers yield and what each stage gave; nothing where there is one stage only."""
    return rendered("consolidated/stages", report) if len(report.stages) > 1 or report.office else HTML("")


def reconciliation(report: ConsolidatedInput) -> HTML:
    """What explains a published result that differs, and what lies between the Tim's and the final index."""
    if report.reconciliation is None and report.difference is None:
        return HTML("")
    return rendered("consolidated/reconciliation", report)


def result_notes(report: ConsolidatedInput) -> HTML:
    """How the figures were made, what the predicate follows, and whether they equal what was published."""
    parts = [*report.domains, *report.aspects, report.index]
    compared = [part for part in parts if part.agrees is not None]
    return rendered(
        "consolidated/result_notes",
        report,
        compared=compared,
        different=[part for part in compared if not part.agrees],
        waiting=[part for part in parts if part.published and part.agrees is None],
    )


def strengths_and_weaknesses(report: ConsolidatedInput) -> HTML:
    """Per aspect: the levels that are reached, and what every item below the top lacks first."""
    cites = {detail.code: detail.documents for detail in report.details}
    blocks = [
        _block(aspect, [i for i in report.items if i.aspect == aspect.number], cites)
        for aspect in report.aspects
    ]
    return rendered("consolidated/strengths", report, blocks=blocks)


def _block(aspect: PartRow, items: list[ItemRow], cites: dict[str, tuple[str, ...]]) -> dict[str, object]:
    below_top = [item for item in items if item.height is None or item.next_level is not None]
    unknown = [item for item in below_top if item.height is not None and not item.next_requirement]
    reached = sorted((item for item in items if item.fulfilled), key=lambda item: (_fall(item), item.shown))
    documents = list(dict.fromkeys(each for item in reached for each in cites.get(item.code, ())))
    return {
        "aspect": aspect,
        "documents": documents[:_MOST],
        "more_documents": len(documents[_MOST:]),
        "items": items,
        "answered": any(item.height for item in items),
        "reached": [list(group) for _, group in groupby(reached, key=lambda item: item.shown)],
        "gaps": [item for item in below_top if item not in unknown],
        "unknown_gaps": [list(group) for _, group in groupby(sorted(unknown, key=_next), key=_next)],
    }


def _asked(report: ConsolidatedInput) -> dict[str, Any]:
    """What follows for the Sekretaris Daerah from the facts: the counts that ask for a decision."""
    office = report.office
    if office is None:
        return {"any": False}
    unled = {code for row in office.contributions if row.opd is None for code in row.codes}
    asked: dict[str, Any] = {
        "silent": len(office.waiting),
        "broken": [row.indicator for row in office.scopes if not row.holds and _is_named(row)],
        "unnamed": [row.indicator for row in office.scopes if not _is_named(row)],
        "unexplained": sum(row.reason is None for row in office.departures),
        "unled": [item.code for item in report.items if item.code in unled],
    }
    beyond = report.target is not None and report.target.state == "out_of_reach"
    return asked | {
        "any": any(asked.values()) or any(row.second is None for row in office.self_reviewed) or beyond
    }


def _is_named(row: ScopeRow) -> bool:
    return bool(row.counted or row.not_applicable)


def _fall(item: ItemRow) -> Fraction:
    return -Fraction(item.height or 0)


def _next(item: ItemRow) -> tuple[int, str]:
    return (item.next_level or 0, item.next_level_name or "")
