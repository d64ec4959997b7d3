"""The counter of the Tim Asesor Internal: the queue at the left, one answer and its evidence beside it."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ipywidgets import Box, Layout, Tab, VBox

from spbe_lib.errors import SpbeError
from spbe_lib.forms.assessment.bulk import Bulk
from spbe_lib.forms.assessment.clashing import Clashing
from spbe_lib.forms.assessment.desk_work import Work
from spbe_lib.forms.assessment.queue_panel import QueuePanel
from spbe_lib.forms.assessment.services import Services
from spbe_lib.forms.assessment.sheet import ItemSheet
from spbe_lib.forms.assessment.typed import AWAITING, DECISIONS, RULINGS
from spbe_lib.forms.autosave import Autosave, Clock, Keeping, Timer, running_loop
from spbe_lib.forms.look import WHOLE, Tone, counter, note, style_of
from spbe_lib.forms.opening import as_of_now, open_desk, workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    below,
    choice,
    close_together,
    cycle_choice,
    html,
    set_html,
    set_options,
    show,
)
from spbe_lib.forms.rounds import RoundsPanel
from spbe_lib.intake.desk import Desk
from spbe_lib.records.model import Stage
from spbe_lib.workspace import Workspace

_ON_ITS_WAY = 0.12
"""Seconds for keys that are still on their way when somebody presses a button: a click overtakes them."""

_LEFT = {"flex": "1 1 20rem", "min_width": "0", "max_width": "100%"}
_RIGHT = {"flex": "3 1 34rem", "min_width": "0", "max_width": "100%"}
_NOBODY = ("pilih nama Anda …", "")
_UNKNOWN = "Pilih nama Anda dahulu; hanya anggota Tim Asesor Internal (team.csv) yang menilai."
_NO_TEAM = (
    "Siklus ini belum mempunyai daftar anggota Tim. Tulis inputs/{}/team.csv, lalu buka lagi halaman ini."
)
_KEPT = {
    Keeping.KEPT: "Draf tersimpan.",
    Keeping.WAITING: "Menyimpan draf …",
    Keeping.REFUSED: "Draf belum tersimpan; dicoba lagi.",
}
_TABS = ("Penilaian", "Terima bersama", "Layanan terpilih", "Putaran")


def assessment_counter(siklus: str = "", nama: str = "") -> VBox:
    """The counter at which the Tim Asesor Internal reads and decides.

    Args:
        siklus: The cycle that is shown first; the last one of the workspace when empty.
        nama: Which member of the Tim sits there.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return AssessmentCounter(workspace_around(), siklus, nama).box


