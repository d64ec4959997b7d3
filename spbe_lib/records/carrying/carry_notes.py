"""What is missing or new in a cycle that starts from last year's, in sentences. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_lib.law.continuity import Continuity, Kind
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Response
from spbe_lib.records.carrying.carried_tasks import former_indicators, leads, stand_in
from spbe_lib.records.register import Cycle


def carry_notes(last: Cycle, continuity: Continuity, answers: Sequence[Response]) -> tuple[str, ...]:
    """List what whoever starts the new cycle must look at, each in one sentence or two.

    Args:
        last: The cycle to start from.
        continuity: From its edition to that of the new cycle.
        answers: What OPDs answered in it and goes along.
    """
    other = continuity.before.code != continuity.after.code
    made_up = (f"{last.name} adalah data contoh; bahan tahun lalu tidak dibawa.",) if last.sample else ()
    changes = _changes(last, continuity) if other else ()
    return (*made_up, *changes, *_answers(continuity, answers, other=other))


def _changes(last: Cycle, continuity: Continuity) -> Iterator[str]:
    before, after = continuity.before.short_name, continuity.after.short_name
    yield f"Dari {before} ke {after}: {' '.join(continuity.notices)}"
    formers, led = former_indicators(continuity), leads(last, continuity)
    new = [number for number, old in formers.items() if not old]
    if new:
        yield (
            f"Baru, tanpa pendahulu; pengampunya sementara {stand_in(last)}, tetapkan di assignments.csv: "
            f"{_indicators(continuity.after, new)}."
        )
    for number, old in formers.items():
        kind = continuity.of(continuity.after.indicator(number).items[0].code).kind
        if kind in (Kind.MERGED, Kind.SPLIT):
            yield (
                f"{_indicators(continuity.after, [number])}: {kind.label} "
                f"{', '.join(map(str, old))}; pengampu {led[number]}."
            )
    yield from _dropped(continuity)


def _dropped(continuity: Continuity) -> Iterator[str]:
    numbers = dict.fromkeys(
        item.indicator for item in continuity.before.items if item.code in continuity.dropped
    )
    if numbers:
        yield f"Tidak ada lagi: {_indicators(continuity.before, numbers)}."


def _answers(continuity: Continuity, answers: Sequence[Response], *, other: bool) -> Iterator[str]:
    if not answers:
        return
    if other:
        yield (
            "Centang syarat, tingkat, dan pernyataan kewajiban bersama tidak dibawa, sebab syaratnya lain; "
            "penjelasan, layanan, aplikasi, dan dokumen dibawa sebagai bahan tahun lalu."
        )
    told = {each.item for each in answers}
    bare = [each.item for each in continuity.items if told.isdisjoint(each.before)]
    if bare:
        yield f"Belum ada bahan tahun lalu untuk butir: {', '.join(bare)}."


def _indicators(instrument: Instrument, numbers: Iterable[int]) -> str:
    return "; ".join(f"{number} {instrument.indicator(number).short_name}" for number in numbers)
