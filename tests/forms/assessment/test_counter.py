"""The Tim's counter: read, rule, return, accept after the correction; nobody reads his own unseen."""

from dataclasses import replace
from pathlib import Path

import pytest
from ipywidgets.widgets import widget

from spbe_lib.forms.assessment.counter import AssessmentCounter
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.review import load_review
from spbe_lib.records.answers import Records, Status
from spbe_lib.records.judgements import Ruling
from spbe_lib.records.model import Readers, Stage
from spbe_lib.workspace import Workspace
from tests.evidence_files import articles_pdf
from tests.forms.assessment.seats import (
    ITEM,
    LEVELS,
    MAYA,
    OPD,
    RINA,
    WAHYU,
    answered,
    mail_room,
    press,
    shown,
    sit,
)
from tests.intake.desks import empty_office, hand_in, saying
from tests.intake.judgement.proving import attach

SCRIPT = "</div><script>window.hacked = 1</script> **tebal** <img src=x onerror=alert(1)>"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which Dinas Kesehatan answered."""
    made = empty_office(tmp_path)
    answered(made)
    return made


def records(workspace: Workspace) -> Records:
    """What is recorded now."""
    with mail_room(workspace) as desk:
        return desk.store.read()


def rule(counter: AssessmentCounter, place: int, ruling: Ruling, reason: str = "") -> None:
    """Rule on a requirement by its row."""
    row = counter.sheet.requirements.rows[place]
    row.ruling.value = ruling.value
    row.reason.value = reason


def test_the_queue_shows_what_waits_and_for_how_long(workspace: Workspace) -> None:
    """The one answered item waits; the next button leads to it."""
    counter = sit(workspace, item="1", minutes=3 * 24 * 60)
    line = next(label for label, code in counter.queue.list.options if code == ITEM)

    assert "menunggu dinilai · 3 hari" in line
    assert "poin" in line
    press(counter.queue.next)
    assert counter.item == ITEM
    assert "Dinas Kesehatan · dibaca oleh Maya Contoh" in counter.sheet.head.value


def test_the_queue_is_narrowed_by_reader_state_and_words(workspace: Workspace) -> None:
    """As the roster gives the indicators out."""
    queue = sit(workspace).queue
    queue.reviewer.value = MAYA
    assert [code for _, code in queue.list.options] == ["45", "46", "47"]
    queue.search.value = "dinas kesehatan"
    assert [code for _, code in queue.list.options] == ["47"]
    queue.search.value = ""
    queue.state.index = 4
    assert [code for _, code in queue.list.options] == ["45", "46"]


def test_ruling_and_level_are_recorded_with_who_read(workspace: Workspace) -> None:
    """What follows from what is accepted stands beside the OPD's own level."""
    counter = sit(workspace)
    for place in range(3):
        rule(counter, place, Ruling.ACCEPTED)
    assert "Menurut jawaban OPD: 3; menurut yang diterima: 3." in counter.sheet.level.value
    counter.sheet.own.level.value = "3"
    counter.sheet.decisions.status.value = "accepted"
    press(counter.sheet.record)
    told = records(workspace)

    assert "tercatat" in counter.notice.value
    assert told.assessments[Stage.MANDIRI].values[ITEM].exact == 3
    assert told.assessments[Stage.MANDIRI].readers[ITEM] == Readers(WAHYU)
    assert {each.subject for each in told.verdicts if each.ruling is Ruling.ACCEPTED} == LEVELS
    assert told.responses[OPD, ITEM].standing.status is Status.ACCEPTED
    assert "Fakta: Sudah daring." in told.assessments[Stage.MANDIRI].explanations[ITEM]
    assert told.assessments[Stage.MANDIRI].evidence[ITEM][0].opd == OPD


def test_a_fault_names_the_place_as_the_page_does(workspace: Workspace) -> None:
    """No file, no count of rulings; it is gone when somebody turns to something else."""
    counter = sit(workspace)
    rule(counter, 1, Ruling.REVISE)
    counter.sheet.decisions.status.value = "returned"
    press(counter.sheet.record)

    assert "indikator 47, putusan 2.1, alasan: putusan diperbaiki tanpa alasan" in counter.notice.value
    assert "keputusan atas Dinas Kesehatan, alasan: jawaban dikembalikan" in counter.notice.value
    assert "penilaian.json" not in counter.notice.value
    counter.tabs.selected_index = 1
    assert counter.notice.value == ""


