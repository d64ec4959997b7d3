"""Read the workbook in which one OPD answered for all of a kind: one Questionnaire for each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.digest import digest
from spbe_lib.intake.asking.spellings import told_in_short
from spbe_lib.intake.asking.words import EVIDENCE, NOTE, VALUE
from spbe_lib.intake.excel.answers import Signed, read_fact, read_signed
from spbe_lib.intake.excel.cells import Sheet
from spbe_lib.intake.excel.common_template import BETWEEN, COMMON_KEY, EVERYONE, FORMAT
from spbe_lib.intake.excel.layout import APPROVAL, APPROVAL_KEY, MANIFEST, NEW, SHARED
from spbe_lib.intake.excel.manifest import handed_out_facts, handed_out_topics, origin_problems
from spbe_lib.intake.excel.moved import check_columns, unmerged
from spbe_lib.intake.excel.opened import RawSheet
from spbe_lib.intake.excel.rows import KeyedSheet, keyed_sheets
from spbe_lib.intake.excel.secret_cells import secret_problems
from spbe_lib.intake.questionnaire import Questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import ScopeFact
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A workbook while it is read; versions and digests by OPD code and requirement.

    ``answered`` are the codes of the OPDs for which its filler may answer.
    """

    cycle: Cycle
    instrument: Instrument
    answered: frozenset[str]
    bases: Mapping[tuple[str, str], int]
    digests: Mapping[tuple[str, str], str]
    facts: dict[tuple[str, str], ScopeFact] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    understood: list[Problem] = field(default_factory=list)


def is_common(sheets: Sequence[RawSheet]) -> bool:
    """Whether a workbook answers for all OPDs of a kind."""
    hidden = next((each for each in sheets if each.title == MANIFEST), None)
    return hidden is not None and handed_out_facts(hidden).get("format") == FORMAT


def read_common(
    sheets: Sequence[RawSheet], name: str, cycle: Cycle, instrument: Instrument
) -> tuple[Questionnaire, ...]:
    """Read what the workbook says of each OPD of its kind.

    An answer in the row "Semua" holds for every OPD whose own row was left empty; it is shown back for how
    many. Answers that are as they were handed out are left away.

    Args:
        sheets: The sheets of a workbook for which ``is_common`` holds.
        name: The file's name, for sentences.
        cycle: The cycle that it must belong to.
        instrument: The cycle's edition.

    Raises:
        InputError: All faults: of its origin, of single cells. Then nothing of it counts.
    """
    facts = handed_out_facts(next(each for each in sheets if each.title == MANIFEST))
    problems = list(origin_problems(facts, name, cycle, instrument))
    by = next((opd.name for opd in cycle.opds if opd.code == facts.get("by")), None)
    answered = _answered(cycle, facts.get("by", ""))
    if by is None:
        what = f"perangkat daerah '{clipped(facts.get('by', ''))}' tidak ada di daftar siklus ini"
        problems.append(Problem(where=name, what=what, remedy=NEW))
    elif not answered:
        what = f"{by} tidak (lagi) menjawab untuk perangkat daerah lain dalam siklus ini"
        problems.append(Problem(where=name, what=what, remedy="Periksa bagian common di cycle.yaml"))
    if problems or by is None:
        raise InputError(problems)
    bases, digests = handed_out_topics(facts, name)
    if not bases:
        raise InputError([Problem(where=name, what="berkas ini tidak menanyakan apa pun", remedy=NEW)])
    reading = _Reading(
        cycle=cycle,
        instrument=instrument,
        answered=answered,
        bases={_parted(key): base for key, base in bases.items()},
        digests={_parted(key): each for key, each in digests.items()},
    )
    keyed: dict[str, KeyedSheet] = {}
    copies = [each for each in keyed_sheets(sheets) if keyed.setdefault(each.key, each) is not each]
    answers, signers = (
        Sheet.of(keyed[key], f"{by}, lembar {clipped(keyed[key].title)}")
        if key in keyed
        else Sheet(where=f"{by}, lembar {name}")
        for key, name in ((COMMON_KEY, SHARED), (APPROVAL_KEY, APPROVAL))
    )
    if COMMON_KEY in keyed:
        _read(reading, answers, keyed[COMMON_KEY])
    else:
        answers.fault("", "lembar ini tidak ada lagi di dalam berkas", remedy=NEW)
    signed = read_signed(signers, keyed[APPROVAL_KEY]) if APPROVAL_KEY in keyed else Signed()
    for copy in copies:
        what = f"lembar {clipped(copy.title)} salinan lembar {clipped(keyed[copy.key].title)}"
        answers.fault("", what, remedy="Hapus salah satu")
    faults = [*answers.problems, *signers.problems]
    spots = {fault.spot for fault in faults if fault.spot}
    if faults := [*faults, *secret_problems(sheets, lambda title: f"{by}, lembar {clipped(title)}", spots)]:
        raise InputError(faults)
    parts = _parts(reading)
    questions = (*answers.questions, *signers.questions)
    understood = told_in_short((*reading.understood, *answers.understood, *signers.understood))
    told = replace(parts[0], questions=questions, understood=understood)
    return tuple(
        replace(
            part,
            filled_by=signed.filled_by,
            on_behalf_of=signed.on_behalf_of or f"diisikan oleh {by}",
            approval=signed.approval,
        )
        for part in (told, *parts[1:])
    )


