"""The worked cases of ``tests/cases``: what a policy officer wrote down is what the library computes."""

from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import Field

from spbe_lib.figures import Span, half_up
from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import PublishedSheet, read_value
from spbe_lib.results.scorecard import PartScore, Scorecard, score
from spbe_lib.sheets import Figure, Sheet, Whole, shaped
from spbe_lib.strict_yaml import parse

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


class CaseSheet(Sheet):
    """A worked case: given by item, by aspect or by domain, and what must come out."""

    name: str
    reference: str
    edition: str
    year: Whole | None = None
    levels: dict[str, str] = Field(default_factory=dict)
    aspects: dict[Whole, Figure] = Field(default_factory=dict)
    domains: dict[Whole, Figure] = Field(default_factory=dict)
    expected: PublishedSheet


def read_case(path: Path) -> CaseSheet:
    """Read a case, refusing it with all its faults."""
    file = parse(path)
    case = shaped(file, CaseSheet)
    assert case is not None, "\n".join(map(str, file.problems))
    assert not file.problems, "\n".join(map(str, file.problems))
    return case


def values_of(case: CaseSheet, instrument: Instrument) -> dict[str, Span]:
    """Spread what is given by aspect or domain over its items."""
    domain_of = {aspect.number: aspect.domain for aspect in instrument.aspects}
    values: dict[str, Span] = {}
    for item in instrument.items:
        if item.code in case.levels:
            values[item.code] = read_value(instrument, item, case.levels[item.code])
        elif item.aspect in case.aspects:
            values[item.code] = Span.exactly(case.aspects[item.aspect])
        elif domain_of[item.aspect] in case.domains:
            values[item.code] = Span.exactly(case.domains[domain_of[item.aspect] or 0])
    return values


def reached(part: PartScore, digits: int) -> tuple[Fraction, Fraction]:
    """The printed ends of a figure; equal ends where it is exact."""
    assert part.known is not None
    return part.known.printed_ends(digits)


def scored(path: Path) -> tuple[CaseSheet, Scorecard]:
    """Read and score one case."""
    case = read_case(path)
    instrument = load_edition(case.edition)
    return case, score(instrument, values_of(case, instrument), case.year)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_figure_of_a_worked_case_comes_out_as_it_was_printed(path: Path) -> None:
    """Aspects, domains and index recompute to the printed digit, or lie in the range of rounded input."""
    case, card = scored(path)
    expected = [(part, case.expected.aspects.get(part.part.number)) for part in card.aspects]
    expected += [(part, case.expected.domains.get(part.part.number)) for part in card.domains]
    expected.append((card.index, case.expected.index))
    compared = [(part, figure) for part, figure in expected if figure is not None]

    assert compared
    for part, figure in compared:
        low, high = reached(part, card.instrument.digits)
        assert low <= figure <= high, part.part.name
        assert low == high or not part.exact


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_predicate_of_a_worked_case_is_the_printed_one(path: Path) -> None:
    """A complete case has the predicate that was printed; an incomplete one has none."""
    case, card = scored(path)

    predicate = card.verdict.predicate.name if card.verdict.predicate else None

    assert predicate == case.expected.predicate


def test_the_regulations_own_three_and_the_official_reports_are_among_the_cases() -> None:
    """Nobody can drop a case that carries the proof."""
    names = {path.stem for path in CASES}

    assert names >= {
        "peraturan-hlm-22-aspek",
        "peraturan-hlm-23-domain",
        "peraturan-hlm-24-indeks",
        "resmi-kab-madiun-2020",
        "resmi-bandar-lampung-2021",
        "resmi-bandar-lampung-2023",
    }


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.stem.startswith("resmi-")], ids=lambda p: p.stem
)
def test_an_official_report_recomputes_at_every_aspect_domain_and_the_index(path: Path) -> None:
    """An official case leaves no figure out, and all of them are exact."""
    case, card = scored(path)

    assert set(case.expected.aspects) == {part.part.number for part in card.aspects}
    assert set(case.expected.domains) == {part.part.number for part in card.domains}
    assert card.index.exact is not None
    assert half_up(card.index.exact, card.instrument.digits) == case.expected.index


def test_the_interim_result_of_2026_stays_a_range_of_one_unit_where_its_input_was_rounded() -> None:
    """Rounded input never gives a range wider than one printed unit; what is exact stays exact."""
    _, card = scored(next(path for path in CASES if path.stem.startswith("antara-")))
    ends = [part.known.printed_ends(2) for part in (*card.aspects, card.index) if part.known]

    assert len(ends) == 8
    assert all(high - low <= Fraction(1, 100) for low, high in ends)
    assert card.aspects[4].shown(2) == "1,08–1,09"
