"""The counter at which an analyst looks: one OPD or the whole, as the reports say it, from today's records.

Every word and figure comes from the frozen report input and the templates of the reports; nothing is
computed here. What the reports leave out of an OPD's page (an index, a predicate, a rank, other OPDs) is
not here either.
"""

from collections.abc import Callable, Mapping
from html import escape

from IPython.display import HTML
from ipywidgets import VBox

from spbe_lib.errors import SpbeError
from spbe_lib.forms.look import Tone, counter, note, report_look
from spbe_lib.forms.opening import workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    button,
    choice,
    close_together,
    cycle_choice,
    html,
    set_html,
    set_options,
)
from spbe_lib.forms.rounds import TODAY, source_options
from spbe_lib.intake.rounds.names import rounds_in
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting import page
from spbe_lib.reporting.batch.orders import plan
from spbe_lib.reporting.consolidated import national_prose, office_prose, prose, tables
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import ReportInput
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.workspace import Workspace

_LETTER = "tinjau-isi"
_WHOLE: Mapping[str, tuple[Callable[[ConsolidatedInput], HTML], ...]] = {
    "Ringkasan": (prose.summary,),
    "Lembar nilai": (tables.results, prose.result_notes, prose.stages, prose.reconciliation),
    "Kekuatan dan kekurangan": (prose.strengths_and_weaknesses,),
    "Setiap indikator": (tables.indicators,),
    "Antar-OPD": (office_prose.between_opds,),
    "Butir bukti": (office_prose.evidence_items,),
    "Tren": (office_prose.comparison,),
    "Perbandingan nasional": (national_prose.national,),
    "Pertanyaan dan risiko": (office_prose.risks,),
    "Asal data": (page.provenance,),
}
_OPD: Mapping[str, tuple[Callable[[OpdInput], HTML], ...]] = {
    "Ringkasan": (opd_prose.summary, opd_prose.steps, opd_prose.returned),
    "Indikator yang diampu": (opd_prose.led,),
    "Butir bukti": (opd_prose.evidence_items,),
    "Syarat per indikator": (opd_prose.annex,),
    "Kewajiban bersama": (opd_prose.obligations,),
    "Pertanyaan": (opd_prose.questions,),
    "Riwayat": (opd_prose.history,),
    "Asal data": (page.provenance,),
}


def review_counter(siklus: str = "") -> VBox:
    """The counter at which a cycle is looked at.

    Args:
        siklus: The cycle that is shown first; the last one of the workspace when empty.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return ReviewCounter(workspace_around(), siklus).box


class ReviewCounter:
    """What is chosen, and the parts of that report as HTML."""

    def __init__(self, workspace: Workspace, siklus: str = "") -> None:
        self.workspace, self._parts = workspace, dict[str, str]()
        self.cycle = cycle_choice(workspace, siklus)
        self.source = choice("Dari", [])
        self.whose = choice("Pemerintah daerah atau OPD", [])
        self.part = choice("Bagian", [])
        self.again = button("Baca ulang catatan", self._read)
        self.head, self.shown = html(), html()
        self.shown.add_class(_LETTER)
        self._quiet = Quiet()
        choices = close_together(self.cycle, self.source, self.whose, self.part, self.again)
        self.box = counter("Tinjau", choices, self.head, self.shown, style=report_look(_LETTER))
        self._quiet.watch(self.cycle, lambda _: self._open())
        self._quiet.watch(self.source, lambda _: self._read())
        self._quiet.watch(self.whose, lambda _: self._read())
        self._quiet.watch(self.part, lambda _: self._show())
        self._open()

    def _open(self) -> None:
        """Offer what the chosen cycle has, and show the whole of it."""
        folder = self.workspace.cycle(self.cycle.value)
        try:
            cycle, rounds = read_cycle(folder), rounds_in(folder)
        except SpbeError as refusal:
            with self._quiet():
                set_options(self.whose, [], None)
                set_options(self.source, [], None)
            self._refuse(refusal)
            return
        opds = [(cycle.government, CONSOLIDATED), *((opd.name, opd.code) for opd in cycle.filling)]
        with self._quiet():
            set_options(self.source, source_options(rounds), TODAY)
            set_options(self.whose, opds, CONSOLIDATED)
        self._read()

    def _read(self) -> None:
        """Freeze the report input anew, as a report would, and show the part that was shown before."""
        if self.whose.value is None:
            self._open()
            return
        try:
            wanted = plan(self.workspace, self.cycle.value, [self.whose.value], self.source.value or None)
            (order,) = wanted.orders
            report = order.freeze()
        except SpbeError as refusal:
            self._refuse(refusal)
            return
        self._parts = _parts(report)
        before = self.part.value
        with self._quiet():
            set_options(self.part, [(each, each) for each in self._parts], next(iter(self._parts)))
            if before in self._parts:
                self.part.value = before
        set_html(self.head, _head(report, order.title))
        self._show()

    def _show(self) -> None:
        set_html(self.shown, self._parts.get(self.part.value, ""))

    def _refuse(self, refusal: SpbeError) -> None:
        self._parts = {}
        with self._quiet():
            set_options(self.part, [], None)
        set_html(self.head, note(str(refusal), Tone.FAULT))
        self._show()


def _parts(report: ReportInput) -> dict[str, str]:
    """The parts of a report that say something, as the report says them."""
    if isinstance(report, OpdInput):
        filled = {name: "".join(str(each(report).data) for each in made) for name, made in _OPD.items()}
    elif isinstance(report, ConsolidatedInput):
        filled = {name: "".join(str(each(report).data) for each in made) for name, made in _WHOLE.items()}
    else:
        filled = {}
    return {name: text for name, text in filled.items() if text.strip()}


def _head(report: ReportInput, title: str) -> str:
    """Whose figures these are, before any of them."""
    day = f"Data per {report.as_of}." if report.as_of else "Belum ada data."
    rounded = f" Putaran {report.frozen_round.name}." if report.frozen_round else ""
    stamp = f'<div class="stempel">{escape(page.stamp(report))}</div>'
    notices = "".join(note(each) for each in report.edition.notices)
    return f"{stamp}<h3>{escape(title)}</h3>{note(day + rounded)}{notices}"
