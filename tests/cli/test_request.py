"""``spbe request``: a page for each OPD that is asked, a sentence for who is not, and an exit code."""

import re
from pathlib import Path

import pytest

from tests.cli.test_season import filled
from tests.cli.typing import office, typed


def test_every_opd_that_is_asked_gets_its_page_and_the_others_a_sentence(tmp_path: Path) -> None:
    """The example: 46 lists, eight units from which nothing is asked."""
    root = office(tmp_path)
    done = typed("request", "contoh-2024", folder=root)
    pages = sorted((root / "outputs" / "contoh-2024" / "permintaan").iterdir())

    assert (done.returncode, done.stderr) == (0, "")
    assert "46 daftar siap dibagikan" in done.stdout
    assert "RSUD Contoh: tidak ada data dukung yang diminta; tidak dibuat daftar." in done.stdout
    assert len(pages) == 46
    assert {"diskominfo.html", "kec-utara.html"} <= {each.name for each in pages}
    for each in pages:
        assert str(root) not in each.read_text("utf-8")


@pytest.mark.failure(11)
def test_only_those_that_are_named_get_a_page(tmp_path: Path) -> None:
    """In capital letters too; a page names no other OPD but the one that answers questions."""
    root = office(tmp_path)
    done = typed("request", "contoh-2024", "Dinkes", "kec-utara", folder=root)
    folder = root / "outputs" / "contoh-2024" / "permintaan"

    assert done.returncode == 0
    assert sorted(each.name for each in folder.iterdir()) == ["dinkes.html", "kec-utara.html"]
    names = re.findall(
        r"^[^,]+,\"?(Dinas [^,\"]+)", (root / "inputs/contoh-2024/opd.csv").read_text("utf-8"), re.MULTILINE
    )
    told = (folder / "dinkes.html").read_text("utf-8")
    assert [name for name in names if name in told] == ["Dinas Kesehatan"]


@pytest.mark.failure(15)
def test_a_misspelt_opd_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    """Exit code 2, what is allowed, and no half of a folder."""
    root = office(tmp_path)
    done = typed("request", "contoh-2024", "dinkes", "dinkess", folder=root)

    assert done.returncode == 2
    assert "siklus contoh-2024: tidak ada OPD pengisi 'dinkess'. Yang boleh: disdikbud, dinkes" in done.stderr
    assert not (root / "outputs").exists()


def test_a_season_begins_with_last_years_answers(tmp_path: Path) -> None:
    """What was answered in one year is judged in the list of the next."""
    root = office(tmp_path)
    typed("init", "kab-saya-2025", folder=root)
    typed("template", "kab-saya-2025", "dinkes", folder=root)
    sent = filled(root / "outputs" / "kab-saya-2025" / "kuesioner" / "dinkes.xlsx", "dinkes")
    typed("import", "kab-saya-2025", sent, folder=root)
    begun = typed("init", "kab-saya-2026", "--from", "kab-saya-2025", folder=root)
    asked = typed("request", "kab-saya-2026", "dinkes", folder=root)
    page = root / "outputs" / "kab-saya-2026" / "permintaan" / "dinkes.html"

    assert (begun.returncode, asked.returncode) == (0, 0), (begun.stderr, asked.stderr)
    assert (root / "inputs" / "kab-saya-2026" / "jawaban-2025.json").is_file()
    assert "Daftar Permintaan Data Dukung 2026" in page.read_text("utf-8")
    assert "tidak tercatat di sini" not in page.read_text("utf-8")
