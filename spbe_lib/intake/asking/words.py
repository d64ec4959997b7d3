"""The words of a Kuesioner, whatever kind of file it comes as: what is asked, and what may be answered."""

import re
from collections.abc import Iterable, Mapping

from spbe_lib.figures import Span
from spbe_lib.intake.asking.plain_text import hidden_signs
from spbe_lib.law.instrument import Indicator, Instrument, Item, ScopeRule
from spbe_lib.records.documents import Access, DocumentStatus
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

VALUE, NOTE, TITLE, NUMBER, DATED, PAGE = "value", "note", "title", "number", "dated", "page"
EVIDENCE = (TITLE, NUMBER, DATED, PAGE)
LEVEL, FOLLOW_UP = "level", "follow_up"

LONGEST = 32_000
"""Most signs in one answer; Excel itself ends at 32,767."""

TICK = "ya"
FIELDS: Mapping[str, tuple[str, str]] = {
    "fact": ("Fakta", "Apa yang sudah ada dan berjalan, dengan nama dokumen dan tahunnya."),
    "analysis": ("Analisis", "Bagaimana fakta itu memenuhi syarat di atas."),
    "justification": ("Justifikasi tingkat", "Mengapa tingkat ini, dan mengapa belum tingkat berikutnya."),
    "services": ("Nama layanan", "Layanan yang dinilai, bila ada."),
    "applications": ("Nama aplikasi", "Aplikasi yang dipakai, bila ada."),
    FOLLOW_UP: ("Tindak lanjut rekomendasi tahun lalu", "Apa yang sudah dilakukan, kapan, dan buktinya."),
}
"""Answers in words of an item sheet, by field of Response: what stands before the cell, and a hint."""

DOCUMENT_FIELDS: Mapping[str, tuple[str, str]] = {
    "title": ("Judul", "Seperti disebut di samping syarat."),
    "number": ("Nomor", ""),
    "dated": ("Tanggal", ""),
    "subject": ("Perihal", "Tentang apa."),
    "signatory": ("Penanda tangan", "Jabatan."),
    "status": ("Status", ", ".join(each.label for each in DocumentStatus)),
    "year": ("Tahun yang dibuktikan", "Misalnya 2024."),
    "valid_until": ("Berlaku sampai", "Kosongkan bila tanpa batas."),
    "access": ("Sifat", ", ".join(each.label for each in Access)),
    "link": ("Tautan", "Bila ada; berkasnya tetap perlu dikirim."),
}
"""What is asked of a document, by field of Document: the head of the column, and a hint."""

STATUSES: Mapping[str, DocumentStatus] = {
    **{status.label: status for status in DocumentStatus},
    "ttd": DocumentStatus.SIGNED,
    "sah": DocumentStatus.SIGNED,
    "final": DocumentStatus.SIGNED,
    "berlaku": DocumentStatus.SIGNED,
    "draf": DocumentStatus.DRAFT,
    "draft": DocumentStatus.DRAFT,
    "rancangan": DocumentStatus.DRAFT,
    "tidak berlaku": DocumentStatus.REVOKED,
}
"""What people write for the status of a document, in lower case."""

CLASSES: Mapping[str, Access] = {
    **{access.label: access for access in Access},
    "umum": Access.OPEN,
    "publik": Access.OPEN,
    "rahasia": Access.RESTRICTED,
    "dikecualikan": Access.RESTRICTED,
}
"""What people write for the class of a document, in lower case."""

SIGNERS: Mapping[str, tuple[str, str]] = {
    "filled_by": ("Diisi oleh", "Nama dan jabatan petugas yang mengisi."),
    "on_behalf_of": (
        "Sumber, bila diisikan orang lain",
        "Misalnya: surat Kepala Dinas tanggal 12 Juli 2027, atau hari pendampingan.",
    ),
    "name": ("Disetujui oleh (nama)", "Kepala atau Sekretaris Perangkat Daerah."),
    "nip": ("NIP", "18 angka."),
    "position": ("Jabatan", "Misalnya: Kepala Dinas Kesehatan."),
    "day": ("Tanggal persetujuan", "Misalnya: 12 Juli 2027 atau 12/07/2027."),
}
"""What the sheet of approval asks, by key."""

_NIP = re.compile("[0-9]{18}")


def item_title(cycle: Cycle, instrument: Instrument, item: Item) -> str:
    """What an item is called: the service that the government chose, else the law's name."""
    return cycle.services.get(item.code) or instrument.indicator(item.indicator).name


def requirement_labels(indicator: Indicator) -> dict[str, str]:
    """How people call the requirements of an indicator, by code: ``Syarat 3.1``, level and place."""
    return {
        requirement.code: (indicator.label_of(requirement.code) or requirement.code).capitalize()
        for level in indicator.levels
        for requirement in level.requirements
    }


def obligation_labels(rules: Iterable[tuple[int, ScopeRule]]) -> dict[str, str]:
    """How people call the obligations, by requirement code: ``Indikator 13``, unless there are two of one."""
    rules = tuple(rules)
    numbers = [number for number, _ in rules]
    return {
        rule.requirement: f"Indikator {number}"
        + ("" if numbers.count(number) == 1 else f" tingkat {rule.level}")
        for number, rule in rules
    }


def level_text(instrument: Instrument, level: Span | None) -> str | int | None:
    """A level as somebody would type it, so that reading it gives the same level."""
    if level is None:
        return None
    if level.exact is None:
        return level.printed(instrument.digits)
    return int(level.exact) if level.exact.denominator == 1 else str(level.exact)


def text_fault(typed: str, text: str) -> tuple[str, str, str] | None:
    """What keeps a text from being read, what is allowed, what to do; None when nothing does.

    Args:
        typed: As it stands in the file: what hides or turns in it is refused.
        text: What is kept of it: it must not be too long.
    """
    if hidden := hidden_signs(typed):
        what = f"ada tanda tak terlihat yang mengendalikan atau membalik teks ({', '.join(hidden[:3])})"
        return what, "", "Ketik ulang isinya"
    if len(text) > LONGEST:
        what = f"teks ini {len(text)} huruf, terlalu panjang"
        return what, f"sampai {LONGEST} huruf", "Ringkas, dan rujuk dokumennya"
    return None


def nip_fault(text: str) -> tuple[str, str, str] | None:
    """What is wrong with the number of a civil servant as typed; None when it is right or empty."""
    if not text or _NIP.fullmatch("".join(text.split())):
        return None
    return f"'{clipped(text)}' bukan NIP", SIGNERS["nip"][1].rstrip("."), "Kosongkan bila tidak ada"
