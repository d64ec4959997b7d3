"""All reports of one read of the records share what is the same for all, and each is as if made alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest

from spbe_lib.reporting.consolidated.inputs import consolidated_input, freeze_consolidated
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd.inputs import freeze_opd, opd_input
from spbe_lib.reporting.whole import Whole
from tests.large_cycles import example, many_times, size, watched

TIMES = 10
LEAD, SMALL = "diskominfo", "pupr"
"""An OPD that leads many indicators, and one that has obligations only."""


def frozen(whole: Whole, reports: Iterable[str | None]) -> Mapping[str | None, bytes]:
    """The frozen inputs of these reports, in this order; None is that of the whole government."""
    return {
        each: to_bytes(consolidated_input(whole) if each is None else opd_input(whole, each))
        for each in reports
    }


@pytest.fixture(scope="module")
def alone() -> Mapping[str | None, bytes]:
    """Every report of the example, each frozen as the first and only one."""
    read = example()
    whole = freeze_consolidated(read.cycle, read.instrument, read.records)
    made: dict[str | None, bytes] = {None: to_bytes(whole)}
    for opd in read.cycle.filling:
        fresh = example()
        made[opd.code] = to_bytes(freeze_opd(fresh.cycle, fresh.instrument, fresh.records, opd.code))
    return made


@pytest.mark.parametrize("order", [list, reversed], ids=["in order", "backwards"])
def test_no_report_depends_on_those_that_were_frozen_before_it(
    alone: Mapping[str | None, bytes], order: Callable[[list[str | None]], Iterable[str | None]]
) -> None:
    """Whatever comes first, every document has the bytes that it has alone."""
    assert frozen(example(), order([*alone])) == alone


def test_a_report_frozen_twice_says_the_same(alone: Mapping[str | None, bytes]) -> None:
    """What was worked out for the first time is no other the second time."""
    whole = example()
    for _ in range(2):
        assert frozen(whole, [None, LEAD, SMALL]) == {each: alone[each] for each in (None, LEAD, SMALL)}


def test_other_records_make_another_whole() -> None:
    """Nothing that follows from former records outlives them: what was handed in since is there."""
    whole = example()
    before = opd_input(whole, SMALL)
    gone = replace(whole, records=replace(whole.records, facts={}))

    assert opd_input(gone, SMALL).summary.answered == 0 < before.summary.answered
    assert opd_input(whole, SMALL) == before


def test_ten_times_the_opds_does_not_make_one_report_look_at_more() -> None:
    """With what is the same for all at hand, an OPD's report looks at as much as in a small government."""
    looked = []
    for times in (1, TIMES):
        whole, looks = watched(many_times(example(), times))
        opd_input(whole, LEAD)
        opd_input(whole, SMALL)
        before = looks.count
        opd_input(whole, LEAD)
        opd_input(whole, SMALL)
        looked.append(looks.count - before)

    assert looked[0] == looked[1]


def test_all_reports_together_look_at_each_entry_as_often_in_a_large_government_as_in_a_small_one() -> None:
    """Going through all OPDs and the whole grows with the number of entries, and not with its square."""
    often = []
    for times in (1, TIMES):
        whole, looks = watched(many_times(example(), times))
        frozen(whole, [None, *(opd.code for opd in whole.cycle.filling)])
        often.append(looks.count / size(whole))

    small, large = often
    assert large <= small
