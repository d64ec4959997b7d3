"""Whether what comes in agrees with what is recorded: new, resting on what was seen, about what exists."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from spbe_lib.errors import StaleError, StoreError
from spbe_lib.figures import printed_date
from spbe_lib.records.answers import Decision, Entry, Standing, Status
from spbe_lib.records.database.entry_rows import Kept, KeptEntry
from spbe_lib.records.database.sqlite_file import told
from spbe_lib.records.judgements import Verdict
from spbe_lib.strict_yaml import clipped

Seen = Mapping[tuple[str, str], int]
"""The version that somebody had before his eyes, by OPD code and topic."""


def says_something_new(new: Entry, kept: Kept) -> bool:
    """Whether an entry differs from what is recorded."""
    old = kept.get((new.opd, new.topic))
    return new != old.recorded.content if old else not new.empty


def refuse_stale(changed: Sequence[Entry], kept: Kept, bases: Seen) -> None:
    """Let no entry replace a version that its author did not see, unless the Tim asked for a new one.

    Raises:
        StaleError: By OPD and topic, who changed it.
    """
    stale: dict[str, str] = {}
    for each in changed:
        old = kept.get((each.opd, each.topic))
        if old and not _may_follow(old.recorded.standing, bases.get((each.opd, each.topic), 0)):
            stale[f"{each.opd} {each.topic}"] = _who_changed(old)
    if stale:
        raise StaleError(stale)


def refuse_unseen(decisions: Sequence[Decision | Verdict], kept: Kept, seen: Seen) -> None:
    """Let no decision or ruling fall on a version that the Tim did not see, where it is known which it saw.

    Raises:
        StaleError: By OPD and topic, who changed it.
    """
    stale = {
        f"{each.opd} {each.topic}": _who_changed(old)
        for each in decisions
        for old in [kept[each.opd, each.topic]]
        if seen.get((each.opd, each.topic), old.recorded.standing.version) != old.recorded.standing.version
    }
    if stale:
        raise StaleError(stale)


def refuse_unknown(file: Path, decisions: Sequence[Decision | Verdict], kept: Kept) -> None:
    """Let no decision or ruling be about something that was never handed in.

    Raises:
        StoreError: All of them.
    """
    asked = dict.fromkeys((each.opd, each.topic) for each in decisions)
    if unknown := [key for key in asked if key not in kept]:
        remedy = "Yang dapat diputuskan hanya jawaban yang sudah diserahkan; hapus baris itu, lalu ulangi"
        lines = [
            f"{told(file)}: OPD {clipped(opd)} belum menyerahkan {clipped(topic)}." for opd, topic in unknown
        ]
        raise StoreError("\n".join([*lines, f"{remedy}."]))


def _may_follow(standing: Standing, base: int) -> bool:
    return standing.status is Status.RETURNED or standing.version == base


def _who_changed(old: KeptEntry) -> str:
    standing = old.recorded.standing
    at = standing.changed_at.astimezone()
    return (
        f"diubah oleh {clipped(standing.actor)} pada {printed_date(at.date())} {at:%H.%M} "
        f"dari berkas {clipped(old.file)} (versi {standing.version})"
    )
