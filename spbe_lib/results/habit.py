"""What the assessor takes off, aspect by aspect, from the pairs of former years: each drawn to the whole.

Few pairs of one aspect say little about it, and all pairs together say nothing in particular of it. Between
the two stands the credibility weight n / (n + k): n pairs of the aspect against k pairs of the whole, where k
is what the pairs differ within an aspect, in relation to what the aspects differ among each other. Both are
estimated from the pairs themselves, by moments, and k is rounded up, so that rather too much is drawn to the
whole. Where the aspects differ no more than chance would have it, all of them are taken as one.

The chance of every single change is drawn to the whole by the same weight; its mean is then the shrunk mean.

Reference:
    Bühlmann and Straub, "Glaubwürdigkeit für Schadensätze", Mitteilungen der Vereinigung Schweizerischer
    Versicherungsmathematiker 70 (1970); Efron and Morris, "Stein's paradox in statistics", Scientific
    American 236 (1977); for the chances Ferguson, "A Bayesian analysis of some nonparametric problems",
    Annals of Statistics 1 (1973).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.pairs import Pair

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectHabit:
    """What is known of one aspect; changes in levels, below zero where the assessor took off.

    Attributes:
        aspect: Its number.
        changes: What became of its pairs.
        weight: How much they count against the whole, 0 to 1.
        chances: How probable each change is; they add up to 1.
    """

    aspect: int
    changes: tuple[Fraction, ...]
    weight: Fraction
    chances: Mapping[Fraction, Fraction]

    @property
    def taken_off(self) -> Fraction | None:
        """The mean that its own pairs lost, in levels; None without any."""
        return -_mean(self.changes) if self.changes else None

    @property
    def shrunk(self) -> Fraction:
        """The mean that it will probably lose, in levels."""
        return -sum((change * chance for change, chance in self.chances.items()), _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What the pairs of one government say of its assessors.

    Attributes:
        pairs: Those under the regulation in question.
        others: How many pairs stand under another one; they are never used.
        aspects: In legal order, those without a pair too.
        against: With how many pairs the whole counts (k); None where all aspects are taken as one.
        within: What pairs of one aspect differ (variance, levels squared).
        between: What aspects differ.
    """

    pairs: tuple[Pair, ...]
    others: int
    aspects: tuple[AspectHabit, ...]
    against: int | None
    within: Fraction
    between: Fraction

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the pairs are of."""
        return tuple(sorted({each.year for each in self.pairs}))


def habit(instrument: Instrument, pairs: Iterable[Pair]) -> Habit:
    """Learn from the pairs of one regulation what its assessors take off.

    Args:
        instrument: The edition; pairs under another one are counted and left alone.
        pairs: Of all years.
    """
    known = tuple(pairs)
    used = tuple(each for each in known if each.edition == instrument.code and instrument.item(each.item))
    groups = {
        aspect.number: tuple(
            each.change(instrument.digits) for each in used if _aspect(instrument, each) == aspect.number
        )
        for aspect in instrument.aspects
    }
    within, between = _spread([changes for changes in groups.values() if changes])
    against = ceil(within / between) if between else None
    whole = [change for changes in groups.values() for change in changes]
    return Habit(
        pairs=used,
        others=len(known) - len(used),
        aspects=tuple(_aspect_habit(number, each, whole, against) for number, each in groups.items()),
        against=against,
        within=within,
        between=between,
    )


def _aspect(instrument: Instrument, pair: Pair) -> int | None:
    item = instrument.item(pair.item)
    return item.aspect if item else None


def _spread(groups: Sequence[Sequence[Fraction]]) -> tuple[Fraction, Fraction]:
    """The variance within groups and the one between their means, both estimated without bias.

    The second can come out below zero; then it is taken as none.
    """
    count, size = sum(map(len, groups)), len(groups)
    if size in (0, count):
        return _NOTHING, _NOTHING
    means = [_mean(group) for group in groups]
    around = zip(groups, means, strict=True)
    within = _total((each - mean) ** 2 for group, mean in around for each in group) / (count - size)
    middle = _mean([each for group in groups for each in group])
    sizes = list(map(len, groups))
    apart = _total(many * (mean - middle) ** 2 for many, mean in zip(sizes, means, strict=True))
    scale = count - Fraction(sum(many**2 for many in sizes), count)
    between = (apart - (size - 1) * within) / scale if scale else _NOTHING
    return within, max(between, _NOTHING)


def _aspect_habit(
    number: int, changes: tuple[Fraction, ...], whole: Sequence[Fraction], against: int | None
) -> AspectHabit:
    many = len(changes)
    weight = Fraction(many, many + against) if many and against is not None else _NOTHING
    own, all_of_them = Counter(changes), Counter(whole)
    return AspectHabit(
        aspect=number,
        changes=changes,
        weight=weight,
        chances={
            change: weight * _share(own, change) + (1 - weight) * _share(all_of_them, change)
            for change in sorted(all_of_them)
        },
    )


def _share(counts: Counter[Fraction], change: Fraction) -> Fraction:
    return Fraction(counts[change], counts.total()) if counts else _NOTHING


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return _total(numbers) / len(numbers)


def _total(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, _NOTHING)
