"""A whole cycle as one archive: out, in, and out again, with nothing lost and no secret told."""

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, WorkspaceError
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.archive.layout import MANIFEST
from spbe_lib.intake.archive.pack import pack
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.intake.desk import Receipt
from spbe_lib.intake.inspection import inspect
from spbe_lib.records.database.schema import metadata
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting.document import to_bytes
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.sharing.shared import read_shared
from spbe_lib.workspace import backups, evidence, shared, submissions
from tests.intake.archive.packing import (
    PDF,
    SCAN,
    SECRET,
    SHARED,
    manifest_of,
    members,
    office_document,
    packed,
    received,
    signed,
    zipped,
)
from tests.intake.desks import BUNDLED, OPD, copy_register, desk_in, later, refusal, sent, template


@pytest.mark.failure(9)
def test_export_import_export_is_equal_but_for_the_date(busy: Path, inputs: Path, tmp_path: Path) -> None:
    """Every member byte by byte, and the manifest in all but its date; equal dates, equal archives."""
    first = packed(busy, tmp_path / "a.zip")
    made = unpack(inputs, first)

    again, later_on = packed(made.folder, tmp_path / "b.zip"), packed(made.folder, tmp_path / "c.zip", 60)

    one, other = members(first), members(later_on)
    assert again.read_bytes() == first.read_bytes()
    assert list(one) == list(other)
    assert {name for name in one if one[name] != other[name]} == {MANIFEST}
    assert manifest_of(one).pop("date") != manifest_of(other).pop("date")
    assert {**manifest_of(one), "date": ""} == {**manifest_of(other), "date": ""}


@pytest.mark.failure(9)
def test_what_comes_out_is_what_was_put_in(busy: Path, archive: Path, inputs: Path) -> None:
    """Records, received files, evidence, sources: the cycle works on as if nothing had happened."""
    made = unpack(inputs, archive)

    with desk_in(busy) as there, desk_in(made.folder) as here:
        assert here.store.read() == there.store.read()
        assert here.cycle == there.cycle
        assert inspect(here) == inspect(there) == []
        assert {type(each) for each in receive_kept(here)} <= {Receipt}
    assert made.notes == ()
    assert received(made.folder) == received(busy)
    assert read_shared(made.folder) == read_shared(busy)
    assert [each.reports for each in read_shared(made.folder)] == [(SHARED,), (SHARED,)]
    assert {file.read_bytes() for file in evidence(made.folder).rglob("*.pdf")} == {PDF, SCAN}


def test_every_table_but_the_secret_one_is_in_the_archive_and_none_is_empty(archive: Path) -> None:
    """What is not packed is not proven to come back: the busy cycle fills every table."""
    parts = members(archive)
    tables = {f"records/{name}.jsonl" for name in metadata.tables} - {"records/demo_account.jsonl"}

    assert {name for name in parts if name.startswith("records/")} == tables
    assert {name for name in tables if not parts[name]} == set()


def test_what_former_years_left_goes_along(archive: Path, inputs: Path) -> None:
    """The pairs and the list of recommendations are files of the cycle."""
    cycle = read_cycle(unpack(inputs, archive).folder)

    assert {"pasangan.csv", "tindak-lanjut.csv"} <= set(members(archive))
    assert (len(cycle.pairs), len(cycle.follow_ups)) == (141, 9)


@pytest.mark.failure(26)
def test_no_demo_account_is_in_the_archive_and_that_is_told(busy: Path, tmp_path: Path) -> None:
    """Neither its secret nor its login, in no member and not in the bytes of the file."""
    with desk_in(busy) as desk:
        told = pack(desk, tmp_path / "a.zip")
        assert [account.secret for account in desk.store.accounts()] == [SECRET]
    parts = members(told.file)

    assert told.accounts == 1
    assert not [name for name, content in parts.items() if SECRET.encode() in content]
    assert SECRET.encode() not in told.file.read_bytes()
    assert manifest_of(parts)["left_out"] == {
        "demo_account": "Akun uji tidak pernah ikut dalam arsip; sampaikan langsung kepada asesor."
    }


