"""Who may read an answer alone, and where a second reader of another OPD is needed; pure.

Nobody decides on the answer of his own OPD unseen by others, nor on one that he wrote, approved or handed in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spbe_lib.records.answers import Records, Standing
from spbe_lib.records.model import Readers
from spbe_lib.records.register import Cycle, Member, same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer that somebody of the Tim decides on: whose it is, and how it came in.

    ``standing`` is None where the OPD answered nothing and only a value is given.
    """

    opd: str
    standing: Standing | None = None


def why_second(cycle: Cycle, records: Records, reading: Reading, name: str) -> str:
    """Why a member needs a second reader for an answer, as a clause; empty where he does not.

    A unit and all units above and below it count as one house.
    """
    member = cycle.member(name)
    if member and reading.opd in cycle.line_of(member.opd):
        return f"{cycle.opd(reading.opd).name} satu naungan dengan perangkat daerah {member.name}"
    if any(same_person(name, each) for each in _authors(records, reading.standing)):
        return f"{name} sendiri yang mengisi, menyetujui, atau menyerahkan jawaban ini"
    return ""


def may_second(cycle: Cycle, records: Records, reading: Reading, first: str, member: Member) -> bool:
    """Whether a member may be the second reader of an answer that the first one may not decide on alone."""
    return not same_person(first, member.name) and not why_second(cycle, records, reading, member.name)


def reading_faults(
    cycle: Cycle, records: Records, reading: Reading, readers: Readers
) -> Iterator[tuple[str, str]]:
    """What keeps these readers from deciding on an answer: the fact, and what to do."""
    why = why_second(cycle, records, reading, readers.first)
    if not why:
        return
    second = cycle.member(readers.second)
    needed = "Minta anggota Tim dari perangkat daerah lain membaca dan mengesahkannya"
    if not readers.second:
        yield f"perlu pembaca kedua: {why}", needed
    elif second is None or not may_second(cycle, records, reading, readers.first, second):
        yield f"'{readers.second}' tidak dapat menjadi pembaca kedua ({why})", needed


def roster_faults(cycle: Cycle, readers: Readers) -> Iterator[tuple[str, str]]:
    """What keeps these names from being readers at all: no members of the Tim, or one and the same."""
    allowed = ", ".join(each.name for each in cycle.team)
    remedy = f"Pilih dari daftar anggota: {allowed}" if allowed else "Tulis anggota Tim di team.csv"
    for name in filter(None, (readers.first, readers.second)):
        if cycle.member(name) is None:
            yield f"'{name}' bukan anggota Tim Asesor Internal dalam siklus ini", remedy
    if not readers.first:
        yield "pembaca pertama belum disebut", remedy
    elif readers.second and same_person(readers.first, readers.second):
        yield "pembaca pertama dan pembaca kedua orang yang sama", remedy


def _authors(records: Records, standing: Standing | None) -> Iterator[str]:
    """Who filled in, approved or handed in an answer as it stands."""
    if standing is None:
        return
    yield standing.actor
    for each in records.submissions:
        if each.sha256 == standing.submission:
            yield each.actor
            yield each.filled_by
            yield each.approval.name if each.approval else ""
