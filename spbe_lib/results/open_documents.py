"""Documents rather than levels: what one OPD is to prove, how far that is, and what hangs on the rest.

A thing to prove is a requirement on the way to the level aimed at, or a shared obligation; the list is that
of the *Daftar Permintaan Data Dukung*.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.law.ladder import climb
from spbe_lib.records.answers import Recorded, Records
from spbe_lib.records.documents import document_key
from spbe_lib.records.obligations import members
from spbe_lib.records.purposes import Purpose, purposes
from spbe_lib.records.register import Cycle
from spbe_lib.records.requests import DocumentRequest, requested_documents
from spbe_lib.results.entries import recorded_entries
from spbe_lib.results.stakes import points_of_levels

_Key = tuple[str, str | None]
"""A thing to prove: topic, and requirement where one is known."""

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDocument:
    """A document that is still to come, and the points of the government's index that hang on it."""

    request: DocumentRequest
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """How far the proofs of one OPD have come. Counts are things to prove, not files.

    Attributes:
        asked: All that it is to prove.
        named: For how many of them the answer that stands names a document that holds.
        kept: For how many of those a file is kept.
        accepted: How many the Tim accepted.
        missing: The documents that are still to come, those on which most hangs first.
        points_open: Points of the government's index (0–5) that hang on what is missing. What an obligation
            holds up hangs on every single OPD that is silent, so that these are never added up over OPDs.
        weight_asked: Points that its answers carry at the level aimed at, where those of an obligation are
            divided among all whom it is asked of, so that the OPDs can be added up.
        weight_open: Those of them that hang on what is missing.
    """

    asked: int
    named: int
    kept: int
    accepted: int
    missing: tuple[OpenDocument, ...]
    points_open: Fraction
    weight_asked: Fraction
    weight_open: Fraction


def open_documents(cycle: Cycle, instrument: Instrument, records: Records, opd: str) -> Documents:
    """Tell how far the proofs of one OPD have come.

    On one thing to prove hang the levels that an item loses without it, were all the others there, and one
    level at least; what several things hold up together is counted once in ``points_open``.

    Args:
        cycle: The cycle, with its targets and last year's values.
        instrument: Its edition.
        records: What the store knows; only the part of this OPD is looked at.
        opd: Code of the OPD.

    Raises:
        KeyError: The register has no such OPD.
    """
    own = records.of(opd)
    wanted = requested_documents(cycle, instrument, own, opd)
    topics = _topics(cycle, instrument, purposes(cycle, instrument, opd))
    every = {key for topic in topics for key in topic.keys}
    accepted = {_key(each) for each in wanted.accepted} & every
    named = [each for each in (*wanted.named, *wanted.accepted) if _key(each) in every]
    answers = recorded_entries(own, opd, [topic.topic for topic in topics])
    files = {(each.topic, each.requirement) for each in own.attachments}
    files |= {(each.topic, each.document) for each in own.attachments}
    proven = {_key(each) for each in named}
    still_open = [(topic, topic.open(proven, answered=topic.topic in answers)) for topic in topics]
    return Documents(
        asked=len(every),
        named=len(proven),
        kept=len({_key(each) for each in named if _has_file(each, answers, files)}),
        accepted=len(accepted),
        missing=_most_first(
            wanted.wanted, {key: topic.hanging(key) for topic in topics for key in topic.keys}
        ),
        points_open=sum((each for _, each in still_open), _NOTHING),
        weight_asked=sum((topic.whole / topic.sharers for topic in topics), _NOTHING),
        weight_open=sum((each / topic.sharers for topic, each in still_open), _NOTHING),
    )


@dataclass(frozen=True, kw_only=True)
class _Topic:
    """One answer of the OPD: an item with the level aimed at, or a shared obligation."""

    instrument: Instrument
    indicator: Indicator
    topic: str
    shared: bool
    sharers: int
    aim: int
    keys: tuple[_Key, ...]

    @cached_property
    def level(self) -> Fraction:
        """What one level is worth."""
        return points_of_levels(self.instrument, self.indicator, self.topic)

    @property
    def laddered(self) -> bool:
        """Whether its level follows from requirements, so that a part of it is worth a part."""
        return bool(self.indicator.levels) and not self.shared

    @property
    def whole(self) -> Fraction:
        """What it carries at the level aimed at; an obligation carries one level."""
        return self.level if self.shared else self.level * (self.aim - self.instrument.unanswered.value)

    def hanging(self, key: _Key) -> Fraction:
        """What hangs on one thing to prove, were all the others there."""
        if not self.laddered:
            return self.whole
        return max(self._reached - self._up_to(set(self.keys) - {key}), Fraction(1)) * self.level

    def open(self, proven: Collection[_Key], *, answered: bool) -> Fraction:
        """What hangs on all that is not proven yet."""
        own = [key for key in self.keys if key in proven]
        if len(own) == len(self.keys):
            return _NOTHING
        if not self.laddered or not (own or answered):
            return self.whole
        return max(self.aim - self._up_to(own), _NOTHING) * self.level

    @cached_property
    def _reached(self) -> Fraction:
        """The level that all things to prove carry together."""
        return self._up_to(self.keys)

    def _up_to(self, keys: Iterable[_Key]) -> Fraction:
        return climb(self.instrument, self.indicator, {code for _, code in keys if code}).value


def _topics(cycle: Cycle, instrument: Instrument, asked: Iterable[Purpose]) -> tuple[_Topic, ...]:
    grouped: dict[tuple[str, bool], list[Purpose]] = {}
    for each in asked:
        if not each.further:
            grouped.setdefault((each.topic, each.shared), []).append(each)
    return tuple(_topic(cycle, instrument, group) for group in grouped.values())


def _topic(cycle: Cycle, instrument: Instrument, group: Sequence[Purpose]) -> _Topic:
    first = group[0]
    item = None if first.shared else instrument.item(first.indicator)
    indicator = instrument.indicator(item.indicator if item else int(first.indicator))
    levels = [each.level for each in group if each.level is not None]
    rules = [each for each in indicator.scope if first.shared and each.requirement == first.requirement]
    return _Topic(
        instrument=instrument,
        indicator=indicator,
        topic=first.topic,
        shared=first.shared,
        sharers=sum(len(members(cycle, indicator.number, rule)) for rule in rules) or 1,
        aim=max(levels, default=indicator.scale.levels[-1].value),
        keys=tuple(_key(each) for each in group),
    )


def _key(purpose: Purpose) -> _Key:
    return purpose.topic, purpose.requirement


def _has_file(purpose: Purpose, answers: Mapping[str, Recorded], files: Collection[_Key]) -> bool:
    """Whether a file is kept for it: of its own, or of a document that is cited for it."""
    recorded = answers.get(purpose.topic)
    cited = [
        (purpose.topic, document_key(each.title, each.number))
        for each in (recorded.content.evidence if recorded else ())
        if purpose.shared or each.requirement == purpose.requirement
    ]
    own = [_key(purpose), *([(purpose.topic, None)] if purpose.shared else [])]
    return any(key in files for key in (*own, *cited))


def _most_first(
    requests: Iterable[DocumentRequest], worth: Mapping[_Key, Fraction]
) -> tuple[OpenDocument, ...]:
    """The documents that are still to come, each with the most that one of its purposes carries."""
    found = [
        OpenDocument(
            request=each, points=max((worth.get(_key(p), _NOTHING) for p in each.purposes), default=_NOTHING)
        )
        for each in requests
    ]
    return tuple(sorted(found, key=lambda each: -each.points))
