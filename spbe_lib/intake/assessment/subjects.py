"""What an assessor can rule on: each requirement that an OPD states, and each document that it cites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spbe_lib.figures import printed_page
from spbe_lib.law.instrument import Indicator, Instrument
from spbe_lib.records.answers import Answer, EvidenceReference, Recorded, Records, Response
from spbe_lib.records.documents import document_key
from spbe_lib.records.register import Cycle
from spbe_lib.records.statements import stated_requirements

_BETWEEN, _UNTITLED = "|", "(tanpa judul)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One requirement that an OPD states, or one document that it cites.

    Attributes:
        opd: Code of the OPD.
        topic: Topic of the answer in which it stands.
        code: Requirement code, or key of the document.
        version: Version of that answer.
        claim: What is stated or cited, in words.
        proof: The documents that are to prove it; of a document, what it is to prove.
    """

    opd: str
    topic: str
    code: str
    version: int
    claim: str
    proof: str

    @property
    def key(self) -> str:
        """The key of its row."""
        return row_key(self.opd, self.topic, self.code)


def row_key(opd: str, topic: str, code: str) -> str:
    """Under which key a row asks for a ruling."""
    return _BETWEEN.join((opd, topic, code))


def subjects(cycle: Cycle, instrument: Instrument, records: Records) -> tuple[Subject, ...]:
    """Everything that can be ruled on: by OPD as in the register, by topic in legal order, then as cited.

    An answer that states nothing as fulfilled, or *no*, gives nothing to rule on but its documents.
    """
    opds = {opd.code: place for place, opd in enumerate(cycle.opds)}
    topics = _topics(instrument)
    entries = [each for each in records.entries if each.content.topic in topics and each.content.opd in opds]
    order = {topic: place for place, topic in enumerate(topics)}
    entries.sort(key=lambda each: (opds[each.content.opd], order[each.content.topic]))
    return tuple(
        subject for each in entries for subject in _of(cycle, instrument, topics[each.content.topic], each)
    )


def cited_title(reference: EvidenceReference) -> str:
    """A document by title and number."""
    title = " ".join(reference.title.split()) or _UNTITLED
    return f"{title}, nomor {' '.join(reference.number.split())}" if reference.number.strip() else title


def _topics(instrument: Instrument) -> Mapping[str, Indicator]:
    """Whatever an answer can be about, in legal order: items, then obligations, with their indicator."""
    items = {item.code: instrument.indicator(item.indicator) for item in instrument.items}
    shared = {
        rule.requirement: indicator
        for indicator in instrument.indicators
        for rule in indicator.scope
        if rule.kind == "practice"
    }
    return {**items, **shared}


def _of(cycle: Cycle, instrument: Instrument, indicator: Indicator, recorded: Recorded) -> Iterator[Subject]:
    content, said = recorded.content, _stated(cycle, instrument, indicator, recorded)
    for code, words in said.items():
        proofs = content.evidence if code == content.topic else _proving(content.evidence, code)
        yield _subject(recorded, code, words, "\n".join(_cited(each) for each in proofs))
    uses: dict[str, list[EvidenceReference]] = {}
    silent = not isinstance(content, Response) and not said
    for reference in () if silent else content.evidence:
        uses.setdefault(document_key(reference.title, reference.number), []).append(reference)
    for key, references in uses.items():
        used = "\n".join(dict.fromkeys(_used(indicator, each) for each in references))
        yield _subject(recorded, key, f"Dokumen: {cited_title(references[0])}", used)


def _stated(
    cycle: Cycle, instrument: Instrument, indicator: Indicator, recorded: Recorded
) -> Mapping[str, str]:
    """What an answer states as fulfilled, in words, by requirement in legal order."""
    content = recorded.content
    if isinstance(content, Response):
        codes = stated_requirements(instrument, indicator, content)
    else:
        codes = frozenset({content.requirement} if content.answer is Answer.YES else ())
    return {
        requirement.code: f"{(indicator.label_of(requirement.code) or '').capitalize()}: "
        f"{cycle.said(content.topic, indicator.short_name, requirement.text)}"
        for level in indicator.levels
        for requirement in level.requirements
        if requirement.code in codes
    }


def _proving(evidence: tuple[EvidenceReference, ...], code: str) -> list[EvidenceReference]:
    return [each for each in evidence if each.requirement == code]


def _page(reference: EvidenceReference) -> str:
    return printed_page(" ".join(reference.page.split()))


def _cited(reference: EvidenceReference) -> str:
    return ", ".join(part for part in (cited_title(reference), _page(reference)) if part)


def _used(indicator: Indicator, reference: EvidenceReference) -> str:
    whole = "untuk isian ini secara keseluruhan"
    label = indicator.label_of(reference.requirement) if reference.requirement else None
    told = f"untuk {label}" if label else whole
    return ", ".join(part for part in (told, _page(reference)) if part)


def _subject(recorded: Recorded, code: str, claim: str, proof: str) -> Subject:
    content, standing = recorded.content, recorded.standing
    return Subject(
        opd=content.opd,
        topic=content.topic,
        code=code,
        version=standing.version,
        claim=claim,
        proof=proof,
    )
