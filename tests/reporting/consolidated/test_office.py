"""The consolidated report of a year with a register: what it says of the OPDs, the Tim and the target."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from IPython.display import HTML

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import EvidenceReference, Records, Status
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Deadlines, Target
from spbe_lib.reporting import page
from spbe_lib.reporting.changes.rows import ConsolidatedChanges, CountChange, FigureChange, ValueChange
from spbe_lib.reporting.consolidated import office_prose, prose, tables
from spbe_lib.reporting.consolidated.case import cited
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.consolidated.office_document import OfficeFacts
from spbe_lib.reporting.document import to_bytes
from tests.cycles import HELD_BACK, RETURNED, UNANSWERED, UNTICKED, example_cycle, example_records
from tests.hostile import made_hostile
from tests.results.test_history import almost

TEAM_LATE = Deadlines(team=date(2024, 6, 20))
EDITION = load_edition("permenpanrb-59-2020")
View = Callable[[ConsolidatedInput], HTML]
SECTIONS: list[View] = [
    prose.summary,
    prose.stages,
    office_prose.follow_ups,
    tables.indicators,
    office_prose.coverage,
    office_prose.decisions,
    office_prose.readiness,
    office_prose.progress,
    office_prose.between_opds,
    office_prose.plan,
    office_prose.plan_work,
    office_prose.comparison,
    office_prose.risks,
    office_prose.annex,
]
OF_THE_OPDS: list[View] = [
    office_prose.coverage,
    office_prose.readiness,
    office_prose.progress,
    office_prose.between_opds,
    office_prose.plan,
    office_prose.plan_work,
    office_prose.risks,
]


def words_of(view: HTML) -> str:
    """The words of a view without tags and styles, with single spaces."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", str(view.data), flags=re.DOTALL)
    return re.sub(r"\s+([.;:,])", r"\1", re.sub(r"\s+", " ", bare))


def office_of(report: ConsolidatedInput) -> OfficeFacts:
    """What a report with a register says of the OPDs."""
    assert report.office is not None
    return report.office


def with_target(index: str, answered: int = 47) -> ConsolidatedInput:
    """The made-up year at level 3 everywhere, as far as it is answered, with a target for the index."""
    codes = [item.code for item in EDITION.items][:answered]
    assessment = Assessment(edition=EDITION.code, values=dict.fromkeys(codes, Span.exactly(3)))
    cycle = dataclasses.replace(example_cycle(), target=Target(index=Fraction(index)))
    return freeze_consolidated(cycle, EDITION, Records(assessments={Stage.MANDIRI: assessment}))


def test_sections_of_a_year_with_a_register_stand_in_the_order_that_binds(
    example: ConsolidatedInput,
) -> None:
    """The headings of the sections between the table of results and the origin of the data."""
    heads = [head for view in SECTIONS for head in re.findall(r"<h2>(.*?)</h2>", str(view(example).data))]

    assert heads == [
        "Tindak Lanjut Rekomendasi Tahun Lalu",
        "Cakupan Seluruh Perangkat Daerah",
        "Keputusan Tim dan Perbedaan Nilai",
        "Kesiapan Data Dukung",
        "Kemajuan dan Kepatuhan",
        "Rencana Menuju Target",
        "Perbandingan dan Tren",
        "Risiko Menghadapi Asesor",
        "Lampiran",
    ]


def test_an_official_result_alone_has_no_section_about_opds(bandar_lampung: ConsolidatedInput) -> None:
    """Without a register nothing is said of OPDs, not even that there is nothing to say."""
    assert bandar_lampung.office is None
    for view in (*SECTIONS[1:3], *SECTIONS[4:]):
        assert str(view(bandar_lampung).data) == ""
    assert "OPD" not in words_of(prose.summary(bandar_lampung))
    assert "Bobot (%)" in words_of(tables.indicators(bandar_lampung))


@pytest.mark.failure(2)
def test_the_index_is_the_same_in_every_section(example: ConsolidatedInput) -> None:
    """Summary, stages, comparison and the sum of contributions print one index."""
    office = office_of(example)
    assert example.before is not None
    brought = sum(Fraction(row.brings.replace(",", ".")) for row in office.contributions)

    assert example.index.shown == "2,96"
    assert example.stages[1].index == example.before.parts[0].now == example.index.shown
    assert office.contribution_total.brings == "2,962"
    assert office.contribution_total.complete
    assert abs(brought - Fraction(example.index.exact or 0)) <= Fraction(len(office.contributions), 2000)
    assert "Hasil: Indeks SPBE 2,96, predikat Baik; 47 dari 47" in words_of(office_prose.annex(example))


