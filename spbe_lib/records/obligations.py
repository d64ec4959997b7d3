"""What is asked of whom: items of their leads, shared obligations (*kewajiban bersama*) of all. Pure."""

from spbe_lib.law.instrument import Instrument, Item, ScopeRule
from spbe_lib.records.register import Cycle


def asked_items(cycle: Cycle, instrument: Instrument, opd_code: str) -> tuple[Item, ...]:
    """The items that an OPD is asked to answer as their lead, in legal order.

    An item whose level comes from another ministry's index is asked of nobody.
    """
    led = (instrument.indicator(number) for number in cycle.led_by(opd_code))
    return tuple(item for indicator in led if indicator.external_index is None for item in indicator.items)


def obligations(cycle: Cycle, instrument: Instrument, opd_code: str) -> tuple[tuple[int, ScopeRule], ...]:
    """What the law asks of one OPD because it asks it of all, with the indicator's number, in legal order.

    Only what OPDs *do* counts here: a policy that must bind all OPDs is proven once, by its text.
    """
    in_scope = opd_code in cycle.places and cycle.opd(opd_code).in_scope
    return tuple(
        (indicator.number, rule)
        for indicator in instrument.indicators
        for rule in indicator.scope
        if rule.kind == "practice" and _asks(cycle, indicator.number, rule, opd_code, in_scope=in_scope)
    )


def _asks(cycle: Cycle, indicator: int, rule: ScopeRule, opd_code: str, *, in_scope: bool) -> bool:
    """Whether an OPD is among the members; looked up, for a register may hold a thousand OPDs."""
    return opd_code in cycle.concerned.get(indicator, ()) if rule.extent == "concerned" else in_scope


def members(cycle: Cycle, indicator: int, rule: ScopeRule) -> tuple[str, ...]:
    """Codes of the OPDs that a rule asks: all in scope, or those named as concerned with the indicator.

    Empty while nobody has named the OPDs concerned: then nothing can be said of them.
    """
    if rule.extent == "concerned":
        return cycle.concerned.get(indicator, ())
    return cycle.scope_codes
