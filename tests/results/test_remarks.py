"""What stands out in the answers: when each rule speaks and when it is silent; no value knows of it."""

import dataclasses
import random
import time
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Records, Response
from spbe_lib.records.documents import Attachment, EvidenceFile, document_key
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Common, Cycle, Opd
from spbe_lib.results.consolidation import consolidate
from spbe_lib.results.contribution import contributions
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import legal_places, subject
from spbe_lib.results.remarks import remarks
from spbe_lib.results.scorecard import score
from tests.results.office import codes, office, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
OLD = load_edition("permenpanrb-5-2018")
NEW = load_edition("permenpanrb-8-2026")
FIVE = register(5)
ONE, TWO, THREE = (opd.code for opd in FIVE[:3])
LEADS = {42: ONE, 8: ONE, 22: TWO, 1: TWO, 11: TWO, 43: THREE}
CYCLE = office(LAW, FIVE, LEADS)
LONG = (
    "Pedoman layanan disusun bersama semua bidang, ditetapkan pada bulan Maret, "
    "dipakai setiap hari oleh petugas loket, dan ditinjau dua kali."
)


def up_to(item: str, level: int, *, proven: bool = True, opd: str = "", **texts: str) -> Response:
    """The lead's answer that reaches a level by ticks, with a document for every tick or for none."""
    number = int(item)
    ticked = codes(LAW, number, *range(1, level + 1))
    made = ticks(opd or LEADS[number], item, ticked, proofs=sorted(ticked) if proven else ())
    return dataclasses.replace(made, **texts)  # type: ignore[arg-type]


def found(*entries: Entry, cycle: Cycle = CYCLE, **more: object) -> tuple[Remark, ...]:
    """What stands out in these answers."""
    records = dataclasses.replace(recorded(*entries), **more)  # type: ignore[arg-type]
    return remarks(cycle, load_edition(cycle.edition), records)


def kinds(told: Sequence[Remark]) -> list[RemarkKind]:
    """Of which kinds they are."""
    return [each.kind for each in told]


def last_year(level: int, item: str = "42", edition: str = LAW.code) -> Cycle:
    """The same office with this final value of last year."""
    before = Assessment(edition=edition, values={item: Span.exactly(level)}, year=2025)
    return dataclasses.replace(CYCLE, previous=before)


def answered_before(*entries: Entry) -> Cycle:
    """The same office with these answers of last year."""
    return dataclasses.replace(CYCLE, before=recorded(*entries))


# data dukung


def test_a_level_whose_requirements_all_cite_a_document_is_not_asked_about() -> None:
    """Proven as it is claimed."""
    assert found(up_to("42", 5)) == ()


@pytest.mark.parametrize(
    ("level", "severity"),
    [(5, Severity.HIGH), (4, Severity.HIGH), (3, Severity.MEDIUM), (2, Severity.LOW)],
)
def test_the_higher_a_level_without_evidence_the_more_severe(level: int, severity: Severity) -> None:
    """The two highest are tinggi, the next sedang, the rest rendah."""
    (remark,) = found(up_to("42", level, proven=False))

    assert (remark.kind, remark.severity, remark.opd, remark.topics) == (
        RemarkKind.UNPROVEN,
        severity,
        ONE,
        ("42",),
    )
    assert not remark.reviewer_only


def test_the_lowest_level_needs_no_document() -> None:
    """It is given with nothing fulfilled."""
    assert found(up_to("42", 1, proven=False)) == ()


def test_requirements_without_a_document_are_named_as_the_kuesioner_names_them() -> None:
    """Level and place, never a code; and it is asked, not charged."""
    answer = up_to("42", 5)
    kept = tuple(each for each in answer.evidence if each.requirement not in ("I42-L3-01", "I42-L5-02"))
    (remark,) = found(dataclasses.replace(answer, evidence=kept))

    assert remark.question == (
        "Dijawab tingkat 5; syarat 3.1 dan 5.2 belum menyebut data dukung. Dokumen apa yang membuktikannya?"
    )
    assert remark.severity is Severity.HIGH


