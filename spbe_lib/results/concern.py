"""The lists of what can be the matter with a document, and one entry of such a list; frozen."""

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """What a document or file is listed for, in the order in which the lists are read."""

    CARRIES_MUCH = "carries_much"
    MISSING = "missing"
    LOST = "lost"
    DAMAGED = "damaged"
    REVOKED = "revoked"
    DRAFT = "draft"
    NOT_IN_YEAR = "not_in_year"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    OTHER_YEAR = "other_year"
    LINK_ONLY = "link_only"
    SCAN = "scan"
    DESCRIBED_DIFFERENTLY = "described_differently"
    SAME_CONTENT = "same_content"
    UNCITED = "uncited"
    UNUSED = "unused"
    ORPHAN = "orphan"

    @property
    def label(self) -> str:
        """The head of the list."""
        return _LABELS[self]


_LABELS = {
    Concern.CARRIES_MUCH: "Satu dokumen untuk banyak indikator",
    Concern.MISSING: "Disebut, berkasnya belum ada",
    Concern.LOST: "Berkas hilang dari penyimpanan",
    Concern.DAMAGED: "Berkas rusak: isinya berubah sejak disimpan",
    Concern.REVOKED: "Sudah dicabut, masih dipakai",
    Concern.DRAFT: "Masih konsep, sudah dipakai",
    Concern.NOT_IN_YEAR: "Tidak berlaku pada tahun yang dinilai",
    Concern.EXPIRED: "Sudah kedaluwarsa",
    Concern.EXPIRING: "Segera berakhir",
    Concern.OTHER_YEAR: "Membuktikan tahun lain",
    Concern.LINK_ONLY: "Tautan saja",
    Concern.SCAN: "Hasil pindai tanpa lapisan teks",
    Concern.DESCRIBED_DIFFERENTLY: "Dijelaskan berbeda oleh dua OPD",
    Concern.SAME_CONTENT: "Isi berkas sama, dokumen berbeda",
    Concern.UNCITED: "Didaftar, tidak dipakai untuk apa pun",
    Concern.UNUSED: "Berkas untuk yang tidak dinyatakan terpenuhi",
    Concern.ORPHAN: "Berkas tersimpan yang tidak membuktikan apa pun",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One document or file on one of the lists.

    Attributes:
        concern: Which list.
        title: The document's title; of a file without any, how its hash begins.
        number: Its number; never that of a restricted document.
        opds: Codes of the OPDs that it concerns.
        items: Legal numbers of what hangs on it.
        note: What is the matter in particular, in Indonesian; empty where the list's head says it all.
        restricted: Whether the document is shown by its title only.
    """

    concern: Concern
    title: str
    number: str = ""
    opds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    note: str = ""
    restricted: bool = False
