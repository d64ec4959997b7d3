"""What changed, in a few words each: for one paragraph of a summary."""

from collections.abc import Iterable, Iterator, Sequence

from spbe_lib.reporting.changes.rows import (
    ConsolidatedChanges,
    CountChange,
    FigureChange,
    OpdChanges,
    ValueChange,
)
from spbe_lib.reporting.changes.told import ANSWER

_MOST = 3
_NONE = "belum ada"


def opd_news(changes: OpdChanges) -> tuple[str, ...]:
    """What changed in the report of an OPD: what came back first, then what was settled, then what is new."""
    return tuple(_opd_news(changes))


def _opd_news(changes: OpdChanges) -> Iterator[str]:
    named = {
        "dikembalikan": changes.returned,
        "diterima Tim": changes.accepted,
        "baru dijawab": changes.answered,
    }
    yield from (f"{what}: {_few(topics)}" for what, topics in named.items() if topics)
    for whose in dict.fromkeys(each.whose for each in changes.values):
        yield f"{whose} {_few([_moved(each) for each in changes.values if each.whose == whose])}"
    counted = {
        "perbaikan selesai atau diserahkan lagi": changes.repaired,
        "hal baru yang harus diperbaiki atau ditepati": changes.to_repair,
        "dokumen baru": len(changes.documents),
        "dokumen tidak lagi disebut": changes.withdrawn,
        "pertanyaan baru": changes.questions,
    }
    yield from (f"{count} {what}" for what, count in counted.items() if count)
    yield from (f"{each.label} {_arrow(each)}" for each in changes.figures)


def government_news(changes: ConsolidatedChanges, leading: Sequence[str]) -> tuple[str, ...]:
    """What changed in the government's report, counted.

    Args:
        changes: What changed.
        leading: The labels of the figures that are told with their numbers.
    """
    return tuple(_government_news(changes, leading))


def _government_news(changes: ConsolidatedChanges, leading: Sequence[str]) -> Iterator[str]:
    yield from (f"{each.label} {_arrow(each)}" for each in changes.figures if each.label in leading)
    given = [each for each in changes.values if each.whose != ANSWER]
    answers = len(changes.values) - len(given)
    counted = {
        f"nilai butir berubah ({_codes(given)})": len(given),
        "hasil jawaban OPD berubah": answers,
        "keputusan Tim berubah": len(changes.decisions),
        "OPD kini lengkap": len(changes.complete),
        "OPD menerima pengembalian": len(changes.returned),
        "dokumen kini masuk": _fewer(changes.documents),
        "perbaikan selesai": _fewer(changes.repairs),
    }
    yield from (f"{count} {what}" for what, count in counted.items() if count)


def _fewer(counts: Iterable[CountChange]) -> int:
    return sum(max(each.before - each.now, 0) for each in counts)


def _codes(values: Iterable[ValueChange]) -> str:
    return _few(list(dict.fromkeys(each.code for each in values)))


def _arrow(each: FigureChange | ValueChange) -> str:
    return f"{each.before or _NONE} → {each.now or _NONE}"


def _moved(each: ValueChange) -> str:
    if each.before is None:
        return f"{each.code}: {each.now} (baru)"
    return f"{each.code}: {_arrow(each)}"


def _few(names: Sequence[str]) -> str:
    more = f", dan {len(names) - _MOST} lagi" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
