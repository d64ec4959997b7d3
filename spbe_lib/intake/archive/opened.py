"""Open an archive that somebody sent: nothing of it is believed before it was looked at."""

import hashlib
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from spbe_lib.errors import BROKEN_ZIP, InputError, Problem
from spbe_lib.intake.archive.layout import (
    FORMAT,
    MANIFEST,
    Manifest,
    Member,
    Room,
    folded,
    format_of,
    room_of,
    understood,
)
from spbe_lib.strict_yaml import clipped

_CHUNK, _MOST_TOLD = 1_000_000, 25
_MOST_MEMBERS, _LARGEST_MEMBER, _LARGEST_MANIFEST = 50_000, 600_000_000, 20_000_000
_LARGEST, _LARGEST_RECORDS, _MOST_RATIO, _SMALL = 50_000_000_000, 200_000_000, 200, 20_000_000
_ENCRYPTED = 0x1
_PACKED = b"PK"
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
RESEND = "Minta pengirim membuat arsip lagi dengan `spbe export` dan mengirimnya sekali lagi"
_BROKEN = "arsip rusak atau terpotong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of package: its lay-out, what is said of a file that is none, and what to do then."""

    format: str
    none: str
    remedy: str


ARCHIVE = Sort(format=FORMAT, none="ini bukan arsip siklus yang dibuat dengan `spbe export`", remedy=RESEND)
"""A whole cycle, sent by somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package that may be read: what it says of itself, and its members."""

    name: str
    sort: Sort
    package: zipfile.ZipFile
    manifest: Manifest

    @property
    def unpacked(self) -> int:
        """How many bytes its members take, unpacked."""
        return sum(member.size for member in self.manifest.members.values())

    def read(self, name: str) -> bytes:
        """A member that is small enough to be held, checked against the manifest.

        Raises:
            InputError: It is not what the manifest says.
        """
        return b"".join(self.parts(name))

    def parts(self, name: str) -> Iterator[bytes]:
        """A member part by part; the last part comes only when the whole is what the manifest says.

        Raises:
            InputError: It is not.
        """
        member, digest, size = self.manifest.members[name], hashlib.sha256(), 0
        try:
            with self.package.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    if size > member.size:
                        break
                    yield chunk
        except BROKEN_ZIP:
            raise self.refused(name, "isinya rusak") from None
        if member != Member(sha256=digest.hexdigest(), size=size):
            raise self.refused(name, "isinya bukan isi yang dikirim")

    def refused(self, name: str, what: str) -> InputError:
        """The refusal of one member."""
        return InputError(
            [Problem(where=f"{self.name}, {clipped(name)}", what=what, remedy=self.sort.remedy)]
        )


@contextmanager
def opened(file: Path, sort: Sort = ARCHIVE) -> Iterator[Opened]:
    """Open a package, and check its manifest and the names and sizes of all members before any is unpacked.

    Raises:
        InputError: It is no package of this sort, one of another lay-out, or one that could do harm.
    """
    name = clipped(file.name)
    try:
        package = zipfile.ZipFile(file)
    except FileNotFoundError:
        what, remedy = "tidak ada berkas dengan nama ini", "Periksa nama dan letaknya"
        raise InputError([Problem(where=name, what=what, remedy=remedy)]) from None
    except BROKEN_ZIP:
        raise InputError([Problem(where=name, what=sort.none, remedy=sort.remedy)]) from None
    with package:
        if problems := list(_unfit(package, name, sort.remedy)):
            raise InputError(problems[:_MOST_TOLD])
        manifest = _manifest(package, name, sort)
        if problems := list(_unlisted(package, name, manifest, sort.remedy)):
            raise InputError(problems[:_MOST_TOLD])
        yield Opened(name=name, sort=sort, package=package, manifest=manifest)


def nested(file: BinaryIO) -> bool:
    """Whether a file is an archive inside the archive; a document of an office program is none."""
    if file.read(len(_PACKED)) != _PACKED:
        return False
    try:
        with zipfile.ZipFile(file) as package:
            return not _OFFICE & set(package.namelist())
    except BROKEN_ZIP:
        return False  # it only begins like one, and nobody will ever unpack it


