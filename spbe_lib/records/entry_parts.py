"""An entry taken apart into what can be changed by itself, and put together again; pure.

Parts are each tick, the level, each text and field, and the evidence of each requirement as a set.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import cast

from spbe_lib.records.answers import Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.documents import Document

TICK, EVIDENCE = "ticked", "evidence"
Proofs = tuple[EvidenceReference, ...]

_NO_PARTS = {"opd", "item", "requirement", "key", TICK, EVIDENCE}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry: a field, and for ticks and evidence a requirement (None: the whole topic)."""

    field: str
    requirement: str | None = None


Values = Mapping[Part, Hashable]
"""What an entry says, part by part; a tick or proofs that are not there are not among them."""


def blank(entry: Entry) -> Entry:
    """The entry of the same OPD and topic that says nothing."""
    if isinstance(entry, Response):
        return Response(opd=entry.opd, item=entry.item)
    if isinstance(entry, ScopeFact):
        return ScopeFact(opd=entry.opd, requirement=entry.requirement)
    return Document(opd=entry.opd, key=entry.key)


def parts_of(entry: Entry) -> Values:
    """Take an entry apart."""
    named = [each.name for each in fields(entry) if each.name not in _NO_PARTS]
    values: dict[Part, Hashable] = {Part(name): getattr(entry, name) for name in named}
    if isinstance(entry, Response):
        values |= {Part(TICK, code): True for code in entry.ticked}
    if not isinstance(entry, Document):
        for requirement, proofs in _by_requirement(_proofs(entry)).items():
            values[Part(EVIDENCE, requirement)] = proofs
    return values


def nothing(part: Part, of: Entry) -> Hashable:
    """What a part says in an entry that says nothing."""
    if part.field == TICK:
        return False
    return () if part.field == EVIDENCE else cast("Hashable", getattr(blank(of), part.field))


def in_order(of: Entry, parts: Iterable[Part]) -> list[Part]:
    """Parts in the order in which people read them: ticks, fields, evidence; each by requirement."""
    names = [TICK, *(each.name for each in fields(of) if each.name not in _NO_PARTS), EVIDENCE]
    return sorted(
        parts, key=lambda part: (names.index(part.field), part.requirement is None, part.requirement or "")
    )


def entry_of(of: Entry, values: Values, known: Sequence[Entry]) -> Entry:
    """Put an entry together.

    Args:
        of: An entry of this OPD and topic.
        values: What every part says.
        known: Entries from which the values came: proofs stand in the order of the first of them
            that has the same.
    """
    plain = {part.field: value for part, value in values.items() if part.field not in (TICK, EVIDENCE)}
    if isinstance(of, Document):
        return replace(of, **plain)  # type: ignore[arg-type]  # they came from such an entry
    wanted = [
        proof
        for part in in_order(of, [each for each in values if each.field == EVIDENCE])
        for proof in cast("Proofs", values[part])
    ]
    plain[EVIDENCE] = _arranged(wanted, [each for each in known if not isinstance(each, Document)])
    if isinstance(of, Response):
        plain[TICK] = frozenset(
            part.requirement for part, value in values.items() if part.field == TICK and value
        )
    return replace(of, **plain)  # type: ignore[arg-type]


def _arranged(wanted: Sequence[EvidenceReference], known: Sequence[Response | ScopeFact]) -> Proofs:
    """Proofs in an order in which somebody gave them; where nobody gave just these, group by group."""
    for each in known:
        if Counter(_proofs(each)) == Counter(wanted):
            return each.evidence
    groups: list[EvidenceReference] = []
    for requirement, proofs in _by_requirement(wanted).items():
        given = (_given(each, requirement) for each in known)
        groups += next((one for one in given if tuple(sorted(one, key=_key)) == proofs), proofs)
    return tuple(groups)


def _given(entry: Response | ScopeFact, requirement: str | None) -> Proofs:
    return tuple(each for each in _proofs(entry) if each.requirement == requirement)


def _proofs(entry: Response | ScopeFact) -> Proofs:
    """The proofs of an entry; of an obligation all prove the one requirement that it is about."""
    if isinstance(entry, Response):
        return entry.evidence
    return tuple(replace(each, requirement=None) for each in entry.evidence)


def _by_requirement(proofs: Iterable[EvidenceReference]) -> Mapping[str | None, Proofs]:
    groups: dict[str | None, list[EvidenceReference]] = {}
    for each in proofs:
        groups.setdefault(each.requirement, []).append(each)
    return {requirement: tuple(sorted(group, key=_key)) for requirement, group in groups.items()}


def _key(proof: EvidenceReference) -> tuple[object, ...]:
    return (proof.title, proof.number, proof.dated, proof.page)
