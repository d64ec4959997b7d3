"""The counter at which the operator makes the reports: watched one by one, stopped without loss."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from enum import StrEnum
from fractions import Fraction
from threading import Event, Thread
from time import monotonic

from ipywidgets import IntProgress, SelectMultiple, VBox
from jupyter_core.utils import ensure_event_loop

from spbe_lib.errors import SpbeError
from spbe_lib.figures import NOTHING, printed
from spbe_lib.forms.look import WHOLE, Tone, counter, note, table
from spbe_lib.forms.made_file import link, told_place
from spbe_lib.forms.opening import workspace_around
from spbe_lib.forms.parts import (
    below,
    button,
    choice,
    close_together,
    cycle_choice,
    html,
    radio,
    set_html,
    set_options,
    show,
)
from spbe_lib.forms.rounds import TODAY, source_options
from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.records.cycle import read_cycle
from spbe_lib.reporting.batch import CONSOLIDATED, Order, Outcome, orders
from spbe_lib.reporting.run import Run, run
from spbe_lib.reporting.run_record import without_machine
from spbe_lib.workspace import Workspace

_HEADS = ("Laporan", "Hasil", "Detik", "Ukuran", "Keterangan")
_KB = 1024


class Which(StrEnum):
    """Which reports of a cycle are made."""

    ALL = "semua"
    WHOLE = "konsolidasi"
    SOME = "pilihan"

    @property
    def label(self) -> str:
        """What the choice is called."""
        return {
            "semua": "Semua laporan",
            "konsolidasi": "Laporan konsolidasi saja",
            "pilihan": "OPD yang dipilih",
        }[self]


def in_background(work: Callable[[], None]) -> None:
    """Do something beside the page, which stays usable; never by a fork."""

    def _worked() -> None:
        # The kernels of the letters are talked to through this thread's loop; nobody else would close it.
        with closing(ensure_event_loop()):
            work()

    Thread(target=_worked, daemon=True).start()


def batch_counter(siklus: str = "") -> VBox:
    """The counter at which the reports of a cycle are made.

    Args:
        siklus: The cycle that is chosen first; the last one of the workspace when empty.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return BatchCounter(workspace_around(), siklus).box