class AssessmentCounter:
    """The counter's state: one cycle, one member, one item at a time. All pieces are made once and reused."""

    work: Work
    rounds: RoundsPanel | None = None

    def __init__(
        self,
        workspace: Workspace,
        siklus: str = "",
        nama: str = "",
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        loop: Callable[[], Clock | None] = running_loop,
    ) -> None:
        self.workspace, self.session, self._clock, self._loop = workspace, uuid.uuid4().hex, clock, loop
        self._turning: Timer | None = None
        self.item, self._wanted, self._is_open = "", nama, False
        self.cycle = cycle_choice(workspace, siklus)
        self.name = choice("Nama Anda", [_NOBODY])
        self.notice, self.kept = html(), html()
        self.notice.add_class("nilai-pesan")
        self.stamp = html(f'<div class="stempel">{Stage.MANDIRI.stamp}</div>')
        self.queue, self.sheet, self.clash = QueuePanel(self.turn), ItemSheet(self), Clashing(self)
        self.bulk, self.services = Bulk(self), Services(self)
        self.autosave = Autosave(save=self._save, tell=self._tell, clock=loop)
        self._quiet = Quiet()
        self._arrange()
        self._open_cycle(self.cycle.value)

    def _arrange(self) -> None:
        left, right = (VBox(layout=Layout(**each)) for each in (_LEFT, _RIGHT))
        left.children = (self.queue.box,)
        left.add_class("nilai-kiri")
        right.children = (self.kept, self.clash.box, self.sheet.box)
        body = Box([left, right], layout=WHOLE)
        body.add_class("isi-rapat")
        self.frozen = below()
        parts = (body, self.bulk.box, self.services.box, self.frozen)
        self.tabs = Tab(parts, titles=_TABS, layout=WHOLE)
        chooser = close_together(self.cycle, self.name)
        shown = (self.stamp, chooser, self.notice, below(self.tabs))
        self.box = counter("Penilaian Tim Asesor Internal", *shown, style=style_of("assessment"))
        self._quiet.watch(self.cycle, self._open_cycle)
        self._quiet.watch(self.name, self._sit)
        self._quiet.watch(self.tabs, lambda _: self._hush(), "selected_index")

    def put(self, **changes: Any) -> None:
        """Take over what was typed about the item that is shown; it is kept soon."""
        if self.may_write():
            waited = self.work.words(self.item).get(AWAITING)
            self.work.put(self.item, **changes)
            self.autosave.touch()
            if waited or changes.keys() & {RULINGS, DECISIONS}:
                self.sheet.follow()

    def may_write(self) -> bool:
        """Whether somebody of the Tim sits here; else it is told."""
        if self.work.member is None:
            set_html(self.notice, note(_UNKNOWN, Tone.ATTENTION))
        return self.work.member is not None

    def act(self, what: Callable[[], str | None]) -> bool:
        """Do what may be refused and tell what became of it; whether it was done."""
        if not self.may_write():
            return False
        try:
            told = what()
        except SpbeError as refusal:
            set_html(self.notice, note(str(refusal), Tone.FAULT))
            return False
        set_html(self.notice, note(told or "", Tone.GOOD))
        return True

    def soon(self, what: Callable[[], object]) -> None:
        """Do something when the last key that was typed had time to arrive."""
        if loop := self._loop():
            loop.call_at(loop.time() + _ON_ITS_WAY, partial(_done, what))
        else:
            what()

    def turn(self, item: str) -> None:
        """Turn to another item; of several turns in a row only the last counts."""
        self._hush()
        if self._turning:
            self._turning.cancel()
        if loop := self._loop():
            self._turning = loop.call_at(loop.time() + _ON_ITS_WAY, lambda: self.open(item))
        else:
            self.open(item)

    def open(self, item: str) -> None:
        """Show an item, with whatever is recorded and drafted now."""
        self.autosave.flush()
        self.item = item
        self._told(self.work.load)
        self._show()

    def reload(self) -> None:
        """Show everything anew, after something was recorded."""
        self._show()

    def _show(self) -> None:
        self.queue.show(self.work, self.item)
        self.clash.show()
        self.sheet.show()
        self.bulk.show()
        self.services.show()

    def _save(self) -> None:
        clashes = dict(self.work.clashes)
        self.work.save()
        if self.work.clashes != clashes:
            self.clash.show()
            self.sheet.show()

    def _tell(self, keeping: Keeping, refusal: str) -> None:
        tone = Tone.FAULT if keeping is Keeping.REFUSED else Tone.PLAIN
        set_html(self.kept, note(f"{_KEPT[keeping]} {refusal}".strip(), tone))

    def _hush(self) -> None:
        """What was told stood for what was shown till now."""
        set_html(self.notice, "")

    def _sit(self, name: str) -> None:
        """Another member sits down: what was typed is kept under the former one's name."""
        self.autosave.flush()
        self._wanted = name
        self.work.sit(name)
        self._hush()
        self.open(self.item)

    def _open_cycle(self, siklus: str) -> None:
        if self._is_open:
            self.autosave.flush()
            self.work.desk.store.__exit__(None, None, None)
        self._is_open = self._told(lambda: self._opened(siklus))
        show(self.tabs, self._is_open)
        if self._is_open:
            self._show()

    def _opened(self, siklus: str) -> None:
        desk = open_desk(self.workspace, siklus, self._wanted)
        self.work = Work(desk=desk, session=self.session, clock=self._clock)
        member = desk.cycle.member(self._wanted)
        self.work.sit(member.name if member else "")
        with self._quiet():
            names = [(f"{each.name} ({each.function})", each.name) for each in desk.cycle.team]
            set_options(self.name, [_NOBODY, *names], self.work.name)
        self.work.load()
        self.sheet.ready_for(desk.instrument)
        if self.rounds is None:
            self.rounds = RoundsPanel(self._desk)
            self.frozen.children = (self.rounds.box,)
        else:
            self.rounds.refresh()
        self.queue.begin(self.work)
        self.item = next((r.item for r in self.work.rows if r.state.waits), self.work.rows[0].item)
        told = "" if desk.cycle.team else _NO_TEAM.format(siklus)
        notices = "".join(note(each) for each in desk.instrument.notices)
        set_html(self.notice, note(told, Tone.ATTENTION) + notices)

    def _desk(self) -> Desk:
        return as_of_now(self.work.desk, self.work.name)

    def _told(self, what: Callable[[], None]) -> bool:
        """Do what may be refused, and tell only a refusal."""
        try:
            what()
        except SpbeError as refusal:
            set_html(self.notice, note(str(refusal), Tone.FAULT))
            return False
        return True


def _done(what: Callable[[], object]) -> None:
    what()
