"""What a leader reads first: steps of the plan, the projection beside the index, what is to be decided."""

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from IPython.display import HTML

from spbe_lib.reporting.consolidated import prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput, TargetFacts
from spbe_lib.reporting.consolidated.forecast_document import ForecastFacts, PredicateChance, Projection
from spbe_lib.reporting.consolidated.leader import MOST, asked, key_steps
from spbe_lib.reporting.consolidated.plan_document import PlanFacts, PlanStepRow


def words_of(view: HTML) -> str:
    """The words of a view without tags, with single spaces."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", str(view.data), flags=re.DOTALL)
    return re.sub(r"\s+([.;:,])", r"\1", re.sub(r"\s+", " ", bare))


def plan_of(report: ConsolidatedInput) -> PlanFacts:
    """The plan of the made-up year, which has a target that can be reached."""
    assert report.plan is not None
    assert report.plan.outcome == "planned"
    return report.plan


def with_plan(report: ConsolidatedInput, **other: object) -> ConsolidatedInput:
    """The same year with a plan that ends otherwise."""
    return dataclasses.replace(report, plan=dataclasses.replace(plan_of(report), **other))  # type: ignore[arg-type]


def once(plan: PlanFacts) -> Iterator[PlanStepRow]:
    """The steps of a plan, of each item the first."""
    yield from {step.code: step for step in reversed(plan.steps)}.values()


def with_projection(report: ConsolidatedInput, *, reaches: bool | None) -> ConsolidatedInput:
    """The same year with enough pairs of former years."""
    projection = Projection(
        start="2,96",
        low="2,71",
        high="2,93",
        expected="2,82",
        certainty="80 %",
        shrinkage=4,
        predicates=(
            PredicateChance(name="Baik", chance="53 %"),
            PredicateChance(name="Sangat Baik", chance="47 %"),
        ),
        at_risk=(),
        margin="0,25",
        needed_index="3,75",
        reaches_target=reaches,
        sure=None,
    )
    facts = ForecastFacts(
        pairs=94,
        years=(2022, 2023),
        needed=30,
        missing=0,
        other_editions=0,
        aspects=(),
        shown=(),
        unfinished=0,
        projection=projection,
    )
    return dataclasses.replace(report, forecast=facts)


def test_the_steps_are_those_of_the_plan_with_who_document_and_quarter(example: ConsolidatedInput) -> None:
    """The five that add most, the most first; each says whose, by which document and when."""
    plan = dataclasses.replace(plan_of(example), steps=tuple(once(plan_of(example))))
    example = dataclasses.replace(example, plan=plan)
    steps = key_steps(example)
    gains = [Fraction(step.gain.replace(",", ".")) for step in steps]
    every = [Fraction(step.exact) for step in plan.steps]

    assert len(steps) == MOST
    assert gains == sorted(every, reverse=True)[:MOST]
    planned = {(step.code, step.level): step for step in plan.steps}
    for step in steps:
        meant = planned[step.code, step.level]
        assert (step.opd, step.when) == (meant.opd, f"TW {meant.quarter} {meant.year}")
        assert step.document in meant.documents
    words = words_of(prose.summary(example))
    assert "Tambahan (proyeksi)" in words
    assert f"{steps[0].document} {steps[0].opd} {steps[0].when} +{steps[0].gain}" in words


def test_several_steps_of_one_item_are_one_with_their_gains_added(example: ConsolidatedInput) -> None:
    """From the first document to the last level, and from the first quarter to the last."""
    one = plan_of(example).steps[0]
    first = dataclasses.replace(one, code="1", level=3, year=2025, quarter=1, gain="0,15", exact="3/20")
    second = dataclasses.replace(one, code="1", level=4, year=2026, quarter=3, gain="0,106", exact="53/500")
    (step,) = key_steps(with_plan(example, steps=(second, first)))

    assert (step.level, step.when, step.gain) == (4, "TW 1 2025 – TW 3 2026", "0,256")


def test_without_a_plan_they_are_todays_most_valuable_and_no_projection(example: ConsolidatedInput) -> None:
    """Nothing is called projected that is not."""
    report = dataclasses.replace(example, plan=None)

    assert [step.code for step in key_steps(report)] == [step.code for step in example.steps[:MOST]]
    assert "proyeksi" not in words_of(prose.summary(report)).lower()


def test_while_incomplete_no_plan_is_put_before_the_leader(example: ConsolidatedInput) -> None:
    """A plan needs an index to start from."""
    report = dataclasses.replace(example, index=dataclasses.replace(example.index, shown=None))

    assert all(step.when is None for step in key_steps(report))
    assert not asked(report)["planned"]


def test_the_plan_is_to_be_decided_upon_and_an_impossible_one_with_its_reasons(
    example: ConsolidatedInput,
) -> None:
    """The Sekretaris Daerah is asked to agree, to give something up, or to set a target."""
    blocked = with_plan(
        example, outcome="out_of_reach", reach=("Anggaran kurang.", "Indikator 5 tetap.", "X.")
    )
    aimless = dataclasses.replace(with_plan(example, outcome="no_aim"), target=None)
    reached = with_plan(example, outcome="reached")

    assert f"Menyetujui rencana (proyeksi) untuk Renja dan RKA. {plan_of(example).headline}" in words_of(
        prose.summary(example)
    )
    assert "Meninjau target atau ketentuan rencana: Anggaran kurang. Indikator 5 tetap." in words_of(
        prose.summary(blocked)
    )
    assert "X." not in words_of(prose.summary(blocked))
    assert "Menetapkan target indeks" in words_of(prose.summary(aimless))
    assert "Menyetujui rencana" not in words_of(prose.summary(reached))


@pytest.mark.failure(27)
def test_the_range_before_the_assessor_is_called_a_projection_beside_the_index(
    example: ConsolidatedInput,
) -> None:
    """With what it rests on, and what it means for the target; no predicate follows from it."""
    short = words_of(prose.summary(with_projection(example, reaches=False)))
    enough = words_of(prose.summary(with_projection(example, reaches=True)))
    no_target = words_of(prose.summary(with_projection(example, reaches=None)))

    assert "Proyeksi nilai akhir 2,71–2,93 proyeksi, bukan nilai resmi" in short
    assert "menurut 94 pasangan nilai tahun-tahun lalu, indeks akhir asesor 2,71 sampai 2,93" in short
    assert "langkah tambahan yang berbukti perlu membawa indeks ke 3,75; lihat Rencana." in short
    assert "Predikat yang mungkin (proyeksi): Baik (53 %), Sangat Baik (47 %)." in short
    assert "Batas bawahnya sudah mencapai target." in enough
    assert "atas bawahnya" not in no_target


def test_recommendations_past_their_day_are_to_be_decided_upon(example: ConsolidatedInput) -> None:
    """As counts; the matrix names them."""
    assert example.office is not None
    count = dataclasses.replace(example.office.follow_up_count, overdue=2, unplanned=1)
    office = dataclasses.replace(example.office, follow_up_count=count)

    assert "rekomendasi tahun lalu: 2 melewati tenggat, 1 belum direncanakan." in words_of(
        prose.summary(dataclasses.replace(example, office=office))
    )


def test_an_official_result_alone_has_a_short_summary(
    madiun: ConsolidatedInput, bandar_lampung: ConsolidatedInput
) -> None:
    """Index, predicate, distance, steps; nothing is asked, nothing is late, nothing was shared before."""
    for report in (madiun, bandar_lampung):
        words = words_of(prose.summary(report))

        assert report.index.shown is not None
        assert report.index.shown in words
        for absent in ("Keputusan", "Tenggat", "terlambat", "sebelumnya", "OPD"):
            assert absent not in words
    assert "syaratnya tidak tersedia" in words_of(prose.summary(madiun))
    assert "Yang diperlukan" not in words_of(prose.summary(madiun))


def test_two_steps_of_one_item_add_up_without_a_digit_that_says_nothing(example: ConsolidatedInput) -> None:
    """0,025 and 0,025 are 0,05, as every other page prints points."""
    first = plan_of(example).steps[0]
    half = dataclasses.replace(first, gain="0,025", exact="1/40")
    twice = (half, dataclasses.replace(half, level=half.level + 1))

    assert [step.gain for step in key_steps(with_plan(example, steps=twice))] == ["0,05"]


def test_the_target_has_its_year_and_a_highest_predicate_says_whose_value_it_rests_on(
    example: ConsolidatedInput,
) -> None:
    """Before the assessor the highest predicate is what the Tim says, and only that."""
    top = dataclasses.replace(
        example.predicate, name="Memuaskan", next_name=None, next_bound=None, distance=None
    )
    told = {
        stage: words_of(prose.summary(dataclasses.replace(example, predicate=top, stage=stage)))
        for stage in ("mandiri", "interviu", "akhir")
    }

    assert "Target 3,50 untuk tahun 2024" in told["mandiri"]
    assert "tercapai menurut nilai Tim; asesor eksternal belum menilainya." in told["mandiri"]
    assert "tercapai menurut nilai sementara asesor." in told["interviu"]
    assert "Predikat tertinggi sudah tercapai." in told["akhir"]


def test_a_distance_from_a_range_says_from_which_end_it_is_counted(newest: ConsolidatedInput) -> None:
    """The index is a range, the distance is that of its lower end; of an exact index nothing is added."""
    target = TargetFacts(shown="2,50", source=None, state="short", distance="1,22")
    basis = "dihitung dari nilai terendah"
    assert newest.index.lowest_shown != newest.index.highest_shown
    exact = dataclasses.replace(newest.index, highest_shown=newest.index.lowest_shown)

    assert basis in words_of(prose.summary(dataclasses.replace(newest, target=target)))
    assert basis not in words_of(prose.summary(dataclasses.replace(newest, target=target, index=exact)))
