"""The questions of an OPD's report: what stood out in its own answers, few and ordered; nothing of others."""

import dataclasses

import pytest

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import EvidenceReference, Records, Response
from spbe_lib.records.documents import Attachment, EvidenceFile, document_key
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd import prose as opd_prose
from spbe_lib.reporting.opd.document import OpdInput, QuestionRow
from spbe_lib.reporting.opd.inputs import freeze_opd
from tests.reporting.opd_cycles import LAW, MINE, OTHER, answer, assessed, handed_in, made_cycle, together

EDITION = load_edition(LAW)
LETTERS = (
    "Seluruh petugas memakai aplikasi ini setiap hari, dan setiap laporan dibaca oleh atasan langsung pada "
    "hari yang sama."
)


def report(cycle: Cycle, records: Records) -> OpdInput:
    """The report of the OPD at hand."""
    return freeze_opd(cycle, EDITION, records, MINE)


def last_year(cycle: Cycle, level: int) -> Cycle:
    """The same cycle with one final value of last year for all items."""
    values = {item.code: Span.exactly(level) for item in EDITION.items}
    return dataclasses.replace(cycle, previous=Assessment(edition=LAW, values=values, year=2026))


def rows(cycle: Cycle, records: Records) -> tuple[QuestionRow, ...]:
    """What is asked."""
    return report(cycle, records).questions


def with_texts(records: Records, opd: str, item: str, **texts: object) -> Records:
    """The same records with other texts in one answer."""
    recorded = records.responses[opd, item]
    changed = dataclasses.replace(recorded.content, **texts)  # type: ignore[arg-type]
    return dataclasses.replace(
        records, responses={**records.responses, (opd, item): dataclasses.replace(recorded, content=changed)}
    )


def test_what_stands_out_is_asked_under_the_items_name() -> None:
    """A jump of three levels: asked first, with the figures."""
    cycle = last_year(made_cycle(LAW, [42]), 1)
    (row,) = rows(cycle, handed_in(cycle, {"42": 4}))

    assert row.subject == "Indikator 42 – Layanan Pengaduan Pelayanan Publik"
    assert row.question == (
        "Nilai akhir tahun 2026 ialah 1, sekarang dijawab 4. "
        "Apa yang berubah sejak itu, dan dokumen apa yang menunjukkannya?"
    )
    assert row.urgent
    assert "Mohon dijawab lebih dulu." in str(
        opd_prose.questions(report(cycle, handed_in(cycle, {"42": 4}))).data
    )


def test_many_of_a_kind_are_one_question() -> None:
    """Three jumps fill three lines of a letter, not three questions; two are asked one by one."""
    cycle = last_year(made_cycle(LAW, [21, 23, 42]), 1)
    three = rows(cycle, handed_in(cycle, {"21": 3, "23": 3, "42": 3}))
    two = rows(cycle, handed_in(cycle, {"21": 3, "42": 3}))

    assert [row.subject for row in three] == ["Naik lebih dari satu tingkat (3 isian)"]
    assert three[0].question == (
        "Indikator 21, 23, 42: nilai akhir tahun 2026 ialah 1, sekarang dijawab 3. "
        "Apa yang berubah sejak itu, dan dokumen apa yang menunjukkannya?"
    )
    assert len(two) == 2


def test_of_many_different_findings_the_last_are_told_by_number_only() -> None:
    """Six justifications shrank, each by another number of words: four are told with figures."""
    led = [1, 2, 21, 23, 42, 43]
    cycle, levels = made_cycle(LAW, led), {str(number): 3 for number in led}
    mine = handed_in(cycle, levels)
    before = mine
    for words, number in enumerate(led, 300):
        before = with_texts(before, MINE, str(number), justification="kata " * words)
    (row,) = rows(dataclasses.replace(cycle, before=before), mine)

    assert row.subject == "Justifikasi lebih pendek daripada tahun lalu (6 isian)"
    assert row.question.count(" kata, sekarang ") == 4
    assert "; serupa pada indikator 42, 43. Adakah" in row.question


def test_the_tims_own_questions_come_first_then_the_most_severe() -> None:
    """A person's words before a rule's; the missing proof of level 5 before a forgotten tick."""
    cycle = last_year(made_cycle(LAW, [21, 42]), 5)
    mine = with_texts(handed_in(cycle, {"21": 2, "42": 5}), MINE, "42", evidence=())
    asked = rows(cycle, together(mine, assessments={Stage.MANDIRI: assessed(cycle, level=2)}))

    assert [row.question.split(",")[0] for row in asked] == [
        "Nilai Tim 2",
        "Dokumen apa yang membuktikan indikator 42 syarat 1.1",
        "Nilai akhir tahun 2026 ialah 5",
    ]
    assert [row.urgent for row in asked] == [False, True, False]


