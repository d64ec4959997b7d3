"""Remarks about data dukung: statements without any, and one document for everything.

What is the matter with the documents themselves (revoked, expired, lost) is listed in ``findings``.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.answers import Answer, EvidenceReference, Records, Response
from spbe_lib.records.documents import document_key
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.results.consolidation import ItemOutcome
from spbe_lib.results.proofs import Proofs
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import legal_places, listed

_MANY = 5
"""From so many statements on, one document for all of them is worth a question."""


def unproven_levels(
    instrument: Instrument, records: Records, outcomes: Mapping[str, ItemOutcome], proven: Proofs
) -> Iterator[Remark]:
    """A claimed level that asks for something for which neither a citation nor a file is there.

    What counts is every requirement that the claimed level rests on; where the edition's requirements
    are not known, one document for the item is enough. The two highest levels of a scale make it *tinggi*,
    the next one *sedang*, lower ones *rendah*; it is one step softer when only levels below the claimed
    one lack a proof, and when a document is named for the item as a whole. The lowest value is given with
    nothing fulfilled and needs no proof.
    """
    for item in instrument.items:
        outcome = outcomes[item.code]
        recorded = records.responses.get((outcome.lead or "", item.code))
        claimed = outcome.claimed.low if outcome.claimed else instrument.nothing_fulfilled.value
        if recorded and claimed > instrument.nothing_fulfilled.value:
            found = proven.get((recorded.content.opd, item.code), frozenset())
            yield from _unproven(instrument, item, recorded.content, claimed, found)


def _unproven(
    instrument: Instrument, item: Item, response: Response, claimed: Fraction, found: frozenset[str | None]
) -> Iterator[Remark]:
    indicator = instrument.indicator(item.indicator)
    path = _path(indicator, int(claimed))
    bare = [code for code in path if code not in found]
    severity = _height(indicator, claimed)
    if bare and not any(path[code] == int(claimed) for code in bare):
        severity = severity.softer
    if bare and None in found:
        severity = severity.softer
    if bare or not (path or found):
        yield Remark(
            kind=RemarkKind.UNPROVEN,
            severity=severity,
            opd=response.opd,
            topics=(item.code,),
            finding=_told(indicator, response, claimed, tuple(bare), whole=None in found),
        )


def _path(indicator: Indicator, claimed: int) -> dict[str, int]:
    """The requirements that a level rests on, in legal order, each with its own level."""
    found, level = list[tuple[str, int]](), indicator.level(claimed)
    while level is not None:
        found = [*((each.code, level.value) for each in level.requirements), *found]
        level = indicator.level(level.prerequisite) if level.prerequisite is not None else None
    return dict(found)


def _height(indicator: Indicator, claimed: Fraction) -> Severity:
    below_top = indicator.scale.levels[-1].value - int(claimed)
    return list(Severity)[min(max(below_top - 1, 0), len(Severity) - 1)]


def _told(
    indicator: Indicator, response: Response, claimed: Fraction, bare: tuple[str, ...], *, whole: bool
) -> str:
    level = f"tingkat {claimed}" if claimed.denominator == 1 else f"nilai {claimed}"
    how = f"dijawab {level}" if response.ticked else f"{level} diisi langsung, tanpa centang"
    if not bare:
        return f"{how}; belum ada data dukung yang disebut"
    labels = [(indicator.label_of(code) or code).removeprefix("syarat ") for code in bare]
    told = f"{how}; syarat {listed(labels)} belum menyebut data dukung"
    return f"{told} sendiri, yang ada baru untuk indikator ini sebagai keseluruhan" if whole else told


def unproven_duties(
    cycle: Cycle, instrument: Instrument, records: Records, proven: Proofs
) -> Iterator[Remark]:
    """Shared obligations that an OPD answers *ya* without any proof: one remark for each OPD, *rendah*."""
    bare: dict[str, list[str]] = {}
    for opd in dict.fromkeys(opd for opd, _ in records.facts):
        for _, rule in obligations(cycle, instrument, opd):
            fact = records.facts.get((opd, rule.requirement))
            if fact and fact.content.answer is Answer.YES and not proven[opd, rule.requirement]:
                bare.setdefault(opd, []).append(rule.requirement)
    for opd, codes in bare.items():
        told = f"{len(codes)} kewajiban bersama dijawab" if len(codes) > 1 else "kewajiban ini dijawab"
        yield Remark(
            kind=RemarkKind.UNPROVEN_DUTY,
            severity=Severity.LOW,
            opd=opd,
            topics=tuple(codes),
            finding=f"{told} ya, dan belum menyebut data dukung",
        )


def single_documents(instrument: Instrument, records: Records) -> Iterator[Remark]:
    """An OPD that cites one document for everything, five times or more, and no page for any: *rendah*."""
    places, cited = legal_places(instrument), dict[str, list[tuple[str, EvidenceReference]]]()
    for topic, each, owner in _citations(records):
        if topic in places and each.title.strip():
            cited.setdefault(owner, []).append((topic, each))
    for owner, found in cited.items():
        keys = {document_key(each.title, each.number) for _, each in found[:1]}
        if len(found) < _MANY or any(each.page.strip() for _, each in found):
            continue
        if keys == {document_key(each.title, each.number) for _, each in found}:
            title = " ".join(found[0][1].title.split())
            yield Remark(
                kind=RemarkKind.ONE_DOCUMENT,
                severity=Severity.LOW,
                opd=owner,
                topics=tuple(sorted({topic for topic, _ in found}, key=places.__getitem__)),
                finding=f"semua {len(found)} pernyataan menyebut dokumen “{title}” tanpa halaman",
            )


def _citations(records: Records) -> Iterator[tuple[str, EvidenceReference, str]]:
    every = records.answers
    for (owner, topic), recorded in every.items():
        for each in recorded.content.evidence:
            yield topic, each, owner
