"""What the Tim says of an item: accepted or returned, the level and its reason, its own case."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from spbe_lib.figures import printed_date
from spbe_lib.forms.assessment.page import Page
from spbe_lib.forms.assessment.pieces import day, day_of, several, words
from spbe_lib.forms.assessment.typed import DECISIONS, PROOFS, about, key_of
from spbe_lib.forms.look import note
from spbe_lib.forms.parts import (
    Quiet,
    area,
    below,
    button,
    choice,
    close_together,
    html,
    line,
    radio,
    set_html,
    set_options,
)
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.review import load_review
from spbe_lib.records.answers import Recorded, Response, Status
from spbe_lib.records.model import CaseEvidence
from spbe_lib.records.register import Step
from spbe_lib.results.case_text import merged_evidence, merged_explanation

_CHOICES = [
    ("belum diputuskan", ""),
    ("terima", Status.ACCEPTED.value),
    ("kembalikan", Status.RETURNED.value),
]
_SIGNS = {"": "○", Status.ACCEPTED.value: "✓", Status.RETURNED.value: "↩"}
_NOTHING: Mapping[str, Any] = {"status": "", "reason": "", "wanted": "", "due": "", "version": 0}


class Decisions:
    """Accepting or returning an answer: the lead's, or what an OPD states about an obligation of all."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._answers: tuple[Recorded, ...] = ()
        self.which = choice("Jawaban yang diputuskan", [("belum ada jawaban", None)])
        self.said = html()
        self.status = radio("Keputusan", _CHOICES)
        self.reason = words("Alasan dikembalikan")
        self.wanted = line("Yang diminta", "dokumen atau perbaikan apa")
        self.due = day("Tenggat perbaikan")
        self.until = html()
        self.box = below(
            html("<h4>Terima atau kembalikan</h4>"),
            self.which,
            self.said,
            self.status,
            close_together(self.reason, self.wanted, self.due),
            self.until,
        )
        self._quiet = Quiet()
        self._quiet.watch(self.which, lambda _: self._fill())
        for each in (self.status, self.wanted, self.due):
            self._quiet.watch(each, lambda _: self._changed())
        self._quiet.watch(self.reason, lambda _: self._reasoned())

    def ready_for(self, instrument: Instrument) -> None:
        """The reasons of an edition."""
        self.reason.options = tuple(each.text for each in load_review(instrument.code).reasons.reasons)

    def show(self) -> None:
        """Show the answers of the page's item, the lead's first."""
        self._answers = self.page.work.answers(self.page.item)
        self._list(0 if self._answers else None)
        self._fill()

    @property
    def answer(self) -> Recorded | None:
        """The answer that is decided on."""
        return self._answers[self.which.value] if self.which.value is not None else None

    def _list(self, chosen: int | None) -> None:
        cycle, decided = self.page.work.desk.cycle, self.page.work.words(self.page.item)[DECISIONS]
        lines = []
        for place, each in enumerate(self._answers):
            status = decided.get(key_of(*about(each)), _NOTHING)["status"]
            kind = "jawaban pengampu" if isinstance(each.content, Response) else "kewajiban bersama"
            lines.append((f"{_SIGNS[status]} {cycle.opd(each.content.opd).name} · {kind}", place))
        with self._quiet():
            set_options(self.which, lines or [("belum ada jawaban", None)], chosen)

    def _fill(self) -> None:
        answer, page = self.answer, self.page
        told = page.work.words(page.item)[DECISIONS]
        said = told.get(key_of(*about(answer)), _NOTHING) if answer else _NOTHING
        with self._quiet():
            self.status.value = said["status"]
            self.reason.value, self.wanted.value = said["reason"], said["wanted"]
            self.due.value = day_of(said["due"])
        for each in (self.status, self.reason, self.wanted, self.due):
            each.disabled = answer is None
        set_html(self.said, _stated(answer))
        due = page.work.desk.cycle.due(answer.content.opd, Step.REPAIR) if answer else None
        set_html(self.until, note(f"Tenggat kosong berarti {printed_date(due)}." if due else ""))

    def _reasoned(self) -> None:
        """A reason of the list brings along what is wanted, where nothing was asked for yet."""
        reasons = load_review(self.page.work.desk.instrument.code).reasons
        wanted = reasons.wanted(self.reason.value)
        if wanted and not self.wanted.value:
            with self._quiet():
                self.wanted.value = wanted
        self._changed()

    def _changed(self) -> None:
        answer = self.answer
        if answer is None:
            return
        decided = dict(self.page.work.words(self.page.item)[DECISIONS])
        decided[key_of(*about(answer))] = {
            "status": self.status.value or "",
            "reason": self.reason.value,
            "wanted": self.wanted.value,
            "due": self.due.value.isoformat() if self.due.value else "",
            "version": answer.standing.version,
        }
        self.page.put(**{DECISIONS: decided})
        self._list(self.which.value)


