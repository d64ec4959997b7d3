"""The one door: whole or nothing, once and never twice, and nobody's work undone unseen."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.errors import FaultyFileError, InputError, SpbeError, WorkspaceError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_assessment, receive_questionnaire
from spbe_lib.records.answers import EventKind, Recorded, Records, Response, ScopeFact, Status
from spbe_lib.records.model import Stage
from spbe_lib.workspace import submissions
from tests.intake.desks import (
    BUNDLED,
    ITEM,
    OPD,
    RETURNED,
    SMALL,
    asked,
    copy_register,
    decide,
    desk_in,
    hand_in,
    later,
    refusal,
    saying,
    sent,
    state,
    template,
)
from tests.intake.filling import edited, fill, sheet_by_key, write


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example cycle with an empty database."""
    folder = copy_register(tmp_path_factory.mktemp("siklus"))
    with desk_in(folder):
        return folder


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk where nothing was handed in yet."""
    with desk_in(Path(shutil.copytree(empty, tmp_path / empty.name))) as made:
        yield made


def contents(records: Records) -> dict[str, Response | ScopeFact]:
    """What is recorded, by topic."""
    recorded: list[Recorded] = [*records.responses.values(), *records.facts.values()]
    return {each.content.topic: each.content for each in recorded}


def comparable(records: Records) -> Records:
    """Records without who typed them in and how the sender called the files, which no kept file tells."""
    return replace(
        records,
        responses={
            k: replace(r, standing=replace(r.standing, actor="")) for k, r in records.responses.items()
        },
        facts={k: replace(f, standing=replace(f.standing, actor="")) for k, f in records.facts.items()},
        documents={
            k: replace(d, standing=replace(d.standing, actor="")) for k, d in records.documents.items()
        },
        submissions=tuple(replace(each, actor="", original_name="") for each in records.submissions),
        events=tuple(replace(each, actor="") for each in records.events),
    )


def rebuilt(desk: Desk) -> Records:
    """The records after the database was lost and made again from the kept files."""
    (desk.folder / "spbe.db").unlink()
    with desk_in(desk.folder, "penyelamat") as anew:
        refused = [each for each in receive_kept(anew) if not isinstance(each, Receipt)]
        assert refused == []
        return anew.store.read()


@pytest.mark.failure(9)
def test_what_is_filled_in_is_what_is_recorded(desk: Desk, tmp_path: Path) -> None:
    """Each answer arrives as it was typed; the copy is the sender's file, and that one is untouched."""
    entries = asked(desk)
    content = fill(template(desk), entries=entries, filled_by="Siti", on_behalf_of="surat 041/12")
    file = sent(tmp_path, content)
    before = file.stat()

    receipt = receive_questionnaire(desk, file)

    records, kept = state(desk)
    assert contents(records) == {each.topic: each for each in entries}
    assert len(receipt.changes) == len(entries) == len(records.events)
    assert {each.standing.status for each in records.responses.values()} == {Status.SUBMITTED}
    assert list(kept.values()) == [content]
    assert records.submissions == (receipt.submission,)
    assert (receipt.submission.filled_by, receipt.submission.on_behalf_of) == ("Siti", "surat 041/12")
    assert desk.folder / receipt.submission.kept_as == submissions(desk.folder) / next(iter(kept))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (content, before.st_mtime_ns)


@pytest.mark.failure(6)
def test_the_same_file_twice_changes_nothing_whatever_it_is_called(desk: Desk, tmp_path: Path) -> None:
    """The second receipt says that it came before, and names how it was recorded then."""
    content = fill(template(desk), entries=asked(desk))
    first = receive_questionnaire(desk, sent(tmp_path, content))
    before = state(desk)

    for name in ("dinkes.xlsx", "dinkes (1).XLSX"):
        again = receive_questionnaire(later(desk), sent(tmp_path, content, name), replacing=True)
        assert (again.repeated, again.changes, again.submission) == (True, (), first.submission)

    assert not first.repeated
    assert state(desk) == before


@pytest.mark.failure(6)
def test_the_same_answers_in_another_file_make_no_second_row(desk: Desk, tmp_path: Path) -> None:
    """A file that was only saved once more is kept, and changes no answer."""
    content = fill(template(desk), entries=asked(desk))
    receive_questionnaire(desk, sent(tmp_path, content))
    before = desk.store.read()
    saved = edited(content, lambda book: book["_spbe"].cell(500, 5, "disimpan ulang"))

    receipt = receive_questionnaire(later(desk), sent(tmp_path, saved))

    after, kept = state(desk)
    assert (receipt.repeated, receipt.changes) == (False, ())
    assert (after.responses, after.facts, after.events) == (before.responses, before.facts, before.events)
    assert sorted(kept.values()) == sorted([content, saved])


