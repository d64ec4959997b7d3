"""A cycle's own list of evidence items: laid over an edition that has none, or refused with every fault."""

from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.law.editions import edition_hash, load_edition
from spbe_lib.law.ladder import climb
from spbe_lib.law.own_requirements import OwnRequirements, with_requirements
from spbe_lib.law.own_requirements_file import read_own_requirements

NEW, LAW = load_edition("permenpanrb-8-2026"), load_edition("permenpanrb-59-2020")
BUNDLED = Path(__file__).parents[2] / "inputs" / "contoh-2026" / "butir.yaml"
HEAD = "edition: permenpanrb-8-2026\nsource: daftar uji\nindicators:\n"


def item(code: str, text: str = "Ada.") -> str:
    """One evidence item as the file writes it."""
    return f"{{code: {code}, text: {text}, evidence: [dokumen]}}"


def indicator(number: int, *, codes: dict[int, list[str]] | None = None) -> str:
    """One indicator with one item on each of five levels, or with these."""
    listed = codes or {level: [f"I{number}-L{level}-01"] for level in range(1, 6)}
    lines = [f"    {level}: {{requirements: [{', '.join(map(item, own))}]}}" for level, own in listed.items()]
    return "\n".join([f"- number: {number}", "  levels:", *lines, ""])


def read(folder: Path, text: str, edition: str = NEW.code) -> OwnRequirements:
    """Read a list that somebody wrote."""
    (folder / "butir.yaml").write_text(text, encoding="utf-8")
    return read_own_requirements(folder / "butir.yaml", load_edition(edition))


def refusal(folder: Path, text: str, edition: str = NEW.code) -> str:
    """What is said to somebody whose list has faults."""
    with pytest.raises(InputError) as refused:
        read(folder, text, edition)
    return str(refused.value)


def test_the_list_makes_the_edition_one_with_requirements(tmp_path: Path) -> None:
    """Items are found by code and climbed; weights stay, and a notice says whose list it is."""
    laid = with_requirements(NEW, read(tmp_path, HEAD + indicator(3)))
    place = laid.place("I3-L2-01")
    found = climb(laid, laid.indicator(3), frozenset({"I3-L1-01", "I3-L2-01"}))

    assert place
    assert (place.indicator.number, place.level.value) == (3, 2)
    assert found.value == 2
    assert laid.indicator(1).levels == ()
    assert [each.weight for each in laid.items] == [each.weight for each in NEW.items]
    assert laid.notices[:-1] == NEW.notices
    assert "bukan daftar resmi; sumber: daftar uji." in laid.notices[-1]


def test_answers_to_one_list_are_never_answers_to_another(tmp_path: Path) -> None:
    """The hash of the wording covers the list: its codes and texts, not what would prove them."""
    one = read(tmp_path, HEAD + indicator(3))
    same = read(tmp_path, HEAD + indicator(3).replace("[dokumen]", "[surat]"))
    other = read(tmp_path, HEAD + indicator(3).replace("Ada.", "Sudah ada."))
    hashes = [edition_hash(with_requirements(NEW, each)) for each in (one, same, other)]

    assert hashes[0] == hashes[1]
    assert len({edition_hash(NEW), *hashes}) == 3


def test_every_fault_of_a_list_is_told_at_once(tmp_path: Path) -> None:
    """Another edition; unknown, repeated and foreign indicators; levels and codes; each with its line."""
    odd = {1: ["I2-L1-01"], 2: ["I02-L2-01", "I2-L2-1"], 3: ["I3-L3-01"], 4: [], 7: ["I2-L7-01"]}
    text = (
        HEAD.replace("8-2026", "5-2018")
        + indicator(1)
        + indicator(1)
        + indicator(2, codes=odd)
        + indicator(5)
        + indicator(21)
    )

    told = refusal(tmp_path, text)

    for words in (
        "daftar ini untuk peraturan 'permenpanrb-5-2018'",
        "indikator 1 tertulis 2 kali",
        "kode butir 'I1-L1-01' sudah dipakai",
        "kode butir 'I02-L2-01' tidak seperti kode PermenPANRB 8/2026",
        "kode 'I2-L2-1' bukan kode indikator 2 tingkat 2",
        "kode 'I3-L3-01' bukan kode indikator 2 tingkat 3",
        "tingkat 4 belum mempunyai syarat",
        "indikator 2: tingkat 5 belum ada",
        "tingkat 7 tidak ada pada skala",
        "indikator 5 dinilai dari Satu Data Indonesia (Bappenas), bukan dari butir",
        "PermenPANRB 8/2026 tidak mempunyai indikator 21",
    ):
        assert words in told
    assert "butir.yaml baris " in told


def test_an_edition_with_requirements_of_its_own_refuses_a_list(tmp_path: Path) -> None:
    """The law's list is not replaced by somebody's own."""
    text = (HEAD + indicator(3)).replace("permenpanrb-8-2026", LAW.code)

    assert "PermenPANRB 59/2020 sudah mempunyai daftar syarat sendiri" in refusal(tmp_path, text, LAW.code)


@pytest.mark.parametrize(
    "text", ["", "indicators: ya\n", HEAD + "- number: 1\n", "[1, 2]\n", HEAD + "- &a {}\n"]
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    """Empty, of another shape, cut short, or with an anchor."""
    assert "butir.yaml" in refusal(tmp_path, text)


def test_the_bundled_list_covers_what_is_judged_by_items() -> None:
    """Sixteen indicators with all five levels; the four of other ministries are not in it."""
    own = read_own_requirements(BUNDLED, NEW)
    judged = [each.number for each in NEW.indicators if each.external_index is None]

    assert [number for number, _ in own.levels] == judged
    assert {len(levels) for _, levels in own.levels} == {5}
    assert all(each.evidence for _, levels in own.levels for level in levels for each in level.requirements)
