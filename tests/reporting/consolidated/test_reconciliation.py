"""A published result beside the values, and the Tim's beside the final ones, as the report tells them."""

import dataclasses
import re
from collections.abc import Mapping
from fractions import Fraction

from IPython.display import HTML

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.model import Assessment, PublishedResult, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.consolidated import prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.workspace import Workspace
from tests.conftest import official
from tests.cycles import example_cycle, example_records, frozen_assessment, typed
from tests.hostile import HOSTILE, made_hostile
from tests.reporting.reckoning import check, unfolded

BANDAR_LAMPUNG = "kota-bandar-lampung-2023"
EDITION = load_edition("permenpanrb-59-2020")


def words_of(view: HTML) -> str:
    """The words of a view, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", str(view.data))).strip()


def with_levels(workspace: Workspace, levels: Mapping[str, int]) -> ConsolidatedInput:
    """The official result of Kota Bandar Lampung 2023 in which some levels are mistyped."""
    known = official(workspace, BANDAR_LAMPUNG)
    values = {**known.values, **{code: Span.exactly(level) for code, level in levels.items()}}
    return frozen_assessment(BANDAR_LAMPUNG, "Kota Bandar Lampung", dataclasses.replace(known, values=values))


def after_the_assessor(
    levels: Mapping[str, int], published: PublishedResult | None = None
) -> ConsolidatedInput:
    """The made-up year with a final assessment: the Tim's values but for some levels."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    values = {**team.values, **{code: Span.exactly(level) for code, level in levels.items()}}
    final = Assessment(edition=EDITION.code, values=values, year=2024, stage=Stage.AKHIR, published=published)
    both = {Stage.MANDIRI: team, Stage.AKHIR: final}
    return freeze_consolidated(example_cycle(), EDITION, dataclasses.replace(records, assessments=both))


def test_a_result_that_agrees_has_no_reconciliation(
    madiun: ConsolidatedInput, example: ConsolidatedInput
) -> None:
    """Nor has one of which nothing was published; the section stays away."""
    for report in (madiun, example):
        assert report.reconciliation is None
        assert str(prose.reconciliation(report).data) == ""


def test_a_mistyped_level_is_named_as_the_only_explanation(workspace: Workspace) -> None:
    """Indicator 14 typed as 4 instead of 2: no other single change gives the official figures."""
    report = with_levels(workspace, {"14": 4})

    words = words_of(prose.reconciliation(report))

    assert "Rekonsiliasi dengan hasil terbit" in words
    assert "Indeks SPBE 2,20 2,15 tidak" in words
    assert "mengubah 1 butir, seluruhnya 2 tingkat; tidak ada susunan yang lebih kecil." in words
    assert "Ini satu-satunya susunan sekecil itu. butir 14 (4 → 2)." in words
    assert "bukan bukti tentang apa yang diputuskan asesor" in words


def test_items_that_cannot_be_told_apart_are_all_named(workspace: Workspace) -> None:
    """A level too many in aspect 1 can be on any item that stands above 1."""
    words = words_of(prose.reconciliation(with_levels(workspace, {"3": 3})))

    assert "Ini salah satu dari 3 susunan sekecil itu" in words
    assert "satu dari 3 butir: 3 (3 → 2), 6 (2 → 1), 10 (3 → 2)." in words


def test_published_figures_that_contradict_each_other_are_named(workspace: Workspace) -> None:
    """Domain 1 has one aspect: 1,40 and 1,50 cannot both be."""
    known = official(workspace, BANDAR_LAMPUNG)
    assert known.published is not None
    wrong = dataclasses.replace(known.published, domains={**known.published.domains, 1: Fraction("1.5")})
    report = frozen_assessment(
        BANDAR_LAMPUNG, "Kota Bandar Lampung", dataclasses.replace(known, published=wrong)
    )

    words = words_of(prose.reconciliation(report))

    assert "Tidak ada tingkat pada skala yang menghasilkan semua angka terbit sekaligus." in words
    assert "dapat bila salah satunya ditinggalkan. Domain 1: Kebijakan Internal SPBE 1,50 Aspek 1:" in words


