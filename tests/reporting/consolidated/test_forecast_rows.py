"""The section before the assessor: a projection that says so, or what is lacking; and the matrix."""

import dataclasses
from datetime import date
from fractions import Fraction

import pytest

from spbe_lib.figures import Span, printed
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.pairs import Pair
from spbe_lib.records.plan_terms import Aim, PlanTerms
from spbe_lib.records.recommendations import Progress, Recommendation
from spbe_lib.records.register import Target
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.forecast_document import ForecastFacts
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.document import to_bytes
from spbe_lib.results.forecast import ENOUGH
from spbe_lib.results.planning import program
from spbe_lib.results.scorecard import score
from tests.cycles import example_cycle, example_records
from tests.hostile import made_hostile
from tests.reporting.consolidated.test_office import words_of
from tests.results.test_forecast import years
from tests.results.test_history import almost

LAW = load_edition("permenpanrb-59-2020")
PAIRS = tuple(years(LAW, 0, 0, -1, 0, 0, 1))


def frozen(
    pairs: tuple[Pair, ...] = PAIRS,
    *listed: Recommendation,
    target: str | None = "3.50",
    records: Records | None = None,
    plan: PlanTerms | None = None,
) -> ConsolidatedInput:
    """The made-up year with these pairs and this list."""
    cycle = example_cycle()
    aim = Target() if target is None else cycle.target
    cycle = dataclasses.replace(cycle, pairs=pairs, follow_ups=listed, target=aim, plan=plan or PlanTerms())
    return freeze_consolidated(cycle, LAW, example_records() if records is None else records)


def facts(report: ConsolidatedInput) -> ForecastFacts:
    """What former years say, where they say something."""
    assert report.forecast is not None
    return report.forecast


@pytest.fixture(scope="module")
def projected() -> ConsolidatedInput:
    """With enough pairs and all values."""
    return frozen()


@pytest.mark.failure(24, 27)
def test_every_figure_of_the_projection_is_called_one(projected: ConsolidatedInput) -> None:
    """Range, predicates, table heads: *proyeksi* stands beside each; and what it takes for granted."""
    words = words_of(office_prose.risks(projected))
    known = facts(projected).projection
    assert known is not None

    assert "PROYEKSI – BUKAN NILAI RESMI" in words
    designed = f"antara {known.low} dan {known.high} (rentang yang dirancang memuat 80 % kemungkinan)"
    assert f"indeks akhir diproyeksikan {designed}" in words
    assert "72–84 % indeks akhir jatuh di dalamnya" in words
    assert "Predikat yang mungkin (proyeksi):" in words
    assert "Butir yang paling rawan turun (proyeksi), dan siapa menjawab" in words
    assert "setiap butir dinilai terpisah" in words
    assert "Pasangannya rekaan, jadi rentang ini hanya contoh tampilan." in words
    assert f"dibulatkan ke {ENOUGH}" not in words
    assert f"terkecil, {ENOUGH}, adalah asumsi, bukan ketentuan" in words


@pytest.mark.failure(24)
@pytest.mark.parametrize("count", [0, 1, ENOUGH - 1])
def test_with_too_few_pairs_the_pairs_are_shown_and_no_projection(count: int) -> None:
    """And how many are lacking; not one figure is projected."""
    report = frozen(PAIRS[:count])
    words, told = words_of(office_prose.risks(report)), facts(report)

    assert told.projection is None
    assert (told.pairs, told.missing, len(told.shown)) == (count, ENOUGH - count, count)
    assert f"Belum ada proyeksi. Proyeksi membutuhkan {ENOUGH} pasangan" in words
    assert f"yang ada {count}, kurang {ENOUGH - count}." in words
    assert ("Pasangan yang ada" in words) == (count > 0)
    assert "PROYEKSI" not in words
    assert "peluang" not in words.lower()


def test_pairs_of_another_edition_are_told_and_not_used() -> None:
    """They neither count nor stand in a table."""
    report = frozen(tuple(years(load_edition("permenpanrb-5-2018"), -2)))

    assert (facts(report).pairs, facts(report).missing) == (0, ENOUGH)
    assert "111 pasangan menurut peraturan lain tidak dipakai" in words_of(office_prose.risks(report))


