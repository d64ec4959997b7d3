"""Rounds at a counter: what was frozen, freezing what is now, and two states beside each other."""

from collections.abc import Callable, Iterable
from html import escape

from ipywidgets import Layout, VBox

from spbe_lib.errors import SpbeError
from spbe_lib.forms.look import WHOLE, Tone, note, points, table, told
from spbe_lib.forms.parts import button, choice, close_together, set_html, set_options
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.intake.rounds.names import Round, RoundKind, free_name, rounds_in
from spbe_lib.reporting.round_rows import (
    ENTRY_HEADS,
    FIGURE_HEADS,
    LEVEL_HEADS,
    REQUIREMENT_HEADS,
    ROUND_HEADS,
    TODAY_WORDS,
    Beside,
    beside,
    entry_rows,
    figure_rows,
    level_rows,
    requirement_rows,
    round_rows,
)

TODAY = ""
"""What stands for today's records where a round is chosen."""


def source_options(rounds: Iterable[Round]) -> list[tuple[str, str]]:
    """From what a counter may read: today's records, or a round."""
    return [(TODAY_WORDS, TODAY), *((f"putaran {each.name}", each.name) for each in rounds)]


class RoundsPanel:
    """The list of rounds, a name to freeze under, the question before it, and two states to compare.

    ``desk`` gives the desk at this moment, with whoever sits there now; ``box`` is the panel as a part of a
    counter.
    """

    def __init__(self, desk: Callable[[], Desk]) -> None:
        self._desk = desk
        self.list, self.notice, self.question, self.result = told(), told(), told(), told()
        self.name = choice("Nama putaran", [])
        self.ask = button("Bekukan keadaan sekarang …", self._ask)
        self.confirm = button("Ya, bekukan untuk selamanya", self._freeze, primary=True)
        self.cancel = button("Batal", self._answered)
        self.asking = VBox(
            [self.question, close_together(self.confirm, self.cancel)],
            layout=Layout(display="none", width="100%"),
        )
        self.before, self.after = choice("Dari", []), choice("Ke", [])
        self.compare = button("Bandingkan", self._compare)
        parts = (
            told("<h3>Putaran</h3>"),
            self.list,
            close_together(self.name, self.ask),
            self.asking,
            self.notice,
            told("<h4>Bandingkan</h4>"),
            close_together(self.before, self.after, self.compare),
            self.result,
        )
        self.box = VBox(parts, layout=WHOLE)
        self.name.observe(lambda _: self._answered(), "value")
        self.refresh()

    def refresh(self) -> None:
        """Show the rounds as they are now: after a freeze, or after another cycle was chosen."""
        folder = self._desk().folder
        rows, known = round_rows(folder), [each.name for each in rounds_in(folder)]
        listed = table(ROUND_HEADS, rows, caption=f"Putaran {folder.name}")
        set_html(self.list, listed if rows else note("Belum ada putaran yang dibekukan."))
        free = [free_name(folder, kind) for kind in RoundKind]
        set_options(self.name, [(each, each) for each in free], free[0])
        rounds = [(each, each) for each in known]
        set_options(self.before, rounds, known[0] if known else None)
        set_options(self.after, [*rounds, (TODAY_WORDS, TODAY)], TODAY)
        self.compare.disabled = not known
        self._answered()
        set_html(self.notice, "")
        set_html(self.result, "")

    def _ask(self) -> None:
        desk = self._desk()
        words = (
            f"Keadaan siklus {desk.cycle.name} sekarang dibekukan sebagai putaran {self.name.value} "
            f"oleh {desk.actor}.\nPembekuan tidak dapat dibatalkan, dan nama ini tidak dapat dipakai lagi. "
            "Konsep yang belum dikirim tidak ikut."
        )
        set_html(self.question, note(words, Tone.ATTENTION))
        set_html(self.notice, "")
        self.asking.layout.display = ""

    def _answered(self) -> None:
        self.asking.layout.display = "none"
        set_html(self.question, "")

    def _freeze(self) -> None:
        if not self.question.value:
            return  # pressed twice, or before it was asked
        name = self.name.value
        self._answered()
        try:
            made = freeze(self._desk(), name)
        except SpbeError as refusal:
            words = note(str(refusal), Tone.FAULT)
        else:
            words = note(f"Putaran {made.name} dibekukan: {made.where}", Tone.GOOD)
        self.refresh()
        set_html(self.notice, words)

    def _compare(self) -> None:
        try:
            shown = beside(self._desk(), self.before.value, self.after.value or None)
        except SpbeError as refusal:
            set_html(self.result, note(str(refusal), Tone.FAULT))
        else:
            set_html(self.result, _both(shown))


def _both(shown: Beside) -> str:
    """Both states as HTML: whose figures these are, then all in which they differ."""
    parts = [
        "".join(f'<div class="stempel">{escape(line)}</div>' for line in shown.stamps),
        note(f"Dari {shown.before} ke {shown.after}."),
        table(FIGURE_HEADS, figure_rows(shown), caption="Nilai dan indeks"),
    ]
    if shown.same:
        return "".join([*parts, points(["Jawaban, nilai, dan syarat tidak berubah."])])
    tables = (
        (LEVEL_HEADS, level_rows(shown), "Nilai yang berubah"),
        (ENTRY_HEADS, entry_rows(shown), "Jawaban, pernyataan, dan dokumen"),
        (REQUIREMENT_HEADS, requirement_rows(shown), "Syarat"),
    )
    return "".join(
        [*parts, *(table(heads, rows, caption=caption) for heads, rows, caption in tables if rows)]
    )
