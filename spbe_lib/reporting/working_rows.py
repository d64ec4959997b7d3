"""Figures explained as rows: every term exact, every rounding told, each as a reader can do it by hand."""

from collections.abc import Mapping
from fractions import Fraction

from spbe_lib.figures import Span, decimals, printed, read_printed, spelled_out
from spbe_lib.law.instrument import Basis, Instrument, Item
from spbe_lib.reporting.points import points
from spbe_lib.reporting.working import Link, Working, WorkingGroup, WorkingLine
from spbe_lib.results.contribution import Contribution
from spbe_lib.results.explanation import Explanation, Term, explain, gain, times
from spbe_lib.results.scorecard import PartScore, Scorecard

BASES: Mapping[Basis, str] = {
    "exact": "indeks yang belum dibulatkan",
    "shown": "indeks yang sudah dibulatkan",
}
"""Which index a predicate follows, in words."""

BRINGS, CAN_ADD = "Menyumbang", "Masih dapat bertambah"
"""What the reports call the two figures of a contribution."""


def part_workings(
    card: Scorecard, values: Mapping[str, Span], titles: Mapping[str, str]
) -> dict[tuple[str, int], Working]:
    """How every figure of a scorecard arises, by kind and number of its part.

    The index unfolds to its domains, a domain to its aspects, an aspect to its items, so that no item
    stands on the page twice. A part without items has no working.

    Args:
        card: The scorecard.
        values: The values (0–5) by item from which it was made.
        titles: What the page calls an item, by code.
    """
    workings: dict[tuple[str, int], Working] = {}
    for each in explain(card, values):
        if each.terms:
            lines = tuple(_term_line(term, titles) for term in each.terms)
            group = WorkingGroup(name="", lines=lines, total=_range(each.total))
            closing = (*_closing(each, card.instrument.digits), *_predicate(card, each.part))
            workings[each.part.part.kind, each.part.part.number] = Working(groups=(group,), closing=closing)
    return workings


def index_working(card: Scorecard, values: Mapping[str, Span], titles: Mapping[str, str]) -> Working:
    """How an index arises from all its items, aspect by aspect, where no other row explains the aspects."""
    whole, *below = explain(card, values)
    groups = tuple(
        WorkingGroup(
            name=_part_label(each.part),
            lines=tuple(_term_line(term, titles) for term in each.terms),
            total=_range(each.total),
        )
        for each in below
        if each.part.part.kind == "aspect" and each.terms
    )
    closing = (*_closing(whole, card.instrument.digits), *_predicate(card, card.index))
    return Working(groups=groups, closing=closing)


def gain_working(instrument: Instrument, item: Item, value: Span, level: int) -> Working:
    """What one rise of an item adds to the index: levels × weight, over the weight of the whole."""
    adds = gain(instrument, item, value, level)
    how = f"({level} − {_range(value)}) × {spelled_out(item.weight)} ÷ {spelled_out(instrument.whole_weight)}"
    closing = _told(f"Ke tingkat {level}", how, adds, points(adds, instrument.digits))
    return Working(groups=(), closing=(closing,))


def contribution_working(
    instrument: Instrument, share: Contribution, values: Mapping[str, Span], titles: Mapping[str, str]
) -> Working:
    """What the items of a lead bring to the index and can still add, item by item."""
    digits, whole = instrument.digits, spelled_out(instrument.whole_weight)
    brings, can_add = [], []
    for item in (item for item in instrument.items if item.code in share.items):
        value = values.get(item.code, Span.exactly(0))
        top = instrument.indicator(item.indicator).scale.levels[-1].value
        label, weight = _item_label(item, titles, known=item.code in values), spelled_out(item.weight)
        part = item.weight / instrument.whole_weight
        brings.append(_line(label, f"{_range(value)} × {weight} ÷ {whole}", times(value, part)))
        if value.low < top:
            left = times(Span(top - value.high, top - value.low), part)
            can_add.append(_line(label, f"({top} − {_range(value)}) × {weight} ÷ {whole}", left))
    groups = [WorkingGroup(name=BRINGS, lines=tuple(brings), total=_range(share.brings))]
    if can_add:
        groups.append(WorkingGroup(name=CAN_ADD, lines=tuple(can_add), total=_range(share.can_add)))
    closing = (
        _told(BRINGS, "", share.brings, points(share.brings, digits)),
        _told(CAN_ADD, "", share.can_add, points(share.can_add, digits)),
    )
    return Working(groups=tuple(groups), closing=closing)


def stake_working(instrument: Instrument, topic: str, stake: Fraction) -> Working | None:
    """What of the index hangs on an item, or on an obligation of an indicator, as levels × weight.

    Args:
        instrument: The edition.
        topic: The item, or the requirement that is asked of all OPDs.
        stake: The points of the index, as ``results.stakes`` counts them.
    """
    item, place = instrument.item(topic), instrument.place(topic)
    weight = item.weight if item else place.indicator.weight if place else None
    if weight is None:
        return None
    levels = stake * instrument.whole_weight / weight
    how = f"{spelled_out(levels)} × {spelled_out(weight)} ÷ {spelled_out(instrument.whole_weight)}"
    exact = Span.exactly(stake)
    line = _told("Tingkat yang bergantung padanya × bobot", how, exact, points(exact, instrument.digits))
    return Working(groups=(), closing=(line,))


