"""What an OPD replies to the Tim: one small JSON file through the one door, so that it can be read again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.plain_text import hidden_signs, plain
from spbe_lib.intake.asking.secret_text import GIVEN_AWAY, HAND_OVER, looks_secret
from spbe_lib.intake.desk import Desk, Receipt, keep_copy, known_submission, submission_of
from spbe_lib.intake.json_object import json_object
from spbe_lib.intake.kept_files import reply_giver
from spbe_lib.intake.origin import sender_problems
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.judgements import COMPLIANCE, Reply
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

FORMAT = "spbe-tanggapan-1"
SUFFIX = ".json"
_LONGEST_SUBJECT = 40
LONGEST = 2000
"""Signs that a reply may have: it is printed beside the facts."""

_KEYS = frozenset({"format", "cycle", "edition", "opd", "made", "replies"})
_ROW = frozenset({"topic", "subject", "text"})
_AGAIN = "Simpan lagi tanggapannya dari halaman Kemajuan"


def record_replies(desk: Desk, opd: str, replies: Sequence[Reply]) -> Receipt:
    """Record what an OPD replies, as typed at a counter; its file is kept like one that was sent.

    Args:
        desk: Where it is handed in.
        opd: Code of the OPD that replies.
        replies: Its replies; an empty text takes a former reply back.

    Raises:
        InputError: A text that cannot be recorded. Nothing was recorded.
        StoreError: The records cannot be written.
    """
    content = {
        "format": FORMAT,
        "cycle": desk.cycle.name,
        "edition": desk.cycle.edition,
        "opd": opd,
        # The moment stands in it, for the same words may be taken back and said again.
        "made": desk.now.isoformat(),
        "replies": [
            {"topic": each.topic, "subject": each.subject, "text": plain(each.text)} for each in replies
        ],
    }
    written = (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    return receive_replies(desk, written, f"{reply_giver(opd)}{SUFFIX}")


def receive_replies(desk: Desk, content: bytes, name: str) -> Receipt:
    """Take in a file of replies.

    Raises:
        InputError: It is damaged, of another cycle or edition, or a text cannot be recorded.
        StoreError: The records cannot be written.
    """
    told = clipped(name)
    if known := known_submission(desk, content):
        return Receipt(name=told, submission=known, repeated=True)
    plain_object = json_object(content, told, "tanggapan", _AGAIN)
    if not _shaped(plain_object):
        raise InputError([Problem(where=told, what="bukan berkas tanggapan, atau rusak", remedy=_AGAIN)])
    if problems := [
        *sender_problems(plain_object, told, desk.cycle, "tanggapan ini"),
        *_unasked(plain_object, told, desk.instrument),
        *_texts(plain_object, told, desk.cycle),
    ]:
        raise InputError(problems)
    opd = plain_object["opd"]
    replies = [Reply(opd=opd, **row) for row in plain_object["replies"]]
    submission = submission_of(desk, Path(name), content, reply_giver(opd), SUFFIX)
    changes = desk.store.reply(submission, replies, keep=lambda: keep_copy(desk, submission, content))
    return Receipt(name=told, submission=submission, changes=changes)


def _shaped(told: Mapping[str, Any]) -> bool:
    if set(told) != _KEYS or told["format"] != FORMAT or not isinstance(told["replies"], list):
        return False
    if not all(isinstance(told[key], str) for key in _KEYS - {"replies"}):
        return False
    rows = told["replies"]
    if not all(isinstance(row, dict) and set(row) == _ROW for row in rows):
        return False
    keys = {(row["topic"], row["subject"]) for row in rows if all(isinstance(row[key], str) for key in _ROW)}
    return len(keys) == len(rows)


def _unasked(told: Mapping[str, Any], name: str, instrument: Instrument) -> Iterator[Problem]:
    codes = {item.code for item in instrument.items}
    codes |= {rule.requirement for each in instrument.indicators for rule in each.scope}
    for row in told["replies"]:
        if row["topic"] not in codes | {COMPLIANCE} or len(row["subject"]) > _LONGEST_SUBJECT:
            what = f"tidak ada pertanyaan tentang '{clipped(row['topic'])}'"
            yield Problem(where=name, what=what, remedy=_AGAIN)


def _texts(told: Mapping[str, Any], name: str, cycle: Cycle) -> Iterator[Problem]:
    names = {each.code: each.name for each in cycle.opds}
    where = f"{names.get(told['opd'], name)}, tanggapan"
    for row in told["replies"]:
        text = row["text"]
        if looks_secret(text):
            yield Problem(where=where, what=GIVEN_AWAY, remedy=HAND_OVER)
        elif signs := hidden_signs(text):
            what = f"teks ini memuat tanda yang tidak terlihat ({', '.join(signs)})"
            yield Problem(where=where, what=what, remedy="Ketik ulang teksnya")
        elif len(text) > LONGEST:
            what = f"teks ini {len(text)} huruf"
            yield Problem(where=where, what=what, allowed=f"paling banyak {LONGEST}", remedy="Ringkaskan")
