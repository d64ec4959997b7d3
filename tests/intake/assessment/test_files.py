"""A stage's values through the door: YAML, CSV and workbook, and what is refused of each."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, SpbeError
from spbe_lib.figures import Span
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.intake import receive_assessment, receive_questionnaire
from spbe_lib.records.answers import Decision, EventKind, Status
from spbe_lib.records.model import Stage
from tests.intake.desks import (
    ITEM,
    NOW,
    OPD,
    RETURNED,
    asked,
    copy_register,
    decide,
    desk_in,
    hand_in,
    later,
    review,
    saying,
    sent,
    state,
    template,
)
from tests.intake.filling import fill
from tests.intake.filling_assessment import fill_assessment

ACCEPTED = Decision(opd=OPD, topic=ITEM, status=Status.ACCEPTED)
YAML = """edition: permenpanrb-59-2020
year: 2024
stage: dokumen
source: Berita acara 7/2024
levels: {"1": "3", "7": "2"}
notes: {"1": Dokumen belum lengkap.}
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cycle with the answers of one OPD."""
    root = tmp_path_factory.mktemp("siklus")
    with desk_in(copy_register(root)) as desk:
        hand_in(desk, root, asked(desk))
        return desk.folder


@pytest.fixture
def desk(answered: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of that cycle an hour later, in a folder of its own."""
    with desk_in(Path(shutil.copytree(answered, tmp_path / answered.name))) as made:
        yield later(made, 60, "Tim")


def refused(desk: Desk, file: Path, stage: Stage | None = None) -> str:
    """What is said of a file that is refused; nothing is changed by it."""
    before = state(desk)
    with pytest.raises(SpbeError) as refusal:
        receive_assessment(desk, file, stage)
    assert state(desk) == before
    return str(refusal.value)


def workbook(
    desk: Desk, *decisions: Decision, content: bytes | None = None, levels: dict[str, str] | None = None
) -> bytes:
    """The Tim's workbook, handed out now or before, and filled in."""
    handed = content or review(desk)
    return fill_assessment(handed, levels=levels or {}, notes={}, recommendations={}, decisions=decisions)


def test_a_workbook_knows_for_which_stage_it_was_handed_out(desk: Desk, tmp_path: Path) -> None:
    """Nobody has to repeat it; where somebody says another one, the workbook is refused."""
    content = workbook(desk, levels={ITEM: "3"})
    receipt = receive_assessment(desk, sent(tmp_path, content, "nilai.xlsx"), None)

    assert receipt.submission.kept_as.split("_")[1].startswith("penilaian-mandiri")
    assert desk.store.read().assessments[Stage.MANDIRI].values == {ITEM: Span.exactly(3)}
    other = sent(tmp_path, workbook(desk, levels={ITEM: "4"}), "nilai.xlsx")
    assert "lembar ini untuk tahap 'mandiri', bukan 'akhir'" in refused(desk, other, Stage.AKHIR)


def test_yaml_says_everything_itself(desk: Desk, tmp_path: Path) -> None:
    """Stage, source and values stand in the file; the day is that of receipt where it names none."""
    file = sent(tmp_path, YAML.encode(), "nilai.YAML")

    receipt = receive_assessment(desk, file)

    recorded = desk.store.read().assessments[Stage.DOKUMEN]
    assert recorded.values == {"1": Span.exactly(3), "7": Span.exactly(2)}
    assert (recorded.source, recorded.notes) == ("Berita acara 7/2024", {"1": "Dokumen belum lengkap."})
    assert receipt.submission.kept_as.startswith("submissions/20240603T033000Z_penilaian-dokumen_")
    assert receipt.submission.kept_as.endswith(".yaml")
    assert (desk.folder / receipt.submission.kept_as).read_bytes() == file.read_bytes()
    assert {each.kind for each in receipt.changes} == {EventKind.ASSESSED}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stage: dokumen\n", "", r"nilai\.yaml \(stage\): isian ini belum ada"),
        ("source: Berita acara 7/2024\n", "", r"nilai\.yaml \(source\): isian ini belum ada"),
        ("2024\nstage", "2023\nstage", r"nilai\.yaml \(year\): '2023' bukan yang diharapkan"),
        ("59-2020", "5-2018", r"nilai\.yaml \(edition\): 'permenpanrb-5-2018' bukan yang diharapkan"),
        ('"3"', '"6"', r"nilai '6' tidak dikenal"),
        ("levels:", "tingkat:", r"nilai\.yaml baris 5 \(tingkat\)"),
    ],
)
def test_yaml_at_fault_is_refused(desk: Desk, tmp_path: Path, old: str, new: str, said: str) -> None:
    """File and key first."""
    assert old in YAML
    told = refused(desk, sent(tmp_path, YAML.replace(old, new).encode(), "nilai.yaml"))
    assert "None" not in told
    with pytest.raises(AssertionError, match=said):
        raise AssertionError(told)


