"""Accepting several answers at once: only what whoever accepts has opened, and never of his own house."""

from collections.abc import Iterator, Sequence

from spbe_lib.forms.assessment.handing_in import accept_all
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.pieces import several
from spbe_lib.forms.assessment.typed import about, key_of
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.forms.parts import below, button, html, set_html
from spbe_lib.records.answers import Recorded, Response, Status
from spbe_lib.results.openable import not_together
from spbe_lib.results.queue import QueueState

_RULE = (
    "Di sini ada jawaban pengampu yang menunggu, dan kewajiban bersama pada indikator yang dibuka. "
    "Hanya yang seluruh data dukungnya sudah Anda buka sendiri; jawaban perangkat daerah Anda tidak ikut. "
    "Tingkatnya ialah yang mengikuti dari jawaban."
)


class Bulk:
    """The answers that wait, some of them chosen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = several("Jawaban yang menunggu (pilih dengan Ctrl atau Spasi)", 8)
        self.accept = button("Terima yang dipilih", self._accept)
        self.told = html()
        self.box = below(html(note(_RULE)), self.rows, self.accept, self.told)
        self._waiting: dict[str, Recorded] = {}

    def show(self) -> None:
        """Show what waits now."""
        self._waiting = {key_of(*about(each)): each for each in self._found()}
        kept = [key for key in self._waiting if key in self.rows.value]
        with self.rows.hold_sync():
            self.rows.options = [(self._named(each), key) for key, each in self._waiting.items()]
            self.rows.value = tuple(kept)
        self.accept.disabled = not self._waiting

    def hindrances(self, answers: Sequence[Recorded]) -> tuple[str, ...]:
        """Why these answers may not be accepted together, each by its name."""
        work, opened, found = self.page.work, self.page.work.opened(), list[str]()
        for each in answers:
            why = [*not_together(work.desk.cycle, work.records, each, work.name, opened)]
            if each.content.topic in work.drafts:
                why.append("sedang dinilai (ada draf), jadi selesaikan dahulu")
            found += [f"{self._named(each)}: {reason}." for reason in why]
        return tuple(found)

    def _found(self) -> Iterator[Recorded]:
        work = self.page.work
        for row in work.rows:
            if row.state in (QueueState.WAITING, QueueState.AGAIN) and (lead := work.lead(row.item)):
                yield lead
        for each in work.answers(self.page.item):
            if not isinstance(each.content, Response) and each.standing.status is Status.SUBMITTED:
                yield each

    def _named(self, answer: Recorded) -> str:
        work, content = self.page.work, answer.content
        opd = work.desk.cycle.opd(content.opd).name
        item = content.item if isinstance(content, Response) else self.page.item
        kind = "jawaban pengampu" if isinstance(content, Response) else "kewajiban bersama"
        return f"Indikator {item} · {opd} · {kind}"

    def _accept(self) -> None:
        answers = [self._waiting[key] for key in self.rows.value]
        if not answers:
            set_html(self.told, note("Pilih dahulu jawaban yang akan diterima.", Tone.ATTENTION))
        elif found := self.hindrances(answers):
            told = note("Belum dapat diterima bersama-sama:", Tone.ATTENTION)
            set_html(self.told, told + points(found, Tone.ATTENTION))
        else:
            set_html(self.told, "")
            self.page.soon(lambda: self.page.act(lambda: self._accepted(answers)))

    def _accepted(self, answers: Sequence[Recorded]) -> str:
        told = "; ".join(map(self._named, answers))
        accept_all(self.page.work, answers)
        self.page.reload()
        return f"{len(answers)} jawaban diterima: {told}."