def test_a_published_result_without_levels_is_held_against_the_tims_values() -> None:
    """A year whose levels were not published: the difference is sought in the Tim's values."""
    records = example_records()
    final = Assessment(
        edition=EDITION.code,
        values={},
        year=2024,
        stage=Stage.AKHIR,
        published=PublishedResult(index=Fraction("2.96")),
    )
    both = {**records.assessments, Stage.AKHIR: final}
    report = freeze_consolidated(example_cycle(), EDITION, dataclasses.replace(records, assessments=both))

    assert report.index.shown == "2,96"
    assert report.reconciliation is None
    final = dataclasses.replace(final, published=PublishedResult(index=Fraction("2.93")))
    both = {**records.assessments, Stage.AKHIR: final}
    report = freeze_consolidated(example_cycle(), EDITION, dataclasses.replace(records, assessments=both))
    words = words_of(prose.reconciliation(report))
    assert "Angka terbit dan hitungan dari nilai Tim Asesor Internal (penilaian mandiri)" in words
    assert "mengubah 1 butir, seluruhnya 1 tingkat" in words


def test_the_difference_between_the_tim_and_the_assessor_is_told_item_by_item() -> None:
    """Two items fall and one rises: the points add up to the difference of the exact indices."""
    report = after_the_assessor({"36": 2, "13": 2, "44": 4})
    told = str(prose.reconciliation(report).data)

    assert report.difference is not None
    assert [(row.code, row.before, row.after, row.points) for row in report.difference.rows] == [
        ("13", "3", "2", "−0,025"),
        ("36", "3", "2", "−0,0275"),
        ("44", "3", "4", "+0,03"),
    ]
    assert report.difference.total == "−0,0225"
    later, earlier = (Fraction(each.replace(",", ".")) for each in reversed(report.difference.indices))
    assert later - earlier == Fraction("-0.0225")
    assert len(unfolded(told)) == len(report.difference.rows)
    for each in unfolded(told):
        check(each)


def test_printed_values_of_the_assessor_stay_decimal_ranges_and_equal_ones_are_no_change() -> None:
    """2,00 in print is no change from 2 (item 4 of 8/2026); 1,67 is one; both ends carry their sign."""
    edition = load_edition("permenpanrb-8-2026")
    team = {item.code: Span.exactly(2) for item in edition.items}
    later = {**team, **typed(edition, {"2": "1,67", "4": "2,00"}, rest="2")}
    stages = {
        stage: Assessment(edition=edition.code, values=values, year=2026, stage=stage)
        for stage, values in ((Stage.MANDIRI, team), (Stage.INTERVIU, later))
    }
    cycle = Cycle(name="uji", government="Kabupaten Contoh", year=2026, edition=edition.code)
    report = freeze_consolidated(cycle, edition, Records(assessments=stages))
    words = words_of(prose.reconciliation(report))

    assert report.difference is not None
    assert [(row.code, row.points) for row in report.difference.rows] == [("2", "−0,017 sampai −0,016")]
    assert report.difference.indices == ("2", "1,983 sampai 1,984")
    assert report.difference.total == "−0,017 sampai −0,016"
    assert "1 butir tetap dalam ketelitian cetak" in words
    assert not re.search("[0-9]/[0-9]", words.replace("8/2026", ""))


def test_an_assessor_who_changed_nothing_leaves_a_sentence() -> None:
    """No table without rows."""
    words = words_of(prose.reconciliation(after_the_assessor({})))

    assert "Tidak ada butir yang berubah antara nilai Tim Asesor Internal" in words


def test_hostile_text_stays_text_in_both_parts() -> None:
    """Titles of services, labels and sentences reach the page escaped only."""
    report = after_the_assessor({"46": 2}, PublishedResult(index=Fraction("3.10")))
    assert report.reconciliation is not None
    assert report.difference is not None

    html = str(prose.reconciliation(made_hostile(report)).data)

    assert HOSTILE not in html
    assert "<script" not in html
    assert "<img src=x" not in html
