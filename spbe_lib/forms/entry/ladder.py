"""Requirements level by level, to be ticked, and the level that follows."""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from spbe_lib.forms.entry.page import Page
from spbe_lib.forms.entry.reading import Told, said
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import Typed, text_of, ticks, with_tick, with_value
from spbe_lib.forms.parts import (
    Quiet,
    below,
    choice,
    html,
    line,
    set_html,
    set_options,
    show,
    tick,
)
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import LEVEL, requirement_labels
from spbe_lib.law.instrument import Indicator, Level, Requirement
from spbe_lib.law.ladder import climb

_DIRECT = "Tingkat menurut OPD"
_INSTEAD = "isi hanya bila tanpa centang; bila ada centang, yang dihitung ialah centang"
_UNANSWERED = "Belum dijawab."


class Ladder:
    """The requirements of an indicator; a pool of ticks is as large as the largest indicator needs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: Subject | None = None
        self.result = html()
        self.ticks: list[Any] = []
        self.texts = [html()]
        self.level = choice(f"{_DIRECT} – {_INSTEAD}", [("belum diisi", "")])
        self.typed = line(_DIRECT)
        self.wrong = html()
        self._quiet = Quiet()
        self._quiet.watch(self.level, self._give)
        self._quiet.watch(self.typed, self._give)
        self.box = below()
        self._arrange()

    def ready_for(self, most: int) -> None:
        """Have as many ticks as the largest indicator of a cycle needs."""
        for place in range(len(self.ticks), most):
            made = tick()
            self._quiet.watch(made, partial(self._tick, place))
            self.ticks.append(made)
            self.texts.append(html())
        self._arrange()

    def _arrange(self) -> None:
        rows = [each for pair in zip(self.texts[1:], self.ticks, strict=True) for each in (pair[1], pair[0])]
        self.box.children = [self.result, self.texts[0], *rows, self.level, self.typed, self.wrong]

    def show(self, subject: Subject) -> None:
        """Show another indicator; of an obligation there is nothing to tick."""
        self.subject = subject
        show(self.box, subject.item)
        if isinstance(subject.asked, Question):
            content = self.page.work.content(subject.topic)
            with self._quiet():
                self._show_ticks(subject, ticks(content))
                self._show_level(subject, text_of(content, LEVEL))
            self.tell(())

    def _show_ticks(self, subject: Subject, ticked: frozenset[str]) -> None:
        labels = requirement_labels(subject.indicator)
        for place, box in enumerate(self.ticks):
            used = place < len(subject.requirements)
            show(box, used)
            if used:
                each = subject.requirements[place]
                box.description = f"{labels[each.code].removeprefix('Syarat ')} {subject.said(each.text)}"
                box.value = each.code in ticked

    def _show_level(self, subject: Subject, typed: str) -> None:
        fractional = self.page.work.desk.instrument.level_denominator > 1
        show(self.typed, fractional)
        show(self.level, not fractional)
        if fractional:
            self.typed.value = typed
            return
        scale = subject.indicator.scale.levels
        known = [
            ("belum diisi", ""),
            *((_named(subject.indicator, each.value), str(each.value)) for each in scale),
        ]
        foreign = [] if typed in dict(known).values() else [(typed, typed)]
        set_options(self.level, [*known, *foreign], typed)
        self.level.description = f"{_DIRECT} – {_INSTEAD}" if subject.indicator.levels else _DIRECT

    def tell(self, told: tuple[Told, ...]) -> None:
        """Say what follows from the ticks, and what is wrong or strange."""
        if self.subject is None or not isinstance(self.subject.asked, Question):
            return
        content = self.page.work.content(self.subject.topic)
        set_html(self.result, self._follows(self.subject, content))
        pieces = [*_pieces(self.subject, ticks(content))]
        for place, text in enumerate(self.texts):
            set_html(text, pieces[place] if place < len(pieces) else "")
        set_html(self.wrong, said(each for each in told if each.place == "Tingkat"))

    def _follows(self, subject: Subject, content: Typed) -> str:
        indicator, level = subject.indicator, text_of(content, LEVEL)
        lines = []
        if indicator.levels:
            climbed = climb(self.page.work.desk.instrument, indicator, ticks(content))
            answer = _named(indicator, int(climbed.value)) if ticks(content) else ""
            missing = climbed.first_missing
            if missing:
                label = (indicator.label_of(missing.code) or "").removeprefix("syarat ")
                told = f"{label} {subject.said(missing.text)}"
                lines.append(f"<span>Syarat pertama yang belum: {escape(told)}</span>")
            elif answer:
                lines.append("<span>Semua syarat terpenuhi.</span>")
            if answer:
                lines.insert(0, f"<b>Tingkat yang mengikuti: {escape(answer)}</b>")
                return _result(lines)
        told = f"Tingkat yang diisi langsung: {level}" if level else _UNANSWERED
        return _result([f"<b>{escape(told)}</b>", *lines])

    def _tick(self, place: int, ticked: bool) -> None:
        if self.subject and place < len(self.subject.requirements):
            code, topic = self.subject.requirements[place].code, self.subject.topic
            self.page.put(topic, with_tick(self.page.work.content(topic), code, ticked))

    def _give(self, level: str) -> None:
        if self.subject:
            content = self.page.work.content(self.subject.topic)
            self.page.put(self.subject.topic, with_value(content, LEVEL, (level or "").strip()))


def _result(lines: list[str]) -> str:
    return f'<div class="isi-hasil" role="status">{"".join(lines)}</div>'


def _named(indicator: Indicator, value: int) -> str:
    known = indicator.scale.level(value)
    return f"{value} ({known.name})" if known and known.name else str(value)


def _pieces(subject: Subject, ticked: frozenset[str]) -> Iterator[str]:
    """What stands before the first tick, between the ticks and after the last: levels, limits, elements."""
    piece = ""
    for level in subject.indicator.levels:
        piece += _heading(subject, level, ticked)
        for each in level.requirements:
            yield piece
            piece = _details(subject, each)
    yield piece


def _heading(subject: Subject, level: Level, ticked: frozenset[str]) -> str:
    codes = {each.code for each in level.requirements}
    state = f" – {len(codes & ticked)} dari {len(codes)} syarat dicentang" if codes else ""
    head = f"<h4>Tingkat {escape(_named(subject.indicator, level.value) + state)}</h4>"
    limit = f'<div class="isi-batas">Batas: {escape(subject.said(level.limit))}</div>' if level.limit else ""
    return head + limit + _listed(subject, "Data dukung awal", level.early_evidence)


def _details(subject: Subject, each: Requirement) -> str:
    must = _listed(subject, "Harus memuat", each.elements)
    examples = _listed(subject, "Contoh", (*each.examples, *each.guideline_examples))
    proofs = _listed(subject, "Data dukung yang lazim", each.evidence)
    folded = f"<details><summary>Contoh dan data dukung</summary>{examples}{proofs}</details>"
    inner = must + (folded if examples or proofs else "")
    return f'<div class="isi-unsur">{inner}</div>' if inner else ""


def _listed(subject: Subject, head: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(subject.said(each))}</li>" for each in texts)
    return f"<div>{head}:<ul>{items}</ul></div>" if items else ""
