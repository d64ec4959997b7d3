"""Accepting several answers at once: only what whoever accepts has opened, and never of his own house."""

from spbe_lib.forms.assessment.handing_in import accept_all
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.pieces import several
from spbe_lib.forms.entry.parts import below, button, html, set_html
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.results.openable import not_together
from spbe_lib.results.queue import QueueState

_RULE = (
    "Hanya jawaban yang seluruh data dukungnya sudah Anda buka sendiri. Jawaban perangkat daerah Anda "
    "sendiri tidak ikut. Tingkatnya ialah yang mengikuti dari jawaban."
)


class Bulk:
    """The answers that wait, some of them chosen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = several("Jawaban yang menunggu (pilih dengan Ctrl atau Spasi)", 8)
        self.accept = button("Terima yang dipilih", self._accept)
        self.told = html()
        self.box = below(html(note(_RULE)), self.rows, self.accept, self.told)

    def show(self) -> None:
        """Show what waits now."""
        waiting = [r for r in self.page.work.rows if r.state in (QueueState.WAITING, QueueState.AGAIN)]
        options = [(f"{each.item} {each.title}", each.item) for each in waiting]
        kept = [each.item for each in waiting if each.item in self.rows.value]
        with self.rows.hold_sync():
            self.rows.options = options
            self.rows.value = tuple(kept)
        self.accept.disabled = not options

    def hindrances(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """Why these answers may not be accepted together, each with its indicator."""
        work, opened, found = self.page.work, self.page.work.opened(), list[str]()
        for item in items:
            answer = work.lead(item)
            if answer:
                why = not_together(work.desk.cycle, work.records, answer, work.name, opened)
                found += [f"Indikator {item}: {each}." for each in why]
            if work.drafts.get(item):
                found.append(f"Indikator {item}: sedang dinilai (ada draf), jadi selesaikan dahulu.")
        return tuple(found)

    def _accept(self) -> None:
        items = tuple(self.rows.value)
        if not items:
            set_html(self.told, note("Pilih dahulu jawaban yang akan diterima.", Tone.ATTENTION))
            return
        if found := self.hindrances(items):
            told = note("Belum dapat diterima bersama-sama:", Tone.ATTENTION)
            set_html(self.told, told + points(found, Tone.ATTENTION))
            return
        set_html(self.told, "")
        self.page.soon(lambda: self.page.act(lambda: self._accepted(items)))

    def _accepted(self, items: tuple[str, ...]) -> str:
        accept_all(self.page.work, items)
        self.page.reload()
        return f"{len(items)} jawaban diterima: indikator {', '.join(items)}."
