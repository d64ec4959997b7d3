"""Every document of a government once: what it proves, who says what of it, and which files of it are kept.

Documents are one when their titles and numbers are, whichever OPDs cite them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import EvidenceReference, Recorded, Records
from spbe_lib.records.documents import Access, Attachment, Document, DocumentStatus, document_key

_ADDRESSES = ("http://", "https://", "www.")
_WORTH = (DocumentStatus.REVOKED, DocumentStatus.DRAFT, DocumentStatus.SIGNED)
"""From the least worth on: where OPDs differ, the worse word counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One thing that a document is cited for. ``item`` is its legal number (``13``, ``35a``)."""

    opd: str
    topic: str
    requirement: str | None
    page: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """One document, and all that is known of it.

    Attributes:
        key: Its key, see ``document_key``.
        title: Its title, as described, else as first cited, else as its file is called.
        number: Its number; empty where nobody gave one.
        dated: Its date, as typed.
        uses: What it is cited for, in legal order.
        described: What OPDs say of it.
        attachments: Its kept files and what they prove.
        items: Legal numbers of what it is cited for or its files prove, each once, in legal order.
    """

    key: str
    title: str
    number: str = ""
    dated: str = ""
    uses: tuple[Use, ...] = ()
    described: tuple[Document, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def opds(self) -> tuple[str, ...]:
        """Codes of the OPDs that cite or describe it or sent its file."""
        found = [each.opd for each in self.uses]
        found += [each.opd for each in self.described]
        found += [each.opd for each in self.attachments]
        return tuple(dict.fromkeys(found))

    @property
    def used(self) -> bool:
        """Whether anything rests on it."""
        return bool(self.uses or self.attachments)

    @property
    def status(self) -> DocumentStatus | None:
        """What it is worth today; None where nobody said."""
        said = {each.status for each in self.described}
        return next((status for status in _WORTH if status in said), None)

    @property
    def valid_until(self) -> date | None:
        """The last day on which it is in force, the earliest that anybody named."""
        return min((each.valid_until for each in self.described if each.valid_until), default=None)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it proves, as far as anybody said."""
        return tuple(sorted({each.year for each in self.described if each.year is not None}))

    @property
    def restricted(self) -> bool:
        """Whether it is shown by its title only: one OPD that says so is enough."""
        return any(each.access is Access.RESTRICTED for each in self.described)

    @property
    def linked(self) -> bool:
        """Whether somebody gave an address for it, be it in the place of its title."""
        own = self.title.strip().casefold().startswith(_ADDRESSES) and not self.number.strip()
        return own or any(each.link.strip() for each in self.described)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Its files, each content once, without pictures that only stand in for a link."""
        return _once(each for each in self.attachments if each.captured is None)

    @property
    def captures(self) -> tuple[Attachment, ...]:
        """Dated screenshots that stand in for its link, each once."""
        return _once(each for each in self.attachments if each.captured is not None)


def known_documents(instrument: Instrument, records: Records) -> tuple[KnownDocument, ...]:
    """Every document that is cited, described or kept, in the order in which legal numbers first cite it.

    Args:
        instrument: The edition, for the legal numbers.
        records: What the store knows, of all OPDs or of one alone.
    """
    legal = legal_numbers(instrument)
    gathered, about = _Gathered(legal=legal), _by_topic(records)
    for topic, item in legal.items():
        for recorded in about.get(topic, ()):
            for each in recorded.content.evidence:
                gathered.cite(recorded.content.opd, topic, item, each)
    for _, described in sorted(records.documents.items()):
        gathered.described.setdefault(described.content.key, []).append(described.content)
    for attachment in records.attachments:
        gathered.attachments.setdefault(attachment.document, []).append(attachment)
    return tuple(gathered.document(key) for key in gathered.keys)


def _once(found: Iterator[Attachment]) -> tuple[Attachment, ...]:
    return tuple({each.file.sha256: each for each in found}.values())


@lru_cache
def legal_numbers(instrument: Instrument) -> Mapping[str, str]:
    """The legal number of every topic, in legal order: items, then requirements of the same indicator."""
    found: dict[str, str] = {}
    for indicator in instrument.indicators:
        found |= {item.code: item.code for item in indicator.items}
        codes = [each.code for level in indicator.levels for each in level.requirements]
        found |= dict.fromkeys(codes, str(indicator.number))
    return found


def _by_topic(records: Records) -> Mapping[str, list[Recorded]]:
    """What all OPDs state, by topic, and by their codes, so that the store's order does not show."""
    entries = records.answers
    found: dict[str, list[Recorded]] = {}
    for (_, topic), recorded in sorted(entries.items(), key=lambda each: each[0]):
        found.setdefault(topic, []).append(recorded)
    return found


@dataclass(slots=True)
class _Gathered:
    """Documents under way, by key."""

    legal: Mapping[str, str]
    names: dict[str, EvidenceReference] = field(default_factory=dict)
    uses: dict[str, dict[Use, None]] = field(default_factory=dict)
    described: dict[str, list[Document]] = field(default_factory=dict)
    attachments: dict[str, list[Attachment]] = field(default_factory=dict)

    def cite(self, opd: str, topic: str, item: str, each: EvidenceReference) -> None:
        """Take note of a citation."""
        key = document_key(each.title, each.number)
        if key not in self.names or (each.dated.strip() and not self.names[key].dated.strip()):
            self.names[key] = each
        use = Use(opd=opd, topic=topic, requirement=each.requirement, page=each.page, item=item)
        self.uses.setdefault(key, {})[use] = None

    @property
    def keys(self) -> dict[str, None]:
        """Keys of all documents that were met, in their order."""
        return dict.fromkeys([*self.uses, *self.described, *self.attachments])

    def document(self, key: str) -> KnownDocument:
        """All that is known of one document."""
        said, cited = self.described.get(key, []), self.names.get(key)
        sent = self.attachments.get(key, [])
        titles = [*(each.title for each in said), cited.title if cited else "", *(a.title for a in sent)]
        numbers = [*(each.number for each in said), cited.number if cited else ""]
        days = [*(each.dated for each in said), cited.dated if cited else ""]
        return KnownDocument(
            key=key,
            title=_first(titles),
            number=_first(numbers),
            dated=_first(days),
            uses=tuple(self.uses.get(key, ())),
            described=tuple(said),
            attachments=tuple(sent),
            items=self._items(key),
        )

    def _items(self, key: str) -> tuple[str, ...]:
        cited = [each.item for each in self.uses.get(key, ())]
        proven = {self.legal.get(each.topic, each.topic) for each in self.attachments.get(key, ())}
        return tuple(each for each in dict.fromkeys(self.legal.values()) if each in {*cited, *proven})


def _first(texts: list[str]) -> str:
    """The first text that says something."""
    return next((text for text in texts if text.strip()), "")
