"""The counter's state: one cycle at a time, read when it is opened, and again when somebody asks for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

from ipywidgets import VBox

from spbe_lib.errors import SpbeError
from spbe_lib.figures import OFFICE_TIME, office_day, printed_date
from spbe_lib.forms.look import Tone, counter, note, style_of
from spbe_lib.forms.opening import actor_named, open_desk, workspace_around
from spbe_lib.forms.parts import (
    Quiet,
    area,
    below,
    button,
    choice,
    close_together,
    cycle_choice,
    html,
    line,
    set_html,
    set_options,
)
from spbe_lib.forms.progress.shown import (
    Order,
    compliance_html,
    deadline_html,
    late_html,
    opd_table,
    summary_html,
)
from spbe_lib.forms.rounds import RoundsPanel
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.reply import record_replies
from spbe_lib.records.answers import Records
from spbe_lib.records.judgements import COMPLIANCE, Reply
from spbe_lib.reporting.compliance import compliance_row
from spbe_lib.reporting.page import SAMPLE
from spbe_lib.results.completion import opd_forecast
from spbe_lib.results.completion_words import forecast_words
from spbe_lib.results.overview import Overview, day_of, overview
from spbe_lib.results.reminder import reminder
from spbe_lib.workspace import Workspace

_NO_OPD = ("tidak ada OPD", "")
_COPY = (
    "Klik di dalam kotak, tekan Ctrl+A lalu Ctrl+C (di ponsel: tekan lama, Pilih semua, Salin), dan tempel "
    "di pesan. Boleh disunting dahulu."
)


def progress_counter(siklus: str = "", nama: str = "") -> VBox:
    """The counter at which the operator watches a season.

    Args:
        siklus: The cycle that is shown first; the last one of the workspace when empty.
        nama: Who sits there.

    Raises:
        WorkspaceError: The notebook lies in no workspace.
    """
    return ProgressCounter(workspace_around(), siklus, nama).box


class ProgressCounter:
    """All pieces are made once; a cycle that is opened or read again fills them anew."""

    _opened: Desk
    _seen: Overview | None = None
    rounds: RoundsPanel | None = None

    def __init__(
        self,
        workspace: Workspace,
        siklus: str = "",
        nama: str = "",
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.workspace, self._clock = workspace, clock
        self._is_open, self._records, self._day = False, Records(), date.min
        self.cycle = cycle_choice(workspace, siklus)
        self.name = line("Nama Anda", "siapa yang mencatat di sini")
        self.name.value = nama
        self.refresh = button("Muat ulang", self._read)
        self.notice, self.stamp, self.told = html(), html(), html()
        self.order = choice("Urutkan menurut", [(each.label, each) for each in Order])
        self.opds, self.deadlines, self.late = html(), html(), html()
        self.whom = choice("Pengingat untuk", [_NO_OPD])
        self.message, self.expected = area("Pesan"), html()
        self.facts, self.said = html(), html()
        self.replying = choice("Tanggapan dari", [_NO_OPD])
        self.reply = area("Tanggapan OPD", "kata OPD atas fakta di atas; kosongkan untuk mencabutnya")
        self.keep = button("Simpan tanggapan", self._reply, primary=True)
        self.frozen = below()
        self._quiet = Quiet()
        self._arrange()
        self._open(self.cycle.value)

    def _arrange(self) -> None:
        self.message.rows = 14
        self.body = below(
            self.stamp,
            self.told,
            self.deadlines,
            html("<h3>Setiap OPD</h3>"),
            self.order,
            self.opds,
            html("<h3>Tenggat yang lewat</h3>"),
            self.late,
            html("<h3>Pengingat</h3>"),
            self.whom,
            self.message,
            html(note(_COPY)),
            self.expected,
            html("<h3>Rekap Kepatuhan</h3>"),
            self.facts,
            self.replying,
            self.reply,
            self.keep,
            self.said,
            self.frozen,
        )
        self.body.add_class("maju")
        chooser = close_together(self.cycle, self.name, self.refresh)
        self.box = counter("Kemajuan", chooser, self.notice, self.body, style=style_of("progress"))
        self._quiet.watch(self.cycle, self._open)
        self._quiet.watch(self.order, lambda _: self._show_opds())
        self._quiet.watch(self.whom, lambda _: self._show_message())
        self._quiet.watch(self.replying, lambda _: self._show_reply())

    def desk(self) -> Desk:
        """The desk at this moment, with whoever sits there now."""
        return replace(self._opened, now=self._clock(), actor=actor_named(self.name.value))

    def _open(self, siklus: str) -> None:
        if self._is_open:
            self._opened.store.__exit__(None, None, None)
        self._is_open, self._seen, self.body.layout.display = False, None, "none"
        try:
            self._opened = open_desk(self.workspace, siklus, self.name.value)
        except SpbeError as refusal:
            set_html(self.notice, note(str(refusal), Tone.FAULT))
            return
        self._is_open = True
        self._read()
        self.rounds = RoundsPanel(self.desk)
        self.frozen.children = (self.rounds.box,)

    def _read(self) -> None:
        """Read the records and show all that follows."""
        if not self._is_open:
            return
        desk = self.desk()
        try:
            self._records, drafts = desk.store.read(), desk.store.drafts()
        except SpbeError as refusal:
            set_html(self.notice, note(str(refusal), Tone.FAULT))
            return
        self._day = day_of(desk.cycle, self._records, office_day(desk.now))
        self._seen = overview(desk.cycle, desk.instrument, self._records, self._day, drafts)
        moment = f"{desk.now.astimezone(OFFICE_TIME):%H.%M} WIB"
        set_html(self.notice, note(f"Per {printed_date(self._day)}; dibaca pukul {moment}."))
        self._show(desk, self._seen)
        self.body.layout.display = ""

    def _show(self, desk: Desk, seen: Overview) -> None:
        digits = desk.instrument.digits
        sample = f'<div class="stempel">{escape(SAMPLE)}</div>' if desk.cycle.sample else ""
        set_html(self.stamp, sample + "".join(note(each) for each in desk.instrument.notices))
        set_html(self.told, summary_html(seen))
        set_html(self.deadlines, deadline_html(desk.cycle, self._day))
        set_html(self.late, late_html(seen, digits))
        self._show_opds()
        opds = [(row.opd.name, row.opd.code) for row in seen.rows] or [_NO_OPD]
        late = [each.opd for each in seen.late]
        for part, first in ((self.whom, late), (self.replying, [])):
            codes = [code for _, code in opds]
            chosen = part.value if part.value in codes else next(iter(first), codes[0])
            with self._quiet():
                set_options(part, opds, chosen)
        self._show_message()
        self._show_facts(desk, seen)

    def _show_opds(self) -> None:
        if self._seen:
            digits = self._opened.instrument.digits
            set_html(self.opds, opd_table(self._seen.rows, self.order.value, digits))

    def _show_message(self) -> None:
        desk, code = self._opened, self.whom.value
        text = reminder(desk.cycle, desk.instrument, self._records, code, self._day) if code else None
        self.message.value = text or "Tidak ada yang perlu diingatkan."
        ahead = opd_forecast(desk.cycle, desk.instrument, self._records, code, self._day) if code else None
        set_html(self.expected, note(f"Perkiraan untuk OPD ini. {forecast_words(ahead)}") if ahead else "")

    def _show_facts(self, desk: Desk, seen: Overview) -> None:
        about = desk.cycle, desk.instrument, self._records
        rows = [compliance_row(*about, row.opd.code, self._day) for row in seen.rows]
        set_html(self.facts, compliance_html([row for row in rows if row]))
        self._show_reply()

    def _show_reply(self) -> None:
        code = self.replying.value
        said = (each.text for each in self._records.replies if (each.opd, each.topic) == (code, COMPLIANCE))
        self.reply.value = next(said, "")
        self.keep.disabled = not code
        set_html(self.said, "")

    def _reply(self) -> None:
        code = self.replying.value
        if not code:
            return
        try:
            record_replies(self.desk(), code, [Reply(opd=code, topic=COMPLIANCE, text=self.reply.value)])
        except SpbeError as refusal:
            set_html(self.said, note(str(refusal), Tone.FAULT))
            return
        self._read()
        set_html(self.said, note("Tanggapan tersimpan.", Tone.GOOD))
