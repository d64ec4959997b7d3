"""The counter for one OPD at a time: chosen above, what is asked at the left, one answer at the right."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from ipywidgets import Box, Layout, VBox

from spbe_lib.errors import SpbeError
from spbe_lib.figures import printed_date
from spbe_lib.forms.autosave import Autosave, Clock, Keeping, Timer, running_loop
from spbe_lib.forms.entry.answering import Answering
from spbe_lib.forms.entry.board import Board
from spbe_lib.forms.entry.checking import checked_signature, checked_subject
from spbe_lib.forms.entry.desk_work import Work, opened
from spbe_lib.forms.entry.reading import Told
from spbe_lib.forms.entry.submitting import Submitting
from spbe_lib.forms.entry.typed import Typed
from spbe_lib.forms.look import Tone, counter, note
from spbe_lib.forms.opening import actor_named, open_desk, workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    choice,
    close_together,
    cycle_choice,
    html,
    line,
    set_html,
    set_options,
    show,
    side_by_side,
)
from spbe_lib.intake.asking.secret_text import looks_secret
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.handout import asked_opds
from spbe_lib.records.approving import APPROVAL
from spbe_lib.records.register import Step
from spbe_lib.workspace import Workspace

_ON_ITS_WAY = 0.06
"""Seconds for a key that is still on its way when somebody turns to another answer."""

_LEFT = {"flex": "1 1 17rem", "width": "auto", "min_width": "0"}
_RIGHT = {"flex": "3 1 26rem", "width": "auto", "min_width": "0"}
_NO_OPD = ("tidak ada OPD", "")


def entry_counter(siklus: str = "", nama: str = "") -> VBox:
    """The counter at which an OPD answers.

    Args:
        siklus: The cycle that is shown first; the last one of the workspace when empty.
        nama: Who sits there.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return EntryCounter(workspace_around(), siklus, nama).box


