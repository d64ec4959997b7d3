"""Which reader takes which kind of answer file: the one place that knows them all."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.excel.common_reader import is_common, read_common
from spbe_lib.intake.excel.opened import read_workbook
from spbe_lib.intake.excel.reader import read_sheets
from spbe_lib.intake.form.answer_file import read_answer_file
from spbe_lib.intake.long_csv import read_answers_csv
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

Reader = Callable[[bytes, str, Cycle, Instrument], tuple[Questionnaire, ...]]
"""Content, file name for messages, cycle, edition → what each OPD answers in it; refusing with all faults."""


def _workbook(content: bytes, name: str, cycle: Cycle, instrument: Instrument) -> tuple[Questionnaire, ...]:
    sheets = read_workbook(content, name)
    if is_common(sheets):
        return read_common(sheets, name, cycle, instrument)
    return (read_sheets(sheets, name, cycle, instrument),)


_ANSWER_FILE = ".json"
_TABLES = dict.fromkeys((".csv", ".tsv", ".txt"), read_answers_csv)
_READERS: Mapping[str, Reader] = {".xlsx": _workbook, _ANSWER_FILE: read_answer_file, **_TABLES}
_OTHERWISE, _START = ".xlsx", 64
"""What a file under a foreign name is taken for: its content tells what it really is."""


def takes(name: str) -> bool:
    """Whether the ending of a name is one of those that answers come under."""
    return PurePath(name).suffix.lower() in _READERS


def answer_suffix(name: str, content: bytes = b"") -> str:
    """Under which ending an answer file is kept; one of the offline form is known whatever it is called."""
    if content[:_START].removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        return _ANSWER_FILE
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in _READERS else _OTHERWISE


def read_answers(
    content: bytes, name: str, cycle: Cycle, instrument: Instrument
) -> tuple[Questionnaire, ...]:
    """Read what one file says: for one OPD, or for several.

    Every fault begins with the file's name, for many files may come at once.

    Args:
        content: The file.
        name: Its name; the ending tells the kind.
        cycle: The cycle that it must belong to.
        instrument: The cycle's edition.

    Raises:
        InputError: All faults of the file.
    """
    told = clipped(name)
    try:
        return _READERS[answer_suffix(name, content)](content, told, cycle, instrument)
    except InputError as faults:
        raise InputError(_named(told, each) for each in faults.problems) from faults


def _named(name: str, fault: Problem) -> Problem:
    if fault.where.startswith(name):
        return fault
    return replace(fault, where=f"{name}, {fault.where}")
