"""Read a cycle's folder: ``cycle.yaml``, the register, and what its assessment files must agree on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import printed, printed_date
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.evidence.kind import KEPT_KINDS
from spbe_lib.records.files.assessment_file import item_codes, read_assessment
from spbe_lib.records.files.cycle_sheet import CycleSheet, TargetSheet
from spbe_lib.records.files.extensions import extension_problems, extensions_of
from spbe_lib.records.files.history_file import named_files
from spbe_lib.records.files.named_files import Naming, Terms
from spbe_lib.records.files.national_name import national_name_problems
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.files.plain_name import plain_name
from spbe_lib.records.files.register_files import ASSIGNMENT_FILE, Register, has_register, read_register
from spbe_lib.records.files.team_file import TEAM_FILE, read_team
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import (
    Common,
    Cycle,
    Deadlines,
    EvidenceRules,
    Request,
    Target,
)
from spbe_lib.sheets import shaped
from spbe_lib.strict_yaml import YamlFile, clipped, parse
from spbe_lib.workspace import OPD_FILE

CYCLE_FILE = "cycle.yaml"


def read_cycle(folder: Path) -> Cycle:
    """Read one cycle.

    Args:
        folder: Holds ``cycle.yaml``, the assessment files that it names, and, unless it holds an
            official result only, the register ``opd.csv`` and ``assignments.csv``.

    Raises:
        InputError: Every fault of all these files, each with its file and line.
    """
    file = parse(folder / CYCLE_FILE)
    sheet = shaped(file, CycleSheet)
    if sheet is None:
        read_register(folder, None, file.problems)
        raise InputError(file.problems)
    instrument = _edition(file, sheet)
    previous = _read_assessments(folder, file, sheet)
    file.problems += _deadline_problems(file, sheet)
    file.problems += _evidence_problems(file, sheet)
    file.problems += national_name_problems(file, sheet)
    if instrument:
        file.problems += _item_problems(file, instrument, sheet)
    register = read_register(folder, instrument, file.problems)
    file.problems += _register_problems(folder, file, sheet, register)
    file.problems += extension_problems(file, sheet, register.codes)
    team = read_team(folder, instrument, register.codes, file.problems) if instrument else ()
    naming = Naming(folder=folder, file=file, sheet=sheet)
    terms = naming.terms(instrument, register.codes) if instrument else Terms()
    former = naming.former_years(instrument, terms.own, previous)
    if file.problems:
        raise InputError(file.problems)
    return replace(
        _cycle(folder.name, sheet, register, previous),
        team=team,
        own=terms.own,
        external=terms.external,
        plan=terms.plan,
        follow_ups=terms.follow_ups,
        before=former.before,
        history=former.history,
        pairs=former.pairs,
    )


def own_file_of(folder: Path) -> str | None:
    """The name of a cycle's own list of evidence items, as a sound ``cycle.yaml`` has it; None without."""
    sheet = shaped(parse(folder / CYCLE_FILE), CycleSheet)
    return sheet.requirements if sheet else None


def files_of(folder: Path) -> tuple[str, ...]:
    """Names of the files that a cycle is read from: ``cycle.yaml``, the register, and those that it names.

    Raises:
        InputError: ``cycle.yaml`` has faults.
    """
    file = parse(folder / CYCLE_FILE)
    sheet = shaped(file, CycleSheet)
    if sheet is None or file.problems:
        raise InputError(file.problems)
    register = [name for name in (OPD_FILE, ASSIGNMENT_FILE, TEAM_FILE) if (folder / name).exists()]
    past = named_files(folder / sheet.history) if sheet.history else ()
    years = (sheet.previous, sheet.previous_answers, sheet.history, *past, sheet.pairs, sheet.follow_up)
    today = (sheet.requirements, sheet.external, *sheet.assessments, sheet.plan)
    named = [name for name in (*today, *years) if name]
    return tuple(dict.fromkeys([CYCLE_FILE, *register, *named]))