@pytest.mark.failure(3)
def test_answers_that_are_incomplete_yield_no_index_and_never_a_predicate(example: ConsolidatedInput) -> None:
    """46 of 47 are answered: no figure stands for the missing one, and the answers are no value."""
    recap = example.stages[0]
    open_item = next(detail for detail in example.details if detail.code == UNANSWERED)

    assert (recap.answered, recap.items, recap.index, recap.predicate) == (46, 47, None, None)
    assert (open_item.claimed, open_item.yielded) == (None, None)
    words = words_of(prose.stages(example))
    assert "Rekap jawaban OPD (bukan nilai)" in words
    assert "46 dari 47 — bukan nilai" in words


@pytest.mark.failure(3)
def test_a_year_in_which_nobody_answered_gives_a_whole_page_without_a_figure() -> None:
    """A register and nothing else: every section speaks, none invents."""
    report = freeze_consolidated(
        dataclasses.replace(example_cycle(), previous=None, requested=None, deadlines=Deadlines()),
        EDITION,
        Records(),
    )

    assert report.as_of is None
    assert report.steps == ()
    for view in SECTIONS:
        words = words_of(view(report))
        assert "None" not in words
        assert words.strip()
    assert "Tidak ada langkah yang dapat disusun" in words_of(office_prose.plan_work(report))
    assert "Siklus ini tidak memuat nilai tahun lalu." in words_of(office_prose.comparison(report))
    assert "belum mencatat nilai" in words_of(office_prose.decisions(report))
    assert "Hasil: indeks belum ada." in words_of(office_prose.annex(report))


@pytest.mark.failure(12)
@pytest.mark.parametrize("view", SECTIONS, ids=lambda view: view.__name__)
def test_no_section_lets_text_of_an_opd_become_markup(view: View, example: ConsolidatedInput) -> None:
    """Explanations, documents, names and reasons stay text, in cells and in attributes."""
    html = str(view(made_hostile(example)).data)

    assert "<script" not in html
    assert "<img src=x" not in html
    assert "</div></style>" not in html
    assert not re.search(r"<\w[^>]* onload=", html)


@pytest.mark.failure(31)
@pytest.mark.failure(21)
def test_a_chosen_service_stands_under_its_title_and_legal_number(example: ConsolidatedInput) -> None:
    """45 and 46 carry the titles that were chosen, also inside a requirement; 47 was not chosen."""
    items = {item.code: item for item in example.items}
    everything = to_bytes(example).decode()

    assert items["45"].name == items["45"].short_name == "Layanan Perizinan Terpadu"
    assert "Layanan Perizinan Terpadu berkolaborasi" in (items["45"].next_requirement or "")
    assert not re.search("layanan publik sektor [12]", everything, re.IGNORECASE)
    assert "Layanan Publik Sektor 3" in everything
    assert [item.code for item in example.items] == [str(number) for number in range(1, 48)]


@pytest.mark.failure(25)
def test_every_section_is_indonesian_in_figures_and_dates(example: ConsolidatedInput) -> None:
    """Decimal commas and Indonesian months; a date typed as numbers is printed in words."""
    for view in SECTIONS:
        words = words_of(view(example))
        assert not re.search(r"\b\d\.\d{2,3}\b", words)
        assert not re.search(r"\b(May|June|July|August|October|December)\b", words)
    typed = EvidenceReference(title="SK", number="1/2024", dated="2024-01-26", page="hlm. 3")
    loose = dataclasses.replace(typed, dated="akhir 2023")

    assert "21 Juni 2024" in words_of(prose.summary(example))
    assert cited(typed) == "SK, 1/2024, 26 Januari 2024, hlm. 3"
    assert cited(loose) == "SK, 1/2024, akhir 2023, hlm. 3"


@pytest.mark.failure(27)
def test_made_up_and_internal_figures_say_so(example: ConsolidatedInput) -> None:
    """The stamp names both, and the minutes to sign do not look like an official result."""
    stamp = page.stamp(example)

    assert stamp.startswith("DATA CONTOH")
    assert "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL" in stamp
    assert stamp in words_of(page.cover(example))
    assert "Hasil ini belum dinilai asesor eksternal." in words_of(office_prose.annex(example))


