"""The words of a report: Jinja templates over the frozen document, every value escaped."""

from fractions import Fraction
from itertools import groupby

from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.records.model import Stage
from spbe_lib.reporting.document import ItemRow, PartRow, ReportInput, data_code
from spbe_lib.workspace import TEMPLATES

_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def _upright(value: object) -> object:
    """Take out the invisible signs that turn the reading direction, lest they reverse the figures beside."""
    return value.translate(_TURNING) if type(value) is str else value


_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "prose"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_upright,
)


def title(report: ReportInput) -> str:
    """The title of the page, as plain text."""
    return f"Laporan Konsolidasi {report.edition.index_name} {report.year} – {report.government}"


def stamp(report: ReportInput) -> str:
    """The line that says on every page whose figures these are."""
    return Stage(report.stage).stamp


def cover(report: ReportInput) -> HTML:
    """Government, year, edition and stamp: the head of the page."""
    return _rendered("cover", report, stage_label=Stage(report.stage).label)


def summary(report: ReportInput) -> HTML:
    """*Ringkasan Pimpinan*: the index or what is possible, predicate, distance to the next one."""
    exact = {aspect.number: Fraction(aspect.exact) for aspect in report.aspects if aspect.exact}
    comparable = len(exact) == len(report.aspects) and len(set(exact.values())) > 1
    highest = [a for a in report.aspects if comparable and exact[a.number] == max(exact.values())]
    lowest = [a for a in report.aspects if comparable and exact[a.number] == min(exact.values())]
    return _rendered("summary", report, highest=highest, lowest=lowest)


def result_notes(report: ReportInput) -> HTML:
    """How the figures were made, what the predicate follows, and whether they equal what was published."""
    parts = [*report.domains, *report.aspects, report.index]
    compared = [part for part in parts if part.agrees is not None]
    return _rendered(
        "result_notes",
        report,
        compared=compared,
        different=[part for part in compared if not part.agrees],
        waiting=[part for part in parts if part.published and part.agrees is None],
    )


def strengths_and_weaknesses(report: ReportInput) -> HTML:
    """Per aspect: the levels that are reached, and what every item below the top lacks first."""
    blocks = [
        _block(aspect, [i for i in report.items if i.aspect == aspect.number]) for aspect in report.aspects
    ]
    return _rendered("strengths", report, blocks=blocks)


def provenance(report: ReportInput) -> HTML:
    """*Asal data*: cycle, regulation, guideline, date, source, data code and version."""
    return _rendered("provenance", report, code=data_code(report), version=__version__)


def _block(aspect: PartRow, items: list[ItemRow]) -> dict[str, object]:
    below_top = [item for item in items if item.height is None or item.next_level is not None]
    unknown = [item for item in below_top if item.height is not None and not item.next_requirement]
    reached = sorted((item for item in items if item.fulfilled), key=lambda item: (_fall(item), item.shown))
    return {
        "aspect": aspect,
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


def _rendered(name: str, report: ReportInput, **more: object) -> HTML:
    template = _TEMPLATES.get_template(f"{name}.html.j2")
    return HTML(template.render(report=report, stamp=stamp(report), **more))
