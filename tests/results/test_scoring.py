"""The score over many rows: exact, and the same as a plain calculation with fractions."""

import dataclasses
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import half_up
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Aspect, Instrument
from spbe_lib.results.scoring import UNANSWERED, frame, score_many

EDITIONS = edition_codes()
LAW = "permenpanrb-59-2020"


def oracle(instrument: Instrument, row: list[int]) -> dict[tuple[str, int], Fraction]:
    """Score one complete row the slow way: aspect → domain → index, in fractions."""
    value = {item.code: Fraction(level) for item, level in zip(instrument.items, row, strict=True)}
    figures: dict[tuple[str, int], Fraction] = {}
    for aspect in instrument.aspects:
        items = [item for indicator in aspect.indicators for item in indicator.items]
        figures["aspect", aspect.number] = sum(value[i.code] * i.weight for i in items) / aspect.weight
    for domain in instrument.domains:
        mine = [aspect for aspect in instrument.aspects if aspect.domain == domain.number]
        total = sum(figures["aspect", aspect.number] * aspect.weight for aspect in mine)
        figures["domain", domain.number] = total / domain.weight
    groups = instrument.domains or instrument.aspects
    kind = "domain" if instrument.domains else "aspect"
    figures["index", 0] = sum((figures[kind, g.number] * g.weight for g in groups), Fraction(0)) / 100
    return figures


def levels_of(instrument: Instrument) -> tuple[int, int]:
    """The lowest and highest level that every item of an edition has."""
    scales = [indicator.scale.levels for indicator in instrument.indicators]
    return max(levels[0].value for levels in scales), min(levels[-1].value for levels in scales)


@pytest.mark.failure(2)
@pytest.mark.parametrize("code", EDITIONS)
def test_vectorised_scores_equal_plain_fractions_on_a_thousand_random_rows(code: str) -> None:
    """Every aspect, domain and index of 1,000 rows is exactly what fractions give, and rounds alike."""
    instrument = load_edition(code)
    low, high = levels_of(instrument)
    rows = np.random.default_rng(59).integers(low, high + 1, size=(1000, len(instrument.items)))

    scores = score_many(instrument, rows)
    shown = scores.shown()

    for place, row in enumerate(rows.tolist()):
        expected = oracle(instrument, row)
        for column, part in enumerate(scores.parts):
            figure = expected[part.kind, part.number]
            assert Fraction(int(scores.sums[place, column]), int(scores.full[column])) == figure
            assert Fraction(int(shown[place, column]), 10**instrument.digits) == half_up(
                figure, instrument.digits
            )


@pytest.mark.parametrize("basis", ["exact", "shown"])
@pytest.mark.parametrize("code", EDITIONS)
def test_vectorised_predicates_equal_the_predicate_of_each_index(code: str, basis: str) -> None:
    """One row or many: the predicate is the same, on either basis."""
    instrument = load_edition(code)
    low, high = levels_of(instrument)
    rows = np.random.default_rng(2020).integers(low, high + 1, size=(500, len(instrument.items)))

    scores = score_many(instrument, rows)
    places = scores.predicates(basis)  # type: ignore[arg-type]

    for row, place in enumerate(places):
        index = Fraction(int(scores.sums[row, -1]), int(scores.full[-1]))
        seen = instrument.on_basis(index, basis)  # type: ignore[arg-type]
        assert instrument.predicates[place] == instrument.predicate(seen)


@pytest.mark.parametrize("code", EDITIONS)
def test_the_same_level_everywhere_gives_exactly_that_index(code: str) -> None:
    """Weights that add up leave no crumb: 3 everywhere is 3, not 2.9999999999999982."""
    instrument = load_edition(code)
    low, high = levels_of(instrument)
    levels = np.arange(low, high + 1)

    scores = score_many(instrument, np.repeat(levels[:, None], len(instrument.items), axis=1))

    assert (scores.sums == levels[:, None] * scores.full).all()


