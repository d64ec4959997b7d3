"""The whole of an OPD's answers looked over: what is wrong, what is asked, and what is not answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from spbe_lib.errors import Problem
from spbe_lib.figures import office_day
from spbe_lib.forms.entry.approval import SCAN, given
from spbe_lib.forms.entry.desk_work import Work
from spbe_lib.forms.entry.documents import changed_documents, key_of
from spbe_lib.forms.entry.reading import Told, read_described, read_signed, read_subject
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.forms.entry.typed import Typed, proofs, same, text_of
from spbe_lib.intake.asking.words import SIGNERS
from spbe_lib.intake.scans import scan_from_plain
from spbe_lib.records.answers import Approval, Entry
from spbe_lib.records.approving import APPROVAL, approved
from spbe_lib.records.merging import Signature

SIGNED = "Pengesahan"
"""How the approval is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in the answers of one OPD.

    Attributes:
        entries: What differs from what is recorded, read.
        signature: Who filled in and who approves.
        told: All faults and questions, in the order of the list.
        unanswered: Names of what carries no answer.
    """

    entries: tuple[Entry, ...]
    signature: Signature
    told: tuple[Told, ...]
    unanswered: tuple[str, ...]

    @property
    def faults(self) -> tuple[Told, ...]:
        """What keeps the answers from being handed in."""
        return tuple(each for each in self.told if each.fault)

    @property
    def questions(self) -> tuple[Told, ...]:
        """What is strange and no fault."""
        return tuple(each for each in self.told if not each.fault)


def check(work: Work) -> Checked:
    """Look over everything that an OPD is asked."""
    entries, told = list[Entry](), list[Told]()
    for subject in work.subjects:
        entry, found = checked_subject(work, subject)
        told += found
        if not same(work.content(subject.topic), work.recorded(subject.topic)):
            entries.append(entry)
    for key, content in changed_documents(work):
        entries.append(read_described(content, key, work.opd.code)[0])
    signature, found = checked_signature(work)
    told += [*_clashes(work), *found]
    unanswered = tuple(each.name for each in work.subjects if not answered(each, work.content(each.topic)))
    return Checked(entries=tuple(entries), signature=signature, told=tuple(told), unanswered=unanswered)


def answered(subject: Subject, content: Typed) -> bool:
    """Whether a content carries an answer: ticks or a level, or a word about an obligation."""
    if subject.item is None:
        return bool(content.get("answer"))
    return bool(content.get("ticked")) or bool(text_of(content, "level").strip())


def checked_subject(work: Work, subject: Subject) -> tuple[Entry, tuple[Told, ...]]:
    """What is filled in about one thing, read, with all that is told of it and of its documents."""
    content = work.content(subject.topic)
    entry, told = read_subject(work.desk.instrument, subject, content, work.opd.code)
    return entry, (*told, *_of_documents(work, subject, content))


def checked_signature(work: Work) -> tuple[Signature, tuple[Told, ...]]:
    """Who filled in and who approves, with what is wrong: an approval must stand when answers go out."""
    content = work.content(APPROVAL)
    texts, approval, told = read_signed(content, APPROVAL)
    scan = content.get(SCAN)
    approval = Approval(
        name=approval.name,
        nip=approval.nip,
        position=approval.position,
        day=approval.day,
        scan=scan_from_plain(scan) if scan else None,
    )
    signature = Signature(filled_by=texts["filled_by"], on_behalf_of=texts["on_behalf_of"], approval=approval)
    return signature, (*told, *_approval_told(work, content, approval))


def _approval_told(work: Work, content: Typed, approval: Approval) -> Iterator[Told]:
    for key, value in (("name", approval.name), ("day", approval.day)):
        if not value:
            label = SIGNERS[key][0]
            yield _fault(label, f"{label} belum diisi", "Isi pada Pengesahan, lalu tekan 'Setujui isian ini'")
    if approval.day and approval.day > office_day(work.clock()):
        yield _fault(
            SIGNERS["day"][0], "tanggal persetujuan belum tiba", "Isi tanggal hari ini atau sebelumnya"
        )
    if approval.name and approval.day and not approved(work.drafts.values()):
        lapsed = "isian berubah sesudah disetujui" if given(content) else "isian ini belum disetujui"
        yield _fault("", lapsed, "Buka Pengesahan, lalu tekan 'Setujui isian ini'")
    if approval.name and not approval.scan:
        what = "pindaian lembar pengesahan yang ditandatangani belum diunggah. Apakah menyusul?"
        yield Told(topic=APPROVAL, place="", problem=Problem(where=SIGNED, what=what), fault=False)


def _fault(place: str, what: str, remedy: str) -> Told:
    problem = Problem(where=f"{SIGNED}, {place}" if place else SIGNED, what=what, remedy=remedy)
    return Told(topic=APPROVAL, place=place, problem=problem, fault=True)


def _clashes(work: Work) -> Iterator[Told]:
    names = {each.topic: each.name for each in work.subjects} | {APPROVAL: SIGNED}
    for topic, clash in work.clashes.items():
        what = f"{clash.who} mengubah isian ini juga, dan belum dipilih isian siapa yang dipakai"
        problem = Problem(where=names.get(topic, topic), what=what, remedy="Bandingkan, lalu pilih")
        yield Told(topic=topic, place="", problem=problem, fault=True)


def _of_documents(work: Work, subject: Subject, content: Typed) -> Iterator[Told]:
    """What is told of the documents that an answer cites, as told of its proof."""
    for place, proof in enumerate(proofs(content), 1):
        key = key_of(work, proof)
        said = work.content(key)
        if said and not same(said, work.recorded(key)):
            for each in read_described(said, key, work.opd.code)[1]:
                where = f"{subject.name}, Data dukung {place}, {each.place}"
                problem = Problem(
                    where=where,
                    what=each.problem.what,
                    allowed=each.problem.allowed,
                    remedy=each.problem.remedy,
                )
                at = f"Data dukung {place}, {each.place}"
                yield Told(topic=subject.topic, place=at, problem=problem, fault=each.fault)
