"""``spbe evidence`` as it is typed: match and correct, list what is lacking, keep a secret secret."""

import os
import pty
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from spbe_lib.cli import spbe
from tests.cli.test_season import filled
from tests.cli.typing import office, typed
from tests.evidence_files import letter, picture

LOGIN, SECRET = "penguji.rsud", "Kunci-Rahasia-7319"
CYCLE = "contoh-2024"


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which an OPD has answered, to be copied."""
    made = office(tmp_path_factory.mktemp("kantor"))
    typed("template", CYCLE, "dinkes", folder=made)
    sent = filled(made / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx", "dinkes")
    assert typed("import", CYCLE, sent, folder=made).returncode == 0
    return made


@pytest.fixture
def root(answered: Path, tmp_path: Path) -> Path:
    """A working folder of one's own in which an OPD has answered."""
    return Path(shutil.copytree(answered, tmp_path / "kantor"))


def sent(root: Path) -> Path:
    """A folder of files as the OPD sends it."""
    folder = root / "kiriman"
    for name, content in {
        "47.2.1 SK.pdf": letter("a"),
        "Indikator 47/Foto.png": picture(),
        "Foto rapat.png": picture(shade=9),
        "47 jahat.pdf": b"MZ\x90",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def entered(root: Path, *arguments: str, keys: str = "") -> Result:
    """Run a command that asks, with what is typed in answer."""
    before = Path.cwd()
    os.chdir(root)
    try:
        return CliRunner().invoke(spbe, ["evidence", "account", CYCLE, *arguments], input=keys)
    finally:
        os.chdir(before)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and every part of what is packed; the database itself is left out."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder).as_posix()
        if file.name.startswith("spbe.db"):
            continue
        yield name, file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                yield from ((f"{name}:{part}", packed.read(part)) for part in packed.namelist())


@pytest.mark.failure(25)
@pytest.mark.parametrize("name", ["list", "match", "account"])
def test_every_part_has_help_in_indonesian_with_an_example(name: str) -> None:
    """Like every other command."""
    shown = CliRunner().invoke(spbe, ["evidence", name, "--help"])
    group = spbe.commands["evidence"]
    assert isinstance(group, click.Group)
    command = group.commands[name]

    assert "Pemakaian: " in shown.output
    assert "Contoh:" in shown.output
    assert command.short_help
    assert all(each.help for each in command.params if isinstance(each, click.Option))
    for english in ("Usage", "Options", "Show this", "exit."):
        assert english not in shown.output


def test_files_are_shown_corrected_and_recorded(root: Path) -> None:
    """A preview that changes nothing, a list for Excel, and the corrected list recorded."""
    parcel = sent(root)
    shown = typed("evidence", "match", CYCLE, "dinkes", parcel, folder=root)
    place = root / "outputs" / CYCLE / "data-dukung" / "dinkes.csv"
    untouched = (root / "inputs" / CYCLE / "evidence").exists()
    text = place.read_text("utf-8-sig")
    mine = root / "betul.csv"
    mine.write_text(text.replace(";;;Foto rapat;", ";16;syarat 3.1;Foto rapat;"), encoding="utf-8")
    first = typed("evidence", "match", CYCLE, "dinkes", parcel, "--save", folder=root)
    right = typed("evidence", "match", CYCLE, "dinkes", parcel, "--list", mine, "--save", folder=root)
    again = typed("evidence", "match", CYCLE, "dinkes", parcel, "--list", mine, "--save", folder=root)
    checked = typed("check", CYCLE, folder=root)

    assert (shown.returncode, shown.stderr, untouched) == (0, "", False)
    assert "47.2.1 SK.pdf → indikator 47 syarat 2.1: SK (kode syarat pada nama" in shown.stdout
    assert "Foto rapat.png: belum cocok\n  nama berkas tidak menyebut indikator" in shown.stdout
    assert "47 jahat.pdf: tidak disimpan\n  isi berkas ini sebuah program Windows" in shown.stdout
    assert "2 dari 4 berkas cocok." in shown.stdout
    assert text.startswith(
        "berkas;sha256;indikator;syarat;dokumen;nomor;halaman;tangkapan layar;alasan;masalah"
    )
    assert place.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (first.returncode, "Tercatat: 2 lampiran, 0 dilepas." in first.stdout) == (2, True)
    assert (right.returncode, "Tercatat: 1 lampiran, 0 dilepas." in right.stdout) == (0, True)
    assert (again.returncode, again.stdout) == (0, "Tidak ada yang berubah.\n")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_list_that_somebody_works_on_is_not_lost(root: Path) -> None:
    """Matching once more keeps the list of before beside the new one."""
    parcel = sent(root)
    place = root / "outputs" / CYCLE / "data-dukung" / "dinkes.csv"
    typed("evidence", "match", CYCLE, "dinkes", parcel, folder=root)
    place.write_text("pekerjaan saya", encoding="utf-8")

    again = typed("evidence", "match", CYCLE, "dinkes", parcel, folder=root)

    assert "Daftar sebelumnya:" in again.stdout
    assert place.with_name("dinkes-sebelum.csv").read_text(encoding="utf-8") == "pekerjaan saya"


def test_what_is_lacking_is_listed_for_all_and_for_one(root: Path) -> None:
    """Every list with its count; a lost file is found."""
    typed("evidence", "match", CYCLE, "dinkes", sent(root), "--save", folder=root)
    (kept, *_) = sorted((root / "inputs" / CYCLE / "evidence").rglob("*.pdf"))
    kept.unlink()

    every = typed("evidence", "list", CYCLE, folder=root)
    mine = typed("evidence", "list", CYCLE, "--opd", "DINKES", folder=root)
    other = typed("evidence", "list", CYCLE, "--opd", "pupr", folder=root)
    checked = typed("check", CYCLE, folder=root)

    assert "Berkas hilang dari penyimpanan (1)\n  SK – indikator 47 [dinkes]" in every.stdout
    assert mine.stdout == every.stdout
    assert other.stdout == "Tidak ada yang perlu diperhatikan.\n"
    assert checked.returncode == 2
    assert "berkas data dukung ini hilang (SK)" in checked.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", CYCLE, "--opd", "antah"), "'antah' bukan OPD yang mengisi pada siklus ini"),
        (("match", CYCLE, "antah", "kiriman"), "'antah' bukan OPD yang mengisi"),
        (("match", CYCLE, "dinkes", "tiada"), "tiada: tidak ada folder atau zip dengan nama ini"),
        (("match", CYCLE, "dinkes", "kiriman", "--list", "x.csv"), "--list dipakai bersama --save"),
        (("account", CYCLE, "dinkes", "SIMPUS", "--show", "--forget"), "Pilih salah satu"),
        (("account", CYCLE, "dinkes", "SIMPUS", "--forget"), "belum ada akun uji untuk 'SIMPUS'"),
        (("hapus",), "Yang ada: account, list, match"),
        (("match", CYCLE), "OPD belum disebut"),
    ],
)
def test_a_wrong_command_line_is_answered_in_indonesian(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    """With exit code 2, and nothing written."""
    done = typed("evidence", *arguments, folder=root)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "inputs" / CYCLE / "evidence").exists()


