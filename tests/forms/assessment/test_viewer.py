"""Evidence beside the answer: opened at the cited place, told where it cannot be, noted for who opened it."""

import base64
import re
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.forms.assessment.counter import AssessmentCounter
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.documents import Document, document_key
from spbe_lib.workspace import Workspace, evidence
from tests.evidence_files import articles_pdf, picture
from tests.forms.assessment.seats import (
    ITEM,
    OPD,
    RINA,
    WAHYU,
    answered,
    mail_room,
    press,
    shown,
    sit,
)
from tests.intake.desks import empty_office
from tests.intake.judgement.proving import attach


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which Dinas Kesehatan answered."""
    made = empty_office(tmp_path)
    answered(made)
    return made


def proven(workspace: Workspace, content: bytes, kind: str = "pdf") -> AssessmentCounter:
    """A seat before an answer with this file behind it."""
    with mail_room(workspace, 9) as desk:
        attach(desk, ITEM, content, kind)
    return sit(workspace)


def linked(workspace: Workspace, link: str) -> AssessmentCounter:
    """A seat before an answer whose first document is only a link."""
    with mail_room(workspace, 9) as desk:
        cited = desk.store.read().responses[OPD, ITEM].content.evidence[0]
        key = document_key(cited.title, cited.number)
        said = Document(opd=OPD, key=key, title=cited.title, link=link)
        submission = replace(next(iter(desk.store.read().submissions)), sha256="b" * 64)
        desk.store.take(submission, [said], {}, replace=True)
    return sit(workspace)


def test_pages_are_turned_and_enlarged(workspace: Workspace) -> None:
    """From the cited page on; nothing beyond the ends."""
    viewer = proven(workspace, articles_pdf()).sheet.viewer
    press(viewer.open)
    assert "halaman 3 dari 3" in viewer.told.value
    assert viewer.after.disabled
    press(viewer.before)
    assert "halaman 2 dari 3" in viewer.told.value
    before = len(viewer.shown.value)
    press(viewer.larger)
    assert len(viewer.shown.value) > before
    assert re.search(r'<img alt="[^"]+, halaman 2 dari 3"', viewer.shown.value)


def test_who_opened_what_is_noted_and_shown_in_the_list(workspace: Workspace) -> None:
    """For each member apart."""
    counter = proven(workspace, articles_pdf())
    press(counter.sheet.viewer.open)

    assert "sudah dibuka" in counter.sheet.viewer.choose.options[0][0]
    assert "sudah dibuka" not in sit(workspace, RINA).sheet.viewer.choose.options[0][0]
    with mail_room(workspace) as desk:
        assert len(desk.store.openings(WAHYU)) == 1


def test_a_picture_is_shown_and_an_office_file_is_handed_over(workspace: Workspace) -> None:
    """The download carries the very bytes under a harmless name."""
    viewer = proven(workspace, picture(), "png").sheet.viewer
    press(viewer.open)
    assert "<img" in viewer.shown.value
    assert not shown(viewer.turning)

    with mail_room(workspace, 20) as desk:
        attach(desk, ITEM, b"PK isi", "docx")
    viewer = sit(workspace).sheet.viewer
    viewer.choose.value = next(
        n for n, each in enumerate(viewer.proofs) if each.file and each.file.kind == "docx"
    )
    press(viewer.open)
    assert base64.b64encode(b"PK isi").decode() in viewer.told.value
    assert re.search(r'download="[\w-]+\.docx"', viewer.told.value)


def test_a_file_that_is_gone_or_changed_is_told(workspace: Workspace) -> None:
    """And is not noted as opened."""
    counter = proven(workspace, articles_pdf())
    (file,) = evidence(workspace.cycle("contoh-2024")).glob("??/*.pdf")
    file.write_bytes(b"%PDF-diganti")
    press(counter.sheet.viewer.open)
    assert "isi berkas ini berubah sejak disimpan" in counter.sheet.viewer.told.value
    file.unlink()
    press(counter.sheet.viewer.open)
    assert "hilang" in counter.sheet.viewer.told.value
    with mail_room(workspace) as desk:
        assert desk.store.openings(WAHYU) == frozenset()


def test_a_broken_pdf_is_told_in_a_sentence_and_can_still_be_saved(workspace: Workspace) -> None:
    """No traceback, nothing noted."""
    viewer = proven(workspace, b"%PDF-1.7 rusak").sheet.viewer
    press(viewer.open)

    assert "rusak" in viewer.told.value
    assert "Unduh" in viewer.told.value
    assert "sudah dibuka" not in viewer.choose.options[0][0]


def test_a_link_opens_elsewhere_and_is_noted_when_somebody_says_so(workspace: Workspace) -> None:
    """In a tab that is told nothing of this page."""
    counter = linked(workspace, "https://contoh.go.id/a?b=1&c=<x>")
    viewer = counter.sheet.viewer
    press(viewer.open)
    assert 'target="_blank" rel="noopener noreferrer"' in viewer.told.value
    assert "c=&lt;x&gt;" in viewer.told.value
    assert "sudah dibuka" not in viewer.choose.options[0][0]
    press(viewer.seen)
    assert "sudah dibuka" in viewer.choose.options[0][0]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
def test_what_is_no_web_address_is_no_link(workspace: Workspace, link: str) -> None:
    """Whatever a database may hold."""
    viewer = linked(workspace, link).sheet.viewer
    press(viewer.open)

    assert "<a " not in viewer.told.value
    assert "tidak berberkas dan tidak bertautan" in viewer.told.value


@pytest.mark.failure(26)
def test_a_demo_account_is_shown_only_on_demand_and_gone_with_the_next_item(workspace: Workspace) -> None:
    """No draft, no event, no file knows it."""
    with mail_room(workspace) as desk:
        account = {"application": "Daftar <b>Daring</b>", "login": "uji", "actor": "operator"}
        desk.store.keep_account(DemoAccount(opd=OPD, secret="Rahasia-77", changed_at=desk.now, **account))
    counter = sit(workspace)
    viewer = counter.sheet.viewer
    assert "Rahasia-77" not in viewer.secret.value
    press(viewer.accounts)
    assert "Rahasia-77" in viewer.secret.value
    assert "<b>" not in viewer.secret.value
    counter.open("1")
    assert viewer.secret.value == ""
    for file in workspace.root.rglob("*.json"):
        assert "Rahasia-77" not in file.read_text("utf-8")
