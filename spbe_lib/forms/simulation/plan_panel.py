"""The search for the cheapest road to a target: as work, as a simulation, as rows for Renja and RKA."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from spbe_lib.errors import SpbeError
from spbe_lib.figures import Span
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.made_file import download
from spbe_lib.forms.parts import below, button, choice, close_together, html, line, set_html, set_options
from spbe_lib.forms.simulation.wishes import Sought, Wishes, wished
from spbe_lib.records.files.plan_sheet import MOST_YEARS
from spbe_lib.reporting.consolidated.plan_document import PlanFacts
from spbe_lib.reporting.consolidated.plan_rows import plan_facts
from spbe_lib.reporting.page import filled
from spbe_lib.reporting.plan_table import write_plan
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.results.planning.model import Way
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.setting import Ground
from spbe_lib.results.planning.tasks import Task, tasks
from spbe_lib.workspace import Workspace

LETTER = "rencana-isi"
"""The class of what looks like a report."""

_MOST_LEVELS = 4


class Table(Protocol):
    """Where levels are moved."""

    workspace: Workspace

    @property
    def base(self) -> Base | None:
        """The values from which a plan begins; None while they cannot be read."""

    def put(self, levels: dict[str, Span]) -> None:
        """Move to these levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A plan that was found, and all that is done with it."""

    ground: Ground
    facts: PlanFacts
    tasks: tuple[Task, ...]
    way: Way | None


class PlanPanel:
    """What is sought, the steps that were found, and where they go; ``box`` is the panel as a part."""

    def __init__(self, table: Table, start: Callable[[Callable[[], None]], None]) -> None:
        self._table, self._start = table, start
        self._found: _Found | None = None
        self.sought = choice("Yang dicari", [(each.label, each) for each in Sought])
        self.index = line("Indeks yang dituju", "misalnya 4,50")
        self.predicate = choice("Predikat yang dituju", [])
        self.budget = line("Anggaran usaha setahun", "kosong: seperti rencana.yaml")
        self.years = choice("Lama (tahun)", [(str(each), each) for each in range(1, MOST_YEARS + 1)])
        more = [(f"{each} tingkat", each) for each in range(1, _MOST_LEVELS + 1)]
        self.each = choice("Naik per butir setahun", [("seperti ketentuan", 0), *more])
        self.fixed = line("Dikunci", "nomor indikator, misalnya 3 17")
        self.go = button("Cari rencana", self._go, primary=True)
        self.use = button("Pakai sebagai simulasi", self._use)
        self.rows = button("Baris Renja/RKA (.xlsx)", self._rows)
        self.notice, self.result = html(), html()
        self.result.add_class(LETTER)
        parts = (
            html("<h3>Rencana menuju target</h3>"),
            close_together(self.sought, self.index, self.predicate),
            close_together(self.budget, self.years, self.each, self.fixed),
            close_together(self.go, self.use, self.rows),
            self.notice,
            self.result,
        )
        self.box = below(*parts, boxed=True)
        self.sought.observe(lambda _: self._choosing(), "value")
        self._choosing()
        self._forget()

    def refresh(self) -> None:
        """Offer what the chosen cycle has; what was found for another one is gone."""
        self._forget()
        base = self._table.base
        if base is None:
            set_options(self.predicate, [], None)
            return
        names = [each.name for each in reversed(base.instrument.predicates)]
        set_options(self.predicate, [(each, each) for each in names], names[0])
        self.years.value = min(max(base.cycle.plan.years, 1), MOST_YEARS)

    def _choosing(self) -> None:
        self.index.disabled = self.sought.value is not Sought.INDEX
        self.predicate.disabled = self.sought.value is not Sought.PREDICATE

    def _forget(self) -> None:
        self._found = None
        self.use.disabled = self.rows.disabled = True
        set_html(self.notice, "")
        set_html(self.result, "")

    def _wishes(self) -> Wishes:
        return Wishes(
            sought=self.sought.value,
            index=self.index.value,
            predicate=self.predicate.value or "",
            budget=self.budget.value,
            years=self.years.value,
            most_each=self.each.value or None,
            fixed=self.fixed.value,
        )

    def _go(self) -> None:
        base = self._table.base
        if base is None:
            return
        self._forget()
        try:
            ground = replace(base.ground, cycle=wished(base.cycle, base.instrument, self._wishes()))
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
            return
        self.go.disabled = True
        self._tell("Mencari rencana …")
        self._start(lambda: self._seek(base, ground))

    def _seek(self, base: Base, ground: Ground) -> None:
        try:
            found = _found(ground)
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
        else:
            if self._table.base is base:  # else something else was opened meanwhile
                self._show(found)
        finally:
            self.go.disabled = False

    def _show(self, found: _Found) -> None:
        self._found = found
        self.use.disabled = self.rows.disabled = found.way is None
        self._tell("Rencana selesai dicari.", Tone.GOOD)
        set_html(self.result, str(filled("simulation/plan", plan=found.facts).data))

    def _use(self) -> None:
        if self._found and self._found.way:
            self._table.put(levels_of(self._found.way))
            self._tell("Tingkat menurut rencana dipakai sebagai simulasi.", Tone.GOOD)

    def _rows(self) -> None:
        base, found = self._table.base, self._found
        if base is None or found is None:
            return
        workspace = self._table.workspace
        file = workspace.simulation_outputs(base.cycle.name) / "rencana-proyeksi.xlsx"
        try:
            write_plan(file, found.ground, found.facts, found.tasks)
        except SpbeError as refusal:
            self._tell(str(refusal), Tone.FAULT)
            return
        words = f"<p>Baris untuk Renja dan RKA: {download(workspace, file)}</p>"
        set_html(self.notice, f'<div role="status">{words}</div>')

    def _tell(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        set_html(self.notice, f'<div role="status">{note(words, tone)}</div>')


def levels_of(way: Way) -> dict[str, Span]:
    """The levels at the end of a way, by item."""
    levels: dict[str, int] = {}
    for move in way.moves:
        levels[move.step.item] = max(move.step.level, levels.get(move.step.item, 0))
    return {code: Span.exactly(level) for code, level in levels.items()}


def _found(ground: Ground) -> _Found:
    plan = make_plan(ground)
    work = tasks(ground, plan.problem, plan.best) if plan.best else ()
    return _Found(ground=ground, facts=plan_facts(ground, plan, work), tasks=work, way=plan.best)
