"""Last year's answer beside this year's: shown, or taken as a draft to begin with."""

from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import Typed, with_value
from spbe_lib.intake.asking.words import FOLLOW_UP
from spbe_lib.intake.form.spelling import plain
from spbe_lib.records.answers import Statement
from spbe_lib.records.documents import document_key
from spbe_lib.records.former_documents import FormerDocument, Validity, former_document


def former_answer(work: Work, subject: Subject) -> Statement | None:
    """What the OPD answered last year; None where that is not known."""
    before, key = work.desk.cycle.before, (work.opd.code, subject.topic)
    known = before.responses.get(key) if subject.item else before.facts.get(key)
    return known.content if known else None


def former_documents(work: Work, answer: Statement) -> tuple[FormerDocument, ...]:
    """The documents of last year's answer, judged for this year; each once."""
    judged = (former_document(work.desk.cycle, work.records, work.opd.code, each) for each in answer.evidence)
    return tuple({each.key: each for each in judged}.values())


def renewals(work: Work, answer: Statement) -> tuple[FormerDocument, ...]:
    """Those that must be renewed."""
    return tuple(each for each in former_documents(work, answer) if each.validity is Validity.RENEW)


def begin_with_former(work: Work, subject: Subject) -> None:
    """Draft last year's answer: its ticks, texts and proofs, and what was said of its documents.

    What became of last year's recommendation is this year's to tell, so it stays as it is.
    """
    answer = former_answer(work, subject)
    if answer is None:
        return
    told: Typed = plain(work.desk.instrument, answer)
    work.put(subject.topic, with_value(told, FOLLOW_UP, work.content(subject.topic).get(FOLLOW_UP, "")))
    for each in answer.evidence:
        key = document_key(each.title, each.number)
        known = work.desk.cycle.before.documents.get((work.opd.code, key))
        if known and not work.content(key):
            work.put(key, plain(work.desk.instrument, known.content))
