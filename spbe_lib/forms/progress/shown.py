"""What the progress counter shows, as HTML made from values; every text in it is escaped by ``look``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from html import escape

from spbe_lib.figures import NOTHING, printed, printed_date
from spbe_lib.forms.look import Safe, Tone, bar, note, points, table
from spbe_lib.records.register import Cycle, Step
from spbe_lib.reporting.compliance import ComplianceRow
from spbe_lib.results.entries import EntryState
from spbe_lib.results.lateness import Late
from spbe_lib.results.open_documents import Documents
from spbe_lib.results.overview import Overview, Row
from spbe_lib.results.overview_words import passed_words, summary
from spbe_lib.results.turns import Holder


class Order(StrEnum):
    """In which order the OPDs stand: never by a level or an index."""

    REGISTER = "register"
    DUE = "due"
    POINTS = "points"
    NAME = "name"

    @property
    def label(self) -> str:
        """The order as people choose it."""
        return {
            "register": "daftar OPD",
            "due": "tenggat terdekat",
            "points": "poin indeks daerah yang bergantung",
            "name": "nama",
        }[self.value]


def ordered(rows: Iterable[Row], order: Order) -> list[Row]:
    """The OPDs in an order; where it does not decide, that of the register."""
    if order is Order.DUE:
        return sorted(rows, key=lambda row: (row.due is None, row.due or date.min))
    if order is Order.POINTS:
        return sorted(rows, key=lambda row: -row.documents.points_open)
    if order is Order.NAME:
        return sorted(rows, key=lambda row: row.opd.name.casefold())
    return list(rows)


def _wide(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, numbers: Iterable[int] = ()
) -> str:
    """A table with many columns, whose rows are cards on a phone: there each cell says what it is."""
    told = ((row[0], *map(_named, heads[1:], row[1:])) for row in rows)
    return f'<div class="maju-lebar">{table(heads, told, caption=caption, numbers=numbers)}</div>'


def _named(head: str, text: str) -> Safe:
    shown = text if isinstance(text, Safe) else escape(text)
    return Safe(f'<span class="maju-nama">{escape(head)}: </span>{shown}')


def summary_html(seen: Overview) -> str:
    """The whole season: how far the entries and the documents are, and the sentences that tell the rest."""
    asked = sum(row.progress.asked for row in seen.rows)
    states = [(each.label, sum(row.states.get(each, 0) for row in seen.rows)) for each in EntryState]
    documents = [
        ("diminta", seen.documents("asked")),
        ("disebut", seen.documents("named")),
        ("ada berkasnya", seen.documents("kept")),
        ("diterima", seen.documents("accepted")),
    ]
    columns = (
        table(_COUNTED, _counts(states, asked), caption=f"{asked} isian yang diminta"),
        table(_COUNTED, _counts(documents, seen.documents("asked")), caption="Data dukung yang diminta"),
    )
    return f'{points(summary(seen))}<div class="maju-kolom">{"".join(columns)}</div>'


_COUNTED = ("Keadaan", "Jumlah")


def _counts(counts: Iterable[tuple[str, int]], whole: int) -> Iterator[tuple[str, str]]:
    for label, count in counts:
        yield label, bar(Fraction(count, whole or 1), str(count))


_HEADS = (
    "OPD",
    "Isian dijawab",
    "Keadaan isian",
    "Dokumen disebut",
    "Poin",
    "Tenggat",
    "Hari OPD/Tim",
    "Giliran",
)


def opd_table(rows: Sequence[Row], order: Order, digits: int) -> str:
    """Every OPD that is asked something: its entries, its documents, and who has to act.

    Args:
        rows: The OPDs.
        order: In which order they stand.
        digits: How many decimals the edition prints.
    """
    if not rows:
        return note("Belum ada OPD yang diminta mengisi.")
    caption = f"Kemajuan {len(rows)} OPD, urut {order.label}"
    return _wide(
        _HEADS, (_cells(row, digits) for row in ordered(rows, order)), caption=caption, numbers=(4,)
    ) + note(
        "Poin: bagian indeks pemerintah daerah yang masih bergantung pada dokumen OPD itu; bukan nilai OPD. "
        "Kewajiban bersama dihitung pada setiap OPD yang belum membuktikannya."
    )


def _cells(row: Row, digits: int) -> tuple[str, ...]:
    done, documents = row.progress, row.documents
    days = [NOTHING if each is None else str(each) for each in (done.days_at_opd, done.days_at_team)]
    told = [f"{count} {state.label}" for state in EntryState if (count := row.states.get(state, 0))]
    if row.repairs:
        told.append(f"{row.repairs} hal perlu diperbaiki")
    holder = "Tim" if done.holder is Holder.TEAM else done.holder.label
    return (
        row.opd.name,
        bar(Fraction(done.answered, done.asked), f"{done.answered} dari {done.asked}"),
        "; ".join(told),
        bar(
            Fraction(documents.named, documents.asked or 1),
            _documents_words(documents),
        ),
        printed(documents.points_open, digits) if documents.points_open else NOTHING,
        printed_date(row.due) if row.due else NOTHING,
        "/".join(days),
        f"{holder}{' – terlambat' if row.late else ''}",
    )


def _documents_words(each: Documents) -> str:
    return f"{each.named} dari {each.asked}; {each.accepted} diterima, {each.kept} dengan berkas"


def deadline_html(cycle: Cycle, day: date) -> str:
    """The five deadlines, how far away each is, and who was given more time."""
    rows = [(step.label, *_deadline(cycle.deadlines.of(step), day)) for step in Step]
    given = [
        (cycle.opd(each.opd).name, each.step.label, printed_date(each.until), each.letter)
        for each in cycle.extensions
    ]
    told = table(("Langkah", "Tenggat", "Sisa"), rows, caption="Lima tenggat")
    if not given:
        return told + note("Belum ada perpanjangan; ditulis di cycle.yaml, kunci extensions.")
    longer = table(("OPD", "Langkah", "Sampai", "Surat"), given, caption="Perpanjangan")
    return f'<div class="maju-kolom">{told}{longer}</div>'


def _deadline(due: date | None, day: date) -> tuple[str, str]:
    if due is None:
        return NOTHING, "belum ditetapkan"
    left = (due - day).days
    return printed_date(
        due
    ), f"{left} hari lagi" if left > 0 else "hari ini" if left == 0 else f"lewat {-left} hari"


_LATE = ("OPD", "Poin", "Dokumen belum ada", "Tenggat yang lewat", "Hari di OPD", "Hari di Tim")


def late_html(seen: Overview, digits: int) -> str:
    """Who is past which deadline, and in whose hands the days since then were."""
    if not seen.late:
        return note(f"Per {printed_date(seen.day)} tidak ada tenggat yang lewat.", Tone.GOOD)
    caption = "Terlambat: yang paling menentukan indeks daerah dahulu, lalu tenggat yang lebih lama lewat"
    rows = (_late_cells(seen, each, digits) for each in seen.late)
    return _wide(_LATE, rows, caption=caption, numbers=(1, 2, 4, 5)) + note(
        "Hari dihitung sejak tenggat pertama yang lewat. Hari di Tim bukan keterlambatan OPD."
    )


def _late_cells(seen: Overview, each: Late, digits: int) -> tuple[str, ...]:
    return (
        seen.row(each.opd).opd.name,
        printed(each.points, digits),
        str(each.documents),
        "; ".join(passed_words(one) for one in each.passed),
        str(each.days_at_opd),
        str(each.days_at_team),
    )


_FACTS = (
    "OPD",
    "Tenggat",
    "Lengkap dijawab",
    "Ketepatan",
    "Kembali",
    "Diperbaiki",
    "Belum ada",
    "Tanggapan OPD",
)


def compliance_html(rows: Sequence[ComplianceRow]) -> str:
    """*Rekap Kepatuhan*: facts in the order of the register, with what the OPDs say to them."""
    if not rows:
        return note("Belum ada OPD yang diminta mengisi.")
    caption = "Rekap Kepatuhan: fakta menurut urutan daftar OPD"
    return _wide(_FACTS, (_facts(row) for row in rows), caption=caption)


def _facts(row: ComplianceRow) -> tuple[str, ...]:
    moved = "".join(f"; perpanjangan {letter}" for letter in row.letters)
    return (
        row.opd,
        f"{row.due or NOTHING}{moved}",
        row.completed,
        row.punctual,
        f"{row.returned} kali" if row.returned else "tidak",
        row.repaired or NOTHING,
        f"{row.missing} dokumen" if row.missing else "lengkap",
        row.reply or NOTHING,
    )
