"""Two people's words about one topic, part by part, until somebody chose whose are taken."""

from collections.abc import Hashable, Iterable
from html import escape

from spbe_lib.forms.entry.difference import Choices, Clash, Difference, Whose, missing
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.moments import printed_moment
from spbe_lib.forms.parts import (
    Quiet,
    below,
    button,
    close_together,
    html,
    listing,
    radio,
    set_html,
    set_options,
    show,
)
from spbe_lib.intake.conflict_file import part_label
from spbe_lib.records.answers import Answer
from spbe_lib.records.approving import APPROVAL
from spbe_lib.records.entry_parts import EVIDENCE, TICK, Part

_NOT_CHOSEN = "belum dipilih"
_LONGEST = 4000


class Choosing:
    """The box that stands above an answer that two people wrote."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clash: Clash | None = None
        self.choices: dict[Part, Whose] = {}
        self.told, self.both = html(), html()
        self.list = listing("Bagian yang berbeda", 5)
        self.whose = radio(
            "Pakai untuk bagian ini", [("isian saya", Whose.MINE), ("isian lain", Whose.THEIRS)]
        )
        self.all_mine = button("Pakai semua isian saya", lambda: self._all(Whose.MINE))
        self.all_theirs = button("Pakai semua isian lain", lambda: self._all(Whose.THEIRS))
        self.settle = button("Pakai pilihan ini", self._settle, primary=True)
        self._quiet = Quiet()
        self._quiet.watch(self.list, lambda _: self._show_part())
        self._quiet.watch(self.whose, self._choose)
        buttons = close_together(self.all_mine, self.all_theirs, self.settle)
        self.box = below(self.told, self.list, self.both, self.whose, buttons, boxed=True)
        self.box.add_class("isi-tanda")
        show(self.box, False)

    def show(self, topic: str) -> None:
        """Show what there is to choose about a topic; nothing where nothing is."""
        clash = self.page.work.clashes.get(topic) or self._elsewhere()
        if clash != self.clash:
            self.clash = clash
            self.choices = {each.part: each.only for each in clash.differences if each.only} if clash else {}
            self._show()
        show(self.box, clash)

    def _elsewhere(self) -> Clash | None:
        """Two people's words about a document: it has no line of its own in the list."""
        listed = {APPROVAL, *(each.topic for each in self.page.work.subjects)}
        return next((each for key, each in self.page.work.clashes.items() if key not in listed), None)

    def _show(self) -> None:
        if self.clash is None:
            return
        set_html(self.told, _told(self.clash, self.page.work.desk.actor))
        names = self._names
        self.all_mine.description = f"Pakai semua {names[Whose.MINE]}"
        self.all_theirs.description = f"Pakai semua {names[Whose.THEIRS]}"
        with self._quiet():
            self.whose.options = [(names[each], each) for each in Whose]
        self._list(0)

    @property
    def _names(self) -> dict[Whose, str]:
        if self.clash is None:
            return {}
        mine = (
            "isian saya" if self.clash.author == self.page.work.desk.actor else f"isian {self.clash.author}"
        )
        theirs = "yang tercatat" if self.clash.recorded else f"isian {self.clash.who}"
        return {Whose.MINE: mine, Whose.THEIRS: theirs}

    def _list(self, place: int) -> None:
        clash = self.clash
        if clash is None:
            return
        lines = [
            (f"{self._part(each.part)} – {self._taken(each.part)}", at)
            for at, each in enumerate(clash.differences)
        ]
        with self._quiet():
            set_options(self.list, lines, place)
        self.settle.disabled = bool(missing(clash, self.choices))
        self._show_part()

    def _taken(self, part: Part) -> str:
        whose = self.choices.get(part)
        return self._names[whose] if whose else _NOT_CHOSEN

    @property
    def _difference(self) -> Difference | None:
        known = self.clash.differences if self.clash else ()
        place = self.list.value
        return known[place] if place is not None and place < len(known) else None

    def _show_part(self) -> None:
        each, names = self._difference, self._names
        if each is None:
            return
        with self._quiet():
            self.whose.value = self.choices.get(each.part)
        sides = ((names[Whose.MINE], each.mine), (names[Whose.THEIRS], each.theirs))
        shown = "".join(
            f"<div><b>{escape(name[:1].upper() + name[1:])}</b><br>{escape(_plain(each.part, value))}</div>"
            for name, value in sides
        )
        set_html(self.both, f'<div class="isi-banding">{shown}</div>')

    def _choose(self, whose: Whose | None) -> None:
        each = self._difference
        if each and whose:
            self.choices[each.part] = whose
            self._list(self.list.value or 0)

    def _all(self, whose: Whose) -> None:
        if self.clash:
            self.choices = {each.part: whose for each in self.clash.differences}
            self._settle()

    def _settle(self) -> None:
        clash, choices = self.clash, dict(self.choices)
        if clash and not missing(clash, choices):
            self.page.act(lambda: self._settled(clash, choices))

    def _settled(self, clash: Clash, choices: Choices) -> None:
        self.page.work.settle(clash, choices)
        self.clash = None
        self.page.open("")

    def _part(self, part: Part) -> str:
        work = self.page.work
        labels = {each.topic: each.indicator.label_of for each in work.subjects}
        known = labels.get(self.clash.topic) if self.clash else None
        label = known(part.requirement) if known and part.requirement else None
        if part.field == TICK:
            return label or part_label(part)
        return f"data dukung {label}" if part.field == EVIDENCE and label else part_label(part)


def _told(clash: Clash, actor: str) -> str:
    when = printed_moment(clash.when)
    mine = "Isian Anda" if clash.author == actor else f"Isian {clash.author}"
    if clash.recorded:
        what = f"Jawaban yang tercatat diubah oleh {clash.who} pada {when}, sesudah isian ini dimulai."
    else:
        what = f"{clash.who} mengubah isian ini juga, pada {when}. {mine} disimpan; tidak ada yang hilang."
    title = clash.mine.get("title")
    if clash.mine.get("kind") == "document" and title:
        what = f"Data dukung '{title}'. {what}"
    return note(f"{what}\nBandingkan bagian demi bagian, lalu pilih.", Tone.ATTENTION)


def _plain(part: Part, value: Hashable) -> str:
    if part.field == TICK:
        return "dicentang" if value else "tidak dicentang"
    if part.field == EVIDENCE and isinstance(value, tuple):
        return "\n".join(_cited(dict(each)) for each in value) or "tidak ada"
    if value and part.field == "answer":
        return next((each.label for each in Answer if each.value == value), str(value))
    return str(value)[:_LONGEST] if value else "kosong"


def _cited(proof: dict[str, str]) -> str:
    keys: Iterable[str] = ("title", "number", "dated", "page")
    return "; ".join(filter(None, (str(proof.get(key, "")) for key in keys)))
