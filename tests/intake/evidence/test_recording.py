"""What is recorded of a delivery: kept once, made again from what is kept, and nothing half-saved."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, SpbeError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.attachment_list import (
    AttachmentList,
    read_attachment_list,
    write_attachment_list,
)
from spbe_lib.intake.evidence.attachments import receive_attachments
from spbe_lib.intake.evidence.delivery import look_at, save, write_list
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.kept_files import kept_name
from spbe_lib.records.database.store import open_store
from spbe_lib.records.evidence.files import kept_files, place_of, read_file
from spbe_lib.workspace import submissions
from tests.evidence_files import letter, picture
from tests.intake.desks import asked, copy_register, desk_in, hand_in, later
from tests.intake.evidence.desk import (
    DECREE,
    EDITION,
    HOSTING,
    OPD,
    REVIEW,
    desk_with_citations,
    other_name,
    parcel,
    recorded,
    saved,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk at which the OPD has answered."""
    with desk_with_citations(tmp_path) as made:
        yield made


def lists(desk: Desk) -> list[Path]:
    """The kept lists."""
    return [file for file in sorted(submissions(desk.folder).glob("*")) if "_lampiran-" in file.name]


def edited(desk: Desk, place: Path, tmp_path: Path, old: str, new: str) -> Path:
    """The list after a person corrected it."""
    corrected = tmp_path / "daftar.csv"
    write_list(look_at(desk, OPD, place), corrected)
    text = corrected.read_text("utf-8-sig")
    assert old in text
    corrected.write_text(text.replace(old, new), encoding="utf-8")
    return corrected


@pytest.mark.failure(23)
def test_a_delivery_is_kept_and_recorded(desk: Desk, tmp_path: Path) -> None:
    """The bytes by their content in the cycle's folder, what they prove in one small list."""
    first, second = letter("a"), letter("b")
    place = parcel(tmp_path, {"47 Notula reviu.pdf": first, "16 hosting.pdf": second, "Foto.png": picture()})

    receipt = saved(desk, place)

    assert receipt
    assert [event.kind.value for event in receipt.changes] == ["attached", "attached"]
    assert recorded(desk) == [
        ("I16-L3-01", None, HOSTING, "16 hosting.pdf"),
        ("47", "I47-L5-01", REVIEW, "47 Notula reviu.pdf"),
    ]
    files = [each.file for each in desk.store.read().attachments]
    assert {read_file(desk.folder, file) for file in files} == {first, second}
    assert len(kept_files(desk.folder).present) == 2
    (kept,) = lists(desk)
    name = kept_name(kept.name)
    assert name
    assert name.lists_files
    assert kept.name.partition("_")[2].startswith("lampiran-dinkes_")
    content = json.loads(kept.read_bytes())
    assert (content["format"], content["cycle"], content["opd"]) == ("spbe-lampiran-1", "contoh-2024", OPD)
    assert all(each.file.text_layer for each in desk.store.read().attachments)


@pytest.mark.failure(6)
def test_the_same_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """No second row, no second list, no second copy; not under another name either."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")})
    renamed = parcel(tmp_path, {"47.1.1 lain.pdf": letter("a")}, "lagi")
    saved(desk, place)
    before = desk.store.read()

    assert saved(later(desk), place) is None
    assert saved(later(desk), renamed) is None
    assert desk.store.read() == before
    assert len(lists(desk)) == 1


def test_what_a_person_corrected_replaces_what_was_guessed(desk: Desk, tmp_path: Path) -> None:
    """The list is the whole truth about the files that it names; a later match leaves it alone."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a"), "16 hosting.pdf": letter("b")})
    saved(desk, place)
    corrected = edited(desk, place, tmp_path, f"47;syarat 5.1;{REVIEW}", f"47;syarat 1.1;{DECREE}")

    receipt = saved(later(desk), place, corrected)

    assert receipt
    assert [event.kind.value for event in receipt.changes] == ["detached", "attached"]
    assert ("47", "I47-L1-01", DECREE, "47 Notula reviu.pdf") in recorded(desk)
    assert len(recorded(desk)) == 2
    assert saved(later(desk, 9), place) is None
    assert saved(later(desk, 9), place, corrected) is None


