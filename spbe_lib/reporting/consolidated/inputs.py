"""Freeze the consolidated report's input: cycle, edition and one read of the records → one document."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from spbe_lib.figures import printed_date
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.model import PublishedResult
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.before_rows import before_facts
from spbe_lib.reporting.consolidated.case import Case, data_date, restricted_documents
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.forecast_rows import forecast_facts
from spbe_lib.reporting.consolidated.history_rows import history_facts
from spbe_lib.reporting.consolidated.item_rows import (
    deadline_rows,
    item_details,
    item_rows,
    stage_rows,
    step_rows,
    target_facts,
)
from spbe_lib.reporting.consolidated.national_rows import national_facts
from spbe_lib.reporting.consolidated.office_rows import office_facts
from spbe_lib.reporting.consolidated.plan_rows import plan_facts
from spbe_lib.reporting.consolidated.reconciliation_rows import difference_of, reconciliation_of
from spbe_lib.reporting.evidence_item_rows import evidence_items_facts
from spbe_lib.reporting.rows import PartRow
from spbe_lib.reporting.score_rows import part_row, predicate_facts
from spbe_lib.reporting.whole import Whole
from spbe_lib.reporting.working import Working
from spbe_lib.reporting.working_rows import part_workings
from spbe_lib.results.scorecard import PartScore, Scorecard


def freeze_consolidated(
    cycle: Cycle, instrument: Instrument, records: Records, kept: KeptFiles | None = None
) -> ConsolidatedInput:
    """Compute everything that the consolidated report of a cycle says, and freeze it.

    Args:
        cycle: The cycle.
        instrument: Its edition.
        records: What the store knows of the cycle.
        kept: Which evidence files lie in the cycle's folder; None where nobody looked.

    Raises:
        EditionError: The regulation of last year's values is not known.
    """
    return consolidated_input(Whole(cycle=cycle, instrument=instrument, records=records, kept=kept))


def consolidated_input(whole: Whole) -> ConsolidatedInput:
    """The same, where other reports are made from the same read of the records.

    Raises:
        EditionError: The regulation of last year's values is not known.
    """
    case, cycle = _case(whole), whole.cycle
    card, published = case.card, case.assessment.published or PublishedResult()
    items, workings = item_rows(case), part_workings(card, case.assessment.values, case.titles)
    office = office_facts(case) if cycle.opds else None
    as_of = case.until if cycle.opds else case.assessment.as_of
    return ConsolidatedInput(
        kind="konsolidasi",
        cycle=cycle.name,
        government=cycle.government,
        year=cycle.year,
        sample=cycle.sample,
        stage=case.stage.value,
        as_of=printed_date(as_of) if as_of else None,
        source=_source(case),
        edition=whole.edition,
        index=part_row(card, card.index, published.index, workings.get(("index", 0))),
        predicate=predicate_facts(card, published),
        domains=_parts(card, card.domains, published.domains, workings),
        aspects=_parts(card, card.aspects, published.aspects, workings),
        items=items,
        details=item_details(case),
        stage_names=tuple(stage.value for stage in case.stages),
        stages=stage_rows(case),
        before=before_facts(case),
        reconciliation=reconciliation_of(case),
        difference=difference_of(case),
        history=history_facts(case),
        target=target_facts(case),
        deadlines=deadline_rows(case),
        steps=step_rows(case, items),
        evidence_items=evidence_items_facts(whole, whole.instrument.items) if cycle.opds else None,
        plan=plan_facts(whole.plan_ground, whole.plan, whole.tasks) if cycle.opds else None,
        forecast=forecast_facts(case, office.risks) if office else None,
        office=office,
        national=national_facts(case),
    )


def _parts(
    card: Scorecard,
    scores: Sequence[PartScore],
    published: Mapping[int, Fraction],
    workings: Mapping[tuple[str, int], Working],
) -> tuple[PartRow, ...]:
    return tuple(
        part_row(
            card, each, published.get(each.part.number), workings.get((each.part.kind, each.part.number))
        )
        for each in scores
    )


def _case(whole: Whole) -> Case:
    cycle, records = whole.cycle, whole.records
    return Case(
        cycle=cycle,
        instrument=whole.instrument,
        records=records,
        stage=whole.stage,
        stages=whole.stages,
        assessment=whole.assessment,
        card=whole.card,
        consolidation=whole.consolidation,
        contributions=whole.contributions if cycle.opds else (),
        previous_edition=load_edition(cycle.previous.edition) if cycle.previous else None,
        until=data_date(cycle, records),
        restricted=restricted_documents(records),
        kept=whole.kept,
    )


def _source(case: Case) -> str:
    if not case.assessment.values:
        return "belum ada nilai yang dicatat"
    return case.assessment.source or f"{case.stage.label}, dicatat pada siklus ini"