class EntryCounter:
    """The counter's state: one cycle, one OPD, one answer at a time. All pieces are made once and reused."""

    work: Work

    def __init__(
        self,
        workspace: Workspace,
        siklus: str = "",
        nama: str = "",
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        loop: Callable[[], Clock | None] = running_loop,
    ) -> None:
        self.workspace, self.session = workspace, uuid.uuid4().hex
        self._clock, self._loop = clock, loop
        self._turning: Timer | None = None
        self._desk: Desk | None = None
        self._found = dict[str, tuple[Told, ...]]()
        self.topic = ""
        self.cycle, self.opd = cycle_choice(workspace, siklus), choice("Perangkat daerah", [_NO_OPD])
        self.name = line("Nama Anda", "siapa yang mengisi di sini")
        self.name.value = nama
        self.notice, self.facts = html(), html()
        self.board = Board(self._turn)
        self.answering = Answering(self)
        self.submitting = Submitting(self)
        self.autosave = Autosave(save=self._save, tell=self._tell, clock=loop)
        self._quiet = Quiet()
        self._arrange()
        self._open_cycle(self.cycle.value)

    def _arrange(self) -> None:
        left, right = (Box(layout=Layout(**each)) for each in (_LEFT, _RIGHT))
        left.children, right.children = (self.board.box,), (self.answering.box,)
        self.body = side_by_side(left, right)
        chooser = close_together(self.cycle, self.opd, self.name)
        foot = (self.submitting.result, self.submitting.box)
        self.box = counter("Isi jawaban perangkat daerah", chooser, self.facts, self.notice, self.body, *foot)
        self._quiet.watch(self.cycle, lambda siklus: self._after_a_moment(partial(self._open_cycle, siklus)))
        self._quiet.watch(self.opd, lambda code: self._after_a_moment(partial(self._open_opd, code)))
        self._quiet.watch(self.name, self._sit_down)

    def act(self, what: Callable[[], None]) -> None:
        """Do what may be refused; a refusal is told and changes nothing."""
        try:
            what()
        except SpbeError as refusal:
            self._refuse(note(str(refusal), Tone.FAULT))
        else:
            self._refuse("")

    def _refuse(self, told: str) -> None:
        """Tell a refusal where it is seen: at the foot of the form, at its head while there is none."""
        set_html(self.submitting.refused, told if self._desk else "")
        set_html(self.notice, "" if self._desk else told)

    def put(self, topic: str, content: Typed) -> None:
        """Take over what was typed about a topic; it is kept soon."""
        self.work.put(topic, content)
        self.touched(topic)

    def touched(self, topic: str) -> None:
        """Something about a topic was changed; it is looked at, and kept soon."""
        self._sit_down(self.name.value)
        self._look_at(topic)
        self.autosave.touch()
        self._refresh()

    def open(self, topic: str) -> None:
        """Show a topic as it is recorded and drafted now; the one that is shown, when none is named."""
        if self.work.waiting:
            self.autosave.flush()
        self.act(self.work.load)
        known = {each.topic: each for each in self.work.subjects}
        if topic in known or topic == APPROVAL:
            self.topic = topic
        for each in (*known, APPROVAL):
            self._look_at(each)
        self.answering.show(known.get(self.topic))
        self._refresh()
        self.answering.name(known.get(self.topic))

    def _look_at(self, topic: str) -> None:
        subject = next((each for each in self.work.subjects if each.topic == topic), None)
        if subject:
            self._found[topic] = checked_subject(self.work, subject)[1]
        elif topic == APPROVAL:
            self._found[topic] = checked_signature(self.work)[1]

    def _refresh(self) -> None:
        self.board.show(self.work, self._found, self.topic)
        self.answering.tell(self.topic, self._found.get(self.topic, ()))
        self.submitting.follow(self.answering.choosing.clash)

    def _save(self) -> None:
        self.work.save()

    def _tell(self, keeping: Keeping, refusal: str) -> None:
        self.submitting.tell(keeping, refusal)
        if keeping is Keeping.KEPT:
            self._look_at(APPROVAL)
            self._refresh()

    def soon(self, what: Callable[[], None]) -> None:
        """Turn to something else when the last key had time to arrive; only the last turn counts."""
        if self._turning:
            self._turning.cancel()
        self._turning = self._after_a_moment(what)

    def _after_a_moment(self, what: Callable[[], None]) -> Timer | None:
        loop = self._loop()
        if loop is None:
            what()
            return None
        return loop.call_at(loop.time() + _ON_ITS_WAY, what)

    def _turn(self, topic: str) -> None:
        self.soon(partial(self.open, topic))

    def _sit_down(self, nama: str) -> None:
        if self._desk:
            self.work.called(actor_named("" if looks_secret(nama) else nama))

    def _open_cycle(self, siklus: str) -> None:
        if self._desk:
            self.autosave.flush()
            self._desk.store.__exit__(None, None, None)
        self._desk = None
        self.act(lambda: self._opened(siklus))
        for each in (self.facts, self.body, self.submitting.result, self.submitting.box):
            show(each, self._desk)

    def _opened(self, siklus: str) -> None:
        with self._quiet():
            set_options(self.opd, [_NO_OPD], "")
        desk = open_desk(self.workspace, siklus, self.name.value)
        opds = asked_opds(desk)
        self.answering.ready_for(desk.instrument)
        with self._quiet():
            set_options(self.opd, [(each.name, each.code) for each in opds], opds[0].code)
        self._desk = desk
        self._begin(desk, opds[0].code)

    def _open_opd(self, code: str) -> None:
        desk = self._desk
        if desk and code:
            self.autosave.flush()
            self.act(lambda: self._begin(desk, code))

    def _begin(self, desk: Desk, code: str) -> None:
        self.work = opened(desk, desk.cycle.opd(code), self.session, self._clock)
        self._sit_down(self.name.value)
        self._found.clear()
        if self._turning:
            self._turning.cancel()
        self.topic = next((each.topic for each in self.work.subjects), APPROVAL)
        self.submitting.clear()
        set_html(self.facts, _facts(self.work))
        self.open(self.topic)
        self.submitting.untouched()


def _facts(work: Work) -> str:
    """For which year an OPD answers, and until when."""
    cycle = work.desk.cycle
    due = cycle.due(work.opd.code, Step.OPD)
    told = [f"{cycle.government}, tahun {cycle.year}", work.desk.instrument.short_name]
    told += [f"tenggat pengisian {printed_date(due)}"] if due else []
    told += ["data contoh"] if cycle.sample else []
    return note(" · ".join(told)) + "".join(note(each) for each in work.desk.instrument.notices)