def test_a_missing_proof_is_asked_for_once() -> None:
    """The question about all statements without a document stands for the remarks about the single ones."""
    cycle = made_cycle(LAW, [21, 42])
    mine = handed_in(cycle, {"21": 4, "42": 5})
    for item in ("21", "42"):
        mine = with_texts(mine, MINE, item, evidence=())

    (row,) = rows(cycle, mine)

    assert row.subject.startswith("Pernyataan tanpa data dukung (")
    assert row.question.startswith("Dokumen apa yang membuktikan indikator 21 syarat 2.1")


def test_a_statement_with_an_attached_file_is_not_asked_for_a_document() -> None:
    """The file is there; the summary counts it too."""
    cycle = made_cycle(LAW, [42])
    mine = with_texts(handed_in(cycle, {"42": 2}), MINE, "42", evidence=())
    files = tuple(
        Attachment(
            opd=MINE,
            topic="42",
            requirement=code,
            document=document_key("Foto"),
            title="Foto",
            name="foto.png",
            file=EvidenceFile(sha256="b" * 64, size=3, kind="png"),
        )
        for code in sorted(mine.responses[MINE, "42"].content.ticked)
    )
    document = report(cycle, dataclasses.replace(mine, attachments=files))

    assert document.questions == ()
    assert document.summary.documents_named == document.summary.documents_due


@pytest.mark.failure(31)
def test_where_requirements_are_not_known_the_item_is_asked_for_a_document() -> None:
    """5/2018: under 35b, with the title of the chosen service."""
    law = "permenpanrb-5-2018"
    cycle = made_cycle(law, [35], services={"35b": "Uji Berkala Kendaraan"})
    mine = with_texts(handed_in(cycle, {"35b": 4}), MINE, "35b", evidence=())
    (row,) = freeze_opd(cycle, load_edition(law), mine, MINE).questions

    assert row.subject == "Indikator 35b – Uji Berkala Kendaraan"
    assert row.question.endswith("belum ada data dukung yang disebut. Dokumen apa yang membuktikannya?")


def test_a_pair_of_ones_own_is_marked_as_no_rule() -> None:
    """Practice 11 above policy 1, both of this OPD: it may be asked, with the reservation beside."""
    cycle = made_cycle(LAW, [1, 11])
    document = report(cycle, handed_in(cycle, {"1": 2, "11": 4}))
    (row,) = document.questions

    assert row.inferred
    assert "bukan aturan" in row.question
    assert "(perkiraan, bukan aturan)" in str(opd_prose.questions(document).data)


@pytest.mark.failure(11)
def test_nothing_of_another_opd_is_asked() -> None:
    """The same text, and a policy that another leads: both stand out, and no letter says so."""
    cycle = last_year(made_cycle(LAW, [22, 42]), 4)
    mine = with_texts(handed_in(cycle, {"22": 4, "42": 4}), MINE, "42", fact=LETTERS)
    theirs = Response(
        opd=OTHER,
        item="8",
        ticked=answer(EDITION, OTHER, "8", 2).ticked,
        fact=LETTERS,
        evidence=(EvidenceReference(title="RAHASIA-TETANGGA"),),
    )
    others = handed_in(cycle, {"8": 2}, OTHER)
    others = with_texts(others, OTHER, "8", fact=LETTERS, ticked=theirs.ticked, evidence=theirs.evidence)
    alone, among = report(cycle, mine), report(cycle, together(mine, others))

    assert among.questions == alone.questions == ()
    assert "RAHASIA" not in to_bytes(among).decode()


@pytest.mark.failure(28)
def test_no_question_speaks_of_an_index_or_a_predicate() -> None:
    """An OPD has none, neither in figures nor in words."""
    cycle = last_year(made_cycle(LAW, [21, 23, 42]), 1)
    told = " ".join(
        row.question for row in rows(cycle, handed_in(cycle, {"21": 5, "23": 5, "42": 5}))
    ).lower()

    assert told
    assert "indeks" not in told
    assert not [each.name for each in EDITION.predicates if each.name.lower() in told]


@pytest.mark.failure(12)
def test_the_title_of_a_document_stays_text_in_a_question() -> None:
    """One document for everything, with a title that wants to be a script."""
    cycle = made_cycle(LAW, [42])
    title = "<script>alert(1)</script>"
    mine = handed_in(cycle, {"42": 5})
    ticked = sorted(mine.responses[MINE, "42"].content.ticked)
    mine = with_texts(
        dataclasses.replace(mine, facts={}),
        MINE,
        "42",
        evidence=tuple(EvidenceReference(title=title, requirement=code) for code in ticked),
    )
    document = report(cycle, mine)
    html = str(opd_prose.questions(document).data)

    assert title in document.questions[0].question
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
