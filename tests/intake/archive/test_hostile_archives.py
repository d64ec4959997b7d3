"""Archives that mean harm, are damaged, or belong elsewhere: a sentence, and nothing left behind."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from spbe_lib.errors import SpbeError
from spbe_lib.intake.archive.layout import MANIFEST
from spbe_lib.intake.archive.unpack import unpack
from tests.intake.archive.packing import Parts, edited_lines, members, signed, zipped

CONTENT = b"isi"


@pytest.fixture
def parts(archive: Path) -> Parts:
    """The members of an honest archive."""
    return members(archive)


def refusal(inputs: Path, file: Path) -> str:
    """What is said of an archive; fails when it is opened, or when anything is left anywhere."""
    around = sorted(inputs.parent.rglob("*"))
    with pytest.raises(SpbeError) as refused:
        unpack(inputs, file)
    assert list(inputs.iterdir()) == []
    assert sorted(inputs.parent.rglob("*")) == around
    assert str(inputs) not in str(refused.value)
    return str(refused.value)


NAMES = (
    "../../jahat.yaml",
    "submissions/../../jahat.yaml",
    "/etc/jahat.yaml",
    "C:/jahat.yaml",
    "C:jahat.yaml",
    "submissions\\jahat.xlsx",
    "submissions/.jahat",
    "submissions/con.xlsx",
    "submissions/jahat.xlsx ",
    "submissions/\u202exslx.jahat",
    "submissions/a/b.xlsx",
    "submissions//a.xlsx",
    "submissions/",
    "evidence/bukan-hash.pdf",
    "evidence/aa/bb/cc/dd/" + "a" * 64,
    "records/Entry.jsonl",
    "records/entry.csv",
    "sources/dinkes.xlsx",
    "backups/spbe.db",
    "shared/20240603T023000Z_laporan_aaaaaaaaaaaa.zip",
    "shared/20240603T023000Z_laporan_aaaaaaaaaaaa.xlsx",
    "shared/20249903T023000Z_laporan_aaaaaaaaaaaa.json",
    "shared/a/20240603T023000Z_laporan_aaaaaaaaaaaa.json",
    "shared/catatan.json",
    "submissions/isi.zip",
    "n" * 200 + ".yaml",
)


@pytest.mark.failure(13)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(
    parts: Parts, inputs: Path, tmp_path: Path, name: str
) -> None:
    """Out of the folder, onto another drive, hidden, reserved, or in a room that an archive has not."""
    file = zipped(tmp_path / "jahat.zip", signed(parts | {name: CONTENT}))

    assert "nama ini tidak boleh ada dalam arsip siklus" in refusal(inputs, file)


@pytest.mark.parametrize("name", ["spbe.db", "catatan.txt", "run.json"])
def test_a_file_that_no_cycle_names_is_refused(parts: Parts, inputs: Path, tmp_path: Path, name: str) -> None:
    """Even when the manifest lists it: a database of somebody else, above all."""
    file = zipped(tmp_path / "jahat.zip", signed(parts | {name: CONTENT}))

    assert refusal(inputs, file)


@pytest.mark.parametrize(
    "name",
    [
        f"submissions/{'a' * 9}.xlsx",
        f"evidence/aa/{'a' * 64}.pdf",
        "shared/20240603T023000Z_laporan_aaaaaaaaaaaa.json",
    ],
)
def test_a_file_that_no_record_knows_is_refused(
    parts: Parts, inputs: Path, tmp_path: Path, name: str
) -> None:
    """What is in a cycle was received, and recorded as what it is."""
    file = zipped(tmp_path / "jahat.zip", signed(parts | {name: CONTENT}))

    assert f"{name[:20]}" in refusal(inputs, file)
    assert "berkas ini tidak tercatat dalam siklus" in refusal(inputs, file)


def test_names_that_are_one_file_on_windows_are_refused(parts: Parts, inputs: Path, tmp_path: Path) -> None:
    """``OPD.CSV`` beside ``opd.csv``, and the same name twice."""
    file = zipped(tmp_path / "jahat.zip", signed(parts | {"OPD.CSV": CONTENT}))
    twice = tmp_path / "dua.zip"
    with zipfile.ZipFile(zipped(twice, parts), "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("opd.csv", CONTENT)

    for each in (file, twice):
        assert "nama ini ada lebih dari sekali" in refusal(inputs, each)


def test_a_link_is_refused(parts: Parts, inputs: Path, tmp_path: Path) -> None:
    """A member that is a symbolic link to somewhere else, or a device."""
    for kind in (stat.S_IFLNK, stat.S_IFCHR):
        link = zipfile.ZipInfo("submissions/tautan.xlsx")
        link.create_system, link.external_attr = 3, (kind | 0o777) << 16
        file = zipped(tmp_path / f"{kind}.zip", signed(parts | {link.filename: b"/etc/passwd"}))
        rest = {name: content for name, content in members(file).items() if name != link.filename}
        with zipfile.ZipFile(zipped(file, rest), "a") as archive:
            archive.writestr(link, b"/etc/passwd")

        assert "ini bukan berkas biasa" in refusal(inputs, file)


def test_bombs_are_refused_before_they_are_unpacked(parts: Parts, inputs: Path, tmp_path: Path) -> None:
    """Too much for its size, too many members, and a size that the head of a member lies about."""
    zeros = zipped(tmp_path / "nol.zip", signed(parts | {"submissions/nol.xlsx": b"\0" * 60_000_000}))
    many = {f"submissions/{number}.xlsx": b"" for number in range(50_001)}

    assert "jauh lebih besar daripada ukurannya" in refusal(inputs, zeros)
    assert "lebih dari 50000 berkas" in refusal(inputs, zipped(tmp_path / "banyak.zip", parts | many))


def test_a_member_that_is_larger_than_it_says_is_cut_off(parts: Parts, inputs: Path, tmp_path: Path) -> None:
    """The list of members says 3 bytes, the stream holds a million."""
    name = "submissions/bohong.xlsx"
    file = zipped(tmp_path / "bohong.zip", signed(parts | {name: CONTENT * 400_000}))
    content = bytearray(file.read_bytes())
    place = content.rindex(name.encode()) - 46  # its entry in the central directory
    struct.pack_into("<L", content, place + 24, len(CONTENT))
    file.write_bytes(bytes(content))

    assert "ukurannya bukan ukuran yang dikirim" in refusal(inputs, file)


def test_a_zip_inside_is_refused(parts: Parts, inputs: Path, tmp_path: Path) -> None:
    """Whatever it is called."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", CONTENT)
    name = next(each for each in parts if each.startswith("submissions/"))
    file = zipped(tmp_path / "dalam.zip", signed(parts | {name: inner.getvalue()}))

    assert "ini arsip di dalam arsip" in refusal(inputs, file)