@pytest.mark.failure(3)
def test_while_the_tim_has_not_valued_everything_nothing_is_projected() -> None:
    """It says how many items are open."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    values = {code: span for code, span in team.values.items() if code != "30"}
    assessments = {Stage.MANDIRI: dataclasses.replace(team, values=values)}
    report = frozen(records=dataclasses.replace(records, assessments=assessments))

    assert facts(report).projection is None
    assert "Tim belum menilai 1 dari 47 butir." in words_of(office_prose.risks(report))


def test_once_the_final_values_are_known_there_is_nothing_to_project() -> None:
    """And a cycle without a register never has anything."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    final = dataclasses.replace(team, stage=Stage.AKHIR)
    report = frozen(
        records=dataclasses.replace(records, assessments={**records.assessments, Stage.AKHIR: final})
    )

    assert report.forecast is None
    assert "Risiko sebelum penilaian" not in words_of(office_prose.risks(report))


def test_the_items_at_risk_name_who_answers_and_why(projected: ConsolidatedInput) -> None:
    """At most ten, the most costly first; the reasons are those of the risk table."""
    known = facts(projected).projection
    assert known is not None
    assert projected.office is not None
    reasons = {row.code: row.reasons for row in projected.office.risks}

    assert len(known.at_risk) == 10
    assert all(row.lead for row in known.at_risk)
    assert all(row.reasons == reasons.get(row.code, ()) for row in known.at_risk)
    losses = [float(row.loss.replace(",", ".")) for row in known.at_risk]
    assert losses == sorted(losses, reverse=True)


def test_a_plan_reaches_the_target_even_then(projected: ConsolidatedInput) -> None:
    """The Tim's index that it takes, the steps, and the range after them; without a target nothing."""
    known, without = facts(projected).projection, facts(frozen(target=None)).projection
    assert known is not None
    assert known.sure is not None
    assert without is not None
    words = words_of(office_prose.risks(projected))

    assert known.reaches_target is False
    assert str(known.sure.low) >= "3,50"
    assert known.sure.steps
    assert f"indeks menurut nilai Tim menjadi {known.sure.index}" in words
    assert "(simulasi dan proyeksi)" in words
    assert [without.reaches_target, without.needed_index, without.sure] == [None, None, None]


def test_the_target_of_the_plan_is_named_where_its_steps_stand() -> None:
    """``rencana.yaml`` aims higher than the cycle and a year later: that target and year are told."""
    terms = PlanTerms(years=2, aims={2026: Aim(index=Fraction("3.60"))})
    report = frozen(plan=terms)
    words, known = words_of(office_prose.risks(report)), facts(report).projection
    assert known is not None
    assert known.sure is not None

    assert known.sure.target == "indeks 3,60 pada 2026"
    assert "target indeks 3,60 pada 2026 tercapai juga pada ujung bawah rentang" in words


@pytest.mark.failure(24)
def test_a_plan_of_the_range_that_has_no_way_or_no_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the reach of one step a year; and without any time to search."""
    aims = {2025: Aim(index=Fraction("4.50"))}
    beyond = words_of(office_prose.risks(frozen(plan=PlanTerms(aims=aims, most_all=1))))
    monkeypatch.setattr(program, "_SECONDS", 0.0)
    late = words_of(office_prose.risks(frozen(plan=PlanTerms(aims=aims))))

    assert (
        "tidak ada langkah yang membuat ujung bawah rentang mencapai target indeks 4,50 pada 2025" in beyond
    )
    assert "mencapai target indeks 4,50 pada 2025 belum ada. Rencana: dalam" in late


def test_equal_records_freeze_to_equal_bytes(projected: ConsolidatedInput) -> None:
    """No random number, and the order of the pairs does not show."""
    assert to_bytes(frozen(PAIRS[::-1])) == to_bytes(projected)


LISTED = (
    Recommendation(
        code="R-A", text="Laporkan kepada Bupati.", opd="dinkes", year=2021, due=date(2024, 6, 19)
    ),
    Recommendation(
        code="R-B",
        text="Tetapkan arsitektur SPBE.",
        item="1",
        action="Peraturan disusun",
        budget="2.16.03",
        progress=Progress.DONE,
        proof="Dokumen butir 1",
        proof_number="7/2024",
    ),
)


def test_the_matrix_tells_who_does_what_until_when_from_which_budget() -> None:
    """The plan of the coordinator with the lead's own answer beside it; what nobody planned stays visible."""
    words = words_of(office_prose.follow_ups(frozen((), *LISTED)))

    assert words.index("Umum R-A") < words.index("R-B") < words.index("R2023-44")
    assert "Laporkan kepada Bupati. (dibawa dari 2021) Dinas Kesehatan belum direncanakan" in words
    assert "19 Juni 2024, sudah lewat belum" in words
    assert "Peraturan disusun Anggaran: 2.16.03 Jawaban OPD pengampu: Arsitektur sudah disusun." in words
    assert "selesai Dokumen butir 1, 7/2024 ada di antara dokumen OPD" in words
    assert "3 rekomendasi: 1 belum, 1 selesai, 1 belum ada tindak lanjutnya. 1 melewati tenggatnya." in words


