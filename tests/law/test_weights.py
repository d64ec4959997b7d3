"""The weights of the bundled editions, exact to the last digit."""

from fractions import Fraction

import pytest

from spbe_lib.law.editions import load_edition

E2018, E2020, E2026 = "permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026"
EDITIONS = (E2018, E2020, E2026)

WEIGHTS = {
    E2018: {1: "7", 2: "10", 3: "8", 4: "8", 5: "12", 6: "35", 7: "20"},
    E2020: {1: "13", 2: "10", 3: "10", 4: "5", 5: "12", 6: "4.5", 7: "27.5", 8: "18"},
    E2026: {1: "10", 2: "10", 3: "15", 4: "15", 5: "10", 6: "15", 7: "25"},
}
DOMAIN_WEIGHTS = {
    E2018: {1: "17", 2: "28", 3: "55"},
    E2020: {1: "13", 2: "25", 3: "16.5", 4: "45.5"},
    E2026: dict[int, str](),
}


@pytest.mark.failure(4)
@pytest.mark.parametrize("code", EDITIONS)
def test_weights_are_exact_in_every_aspect(code: str) -> None:
    """Items make up their indicator, indicators their aspect, and aspects weigh what the law says."""
    edition = load_edition(code)

    assert {a.number: a.weight for a in edition.aspects} == {n: Fraction(w) for n, w in WEIGHTS[code].items()}
    for aspect in edition.aspects:
        assert sum(indicator.weight for indicator in aspect.indicators) == aspect.weight
        for indicator in aspect.indicators:
            assert sum(item.weight for item in indicator.items) == indicator.weight


@pytest.mark.failure(4)
@pytest.mark.parametrize("code", EDITIONS)
def test_weights_are_exact_in_every_domain_and_in_total(code: str) -> None:
    """Aspects make up their domain to the last digit, and everything together is 100 percent."""
    edition = load_edition(code)
    expected = {number: Fraction(weight) for number, weight in DOMAIN_WEIGHTS[code].items()}
    without_domains = {None: Fraction(100)}

    sums = {
        number: sum(aspect.weight for aspect in edition.aspects if aspect.domain == number)
        for number in {aspect.domain for aspect in edition.aspects}
    }

    assert {domain.number: domain.weight for domain in edition.domains} == expected
    assert sums == (expected or without_domains)
    assert sum(item.weight for item in edition.items) == 100


def test_59_2020_weighs_the_indicators_of_an_aspect_alike() -> None:
    """The weight of an indicator is the one that pages 17 to 20 print for its aspect."""
    printed = ["1.30", "2.50", "2.50", "2.50", "1.50", "1.50", "2.75", "3.00"]

    weights = [{indicator.weight for indicator in a.indicators} for a in load_edition(E2020).aspects]

    assert weights == [{Fraction(weight)} for weight in printed]


def test_5_2018_weighs_the_six_rows_of_aspect_7_alike() -> None:
    """Each of 32, 33, 34, 35a, 35b and 35c weighs a sixth of 20 percent, exactly."""
    rows = [(item.code, item.weight) for item in load_edition(E2018).items if item.aspect == 7]

    assert rows == [(code, Fraction(20, 6)) for code in ("32", "33", "34", "35a", "35b", "35c")]
