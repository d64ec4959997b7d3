"""Rounds: a state is frozen once, comes back whole at any time, and any change of it is found."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_lib.errors import InputError, SpbeError
from spbe_lib.intake.archive.layout import MANIFEST
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.rounds import freeze as freezing
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.intake.rounds.names import RoundKind, file_name, free_name, rounds_in
from spbe_lib.intake.rounds.opened import notes_of, open_round
from spbe_lib.intake.rounds.package import figures_hash
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Decision, Status
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.evidence.files import kept_files
from spbe_lib.workspace import evidence, rounds, submissions
from tests.intake.archive.conftest import archive, busy, inputs  # noqa: F401  the busy cycle
from tests.intake.archive.packing import SECRET, packed
from tests.intake.desks import ITEM, OPD, copy_register, decide, desk_in, hand_in, later, saying
from tests.intake.rounds.freezing import NAME, copied, forged, freeze_and_tell, frozen, names_in
from tests.records.handed_in import CONTEXT, process

WHERE = "inputs/contoh-2024"


@pytest.fixture
def folder(busy: Path, tmp_path: Path) -> Path:  # noqa: F811
    """A cycle in which everything happened, to go on with."""
    return copied(busy, tmp_path)


def refused(act: Callable[[], object]) -> str:
    """What is said to somebody whose wish is refused."""
    with pytest.raises(InputError) as refusal:
        act()
    return str(refusal.value)


def test_what_comes_out_of_a_round_is_what_was_frozen(folder: Path) -> None:
    """Records, register, edition, evidence, moment and hand: the same on every day."""
    with desk_in(folder) as desk:
        before, kept = desk.store.read(), kept_files(folder)
        made = freeze(later(desk, 60, "Sari"), NAME)

        state = open_round(folder, NAME)

        assert state.records == before
        assert (state.cycle, state.instrument, state.kept) == (desk.cycle, desk.instrument, kept)
    assert (state.name, state.actor) == (NAME, "Sari")
    assert state.moment == made.moment == datetime(2024, 6, 3, 3, 30, tzinfo=UTC)
    assert [each.name for each in rounds_in(folder)] == [NAME]


def test_pairs_and_recommendations_of_a_round_stay_what_they_were(folder: Path) -> None:
    """Somebody goes on with the list afterwards."""
    frozen(folder)
    file = folder / "tindak-lanjut.csv"
    file.write_text(file.read_text("utf-8").replace("berjalan", "selesai"), encoding="utf-8")
    (folder / "pasangan.csv").write_text("year,edition,item,mandiri,akhir\n", encoding="utf-8")

    state = open_round(folder, NAME)

    assert len(state.cycle.pairs) == 141
    assert "berjalan" in {each.progress.value for each in state.cycle.follow_ups}


def test_any_folder_name_of_a_cycle_will_do(folder: Path) -> None:
    """Somebody copied the folder in the file manager and called it in his own words."""
    renamed = folder.rename(folder.with_name("Salinan kab. contoh untuk hari pendampingan (Juni)"))

    frozen(renamed)

    assert open_round(renamed, NAME).cycle.name == renamed.name


def _answer(desk: Desk, post: Path) -> None:
    hand_in(later(desk, 90), post, [saying("Setelah dibekukan.")])


def _decide(desk: Desk, post: Path) -> None:
    decided = Decision(opd=OPD, topic=ITEM, status=Status.ACCEPTED, due=date(2024, 8, 1))
    decide(later(desk, 95), post, decided, i1="2")


def _draft(desk: Desk, _: Path) -> None:
    draft = Draft(desk=OPD, topic=ITEM, content={"fact": "konsep"}, actor="Sari", changed_at=desk.now)
    desk.store.keep_draft(draft, "halaman")


def _rename(desk: Desk, _: Path) -> None:
    file = desk.folder / "cycle.yaml"
    text = file.read_text(encoding="utf-8")
    government = next(line for line in text.splitlines() if line.startswith("government:"))
    file.write_text(text.replace(government, "government: Pemerintah Lain"), encoding="utf-8")


def _lose(desk: Desk, _: Path) -> None:
    shutil.rmtree(evidence(desk.folder))


CHANGES = (_answer, _decide, _draft, _rename, _lose)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.permutations(CHANGES), number=st.integers(1, len(CHANGES)))
def test_whatever_happens_afterwards_a_round_stays_what_it_was(
    busy: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[Callable[[Desk, Path], None]],
    number: int,
) -> None:
    """Answers, decisions, drafts, another ``cycle.yaml``, lost evidence: in any number and order."""
    place = tmp_path_factory.mktemp("putaran")
    folder = copied(busy, place)
    made = frozen(folder)
    before, content = open_round(folder, NAME), made.file.read_bytes()

    for change in changes[:number]:
        with desk_in(folder) as desk:
            change(desk, place)

    assert open_round(folder, NAME) == before
    assert made.file.read_bytes() == content


def test_equal_states_are_equal_bytes(folder: Path) -> None:
    """The same state at the same moment by the same hand makes the same file."""
    first = frozen(folder)
    content = first.file.read_bytes()
    first.file.unlink()

    again = frozen(folder)

    assert (again.file, again.file.read_bytes()) == (first.file, content)


def test_a_round_holds_no_evidence_no_draft_and_no_secret(folder: Path) -> None:
    """Unfinished words are nobody's answer; passwords go nowhere."""
    with desk_in(folder) as desk:
        _draft(desk, folder)
        assert desk.store.drafts()
    made = frozen(folder)

    held = names_in(made)
    state = open_round(folder, NAME)

    assert [name for name in held if name.startswith(("evidence", "submissions", "records/demo"))] == []
    assert SECRET.encode() not in made.file.read_bytes()
    assert held[-1] == MANIFEST
    assert state.kept.present


