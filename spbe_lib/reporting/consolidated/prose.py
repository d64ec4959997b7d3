"""The words of the consolidated report: Jinja templates over its frozen document."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from IPython.display import HTML

from spbe_lib.reporting.changes.words import government_news
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.leader import asked, key_steps
from spbe_lib.reporting.page import rendered
from spbe_lib.reporting.rows import ItemRow, PartRow

_MOST = 5
"""How many documents are shown at once."""


def summary(report: ConsolidatedInput) -> HTML:
    """*Ringkasan Pimpinan*: the index or what is possible, and what a leader has to know and to decide."""
    return rendered(
        "consolidated/summary",
        report,
        steps=key_steps(report),
        asked=asked(report),
        ahead=[row for row in report.deadlines if not row.past],
        news=government_news(report.changes, _leading(report)) if report.changes else (),
    )


def _leading(report: ConsolidatedInput) -> tuple[str, ...]:
    """The figures that a leader is told with their numbers when they changed."""
    return (report.index.name, "Predikat", "Butir terisi")


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
    highest, lowest = _extremes(report.aspects)
    return rendered(
        "consolidated/result_notes",
        report,
        highest=highest,
        lowest=lowest,
        compared=compared,
        different=[part for part in compared if not part.agrees],
        waiting=[part for part in parts if part.published and part.agrees is None],
    )


def _extremes(aspects: Sequence[PartRow]) -> tuple[list[PartRow], list[PartRow]]:
    """The highest and the lowest aspects; none where one is open or a range, or all are equal."""
    exact = {aspect.number: Fraction(aspect.exact) for aspect in aspects if aspect.exact}
    if len(exact) < len(aspects) or len(set(exact.values())) == 1:
        return [], []
    ends = max(exact.values()), min(exact.values())
    highest, lowest = ([each for each in aspects if exact[each.number] == end] for end in ends)
    return highest, lowest


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


def _fall(item: ItemRow) -> Fraction:
    return -Fraction(item.height or 0)


def _next(item: ItemRow) -> tuple[int, str]:
    return (item.next_level or 0, item.next_level_name or "")
