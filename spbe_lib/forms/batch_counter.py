"""The counter at which the operator makes the reports: watched one by one, stopped without loss."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum
from fractions import Fraction
from threading import Event, Thread
from time import monotonic

from ipywidgets import IntProgress, SelectMultiple, VBox

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
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting.batch.makers import Makers
from spbe_lib.reporting.batch.outcome import Outcome, State
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.batch.run import Run, Wish, run
from spbe_lib.reporting.batch.run_record import without_machine
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.sharing.unshared import unshared_words
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
    """Do something beside the page, which stays usable."""
    Thread(target=work, daemon=True).start()


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
        makers: Callable[[], AbstractContextManager[Makers]] = LocalMakers,
    ) -> None:
        self.workspace, self._start, self._makers = workspace, start, makers
        self._stopping, self._began = Event(), 0.0
        self.cycle = cycle_choice(workspace, siklus)
        self.source = choice("Dari", [])
        self.which = radio("Laporan", [(each.label, each) for each in Which])
        self.opds = SelectMultiple(description="OPD (Ctrl untuk memilih beberapa)", rows=10, layout=WHOLE)
        self.opds.add_class("isi-bidang")
        self.go = button("Buat laporan", self._go, primary=True)
        self.stop = button("Hentikan", self._stop)
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
        self._stopping.clear()
        self._busy()
        wish = Wish(cycle=self.cycle.value, only=only, frozen_round=self.source.value or None)
        self._start(lambda: self._work(wish))

    def _only(self) -> tuple[str, ...]:
        some: dict[Which, tuple[str, ...]] = {
            Which.ALL: (),
            Which.WHOLE: (CONSOLIDATED,),
            Which.SOME: tuple(self.opds.value),
        }
        return some[self.which.value]

    def _work(self, wish: Wish) -> None:
        try:
            with self._makers() as makers:
                done = run(self.workspace, wish, makers, self, self._stopping.is_set)
        except SpbeError as refusal:
            set_html(self.state, note(f"Laporan tidak dibuat.\n{refusal}", Tone.FAULT))
        except OSError as fault:  # a disk that is full or gone: the page would wait for ever
            set_html(
                self.state, note(f"Dihentikan: {fault.strerror}. Ulangi; yang sudah jadi tetap.", Tone.FAULT)
            )
        else:
            self._tell(wish, done)
        finally:
            self._at_rest()

    def begins(self, count: int) -> None:
        """So many reports are looked at; told by the run."""
        self._began = monotonic()
        self.progress.max = count
        self._tell_progress("")

    def ended(self, outcome: Outcome) -> None:
        """One report is done; told by the run."""
        self.progress.value += 1
        self._tell_progress(f": {outcome.title}")

    def _tell_progress(self, last: str) -> None:
        done, count, spent = self.progress.value, self.progress.max, monotonic() - self._began
        pace = f", {printed(Fraction(done / spent), 1)} per detik" if done and spent else ""
        left = f", sisa sekitar {_duration(spent / done * (count - done))}" if 0 < done < count else ""
        set_html(
            self.state,
            f'<div role="status">{note(f"{done} dari {count} selesai{pace}{left}{last}")}</div>',
        )

    def _stop(self) -> None:
        self._stopping.set()
        self.stop.disabled = True

    def _busy(self) -> None:
        self.progress.value, self.progress.max = 0, 1
        set_html(self.state, f'<div role="status">{note("Menyiapkan …")}</div>')
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

    def _tell(self, wish: Wish, done: Run) -> None:
        missing = done.planned - len(done.outcomes)
        left = f" {missing} belum dibuat karena dihentikan." if missing else ""
        failed = done.of(State.FAILED)
        words = f"{len(done.outcomes)} laporan: {done.counts}.{left}"
        set_html(self.state, note(words, Tone.FAULT if failed else Tone.GOOD))
        listed = link(self.workspace, done.index, "Daftar semua laporan")
        place = note(f"Letaknya: {told_place(self.workspace, done.index.parent)}/")
        place += note("\n".join(unshared_words(self.workspace, wish.cycle, wish.frozen_round)))
        rows = [self._row(each) for each in sorted(done.outcomes, key=lambda each: each not in failed)]
        heads, rows = (_HEADS, rows) if failed else (_HEADS[:-1], [row[:-1] for row in rows])
        set_html(
            self.result, f"<p>{listed}</p>{place}{table(heads, rows, caption='Laporan', numbers=(2, 3))}"
        )

    def _row(self, outcome: Outcome) -> tuple[str, ...]:
        title, seconds = outcome.title, printed(Fraction(outcome.seconds), 2)
        size = f"{max(1, round(outcome.size / _KB))} KB" if outcome.size else NOTHING
        if outcome.page:
            return link(self.workspace, outcome.page, title), outcome.state.label, seconds, size, ""
        reason = without_machine(self.workspace, outcome.refusal) if outcome.refusal else ""
        return title, outcome.state.label, seconds, size, reason


def _duration(seconds: float) -> str:
    """How long something still takes, in the words of somebody who waits."""
    whole = max(1, round(seconds))
    return f"{whole} detik" if whole < 90 else f"{round(whole / 60)} menit"
