"""The level that follows from another ministry's index: thresholds, missing figures, unknown thresholds."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from spbe_lib.figures import Span, read_printed
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument, Threshold
from spbe_lib.records.answers import Records
from spbe_lib.records.external import ExternalFigure
from spbe_lib.records.model import Assessment
from spbe_lib.records.register import Cycle
from spbe_lib.results.consolidation import consolidate, departures
from spbe_lib.results.external_level import ExternalState, external_level, external_levels, needed_figure
from tests.results.office import office, register

NEW, LAW = load_edition("permenpanrb-8-2026"), load_edition("permenpanrb-59-2020")
ABOVE = replace(NEW, external_threshold=Threshold(met_by="above", reference="uji"))


def measured(**figures: str) -> Cycle:
    """A cycle that knows these figures, by indicator."""
    told = tuple(
        ExternalFigure(
            indicator=int(key[1:]),
            figure=read_printed(shown),
            shown=shown,
            source="uji",
            day=date(2026, 3, 1),
        )
        for key, shown in figures.items()
    )
    return replace(office(NEW, register(1), {5: "opd-01"}), external=told)


@pytest.mark.parametrize(
    ("figure", "level", "above"),
    [
        ("0", 1, 1),
        ("12,49", 1, 1),
        ("12,5", 2, 1),
        ("12,51", 2, 2),
        ("37,50", 3, 2),
        ("62,5", 4, 3),
        ("74,99", 4, 4),
        ("75,00", 5, 4),
        ("100", 5, 5),
    ],
)
def test_four_thresholds_part_five_levels(figure: str, level: int, above: int) -> None:
    """Which side a figure at a threshold stands on is the edition's datum."""
    cycle, indicator = measured(i5=figure), NEW.indicator(5)
    given, other = external_level(cycle, NEW, indicator), external_level(cycle, ABOVE, indicator)

    assert given
    assert other
    assert (given.state, given.value) == (ExternalState.DERIVED, Span.exactly(level))
    assert other.value == Span.exactly(above)
    assert given.words == f"Satu Data Indonesia (Bappenas): {figure}"


def test_a_missing_figure_counts_what_the_edition_says_and_says_so() -> None:
    """Not available yet: 1, visibly."""
    found = {each.indicator: each for each in external_levels(measured(i5="40,00"), NEW)}

    assert [number for number, each in found.items() if each.state is ExternalState.MISSING] == [6, 7, 18]
    assert found[6].value == Span.exactly(1)
    assert found[6].words == "SJIG (BIG): belum tersedia, dihitung 1"


def test_without_thresholds_the_level_is_left_to_the_team() -> None:
    """A figure alone gives no level, and whatever the Tim gives departs from nothing."""
    cycle = measured(i18="54,00")
    found = external_level(cycle, NEW, NEW.indicator(18))
    result = consolidate(cycle, NEW, Records())
    given = Assessment(edition=NEW.code, values={"18": Span.exactly(2)})

    assert found
    assert (found.state, found.value) == (ExternalState.NO_THRESHOLDS, None)
    assert found.words.endswith("54,00; ambang tidak diketahui; tingkat ditetapkan Tim")
    assert "18" not in result.values
    assert departures(result, given) == ()


def test_the_derived_level_stands_where_the_answers_stand() -> None:
    """For the Tim to take over, with no claim of any OPD; another value of the Tim is told as a departure."""
    cycle = measured(i5="48,20")
    result = consolidate(cycle, NEW, Records())
    (told,) = departures(result, Assessment(edition=NEW.code, values={"5": Span.exactly(2)}))

    assert result.values == {code: Span.exactly(3 if code == "5" else 1) for code in ("5", "6", "7", "18")}
    assert result.items["5"].claimed is None
    assert (told.item, told.answered, told.assessed) == ("5", Span.exactly(3), Span.exactly(2))


@pytest.mark.parametrize(
    ("instrument", "level", "words"),
    [
        (NEW, 4, "Angka Satu Data Indonesia (Bappenas) mencapai 62,50."),
        (ABOVE, 2, "Angka Satu Data Indonesia (Bappenas) melebihi 12,50."),
    ],
)
def test_what_the_next_level_asks_for_is_told_in_words(
    instrument: Instrument, level: int, words: str
) -> None:
    """The index, its steward and the figure."""
    assert needed_figure(instrument, instrument.indicator(5), level) == words


def test_nothing_is_asked_for_where_no_threshold_is_known() -> None:
    """The lowest level, unknown thresholds, and an indicator of no other index."""
    assert needed_figure(NEW, NEW.indicator(5), 1) is None
    assert needed_figure(NEW, NEW.indicator(18), 3) is None
    assert needed_figure(NEW, NEW.indicator(1), 3) is None
    assert external_levels(measured(), LAW) == ()


def test_the_assumption_about_thresholds_is_data_with_a_reference() -> None:
    """The source does not say it; the page can."""
    assert NEW.external_threshold
    assert NEW.external_threshold.reference.startswith("Asumsi.")
    assert NEW.external_threshold.met(Fraction(3), Fraction(3))
