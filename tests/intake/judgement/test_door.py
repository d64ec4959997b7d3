"""What the door says to a judgement of the Tim, whoever wrote the file: the page or somebody by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.intake import receive_assessment, receive_judgement
from spbe_lib.intake.judgement.writing import ItemJudgement
from spbe_lib.records.answers import Decision, EventKind, Response, Status
from spbe_lib.records.judgements import Candidate, Ruling, Verdict
from spbe_lib.records.model import CaseEvidence, Readers, Stage
from spbe_lib.workspace import submissions
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, hand_in, later, saying, sent, state
from tests.intake.judgement.judging_file import BAGUS, MAYA, RINA, WAHYU, accepted, changed, judge, written

RETURN = Decision(opd=OPD, topic=ITEM, status=Status.RETURNED, reason="SK belum ditandatangani")
ACCEPT = Decision(opd=OPD, topic=ITEM, status=Status.ACCEPTED)
LEVELS = ("I47-L1-01", "I47-L2-01")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk at which Dinas Kesehatan answered indicator 47 up to level 2."""
    with desk_in(copy_register(tmp_path)) as desk:
        answer = replace(saying("Sudah daring."), ticked=frozenset(LEVELS))
        hand_in(desk, tmp_path, [*asked(desk)[1:], answer])
        yield later(desk)


def refused(desk: Desk, first: str = RINA, second: str = "", **said: Any) -> str:
    """What is said of a judgement that is refused; fails when it is taken, or when anything changed."""
    before = state(desk)
    with pytest.raises(InputError) as refusal:
        judge(desk, first, second, **said)
    assert state(desk) == before
    return str(refusal.value)


def item(level: str, note: str = "", code: str = ITEM) -> ItemJudgement:
    """What the Tim says of the item."""
    return ItemJudgement(item=code, level=level, note=note, recommendation="Perluas layanan.")


def test_everything_that_the_tim_says_is_recorded_and_kept_as_a_file(desk: Desk) -> None:
    """Level, explanation, evidence, decision, rulings and who read."""
    proof = CaseEvidence(title="SK Tim", number="12", page="Pasal 3", requirement=LEVELS[1], opd=OPD)
    told = replace(item("2"), explanation="Fakta: daring.", evidence=(proof,))
    receipt = judge(desk, items=[told], decisions=[ACCEPT], verdicts=accepted(OPD, ITEM, *LEVELS))
    records = desk.store.read()
    assessment = records.assessments[Stage.MANDIRI]

    assert {each.kind for each in receipt.changes} == {
        EventKind.ASSESSED,
        EventKind.ACCEPTED,
        EventKind.RULED,
    }
    assert assessment.values[ITEM].exact == 2
    assert assessment.explanations[ITEM] == "Fakta: daring."
    assert assessment.evidence[ITEM] == (proof,)
    assert assessment.readers[ITEM] == Readers(RINA)
    assert records.responses[OPD, ITEM].standing.decision == replace(ACCEPT, readers=Readers(RINA))
    assert (desk.folder / receipt.submission.kept_as).name.endswith(".json")
    assert "penilaian-mandiri" in receipt.submission.kept_as


def test_a_level_that_follows_needs_no_reason_and_another_one_does(desk: Desk) -> None:
    """Two accepted levels of requirements give level 2."""
    rulings = accepted(OPD, ITEM, *LEVELS)
    told = refused(desk, items=[item("3")], verdicts=rulings)

    assert "indikator 47, alasan: tingkat 3 diberikan tanpa alasan, padahal dari syarat yang diterima" in told
    assert "mengikuti 2" in told
    judge(desk, items=[item("3", "Bukti tambahan dilihat langsung.")], verdicts=rulings)
    judge(later(desk), items=[item("2")])
    assert desk.store.read().assessments[Stage.MANDIRI].values[ITEM].exact == 2


def test_what_is_not_accepted_carries_no_level(desk: Desk) -> None:
    """While nothing is ruled only the lowest level follows; an unanswered item yields none at all."""
    assert "mengikuti 1" in refused(desk, items=[item("2")])
    assert "tidak ada jawaban OPD" in refused(desk, items=[item("2", code="45")])


def test_a_requirement_to_be_revised_takes_its_level_away(desk: Desk) -> None:
    """Also where the answer as a whole is accepted."""
    revise = Verdict(
        stage=Stage.MANDIRI, opd=OPD, topic=ITEM, subject=LEVELS[1], ruling=Ruling.REVISE, reason="Konsep"
    )

    assert "mengikuti 1" in refused(desk, items=[item("2")], decisions=[ACCEPT], verdicts=[revise])


