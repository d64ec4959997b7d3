"""Freeze the input of the report of simulations: one base, and what each scenario would do to it."""

from collections.abc import Iterable, Mapping

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span, printed
from spbe_lib.records.files.scenario_file import Scenario
from spbe_lib.records.model import PublishedResult
from spbe_lib.reporting.score_rows import edition_facts, part_row, predicate_facts
from spbe_lib.reporting.simulation.base import Base
from spbe_lib.reporting.simulation.document import ScenarioFacts, SimulationInput
from spbe_lib.reporting.simulation.rows import scenario_facts
from spbe_lib.results.scenario import Simulation, simulate
from spbe_lib.results.scorecard import score
from spbe_lib.strict_yaml import clipped


def simulated(base: Base, changes: Mapping[str, Span]) -> Simulation:
    """What some changes would do to the values of a base."""
    return simulate(base.instrument, base.values, changes, base.cycle.year)


def kept_facts(base: Base, scenario: Scenario) -> ScenarioFacts:
    """What a kept scenario would do to the values of a base.

    Raises:
        InputError: It was kept for another regulation.
    """
    if scenario.edition != base.instrument.code:
        what = f"skenario ini untuk peraturan {scenario.edition}, bukan {base.instrument.code}"
        where = f"skenario '{clipped(scenario.name)}'"
        raise InputError([Problem(where=where, what=what, remedy="Susun skenario baru")])
    return scenario_facts(base, simulated(base, scenario.levels), scenario)


def freeze_simulation(base: Base, scenarios: Iterable[ScenarioFacts]) -> SimulationInput:
    """Gather everything that the report of some scenarios on one base says, and freeze it."""
    cycle, instrument = base.cycle, base.instrument
    card, target = score(instrument, base.values, cycle.year), cycle.target.index
    return SimulationInput(
        kind="simulasi",
        cycle=cycle.name,
        government=cycle.government,
        year=cycle.year,
        sample=cycle.sample,
        base=base.label,
        base_stamp=base.origin.stage.stamp if base.origin.stage else None,
        as_of=base.as_of,
        source=base.source,
        edition=edition_facts(instrument, cycle.year),
        index=part_row(card, card.index, None),
        predicate=predicate_facts(card, PublishedResult()),
        target=None if target is None else printed(target, instrument.digits),
        scenarios=tuple(scenarios),
        frozen_round=base.frozen_round,
    )
