"""``SHA256SUMS`` of a folder of outputs: what coreutils accepts, and what is refused."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.reporting.batch.manifest import (
    MANIFEST,
    Fault,
    check_folder,
    digest_of,
    read_manifest,
    write_manifest,
)
from spbe_lib.workspace import write_whole

FILES = {"konsolidasi.html": b"<html>a", "index.html": b"", "opd/dinkes.html": b"b", "opd/a.html": b"c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of outputs with its manifest."""
    for name, content in FILES.items():
        write_whole(tmp_path / name, content)
    write_manifest(tmp_path, FILES)
    return tmp_path


def test_the_manifest_is_sorted_and_read_back_as_it_was_written(folder: Path) -> None:
    """One line a file, ended by a line feed, whatever the order in which they were told."""
    content = (folder / MANIFEST).read_bytes()
    lines = content.decode().split("\n")

    assert [line[66:] for line in lines[:-1]] == sorted(FILES)
    assert b"\r" not in content
    assert read_manifest(folder / MANIFEST) == {name: digest_of(folder / name) for name in FILES}
    write_manifest(folder, reversed(FILES))
    assert (folder / MANIFEST).read_bytes() == content


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs coreutils")
def test_the_tool_of_every_linux_accepts_the_manifest(folder: Path) -> None:
    """``sha256sum -c`` says the same as we do, of a whole folder and of a changed one."""
    command = ["sha256sum", "-c", "--strict", MANIFEST]
    whole = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    (folder / "index.html").write_bytes(b"lain")
    changed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.count(": OK\n") == len(FILES)
    assert changed.returncode == 1


def test_what_was_hashed_already_is_not_read_again(folder: Path) -> None:
    """A known digest is written as it is told."""
    write_manifest(folder, ["opd/a.html", "opd/gone.html"], {"opd/gone.html": "0" * 64})

    assert read_manifest(folder / MANIFEST)["opd/gone.html"] == "0" * 64


def test_every_file_that_is_not_as_it_was_is_named(folder: Path) -> None:
    """Changed, gone, and a page that somebody laid beside the others; drafts are none."""
    assert check_folder(folder).faults == ()

    (folder / "opd" / "dinkes.html").write_bytes(b"B")
    (folder / "konsolidasi.html").unlink()
    for strange in ("opd/palsu.html", "baru.html", "opd/.dinkes.html.12", "kuesioner/dinkes.html"):
        write_whole(folder / strange, b"x")

    assert check_folder(folder).faults == (
        ("baru.html", Fault.UNKNOWN),
        ("konsolidasi.html", Fault.MISSING),
        ("opd/dinkes.html", Fault.CHANGED),
        ("opd/palsu.html", Fault.UNKNOWN),
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_pipe_in_the_place_of_a_page_does_not_hang(folder: Path) -> None:
    """Only plain files are read."""
    (folder / "index.html").unlink()
    os.mkfifo(folder / "index.html")

    assert check_folder(folder).faults == (("index.html", Fault.MISSING),)


DIGEST = "a" * 64


@pytest.mark.failure(15)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "daftar ini kosong"),
        (f"{DIGEST}  a.html".encode(), "terpotong"),
        (b"\xff\xfe\n", "bukan daftar SHA-256"),
        (f"{DIGEST}  /etc/passwd\n".encode(), "baris 1: baris ini bukan SHA-256"),
        (f"{DIGEST}  ../inputs/x\n".encode(), "baris 1"),
        (f"{DIGEST}  a/../../x\n".encode(), "baris 1"),
        (f"{DIGEST}  C:x.html\n".encode(), "baris 1"),
        (f"{DIGEST}  a\\b.html\n".encode(), "baris 1"),
        (f"{DIGEST}  ./a.html\n".encode(), "baris 1"),
        (f"{DIGEST}  a//b.html\n".encode(), "baris 1"),
        (f"{DIGEST}  {MANIFEST}\n".encode(), "baris 1"),
        (f"{DIGEST}  a.html\r\n".encode(), "baris 1"),
        (f"{DIGEST}  a\x1b[31m.html\n".encode(), "baris 1"),
        (f"{DIGEST} a.html\n".encode(), "baris 1"),
        (f"{DIGEST[1:]}  a.html\n".encode(), "baris 1"),
        (f"{DIGEST}  a.html\n\n".encode(), "baris 2"),
        (f"{DIGEST}  a.html\n{DIGEST}  a.html\n".encode(), "'a.html' disebut lebih dari sekali"),
        (b"0" * 6_000_000, "daftar ini kosong, terpotong"),
    ],
)
def test_a_faulty_manifest_is_refused_with_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    """The line is named, no sign of it can do harm on a screen, and there is a remedy."""
    (tmp_path / MANIFEST).write_bytes(content)

    with pytest.raises(InputError) as refused:
        read_manifest(tmp_path / MANIFEST)

    assert words in str(refused.value)
    assert "spbe report" in str(refused.value)
    assert str(refused.value).replace("\n", "").isprintable()
    assert str(tmp_path.parent) not in str(refused.value)


@pytest.mark.parametrize("name", ["../x", "/x", "a\nb", "C:x", "", "a\\b", MANIFEST])
def test_a_name_that_leads_out_of_the_folder_is_never_written(folder: Path, name: str) -> None:
    """The manifest that lay there stays."""
    before = (folder / MANIFEST).read_bytes()

    with pytest.raises(ValueError, match=r"^"):
        write_manifest(folder, [name], {name: DIGEST})

    assert (folder / MANIFEST).read_bytes() == before


def test_a_folder_without_a_manifest_says_what_to_do(tmp_path: Path) -> None:
    """Neither whole nor changed: it cannot be said."""
    with pytest.raises(InputError, match=r"tidak memuat SHA256SUMS\. Sebut folder hasil"):
        check_folder(tmp_path)
