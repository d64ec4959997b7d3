"""The key ``extensions`` of ``cycle.yaml``: who was given more time, checked against the deadlines."""

from collections.abc import Collection, Iterator

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.records.files.cycle_sheet import CycleSheet, ExtensionSheet
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.register import Deadlines, Extension, Step
from spbe_lib.strict_yaml import YamlFile, clipped
from spbe_lib.workspace import OPD_FILE


def extensions_of(sheet: CycleSheet) -> tuple[Extension, ...]:
    """The extensions as written."""
    return tuple(
        Extension(opd=each.opd.lower(), step=Step(each.step), until=each.until, letter=each.letter)
        for each in sheet.extensions
    )


def extension_problems(file: YamlFile, sheet: CycleSheet, codes: Collection[str] | None) -> Iterator[Problem]:
    """What is wrong with extensions: unknown OPDs, steps without a deadline, days that give no more time.

    Args:
        file: The parsed ``cycle.yaml``.
        sheet: Its content.
        codes: Codes of the register; None where it cannot be read, so that nothing is said of codes.
    """
    deadlines = Deadlines(**dict(sheet.deadlines))
    for place, each in enumerate(sheet.extensions):
        if codes is not None and each.opd.lower() not in codes:
            what = f"OPD '{clipped(each.opd)}' tidak ada di {OPD_FILE}"
            yield file.problem(("extensions", place, "opd"), what, remedy=meant(each.opd.lower(), codes))
        yield from _day_problems(file, deadlines, place, each)


def _day_problems(
    file: YamlFile, deadlines: Deadlines, place: int, each: ExtensionSheet
) -> Iterator[Problem]:
    due = deadlines.of(Step(each.step))
    if due is None:
        what = f"tenggat {each.step} belum ada, jadi tidak dapat diperpanjang"
        yield file.problem(("extensions", place, "step"), what, remedy=f"Isi deadlines.{each.step} dahulu")
    elif each.until <= due:
        what = f"{printed_date(each.until)} tidak lebih lama daripada deadlines.{each.step}"
        remedy = f"Tulis hari sesudah {printed_date(due)}"
        yield file.problem(("extensions", place, "until"), what, remedy=remedy)
    elif deadlines.national and each.until > deadlines.national:
        what = f"{printed_date(each.until)} melewati deadlines.national ({printed_date(deadlines.national)})"
        yield file.problem(("extensions", place, "until"), what, remedy="Tulis hari sebelum itu")
