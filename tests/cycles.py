"""Report inputs made from values alone, for what no bundled cycle shows."""

from collections.abc import Mapping

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.assessment_file import read_value
from spbe_lib.records.model import Assessment, Cycle, Stage
from spbe_lib.reporting.document import ReportInput
from spbe_lib.reporting.inputs import freeze


def typed(edition: Instrument, texts: Mapping[str, str], rest: str) -> dict[str, Span]:
    """Values as somebody would type them: some items by code, all others alike."""
    return {item.code: read_value(edition, item, texts.get(item.code, rest)) for item in edition.items}


def frozen(edition: Instrument, values: Mapping[str, Span], year: int, stage: Stage) -> ReportInput:
    """The frozen report input of a made-up government with these values."""
    assessment = Assessment(edition=edition.code, values=values, year=year, stage=stage, source="uji")
    cycle = Cycle(
        name="uji", government="Kabupaten Contoh", year=year, edition=edition.code, assessment=assessment
    )
    return freeze(cycle, edition)
