"""What is typed is kept within two seconds, whatever the hand does; a refusal is told and tried again."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from spbe_lib.errors import StoreError
from spbe_lib.forms.autosave import Autosave, Keeping
from tests.forms.entry.seats import Loop


@dataclass
class _Kept:
    """Notes when something was kept and what was told."""

    loop: Loop
    at: list[float] = field(default_factory=list)
    told: list[Keeping] = field(default_factory=list)
    refuses: bool = False

    def save(self) -> None:
        if self.refuses:
            raise StoreError("spbe.db: sedang dipakai.")
        self.at.append(self.loop.now)

    def tell(self, keeping: Keeping, refusal: str) -> None:
        assert bool(refusal) == (keeping is Keeping.REFUSED)
        self.told.append(keeping)


@pytest.fixture
def kept() -> _Kept:
    """What was kept."""
    return _Kept(Loop())


def autosave(kept: _Kept) -> Autosave:
    """An autosave on a clock that is moved by hand."""
    return Autosave(save=kept.save, tell=kept.tell, clock=lambda: kept.loop)


@pytest.mark.failure(22)
def test_a_pause_keeps_what_was_typed_within_two_seconds(kept: _Kept) -> None:
    """One key, then nothing."""
    saving = autosave(kept)
    saving.touch()
    kept.loop.wait(2)

    assert [at - 100 for at in kept.at] == pytest.approx([0.8])
    assert kept.told == [Keeping.WAITING, Keeping.KEPT]


@pytest.mark.failure(22)
def test_who_types_on_without_a_pause_loses_nothing_older_than_two_seconds(kept: _Kept) -> None:
    """A key every tenth of a second for ten seconds: never is a key older than two seconds unkept."""
    saving = autosave(kept)
    for _ in range(100):
        saving.touch()
        kept.loop.wait(0.1)
    kept.loop.wait(2)

    assert max(after - before for before, after in pairwise([100.0, *kept.at])) < 2
    assert kept.at[-1] > 110


def test_a_refusal_is_told_and_tried_again_while_the_hand_types_on(kept: _Kept) -> None:
    """A busy file is asked every few seconds and not at every key; then everything is kept."""
    saving, kept.refuses = autosave(kept), True
    for _ in range(40):
        saving.touch()
        kept.loop.wait(0.1)
    assert kept.told.count(Keeping.REFUSED) == 1

    kept.refuses = False
    kept.loop.wait(5)

    assert kept.told[-1] is Keeping.KEPT
    assert len(kept.at) == 1


def test_without_an_event_loop_everything_is_kept_at_once(kept: _Kept) -> None:
    """As when a notebook is run from the first cell to the last."""
    Autosave(save=kept.save, tell=kept.tell, clock=lambda: None).touch()

    assert kept.at == [100.0]


def test_what_is_asked_to_be_kept_now_is_kept_now_and_once(kept: _Kept) -> None:
    """Turning to another answer keeps; the timer has nothing left to do."""
    saving = autosave(kept)
    saving.touch()

    assert saving.flush()
    kept.loop.wait(5)
    assert kept.at == [100.0]
