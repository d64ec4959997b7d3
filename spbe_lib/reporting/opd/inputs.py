"""Freeze an OPD's report input: cycle, edition, one read of the records → one document of that OPD alone."""

from fractions import Fraction

from spbe_lib.figures import Span, printed, printed_date
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle, Step
from spbe_lib.reporting.evidence_item_rows import evidence_items_facts
from spbe_lib.reporting.opd.advice import officer, steps
from spbe_lib.reporting.opd.desk import Desk, data_date, own_records
from spbe_lib.reporting.opd.document import OpdInput, OpdSummary
from spbe_lib.reporting.opd.evidence import evidence_rows
from spbe_lib.reporting.opd.follow_up_rows import follow_up_rows
from spbe_lib.reporting.opd.history import (
    approval,
    clock,
    deadlines,
    handed_in,
    history,
    own_compliance,
    received,
)
from spbe_lib.reporting.opd.led import (
    comparable,
    external_stage,
    led_rows,
    obligation_rows,
    supported_rows,
)
from spbe_lib.reporting.opd.questions import led_and_reviewed, questions
from spbe_lib.reporting.opd.repair_rows import resent_rows, returned_rows
from spbe_lib.reporting.points import is_rounded, points
from spbe_lib.reporting.whole import Whole
from spbe_lib.reporting.working import Working
from spbe_lib.reporting.working_rows import contribution_working
from spbe_lib.results.planning.tasks import Task
from spbe_lib.results.repairs import Kind


def freeze_opd(
    cycle: Cycle, instrument: Instrument, records: Records, opd: str, kept: KeptFiles | None = None
) -> OpdInput:
    """Gather everything that the report of one OPD says, and freeze it.

    The same records give the same document on every day: days are counted until the data date, which
    is the day of the last change that concerns this OPD.

    Args:
        cycle: The cycle.
        instrument: Its edition.
        records: What the store knows of the cycle; of the others only what they yield together is used.
        opd: Code of a filling OPD.
        kept: Which evidence files lie in the cycle's folder; None where nobody looked.

    Raises:
        KeyError: The register has no such OPD.
    """
    return opd_input(Whole(cycle=cycle, instrument=instrument, records=records, kept=kept), opd)


def opd_input(whole: Whole, opd: str) -> OpdInput:
    """The same, where other reports are made from the same read of the records.

    Raises:
        KeyError: The register has no such OPD.
    """
    desk, cycle = opd_desk(whole, opd), whole.cycle
    return OpdInput(
        kind="opd",
        cycle=cycle.name,
        government=cycle.government,
        year=cycle.year,
        sample=cycle.sample,
        stage=desk.stage.value,
        as_of=printed_date(desk.today) if desk.today else None,
        source=received(desk),
        edition=whole.edition,
        opd=desk.opd.code,
        opd_name=desk.opd.name,
        officer=officer(desk),
        team_contact=cycle.contact,
        self_review=bool(led_and_reviewed(desk)),
        external_label=_external_label(desk),
        previous_year=cycle.previous.year if cycle.previous else None,
        previous_comparable=comparable(cycle),
        summary=_summary(desk, whole),
        steps=steps(desk, _planned(desk, whole)),
        returned=returned_rows(desk),
        resent=resent_rows(desk),
        led=led_rows(desk),
        evidence_items=evidence_items_facts(whole, desk.items),
        supported=supported_rows(desk),
        obligations=obligation_rows(desk),
        follow_ups=follow_up_rows(desk),
        questions=questions(desk),
        evidence=evidence_rows(desk),
        files_kept=bool(desk.own.attachments),
        history=history(desk),
        deadlines=deadlines(desk),
        clock=clock(desk),
        compliance=own_compliance(desk),
        approval=approval(desk),
    )


def _planned(desk: Desk, whole: Whole) -> dict[str, Task]:
    """The first step of the government's plan for each item that the OPD leads; nothing of another OPD."""
    mine = {item.code for item in desk.items}
    return {task.item: task for task in reversed(whole.tasks) if task.item in mine}


def opd_desk(whole: Whole, opd: str) -> Desk:
    """One OPD with its own part of the records, and what its answers yield.

    Raises:
        KeyError: The register has no such OPD.
    """
    cycle, instrument, records = whole.cycle, whole.instrument, whole.records
    led = set(cycle.led_by(opd))
    items = tuple(item for item in instrument.items if item.indicator in led)
    outcomes = whole.consolidation.items
    own = own_records(records, opd, [item.code for item in items])
    return Desk(
        cycle=cycle,
        instrument=instrument,
        opd=cycle.opd(opd),
        items=items,
        own=own,
        stage=whole.stage,
        outcomes={item.code: outcomes[item.code] for item in items},
        obligations=tuple(rule.requirement for _, rule in obligations(cycle, instrument, opd)),
        today=data_date(own, records),
        kept=whole.kept,
    )


def _summary(desk: Desk, whole: Whole) -> OpdSummary:
    done, due = desk.progress, desk.cycle.due(desk.opd.code, Step.OPD)
    index, brings, can_add, working = _contribution(desk, whole)
    complete, repairs = handed_in(desk), desk.repairs.open
    repair = min((each.due for each in repairs if each.due and each.kind is not Kind.PROMISE), default=None)
    return OpdSummary(
        shows=_shows(desk),
        asked=done.asked,
        answered=done.answered,
        accepted=done.accepted,
        returned=done.returned,
        revise=sum(each.kind in (Kind.REQUIREMENT, Kind.DOCUMENT) for each in repairs),
        promises=sum(each.kind is Kind.PROMISE for each in repairs),
        documents_due=done.documents_due,
        documents_named=done.documents_named,
        deadline=printed_date(due) if due else None,
        days_left=(due - desk.today).days if due and desk.today else None,
        handed_in=printed_date(complete) if complete else None,
        days_late=max((complete - due).days, 0) if complete and due else None,
        repair=printed_date(repair) if repair else None,
        repair_days_left=(repair - desk.today).days if repair and desk.today else None,
        index=index,
        brings=brings,
        can_add=can_add,
        working=working,
    )


def _contribution(desk: Desk, whole: Whole) -> tuple[str | None, str | None, str | None, Working | None]:
    """The government's index, what the led items bring to it, and what they can add; only when complete."""
    digits = desk.instrument.digits
    index = whole.card.index.shown(digits)
    if index is None or not desk.items or desk.stage not in desk.own.assessments:
        return None, None, None, None
    mine = next(each for each in whole.contributions if each.opd == desk.opd.code)
    titles = {item.code: desk.short_name(item) for item in desk.items}
    working = contribution_working(desk.instrument, mine, whole.assessment.values, titles)
    return index, points(mine.brings, digits), _left(mine.can_add, digits), working


def _left(span: Span, digits: int) -> str | None:
    """What can still be added, never printed as nothing while there is some; None where none is left."""
    if span.high == 0:
        return None
    unit = Fraction(1, 10**digits)
    exact = not is_rounded(span, digits)
    return points(span, digits) if exact or span.high >= unit else f"kurang dari {printed(unit, digits)}"


def _shows(desk: Desk) -> str:
    """Whose values this OPD's page carries: the OPD's own until somebody assessed an item that it leads."""
    if desk.stage not in desk.own.assessments:
        return "jawaban OPD"
    return "nilai akhir" if desk.stage is Stage.AKHIR else desk.stage.label


def _external_label(desk: Desk) -> str:
    """The head of the external assessor's column: final, or at which step it stands."""
    stage = external_stage(desk)
    return "Nilai akhir" if stage is Stage.AKHIR else f"Nilai {stage.value} (belum akhir)"
