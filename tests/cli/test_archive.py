"""``spbe export`` and ``spbe unpack``, as an operator types them."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_season import filled
from tests.cli.typing import office, typed

CYCLE = "contoh-2024"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An office that received one Kuesioner."""
    made = office(tmp_path)
    typed("template", CYCLE, "dinkes", folder=made)
    book = filled(made / "outputs" / CYCLE / "kuesioner" / "dinkes.xlsx", "dinkes")
    assert typed("import", CYCLE, book, folder=made).returncode == 0
    return made


@pytest.mark.failure(9)
def test_a_cycle_goes_out_and_comes_back_under_another_name(root: Path) -> None:
    """What did not go along is told; the copy is in order."""
    out = typed("export", CYCLE, folder=root)
    file = next((root / "inputs" / CYCLE / "backups").glob("*.zip"))
    back = typed("unpack", file, "--as", "salinan", folder=root)
    taken = typed("unpack", file, folder=root)

    assert (out.returncode, out.stderr) == (0, "")
    assert f"Arsip siap: {file}" in out.stdout
    assert "akun uji" not in out.stdout
    counted = re.search(r"(\d+) berkas", out.stdout)
    assert counted
    assert f"dibuka: {counted[0]}" in back.stdout
    assert (back.returncode, back.stderr) == (0, "")
    assert "Siklus salinan dibuka:" in back.stdout
    assert "Namanya berubah dari contoh-2024: Kuesioner yang dibagikan untuk contoh-2024" in back.stdout
    assert typed("check", "salinan", folder=root).returncode == 0
    assert taken.returncode == 2
    assert "Beri nama lain dengan --as, misalnya --as contoh-2024-salinan" in taken.stderr


@pytest.mark.failure(23)
def test_an_archive_goes_into_no_public_folder(root: Path) -> None:
    """It holds evidence; what lies in outputs/ is passed on."""
    done = typed("export", CYCLE, "-o", root / "outputs" / "a.zip", folder=root)

    assert done.returncode == 2
    assert "a.zip: arsip memuat data dukung" in done.stderr
    assert not list((root / "outputs").rglob("*.zip"))


@pytest.mark.failure(8)
def test_what_is_no_archive_is_refused_with_exit_code_2(root: Path) -> None:
    """A zip of something else, and a name that is misspelt."""
    with zipfile.ZipFile(root / "foto.zip", "w") as archive:
        archive.writestr("foto.jpg", b"x")

    other, missing = typed("unpack", "foto.zip", folder=root), typed("unpack", "hilang.zip", folder=root)

    assert (other.returncode, missing.returncode) == (2, 2)
    assert "ini bukan arsip siklus yang dibuat dengan `spbe export`" in other.stderr
    assert "hilang.zip: tidak ada berkas dengan nama ini" in missing.stderr