@pytest.mark.failure(28)
@pytest.mark.parametrize("view", OF_THE_OPDS, ids=lambda view: view.__name__)
def test_no_opd_has_a_predicate_or_a_rank(view: View, example: ConsolidatedInput) -> None:
    """Where OPDs are listed there is no predicate, and their order is that of the register."""
    words = words_of(view(example))

    assert not [each.name for each in EDITION.predicates if re.search(rf"\b{each.name}\b", words)]
    assert not re.search(r"[Pp]eringkat(?!\.| Daerah)|[Rr]anking", words.replace("bukan peringkat", ""))


@pytest.mark.failure(28)
def test_opds_are_listed_in_the_order_of_the_register(example: ConsolidatedInput) -> None:
    """Progress, readiness, matrix and contributions follow the register."""
    office, names = office_of(example), [opd.name for opd in example_cycle().opds]

    for rows in (office.progress, office.readiness, office.matrix, office.contributions):
        listed = [row.opd for row in rows]
        assert listed == [name for name in names if name in listed]


@pytest.mark.failure(29)
def test_where_the_tim_reviews_its_own_unit_a_second_reader_is_asked_for(example: ConsolidatedInput) -> None:
    """Diskominfo leads 43 items and reviews them: named in the decisions and asked of the Sekda."""
    cycle = dataclasses.replace(example_cycle(), reviewer="dishub")
    elsewhere = freeze_consolidated(cycle, EDITION, example_records())

    assert len(office_of(example).self_reviewed) == 43
    decisions = words_of(office_prose.decisions(example))
    assert (
        "Pembaca kedua diminta. Dinas Komunikasi dan Informatika mengampu dan sekaligus menilai" in decisions
    )
    assert "Menunjuk pembaca kedua: 43 butir" in words_of(prose.summary(example))
    assert "Tidak ada butir yang diampu dan dinilai oleh unit yang sama" in words_of(
        office_prose.decisions(elsewhere)
    )


@pytest.mark.failure(30)
def test_days_are_counted_apart_for_opd_and_tim(example: ConsolidatedInput) -> None:
    """From 1 May to 2 July: 40 days until handed in, 10 with the Tim, 12 since the return."""
    row = office_of(example).progress[0]

    assert (row.days_opd, row.days_team, row.holder) == (52, 10, "OPD")
    assert row.approved == "Siti Aminah, 9 Juni 2024"


@pytest.mark.failure(24)
def test_the_plan_says_that_it_holds_no_projection(example: ConsolidatedInput) -> None:
    """Without a target steps are told one by one; nothing is projected."""
    plan = example.plan
    assert plan is not None
    aimless = "Target indeks belum ditetapkan pada siklus ini. Tidak ada proyeksi di bagian ini."
    bare = dataclasses.replace(plan, outcome="no_aim", headline=aimless, reach=(), years=(), steps=())
    without = dataclasses.replace(example, plan=bare)

    assert "Tidak ada proyeksi di bagian ini." in words_of(office_prose.plan(without))
    assert "masing-masing dihitung sendiri; bukan proyeksi." in words_of(office_prose.plan_work(without))


def test_an_obligation_of_all_opds_names_who_is_missing_and_who_says_no(example: ConsolidatedInput) -> None:
    """Read "4 dari 5; belum: …", "menjawab tidak: …", and a rule whose OPDs nobody has named yet."""
    words = words_of(office_prose.coverage(example))
    rows = {row.indicator: row for row in office_of(example).scopes}

    assert "4 dari 5; menjawab tidak: Dinas Perhubungan. belum terpenuhi" in words
    assert "4 dari 5; belum: Kecamatan Utara. belum terpenuhi" in words
    assert "4 dari 4; tidak berlaku: Dinas Perhubungan. terpenuhi" in words
    assert "OPD terkait belum ditetapkan pada siklus ini." in words
    assert (rows[int(UNTICKED)].yes, rows[int(UNTICKED)].missing) == (4, ("Kecamatan Utara",))
    assert "Menetapkan OPD terkait untuk indikator 27" in words_of(prose.summary(example))