def _cycle(name: str, sheet: CycleSheet, register: Register, previous: Assessment | None) -> Cycle:
    target = sheet.target
    levels = {code: int(text) for code, text in target.levels.items()}
    return Cycle(
        name=name,
        government=sheet.government,
        year=sheet.year,
        edition=sheet.edition,
        sample=sheet.sample,
        national_name=sheet.national_name,
        opds=register.opds,
        leads=register.leads,
        contributors=register.contributors,
        concerned=register.concerned,
        reviewer=sheet.reviewer.lower() if sheet.reviewer else None,
        contact=sheet.contact,
        requested=Request(**dict(sheet.requested)) if sheet.requested else None,
        deadlines=Deadlines(**dict(sheet.deadlines)),
        target=Target(index=target.index, source=target.source, levels=levels),
        services=sheet.services,
        assessments=sheet.assessments,
        previous=previous,
        counterparts=_counterparts(sheet, previous),
        commons=tuple(Common(kind=each.kind, by=each.by.lower()) for each in sheet.common),
        evidence=EvidenceRules(**dict(sheet.evidence)),
        extensions=extensions_of(sheet),
    )


def _edition(file: YamlFile, sheet: CycleSheet) -> Instrument | None:
    if sheet.edition in edition_codes():
        return load_edition(sheet.edition)
    what = f"peraturan '{clipped(sheet.edition)}' tidak dikenal"
    file.problems.append(file.problem(("edition",), what, allowed=", ".join(edition_codes())))
    return None


def _read_assessments(folder: Path, file: YamlFile, sheet: CycleSheet) -> Assessment | None:
    """Check every named assessment file, and return last year's values."""
    stages: dict[Stage, str] = {}
    for place, name in enumerate(sheet.assessments):
        assessment = _assessment(folder, file, ("assessments", place), name)
        if assessment is None:
            continue
        file.problems += _contradictions(file, sheet, name, assessment)
        if assessment.stage and stages.setdefault(assessment.stage, name) != name:
            what = f"{clipped(name)} dan {stages[assessment.stage]} sama-sama {assessment.stage.label}"
            file.problems.append(file.problem(("assessments", place), what, remedy="Sisakan satu"))
    if sheet.previous is None:
        return None
    previous = _assessment(folder, file, ("previous",), sheet.previous)
    if previous:
        file.problems += _previous_problems(file, sheet, sheet.previous, previous)
    return previous


def _counterparts(sheet: CycleSheet, previous: Assessment | None) -> Mapping[str, str]:
    """Items of today that last year's regulation knew, same or renamed, where it was another one."""
    if previous is None or previous.edition == sheet.edition:
        return {}
    continuity = continuity_between(previous.edition, sheet.edition)
    return continuity.counterparts if continuity else {}


def _assessment(folder: Path, file: YamlFile, keys: tuple[str | int, ...], name: str) -> Assessment | None:
    if not plain_name(file, keys, name):
        return None
    try:
        assessment = read_assessment(folder / name)
    except InputError as faults:
        file.problems += faults.problems
        return None
    for key in ("year", "stage", "source"):
        if getattr(assessment, key) is None:
            what = "isian ini belum ada, padahal laporan menyebutkannya"
            file.problems.append(Problem(where=f"{name} ({key})", what=what, remedy="Tambahkan isian itu"))
    return assessment


def _contradictions(
    file: YamlFile, sheet: CycleSheet, name: str, assessment: Assessment
) -> Iterator[Problem]:
    if assessment.edition != sheet.edition and sheet.edition in edition_codes():
        what = (
            f"peraturan siklus '{clipped(sheet.edition)}' berbeda dari '{assessment.edition}' "
            f"pada {clipped(name)}"
        )
        yield file.problem(("edition",), what, remedy="Samakan keduanya")
    if assessment.year not in (None, sheet.year):
        what = f"tahun siklus {sheet.year} berbeda dari {assessment.year} pada {clipped(name)}"
        yield file.problem(("year",), what, remedy="Samakan keduanya")


def _previous_problems(
    file: YamlFile, sheet: CycleSheet, name: str, previous: Assessment
) -> Iterator[Problem]:
    told = clipped(name)
    if sheet.edition in edition_codes() and continuity_between(previous.edition, sheet.edition) is None:
        what = f"{told} memakai peraturan '{previous.edition}', bukan '{clipped(sheet.edition)}'"
        remedy = "Tidak ada padanan dari peraturan itu; sebut hasil yang dapat dibandingkan"
        yield file.problem(("previous",), what, remedy=remedy)
    if previous.year is not None and previous.year >= sheet.year:
        what = f"{told} berisi tahun {previous.year}, bukan sebelum {sheet.year}"
        yield file.problem(("previous",), what, remedy="Sebut hasil tahun sebelumnya")
    if previous.stage not in (None, Stage.AKHIR):
        what = f"{told} bukan nilai akhir, melainkan {previous.stage.label}"
        yield file.problem(("previous",), what, remedy="Sebut hasil akhir tahun sebelumnya")


