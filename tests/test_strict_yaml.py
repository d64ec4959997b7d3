"""Files that people write: text stays text, and every fault is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from spbe_lib.sheets import Day, Sheet, Text, Whole, shaped
from spbe_lib.strict_yaml import parse


class Part(Sheet):
    """One row of the file of these tests."""

    code: Text
    count: Whole = 0


class Paper(Sheet):
    """A file as people would write it for these tests."""

    name: Text
    day: Day | None = None
    final: bool = False
    parts: tuple[Part, ...] = ()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Where the file of a test is written."""
    return tmp_path / "lembar.yaml"


def faults(path: Path, text: str) -> list[str]:
    """Write a file and say with which words it is refused."""
    path.write_text(text, encoding="utf-8")
    file = parse(path)
    shaped(file, Paper)
    return [str(problem) for problem in file.problems]


def test_text_stays_the_text_that_was_typed(paper: Path) -> None:
    """Neither 1.10 nor no nor a date, an octal, a null or an hour becomes something else."""
    typed = ["1.10", "no", "yes", "2026-11-23", "007", "null", "~", "12:30", "1_000", "0x1F", ".inf"]
    paper.write_text("".join(f"- {text}\n" for text in typed), encoding="utf-8")

    assert parse(paper).content == typed


def test_keys_stay_text_too(paper: Path) -> None:
    """The keys no, on and 1.10 are the words that were typed."""
    paper.write_text("no: a\non: b\n1.10: c\n", encoding="utf-8")

    assert parse(paper).content == {"no": "a", "on": "b", "1.10": "c"}


def test_the_shape_decides_what_a_text_means(paper: Path) -> None:
    """The same 1.10 is a name, a quoted date is a date, and yes is a bool where the shape says so."""
    paper.write_text("name: 1.10\nday: 2026-11-23\nfinal: yes\nparts: [{code: no, count: 3}]\n", "utf-8")

    file = parse(paper)

    expected = Paper(name="1.10", day=date(2026, 11, 23), final=True, parts=(Part(code="no", count=3),))
    assert shaped(file, Paper) == expected
    assert file.problems == []


def test_a_key_written_twice_is_named_with_its_second_line(paper: Path) -> None:
    """The later of two equal keys is the one to delete."""
    assert faults(paper, "name: a\nday: 2026-11-23\n\n# catatan\nname: b\n") == [
        "lembar.yaml baris 5 (name): kunci ini tertulis dua kali. Hapus salah satunya."
    ]


def test_a_key_written_twice_deep_inside_is_found(paper: Path) -> None:
    """Rows of a list are looked at as well, and counted from one."""
    (fault,) = faults(paper, "name: a\nparts:\n- code: x\n- code: y\n  code: z\n")

    assert fault.startswith("lembar.yaml baris 5 (parts.2.code): kunci ini tertulis dua kali")


@pytest.mark.parametrize("text", ["name: &a x\nparts: *a\n", "name: x\nparts: [&a {code: b}, {<<: *a}]\n"])
def test_an_alias_is_refused(paper: Path, text: str) -> None:
    """A value that points to another place is not read, in whatever form."""
    (fault,) = faults(paper, text)

    assert fault.startswith("lembar.yaml")
    assert "jangkar YAML" in fault


def test_a_byte_order_mark_is_accepted(paper: Path) -> None:
    """A file saved by Notepad reads like any other."""
    paper.write_bytes(b"\xef\xbb\xbfname: Dinas\r\n")
    file = parse(paper)

    assert shaped(file, Paper) == Paper(name="Dinas")
    assert file.problems == []


def test_an_unknown_key_is_named_with_its_line(paper: Path) -> None:
    """A misspelt key is a fault at its own line."""
    assert faults(paper, "name: a\nparts:\n- code: x\n  cuont: 3\n") == [
        "lembar.yaml baris 4 (parts.1.cuont): kunci ini tidak dikenal. Perbaiki ejaannya atau hapus."
    ]


def test_many_faults_are_told_at_once_each_with_its_line(paper: Path) -> None:
    """Wrong date, wrong number, missing, unknown and repeated keys come together."""
    text = "day: besok\nfinal: yes\ndai: 1\nparts:\n- code: x\n  count: tiga\n- count: 4\nfinal: no\n"

    told = {fault.split(":")[0].removeprefix("lembar.yaml ") for fault in faults(paper, text)}

    assert told == {
        "baris 1 (day)",
        "baris 1 (name)",
        "baris 3 (dai)",
        "baris 6 (parts.1.count)",
        "baris 7 (parts.2.code)",
        "baris 8 (final)",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: ''\n", "isian ini kosong"),
        ("day: 2026-11-23\n", "isian ini belum ada"),
        ("name: a\nday: 23 November\n", "bukan tanggal"),
        ("name: a\nday: 2026-11-31\n", "tanggal ini tidak ada"),
        ("name: a\nfinal: mungkin\n", "bukan ya atau tidak"),
        ("name: a\nparts: [{code: x, count: '3,5'}]\n", "bukan bilangan bulat"),
        ("name: a\nparts: x\n", "harus berupa daftar"),
        ("name: a\nparts: [x]\n", "harus berupa pasangan kunci"),
        ("name: [a]\n", "harus berupa satu teks"),
        ("- a\n", "harus berupa pasangan kunci"),
        ("halo\n", "harus berupa pasangan kunci"),
        ("", "isian ini belum ada"),
        ("name: a: b\n", "susunan YAML tidak terbaca"),
        ("name: a\n---\nname: b\n", "susunan YAML tidak terbaca"),
        ("name: a\a\n", "susunan YAML tidak terbaca"),
    ],
)
def test_each_kind_of_fault_has_its_words(paper: Path, text: str, words: str) -> None:
    """One fault is told in one Indonesian sentence that begins with the file."""
    (fault,) = faults(paper, text)

    assert fault.startswith("lembar.yaml")
    assert words in fault
    assert fault.endswith(".")


def test_a_file_that_is_not_utf8_or_not_there_is_a_fault_and_no_crash(paper: Path) -> None:
    """Another encoding and a missing file are told in words."""
    missing = parse(paper).problems
    paper.write_bytes("name: café\n".encode("latin-1"))

    assert [problem.what for problem in missing] == ["berkas tidak dapat dibuka"]
    assert [problem.what for problem in parse(paper).problems] == ["berkas bukan teks UTF-8"]


def test_a_faulty_file_still_shows_what_is_right_in_it(paper: Path) -> None:
    """What is left beside a fault keeps its shape, so that the next check can go on."""
    paper.write_text("name: a\nnmae: b\nparts: [{code: x, count: tiga}]\n", encoding="utf-8")
    file = parse(paper)

    assert shaped(file, Paper) == Paper(name="a", parts=(Part(code="x"),))
    assert len(file.problems) == 2


def test_a_tag_cannot_make_an_object(paper: Path) -> None:
    """A YAML tag is no instruction: what follows it is text."""
    paper.write_text('name: !!python/object/apply:os.getcwd ["x"]\nday: !!int "3"\n', encoding="utf-8")

    assert parse(paper).content == {"name": ["x"], "day": "3"}
