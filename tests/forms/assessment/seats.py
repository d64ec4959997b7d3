"""A seat at the Tim's counter without a browser: fields are set as people set them, buttons are pressed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from ipywidgets import Button, Widget

from spbe_lib.forms.assessment.counter import AssessmentCounter
from spbe_lib.forms.parts import HIDDEN
from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import Response
from spbe_lib.workspace import Workspace
from tests.intake.desks import BUNDLED, ITEM, NOW, OPD, asked, desk_in, hand_in, later, saying
from tests.intake.judgement.judging_file import MAYA, RINA, WAHYU

__all__ = ["ITEM", "MAYA", "OPD", "RINA", "WAHYU"]
LEVELS = frozenset({"I47-L1-01", "I47-L2-01", "I47-L3-01"})


@contextmanager
def mail_room(workspace: Workspace, minutes: int = 0) -> Iterator[Desk]:
    """Where OPDs hand in."""
    with desk_in(workspace.cycle(BUNDLED.name)) as desk:
        yield later(desk, minutes)


def answered(workspace: Workspace, minutes: int = 0, ticked: frozenset[str] = LEVELS) -> None:
    """Dinas Kesehatan answers all that it is asked, indicator 47 up to level 3."""
    with mail_room(workspace, minutes) as desk:
        told = replace(saying("Sudah daring."), ticked=ticked)
        rest = [each for each in asked(desk) if each.topic != ITEM]
        cited = next(each for each in asked(desk) if isinstance(each, Response) and each.topic == ITEM)
        hand_in(desk, workspace.root, [*rest, replace(told, evidence=cited.evidence[:2])])


def sit(workspace: Workspace, name: str = WAHYU, *, item: str = ITEM, minutes: int = 60) -> AssessmentCounter:
    """A member of the Tim sits down some time later, before an item; drafts are kept at once."""
    now = NOW + timedelta(minutes=minutes)
    counter = AssessmentCounter(workspace, BUNDLED.name, name, clock=lambda: now, loop=lambda: None)
    counter.open(item)
    return counter


def press(button: Button) -> None:
    """Press a button, as far as somebody could."""
    assert not button.disabled
    button.click()


def shown(part: Widget) -> bool:
    """Whether a piece is not hidden."""
    return HIDDEN not in part._dom_classes  # noqa: SLF001  ipywidgets has no other way to ask