def test_the_matrix_has_one_word_for_every_opd_and_obligation() -> None:
    """Words, not colours: ya, tidak, t.b., kosong, kembali, and – where an OPD is not asked."""
    records = example_records()
    key = ("dinkes", "I13-L3-01")
    returned = dataclasses.replace(records.facts[key].standing, status=Status.RETURNED)
    facts = {**records.facts, key: dataclasses.replace(records.facts[key], standing=returned)}
    report = freeze_consolidated(example_cycle(), EDITION, dataclasses.replace(records, facts=facts))
    matrix = {row.opd: row.answers for row in office_of(report).matrix}

    assert set(matrix["Dinas Perhubungan"]) == {"ya", "tidak", "t.b.", "–"}
    assert set(matrix["Kecamatan Utara"]) == {"ya", "kosong", "–"}
    assert matrix["Dinas Kesehatan"][0] == "kembali"
    assert {len(answers) for answers in matrix.values()} == {len(office_of(report).scopes)}
    assert len(matrix) == len(example_cycle().scope)


def test_an_item_tells_what_was_claimed_and_what_an_obligation_leaves_of_it(
    example: ConsolidatedInput,
) -> None:
    """Item 16 claims 3; one OPD says no, so 2 is left, and that requirement is the first missing."""
    detail = next(each for each in example.details if each.code == HELD_BACK)
    item = next(each for each in example.items if each.code == HELD_BACK)

    assert (detail.claimed, detail.yielded, detail.held_back_by) == ("3", "2", ("syarat 3.1",))
    assert (detail.before, detail.stages, detail.target) == ("2", ("2",), 4)
    assert (item.next_requirement_code, item.unproven) == ("I16-L3-01", False)
    assert "3 → 2" in words_of(tables.indicators(example))


def test_a_departure_of_the_tim_carries_its_reason_or_the_lack_of_one(example: ConsolidatedInput) -> None:
    """Higher, lower, and without any answer; a missing reason is asked of the Sekda to be noted."""
    rows = {row.code: row for row in office_of(example).departures}

    assert list(rows) == ["1", "2", "27", "44"]
    assert (rows["2"].yielded, rows["2"].value) == ("3", "1")
    assert rows["2"].reason == "Dokumen yang dikutip belum ditetapkan."
    assert rows[UNANSWERED].yielded is None
    assert words_of(office_prose.decisions(example)).count("alasan belum dicatat") == 3
    assert "mencatat alasan 3 nilai" in words_of(prose.summary(example))


def test_stages_stand_side_by_side_and_are_never_mixed() -> None:
    """The final values are complete and lead; the document stage is begun and has no index."""
    records = example_records()
    level = {code: Span.exactly(2) for code in records.assessments[Stage.MANDIRI].values}
    further = {
        Stage.DOKUMEN: Assessment(edition=EDITION.code, values={"1": Span.exactly(4)}),
        Stage.AKHIR: Assessment(edition=EDITION.code, values=level, as_of=date(2024, 12, 20)),
    }
    stages = {**records.assessments, **further}
    report = freeze_consolidated(example_cycle(), EDITION, dataclasses.replace(records, assessments=stages))

    assert (report.stage, report.index.shown, report.as_of) == ("akhir", "2,00", "20 Desember 2024")
    assert [row.index for row in report.stages] == [None, "2,96", None, "2,00"]
    assert report.details[0].stages == ("4", "4", "2")
    heads = re.findall(r"<th[^>]*>([^<]+)</th>", str(tables.indicators(report).data))
    assert [head for head in heads if head in ("Tim", "Dokumen", "Akhir")] == ["Tim", "Dokumen"]
    minutes = words_of(office_prose.annex(report))
    assert "Indeks SPBE 2,96" in minutes
    assert "Hasil ini ialah nilai Tim sebelum penilaian asesor eksternal." in minutes
    assert "belum dinilai asesor eksternal" not in minutes


def test_the_text_to_enter_tells_where_the_tim_decided_otherwise(example: ConsolidatedInput) -> None:
    """Beside the lead's own words, lest value and explanation contradict each other unseen."""
    words = words_of(office_prose.annex(example))

    assert (
        "Keputusan Tim nilai 1, lebih rendah dari jawaban OPD (3): Dokumen yang dikutip belum ditetapkan."
        in words
    )