@pytest.mark.failure(13)
def test_an_archive_tells_no_place_and_no_time_but_its_date(busy: Path, archive: Path) -> None:
    """No path of the machine, no user, and the same moment on every member."""
    with zipfile.ZipFile(archive) as opened:
        described = {(each.date_time, each.create_system, each.external_attr) for each in opened.infolist()}
        contents = [opened.read(each) for each in opened.infolist()]

    assert described == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)}
    assert not [each for each in contents if str(busy.parent).encode() in each]


def test_a_renamed_cycle_says_that_old_workbooks_do_not_fit(
    busy: Path, archive: Path, inputs: Path, tmp_path: Path
) -> None:
    """It has its own name, in its records too; a Kuesioner of the old one is refused with a sentence."""
    with desk_in(busy) as desk:
        old = sent(tmp_path, template(desk))

    made = unpack(inputs, archive, "kab-salinan")

    assert (made.folder.name, made.former) == ("kab-salinan", BUNDLED.name)
    with desk_in(made.folder) as desk:
        assert "Kuesioner ini untuk siklus contoh-2024, bukan kab-salinan" in refusal(later(desk), old)
    again = members(packed(made.folder, tmp_path / "b.zip"))
    assert b'"name": "kab-salinan"' in again["records/cycle.jsonl"]


def test_a_cycle_that_exists_is_never_touched(archive: Path, inputs: Path) -> None:
    """The refusal offers another name; the folder stays as it is."""
    (inputs / BUNDLED.name).mkdir()

    with pytest.raises(WorkspaceError, match=r"sudah ada dan tidak diubah\. Beri nama lain dengan --as"):
        unpack(inputs, archive)

    assert [list(each.iterdir()) for each in inputs.iterdir()] == [[]]


@pytest.mark.parametrize("name", ["", "..", "../x", "Kab Saya", "con", "k" * 41])
def test_a_name_that_is_no_plain_folder_name_is_refused(archive: Path, inputs: Path, name: str) -> None:
    """Nothing is made, here or elsewhere."""
    with pytest.raises(WorkspaceError, match="misalnya kab-contoh-2025"):
        unpack(inputs, archive, name)

    assert list(inputs.iterdir()) == []


@pytest.mark.failure(8)
def test_a_cycle_that_is_not_whole_is_not_packed(tmp_path: Path, archive: Path, inputs: Path) -> None:
    """A received file that is gone, changed or was never taken in: all are named, and no archive is left."""
    folder = unpack(inputs, archive).folder
    first, second, *_ = sorted(submissions(folder).iterdir())
    first.unlink()
    second.write_bytes(b"lain")
    with pytest.raises(InputError) as refused:
        packed(folder, tmp_path / "keluar" / "a.zip")
    (submissions(folder) / "dari-wa.xlsx").write_bytes(b"x")
    with pytest.raises(InputError, match=r"dari-wa\.xlsx: berkas ini belum dimasukkan"):
        packed(folder, tmp_path / "keluar" / "a.zip")

    assert f"submissions/{first.name}: berkas ini hilang" in str(refused.value)
    assert f"submissions/{second.name}: isi berkas ini berubah" in str(refused.value)
    assert list((tmp_path / "keluar").iterdir()) == []


def test_missing_evidence_is_told_and_still_comes_out_the_same(
    tmp_path: Path, archive: Path, inputs: Path
) -> None:
    """Records may speak of evidence that nobody has any more; a file that nobody knows stays behind."""
    folder = unpack(inputs, archive).folder
    file = next(evidence(folder).rglob("*.pdf"))
    file.rename(file.with_name(f"{'0' * 64}.pdf"))

    with desk_in(folder) as desk:
        told = pack(desk, tmp_path / "a.zip")
    again = unpack(inputs, told.file, "salinan")

    assert told.missing == (file.stem,)
    assert told.strangers == (f"evidence/{file.parent.name}/{'0' * 64}.pdf",)
    assert len(list(evidence(again.folder).rglob("*.pdf"))) == 1
    assert members(packed(again.folder, tmp_path / "b.zip")).keys() == members(told.file).keys()


