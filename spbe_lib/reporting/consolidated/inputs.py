"""Freeze the consolidated report's input: cycle, edition and one read of the records → one document."""

from dataclasses import replace

from spbe_lib.figures import printed_date
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.model import PublishedResult
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated.before_rows import before_facts
from spbe_lib.reporting.consolidated.case import Case, data_date, restricted_documents, shown_stage
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.item_rows import (
    deadline_rows,
    item_details,
    item_rows,
    stage_rows,
    step_rows,
    target_facts,
)
from spbe_lib.reporting.consolidated.office_rows import office_facts
from spbe_lib.reporting.score_rows import edition_facts, part_row, predicate_facts
from spbe_lib.results.consolidation import consolidate
from spbe_lib.results.scorecard import score

__all__ = ["freeze_consolidated", "shown_stage"]


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
    case = replace(_case(cycle, instrument, records), kept=kept)
    card, published = case.card, case.assessment.published or PublishedResult()
    items = item_rows(case)
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
        edition=edition_facts(instrument, cycle.year),
        index=part_row(card, card.index, published.index),
        predicate=predicate_facts(card, published),
        domains=tuple(part_row(card, each, published.domains.get(each.part.number)) for each in card.domains),
        aspects=tuple(part_row(card, each, published.aspects.get(each.part.number)) for each in card.aspects),
        items=items,
        details=item_details(case),
        stage_names=tuple(stage.value for stage in case.stages),
        stages=stage_rows(case),
        before=before_facts(case),
        target=target_facts(case),
        deadlines=deadline_rows(case),
        steps=step_rows(case, items),
        office=office_facts(case) if cycle.opds else None,
    )


def _case(cycle: Cycle, instrument: Instrument, records: Records) -> Case:
    stage, assessment = shown_stage(instrument, records)
    return Case(
        cycle=cycle,
        instrument=instrument,
        records=records,
        stage=stage,
        assessment=assessment,
        card=score(instrument, assessment.values, cycle.year),
        consolidation=consolidate(cycle, instrument, records),
        previous_edition=load_edition(cycle.previous.edition) if cycle.previous else None,
        until=data_date(cycle, records),
        restricted=restricted_documents(records),
    )


def _source(case: Case) -> str:
    if not case.assessment.values:
        return "belum ada nilai yang dicatat"
    return case.assessment.source or f"{case.stage.label}, dicatat pada siklus ini"