def test_what_is_late_stands_before_the_leader_with_its_points(example: ConsolidatedInput) -> None:
    """An open item of weight 3 % can bring 0,15; then the returned one; past the deadline of 14 June."""
    waiting = office_of(example).waiting

    assert [(row.missing, row.returned, row.points, row.late) for row in waiting] == [
        ((UNANSWERED,), (), "0,15", True),
        ((), (RETURNED,), "0,075", True),
        ((), (), "0,00", True),
    ]
    words = words_of(office_prose.progress(example))
    assert (
        "Badan Perencanaan Pembangunan Daerah (lewat tenggat): 1 butir belum dijawab (44); 0,15 poin terbuka."
        in words
    )
    assert "Kecamatan Utara (5, lewat tenggat)" in words
    assert "Jawaban yang belum lengkap atau dikembalikan" in words
    assert f"kepada {len(waiting)} dari 5 OPD yang belum lengkap atau dikembalikan jawabannya" in words_of(
        prose.summary(example)
    )
    assert "lengkap = semua isian dijawab, termasuk yang dikembalikan" in words_of(
        office_prose.between_opds(example)
    )


def test_late_documents_stand_before_the_leader_with_the_days_in_the_tims_own_hands(
    example: ConsolidatedInput,
) -> None:
    """Those first on which most hangs; the days since the deadline are told apart, and add up."""
    late = office_of(example).late
    words = words_of(prose.summary(example))

    assert {row.opd for row in late} >= {row.opd for row in office_of(example).waiting if row.late}
    weights = [Fraction(row.points.replace(",", ".")) for row in late]
    assert weights == sorted(weights, reverse=True)
    first = late[0]
    assert first.days_opd + first.days_team == first.days
    row = f"{first.opd} {first.documents} {first.points} {first.step}, {first.days} hari {first.days_opd}"
    assert f"{row} {first.days_team}" in words
    assert "poin kewajiban bersama sama bagi setiap OPD dan tidak dijumlahkan" in words


def test_where_the_tim_itself_is_late_the_leader_is_told() -> None:
    """An answer that waits to be judged after the Tim's own deadline."""
    records, cycle = example_records(), dataclasses.replace(example_cycle(), deadlines=TEAM_LATE)
    key = ("dinkes", "I13-L3-01")
    waiting = dataclasses.replace(records.facts[key].standing, status=Status.SUBMITTED, decision=None)
    facts = {**records.facts, key: dataclasses.replace(records.facts[key], standing=waiting)}
    report = freeze_consolidated(cycle, EDITION, dataclasses.replace(records, facts=facts))

    late = office_of(report).late
    assert [row.opd for row in late if row.team] == ["Dinas Kesehatan"]
    assert f"Pada 1 dari {len(late)} OPD, penilaian Tim sendiri yang melewati tenggat." in words_of(
        prose.summary(report)
    )


def test_the_next_deadline_comes_first_with_the_days_left(example: ConsolidatedInput) -> None:
    """Counted from the data date; what has passed follows."""
    words = words_of(prose.summary(example))
    days = [(row.label, row.left, row.past) for row in example.deadlines]

    assert days[-2:] == [
        ("Penilaian Tim Asesor Internal", 3, False),
        ("Penyampaian ke Kementerian", 29, False),
    ]
    assert "Berikutnya: Penilaian Tim Asesor Internal 5 Juli 2024 (3 hari lagi)" in words
    assert "Sudah lewat: 2 tenggat, terakhir Persetujuan Kepala OPD 21 Juni 2024." in words
    assert "menyetujui penyampaian ke Kementerian paling lambat 31 Juli 2024" in words


def test_nothing_is_to_be_sent_once_the_day_is_over_or_somebody_else_assessed(
    example: ConsolidatedInput,
) -> None:
    """The decision is asked for while it can be made."""
    over = tuple(dataclasses.replace(row, past=True) for row in example.deadlines)

    for report in (dataclasses.replace(example, stage="akhir"), dataclasses.replace(example, deadlines=over)):
        assert "Menandatangani Berita Acara" not in words_of(prose.summary(report))


def test_while_incomplete_the_leader_reads_the_range_and_no_predicate() -> None:
    """41 of 47 at level 3: from what is filled to what is still possible."""
    report = with_target("3.50", 41)
    words = words_of(prose.summary(report))

    assert f"masih mungkin antara {report.index.lowest_shown} dan {report.index.highest_shown}" in words
    assert not set(words.split()) & {"Baik", "Cukup", "Kurang", "Memuaskan"}


