"""The words of a simulation, for its report and for the counter alike: templates over the laid-out rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from IPython.display import HTML

from spbe_lib.figures import NOTHING
from spbe_lib.reporting.page import filled, rendered
from spbe_lib.reporting.rows import PartRow, PredicateFacts
from spbe_lib.reporting.simulation.charts import waterfall
from spbe_lib.reporting.simulation.document import ScenarioFacts, ShiftRow, SimulationInput

_KINDS = {True: "naik", False: "turun", None: "tetap"}
_NO_INDEX, _MIDDLE = "belum ada", 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A step of a waterfall as it is drawn: where it begins and how long it is, in percent of the room."""

    label: str
    gain: str
    kind: str
    left: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One line of a comparison: what the base has, and what each scenario would have."""

    label: str
    base: str | None
    values: tuple[str | None, ...]


def cover(report: SimulationInput) -> HTML:
    """Stamp, government and base: the head of the page."""
    return rendered("simulation/cover", report)


def summary(report: SimulationInput) -> HTML:
    """Index and predicate before and after, for each scenario."""
    return rendered("simulation/summary", report)


def steps(report: SimulationInput) -> HTML:
    """*Rincian perubahan*: how the changes add up, and what each of them asks for."""
    told = []
    for each in report.scenarios:
        told.append(rendered("simulation/step_words", report, each=each))
        if drawing := waterfall(each):
            told += [drawing, rendered("simulation/step_table", report, each=each)]
    return HTML("".join(str(each.data) for each in told))


def parts(report: SimulationInput) -> HTML:
    """Index, domains and aspects before and after; nothing where scenarios stand side by side already."""
    return HTML("") if len(report.scenarios) > 1 else rendered("simulation/parts", report)


def comparison(report: SimulationInput) -> HTML:
    """Scenarios side by side; nothing where there is one only."""
    if len(report.scenarios) < 2:
        return HTML("")
    return HTML(compared(report.base, report.index, report.predicate, report.scenarios, heading=True))


def compared(
    base: str,
    index: PartRow,
    predicate: PredicateFacts,
    scenarios: Sequence[ScenarioFacts],
    *,
    heading: bool = False,
) -> str:
    """Scenarios on one base side by side: index, predicate, aspects, and every item that one of them changes.

    Args:
        base: Whose values are changed, as people read it.
        index: The index of the base.
        predicate: What follows from it.
        scenarios: What stands side by side.
        heading: Whether a heading stands above.
    """
    rows = [
        ComparedRow(
            label=index.name, base=_index(index), values=tuple(_index(each.index) for each in scenarios)
        ),
        ComparedRow(
            label="Predikat",
            base=_predicate(index, predicate),
            values=tuple(_predicate(each.index, each.predicate) for each in scenarios),
        ),
        ComparedRow(label="Perubahan", base=NOTHING, values=tuple(each.gain for each in scenarios)),
        ComparedRow(label="Usaha", base=NOTHING, values=tuple(each.effort for each in scenarios)),
        *_compared_parts(scenarios),
        *_compared_items(scenarios),
    ]
    cautions = [f"{each.name}: {each.caution}" for each in scenarios if each.caution]
    names = [each.name or "tanpa nama" for each in scenarios]
    made = filled(
        "simulation/comparison", base=base, rows=rows, names=names, cautions=cautions, heading=heading
    )
    return str(made.data)


def waterfall_table(facts: ScenarioFacts, *, by_aspect: bool) -> str:
    """*Rincian perubahan* as a table with bars, which says the same without them."""
    rows = facts.aspects if by_aspect else facts.items
    bars, start, end = _bars(rows, by_aspect=by_aspect)
    figure = "Indeks" if facts.of_index else "Nilai terendah yang masih mungkin"
    made = filled(
        "simulation/waterfall",
        caption=f"Rincian perubahan (simulasi): {figure.lower()}",
        head="Aspek" if by_aspect else "Butir",
        first=f"{figure}, dasar",
        last=f"{figure}, simulasi",
        figure_before=facts.figure_before,
        figure_after=facts.figure_after,
        bars=bars,
        start=start,
        end=end,
    )
    return str(made.data)


def _bars(rows: Sequence[ShiftRow], *, by_aspect: bool) -> tuple[list[Bar], str, str]:
    """The steps as bars, and where the first one begins and the last one ends."""
    places = [Fraction(end) for row in rows for end in (row.begins, row.ends)]
    low, high = min(places, default=Fraction(0)), max(places, default=Fraction(0))
    bars = []
    for row in rows:
        left, right = sorted(_percent(Fraction(end), low, high) for end in (row.begins, row.ends))
        bars.append(
            Bar(
                label=f"Aspek {row.code}: {row.name}" if by_aspect else f"{row.code} {row.name}",
                gain=row.gain,
                kind=_KINDS[row.rises],
                left=f"{left:.2f}",
                width=f"{right - left:.2f}",
            )
        )
    ends = (places[0], places[-1]) if places else (low, high)
    first, last = (f"{_percent(end, low, high):.2f}" for end in ends)
    return bars, first, last


def _percent(value: Fraction, low: Fraction, high: Fraction) -> float:
    return float((value - low) / (high - low) * 100) if high > low else _MIDDLE


def _compared_parts(scenarios: Sequence[ScenarioFacts]) -> Iterable[ComparedRow]:
    for place, part in enumerate(scenarios[0].parts):
        if part.kind == "aspect":
            yield ComparedRow(
                label=f"Aspek {part.number}: {part.name}",
                base=part.before,
                values=tuple(each.parts[place].after for each in scenarios),
            )


def _compared_items(scenarios: Sequence[ScenarioFacts]) -> Iterable[ComparedRow]:
    rows = {row.code: row for each in scenarios for row in each.needs}
    own = [{row.code: row.after for row in each.needs} for each in scenarios]
    # In legal order, which every scenario keeps; numbers first, then the letter of a service.
    for code in sorted(rows, key=lambda code: (int("".join(filter(str.isdigit, code)) or 0), code)):
        row = rows[code]
        before = row.before or "belum dijawab"
        yield ComparedRow(
            label=f"Butir {code}: {row.name}",
            base=before,
            values=tuple(levels.get(code, before) for levels in own),
        )


def _index(row: PartRow) -> str:
    return row.shown or f"{row.lowest_shown} sampai {row.highest_shown} (belum lengkap)"


def _predicate(row: PartRow, predicate: PredicateFacts) -> str:
    return (predicate.name or "rentang melewati batas") if row.shown else _NO_INDEX
