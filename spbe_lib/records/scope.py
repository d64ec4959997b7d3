"""Whether what the law asks of *seluruh perangkat daerah* holds, counted over the OPDs in scope; pure."""

from dataclasses import dataclass

from spbe_lib.law.instrument import Indicator, Instrument, ScopeRule
from spbe_lib.records.answers import RecordedFact, Records, Status
from spbe_lib.records.obligations import members
from spbe_lib.records.register import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeCount:
    """What the OPDs in scope state about one obligation that they share (*kewajiban bersama*).

    Codes of OPDs in the order of the register. Every member stands in exactly one of ``yes``, ``no``,
    ``not_applicable``, ``missing`` and ``returned``; who has not answered is missing and never a *no*,
    and a statement that the Tim returned counts for nothing until it is handed in again.
    """

    indicator: int
    rule: ScopeRule
    members: tuple[str, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """The members to whom the obligation applies: the 43 of "38 dari 43"."""
        apart = frozenset(self.not_applicable)
        return tuple(code for code in self.members if code not in apart)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The counted members whose *yes* is still lacking: those named after "belum:"."""
        settled = frozenset(self.yes)
        return tuple(code for code in self.counted if code not in settled)

    @property
    def holds(self) -> bool:
        """Whether somebody is counted and the law's share of the counted says yes."""
        counted = len(self.counted)
        return counted > 0 and len(self.yes) * 100 >= self.rule.share * counted


def count_scopes(cycle: Cycle, instrument: Instrument, records: Records) -> tuple[ScopeCount, ...]:
    """Count, for every rule about what OPDs do, what those in scope state; in legal order.

    Rules about the text of a policy are left out: the policy proves them, not the OPDs.
    """
    return tuple(
        _count(cycle, indicator, rule, records)
        for indicator in instrument.indicators
        for rule in indicator.scope
        if rule.kind == "practice"
    )


def _count(cycle: Cycle, indicator: Indicator, rule: ScopeRule, records: Records) -> ScopeCount:
    places = cycle.places
    asked = set(members(cycle, indicator.number, rule))
    codes = tuple(sorted(asked, key=lambda code: (places.get(code, len(places)), code)))
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(_group(records.facts.get((code, rule.requirement))), []).append(code)
    return ScopeCount(
        indicator=indicator.number,
        rule=rule,
        members=codes,
        **{group: tuple(found) for group, found in groups.items()},
    )


def _group(recorded: RecordedFact | None) -> str:
    if recorded is None or recorded.content.answer is None:
        return "missing"
    if recorded.standing.status is Status.RETURNED:
        return "returned"
    return recorded.content.answer.value