def _answered(cycle: Cycle, by: str) -> frozenset[str]:
    """Codes of the OPDs for which one OPD may answer."""
    kinds = {common.kind for common in cycle.commons if common.by == by}
    return frozenset(opd.code for opd in cycle.filling if opd.kind in kinds)


def _parted(key: str) -> tuple[str, str]:
    opd, _, requirement = key.partition(BETWEEN)
    return opd, requirement


def _read(reading: _Reading, sheet: Sheet, keyed: KeyedSheet) -> None:
    for place, what, remedy in keyed.problems:
        sheet.fault(place, what, remedy=remedy)
    check_columns(sheet, keyed, (VALUE, NOTE, *EVIDENCE))
    keyed = replace(keyed, rows=unmerged(sheet, keyed, keyed.rows))
    everyone = _for_all(sheet, keyed)
    used = dict.fromkeys(everyone, 0)
    for opd, requirement in reading.bases:
        row = keyed.rows.get(f"{opd}{BETWEEN}{requirement}")
        if row is None:
            what = f"baris {clipped(opd)} untuk {clipped(requirement)} tidak ada lagi"
            sheet.fault("", what, remedy=NEW)
            continue
        fact = read_fact(sheet, row, requirement, opd)
        if fact.empty and requirement in everyone:
            fact = replace(everyone[requirement], opd=opd)
            used[requirement] += 1
        reading.facts[opd, requirement] = fact
        reading.places[opd, requirement] = f"lembar {keyed.title}, baris {row.number}"
        _check_asked(reading, sheet, row.number, fact)
    for requirement, times in used.items():
        row = keyed.rows[f"{EVERYONE}{BETWEEN}{requirement}"]
        answer = everyone[requirement].answer
        told = f"'Semua' ({answer.label if answer else 'tanpa jawaban'})"
        what = f"{told} dibaca sebagai jawaban {times} perangkat daerah yang barisnya kosong"
        reading.understood.append(Problem(where=f"{sheet.where}, baris {row.number}", what=what))


def _for_all(sheet: Sheet, keyed: KeyedSheet) -> dict[str, ScopeFact]:
    """What the rows "Semua" say, by requirement; empty ones are left away."""
    found = {
        requirement: read_fact(sheet, row, requirement, "")
        for key, row in keyed.rows.items()
        for code, _, requirement in [key.partition(BETWEEN)]
        if code == EVERYONE
    }
    return {requirement: fact for requirement, fact in found.items() if not fact.empty}


def _check_asked(reading: _Reading, sheet: Sheet, row: int, fact: ScopeFact) -> None:
    """Refuse a new answer of an OPD that is not, or no longer, asked for it, or not through this filler."""
    asked = {rule.requirement for _, rule in obligations(reading.cycle, reading.instrument, fact.opd)}
    new = digest(fact) != reading.digests[fact.opd, fact.requirement]
    if new and (fact.opd not in reading.answered or fact.requirement not in asked):
        what = "isian ini tidak (lagi) menjadi tugas perangkat daerah itu"
        sheet.fault(f"baris {row}", what, remedy=NEW)


def _parts(reading: _Reading) -> list[Questionnaire]:
    opds = dict.fromkeys(opd for opd, _ in reading.bases)
    return [
        Questionnaire(
            opd=opd,
            entries=tuple(
                fact
                for key, fact in reading.facts.items()
                if key[0] == opd and digest(fact) != reading.digests[key]
            ),
            bases={topic: base for (code, topic), base in reading.bases.items() if code == opd},
            places={topic: place for (code, topic), place in reading.places.items() if code == opd},
        )
        for opd in opds
    ]
