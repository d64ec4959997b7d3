"""The page that asks one OPD for its documents: *Daftar Permintaan Data Dukung*."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle, Opd, Step
from spbe_lib.records.requests import RequestList, requested_documents
from spbe_lib.reporting.page import SAMPLE, upright
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import TEMPLATES, write_whole

_FOLDER = "permintaan"
_TITLE = "Daftar Permintaan Data Dukung"
_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=upright,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one OPD is asked for, and its page; None where nothing is asked of it (any more)."""

    opd: Opd
    documents: RequestList
    page: Path | None


def write_requests(
    cycle: Cycle, instrument: Instrument, records: Records, outputs: Path, only: Sequence[str] = ()
) -> Iterator[Asked]:
    """Write the page of each OPD from which documents are still wanted, as ``permintaan/<code>.html``.

    A page of an earlier day is taken away where nothing is wanted any more.

    Args:
        cycle: The cycle.
        instrument: Its edition.
        records: One read of its records.
        outputs: The cycle's folder of outputs.
        only: Codes of the OPDs; all that fill in when empty.

    Raises:
        InputError: Nobody fills in, or a code is not of an OPD that does; nothing was written.
    """
    codes, wanted = [opd.code for opd in cycle.filling], [code.lower() for code in only]
    where = f"siklus {cycle.name}"
    if not codes:
        what, remedy = "tidak ada OPD yang diminta mengisi", "Lengkapi opd.csv dan assignments.csv siklus ini"
        raise InputError([Problem(where=where, what=what, remedy=remedy)])
    if unknown := [code for code in wanted if code not in codes]:
        raise InputError(
            Problem(where=where, what=f"tidak ada OPD pengisi '{clipped(code)}'", allowed=", ".join(codes))
            for code in unknown
        )
    return (
        _written(cycle, instrument, records, opd, outputs / _FOLDER / f"{opd.code}.html")
        for opd in cycle.filling
        if opd.code in (wanted or codes)
    )


def request_page(cycle: Cycle, instrument: Instrument, opd: Opd, asked: RequestList) -> str:
    """The page itself: self-contained, and the same for equal input, whenever it is made."""
    return _TEMPLATES.get_template("request/page.html.j2").render(
        cycle=cycle,
        edition=instrument,
        opd=opd,
        asked=asked,
        new_purposes=sum(len(each.purposes) for each in asked.new),
        answering=[cycle.opd(each.by).name for each in cycle.commons if each.kind == opd.kind],
        known_before=_known_before(cycle, opd),
        requested_on=printed_date(cycle.requested.day) if cycle.requested else "",
        deadline=printed_date(due) if (due := cycle.due(opd.code, Step.OPD)) else None,
        example_name=_example_name(asked),
        sample=SAMPLE,
        # Words of ours alone: a style sheet knows no escape that would hold for a name.
        stamp=f"{SAMPLE} · {_TITLE.upper()}" if cycle.sample else _TITLE.upper(),
        version=__version__,
    )


def _written(cycle: Cycle, instrument: Instrument, records: Records, opd: Opd, file: Path) -> Asked:
    asked = requested_documents(cycle, instrument, records, opd.code)
    if not asked.wanted:
        file.unlink(missing_ok=True)
        return Asked(opd=opd, documents=asked, page=None)
    write_whole(file, request_page(cycle, instrument, opd, asked).encode())
    return Asked(opd=opd, documents=asked, page=file)


def _known_before(cycle: Cycle, opd: Opd) -> bool:
    return any(code == opd.code for code, _ in (*cycle.before.responses, *cycle.before.facts))


def _example_name(asked: RequestList) -> str:
    """How a file may be called, after the first thing that is asked for."""
    first = asked.wanted[0].purposes[0] if asked.wanted else None
    return f"{(first.requirement or first.indicator) if first else '13'} notula rapat.pdf"
