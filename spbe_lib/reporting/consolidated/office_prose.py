"""The sections of the consolidated report that tell of the OPDs and the Tim.

A cycle without a register has nothing to tell here: its page goes without these sections.
"""

from itertools import groupby

from IPython.display import HTML

from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput, StepRow
from spbe_lib.reporting.consolidated.plan_document import PlanStepRow
from spbe_lib.reporting.page import rendered


def follow_ups(report: ConsolidatedInput) -> HTML:
    """*Tindak Lanjut*: last year's recommendations beside what the leads did."""
    return _section("follow_ups", report)


def coverage(report: ConsolidatedInput) -> HTML:
    """*Cakupan*: the obligations of all OPDs, "38 dari 43", and every OPD's word on each."""
    return _section("coverage", report)


def decisions(report: ConsolidatedInput) -> HTML:
    """*Keputusan Tim*: where the Tim departs from the answers, and where a unit reviews itself."""
    return _section("decisions", report)


def readiness(report: ConsolidatedInput) -> HTML:
    """*Kesiapan Data Dukung*: statements with and without a document, documents that carry much."""
    rows = report.office.readiness if report.office else ()
    due, named = sum(row.due for row in rows), sum(row.named for row in rows)
    return _section("readiness", report, due=due, named=named)


def progress(report: ConsolidatedInput) -> HTML:
    """*Kemajuan dan Kepatuhan*, and what each lead contributes to the government's index."""
    return _section("progress", report, stage_label=Stage(report.stage).label)


def plan(report: ConsolidatedInput) -> HTML:
    """*Rencana*: whether the target is within reach, what is out of reach and why, and year by year."""
    return _section("plan", report)


def plan_work(report: ConsolidatedInput) -> HTML:
    """The plan as work, what more costs, what it assumes; without a plan every next step, lead by lead."""
    steps = sorted(report.steps, key=lambda step: _place(report, step))
    groups = [(lead, list(rows)) for lead, rows in groupby(steps, key=lambda step: step.lead)]
    years = [(year, list(rows)) for year, rows in groupby(report.plan.steps if report.plan else (), _year)]
    return _section("plan_work", report, groups=groups, years=years)


def comparison(report: ConsolidatedInput) -> HTML:
    """*Perbandingan*: last year and this year, part by part."""
    if report.before is None:
        return _section("comparison", report)
    return rendered("consolidated/comparison", report, stage_label=Stage(report.stage).label)


def risks(report: ConsolidatedInput) -> HTML:
    """*Risiko*: the items that may fall before the external assessor, and why."""
    return _section("risks", report)


def annex(report: ConsolidatedInput) -> HTML:
    """*Lampiran*: the texts ready to be entered, and the two letters to sign."""
    values = [row for row in report.stages if row.is_value]
    by_stage = dict(zip(report.stage_names, values, strict=True))
    return _section(
        "annex",
        report,
        team=by_stage.get("mandiri"),
        stage_label=Stage(report.stage).label,
        departures={row.code: row for row in report.office.departures} if report.office else {},
    )


def _section(name: str, report: ConsolidatedInput, **more: object) -> HTML:
    return rendered(f"consolidated/{name}", report, **more) if report.office else HTML("")


def _year(step: PlanStepRow) -> int:
    return step.year


def _place(report: ConsolidatedInput, step: StepRow) -> int:
    """Leads in the order of the contributions, which is that of the register."""
    names = [row.opd for row in report.office.contributions] if report.office else []
    return names.index(step.lead) if step.lead in names else len(names)
