"""Documents rather than levels: what is to prove, named, kept, accepted, and what hangs on the rest."""

import dataclasses
from collections.abc import Collection
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Records
from spbe_lib.records.documents import Attachment, EvidenceFile, document_key
from spbe_lib.records.register import Cycle, Target
from spbe_lib.results.open_documents import Documents, open_documents
from tests.results.office import codes, office, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
MINE, OTHER = "opd-01", "opd-02"
UP_TO_3 = codes(LAW, 42, 1, 2, 3)
WEIGHT = LAW.indicator(42).weight / 100


def cycle(**more: object) -> Cycle:
    """Two OPDs, neither in scope; the first leads indicator 42, aimed at level 3."""
    opds = tuple(dataclasses.replace(opd, in_scope=False) for opd in register(2))
    made = office(LAW, opds, {42: MINE})
    return dataclasses.replace(made, target=Target(levels={"42": 3}), **more)  # type: ignore[arg-type]


def found(records: Records, made: Cycle | None = None) -> Documents:
    """What is to prove, for the first OPD."""
    return open_documents(made or cycle(), LAW, records, MINE)


def counts(each: Documents) -> tuple[int, int, int, int]:
    """Asked, named, kept, accepted."""
    return each.asked, each.named, each.kept, each.accepted


def proven(codes: Collection[str], **kinds: bool) -> Records:
    """An answer that ticks all and names a document for some."""
    answer = ticks(MINE, "42", UP_TO_3, proofs=codes)
    return recorded(accepted=[answer]) if kinds.get("accepted") else recorded(answer)


def file_for(requirement: str | None, document: str = "dok-x") -> Attachment:
    """A kept file."""
    kept = EvidenceFile(sha256="0" * 64, size=1, kind="pdf")
    return Attachment(
        opd=MINE, topic="42", requirement=requirement, document=document, title="SK", name="sk.pdf", file=kept
    )


def test_what_is_asked_are_the_requirements_up_to_the_level_aimed_at() -> None:
    """Nothing came: all is missing, and the whole level is at stake."""
    nothing = found(Records())

    assert counts(nothing) == (len(UP_TO_3), 0, 0, 0)
    assert (nothing.points_open, nothing.weight_open) == (3 * WEIGHT, 3 * WEIGHT)
    assert sum(len(each.request.purposes) for each in nothing.missing) == len(UP_TO_3)


def test_a_tick_without_a_document_proves_nothing_and_a_document_without_a_file_is_no_file() -> None:
    """Named, kept and accepted are told apart."""
    first = min(UP_TO_3)
    named = proven([first])
    kept = dataclasses.replace(named, attachments=(file_for(first),))
    by_document = dataclasses.replace(named, attachments=(file_for(None, document_key(f"Dokumen {first}")),))
    other = dataclasses.replace(named, attachments=(file_for(max(UP_TO_3)),))

    assert [counts(found(each))[1:] for each in (proven([]), named, kept, by_document, other)] == [
        (0, 0, 0),
        (1, 0, 0),
        (1, 1, 0),
        (1, 1, 0),
        (1, 0, 0),
    ]
    assert counts(found(proven(UP_TO_3, accepted=True))) == (len(UP_TO_3), len(UP_TO_3), 0, len(UP_TO_3))


def test_what_holds_up_most_levels_comes_first() -> None:
    """Without the first requirement the item falls from 3 to 1; without one of the third level to 2."""
    missing = found(Records()).missing

    assert [each.points for each in missing] == sorted((each.points for each in missing), reverse=True)
    assert missing[0].points == 2 * WEIGHT
    assert missing[-1].points == WEIGHT


def test_what_several_things_hold_up_is_counted_once() -> None:
    """Two levels are open though four requirements are, and when all is proven nothing is."""
    assert found(proven(codes(LAW, 42, 1))).points_open == 2 * WEIGHT
    assert found(proven(UP_TO_3)).points_open == 0
    assert found(proven([])).points_open == 2 * WEIGHT


def test_an_obligation_carries_one_level_and_its_weight_is_shared_among_all() -> None:
    """Each of two silent OPDs holds up the whole level; added up they weigh one level, not two."""
    made = office(LAW, register(2), {})
    both = [open_documents(made, LAW, Records(), code) for code in (MINE, OTHER)]
    level = {number: LAW.indicator(number).weight / 100 for number in (13, 16)}
    yes = open_documents(made, LAW, recorded(says(MINE, "I16-L3-01", Answer.YES, proven=True)), MINE)

    assert both[0].points_open == both[1].points_open == 2 * both[0].weight_open
    assert both[0].points_open - yes.points_open == level[16]
    assert both[0].weight_open - yes.weight_open == level[16] / 2


def test_where_the_requirements_are_not_known_the_item_is_one_thing_to_prove() -> None:
    """5/2018: a level given directly, proven as a whole, aimed one above last year's or at the top."""
    made = office(OLD, register(1), {1: MINE})
    (level,) = (item.weight / 100 for item in OLD.items if item.code == "1")
    silent = open_documents(made, OLD, Records(), MINE)
    whole = dataclasses.replace(
        ticks(MINE, "1", [], level=3),
        evidence=(dataclasses.replace(ticks(MINE, "1", [], proofs=["x"]).evidence[0], requirement=None),),
    )
    named = open_documents(made, OLD, recorded(whole), MINE)

    assert (counts(silent), silent.points_open) == ((1, 0, 0, 0), 5 * level)
    assert counts(named) == (1, 1, 0, 0)
    assert (named.points_open, len(named.missing)) == (Fraction(0), 0)


def test_what_other_opds_have_plays_no_part() -> None:
    """Their answers and files are not looked at."""
    mine = proven([min(UP_TO_3)])
    foreign = recorded(ticks(OTHER, "42", UP_TO_3, proofs=UP_TO_3))
    both = dataclasses.replace(mine, responses={**mine.responses, **foreign.responses})

    assert found(both) == found(mine)


@pytest.mark.failure(3)
@given(st.sets(st.sampled_from(sorted(UP_TO_3))), st.booleans())
def test_more_documents_never_leave_more_open(named: set[str], accepted: bool) -> None:
    """Whatever is named, and whoever accepted it: the points that are open lie between nothing and all."""
    fewer, more = found(proven(named)), found(proven(UP_TO_3 if accepted else named | {min(UP_TO_3)}))

    assert 0 <= more.points_open <= fewer.points_open <= fewer.weight_asked
    assert more.named >= fewer.named
    assert fewer.asked == fewer.named + len(
        {p.requirement for m in fewer.missing for p in m.request.purposes}
    )
    assert isinstance(more.points_open, Fraction)
