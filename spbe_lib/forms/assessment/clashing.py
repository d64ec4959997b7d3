"""Two people at one item: told who changed what, both shown, and one of them chosen. Nothing is lost."""

from html import escape

from spbe_lib.forms.assessment.desk_work import Clash
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.typed import DECISIONS, RULINGS, TEXTS, Typed
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.moments import printed_moment
from spbe_lib.forms.parts import below, button, close_together, html, set_html, show

_LABELS = {"level": "Tingkat", "note": "Alasan", "recommendation": "Rekomendasi", "explanation": "Penjelasan"}


class Clashing:
    """The notice and the choice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told = html()
        self.theirs = button("Pakai yang tersimpan itu", lambda: self._settle(mine=False))
        self.mine = button("Tetap pakai tulisan saya", lambda: self._settle(mine=True))
        self.box = below(self.told, close_together(self.theirs, self.mine), boxed=True)
        show(self.box, False)

    def show(self) -> None:
        """Show what must be chosen for the page's item; nothing where nothing must."""
        clash = self.page.work.clashes.get(self.page.item)
        set_html(self.told, _told(clash) if clash else "")
        show(self.box, clash)

    def _settle(self, *, mine: bool) -> None:
        self.page.act(lambda: self._settled(mine))

    def _settled(self, mine: bool) -> str:
        self.page.work.settle(self.page.item, mine=mine)
        self.page.open(self.page.item)
        return "Tulisan Anda yang dipakai." if mine else "Tulisan rekan Anda yang dipakai."


def _told(clash: Clash) -> str:
    who = clash.theirs.actor or "seseorang"
    head = f"{who} mengubah penilaian indikator ini {printed_moment(clash.theirs.changed_at)}."
    rows = "".join(_beside(*each) for each in _differing(clash.mine.content, clash.theirs.content))
    ask = "Keduanya tersimpan. Mana yang dipakai?"
    return note(f"{head} {ask}", Tone.ATTENTION) + rows


def _differing(mine: Typed, theirs: Typed) -> list[tuple[str, str, str]]:
    found = [(_LABELS[key], str(mine.get(key, "")), str(theirs.get(key, ""))) for key in TEXTS]
    found += [
        (label, _plain(mine.get(key, {})), _plain(theirs.get(key, {})))
        for key, label in ((RULINGS, "Putusan"), (DECISIONS, "Keputusan"))
    ]
    return [each for each in found if each[1] != each[2]]


def _plain(told: Typed) -> str:
    """Rulings or decisions as lines of text."""
    lines = (
        " ".join([key, *(str(text) for name, text in each.items() if text and name != "version")])
        for key, each in told.items()
        if each.get("ruling") or each.get("status")
    )
    return "\n".join(lines)


def _beside(label: str, mine: str, theirs: str) -> str:
    return (
        f'<h4>{escape(label)}</h4><div class="isi-banding"><div><strong>Tulisan saya</strong>\n'
        f"{escape(mine or '(kosong)')}</div><div><strong>Yang tersimpan</strong>\n"
        f"{escape(theirs or '(kosong)')}</div></div>"
    )
