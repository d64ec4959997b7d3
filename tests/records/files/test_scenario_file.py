"""Kept simulations as files: written as they are read, every fault told, no name that leads elsewhere."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.files.assessment_file import read_value
from spbe_lib.records.files.scenario_file import (
    Origin,
    Scenario,
    is_scenario_file,
    read_scenario,
    slug_of,
    typed_changes,
    understood_changes,
    written_scenario,
)

LAW, NEW = load_edition("permenpanrb-59-2020"), load_edition("permenpanrb-8-2026")


def scenario(name: str, edition: str = LAW.code, **levels: str) -> Scenario:
    """A simulation with levels as they are typed (``i13="4"``)."""
    instrument = load_edition(edition)
    items = {item.code: item for item in instrument.items}
    told = {code.removeprefix("i"): text for code, text in levels.items()}
    return Scenario(
        name=name,
        by="Sari: \"Tim\" #1 'x'",
        at=datetime(2026, 11, 27, 1, 15, tzinfo=UTC),
        edition=edition,
        origin=Origin.MANDIRI,
        frozen_round="final",
        base_code="0" * 64,
        levels={code: read_value(instrument, items[code], text) for code, text in told.items()},
    )


@pytest.mark.parametrize(
    "made",
    [
        scenario("Naik ke 4,35", i13="4", i22="5"),
        scenario("yes: no # - {a} & *b", i1="3"),
        scenario("pecahan", NEW.code, i1="7/6", i2="1,17", i3="5,00", i4="1,00", i5="2"),
    ],
)
def test_what_is_written_is_what_is_read(tmp_path: Path, made: Scenario) -> None:
    """Fractions and printed figures too; a name that YAML would read as something else stays a name."""
    path = tmp_path / f"{made.slug}.yaml"
    path.write_bytes(written_scenario(made))

    assert read_scenario(path) == made


@pytest.mark.failure(12)
@given(st.text(max_size=120))
def test_a_name_never_leads_elsewhere(name: str) -> None:
    """Whatever is typed, the file's name is a plain one, or there is none."""
    slug = slug_of(name)

    assert slug == "" or is_scenario_file(f"{slug}.yaml")
    assert not set(slug) & set("/\\.: ")


def test_a_name_of_signs_alone_gives_no_file() -> None:
    """What is reserved on Windows, or in our file names, is told apart."""
    names = ("con", "Bersama", "🙈", "../..", "", "Ünïcode Naik")

    assert [slug_of(each) for each in names] == [
        "skenario-con",
        "skenario-bersama",
        "",
        "",
        "",
        "unicode-naik",
    ]
    assert not is_scenario_file("../x.yaml")


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """Key, item, level, moment: each with its line."""
    path = tmp_path / "salah.yaml"
    path.write_text(
        "name: Lain\nby: Sari\nat: kemarin\nedition: permenpanrb-59-2020\n"
        "base: {values: mandiri, code: abc}\nlevels: {13: 9, 99: 3}\nlebih: 1\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as refused:
        read_scenario(path)

    told = str(refused.value)
    for words in ("baris 3", "bukan waktu", "code", "lebih"):
        assert words in told
    path.write_bytes(written_scenario(scenario("Lain", i13="4")))
    with pytest.raises(InputError, match="bukan nama berkasnya"):
        read_scenario(path)


def test_changes_are_read_as_they_are_typed() -> None:
    """What is understood is taken, what is not is told with what would be right."""
    values, problems = understood_changes(LAW, ["13=4", "99=1", "22", "27=9", "13=5"])

    assert values == {"13": Span.exactly(4)}
    assert [str(each).split(":")[0] for each in problems] == ["'99=1'", "'22'", "'27=9'", "'13=5'"]
    assert typed_changes(LAW, {"22": Span.exactly(5), "13": Span.exactly(4)}) == "13=4 22=5"


@pytest.mark.parametrize(
    "name", ["Penilaian " + "dinas kesehatan " * 3, "Tanggapan atas temuan audit TIK tahun lalu"]
)
def test_a_long_name_that_is_told_apart_still_names_a_scenario_file(name: str) -> None:
    """Else what was kept under it would be found by nobody."""
    assert is_scenario_file(f"{slug_of(name)}.yaml")
