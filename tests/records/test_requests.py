"""What is asked of an OPD: documents for requirements, last year's judged, nothing asked that is in."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Records, ScopeFact, Status
from spbe_lib.records.documents import Access, DocumentStatus, document_key
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.former_documents import Validity, evaluated_until, judged
from spbe_lib.records.judgements import Ruling, Verdict
from spbe_lib.records.model import Stage
from spbe_lib.records.purposes import Purpose
from spbe_lib.records.register import Cycle, Deadlines, Target
from spbe_lib.records.requests import DocumentRequest, RequestList, requested_documents
from tests.records.asking import (
    EDITION,
    MARK,
    MINE,
    OTHER,
    answer,
    cycle,
    document,
    last_year,
    proof,
    recorded,
    yes,
)

LAST_YEARS = "membuktikan tahun 2023; periksa apakah syarat meminta kegiatan tahun 2024"
EXAMPLE = Path(__file__).parents[2] / "inputs" / "contoh-2024"


def asked(of: Cycle, records: Records | None = None, opd: str = MINE) -> RequestList:
    """What is asked of an OPD."""
    return requested_documents(of, load_edition(of.edition), records or Records(), opd)


def purposes(requests: RequestList) -> list[Purpose]:
    """All that the wanted documents are to prove."""
    return [purpose for request in requests.wanted for purpose in request.purposes]


def levels(requests: RequestList, indicator: str) -> set[int | None]:
    """The levels of an indicator for which the lead is asked."""
    return {each.level for each in purposes(requests) if each.indicator == indicator and not each.shared}


def titled(requests: tuple[DocumentRequest, ...]) -> dict[str, str]:
    """Last year's documents by title, and what is said of each."""
    return {each.former.title: each.former.reason for each in requests if each.former}


def test_the_target_decides_up_to_which_level_documents_are_asked() -> None:
    """A target goes before last year's value."""
    wanted = asked(cycle(target=Target(levels={"13": 3}), previous=last_year(i13=4)))

    assert levels(wanted, "13") == {2, 3}


def test_without_a_target_it_is_one_level_above_last_years_final_value() -> None:
    """And never beyond the top of the scale."""
    assert levels(asked(cycle(previous=last_year(i13=2))), "13") == {2, 3}
    assert levels(asked(cycle(previous=last_year(i13=5))), "13") == {2, 3, 4, 5}


def test_where_nothing_is_known_every_level_is_asked() -> None:
    """Neither target nor last year: nothing is left away by a guess."""
    assert levels(asked(cycle()), "13") == {2, 3, 4, 5}


def test_values_of_another_edition_say_nothing_about_this_one() -> None:
    """Last year under another regulation is as good as unknown."""
    other = dataclasses.replace(last_year(i13=2), edition="permenpanrb-5-2018")

    assert levels(asked(cycle(previous=other)), "13") == {2, 3, 4, 5}


@pytest.mark.failure(5)
def test_only_levels_on_the_way_are_asked() -> None:
    """Indicator 3: level 4 rests on level 2, so nothing of level 3 is asked of who aims at 4."""
    assert levels(asked(cycle(target=Target(levels={"3": 4}))), "3") == {2, 4}
    assert levels(asked(cycle(target=Target(levels={"3": 3}))), "3") == {2, 3}


@pytest.mark.failure(21)
@pytest.mark.failure(31)
def test_indicators_go_by_their_legal_numbers_and_the_chosen_service() -> None:
    """Number, name, level, label and text: the service's title wherever the law has a stand-in."""
    found = {each.requirement: each for each in purposes(asked(cycle())) if each.indicator == "45"}
    third = found["I45-L3-01"]

    assert (third.indicator, third.level, third.label) == ("45", 3, "syarat 3.1")
    assert third.name == "Layanan Antrean Puskesmas"
    assert "Layanan Antrean Puskesmas" in third.text
    assert "sektor" not in "".join(each.text.lower() + each.name.lower() for each in found.values())
    assert "panduan pakai" in third.examples


