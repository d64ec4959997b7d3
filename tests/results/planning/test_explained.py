"""What is out of reach is explained in sentences, and every way of ending says what it is."""

from fractions import Fraction
from typing import Any

import pytest

from spbe_lib.figures import Span
from spbe_lib.records.plan_terms import Aim, Fixed, LevelDue
from spbe_lib.results.planning.model import Limit, Outcome
from spbe_lib.results.planning.planned import make_plan
from spbe_lib.results.planning.words import NO_PROJECTION, assumptions, bound_words, headline, reach_words
from tests.results.planning.grounds import LAW, NEW, OLD, ground

AIM = {2025: Aim(index=Fraction("3.10"))}


def told(**more: Any) -> tuple[Outcome, str, str]:
    """Outcome, headline and reasons of a plan."""
    made = ground(**more)
    plan = make_plan(made)
    return plan.outcome, headline(plan, made), " ".join(reach_words(plan, made))


def test_a_plan_says_what_it_takes() -> None:
    """Four steps, their effort, from which index to which."""
    outcome, sentence, _ = told(aims=AIM)

    assert outcome is Outcome.PLANNED
    assert sentence.startswith("Target indeks 3,10 pada 2025 dapat dicapai dengan ")
    assert "poin usaha): indeks dari 3,00 menjadi 3,1" in sentence


def test_a_plan_from_printed_values_says_which_end_it_counts() -> None:
    """And one from whole levels does not speak of it."""
    printed = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    made, whole = ground(NEW, values={"1": printed}), ground(NEW)

    assert "Nilai tercetak dihitung dari ujung bawahnya" in " ".join(assumptions(make_plan(made), made))
    assert "Nilai tercetak" not in " ".join(assumptions(make_plan(whole), whole))


@pytest.mark.failure(3)
def test_while_an_item_is_unanswered_there_is_no_index_to_start_from() -> None:
    """It is the lowest value that is named, where the target is still ahead and where it is behind."""
    _, ahead, _ = told(values={"1": None}, aims=AIM)
    _, behind, _ = told(values={"1": None}, aims={2025: Aim(index=Fraction("2.90"))})

    assert "nilai terendah dari 2,9" in ahead
    assert "nilai terendah sekarang 2,9" in behind
    assert "indeks dari" not in ahead
    assert "indeks sekarang" not in behind


@pytest.mark.failure(24)
@pytest.mark.parametrize(
    ("terms", "outcome", "words"),
    [
        ({}, Outcome.NO_AIM, "Target indeks belum ditetapkan pada siklus ini."),
        (
            {"aims": {2025: Aim(index=Fraction("2.90"))}},
            Outcome.REACHED,
            "sudah tercapai: indeks sekarang 3,00",
        ),
        ({"aims": AIM, "most_all": 1}, Outcome.OUT_OF_REACH, "pada akhir 2025 indeks paling tinggi 3,03"),
    ],
)
def test_what_holds_no_projection_says_so(terms: dict[str, Any], outcome: Outcome, words: str) -> None:
    """No target, a target that is reached, a target out of reach."""
    found, sentence, _ = told(**terms)

    assert found is outcome
    assert words in sentence
    assert NO_PROJECTION in sentence


def test_without_any_value_there_is_no_plan() -> None:
    """Nothing is assumed of anything."""
    made = ground(values={item.code: None for item in ground().instrument.items}, aims=AIM)
    plan = make_plan(made)

    assert plan.outcome is Outcome.NO_VALUES
    assert headline(plan, made).startswith("Belum ada nilai")


def test_the_limit_that_stands_in_the_way_is_named_with_what_it_would_give() -> None:
    """One step a year is too little; without that limit it is enough."""
    _, _, why = told(aims=AIM, most_all=1)

    assert "Dalam ketentuan rencana, indeks paling tinggi pada akhir 2025 3,03." in why
    assert "Tanpa batas 1 langkah setahun, indeks dapat menjadi" in why
    assert "itu cukup" in why


def test_where_no_single_limit_is_enough_the_fewest_together_are_named() -> None:
    """Few steps and little effort: both have to go."""
    terms: dict[str, Any] = {
        "aims": {2025: Aim(index=Fraction("3.50"))},
        "most_all": 2,
        "budgets": {2025: Fraction(6)},
    }
    plan = make_plan(ground(**terms))

    assert plan.reach is not None
    assert plan.reach.fewest == (Limit.BUDGET, Limit.ALL)
    assert (
        "Target baru dapat dicapai bila batas anggaran per tahun dan batas 2 langkah setahun dilonggarkan"
        in told(**terms)[2]
    )


