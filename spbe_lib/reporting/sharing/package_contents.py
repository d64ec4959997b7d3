"""What a package that came back holds: read in memory within bounds, for strangers may have made it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spbe_lib.errors import InputError
from spbe_lib.intake.evidence.sources import UnreadableError, opened
from spbe_lib.records.register import EvidenceRules
from spbe_lib.reporting.batch.manifest import MANIFEST, Fault, understood

_MEGABYTE, _LARGEST_PACKAGE, _MOST_FILES = 1_000_000, 8_000_000, 12
_RULES = EvidenceRules(kinds=(), largest_mb=30)
"""Nothing that we pack is anywhere near as large, packed or unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a package says that it holds, and what it holds: SHA-256 by name."""

    named: Mapping[str, str]
    held: Mapping[str, str]

    @property
    def faults(self) -> Iterator[tuple[str, Fault]]:
        """Every file that is not as the package itself says."""
        for name in sorted(self.named.keys() | self.held.keys()):
            if name not in self.held:
                yield name, Fault.MISSING
            elif name not in self.named:
                yield name, Fault.UNKNOWN
            elif self.named[name] != self.held[name]:
                yield name, Fault.CHANGED


def contents_of(file: Path) -> Contents:
    """Look into a package; nothing of it is written anywhere, and one file at a time is held.

    Raises:
        UnreadableError: It is no whole package of ours, or one that could do harm; the text says why.
    """
    if file.stat().st_size > _LARGEST_PACKAGE:
        raise UnreadableError(f"lebih besar dari {_LARGEST_PACKAGE // _MEGABYTE} MB")
    try:
        parcel = opened(file, _RULES)
        if len(parcel.files) > _MOST_FILES:
            raise UnreadableError("terlalu banyak berkas di dalamnya")
        listed, held = b"", dict[str, str]()
        for each in parcel.files:
            content = each.read()
            if each.name == MANIFEST:
                listed = content
            else:
                held[each.name] = hashlib.sha256(content).hexdigest()
        return Contents(named=understood(listed, MANIFEST), held=held)
    except InputError as faults:
        raise UnreadableError(faults.problems[0].what) from faults
