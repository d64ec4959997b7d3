"""What somebody asks of a plan at the counter, read into the terms of a plan; every fault at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import figure_or_none, printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.plan_terms import Aim, Fixed, PlanTerms
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


class Sought(StrEnum):
    """What a plan looks for."""

    TERMS = "terms"
    INDEX = "index"
    PREDICATE = "predicate"
    MOST = "most"

    @property
    def label(self) -> str:
        """What it is called at the counter."""
        return {
            "terms": "target siklus (rencana.yaml)",
            "index": "indeks tertentu",
            "predicate": "predikat tertentu",
            "most": "indeks tertinggi untuk anggaran",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The fields of the panel, as typed; an empty one leaves what the cycle says.

    ``most_each`` is the most levels that an item climbs in a year; None for what the cycle's terms say.
    """

    sought: Sought
    index: str
    predicate: str
    budget: str
    years: int
    most_each: int | None
    fixed: str


def wished(cycle: Cycle, instrument: Instrument, wishes: Wishes) -> Cycle:
    """The cycle with the terms that somebody asks for, instead of those that it has written down.

    Raises:
        InputError: A field cannot be read, or asks for what is not possible.
    """
    if problems := list(_problems(instrument, wishes)):
        raise InputError(problems)
    terms = cycle.plan.over(wishes.years, cycle.year, figure_or_none(wishes.budget))
    terms = replace(
        terms,
        aims=_aims(terms, wishes, terms.span(cycle.year)[-1]),
        most_each=terms.most_each if wishes.most_each is None else wishes.most_each,
        fixed=(
            *terms.fixed,
            *(Fixed(indicator=each, reason="dikunci di loket") for each in _numbers(wishes)),
        ),
    )
    if wishes.sought is Sought.MOST:
        return replace(cycle, plan=terms, target=replace(cycle.target, index=None))
    return replace(cycle, plan=terms)


def _aims(terms: PlanTerms, wishes: Wishes, last: int) -> Mapping[int, Aim]:
    if wishes.sought is Sought.INDEX:
        return {last: Aim(index=figure_or_none(wishes.index))}
    if wishes.sought is Sought.PREDICATE:
        return {last: Aim(predicate=wishes.predicate)}
    if wishes.sought is Sought.MOST:
        return {}
    return terms.aims


def _problems(instrument: Instrument, wishes: Wishes) -> Iterator[Problem]:
    if wishes.sought is Sought.INDEX and not _possible(instrument, figure_or_none(wishes.index)):
        top = printed(Fraction(instrument.top), instrument.digits)
        allowed = f"angka sampai {top} dengan {instrument.digits} desimal"
        yield Problem(
            where="Indeks yang dituju", what=f"'{clipped(wishes.index)}' tidak mungkin", allowed=allowed
        )
    if (wishes.budget.strip() or wishes.sought is Sought.MOST) and figure_or_none(wishes.budget) is None:
        what = f"'{clipped(wishes.budget)}' bukan angka"
        yield Problem(where="Anggaran usaha setahun", what=what, allowed="angka seperti 12 atau 12,5")
    known = {str(each.number) for each in instrument.indicators}
    for text in wishes.fixed.split():
        if text not in known:
            what = f"indikator '{clipped(text)}' tidak ada"
            numbers = [each.number for each in instrument.indicators]
            yield Problem(where="Dikunci", what=what, allowed=f"{numbers[0]} sampai {numbers[-1]}")


def _possible(instrument: Instrument, index: Fraction | None) -> bool:
    return index is not None and index <= instrument.top and (index * 10**instrument.digits).denominator == 1


def _numbers(wishes: Wishes) -> list[int]:
    return list(dict.fromkeys(int(text) for text in wishes.fixed.split()))