def test_a_gap_below_the_claimed_level_is_one_step_softer() -> None:
    """The claimed level itself is proven."""
    answer = up_to("42", 5)
    kept = tuple(each for each in answer.evidence if each.requirement != "I42-L3-01")
    (remark,) = found(dataclasses.replace(answer, evidence=kept))

    assert remark.severity is Severity.MEDIUM


def test_a_document_for_the_item_as_a_whole_softens_the_question() -> None:
    """It may prove everything; the page is asked for."""
    whole = (EvidenceReference(title="Laporan layanan"),)
    (remark,) = found(dataclasses.replace(up_to("42", 5, proven=False), evidence=whole))

    assert remark.severity is Severity.MEDIUM
    assert "yang ada baru untuk indikator ini sebagai keseluruhan" in remark.finding


def attached(opd: str, topic: str, requirement: str | None) -> Attachment:
    """A file that an OPD sent as proof."""
    return Attachment(
        opd=opd,
        topic=topic,
        requirement=requirement,
        document=document_key("SK"),
        title="SK",
        name="sk.pdf",
        file=EvidenceFile(sha256="a" * 64, size=9, kind="pdf"),
    )


def test_an_attached_file_is_a_proof_like_a_citation() -> None:
    """Whoever sent the file need not cite it too; a file of another OPD proves nothing."""
    answer = up_to("42", 2, proven=False)
    files = [attached(ONE, "42", code) for code in sorted(answer.ticked)]

    assert found(answer, attachments=tuple(files)) == ()
    foreign = tuple(dataclasses.replace(each, opd=TWO) for each in files)
    assert kinds(found(answer, attachments=foreign)) == [RemarkKind.UNPROVEN]


def test_a_level_given_directly_without_a_tick_is_asked_for_its_documents() -> None:
    """All that it rests on is stated by it."""
    given = Response(opd=ONE, item="42", level=Span.exactly(4))
    (remark,) = found(given)

    assert remark.question.startswith("Tingkat 4 diisi langsung, tanpa centang; syarat 1.1, 2.1, 3.1 dan 4.1")
    assert remark.severity is Severity.HIGH


@pytest.mark.failure(31)
def test_where_requirements_are_not_known_one_document_is_enough() -> None:
    """5/2018 has levels only: item 35b is asked about under its legal number, until a document is named."""
    cycle = office(OLD, FIVE, {35: ONE})
    bare = Response(opd=ONE, item="35b", level=Span.exactly(4))
    (remark,) = found(bare, cycle=cycle)

    assert remark.question == (
        "Tingkat 4 diisi langsung, tanpa centang; belum ada data dukung yang disebut. "
        "Dokumen apa yang membuktikannya?"
    )
    assert subject(cycle, OLD, remark.topics).startswith("Indikator 35b – ")
    proven = dataclasses.replace(bare, evidence=(EvidenceReference(title="Foto layanan"),))
    assert found(proven, cycle=cycle) == ()


def test_a_fraction_is_asked_about_as_it_was_given() -> None:
    """8/2026 knows values between levels."""
    cycle = office(NEW, FIVE, {1: ONE})
    (remark,) = found(Response(opd=ONE, item="1", level=Span.exactly(4)), cycle=cycle)

    assert remark.severity is Severity.HIGH


def test_an_obligation_answered_yes_without_proof_is_low_and_one_remark_for_each_opd() -> None:
    """However many there are; a no and a proven yes are not asked about."""
    (remark,) = found(
        says(TWO, "I16-L3-01", Answer.YES),
        says(TWO, "I17-L3-01", Answer.YES),
        says(TWO, "I18-L3-01", Answer.NO),
        says(THREE, "I16-L3-01", Answer.YES, proven=True),
    )

    assert (remark.severity, remark.opd, remark.topics) == (Severity.LOW, TWO, ("I16-L3-01", "I17-L3-01"))
    assert subject(CYCLE, LAW, remark.topics) == "Kewajiban bersama indikator 16 dan 17"


