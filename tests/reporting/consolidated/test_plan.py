"""The plan in the consolidated report and in an OPD's: stamped, explained, and told as work."""

import base64
import dataclasses
import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import Stage
from spbe_lib.records.plan_terms import Aim, PlanTerms
from spbe_lib.records.recommendations import Recommendation
from spbe_lib.records.register import Target
from spbe_lib.reporting.consolidated import office_prose, plan_charts
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import consolidated_input
from spbe_lib.reporting.consolidated.leader import key_steps
from spbe_lib.reporting.consolidated.plan_document import PlanFacts
from spbe_lib.reporting.document import read_report_input, to_bytes
from spbe_lib.reporting.opd.inputs import opd_input
from spbe_lib.reporting.whole import Whole
from spbe_lib.results.planning import program
from tests.cycles import example_cycle, example_records
from tests.reporting.consolidated.test_office import words_of


def whole(**terms: object) -> Whole:
    """The made-up year with these terms of a plan."""
    cycle = dataclasses.replace(example_cycle(), plan=PlanTerms(**terms))  # type: ignore[arg-type]
    return Whole(cycle=cycle, instrument=load_edition(cycle.edition), records=example_records())


def two_years() -> Whole:
    """A plan of two years with a target each."""
    aims = {2025: Aim(index=Fraction("3.30")), 2026: Aim(predicate="Sangat Baik")}
    return whole(years=2, aims=aims, most_all=16)


@cache
def planned() -> tuple[Whole, ConsolidatedInput]:
    """The same with its report input, worked out once."""
    made = two_years()
    return made, consolidated_input(made)


def plan_of(report: ConsolidatedInput) -> PlanFacts:
    """The plan of a report that has one."""
    assert report.plan is not None
    return report.plan


def test_the_section_tells_years_work_prices_other_ways_and_assumptions() -> None:
    """Everything that the frozen input knows of the plan is on the page."""
    report = planned()[1]
    plan, words = (
        plan_of(report),
        words_of(office_prose.plan(report)) + words_of(office_prose.plan_work(report)),
    )

    assert plan.outcome == "planned"
    for told in (plan.headline, plan.stamp, *plan.reach, *plan.assumptions):
        assert told in words.replace("&lt;", "<")
    for step in plan.steps:
        assert f"{step.code} {step.name} ke tingkat {step.level}" in words
        assert f"+{step.gain}" in words
    for heading in ("Pekerjaan tahun 2025", "Pekerjaan tahun 2026", "Harga tambahan indeks (proyeksi)"):
        assert heading in words


@pytest.mark.failure(27)
def test_every_figure_of_a_plan_stands_beside_the_word_projection() -> None:
    """The stamp, and the caption of each table with an index in it."""
    report = planned()[1]
    html = f"{office_prose.plan(report).data}{office_prose.plan_work(report).data}"
    captions = re.findall(r"<caption>((?:Pekerjaan|Harga|Rencana|Proyeksi).*?)</caption>", html)

    assert "PROYEKSI – BUKAN NILAI RESMI" in html
    assert len(captions) == 5
    assert all("royeksi" in caption for caption in captions)


def test_steps_add_up_to_the_index_that_is_promised() -> None:
    """Start and gains give the end exactly, year by year."""
    made = planned()[0]
    best = made.plan.best
    assert best is not None

    for year, index in best.indexes.items():
        gains = [move.gain for move in best.moves if move.year <= year]
        assert made.plan.problem.start + sum(gains, Fraction(0)) == index


def test_the_chart_has_its_numbers_in_words_and_no_outside_address() -> None:
    """Every year with its index and target; the drawing is the same bytes each time."""
    report = planned()[1]
    plan, html = plan_of(report), str(plan_charts.index_path(report).data)
    drawing = base64.b64decode(re.findall(r"base64,([^\"]+)", html)[0])

    assert all(f"akhir {row.year}: {row.shown}" in html for row in plan.years)
    assert str(plan_charts.index_path(report).data) == html
    assert b"<script" not in drawing
    assert str(plan_charts.index_path(dataclasses.replace(report, plan=None)).data) == ""


def test_a_plan_is_frozen_and_read_again_as_it_was(tmp_path: Path) -> None:
    """Equal input gives equal bytes, and the document comes back whole."""
    report = planned()[1]
    path = tmp_path / "konsolidasi.json"
    path.write_bytes(to_bytes(report))

    assert read_report_input(path) == report
    assert to_bytes(consolidated_input(two_years())) == to_bytes(report)