def _unfit(package: zipfile.ZipFile, name: str, remedy: str) -> Iterator[Problem]:
    """What must not be unpacked, told from the list of members alone."""
    parts = package.infolist()
    if len(parts) > _MOST_MEMBERS:
        yield Problem(where=name, what=f"arsip ini memuat lebih dari {_MOST_MEMBERS} berkas", remedy=remedy)
        return
    total, packed = (sum(getattr(p, size) for p in parts) for size in ("file_size", "compress_size"))
    if total > _LARGEST or total > _SMALL + _MOST_RATIO * packed:
        what = "isi arsip jauh lebih besar daripada ukurannya, sehingga tidak dibuka"
        yield Problem(where=name, what=what, remedy="Periksa apakah ini berkas yang benar")
    if sum(part.file_size for part in parts if room_of(part.filename) is Room.RECORDS) > _LARGEST_RECORDS:
        what = f"catatannya lebih besar dari {_LARGEST_RECORDS // 1_000_000} MB, sehingga tidak dibuka"
        yield Problem(where=name, what=what, remedy="Periksa apakah ini berkas yang benar")
    seen = Counter(folded(part.filename) for part in parts)
    for part in parts:
        if what := _fault(part, seen):
            yield Problem(where=f"{name}, {clipped(part.orig_filename)}", what=what, remedy=remedy)


def _fault(part: zipfile.ZipInfo, seen: Mapping[str, int]) -> str:
    kind = stat.S_IFMT(part.external_attr >> 16)
    # ``filename`` is what zipfile makes of a name: cut at a NUL, and with slashes of this machine.
    if part.orig_filename != part.filename or room_of(part.filename) is None:
        return "nama ini tidak boleh ada dalam arsip siklus"
    if kind not in (0, stat.S_IFREG):
        return "ini bukan berkas biasa (misalnya tautan)"
    if seen[folded(part.filename)] > 1:
        return "nama ini ada lebih dari sekali"
    if part.flag_bits & _ENCRYPTED or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "berkas ini disandikan atau dimampatkan dengan cara yang tidak dikenal"
    if part.file_size > _LARGEST_MEMBER or part.file_size > _SMALL + _MOST_RATIO * part.compress_size:
        return "isinya jauh lebih besar daripada ukurannya"
    return ""


def _manifest(package: zipfile.ZipFile, name: str, sort: Sort) -> Manifest:
    try:
        if package.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise InputError(
                [Problem(where=f"{name}, {MANIFEST}", what="isinya terlalu besar", remedy=sort.remedy)]
            )
        content = package.read(MANIFEST)
    except KeyError:
        raise InputError([Problem(where=name, what=sort.none, remedy=sort.remedy)]) from None
    except BROKEN_ZIP:
        raise InputError([Problem(where=name, what=_BROKEN, remedy=sort.remedy)]) from None
    told = format_of(content)
    if told is not None and told != sort.format:
        what = f"arsip ini berformat {clipped(told)}, bukan {sort.format}"
        remedy = "Perbarui program bila format itu lebih baru"
        raise InputError([Problem(where=name, what=what, remedy=remedy)])
    manifest = understood(content)
    if manifest is None:
        what = "daftar isinya rusak atau berubah"
        raise InputError([Problem(where=f"{name}, {MANIFEST}", what=what, remedy=sort.remedy)])
    return manifest


def _unlisted(package: zipfile.ZipFile, name: str, manifest: Manifest, remedy: str) -> Iterator[Problem]:
    present = {part.filename: part.file_size for part in package.infolist() if part.filename != MANIFEST}
    for each in sorted(present.keys() | manifest.members.keys()):
        what = ""
        if each not in manifest.members:
            what = "berkas ini tidak ada dalam daftar isi arsip"
        elif each not in present:
            what = "berkas ini hilang dari arsip"
        elif present[each] != manifest.members[each].size:
            what = "ukurannya bukan ukuran yang dikirim"
        if what:
            yield Problem(where=f"{name}, {clipped(each)}", what=what, remedy=remedy)
