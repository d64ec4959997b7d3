"""What an OPD is asked, as one list: indicators that it leads, then obligations that all share; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spbe_lib.intake.asking.asked import Asked, Obligation
from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.words import obligation_labels
from spbe_lib.law.instrument import Indicator, Instrument, Item, Requirement
from spbe_lib.records.answers import Standing, Statement, Status

_NUMBER = re.compile(r"\d+[a-z]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that is asked.

    Attributes:
        topic: Item code, or requirement code of an obligation.
        number: The legal number, as people search for it.
        name: How sentences call it: ``Indikator 16``, ``Kewajiban bersama indikator 16``.
        title: What it is called.
        short: The same in few words, for the list.
        words: In what is searched.
        asked: The question or the obligation, with what is recorded.
        indicator: To which it belongs.
    """

    topic: str
    number: str
    name: str
    title: str
    short: str
    words: str
    asked: Question | Obligation
    indicator: Indicator

    @property
    def recorded(self) -> Statement:
        """The answer that is recorded; empty where none is."""
        return self.asked.answer if isinstance(self.asked, Question) else self.asked.fact

    @property
    def standing(self) -> Standing | None:
        """Where the recorded answer stands."""
        return self.asked.standing

    @property
    def returned(self) -> bool:
        """Whether the Tim wants it mended."""
        return self.standing is not None and self.standing.status is Status.RETURNED

    @property
    def item(self) -> Item | None:
        """The item; None for an obligation."""
        return self.asked.item if isinstance(self.asked, Question) else None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What can be ticked, in legal order; of an obligation the one requirement that it is about."""
        every = tuple(each for level in self.indicator.levels for each in level.requirements)
        return every if self.item else tuple(each for each in every if each.code == self.topic)

    def said(self, text: str) -> str:
        """A text of the law about what is asked, with the chosen service instead of its sector."""
        return self.asked.told(text) if isinstance(self.asked, Question) else text

    def found(self, search: str) -> bool:
        """Whether it is meant by a search: a number is a legal number, a word may stand anywhere."""
        return all(self._found(word) for word in search.casefold().split())

    def _found(self, word: str) -> bool:
        return word == self.number if _NUMBER.fullmatch(word) else word in self.words


def subjects_of(instrument: Instrument, asked: Asked) -> tuple[Subject, ...]:
    """All that is asked of an OPD, in legal order."""
    return (*map(_question, asked.questions), *_obligations(instrument, asked.obligations))


def _question(asked: Question) -> Subject:
    code, indicator = asked.item.code, asked.indicator
    aspect = next(each for each in asked.instrument.aspects if each.number == indicator.aspect)
    told = (asked.title, indicator.name, aspect.name, *_texts(indicator))
    return Subject(
        topic=code,
        number=code,
        name=f"Indikator {code}",
        title=asked.title,
        short=asked.cycle.services.get(code, indicator.short_name),
        words=" ".join(told).casefold(),
        asked=asked,
        indicator=indicator,
    )


def _obligations(instrument: Instrument, asked: Iterable[Obligation]) -> Iterator[Subject]:
    asked = tuple(asked)
    labels = obligation_labels((each.number, each.rule) for each in asked)
    for each in asked:
        code, indicator = each.rule.requirement, instrument.indicator(each.number)
        text = next(text for text in _texts(indicator, code))
        yield Subject(
            topic=code,
            number=str(each.number),
            name=f"Kewajiban bersama {labels[code].lower()}",
            title=text,
            short=indicator.short_name,
            words=f"{indicator.name} {text}".casefold(),
            asked=each,
            indicator=indicator,
        )


def _texts(indicator: Indicator, only: str = "") -> Iterator[str]:
    for level in indicator.levels:
        for each in level.requirements:
            if only in ("", each.code):
                yield each.text
