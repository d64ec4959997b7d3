"""What one OPD can prove in a cycle, and the documents that it already cites: where a file may belong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spbe_lib.errors import InputError, Problem
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.answers import Recorded, Records
from spbe_lib.records.documents import Attachment, document_key
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

SHARED = "bersama"
"""How a shared obligation is told from the indicator that an OPD leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that an OPD states: an item, or a shared obligation.

    ``requirement`` is the obligation's code; None for an item. ``leads`` says whether the OPD answers
    for it, and does not merely bring documents to another OPD's answer.
    """

    topic: str
    indicator: Indicator
    requirement: str | None = None
    leads: bool = True

    @property
    def name(self) -> str:
        """The topic as the list spells it: ``13``, ``35a``, ``bersama 16``."""
        return f"{SHARED} {self.indicator.number}" if self.requirement else self.topic

    def codes(self, level: int | None = None, place: int | None = None) -> tuple[str, ...]:
        """Codes of its requirements: all, those of a level, or the one at a place of it."""
        found = [
            each.code
            for known in self.indicator.levels
            if level in (None, known.value)
            for at, each in enumerate(known.requirements, 1)
            if place in (None, at)
        ]
        return tuple(code for code in found if self.requirement in (None, code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document that an OPD cites, and for what."""

    topic: str
    requirement: str | None
    key: str
    title: str
    number: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All that an OPD can prove, cites and has proven with files already.

    ``titles`` has title and number of every document that is cited or described, by key.
    """

    opd: str
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    attachments: tuple[Attachment, ...]
    titles: Mapping[str, tuple[str, str]]
    leads: Mapping[int, str]

    def of(self, number: int, letter: str = "") -> tuple[Target, ...]:
        """What it states about an indicator (and one service of it)."""
        found = [each for each in self.targets if each.indicator.number == number]
        if letter:
            return tuple(each for each in found if each.topic == f"{number}{letter}")
        return tuple(found)

    def key_of(self, title: str, number: str) -> str:
        """The key of a document by title and number, also where its title was mended since it was cited."""
        key = document_key(title, number)
        if key in self.titles:
            return key
        mended = (known for known, names in self.titles.items() if document_key(*names) == key)
        return next(mended, key)


def filling_opd(cycle: Cycle, typed: str) -> str:
    """The code of an OPD that fills in, as somebody typed it.

    Raises:
        InputError: There is none of this code.
    """
    codes = [each.code for each in cycle.filling]
    if typed.lower() in codes:
        return typed.lower()
    what = f"'{clipped(typed)}' bukan OPD yang mengisi pada siklus ini"
    raise InputError([Problem(where=f"siklus {cycle.name}", what=what, allowed=", ".join(codes))])


def reach_of(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> Reach:
    """Gather what one OPD can prove: items that it leads, shared obligations, items that it supports."""
    entries = records.answers
    own = [each for (code, _), each in entries.items() if code == opd]
    citations = tuple(_citations(own))
    titles = {each.key: (each.title, each.number) for each in reversed(citations)}
    described = (each.content for (code, _), each in records.documents.items() if code == opd)
    titles |= {each.key: (each.title, each.number) for each in described}
    return Reach(
        opd=opd,
        targets=tuple(_targets(cycle, instrument, opd)),
        citations=citations,
        attachments=tuple(each for each in records.attachments if each.opd == opd),
        titles=titles,
        leads={number: cycle.opd(code).name for number, code in cycle.leads.items()},
    )


def _targets(cycle: Cycle, instrument: Instrument, opd: str) -> Iterator[Target]:
    shared = dict.fromkeys(rule.requirement for _, rule in obligations(cycle, instrument, opd))
    for indicator in instrument.indicators:
        number = indicator.number
        leads = cycle.leads.get(number) == opd
        supports = opd in (*cycle.contributors.get(number, ()), *cycle.concerned.get(number, ()))
        if leads or supports:
            yield from (Target(topic=item.code, indicator=indicator, leads=leads) for item in indicator.items)
        for code in shared:
            if any(code == each.code for level in indicator.levels for each in level.requirements):
                yield Target(topic=code, indicator=indicator, requirement=code)


def _citations(entries: Sequence[Recorded]) -> Iterator[Citation]:
    for entry in entries:
        for each in entry.content.evidence:
            if each.title.strip():
                yield Citation(
                    topic=entry.content.topic,
                    requirement=each.requirement,
                    key=document_key(each.title, each.number),
                    title=each.title,
                    number=each.number,
                    page=each.page,
                )