def test_a_level_that_stands_needs_its_reason_too_once_another_one_follows(desk: Desk) -> None:
    """A later file that only rules on a requirement cannot leave the former level standing unreasoned."""
    judge(desk, items=[item("2")], decisions=[ACCEPT])
    revise = Verdict(
        stage=Stage.MANDIRI, opd=OPD, topic=ITEM, subject=LEVELS[1], ruling=Ruling.REVISE, reason="Konsep"
    )
    told = refused(later(desk), verdicts=[revise])

    assert "tingkat 2 diberikan tanpa alasan" in told
    assert "mengikuti 1" in told
    judge(later(desk), verdicts=[revise], decisions=[RETURN])  # to be answered anew, so the level will be too
    judge(later(desk, 2), items=[item("1")], decisions=[ACCEPT])


def test_a_return_needs_its_reason_and_takes_the_deadline_of_the_cycle(desk: Desk) -> None:
    """With an extension, the OPD's own."""
    assert "jawaban dikembalikan tanpa alasan" in refused(desk, decisions=[replace(RETURN, reason=" ")])
    judge(desk, decisions=[RETURN])
    decision = desk.store.read().responses[OPD, ITEM].standing.decision

    assert decision is not None
    assert (decision.due, decision.readers) == (date(2024, 7, 12), Readers(RINA))


def test_a_return_without_any_day_is_refused(desk: Desk) -> None:
    """Where the cycle sets no day for repairs."""
    bare = replace(desk, cycle=replace(desk.cycle, deadlines=replace(desk.cycle.deadlines, repair=None)))

    assert "jawaban dikembalikan tanpa tenggat" in refused(bare, decisions=[RETURN])


@pytest.mark.failure(29)
@pytest.mark.parametrize(
    "said",
    [
        {"decisions": [ACCEPT]},
        {"verdicts": accepted(OPD, ITEM, LEVELS[0])},
        {"items": [ItemJudgement(item=ITEM, level="1")]},
    ],
)
def test_nobody_judges_the_answer_of_his_own_house_alone(desk: Desk, said: dict[str, Any]) -> None:
    """A member from the hospital under Dinas Kesehatan, whatever he says of its answer."""
    told = refused(desk, MAYA, **said)

    assert "perlu pembaca kedua: Dinas Kesehatan satu naungan" in told
    assert "Minta anggota Tim dari perangkat daerah lain" in told
    judge(desk, MAYA, WAHYU, **said)


@pytest.mark.failure(29)
def test_a_second_reader_of_the_same_house_is_none(desk: Desk, tmp_path: Path) -> None:
    """Two of Diskominfo cannot read what Diskominfo answered."""
    answer = Response(opd="diskominfo", item="16", ticked=frozenset({"I16-L2-01"}))
    hand_in(later(desk), tmp_path, [answer], "diskominfo")
    accept = Decision(opd="diskominfo", topic="16", status=Status.ACCEPTED)
    here = later(desk, 10)

    assert "tidak dapat menjadi pembaca kedua" in refused(here, RINA, BAGUS, decisions=[accept])
    assert "orang yang sama" in refused(here, RINA, "rina contoh", decisions=[accept])
    judge(here, RINA, WAHYU, decisions=[accept])
    decision = desk.store.read().responses["diskominfo", "16"].standing.decision
    assert decision is not None
    assert decision.readers == Readers(RINA, WAHYU)


@pytest.mark.failure(7)
@pytest.mark.parametrize("author", ["filled_by", "approval", "actor"])
def test_who_wrote_an_answer_does_not_judge_it_alone(tmp_path: Path, author: str) -> None:
    """Whoever filled in, approved or handed in, under any spelling of his name."""
    name = "wahyu  contoh"
    with desk_in(copy_register(tmp_path), actor=name if author == "actor" else "operator") as desk:
        hand_in(desk, tmp_path, asked(desk))
        if author != "actor":
            _sign(desk, author, name)
        there = later(desk, actor="operator")

        assert "sendiri yang mengisi, menyetujui, atau menyerahkan" in refused(
            there, WAHYU, decisions=[ACCEPT]
        )
        judge(there, WAHYU, RINA, decisions=[ACCEPT])


def _sign(desk: Desk, author: str, name: str) -> None:
    """Put a name into the record of the received file."""
    column = "filled_by" if author == "filled_by" else "approval_name"
    with desk.store.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE submission SET {column} = ?", (name,))  # noqa: S608 - of ours


def test_only_members_of_the_tim_read(desk: Desk) -> None:
    """Who is not on the roster is no reader, and without a roster nobody is."""
    assert "'Orang Luar' bukan anggota Tim" in refused(desk, "Orang Luar", decisions=[ACCEPT])
    assert "pembaca pertama belum disebut" in refused(desk, "", decisions=[ACCEPT])
    nobody = replace(desk, cycle=replace(desk.cycle, team=()))
    assert "Tulis anggota Tim di team.csv" in refused(nobody, decisions=[ACCEPT])


