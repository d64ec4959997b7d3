"""The work of the OPDs and the Tim in one cycle, laid out as rows; OPDs in the order of the register."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from spbe_lib.figures import Span, printed_date
from spbe_lib.law.instrument import Item
from spbe_lib.records.accepted import lead_answer
from spbe_lib.records.answers import Standing, Status
from spbe_lib.records.approving import standing_submission
from spbe_lib.records.model import NOBODY, Readers, Stage
from spbe_lib.records.obligations import asked_items
from spbe_lib.records.register import Opd, Step
from spbe_lib.reporting.compliance import told
from spbe_lib.reporting.consolidated.case import Case
from spbe_lib.reporting.consolidated.coverage_rows import matrix_rows, scope_rows
from spbe_lib.reporting.consolidated.dossier_rows import risk_rows, script_rows
from spbe_lib.reporting.consolidated.evidence_rows import evidence_rows
from spbe_lib.reporting.consolidated.follow_up_rows import follow_up_rows
from spbe_lib.reporting.consolidated.kind_rows import kind_facts
from spbe_lib.reporting.consolidated.office_document import (
    ContributionRow,
    ContributionTotal,
    DepartureRow,
    LateRow,
    OfficeFacts,
    ProgressRow,
    SelfReviewRow,
    WaitingRow,
)
from spbe_lib.reporting.consolidated.remark_rows import remark_facts
from spbe_lib.reporting.consolidated.repair_rows import repair_rows
from spbe_lib.reporting.points import is_rounded, points
from spbe_lib.reporting.working_rows import contribution_working
from spbe_lib.results.completion import Milestone, forecast
from spbe_lib.results.completion_words import forecast_words
from spbe_lib.results.compliance import compliance
from spbe_lib.results.consolidation import departures, self_reviewed
from spbe_lib.results.contribution import Contribution
from spbe_lib.results.lateness import Late, late_list
from spbe_lib.results.progress import Progress, progress
from spbe_lib.results.repairs import returned_due
from spbe_lib.results.turns import Holder

TEAM = "Tim"
"""Short for the Tim Asesor Internal, where a narrow column says whose turn it is."""


def office_facts(case: Case) -> OfficeFacts:
    """Everything that the consolidated report says of a cycle with a register."""
    asked = case.cycle.requested
    shares = case.contributions
    # Without any date nobody was asked and nothing came in, so that no day is counted from this one.
    until = case.until or date(case.cycle.year, 1, 1)
    ahead = [
        progress(case.cycle, case.instrument, case.records, opd.code, until) for opd in case.cycle.filling
    ]
    found = (compliance(case.cycle, case.instrument, case.records, each.opd, until) for each in ahead)
    kept = [each for each in found if each]
    recommended, recommended_count = follow_up_rows(case)
    readiness, evidence = evidence_rows(case, [each for each in ahead if each.asked])
    return OfficeFacts(
        reviewer=case.opd_name(case.cycle.reviewer),
        requested=f"{asked.letter}, {printed_date(asked.day)}" if asked else None,
        waiting=_waiting_rows(case),
        late=_late_rows(case),
        follow_ups=recommended,
        follow_up_count=recommended_count,
        scopes=scope_rows(case),
        matrix=matrix_rows(case),
        departures=_departure_rows(case),
        repairs=repair_rows(case),
        self_reviewed=_self_reviewed(case),
        readiness=readiness,
        evidence=evidence,
        progress=tuple(_progress_row(case, each) for each in ahead if each.asked),
        forecasts=_forecasts(case),
        compliance=tuple(told(case.cycle, each) for each in kept),
        kinds=kind_facts(case, kept),
        contributions=tuple(_contribution_row(case, share) for share in shares),
        contribution_total=_total(case, shares),
        risks=risk_rows(case),
        remarks=remark_facts(case),
        scripts=script_rows(case),
    )


def _waiting_rows(case: Case) -> tuple[WaitingRow, ...]:
    found = [(points, row) for opd in case.cycle.filling for points, row in _waiting(case, opd)]
    return tuple(row for _, row in sorted(found, key=lambda each: (-each[0], -each[1].facts)))


def _waiting(case: Case, opd: Opd) -> Iterator[tuple[Fraction, WaitingRow]]:
    led = asked_items(case.cycle, case.instrument, opd.code)
    outcomes = case.consolidation.items
    missing = [item for item in led if not outcomes[item.code].answered]
    returned = [item for item in led if outcomes[item.code].returned and item not in missing]
    open_facts = [
        count for count in case.consolidation.scopes if opd.code in (*count.missing, *count.returned)
    ]
    top = {item.code: case.instrument.indicator(item.indicator).scale.levels[-1].value for item in led}
    weight = sum((case.points(item) * top[item.code] for item in missing), Fraction(0))
    for item in returned:
        value = outcomes[item.code].value
        weight += case.points(item) * value.high if value else 0
    if missing or returned or open_facts:
        waits = bool(missing) or any(opd.code in count.missing for count in open_facts)
        yield (
            weight,
            WaitingRow(
                opd=opd.name,
                weighty=bool(missing or returned),
                missing=tuple(item.code for item in missing),
                returned=tuple(item.code for item in returned),
                facts=len(open_facts),
                points=points(Span.exactly(weight), case.instrument.digits),
                late=_late(case, opd, waits),
            ),
        )


def _late_rows(case: Case) -> tuple[LateRow, ...]:
    if case.until is None:
        return ()
    found = late_list(case.cycle, case.instrument, case.records, case.until)
    return tuple(_late_row(case, each) for each in found)


def _late_row(case: Case, each: Late) -> LateRow:
    first = min(each.passed, key=lambda passed: passed.due)
    return LateRow(
        opd=case.cycle.opd(each.opd).name,
        documents=each.documents,
        points=points(Span.exactly(each.points), case.instrument.digits),
        step=first.step.label,
        days=first.days,
        days_opd=each.days_at_opd,
        days_team=each.days_at_team,
        team=any(passed.holder is Holder.TEAM for passed in each.passed),
    )


def _late(case: Case, opd: Opd, waits: bool) -> bool:
    due, until = case.cycle.due(opd.code, Step.OPD), case.until
    if until is None:
        return False
    repairs = [
        returned_due(case.cycle, opd.code, standing)
        for standing in _standings(case, opd)
        if standing.status is Status.RETURNED
    ]
    return (waits and due is not None and due < until) or any(
        day is not None and day < until for day in repairs
    )


def _standings(case: Case, opd: Opd) -> Iterator[Standing]:
    yield from (each.standing for each in case.records.of(opd.code).entries)


def _departure_rows(case: Case) -> tuple[DepartureRow, ...]:
    assessment = case.records.assessments.get(Stage.MANDIRI)
    if assessment is None:
        return ()
    items = {item.code: item for item in case.instrument.items}
    return tuple(
        DepartureRow(
            code=each.item,
            title=case.title(items[each.item]),
            lead=case.lead(items[each.item]),
            yielded=case.printed(each.answered),
            value=case.printed(each.assessed) or "",
            direction=each.direction.label,
            reason=each.note,
        )
        for each in departures(case.consolidation, assessment)
    )


def _self_reviewed(case: Case) -> tuple[SelfReviewRow, ...]:
    numbers = self_reviewed(case.cycle, case.instrument)
    team = case.records.assessments.get(Stage.MANDIRI)
    return tuple(
        SelfReviewRow(
            code=item.code,
            title=case.title(item),
            value=case.printed(team.values.get(item.code)) if team else None,
            first=_readers(case, item).first or None,
            second=_readers(case, item).second or None,
        )
        for item in case.instrument.items
        if item.indicator in numbers
    )


def _readers(case: Case, item: Item) -> Readers:
    """Who read the answer of an item's lead: at the decision about it, else at the value."""
    answer, team = lead_answer(case.cycle, case.records, item), case.records.assessments.get(Stage.MANDIRI)
    decision = answer.standing.decision if answer else None
    if decision and decision.readers != NOBODY:
        return decision.readers
    return team.readers.get(item.code, NOBODY) if team else NOBODY


