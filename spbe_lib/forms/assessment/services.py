"""Candidate services for the items where the government chooses: compared, and one chosen with a reason."""

import re
from html import escape

from spbe_lib.figures import NOTHING
from spbe_lib.forms.assessment.handing_in import choose
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.pieces import several
from spbe_lib.forms.look import note, table
from spbe_lib.forms.parts import (
    Quiet,
    area,
    below,
    button,
    choice,
    close_together,
    html,
    line,
    set_html,
    set_options,
    show,
)
from spbe_lib.intake.judgement.writing import typed_level
from spbe_lib.law.instrument import Indicator
from spbe_lib.law.review import load_review
from spbe_lib.records.candidates import same_service
from spbe_lib.records.judgements import Candidate
from spbe_lib.results.candidates import Compared, compared

_NEW = ""


class Services:
    """The candidates of one item at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.item = choice("Indikator", [("tidak ada", None)])
        self.known = choice("Calon", [("calon baru", _NEW)])
        self.compared, self.nothing = html(), html()
        self.name = line("Nama layanan")
        self.opd = choice("OPD penyelenggara", [("pilih OPD …", "")])
        self.ticked = several("Syarat yang dipenuhi (pilih dengan Ctrl atau Spasi)", 8)
        self.note = area("Keterangan", "pengguna, keterpaduan, data dukung")
        self.keep = button("Simpan calon", lambda: self._soon(chosen=False))
        self.reason = area("Alasan memilih")
        self.choose = button("Pilih layanan ini", lambda: self._soon(chosen=True), primary=True)
        self.form = below(
            self.known,
            close_together(self.name, self.opd),
            self.ticked,
            self.note,
            self.keep,
            self.reason,
            self.choose,
            boxed=True,
        )
        self.box = below(self.nothing, self.item, self.compared, self.form)
        self._quiet = Quiet()
        self._quiet.watch(self.item, lambda _: self._of_item())
        self._quiet.watch(self.known, lambda _: self._fill())

    def show(self) -> None:
        """Show the items of the edition for which a service is chosen."""
        work, review = self.page.work, load_review(self.page.work.desk.instrument.code)
        titles = {each.item: each.title for each in work.rows}
        options = [(f"{code} {titles[code]}", code) for code in review.chosen.items]
        told = "" if options else "Peraturan ini tidak memuat layanan yang dipilih pemerintah daerah."
        set_html(self.nothing, note(told or review.chosen.reference))
        known = self.item.value if self.item.value in review.chosen.items else None
        with self._quiet():
            first = known or next(iter(review.chosen.items), None)
            set_options(self.item, options or [("tidak ada", None)], first)
            filling = [(opd.name, opd.code) for opd in work.desk.cycle.filling]
            set_options(self.opd, [("pilih OPD …", ""), *filling], self.opd.value or "")
        for part in (self.item, self.compared, self.form):
            show(part, options)
        if options:
            self._of_item()

    @property
    def rows(self) -> tuple[Compared, ...]:
        """The candidates of the item, compared."""
        work = self.page.work
        if self.item.value is None:
            return ()
        return compared(work.desk.instrument, work.records, work.item(self.item.value))

    def _of_item(self) -> None:
        work = self.page.work
        indicator = work.desk.instrument.indicator(work.item(self.item.value).indicator)
        known = [each.candidate.name for each in self.rows]
        labels = [
            (_requirement(indicator, each.code, each.text), each.code)
            for level in indicator.levels
            for each in level.requirements
        ]
        with self._quiet():
            set_options(
                self.known, [("calon baru", _NEW), *((name, name) for name in known)], self.known.value
            )
            if self.known.value not in known:
                self.known.value = _NEW
            self.ticked.options = labels
        show(self.ticked, labels)
        set_html(self.compared, self._table())
        self._fill()

    def _fill(self) -> None:
        """Put a known candidate into the form; an empty form for a new one."""
        found = next((e.candidate for e in self.rows if e.candidate.name == self.known.value), None)
        with self._quiet():
            self.name.value = found.name if found else ""
            self.opd.value = found.opd if found and found.opd in dict(map(reversed, self.opd.options)) else ""
            self.note.value, self.reason.value = (found.note, found.reason) if found else ("", "")
            known = {code for _, code in self.ticked.options}
            self.ticked.value = tuple(sorted(found.ticked & known)) if found else ()

    def _table(self) -> str:
        work, instrument = self.page.work, self.page.work.desk.instrument
        rows = [
            (
                each.candidate.name,
                work.desk.cycle.opd(each.candidate.opd).name,
                typed_level(instrument, each.level) or NOTHING,
                each.missing or NOTHING,
                each.candidate.note or NOTHING,
                f"dipilih: {each.candidate.reason}" if each.candidate.chosen else "calon",
            )
            for each in self.rows
        ]
        heads = ("Layanan", "OPD", "Tingkat yang mengikuti", "Belum", "Keterangan", "Pilihan")
        if not rows:
            title = work.desk.cycle.services.get(self.item.value or "")
            told = f"Layanan yang ditetapkan untuk siklus ini: {title}. " if title else ""
            return note(f"{told}Belum ada calon; isi di bawah ini.")
        return table(heads, rows, caption=f"Calon layanan indikator {escape(self.item.value)}", numbers=[2])

    def _soon(self, *, chosen: bool) -> None:
        self.page.soon(lambda: self._record(chosen=chosen))

    def _record(self, *, chosen: bool) -> None:
        known = [each.candidate for each in self.rows if same_service(each.candidate.name, self.name.value)]
        already = bool(known) and known[0].chosen and not chosen
        candidate = Candidate(
            item=self.item.value,
            name=known[0].name if known else " ".join(self.name.value.split()),
            opd=self.opd.value or "",
            ticked=frozenset(self.ticked.value),
            note=self.note.value.strip(),
            chosen=chosen or already,
            reason=self.reason.value.strip() if chosen or already else "",
        )
        self.page.act(lambda: self._recorded(candidate))

    def _recorded(self, candidate: Candidate) -> str:
        choose(self.page.work, candidate)
        with self._quiet():
            set_options(self.known, [("calon baru", _NEW), (candidate.name, candidate.name)], candidate.name)
        self.page.reload()
        what = "dipilih" if candidate.chosen else "disimpan sebagai calon"
        return f"{candidate.name} {what} untuk indikator {candidate.item}."


def _requirement(indicator: Indicator, code: str, text: str) -> str:
    """A requirement of whichever service it will be, for the law only says "sector 1"."""
    said = re.sub(re.escape(indicator.short_name), "layanan ini", text, flags=re.IGNORECASE)
    return f"{(indicator.label_of(code) or '').removeprefix('syarat ')} {said[:1].upper()}{said[1:]}"