def test_two_people_fill_different_parts_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    """Copies of one Kuesioner: what the second left empty does not empty the first."""
    blank, entries = template(desk), asked(desk)
    mine = [each for each in entries if isinstance(each, Response)]
    theirs = [each for each in entries if isinstance(each, ScopeFact)]

    receive_questionnaire(desk, sent(tmp_path, fill(blank, entries=mine), "a.xlsx"))
    receive_questionnaire(later(desk), sent(tmp_path, fill(blank, entries=theirs), "b.xlsx"))

    records = desk.store.read()
    assert contents(records) == {each.topic: each for each in entries}
    assert {each.version for each in records.events} == {1}


def test_a_second_answer_to_the_same_item_is_refused_until_somebody_insists(
    desk: Desk, tmp_path: Path
) -> None:
    """The sentence says who changed what and when, and how to go on; the former answer is never lost."""
    blank = template(desk)
    receive_questionnaire(
        replace(desk, actor="Ani"), sent(tmp_path, fill(blank, entries=[saying("Kata Ani.")]), "ani.xlsx")
    )
    second = sent(tmp_path, fill(blank, entries=[saying("Kata Budi.")]), "budi.xlsx")

    told = refusal(later(desk), second)
    receipt = receive_questionnaire(later(desk), second, replacing=True)

    for part in ("budi.xlsx, Dinas Kesehatan, lembar 47: ", "diubah oleh Ani", "3 Juni 2024", "ani.xlsx"):
        assert part in told
    assert "--replace" in told
    assert "\n" not in told
    assert contents(desk.store.read()) == {ITEM: saying("Kata Budi.")}
    assert [(each.kind, each.version) for each in receipt.changes] == [(EventKind.REPLACED, 2)]
    with closing(sqlite3.connect(desk.folder / "spbe.db")) as database:
        former = database.execute("SELECT before FROM event WHERE version = 2").fetchone()[0]
    assert json.loads(former)["content"]["fact"] == "Kata Ani."


def test_what_the_tim_returned_may_be_answered_anew_from_an_old_sheet(desk: Desk, tmp_path: Path) -> None:
    """The OPD was asked for a new answer, so nobody has to insist; the decision moves into the past."""
    blank = template(desk)
    receive_questionnaire(desk, sent(tmp_path, fill(blank, entries=[saying("Lama.")]), "lama.xlsx"))
    decide(later(desk), tmp_path, RETURNED)
    assert desk.store.read().responses[OPD, ITEM].standing.decision == RETURNED

    receive_questionnaire(
        later(desk, 10), sent(tmp_path, fill(blank, entries=[saying("Baru.")]), "baru.xlsx")
    )

    recorded = desk.store.read().responses[OPD, ITEM]
    assert recorded.content == saying("Baru.")
    assert (recorded.standing.status, recorded.standing.decision) == (Status.SUBMITTED, None)


def test_one_problem_among_many_answers_changes_nothing_at_all(desk: Desk, tmp_path: Path) -> None:
    """Neither the database file nor the folder of kept files is touched; file, OPD, sheet, cell are told."""
    hand_in(desk, tmp_path, [saying("Sudah ada.")])
    filled = fill(template(desk), entries=asked(desk))
    spoiled = edited(filled, lambda book: write(sheet_by_key(book, f"sheet:{ITEM}"), "level", "value", "6"))
    database = (desk.folder / "spbe.db").read_bytes()

    told = refusal(later(desk), sent(tmp_path, spoiled))

    assert told.startswith("dinkes.xlsx, Dinas Kesehatan, lembar 47, sel ")
    assert "'6' bukan tingkat" in told
    assert (desk.folder / "spbe.db").read_bytes() == database


def test_a_lost_database_is_made_again_from_the_kept_files(desk: Desk, tmp_path: Path) -> None:
    """Answers, returns, repairs and the Tim's values: versions, statuses and the order of events too."""
    hand_in(desk, tmp_path, asked(desk))
    hand_in(later(desk), tmp_path, asked(desk, SMALL), SMALL)
    decide(later(desk, 10), tmp_path, RETURNED, i47="2")
    hand_in(later(desk, 15), tmp_path, [saying("Diperbaiki.")])
    blank = template(desk)
    receive_questionnaire(
        later(desk, 20), sent(tmp_path, fill(blank, entries=[saying("Kata Ani.")]), "ani.xlsx")
    )
    budi = sent(tmp_path, fill(blank, entries=[saying("Kata Budi.")]), "budi.xlsx")
    receive_questionnaire(later(desk, 25), budi, replacing=True)
    before = desk.store.read()

    again = rebuilt(desk)

    assert comparable(again) == comparable(before)
    assert {each.original_name for each in again.submissions} == {
        "dinkes.xlsx",
        "pupr.xlsx",
        "penilaian-mandiri.xlsx",
    }
    assert before.responses[OPD, ITEM].standing.version == 4