def _progress_row(case: Case, each: Progress) -> ProgressRow:
    own = case.records.of(each.opd)
    standing = standing_submission(own.submissions, own.events, each.opd)
    approval = standing.approval if standing else None
    signed = None
    if approval:
        signed = approval.name + (f", {printed_date(approval.day)}" if approval.day else "")
    days = tuple(dict.fromkeys(day for day in (each.first_received, each.last_received) if day))
    return ProgressRow(
        opd=case.cycle.opd(each.opd).name,
        asked=each.asked,
        answered=each.answered,
        returned=each.returned,
        accepted=each.accepted,
        approved=signed,
        received=" – ".join(map(printed_date, days)) or None,
        days_opd=each.days_at_opd,
        days_team=each.days_at_team,
        holder=TEAM if each.holder is Holder.TEAM else each.holder.label,
    )


def _forecasts(case: Case) -> tuple[str, ...]:
    if case.until is None:
        return ()
    about = case.cycle, case.instrument, case.records
    return tuple(forecast_words(forecast(*about, each, case.until)) for each in Milestone)


def _contribution_row(case: Case, share: Contribution) -> ContributionRow:
    digits = case.instrument.digits
    return ContributionRow(
        opd=case.opd_name(share.opd),
        codes=share.items,
        brings=points(share.brings, digits),
        can_add=points(share.can_add, digits),
        working=contribution_working(case.instrument, share, case.assessment.values, case.titles),
    )


def _total(case: Case, shares: tuple[Contribution, ...]) -> ContributionTotal:
    digits = case.instrument.digits
    return ContributionTotal(
        brings=points(_sum([share.brings for share in shares]), digits),
        can_add=points(_sum([share.can_add for share in shares]), digits),
        complete=case.card.index.complete,
        rounded=any(is_rounded(span, digits) for share in shares for span in (share.brings, share.can_add)),
    )


def _sum(spans: list[Span]) -> Span:
    low = sum((span.low for span in spans), Fraction(0))
    high = sum((span.high for span in spans), Fraction(0))
    return Span(low, high, any(span.open_end for span in spans))
