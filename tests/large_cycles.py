"""The bundled example many times over, and records that count what of them is looked at."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from spbe_lib.intake.again import receive_kept
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.whole import Whole
from spbe_lib.workspace import submissions
from tests.intake.desks import BUNDLED, copy_register, desk_in

Key = TypeVar("Key")
Value = TypeVar("Value")


def example() -> Whole:
    """The bundled example with all that it received, of which nothing is worked out yet."""
    read = _received()
    return replace(read, cycle=replace(read.cycle), records=replace(read.records))


@cache
def _received() -> Whole:
    with TemporaryDirectory() as place:
        folder = copy_register(Path(place))
        shutil.copytree(submissions(BUNDLED), submissions(folder))
        with desk_in(folder) as desk:
            list(receive_kept(desk))
            return Whole(cycle=desk.cycle, instrument=desk.instrument, records=desk.store.read())


def many_times(whole: Whole, times: int) -> Whole:
    """A government with so many times the OPDs; the copies did what their models did, but lead nothing."""
    cycle, records = whole.cycle, whole.records
    for number in range(1, times):
        cycle, records = _joined(cycle, _twin(whole.cycle, number)), _both(records, whole.records, number)
    in_order = sorted(records.events, key=lambda each: each.at)
    return replace(whole, cycle=cycle, records=replace(records, events=tuple(in_order)))


def _code(code: str, number: int) -> str:
    return f"{code}-{number}"


def _twin(cycle: Cycle, number: int) -> Cycle:
    opds = [
        replace(opd, code=_code(opd.code, number), parent=_code(opd.parent, number) if opd.parent else None)
        for opd in cycle.opds
    ]
    concerned = {
        indicator: tuple(_code(code, number) for code in codes)
        for indicator, codes in cycle.concerned.items()
    }
    return replace(cycle, opds=tuple(opds), concerned=concerned)


def _joined(one: Cycle, other: Cycle) -> Cycle:
    concerned = {number: (*codes, *other.concerned[number]) for number, codes in one.concerned.items()}
    return replace(one, opds=(*one.opds, *other.opds), concerned=concerned)


def _both(records: Records, model: Records, number: int) -> Records:
    facts = {
        (_code(opd, number), topic): replace(
            each, content=replace(each.content, opd=_code(opd, number), note=f"{each.content.note} {number}")
        )
        for (opd, topic), each in model.facts.items()
    }
    documents = {
        (_code(opd, number), key): replace(each, content=replace(each.content, opd=_code(opd, number)))
        for (opd, key), each in model.documents.items()
    }
    events = [replace(each, opd=_code(each.opd, number)) for each in model.events if each.opd]
    submissions = [replace(each, opd=_code(each.opd, number)) for each in model.submissions if each.opd]
    return replace(
        records,
        facts={**records.facts, **facts},
        documents={**records.documents, **documents},
        events=(*records.events, *events),
        submissions=(*records.submissions, *submissions),
    )


@dataclass(slots=True)
class Looks:
    """How many entries were looked at."""

    count: int = 0


class _Row(tuple[Value, ...]):
    """A tuple that counts what is taken out of it one by one, or searched through."""

    __slots__ = ()
    looks: Looks

    def __iter__(self) -> Iterator[Value]:
        for each in super().__iter__():
            self.looks.count += 1
            yield each

    def __contains__(self, wanted: object) -> bool:
        return any(each == wanted for each in self)


class _Shelf(Mapping[Key, Value]):
    """A mapping that counts what is taken out of it."""

    def __init__(self, kept: Mapping[Key, Value], looks: Looks) -> None:
        self._kept, self._looks = kept, looks

    def __getitem__(self, key: Key) -> Value:
        self._looks.count += 1
        return self._kept[key]

    def __iter__(self) -> Iterator[Key]:
        for key in self._kept:
            self._looks.count += 1
            yield key

    def __len__(self) -> int:
        return len(self._kept)


def watched(whole: Whole) -> tuple[Whole, Looks]:
    """The same cycle and records, and how often something in the register or the records is looked at."""
    looks, records = Looks(), whole.records

    class Row(_Row[Value]):
        """Counts for this cycle alone."""

        __slots__ = ()

    Row.looks = looks

    def _row(each: Iterable[Value]) -> tuple[Value, ...]:
        return Row(each)

    seen = replace(
        records,
        responses=_Shelf(records.responses, looks),
        facts=_Shelf(records.facts, looks),
        documents=_Shelf(records.documents, looks),
        attachments=_row(records.attachments),
        verdicts=_row(records.verdicts),
        promises=_row(records.promises),
        replies=_row(records.replies),
        submissions=_row(records.submissions),
        events=_row(records.events),
    )
    cycle = replace(whole.cycle, opds=_row(whole.cycle.opds), extensions=_row(whole.cycle.extensions))
    return replace(whole, cycle=cycle, records=seen), looks


def size(whole: Whole) -> int:
    """How many entries the register and the records hold."""
    records = whole.records
    kept = (records.responses, records.facts, records.documents, records.events, records.submissions)
    return len(whole.cycle.opds) + sum(map(len, kept))