@pytest.mark.parametrize("what", ["hilang", "berubah", "tambahan"])
def test_what_the_manifest_does_not_say_is_refused(
    parts: Parts, inputs: Path, tmp_path: Path, what: str
) -> None:
    """A member that is missing, that was changed on the way, or that was slipped in."""
    name = next(each for each in parts if each.startswith("submissions/"))
    told = "berkas ini hilang dari arsip"
    if what == "hilang":
        del parts[name]
    elif what == "berubah":
        parts[name] = parts[name][:-1] + b"?"
        told = "isinya bukan isi yang dikirim"
    else:
        parts["submissions/susulan.xlsx"] = CONTENT
        told = "berkas ini tidak ada dalam daftar isi arsip"

    assert told in refusal(inputs, zipped(tmp_path / "a.zip", parts))


def test_a_damaged_archive_is_refused_wherever_it_is_damaged(
    archive: Path, inputs: Path, tmp_path: Path
) -> None:
    """Cut off, empty, none at all, or one byte turned round anywhere in it."""
    whole, file = archive.read_bytes(), tmp_path / "rusak.zip"
    cut = [whole[: len(whole) // 3], whole[:-30], b"", b"bukan zip", b"PK\x05\x06" + b"\0" * 18]
    for content in cut:
        file.write_bytes(content)
        assert "rusak.zip" in refusal(inputs, file)
    for place in range(40, len(whole), len(whole) // 30):
        turned = bytearray(whole)
        turned[place] ^= 0xFF
        file.write_bytes(bytes(turned))
        try:
            unpack(inputs, file)
        except SpbeError:
            assert list(inputs.iterdir()) == []
        else:  # a byte that says nothing: a date, a version
            with zipfile.ZipFile(file) as opened, zipfile.ZipFile(archive) as honest:
                assert {e.filename: e.CRC for e in opened.infolist()} == {
                    e.filename: e.CRC for e in honest.infolist()
                }
            for each in inputs.iterdir():
                each.rename(tmp_path / f"baik-{place}")


Change = Callable[[Parts], Parts]
ELSEWHERE: dict[str, tuple[Change, str]] = {
    "format": (lambda parts: signed(parts, format="spbe-siklus-2"), "berformat spbe-siklus-2, bukan"),
    "schema": (lambda parts: signed(parts, schema="9999"), "memakai skema 9999; program ini mengenal sampai"),
    "no schema": (lambda parts: signed(parts, schema="x"), "memakai skema x"),
    "edition": (lambda parts: signed(parts, edition="permen-2099"), "peraturan 'permen-2099' tidak dikenal"),
    "wording": (lambda parts: signed(parts, edition_hash="0" * 64), "yang lain, sehingga jawabannya berbeda"),
    "other edition": (
        lambda parts: signed(parts | {"cycle.yaml": parts["cycle.yaml"].replace(b"year: 2024", b"year: 1")}),
        "cycle.yaml baris",
    ),
    "key": (lambda parts: signed(parts, tambahan=1), "daftar isinya rusak atau berubah"),
    "no manifest": (
        lambda parts: {name: each for name, each in parts.items() if name != MANIFEST},
        "ini bukan arsip siklus",
    ),
    "manifest": (lambda parts: parts | {MANIFEST: b"[" * 100_000}, "daftar isinya rusak atau berubah"),
    "no cycle": (
        lambda parts: signed({name: each for name, each in parts.items() if name != "cycle.yaml"}),
        "cycle.yaml: berkas ini hilang dari arsip",
    ),
    "missing": (lambda parts: signed(parts, missing=["0" * 64]), "menyebut data dukung yang tidak tercatat"),
    "name": (lambda parts: signed(parts, cycle="../luar"), "nama siklus ini tidak dapat dipakai"),
}


@pytest.mark.failure(10)
@pytest.mark.parametrize("what", ELSEWHERE)
def test_an_archive_from_elsewhere_is_refused_with_a_sentence(
    parts: Parts, inputs: Path, tmp_path: Path, what: str
) -> None:
    """Another lay-out, a newer program, another regulation or wording, a folder that is no cycle."""
    change, told = ELSEWHERE[what]

    assert told in refusal(inputs, zipped(tmp_path / "a.zip", change(parts)))


def changing(table: str, **values: object) -> Change:
    """Change the first row of a table."""
    return lambda parts: edited_lines(parts, table, lambda rows: rows[0].update(values))


def repeated(table: str) -> Change:
    """Write the first row of a table twice."""
    return lambda parts: edited_lines(parts, table, lambda rows: rows.append(rows[0]))


def rewritten(table: str, change: Callable[[bytes], bytes]) -> Change:
    """Change the lines of a table as they stand."""
    name = f"records/{table}.jsonl"
    return lambda parts: signed(parts | {name: change(parts[name])})


ROWS: dict[str, tuple[Change, str]] = {
    "unknown table": (
        lambda parts: signed(parts | {"records/demo_account.jsonl": b""}),
        "tabel ini tidak di",
    ),
    "missing table": (
        lambda parts: signed({name: each for name, each in parts.items() if "verdict" not in name}),
        "records/verdict.jsonl: tabel ini tidak ada",
    ),
    "unknown column": (changing("entry", jahat="x"), "kolomnya bukan kolom tabel ini (jahat)"),
    "missing column": (
        lambda parts: edited_lines(parts, "entry", lambda rows: rows[0].pop("reason")),
        "kolomnya bukan kolom tabel ini (reason)",
    ),
    "unknown word": (
        changing("entry", status="hebat"),
        "records/entry.jsonl baris 1: isi baris ini melanggar",
    ),
    "empty": (changing("entry", opd=None), "isi baris ini melanggar aturan"),
    "version": (changing("entry", version=0), "isi baris ini melanggar aturan"),
    "twice": (repeated("entry"), "isi baris ini melanggar aturan"),
    "loose": (
        changing("tick", entry_id=999),
        "records/tick.jsonl: ada baris yang merujuk baris yang tidak ada",
    ),
    "moment": (changing("event", at="kemarin"), "records/event.jsonl baris 1: isi kolom at tidak dapat"),
    "no zone": (changing("event", at="2024-06-03T02:30:00.000000"), "isi kolom at tidak dapat dibaca"),
    "day": (changing("promise", due="2024-13-41"), "isi kolom due tidak dapat dibaca"),
    "figure": (changing("assessment", published_index="1/0"), "isi kolom published_index tidak dapat dibaca"),
    "text": (changing("entry", version="satu"), "records/entry.jsonl baris 1"),
    "number": (changing("entry", reason=2), "records/entry.jsonl"),
    "huge": (changing("event", version=2**64), "baris ini rusak atau tidak ditulis oleh program ini"),
    "float": (changing("event", version=1.5), "baris ini rusak atau tidak ditulis oleh program ini"),
    "list": (changing("event", note=["x"]), "baris ini rusak atau tidak ditulis oleh program ini"),
    "truth": (changing("response", open_end=True), "baris ini rusak atau tidak ditulis oleh program ini"),
    "surrogate": (rewritten("event", lambda c: c.replace(b'"note": "', b'"note": "\\ud800', 1)), "baris 1"),
    "keys twice": (rewritten("event", lambda c: c.replace(b'{"', b'{"id": 1, "', 1)), "baris 1"),
    "no line": (rewritten("event", lambda c: c[:-40]), "baris ini rusak"),
    "no text": (rewritten("event", lambda c: b"\xff" + c), "baris 1"),
    "no cycle": (rewritten("cycle", lambda _: b""), "records/cycle.jsonl: harus berisi tepat satu baris"),
    "edition": (
        changing("cycle", edition="permenpanrb-5-2018"),
        "catatan dalam arsip ini tidak dapat dibaca",
    ),
    "file": (
        changing("submission", kept_as="../../jahat"),
        "../../jahat: berkas ini tercatat tetapi tidak ada",
    ),
    "evidence": (
        lambda parts: edited_lines(
            edited_lines(parts, "evidence_file", lambda rows: rows[0].update(sha256="b" * 64)),
            "attachment",
            lambda rows: rows[0].update(sha256="b" * 64),
        ),
        f"{'b' * 40}",
    ),
    "kind": (changing("evidence_file", kind="../../x"), "berkas ini tercatat tetapi tidak ada"),
    "half a level": (changing("response", low=3, high=None), "catatan dalam arsip ini tidak dapat dibaca"),
}


@pytest.mark.failure(9)
@pytest.mark.parametrize("what", ROWS)
def test_rows_that_we_never_wrote_are_refused(parts: Parts, inputs: Path, tmp_path: Path, what: str) -> None:
    """An honest manifest over dishonest rows: by table and line, and nothing of it is kept."""
    change, told = ROWS[what]

    assert told in refusal(inputs, zipped(tmp_path / "a.zip", change(parts)))


def test_a_draft_of_an_unpacking_that_was_killed_long_ago_is_thrown_away(archive: Path, inputs: Path) -> None:
    """A younger one stays: somebody may be unpacking."""
    for name, age in ((".arsip-lama", 0), (".arsip-baru", None)):
        (inputs / name / "x").mkdir(parents=True)
        if age is not None:
            os.utime(inputs / name, (age, age))

    made = unpack(inputs, archive)

    assert sorted(each.name for each in inputs.iterdir()) == [".arsip-baru", made.folder.name]


def test_records_beyond_any_honest_size_are_not_read(
    parts: Parts, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would be held in memory, table by table."""
    monkeypatch.setattr("spbe_lib.intake.archive.opened._LARGEST_RECORDS", 2_000_000)
    file = zipped(tmp_path / "baris.zip", signed(parts | {"records/event.jsonl": b"\n" * 2_000_001}))

    assert "catatannya lebih besar dari 2 MB" in refusal(inputs, file)