@pytest.mark.failure(21)
@pytest.mark.parametrize(
    ("edition", "number", "codes"),
    [("permenpanrb-5-2018", 35, ["35a", "35b", "35c"]), ("permenpanrb-8-2026", 1, ["1"])],
)
def test_without_known_requirements_the_item_itself_is_asked(
    edition: str, number: int, codes: list[str]
) -> None:
    """An edition whose requirements are not known: one line an item, with the level aimed at if known."""
    of = cycle(edition=edition, leads={number: MINE}, services={}, target=Target(levels={codes[0]: 3}))
    found = purposes(asked(of))

    assert [each.indicator for each in found] == codes
    assert [each.level for each in found] == [3] + [None] * (len(codes) - 1)
    assert found[0].text.startswith("Bukti tingkat 3; syaratnya tidak tersedia di sini")
    assert all(each.requirement is None for each in found)


def test_shared_obligations_are_asked_of_whom_they_concern() -> None:
    """An OPD that leads nothing is asked for them alone; one out of scope for nothing."""
    theirs = {each.requirement for each in purposes(asked(cycle(leads={}), opd=OTHER))}
    mine = {each.requirement for each in purposes(asked(cycle(leads={})))}

    assert theirs - mine == {"I19-L4-01"}
    assert {"I13-L3-01", "I16-L3-01"} <= mine
    assert all(each.shared for each in purposes(asked(cycle(leads={}))))
    assert asked(cycle(), opd="umum").wanted == ()


def test_an_unknown_opd_is_no_opd() -> None:
    """A misspelt code does not become an empty list."""
    with pytest.raises(KeyError):
        asked(cycle(), opd="dinkess")


def test_one_document_of_last_year_is_listed_once_with_all_that_it_proved() -> None:
    """Whatever the spelling, and for led indicators and obligations alike; with the page of each."""
    before = recorded(
        answer(
            "13",
            proof("Perbup SPBE", "I13-L2-01", "12", "Pasal 5"),
            proof("perbup  spbe", "I13-L2-02", "12", "Pasal 6"),
        ),
        yes("I16-L3-01", proof("PERBUP SPBE", number="12")),
    )
    wanted = asked(cycle(before=before))
    (perbup,) = wanted.valid

    assert [(each.requirement, each.page) for each in perbup.purposes] == [
        ("I13-L2-01", "Pasal 5"),
        ("I13-L2-02", "Pasal 6"),
        ("I16-L3-01", ""),
    ]
    assert "I13-L2-01" not in {each.requirement for new in wanted.new for each in new.purposes}


def test_documents_for_levels_that_are_not_aimed_at_are_not_asked_again() -> None:
    """Documents, not levels: but only for what this year needs."""
    before = recorded(answer("13", proof("Laporan reviu", "I13-L4-03")))

    assert asked(cycle(before=before, target=Target(levels={"13": 3}))).valid == ()


def test_a_document_of_the_whole_indicator_stands_for_the_indicator() -> None:
    """It proves no requirement in particular, so the requirements are asked for besides."""
    before = recorded(answer("13", proof("Laporan SPBE")))
    wanted = asked(cycle(before=before))

    assert [(each.label, each.level) for each in wanted.valid[0].purposes] == [("seluruh indikator", None)]
    assert levels(wanted, "13") == {None, 2, 3, 4, 5}


def test_kinds_of_documents_that_fit_are_listed_once() -> None:
    """Requirements with the same examples are asked for together."""
    every = dict.fromkeys((1, 2, 4), MINE)
    (kind,) = [
        each
        for each in asked(cycle(leads=every)).new
        if each.examples == ("aturan bernomor, bertanggal, dan ditandatangani",)
    ]

    assert [each.requirement for each in kind.purposes] == ["I01-L2-01", "I02-L2-01", "I04-L2-01"]


