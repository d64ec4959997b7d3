"""The words of a report: Jinja templates over the frozen document, every value escaped."""

from collections.abc import Iterable
from fractions import Fraction

from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.records.model import Stage
from spbe_lib.reporting.document import ItemRow, PartRow, ReportInput, data_code
from spbe_lib.workspace import TEMPLATES

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "prose"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
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
    heights = [Fraction(aspect.lowest) for aspect in report.aspects if aspect.shown and aspect.lowest]
    apart = len(set(heights)) > 1
    return _rendered(
        "summary",
        report,
        highest=[a for a in report.aspects if apart and _height(a) == max(heights)],
        lowest=[a for a in report.aspects if apart and _height(a) == min(heights)],
    )


def result_notes(report: ReportInput) -> HTML:
    """How the figures were made, what the predicate follows, and whether they equal what was published."""
    parts = [*report.domains, *report.aspects, report.index]
    printed = [part for part in parts if part.published is not None]
    return _rendered(
        "result_notes",
        report,
        compared=len(printed),
        different=[part for part in printed if part.published != part.shown],
    )


def strengths_and_weaknesses(report: ReportInput) -> HTML:
    """Per aspect: the items that stand highest, and the first requirement missing of the others."""
    blocks = [
        _block(aspect, [i for i in report.items if i.aspect == aspect.number]) for aspect in report.aspects
    ]
    return _rendered("strengths", report, blocks=blocks)


def provenance(report: ReportInput) -> HTML:
    """*Asal data*: cycle, regulation, guideline, date, source, data code and version."""
    return _rendered("provenance", report, code=data_code(report), version=__version__)


def _block(aspect: PartRow, items: list[ItemRow]) -> dict[str, object]:
    strong = [item for item in items if item.standing in ("top", "strongest")]
    weak = [item for item in items if item.standing in ("weaker", "unanswered")]
    gaps = weak or [item for item in strong if item.standing != "top"]
    return {
        "aspect": aspect,
        "strong": strong,
        "all_strong": len(strong) == len(items) > 1,
        "known_gaps": [item for item in gaps if item.next_requirement or item.value is None],
        "other_gaps": _by_next_level(
            item for item in gaps if item.value is not None and not item.next_requirement
        ),
    }


def _by_next_level(items: Iterable[ItemRow]) -> list[list[ItemRow]]:
    """Items without a known requirement, those with the same next level together."""
    groups: dict[tuple[int | None, str | None], list[ItemRow]] = {}
    for item in items:
        groups.setdefault((item.next_level, item.next_level_name), []).append(item)
    return list(groups.values())


def _height(aspect: PartRow) -> Fraction | None:
    return Fraction(aspect.lowest) if aspect.shown and aspect.lowest else None


def _rendered(name: str, report: ReportInput, **more: object) -> HTML:
    template = _TEMPLATES.get_template(f"{name}.html.j2")
    return HTML(template.render(report=report, stamp=stamp(report), **more))