def distance_working(card: Scorecard, name: str, bound: Fraction, distance: str) -> Working | None:
    """How far the index, as the predicate sees it, is from the next bound; None while incomplete."""
    known = card.index.known
    if known is None:
        return None
    basis = card.verdict.basis
    if basis == "shown":
        known = Span(*known.printed_ends(card.instrument.digits))
    short = Span(bound - known.high, bound - known.low)
    how = f"{printed(bound, card.instrument.digits)} − {_range(known)}"
    closing = _told(f"Jarak ke {name}, menurut {BASES[basis]}", how, short, distance)
    return Working(groups=(), closing=(closing,))


def target_working(card: Scorecard, target: Fraction, distance: str) -> Working:
    """How far the printed index is from the target; while incomplete, the highest that is still possible."""
    digits, possible = card.instrument.digits, card.index.possible or Span.exactly(0)
    low, high = possible.printed_ends(digits)
    seen, label = (low, "indeks") if card.index.complete else (high, "nilai tertinggi yang masih mungkin")
    label = f"Target dikurangi {label} seperti tercetak"
    how = f"{printed(target, digits)} − {printed(seen, digits)}"
    closing = WorkingLine(label=label, how=how, result=distance)
    return Working(groups=(), closing=(closing,))


def _term_line(term: Term, titles: Mapping[str, str]) -> WorkingLine:
    if isinstance(term.of, Item):
        label = _item_label(term.of, titles, known=term.known)
    else:
        label = _part_label(term.of)
    return _line(label, f"{_range(term.value)} × {spelled_out(term.weight)}", term.product)


def _line(label: str, how: str, result: Span) -> WorkingLine:
    return WorkingLine(label=label, how=how, result=_range(result))


def _item_label(item: Item, titles: Mapping[str, str], *, known: bool) -> str:
    return f"{item.code} {titles[item.code]}{'' if known else ' (belum dijawab)'}"


def _part_label(score: PartScore) -> str:
    kind = {"aspect": f"Aspek {score.part.number}: ", "domain": f"Domain {score.part.number}: ", "index": ""}
    return kind[score.part.kind] + score.part.name


def _closing(each: Explanation, digits: int) -> tuple[WorkingLine, ...]:
    """From the sum to the printed figure; while incomplete both ends, and the average of what is filled."""
    low, high = each.total.low / each.weight, each.total.high / each.weight
    if each.part.complete:
        open_end = " (ujung atas tidak termasuk)" if each.total.open_end else ""
        figure = Span(low, high, each.total.open_end)
        return (_divided(f"Nilai{open_end}", each.total, each.weight, figure.printed(digits)),)
    lines = [
        _divided("Nilai terendah", Span.exactly(each.total.low), each.weight, _lowest(each, digits)),
        _divided(
            "Nilai tertinggi yang masih mungkin",
            Span.exactly(each.total.high),
            each.weight,
            _highest(each, digits),
        ),
    ]
    if each.part.average:
        label = "Rata-rata terisi (jumlah dan bobot yang terisi saja)"
        lines.append(_divided(label, each.filled, each.filled_weight, each.part.average.printed(digits)))
    return tuple(lines)


def _lowest(each: Explanation, digits: int) -> str:
    return printed((each.part.possible or each.total).printed_ends(digits)[0], digits)


def _highest(each: Explanation, digits: int) -> str:
    return printed((each.part.possible or each.total).printed_ends(digits)[1], digits)


def _divided(label: str, total_: Span, weight: Fraction, shown: str) -> WorkingLine:
    figure = Span(total_.low / weight, total_.high / weight)
    return _told(label, f"{_range(total_)} ÷ {spelled_out(weight)}", figure, shown)


def _predicate(card: Scorecard, score: PartScore) -> tuple[WorkingLine, ...]:
    """The bounds between which the index lies, as the predicate sees it; only for an index that has one."""
    verdict, instrument = card.verdict, card.instrument
    if score.part.kind != "index" or verdict.predicate is None or score.known is None:
        return ()
    known = score.known
    if verdict.basis == "shown":
        known = Span(*known.printed_ends(instrument.digits))
    lower, following = verdict.predicate.lower, instrument.next_predicate(verdict.predicate)
    bounds = [f"≥ {printed(lower, instrument.digits)}"] if lower is not None else []
    if following and following.lower is not None:
        bounds.append(f"< {printed(following.lower, instrument.digits)}")
    line = WorkingLine(
        label=f"Predikat, menurut {BASES[verdict.basis]}",
        how=f"{_decimals(known)} {' dan '.join(bounds)}",
        link="jadi",
        result=verdict.predicate.name,
    )
    return (line,)


def _told(label: str, how: str, exact: Span, shown: str) -> WorkingLine:
    """The last line of a working: the exact figure, and what is printed of it."""
    chain = list(dict.fromkeys((how, _range(exact), _decimals(exact))))
    if chain[-1] == shown and how:
        return WorkingLine(label=label, how=" = ".join(chain[:-1]), result=shown)
    return WorkingLine(
        label=label, how=" = ".join(each for each in chain if each), result=shown, link=_link(exact, shown)
    )


def _link(exact: Span, shown: str) -> Link:
    try:
        ends = [read_printed(end) for end in shown.split("–")]
    except ValueError:
        return "jadi"
    return "tercetak" if {exact.low, exact.high} == set(ends) else "dibulatkan"


def _range(span: Span) -> str:
    """Exactly: one number, or both ends."""
    return "–".join(dict.fromkeys(spelled_out(end) for end in (span.low, span.high)))


def _decimals(span: Span) -> str:
    """The same as decimals, cut off where they do not end."""
    return "–".join(dict.fromkeys(decimals(end) for end in (span.low, span.high)))
