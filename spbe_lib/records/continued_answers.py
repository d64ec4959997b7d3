"""Last year's answers under another regulation, as material for the indicators that continue them. Pure.

The requirements of two regulations are different facts, so no tick and no level goes along: only what was
explained, which services and applications were named, and which documents were cited.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spbe_lib.law.continuity import Continuity
from spbe_lib.records.answers import Entry, EvidenceReference, Response
from spbe_lib.records.documents import Document, document_key


def continued(entries: Iterable[Entry], continuity: Continuity) -> tuple[Entry, ...]:
    """Carry entries over to the items that continue theirs.

    An answer goes along to every item that its item went into; several answers of one OPD that went into
    one item become one, each part under the number that it had. What was stated about obligations of all
    OPDs stays behind with the requirements that asked for it; what is known of documents goes along.

    Args:
        entries: What OPDs handed in under the older regulation.
        continuity: From that regulation to the one of today.

    Returns:
        Responses without ticks and levels, in legal order, then the documents.
    """
    told = tuple(entries)
    answers = [each for each in told if isinstance(each, Response)]
    opds = dict.fromkeys(each.opd for each in answers)
    carried: list[Entry] = [
        _material(opd, each.item, parts, continuity)
        for opd in opds
        for each in continuity.items
        if (parts := [one for one in answers if one.opd == opd and one.item in each.before])
    ]
    return (
        *(each for each in carried if not each.empty),
        *(each for each in told if isinstance(each, Document)),
    )


def _material(opd: str, item: str, parts: Sequence[Response], continuity: Continuity) -> Response:
    law = continuity.before.short_name
    several = len(parts) > 1
    heads = {each.item: f"[Indikator {each.item}, {law}] " if several else "" for each in parts}
    facts = ((heads[each.item], each.fact) for each in parts)
    analyses = (
        pair
        for each in parts
        for pair in (
            (heads[each.item], each.analysis),
            # It argued for a level of the other regulation, so it is no justification any more.
            (f"{heads[each.item]}Justifikasi menurut {law}: ", each.justification),
        )
    )
    return Response(
        opd=opd,
        item=item,
        fact=_joined(facts),
        analysis=_joined(analyses),
        services=", ".join(dict.fromkeys(each.services for each in parts if each.services)),
        applications=", ".join(dict.fromkeys(each.applications for each in parts if each.applications)),
        evidence=tuple(_cited(parts)),
    )


def _joined(texts: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join(f"{head}{text}" for head, text in texts if text.strip())


def _cited(parts: Sequence[Response]) -> Iterator[EvidenceReference]:
    """Every document once, for the item as a whole."""
    seen = set[tuple[str, str]]()
    for each in (proof for part in parts for proof in part.evidence):
        mark = (document_key(each.title, each.number), each.page)
        if mark not in seen:
            seen.add(mark)
            yield replace(each, requirement=None)