def test_a_name_is_frozen_once(folder: Path) -> None:
    """The second one is told so, with a name that is free; the first is untouched."""
    made = frozen(folder)
    content = made.file.read_bytes()

    told = refused(lambda: frozen(folder, minutes=90))
    second = frozen(folder, f"{NAME}-2", minutes=90)

    assert told == (
        f"{WHERE}: putaran {NAME} sudah dibekukan dan tidak pernah diubah. "
        f"Pakai nama lain, misalnya {NAME}-2."
    )
    assert made.file.read_bytes() == content
    assert [each.name for each in rounds_in(folder)] == [NAME, second.name]
    assert free_name(folder, RoundKind.BEFORE) == f"{NAME}-3"
    assert free_name(folder, RoundKind.FINAL) == "final"


def test_of_several_who_freeze_at_once_one_wins_and_the_others_are_told(folder: Path) -> None:
    """Whoever is later finds the name taken, and nothing of his is left."""
    ends, hands = [], []
    for minutes in (60, 61, 62):
        here, there = CONTEXT.Pipe()
        ends.append(here)
        hands.append(process(freeze_and_tell, folder, minutes, there))
    for hand in hands:
        hand.start()
    outcomes = [end.recv() for end in ends]
    for hand in hands:
        hand.join()

    assert outcomes.count(NAME) == 1
    assert sum("sudah dibekukan" in told for told in outcomes) == 2
    assert len(list(rounds(folder).iterdir())) == 1