def _deadline_problems(file: YamlFile, sheet: CycleSheet) -> Iterator[Problem]:
    days = [(("requested", "day"), sheet.requested.day)] if sheet.requested else []
    days += [(("deadlines", key), day) for key, day in dict(sheet.deadlines).items() if day is not None]
    for (earlier, before), (keys, day) in pairwise(days):
        if day < before:
            what = f"{printed_date(day)} lebih dahulu daripada {'.'.join(earlier)} ({printed_date(before)})"
            yield file.problem(
                keys, what, remedy="Urutan: surat permintaan, opd, head, team, repair, national"
            )


def _item_problems(file: YamlFile, instrument: Instrument, sheet: CycleSheet) -> Iterator[Problem]:
    items, target = {item.code: item for item in instrument.items}, sheet.target
    for key, codes in ((("services",), sheet.services), (("target", "levels"), target.levels)):
        for code in codes:
            if code not in items:
                what = f"{instrument.short_name} tidak mempunyai butir '{clipped(code)}'"
                yield file.problem((*key, code), what, allowed=item_codes(instrument))
    for code, text in target.levels.items():
        levels = instrument.indicator(items[code].indicator).scale.levels if code in items else ()
        if levels and text not in {str(level.value) for level in levels}:
            allowed = f"angka bulat {levels[0].value} sampai {levels[-1].value}"
            yield file.problem(
                ("target", "levels", code), f"tingkat '{clipped(text)}' tidak dikenal", allowed=allowed
            )
    if target.index is not None:
        yield from _target_problems(file, instrument, target)


def _target_problems(file: YamlFile, instrument: Instrument, target: TargetSheet) -> Iterator[Problem]:
    digits, index = instrument.digits, target.index or Fraction(0)
    if index > instrument.top or (index * 10**digits).denominator != 1:
        allowed = f"angka sampai {printed(Fraction(instrument.top), digits)} dengan {digits} desimal"
        yield file.problem(("target", "index"), "target indeks ini tidak mungkin", allowed=allowed)
    if target.source is None:
        what = "target indeks belum menyebut sumbernya"
        yield file.problem(("target",), what, remedy="Tambahkan source, misalnya nama RPJMD")


def _evidence_problems(file: YamlFile, sheet: CycleSheet) -> Iterator[Problem]:
    for place, kind in enumerate(sheet.evidence.kinds):
        if kind not in KEPT_KINDS:
            what = f"jenis berkas '{clipped(kind)}' tidak dapat disimpan sebagai data dukung"
            yield file.problem(("evidence", "kinds", place), what, allowed=", ".join(KEPT_KINDS))


def _register_problems(
    folder: Path, file: YamlFile, sheet: CycleSheet, register: Register
) -> Iterator[Problem]:
    if not sheet.assessments and not has_register(folder):
        what = f"siklus ini tidak mempunyai {OPD_FILE} dan tidak menyebut berkas nilai"
        remedy = f"Tambahkan {OPD_FILE} dan {ASSIGNMENT_FILE}, atau isi assessments"
        yield file.problem((), what, remedy=remedy)
    reviewer = (sheet.reviewer or "").lower()
    if reviewer and register.codes is not None and reviewer not in register.codes:
        what = f"OPD '{clipped(reviewer)}' tidak ada di {OPD_FILE}"
        yield file.problem(("reviewer",), what, remedy=meant(reviewer, register.codes))
    kinds = {opd.kind for opd in register.opds}
    for place, each in enumerate(sheet.common):
        if register.codes is not None and each.by.lower() not in register.codes:
            what = f"OPD '{clipped(each.by)}' tidak ada di {OPD_FILE}"
            yield file.problem(("common", place, "by"), what, remedy=meant(each.by.lower(), register.codes))
        if register.codes is not None and kinds and each.kind not in kinds:
            what = f"tidak ada OPD berjenis '{clipped(each.kind)}' di {OPD_FILE}"
            yield file.problem(("common", place, "kind"), what, allowed=", ".join(sorted(kinds)))