def test_a_demo_account_is_asked_for_kept_replaced_and_forgotten(root: Path) -> None:
    """The password is no argument and is not shown while it is typed."""
    kept = entered(root, "dinkes", "SIMPUS", keys=f"{LOGIN}\n{SECRET}\n")
    piped = entered(root, "dinkes", "SIMPUS", "--show", keys="ya\n")
    gone = entered(root, "dinkes", "SIMPUS", "--forget")
    none = typed("evidence", "account", CYCLE, "dinkes", "SIMPUS", "--forget", folder=root)

    assert (kept.exit_code, gone.exit_code) == (0, 0)
    assert "Akun uji SIMPUS tersimpan; hanya di basis data siklus ini." in kept.output
    assert SECRET not in kept.output
    assert piped.exit_code == 2
    assert SECRET not in piped.output
    assert LOGIN not in piped.output
    assert none.returncode == 2


@pytest.mark.failure(26)
def test_a_secret_is_not_asked_for_where_the_screen_would_show_it(root: Path) -> None:
    """Without a terminal nothing is kept, and the sentence says why."""
    command = [sys.executable, "-c", "from spbe_lib.cli import main; main()"]
    command += ["evidence", "account", CYCLE, "dinkes", "SIMPUS"]
    done = subprocess.run(
        command, cwd=root, input=f"{LOGIN}\n{SECRET}\n", capture_output=True, text=True, check=False,
        start_new_session=True,
    )  # fmt: skip

    assert done.returncode == 2
    assert "hanya dapat diketik di terminal" in done.stderr
    assert "Warning" not in done.stderr


