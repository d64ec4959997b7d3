"""Whether ``national_name`` of ``cycle.yaml`` names an institution of the published results."""

from collections.abc import Iterator

from spbe_lib.errors import Problem
from spbe_lib.records.files.cycle_sheet import CycleSheet
from spbe_lib.records.files.national_file import national_results
from spbe_lib.strict_yaml import YamlFile, clipped


def national_name_problems(file: YamlFile, sheet: CycleSheet) -> Iterator[Problem]:
    """A name that no list has, and one of a made-up government, which is looked up in none."""
    name, keys = sheet.national_name, ("national_name",)
    if name is None:
        return
    if sheet.sample:
        what = "siklus data contoh tidak dicari dalam hasil nasional"
        yield file.problem(keys, what, remedy="Hapus kunci ini, atau hapus sample bila datanya sebenarnya")
        return
    national = national_results()
    if not national.of(name):
        what = f"'{clipped(name)}' tidak tercantum dalam hasil nasional {_years()}"
        near = "; ".join(national.nearest(name))
        remedy = f"Ejaan terdekat: {near}" if near else "Tulis seperti Pemerintah Kab. Madiun"
        yield file.problem(keys, what, remedy=remedy)


def _years() -> str:
    return ", ".join(str(each.year) for each in national_results().listed)