def test_the_stamp_stands_within_the_summary_itself(
    example: ConsolidatedInput, madiun: ConsolidatedInput
) -> None:
    """A screenshot of its figures says whose they are, and that they are made up."""
    assert "BELUM DINILAI ASESOR EKSTERNAL" in words_of(prose.summary(example))
    assert "DATA CONTOH" in words_of(prose.summary(example))
    assert "NILAI AKHIR ASESOR EKSTERNAL" in words_of(prose.summary(madiun))


def test_what_changed_is_told_in_the_summary_and_in_full_beside_the_progress(
    example: ConsolidatedInput,
) -> None:
    """Two lines for the leader; figures, items and OPDs in tables, OPDs in the order of the register."""
    name = "Dinas Kesehatan"
    changes = ConsolidatedChanges(
        since="5 Juli 2024",
        figures=(FigureChange(label="Indeks SPBE", before="2,90", now="2,96"),),
        values=(ValueChange(code="1", name="Kebijakan", whose="nilai Tim", before="3", now="4"),),
        complete=(name,),
        documents=(
            CountChange(opd="Kecamatan Utara", before=9, now=5),
            CountChange(opd=name, before=4, now=1),
        ),
    )
    report = dataclasses.replace(example, changes=changes)
    short, full = words_of(prose.summary(report)), words_of(office_prose.progress(report))

    assert (
        "Sejak laporan sebelumnya (dibagikan 5 Juli 2024): Indeks SPBE 2,90 → 2,96; "
        "1 nilai butir berubah (1); 1 OPD kini lengkap; 7 dokumen kini masuk." in short
    )
    assert "Indeks SPBE 2,90 2,96" in full
    assert "1 Kebijakan nilai Tim 3 4" in full
    assert f"{name} kini lengkap — 4 → 1 — Kecamatan Utara — — 9 → 5 —" in full


def test_without_a_report_shared_before_nothing_is_compared(example: ConsolidatedInput) -> None:
    """It is said, and no section stands there; where the words of then were not kept, that is said."""
    first = dataclasses.replace(example, changes=ConsolidatedChanges(since=None, kept=False))
    lost = dataclasses.replace(example, changes=ConsolidatedChanges(since="5 Juli 2024", kept=False))

    assert "Belum ada laporan sebelumnya yang dibagikan." in words_of(prose.summary(first))
    assert "Perubahan sejak" not in words_of(office_prose.progress(first))
    assert "isi waktu itu tidak tersimpan" in words_of(prose.summary(lost))
    assert "isi waktu itu tidak tersimpan" in words_of(office_prose.progress(lost))


def test_a_return_without_a_day_of_its_own_is_late_after_the_cycles_repair_deadline() -> None:
    """As in the OPD's own repair list."""
    records, key = example_records(), ("dinkes", "I13-L3-01")
    returned = dataclasses.replace(records.facts[key].standing, status=Status.RETURNED, decision=None)
    facts = {**records.facts, key: dataclasses.replace(records.facts[key], standing=returned)}
    changed = dataclasses.replace(records, facts=facts)
    for repair, late in ((date(2024, 6, 20), True), (date(2030, 1, 1), False)):
        cycle = dataclasses.replace(example_cycle(), deadlines=Deadlines(repair=repair))
        waiting = office_of(freeze_consolidated(cycle, EDITION, changed)).waiting

        assert next(row.late for row in waiting if row.opd == "Dinas Kesehatan") is late


def test_before_the_deadline_nobody_is_late() -> None:
    """The data date decides, not the clock."""
    cycle = dataclasses.replace(example_cycle(), deadlines=Deadlines(opd=date(2024, 7, 2)))
    records = example_records()
    report = freeze_consolidated(cycle, EDITION, dataclasses.replace(records, responses={}))

    assert not any(row.late and row.missing for row in office_of(report).waiting)
    assert report.deadlines[0].past is False


@pytest.mark.parametrize(
    ("index", "answered", "state", "distance"),
    [
        ("3.00", 47, "reached", None),
        ("3.50", 47, "short", "0,50"),
        ("3.20", 41, "open", None),
        ("5.00", 41, "out_of_reach", "1,64"),
    ],
)
def test_the_target_is_reached_short_open_or_out_of_reach(
    index: str, answered: int, state: str, distance: str | None
) -> None:
    """While incomplete it is compared with the highest index that is still possible."""
    target = with_target(index, answered).target

    assert target is not None
    assert (target.state, target.distance) == (state, distance)


