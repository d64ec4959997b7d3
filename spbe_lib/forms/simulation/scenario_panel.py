"""Scenarios at the counter: kept by name, opened again, compared, deleted, and made into a report."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from ipywidgets import SelectMultiple, VBox

from spbe_lib.errors import SpbeError
from spbe_lib.figures import Span, office_day, printed_date
from spbe_lib.forms.look import WHOLE, Tone, note
from spbe_lib.forms.made_file import link, told_place
from spbe_lib.forms.parts import below, button, close_together, html, line, set_html, show
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.scenarios import Kept, delete_scenario, keep_scenario, kept_scenarios
from spbe_lib.records.files.scenario_file import Scenario, slug_of
from spbe_lib.reporting.batch.makers import Makers, not_made
from spbe_lib.reporting.job import Job
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.reporting.simulation.inputs import freeze_simulation, kept_facts
from spbe_lib.reporting.simulation.making import list_page, simulation_job
from spbe_lib.reporting.simulation.prose import compared
from spbe_lib.workspace import Workspace

_TRIES = 2


class Table(Protocol):
    """Where levels are moved."""

    workspace: Workspace

    @property
    def base(self) -> Base | None:
        """The values that are changed there; None while they cannot be read."""

    @property
    def levels(self) -> dict[str, Span]:
        """The changes."""

    def desk(self) -> Desk:
        """The cycle, with whoever sits there."""

    def load(self, scenario: Scenario) -> None:
        """Put a kept scenario in place of the changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What is asked before something is done, and what is done then."""

    words: str
    yes: str
    act: Callable[[], None]


class ScenarioPanel:
    """The list of what is kept, and what can be done with it; ``box`` is the panel as a part of a counter."""

    def __init__(
        self,
        table: Table,
        start: Callable[[Callable[[], None]], None],
        makers: Callable[[], AbstractContextManager[Makers]],
    ) -> None:
        self._table, self._start, self._makers = table, start, makers
        self._kept = dict[str, Kept]()
        self._asked: _Question | None = None
        self.name = line("Nama skenario", "misalnya Naik ke 4,35")
        self.save = button("Simpan skenario", self._save, primary=True)
        self.list = SelectMultiple(
            description="Skenario tersimpan (Ctrl untuk memilih beberapa)", rows=5, layout=WHOLE
        )
        self.list.add_class("isi-bidang")
        self.open = button("Buka", self._open)
        self.compare = button("Bandingkan", self._compare)
        self.report = button("Buat laporan simulasi", self._report)
        self.delete = button("Hapus …", self._ask_delete)
        self.question, self.notice, self.result = html(), html(), html()
        self.confirm = button("Ya", self._yes, primary=True)
        self.cancel = button("Batal", self._answered)
        self.asking = below(self.question, close_together(self.confirm, self.cancel))
        parts = (
            html("<h3>Skenario</h3>"),
            close_together(self.name, self.save),
            self.list,
            close_together(self.open, self.compare, self.report, self.delete),
            self.asking,
            self.notice,
            self.result,
        )
        self.box: VBox = below(*parts, boxed=True)
        self._answered()

    def refresh(self) -> None:
        """Show what is kept now: after another cycle was chosen, or something was kept or deleted."""
        base = self._table.base
        found = kept_scenarios(self._table.workspace.inputs / base.cycle.name) if base else ()
        self._kept = {each.scenario.slug: each for each in found}
        self.list.index = ()  # first, else the page marks lines that are not there any more
        self.list.options = [(_told(each.scenario), slug) for slug, each in self._kept.items()]
        self._answered()
        self._tell("")

    # Keeping.

    def _save(self) -> None:
        name, base = " ".join(self.name.value.split()), self._table.base
        if base is None or not self._table.levels:
            self._tell("Belum ada perubahan yang dapat disimpan.", Tone.ATTENTION)
            return
        there = self._kept.get(slug_of(name))
        if there is None:
            self._keep(name, None)
            return
        self._ask(
            _Question(
                words=f"Nama ini sudah dipakai: {_told(there.scenario)}. Ganti dengan perubahan sekarang?",
                yes="Ya, ganti",
                act=lambda: self._keep(name, there.code),
            )
        )

    def _keep(self, name: str, over: str | None) -> None:
        base = self._table.base
        if base is None:
            return
        try:
            desk = self._table.desk()
            with desk.store:
                kept = keep_scenario(desk, _scenario(name, base, desk, self._table.levels), over)
        except SpbeError as refusal:
            self.refresh()
            self._tell(str(refusal), Tone.FAULT)
            return
        self.refresh()
        self.list.value = (kept.scenario.slug,)
        self._tell(f"Skenario {kept.scenario.name} disimpan.", Tone.GOOD)

    # What can be done with what is kept.

    def _chosen(self, least: int, most: int, words: str) -> list[Kept]:
        chosen = [self._kept[slug] for slug in self.list.value if slug in self._kept]
        if least <= len(chosen) <= most:
            return chosen
        self._tell(words, Tone.ATTENTION)
        return []

    def _open(self) -> None:
        for each in self._chosen(1, 1, "Pilih satu skenario untuk dibuka."):
            self.name.value = each.scenario.name
            self._table.load(each.scenario)
            self._tell(f"Skenario {each.scenario.name} dibuka.")

    def _compare(self) -> None:
        base, chosen = (
            self._table.base,
            self._chosen(2, 6, "Pilih dua skenario atau lebih (paling banyak enam)."),
        )
        if base is None or not chosen:
            return
        try:
            facts = [kept_facts(base, each.scenario) for each in chosen]
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
            return
        given = freeze_simulation(base, ())
        self._tell("")
        set_html(self.result, compared(base.label, given.index, given.predicate, facts))

    def _ask_delete(self) -> None:
        for each in self._chosen(1, 1, "Pilih satu skenario untuk dihapus."):
            self._ask(
                _Question(
                    words=f"Hapus {_told(each.scenario)}? Ini tidak dapat dibatalkan.",
                    yes="Ya, hapus",
                    act=lambda kept=each: self._delete(kept),  # type: ignore[misc]
                )
            )

    def _delete(self, kept: Kept) -> None:
        try:
            desk = self._table.desk()
            with desk.store:
                delete_scenario(desk, kept)
        except SpbeError as refusal:
            self.refresh()
            self._tell(str(refusal), Tone.FAULT)
            return
        self.refresh()
        self._tell(f"Skenario {kept.scenario.name} dihapus.", Tone.GOOD)

    # The report.

    def _report(self) -> None:
        base, chosen = self._table.base, self._chosen(1, 3, "Pilih satu sampai tiga skenario untuk laporan.")
        if base is None or not chosen:
            return
        try:
            job = simulation_job(self._table.workspace, base, [each.scenario for each in chosen])
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
            return
        self.report.disabled = True
        self._tell("Laporan sedang dibuat …")
        self._start(lambda: self._make(job))

    def _make(self, job: Job) -> None:
        try:
            with self._makers() as makers:
                made = next(
                    (done for _ in range(_TRIES) if (done := makers.end(job, makers.begin(job)))), None
                )
            if made:
                list_page(job)
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
        except OSError as fault:  # a disk that is full or gone: the page would wait for ever
            self._tell(f"Laporan tidak dibuat: {fault.strerror}.", Tone.FAULT)
        else:
            self._made(job, lost=made is None)
        finally:
            self.report.disabled = False

    def _made(self, job: Job, *, lost: bool) -> None:
        if lost:
            self._tell(not_made(job, "proses pembuatnya mati"), Tone.FAULT)
            return
        workspace = self._table.workspace
        shown = link(workspace, job.html, "Buka laporan simulasi")
        words = note(f"Letaknya: {told_place(workspace, job.html)}", Tone.GOOD)
        set_html(self.notice, f'<div role="status"><p>{shown}</p>{words}</div>')

    # Asking and telling.

    def _ask(self, question: _Question) -> None:
        self._asked = question
        self.confirm.description = question.yes
        set_html(self.question, note(question.words, Tone.ATTENTION))
        show(self.asking, True)

    def _yes(self) -> None:
        asked = self._asked
        self._answered()
        if asked:
            asked.act()

    def _answered(self) -> None:
        self._asked = None
        set_html(self.question, "")
        show(self.asking, False)

    def _tell(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        set_html(self.result, "")
        set_html(self.notice, f'<div role="status">{note(words, tone)}</div>' if words else "")


def _scenario(name: str, base: Base, desk: Desk, levels: dict[str, Span]) -> Scenario:
    return Scenario(
        name=name,
        by=desk.actor,
        at=datetime.now(UTC).replace(microsecond=0),
        edition=base.instrument.code,
        origin=base.origin,
        frozen_round=base.frozen_round.name if base.frozen_round else None,
        base_code=base.code,
        levels=levels,
    )


def _told(scenario: Scenario) -> str:
    day = printed_date(office_day(scenario.at))
    return f"{scenario.name} – {len(scenario.levels)} butir, oleh {scenario.by}, {day}"
