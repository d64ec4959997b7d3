"""A remark on what was received: something that stands out, told as a question; never part of a value.

Whoever answers may have a good reason. So a remark says what stands out in figures and words that can be
looked up, and asks; it changes no level, no index, and no status.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How soon a remark should be answered."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        """The severity as people read it."""
        return {"high": "tinggi", "medium": "sedang", "low": "rendah"}[self.value]

    @property
    def rank(self) -> int:
        """Its place when the most severe comes first."""
        return list(Severity).index(self)

    @property
    def softer(self) -> "Severity":
        """One step less severe; the lowest stays."""
        return Severity.LOW if self is Severity.LOW else list(Severity)[self.rank + 1]


class RemarkKind(StrEnum):
    """What stands out, in the order in which equally severe remarks are told."""

    UNPROVEN = "unproven"
    JUMP = "jump"
    DIFFERS = "differs"
    UNSUPPORTED = "unsupported"
    ABOVE_POLICY = "above_policy"
    SAME_TEXT = "same_text"
    SHORTENED = "shortened"
    FALL = "fall"
    ONE_DOCUMENT = "one_document"
    UNPROVEN_DUTY = "unproven_duty"

    @property
    def label(self) -> str:
        """What stands out, in few words."""
        return _WORDS[self][0]

    @property
    def asks(self) -> str:
        """The question that follows."""
        return _WORDS[self][1]


_WORDS = {
    RemarkKind.UNPROVEN: ("Syarat tanpa data dukung", "Dokumen apa yang membuktikannya?"),
    RemarkKind.JUMP: (
        "Naik lebih dari satu tingkat",
        "Apa yang berubah sejak itu, dan dokumen apa yang menunjukkannya?",
    ),
    RemarkKind.DIFFERS: ("Tingkat yang diisi berbeda dari centang", "Mana yang benar?"),
    RemarkKind.UNSUPPORTED: (
        "Tingkat di bawahnya belum lengkap",
        "Apakah ada syarat di bawahnya yang sudah terpenuhi dan belum dicentang?",
    ),
    RemarkKind.ABOVE_POLICY: (
        "Pelaksanaan di atas kebijakannya",
        "Pasangan ini menurut perkiraan kami, bukan aturan: ketentuan mana yang mendasari pelaksanaannya?",
    ),
    RemarkKind.SAME_TEXT: (
        "Uraian yang sama di beberapa OPD",
        "Apakah uraian itu menggambarkan keadaan setiap OPD sendiri?",
    ),
    RemarkKind.SHORTENED: (
        "Justifikasi lebih pendek daripada tahun lalu",
        "Adakah penjelasan tahun lalu yang masih berlaku dan perlu dimuat lagi?",
    ),
    RemarkKind.FALL: (
        "Turun lebih dari satu tingkat",
        "Apakah keadaannya memang berubah, atau ada syarat terpenuhi yang belum dicentang?",
    ),
    RemarkKind.ONE_DOCUMENT: (
        "Satu dokumen untuk semua pernyataan",
        "Halaman atau pasal mana yang membuktikan masing-masing?",
    ),
    RemarkKind.UNPROVEN_DUTY: ("Kewajiban bersama tanpa data dukung", "Dokumen apa yang membuktikannya?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that stands out in what an OPD handed in.

    Attributes:
        kind: What stands out.
        severity: How soon it should be answered.
        opd: Code of the OPD that can answer.
        topics: What it is about, in legal order: item codes, and requirement codes of shared obligations.
        finding: What stands out, as a clause that begins small and ends without a stop.
        inferred: Whether it rests on our own reading of the regulation; then the question says so.
        reviewer_only: Whether it would tell one OPD of another: then only the Tim reads it.
        others: Codes of the other OPDs that it speaks of; empty unless ``reviewer_only``.
    """

    kind: RemarkKind
    severity: Severity
    opd: str
    topics: tuple[str, ...]
    finding: str
    inferred: bool = False
    reviewer_only: bool = False
    others: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The whole remark as people read it: what stands out, then the question; never a charge."""
        return f"{self.finding[:1].upper()}{self.finding[1:]}. {self.kind.asks}"
