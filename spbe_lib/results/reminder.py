"""A polite message to one OPD about what is still awaited, as plain text ready to paste.

It knows this OPD alone: no value, no index, nothing of another OPD; of a restricted document its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spbe_lib.figures import printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.former_documents import Validity
from spbe_lib.records.purposes import Purpose
from spbe_lib.records.register import Cycle, Opd, Step
from spbe_lib.records.requests import DocumentRequest
from spbe_lib.results.entries import asked_topics, recorded_entries, states
from spbe_lib.results.open_documents import OpenDocument, open_documents
from spbe_lib.results.repairs import Repair, repairs

SHOWN = 3
"""So many documents are named, those on which most hangs; the rest is counted."""

_LONGEST = 160
_AGAIN = "cukup disebut kembali"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """What one OPD still owes."""

    cycle: Cycle
    subject: str
    opd: Opd
    today: date
    asked: int
    silent: int
    repairs: tuple[Repair, ...]
    documents: tuple[OpenDocument, ...]


def reminder(cycle: Cycle, instrument: Instrument, records: Records, opd: str, today: date) -> str | None:
    """Write a reminder to one OPD; None where nothing is awaited of it.

    Args:
        cycle: The cycle, with deadlines, letter and contact.
        instrument: Its edition.
        records: What the store knows; only the part of this OPD is looked at.
        opd: Code of the OPD.
        today: The day on which it is sent.

    Raises:
        KeyError: The register has no such OPD.
    """
    asked = asked_topics(cycle, instrument, opd)
    entries = recorded_entries(records, opd, asked).values()
    owed = _Owed(
        cycle=cycle,
        subject=instrument.subject,
        opd=cycle.opd(opd),
        today=today,
        asked=len(asked),
        silent=len(asked) - sum(states(instrument, each) for each in entries),
        repairs=repairs(cycle, instrument, records, opd, today).open,
        documents=open_documents(cycle, instrument, records, opd).missing,
    )
    if not (owed.silent or owed.repairs or owed.documents):
        return None
    parts = (_greeting(owed), _awaited(owed), _foremost(owed), _until(owed), _farewell(owed))
    return "\n\n".join(text for part in parts if (text := "\n".join(part)))


def next_due(cycle: Cycle, opd: str, silent: int, wanted: Sequence[Repair], today: date) -> date | None:
    """The day that counts next for an OPD: for answers that are lacking, for repairs, for documents.

    Args:
        cycle: The cycle.
        opd: Code of the OPD.
        silent: How many entries it has not answered.
        wanted: What it has to repair.
        today: The day as of which it is told.
    """
    if silent:
        return cycle.due(opd, Step.OPD)
    if days := [each.due for each in wanted if each.due]:
        return min(days)
    known = [day for step in (Step.OPD, Step.REPAIR, Step.NATIONAL) if (day := cycle.due(opd, step))]
    return next((day for day in known if day >= today), known[-1] if known else None)


def _greeting(owed: _Owed) -> Iterator[str]:
    yield f"Yth. Pimpinan {_line(owed.opd.name)}"
    if owed.opd.contact:
        yield f"u.p. {_line(owed.opd.contact)}"


def _awaited(owed: _Owed) -> Iterator[str]:
    cycle = owed.cycle
    sample = " (data contoh)" if cycle.sample else ""
    yield (
        f"Dengan hormat, terima kasih atas kerja sama Bapak/Ibu dalam evaluasi {owed.subject} "
        f"{_line(cycle.government)} tahun {cycle.year}{sample}."
    )
    letter = ""
    if cycle.requested:
        told = f"{_line(cycle.requested.letter)} tanggal {printed_date(cycle.requested.day)}"
        letter = f"Menindaklanjuti surat nomor {told}, per"
    yield f"{letter or 'Per'} {printed_date(owed.today)} yang masih kami nantikan:"
    if owed.silent:
        yield f"- {owed.silent} dari {owed.asked} isian belum dijawab"
    if owed.repairs:
        yield f"- {len(owed.repairs)} hal perlu diperbaiki atau ditepati (lihat Daftar Perbaikan)"
    if owed.documents:
        yield f"- {len(owed.documents)} dokumen data dukung"


def _foremost(owed: _Owed) -> Iterator[str]:
    if not owed.documents:
        return
    shown = owed.documents[:SHOWN]
    yield "Yang paling membantu bila didahulukan:" if len(owed.documents) > 1 else "Dokumen yang dimaksud:"
    yield from (f"{place}. {_document(each.request)}" for place, each in enumerate(shown, 1))
    if more := len(owed.documents) - len(shown):
        yield f"dan {more} dokumen lain; selengkapnya di Daftar Permintaan Data Dukung."


def _document(request: DocumentRequest) -> str:
    """One document: last year's by its title, else the kind that would fit, with what it is to prove."""
    former, first = request.former, request.purposes[0]
    if former:
        numbered = f", nomor {_line(former.number)}" if former.number else ""
        renew = former.validity is Validity.RENEW
        what = f"{_line(former.title)}{numbered} ({former.validity.label if renew else _AGAIN})"
    else:
        kind = _line(request.examples[0] if request.examples else first.text).rstrip(".")
        what = f"{kind[:1].upper()}{kind[1:]}"
    more = f" dan {len(request.purposes) - 1} hal lain" if len(request.purposes) > 1 else ""
    return f"{what} – untuk {_purpose(first)}{more}"


def _purpose(purpose: Purpose) -> str:
    if purpose.shared:
        return f"kewajiban bersama indikator {purpose.indicator}"
    label = f" {purpose.label}" if purpose.requirement else ""
    return f"indikator {purpose.indicator}{label}"


def _until(owed: _Owed) -> Iterator[str]:
    due = next_due(owed.cycle, owed.opd.code, owed.silent, owed.repairs, owed.today)
    if due:
        yield f"Tenggat: {printed_date(due)}{_moved(owed, due)}, {_left((due - owed.today).days)}."
    if owed.cycle.contact:
        yield f"Mohon dikirim kepada: {_line(owed.cycle.contact)}."


def _moved(owed: _Owed, due: date) -> str:
    letters = [each.letter for each in owed.cycle.extended(owed.opd.code) if each.until == due]
    return f" (diperpanjang dengan surat {_line(letters[-1])})" if letters else ""


def _left(days: int) -> str:
    if days == 0:
        return "hari ini"
    return f"tinggal {days} hari" if days > 0 else f"sudah lewat {-days} hari"


def _farewell(owed: _Owed) -> Iterator[str]:
    yield (
        "Bila sudah dikirim, mohon abaikan pesan ini. Bila ada kendala, silakan hubungi kami; "
        "dengan senang hati kami bantu."
    )
    yield ""
    reviewer = owed.cycle.reviewer
    office = f", {_line(owed.cycle.opd(reviewer).name)}" if reviewer else ""
    yield f"Tim Asesor Internal {owed.subject}{office}"


def _line(text: str) -> str:
    """A text on one line, without signs that cannot be seen, and not longer than a message bears."""
    told = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"
