"""An approval holds for the drafts as they stood, and for no other."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from spbe_lib.records.approving import APPROVAL, approved, drafts_digest
from spbe_lib.records.database.drafts import Draft

WORDS = (("42", 3), ("I16-L3-01", 1))
SIGNED = {"name": "Siti Aminah", "day": "2026-07-01"}


def draft(
    topic: str, revision: int = 1, side: str = "", content: Mapping[str, str] = MappingProxyType({})
) -> Draft:
    """A draft of one OPD."""
    moment = datetime(2026, 7, 1, 3, tzinfo=UTC)
    return Draft(
        desk="opd-01",
        topic=topic,
        content=content,
        actor="Rina",
        changed_at=moment,
        revision=revision,
        side=side,
    )


def drafts(**approval: str) -> list[Draft]:
    """Two answers under way, approved as given."""
    words = [draft(topic, revision) for topic, revision in WORDS]
    return [*words, draft(APPROVAL, 7, content={"digest": drafts_digest(words)} | SIGNED | approval)]


def test_an_approval_holds_while_nothing_changes() -> None:
    """However often the approval itself was saved, and whatever was kept aside."""
    assert approved(drafts())
    assert approved([*drafts(), draft("42", 9, side="halaman-2")])


@pytest.mark.parametrize("revision", [4, 2])
def test_whoever_changes_a_word_asks_for_a_new_approval(revision: int) -> None:
    """One more keystroke that was saved is another draft."""
    assert not approved([draft("42", revision), *drafts()[1:]])
    assert not approved([*drafts(), draft("43")])
    assert not approved(drafts()[1:])


@pytest.mark.parametrize("lacking", [{"name": " "}, {"day": ""}, {"digest": ""}])
def test_without_name_day_and_digest_nothing_is_approved(lacking: dict[str, str]) -> None:
    """Somebody began to fill in the form of approval."""
    assert not approved(drafts(**lacking))


def test_where_nobody_approved_nothing_is_approved() -> None:
    """No drafts at all; an approval of no drafts is one all the same, and lapses with the first."""
    alone = draft(APPROVAL, content={"digest": drafts_digest([])} | SIGNED)

    assert not approved([])
    assert approved([alone])
    assert not approved([alone, draft("13")])


def test_the_digest_is_of_topics_and_revisions_in_a_fixed_order() -> None:
    """So that two programs reckon the same."""
    expected = hashlib.sha256(json.dumps([list(each) for each in WORDS]).encode()).hexdigest()

    assert drafts_digest(drafts()[::-1]) == expected
