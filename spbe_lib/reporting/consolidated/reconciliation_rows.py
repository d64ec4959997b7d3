"""A reconciliation in words and rows, for the report and for the command alike."""

from collections.abc import Iterator, Mapping, Sequence

from spbe_lib.figures import Span, decimals, printed, spelled_out
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.reporting.consolidated.case import Case, printed_value
from spbe_lib.reporting.consolidated.reconciliation_document import (
    DifferenceFacts,
    DifferenceRow,
    PublishedRow,
    ReconciliationFacts,
    WayRow,
)
from spbe_lib.reporting.points import is_rounded, signed_points
from spbe_lib.reporting.working import Working, WorkingLine
from spbe_lib.results.explanation import total
from spbe_lib.results.level_search import Move
from spbe_lib.results.published_figures import Published
from spbe_lib.results.reconciliation import Reconciliation, reconcile
from spbe_lib.results.scorecard import Scorecard, score
from spbe_lib.results.scoring import Part
from spbe_lib.results.stage_difference import ItemDifference, item_differences


def reconciliation_of(case: Case) -> ReconciliationFacts | None:
    """The published result beside the stage that the page leads with; None where all of it agrees."""
    published = published_in(case.records.assessments)
    if published is None or not case.assessment.values:
        return None
    found = reconcile(case.card, case.assessment.values, published)
    if found.state == "agrees" or all(each.agrees(case.instrument.digits) for each in found.figures):
        return None
    return reconciliation_facts(case.card, case.assessment.values, found, case.stage.label)


def published_in(assessments: Mapping[Stage, Assessment]) -> PublishedResult | None:
    """What was printed officially, of the furthest stage that says so."""
    known = [assessments[stage].published for stage in Stage if stage in assessments]
    return next((each for each in reversed(known) if each), None)


def reconciliation_facts(
    card: Scorecard, values: Mapping[str, Span], found: Reconciliation, whose: str
) -> ReconciliationFacts:
    """A reconciliation as rows.

    Args:
        card: What the values give.
        values: The values by item.
        found: What explains the difference.
        whose: Whose values these are, in words.
    """
    digits = card.instrument.digits
    return ReconciliationFacts(
        whose=whose,
        state=found.state,
        figures=tuple(_figure(each, digits) for each in found.figures),
        verdict=tuple(_verdict(found, complete=card.index.complete)),
        ways=tuple(
            WayRow(moves=tuple(move_words(move, values) for move in way.moves), sets=way.sets)
            for way in found.ways
        ),
        conflict=tuple(f"{label(each.part)} {printed(each.figure, digits)}" for each in found.conflict),
    )


def label(part: Part) -> str:
    """What people call a part: its kind and number, and its name."""
    if part.kind == "index":
        return part.name
    return f"{'Domain' if part.kind == 'domain' else 'Aspek'} {part.number}: {part.name}"


def move_words(move: Move, values: Mapping[str, Span]) -> str:
    """A move, with the level of each item before and after.

    >>> values = {"1": Span.exactly(4), "2": Span.exactly(3)}
    >>> move_words(Move(items=("1", "2"), step=-1, count=1), values)
    'satu dari 2 butir: 1 (4 → 3), 2 (3 → 2)'
    """
    rises = (f"{code} ({values[code].low} → {values[code].low + move.step})" for code in move.items)
    listed = ", ".join(rises)
    if move.count == len(move.items):
        return f"butir {listed}"
    return f"{'satu' if move.count == 1 else move.count} dari {len(move.items)} butir: {listed}"


def difference_of(case: Case) -> DifferenceFacts | None:
    """What lies between the Tim's index and the furthest later one; None unless both are complete."""
    whole = len(case.instrument.items)
    complete = {stage: each for stage, each in case.stages.items() if len(each.values) == whole}
    if Stage.MANDIRI not in complete or len(complete) == 1:
        return None
    after = list(complete)[-1]
    earlier, later = complete[Stage.MANDIRI].values, complete[after].values
    found, digits = item_differences(case.instrument, earlier, later), case.instrument.digits
    changed = [each for each in found if not each.may_be_none]
    kept = [each for each in found if each.may_be_none]
    indices = [score(case.instrument, values).index.known or Span.exactly(0) for values in (earlier, later)]
    return DifferenceFacts(
        before=Stage.MANDIRI.label,
        after=after.label,
        indices=(_index(indices[0], digits), _index(indices[1], digits)),
        rows=tuple(_difference(case, each) for each in changed),
        kept=len(kept),
        kept_points=signed_points(_sum(kept), digits),
        total=signed_points(_sum(found), digits),
        rounded=any(is_rounded(each.points, digits) for each in found),
    )


