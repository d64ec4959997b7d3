"""Documents that prove something (*data dukung*): what is known of each, and which files are kept; pure.

A document belongs to the OPD that cites it and is cited by title and number. One document may support many
requirements, and the same document may be cited by several OPDs: ``document_key`` is the same for all.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_SHORT = 12
DOCUMENT = "dok-"
"""How the key of a document begins; no item or requirement code begins so."""

_KEY = re.compile(f"{DOCUMENT}[0-9a-f]{{{_SHORT}}}")


class DocumentStatus(StrEnum):
    """What a document is worth today."""

    DRAFT = "draft"
    SIGNED = "signed"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """The status as people read and type it."""
        return {"draft": "konsep", "signed": "ditandatangani", "revoked": "dicabut"}[self.value]


class Access(StrEnum):
    """Who may read a document; a restricted one is shown by its title only."""

    OPEN = "open"
    RESTRICTED = "restricted"

    @property
    def label(self) -> str:
        """The class as people read and type it."""
        return {"open": "terbuka", "restricted": "terbatas"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an OPD says of one of its documents.

    Attributes:
        opd: Code of the OPD.
        key: Made of title and number when the document is first named, see ``document_key``; it stays
            when they are mended later.
        title: Its title, as it is cited beside a requirement.
        number: Its number, as typed.
        dated: Its date, as typed.
        subject: What it is about (*perihal*).
        signatory: Who signed it, by position.
        status: Draft, signed or revoked; None while nobody said.
        year: The year that it proves; None while nobody said.
        valid_until: The last day on which it is in force; None where it has no end, or none is known.
        access: Open, or restricted.
        link: Where it can be found on the net. A link is a risk: what it shows can change.
    """

    opd: str
    key: str
    title: str = ""
    number: str = ""
    dated: str = ""
    subject: str = ""
    signatory: str = ""
    status: DocumentStatus | None = None
    year: int | None = None
    valid_until: date | None = None
    access: Access = Access.OPEN
    link: str = ""

    @property
    def topic(self) -> str:
        """The key, so that a document is an entry like an answer."""
        return self.key

    @property
    def empty(self) -> bool:
        """Whether nothing is said of it."""
        return self == Document(opd=self.opd, key=self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file that is kept once, whoever sent it and whatever it proves.

    ``kind`` is what its content is (``pdf``, ``png``), whatever its name says; ``size`` in bytes.
    ``text_layer`` says whether its words can be searched, None where that is no question (a picture
    of a screen) or could not be told.
    """

    sha256: str
    size: int
    kind: str
    text_layer: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFiles:
    """Which files lie in a cycle's folder of evidence, by SHA-256, and which of them changed since."""

    present: frozenset[str] = frozenset()
    damaged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A kept file as proof of something that an OPD states.

    Attributes:
        opd: Code of the OPD.
        topic: Item code, or requirement code of a shared obligation.
        requirement: Code of the requirement that it proves; None for the topic as a whole.
        document: Key of the document of which it is the file.
        title: Title of that document, as cited or as the file was called.
        page: Page or article that proves it, as typed.
        name: The file's name as it was sent.
        captured: The day of a screenshot that stands in for a link; None for a document itself.
        file: The kept file.
    """

    opd: str
    topic: str
    requirement: str | None = None
    document: str
    title: str
    page: str = ""
    name: str
    captured: date | None = None
    file: EvidenceFile


def document_key(title: str, number: str = "") -> str:
    """The key under which a document is known: the same for every spelling of its title and number.

    >>> document_key("Perbup  SPBE", "12 Tahun 2024") == document_key("perbup spbe", "12 tahun 2024 ")
    True
    """
    words = [" ".join(text.casefold().split()) for text in (title, number)]
    return DOCUMENT + hashlib.sha256("\n".join(words).encode()).hexdigest()[:_SHORT]


def is_document_key(topic: str) -> bool:
    """Whether a text is spelt as the key of a document; it need not be known."""
    return _KEY.fullmatch(topic) is not None