def test_a_stage_that_is_not_the_file_s_own_is_refused(desk: Desk, tmp_path: Path) -> None:
    """YAML and workbook both know whose values they hold."""
    yaml = sent(tmp_path, YAML.encode(), "nilai.yaml")
    assert "nilai.yaml (stage): 'dokumen' bukan" in refused(desk, yaml, Stage.AKHIR)
    book = sent(tmp_path, workbook(desk, levels={"1": "3"}), "nilai.xlsx")
    assert "tahap 'mandiri', bukan 'akhir'" in refused(desk, book, Stage.AKHIR)


def test_a_table_needs_a_stage_and_a_kind_that_is_known(desk: Desk, tmp_path: Path) -> None:
    """Both sentences name what is allowed."""
    csv = sent(tmp_path, b"item,level\n1,3\n", "nilai.csv")
    assert "--stage mandiri, --stage dokumen" in refused(desk, csv)
    for name in ("nilai.pdf", "nilai", "nilai.\u202ecsv"):
        told = refused(desk, sent(tmp_path, b"item,level\n1,3\n", name), Stage.AKHIR)
        assert "tidak dikenal untuk nilai. Yang boleh: yaml, csv, xlsx, json." in told
        assert told.isprintable()


def test_csv_takes_stage_and_source_from_whoever_hands_it_in(desk: Desk, tmp_path: Path) -> None:
    """Without a source it is called by the stage's own words."""
    receive_assessment(desk, sent(tmp_path, b"item,level\n1,3\n", "a.csv"), Stage.INTERVIU, "LHE 2024")
    receive_assessment(desk, sent(tmp_path, b"item,level\n1,4\n", "b.csv"), Stage.AKHIR)

    recorded = desk.store.read().assessments
    assert recorded[Stage.INTERVIU].source == "LHE 2024"
    assert recorded[Stage.AKHIR].source == "nilai asesor eksternal – akhir, Pemerintah Kabupaten Contoh 2024"
    assert recorded[Stage.AKHIR].as_of == date(2024, 6, 3)


def test_a_value_is_of_the_offices_day(desk: Desk, tmp_path: Path) -> None:
    """At three in the night in Indonesia it is still the day before in Greenwich."""
    night = replace(desk, now=datetime(2024, 6, 3, 20, 0, tzinfo=UTC))
    receive_assessment(night, sent(tmp_path, b"item,level\n1,4\n", "b.csv"), Stage.AKHIR)

    assert desk.store.read().assessments[Stage.AKHIR].as_of == date(2024, 6, 4)


def test_every_fault_of_a_table_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    """Three rows, three sentences."""
    file = sent(tmp_path, b"item,level\n1,6\n99,3\n2,x\n3,4\n", "nilai.csv")
    assert refused(desk, file, Stage.AKHIR).count("\n") == 2


