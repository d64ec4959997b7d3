"""The lead's answer, requirement by requirement: what is claimed, by which proof, and the ruling on it.

The rows are made once for the longest indicator of the edition, and used again for every other one.
"""

from collections.abc import Callable
from html import escape

from ipywidgets import VBox

from spbe_lib.figures import printed_day, printed_page
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.pieces import words
from spbe_lib.forms.assessment.typed import RULINGS
from spbe_lib.forms.look import WHOLE, note
from spbe_lib.forms.parts import Quiet, below, button, choice, close_together, html, set_html, show
from spbe_lib.law.instrument import Instrument, Level, Requirement
from spbe_lib.law.review import load_review
from spbe_lib.records.judgements import Ruling
from spbe_lib.records.statements import own_ticks, stated_requirements
from spbe_lib.results.openable import Proof

_RULINGS = [("belum diputuskan", ""), *((each.label, each.value) for each in Ruling)]


class RequirementRow:
    """One requirement with its ruling."""

    def __init__(self, changed: Callable[["RequirementRow"], None], look: Callable[[str], None]) -> None:
        self.code = ""
        self.claim = html()
        self.ruling = choice("Putusan", _RULINGS)
        self.reason = words("Alasan")
        self.look = button("Buka bukti", lambda: look(self.code))
        self.line = close_together(self.ruling, self.reason, self.look)
        self.box = below(self.claim, self.line)
        self.quiet = Quiet()
        for each in (self.ruling, self.reason):
            self.quiet.watch(each, lambda _: changed(self))

    def show(self, code: str, label: str, claim: str, *, stated: bool, proven: bool) -> None:
        """Show another requirement."""
        self.code = code
        set_html(self.claim, claim)
        self.ruling.description, self.reason.description = f"Putusan {label}", f"Alasan {label}"
        self.look.description = f"Buka bukti {label}"
        show(self.line, stated)
        show(self.look, proven)
        show(self.box, code)


class Requirements:
    """All requirements of the item that is shown."""

    def __init__(self, page: Page, look: Callable[[str | None], None]) -> None:
        self.page, self._look = page, look
        self.rows: tuple[RequirementRow, ...] = ()
        self.nothing = html()
        self.list = VBox([], layout=WHOLE)
        self.box = below(html("<h4>Syarat demi syarat</h4>"), self.nothing, self.list)

    def ready_for(self, instrument: Instrument) -> None:
        """As many rows as the longest indicator of an edition needs; never fewer than before."""
        most = max(sum(len(level.requirements) for level in each.levels) for each in instrument.indicators)
        more = [RequirementRow(self._changed, self._look) for _ in range(most - len(self.rows))]
        self.rows = (*self.rows, *more)
        self.list.children = tuple(row.box for row in self.rows)
        reasons = [each.text for each in load_review(instrument.code).reasons.reasons]
        for row in self.rows:
            row.reason.options = tuple(reasons)

    def show(self) -> None:
        """Show the requirements of the page's item, with what was ruled and typed."""
        work, item = self.page.work, self.page.item
        indicator = work.desk.instrument.indicator(work.item(item).indicator)
        answer = work.lead(item)
        known = [(level, each) for level in indicator.levels for each in level.requirements]
        told = (
            ""
            if known
            else "Syarat indikator ini tidak tersedia dalam peraturan yang dimuat; lihat jawaban OPD."
        )
        set_html(self.nothing, note(told))
        stated = (
            stated_requirements(work.desk.instrument, indicator, answer.content) if answer else frozenset()
        )
        ticked = own_ticks(indicator, answer.content) if answer else frozenset()
        proofs = [each for each in work.proofs(item) if each.topic == item]
        rulings = work.words(item)[RULINGS]
        for row, place in zip(self.rows, [*known, *[None] * len(self.rows)], strict=False):
            if place is None:
                row.show("", "", "", stated=False, proven=False)
                continue
            level, each = place
            own = [proof for proof in proofs if proof.requirement == each.code]
            label = (indicator.label_of(each.code) or each.code).removeprefix("syarat ")
            said = "dinyatakan" if each.code in ticked else "menurut tingkat" if each.code in stated else ""
            claim = _claim(work.desk.cycle.said(item, indicator.short_name, each.text), label, said, own)
            claim += _limit(level, each)
            with row.quiet():
                row.show(each.code, label, claim, stated=bool(said), proven=bool(own))
                row.ruling.value = rulings.get(each.code, {}).get("ruling", "")
                row.reason.value = rulings.get(each.code, {}).get("reason", "")

    def _changed(self, row: RequirementRow) -> None:
        rulings = dict(self.page.work.words(self.page.item)[RULINGS])
        rulings[row.code] = {"ruling": row.ruling.value, "reason": row.reason.value}
        self.page.put(**{RULINGS: rulings})


def _claim(text: str, label: str, said: str, proofs: list[Proof]) -> str:
    sign = f"✓ {said}" if said else "tidak dinyatakan"
    cited = "".join(f"<li>{escape(_cited(each))}</li>" for each in proofs)
    bare = note("Tidak ada data dukung untuk syarat ini.") if said and not proofs else ""
    listed = f"<ul>{cited}</ul>" if cited else bare
    return f"<p><strong>{escape(label)}</strong> {escape(text)} <em>({escape(sign)})</em></p>{listed}"


def _cited(proof: Proof) -> str:
    kind = "berkas" if proof.file else "tautan" if proof.link else "tanpa berkas"
    parts = (proof.title, proof.number, printed_day(proof.dated), printed_page(proof.page))
    return f"{', '.join(' '.join(part.split()) for part in parts if part.strip())} ({kind})"


def _limit(level: Level, requirement: Requirement) -> str:
    """What the regulation limits a level to, under the last requirement of the level."""
    last = level.requirements[-1] is requirement
    return (
        f'<p class="isi-batas">Batas tingkat {level.value}: {escape(level.limit)}</p>'
        if last and level.limit
        else ""
    )
