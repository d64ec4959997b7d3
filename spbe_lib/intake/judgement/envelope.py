"""A judgement file as a whole: that it is one, is whole, and belongs to this cycle and stage."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.json_object import json_object
from spbe_lib.intake.judgement.spelling import CHECKSUM, FORMAT, KEYS, LISTS, checksum
from spbe_lib.intake.origin import cycle_problems, wording_problems
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

AGAIN = "Simpan lagi dari halaman penilaian"
_TEXTS = ("cycle", "edition", "edition_hash", "stage", "made_at")
_MOST = 20_000


def is_judgement(content: Mapping[str, Any]) -> bool:
    """Whether an object says that it is a judgement file."""
    return content.get("format") == FORMAT


def told_stage(content: bytes, name: str) -> Stage | None:
    """Whose values a judgement file says that it holds; None where it does not say.

    Raises:
        InputError: It cannot be opened.
    """
    stage = json_object(content, name, "berkas penilaian", AGAIN).get("stage")
    return next((each for each in Stage if each.value == stage), None)


def read_envelope(
    content: bytes, name: str, cycle: Cycle, instrument: Instrument, stage: Stage
) -> Mapping[str, Any]:
    """Open a judgement file and check that it is whole and for this cycle, edition and stage.

    Raises:
        InputError: It is damaged or none of ours, or of another edition, wording, cycle or stage.
    """
    told = json_object(content, name, "berkas penilaian", AGAIN)
    if not is_judgement(told):
        what = f"berkas ini bukan berkas penilaian Tim (format '{clipped(told.get('format'))}')"
        raise InputError([Problem(where=name, what=what, remedy=AGAIN)])
    if told.get(CHECKSUM) != checksum(told):
        what = "isi berkas ini berubah atau terpotong sesudah disimpan"
        raise InputError([Problem(where=name, what=what, remedy=AGAIN)])
    if not _shaped(told):
        raise InputError([Problem(where=name, what="isi berkas ini tidak lengkap", remedy=AGAIN)])
    if problems := list(_origin_problems(told, name, cycle, instrument, stage)):
        raise InputError(problems)
    return told


def _shaped(told: Mapping[str, Any]) -> bool:
    if told.keys() - {CHECKSUM} != KEYS or not all(isinstance(told[key], str) for key in _TEXTS):
        return False
    readers = told["readers"]
    if not isinstance(readers, dict) or readers.keys() != {"first", "second"} or not _moment(told["made_at"]):
        return False
    lists = [told[key] for key in LISTS]
    return all(
        isinstance(each, list) and len(each) <= _MOST and all(isinstance(row, dict) for row in each)
        for each in lists
    )


def _moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _origin_problems(
    told: Mapping[str, Any], name: str, cycle: Cycle, instrument: Instrument, stage: Stage
) -> Iterator[Problem]:
    yield from wording_problems(told, name, cycle, instrument, made="berkas ini", remedy=AGAIN)
    yield from cycle_problems(told, name, cycle)
    if told["stage"] != stage.value:
        what = f"berkas ini berisi tahap '{clipped(told['stage'])}', bukan {stage.value}"
        yield Problem(where=name, what=what, allowed=", ".join(Stage))
