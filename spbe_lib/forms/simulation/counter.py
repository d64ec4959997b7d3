"""The counter's state: a base that was read once, and a line of changes that is worked out at every key."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from ipywidgets import VBox

from spbe_lib.errors import SpbeError
from spbe_lib.figures import Span, printed
from spbe_lib.forms.batch_counter import in_background
from spbe_lib.forms.look import Tone, counter, note, points, report_look, style_of
from spbe_lib.forms.opening import open_desk, workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    below,
    button,
    choice,
    close_together,
    cycle_choice,
    html,
    line,
    radio,
    set_html,
    set_options,
)
from spbe_lib.forms.rounds import TODAY, source_options
from spbe_lib.forms.simulation.plan_panel import LETTER, PlanPanel
from spbe_lib.forms.simulation.scenario_panel import ScenarioPanel
from spbe_lib.forms.simulation.sliders import slider_table
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.law.ladder import is_above
from spbe_lib.records.files.scenario_file import Origin, Scenario, typed_changes, understood_changes
from spbe_lib.reporting.batch.makers import Makers
from spbe_lib.reporting.batch.pool import LocalMakers
from spbe_lib.reporting.page import SAMPLE, SIMULATED, filled
from spbe_lib.reporting.simulation.base import Base, Moment, base_of, moment_of
from spbe_lib.reporting.simulation.document import ScenarioFacts, SimulationInput
from spbe_lib.reporting.simulation.inputs import freeze_simulation, simulated
from spbe_lib.reporting.simulation.prose import waterfall_table
from spbe_lib.reporting.simulation.rows import caution_of, scenario_facts
from spbe_lib.results.scenario import next_levels
from spbe_lib.workspace import Workspace

_ALL = "semua"  # with a value of its own: a list that may choose None shows either that line or nothing


def simulation_counter(siklus: str = "", nama: str = "") -> VBox:
    """The counter at which levels are moved and plans are sought.

    Args:
        siklus: The cycle that is shown first; the last one of the workspace when empty.
        nama: Who keeps scenarios here.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return SimulationCounter(workspace_around(), siklus, nama).box


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A base, and what the counter needs of it at every change."""

    base: Base
    report: SimulationInput


class SimulationCounter:
    """All pieces are made once; at a change two of them get other HTML, and no widget is made."""

    def __init__(
        self,
        workspace: Workspace,
        siklus: str = "",
        nama: str = "",
        *,
        start: Callable[[Callable[[], None]], None] = in_background,
        makers: Callable[[], AbstractContextManager[Makers]] = lambda: LocalMakers(1),
    ) -> None:
        self.workspace = workspace
        self._started: Started | None = None
        self._moment: Moment | None = None
        self._former = list[str]()
        self._last = ""
        self.cycle = cycle_choice(workspace, siklus)
        self.name = line("Nama Anda", "siapa yang menyimpan skenario")
        self.name.value = nama
        self.source, self.origin = choice("Catatan", []), choice("Nilai dasar", [])
        self.aspect, self.opd = choice("Aspek", []), choice("OPD pengampu", [])
        self.view = radio("Rincian menurut", [("butir", False), ("aspek", True)])
        self.view.value = False
        self.changes = line(
            "Perubahan", "butir=tingkat, misalnya 13=4 22=4; boleh diketik atau digeser di bawah"
        )
        self.changes.add_class("sim-isi")
        self.undo = button("Urungkan", self._undo)
        self.clear = button("Kembalikan semua", lambda: self._put(""))
        self.targets = button("Ke tingkat target", self._to_targets)
        self.next = button("Semua naik satu tingkat", self._all_up)
        self.head, self.told, self.steps, self.table = html(), html(), html(), html()
        self.bar = html()
        self.scenarios = ScenarioPanel(self, start, makers)
        self.plan = PlanPanel(self, start)
        self._quiet = Quiet()
        self._arrange()
        self._open()

    def _arrange(self) -> None:
        self.told.add_class("sim-ringkas")
        buttons = close_together(self.undo, self.clear, self.targets, self.next)
        columns = below(
            below(self.told, self.steps, self.view),
            below(self.changes, buttons, close_together(self.aspect, self.opd), self.table),
        )
        columns.add_class("sim-kolom")
        foot = below(self.bar)
        foot.add_class("isi-bilah")
        parts = (
            close_together(self.cycle, self.source, self.origin, self.name),
            self.head,
            columns,
            foot,
            self.plan.box,
            self.scenarios.box,
        )
        self.box = counter("Rencana dan simulasi", *parts, style=style_of("simulation") + report_look(LETTER))
        watch = self._quiet.watch
        watch(self.cycle, lambda _: self._open())
        watch(self.source, lambda _: self._read())
        watch(self.origin, lambda _: self._start())
        watch(self.aspect, lambda _: self._draw())
        watch(self.opd, lambda _: self._draw())
        watch(self.view, lambda _: self._show())
        watch(self.changes, lambda _: self._changed())

    # What the panels ask for.

    @property
    def base(self) -> Base | None:
        """The values that are changed here; None while they cannot be read."""
        return self._started.base if self._started else None

    @property
    def levels(self) -> dict[str, Span]:
        """The changes as they are typed now; what cannot be read is none."""
        return understood_changes(self._started.base.instrument, self._texts())[0] if self._started else {}

    def desk(self) -> Desk:
        """The desk of the chosen cycle, with whoever sits there now."""
        return open_desk(self.workspace, self.cycle.value, self.name.value)

    def load(self, scenario: Scenario) -> None:
        """Put a kept scenario in place of what is moved now, on its own base where there is that one."""
        with self._quiet():
            if (scenario.frozen_round or TODAY) in [value for _, value in self.source.options]:
                self.source.value = scenario.frozen_round or TODAY
        self._read(scenario.origin)
        if self._started:
            self.put(scenario.levels)
            if caution := caution_of(self._started.base, scenario):
                set_html(self.head, note(caution, Tone.ATTENTION))

    def put(self, levels: Mapping[str, Span]) -> None:
        """Move to these levels."""
        if self._started:
            self._put(typed_changes(self._started.base.instrument, levels))

    # Opening a cycle, a moment of it, and one of its sets of values.

    def _open(self) -> None:
        """Offer what the chosen cycle has."""
        try:
            rounds = rounds_in(self.workspace.cycle(self.cycle.value))
        except SpbeError as refusal:
            self._refuse(refusal)
            return
        with self._quiet():
            set_options(self.source, source_options(rounds), TODAY)
            self.changes.value = self._last = ""
            self._former.clear()
        self._read()
        self.scenarios.refresh()

    def _read(self, origin: Origin | None = None) -> None:
        """Read the records of the chosen moment, and offer its sets of values."""
        try:
            self._moment = moment_of(self.workspace.cycle(self.cycle.value), self.source.value or None)
        except SpbeError as refusal:
            self._refuse(refusal)
            return
        found, instrument = self._moment.origins, self._moment.whole.instrument
        cycle = self._moment.whole.cycle
        aspects = [
            (f"{each.number} {each.name}", each.number) for each in instrument.aspects if each.indicators
        ]
        led = [(opd.name, opd.code) for opd in cycle.opds if opd.code in cycle.leads.values()]
        with self._quiet():
            chosen = origin if origin in found else self._moment.leading
            set_options(self.origin, [(each.label, each) for each in found], chosen)
            set_options(self.aspect, [(_ALL, 0), *aspects], 0)
            set_options(self.opd, [(_ALL, ""), *led], "")
        self._start()

    def _start(self) -> None:
        """Begin with the chosen values; what is moved stays moved."""
        if self._moment is None:
            return
        base = base_of(self._moment, self.origin.value)
        self._started = Started(base=base, report=freeze_simulation(base, ()))
        self.targets.disabled = not base.cycle.target.levels
        set_html(self.head, "" if base.values else note("Belum ada nilai yang dicatat.", Tone.ATTENTION))
        self.plan.refresh()
        self._draw()
        self._show()

    def _refuse(self, refusal: SpbeError) -> None:
        self._moment = self._started = None
        with self._quiet():
            for each in (self.origin, self.aspect, self.opd):
                set_options(each, [], None)
        for part in (self.told, self.steps, self.table, self.bar):
            set_html(part, "")
        set_html(self.head, note(str(refusal), Tone.FAULT))
        self.plan.refresh()

    # Moving.

    def _texts(self) -> list[str]:
        return str(self.changes.value).split()

    def _changed(self) -> None:
        self._former.append(self._last)
        self._last = self.changes.value
        self._show()

    def _put(self, text: str) -> None:
        if text != self.changes.value:
            self.changes.value = text

    def _undo(self) -> None:
        if not self._former:
            return
        self._last = self._former.pop()
        with self._quiet():
            self.changes.value = self._last
        self._show()

    def _to_targets(self) -> None:
        """What is below its target level goes there; what is above it already stays."""
        if self._started:
            base = self._started.base
            now, wanted = {**base.values, **self.levels}, base.cycle.target.levels
            low = [code for code, level in wanted.items() if code not in now or is_above(level, now[code])]
            self.put(self.levels | {code: Span.exactly(wanted[code]) for code in low})

    def _all_up(self) -> None:
        if self._started:
            self.put(next_levels(self._started.base.instrument, self._started.base.values))

    # Showing.

    def _draw(self) -> None:
        """Draw the sliders anew, for another base or another choice of items."""
        if self._started:
            set_html(
                self.table,
                slider_table(self._started.base, self.aspect.value or None, self.opd.value or None),
            )

    def _show(self) -> None:
        """Work out what is typed now, and show it."""
        started = self._started
        if started is None:
            return
        base = started.base
        levels, problems = understood_changes(base.instrument, self._texts())
        facts = scenario_facts(base, simulated(base, levels))
        self.undo.disabled = not self._former
        set_html(self.bar, _line(facts, typed_changes(base.instrument, levels), len(problems)))
        set_html(self.told, _panel(started, facts, [str(each) for each in problems]))
        set_html(self.steps, waterfall_table(facts, by_aspect=bool(self.view.value)))


def _panel(started: Started, facts: ScenarioFacts, faults: list[str]) -> str:
    base, report = started.base, started.report
    target = base.cycle.target.index
    made = filled(
        "simulation/panel",
        stamp=f"{SAMPLE} · {SIMULATED}" if base.cycle.sample else SIMULATED,
        notices=base.instrument.notices,
        base=base.label,
        year=base.cycle.year,
        before=report.index,
        predicate=report.predicate,
        target=None if target is None else printed(target, base.instrument.digits),
        facts=facts,
    )
    return f"{made.data}{points(faults, Tone.ATTENTION)}"


def _line(facts: ScenarioFacts, understood: str, faults: int) -> str:
    """One line that stays in sight: where the figure stands now, and for the sliders what was understood."""
    if facts.index.shown:
        predicate = facts.predicate.name or "melewati batas predikat"
        told = f"Simulasi: {facts.figure_after} ({facts.gain}), {predicate}"
    else:
        told = f"Simulasi: nilai terendah {facts.figure_after} ({facts.gain}), belum lengkap"
    more = f" {faults} perubahan tidak terbaca." if faults else ""
    read = f'data-terbaca="{understood}"'
    return f'<div class="sim-bilah" role="status" {read}>{note(f"{told}. Bukan nilai resmi.{more}")}</div>'
