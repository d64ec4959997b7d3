"""What is written beside a page that is shared: what it is, how to open it, and a message to paste."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib.reporting.document import ReportInput, data_code
from spbe_lib.reporting.page import stamp, title
from spbe_lib.workspace import TEMPLATES

_LONGEST = 200
_NEWLINE = "\r\n"
"""Old editors of Windows show a text without it as a single line."""


def one_line(value: object) -> object:
    """A text on one line, without signs that cannot be seen, and not longer than a message bears."""
    if not isinstance(value, str):
        return value
    told = "".join(sign if sign.isprintable() else " " for sign in value)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"


_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "share"),
    autoescape=False,  # noqa: S701 plain text: what is hostile in it are lines and signs, see one_line
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=one_line,
)


def readme(report: ReportInput, page: str) -> bytes:
    """``BACA-SAYA.txt`` of a package: what its page is, how to open it, how to check it.

    Args:
        report: The frozen input of the page.
        page: What the page is called in the package.
    """
    return _filled("readme", report, page=page, title=title(report))


def message(report: ReportInput, package: str, contact: str | None, office: str | None) -> bytes:
    """A polite message to paste beside a package: what it is, and what it says in one sentence.

    To an OPD it tells facts of that OPD alone.

    Args:
        report: The frozen input of the page.
        package: What the package is called.
        contact: Whom to ask, of the Tim.
        office: The unit whose people are the Tim's secretariat; None if it is not known.
    """
    name = "opd" if report.kind == "opd" else "leader"
    return _filled(name, report, package=package, contact=contact, office=office)


def _filled(name: str, report: ReportInput, **more: object) -> bytes:
    told = _TEMPLATES.get_template(f"{name}.txt.j2").render(
        report=report, stamp=stamp(report), code=data_code(report), as_of=_as_of(report), **more
    )
    return (told.rstrip("\n") + "\n").replace("\n", _NEWLINE).encode()


def _as_of(report: ReportInput) -> str:
    """As of which day the data are, or of which round; empty where nothing was handed in."""
    if report.frozen_round:
        return f"Putaran {report.frozen_round.name}, dibekukan {report.frozen_round.day}."
    return f"Data per {report.as_of}." if report.as_of else ""
