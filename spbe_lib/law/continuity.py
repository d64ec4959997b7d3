"""What one regulation made of the indicators of another (*padanan*), as frozen values. Pure.

A concordance relates the indicators of an edition and of the one that followed it. A continuity is what comes
of one concordance or of several in a row: for every item of the newer edition, what it continues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from spbe_lib.law.instrument import Instrument, Item

Confidence = Literal["high", "medium", "low"]


class Kind(StrEnum):
    """What became of indicators; the spelling is that of the concordance files."""

    SAME = "same"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return {
            "same": "tetap",
            "renamed": "berganti nama",
            "split": "pecahan dari",
            "merged": "gabungan dari",
            "new": "baru",
            "dropped": "tidak ada lagi",
        }[self.value]

    @property
    def comparable(self) -> bool:
        """Whether a level before and a level after speak of the same thing."""
        return self in (Kind.SAME, Kind.RENAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a line of a concordance is from; ``inferred`` tells that nobody wrote it down before us."""

    text: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a concordance: legal numbers before and after, none on one side where new or dropped."""

    kind: Kind
    before: tuple[int, ...]
    after: tuple[int, ...]
    source: Source
    confidence: Confidence
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """What the indicators of one edition became in the next; each indicator of both stands in one line.

    ``before`` and ``after`` are the two editions, ``notice`` is what every page says that compares by it.
    """

    before: Instrument
    after: Instrument
    notice: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """What one item of the newer edition continues.

    Attributes:
        item: Code of the item in the newer edition.
        kind: How it came to be; over several editions the one that changed most.
        before: Codes of the items of the older edition that went into it; empty where it is new.
        inferred: Whether any step on the way was inferred, not seen in a source.
        confidence: The lowest confidence of the steps.
        notes: What the concordances say of the steps.
    """

    item: str
    kind: Kind
    before: tuple[str, ...]
    inferred: bool = False
    confidence: Confidence = "high"
    notes: tuple[str, ...] = ()

    @property
    def counterpart(self) -> str | None:
        """The one item before with which it can be compared; None where there is none."""
        return self.before[0] if self.kind.comparable and len(self.before) == 1 else None


# No slots: what is looked up by code is worked out once.
@dataclass(frozen=True, kw_only=True)
class Continuity:
    """From one edition to a later one: what every item of the later one continues, in legal order.

    ``dropped`` are the codes of the items before of which nothing is left, ``notices`` what every page says
    that compares by it.
    """

    before: Instrument
    after: Instrument
    items: tuple[Continued, ...]
    notices: tuple[str, ...] = ()

    @cached_property
    def counterparts(self) -> Mapping[str, str]:
        """The comparable core: item after → item before, same or only renamed, in legal order."""
        return {each.item: each.counterpart for each in self.items if each.counterpart}

    @cached_property
    def _by_item(self) -> Mapping[str, Continued]:
        return {each.item: each for each in self.items}

    @cached_property
    def dropped(self) -> tuple[str, ...]:
        """Codes of the items before that went into nothing, in legal order."""
        kept = {code for each in self.items for code in each.before}
        return tuple(item.code for item in self.before.items if item.code not in kept)

    def of(self, item: str) -> Continued:
        """What an item of the later edition continues.

        Raises:
            KeyError: The later edition has no such item.
        """
        return self._by_item[item]

    def into(self, item: str) -> tuple[str, ...]:
        """The items after that an item before went into, in legal order; none where it was dropped."""
        return tuple(each.item for each in self.items if item in each.before)


def unchanged(instrument: Instrument) -> Continuity:
    """From an edition to itself: every item is the same."""
    items = tuple(Continued(item=i.code, kind=Kind.SAME, before=(i.code,)) for i in instrument.items)
    return Continuity(before=instrument, after=instrument, items=items)


def chained(concordances: Sequence[Concordance]) -> Continuity:
    """Several concordances in a row, each beginning with the edition in which the one before ends.

    An item is comparable over all of them only where it is at every step. What one step calls new is new,
    whatever came before; what went through a split or a merger is no counterpart any more.

    Raises:
        ValueError: There is none, or one does not begin where the one before ends.
    """
    whole: Continuity | None = None
    for each in concordances:
        step = _step(each)
        if whole and whole.after.code != each.before.code:
            raise ValueError(f"{each.before.code} does not follow {whole.after.code}")
        whole = _joined(whole, step) if whole else step
    if whole is None:
        raise ValueError("no concordance")
    return whole


def _step(concordance: Concordance) -> Continuity:
    found: dict[str, Continued] = {}
    for line in concordance.lines:
        old, new = _items(concordance.before, line.before), _items(concordance.after, line.after)
        for place, item in enumerate(new):
            found[item.code] = Continued(
                item=item.code,
                kind=line.kind,
                # The services of one indicator follow each other; anything else goes into all.
                before=(old[place].code,) if line.kind.comparable else tuple(each.code for each in old),
                inferred=line.source.inferred,
                confidence=line.confidence,
                notes=(line.note,) if line.note else (),
            )
    items = tuple(found[item.code] for item in concordance.after.items)
    return Continuity(
        before=concordance.before, after=concordance.after, items=items, notices=(concordance.notice,)
    )


def _items(instrument: Instrument, numbers: Sequence[int]) -> tuple[Item, ...]:
    return tuple(item for number in numbers for item in instrument.indicator(number).items)


def _joined(first: Continuity, second: Continuity) -> Continuity:
    return Continuity(
        before=first.before,
        after=second.after,
        items=tuple(_over(first, each) for each in second.items),
        notices=(*first.notices, *second.notices),
    )


def _over(first: Continuity, second: Continued) -> Continued:
    ways = [first.of(code) for code in second.before]
    came = {code for way in ways for code in way.before}
    before = tuple(item.code for item in first.before.items if item.code in came)
    steps = (*ways, second)
    order: list[Confidence] = ["low", "medium", "high"]
    return Continued(
        item=second.item,
        kind=_kind_over([each.kind for each in steps]) if before else Kind.NEW,
        before=before,
        inferred=any(each.inferred for each in steps),
        confidence=min((each.confidence for each in steps), key=order.index),
        notes=tuple(dict.fromkeys(note for each in steps for note in each.notes)),
    )


def _kind_over(kinds: Sequence[Kind]) -> Kind:
    """The kind of a way that something came: of its steps the one that changed most."""
    order = [Kind.SAME, Kind.RENAMED, Kind.SPLIT, Kind.MERGED]
    return max((each for each in kinds if each in order), key=order.index)
