"""Two reports of the same kind beside each other: what the earlier one told, and what this one tells."""

from collections.abc import Iterator, Mapping

from spbe_lib.records.answers import Status
from spbe_lib.reporting.changes.rows import (
    ConsolidatedChanges,
    CountChange,
    FigureChange,
    OpdChanges,
    Told,
    ValueChange,
)
from spbe_lib.reporting.changes.told import YES, Part, digest, told_by
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.opd.document import OpdInput

Moved = tuple[str, str | None, str | None]
"""A key, and what stood and stands under it."""

_DECISION = "keputusan Tim"


def consolidated_changes(report: ConsolidatedInput, earlier: Told, since: str) -> ConsolidatedChanges:
    """What changed in the government's report.

    Args:
        report: The report of today.
        earlier: What the report said that is compared with.
        since: When that one was shared, as printed.
    """
    now = told_by(report)
    names = {item.code: item.short_name for item in report.items}
    return ConsolidatedChanges(
        since=since,
        figures=tuple(_figures(earlier, now)),
        values=tuple(_values(earlier, now, names)),
        decisions=tuple(
            ValueChange(code=code, name=names.get(code, ""), whose=_DECISION, before=before, now=after)
            for code, before, after in moved(earlier, now, Part.DECISIONS)
        ),
        complete=tuple(
            opd for opd, before, after in moved(earlier, now, Part.COMPLETE) if before and after == YES
        ),
        returned=tuple(each for each in _counts(earlier, now, Part.RETURNED) if each.now > each.before),
        documents=tuple(_counts(earlier, now, Part.MISSING)),
        repairs=tuple(_counts(earlier, now, Part.REPAIRS)),
    )


def opd_changes(report: OpdInput, earlier: Told, since: str) -> OpdChanges:
    """What changed in the report of one OPD, from what its own reports say."""
    now = told_by(report)
    entries = {row.code: f"indikator {row.code}" for row in report.led}
    entries |= {row.code: f"kewajiban bersama indikator {row.label}" for row in report.obligations}
    titles = {digest(row.title, row.number): row.title for row in report.evidence}
    states = list(moved(earlier, now, Part.STATES))
    documents, repairs = list(moved(earlier, now, Part.DOCUMENTS)), list(moved(earlier, now, Part.REPAIRS))
    return OpdChanges(
        since=since,
        figures=tuple(_figures(earlier, now)),
        values=tuple(_values(earlier, now, {row.code: row.short_name for row in report.led})),
        answered=tuple(entries[code] for code, before, _ in states if before is None),
        accepted=tuple(entries[code] for code, _, after in states if after == Status.ACCEPTED.label),
        returned=tuple(entries[code] for code, _, after in states if after == Status.RETURNED.label),
        repaired=sum(after is None for _, _, after in repairs),
        to_repair=sum(before is None for _, before, _ in repairs),
        questions=sum(before is None for _, before, _ in moved(earlier, now, Part.QUESTIONS)),
        documents=tuple(titles[code] for code, before, _ in documents if before is None),
        withdrawn=sum(after is None for _, _, after in documents),
    )


def moved(earlier: Told, now: Told, part: Part) -> Iterator[Moved]:
    """What reads otherwise in one part, in today's order, then what is no longer there.

    Nothing where the earlier report is not remembered to have had this part.
    """
    before, after = earlier.get(part), now.get(part)
    if before is None or after is None:
        return
    for key in (*after, *sorted(before.keys() - after.keys())):
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)


def _figures(earlier: Told, now: Told) -> Iterator[FigureChange]:
    interim = (each for each in moved(earlier, now, Part.INTERIM) if each[2] is not None)
    for label, before, after in (*moved(earlier, now, Part.FIGURES), *interim):
        yield FigureChange(label=label, before=before, now=after)


def _values(earlier: Told, now: Told, names: Mapping[str, str]) -> Iterator[ValueChange]:
    """The values that changed; those of a stage that the page shows no longer are passed over."""
    shown = {key.partition(" ")[2] for key in now.get(Part.VALUES, {})}
    for key, before, after in moved(earlier, now, Part.VALUES):
        code, _, whose = key.partition(" ")
        if whose in shown:
            yield ValueChange(code=code, name=names.get(code, ""), whose=whose, before=before, now=after)


def _counts(earlier: Told, now: Told, part: Part) -> Iterator[CountChange]:
    """Counts by OPD that changed, of the OPDs that both reports know."""
    for opd, before, after in moved(earlier, now, part):
        if before is not None and after is not None:
            yield CountChange(opd=opd, before=int(before), now=int(after))
