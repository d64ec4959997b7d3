"""The sections of the consolidated report that tell of the OPDs and the Tim.

A cycle without a register has nothing to tell here: its page goes without these sections.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from IPython.display import HTML

from spbe_lib.records.model import Stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput, StepRow
from spbe_lib.reporting.consolidated.history_chart import history_picture
from spbe_lib.reporting.consolidated.office_document import FollowUpRow
from spbe_lib.reporting.consolidated.plan_document import PlanStepRow
from spbe_lib.reporting.page import rendered


def follow_ups(report: ConsolidatedInput) -> HTML:
    """*Tindak Lanjut*: last year's recommendations beside what the leads did."""
    return _section("follow_ups", report)


def coverage(report: ConsolidatedInput) -> HTML:
    """*Cakupan*: the obligations of all OPDs, "38 dari 43", and every OPD's word on each."""
    return _section("coverage", report)


def evidence_items(report: ConsolidatedInput) -> HTML:
    """*Butir Bukti*: the evidence items by status, and other ministries' indices; where they are judged."""
    if report.evidence_items is None:
        return HTML("")
    return rendered("evidence_items", report, consolidated=True)


def decisions(report: ConsolidatedInput) -> HTML:
    """*Keputusan Tim*: where the Tim departs from the answers, and where a unit reviews itself."""
    return _section("decisions", report)


def readiness(report: ConsolidatedInput) -> HTML:
    """*Kesiapan Data Dukung*: statements with and without a document, documents that carry much."""
    rows = report.office.readiness if report.office else ()
    due, named = sum(row.due for row in rows), sum(row.named for row in rows)
    return _section("readiness", report, due=due, named=named)


def progress(report: ConsolidatedInput) -> HTML:
    """*Kemajuan dan Kepatuhan*, what each lead contributes to the index, what changed since it was shared."""
    return _section("progress", report, stage_label=Stage(report.stage).label, moved=list(_moved(report)))


def between_opds(report: ConsolidatedInput) -> HTML:
    """*Perbandingan jawaban antar-OPD*: kinds of OPDs beside each other, by facts alone."""
    return _section("between_opds", report)


def plan(report: ConsolidatedInput) -> HTML:
    """*Rencana*: whether the target is within reach, what is out of reach and why, and year by year."""
    return _section("plan", report)


def plan_work(report: ConsolidatedInput) -> HTML:
    """The plan as work, what more costs, what it assumes; without a plan every next step, lead by lead."""
    steps = sorted(report.steps, key=lambda step: _place(report, step))
    groups = [(lead, list(rows)) for lead, rows in groupby(steps, key=lambda step: step.lead)]
    years = [(year, list(rows)) for year, rows in groupby(report.plan.steps if report.plan else (), _year)]
    return _section("plan_work", report, groups=groups, years=years, left=_beside(report))


def _beside(report: ConsolidatedInput) -> list[FollowUpRow]:
    """The open recommendations that no step of the plan shows."""
    told = (
        "\n".join(text for step in report.plan.steps for text in step.recommendations) if report.plan else ""
    )
    listed = report.office.follow_ups if report.office else ()
    return [row for row in listed if row.is_open and f"{row.code}: {row.recommendation}" not in told]


def comparison(report: ConsolidatedInput) -> HTML:
    """*Perbandingan dan tren*: the years in one picture, and last year beside this year, part by part.

    Figures of different regulations stand side by side, and are never subtracted.
    """
    if report.before is None and report.history is None:
        return _section("comparison", report)
    picture = str(history_picture(report.history).data) if report.history else ""
    label = Stage(report.stage).label
    return rendered("consolidated/comparison", report, stage_label=label, picture=picture)


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


def _moved(report: ConsolidatedInput) -> Iterator[dict[str, Any]]:
    """The OPDs of which something changed, in the order of the register, with the counts that did."""
    changes = report.changes
    if changes is None or report.office is None:
        return
    lists = {
        "Dikembalikan": changes.returned,
        "Dokumen belum ada": changes.documents,
        "Perbaikan terbuka": changes.repairs,
    }
    counts = {label: {each.opd: each for each in found} for label, found in lists.items()}
    for row in report.office.progress:
        own = [(label, found.get(row.opd)) for label, found in counts.items()]
        complete = row.opd in changes.complete
        if complete or any(each for _, each in own):
            yield {"opd": row.opd, "complete": complete, "counts": own}


def _section(name: str, report: ConsolidatedInput, **more: object) -> HTML:
    return rendered(f"consolidated/{name}", report, **more) if report.office else HTML("")


def _year(step: PlanStepRow) -> int:
    return step.year


def _place(report: ConsolidatedInput, step: StepRow) -> int:
    """Leads in the order of the contributions, which is that of the register."""
    names = [row.opd for row in report.office.contributions] if report.office else []
    return names.index(step.lead) if step.lead in names else len(names)