def test_a_change_that_is_made_undone_and_made_again_is_made(desk: Desk, tmp_path: Path) -> None:
    """Equal changes at two times are two lists."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")})
    saved(desk, place)
    there = tmp_path / "ada.csv"
    write_list(look_at(desk, OPD, place), there)
    gone = edited(desk, place, tmp_path, ";47;syarat 5.1;", ";;;")

    saved(later(desk, 5), place, gone)
    empty = recorded(desk)
    saved(later(desk, 9), place, there)

    assert empty == []
    assert len(recorded(desk)) == 1
    assert len(lists(desk)) == 3


def test_a_list_with_a_fault_records_nothing(desk: Desk, tmp_path: Path) -> None:
    """Neither the files of its good lines."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a"), "16 hosting.pdf": letter("b")})
    corrected = edited(desk, place, tmp_path, ";47;", ";46;")

    with pytest.raises(InputError, match="'46' bukan tugas OPD ini"):
        saved(desk, place, corrected)

    assert recorded(desk) == []
    assert not (desk.folder / "evidence").exists()


def test_a_file_that_changes_while_it_is_looked_at_is_refused(desk: Desk, tmp_path: Path) -> None:
    """What was shown is what is kept, or nothing is."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")})
    delivery = look_at(desk, OPD, place)
    (place / "47 Notula reviu.pdf").write_bytes(letter("c"))

    with pytest.raises(InputError, match="berubah selagi diperiksa"):
        save(desk, delivery)

    assert recorded(desk) == []


def test_only_an_opd_that_fills_in_sends_files(desk: Desk, tmp_path: Path) -> None:
    """A misspelt code is refused with those that there are."""
    place = parcel(tmp_path, {"47.pdf": letter("a")})
    with pytest.raises(InputError, match="'dinkess' bukan OPD yang mengisi"):
        look_at(desk, "dinkess", place)


@pytest.mark.failure(9)
def test_a_lost_database_is_made_again_with_its_files(tmp_path: Path) -> None:
    """Answers and attachments alike, in the order in which they came, at the moments at which they came."""
    with desk_in(copy_register(tmp_path)) as desk:
        hand_in(desk, tmp_path, asked(desk))
        place = parcel(
            tmp_path, {"I47-L2-01 a.pdf": letter("a"), "47 b.pdf": letter("b"), "16.pdf": letter("c")}
        )
        saved(later(desk), place)
        saved(later(desk, 9), place, edited(desk, place, tmp_path, ";47;;b;", ";;;b;"))
        before = desk.store.read()
        folder = desk.folder
    (folder / "spbe.db").unlink()

    with desk_in(folder) as again:
        received = [*receive_kept(later(again, 99))]
        after = again.store.read()

    assert not [each for each in received if isinstance(each, SpbeError) or each.questions]
    assert after.attachments == before.attachments
    assert [(e.kind, e.topic, e.at) for e in after.events] == [(e.kind, e.topic, e.at) for e in before.events]
    assert len(after.attachments) == 2


def test_a_file_that_is_missing_when_the_records_are_made_again_is_told(desk: Desk, tmp_path: Path) -> None:
    """It is attached all the same, and asked about then and at every check."""
    saved(desk, parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")}))
    (attachment,) = desk.store.read().attachments
    place_of(desk.folder, attachment.file).unlink()
    with closing(sqlite3.connect(desk.folder / "spbe.db")) as database, database:
        for table in ("event", "attachment", "evidence_file", "submission"):
            database.execute(
                f"DELETE FROM {table}"  # noqa: S608  names of our own tables
                if table != "submission"
                else "DELETE FROM submission WHERE kept_as LIKE '%lampiran%'"
            )

    (receipt,) = receive_kept(desk)

    assert not isinstance(receipt, SpbeError)
    assert desk.store.read().attachments == (attachment,)
    assert f"berkas data dukung ini hilang ({REVIEW})" in str(receipt.questions[0])
    assert any("berkas data dukung ini hilang" in str(each) for each in inspect(desk))


def test_a_check_tells_of_every_damaged_file(desk: Desk, tmp_path: Path) -> None:
    """With the cycle's folder, the document, and what to do; no machine's path."""
    saved(desk, parcel(tmp_path, {"47 Notula reviu.pdf": letter("a"), "I47-L1-01 SK.pdf": letter("b")}))
    damaged, gone = (each.file for each in desk.store.read().attachments)
    place_of(desk.folder, damaged).write_bytes(b"%PDF-1.7 lain")
    place_of(desk.folder, gone).unlink()

    told = [str(each) for each in inspect(desk) if "data dukung" in str(each)]

    assert len(told) == 2
    assert told[0].startswith(
        f"inputs/contoh-2024/evidence/{damaged.sha256[:2]}/{damaged.sha256}.pdf: isi berkas"
    )
    assert told[1].startswith(f"inputs/contoh-2024/evidence/{gone.sha256[:2]}/{gone.sha256}.pdf: berkas data")
    assert str(tmp_path) not in "".join(told)


def test_a_damaged_file_is_put_right_when_it_is_sent_again(desk: Desk, tmp_path: Path) -> None:
    """Nothing new is recorded, for nothing new is proven."""
    place = parcel(tmp_path, {"47 Notula reviu.pdf": letter("a"), "I47-L1-01 SK.pdf": letter("b")})
    saved(desk, place)
    damaged, gone = (each.file for each in desk.store.read().attachments)
    place_of(desk.folder, damaged).write_bytes(b"%PDF-1.7 lain")
    place_of(desk.folder, gone).unlink()

    assert saved(later(desk), place) is None
    assert not [each for each in inspect(desk) if "data dukung" in str(each)]


def some_list(desk: Desk, tmp_path: Path) -> bytes:
    """A list that is right."""
    saved(desk, parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")}))
    return lists(desk)[0].read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("opd"),
        lambda plain: plain.update(lain=1),
        lambda plain: plain.update(format="spbe-lampiran-9"),
        lambda plain: plain.update(attachments={}),
        lambda plain: plain["attachments"].append(7),
        lambda plain: plain["attachments"][0].update(topic="99"),
        lambda plain: plain["attachments"][0].update(requirement="I99-L1-01"),
        lambda plain: plain["attachments"][0].update(opd="setda"),
        lambda plain: plain["attachments"][0].update(document="dok-x"),
        lambda plain: plain["attachments"][0].update(captured="kemarin"),
        lambda plain: plain["attachments"][0].update(asing="x"),
        lambda plain: plain["attachments"][0].pop("page"),
        lambda plain: plain["attachments"][0]["file"].update(sha256="../../etc/passwd"),
        lambda plain: plain["attachments"][0]["file"].update(kind="../x"),
        lambda plain: plain["attachments"][0]["file"].update(size=0),
        lambda plain: plain["attachments"][0]["file"].update(size="banyak"),
    ],
)
def test_a_list_that_somebody_changed_is_refused(desk: Desk, tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whatever is in it that was never written; nothing is recorded."""
    plain = json.loads(some_list(desk, tmp_path))
    change(plain)
    before = desk.store.read()

    with pytest.raises(InputError, match="bukan daftar lampiran, atau daftar yang rusak"):
        receive_attachments(desk, json.dumps(plain).encode(), "lampiran.json")
    assert desk.store.read() == before


