"""What was shared and when: a fact that cannot be worked out again, so it is kept with the inputs."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.shared_files import SharedFile, next_moment, shared_in, shared_name
from spbe_lib.reporting.changes.rows import Earlier, Told
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import shared, write_whole

_PLAIN_FORMAT, _TOLD_FORMAT = "spbe-dibagikan-1", "spbe-dibagikan-2"
_SHA256, _NAME = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z0-9-]{1,60}")
_LARGEST = 40_000_000
_REMEDY = "Kembalikan berkas ini dari cadangan; catatan yang dibagikan tidak pernah diubah"


class News(StrEnum):
    """Why a report is to be shared, as people read it."""

    CHANGED = "berubah"
    NEW = "belum pernah dibagikan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedReport:
    """One report as it was shared.

    ``sha256`` is that of its page, ``data_code`` that of its frozen input, ``package`` that of the zip in
    which it was sent. ``content`` and ``told`` are what a later report is compared with (see ``changes``);
    None in records of rounds, and in those of the time before any of it was kept.
    """

    report: str
    sha256: str
    data_code: str
    package: str
    content: str | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One act of sharing: when, and which reports. ``round`` is None for reports of that day's records.

    ``cycle`` is the name that the cycle had then.
    """

    moment: datetime
    cycle: str
    round: str | None
    reports: tuple[SharedReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unshared:
    """A report that nobody was sent as it is now; ``since`` is when it was shared last, None if never."""

    report: str
    news: News
    since: datetime | None


def remember(
    folder: Path, frozen_round: str | None, reports: Sequence[SharedReport], now: datetime
) -> tuple[Sharing, Path]:
    """Write down, for good, that reports were shared.

    Args:
        folder: The cycle's folder.
        frozen_round: The round that they tell of; None for today's records.
        reports: What was shared.
        now: The moment; the next free second is taken, so that the files' names keep the order.

    Returns:
        What was written, and its file.

    Raises:
        WorkspaceError: It cannot be written.
    """
    made = Sharing(
        moment=next_moment(folder, now), cycle=folder.name, round=frozen_round, reports=tuple(reports)
    )
    content = _written(made)
    file = shared(folder) / shared_name(made.moment, frozen_round, content)
    write_whole(file, content)
    return made, file


def read_shared(folder: Path) -> tuple[Sharing, ...]:
    """All that was shared of a cycle, the oldest first.

    Raises:
        InputError: A file was changed since, or is none of ours; all of them are told.
    """
    told = [(found, _understood(found)) for found in shared_in(folder)]
    problems = [*_strangers(folder), *(_changed(folder, found) for found, each in told if each is None)]
    if problems:
        raise InputError(problems)
    return tuple(each for _, each in told if each)


def changed_since_shared(
    rows: Iterable[Mapping[str, Any]], history: Iterable[Sharing], frozen_round: str | None = None
) -> tuple[Unshared, ...]:
    """The reports of a run whose page is not the one that was shared last, in the order of the run.

    Args:
        rows: The reports of ``run.json``; those that failed have no page and are passed over.
        history: All that was shared of the cycle.
        frozen_round: The round of which the run was; None for today's records. What was shared of the one
            says nothing of the other.
    """
    last = last_shared(history, frozen_round)
    return tuple(
        Unshared(
            report=row["report"],
            news=News.CHANGED if row["report"] in last else News.NEW,
            since=last[row["report"]][0] if row["report"] in last else None,
        )
        for row in rows
        if row.get("sha256") and (row["report"] not in last or last[row["report"]][1].sha256 != row["sha256"])
    )


def last_shared(
    history: Iterable[Sharing], frozen_round: str | None
) -> dict[str, tuple[datetime, SharedReport]]:
    """When and how each report was shared last, by its code."""
    return {
        each.report: (sharing.moment, each)
        for sharing in sorted(history, key=lambda sharing: sharing.moment)
        if sharing.round == frozen_round
        for each in sharing.reports
    }


def earlier(history: Iterable[Sharing], report: str) -> tuple[Earlier, ...]:
    """How a report of today's records was shared, the oldest first."""
    return tuple(
        Earlier(moment=sharing.moment, content=each.content, told=each.told)
        for sharing in sorted(history, key=lambda sharing: sharing.moment)
        if sharing.round is None
        for each in sharing.reports
        if each.report == report
    )


def _written(sharing: Sharing) -> bytes:
    kept = any(each.content for each in sharing.reports)
    told = {
        "format": _TOLD_FORMAT if kept else _PLAIN_FORMAT,
        "moment": sharing.moment.astimezone(UTC).isoformat(),
        "cycle": sharing.cycle,
        "round": sharing.round,
        "reports": [
            {name: value for name, value in asdict(each).items() if value is not None}
            for each in sharing.reports
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _understood(found: SharedFile) -> Sharing | None:
    """What a file tells; None unless it is spelt as we spell it, and as it was when it got its name."""
    try:
        with found.file.open("rb") as stream:
            content = stream.read(_LARGEST)
        if not hashlib.sha256(content).hexdigest().startswith(found.digest):
            return None
        told = json.loads(content)
        sharing = Sharing(
            moment=datetime.fromisoformat(told["moment"]),
            cycle=told["cycle"],
            round=told["round"],
            reports=tuple(SharedReport(**each) for each in told["reports"]),
        )
        plain = _plain(sharing) and sharing.moment == found.moment and _written(sharing) == content
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return sharing if plain else None


def _plain(sharing: Sharing) -> bool:
    names = [sharing.cycle, *(each.report for each in sharing.reports)]
    names += [sharing.round] if sharing.round is not None else []
    digests = [code for each in sharing.reports for code in (each.sha256, each.data_code, each.package)]
    digests += [each.content for each in sharing.reports if each.content is not None]
    whole = all((each.content is None) == (each.told is None) for each in sharing.reports)
    texts = all(_is_told(each.told) for each in sharing.reports if each.told is not None)
    return whole and texts and all(map(_NAME.fullmatch, names)) and all(map(_SHA256.fullmatch, digests))


def _is_told(told: Any) -> bool:
    """Whether something read from a file is printed texts by part and key."""
    return all(isinstance(text, str) for by_key in told.values() for text in by_key.values())


def _strangers(folder: Path) -> Iterator[Problem]:
    known = {each.file for each in shared_in(folder)}
    for file in sorted(shared(folder).glob("[!.]*.json")):
        if file not in known:
            what, remedy = "ini bukan catatan yang dibagikan dan tidak dipakai", "Pindahkan berkas ini"
            where = f"inputs/{folder.name}/shared/{clipped(file.name)}"
            yield Problem(where=where, what=what, remedy=remedy)


def _changed(folder: Path, found: SharedFile) -> Problem:
    where = f"inputs/{folder.name}/{found.where}"
    return Problem(where=where, what="isi catatan ini berubah sejak ditulis", remedy=_REMEDY)