def cites(opd: str, count: int, *, page: str = "", other: str = "") -> list[Entry]:
    """An OPD that cites one document for so many obligations, perhaps with a page, perhaps another once."""
    rules = [rule.requirement for i in LAW.indicators for rule in i.scope if rule.kind == "practice"][:count]
    titles = [other or "Perbup SPBE", *["Perbup SPBE"] * (count - 1)]
    return [
        dataclasses.replace(
            says(opd, code, Answer.YES), evidence=(EvidenceReference(title=title, page=page),)
        )
        for code, title in zip(rules, titles, strict=True)
    ]


def test_one_document_for_everything_is_asked_for_pages() -> None:
    """Five statements, one regulation, not a page; with a page, another document, or fewer: no question."""
    (remark,) = found(*cites(TWO, 5))

    assert (remark.kind, remark.severity, len(remark.topics)) == (
        RemarkKind.ONE_DOCUMENT,
        Severity.LOW,
        5,
    )
    assert "semua 5 pernyataan menyebut dokumen “Perbup SPBE” tanpa halaman" in remark.finding
    for silent in (cites(TWO, 5, page="hlm. 2"), cites(TWO, 5, other="SK Tim"), cites(TWO, 4)):
        assert found(*silent) == ()


# levels


@pytest.mark.failure(5)
def test_a_level_ticked_without_what_it_rests_on_is_asked_about() -> None:
    """Level 4 and 5 are ticked, level 3 is not."""
    answer = up_to("42", 5)
    told = found(dataclasses.replace(answer, ticked=answer.ticked - {"I42-L3-01"}, level=Span.exactly(4)))

    assert kinds(told) == [RemarkKind.DIFFERS, RemarkKind.UNSUPPORTED]
    assert "Syarat tingkat 4, 5 dicentang lengkap" in told[1].question


@pytest.mark.parametrize(
    ("then", "now", "kind", "severity"),
    [
        (1, 4, RemarkKind.JUMP, Severity.HIGH),
        (1, 3, RemarkKind.JUMP, Severity.MEDIUM),
        (5, 3, RemarkKind.FALL, Severity.LOW),
    ],
)
def test_more_than_one_level_away_from_last_year_is_asked_about(
    then: int, now: int, kind: RemarkKind, severity: Severity
) -> None:
    """Up by how much decides how soon; a fall is a soft question."""
    (remark,) = found(up_to("42", now), cycle=last_year(then))

    assert (remark.kind, remark.severity) == (kind, severity)
    assert remark.finding == f"nilai akhir tahun 2025 ialah {then}, sekarang dijawab {now}"


@pytest.mark.parametrize("then", [3, 4, 5])
def test_one_level_up_or_down_is_not_asked_about(then: int) -> None:
    """A level a year is what a plan looks like."""
    assert found(up_to("42", 4), cycle=last_year(then)) == ()


def test_last_years_values_of_another_regulation_are_not_compared() -> None:
    """Item 1 of 5/2018 is not item 1 of 59/2020."""
    assert found(up_to("1", 5), cycle=last_year(1, "1", OLD.code)) == ()


def test_without_a_final_value_last_years_answer_is_compared() -> None:
    """And with both, the final value counts."""
    told = found(up_to("42", 4), cycle=answered_before(up_to("42", 2)))
    both = dataclasses.replace(last_year(4), before=recorded(up_to("42", 2)))

    assert [each.finding for each in told] == ["tahun lalu dijawab 2, sekarang dijawab 4"]
    assert found(up_to("42", 4), cycle=both) == ()


# the policy


def test_a_practice_above_its_policy_is_asked_about_and_marked_as_inferred() -> None:
    """Indicator 11 on its policy, indicator 1, both led by one OPD: it may read it, with the reservation."""
    (remark,) = found(up_to("1", 2), up_to("11", 4))

    assert (remark.kind, remark.severity, remark.opd) == (RemarkKind.ABOVE_POLICY, Severity.MEDIUM, TWO)
    assert remark.inferred
    assert not remark.reviewer_only
    assert "menurut perkiraan kami, bukan aturan" in remark.question
    assert "dijawab tingkat 4 dan kebijakannya (indikator 1) tingkat 2" in remark.question