def test_a_list_of_another_cycle_edition_or_opd_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Each in a sentence of its own."""
    plain = json.loads(some_list(desk, tmp_path))
    for key, value, words in (
        ("cycle", "kab-lain-2024", "daftar ini untuk kab-lain-2024, bukan contoh-2024"),
        ("edition", "permenpanrb-8-2026", "daftar ini untuk permenpanrb-8-2026"),
        ("opd", "antah", "OPD 'antah' tidak ada di daftar siklus ini"),
    ):
        with pytest.raises(InputError, match=words):
            receive_attachments(desk, json.dumps(plain | {key: value}).encode(), "lampiran.json")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_list_is_refused_in_a_sentence(desk: Desk, content: bytes) -> None:
    """No traceback, whatever it is."""
    with pytest.raises(InputError, match="bukan daftar lampiran"):
        receive_attachments(desk, content, "x.json")


def test_a_list_is_written_and_read_the_same(desk: Desk, tmp_path: Path) -> None:
    """All fields of what is attached and detached."""
    saved(desk, parcel(tmp_path, {"47 Notula reviu.pdf": letter("a")}))
    (attached,) = desk.store.read().attachments
    changes = AttachmentList(opd=OPD, attached=(attached,), detached=(other_name(attached),))

    content = write_attachment_list(desk.cycle, desk.now, changes)

    assert read_attachment_list(content, "x.json", desk.cycle, EDITION) == changes


def test_a_kept_list_that_was_changed_is_told(desk: Desk, tmp_path: Path) -> None:
    """Its name says how it began."""
    some_list(desk, tmp_path)
    (file,) = lists(desk)
    file.write_bytes(file.read_bytes() + b" ")
    with open_store(copy_register(tmp_path / "lain"), cycle="x", instrument=EDITION) as store:
        (receipt,) = receive_kept(replace(desk, store=store))

    assert isinstance(receipt, SpbeError)
    assert "berubah sejak diterima" in str(receipt)
