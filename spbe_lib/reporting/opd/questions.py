"""What the Tim would like to know of an OPD, as questions."""

from collections.abc import Iterator, Sequence

from spbe_lib.law.instrument import Item
from spbe_lib.records.model import Stage
from spbe_lib.reporting.opd.desk import Desk, shown_value
from spbe_lib.reporting.opd.document import QuestionRow
from spbe_lib.reporting.opd.evidence import bare_statements, told_statements
from spbe_lib.reporting.opd.follow_up_rows import disagreements
from spbe_lib.results.consolidation import self_reviewed
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import subject
from spbe_lib.results.remarks import remarks

_TOGETHER = 3
"""From so many remarks of one kind on they are one question, so that the letter stays short."""

_FULL = 4
"""So many different findings of a kind are told with their figures."""

_PROOF = (RemarkKind.UNPROVEN, RemarkKind.UNPROVEN_DUTY)
"""What is asked for in one question about all statements without a document."""


def questions(desk: Desk) -> tuple[QuestionRow, ...]:
    """What the Tim would like to know; a finding is asked, never charged.

    What the Tim itself noted comes first, in the order of the items, then where its list and an answer say
    different things, then what stood out by itself, the most severe first.
    """
    noted = [row for item in desk.items for row in _difference(desk, item)]
    return (*_self_review(desk), *noted, *disagreements(desk), *_remarked(desk))


def led_and_reviewed(desk: Desk) -> tuple[int, ...]:
    """Numbers of the indicators whose answers the OPD's own people review."""
    own = {item.indicator for item in desk.items}
    return tuple(number for number in self_reviewed(desk.cycle, desk.instrument) if number in own)


def _self_review(desk: Desk) -> Iterator[QuestionRow]:
    if numbers := led_and_reviewed(desk):
        listed = ", ".join(map(str, numbers))
        yield QuestionRow(
            subject=f"Indikator {listed}",
            question="Penilai dan pengampu satu unit: perlu pembaca kedua. "
            "Siapa yang membaca ulang jawaban ini?",
            note=None,
        )


def _difference(desk: Desk, item: Item) -> Iterator[QuestionRow]:
    """The Tim's value beside the OPD's answer, with the Tim's own words."""
    team, answer = desk.value(item, Stage.MANDIRI), desk.outcomes[item.code].claimed
    if team is None or team == answer or desk.outcomes[item.code].external:
        return
    note = desk.own.assessments[Stage.MANDIRI].notes.get(item.code, "").strip()
    digits = desk.instrument.digits
    said = f"jawaban OPD {shown_value(answer, digits)}" if answer else "OPD belum menjawab"
    asked = "Apakah OPD mempunyai data dukung atau penjelasan yang belum disampaikan?"
    if answer is None:
        asked = "Dapatkah OPD mengisi jawabannya dan menyebut data dukungnya?"
    elif team.low > answer.high:
        asked = "Dapatkah OPD melengkapi jawaban dan data dukungnya sesuai nilai itu?"
    yield QuestionRow(
        subject=desk.subject(item.code),
        question=f"Nilai Tim {shown_value(team, digits)}, {said}. {asked}",
        note=note or None,
    )


def _remarked(desk: Desk) -> Iterator[QuestionRow]:
    """What stands out in the OPD's own records, which are all that is looked at, kind by kind."""
    bare = bare_statements(desk)
    mine = [each for each in remarks(desk.cycle, desk.instrument, desk.own) if not each.reviewer_only]
    listed = [each for each in mine if each.kind in _PROOF and set(each.topics) & set(bare)]
    told = False
    for group in _grouped([each for each in mine if each not in listed[1:]]):
        if group[0] in listed:
            told = True
            yield _proof(desk, urgent=group[0].severity is Severity.HIGH)
        else:
            yield _asked(desk, group)
    if bare and not told:
        yield _proof(desk, urgent=False)


def _grouped(found: Sequence[Remark]) -> Iterator[Sequence[Remark]]:
    """Remarks one by one; many of a kind together, where the first of them stands."""
    kinds: dict[RemarkKind, list[Remark]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(each)
    for each in found:
        alike = kinds[each.kind]
        if len(alike) < _TOGETHER:
            yield [each]
        elif each is alike[0]:
            yield alike


def _asked(desk: Desk, group: Sequence[Remark]) -> QuestionRow:
    first, one = group[0], len(group) == 1
    return QuestionRow(
        subject=subject(desk.cycle, desk.instrument, first.topics)
        if one
        else f"{first.kind.label} ({len(group)} isian)",
        question=first.question if one else f"{_together(group)}. {first.kind.asks}",
        note=None,
        urgent=first.severity is Severity.HIGH,
        inferred=first.inferred,
    )


def _together(group: Sequence[Remark]) -> str:
    """What stands out in several items: those with the same figures together, the last by number only."""
    numbers: dict[str, list[str]] = {}
    for each in group:
        numbers.setdefault(each.finding, []).extend(each.topics)
    told = [f"indikator {', '.join(items)}: {finding}" for finding, items in numbers.items()]
    rest = [item for each in group if each.finding in list(numbers)[_FULL:] for item in each.topics]
    also = [f"serupa pada indikator {', '.join(rest)}"] if rest else []
    said = "; ".join([*told[:_FULL], *also])
    return f"{said[0].upper()}{said[1:]}"


def _proof(desk: Desk, *, urgent: bool) -> QuestionRow:
    bare = bare_statements(desk)
    return QuestionRow(
        subject=f"Pernyataan tanpa data dukung ({sum(len(codes) for codes in bare.values())})",
        question=f"Dokumen apa yang membuktikan {told_statements(desk, bare)}?",
        note=None,
        urgent=urgent,
    )
