"""The kept files of a cycle, looked over: none that is recorded may be gone or another one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from spbe_lib.errors import Problem
from spbe_lib.records.documents import Attachment
from spbe_lib.records.evidence.files import kept_files, place_of
from spbe_lib.strict_yaml import clipped

_REMEDY = "Kembalikan dari cadangan, atau ulangi `spbe evidence match` dengan berkas aslinya"


def evidence_problems(folder: Path, attachments: Sequence[Attachment]) -> Iterator[Problem]:
    """Recorded evidence files that are missing or damaged, each told once, with the title that it proves."""
    kept = kept_files(folder)
    for each in _once(attachments):
        if each.file.sha256 not in kept.present:
            yield _problem(folder, each, "berkas data dukung ini hilang")
        elif each.file.sha256 in kept.damaged:
            yield _problem(folder, each, "isi berkas data dukung ini berubah sejak disimpan")


def missing_files(folder: Path, attachments: Sequence[Attachment]) -> Iterator[Problem]:
    """Files that a list speaks of and that do not lie in the folder."""
    for each in _once(attachments):
        if not place_of(folder, each.file).is_file():
            yield _problem(folder, each, "berkas data dukung ini hilang")


def _once(attachments: Sequence[Attachment]) -> Iterator[Attachment]:
    found: dict[str, Attachment] = {}
    for each in attachments:
        found.setdefault(each.file.sha256, each)
    yield from found.values()


def _problem(folder: Path, each: Attachment, what: str) -> Problem:
    where = f"inputs/{folder.name}/{place_of(folder, each.file).relative_to(folder).as_posix()}"
    return Problem(where=where, what=f"{what} ({clipped(each.title)})", remedy=_REMEDY)
