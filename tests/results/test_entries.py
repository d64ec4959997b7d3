"""How far an asked entry has come: from nothing over a draft and an approval to accepted."""

from collections import Counter
from datetime import UTC, datetime

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records, Response
from spbe_lib.records.approving import APPROVAL, drafts_digest
from spbe_lib.records.database.drafts import Draft
from spbe_lib.results.entries import EntryState, entry_states
from tests.results.office import office, recorded, register, ticks

OLD = load_edition("permenpanrb-5-2018")
OPD = "opd-01"
CYCLE = office(OLD, register(2), dict.fromkeys(range(1, 7), OPD))


def draft(topic: str, desk: str = OPD, side: str = "", **content: str) -> Draft:
    """What somebody is typing."""
    moment = datetime(2026, 6, 1, 3, tzinfo=UTC)
    return Draft(
        desk=desk, topic=topic, content=content, actor="uji", changed_at=moment, revision=1, side=side
    )


def states(records: Records, *drafts: Draft) -> dict[str, EntryState]:
    """The states of the six items."""
    return dict(entry_states(CYCLE, OLD, records, OPD, drafts))


def test_every_asked_entry_has_one_state_and_they_add_up() -> None:
    """Nothing, a draft, handed in, returned, accepted: each asked entry once."""
    answers = {each: ticks(OPD, each, [], level=3) for each in ("3", "4", "5")}
    records = recorded(answers["3"], returned=[answers["4"]], accepted=[answers["5"]])
    found = states(records, draft("2"), draft("9"))

    assert found == {
        "1": EntryState.UNTOUCHED,
        "2": EntryState.DRAFTED,
        "3": EntryState.SUBMITTED,
        "4": EntryState.RETURNED,
        "5": EntryState.ACCEPTED,
        "6": EntryState.UNTOUCHED,
    }
    assert Counter(found.values()).total() == 6


def test_drafts_that_the_head_approved_wait_to_be_sent() -> None:
    """As long as nobody changed them since."""
    words = [draft("1"), draft("2")]
    signed = draft(APPROVAL, name="Siti", day="2026-06-01", digest=drafts_digest(words))

    assert states(Records(), *words, signed)["1"] is EntryState.APPROVED
    assert states(Records(), *words, draft("3"), signed)["1"] is EntryState.DRAFTED


def test_drafts_of_others_and_words_kept_aside_are_no_drafts_of_the_opd() -> None:
    """Another desk, and the second page of one desk."""
    assert set(states(Records(), draft("1", desk="opd-02"), draft("2", side="halaman")).values()) == {
        EntryState.UNTOUCHED
    }


def test_what_was_handed_in_stays_so_while_somebody_works_on_it_again() -> None:
    """A draft does not take an answer away."""
    answer = ticks(OPD, "1", [], level=3)

    assert states(recorded(answer), draft("1"))["1"] is EntryState.SUBMITTED
    assert states(recorded(returned=[answer]), draft("1"))["1"] is EntryState.RETURNED


def test_a_mere_note_is_no_answer() -> None:
    """An explanation without a level or a tick was recorded; nothing was answered."""
    note = Response(opd=OPD, item="1", fact="Sedang disusun.")

    assert states(recorded(note))["1"] is EntryState.UNTOUCHED
    assert states(recorded(note), draft("1"))["1"] is EntryState.DRAFTED


def test_every_state_has_a_word_for_people() -> None:
    """No code word reaches a page."""
    assert len({each.label for each in EntryState}) == len(EntryState)
