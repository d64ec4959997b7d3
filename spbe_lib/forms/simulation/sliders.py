"""The table in which levels are moved: one slider a row, all of them in one piece of HTML.

Forty-seven sliders as widgets would be two hundred models to start and to keep in step. Here the page itself
moves them; what counts is the line of changes beside them, which they write and follow.
"""

from collections.abc import Iterable
from html import escape

from spbe_lib.figures import NOTHING, Span
from spbe_lib.forms.look import script_of
from spbe_lib.law.instrument import Aspect, Item
from spbe_lib.law.ladder import stands_at
from spbe_lib.records.files.scenario_file import spelt
from spbe_lib.reporting.consolidated.case import printed_value
from spbe_lib.reporting.page import filled
from spbe_lib.reporting.points import points
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.reporting.simulation.rows import title_of

_UNANSWERED = "-"


def slider_table(base: Base, aspect: int | None, opd: str | None) -> str:
    """The sliders of a base, grouped by aspect.

    Args:
        base: Whose values stand there at first.
        aspect: Only this aspect; all when None.
        opd: Only what this OPD leads; all when None.
    """
    groups = [(each, list(_rows(base, each, opd))) for each in base.instrument.aspects]
    shown = [(each, rows) for each, rows in groups if rows and (aspect is None or each.number == aspect)]
    if not shown:
        return "<p>Tidak ada butir pada pilihan ini.</p>"
    caption = "Geser atau pakai tombol panah; ↺ mengembalikan satu butir"
    moving = f'<style onload="{escape(_moving())}">.sim-tabel {{}}</style>'
    return moving + str(filled("simulation/sliders", caption=caption, groups=shown).data)


def _moving() -> str:
    return f"(function () {{ {script_of('simulation')} }}).call(this)"


def _rows(base: Base, aspect: Aspect, opd: str | None) -> Iterable[dict[str, object]]:
    for indicator in aspect.indicators:
        lead = base.cycle.leads.get(indicator.number)
        if opd is None or lead == opd:
            name = base.cycle.opd(lead).name if lead else ""
            yield from (_row(base, item, name) for item in indicator.items)


def _row(base: Base, item: Item, lead: str) -> dict[str, object]:
    instrument, now = base.instrument, base.values.get(item.code)
    indicator = instrument.indicator(item.indicator)
    values = [Span.exactly(each.value) for each in indicator.scale.levels]
    if now is not None:
        # What is printed 2,00 stands in place of level 2: from it there is nothing to climb to 2.
        own = Span.exactly(stands_at(indicator, now))
        values = sorted([*(each for each in values if each != own), now], key=lambda span: span.low)
    texts = [spelt(instrument, each) for each in values]
    place = 0 if now is None else values.index(now)
    texts = texts if now is not None else [_UNANSWERED, *texts]
    share = Span.exactly(item.weight / instrument.whole_weight)
    return {
        "code": item.code,
        "name": title_of(base, item.code),
        "lead": lead,
        "now": printed_value(now, instrument.digits) or NOTHING,
        "most": len(texts) - 1,
        "place": place,
        "texts": " ".join(texts),
        "words": "belum dijawab" if now is None else f"tingkat {texts[place]}",
        "step": f"+{points(share, instrument.digits)}",
    }
