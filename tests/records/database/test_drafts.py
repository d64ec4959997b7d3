"""Drafts: kept at every pause, shared by all pages of a desk, and never lost when two people type at once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from spbe_lib.errors import StoreError
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.database.store import Store
from tests.records.handed_in import MOMENT, OPD, changed, opened, response, submission

DRAFT = Draft(desk=OPD, topic="13", content={"fact": "Sudah"}, actor="Ani", changed_at=MOMENT)


def saying(text: str, draft: Draft = DRAFT) -> Draft:
    """The same draft with another text, a second later."""
    return replace(draft, content={"fact": text}, changed_at=draft.changed_at + timedelta(seconds=1))


@pytest.mark.failure(22)
def test_a_draft_survives_whoever_typed_it(tmp_path: Path) -> None:
    """It stands in the database as soon as it was kept, for every page that opens later."""
    with opened(tmp_path) as store:
        kept = store.keep_draft(DRAFT, "halaman-1").kept

    with opened(tmp_path) as again:
        assert again.drafts(OPD) == again.drafts() == (kept,)
    assert kept.revision > 0
    assert kept.content == {"fact": "Sudah"}


def test_a_draft_is_overwritten_and_leaves_no_event(store: Store) -> None:
    """What is being typed is no record yet."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    second = store.keep_draft(saying("Sudah ada", first), "halaman-1").kept

    assert store.drafts() == (second,)
    assert second.revision == first.revision + 1
    assert store.read().events == ()


def test_who_comes_second_is_told_and_loses_nothing(store: Store) -> None:
    """The words of the second page go aside, with whose draft stands; so they do at every further pause."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    by_ani = store.keep_draft(saying("milik Ani", first), "halaman-1").kept
    by_budi = replace(saying("milik Budi", first), actor="Budi")

    outcome = store.keep_draft(by_budi, "halaman-2")
    later = store.keep_draft(saying("milik Budi juga", by_budi), "halaman-2")

    assert outcome.other == later.other == by_ani
    assert [each.content["fact"] for each in store.drafts(OPD)] == ["milik Ani", "milik Budi juga"]
    assert [each.side for each in store.drafts(OPD)] == ["", "halaman-2"]


def test_words_kept_aside_go_when_their_page_saves_over_the_newest_draft(store: Store) -> None:
    """Having chosen, the second person rests on what the first one wrote."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    store.keep_draft(replace(DRAFT, actor="Budi"), "halaman-2")

    chosen = store.keep_draft(saying("gabungan", replace(first, actor="Budi")), "halaman-2")

    assert chosen.other is None
    assert store.drafts() == (chosen.kept,)


def test_a_draft_that_was_thrown_away_meanwhile_is_begun_anew_aside(store: Store) -> None:
    """Somebody handed the answer in: who still types on the old draft is told that it is gone."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    store.drop_drafts([first])

    outcome = store.keep_draft(saying("terlambat", first), "halaman-2")

    assert outcome.other is None
    assert outcome.kept.side == "halaman-2"
    assert [each.content["fact"] for each in store.drafts()] == ["terlambat"]


@pytest.mark.failure(22)
def test_a_draft_begun_anew_is_not_taken_for_the_one_that_was_thrown_away(store: Store) -> None:
    """One page hands in and begins again; another still holds the old draft and overwrites nothing."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    store.drop_drafts([first])
    anew = store.keep_draft(saying("sesudah diserahkan"), "halaman-1").kept

    outcome = store.keep_draft(saying("halaman lama", first), "halaman-2")
    store.drop_drafts([first])

    assert outcome.other == anew
    assert [each.content["fact"] for each in store.drafts()] == ["sesudah diserahkan", "halaman lama"]


def test_only_the_revision_that_was_seen_is_thrown_away(store: Store) -> None:
    """What was typed while something was handed in stays."""
    first = store.keep_draft(DRAFT, "halaman-1").kept
    newer = store.keep_draft(saying("lebih baru", first), "halaman-1").kept

    store.drop_drafts([first])

    assert store.drafts() == (newer,)


def test_what_is_handed_in_ends_its_draft_in_one_transaction(store: Store) -> None:
    """Record and draft change together, or neither does."""
    mine = store.keep_draft(DRAFT, "halaman-1").kept
    other = store.keep_draft(replace(DRAFT, topic="14"), "halaman-1").kept

    def _fails() -> None:
        raise StoreError("disk penuh")

    with pytest.raises(StoreError):
        store.take(submission("satu"), [response()], {}, replace=False, spent=[mine], keep=_fails)
    assert store.drafts() == (mine, other)

    store.take(submission("satu"), [response()], {}, replace=False, spent=[mine])
    assert store.drafts() == (other,)


def test_a_page_without_a_name_keeps_no_draft(store: Store) -> None:
    """Else its words could not be told from the shared draft."""
    with pytest.raises(ValueError, match="name"):
        store.keep_draft(DRAFT, "")


def test_a_draft_that_was_never_written_here_is_told_as_damage(store: Store, tmp_path: Path) -> None:
    """Somebody edited the file: the sentence says what to do."""
    store.keep_draft(DRAFT, "halaman-1")
    changed(tmp_path, "UPDATE draft SET content = '[1]'")

    with pytest.raises(StoreError, match="rusak"):
        store.drafts()
