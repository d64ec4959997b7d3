"""The form of one OPD as a single HTML file: it needs no server, no network and no other file."""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from spbe_lib import __version__
from spbe_lib.figures import printed_date
from spbe_lib.intake.asking.asked import asked_of
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.page_data import page_data
from spbe_lib.intake.handout import asked_opds
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle, Opd, Step
from spbe_lib.workspace import write_whole

_SCRIPTS = (
    "sha256", "text", "days", "secret", "climb", "answers", "checks", "elements", "drafts", "parts", "cards",
    "shown", "keeping", "form",
)  # fmt: skip
"""The parts of the page's one script, in the order in which they build on each other."""

_PAGES = Environment(
    loader=PackageLoader("spbe_lib.intake.form", "assets"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def forms(desk: Desk, outputs: Path, only: Sequence[str] = ()) -> Iterator[Path]:
    """Write the form of each OPD that something is asked of, with what is recorded of it so far.

    Args:
        desk: The cycle and its records.
        outputs: The cycle's folder of outputs.
        only: Codes of the OPDs; all when empty.

    Raises:
        InputError: Nothing is asked of anybody in this cycle, or of an OPD that was named; nothing
            was written.
    """
    opds, records = asked_opds(desk, only), desk.store.read()
    return (_written(desk, outputs, opd, records) for opd in opds)


def form_page(cycle: Cycle, instrument: Instrument, opd: Opd, records: Records) -> bytes:
    """Make the form of one OPD: what the Kuesioner asks, as a page that fills in and checks.

    Equal input gives equal bytes. The page may run its own script and wear its own style, each by
    its hash, and load nothing.

    Args:
        cycle: The cycle that it belongs to.
        instrument: The cycle's edition.
        opd: An OPD of the cycle that fills in.
        records: What is recorded already; only this OPD's own part is shown.
    """
    asked = asked_of(cycle, instrument, opd, records)
    script, style = "".join(_asset(f"{name}.js") for name in _SCRIPTS), _asset("form.css")
    page = _PAGES.get_template("form.html.j2").render(
        cycle=cycle,
        instrument=instrument,
        opd=opd,
        asked=asked,
        deadline=printed_date(due) if (due := cycle.due(opd.code, Step.OPD)) else None,
        requested=printed_date(cycle.requested.day) if cycle.requested else None,
        data=_embedded(page_data(cycle, instrument, opd, asked)),
        script=script,
        style=style,
        script_hash=_hashed(script),
        style_hash=_hashed(style),
        version=__version__,
    )
    return page.encode()


def _written(desk: Desk, outputs: Path, opd: Opd, records: Records) -> Path:
    file = outputs / "formulir" / f"{opd.code}.html"
    write_whole(file, form_page(desk.cycle, desk.instrument, opd, records))
    return file


def _asset(name: str) -> str:
    source, _, _ = _PAGES.loader.get_source(_PAGES, name)  # type: ignore[union-attr]  # it has a loader
    return source


def _hashed(text: str) -> str:
    """The hash by which the page's own policy knows a script or a style."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(data: object) -> str:
    """Data inside a script element: no text in them can end it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
