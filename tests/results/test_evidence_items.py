"""Evidence items one by one: the status of each, what blocks it, and the highest level that is accepted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.ladder import climb
from spbe_lib.law.own_requirements import with_requirements
from spbe_lib.law.own_requirements_file import read_own_requirements
from spbe_lib.records.answers import Event, EventKind, RecordedDocument, Records, Response, Standing, Status
from spbe_lib.records.documents import Document, DocumentStatus, document_key
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.results.consolidation import consolidate
from spbe_lib.results.evidence_items import EvidenceItem, ItemsOf, ItemStatus, evidence_items
from tests.results.office import codes, office, recorded, register, ticks

BUNDLED = Path(__file__).parents[2] / "inputs" / "contoh-2026" / "butir.yaml"
BARE = load_edition("permenpanrb-8-2026")
NEW = with_requirements(BARE, read_own_requirements(BUNDLED, BARE))
LAW = load_edition("permenpanrb-59-2020")
LEAD = "opd-01"
CYCLE = office(NEW, register(2), {1: LEAD})
NOON = datetime(2026, 9, 20, 5, tzinfo=UTC)
LOW, UP = codes(NEW, 1, 1, 2), codes(NEW, 1, 1, 2, 3)
ONE = "I1-L2-01"


def ruled(subject: str, ruling: Ruling, stage: Stage = Stage.DOKUMEN, reason: str = "") -> Verdict:
    """What an assessor says of one item."""
    return Verdict(
        stage=stage, opd=LEAD, topic="1", subject=subject, ruling=ruling, reason=reason, given_at=NOON
    )


def judged(records: Records, until: Stage = Stage.AKHIR) -> ItemsOf:
    """The evidence items of indicator 1."""
    return evidence_items(CYCLE, NEW, records, until)["1"]


def of(found: ItemsOf, code: str) -> EvidenceItem:
    """One item among them."""
    return next(each for each in found.items if each.requirement.code == code)


def answer(*proven: str, ticked: frozenset[str] = LOW) -> Response:
    """An answer that ticks some items and names a document for some."""
    return ticks(LEAD, "1", ticked, proofs=proven)


def test_nothing_handed_in_is_nowhere_and_reads_as_nothing() -> None:
    """Every item is *belum*; there is no reading, for unanswered is never a level."""
    found = judged(Records())

    assert found.counts == {ItemStatus.NONE: len(found.items)}
    assert found.reading is None
    assert consolidate(CYCLE, NEW, Records()).items["1"].value is None


def test_a_stated_item_with_a_document_is_on_its_way() -> None:
    """*Proses*; without a document *belum*; a document without a tick *draf*."""
    found = judged(recorded(answer(ONE, "I1-L3-01")))

    assert of(found, ONE).status is ItemStatus.SENT
    assert of(found, "I1-L2-02").status is ItemStatus.NONE
    assert of(found, "I1-L3-01").status is ItemStatus.DRAFT
    assert found.reading == 1


def test_a_draft_or_a_returned_answer_stays_with_the_opd() -> None:
    """*Draf*: the document is not what it should be yet, or the Tim sent the answer back."""
    proof = answer(ONE).evidence[0]
    draft = Document(
        opd=LEAD,
        key=document_key(proof.title, proof.number),
        title=proof.title,
        number=proof.number,
        status=DocumentStatus.DRAFT,
    )
    sent, back = recorded(answer(ONE)), recorded(returned=[answer(ONE)])
    standing = Standing(version=1, status=Status.SUBMITTED, changed_at=NOON, actor="", submission="")
    told = replace(sent, documents={(LEAD, draft.key): RecordedDocument(content=draft, standing=standing)})

    assert of(judged(sent), ONE).status is ItemStatus.SENT
    assert of(judged(told), ONE).status is ItemStatus.DRAFT
    assert of(judged(back), ONE).status is ItemStatus.DRAFT


def test_a_ruling_decides_and_the_furthest_stage_has_the_last_word() -> None:
    """The Tim accepted, the assessor wants it revised: *revisi*, with the assessor's reason."""
    rulings = (
        ruled(ONE, Ruling.REVISE, reason="Tidak tepat: isi berkas bukan yang diminta"),
        ruled(ONE, Ruling.ACCEPTED, Stage.MANDIRI),
    )
    records = replace(recorded(answer(ONE)), verdicts=rulings)
    last, own = of(judged(records), ONE), of(judged(records, Stage.MANDIRI), ONE)

    assert (last.status, last.stage) == (ItemStatus.REVISE, Stage.DOKUMEN)
    assert last.reason.startswith("Tidak tepat")
    assert (own.status, own.stage, own.reason) == (ItemStatus.ACCEPTED, Stage.MANDIRI, "")