@pytest.mark.parametrize(
    ("year", "state", "told"),
    [
        (2023, "reached", "Target 4,20 untuk tahun 2023: tercapai."),
        (
            2024,
            "short",
            "Target 4,20 untuk tahun 2024: belum tercapai, tercetak 4,20, tetapi tepatnya di bawah target.",
        ),
    ],
)
def test_an_index_that_only_prints_like_the_target_reaches_it_where_the_printed_one_counts(
    year: int, state: str, told: str
) -> None:
    """4.199: as in the plan, 2023 follows the printed figure, 2024 the exact one; page and letter say so."""
    given = Assessment(edition=EDITION.code, values=almost())
    cycle = dataclasses.replace(example_cycle(), year=year, target=Target(index=Fraction("4.20")))
    report = freeze_consolidated(cycle, EDITION, Records(assessments={Stage.MANDIRI: given}))
    assert report.target is not None
    steps = report.plan.steps if report.plan else ()

    assert (report.index.shown, report.target.state, report.target.distance) == ("4,20", state, None)
    assert told in words_of(prose.summary(report))
    assert state == "reached" or steps


def test_five_steps_are_the_most_valuable_ones(example: ConsolidatedInput) -> None:
    """Ordered by what one level more adds, then by legal number."""
    gains = [Fraction(step.gain.replace(",", ".")) for step in example.steps]

    assert gains == sorted(gains, reverse=True)
    assert [step.code for step in example.steps[:5]] == ["42", "43", "44", "45", "46"]
    assert str(prose.summary(example).data).count("ke tingkat") == 5


def test_last_year_is_compared_only_under_the_same_regulation(example: ConsolidatedInput) -> None:
    """2,01 became 2,96: +0,95; after a change of regulation both stand, without a difference."""
    older = load_edition("permenpanrb-5-2018")
    previous = Assessment(
        edition=older.code, values={item.code: Span.exactly(3) for item in older.items}, year=2023
    )
    cycle = dataclasses.replace(example_cycle(), previous=previous)
    changed = freeze_consolidated(cycle, EDITION, example_records())
    assert example.before is not None
    assert changed.before is not None

    assert example.before.parts[0].difference == "+0,95"
    assert "2,01 (+0,95)" in words_of(tables.results(example))
    assert [row.difference for row in changed.before.parts] == [None]
    assert "ukurannya berbeda, sehingga selisihnya tidak dihitung" in words_of(
        office_prose.comparison(changed)
    )
    assert office_of(changed).follow_ups == ()
    assert all(detail.before is None for detail in changed.details)


def test_a_document_that_carries_many_indicators_is_named(example: ConsolidatedInput) -> None:
    """The same title and number in 46 answers is one document; statements without one are counted."""
    office = office_of(example)

    (shared,) = office.evidence.lists
    assert [(row.title, len(row.codes), row.note) for row in shared.rows] == [
        ("Peraturan Bupati tentang SPBE", 46, "menopang 46 indikator")
    ]
    assert (office.readiness[0].named, office.readiness[0].links) == (43, 0)
    assert "Dari 174 pernyataan terpenuhi, 46 menyebut dokumennya sendiri dan 128 belum." in words_of(
        office_prose.readiness(example)
    )


def test_last_years_recommendation_stands_beside_what_the_lead_did(example: ConsolidatedInput) -> None:
    """What was done, or that nothing was reported."""
    words = words_of(office_prose.follow_ups(example))

    assert "Tetapkan arsitektur SPBE. Dinas Komunikasi dan Informatika belum direncanakan" in words
    assert "Jawaban OPD pengampu: Arsitektur sudah disusun." in words
    assert (
        "Tata layanan kinerja. Badan Perencanaan Pembangunan Daerah belum direncanakan — belum ada" in words
    )


def test_equal_records_freeze_to_equal_bytes_whatever_their_order() -> None:
    """The order in which the store gives its answers does not show."""
    records = example_records()
    turned = dataclasses.replace(
        records,
        responses=dict(reversed(list(records.responses.items()))),
        facts=dict(reversed(list(records.facts.items()))),
    )

    first, second = (
        to_bytes(freeze_consolidated(example_cycle(), EDITION, each)) for each in (records, turned)
    )

    assert first == second
