"""The chart of the plan: the index year by year, with what was to be reached."""

from fractions import Fraction

from IPython.display import HTML
from matplotlib.figure import Figure

from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.plan_document import PlanFacts
from spbe_lib.reporting.drawing import LINE, SECOND, SOFT, drawn, picture


def index_path(report: ConsolidatedInput) -> HTML:
    """The index at the end of each year of the plan; nothing where there is no plan."""
    plan = report.plan
    if plan is None or not plan.years:
        return HTML("")
    told = "; ".join(
        f"akhir {row.year}: {row.shown}" + (f" (target {row.target})" if row.target else "")
        for row in plan.years
    )
    return picture(
        drawn(lambda figure: _draw(figure, plan), (4.6, 2.4)),
        alternative=f"{plan.stamp}. {plan.start_name.capitalize()} sekarang {plan.start_shown}; {told}.",
        caption=f"{plan.stamp}: {report.edition.index_name} menurut rencana; garis putus = target.",
    )


def _draw(figure: Figure, plan: PlanFacts) -> None:
    places = range(len(plan.years) + 1)
    heights = [float(Fraction(each)) for each in (plan.start_height, *(row.height for row in plan.years))]
    bars = [float(Fraction(row.bar)) for row in plan.years if row.bar]
    axes = figure.add_axes((0.09, 0.14, 0.88, 0.8))
    low, high = min([*heights, *bars]), max([*heights, *bars])
    room = max((high - low) * 0.35, 0.05)
    axes.set_xlim(-0.5, len(plan.years) + 0.4)
    axes.set_ylim(low - room, high + room)
    axes.set_xticks(list(places), ["sekarang", *(str(row.year) for row in plan.years)], fontsize=9)
    axes.tick_params(axis="y", labelleft=False, length=0)
    axes.tick_params(axis="x", colors=SOFT)
    axes.spines["left"].set_visible(False)
    axes.plot(list(places), heights, color=LINE, marker="o", linewidth=1.7)
    for place, row in enumerate(plan.years, 1):
        if row.bar:
            bar = float(Fraction(row.bar))
            axes.plot([place - 0.3, place + 0.3], [bar, bar], color=SECOND, linestyle="--", linewidth=1.7)
    for place, (height, shown) in enumerate(
        zip(heights, (plan.start_shown, *(row.shown for row in plan.years)), strict=True)
    ):
        # The line never falls, so that what stands above and to the left is free of it.
        axes.annotate(
            shown, (place, height), xytext=(-3, 7), textcoords="offset points", ha="right", fontsize=10
        )