def test_an_accepted_answer_counts_until_an_external_assessor_rules_on_it() -> None:
    """Then only what he accepted does; what he did not look at waits."""
    whole = recorded(accepted=[answer(*LOW)])
    looked_at = replace(whole, verdicts=(ruled("I1-L1-01", Ruling.ACCEPTED),))

    assert judged(whole).reading == 2
    assert judged(looked_at).reading == 1
    assert of(judged(looked_at), ONE).status is ItemStatus.SENT


def test_a_ruling_lapses_when_the_opd_hands_in_anew() -> None:
    """Then the item waits for the assessor again, also where the Tim accepted the new answer meanwhile."""
    again = Event(
        kind=EventKind.REPLACED,
        at=NOON + timedelta(days=3),
        actor="",
        submission="",
        opd=LEAD,
        topic="1",
        version=2,
    )
    records = replace(recorded(answer(ONE)), verdicts=(ruled(ONE, Ruling.REVISE, reason="x"),))

    assert of(judged(records), ONE).status is ItemStatus.REVISE
    assert of(judged(replace(records, events=(again,))), ONE).status is ItemStatus.SENT

    taken = replace(recorded(accepted=[answer(ONE)]), verdicts=records.verdicts, events=(again,))

    assert of(judged(taken), ONE).status is ItemStatus.SENT
    assert of(judged(taken, Stage.MANDIRI), ONE).status is ItemStatus.ACCEPTED


def test_a_level_is_not_judged_before_all_items_below_are_accepted() -> None:
    """An item above names the lowest level that still lacks something; the next item is below it."""
    accepted = tuple(ruled(code, Ruling.ACCEPTED) for code in UP - {ONE})
    found = judged(replace(recorded(answer(*UP, ticked=UP)), verdicts=accepted))

    assert of(found, "I1-L3-01").blocked_by == 2
    assert of(found, "I1-L5-01").blocked_by == 2
    assert of(found, ONE).blocked_by is None
    assert found.reading == 1
    assert found.next
    assert found.next.requirement.code == ONE


def test_what_is_accepted_up_to_the_top_leaves_nothing_to_work_on() -> None:
    """The reading is 5, and there is no next item."""
    every = frozenset(NEW.indicator(1).codes)
    found = judged(recorded(accepted=[answer(*every, ticked=every)]))

    assert (found.reading, found.next) == (5, None)


def test_what_is_yielded_rests_on_what_the_team_accepted_and_claims_stay_claims() -> None:
    """The OPD claims 2; nothing is accepted: 1 is offered. A later assessor's ruling plays no part in it."""
    sent, taken = recorded(answer(*LOW)), recorded(accepted=[answer(*LOW)])
    later = replace(taken, verdicts=(ruled(ONE, Ruling.REVISE, reason="x"),))
    outcomes = [consolidate(CYCLE, NEW, each).items["1"] for each in (sent, taken, later)]

    assert [each.claimed for each in outcomes] == [Span.exactly(2)] * 3
    assert [each.value for each in outcomes] == [Span.exactly(1), Span.exactly(2), Span.exactly(2)]
    assert outcomes[0].first_missing
    assert outcomes[0].first_missing.code == "I1-L1-01"


def test_other_editions_have_no_evidence_items() -> None:
    """59/2020 judges levels; 8/2026 without a list has nothing to count."""
    assert evidence_items(office(LAW, register(1), {1: LEAD}), LAW, Records()) == {}
    assert evidence_items(office(BARE, register(1), {1: LEAD}), BARE, Records()) == {}


@given(st.sets(st.sampled_from(sorted(NEW.indicator(1).codes))))
def test_the_reading_is_what_the_accepted_items_climb_to(accepted: set[str]) -> None:
    """And never counts a level whose items below are not all accepted."""
    rulings = tuple(ruled(code, Ruling.ACCEPTED) for code in sorted(accepted))
    found = judged(replace(recorded(answer(ticked=frozenset(accepted))), verdicts=rulings))
    whole = [
        level.value for level in NEW.indicator(1).levels if {r.code for r in level.requirements} <= accepted
    ]
    unbroken = [value for value in whole if set(range(1, value + 1)) <= set(whole)]

    assert found.accepted == accepted
    assert found.reading == max(unbroken, default=1)
    assert found.reading == climb(NEW, NEW.indicator(1), accepted).value


@pytest.mark.parametrize("status", list(ItemStatus))
def test_every_status_has_the_word_that_is_used_in_the_field(status: ItemStatus) -> None:
    """Diterima, revisi, proses, draf, belum."""
    assert status.label in {"diterima", "revisi", "proses", "draf", "belum"}


def test_an_item_that_waits_for_level_zero_is_not_the_next_one() -> None:
    """A lowest level of 0 blocks what rests on it like any other."""
    waiting = replace(of(judged(Records()), "I1-L2-01"), status=ItemStatus.NONE, blocked_by=0)

    assert ItemsOf(item="1", items=(waiting,), reading=None).next is None
