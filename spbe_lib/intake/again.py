"""Take in what lies in a cycle's folder already: a bundled cycle, or a lost database made again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem, SpbeError
from spbe_lib.intake.desk import Desk, Receipt, content_of
from spbe_lib.intake.evidence.attachments import receive_attachments
from spbe_lib.intake.intake import (
    receive_assessment,
    receive_assessment_again,
    receive_questionnaire,
)
from spbe_lib.intake.kept_files import SEVERAL, is_content_of, kept_name, received_files
from spbe_lib.intake.reply import receive_replies


def receive_kept(desk: Desk) -> Iterator[Receipt | SpbeError]:
    """Take in whatever lies in the cycle's folder and is not yet recorded, in the order of receipt.

    These are the assessments that ``cycle.yaml`` names and the files in ``submissions/``: so the
    records of a bundled cycle are made, and those of a lost database made again. A kept file was
    accepted once, so it goes before what came earlier; never before what came later.
    """
    latest: dict[str | None, datetime] = {}
    for each in desk.store.read().events:
        latest[each.opd] = max(each.at, latest.get(each.opd, each.at))
    for name in desk.cycle.assessments:
        try:
            yield receive_assessment(desk, desk.folder / name)
        except SpbeError as refusal:
            yield refusal
    for file in received_files(desk.folder):
        try:
            yield _receive_again(desk, file, latest)
        except SpbeError as refusal:
            yield refusal


def _receive_again(desk: Desk, file: Path, latest: Mapping[str | None, datetime]) -> Receipt:
    name = kept_name(file.name)
    if name is None:
        return receive_questionnaire(desk, file)
    if not is_content_of(name, content_of(file)):
        what, remedy = "isi berkas kiriman ini berubah sejak diterima", "Kembalikan dari cadangan"
        raise InputError([Problem(where=file.name, what=what, remedy=remedy)])
    there = replace(desk, now=name.moment)
    if name.stage:
        return receive_assessment_again(there, file, name.stage)
    if name.lists_files:
        return receive_attachments(there, content_of(file), file.name)
    if name.replies:
        return receive_replies(there, content_of(file), file.name)
    newest = max(latest.values(), default=None) if name.who == SEVERAL else latest.get(name.who)
    return receive_questionnaire(there, file, replacing=newest is None or name.moment >= newest)