def test_a_fixed_indicator_that_holds_the_target_back_is_named_alone() -> None:
    """All services are fixed; letting one go gives so much."""
    services = tuple(Fixed(indicator=number, reason="dikunci") for number in range(32, 48))
    _, _, why = told(aims={2025: Aim(index=Fraction("4.50"))}, most_each=4, fixed=services)

    assert "Tanpa kunci pada butir 32, 33, " in why
    assert "Tanpa kunci pada butir 42, indeks dapat menjadi" in why


def test_a_deadline_against_a_lock_is_told_as_such() -> None:
    """Nobody can keep both, and both reasons are read."""
    outcome, sentence, why = told(
        aims=AIM,
        fixed=(Fixed(indicator=13, reason="menunggu Perda"),),
        dues=(LevelDue(indicator=13, level=4, year=2025),),
    )

    assert outcome is Outcome.OUT_OF_REACH
    assert "tidak dapat dipenuhi bersama-sama" in sentence
    assert (
        "Butir 13 harus mencapai tingkat 4 paling lambat 2025, padahal butir itu dikunci (menunggu Perda)"
        in why
    )


def test_a_deadline_that_comes_too_early_names_what_is_in_the_way() -> None:
    """From 1 to 5 in one year, two steps a year."""
    _, _, why = told(values={"13": 1}, dues=(LevelDue(indicator=13, level=5, year=2025),))

    assert "yang menghalangi: batas 2 langkah setahun per butir" in why


def test_a_deadline_of_an_item_without_a_value_says_that_it_was_not_judged() -> None:
    """What nobody valued has no step."""
    _, _, why = told(values={"13": None}, dues=(LevelDue(indicator=13, level=4, year=2025),))

    assert "padahal butir itu belum dinilai" in why


def test_an_earlier_target_that_cannot_be_kept_is_named_by_its_year() -> None:
    """The last year would do; the first one does not."""
    aims = {2025: Aim(index=Fraction("3.40")), 2026: Aim(index=Fraction("3.41"))}
    _, sentence, why = told(aims=aims, years=2, most_all=8)

    assert "indeks 3,40 pada 2025 tidak dapat dicapai" in sentence
    assert "2026 tidak" not in sentence
    assert "Tanpa target tahun sebelumnya" in why


def test_a_budget_without_a_target_gives_the_highest_index() -> None:
    """No aim, eight points of effort."""
    made = ground(budgets={2025: Fraction(8)})
    plan = make_plan(made)

    assert plan.outcome is Outcome.PLANNED
    assert plan.best is not None
    assert plan.best.effort <= 8
    assert headline(plan, made).startswith("Tanpa target indeks, rencana ini terdiri atas ")
    assert plan.prices == ()


def test_assumptions_say_whose_they_are() -> None:
    """Effort, prerequisites, the basis, and what is unanswered."""
    made = ground(OLD, 2, values={"35b": None, "1": 0}, aims=AIM, year=2019, first_year=2025)
    words = " ".join(assumptions(make_plan(made), made))

    assert "Anggapan kami, bukan ketentuan peraturan" in words
    assert "Inferensi kami" in words
    assert "indeks yang belum dibulatkan; dasar predikat tahun itu belum diketahui" in words
    assert "Belum dinilai, dihitung 0 dan tidak diberi langkah: butir 35b." in words


def test_what_a_higher_target_costs_ends_where_nothing_leads() -> None:
    """Prices never fall, and what the plan reaches anyway costs nothing more."""
    plan = make_plan(ground(LAW, 3, aims=AIM, most_all=5))
    costs = [price.more for price in plan.prices if price.more is not None]

    assert costs == sorted(costs)
    assert all(price.more == 0 for price in plan.prices if plan.best and price.index <= plan.best.index)
    assert all(
        plan.reach and (price.effort is None) == (price.index > (plan.reach.highest or 0))
        for price in plan.prices
    )


def test_a_limit_is_never_printed_higher_than_it_is() -> None:
    """4,9666… is not 4,97."""
    assert bound_words(Fraction(149, 30), 2) == "4,9666"
