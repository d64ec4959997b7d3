"""What can go wrong, told so that a non-programmer can mend it.

The exception tree::

    SpbeError                 anything that this package refuses; str() is Indonesian and complete
    ├── WorkspaceError        the folders are not where they should be
    ├── FaultyFileError       a file has faults; carries all of them as Problem values
    │   ├── EditionError      a regulation's data files
    │   └── InputError        a file that people wrote: assessment, cycle, workbook, report input
    ├── StoreError            the records cannot be opened, or refuse a change
    │   └── StaleError        somebody else changed the same record meanwhile
    ├── PlanError             a plan could not be worked out for certain
    └── ReportError           a report could not be made

Usage::

    try:
        assessment = read_assessment(path)
    except SpbeError as refusal:
        print(refusal)
"""

import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

BROKEN_ZIP = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    zlib.error,
)
"""What reading a zip may raise that somebody broke, cut short or made to be refused."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Spot:
    """The cell of a received workbook that a problem is about: the sheet's present title, and ``D7``.

    ``secret`` says that the cell holds something that must not be copied anywhere.
    """

    sheet: str
    cell: str
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault in what somebody handed in.

    Attributes:
        where: Place first: file, key, OPD, sheet or cell.
        what: What is wrong, as one fact.
        allowed: What would be right; empty when the remedy says it.
        remedy: What to do next; empty when ``allowed`` says it.
        spot: The cell, where it is about one of a workbook; ``where`` says the same in words.
    """

    where: str
    what: str
    allowed: str = ""
    remedy: str = ""
    spot: Spot | None = field(default=None, compare=False)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}"]
        if self.allowed:
            parts.append(f"Yang boleh: {self.allowed}")
        if self.remedy:
            parts.append(self.remedy)
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


class SpbeError(Exception):
    """Base of all refusals; its text is meant for the person at the desk."""


class WorkspaceError(SpbeError):
    """A folder or file that the workbench needs is missing or misplaced."""


class FaultyFileError(SpbeError):
    """A file cannot be used; ``problems`` lists every fault found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EditionError(FaultyFileError):
    """The data files of a regulation contradict themselves."""


class InputError(FaultyFileError):
    """A file written by people (assessment, cycle, report input) has faults."""


class StoreError(SpbeError):
    """The records of a cycle cannot be opened, or refuse a change."""


class StaleError(StoreError):
    """Somebody else changed the same record meanwhile; ``topics`` maps each one to who changed what.

    Nothing was written.
    """

    def __init__(self, topics: Mapping[str, str]) -> None:
        self.topics = dict(topics)
        super().__init__("\n".join(f"{topic}: {told}" for topic, told in self.topics.items()))


class PlanError(SpbeError):
    """A plan could not be worked out for certain, so that none is shown."""


class ReportError(SpbeError):
    """A report could not be made; the text names the report, the cell and the reason."""
