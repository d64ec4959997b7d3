"""What ``spbe plan`` shows, as lines of at most 120 signs."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.consolidated.plan_document import PlanFacts, PlanStepRow

_WIDTH = 118


def plan_lines(facts: PlanFacts, notices: Sequence[str]) -> Iterator[str]:
    """The plan: how it ends, its years and steps, what more costs, what comes next, what it assumes.

    Args:
        facts: The plan, printed.
        notices: What the edition says of itself wherever it is shown.
    """
    yield facts.stamp
    for notice in notices:
        yield from wrap(notice, _WIDTH)
    yield from wrap(facts.headline, _WIDTH)
    for sentence in facts.reach:
        yield from wrap(sentence, _WIDTH, initial_indent="- ", subsequent_indent="  ")
    if facts.years:
        yield from _years(facts)
        yield from _steps(facts)
        yield from _prices(facts)
        yield from _others(facts)
    if facts.outcome in ("planned", "out_of_reach"):
        yield ""
        yield "Anggapan"
        for sentence in facts.assumptions:
            yield from wrap(sentence, _WIDTH, initial_indent="- ", subsequent_indent="  ")


def _years(facts: PlanFacts) -> Iterator[str]:
    yield ""
    rows = [("akhir tahun", "langkah", "usaha", "anggaran", "indeks (proyeksi)", "target")]
    rows += [
        (str(y.year), str(y.steps), y.effort, y.budget or NOTHING, y.shown, y.target or NOTHING)
        for y in facts.years
    ]
    yield from _table(rows)


def _steps(facts: PlanFacts) -> Iterator[str]:
    yield ""
    yield "Pekerjaan" if facts.steps else "Tidak ada langkah yang diperlukan."
    for step in facts.steps:
        yield from _step(step)


def _step(step: PlanStepRow) -> Iterator[str]:
    goal = f"tingkat {step.level}" + (f" ({step.level_name})" if step.level_name else "")
    brings = f"+{step.gain}; usaha {step.effort}; {step.opd or 'belum ada OPD pengampu'}"
    head = f"{step.year} TW {step.quarter}  {step.code} {step.name} ke {goal}: {brings}"
    yield from wrap(head, _WIDTH, subsequent_indent="   ")
    details = [*step.what, *step.missing]
    details += [f"Dokumen: {'; '.join(step.documents)}"] if step.documents else []
    details += [f"Alasan: {step.why}"] if step.why else []
    details += step.recommendations
    for each in details:
        yield from wrap(each, _WIDTH, initial_indent="   - ", subsequent_indent="     ")


def _prices(facts: PlanFacts) -> Iterator[str]:
    yield ""
    if not facts.prices:
        yield "Harga tambahan indeks: tidak ada proyeksi, sebab tidak ada target indeks."
        return
    rows = [("indeks sasaran", "usaha seluruhnya", "usaha tambahan")]
    for price in facts.prices:
        more = NOTHING if price.more is None else f"+{price.more}"
        rows.append((price.index, price.effort or "di luar jangkauan", more))
    yield f"Harga tambahan indeks ({facts.unit}; proyeksi)"
    yield from _table(rows)


def _others(facts: PlanFacts) -> Iterator[str]:
    yield ""
    yield "Rencana lain yang hampir sama baiknya (proyeksi)" if facts.others else "Tidak ada rencana lain."
    for place, way in enumerate(facts.others, 1):
        told = f"{place}. {way.change}: usaha {way.effort}, indeks {way.index}, {way.steps} langkah"
        yield from wrap(told, _WIDTH, subsequent_indent="   ")


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
