"""What an OPD sent as evidence, from folder or zip to the records: looked at, matched, shown, recorded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, looks_secret
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.evidence.attachment_list import SUFFIX, AttachmentList, write_attachment_list
from spbe_lib.intake.evidence.attachments import receive_attachments
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.evidence.list_file import as_csv, read_list
from spbe_lib.intake.evidence.matching import matched
from spbe_lib.intake.evidence.reach import Reach, filling_opd, reach_of
from spbe_lib.intake.evidence.sources import Parcel, SentFile, UnreadableError, opened
from spbe_lib.intake.kept_files import fingerprint, list_giver
from spbe_lib.records.documents import Attachment, EvidenceFile
from spbe_lib.records.evidence.files import examine, keep_file
from spbe_lib.records.evidence.pdf_text import PdfReader
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was sent, and what every file of it is thought to prove.

    Attributes:
        parcel: What was sent.
        reach: What the OPD can prove.
        lines: The list: for each file one line or several.
        files: The files that can be kept, by name.
    """

    parcel: Parcel
    reach: Reach
    lines: tuple[Line, ...]
    files: Mapping[str, EvidenceFile]


def look_at(desk: Desk, opd: str, place: Path) -> Delivery:
    """Look at a folder or zip of files and match them; nothing is kept yet.

    Args:
        desk: The cycle and its records.
        opd: Code of the OPD that sent it.
        place: The folder or zip.

    Raises:
        InputError: There is no such OPD, or nothing that can be looked at.
    """
    code = filling_opd(desk.cycle, opd)
    reach = reach_of(desk.cycle, desk.instrument, desk.store.read(), code)
    parcel = opened(place, desk.cycle.evidence)
    with PdfReader() as pdfs:
        looked = [(sent.name, *_looked(desk, sent, pdfs)) for sent in parcel.files]
    files = {name: file for name, file, _ in looked if file}
    lines = [line for name, file, told in looked for line in _lines(reach, name, file, told)]
    return Delivery(parcel=parcel, reach=reach, lines=_with_twins(lines), files=files)


def _looked(desk: Desk, sent: SentFile, pdfs: PdfReader) -> tuple[EvidenceFile | None, tuple[str, ...]]:
    """What a file is, with remarks; or why it is not kept."""
    if looks_secret(sent.name):
        return None, (f"nama berkas: {GIVEN_AWAY}; ganti namanya",)
    try:
        seen = examine(sent.read(), sent.name, desk.cycle.evidence, pdfs)
    except UnreadableError as fault:
        return None, (str(fault),)
    except InputError as refusal:
        return None, tuple(_said(each) for each in refusal.problems)
    return seen.file, seen.remarks


def _said(problem: Problem) -> str:
    return problem.what + (f" (yang boleh: {problem.allowed})" if problem.allowed else "")


def _lines(reach: Reach, name: str, file: EvidenceFile | None, told: tuple[str, ...]) -> Iterator[Line]:
    if file is None:
        yield Line(name=name, problems=told)
        return
    for line in matched(reach, name, file):
        for problem in told:
            line = line.with_problem(problem)  # noqa: PLW2901  a line grows by its problems
        yield line


def _with_twins(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Say of a file that was sent twice under two names that it is kept once."""
    names: dict[str, list[str]] = {}
    for line in lines:
        if line.file and line.name not in names.setdefault(line.file.sha256, []):
            names[line.file.sha256].append(line.name)
    return tuple(_twin(line, names) for line in lines)


def _twin(line: Line, names: Mapping[str, Sequence[str]]) -> Line:
    others = [each for each in names[line.file.sha256] if each != line.name] if line.file else []
    return line.with_problem(f"isinya sama dengan {', '.join(others)}") if others else line


def write_list(delivery: Delivery, place: Path) -> None:
    """Write the list for a person to correct.

    Raises:
        WorkspaceError: It cannot be written.
    """
    write_whole(place, as_csv(delivery.lines))


def save(desk: Desk, delivery: Delivery, corrected: Path | None = None) -> Receipt | None:
    """Keep the files that prove something, and record what they prove.

    What a list says of a file is all that the file proves from then on; a file that the list does not
    name stays as it was.

    Args:
        desk: The cycle and its records.
        delivery: What was looked at.
        corrected: The list as a person corrected it; None to record it as it was matched.

    Returns:
        What was recorded; None where that changes nothing.

    Raises:
        InputError: The list has faults, or a file changed since it was looked at. Nothing was recorded.
    """
    reach = delivery.reach
    lines = read_list(corrected, reach, delivery.files) if corrected else delivery.lines
    changes = _changes(reach, lines)
    # Also what is recorded already: a copy that was lost or damaged is put right.
    _keep(desk, delivery, {line.file for line in lines if line.file and line.matched})
    if changes.empty:
        return None
    content = write_attachment_list(desk.cycle, desk.now, changes)
    return receive_attachments(desk, content, f"{list_giver(reach.opd)}{SUFFIX}")


def _changes(reach: Reach, lines: Iterable[Line]) -> AttachmentList:
    """What the lines change in what is recorded of the files that they name."""
    lines = [line for line in lines if line.file]
    wanted = dict.fromkeys(line.attachment(reach.opd) for line in lines if line.matched)
    named, topics = {line.file.sha256 for line in lines if line.file}, {each.topic for each in reach.targets}
    known = [each for each in reach.attachments if each.file.sha256 in named and each.topic in topics]
    same = {_identity(each): each for each in known}
    # The same file under another name proves nothing new.
    attached = [each for each in wanted if not _says_same(each, same.get(_identity(each)))]
    kept = {_identity(each) for each in wanted}
    gone = [each for each in known if _identity(each) not in kept]
    return AttachmentList(
        opd=reach.opd,
        attached=tuple({_identity(each): each for each in attached}.values()),
        detached=tuple(gone),
    )


def _identity(each: Attachment) -> tuple[str | None, ...]:
    return each.topic, each.requirement, each.document, each.file.sha256


def _says_same(new: Attachment, old: Attachment | None) -> bool:
    return old is not None and (new.title, new.page, new.captured) == (old.title, old.page, old.captured)


def _keep(desk: Desk, delivery: Delivery, wanted: set[EvidenceFile]) -> None:
    """Keep the files themselves, before anything says that they are kept."""
    left = {each.sha256: each for each in wanted}
    for sent in delivery.parcel.files:
        file = delivery.files.get(sent.name)
        if file and file.sha256 in left:
            keep_file(desk.folder, file, _unchanged(sent, file))
            del left[file.sha256]


def _unchanged(sent: SentFile, file: EvidenceFile) -> bytes:
    try:
        content = sent.read()
    except UnreadableError as fault:
        raise InputError([Problem(where=clipped(sent.name), what=str(fault), remedy="Ulangi")]) from None
    if fingerprint(content) != file.sha256:
        what = "berkas ini berubah selagi diperiksa"
        raise InputError([Problem(where=clipped(sent.name), what=what, remedy="Ulangi")])
    return content
