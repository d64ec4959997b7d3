"""Two contents of one topic, compared part by part, and made one by choices; pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from spbe_lib.forms.entry.typed import PROOFS, REQUIREMENT, TICKED, Typed, proofs, same, ticks, with_value
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.entry_parts import EVIDENCE, TICK, Part

_APPROVED = "digest"
_NO_PARTS = frozenset({"kind", "opd", "item", "key", TICKED, PROOFS, _APPROVED})


class Whose(StrEnum):
    """Whose words are taken for a part."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two people's words about one topic.

    Attributes:
        topic: What both are about.
        mine: What was written here, or kept aside for whoever wrote it.
        author: Who wrote that.
        theirs: What somebody else wrote meanwhile.
        who: Who that was.
        when: When.
        recorded: Whether theirs is recorded, and not a draft of somebody.
        base: On what both rest; None where that is no longer known.
        newest: What is theirs, so that a choice counts only for what was shown.
        aside: The drafts that were kept aside, to be thrown away when everything is chosen.
    """

    topic: str
    mine: Typed
    author: str
    theirs: Typed
    who: str
    when: datetime
    recorded: bool
    base: Typed | None
    newest: tuple[int, int]
    aside: tuple[Draft, ...] = ()

    @property
    def differences(self) -> tuple["Difference", ...]:
        """The parts in which they differ, in the order in which people read them."""
        mine, theirs = _parts(self.mine), _parts(self.theirs)
        base = None if self.base is None else _parts(self.base)
        found = [part for part in {**theirs, **mine} if mine.get(part) != theirs.get(part)]
        return tuple(
            Difference(
                part=part,
                mine=mine.get(part),
                theirs=theirs.get(part),
                only=None if base is None else _only(base.get(part), mine.get(part), theirs.get(part)),
            )
            for part in sorted(found, key=_place)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part that is not the same; ``only`` says who alone changed it, None where both did or may have."""

    part: Part
    mine: Hashable
    theirs: Hashable
    only: Whose | None = None


Choices = Mapping[Part, Whose]


def chosen(clash: Clash, choices: Choices) -> Typed:
    """The content that follows when for every part somebody's words are taken; it is not approved yet."""
    content = with_value(clash.mine, _APPROVED, "")
    for each in clash.differences:
        if choices[each.part] is Whose.THEIRS:
            content = _taken(content, clash.theirs, each.part)
    return content


def missing(clash: Clash, choices: Choices) -> tuple[Part, ...]:
    """The parts for which nobody chose yet."""
    return tuple(each.part for each in clash.differences if each.part not in choices)


def alike(clash: Clash) -> bool:
    """Whether both say the same after all."""
    return same(clash.mine, clash.theirs) or not clash.differences


def _only(base: Hashable, mine: Hashable, theirs: Hashable) -> Whose | None:
    if mine == base:
        return Whose.THEIRS
    return Whose.MINE if theirs == base else None


def _taken(content: Typed, theirs: Typed, part: Part) -> Typed:
    """The content with one part of theirs."""
    if part.field == TICK:
        code = part.requirement or ""
        codes = ticks(content) | {code} if code in ticks(theirs) else ticks(content) - {code}
        return with_value(content, TICKED, sorted(codes))
    if part.field != EVIDENCE:
        return with_value(content, part.field, theirs.get(part.field))
    kept = [each for each in proofs(content) if _proves(each) != part.requirement]
    return with_value(content, PROOFS, [*kept, *_of(theirs, part.requirement)])


def _parts(content: Typed) -> dict[Part, Hashable]:
    values: dict[Part, Hashable] = {Part(TICK, code): True for code in sorted(ticks(content))}
    values |= {Part(key): value for key, value in content.items() if key not in _NO_PARTS and _plain(value)}
    for requirement in {_proves(each): None for each in proofs(content)}:
        cited = sorted(tuple(sorted(each.items())) for each in _of(content, requirement))
        values[Part(EVIDENCE, requirement)] = tuple(cited)
    return values


def _plain(value: object) -> bool:
    return isinstance(value, str | int) and value != ""


def _proves(proof: Typed) -> str | None:
    requirement = proof.get(REQUIREMENT)
    return None if requirement is None else str(requirement)


def _of(content: Typed, requirement: str | None) -> Sequence[Typed]:
    return [each for each in proofs(content) if _proves(each) == requirement]


def _place(part: Part) -> tuple[int, str, str]:
    order = (TICK, EVIDENCE)
    return (
        1 if part.field not in order else 2 * order.index(part.field),
        part.field,
        part.requirement or "~",
    )
