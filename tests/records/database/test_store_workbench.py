"""What the workbench records: who opened and read what, what OPDs reply, the government's own words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from spbe_lib.figures import Span
from spbe_lib.records.answers import Approval, Decision, EventKind, Status
from spbe_lib.records.database.store import Store
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.judgements import Candidate, Reply
from spbe_lib.records.model import Assessment, CaseEvidence, Readers, Stage
from tests.records.handed_in import MOMENT, NEWEST, OPD, response, submission

SCAN = EvidenceFile(sha256="cd" * 32, size=99, kind="pdf", text_layer=False)


def test_the_scan_of_an_approval_comes_back_with_it(store: Store) -> None:
    """And a submission without one stays without."""
    signed = replace(submission("satu"), approval=Approval(name="Kepala", scan=SCAN))
    store.take(signed, [response()], {}, replace=False)
    store.take(submission("dua"), [response("14")], {}, replace=False)

    approvals = [each.approval for each in store.read().submissions]
    assert [each.scan for each in approvals if each] == [SCAN, None]
    assert store.received(signed.sha256) == signed


@pytest.mark.failure(7)
def test_who_read_an_answer_stands_beside_who_gave_it(store: Store) -> None:
    """Reader and second reader are fields of their own; a new answer has not been read."""
    store.take(submission("satu"), [response()], {}, replace=False)
    decision = Decision(
        opd=OPD, topic="13", status=Status.RETURNED, reason="kurang", readers=Readers("Tim A", "Tim B")
    )
    store.assess(submission("tim", None, actor="Tim A"), None, [decision])

    standing = store.read().responses[OPD, "13"].standing
    assert (standing.actor, standing.decision) == ("Analis A", decision)

    store.take(submission("baru"), [response(fact="lain")], {}, replace=False)
    store.assess(submission("tim-2", None), None, [Decision(opd=OPD, topic="13", status=Status.ACCEPTED)])
    again = store.read().responses[OPD, "13"].standing.decision
    assert again is not None
    assert again.readers == Readers()


def test_the_governments_own_words_stay_until_they_are_changed(store: Store) -> None:
    """A later file that gives only a level takes neither explanation nor list of evidence away."""
    own = Assessment(
        edition=NEWEST.code,
        stage=Stage.MANDIRI,
        values={"13": Span.exactly(3)},
        explanations={"13": "Fakta: ada."},
        evidence={"13": (CaseEvidence(title="SK", page="3", opd=OPD), CaseEvidence(title="Perbup"))},
        readers={"13": Readers("Tim A")},
    )
    store.assess(submission("tim", None), own)
    assert store.read().assessments[Stage.MANDIRI] == own

    level = replace(own, values={"13": Span.exactly(4)}, explanations={}, evidence={}, readers={})
    store.assess(submission("tim-2", None), level)

    now = store.read().assessments[Stage.MANDIRI]
    assert (now.explanations, now.evidence, now.readers) == (own.explanations, own.evidence, {})


def test_an_opening_is_remembered_for_the_one_who_opened(store: Store) -> None:
    """Once, and for nobody else."""
    store.note_opening("Tim A", "ab" * 32, MOMENT)
    store.note_opening("Tim A", "ab" * 32, MOMENT + timedelta(days=1))

    assert store.openings("Tim A") == {"ab" * 32}
    assert store.openings("Tim B") == frozenset()


def test_a_reply_stands_until_it_is_replaced_or_taken_back(store: Store) -> None:
    """Each change is an event; saying the same again is none."""
    reply = Reply(opd=OPD, topic="13", subject="jump", text="Ada aplikasi baru.")
    (first,) = store.reply(submission("a"), [reply])
    assert store.reply(submission("b"), [reply]) == ()
    assert store.read().replies == (reply,)

    (taken_back,) = store.reply(submission("c"), [replace(reply, text="")])
    assert (first.kind, taken_back.kind) == (EventKind.REPLIED, EventKind.REPLIED)
    assert store.read().replies == ()


def test_one_service_is_chosen_for_an_item(store: Store) -> None:
    """Choosing another ends the former choice; both stay candidates."""
    adminduk = Candidate(item="45", name="Adminduk", opd="dukcapil", ticked=frozenset({"I45-L1-01"}))
    izin = Candidate(item="45", name="Perizinan", opd="dpmptsp", chosen=True, reason="paling banyak dipakai")
    store.assess(submission("a", None), None, candidates=[adminduk, izin])
    assert store.read().candidates == (adminduk, izin)
    assert store.assess(submission("b", None), None, candidates=[izin]) == ()

    spelled = replace(izin, name=" PERIZINAN")
    assert [each.kind for each in store.assess(submission("b2", None), None, candidates=[spelled])] == [
        EventKind.CHOSEN
    ]
    assert len(store.read().candidates) == 2
    store.assess(submission("b3", None), None, candidates=[izin])

    chosen = replace(adminduk, chosen=True, reason="berdampak lebih luas")
    events = store.assess(submission("c", None), None, candidates=[chosen])

    assert [each.kind for each in events] == [EventKind.CHOSEN, EventKind.CHOSEN]
    assert store.read().candidates == (chosen, replace(izin, chosen=False, reason=""))
