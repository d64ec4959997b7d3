"""Who answers and reads what in a new cycle: last year's tasks, through the concordance. Pure.

An indicator is led by whom most of the indicators that went into it were led by. What continues nothing is
given to the secretariat of the Tim for the time being, for every indicator must have a lead.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from spbe_lib.csv_file import text_cell
from spbe_lib.errors import WorkspaceError
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.instrument import Indicator
from spbe_lib.records.files.register_files import EVERYONE
from spbe_lib.records.files.team_file import COLUMNS
from spbe_lib.records.register import Cycle, Member, Role
from spbe_lib.workspace import OPD_FILE


def former_indicators(continuity: Continuity) -> Mapping[int, tuple[int, ...]]:
    """For each indicator of the newer edition, the numbers of those that went into it."""
    old = {item.code: item.indicator for item in continuity.before.items}
    return {
        indicator.number: tuple(
            dict.fromkeys(old[code] for item in indicator.items for code in continuity.of(item.code).before)
        )
        for indicator in continuity.after.indicators
    }


def stand_in(last: Cycle) -> str:
    """The OPD that leads what nobody led before: the secretariat of the Tim, else the first that fills.

    Raises:
        WorkspaceError: None of them fills.
    """
    filling = [opd.code for opd in last.filling]
    if not filling:
        raise WorkspaceError(
            f"{OPD_FILE} siklus {last.name}: tidak ada OPD yang mengisi, jadi indikator baru tidak mempunyai "
            "pengampu. Isi kolom fills dengan yes untuk sedikitnya satu OPD."
        )
    return last.reviewer if last.reviewer in filling and last.reviewer else filling[0]


def leads(last: Cycle, continuity: Continuity) -> Mapping[int, str]:
    """The lead of every indicator of the newer edition."""
    found: dict[int, str] = {}
    for number, formers in former_indicators(continuity).items():
        known = Counter(last.leads[each] for each in formers if each in last.leads)
        found[number] = known.most_common(1)[0][0] if known else stand_in(last)
    return found


def assignment_file(last: Cycle, continuity: Continuity) -> bytes:
    """``assignments.csv`` of the new cycle."""
    rows = [("indicator", "opd", "role")]
    led, formers = leads(last, continuity), former_indicators(continuity)
    for indicator in continuity.after.indicators:
        number = str(indicator.number)
        rows.append((number, led[indicator.number], Role.LEAD.value))
        before = formers[indicator.number]
        helping = dict.fromkeys(
            (
                *(last.leads[each] for each in before if each in last.leads),
                *(code for each in before for code in last.contributors.get(each, ())),
            )
        )
        helping.pop(led[indicator.number], None)
        rows += [(number, code, Role.CONTRIBUTOR.value) for code in helping]
        rows += [(number, code, Role.CONCERNED.value) for code in _concerned(last, indicator, before)]
    return _csv(rows)


def team_file(last: Cycle, continuity: Continuity) -> bytes:
    """``team.csv`` of the new cycle: the same people, each with the indicators that continue his."""
    formers = former_indicators(continuity)
    rows = [COLUMNS, *(_member(each, formers) for each in last.team)]
    return _csv(rows)


def _concerned(last: Cycle, indicator: Indicator, formers: Iterable[int]) -> Iterator[str]:
    """The OPDs concerned, where the newer edition asks for some; all where nobody named any."""
    if any(rule.extent == "concerned" for rule in indicator.scope):
        known = dict.fromkeys(code for each in formers for code in last.concerned.get(each, ()))
        yield from known or (EVERYONE,)


def _member(member: Member, formers: Mapping[int, tuple[int, ...]]) -> tuple[str, ...]:
    mine = [str(number) for number, before in formers.items() if member.indicators.intersection(before)]
    return member.name, member.function, member.opd, "; ".join(mine)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    written = StringIO()
    cells = ([text_cell(cell) for cell in row] for row in rows)
    csv.writer(written, lineterminator="\n").writerows(cells)
    return written.getvalue().encode()
