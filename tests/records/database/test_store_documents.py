"""What OPDs say of their documents, which kept files prove what, and accounts that nobody else may see."""

import dataclasses
import json
from datetime import date

import pytest

from spbe_lib.errors import StaleError
from spbe_lib.records.answers import EventKind, Records
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.database.store import Store
from spbe_lib.records.documents import (
    Access,
    Attachment,
    Document,
    DocumentStatus,
    EvidenceFile,
    document_key,
)
from tests.records.handed_in import MOMENT, OPD, response, rows, submission

PERBUP = Document(
    opd=OPD,
    key=document_key("Perbup SPBE", "12/2024"),
    title="Perbup SPBE",
    number="12/2024",
    dated="12 Maret 2024",
    subject="Penyelenggaraan SPBE",
    signatory="Bupati",
    status=DocumentStatus.SIGNED,
    year=2024,
    valid_until=date(2026, 3, 31),
    access=Access.RESTRICTED,
    link="jdih",
)
SCAN = EvidenceFile(sha256="ab" * 32, size=1234, kind="pdf", text_layer=False)
ATTACHED = Attachment(
    opd=OPD,
    topic="13",
    requirement="I13-L2-01",
    document=PERBUP.key,
    title=PERBUP.title,
    page="Pasal 5",
    name="13 perbup.pdf",
    file=SCAN,
)
ACCOUNT = DemoAccount(
    opd=OPD, application="SIPD", login="penilai", secret="r4has1a-sekali", actor="Ani", changed_at=MOMENT
)


def lists(content: Records) -> tuple[Attachment, ...]:
    """What is attached."""
    return content.attachments


def test_a_document_comes_back_as_it_was_handed_in(store: Store) -> None:
    """Every field; beside answers, under a topic of its own, and no answer itself."""
    store.take(submission("satu"), [response(), PERBUP], {}, replace=False)
    records = store.read()

    assert records.documents[OPD, PERBUP.key].content == PERBUP
    assert [each.content.topic for each in records.entries] == ["13"]
    assert [event.topic for event in records.events] == ["13", PERBUP.key]


@pytest.mark.failure(6)
def test_saying_the_same_of_a_document_changes_nothing(store: Store) -> None:
    """No second row, no event; what is new takes the place of the old, which goes into the event."""
    store.take(submission("satu"), [PERBUP], {}, replace=False)
    again = store.take(submission("dua"), [PERBUP], {}, replace=False)
    revoked = dataclasses.replace(PERBUP, status=DocumentStatus.REVOKED)
    (event,) = store.take(submission("tiga"), [revoked], {(OPD, PERBUP.key): 1}, replace=False)
    before = rows(store.database.file.parent, "SELECT before FROM event ORDER BY id DESC LIMIT 1")

    assert again == ()
    assert (event.kind, event.version) == (EventKind.REPLACED, 2)
    assert store.read().documents[OPD, PERBUP.key].content == revoked
    assert json.loads(str(before[0][0]))["content"]["status"] == "signed"


def test_a_document_that_somebody_else_described_meanwhile_is_not_undone(store: Store) -> None:
    """As with answers: the later one must have seen the former."""
    store.take(submission("satu"), [PERBUP], {}, replace=False)

    with pytest.raises(StaleError) as stale:
        store.take(submission("dua"), [dataclasses.replace(PERBUP, year=2023)], {}, replace=False)

    assert list(stale.value.topics) == [f"{OPD} {PERBUP.key}"]


def test_one_file_may_answer_for_several_opds(store: Store) -> None:
    """Where the submission names none: each entry is that of its OPD, and each OPD knows the file."""
    entries = [response(opd="kec-utara"), response(opd="kec-selatan")]
    store.take(submission("bersama", None), entries, {}, replace=False)
    store.take(submission("sendiri", "kec-utara"), [response("14", opd="kec-utara")], {}, replace=False)
    records = store.read()

    assert {key[0] for key in records.responses} == {"kec-utara", "kec-selatan"}
    assert len(records.submissions_of("kec-utara")) == 2
    assert [each.original_name for each in records.submissions_of("kec-selatan")] == ["bersama.xlsx"]


def test_an_attached_file_is_kept_once_and_told_once(store: Store) -> None:
    """The same list twice changes nothing; the same content may prove something else, too."""
    other = dataclasses.replace(ATTACHED, topic="20", requirement=None)
    first = store.attach(submission("satu", None), [ATTACHED])
    again = store.attach(submission("dua", None), [ATTACHED, other])

    assert [event.kind for event in (*first, *again)] == [EventKind.ATTACHED, EventKind.ATTACHED]
    assert lists(store.read()) == (ATTACHED, other)
    assert rows(store.database.file.parent, "SELECT count(*) FROM evidence_file") == [(1,)]


def test_a_mended_page_stands_and_a_detached_file_is_gone(store: Store) -> None:
    """What was attached before stays in the event; the kept file stays kept."""
    mended = dataclasses.replace(ATTACHED, page="Pasal 7", captured=date(2024, 5, 1))
    store.attach(submission("satu", None), [ATTACHED])
    store.attach(submission("dua", None), [mended])
    assert lists(store.read()) == (mended,)

    (event,) = store.attach(submission("tiga", None), [], [mended])
    assert event.kind is EventKind.DETACHED
    assert lists(store.read()) == ()
    assert store.attach(submission("empat", None), [], [mended]) == ()
    assert rows(store.database.file.parent, "SELECT count(*) FROM evidence_file") == [(1,)]


@pytest.mark.failure(26)
def test_a_demo_account_is_in_no_record_event_or_print(store: Store) -> None:
    """It can be asked for, and nothing else that is read or printed holds it; it can be forgotten."""
    store.keep_account(ACCOUNT)
    store.keep_account(dataclasses.replace(ACCOUNT, secret="yang-baru-9"))
    records = repr(store.read())
    (known,) = store.accounts(OPD)

    assert known.secret == "yang-baru-9"
    assert store.accounts("lain") == ()
    assert "yang-baru-9" not in repr(known) + records
    assert "penilai" not in repr(known) + records

    store.keep_account(dataclasses.replace(ACCOUNT, secret=""))
    assert store.accounts() == ()


@pytest.mark.parametrize(
    ("title", "number"),
    [("perbup  spbe", "12/2024 "), ("PERBUP SPBE", "12/2024"), ("Perbup\nSPBE", "12/2024")],
)
def test_a_document_has_one_key_however_it_is_spelled(title: str, number: str) -> None:
    """Capitals and spaces make no other document; another number does."""
    assert document_key(title, number) == PERBUP.key
    assert document_key(title, "13/2024") != PERBUP.key
    assert document_key("Perbup SPBE 12/2024") != PERBUP.key
