"""Section 11 of the consolidated report: what an assessor may ask, counted, and the most severe in words."""

import dataclasses
from collections.abc import Collection

from spbe_lib.law.editions import load_edition
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_document import RemarkFacts
from tests.cycles import example_cycle, example_records, frozen_example

COPIED = "Kata yang disalin dari unit sebelah tanpa diubah sedikit pun oleh siapa pun juga di sini."


def told(report: ConsolidatedInput) -> RemarkFacts:
    """What stood out."""
    assert report.office
    return report.office.remarks


def changed(items: Collection[tuple[str, str]], **texts: object) -> ConsolidatedInput:
    """The made-up year with other words in the answers to some items, by OPD and item."""
    cycle, records = example_cycle(), example_records()
    responses = dict(records.responses)
    for key in items:
        content = dataclasses.replace(responses[key].content, **texts)  # type: ignore[arg-type]
        responses[key] = dataclasses.replace(responses[key], content=content)
    return freeze_consolidated(
        cycle, load_edition(cycle.edition), dataclasses.replace(records, responses=responses)
    )


def bare() -> ConsolidatedInput:
    """The made-up year without a single document: 46 items at level 3 that name none."""
    return changed(list(example_records().responses), evidence=())


def test_remarks_are_counted_by_kind_and_severity() -> None:
    """46 items at level 3 without a document, and five OPDs that say yes to obligations without one."""
    counts = {row.kind: (row.high, row.medium, row.low) for row in told(bare()).counts}

    assert counts["Syarat tanpa data dukung"] == (0, 46, 0)
    assert counts["Kewajiban bersama tanpa data dukung"] == (0, 0, 5)


def test_the_most_severe_are_told_with_who_answers() -> None:
    """At most a page of them, none of low severity, and how many more there are."""
    facts = told(bare())

    assert (len(facts.rows), facts.more) == (12, 34)
    assert {row.severity for row in facts.rows} == {"sedang"}
    assert all(row.question.endswith("?") and row.opd for row in facts.rows)
    assert told(frozen_example()).rows == ()


def test_the_same_words_in_several_opds_are_counted_and_not_told() -> None:
    """The leaders read how many there are; the Tim knows whose."""
    report = changed([("diskominfo", "1"), ("bappeda", "11")], fact=COPIED)
    facts = told(report)
    html = str(office_prose.risks(report).data)

    assert [sum((row.high, row.medium, row.low)) for row in facts.counts if "Uraian" in row.kind] == [1]
    assert "disalin" not in repr(facts)
    assert "disalin" not in html
    assert "Uraian yang sama di beberapa OPD" in html


def test_the_section_says_that_no_question_changes_a_value() -> None:
    """And shows them in tables that a phone can read."""
    html = str(office_prose.risks(bare()).data)

    assert "Tidak satu pun mengubah nilai." in html
    assert '<td data-label="Siapa menjawab">Dinas Komunikasi dan Informatika</td>' in html
    assert "Dan 34 pertanyaan lain berurgensi tinggi atau sedang" in html