def test_another_level_needs_its_reason_and_the_page_says_so(workspace: Workspace) -> None:
    """The door refuses, all words stay."""
    counter = sit(workspace)
    counter.sheet.own.level.value = "4"
    counter.sheet.decisions.status.value = "accepted"
    press(counter.sheet.record)

    assert "tingkat 4 diberikan tanpa alasan" in counter.notice.value
    assert Stage.MANDIRI not in records(workspace).assessments
    assert counter.sheet.own.level.value == "4"
    counter.sheet.own.texts["note"].value = "Bukti tingkat 4 dilihat langsung."
    press(counter.sheet.record)
    assert records(workspace).assessments[Stage.MANDIRI].values[ITEM].exact == 4


def test_a_return_goes_out_with_a_reason_of_the_list_and_comes_back_corrected(workspace: Workspace) -> None:
    """Return, correct, accept."""
    counter = sit(workspace)
    decisions = counter.sheet.decisions
    decisions.status.value = "returned"
    decisions.reason.value = decisions.reason.options[0]
    assert decisions.wanted.value  # what the list says is wanted for it
    press(counter.sheet.record)
    standing = records(workspace).responses[OPD, ITEM].standing
    assert standing.status is Status.RETURNED
    assert standing.decision is not None
    assert str(standing.decision.due) == "2024-07-12"
    assert "dikembalikan" in counter.sheet.head.value

    answered(workspace, 120, LEVELS | {"I47-L4-01"})
    counter = sit(workspace, minutes=180)
    assert "dijawab lagi sesudah dikembalikan" in counter.sheet.head.value
    counter.sheet.decisions.status.value = "accepted"
    press(counter.sheet.record)
    assert records(workspace).responses[OPD, ITEM].standing.status is Status.ACCEPTED


@pytest.mark.failure(29)
def test_the_answer_of_his_own_house_waits_for_a_second_reader(workspace: Workspace) -> None:
    """Maya's hospital stands under Dinas Kesehatan: her decision is a draft until Wahyu confirms it."""
    counter = sit(workspace, MAYA)
    assert "Perlu pembaca kedua (Dinas Kesehatan satu naungan" in counter.sheet.second.value
    counter.sheet.own.level.value = "3"
    counter.sheet.decisions.status.value = "accepted"
    press(counter.sheet.record)
    assert "menunggu pembaca kedua" in counter.notice.value
    assert records(workspace).responses[OPD, ITEM].standing.status is Status.SUBMITTED
    assert counter.sheet.confirm.disabled
    assert not shown(counter.sheet.record)

    second = sit(workspace, WAHYU)
    assert "menunggu pembaca kedua" in second.sheet.head.value
    assert "Sudah dinilai Maya Contoh" in second.sheet.second.value
    press(second.sheet.confirm)
    told = records(workspace)
    assert told.assessments[Stage.MANDIRI].readers[ITEM] == Readers(MAYA, WAHYU)
    assert told.responses[OPD, ITEM].standing.status is Status.ACCEPTED


@pytest.mark.failure(29)
def test_whoever_changes_what_waits_decides_anew(workspace: Workspace) -> None:
    """A confirmation is about the very words that the first reader left."""
    first = sit(workspace, MAYA)
    first.sheet.decisions.status.value = "accepted"
    press(first.sheet.record)
    second = sit(workspace, WAHYU)
    second.sheet.own.texts["note"].value = "Saya tambahkan."

    assert shown(second.sheet.record)
    assert not shown(second.sheet.confirm)
    press(second.sheet.record)
    decision = records(workspace).responses[OPD, ITEM].standing.decision
    assert decision is not None
    assert decision.readers == Readers(WAHYU)


def test_nobody_of_the_roster_writes_nothing(workspace: Workspace) -> None:
    """The page asks for a name first."""
    counter = sit(workspace, "Orang Luar")
    counter.sheet.own.level.value = "3"
    counter.sheet.record.click()

    assert "Pilih nama Anda dahulu" in counter.notice.value
    assert Stage.MANDIRI not in records(workspace).assessments


@pytest.mark.failure(22)
def test_unfinished_work_survives_the_end_of_the_page(workspace: Workspace) -> None:
    """Another page, and another member, finds it."""
    counter = sit(workspace)
    counter.sheet.own.texts["note"].value = "Sedang saya per"
    rule(counter, 1, Ruling.REVISE, "Masih konsep")
    del counter
    again = sit(workspace, RINA)

    assert again.sheet.own.texts["note"].value == "Sedang saya per"
    assert again.sheet.requirements.rows[1].reason.value == "Masih konsep"