class BatchCounter:
    """What is chosen, how far the run is, and what became of every report."""

    def __init__(
        self,
        workspace: Workspace,
        siklus: str = "",
        *,
        start: Callable[[Callable[[], None]], None] = in_background,
    ) -> None:
        self.workspace, self._start, self._stopping = workspace, start, Event()
        self.cycle = cycle_choice(workspace, siklus)
        self.source = choice("Dari", [])
        self.which = radio("Laporan", [(each.label, each) for each in Which])
        self.opds = SelectMultiple(description="OPD (Ctrl untuk memilih beberapa)", rows=10, layout=WHOLE)
        self.opds.add_class("isi-bidang")
        self.go = button("Buat laporan", self._go, primary=True)
        self.stop = button("Hentikan sesudah laporan ini", self._stop)
        self.progress = IntProgress(min=0, layout=WHOLE)
        self.state, self.result = html(), html()
        self._running = below(self.progress)
        self.which.value = Which.ALL
        parts = (
            close_together(self.cycle, self.source),
            self.which,
            self.opds,
            close_together(self.go, self.stop),
            self.state,
            self._running,
            self.result,
        )
        self.box = counter("Jalankan laporan", *parts)
        self.cycle.observe(lambda _: self._open(), "value")
        self.which.observe(lambda _: show(self.opds, self.which.value is Which.SOME), "value")
        self._at_rest()
        self._open()

    def _open(self) -> None:
        """Offer what the chosen cycle has: its OPDs, today's records and its rounds."""
        set_html(self.result, "")
        set_html(self.state, "")
        show(self.opds, self.which.value is Which.SOME)
        folder = self.workspace.cycle(self.cycle.value)
        try:
            cycle, rounds = read_cycle(folder), rounds_in(folder)
        except SpbeError as refusal:
            self.opds.options, self.go.disabled = (), True
            set_html(self.state, note(str(refusal), Tone.FAULT))
            return
        self.go.disabled = False
        self.opds.options = [(opd.name, opd.code) for opd in cycle.filling]
        set_options(self.source, source_options(rounds), TODAY)

    def _go(self) -> None:
        only = self._only()
        if self.which.value is Which.SOME and not only:
            set_html(self.state, note("Pilih dahulu OPD yang laporannya dibuat.", Tone.ATTENTION))
            return
        set_html(self.result, "")
        try:
            planned = orders(self.workspace, self.cycle.value, only, self.source.value or None)
        except SpbeError as refusal:
            set_html(self.state, note(f"Laporan tidak dibuat.\n{refusal}", Tone.FAULT))
            return
        self._stopping.clear()
        self._busy(len(planned))
        self._start(lambda: self._work(planned))

    def _only(self) -> Sequence[str]:
        some = {Which.ALL: (), Which.WHOLE: (CONSOLIDATED,), Which.SOME: tuple(self.opds.value)}
        return some[self.which.value]

    def _work(self, planned: Sequence[Order]) -> None:
        began = monotonic()
        try:
            done = run(self.workspace, self._until_stopped(planned), lambda order: self._begins(order, began))
        except SpbeError as refusal:
            set_html(self.state, note(str(refusal), Tone.FAULT))
        else:
            self._tell(done, len(planned))
        finally:
            self._at_rest()

    def _until_stopped(self, planned: Sequence[Order]) -> Iterator[Order]:
        for order in planned:
            yield order
            self.progress.value += 1
            if self._stopping.is_set():
                return

    def _begins(self, order: Order, began: float) -> None:
        done, count = self.progress.value, self.progress.max
        left = f", sisa sekitar {_duration((monotonic() - began) / done * (count - done))}" if done else ""
        set_html(
            self.state,
            f'<div role="status">{note(f"{done} dari {count} selesai{left}: {order.title}")}</div>',
        )

    def _stop(self) -> None:
        self._stopping.set()
        self.stop.disabled = True

    def _busy(self, count: int) -> None:
        self.progress.value, self.progress.max = 0, count
        self.stop.disabled = False
        self._choosing(disabled=True)
        show(self._running, True)
        show(self.stop, True)

    def _at_rest(self) -> None:
        self._choosing(disabled=False)
        show(self._running, False)
        show(self.stop, False)

    def _choosing(self, *, disabled: bool) -> None:
        for each in (self.cycle, self.source, self.which, self.opds, self.go):
            each.disabled = disabled

    def _tell(self, done: Run, planned: int) -> None:
        count, made, failed = len(done.outcomes), len(done.made), len(done.failed)
        left = f" {planned - count} belum dibuat karena dihentikan." if count < planned else ""
        words = f"{made} dari {count} laporan dibuat{f', {failed} gagal' if failed else ''}.{left}"
        set_html(self.state, note(words, Tone.FAULT if failed else Tone.GOOD))
        listed = link(self.workspace, done.index, "Daftar semua laporan")
        place = note(f"Letaknya: {told_place(self.workspace, done.index.parent)}/")
        rows = [self._row(each) for each in sorted(done.outcomes, key=lambda each: each.html is not None)]
        heads, rows = (_HEADS, rows) if failed else (_HEADS[:-1], [row[:-1] for row in rows])
        set_html(
            self.result, f"<p>{listed}</p>{place}{table(heads, rows, caption='Laporan', numbers=(2, 3))}"
        )

    def _row(self, outcome: Outcome) -> tuple[str, ...]:
        title, seconds = outcome.order.title, printed(Fraction(outcome.seconds), 1)
        if outcome.html:
            size = f"{max(1, round(outcome.size / _KB))} KB"
            return link(self.workspace, outcome.html, title), "dibuat", seconds, size, ""
        reason = without_machine(self.workspace, outcome.refusal) if outcome.refusal else ""
        return title, "gagal", seconds, NOTHING, reason


def _duration(seconds: float) -> str:
    """How long something still takes, in the words of somebody who waits."""
    whole = max(1, round(seconds))
    return f"{whole} detik" if whole < 90 else f"{round(whole / 60)} menit"
