"""``spbe score``: the index of one file, for people and for machines."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.typing import ROOT, typed

MADIUN = ROOT / "inputs" / "kab-madiun-2020" / "penilaian-akhir.yaml"


def test_score_tells_the_published_result_of_madiun() -> None:
    """Every figure and the predicate, in Indonesian, on standard output."""
    done = typed("score", MADIUN)

    assert done.returncode == 0
    assert done.stderr == ""
    assert "Indeks SPBE: 3,30" in done.stdout
    assert "Predikat: Baik" in done.stdout
    assert "3,57  Layanan Administrasi Pemerintahan Berbasis Elektronik" in done.stdout


def test_score_as_json_has_exact_and_shown_figures() -> None:
    """The promised keys, fractions as text, printed figures with a comma."""
    told = json.loads(typed("score", MADIUN, "--json").stdout)

    assert set(told) == {"edition", "aspects", "domains", "index", "filled_average", "predicate", "complete"}
    assert told["aspects"]["6"] == {"exact": "25/7", "shown": "3,57"}
    assert told["domains"]["3"] == {"exact": "113/33", "shown": "3,42"}
    assert told["index"] == {"exact": "991/300", "shown": "3,30", "lowest": "3,30", "highest": "3,30"}
    assert (told["filled_average"], told["predicate"], told["complete"]) == ("3,30", "Baik", True)


@pytest.mark.failure(3)
def test_score_of_an_incomplete_file_has_nulls_and_says_what_is_possible(tmp_path: Path) -> None:
    """No index and no predicate; average, lowest and highest instead."""
    path = tmp_path / "sebagian.yaml"
    path.write_text("edition: permenpanrb-5-2018\nlevels: {1: 3, 2: 4}\n", encoding="utf-8")

    told = json.loads(typed("score", path, "--json").stdout)
    words = typed("score", path).stdout

    assert told["index"]["exact"] is told["index"]["shown"] is told["predicate"] is None
    assert (told["index"]["lowest"], told["index"]["highest"]) == ("0,07", "4,97")
    assert told["filled_average"] == "3,50"
    assert told["complete"] is False
    assert "Belum lengkap: 2 dari 37 butir terisi; indeks dan predikat belum ada." in words
    assert "Predikat:" not in words


def test_score_warns_where_the_editions_facts_are_secondary(tmp_path: Path) -> None:
    """8/2026 says on every output that its facts come from secondary sources."""
    path = tmp_path / "baru.yaml"
    path.write_text("edition: permenpanrb-8-2026\nlevels: {1: '1,17'}\n", encoding="utf-8")

    assert "sumber sekunder" in typed("score", path).stdout


def test_a_bad_file_gives_all_its_faults_on_stderr_and_exit_code_2(tmp_path: Path) -> None:
    """Nothing on standard output, every fault on standard error."""
    path = tmp_path / "keliru.yaml"
    path.write_text("edition: permenpanrb-59-2020\nlevels: {1: 9, 50: 3}\nthn: 1\n", encoding="utf-8")

    done = typed("score", path, "--json")

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 3


def test_score_near_a_bound_names_the_other_predicate(tmp_path: Path) -> None:
    """An index of 3,4985 in 2024: Baik, and Sangat Baik by the other reading."""
    (case,) = (ROOT / "tests" / "cases").glob("tepi-*-2024.yaml")
    kept = [line for line in case.read_text(encoding="utf-8").splitlines() if not line.startswith("name:")]
    text = "\n".join(kept).split("expected:")[0]
    path = tmp_path / "tepi.yaml"
    path.write_text(re.sub(r"^reference:.*$", "", text, flags=re.MULTILINE), encoding="utf-8")

    told = typed("score", path).stdout

    assert "Indeks SPBE: 3,50" in told
    assert "Predikat: Baik" in told
    assert "menurut dasar pembulatan yang lain: Sangat Baik" in told
