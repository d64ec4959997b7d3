"""Which reader takes which kind of answer file: the one place that knows them all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.excel.common_reader import is_common, read_common
from spbe_lib.intake.excel.opened import read_workbook
from spbe_lib.intake.excel.reader import read_sheets
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


_READERS: Mapping[str, Reader] = {".xlsx": _workbook}
_OTHERWISE = ".xlsx"
"""What a file under a foreign name is taken for: its content tells what it really is."""


def answer_suffix(name: str) -> str:
    """Under which ending an answer file is kept."""
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
        return _READERS[answer_suffix(name)](content, told, cycle, instrument)
    except InputError as faults:
        raise InputError(_named(told, each) for each in faults.problems) from faults


def _named(name: str, fault: Problem) -> Problem:
    if fault.where.startswith(name):
        return fault
    return replace(fault, where=f"{name}, {fault.where}")
