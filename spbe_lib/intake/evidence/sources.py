"""A folder or a zip of evidence files, as somebody sent it: each file with its name, nothing unpacked.

Nothing from outside the folder, no file that a zip only claims to hold, and no zip that would fill a disk.
"""

import os
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from spbe_lib.errors import BROKEN_ZIP, InputError, Problem
from spbe_lib.records.evidence.files import too_large
from spbe_lib.records.register import EvidenceRules
from spbe_lib.strict_yaml import clipped

_MOST_FILES, _MOST_BYTES, _MOST_RATIO, _SMALL = 2_000, 4_000_000_000, 300, 1_000_000
_LONGEST = 240
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "ehthumbs.db"})
_LOCKS = ("~$", ".")
_MEGABYTE = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_UTF8, _ENCRYPTED = 0x800, 0x1
_ELSEWHERE = "namanya menunjuk ke luar folder; tidak dibaca"
_LOCKED = "terkunci kata sandi di dalam zip; kirim tanpa kata sandi"
_METHOD = "cara pemampatan zip ini tidak dikenal; kirim sebagai zip biasa"
_BOMB = "isinya jauh lebih besar daripada ukurannya di dalam zip; tidak dibuka"
_LINK = "hanya pintasan ke berkas lain; kirim berkasnya sendiri"


class UnreadableError(Exception):
    """One file of many cannot be read; the text says why, in Indonesian, for its line in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file in what was sent: its name with folders, and how to read it.

    ``read`` raises `UnreadableError`.
    """

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What was sent: its files in the order of their names, and how many were left there by programs."""

    name: str
    files: tuple[SentFile, ...]
    skipped: int


def opened(place: Path, rules: EvidenceRules) -> Parcel:
    """Look at what was sent; files are read one by one, later.

    Args:
        place: A folder or a zip.
        rules: What the cycle keeps; nothing larger is read.

    Raises:
        InputError: It is neither, holds nothing, or more than anybody sends.
    """
    name = clipped(place.name or "folder")
    if place.is_dir():
        found = [*_in_folder(place, rules)]
    elif place.is_file():
        found = [*_in_zip(place, name, rules)]
    else:
        raise _refused(name, "tidak ada folder atau zip dengan nama ini", "Periksa nama dan letaknya")
    files = sorted((each for each in found if not _is_junk(each.name)), key=lambda each: each.name)
    files = [*_told_apart(files)]
    if not files:
        raise _refused(name, "tidak ada satu berkas pun di dalamnya", "Periksa apakah ini folder yang benar")
    return Parcel(name=name, files=tuple(files), skipped=len(found) - len(files))


def _refused(name: str, what: str, remedy: str) -> InputError:
    return InputError([Problem(where=name, what=what, remedy=remedy)])


def _told_apart(files: Iterable[SentFile]) -> Iterator[SentFile]:
    """Give every file a name of its own: a zip may hold two files under one name."""
    seen: dict[str, int] = {}
    for each in files:
        seen[each.name] = seen.get(each.name, 0) + 1
        count = seen[each.name]
        yield each if count == 1 else replace(each, name=f"{each.name} [{count}]")


def _is_junk(name: str) -> bool:
    """Whether a program left it there: thumbnails, locks, what macOS adds to a zip."""
    parts = PurePosixPath(name).parts
    return any(part.lower() in _JUNK or (part.startswith(_LOCKS) and part != "..") for part in parts)


def shown(name: str) -> str:
    """A name that somebody else gave, as one visible line."""
    plain = unicodedata.normalize("NFC", name)
    return "".join(sign if sign.isprintable() else "·" for sign in plain)[-_LONGEST:]


def _failing(what: str) -> Callable[[], bytes]:
    def _read() -> bytes:
        raise UnreadableError(what)

    return _read


def _in_folder(folder: Path, rules: EvidenceRules) -> Iterator[SentFile]:
    count = 0
    for here, inner, names in os.walk(folder):
        for name in [*names, *(each for each in inner if (Path(here) / each).is_symlink())]:
            file = Path(here) / name
            count += 1
            if count > _MOST_FILES:
                raise _too_many(folder.name)
            yield SentFile(name=shown(file.relative_to(folder).as_posix()), read=_from_disk(file, rules))


def _too_many(name: str) -> InputError:
    return _refused(clipped(name), f"lebih dari {_MOST_FILES} berkas", "Pecah menjadi beberapa bagian")


def _from_disk(file: Path, rules: EvidenceRules) -> Callable[[], bytes]:
    if file.is_symlink():
        return _failing(_LINK)

    def _read() -> bytes:
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode):
                raise UnreadableError("bukan berkas biasa; tidak dibaca")
            if about.st_size > rules.largest_mb * _MEGABYTE:
                raise UnreadableError(too_large(rules))
            return file.read_bytes()
        except OSError:
            raise UnreadableError("berkas tidak dapat dibaca; periksa izinnya") from None

    return _read


def _in_zip(place: Path, name: str, rules: EvidenceRules) -> Iterator[SentFile]:
    try:
        with zipfile.ZipFile(place) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
    except BROKEN_ZIP:
        what = "ini bukan zip, atau zip yang rusak"
        raise _refused(name, what, "Kirim sebagai zip biasa, atau sebut foldernya") from None
    if len(parts) > _MOST_FILES:
        raise _too_many(name)
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        what = f"isinya lebih dari {_MOST_BYTES // 1_000_000_000} GB"
        raise _refused(name, what, "Pecah menjadi beberapa bagian")
    for part in parts:
        yield SentFile(name=shown(_real_name(part)), read=_from_zip(place, part, rules))


def _real_name(part: zipfile.ZipInfo) -> str:
    """The name as its sender knows it: many programs write UTF-8 and do not say so."""
    name = part.filename
    if not part.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = part.filename
    return name.replace("\\", "/")


def _from_zip(place: Path, part: zipfile.ZipInfo, rules: EvidenceRules) -> Callable[[], bytes]:
    if refusal := _unfit(part, rules):
        return _failing(refusal)

    def _read() -> bytes:
        most = rules.largest_mb * _MEGABYTE
        try:
            with zipfile.ZipFile(place) as archive, archive.open(part) as stream:
                content = stream.read(most + 1)
        except BROKEN_ZIP:
            raise UnreadableError("rusak di dalam zip; minta dikirim sekali lagi") from None
        if len(content) > most:
            raise UnreadableError(too_large(rules))
        return content

    return _read


def _points_elsewhere(name: PurePosixPath) -> bool:
    return not name.parts or name.is_absolute() or ".." in name.parts or name.parts[0][1:2] == ":"


def _unfit(part: zipfile.ZipInfo, rules: EvidenceRules) -> str:
    """Why a part of a zip is not read, by what the zip says of it; empty where it may be."""
    name = PurePosixPath(_real_name(part))
    faults = {
        _ELSEWHERE: _points_elsewhere(name),
        _LINK: stat.S_ISLNK(part.external_attr >> 16),
        _LOCKED: bool(part.flag_bits & _ENCRYPTED),
        _METHOD: part.compress_type not in _METHODS,
        too_large(rules): part.file_size > rules.largest_mb * _MEGABYTE,
        _BOMB: part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size),
    }
    return next((what for what, holds in faults.items() if holds), "")
