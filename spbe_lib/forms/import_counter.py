"""The counter at which blank sheets go out and filled ones come in, with every fault in one table."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from ipywidgets import VBox

from spbe_lib.errors import SpbeError
from spbe_lib.forms.evidence_panel import EvidencePanel
from spbe_lib.forms.import_shown import outcomes_html
from spbe_lib.forms.look import Tone, counter, note, points
from spbe_lib.forms.made_file import download, told_place
from spbe_lib.forms.opening import as_of_now, open_desk, workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    button,
    choice,
    close_together,
    cycle_choice,
    html,
    line,
    set_html,
    set_options,
    show,
    upload,
)
from spbe_lib.forms.uploads import clear, folder_in, put_down
from spbe_lib.intake.arrivals import arrivals
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.page import forms
from spbe_lib.intake.handout import asked_opds, questionnaires
from spbe_lib.intake.outcome import take_in
from spbe_lib.reporting.request_page import write_requests
from spbe_lib.workspace import Workspace

_EVERY = ""
_BUSY = f'<div role="status">{note("Sedang dikerjakan …")}</div>'


class Blank(StrEnum):
    """What goes out to be filled or read."""

    WORKBOOK = "kuesioner"
    FORM = "formulir"
    REQUEST = "permintaan"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            "kuesioner": "Kuesioner Excel",
            "formulir": "Formulir luring (HTML)",
            "permintaan": "Daftar Permintaan Data Dukung",
        }[self]


def import_counter(siklus: str = "", nama: str = "") -> VBox:
    """The counter at which sheets go out and come in.

    Args:
        siklus: The cycle that is chosen first; the last one of the workspace when empty.
        nama: Who sits there.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return ImportCounter(workspace_around(), siklus, nama).box


