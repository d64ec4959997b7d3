"""Frozen inputs of the report of simulations: one scenario, three of them, one on an incomplete base."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.files.scenario_file import Origin, Scenario
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.simulation.base import Base, Moment, base_of
from spbe_lib.reporting.simulation.document import SimulationInput
from spbe_lib.reporting.simulation.inputs import freeze_simulation, kept_facts
from spbe_lib.reporting.whole import Whole
from spbe_lib.results.scenario import next_levels
from tests.cycles import example_cycle, example_records, typed


def example_base() -> Base:
    """The Tim's values of the made-up year."""
    cycle = example_cycle()
    whole = Whole(cycle=cycle, instrument=load_edition(cycle.edition), records=example_records())
    return base_of(Moment(whole=whole, frozen_round=None))


def newest_base() -> Base:
    """Printed and fractional values under the edition in force, without a register."""
    edition = load_edition("permenpanrb-8-2026")
    values = typed(edition, {"1": "7/6", "2": "5,00", "3": "2"}, rest="1,17")
    given = Assessment(edition=edition.code, values=values, year=2026, stage=Stage.INTERVIU, source="uji")
    cycle = Cycle(name="uji", government="Kabupaten Contoh", year=2026, edition=edition.code)
    records = Records(assessments={Stage.INTERVIU: given})
    return base_of(Moment(whole=Whole(cycle=cycle, instrument=edition, records=records), frozen_round=None))


def open_base() -> Base:
    """The same year with three items unanswered."""
    cycle, records = example_cycle(), example_records()
    given = records.assessments[Stage.MANDIRI]
    values = {code: span for code, span in given.values.items() if code not in {"1", "2", "3"}}
    less = {Stage.MANDIRI: dataclasses.replace(given, values=values)}
    whole = Whole(
        cycle=cycle,
        instrument=load_edition(cycle.edition),
        records=dataclasses.replace(records, assessments=less),
    )
    return base_of(Moment(whole=whole, frozen_round=None))


def kept(base: Base, name: str, levels: Mapping[str, Span]) -> Scenario:
    """A scenario that was kept on a base."""
    return Scenario(
        name=name,
        by="Sari",
        at=datetime(2026, 11, 27, 1, 15, tzinfo=UTC),
        edition=base.instrument.code,
        origin=base.origin,
        frozen_round=None,
        base_code=base.code,
        levels=levels,
    )


def one() -> SimulationInput:
    """Some levels up and one down."""
    base = example_base()
    levels = {"13": Span.exactly(5), "22": Span.exactly(4), "43": Span.exactly(1), "47": Span.exactly(5)}
    return freeze_simulation(base, [kept_facts(base, kept(base, "Naik ke 3,50", levels))])


def several() -> SimulationInput:
    """Three side by side: few items, all of them, and one that was kept on other values."""
    base = example_base()
    other = dataclasses.replace(
        kept(base, "Jawaban", {"3": Span.exactly(4)}), origin=Origin.ANSWERS, base_code="0" * 64
    )
    wanted = [
        kept(base, "Sedikit", {"13": Span.exactly(4)}),
        kept(base, "Semua naik", next_levels(base.instrument, base.values)),
        other,
    ]
    return freeze_simulation(base, [kept_facts(base, each) for each in wanted])


def incomplete() -> SimulationInput:
    """While something is unanswered."""
    base = open_base()
    return freeze_simulation(base, [kept_facts(base, kept(base, "Isi satu", {"1": Span.exactly(4)}))])


def newest() -> SimulationInput:
    """Ranges under the edition in force."""
    base = newest_base()
    return freeze_simulation(
        base, [kept_facts(base, kept(base, "Pemdi", {"1": Span.exactly(3), "4": Span.exactly(2)}))]
    )


ALL = {"satu": one, "beberapa": several, "belum": incomplete, "terbaru": newest}
