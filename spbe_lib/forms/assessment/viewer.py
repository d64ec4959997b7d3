"""Evidence opened beside the answer, at the cited place. Nothing of it is written anywhere.

Pages of a PDF and pictures are drawn here; other kinds are handed over as a download, links open elsewhere.
Whoever opened what is noted, so that nobody accepts in bulk what he did not look at.
"""

import base64
from html import escape
from urllib.parse import urlsplit

from spbe_lib.errors import SpbeError
from spbe_lib.figures import printed_page
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.parts import (
    Quiet,
    below,
    button,
    choice,
    close_together,
    html,
    set_html,
    set_options,
    show,
)
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.evidence.files import read_file
from spbe_lib.records.evidence.page import PageView, cited_view, page_view, shows
from spbe_lib.results.openable import Proof

_LARGER, _SMALLEST, _LARGEST = 1.4, 0.5, 3.0
_SHORT = 70


class Viewer:
    """The proofs behind an item's answers, one of them open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.proofs: tuple[Proof, ...] = ()
        self._content, self._view, self._zoom = b"", None, 1.0
        self.choose = choice("Data dukung", [("tidak ada", None)])
        self.open = button("Buka di tempat yang dirujuk", self._open, primary=True)
        self.seen = button("Tautan sudah saya buka dan baca", self._note_seen)
        self.before, self.after = (
            button("Halaman sebelumnya", self._before),
            button("Halaman berikutnya", self._after),
        )
        self.smaller, self.larger = button("Perkecil", self._smaller), button("Perbesar", self._enlarge)
        self.accounts = button("Tampilkan akun uji OPD ini", self._show_accounts)
        self.told, self.shown, self.secret = html(), html(), html()
        self.turning = close_together(self.before, self.after, self.smaller, self.larger)
        self.box = below(
            html("<h4>Data dukung di tempat yang dirujuk</h4>"),
            close_together(self.choose, self.open),
            self.told,
            self.seen,
            self.turning,
            self.shown,
            self.accounts,
            self.secret,
            boxed=True,
        )
        self.shown.add_class("nilai-lembar")
        self._quiet = Quiet()
        self._quiet.watch(self.choose, lambda _: self._close())

    _view: PageView | None

    def show(self) -> None:
        """Show the proofs of the page's item; nothing is open."""
        self.proofs = self.page.work.proofs(self.page.item)
        self._list(0 if self.proofs else None)
        self._close()
        set_html(self.secret, "")
        show(self.accounts, self.page.work.lead_code(self.page.item))

    def look_at(self, requirement: str | None) -> None:
        """Open the first proof of a requirement."""
        found = next((n for n, each in enumerate(self.proofs) if each.requirement == requirement), None)
        if found is not None:
            self.choose.value = found
            self._open()
            self.open.focus()

    @property
    def proof(self) -> Proof | None:
        """The proof that is chosen."""
        return self.proofs[self.choose.value] if self.choose.value is not None else None

    def _list(self, chosen: int | None) -> None:
        opened = self.page.work.opened()
        lines = [(self._line(each, each.key in opened), n) for n, each in enumerate(self.proofs)]
        with self._quiet():
            set_options(self.choose, lines or [("tidak ada data dukung", None)], chosen)
        self.open.disabled = not lines

    def _line(self, proof: Proof, opened: bool) -> str:
        work = self.page.work
        indicator = work.desk.instrument.indicator(work.item(self.page.item).indicator)
        proves = (indicator.label_of(proof.requirement or "") or "seluruh isian").removeprefix("syarat ")
        whose = "" if proof.topic == self.page.item else f" · {work.desk.cycle.opd(proof.opd).name}"
        seen = " · sudah dibuka" if opened else ""
        return f"{proves} · {proof.title[:_SHORT]} {printed_page(proof.page)}{whose}{seen}"

    def _close(self) -> None:
        self._content, self._view, self._zoom = b"", None, 1.0
        for each in (self.told, self.shown):
            set_html(each, "")
        for part in (self.seen, self.turning):
            show(part, False)

    def _open(self) -> None:
        proof = self.proof
        if proof is None:
            return
        self._close()
        try:
            self._opened(proof)
        except SpbeError as refusal:
            set_html(self.told, note(str(refusal), Tone.FAULT) + self._as_download(proof))

    def _opened(self, proof: Proof) -> None:
        if proof.file is None:
            set_html(self.told, _link(proof))
            show(self.seen, proof.key)
            return
        self._content = read_file(self.page.work.desk.folder, proof.file)
        if shows(proof.file.kind):
            self._draw(cited_view(self._content, proof.file.kind, proof.page))
        else:
            set_html(self.told, self._as_download(proof))
        self._note(proof)

    def _draw(self, view: PageView) -> None:
        self._view = view
        proof = self.proof
        if proof is None:
            return
        place = f"{proof.title}, halaman {view.page} dari {view.pages}"
        set_html(self.told, note(place) + note(view.note, Tone.ATTENTION))
        data = base64.b64encode(view.picture).decode()
        width = f' style="width:{view.size[0]}px"' if self._zoom > 1 else ""
        set_html(
            self.shown,
            f'<div class="gulir" tabindex="0" role="group" aria-label="Lembar data dukung">'
            f'<img alt="{escape(place)}" src="data:image/png;base64,{data}"{width}></div>',
        )
        show(self.turning, proof.file is not None and proof.file.kind == "pdf")
        self.before.disabled, self.after.disabled = view.page <= 1, view.page >= view.pages
        self.smaller.disabled, self.larger.disabled = self._zoom <= _SMALLEST, self._zoom >= _LARGEST

    def _turn(self, step: int, zoom: float) -> None:
        if self._view is None:
            return
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        try:
            self._draw(page_view(self._content, self._view.page + step, self._zoom))
        except SpbeError as refusal:
            set_html(self.told, note(str(refusal), Tone.FAULT))

    def _before(self) -> None:
        self._turn(-1, self._zoom)

    def _after(self) -> None:
        self._turn(1, self._zoom)

    def _smaller(self) -> None:
        self._turn(0, self._zoom / _LARGER)

    def _enlarge(self) -> None:
        self._turn(0, self._zoom * _LARGER)

    def _note(self, proof: Proof) -> None:
        work = self.page.work
        work.desk.store.note_opening(work.name, proof.key, work.clock())
        self._list(self.choose.value)

    def _note_seen(self) -> None:
        if self.proof and self.proof.key:
            self._note(self.proof)
            set_html(self.told, note("Dicatat: tautan ini sudah Anda buka.", Tone.GOOD))
            show(self.seen, False)

    def _as_download(self, proof: Proof) -> str:
        """What the browser saves: a kind that is not drawn here, or one that cannot be."""
        if proof.file is None or not self._content:
            return ""
        data = base64.b64encode(self._content).decode()
        name = escape(_name(proof, proof.file))
        size = max(1, round(proof.file.size / 1000))
        return (
            f'<p><a download="{name}" href="data:application/octet-stream;base64,{data}">'
            f"Unduh {name} ({size} kB)</a></p>"
        )

    def _show_accounts(self) -> None:
        """Demo accounts: shown here, on demand, and nowhere else."""
        work = self.page.work
        found = work.desk.store.accounts(work.lead_code(self.page.item))
        lines = [f"{each.application}: {each.login} / {each.secret}" for each in found]
        told = "\n".join(lines) or "OPD ini tidak menyerahkan akun uji."
        set_html(self.secret, "" if self.secret.value else note(told, Tone.ATTENTION))


def _link(proof: Proof) -> str:
    """A link that opens in a tab of its own and is told nothing of this page."""
    scheme = urlsplit(proof.link).scheme.lower() if proof.link else ""
    if scheme not in ("http", "https"):
        told = "Dokumen ini tidak berberkas dan tidak bertautan; mintalah berkasnya kepada OPD."
        return note(told, Tone.ATTENTION)
    link = escape(proof.link, quote=True)
    return (
        note("Hanya tautan; isinya dapat berubah. Mintalah berkasnya.", Tone.ATTENTION)
        + f'<p><a href="{link}" target="_blank" rel="noopener noreferrer">{escape(proof.link)}</a></p>'
    )


def _name(proof: Proof, file: EvidenceFile) -> str:
    """A name to save it under: letters and figures of its title."""
    bare = "".join(sign if sign.isalnum() else "-" for sign in proof.title)[:_SHORT].strip("-")
    return f"{bare or 'data-dukung'}.{file.kind}"