@given(data=st.data(), code=st.sampled_from(EDITIONS))
def test_raising_a_level_lowers_nothing(data: st.DataObject, code: str) -> None:
    """No aspect, domain or index falls when one item rises."""
    instrument = load_edition(code)
    low, high = levels_of(instrument)
    count = len(instrument.items)
    row = data.draw(st.lists(st.integers(low, high - 1), min_size=count, max_size=count))
    place = data.draw(st.integers(0, count - 1))
    raised = [*row[:place], row[place] + 1, *row[place + 1 :]]

    scores = score_many(instrument, np.array([row, raised]))

    assert (scores.sums[1] >= scores.sums[0]).all()
    assert scores.sums[1, -1] > scores.sums[0, -1]


@given(data=st.data(), code=st.sampled_from(EDITIONS))
def test_aspects_and_domains_sum_to_the_flat_total(data: st.DataObject, code: str) -> None:
    """Going through aspects and domains loses nothing against the flat weighted sum."""
    instrument = load_edition(code)
    low, high = levels_of(instrument)
    count = len(instrument.items)
    row = data.draw(st.lists(st.integers(low, high), min_size=count, max_size=count))

    scores = score_many(instrument, np.array([row]))
    totals = {
        kind: sum(scores.sums[0, column] for column, part in enumerate(scores.parts) if part.kind == kind)
        for kind in ("aspect", "domain", "index")
    }

    assert totals["aspect"] == totals["index"]
    assert not instrument.domains or totals["domain"] == totals["index"]


@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_rows_is_irrelevant(seed: int) -> None:
    """A row scores the same wherever it stands."""
    instrument = load_edition(LAW)
    random = np.random.default_rng(seed)
    rows = random.integers(1, 6, size=(8, len(instrument.items)))
    order = random.permutation(8)

    assert (score_many(instrument, rows[order]).sums == score_many(instrument, rows).sums[order]).all()


@pytest.mark.failure(3)
def test_an_unanswered_item_is_no_level_and_takes_the_figures_of_its_parts_away() -> None:
    """One missing answer: its aspect, domain and the index have no figure and no predicate; the rest do."""
    instrument = load_edition(LAW)
    row = np.full((1, len(instrument.items)), 3)
    row[0, 0] = UNANSWERED

    scores = score_many(instrument, row)
    missing = [
        (p.kind, p.number)
        for p, shown in zip(scores.parts, scores.shown()[0], strict=True)
        if shown == UNANSWERED
    ]

    assert missing == [("aspect", 1), ("domain", 1), ("index", 0)]
    assert scores.predicates("exact").tolist() == [UNANSWERED]


def test_an_aspect_without_items_has_no_figure() -> None:
    """Nothing is divided by zero: an empty aspect is simply without a figure."""
    instrument = load_edition(LAW)
    empty = Aspect(number=99, name="Kosong", weight=Fraction(0), domain=1, indicators=())
    wider = dataclasses.replace(instrument, aspects=(*instrument.aspects, empty))
    scores = score_many(wider, np.full((1, len(wider.items)), 3))
    column = next(c for c, part in enumerate(scores.parts) if part.number == empty.number)

    assert scores.shown()[0, column] == UNANSWERED
    assert not scores.complete[0, column]


def test_a_matrix_of_the_wrong_width_is_refused() -> None:
    """A row of another edition cannot be scored by mistake."""
    with pytest.raises(ValueError, match="rows × 47 items"):
        score_many(load_edition(LAW), np.full((1, 37), 3))


def test_weights_are_whole_numbers_of_the_editions_own_unit() -> None:
    """20/6 percent and 1.30 percent both become integers, and the whole is 100 percent of the unit."""
    for code in EDITIONS:
        layout = frame(load_edition(code))

        assert layout.weights.sum(axis=0)[-1] == 100 * layout.denominator