def test_open_recommendations_stand_beside_the_plan() -> None:
    """Those that no step shows; what is done does not."""
    report = frozen((), *LISTED)
    assert report.plan is not None
    stepped = {step.code for step in report.plan.steps}
    words = words_of(office_prose.plan_work(report))

    outside = words.split("Rekomendasi terbuka di luar langkah rencana")[1]

    assert "R2023-44" in words
    assert ("R2023-44" in outside) == ("44" not in stepped)
    assert "R-A" in words
    assert "R-B" not in words
    assert all(step.recommendations for step in report.plan.steps if step.code == "44")


@pytest.mark.failure(12)
def test_hostile_text_stays_text_in_both_sections() -> None:
    """Titles of items, names of OPDs, recommendations, actions, documents."""
    hostile = made_hostile(frozen(PAIRS, *LISTED))
    few = made_hostile(frozen(PAIRS[:3], *LISTED))
    html = "".join(
        str(section(report).data)
        for report in (hostile, few)
        for section in (office_prose.risks, office_prose.follow_ups)
    )
    plan = str(office_prose.plan_work(hostile).data)

    assert "window.hacked = 1" in html
    assert "\u202e" not in html
    assert "Rekomendasi terbuka" in plan
    for wanted in ("<script", "<img src=x", "</div>"):
        assert wanted not in html.replace("</table></div>", "")
        assert wanted not in plan.replace("</table></div>", "")


def test_an_empty_cycle_has_neither_pairs_nor_recommendations() -> None:
    """A sentence for each."""
    cycle = dataclasses.replace(example_cycle(), previous=None)
    report = freeze_consolidated(cycle, LAW, Records())

    assert "Siklus ini tidak memuat rekomendasi tahun lalu." in words_of(office_prose.follow_ups(report))
    assert f"yang ada 0, kurang {ENOUGH}." in words_of(office_prose.risks(report))


def test_final_values_that_came_in_first_hold_fast_and_teach_nothing_yet() -> None:
    """An interim list of final values: its items are at risk no more, and the pairs stay those before."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    some = Assessment(
        edition=LAW.code,
        values={item.code: Span.exactly(1) for item in LAW.items[:40]},
        year=2024,
        stage=Stage.AKHIR,
    )
    both = dataclasses.replace(records, assessments={**records.assessments, Stage.AKHIR: some})
    told, without = facts(frozen(records=both)), facts(frozen(records=both, pairs=()))
    known = told.projection
    assert known is not None

    assert (told.pairs, told.years, without.pairs) == (len(PAIRS), (2020, 2021, 2022), 0)
    assert {row.code for row in known.at_risk} <= {item.code for item in LAW.items[40:]}
    assert known.start == printed(score(LAW, team.values).index.exact or Fraction(0), 2)
    assert known.high < "2,00"


@pytest.mark.parametrize(("year", "reaches"), [(2023, True), (2024, False)])
def test_the_lower_end_reaches_the_target_as_the_plans_index_does(year: int, reaches: bool) -> None:
    """4.199 for sure, printed 4,20: enough where the year's predicate follows the printed index."""
    cycle = dataclasses.replace(
        example_cycle(), year=year, pairs=tuple(years(LAW, 0)), target=Target(index=Fraction("4.20"))
    )
    given = Assessment(edition=LAW.code, values=almost())
    report = freeze_consolidated(cycle, LAW, Records(assessments={Stage.MANDIRI: given}))
    known = facts(report).projection
    assert known is not None

    assert (known.low, known.reaches_target) == ("4,20", reaches)
    assert (
        "tercetak 4,20, tetapi tepatnya di bawah target" in words_of(office_prose.risks(report))
    ) is not reaches
