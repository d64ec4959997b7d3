"""Replies of an OPD to the facts: through the one door, kept, made again, and no way in for anything else."""

import json
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.reply import LONGEST, receive_replies, record_replies
from spbe_lib.records.answers import EventKind
from spbe_lib.records.judgements import Reply
from spbe_lib.workspace import submissions
from tests.intake.desks import OPD, SMALL, copy_register, desk_in, later

TOPIC = "kepatuhan"


def said(text: str, opd: str = OPD) -> Reply:
    """What an OPD says to the facts about its punctuality."""
    return Reply(opd=opd, topic=TOPIC, text=text)


def test_a_reply_is_recorded_kept_and_made_again(tmp_path: Path) -> None:
    """With who entered it; a lost database reads it from the kept file."""
    folder = copy_register(tmp_path)
    with desk_in(folder, "Siti") as desk:
        receipt = record_replies(desk, OPD, [said("Surat baru kami terima 3 Mei.\r\nMohon maklum.")])
        records = desk.store.read()
        assert inspect(desk) == []

    assert records.replies == (said("Surat baru kami terima 3 Mei.\nMohon maklum."),)
    assert [(each.kind, each.opd, each.actor) for each in receipt.changes] == [
        (EventKind.REPLIED, OPD, "Siti")
    ]
    (kept,) = submissions(folder).iterdir()
    assert f"_tanggapan-{OPD}_" in kept.name
    (folder / "spbe.db").unlink()
    with desk_in(folder) as desk:
        list(receive_kept(desk))
        assert desk.store.read().replies == records.replies


@pytest.mark.failure(6)
def test_the_same_reply_twice_changes_nothing_and_an_empty_one_takes_it_back(tmp_path: Path) -> None:
    """Said, said again, taken back, said once more: one reply, and every step in the events."""
    with desk_in(copy_register(tmp_path)) as desk:
        for minutes, text in enumerate(("Terlambat karena banjir.",) * 2 + ("", "Terlambat karena banjir.")):
            record_replies(later(desk, minutes), OPD, [said(text)])
        records = desk.store.read()

    assert records.replies == (said("Terlambat karena banjir."),)
    assert [each.kind for each in records.events] == [EventKind.REPLIED] * 3


def test_a_reply_moves_no_ball_and_is_no_file_of_answers(tmp_path: Path) -> None:
    """Nobody becomes an OPD that handed in by explaining himself."""
    with desk_in(copy_register(tmp_path)) as desk:
        record_replies(desk, SMALL, [said("Sedang disiapkan.", SMALL)])

        assert desk.store.read().submissions_of(SMALL) == ()


@pytest.mark.failure(12)
def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """They are escaped where they are shown, and kept as typed."""
    text = "<script>alert(1)</script> =HYPERLINK(1) **tebal**"
    with desk_in(copy_register(tmp_path)) as desk:
        record_replies(desk, OPD, [said(text)])

        assert desk.store.read().replies == (said(text),)


@pytest.mark.failure(26)
def test_a_password_a_hidden_sign_and_a_sermon_are_refused_and_not_repeated(tmp_path: Path) -> None:
    """Nothing is recorded and no file is kept; the secret stands in no message."""
    texts = {"kata sandi: rahasia1": "kata sandi", "x" * (LONGEST + 1): "paling banyak"}
    folder = copy_register(tmp_path)
    with desk_in(folder) as desk:
        for text, told in texts.items():
            with pytest.raises(InputError, match=told) as refused:
                record_replies(desk, OPD, [said(text)])
            assert "rahasia1" not in str(refused.value)
        assert desk.store.read().replies == ()
    assert not submissions(folder).exists() or not list(submissions(folder).iterdir())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cycle": "lain"}, "untuk lain, bukan contoh-2024"),
        ({"edition": "permenpanrb-5-2018"}, "untuk permenpanrb-5-2018"),
        ({"opd": "dinkess"}, "'dinkess' tidak ada"),
        ({"format": "x"}, "bukan berkas tanggapan"),
        ({"more": 1}, "bukan berkas tanggapan"),
        ({"replies": [{"topic": "kepatuhan", "subject": "", "text": 3}]}, "bukan berkas tanggapan"),
        ({"replies": [{"topic": "kepatuhan", "subject": ""}]}, "bukan berkas tanggapan"),
        ({"replies": [{"topic": "a", "subject": "", "text": ""}] * 2}, "bukan berkas tanggapan"),
        ({"replies": [{"topic": "a", "subject": "", "text": "a\u202eb"}]}, "tanda yang tidak terlihat"),
        ({"replies": [{"topic": [], "subject": "", "text": ""}]}, "bukan berkas tanggapan"),
        ({"replies": [{"topic": "99", "subject": "", "text": "ya"}]}, "tidak ada pertanyaan tentang '99'"),
        ({"replies": [{"topic": "13", "subject": "x" * 41, "text": "ya"}]}, "tidak ada pertanyaan"),
        ({"replies": ["x"]}, "bukan berkas tanggapan"),
        ({"replies": {}}, "bukan berkas tanggapan"),
        ({"opd": 3}, "bukan berkas tanggapan"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_with_a_sentence(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    """Of another cycle, another edition, an unknown OPD, or made by somebody else."""
    good = {
        "format": "spbe-tanggapan-1",
        "cycle": "contoh-2024",
        "edition": "permenpanrb-59-2020",
        "opd": OPD,
        "made": "2024-06-03T02:30:00+00:00",
        "replies": [{"topic": TOPIC, "subject": "", "text": "ya"}],
    }
    with desk_in(copy_register(tmp_path)) as desk:
        with pytest.raises(InputError, match=told):
            receive_replies(desk, json.dumps(good | change).encode(), "tanggapan.json")

        assert receive_replies(desk, json.dumps(good).encode(), "tanggapan.json").changes
