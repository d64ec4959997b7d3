"""What every page has: title, stamp, head and provenance; and the one way from a template to HTML."""

from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import ReportInput, data_code
from spbe_lib.reporting.working import Working
from spbe_lib.workspace import TEMPLATES

SAMPLE = "DATA CONTOH – BUKAN DATA SEBENARNYA"
"""What every page of a made-up cycle says."""

SIMULATED = "SIMULASI – BUKAN NILAI RESMI"
"""What every page of a simulation says instead of a stage."""

_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def upright(value: object) -> object:
    """Take out the invisible signs that turn the reading direction, lest they reverse the figures beside."""
    return value.translate(_TURNING) if type(value) is str else value


_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "prose"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=upright,
)


def load_templates() -> None:
    """Read and compile every template now, not with the first report that needs it."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def title(report: ReportInput) -> str:
    """The title of the page, as plain text."""
    if report.kind == "simulasi":
        names = ", ".join(each.name for each in report.scenarios if each.name)
        told = f"{SIMULATED}: {names}" if names else SIMULATED
        return f"{told} – {report.edition.index_name} {report.year} – {report.government}"
    if report.kind == "opd":
        return f"Laporan {report.opd_name} – {report.edition.index_name} {report.year} – {report.government}"
    return f"Laporan Konsolidasi {report.edition.index_name} {report.year} – {report.government}"


def stamp(report: ReportInput) -> str:
    """The line that says on every page whose figures these are, and whether they are made up."""
    stage = SIMULATED if report.kind == "simulasi" else Stage(report.stage).stamp
    return f"{SAMPLE} · {stage}" if report.sample else stage


def cover(report: ConsolidatedInput) -> HTML:
    """Government, year, edition and stamp: the head of the page."""
    return rendered("cover", report, stage_label=Stage(report.stage).label)


def provenance(report: ReportInput) -> HTML:
    """*Asal data*: cycle, regulation, guideline, date, source, data code and version."""
    return rendered("provenance", report, code=data_code(report), version=__version__)


def unfolded(text: str, working: Working | None) -> str:
    """A text of a table's cell as HTML, which unfolds to how its figure arises; escaped."""
    return str(_TEMPLATES.get_template("_unfold.html.j2").module.unfold(text, working))  # type: ignore[attr-defined]


def rendered(name: str, report: ReportInput, **more: object) -> HTML:
    """Fill a template of ``templates/prose/`` with a frozen document; every value is escaped."""
    return filled(name, report=report, stamp=stamp(report), **more)


def filled(name: str, **values: object) -> HTML:
    """Fill a template of ``templates/prose/`` with some values; every one of them is escaped."""
    return HTML(_TEMPLATES.get_template(f"{name}.html.j2").render(**values))
