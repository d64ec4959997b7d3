"""One item before the Tim: what is claimed, with its evidence, what is ruled, and what is handed in."""

from spbe_lib.forms.assessment.claim import heading, levels, questions, shared, words_of
from spbe_lib.forms.assessment.deciding import Decisions, OwnWords
from spbe_lib.forms.assessment.handing_in import confirm, record, says, seconds, why_second
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.requirements import Requirements
from spbe_lib.forms.assessment.typed import AWAITING
from spbe_lib.forms.assessment.viewer import Viewer
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.parts import below, button, close_together, html, set_html, show
from spbe_lib.law.instrument import Instrument

_OUTDATED = (
    "OPD sudah menyerahkan lagi sesudah draf ini dibuat. Bacalah jawaban yang baru; "
    "putusan lama tidak dipakai."
)


class ItemSheet:
    """The item that the page shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.head, self.second, self.level, self.words, self.asked = html(), html(), html(), html(), html()
        self.shared = html()
        self.viewer = Viewer(page)
        self.requirements = Requirements(page, self.viewer.look_at)
        self.decisions, self.own = Decisions(page), OwnWords(page)
        self.record = button("Catat penilaian", self._record, primary=True)
        self.confirm = button("Sahkan sebagai pembaca kedua", self._confirm, primary=True)
        bar = close_together(self.record, self.confirm)
        bar.add_class("isi-bilah")
        self.box = below(
            self.head,
            self.second,
            self.level,
            self.words,
            self.asked,
            self.requirements.box,
            self.viewer.box,
            self.shared,
            self.decisions.box,
            self.own.box,
            bar,
        )

    def ready_for(self, instrument: Instrument) -> None:
        """Another edition: its reasons, and rows enough for its longest indicator."""
        self.requirements.ready_for(instrument)
        self.decisions.ready_for(instrument)

    def show(self) -> None:
        """Show the page's item anew."""
        work, item = self.page.work, self.page.item
        set_html(
            self.head, heading(work, item) + note(_OUTDATED if work.outdated(item) else "", Tone.ATTENTION)
        )
        set_html(self.words, words_of(work, item))
        set_html(self.asked, questions(work, item))
        set_html(self.shared, shared(work, item))
        self.viewer.show()
        self.requirements.show()
        self.decisions.show()
        self.own.show()
        self.follow()

    def follow(self) -> None:
        """What follows from what is typed: the level, and whether somebody else must read."""
        work, item = self.page.work, self.page.item
        set_html(self.level, levels(work, item))
        first = str(work.words(item).get(AWAITING, ""))
        why = why_second(work, item, first or work.name) if first or work.member else ""
        set_html(
            self.second, note(_second(first, why, seconds(work, item, first or work.name)), Tone.ATTENTION)
        )
        show(self.record, not first)
        show(self.confirm, first)
        self.confirm.disabled = work.name not in seconds(work, item, first) if first else True

    def _record(self) -> None:
        self.page.soon(lambda: self.page.act(self._recorded))

    def _recorded(self) -> str:
        work, item = self.page.work, self.page.item
        if not says(work, item):
            return "Belum ada yang berubah; tidak ada yang dicatat."
        receipt = record(work, item)
        self.page.reload()
        if receipt is None:
            return f"Indikator {item} tersimpan dan menunggu pembaca kedua."
        return f"Penilaian indikator {item} tercatat."

    def _confirm(self) -> None:
        self.page.soon(lambda: self.page.act(self._confirmed))

    def _confirmed(self) -> str:
        work, item = self.page.work, self.page.item
        confirm(work, item)
        self.page.reload()
        return f"Penilaian indikator {item} disahkan oleh {work.name} sebagai pembaca kedua dan tercatat."


def _second(first: str, why: str, others: tuple[str, ...]) -> str:
    """Why a second reader is needed, who already read, and who may be the second."""
    if not why:
        return ""
    may = "Belum ada anggota Tim dari perangkat daerah lain yang dapat."
    if others:
        may = f"Yang dapat: {', '.join(others)}"
    if first:
        return f"Sudah dinilai {first} dan menunggu pembaca kedua ({why}). {may}"
    told = "Penilaian Anda disimpan sebagai draf dan baru tercatat sesudah disahkan pembaca kedua."
    return f"Perlu pembaca kedua ({why}). {told} {may}"
