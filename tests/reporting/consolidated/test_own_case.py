"""The government's own case: the Tim's text goes before the OPDs', and who read is named."""

from dataclasses import replace

from spbe_lib.law.editions import load_edition
from spbe_lib.records.model import CaseEvidence, Readers, Stage
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_document import OfficeFacts
from tests.cycles import example_cycle, example_records
from tests.reporting.consolidated.test_office import words_of

EDITION = load_edition("permenpanrb-59-2020")
READ = Readers("Rina Contoh, S.Kom.", "Wahyu Contoh, S.H.")


def frozen(readers: Readers = READ) -> ConsolidatedInput:
    """The made-up year in which the Tim wrote its own text of one item, and readers are named for all."""
    records = example_records()
    team = records.assessments[Stage.MANDIRI]
    said = replace(
        team,
        explanations={"1": "Fakta: ditetapkan.\n\nAnalisis: memenuhi."},
        evidence={"1": (CaseEvidence(title="Perbup SPBE", number="12", page="Pasal 3", opd="diskominfo"),)},
        readers={item.code: readers for item in EDITION.items},
    )
    told = {**records.assessments, Stage.MANDIRI: said}
    return freeze_consolidated(example_cycle(), EDITION, replace(records, assessments=told))


def office(report: ConsolidatedInput) -> OfficeFacts:
    """What it says of the office."""
    assert report.office is not None
    return report.office


def test_the_annex_prefers_the_governments_own_text_and_list() -> None:
    """Where there is none, the lead's answer stands as it was handed in."""
    scripts = {row.code: row for row in office(frozen()).scripts}

    assert scripts["1"].explanation.startswith("Fakta: ditetapkan.")
    assert scripts["1"].documents == ("Perbup SPBE, 12, Pasal 3",)
    assert not scripts["2"].explanation
    told = words_of(office_prose.annex(frozen()))
    assert "Penjelasan Fakta: ditetapkan. Analisis: memenuhi." in told
    assert "Perbup SPBE, 12, Pasal 3" in told


def test_the_readers_of_the_tims_own_units_answers_are_named() -> None:
    """Section 6: first and second reader beside the value."""
    report = frozen()
    told = words_of(office_prose.decisions(report))

    assert office(report).self_reviewed
    assert "Pembaca pertama" in told
    assert READ.second in told
    assert "semuanya dibaca pembaca kedua" in told


def test_a_missing_second_reader_is_still_asked_for() -> None:
    """As before, item by item."""
    told = words_of(office_prose.decisions(frozen(Readers(READ.first))))

    assert "Pembaca kedua diminta." in told
    assert "belum disebut" in told
