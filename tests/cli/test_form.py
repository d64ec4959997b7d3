"""``spbe form``: the offline form of everybody who is asked, or of those who are named."""

from pathlib import Path

import pytest

from tests.cli.typing import office, typed


def test_the_forms_of_named_opds_are_written(tmp_path: Path) -> None:
    """As arguments or with --opd, both together; it says where they lie."""
    folder = office(tmp_path)
    told = typed("form", "contoh-2024", "pupr", "--opd", "dinkes", "--opd", "setda", folder=folder)
    forms = folder / "outputs" / "contoh-2024" / "formulir"

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("3 formulir siap dibagikan: ")
    assert sorted(file.name for file in forms.iterdir()) == ["dinkes.html", "pupr.html", "setda.html"]


@pytest.mark.failure(15)
def test_an_unknown_opd_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """With those who exist, and exit code 2."""
    folder = office(tmp_path)
    told = typed("form", "contoh-2024", "--opd", "dinkess", folder=folder)

    assert told.returncode == 2
    assert "tidak ada yang diminta dari OPD 'dinkess'" in told.stderr
    assert not (folder / "outputs").exists()