@pytest.mark.parametrize(("policy", "practice"), [(4, 4), (5, 4), (4, 1)])
def test_a_practice_at_or_below_its_policy_is_not_asked_about(policy: int, practice: int) -> None:
    """Nor the policy, which may well be ahead."""
    assert found(up_to("1", policy), up_to("11", practice)) == ()


def test_a_policy_that_nobody_answered_is_not_below_anything() -> None:
    """Unanswered is no level."""
    assert found(up_to("11", 5)) == ()


@pytest.mark.failure(11)
def test_a_pair_led_by_two_opds_is_told_to_the_tim_alone() -> None:
    """Indicator 22 is led by one, its policy 8 by another: neither letter may tell the other's level."""
    (remark,) = found(up_to("8", 3), up_to("22", 4))

    assert (remark.opd, remark.others, remark.severity) == (TWO, (ONE,), Severity.LOW)
    assert remark.reviewer_only


def test_an_edition_without_pairs_gives_rise_to_no_such_question() -> None:
    """8/2026 has no policy indicators."""
    assert not any(indicator.policy_of for indicator in NEW.indicators)


# explanations


def explained(words: int, fact: str = "") -> Response:
    """An answer whose justification has so many words."""
    return up_to("42", 3, justification=" ".join(f"kata{n}" for n in range(words)), fact=fact)


def test_a_justification_of_less_than_half_of_last_years_words_is_asked_about() -> None:
    """It says how many there were and are."""
    (remark,) = found(explained(19), cycle=answered_before(explained(40)))

    assert (remark.kind, remark.severity) == (RemarkKind.SHORTENED, Severity.LOW)
    assert remark.finding == "justifikasi tahun lalu 40 kata, sekarang 19 kata"


def test_a_justification_that_is_gone_is_asked_about_sooner() -> None:
    """Nothing is left of forty words."""
    (remark,) = found(explained(0), cycle=answered_before(explained(40)))

    assert remark.severity is Severity.MEDIUM
    assert "sekarang tidak ada." in remark.question


@pytest.mark.parametrize(
    ("then", "now", "fact"),
    [(40, 20, ""), (24, 1, ""), (40, 40, ""), (40, 5, LONG + " " + LONG)],
    ids=["half", "too short to tell", "the same", "moved to another cell"],
)
def test_a_justification_that_is_not_clearly_shorter_is_not_asked_about(
    then: int, now: int, fact: str
) -> None:
    """Half is enough, and words may move."""
    assert found(explained(now, fact), cycle=answered_before(explained(then))) == ()


def test_nothing_is_said_of_length_while_last_years_words_are_not_known() -> None:
    """Nor where another OPD wrote them."""
    other = up_to("42", 3, opd=TWO, justification=LONG * 2)

    assert found(explained(3)) == ()
    assert found(explained(3), cycle=answered_before(other)) == ()


# the same words


def same(told: Sequence[Remark]) -> list[Remark]:
    """Those about the same words."""
    return [each for each in told if each.kind is RemarkKind.SAME_TEXT]


@pytest.mark.failure(11)
def test_the_same_text_in_two_opds_is_told_to_the_tim_alone() -> None:
    """Case, spaces and punctuation apart; one remark, which names both."""
    copied = LONG.upper().replace(",", " ;  ")
    (remark,) = same(found(up_to("42", 5, fact=LONG), up_to("43", 5, analysis=copied)))

    assert remark.reviewer_only
    assert (remark.opd, remark.others, remark.severity) == (ONE, (THREE,), Severity.LOW)
    assert "Dinas 1 (indikator 42) dan Dinas 3 (indikator 43)" in remark.finding