class ImportCounter:
    """What is chosen, what came, and what became of it."""

    def __init__(self, workspace: Workspace, siklus: str = "", nama: str = "") -> None:
        self.workspace = workspace
        self._kept = TemporaryDirectory(prefix="kiriman-", ignore_cleanup_errors=True)
        self._waiting: dict[str, Path] = {}
        self.cycle = cycle_choice(workspace, siklus)
        self.name = line("Nama Anda", "siapa yang memasukkan")
        self.name.value, self.name.continuous_update = nama, False
        self.blank = choice("Yang dibuat", [(each.label, each) for each in Blank])
        self.whom = choice("Untuk", [])
        self.make = button("Buat", self._make)
        self.made = html()
        self.files = upload("Pilih berkas jawaban")
        self.files.accept = ".xlsx,.csv,.json"
        self.files.tooltip = "Kuesioner Excel, CSV, atau berkas jawaban dari formulir"
        self.folder = line("Atau folder di ruang kerja", "misalnya kiriman")
        self.folder.continuous_update = False
        self.take = button("Terima", self._take, primary=True)
        self.outcome = html()
        self.stale = choice("Berkas yang ditolak karena jawabannya sudah diubah orang lain", [])
        self.replace = button("Gantikan yang tercatat dengan berkas ini", self._replace)
        self.evidence = EvidencePanel(workspace, self.desk)
        self._quiet = Quiet()
        self.box = counter(
            "Terima jawaban",
            close_together(self.cycle, self.name),
            html("<h3>Yang dibagikan</h3>"),
            close_together(self.blank, self.whom, self.make),
            self.made,
            html("<h3>Yang diterima</h3>"),
            close_together(self.files, self.folder, self.take),
            self.outcome,
            close_together(self.stale, self.replace),
            self.evidence.box,
        )
        self._quiet.watch(self.cycle, lambda _: self._open())
        self._open()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk at this moment, with whoever sits there now; closed afterwards."""
        opened = open_desk(self.workspace, self.cycle.value, self.name.value)
        with opened.store:
            yield as_of_now(opened, self.name.value)

    def _open(self) -> None:
        """Offer what the chosen cycle has."""
        for part in (self.made, self.outcome):
            set_html(part, "")
        self._wait_for({})
        opds: list[tuple[str, str]] = []
        with self._told_at(self.made), self.desk() as desk:
            opds = [(opd.name, opd.code) for opd in asked_opds(desk)]
        set_options(self.whom, [("semua OPD", _EVERY), *opds], _EVERY)
        self.evidence.offer(opds)
        for each in (self.make, self.take):
            each.disabled = not opds

    def _make(self) -> None:
        only = [self.whom.value] if self.whom.value else []
        set_html(self.made, _BUSY)
        with self._told_at(self.made), self.desk() as desk:
            written = _BLANKS[self.blank.value](desk, self.workspace.outputs(desk.cycle.name), only)
            set_html(self.made, self._told_made(written))

    def _told_made(self, written: Sequence[Path]) -> str:
        if not written:
            return note("Tidak ada yang perlu dibuat: semua yang diminta sudah ada.")
        place = f"{len(written)} berkas siap dibagikan: {told_place(self.workspace, written[0].parent)}/"
        links = "".join(f"<li>{download(self.workspace, each)}</li>" for each in written)
        listed = f"<details><summary>Simpan satu per satu</summary><ul>{links}</ul></details>"
        return note(place, Tone.GOOD) + listed

    def _take(self) -> None:
        self._wait_for({})
        with self._told_at(self.outcome):
            sent = put_down(self.files, Path(self._kept.name))
            if self.folder.value.strip():
                sent.append(folder_in(self.workspace, self.folder.value))
            if not sent:
                set_html(self.outcome, note("Pilih dahulu berkas, atau tulis nama folder.", Tone.ATTENTION))
                return
            set_html(self.outcome, _BUSY)
            found = arrivals(sent)
            self._wait_for(self._received(found.files, found.aside))
        self.files.value, self.folder.value = (), ""

    def _received(
        self, files: Sequence[Path], aside: Sequence[str], *, replacing: bool = False
    ) -> dict[str, Path]:
        """Take in files and tell of them; those that others made stale, by name."""
        with self.desk() as desk:
            done = [take_in(desk, self.workspace, each, files, replacing=replacing) for each in files]
            shown = outcomes_html(desk, self.workspace, done)
        left = points([f"Dilewati, bukan berkas jawaban: {', '.join(aside)}"] if aside else [])
        set_html(self.outcome, shown + left)
        return {each.name: file for each, file in zip(done, files, strict=True) if each.stale}

    def _replace(self) -> None:
        """Take in one file although others changed its answers meanwhile: somebody looked and chose."""
        file = self._waiting[self.stale.value]
        left = {name: each for name, each in self._waiting.items() if each != file}
        with self._told_at(self.outcome):
            left |= self._received([file], (), replacing=True)
        self._wait_for(left)

    def _wait_for(self, waiting: dict[str, Path]) -> None:
        self._waiting = waiting
        clear(Path(self._kept.name), waiting.values())
        names: list[tuple[str, str]] = [(each, each) for each in waiting]
        set_options(self.stale, names, names[0][1] if names else None)
        for part in (self.stale, self.replace):
            show(part, waiting)

    @contextmanager
    def _told_at(self, place: object) -> Iterator[None]:
        """Tell a refusal at a place of the page."""
        try:
            yield
        except SpbeError as refusal:
            set_html(place, note(str(refusal), Tone.FAULT))


def _workbooks(desk: Desk, outputs: Path, only: Sequence[str]) -> list[Path]:
    return list(questionnaires(desk, outputs, only))


def _forms(desk: Desk, outputs: Path, only: Sequence[str]) -> list[Path]:
    return list(forms(desk, outputs, only))


def _requests(desk: Desk, outputs: Path, only: Sequence[str]) -> list[Path]:
    asked = write_requests(desk.cycle, desk.instrument, desk.store.read(), outputs, only)
    return [each.page for each in asked if each.page]


_BLANKS: dict[Blank, Callable[[Desk, Path, Sequence[str]], list[Path]]] = {
    Blank.WORKBOOK: _workbooks,
    Blank.FORM: _forms,
    Blank.REQUEST: _requests,
}