def test_two_members_at_one_item_are_told_and_choose(workspace: Workspace) -> None:
    """Who, when, both texts; nothing is lost whichever is chosen."""
    for mine in (True, False):
        one, other = sit(workspace, WAHYU), sit(workspace, RINA)
        one.sheet.own.texts["note"].value = f"Punya Wahyu {mine}"
        other.sheet.own.texts["note"].value = f"Punya Rina {mine}"
        assert shown(other.clash.box)
        assert f"{WAHYU} mengubah penilaian indikator ini" in other.clash.told.value
        assert f"Punya Wahyu {mine}" in other.clash.told.value
        assert f"Punya Rina {mine}" in other.clash.told.value
        press(other.clash.mine if mine else other.clash.theirs)
        chosen = f"Punya {'Rina' if mine else 'Wahyu'} {mine}"
        assert other.sheet.own.texts["note"].value == chosen
        assert sit(workspace, "Dedi Contoh").sheet.own.texts["note"].value == chosen


@pytest.mark.failure(22)
def test_who_types_on_before_choosing_loses_nothing_and_hands_in_nobodys_words(workspace: Workspace) -> None:
    """Both texts stay until one is chosen, also for a page opened anew; nothing is recorded before."""
    one, other = sit(workspace, WAHYU), sit(workspace, RINA)
    one.sheet.own.texts["note"].value = "Punya Wahyu"
    other.sheet.own.texts["note"].value = "Punya Rina"
    other.sheet.own.texts["recommendation"].value = "Rina mengetik terus"
    press(other.sheet.record)
    again = sit(workspace, RINA)

    assert "belum dipilih tulisan siapa" in other.notice.value
    assert again.sheet.own.texts["note"].value == "Punya Rina"
    assert again.sheet.own.texts["recommendation"].value == "Rina mengetik terus"
    assert "Punya Wahyu" in again.clash.told.value
    press(again.clash.theirs)
    assert again.sheet.own.texts["note"].value == "Punya Wahyu"


def test_a_page_that_types_on_after_somebody_recorded_is_told(workspace: Workspace) -> None:
    """Its words stand beside what was recorded meanwhile."""
    one, other = sit(workspace, WAHYU), sit(workspace, RINA)
    other.sheet.own.texts["note"].value = "Awal"
    one.open(ITEM)
    one.sheet.decisions.status.value = "accepted"
    press(one.sheet.record)
    other.sheet.own.texts["note"].value = "Awal lagi"

    assert shown(other.clash.box)
    assert "Awal lagi" in other.clash.told.value


def test_what_the_opd_hands_in_anew_is_not_judged_by_an_old_draft(workspace: Workspace) -> None:
    """The Tim's own texts stay, rulings and decisions about the former answer do not."""
    counter = sit(workspace)
    counter.sheet.own.texts["recommendation"].value = "Perluas."
    rule(counter, 0, Ruling.ACCEPTED)
    counter.sheet.decisions.status.value = "accepted"
    with mail_room(workspace, 100) as desk:
        hand_in(desk, workspace.root, [saying("Baru sama sekali.")])
    again = sit(workspace, minutes=200)

    assert "OPD sudah menyerahkan lagi" in again.sheet.head.value
    assert again.sheet.own.texts["recommendation"].value == "Perluas."
    assert again.sheet.requirements.rows[0].ruling.value == ""
    assert again.sheet.decisions.status.value == ""


def test_answers_are_accepted_together_only_when_all_was_opened_by_the_one_who_accepts(
    workspace: Workspace,
) -> None:
    """The rule is looked at for whoever sits there; own houses are never part of it."""
    with mail_room(workspace) as desk:
        attach(desk, ITEM, articles_pdf())
    counter = sit(workspace)
    counter.bulk.rows.value = (f"{OPD} {ITEM}",)
    press(counter.bulk.accept)
    assert "belum Anda buka" in counter.bulk.told.value
    for place in range(len(counter.sheet.viewer.proofs)):
        counter.sheet.viewer.choose.value = place
        press(counter.sheet.viewer.open)

    rina = sit(workspace, RINA)
    rina.bulk.rows.value = (f"{OPD} {ITEM}",)
    press(rina.bulk.accept)
    assert "belum Anda buka" in rina.bulk.told.value
    maya = sit(workspace, MAYA)
    maya.bulk.rows.value = (f"{OPD} {ITEM}",)
    press(maya.bulk.accept)
    assert "perlu pembaca kedua" in maya.bulk.told.value

    counter.bulk.rows.value = (f"{OPD} {ITEM}",)
    press(counter.bulk.accept)
    told = records(workspace)
    assert told.responses[OPD, ITEM].standing.status is Status.ACCEPTED
    assert told.assessments[Stage.MANDIRI].values[ITEM].exact == 3


