"""Who filled in, for whom, and the approval by the head of the OPD, with the signed scan."""

from functools import partial
from typing import Any

from spbe_lib.errors import InputError
from spbe_lib.figures import printed_day
from spbe_lib.forms.entry.approval import FILLED_BY, SCAN, given, signed
from spbe_lib.forms.entry.files import keep
from spbe_lib.forms.entry.handing_in import approve
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.reading import Told, said
from spbe_lib.forms.entry.typed import text_of
from spbe_lib.forms.look import Tone, note
from spbe_lib.forms.parts import Quiet, below, button, html, line, set_html, upload
from spbe_lib.intake.asking.words import SIGNERS
from spbe_lib.intake.scans import scan_as_plain
from spbe_lib.records.approving import APPROVAL, approved

_INTRO = (
    "Kepala atau Sekretaris Perangkat Daerah menyetujui isian sebelum diserahkan. Bila sesudah itu ada isian "
    "yang berubah, persetujuannya gugur dan perlu diberikan lagi."
)


class Approving:
    """The form of approval; what stands there is a draft like any other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fields = {key: line(*told) for key, told in SIGNERS.items()}
        self.state, self.wrong, self.scan = html(), html(), html()
        self.upload = upload("Unggah pindaian yang ditandatangani")
        self.approve = button("Setujui isian ini", self._approve, primary=True)
        self._quiet = Quiet()
        for key, field in self.fields.items():
            self._quiet.watch(field, partial(self._write, key))
        self._quiet.watch(self.upload, self._receive)
        head = html(f"<h3>Pengesahan</h3>{note(_INTRO)}")
        filled = [self.fields[key] for key in FILLED_BY]
        rest = [field for key, field in self.fields.items() if key not in FILLED_BY]
        parts = (head, *filled, *rest, self.scan, self.upload, self.wrong, self.state, self.approve)
        self.box = below(*parts)

    def show(self) -> None:
        """Show what is drafted of the approval."""
        content = self.page.work.content(APPROVAL)
        with self._quiet():
            for key, field in self.fields.items():
                text = text_of(content, key)
                field.value = printed_day(text) if key == "day" else text

    def tell(self, told: tuple[Told, ...]) -> None:
        """Say what is wrong, and whether the approval stands."""
        content = self.page.work.content(APPROVAL)
        typed = [each for each in told if each.place in {label for label, _ in SIGNERS.values()}]
        wrong = [each for each in typed if any(text_of(content, key) for key in SIGNERS)]
        idle = self.page.work.idle
        set_html(self.wrong, "" if idle else said(wrong))
        if approved(self.page.work.drafts.values()):
            name, day = text_of(content, "name"), printed_day(text_of(content, "day"))
            set_html(self.state, note(f"✓ Disetujui oleh {name}, {day}.", Tone.GOOD))
        elif given(content):
            lapsed = "⚠ Isian berubah sesudah disetujui. Persetujuan perlu diberikan lagi."
            set_html(self.state, note(lapsed, Tone.ATTENTION))
        else:
            state = "Belum ada isian baru yang perlu disetujui." if idle else "Belum disetujui."
            set_html(self.state, note(state))
        scan = content.get(SCAN)
        known = f"ada ({scan['kind']}, {-(-scan['size'] // 1000)} kB)" if scan else "belum ada"
        set_html(self.scan, note(f"Pindaian lembar yang ditandatangani: {known}."))

    def _write(self, key: str, text: str) -> None:
        self.page.put(APPROVAL, signed(self.page.work.content(APPROVAL), key, text))

    def _receive(self, files: tuple[dict[str, Any], ...]) -> None:
        for each in files[:1]:
            self.page.act(partial(self._keep, str(each["name"]), bytes(each["content"])))
        with self._quiet():
            self.upload.value = ()

    def _keep(self, name: str, content: bytes) -> None:
        seen = keep(self.page.work, name, content)
        known = self.page.work.content(APPROVAL)
        self.page.put(APPROVAL, {**known, SCAN: scan_as_plain(seen.file)})

    def _approve(self) -> None:
        self.page.act(self._approved)

    def _approved(self) -> None:
        faults = approve(self.page.work)
        self.page.touched(APPROVAL)
        if faults:
            raise InputError(each.problem for each in faults)
