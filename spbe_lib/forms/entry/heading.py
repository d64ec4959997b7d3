"""What stands above an answer: what is asked, where it stands, what the Tim wants, and last year's answer."""

from collections.abc import Sequence
from html import escape

from spbe_lib.figures import NOTHING
from spbe_lib.forms.entry.former import begin_with_former, former_answer, former_documents, renewals
from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import same
from spbe_lib.forms.look import Tone, note, points
from spbe_lib.forms.parts import below, button, close_together, html, set_html, show
from spbe_lib.intake.asking.notes import returned_note, status_label
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import FIELDS, FOLLOW_UP
from spbe_lib.records.answers import Response, ScopeFact, Statement
from spbe_lib.records.former_documents import FormerDocument
from spbe_lib.records.model import Assessment

_ASKED = "Isian yang sudah ada diganti dengan jawaban tahun lalu. Lanjutkan?"


class Heading:
    """The question and everything that was said about it before."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: Subject | None = None
        self.told, self.before, self.taken = html(), html(), html()
        self.begin = button("Mulai dari tahun lalu", self._begin)
        self.asked = html(note(_ASKED, Tone.ATTENTION))
        self.agree = button("Ya, ganti", self._replace)
        self.decline = button("Batal", self._decline)
        self.question = close_together(self.asked, self.agree, self.decline)
        self.box = below(self.told, self.before, self.begin, self.question, self.taken)

    def show(self, subject: Subject) -> None:
        """Show another topic."""
        self.subject = subject
        set_html(self.told, _told(subject))
        former = former_answer(self.page.work, subject)
        set_html(self.before, _before(self.page, subject, former))
        show(self.begin, former)
        show(self.question, False)
        set_html(self.taken, "")

    def _begin(self) -> None:
        """Begin with last year's answer; what is filled in already is not overwritten unasked."""
        if self.subject is None:
            return
        topic = self.subject.topic
        empty = _empty(self.page, topic)
        if empty:
            self._replace()
        else:
            show(self.question, True)
            self.agree.focus()

    def _replace(self) -> None:
        if self.subject:
            begin_with_former(self.page.work, self.subject)
            self.page.touched(self.subject.topic)
            self.page.open(self.subject.topic)
            former = former_answer(self.page.work, self.subject)
            set_html(self.taken, _renewals(renewals(self.page.work, former)) if former else "")

    def _decline(self) -> None:
        show(self.question, False)
        self.begin.focus()


def _empty(page: Page, topic: str) -> bool:
    content = page.work.content(topic)
    bare = {key: value for key, value in content.items() if key in ("kind", "opd", "item", "requirement")}
    return same(content, bare)


def _told(subject: Subject) -> str:
    asked = subject.asked
    parts = [f"<h3>{escape(subject.name)} – {escape(subject.title)}</h3>"]
    told = [f"Status: {status_label(subject.standing)}"]
    if isinstance(asked, Question):
        aspect = next(each for each in asked.instrument.aspects if each.number == asked.indicator.aspect)
        told.insert(0, f"Aspek {aspect.number} {aspect.name}")
    else:
        told.insert(0, subject.indicator.name)
    parts.append(note(" · ".join(told)))
    parts.append(note(returned_note(subject.standing), Tone.ATTENTION))
    if isinstance(asked, Question):
        if asked.indicator.purpose:
            parts.append(note(asked.told(asked.indicator.purpose)))
        if asked.wish:
            parts.append(note(f"Rekomendasi tahun lalu: {asked.wish}", Tone.ATTENTION))
    else:
        parts.append(_duty(subject))
    return "".join(parts)


def _duty(subject: Subject) -> str:
    """What all OPDs are asked: elements, usual proofs, and how the rule is understood."""
    asked = subject.asked
    extra = "" if isinstance(asked, Question) else note(asked.rule.note or "")
    return extra + "".join(
        (f"<p>Harus memuat:</p>{points(each.elements)}" if each.elements else "")
        + (f"<p>Data dukung yang lazim:</p>{points(each.evidence)}" if each.evidence else "")
        for each in subject.requirements
    )


def _before(page: Page, subject: Subject, former: Statement | None) -> str:
    previous = page.work.desk.cycle.previous
    value = _value(page, previous, subject)
    if former is None and not value:
        return ""
    told = "".join(
        f"<p>{escape(each)}</p>" for each in (value, *(_words(subject, former) if former else ())) if each
    )
    documents = former_documents(page.work, former) if former else ()
    listed = points(map(_document, documents))
    heading = "Data dukung tahun lalu" if documents else ""
    inner = told + (f"<h4>{heading}</h4>{listed}" if heading else "")
    return f'<details><summary>Jawaban tahun lalu</summary><div class="isi-dulu">{inner}</div></details>'


def _value(page: Page, previous: Assessment | None, subject: Subject) -> str:
    known = page.work.desk.cycle.former_value(subject.topic) if subject.item else None
    if previous is None or known is None:
        return ""
    stage = previous.stage.label if previous.stage else "nilai"
    return (
        f"Nilai akhir {previous.year or NOTHING} ({stage}): {known.printed(page.work.desk.instrument.digits)}"
    )


def _words(subject: Subject, former: Statement) -> tuple[str, ...]:
    if isinstance(former, ScopeFact):
        answer = former.answer.label if former.answer else NOTHING
        return f"Jawaban: {answer}", f"Keterangan: {former.note}" if former.note else ""
    return _response(subject, former)


def _response(subject: Subject, former: Response) -> tuple[str, ...]:
    labels = [
        subject.indicator.label_of(each.code) for each in subject.requirements if each.code in former.ticked
    ]
    ticked = ", ".join(each.removeprefix("syarat ") for each in labels if each)
    texts = ((label, getattr(former, key)) for key, (label, _) in FIELDS.items() if key != FOLLOW_UP)
    return f"Syarat yang dicentang: {ticked or NOTHING}", *(
        f"{label}: {text}" for label, text in texts if text
    )


def _renewals(documents: Sequence[FormerDocument]) -> str:
    """That last year's answer was taken, and which of its documents must be renewed."""
    if not documents:
        return note("Jawaban tahun lalu sudah disalin sebagai draf. Periksa, lalu perbarui.", Tone.GOOD)
    head = note(
        "Jawaban tahun lalu sudah disalin sebagai draf. Data dukung yang perlu diperbarui:", Tone.ATTENTION
    )
    return head + points(map(_document, documents))


def _document(each: FormerDocument) -> str:
    told = ", ".join(filter(None, (each.title, each.number, each.dated)))
    return f"{told}: {each.validity.label}" + (f" ({each.reason})" if each.reason else "")
