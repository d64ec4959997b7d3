"""Several people's files for one OPD made one, part by part, against what each was handed out with; pure.

Nothing is chosen silently: what is changed by one only, or by all alike, is taken; what is changed
differently is a conflict, until somebody chooses. What the store holds now is a side of its own.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from spbe_lib.records.answers import Approval, Entry
from spbe_lib.records.entry_parts import Part, Values, blank, entry_of, in_order, nothing, parts_of

BASE, RECORDED = "dasar", "tercatat"
"""The words by which what was handed out, and what is recorded now, are chosen."""

SIGNATURE = "pengesahan"
"""The topic under which a conflict about who filled in and who approved is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who filled a file in, on whose behalf, and who approved."""

    filled_by: str = ""
    on_behalf_of: str = ""
    approval: Approval | None = None


_UNSIGNED = Signature()
_SIGNED = (Part("filled_by"), Part("on_behalf_of"), Part("approval"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One person's file.

    Attributes:
        name: By which it is chosen; no two sides share one.
        entries: What was changed in it, by topic.
        bases: What it was handed out with, by topic; missing where it asks nothing about a topic.
        signature: Who filled it in and who approved.
    """

    name: str
    entries: Mapping[str, Entry]
    bases: Mapping[str, Entry]
    signature: Signature = _UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A part that was changed differently.

    Attributes:
        topic: What the entry is about, or ``SIGNATURE``.
        part: The part.
        bases: What each side was handed out with, by its name.
        options: What can be chosen, by the word for it: each side, what was handed out (where that was
            the same for all), and what is recorded now.
    """

    topic: str
    part: Part
    bases: Mapping[str, Hashable]
    options: Mapping[str, Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What several files say together.

    Attributes:
        entries: What is to be recorded: only what differs from what is recorded now. Where there is
            a conflict, its part stands as it is recorded.
        signature: Who filled in and who approved.
        conflicts: What somebody must choose; empty when nothing is open.
    """

    entries: tuple[Entry, ...]
    signature: Signature
    conflicts: tuple[Conflict, ...]


Choices = Mapping[tuple[str, Part], str]
"""The word that was chosen, by topic and part."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The choices that were made, and the conflicts that are left."""

    choices: Choices
    open: list[Conflict] = field(default_factory=list)

    def settled(self, conflict: Conflict, recorded: Hashable) -> Hashable:
        """What was chosen; what is recorded while nobody chose."""
        word = self.choices.get((conflict.topic, conflict.part))
        if word is not None:
            return conflict.options[word]
        self.open.append(conflict)
        return recorded


def merge(
    sides: Sequence[Side], recorded: Mapping[str, Entry], choices: Choices = MappingProxyType({})
) -> Merged:
    """Merge the files of several people.

    The order of the sides matters for nothing.

    Args:
        sides: The files of one OPD.
        recorded: What is recorded of it now, by topic.
        choices: What was chosen where there was a conflict.

    Raises:
        KeyError: A choice is none of a conflict's options.
    """
    table, ordered = _Table(choices), sorted(sides, key=lambda side: side.name)
    topics = sorted({topic for side in ordered for topic in side.entries})
    entries = [_merged_entry(table, topic, ordered, recorded.get(topic)) for topic in topics]
    new = [each for each in entries if each != recorded.get(each.topic, blank(each))]
    signature = _merged_signature(table, ordered)
    return Merged(entries=tuple(new), signature=signature, conflicts=tuple(table.open))


def _merged_entry(table: _Table, topic: str, sides: Sequence[Side], recorded: Entry | None) -> Entry:
    of = blank(next(side.entries[topic] for side in sides if topic in side.entries))
    now = recorded or of
    stated = {side.name: _stated(side, topic, of) for side in sides if topic in {*side.bases, *side.entries}}
    told = {name: tuple(map(parts_of, pair)) for name, pair in stated.items()}
    held, present = parts_of(now), {part for pair in told.values() for values in pair for part in values}
    values: dict[Part, Hashable] = {}
    for part in in_order(of, present | held.keys()):
        pairs = {name: (_said(base, part, of), _said(new, part, of)) for name, (base, new) in told.items()}
        values[part] = _merged_part(table, (topic, part), pairs, _said(held, part, of))
    bases, given = (sorted((pair[at] for pair in stated.values()), key=_proofs) for at in (0, 1))
    return entry_of(of, values, [*given, now, *bases])


def _proofs(entry: Entry) -> str:
    return repr(getattr(entry, "evidence", ()))


def _stated(side: Side, topic: str, of: Entry) -> tuple[Entry, Entry]:
    """What a side was handed out with, and what it says now."""
    base = side.bases.get(topic, of)
    return base, side.entries.get(topic, base)


def _said(values: Values, part: Part, of: Entry) -> Hashable:
    return values[part] if part in values else nothing(part, of)


def _merged_part(
    table: _Table,
    spot: tuple[str, Part],
    pairs: Mapping[str, tuple[Hashable, Hashable]],
    recorded: Hashable,
) -> Hashable:
    """What the sides make of one part; each is told as what it was handed out with and what it says."""
    changed = [pair for pair in pairs.values() if pair[0] != pair[1]]
    claims = {new for _, new in changed}
    if any(base != recorded for base, _ in changed):
        claims.add(recorded)
    if len(claims) == 1:
        return claims.pop()
    if not claims:
        return recorded
    bases = {name: base for name, (base, _) in pairs.items()}
    same = set(bases.values())
    shared = {BASE: same.pop()} if len(same) == 1 else {}
    options = {name: new for name, (_, new) in pairs.items()} | shared | {RECORDED: recorded}
    return table.settled(Conflict(topic=spot[0], part=spot[1], bases=bases, options=options), recorded)


def _merged_signature(table: _Table, sides: Sequence[Side]) -> Signature:
    """Who signed: taken when all who signed say the same; each received file has a signature of its own."""
    return Signature(**dict(_signed(table, sides)))  # type: ignore[arg-type]  # they came from signatures


def _signed(table: _Table, sides: Sequence[Side]) -> Iterator[tuple[str, Hashable]]:
    for part in _SIGNED:
        unsigned = getattr(_UNSIGNED, part.field)
        said = {side.name: getattr(side.signature, part.field) for side in sides}
        claims = set(said.values()) - {unsigned}
        value = next(iter(claims), unsigned)
        if len(claims) > 1:
            bases = dict.fromkeys(said, unsigned)
            options = said | {BASE: unsigned}
            conflict = Conflict(topic=SIGNATURE, part=part, bases=bases, options=options)
            value = table.settled(conflict, unsigned)
        yield part.field, value