def test_a_copy_with_the_own_name_put_in_is_still_the_same_text() -> None:
    """The most usual way to copy."""
    told = found(
        up_to("42", 5, fact=f"Di Dinas 1, {LONG}"), up_to("43", 5, justification=f"Di Dinas 3, {LONG}")
    )

    assert len(same(told)) == 1


def test_a_long_text_with_a_word_changed_is_nearly_the_same() -> None:
    """Four in five of its runs of words are shared; and from forty words on it is asked sooner."""
    whole = " ".join(f"kata{n}" for n in range(60))
    (remark,) = same(
        found(up_to("42", 5, fact=whole), up_to("43", 5, fact=whole.replace("kata30", "lainnya")))
    )

    assert remark.severity is Severity.MEDIUM


@pytest.mark.failure(12)
def test_a_quoted_text_cannot_steer_a_terminal() -> None:
    """Signs that nobody can see are left out of the quotation."""
    (remark,) = same(
        found(up_to("42", 5, fact=f"\x1b[31m\u202e{LONG}"), up_to("43", 5, fact=f"\x1b[31m{LONG}"))
    )

    assert remark.question.isprintable()
    assert "Pedoman layanan disusun" in remark.question


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sudah ditetapkan.", "Sudah ditetapkan."),
        (LONG, LONG.replace("Maret", "Juni").replace("dua", "tiga").replace("bidang", "seksi")),
        (LONG, " ".join(reversed(LONG.split()))),
    ],
    ids=["too short", "own facts", "other words"],
)
def test_texts_that_are_short_or_differ_are_not_asked_about(first: str, second: str) -> None:
    """Short sentences say the same because there is no other way to say it."""
    assert same(found(up_to("42", 5, fact=first), up_to("43", 5, fact=second))) == []


def test_the_same_text_for_two_indicators_of_one_opd_is_not_asked_about() -> None:
    """It may quote itself."""
    assert same(found(up_to("42", 5, fact=LONG), up_to("8", 5, fact=LONG))) == []


def writing_alike(opds: tuple[Opd, ...], **more: object) -> list[Remark]:
    """What is said when all of them write the same note."""
    cycle = dataclasses.replace(office(LAW, opds, {}), **more)  # type: ignore[arg-type]
    notes = [dataclasses.replace(says(o.code, "I16-L3-01", Answer.NO), note=LONG) for o in opds]
    return same(found(*notes, cycle=cycle))


def test_districts_may_write_alike() -> None:
    """Fifteen of them have the same answer, under whatever spelling of the kind; an office among them not."""
    districts = tuple(Opd(code=f"kec-{n}", name=f"Kecamatan {n}", kind="Kecamatan") for n in range(3))

    assert writing_alike(districts) == []
    assert len(writing_alike((*districts, FIVE[0]))) == 1


def test_a_kind_that_one_opd_answers_for_may_write_alike_and_like_it() -> None:
    """A cycle may name any kind, not only districts."""
    schools = tuple(Opd(code=f"upt-{n}", name=f"UPT {n}", kind="upt") for n in range(3))
    by = FIVE[0]

    assert len(writing_alike((*schools, by))) == 1
    assert writing_alike((*schools, by), commons=(Common(kind="upt", by=by.code),)) == []


def test_a_unit_and_the_units_below_it_may_write_alike() -> None:
    """A section writes for its secretariat."""
    below = tuple(Opd(code=f"bagian-{n}", name=f"Bagian {n}", kind="bagian", parent=ONE) for n in range(2))

    assert writing_alike((FIVE[0], *below)) == []


# all together


@cache
def busy() -> tuple[Cycle, Records]:
    """A government in which everything stands out somewhere."""
    before = Assessment(
        edition=LAW.code, values={item.code: Span.exactly(2) for item in LAW.items}, year=2025
    )
    cycle = dataclasses.replace(answered_before(explained(40)), previous=before)
    entries: list[Entry] = [
        dataclasses.replace(explained(3), fact=LONG),
        up_to("8", 2),
        up_to("22", 5, proven=False),
        up_to("1", 2, fact=LONG),
        up_to("11", 4),
        dataclasses.replace(up_to("43", 5), level=Span.exactly(1)),
        says(ONE, "I16-L3-01", Answer.YES),
        *cites(FIVE[4].code, 6),
    ]
    return cycle, recorded(*entries)