def test_a_freeze_that_finds_the_name_taken_at_the_last_moment_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else was first while the state was read."""
    frozen(copied(folder, folder.parent / "dahulu"))
    first = rounds_in(folder.parent / "dahulu" / folder.name)[0].file
    proven = freezing._proven  # noqa: SLF001  the moment in between

    def meanwhile(*what: object) -> None:
        proven(*what)  # type: ignore[arg-type]
        rounds(folder).mkdir()
        shutil.copy(first, rounds(folder))

    monkeypatch.setattr(freezing, "_proven", meanwhile)

    assert "sudah dibekukan" in refused(lambda: frozen(folder, minutes=70))
    assert [each.file.name for each in rounds_in(folder)] == [first.name]


@pytest.mark.parametrize(
    "name", ["", "Final", "final-1", "final-0", "../final", "final\n", "<b>", "rahasia", "perbaikan-100"]
)
@pytest.mark.failure(20)
def test_what_is_no_name_of_a_round_is_refused_with_the_names_that_are(folder: Path, name: str) -> None:
    """Kinds come from one list; a name is never a way out of the folder."""
    told = refused(lambda: frozen(folder, name))

    assert "bukan nama putaran. Yang boleh: pra-penilaian, final, perbaikan, dan bila perlu" in told
    assert "\n" not in told
    assert not rounds(folder).exists()


def test_an_unknown_round_is_refused_with_the_known_ones(folder: Path) -> None:
    """Before any is there, the way to make one is told."""
    none = refused(lambda: open_round(folder, "final"))
    frozen(folder)
    other = refused(lambda: open_round(folder, "fnal"))

    assert "putaran 'final' tidak ada. Belum ada putaran." in none
    assert "Bekukan dahulu dengan `spbe round freeze contoh-2024 pra-penilaian`" in none
    assert f"putaran 'fnal' tidak ada. Putaran yang ada: {NAME}." in other


def test_nothing_is_frozen_before_anything_is_recorded(tmp_path: Path) -> None:
    """An empty state would say nothing, for ever."""
    folder = copy_register(tmp_path)

    assert "belum ada yang tercatat" in refused(lambda: frozen(folder))
    assert not rounds(folder).exists()


def test_a_received_file_that_is_not_recorded_keeps_a_state_from_being_frozen(folder: Path) -> None:
    """It would be missing from the round for ever."""
    (submissions(folder) / "dari-wa.xlsx").write_bytes(b"x")

    assert "submissions/dari-wa.xlsx: berkas ini belum dimasukkan" in refused(lambda: frozen(folder))
    assert not rounds(folder).exists()


def test_faults_of_the_cycle_are_told_as_ever(folder: Path) -> None:
    """With file and line, and nothing is frozen."""
    (folder / "cycle.yaml").write_text("government: x\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"cycle\.yaml"):
        frozen_without_reading(folder)

    assert not rounds(folder).exists()


def frozen_without_reading(folder: Path) -> None:
    """Freeze at a desk that was opened before somebody broke the file."""
    whole = (folder / "cycle.yaml").read_bytes()
    shutil.copy(folder.parent / folder.name / "cycle.yaml", folder.parent / "rusak.yaml")
    source = Path(__file__).parents[3] / "inputs" / "contoh-2024" / "cycle.yaml"
    shutil.copy(source, folder / "cycle.yaml")
    with desk_in(folder) as desk:
        (folder / "cycle.yaml").write_bytes(whole)
        freeze(desk, NAME)


def test_a_changed_byte_anywhere_is_found(folder: Path) -> None:
    """By whoever opens the round, and by ``spbe check``; a sound one says nothing."""
    made = frozen(folder)
    whole = made.file.read_bytes()
    with desk_in(folder) as desk:
        assert inspect(desk) == []
    for place in range(0, len(whole), len(whole) // 9):
        turned = bytearray(whole)
        turned[place] ^= 0x01
        made.file.write_bytes(bytes(turned))

        told = refused(lambda: open_round(folder, NAME))

        assert told == (
            f"{WHERE}/{made.where}: isi putaran ini berubah sejak dibekukan. Kembalikan dari cadangan."
        )
    with desk_in(folder) as desk:
        assert [str(each) for each in inspect(desk)] == [told]


def test_strange_files_and_two_of_one_name_are_found(folder: Path) -> None:
    """The folder is the truth, so it is looked over; drafts of a killed process are nobody's."""
    made = frozen(folder)
    other = made.file.read_bytes()
    made.file.unlink()
    frozen(folder, minutes=70)
    made.file.write_bytes(other)
    (rounds(folder) / "catatan\u202e.txt").write_text("x", encoding="utf-8")
    (rounds(folder) / f".{made.file.name}.123").write_bytes(b"PK")

    with desk_in(folder) as desk:
        told = [str(each) for each in inspect(desk)]

    assert len(told) == 2
    assert told[0].startswith(f"{WHERE}: ada 2 berkas untuk putaran {NAME}: rounds/20240603T033000Z")
    assert told[1].startswith(f"{WHERE}/rounds/catatan·.txt: ini bukan putaran dan tidak dipakai.")
    assert "ada 2 berkas" in refused(lambda: open_round(folder, NAME))


