"""A refused workbook goes back to its sender as it was, with every fault marked at its cell."""

import re
from collections.abc import Iterable
from pathlib import Path

from spbe_lib.errors import FaultyFileError, SpbeError
from spbe_lib.intake.excel.correction import corrected_copy
from spbe_lib.intake.kept_files import fingerprint
from spbe_lib.workspace import write_whole

_FOLDER, _SUFFIX = "perbaikan", ".xlsx"
_LONGEST, _SHORT = 80, 8
_UNSAFE = re.compile(r'[\\/:*?"<>|%\s]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NAMELESS = "berkas"


def write_correction(
    outputs: Path, file: Path, refusal: SpbeError, beside: Iterable[Path] = ()
) -> Path | None:
    """Write the sender's own workbook with its faults marked, to be sent back.

    It has the sender's name for the file. A newer copy replaces an older one of that name; where two
    files that came together share a name, a piece of the content's hash tells them apart.

    Args:
        outputs: The cycle's folder of outputs.
        file: The refused file; it is never changed.
        refusal: Why it was refused.
        beside: All files that came together with it.

    Returns:
        Where the copy lies; None when there is nothing to mark: the file is no workbook, or cannot be
        opened, or the reason is none of its faults.

    Raises:
        WorkspaceError: The copy cannot be written.
    """
    problems = refusal.problems if isinstance(refusal, FaultyFileError) else ()
    content = _content(file) if any(each.spot for each in problems) else None
    marked = corrected_copy(content, problems) if content is not None else None
    if content is None or marked is None:
        return None
    place = outputs / _FOLDER / f"{_safe(file)}{_SUFFIX}"
    if _same_name(file, beside) or place.resolve() == file.resolve():
        place = place.with_name(f"{_safe(file)}-{fingerprint(content)[:_SHORT]}{_SUFFIX}")
    write_whole(place, marked)
    return place


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _safe(file: Path) -> str:
    """The sender's name for a file without its ending, fit for every system and without signs that act."""
    shown = "".join(sign if sign.isprintable() else " " for sign in file.stem)
    stem = _UNSAFE.sub(" ", shown)[:_LONGEST].lstrip(" .-~").rstrip(" .")
    return f"{_NAMELESS} {stem}".rstrip() if not stem or _DEVICE.fullmatch(stem) else stem


def _same_name(file: Path, beside: Iterable[Path]) -> bool:
    """Whether another file would be written under the same name; capitals tell nothing apart everywhere."""
    name = _safe(file).casefold()
    return any(_safe(each).casefold() == name for each in beside if each != file)