def test_files_of_one_second_keep_their_order(desk: Desk, tmp_path: Path) -> None:
    """One command hands in several files; made again from the kept files, the last word is the same."""
    blank = template(desk)
    for word in ("satu", "dua", "tiga", "empat", "lima", "enam"):
        file = sent(tmp_path, fill(blank, entries=[saying(word)]), f"{word}.xlsx")
        receive_questionnaire(desk, file, replacing=True)
    before = desk.store.read()

    assert contents(rebuilt(desk)) == contents(before) == {ITEM: saying("enam")}


def test_the_bundled_example_can_be_received_whole_and_again(tmp_path: Path) -> None:
    """Every bundled file is taken; made again, the records are the same; a third time nothing changes."""
    folder = Path(
        shutil.copytree(BUNDLED, tmp_path / BUNDLED.name, ignore=shutil.ignore_patterns("spbe.db*"))
    )
    with desk_in(folder) as desk:
        received = list(receive_kept(desk))
        assert [str(each) for each in received if isinstance(each, SpbeError)] == []
        before = state(desk)
        assert comparable(rebuilt(desk)) == comparable(before[0])
        assert {each.repeated for each in receive_kept(desk) if isinstance(each, Receipt)} == {True}
        assert comparable(desk.store.read()) == comparable(before[0])
        assert state(desk)[1] == before[1]


def test_a_kept_file_that_was_changed_is_not_taken_for_another(desk: Desk, tmp_path: Path) -> None:
    """Somebody opened and saved the kept copy: its answers do not slip in behind the sender's back."""
    hand_in(desk, tmp_path, [saying("Asli.")])
    kept = next(submissions(desk.folder).iterdir())
    kept.write_bytes(fill(kept.read_bytes(), entries=[saying("Diubah.")]))
    before = state(desk)

    told = [str(each) for each in receive_kept(later(desk))]

    assert told == [f"{kept.name}: isi berkas kiriman ini berubah sejak diterima. Kembalikan dari cadangan."]
    assert state(desk) == before


def test_an_older_kept_file_never_goes_before_a_newer_answer(desk: Desk, tmp_path: Path) -> None:
    """Left by an import that was killed, it is taken up later; what came meanwhile holds."""
    blank = template(desk)
    receive_questionnaire(desk, sent(tmp_path, fill(blank, entries=[saying("Lama.")])))
    (desk.folder / "spbe.db").unlink()
    with desk_in(desk.folder) as anew:
        newer = fill(blank, entries=[saying("Baru.")])
        receive_questionnaire(later(anew), sent(tmp_path, newer, "baru.xlsx"))

        told = [str(each) for each in receive_kept(later(anew, 10)) if isinstance(each, SpbeError)]

        assert len(told) == 1
        assert "--replace" in told[0]
        assert contents(anew.store.read()) == {ITEM: saying("Baru.")}


def test_what_somebody_put_into_the_folder_by_hand_gets_a_name_and_undoes_nothing(desk: Desk) -> None:
    """It is received like any other file, under the moment of receipt; a stale one is refused."""
    blank = template(desk)
    submissions(desk.folder).mkdir()
    by_hand = submissions(desk.folder) / "Kuesioner dinkes.xlsx"
    by_hand.write_bytes(fill(blank, entries=[saying("Ditaruh.")]))
    (submissions(desk.folder) / "~$Kuesioner dinkes.xlsx").write_bytes(b"Siti")
    stale = submissions(desk.folder) / "lama.xlsx"
    stale.write_bytes(fill(blank, entries=[saying("Lama.")]))

    first, second = receive_kept(desk)

    assert isinstance(first, Receipt)
    assert first.submission.original_name == by_hand.name
    assert first.submission.kept_as.startswith("submissions/20240603T023000Z_dinkes_")
    assert (desk.folder / first.submission.kept_as).read_bytes() == by_hand.read_bytes()
    assert isinstance(second, InputError)
    stale.unlink()
    assert contents(rebuilt(desk)) == {ITEM: saying("Ditaruh.")}