def _sum(found: Sequence[ItemDifference]) -> Span:
    return total([each.points for each in found])


def _index(span: Span, digits: int) -> str:
    """An index to subtract by hand: exact where it is known so, else both ends with one digit more."""
    if span.exact is not None:
        return decimals(span.exact)
    return " sampai ".join(printed(end, digits + 1) for end in (span.low, span.high))


def _difference(case: Case, each: ItemDifference) -> DifferenceRow:
    digits = case.instrument.digits
    return DifferenceRow(
        code=each.item.code,
        title=case.title(each.item),
        before=printed_value(each.before, digits) or "",
        after=printed_value(each.after, digits) or "",
        points=signed_points(each.points, digits),
        working=_difference_working(case, each),
    )


def _difference_working(case: Case, each: ItemDifference) -> Working:
    digits, exact = case.instrument.digits, each.points.exact
    rounded = is_rounded(each.points, digits)
    levels = f"({_ends(each.after)} − {_ends(each.before)})"
    weights = f"{spelled_out(each.item.weight)} ÷ {spelled_out(case.instrument.whole_weight)}"
    line = WorkingLine(
        label="Nilai asesor dikurangi nilai Tim, kali bobot",
        how=f"{levels} × {weights}" + (f" = {spelled_out(exact)}" if rounded and exact is not None else ""),
        result=signed_points(each.points, digits),
        link="dibulatkan" if rounded else "=",
    )
    return Working(groups=(), closing=(line,))


def _ends(span: Span) -> str:
    return "–".join(dict.fromkeys(spelled_out(end) for end in (span.low, span.high)))


def _figure(each: Published, digits: int) -> PublishedRow:
    return PublishedRow(
        label=label(each.part),
        computed=each.computed.printed(digits) if each.computed else None,
        published=printed(each.figure, digits),
        agrees=each.agrees(digits),
    )


def _verdict(found: Reconciliation, *, complete: bool) -> Iterator[str]:
    if found.state == "agrees":
        yield "Cocok: tidak ada tingkat yang perlu berubah." + (
            "" if complete else " Butir yang belum dijawab dapat bernilai sehingga semua angka terbit keluar."
        )
    elif found.state == "explained":
        yield _smallest(found)
        yield _how_many(found)
    elif found.state == "contradicts":
        yield from _contradiction(found.conflict)
    else:
        yield "Peraturan ini memakai nilai pecahan, jadi perubahan tingkat demi tingkat tidak dapat dicari."
        yield "Yang dapat dikatakan: apakah setiap angka terbit terletak di dalam rentang hasil hitungan."


def _smallest(found: Reconciliation) -> str:
    changes = f"mengubah {found.changed} butir, seluruhnya {found.moved} tingkat"
    return f"Selisihnya dapat dijelaskan dengan {changes}; tidak ada susunan yang lebih kecil."


def _how_many(found: Reconciliation) -> str:
    if not found.complete:
        return f"Ada lebih dari {found.sets} susunan sekecil itu; yang disebut hanya sebagian."
    if found.sets == 1:
        return "Ini satu-satunya susunan sekecil itu."
    covered = f"Ini salah satu dari {found.sets} susunan sekecil itu, yang semuanya tercakup di bawah ini"
    return f"{covered}; angka terbit sendiri tidak dapat membedakannya."


def _contradiction(conflict: Sequence[Published]) -> Iterator[str]:
    yield "Tidak ada tingkat pada skala yang menghasilkan semua angka terbit sekaligus."
    if len(conflict) == 1:
        yield "Angka terbit yang disebut di bawah ini tidak mungkin keluar dari tingkat mana pun."
    else:
        yield "Angka terbit yang disebut di bawah ini saling bertentangan menurut bobot peraturan:"
        yield "tidak dapat benar bersama-sama, tetapi dapat bila salah satunya ditinggalkan."
