"""Evidence files that an OPD sent, in a zip or folder: matched, shown, and kept when somebody says so."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.errors import SpbeError
from spbe_lib.forms.import_shown import preview_html
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.parts import (
    below,
    button,
    choice,
    close_together,
    html,
    line,
    set_html,
    set_options,
    show,
    upload,
)
from spbe_lib.forms.uploads import clear, folder_in, put_down
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.delivery import Delivery, look_at, save
from spbe_lib.records.answers import EventKind
from spbe_lib.workspace import Workspace


class EvidencePanel:
    """Who sent what, what it is thought to prove, and whether that is recorded."""

    def __init__(self, workspace: Workspace, desk: Callable[[], AbstractContextManager[Desk]]) -> None:
        self._workspace, self._desk = workspace, desk
        self._kept = TemporaryDirectory(prefix="data-dukung-", ignore_cleanup_errors=True)
        self._seen: Delivery | None = None
        self.whose = choice("Dari OPD", [])
        self.parcel = upload("Pilih zip data dukung")
        self.parcel.accept, self.parcel.multiple = ".zip", False
        self.parcel.tooltip = "Zip berisi berkas data dukung satu OPD"
        self.folder = line("Atau folder atau zip di ruang kerja", "misalnya kiriman/dinkes.zip")
        self.folder.continuous_update = False
        self.look = button("Lihat dahulu", self._look)
        self.keep = button("Simpan yang cocok", self._keep, primary=True)
        self.told = html()
        self.box = below(
            html("<h3>Data dukung</h3>"),
            close_together(self.whose, self.parcel, self.folder, self.look),
            self.told,
            self.keep,
        )
        self._see(None)

    def offer(self, opds: Sequence[tuple[str, str]]) -> None:
        """Offer the OPDs of a cycle that was opened."""
        set_options(self.whose, opds, opds[0][1] if opds else None)
        self.look.disabled = not opds
        set_html(self.told, "")
        self._see(None)

    def _see(self, delivery: Delivery | None) -> None:
        self._seen = delivery
        show(self.keep, delivery and any(each.matched for each in delivery.lines))

    def _look(self) -> None:
        self._see(None)
        clear(Path(self._kept.name))
        try:
            sent = put_down(self.parcel, Path(self._kept.name))
            if self.folder.value.strip():
                sent = [folder_in(self._workspace, self.folder.value)]
            if not sent:
                set_html(self.told, note("Pilih dahulu zip, atau tulis nama folder.", Tone.ATTENTION))
                return
            with self._desk() as desk:
                delivery = look_at(desk, self.whose.value, sent[0])
        except SpbeError as refusal:
            set_html(self.told, note(str(refusal), Tone.FAULT))
            return
        set_html(self.told, preview_html(delivery))
        self._see(delivery)

    def _keep(self) -> None:
        delivery = self._seen
        if delivery is None:
            return
        try:
            with self._desk() as desk:
                receipt = save(desk, delivery)
        except SpbeError as refusal:
            set_html(self.told, note(str(refusal), Tone.FAULT))
            return
        self._see(None)
        clear(Path(self._kept.name))
        new = [each for each in receipt.changes if each.kind is EventKind.ATTACHED] if receipt else []
        words = f"Tercatat: {len(new)} lampiran." if receipt else "Sudah tercatat; tidak ada yang berubah."
        set_html(self.told, note(words, Tone.GOOD))
        self.parcel.value, self.folder.value = (), ""