def test_names_that_only_look_like_ours_are_told_not_crashed_on(desk: Desk) -> None:
    """No day 99, no stage of that name: they are files like any other, and these hold nothing."""
    submissions(desk.folder).mkdir()
    names = (
        "20240603T023000Z_penilaian-besok_e3b0c44298fc.xlsx",
        "99999999T999999Z_dinkes_e3b0c44298fc.xlsx",
        "folder_biasa",
    )
    for name in names[:2]:
        (submissions(desk.folder) / name).write_bytes(b"")
    (submissions(desk.folder) / names[2]).mkdir()

    told = [str(each) for each in receive_kept(desk)]

    assert [each.split(":")[0] for each in told] == list(names)
    assert [each.split(": ")[1].split(".")[0] for each in told] == [
        "berkas ini kosong (0 byte)",
        "berkas ini kosong (0 byte)",
        "tidak ada berkas dengan nama ini",
    ]


def test_a_file_beside_the_register_is_kept_like_any_other(desk: Desk) -> None:
    """Only ``submissions/`` is read when the records are made again, so a copy goes there."""
    beside = desk.folder / "dinkes.xlsx"
    beside.write_bytes(fill(template(desk), entries=[saying("Di samping.")]))

    receipt = receive_questionnaire(desk, beside)

    assert (desk.folder / receipt.submission.kept_as).parent == submissions(desk.folder)
    beside.unlink()
    assert contents(rebuilt(desk)) == {ITEM: saying("Di samping.")}


def test_a_kept_file_that_was_lost_comes_back_with_the_sender_s(desk: Desk, tmp_path: Path) -> None:
    """Handing the same file in again heals the folder and changes no record."""
    content = fill(template(desk), entries=[saying("Ada.")])
    receipt = receive_questionnaire(desk, sent(tmp_path, content))
    before = state(desk)
    (desk.folder / receipt.submission.kept_as).unlink()

    assert receive_questionnaire(later(desk), sent(tmp_path, content)).repeated
    assert state(desk) == before


def test_a_folder_that_cannot_be_written_leaves_no_record(desk: Desk, tmp_path: Path) -> None:
    """Without the copy there is no receipt."""
    submissions(desk.folder).write_bytes(b"bukan folder")
    content = fill(template(desk), entries=[saying("Ada.")])

    with pytest.raises(WorkspaceError, match=r"^submissions/.*tidak dapat ditulis.*ulangi\.$"):
        receive_questionnaire(desk, sent(tmp_path, content))

    assert desk.store.read() == Records()


@pytest.mark.failure(12)
@pytest.mark.parametrize(
    "name",
    [
        "=cmd|.xlsx",
        "<script>alert(1)<.xlsx",
        "\u202exslx.exe.xlsx",
        "baris\ndua\x1b[31m.xlsx",
        "ᜊ" * 80 + ".xlsx",
        "DINKES.XLSX",
        "tanpa akhiran",
        "aneh.a b",
        "\udcff.xlsx",
    ],
)
def test_a_hostile_name_stays_a_name(desk: Desk, tmp_path: Path, name: str) -> None:
    """The copy's name is ours alone; what people read of the sender's holds no sign that acts."""
    content = fill(template(desk), entries=[saying("Ada.")])
    try:
        file = sent(tmp_path, content, name)
    except OSError:
        pytest.skip("this system cannot hold such a name")

    receipt = receive_questionnaire(desk, file)

    assert receipt.submission.kept_as.startswith("submissions/20240603T023000Z_dinkes_")
    assert receipt.submission.kept_as.endswith(".xlsx")
    assert receipt.submission.original_name.isprintable()
    assert receipt.name.isprintable()
    assert len(receipt.name) <= 61
    assert contents(rebuilt(desk)) == {ITEM: saying("Ada.")}


def test_a_name_that_climbs_out_of_the_folder_climbs_nowhere(desk: Desk, tmp_path: Path) -> None:
    """Only the last part counts."""
    file = sent(tmp_path, fill(template(desk), entries=[saying("Ada.")]), "x.xlsx")

    receipt = receive_questionnaire(desk, file.parent / ".." / "kiriman" / ".." / "kiriman" / "x.xlsx")

    assert receipt.submission.original_name == "x.xlsx"
    assert len(list(submissions(desk.folder).iterdir())) == 1
    assert {each.name for each in tmp_path.iterdir()} == {"kiriman", BUNDLED.name}


def test_one_table_for_two_stages_is_no_repetition(desk: Desk, tmp_path: Path) -> None:
    """A CSV does not say whose values it holds: the second stage is refused, never silently dropped."""
    file = sent(tmp_path, b"item,level\n1,3\n", "nilai.csv")
    receive_assessment(desk, file, Stage.DOKUMEN)
    before = state(desk)

    with pytest.raises(FaultyFileError, match="sudah diterima sebagai nilai asesor eksternal – dokumen"):
        receive_assessment(later(desk), file, Stage.INTERVIU)

    assert receive_assessment(later(desk), file, Stage.DOKUMEN).repeated
    assert state(desk) == before