class OwnWords:
    """Level, reason, recommendation, and the government's own explanation and list of evidence."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.level = words("Tingkat menurut Tim")
        self.texts: dict[str, Any] = {
            "note": area("Alasan tingkat", "wajib bila berbeda dari yang mengikuti"),
            "recommendation": area("Rekomendasi"),
            "explanation": area("Penjelasan pemerintah daerah", "fakta, analisis, justifikasi"),
        }
        self.merge = button("Susun ulang dari jawaban OPD", self._merge)
        self.proofs = several("Data dukung yang dipakai (pilih dengan Ctrl atau Spasi)", 6)
        self.more = area("Data dukung tambahan", "satu per baris: judul; nomor; halaman")
        self._pool: tuple[CaseEvidence, ...] = ()
        self.box = below(
            html("<h4>Tingkat</h4>"),
            close_together(self.level),
            self.texts["note"],
            self.texts["recommendation"],
            html("<h4>Naskah pemerintah daerah</h4>"),
            self.texts["explanation"],
            self.merge,
            self.proofs,
            self.more,
        )
        self._quiet = Quiet()
        self._quiet.watch(self.level, lambda text: self.page.put(level=" ".join(text.split())))
        for key, field in self.texts.items():
            self._quiet.watch(field, partial(self._typed, key))
        for each in (self.proofs, self.more):
            self._quiet.watch(each, lambda _: self._listed())

    def show(self) -> None:
        """Show what is said of the page's item."""
        work, item = self.page.work, self.page.item
        told, indicator = work.words(item), work.desk.instrument.indicator(work.item(item).indicator)
        listed = [CaseEvidence(**each) for each in told[PROOFS]]
        merged = merged_evidence(work.desk.cycle, work.desk.instrument, work.records, work.item(item))
        cited = [each for each in listed if each.opd]
        self._pool = tuple(dict.fromkeys([*merged, *cited]))
        with self._quiet():
            self.level.options = tuple(str(each.value) for each in indicator.scale.levels)
            self.level.value = told["level"]
            for key, field in self.texts.items():
                field.value = told[key]
            names = {opd.code: opd.name for opd in work.desk.cycle.opds}
            self.proofs.options = [(_named(each, names), n) for n, each in enumerate(self._pool)]
            self.proofs.value = tuple(n for n, each in enumerate(self._pool) if each in listed)
            self.more.value = "\n".join(_line(each) for each in listed if not each.opd)

    def _typed(self, key: str, text: str) -> None:
        self.page.put(**{key: text})

    def _merge(self) -> None:
        work, item = self.page.work, self.page.work.item(self.page.item)
        self.texts["explanation"].value = merged_explanation(
            work.desk.cycle, work.desk.instrument, work.records, item
        )

    def _listed(self) -> None:
        own = [_told(text) for text in self.more.value.splitlines() if text.strip(" ;")]
        chosen = [self._pool[n] for n in self.proofs.value]
        self.page.put(**{PROOFS: [asdict(each) for each in (*chosen, *own)]})


def _stated(answer: Recorded | None) -> str:
    """What an OPD states about an obligation of all; the lead's answer stands above."""
    if answer is None or isinstance(answer.content, Response):
        return ""
    content = answer.content
    said = content.answer.label if content.answer else "belum dijawab"
    cited = "; ".join(each.title for each in content.evidence)
    told = f"Menjawab: {said}. {content.note}"
    return note(f"{told}\nData dukung: {cited or 'tidak ada'}")


def _named(proof: CaseEvidence, names: dict[str, str]) -> str:
    parts = (proof.title, proof.number, names.get(proof.opd, ""))
    return " · ".join(part for part in parts if part)


def _line(proof: CaseEvidence) -> str:
    return f"{proof.title}; {proof.number}; {proof.page}".rstrip("; ")


def _told(text: str) -> CaseEvidence:
    title, number, page = [*(part.strip() for part in text.split(";", 2)), "", ""][:3]
    return CaseEvidence(title=title, number=number, page=page)
