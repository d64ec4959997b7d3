"""The list of everything that is asked, with where it stands in words and signs; search and filter."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from spbe_lib.forms.entry.approval import given
from spbe_lib.forms.entry.checking import SIGNED
from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.reading import Told
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.look import note
from spbe_lib.forms.parts import Quiet, below, choice, html, line, listing, set_html, set_options
from spbe_lib.records.answers import Status
from spbe_lib.records.approving import APPROVAL, approved

_LONGEST = 58
Found = Mapping[str, Sequence[Told]]
"""What is told of every topic."""


class State(StrEnum):
    """Where an answer stands, as the list and its filter tell it."""

    CLASH = "clash"
    FAULT = "fault"
    DRAFT = "draft"
    RETURNED = "returned"
    UNANSWERED = "unanswered"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            "clash": "ada dua isian",
            "fault": "perlu diperbaiki",
            "draft": "draf",
            "returned": "dikembalikan",
            "unanswered": "belum dijawab",
            "submitted": "diserahkan",
            "accepted": "diterima",
        }[self.value]

    @property
    def sign(self) -> str:
        """A sign that tells it without a colour."""
        return {
            "clash": "⇄",
            "fault": "⚠",
            "draft": "✎",
            "returned": "↩",
            "unanswered": "○",
            "submitted": "→",
            "accepted": "✓",
        }[self.value]


_STANDINGS = {
    Status.SUBMITTED: State.SUBMITTED,
    Status.RETURNED: State.RETURNED,
    Status.ACCEPTED: State.ACCEPTED,
}


def state_of(work: Work, subject: Subject, told: Sequence[Told]) -> State:
    """Where an answer stands; what needs a hand goes before what is done."""
    if subject.topic in work.clashes:
        return State.CLASH
    if any(each.fault for each in told):
        return State.FAULT
    if work.drafted(subject.topic):
        return State.DRAFT
    return _STANDINGS[subject.standing.status] if subject.standing else State.UNANSWERED


class Board:
    """The list at the left."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        self.chosen = chosen
        self.topic = ""
        self.search = line("Cari", "nomor atau kata")
        states = [(f"{each.sign} {each.label}", each) for each in State]
        self.filter = choice("Tampilkan", [("semua isian", ""), *states])
        self.list = listing("Indikator dan kewajiban bersama", 22)
        self.list.add_class("isi-daftar")
        self.count = html()
        self._known: tuple[Work, Found] | None = None
        self._quiet = Quiet()
        self._quiet.watch(self.list, self._choose)
        self._quiet.watch(self.search, lambda _: self._refresh())
        self._quiet.watch(self.filter, lambda _: self._refresh())
        self.box = below(self.search, self.filter, self.list, self.count)

    def show(self, work: Work, found: Found, topic: str) -> None:
        """Show the list anew, with a topic chosen in it."""
        self._known, self.topic = (work, found), topic
        self._refresh()

    def _choose(self, topic: str | None) -> None:
        if topic:
            self.topic = topic
            self.chosen(topic)

    def _refresh(self) -> None:
        if self._known is None:
            return
        work, found = self._known
        lines, answered = list[tuple[str, str]](), 0
        for each in work.subjects:
            state = state_of(work, each, found.get(each.topic, ()))
            answered += state is not State.UNANSWERED
            if self.filter.value in ("", state) and each.found(self.search.value):
                lines.append((_line(each, state, found.get(each.topic, ())), each.topic))
        if not self.filter.value and not self.search.value.strip():
            lines.append((_approval(work), APPROVAL))
        with self._quiet():
            set_options(self.list, lines, self.topic)
        told = f"{answered} dari {len(work.subjects)} sudah mulai diisi atau diserahkan"
        count = sum(topic != APPROVAL for _, topic in lines)
        more = "" if count == len(work.subjects) else f" · {count} ditampilkan"
        set_html(self.count, note(told + more))


def _line(subject: Subject, state: State, told: Sequence[Told]) -> str:
    faults = sum(each.fault for each in told)
    count = f"{faults} " if state is State.FAULT else ""
    kind = "" if subject.item else "bersama "
    title = subject.short if len(subject.short) <= _LONGEST else f"{subject.short[: _LONGEST - 1]}…"
    return f"{state.sign} {kind}{subject.number} · {count}{state.label} · {title}"


def _approval(work: Work) -> str:
    content = work.content(APPROVAL)
    if approved(work.drafts.values()):
        return f"✓ {SIGNED} · disetujui"
    if work.idle:
        return f"○ {SIGNED} · belum ada isian baru"
    return f"⚠ {SIGNED} · gugur, isian berubah" if given(content) else f"○ {SIGNED} · belum disetujui"
