"""Answers in words: the explanation in its three parts, services, last year's recommendation, a duty."""

from functools import partial

from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.reading import Told, said
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import text_of, with_value
from spbe_lib.forms.parts import Quiet, area, below, html, line, radio, set_html, show
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import FIELDS, FOLLOW_UP, NOTE
from spbe_lib.records.answers import Answer

_SHORT = ("services", "applications")
_NOTE = ("Keterangan", "Bila 'tidak berlaku', tulis alasannya.")
_ANSWER = "answer"


class Wording:
    """The fields for words; a question and an obligation share one place."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: Subject | None = None
        self.answer = radio("Jawaban", [(each.label, each.value) for each in Answer])
        self.fields = {key: (line if key in _SHORT else area)(*told) for key, told in FIELDS.items()}
        self.fields[NOTE] = area(*_NOTE)
        self.wrong = {key: html() for key in self.fields}
        self._labels = {key: label for key, (label, _) in FIELDS.items()} | {NOTE: _NOTE[0]}
        self._quiet = Quiet()
        self._quiet.watch(self.answer, partial(self._write, _ANSWER))
        for key, field in self.fields.items():
            self._quiet.watch(field, partial(self._write, key))
        rows = [each for key, field in self.fields.items() for each in (field, self.wrong[key])]
        self.box = below(self.answer, *rows)

    def show(self, subject: Subject) -> None:
        """Show another topic."""
        self.subject = subject
        content, asked = self.page.work.content(subject.topic), subject.asked
        with self._quiet():
            for key, field in self.fields.items():
                wanted = (key != NOTE) if isinstance(asked, Question) else key == NOTE
                if isinstance(asked, Question) and key == FOLLOW_UP:
                    wanted = bool(asked.wish or text_of(content, key))
                show(field, wanted)
                show(self.wrong[key], wanted)
                field.value = text_of(content, key)
            show(self.answer, subject.item is None)
            self.answer.value = text_of(content, _ANSWER) or None

    def tell(self, told: tuple[Told, ...]) -> None:
        """Say beside each field what is wrong or strange in it."""
        for key, part in self.wrong.items():
            set_html(part, said(each for each in told if each.place == self._labels[key]))

    def _write(self, key: str, value: str | None) -> None:
        if self.subject:
            topic = self.subject.topic
            self.page.put(topic, with_value(self.page.work.content(topic), key, value or ""))
