"""What a new cycle is given of the years before: pairs, and recommendations still to be done."""

import dataclasses
from pathlib import Path

from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.records.carrying.new_cycle import new_cycle
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.open_recommendations import carried_from, still_open
from spbe_lib.records.recommendations import Progress
from tests.records.handed_in import submission

INPUTS = Path(__file__).parents[3] / "inputs"
EXAMPLE = INPUTS / "contoh-2024"
LAW = load_edition("permenpanrb-59-2020")
HOSTILE = '=HYPERLINK("x")\u202e <script>"a";b\nbaris dua'


def assess(folder: Path, stage: Stage, level: int, recommendations: dict[str, str]) -> None:
    """Record values of one stage for all items, and what is recommended."""
    cycle = read_cycle(folder)
    values = {item.code: Span.exactly(level) for item in LAW.items}
    given = Assessment(
        edition=LAW.code, values=values, recommendations=recommendations, year=cycle.year, stage=stage
    )
    with open_store(folder, cycle=cycle.name, instrument=LAW) as store:
        store.assess(submission(f"nilai-{stage}", opd=None), given)


def test_pairs_of_former_years_go_along_with_those_of_the_source_itself(
    inputs: Path, last_year: Path
) -> None:
    """What was known before, and the year that just ended, item by item."""
    assess(last_year, Stage.MANDIRI, 4, {})
    assess(last_year, Stage.AKHIR, 3, {})
    before = read_cycle(last_year).pairs
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))

    assert cycle.pairs[: len(before)] == before
    assert {(each.year, int(each.change(LAW.digits))) for each in cycle.pairs[len(before) :]} == {(2024, -1)}
    assert [each.item for each in cycle.pairs[len(before) :]] == [item.code for item in LAW.items]


def test_final_recommendations_become_the_first_list_of_the_next_year(inputs: Path, last_year: Path) -> None:
    """With the lead as the OPD, not begun; hostile words stay words."""
    assess(last_year, Stage.AKHIR, 3, {"35": HOSTILE, "1": "Tinjau peraturan."})
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))
    new = {each.item: each for each in cycle.follow_ups if each.year == 2024}

    assert list(new) == ["1", "35"]
    assert (new["1"].code, new["1"].opd, new["1"].progress) == ("R2024-1", "diskominfo", Progress.NOT_BEGUN)
    assert new["35"].text == '=HYPERLINK("x") <script>"a";b baris dua'


def test_what_is_still_open_is_carried_with_its_year_and_what_is_closed_is_not(
    inputs: Path, last_year: Path
) -> None:
    """Also one for which nobody had planned anything, and one of two years ago."""
    last = read_cycle(last_year)
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))
    closed = {each.code for each in last.follow_ups if not each.progress.is_open}

    assert {each.code: each.year for each in cycle.follow_ups} == {
        each.code: each.year for each in last.follow_ups if each.progress.is_open
    } | {"R2023-27": 2023}
    assert cycle.follow_ups[0].code == "R2022-01"
    assert not closed & {each.code for each in cycle.follow_ups}
    assert {each.action for each in cycle.follow_ups} == {
        each.action for each in last.follow_ups if each.progress.is_open
    } | {""}


def test_nothing_that_an_example_made_up_is_carried(inputs: Path) -> None:
    """Its keys stand there as comments."""
    folder = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE)
    cycle, text = read_cycle(folder), (folder / "cycle.yaml").read_text("utf-8")

    assert (cycle.pairs, cycle.follow_ups) == ((), ())
    assert "\n#pairs: pasangan.csv\n" in text
    assert "\n#follow_up: tindak-lanjut.csv\n" in text


def test_a_sample_says_that_nothing_of_last_year_goes_along(inputs: Path, last_year: Path) -> None:
    """In one sentence, told and written; a real cycle has none."""
    told: list[str] = []
    folder = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE, tell=told.append)
    sentence = "contoh-2024 adalah data contoh; bahan tahun lalu tidak dibawa."

    assert told == [sentence]
    assert f"# {sentence}\n" in (folder / "cycle.yaml").read_text("utf-8")
    new_cycle(inputs, "kab-nyata-2025", source=last_year, tell=told.append)
    assert sentence not in told[1:]


def test_under_the_next_regulation_a_recommendation_goes_to_the_one_item_that_continues_its_own(
    inputs: Path, last_year: Path
) -> None:
    """Indicator 13 is merged into 1, 22 into 10; 27 is gone: general, and named among the notes."""
    told: list[str] = []
    cycle = read_cycle(
        new_cycle(
            inputs,
            "kab-nyata-2026",
            source=last_year,
            year=2026,
            edition="permenpanrb-8-2026",
            tell=told.append,
        )
    )
    items = {each.code: each.item for each in cycle.follow_ups}
    lost = next(each for each in told if "menjadi umum" in each)

    assert (items["R2023-13"], items["R2023-22"], items["R2023-27"]) == ("1", "10", None)
    assert "R2023-27 (butir 27)" in lost
    assert "R2023-13" not in lost
    assert "R2022-01" not in lost
    assert "Rekomendasi yang tidak dilanjutkan tidak dibawa: R2023-29." in told


def test_past_deadlines_stand_as_comments_in_the_new_year(inputs: Path, last_year: Path) -> None:
    """The same day, but for the 29th of February."""
    path = last_year / "cycle.yaml"
    told = path.read_text("utf-8").replace("day: 2024-04-22", "day: 2024-02-01")
    path.write_text(told.replace("opd: 2024-05-31", "opd: 2024-02-29"), encoding="utf-8")
    text = (new_cycle(inputs, "kab-nyata-2025", source=last_year) / "cycle.yaml").read_text("utf-8")

    assert "\n#  opd: 2025-02-28  # " in text
    assert "\n#  national: 2025-07-31  # " in text
    assert "2024-0" not in text


def test_what_last_years_evaluation_gave_is_not_called_carried() -> None:
    """Also while nobody has named last year's result: then it is the year before."""
    last = read_cycle(EXAMPLE)
    begun = dataclasses.replace(last, previous=None)
    given = {each.code: each for each in last.follow_ups}

    for cycle in (last, begun):
        assert carried_from(cycle, given["R2022-01"]) == 2022
        assert carried_from(cycle, given["R2023-13"]) is None
        assert carried_from(cycle, dataclasses.replace(given["R2022-01"], year=None)) is None


def test_two_recommendations_of_one_name_get_codes_of_their_own(inputs: Path, last_year: Path) -> None:
    """A list may have used the code that a new one would get."""
    file = last_year / "tindak-lanjut.csv"
    file.write_text(file.read_text("utf-8").replace("R2023-21,", "R2024-1,"), encoding="utf-8")
    assess(last_year, Stage.AKHIR, 3, {"1": "Tinjau peraturan."})
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))

    assert {"R2024-1", "R2024-1-2"} <= {each.code for each in cycle.follow_ups}


def test_under_another_regulation_no_code_of_last_year_is_taken_over() -> None:
    """Item 1 there is not item 1 here."""
    last = read_cycle(EXAMPLE)
    assert last.previous is not None
    other = dataclasses.replace(last.previous, edition="permenpanrb-5-2018")
    cycle = dataclasses.replace(last, previous=other, follow_ups=())

    assert list(still_open(cycle)) == []
    assert len(list(still_open(dataclasses.replace(last, follow_ups=())))) == len(
        last.previous.recommendations
    )