def test_the_most_severe_comes_first_then_legal_order() -> None:
    """So that who reads ten of them read the right ten."""
    cycle, records = busy()
    told, places = remarks(cycle, LAW, records), legal_places(LAW)
    keys = [(each.severity.rank, places[each.topics[0]]) for each in told]

    assert keys == sorted(keys)
    assert len(set(kinds(told))) >= 8


def test_every_remark_asks_and_none_charges() -> None:
    """Each ends with a question, begins with a capital, and has no word of blame."""
    cycle, records = busy()
    for remark in remarks(cycle, LAW, records):
        assert remark.question.endswith("?")
        assert remark.question[0].isupper()
        assert not any(word in remark.question.lower() for word in ("salah", "curang", "lalai", "gagal"))
        assert "I42-" not in remark.question


def test_no_remark_changes_a_value() -> None:
    """What the answers yield, the scorecard and the contributions are the same before and after."""
    cycle, records = busy()
    values = consolidate(cycle, LAW, records).values
    card, shares = score(LAW, values, cycle.year), contributions(cycle, LAW, values)

    assert remarks(cycle, LAW, records)
    assert consolidate(cycle, LAW, records).values == values
    assert score(LAW, values, cycle.year) == card
    assert contributions(cycle, LAW, values) == shares


def test_results_that_count_know_no_remark() -> None:
    """Nothing that makes a value imports what asks."""
    from spbe_lib.results import consolidation, contribution, scorecard, scoring  # noqa: PLC0415

    for module in (consolidation, contribution, scorecard, scoring):
        assert not [name for name in vars(module) if "remark" in name.lower()]


@given(seed=st.integers())
def test_the_order_of_opds_and_answers_changes_nothing(seed: int) -> None:
    """Neither that of the register nor that in which the store tells."""
    cycle, records = busy()
    dice = random.Random(seed)  # noqa: S311
    opds = tuple(dice.sample(cycle.opds, len(cycle.opds)))
    mixed = dataclasses.replace(
        records,
        responses=dict(dice.sample(list(records.responses.items()), len(records.responses))),
        facts=dict(dice.sample(list(records.facts.items()), len(records.facts))),
    )

    assert remarks(dataclasses.replace(cycle, opds=opds), LAW, mixed) == remarks(cycle, LAW, records)


@pytest.mark.failure(11)
@given(data=st.data())
def test_what_an_opd_may_read_follows_from_its_own_records_alone(data: st.DataObject) -> None:
    """Of all records or of one's own: the same remarks, so that they cannot hold a word of another."""
    cycle, records = busy()
    opd = data.draw(st.sampled_from([each.code for each in FIVE]))
    own = dataclasses.replace(
        records,
        responses={key: each for key, each in records.responses.items() if key[0] == opd},
        facts={key: each for key, each in records.facts.items() if key[0] == opd},
    )
    whole = remarks(cycle, LAW, records)

    assert remarks(cycle, LAW, own) == tuple(
        each for each in whole if each.opd == opd and not each.reviewer_only
    )


def test_a_thousand_opds_with_alike_beginnings_take_seconds() -> None:
    """No pair of texts is compared with every other."""
    opds = register(1000)
    rules = [rule.requirement for i in LAW.indicators for rule in i.scope if rule.kind == "practice"]
    start = " ".join(f"kata{n}" for n in range(60))
    notes = [
        dataclasses.replace(
            says(opd.code, code, Answer.YES), note=f"{start} {opd.code} {code} " + f"{opd.code}{code} " * 60
        )
        for opd in opds
        for code in rules[:5]
    ]
    begun = time.perf_counter()

    assert remarks(office(LAW, opds, {}), LAW, recorded(*notes))
    assert time.perf_counter() - begun < 10