def test_a_target_out_of_reach_is_explained_and_the_next_steps_stay() -> None:
    """One step a year cannot do it: the page says why and lists the single steps."""
    report = consolidated_input(whole(aims={2025: Aim(index=Fraction("4.90"))}, most_all=1))
    words = words_of(office_prose.plan(report)) + words_of(office_prose.plan_work(report))

    assert plan_of(report).outcome == "out_of_reach"
    assert "Target indeks 4,90 pada 2025 tidak dapat dicapai" in words
    assert "Tanpa batas 1 langkah setahun" in words
    assert "masing-masing dihitung sendiri; bukan proyeksi." in words


def test_a_plan_that_cannot_be_worked_out_in_time_fails_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The section says why and what to do, the single steps of today stay, the OPDs' reports stand."""
    monkeypatch.setattr(program, "_SECONDS", 0.0)
    made = two_years()
    report = consolidated_input(made)
    words = words_of(office_prose.plan(report)) + words_of(office_prose.plan_work(report))
    lead = opd_input(made, made.cycle.filling[0].code)

    assert plan_of(report).outcome == "unsolved"
    assert "terbaik belum dapat dipastikan, jadi tidak ada yang ditunjukkan." in words
    assert "kurangi years" in words
    assert "masing-masing dihitung sendiri; bukan proyeksi." in words
    assert key_steps(report)
    assert lead.steps
    assert all(step.planned is None for step in lead.steps)


def test_what_is_open_of_last_year_and_what_the_tim_notes_both_stand_in_the_plan() -> None:
    """Each with its source: the Tim's words never replace nor pass for those of the assessor."""
    made = two_years()
    item = made.tasks[0].item
    given = dataclasses.replace(made.assessment, recommendations={item: "Bahas tiap triwulan."})
    stages = {**made.records.assessments, made.stage: given}
    opened = Recommendation(code="R2023-X", text="Kendalikan tiap tahun.", item=item, year=2023)
    beside = dataclasses.replace(opened, code="R2023-Y", item=None)
    noted = Whole(
        cycle=dataclasses.replace(made.cycle, follow_ups=(opened, beside)),
        instrument=made.instrument,
        records=dataclasses.replace(made.records, assessments=stages),
    )
    report = consolidated_input(noted)
    step = next(each for each in plan_of(report).steps if each.code == item)
    words = words_of(office_prose.plan_work(report))
    outside = words.split("Rekomendasi terbuka di luar langkah rencana")[1]

    assert made.stage is Stage.MANDIRI
    assert step.recommendations[-2:] == (
        "Rekomendasi asesor 2023, R2023-X: Kendalikan tiap tahun.",
        "Catatan Tim 2024: Bahas tiap triwulan.",
    )
    assert "Catatan Tim 2024: Bahas tiap triwulan." in words
    assert "R2023-X" not in outside
    assert "R2023-Y" in outside


@pytest.mark.failure(11)
def test_an_opd_reads_when_the_plan_counts_on_its_own_steps_and_nothing_of_others() -> None:
    """At most three things; the planned ones first among what it can raise; only items that it leads."""
    made = planned()[0]
    for opd in made.cycle.filling:
        report = opd_input(made, opd.code)
        told = [step for step in report.steps if step.planned]
        led = {f"Indikator {item}" for item in map(str, made.cycle.led_by(opd.code))}

        assert len(report.steps) <= 3
        assert {step.subject.split(" – ")[0] for step in told} <= led
        assert all(re.fullmatch(r"202[56], triwulan [1-4]", str(step.planned)) for step in told)
    lead = made.cycle.opd(made.tasks[0].opd or "")

    assert any(step.planned for step in opd_input(made, lead.code).steps)


def test_a_step_planned_after_the_deadline_names_the_plan_and_no_day() -> None:
    """All dues of the made-up year are of 2024, its plan begins in 2025: never both on one line."""
    made = planned()[0]
    told = [step for opd in made.cycle.filling for step in opd_input(made, opd.code).steps]

    assert any(step.planned for step in told)
    assert any(step.due for step in told)
    assert not any(step.planned and step.due for step in told)


def test_without_a_target_nothing_is_planned_anywhere() -> None:
    """Neither in the whole nor in an OPD's report."""
    made = whole()
    bare = Whole(
        cycle=dataclasses.replace(made.cycle, target=Target()),
        instrument=made.instrument,
        records=made.records,
    )

    assert plan_of(consolidated_input(bare)).outcome == "no_aim"
    assert bare.tasks == ()
    assert all(step.planned is None for step in opd_input(bare, bare.cycle.filling[0].code).steps)