@pytest.mark.parametrize(
    ("said", "validity", "reason"),
    [
        ({"status": DocumentStatus.REVOKED}, Validity.RENEW, "dicabut"),
        ({"status": DocumentStatus.DRAFT}, Validity.RENEW, "masih konsep"),
        ({"valid_until": date(2024, 3, 31)}, Validity.RENEW, "berakhir 31 Maret 2024"),
        ({"valid_until": date(2024, 7, 30)}, Validity.RENEW, "berakhir 30 Juli 2024"),
        ({"valid_until": date(2024, 7, 31)}, Validity.VALID, "berakhir 31 Juli 2024"),
        ({"year": 2023}, Validity.RENEW, "membuktikan tahun 2023, sedangkan yang dinilai tahun 2024"),
        ({"year": 2024}, Validity.VALID, ""),
        ({}, Validity.VALID, "periksa tahunnya"),
        ({"status": None, "year": 2024}, Validity.VALID, "periksa apakah sudah ditandatangani"),
        (
            {"valid_until": date(2026, 1, 1), "year": 2023},
            Validity.VALID,
            f"berakhir 1 Januari 2026; {LAST_YEARS}",
        ),
        ({"status": DocumentStatus.REVOKED, "valid_until": date(2030, 1, 1)}, Validity.RENEW, "dicabut"),
    ],
)
def test_a_document_of_last_year_is_judged_by_what_is_known_of_it(
    said: dict[str, Any], validity: Validity, reason: str
) -> None:
    """Revoked, draft and lapsed ones go first; without an end the year decides, if anybody said it."""
    assert judged(document("SK", **said), cycle()) == (validity, reason)


def test_of_a_document_that_nobody_described_nothing_is_claimed() -> None:
    """Still valid as far as is known: its year and its signature are to be looked at."""
    before = recorded(answer("13", proof("SK Tim 2023", "I13-L2-01", "7/2023")))

    assert titled(asked(cycle(before=before)).valid) == {
        "SK Tim 2023": "periksa tahunnya; periksa apakah sudah ditandatangani"
    }


def test_a_document_must_hold_until_the_evaluation_is_over() -> None:
    """Until the last deadline that is set; without any until the end of the year."""
    assert evaluated_until(cycle()) == date(2024, 7, 31)
    assert evaluated_until(cycle(deadlines=Deadlines())) == date(2024, 12, 31)


def test_what_is_said_this_year_of_a_document_goes_before_last_years_word() -> None:
    """Revoked in the meantime, or prolonged; and mended titles are still the same document."""
    proofs = (proof("SK Tim", "I13-L2-01"), proof("RKA", "I13-L2-02"))
    before = recorded(answer("13", *proofs), document("SK Tim", year=2024), document("RKA", year=2023))
    mended = dataclasses.replace(document("RKA", valid_until=date(2025, 12, 31)), key="dok-lama")
    now = recorded(document("SK Tim", status=DocumentStatus.REVOKED), mended)
    wanted = asked(cycle(before=before), now)

    assert titled(wanted.renew) == {"SK Tim": "dicabut"}
    assert titled(wanted.valid) == {"RKA": "berakhir 31 Desember 2025"}


def test_of_a_restricted_document_only_the_title_is_said() -> None:
    """Neither number nor date nor page."""
    secret = document("Laporan uji keamanan", "R-12", access=Access.RESTRICTED, year=2024)
    cited = dataclasses.replace(
        proof("Laporan uji keamanan", "I13-L2-01", "R-12", "hlm. 99"), dated="2023-09-14"
    )
    wanted = asked(cycle(before=recorded(answer("13", cited), secret)))
    told = str(wanted.valid)

    assert "Laporan uji keamanan" in told
    for part in ("R-12", "hlm. 99", "September", "2023-09"):
        assert part not in told


def test_what_the_tim_accepted_with_a_document_is_not_asked_again() -> None:
    """It moves to the list of what is accepted; what is only handed in waits for the Tim."""
    now = answer("13", proof("RKA", "I13-L2-01"))
    accepted, waiting = asked(cycle(), recorded(now)), asked(cycle(), recorded(now, status=Status.SUBMITTED))
    returned = asked(cycle(), recorded(now, status=Status.RETURNED))

    assert [each.requirement for each in accepted.accepted] == ["I13-L2-01"]
    assert [each.requirement for each in waiting.named] == ["I13-L2-01"]
    assert (returned.accepted, returned.named) == ((), ())
    for each in (accepted, waiting):
        assert "I13-L2-01" not in {purpose.requirement for purpose in purposes(each)}
    assert "I13-L2-01" in {purpose.requirement for purpose in purposes(returned)}


def test_a_statement_without_a_document_or_with_one_that_lapsed_is_still_asked_for() -> None:
    """Accepted or not: the external assessor will ask for the document."""
    bare = dataclasses.replace(answer("13"), ticked=frozenset({"I13-L2-01"}))
    lapsed = recorded(answer("13", proof("RKA", "I13-L2-01")), document("RKA", valid_until=date(2024, 1, 31)))

    for records in (recorded(bare), lapsed):
        wanted = asked(cycle(), records)
        assert wanted.accepted == ()
        assert "I13-L2-01" in {each.requirement for each in purposes(wanted)}


