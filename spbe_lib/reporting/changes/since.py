"""With which earlier report one is compared: the last one that was shared and said something else.

Sharing a report as it is thus changes nothing in it, and a report that was shared is made again byte by byte.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from spbe_lib.figures import office_day, printed_date
from spbe_lib.reporting.changes.comparing import consolidated_changes, opd_changes
from spbe_lib.reporting.changes.rows import ConsolidatedChanges, Earlier, OpdChanges
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.document import CycleInput, to_bytes
from spbe_lib.reporting.opd.document import OpdInput


def content_code(report: CycleInput) -> str:
    """The SHA-256 of what a report says, but for what changed since an earlier one, in hexadecimal."""
    return hashlib.sha256(to_bytes(replace(report, changes=None))).hexdigest()


def with_changes(report: CycleInput, earlier: Sequence[Earlier]) -> CycleInput:
    """The same report, telling what changed since the last one that was shared and said something else.

    Args:
        report: A report of today's records.
        earlier: How it was shared before, the oldest first.
    """
    code = content_code(report) if earlier else None
    other = next((each for each in reversed(earlier) if each.content != code), None)
    if report.kind == "opd":
        return replace(report, changes=_of_opd(report, other))
    return replace(report, changes=_of_government(report, other))


def _of_government(report: ConsolidatedInput, other: Earlier | None) -> ConsolidatedChanges:
    since = _day(other)
    if other is None or since is None or other.told is None:
        return ConsolidatedChanges(since=since, kept=False)
    return consolidated_changes(report, other.told, since)


def _of_opd(report: OpdInput, other: Earlier | None) -> OpdChanges:
    since = _day(other)
    if other is None or since is None or other.told is None:
        return OpdChanges(since=since, kept=False)
    return opd_changes(report, other.told, since)


def _day(other: Earlier | None) -> str | None:
    return printed_date(office_day(other.moment)) if other else None
