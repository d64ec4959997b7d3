"""Governments to plan for, under the editions as they are."""

from collections.abc import Mapping
from typing import Any

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.planning import load_planning
from spbe_lib.records.answers import Records
from spbe_lib.records.plan_terms import PlanTerms
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.results.planning.setting import Ground

LAW, OLD, NEW = "permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026"


def ground(
    code: str = LAW,
    level: int | Span = 3,
    *,
    values: Mapping[str, int | Span | None] | None = None,
    records: Records | None = None,
    year: int = 2024,
    **terms: Any,
) -> Ground:
    """One government at the same level everywhere but in some items; None leaves one unanswered."""
    instrument = load_edition(code)
    given: dict[str, int | Span | None] = {item.code: level for item in instrument.items} | dict(values or {})
    spans = {
        item: value if isinstance(value, Span) else Span.exactly(value)
        for item, value in given.items()
        if value is not None
    }
    opd = Opd(code="diskominfo", name="Dinas Komunikasi dan Informatika", kind="dinas", contact="Pengelola")
    other = Opd(code="dinkes", name="Dinas Kesehatan", kind="dinas")
    cycle = Cycle(
        name="contoh",
        government="Pemerintah Kabupaten Contoh",
        year=year,
        edition=code,
        opds=(opd, other),
        leads={each.number: opd.code for each in instrument.indicators} | {32: other.code},
        plan=PlanTerms(**terms),
    )
    return Ground(
        cycle=cycle,
        instrument=instrument,
        rules=load_planning(code),
        values=spans,
        records=records or Records(),
    )