def test_an_obligation_that_does_not_apply_asks_for_nothing() -> None:
    """Once the Tim accepted it; while it waits, it waits."""
    fact = ScopeFact(opd=MINE, requirement="I16-L3-01", answer=Answer.NOT_APPLICABLE, note="Tidak ada.")
    no = dataclasses.replace(fact, answer=Answer.NO)

    assert [each.topic for each in asked(cycle(), recorded(fact)).accepted] == ["I16-L3-01"]
    assert [each.topic for each in asked(cycle(), recorded(fact, status=Status.SUBMITTED)).named] == [
        "I16-L3-01"
    ]
    assert asked(cycle(), recorded(no)).accepted == ()


def verdict(subject: str, ruling: Ruling, stage: Stage = Stage.MANDIRI, opd: str = MINE) -> Verdict:
    """What an assessor says of a requirement or document of indicator 13."""
    return Verdict(stage=stage, opd=opd, topic="13", subject=subject, ruling=ruling, reason="Kurang jelas.")


def test_rulings_about_single_requirements_and_documents_count() -> None:
    """Accepted or to be revised, whatever became of the whole answer; the later stage stands."""
    now = answer("13", proof("RKA", "I13-L2-01"), proof("BA", "I13-L2-02"))
    kept = dataclasses.replace(
        recorded(now),
        verdicts=(
            verdict("I13-L2-01", Ruling.ACCEPTED, Stage.INTERVIU),
            verdict("I13-L2-01", Ruling.REVISE),
            verdict(document_key("BA"), Ruling.REVISE),
            verdict("I13-L3-01", Ruling.ACCEPTED, opd=OTHER),
        ),
    )
    wanted = asked(cycle(), kept)

    assert [each.requirement for each in wanted.accepted] == ["I13-L2-01"]
    assert {"I13-L2-02", "I13-L3-01"} <= {each.requirement for each in purposes(wanted)}


@pytest.mark.failure(11)
def test_nothing_of_another_opd_is_asked_or_shown() -> None:
    """Neither its answers of this year nor of last year, even for the same indicator."""
    theirs = (
        answer("13", proof(MARK, "I13-L2-01", MARK, MARK), opd=OTHER),
        yes("I16-L3-01", proof(MARK, number=MARK), opd=OTHER),
        document(MARK, MARK, opd=OTHER, status=DocumentStatus.REVOKED),
    )
    mine = answer("13", proof(MARK.lower(), "I13-L2-02", MARK))

    assert MARK not in str(asked(cycle(before=recorded(*theirs)), recorded(*theirs)))
    assert titled(asked(cycle(before=recorded(mine, theirs[2]))).valid) == {
        MARK.lower(): "periksa tahunnya; periksa apakah sudah ditandatangani"
    }


def test_the_bundled_example_shows_every_kind() -> None:
    """One regulation for nine indicators; lapsed, revoked, draft and restricted documents; new ones."""
    example = read_cycle(EXAMPLE)
    wanted = asked(example)
    reasons = titled(wanted.renew)
    (regulation,) = [each for each in wanted.valid if each.former and "Peraturan Bupati" in each.former.title]

    assert regulation.former
    assert {each.indicator for each in regulation.purposes} == {str(number) for number in range(1, 10)}
    assert regulation.former.reason == "berakhir 31 Maret 2025"
    assert reasons["Keputusan Bupati tentang Tim Koordinasi SPBE"] == "berakhir 31 Maret 2024"
    assert reasons["Keputusan Kepala Dinas tentang Prosedur Pusat Data"] == "dicabut"
    assert reasons["Rancangan Peta Rencana SPBE 2024–2026"] == "masih konsep"
    assert [each.former.restricted for each in wanted.renew if each.former].count(True) == 1
    assert len(wanted.new) > 10
    assert {each.indicator for each in purposes(wanted) if not each.shared} == {
        str(number) for number in example.led_by(MINE)
    }


def test_equal_input_gives_an_equal_list() -> None:
    """No clock and no chance in it."""
    example = read_cycle(EXAMPLE)

    assert asked(example) == asked(example)
    assert EDITION.code == example.edition