@pytest.mark.failure(7)
def test_the_tim_s_value_leaves_the_opd_s_answer_and_author_alone(desk: Desk, tmp_path: Path) -> None:
    """Two fields, two authors; accepting an answer does not make the Tim its author."""
    before = desk.store.read().responses[OPD, ITEM]

    decide(desk, tmp_path, ACCEPTED, i47="1")

    records = desk.store.read()
    after = records.responses[OPD, ITEM]
    assert records.assessments[Stage.MANDIRI].values == {ITEM: Span.exactly(1)}
    assert after.content == before.content
    assert (after.standing.actor, after.standing.version) == ("operator", before.standing.version)
    assert {each.actor for each in records.events if each.submission != before.standing.submission} == {"Tim"}


def test_decisions_alone_are_no_values(desk: Desk, tmp_path: Path) -> None:
    """A Tim that only read has not assessed yet."""
    decide(desk, tmp_path, RETURNED)

    records = desk.store.read()
    assert records.assessments == {}
    assert records.responses[OPD, ITEM].standing.decision == RETURNED


def test_a_decision_about_an_answer_that_changed_meanwhile_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The Tim decides on what it has read; the values beside do not slip in."""
    handed = review(desk)
    newer = fill(template(desk), entries=[saying("Jawaban baru.")])
    receive_questionnaire(later(desk, 1, "Budi"), sent(tmp_path, newer, "baru.xlsx"))

    told = refused(
        desk,
        sent(tmp_path, workbook(desk, ACCEPTED, content=handed, levels={"1": "3"}), "tinjauan.xlsx"),
        Stage.MANDIRI,
    )

    for part in ("tinjauan.xlsx, lembar Tinjauan, dinkes 47: ", "diubah oleh Budi", "baru.xlsx", "versi 2"):
        assert part in told


def test_an_old_copy_of_the_tim_s_workbook_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Handed out before others assessed, it brings only what was changed in it."""
    handed = review(desk)
    decide(desk, tmp_path, ACCEPTED, i1="3", i2="4")
    before = desk.store.read()
    untouched = sent(tmp_path, workbook(desk, content=handed), "lama.xlsx")

    nothing = receive_assessment(later(desk, 24 * 60), untouched, Stage.MANDIRI)
    same = desk.store.read()
    old = sent(tmp_path, workbook(desk, content=handed, levels={"5": "2"}), "lama-5.xlsx")
    receive_assessment(later(desk, 25 * 60), old, Stage.MANDIRI)

    after = desk.store.read()
    assert nothing.changes == ()
    assert (same.assessments, same.events) == (before.assessments, before.events)
    assert after.assessments[Stage.MANDIRI].values == {
        "1": Span.exactly(3), "2": Span.exactly(4), "5": Span.exactly(2)
    }  # fmt: skip
    assert after.responses[OPD, ITEM].standing.decision == ACCEPTED


@pytest.mark.failure(6)
def test_the_same_assessment_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Whatever it is called."""
    content = workbook(desk, ACCEPTED, levels={"1": "3"})
    first = receive_assessment(desk, sent(tmp_path, content, "a.xlsx"), Stage.MANDIRI)
    before = state(desk)

    again = receive_assessment(later(desk), sent(tmp_path, content, "b.xlsx"), Stage.MANDIRI)

    assert (again.repeated, again.changes, again.submission) == (True, (), first.submission)
    assert state(desk) == before


@pytest.mark.failure(10)
def test_a_workbook_of_another_cycle_or_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Neither a Kuesioner nor another cycle's sheet is taken for this one's."""
    other = replace(desk, cycle=replace(desk.cycle, name="kab-lain-2024"))
    told = refused(desk, sent(tmp_path, workbook(other, levels={"1": "3"}), "lain.xlsx"), Stage.MANDIRI)
    assert "'kab-lain-2024'" in told
    told = refused(desk, sent(tmp_path, template(desk), "kuesioner.xlsx"), Stage.MANDIRI)
    assert told.startswith("kuesioner.xlsx: berkas ini Kuesioner OPD, bukan lembar nilai. Masukkan dengan")
    assert refused(desk, sent(tmp_path, template(desk), "kuesioner.xlsx")) == told
    with pytest.raises(InputError, match="berkas ini lembar nilai, bukan Kuesioner"):
        receive_questionnaire(desk, sent(tmp_path, review(desk), "nilai.xlsx"))
    assert desk.now > NOW
