"""Which shared obligations concern whom (*kewajiban bersama seluruh perangkat daerah*). Pure."""

from spbe_lib.law.instrument import Instrument, ScopeRule
from spbe_lib.records.register import Cycle


def obligations(cycle: Cycle, instrument: Instrument, opd_code: str) -> tuple[tuple[int, ScopeRule], ...]:
    """What the law asks of one OPD because it asks it of all, with the indicator's number, in legal order.

    Only what OPDs *do* counts here: a policy that must bind all OPDs is proven once, by its text.
    """
    return tuple(
        (indicator.number, rule)
        for indicator in instrument.indicators
        for rule in indicator.scope
        if rule.kind == "practice" and opd_code in members(cycle, indicator.number, rule)
    )


def members(cycle: Cycle, indicator: int, rule: ScopeRule) -> tuple[str, ...]:
    """Codes of the OPDs that a rule asks: all in scope, or those named as concerned with the indicator.

    Empty while nobody has named the OPDs concerned: then nothing can be said of them.
    """
    if rule.extent == "concerned":
        return cycle.concerned.get(indicator, ())
    return tuple(opd.code for opd in cycle.scope)