def _tell(parts: dict[str, bytes], **changed: object) -> None:
    told = json.loads(parts["round.json"]) | changed
    parts["round.json"] = (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda parts: _tell(parts, figures="0" * 64), "rumusan atau bobot PermenPANRB 59/2020 berubah"),
        (lambda parts: _tell(parts, name="final"), "nama berkas ini bukan nama dan waktu putaran"),
        (lambda parts: _tell(parts, present="x"), "ini bukan putaran yang dibekukan"),
        (lambda parts: parts.pop("round.json"), "ini bukan putaran yang dibekukan"),
        (lambda parts: parts.update({"submissions/a.xlsx": b"x"}), "ini bukan putaran yang dibekukan"),
        (lambda parts: parts.update({"../jahat.yaml": b"x"}), "nama ini tidak boleh ada"),
        (lambda parts: parts.update({"nol.yaml": b"\0" * 60_000_000}), "jauh lebih besar"),
        (lambda parts: parts.update({"cycle.yaml": b"x: 1\n"}), "putaran ini tidak dapat dibuka (cycle.yaml"),
        (lambda parts: parts.pop("records/entry.jsonl"), "putaran ini tidak dapat dibuka (records/entry"),
    ],
)
def test_a_round_that_somebody_made_himself_does_no_harm(
    folder: Path, change: Callable[[dict[str, bytes]], object], words: str
) -> None:
    """Name and hash agree, and it is refused with a sentence all the same."""
    found = forged(frozen(folder), change)

    with pytest.raises(SpbeError) as told:
        open_round(folder, found.name)

    assert words in str(told.value)
    assert str(folder.parent) not in str(told.value)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"schema": "9999"}, "putaran ini memakai skema 9999; program ini mengenal sampai"),
        ({"schema": "x"}, "putaran ini memakai skema x"),
        ({"edition": "permen-lain"}, "peraturan 'permen-lain' tidak dikenal"),
        ({"edition_hash": "0" * 64}, "rumusan atau bobot PermenPANRB 59/2020 berubah sejak putaran ini"),
        ({"cycle": "../keluar"}, "ini bukan putaran yang dibekukan"),
        ({"format": "spbe-siklus-1"}, "berformat spbe-siklus-1, bukan spbe-putaran-1"),
        ({"edition": "permenpanrb-8-2026"}, "berubah sejak putaran ini dibekukan"),
    ],
)
def test_a_round_of_another_program_or_wording_is_refused(
    folder: Path, told: dict[str, object], words: str
) -> None:
    """Rather than read as something else; the version that froze it is named where it helps."""
    found = forged(frozen(folder), lambda _: None, **told)

    assert words in refused(lambda: open_round(folder, found.name))


def test_an_archive_of_a_cycle_is_no_round(archive: Path, folder: Path) -> None:  # noqa: F811
    """Nor is a round an archive: each says what it is."""
    made = frozen(folder)
    renamed = made.file.with_name(file_name(NAME, made.moment, archive.read_bytes()))
    made.file.rename(archive.parent / "putaran.zip")
    shutil.copy(archive, renamed)

    assert "berformat spbe-siklus-1" in refused(lambda: open_round(folder, NAME))
    assert "berformat spbe-putaran-1, bukan spbe-siklus-1" in refused(
        lambda: unpack(folder.parent, archive.parent / "putaran.zip")
    )


def test_a_file_that_is_no_package_at_all_is_refused(folder: Path) -> None:
    """A name that fits, and nothing in it."""
    made = frozen(folder)
    empty = made.file.with_name(made.file.name[:-16] + "e3b0c44298fc.zip")
    made.file.rename(empty)
    empty.write_bytes(b"")

    assert "ini bukan putaran yang dibekukan dengan `spbe round freeze`" in refused(
        lambda: open_round(folder, NAME)
    )


def test_another_weight_makes_another_figures_hash() -> None:
    """A round is not reported under weights that it did not have."""
    edition = load_edition("permenpanrb-59-2020")
    heavier = replace(edition.domains[0], weight=edition.domains[0].weight + Fraction(1, 100))

    changed = replace(edition, domains=(heavier, *edition.domains[1:]))
    renamed = replace(edition, name="Nama lain")

    assert figures_hash(changed) != figures_hash(edition) == figures_hash(renamed)


@pytest.mark.failure(9)
def test_an_archive_carries_the_rounds_along(folder: Path, inputs: Path, tmp_path: Path) -> None:  # noqa: F811
    """Out and in under another name: the same bytes, the same state, and no remark of ``spbe check``."""
    made = frozen(folder)
    state = open_round(folder, NAME)

    back = unpack(inputs, packed(folder, tmp_path / "a.zip"), "salinan")

    assert back.notes == ()
    assert (rounds(back.folder) / made.file.name).read_bytes() == made.file.read_bytes()
    assert open_round(back.folder, NAME) == state
    assert notes_of(rounds_in(back.folder)[0]).frozen_by == "Sari"


@pytest.mark.failure(8)
def test_an_archive_takes_no_changed_round_along(folder: Path, tmp_path: Path) -> None:
    """What was changed is named, and no archive is left."""
    made = frozen(folder)
    made.file.write_bytes(b"lain")

    told = refused(lambda: packed(folder, tmp_path / "a.zip"))

    assert f"{WHERE}/{made.where}: isi berkas ini berubah sejak disimpan" in told
    assert not (tmp_path / "a.zip").exists()


def test_an_archive_without_rounds_opens_as_before(archive: Path, inputs: Path) -> None:  # noqa: F811
    """There are none then, and none is missed."""
    assert rounds_in(unpack(inputs, archive).folder) == ()