def test_what_the_opd_changed_meanwhile_is_not_decided_unseen(desk: Desk, tmp_path: Path) -> None:
    """The file names the version that was read."""
    content = written(desk, decisions=[ACCEPT])
    hand_in(later(desk), tmp_path, [saying("Baru.")])

    with pytest.raises(InputError, match="OPD mengubah jawaban ini"):
        receive_judgement(later(desk, 9), content, "penilaian.json", Stage.MANDIRI)


def test_a_decision_can_be_taken_back_and_taken_again(desk: Desk) -> None:
    """The same words at another moment are another file."""
    for minutes, decision in enumerate([ACCEPT, RETURN, ACCEPT]):
        assert judge(later(desk, minutes), decisions=[decision]).changes
    assert desk.store.read().responses[OPD, ITEM].standing.status is Status.ACCEPTED


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    """As every file at this door."""
    content = written(desk, decisions=[ACCEPT])
    receive_judgement(desk, content, "penilaian.json", Stage.MANDIRI)

    assert receive_judgement(later(desk), content, "penilaian.json", Stage.MANDIRI).repeated


def test_a_file_that_is_handed_in_by_hand_passes_the_same_checks(desk: Desk, tmp_path: Path) -> None:
    """As ``spbe import-assessment`` takes it; the file says itself whose it is."""
    alone = sent(tmp_path, written(desk, MAYA, decisions=[ACCEPT]), "penilaian.json")
    with pytest.raises(InputError, match="perlu pembaca kedua"):
        receive_assessment(desk, alone)
    together = sent(tmp_path, written(desk, MAYA, WAHYU, decisions=[ACCEPT]), "penilaian.json")

    assert receive_assessment(desk, together).changes


def test_a_lost_database_is_made_again_even_when_a_member_left(desk: Desk, tmp_path: Path) -> None:
    """A kept judgement was accepted when it came."""
    judge(desk, MAYA, WAHYU, items=[item("2")], decisions=[ACCEPT])
    before = desk.store.read()
    folder = copy_register(tmp_path / "baru")
    (folder / "team.csv").write_text("name,function,opd,indicators\nRina,hukum,dlh,1\n", encoding="utf-8")
    submissions(folder).mkdir()
    for file in submissions(desk.folder).glob("*"):
        (submissions(folder) / file.name).write_bytes(file.read_bytes())
    with desk_in(folder) as again:
        assert not [each for each in receive_kept(again) if isinstance(each, InputError)]
        after = again.store.read()

    assert after.assessments == before.assessments
    assert after.verdicts == before.verdicts
    assert after.responses[OPD, ITEM].standing.decision == before.responses[OPD, ITEM].standing.decision


def test_a_ruling_about_what_nobody_stated_is_refused(desk: Desk) -> None:
    """With what could have been meant."""
    told = refused(desk, verdicts=accepted(OPD, ITEM, "I47-L3-01"))

    assert "tidak menyatakan syarat ini terpenuhi" in told


def test_a_decision_about_an_answer_that_is_not_there_is_refused(desk: Desk) -> None:
    """It may be gone, or of another cycle."""
    content = changed(written(desk, decisions=[ACCEPT]), lambda told: told["decisions"][0].update(topic="45"))

    with pytest.raises(InputError, match="tidak ada jawaban seperti ini"):
        receive_judgement(desk, content, "penilaian.json", Stage.MANDIRI)


def test_a_candidate_is_chosen_with_a_reason_and_only_once(desk: Desk) -> None:
    """Two indicators are not assessed by the same service."""
    one = Candidate(
        item="45", name="Layanan Uji", opd=OPD, note="900 pengguna", ticked=frozenset({"I45-L1-01"})
    )
    judge(desk, candidates=[one])
    assert "dipilih tanpa alasan" in refused(desk, candidates=[replace(one, chosen=True)])
    judge(later(desk), candidates=[replace(one, chosen=True, reason="Paling banyak dipakai.")])
    twin = replace(one, item="46", name="layanan  uji", ticked=frozenset(), chosen=True, reason="Sama.")

    assert "sudah dipilih untuk indikator 45" in refused(later(desk, 9), candidates=[twin])
    named = replace(twin, name=desk.cycle.services["47"])
    assert "sudah dipilih untuk indikator 47" in refused(later(desk, 9), candidates=[named])
    assert [each.name for each in desk.store.read().candidates if each.chosen] == ["Layanan Uji"]


def test_a_service_is_a_candidate_only_where_the_law_lets_choose(desk: Desk) -> None:
    """And only with requirements of that indicator."""
    told = refused(desk, candidates=[Candidate(item="13", name="Uji", opd=OPD)])
    assert "layanan indikator '13' tidak dipilih" in told
    strange = Candidate(item="45", name="Uji", opd=OPD, ticked=frozenset({"I13-L1-01"}))
    assert "'I13-L1-01' bukan syarat indikator ini" in refused(desk, candidates=[strange])
