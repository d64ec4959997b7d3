"""The bar at the foot: whether all is kept, and the way from checking everything to the receipt."""

from collections.abc import Iterable
from html import escape

from spbe_lib.errors import FaultyFileError
from spbe_lib.forms.autosave import Keeping
from spbe_lib.forms.entry.checking import Checked, check
from spbe_lib.forms.entry.difference import Clash
from spbe_lib.forms.entry.handing_in import HandedIn, hand_in
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.reading import Told
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.forms.moments import office_time, printed_moment
from spbe_lib.forms.parts import below, button, html, set_html, show
from spbe_lib.records.answers import Event

_MOST = 12
_NO_FAULT = "Tidak ada kesalahan. Baca dahulu yang tertulis di akhir halaman, lalu serahkan."
_TWO = "Isian ini ditulis dua kali. Bandingkan, lalu pilih di bagian atasnya."


class Submitting:
    """Keeps nothing itself: it tells how the drafts stand, and hands in when somebody asks for it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kept, self.brief, self.result, self.refused = html(), html(), html(), html()
        self.clash = html()
        self.check = button("Periksa dan serahkan", self._check, primary=True)
        self.first = button("Ke masalah pertama", self._jump)
        self.anyway = button("Serahkan sekarang", self._hand_in, primary=True)
        self.faults: tuple[Told, ...] = ()
        self.box = below(self.kept, self.clash, self.refused, self.brief, self.check, self.first, self.anyway)
        self.box.add_class("isi-bilah")
        self.clear()

    def clear(self) -> None:
        """Forget what was found."""
        self.faults = ()
        set_html(self.result, "")
        set_html(self.brief, "")
        show(self.first, False)
        show(self.anyway, False)

    def tell(self, keeping: Keeping, refusal: str) -> None:
        """Say whether what was typed is kept."""
        if keeping is Keeping.REFUSED:
            words = (
                f"Belum tersimpan, dicoba lagi sebentar lagi. Isian Anda tetap ada di halaman ini. {refusal}"
            )
            set_html(self.kept, note(words, Tone.FAULT))
        elif keeping is Keeping.WAITING:
            set_html(self.kept, _status("menyimpan…"))
        else:
            set_html(self.kept, _status(f"Draf tersimpan {office_time(self.page.work.clock())}"))

    def follow(self, clash: Clash | None) -> None:
        """Say at the foot, where it is always seen, that there is something to choose above."""
        set_html(self.clash, note(_TWO if clash else "", Tone.ATTENTION))

    def untouched(self) -> None:
        """Nothing was typed yet."""
        set_html(self.kept, _status("Isian disimpan sendiri sebagai draf selagi Anda mengetik."))

    def _check(self) -> None:
        self.page.act(self._checked)

    def _checked(self) -> None:
        self.clear()
        work = self.page.work
        work.save()
        work.load()
        checked = check(work)
        self.faults = checked.faults
        if checked.faults:
            set_html(self.result, _listed_faults(checked))
            words = f"Belum diserahkan: {len(checked.faults)} hal perlu diperbaiki dahulu."
            set_html(self.brief, note(words, Tone.FAULT))
            show(self.first, True)
            self.page.open("")
        elif checked.questions or checked.unanswered:
            set_html(self.result, _asked(checked))
            set_html(self.brief, note(_NO_FAULT, Tone.ATTENTION))
            show(self.anyway, True)
            self.anyway.focus()
        else:
            self._handed_in()

    def _jump(self) -> None:
        if self.faults:
            self.page.open(self.faults[0].topic)

    def _hand_in(self) -> None:
        self.page.act(self._handed_in)

    def _handed_in(self) -> None:
        try:
            handed_in = hand_in(self.page.work)
        except FaultyFileError as refusal:
            self.clear()
            set_html(self.result, points(str(each) for each in refusal.problems))
            words = "Tidak diserahkan, dan tidak ada yang berubah. " + str(refusal.problems[0])
            set_html(self.brief, note(words, Tone.FAULT))
            return
        self.clear()
        names = {each.topic: each.name for each in self.page.work.subjects}
        set_html(self.result, _receipt(handed_in, names, self.page.work.opd.name))
        set_html(self.brief, note("Sudah diserahkan; tanda terimanya di akhir halaman.", Tone.GOOD))
        self.page.open("")


def _status(words: str) -> str:
    return f'<div class="tepi" role="status">{escape(words)}</div>'


def _listed_faults(checked: Checked) -> str:
    more = f"<p>Pertanyaan, bukan kesalahan:</p>{_listed(checked.questions)}" if checked.questions else ""
    return f"<p>Yang perlu diperbaiki:</p>{_listed(checked.faults)}{more}"


def _asked(checked: Checked) -> str:
    open_ = ""
    if checked.unanswered:
        names = [*checked.unanswered[:_MOST]]
        rest = len(checked.unanswered) - len(names)
        more = [f"… dan {rest} lagi"] if rest > 0 else []
        open_ = f"<p>Belum dijawab, {len(checked.unanswered)}:</p>{points([*names, *more])}"
    asked = f"<p>Pertanyaan, bukan kesalahan:</p>{_listed(checked.questions)}" if checked.questions else ""
    return asked + open_


def _listed(told: Iterable[Told]) -> str:
    return points(str(each.problem) for each in told)


def _receipt(handed_in: HandedIn, names: dict[str, str], opd: str) -> str:
    submission = handed_in.submission
    count, when = len(handed_in.changes), printed_moment(submission.received_at)
    head = f"Tanda terima: {opd} menyerahkan {count} perubahan, {when}."
    code = f"Kode berkas {submission.sha256[:12]}, diterima dari {submission.actor}."
    changes = points(_change(each, names) for each in handed_in.changes)
    asked = points(str(each) for each in handed_in.questions)
    return note(head, Tone.GOOD) + note(code) + changes + (f"<p>Pertanyaan:</p>{asked}" if asked else "")


def _change(event: Event, names: dict[str, str]) -> str:
    return f"{names.get(event.topic, 'Data dukung')}: {event.kind.label} (versi {event.version})"