def test_a_changed_record_of_what_was_shared_is_not_packed(
    archive: Path, inputs: Path, tmp_path: Path
) -> None:
    """It is named, and no archive is left; one that only lies there under another name stays behind."""
    folder = unpack(inputs, archive).folder
    first, second = sorted(shared(folder).iterdir())
    (shared(folder) / "salinan.json").write_bytes(b"{}")
    whole = members(packed(folder, tmp_path / "a.zip"))
    first.write_bytes(first.read_bytes().replace(b"dinkes", b"dinsos"))

    with pytest.raises(InputError, match=f"shared/{first.name}: isi berkas ini berubah sejak disimpan"):
        packed(folder, tmp_path / "b.zip")

    assert [name for name in whole if name.startswith("shared/")] == [
        f"shared/{each.name}" for each in (first, second)
    ]
    assert [file.name for file in tmp_path.glob("*.zip")] == ["a.zip"]


def test_an_archive_takes_no_other_files_place(busy: Path, archive: Path) -> None:
    """What lies there is not ours to replace."""
    before = archive.read_bytes()

    with pytest.raises(WorkspaceError, match="sudah ada dan tidak diubah"):
        packed(busy, archive)

    assert archive.read_bytes() == before


def test_an_office_document_as_evidence_is_no_archive_inside_the_archive(archive: Path, inputs: Path) -> None:
    """Workbooks are zips, too; what is refused is a zip of anything."""
    parts = members(archive)
    name = next(each for each in parts if each.startswith("sources/"))
    content = office_document()
    del parts[name]
    parts[f"sources/{hashlib.sha256(content).hexdigest()}.xlsx"] = content

    unpack(inputs, zipped(archive.with_name("kantor.zip"), signed(parts)))

    assert len(list(inputs.iterdir())) == 1


def test_an_official_result_is_packed_too(inputs: Path, tmp_path: Path) -> None:
    """A cycle without a register, of which nothing was imported yet; the note says so."""
    source = BUNDLED.parent / "kab-madiun-2020"
    folder = Path(shutil.copytree(source, tmp_path / source.name, ignore=shutil.ignore_patterns("spbe.db*")))

    made = unpack(inputs, packed(folder, tmp_path / "a.zip"))

    assert sorted(file.name for file in made.folder.glob("*.*")) == [
        "cycle.yaml",
        "penilaian-akhir.yaml",
        "riwayat.yaml",
        "spbe.db",
    ]
    assert "belum dimasukkan" in str(made.notes[0])


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled example with all that it received."""
    folder = copy_register(tmp_path_factory.mktemp("contoh"))
    shutil.copytree(submissions(BUNDLED), submissions(folder))
    with desk_in(folder) as desk:
        assert [each for each in receive_kept(desk) if not isinstance(each, Receipt)] == []
    return folder


@pytest.mark.failure(9)
def test_the_example_comes_out_with_the_same_reports(example: Path, inputs: Path, tmp_path: Path) -> None:
    """Imported, packed, unpacked, packed again: equal bytes, and equal report inputs of every OPD."""
    first = packed(example, backups(example) / "contoh.zip")
    made = unpack(inputs, first)

    assert packed(made.folder, tmp_path / "b.zip").read_bytes() == first.read_bytes()
    with desk_in(example) as there, desk_in(made.folder) as here:
        one, other = there.store.read(), here.store.read()
        for opd in there.cycle.filling:
            before = to_bytes(freeze_opd(there.cycle, there.instrument, one, opd.code))
            assert to_bytes(freeze_opd(here.cycle, here.instrument, other, opd.code)) == before
    assert OPD in {opd.code for opd in here.cycle.filling}
