"""Files that prove something: kept once by their content, whoever sends them and whatever they prove.

Usage::

    with PdfReader() as reader:
        seen = examine(content, "13 RKA.pdf", cycle.evidence, reader)
    keep_file(folder, seen.file, content)
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.documents import EvidenceFile, KeptFiles
from spbe_lib.records.evidence.kind import kind_of, told_kind
from spbe_lib.records.evidence.pdf_text import PdfReader
from spbe_lib.records.register import EvidenceRules
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import evidence, write_whole

_MEGABYTE = 1_000_000
_NAME = re.compile(r"([0-9a-f]{64})\.[a-z0-9]+")
_SAME_KIND = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file that may be kept: what it is, and what is strange in it but no reason to refuse it."""

    file: EvidenceFile
    remarks: tuple[str, ...] = ()


def examine(content: bytes, name: str, rules: EvidenceRules, pdfs: PdfReader) -> Examined:
    """Look at a file before it is kept.

    A locked or damaged PDF is kept all the same: it is what the OPD has, and the remark says what to do.

    Args:
        content: The file.
        name: Its name, of which nothing is believed.
        rules: Which kinds and sizes the cycle keeps.
        pdfs: Looks into PDFs.

    Raises:
        InputError: It is empty, too large, or of a kind that is not kept.
    """
    kind = kind_of(content)
    if refusal := _refusal(content, name, kind, rules):
        raise InputError([refusal])
    state = pdfs.look(content) if kind == "pdf" else None
    file = EvidenceFile(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind=kind,
        text_layer=state.text_layer if state else None,
    )
    remarks = (_misnamed(name, kind), state.remark if state else "")
    return Examined(file=file, remarks=tuple(each for each in remarks if each))


def _refusal(content: bytes, name: str, kind: str, rules: EvidenceRules) -> Problem | None:
    where = clipped(name)
    if not content:
        return Problem(where=where, what="berkas ini kosong (0 byte)", remedy="Minta dikirim sekali lagi")
    if len(content) > rules.largest_mb * _MEGABYTE:
        return Problem(where=where, what=too_large(rules), remedy="Perkecil, atau pecah menjadi beberapa")
    if kind not in rules.kinds:
        what = f"isi berkas ini {told_kind(kind)}"
        return Problem(where=where, what=what, allowed=", ".join(rules.kinds))
    return None


def too_large(rules: EvidenceRules) -> str:
    """The fault of a file that is larger than the cycle keeps."""
    return f"berkas lebih besar dari {rules.largest_mb} MB"


def _misnamed(name: str, kind: str) -> str:
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if not suffix or _SAME_KIND.get(suffix, suffix) == kind:
        return ""
    return f"nama berakhiran .{clipped(suffix)}, isinya {kind}"


def place_of(folder: Path, file: EvidenceFile) -> Path:
    """Where a file is kept in a cycle's folder."""
    return evidence(folder) / file.sha256[:2] / f"{file.sha256}.{file.kind}"


def keep_file(folder: Path, file: EvidenceFile, content: bytes) -> None:
    """Keep a file whole, once; a copy that was damaged meanwhile is put right.

    Raises:
        WorkspaceError: It cannot be written.
        ValueError: The content is another one.
    """
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ValueError("content is not that of the file")
    place = place_of(folder, file)
    if _digest(place) != file.sha256:
        write_whole(place, content)


def read_file(folder: Path, file: EvidenceFile) -> bytes:
    """Read a kept file back.

    Raises:
        InputError: It is gone, or is not what was kept.
    """
    place = place_of(folder, file)
    try:
        content = place.read_bytes()
    except OSError:
        content = None
    if content is not None and hashlib.sha256(content).hexdigest() == file.sha256:
        return content
    what = "berkas data dukung ini hilang" if content is None else "isi berkas ini berubah sejak disimpan"
    raise InputError([Problem(where=place.name, what=what, remedy="Kembalikan dari cadangan")])


def kept_files(folder: Path) -> KeptFiles:
    """Look over the folder of evidence: which files lie there, and which changed since they were kept."""
    present, damaged = set(), set()
    for place in evidence(folder).glob("??/*"):
        if found := _NAME.fullmatch(place.name):
            present.add(found[1])
            if _digest(place) != found[1]:
                damaged.add(found[1])
    return KeptFiles(present=frozenset(present), damaged=frozenset(damaged))


def _digest(place: Path) -> str | None:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