def test_answers_without_openable_evidence_are_judged_one_by_one(workspace: Workspace) -> None:
    """What cannot be opened was not opened."""
    counter = sit(workspace)
    counter.bulk.rows.value = (f"{OPD} {ITEM}",)
    press(counter.bulk.accept)

    assert "tidak berberkas dan tidak bertautan" in counter.bulk.told.value


def test_statements_about_a_shared_obligation_are_accepted_together(workspace: Workspace) -> None:
    """Those of the indicator that is open; each with its evidence opened, like any answer."""
    counter = sit(workspace, item="13")
    key = next(key for _, key in counter.bulk.rows.options if key.startswith(f"{OPD} I13"))
    counter.bulk.rows.value = (key,)
    press(counter.bulk.accept)
    assert "kewajiban bersama: " in counter.bulk.told.value

    with mail_room(workspace, 9) as desk:
        fact = desk.store.read().facts[OPD, key.split(" ")[1]].content
        attach(desk, ITEM, articles_pdf(), about=fact)
    counter = sit(workspace, item="13")
    for place, each in enumerate(counter.sheet.viewer.proofs):
        if each.topic == fact.topic:
            counter.sheet.viewer.choose.value = place
            press(counter.sheet.viewer.open)
    counter.bulk.rows.value = (key,)
    press(counter.bulk.accept)
    standing = records(workspace).facts[OPD, fact.topic].standing

    assert standing.status is Status.ACCEPTED
    assert Stage.MANDIRI not in records(workspace).assessments


@pytest.mark.failure(20)
def test_states_and_rulings_come_from_one_list(workspace: Workspace) -> None:
    """The words of the page are those of the records."""
    counter = sit(workspace)
    labels = [label for label, _ in counter.sheet.requirements.rows[0].ruling.options]

    assert labels[1:] == [each.label for each in Ruling]


@pytest.mark.failure(12)
def test_hostile_texts_of_an_opd_stay_texts(workspace: Workspace) -> None:
    """In the claim, in the list of proofs, in a clash."""
    with mail_room(workspace, 70) as desk:
        before = desk.store.read().responses[OPD, ITEM].content.evidence
        cited = tuple(replace(each, title=SCRIPT) for each in before)
        hand_in(desk, workspace.root, [replace(saying(SCRIPT), ticked=LEVELS, evidence=cited)])
    counter = sit(workspace, minutes=90)
    sheet, other = counter.sheet, sit(workspace, RINA, minutes=91)
    sheet.own.texts["note"].value = SCRIPT
    other.sheet.own.texts["note"].value = SCRIPT + "!"
    press(sheet.viewer.open)
    told = [sheet.words, sheet.viewer.told, other.clash.told, *(row.claim for row in sheet.requirements.rows)]

    assert all("<script" not in each.value for each in told)
    assert sum("&lt;script" in each.value for each in told) >= 3


@pytest.mark.parametrize("edition", edition_codes())
@pytest.mark.failure(31)
def test_a_cycle_of_any_edition_is_read_and_judged(tmp_path: Path, edition: str) -> None:
    """With or without known requirements; items under their legal numbers."""
    made, law = empty_office(tmp_path), load_edition(edition)
    function = next(iter(load_review(edition).functions.names), "apa saja")
    folder = made.inputs / "lain"
    folder.mkdir()
    files = {
        "cycle.yaml": f"government: Kabupaten Contoh\nyear: 2026\nedition: {edition}\nsample: yes\n",
        "opd.csv": "code,name,kind,fills,in_scope\ndlh,DLH,dinas,yes,yes\nsetda,Setda,dinas,yes,yes\n",
        "assignments.csv": "indicator,opd,role\n"
        + "".join(f"{each.number},dlh,lead\n{each.number},*,concerned\n" for each in law.indicators),
        "team.csv": f"name,function,opd,indicators\nWahyu,{function},setda,1\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    counter = sit(made)
    counter.name.value = WAHYU
    counter.cycle.value = "lain"
    assert "Pilih" not in counter.notice.value
    assert [code for _, code in counter.queue.list.options] == [item.code for item in law.items]
    counter.name.value = "Wahyu"
    counter.open(law.items[-1].code)
    counter.sheet.own.level.value = "2"
    counter.sheet.own.texts["note"].value = "Dilihat langsung."
    press(counter.sheet.record)

    assert "tercatat" in counter.notice.value
    counter.cycle.value = "contoh-2024"
    assert counter.item in (ITEM, "1")


def test_switching_items_builds_no_widgets(workspace: Workspace) -> None:
    """Every piece is used again."""
    counter = sit(workspace)
    before = _alive()
    for item in ("1", "13", "27", ITEM):
        counter.open(item)

    assert _alive() == before


def _alive() -> int:
    return len(widget._instances)  # noqa: SLF001  ipywidgets has no other way to ask