def on_screen(root: Path, answer: bytes) -> str:
    """What a person sees who asks for the account at a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from spbe_lib.cli import main; main()"]
    command += ["evidence", "account", CYCLE, "dinkes", "SIMPUS", "--show"]
    with subprocess.Popen(command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, answer)
        seen = b""
        try:
            while chunk := os.read(ours, 1000):
                seen += chunk
        except OSError:  # the terminal is closed
            pass
        process.wait()
    os.close(ours)
    return seen.decode()


@pytest.mark.failure(26)
def test_a_secret_is_shown_at_the_screen_alone_and_only_when_asked_twice(root: Path) -> None:
    """Not to a file, and not to somebody who does not say yes."""
    entered(root, "dinkes", "SIMPUS", keys=f"{LOGIN}\n{SECRET}\n")

    assert f"SIMPUS: {LOGIN} / {SECRET}" in on_screen(root, b"ya\n")
    assert SECRET not in on_screen(root, b"tidak\n")


@pytest.mark.failure(13)
@pytest.mark.failure(23)
@pytest.mark.failure(26)
def test_a_demo_account_is_in_nothing_that_is_written(root: Path) -> None:
    """After every command that writes: pages, workbooks, notebooks, lists, archives, frozen inputs."""
    entered(root, "dinkes", "SIMPUS", keys=f"{LOGIN}\n{SECRET}\n")
    said = ""
    for arguments in (
        ("evidence", "match", CYCLE, "dinkes", sent(root), "--save"),
        ("evidence", "list", CYCLE),
        ("template", CYCLE, "dinkes"),
        ("template", CYCLE, "--stage", "mandiri"),
        ("request", CYCLE),
        ("form", CYCLE, "--opd", "dinkes"),
        ("remarks", CYCLE),
        ("status", CYCLE),
        ("check", CYCLE),
        ("report", CYCLE, "--only", "dinkes", "--only", "konsolidasi"),
        ("export", CYCLE, "--output", "siklus.zip"),
    ):
        done = typed(*arguments, folder=root)
        said += done.stdout + done.stderr
        # One of the files that were sent is a program, and is refused.
        assert done.returncode == (2 if "match" in arguments else 0), done.stderr
    written = dict(contents(root))

    assert any(name.endswith(".html") for name in written)
    assert any(name.endswith(".ipynb") for name in written)
    assert any(name.endswith(".xlsx") for name in written)
    assert any(".zip:" in name for name in written)
    assert any("lampiran" in name for name in written)
    for secret in (SECRET, LOGIN):
        assert secret not in said
        assert [name for name, content in written.items() if secret.encode() in content] == []
        assert [name for name, content in written.items() if secret.encode("utf-16-le") in content] == []
    outputs = {name: content for name, content in written.items() if name.startswith("outputs/")}
    assert [name for name, content in outputs.items() if str(root).encode() in content] == []
    assert [name for name in outputs if name.endswith((".pdf", ".png"))] == []
