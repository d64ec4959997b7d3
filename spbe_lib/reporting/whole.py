"""What is the same for every report of one read of a cycle's records: worked out once, when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spbe_lib.errors import PlanError
from spbe_lib.law.instrument import Instrument
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.documents import KeptFiles
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import open_texts
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.rows import EditionFacts
from spbe_lib.reporting.score_rows import edition_facts
from spbe_lib.results.consolidation import Consolidation, consolidate
from spbe_lib.results.contribution import Contribution, contributions
from spbe_lib.results.evidence_items import ItemsOf, evidence_items
from spbe_lib.results.external_level import ExternalLevel, external_levels
from spbe_lib.results.planning.model import Outcome, Plan
from spbe_lib.results.planning.planned import OTHERS, make_plan
from spbe_lib.results.planning.setting import Ground, problem_of
from spbe_lib.results.planning.tasks import Task, tasks
from spbe_lib.results.scorecard import Scorecard, score


# No slots: what follows from the fields lies beside them, so that no report works it out again.
@dataclass(frozen=True, kw_only=True, eq=False)
class Whole:
    """One cycle with its edition and one read of its records, and what they yield for the government.

    Attributes:
        kept: Which evidence files lie in the cycle's folder; None where nobody looked.
    """

    cycle: Cycle
    instrument: Instrument
    records: Records
    kept: KeptFiles | None = None

    @cached_property
    def stage(self) -> Stage:
        """The stage whose values a page leads with: the furthest complete one, else the furthest begun.

        Stages are never mixed. Before anybody assessed, it is the Tim's, without a value.
        """
        items = len(self.instrument.items)
        whole = [stage for stage, each in self.stages.items() if len(each.values) == items]
        return (whole or list(self.stages) or [Stage.MANDIRI])[-1]

    @cached_property
    def stages(self) -> Mapping[Stage, Assessment]:
        """The stages that have a value, in the order of the process."""
        given = self.records.assessments
        return {stage: given[stage] for stage in Stage if stage in given and given[stage].values}

    @cached_property
    def assessment(self) -> Assessment:
        """The values of that stage; none before anybody assessed."""
        known = self.records.assessments.get(self.stage)
        return known or Assessment(edition=self.instrument.code, values={})

    @cached_property
    def card(self) -> Scorecard:
        """The scorecard of that stage."""
        return score(self.instrument, self.assessment.values, self.cycle.year)

    @cached_property
    def consolidation(self) -> Consolidation:
        """What the answers of all OPDs yield."""
        return consolidate(self.cycle, self.instrument, self.records)

    @cached_property
    def evidence_items(self) -> Mapping[str, ItemsOf]:
        """Where every evidence item stands, by item; empty where the edition does not judge by them."""
        return evidence_items(self.cycle, self.instrument, self.records)

    @cached_property
    def external(self) -> tuple[ExternalLevel, ...]:
        """What other ministries' indices give."""
        return external_levels(self.cycle, self.instrument)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """The index of that stage, shared out among the leads."""
        return contributions(self.cycle, self.instrument, self.assessment.values)

    @cached_property
    def plan_ground(self) -> Ground:
        """What the plan is made from: the values of that stage, and what the OPDs state."""
        return Ground(
            cycle=self.cycle,
            instrument=self.instrument,
            rules=load_planning(self.instrument.code),
            values=self.assessment.values,
            records=self.records,
            scopes=self.consolidation.scopes,
        )

    @property
    def plan(self) -> Plan:
        """The way to the target, the next-best ways, what more costs, what is out of reach; or why none."""
        return self._planned[0]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The plan as work, step by step; none where there is no way."""
        return self._planned[1]

    @cached_property
    def _planned(self) -> tuple[Plan, tuple[Task, ...]]:
        try:
            return self.planned()
        except PlanError as refusal:
            # Every other part of a report stands without the plan, and an OPD's report without its years.
            return Plan(
                outcome=Outcome.UNSOLVED, problem=problem_of(self.plan_ground), refusal=str(refusal)
            ), ()

    def planned(self, others: int = OTHERS) -> tuple[Plan, tuple[Task, ...]]:
        """The plan with so many next-best ways, and its best way as work.

        Raises:
            PlanError: The solver gave an answer that is none.
        """
        plan = make_plan(self.plan_ground, others=others)
        return plan, tasks(self.plan_ground, plan.problem, plan.best, self._told) if plan.best else ()

    @property
    def _told(self) -> Mapping[str, tuple[str, ...]]:
        """What is recommended by item, with its source: what is open of former years, then this year's."""
        told, by_team = dict(open_texts(self.cycle)), self.stage is Stage.MANDIRI
        source = f"{'Catatan Tim' if by_team else 'Rekomendasi asesor'} {self.cycle.year}"
        for item, text in self.assessment.recommendations.items():
            if text.strip():
                told[item] = (*told.get(item, ()), f"{source}: {text.strip()}")
        return told

    @cached_property
    def edition(self) -> EditionFacts:
        """What a page says of its regulation."""
        return edition_facts(self.instrument, self.cycle.year)
