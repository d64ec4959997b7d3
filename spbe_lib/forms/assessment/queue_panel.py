"""The queue at the left: which item is whose, how long it waits and what hangs on it."""

from collections.abc import Callable

from spbe_lib.figures import printed
from spbe_lib.forms.assessment.desk_work import Work
from spbe_lib.forms.look import note
from spbe_lib.forms.parts import (
    Quiet,
    below,
    button,
    choice,
    html,
    line,
    listing,
    set_html,
    set_options,
)
from spbe_lib.results.queue import QueueRow, QueueState, chosen_rows, next_waiting

_ALL, _NOBODY = "semua", ""
_STATES = [("semua keadaan", None), *((each.label, each) for each in QueueState)]
_SIGNS = {
    QueueState.WAITING: "○",
    QueueState.AGAIN: "↻",
    QueueState.SECOND: "②",
    QueueState.UNANSWERED: "–",
    QueueState.RETURNED: "↩",
    QueueState.ASSESSED: "✓",
}


class QueuePanel:
    """The list and what narrows it down. Turning to a line opens its item."""

    def __init__(self, turn: Callable[[str], None]) -> None:
        self._turn = turn
        self.reviewer = choice("Pembaca", [("semua pembaca", _ALL)])
        self.state = choice("Keadaan", _STATES)
        self.search = line("Cari", "nomor, nama, atau OPD")
        self.told = html()
        self.list = listing("Antrean", 14)
        self.list.add_class("isi-daftar")
        self.next = button("Berikutnya yang menunggu", self._next)
        self.box = below(self.reviewer, self.state, self.search, self.told, self.list, self.next)
        self._quiet, self._work = Quiet(), None
        for each in (self.reviewer, self.state, self.search):
            self._quiet.watch(each, lambda _: self._list())
        self._quiet.watch(self.list, self._chosen)

    _work: Work | None

    def begin(self, work: Work) -> None:
        """Another cycle: another roster."""
        members = [(each.name, each.name) for each in work.desk.cycle.team]
        with self._quiet():
            options = [("semua pembaca", _ALL), *members, ("belum dibagi", _NOBODY)]
            set_options(self.reviewer, options, _ALL)
            self.state.index = 0
            self.search.value = ""

    def show(self, work: Work, item: str) -> None:
        """Show the queue as it stands now, with an item marked."""
        self._work = work
        self._list(item)

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """The rows that are listed."""
        if self._work is None:
            return ()
        reviewer = None if self.reviewer.value == _ALL else self.reviewer.value
        names = {opd.code: opd.name for opd in self._work.desk.cycle.opds}
        return chosen_rows(
            self._work.rows,
            reviewer=reviewer,
            state=self.state.value,
            search=self.search.value,
            names=names,
        )

    def _list(self, item: str | None = None) -> None:
        if self._work is None:
            return
        rows, digits = self.rows, self._work.desk.instrument.digits
        waiting = sum(each.state.waits for each in self._work.rows)
        set_html(self.told, note(f"{len(rows)} indikator ditampilkan; {waiting} menunggu Tim."))
        with self._quiet():
            lines = [(_line(each, digits), each.item) for each in rows]
            set_options(self.list, lines, item or self.list.value)
        self.next.disabled = not waiting

    def _chosen(self, item: str | None) -> None:
        if item:
            self._turn(item)

    def _next(self) -> None:
        rows = (
            self.rows
            if any(each.state.waits for each in self.rows)
            else self._work.rows
            if self._work
            else ()
        )
        if item := next_waiting(rows, self.list.value):
            self._turn(item)


def _line(row: QueueRow, digits: int) -> str:
    days = f" · {row.days} hari" if row.days is not None else ""
    asked = f" · {row.remarks} pertanyaan" if row.remarks else ""
    told = f"{_SIGNS[row.state]} {row.item} {row.title} · {row.state.label}{days}"
    return f"{told} · {printed(row.points, digits)} poin{asked}" + (
        "" if row.reviewers else " · belum dibagi"
    )
