"""A season in sentences: how far the whole is, and which deadlines passed."""

from collections.abc import Iterator

from spbe_lib.figures import printed, printed_date
from spbe_lib.results.completion_words import forecast_words
from spbe_lib.results.lateness import Passed
from spbe_lib.results.overview import Overview

_PERCENT = 100


def summary(seen: Overview) -> Iterator[str]:
    """How far the whole season is, in sentences."""
    yield f"{seen.answered} dari {len(seen.rows)} OPD yang diminta sudah menjawab semuanya."
    yield (
        f"Dokumen: {seen.documents('asked')} diminta, {seen.documents('named')} disebut, "
        f"{seen.documents('kept')} ada berkasnya, {seen.documents('accepted')} diterima; "
        f"kelengkapan menurut bobot indeks {printed(seen.share * _PERCENT, 0)} %."
    )
    yield from (forecast_words(each) for each in seen.forecasts)
    if seen.late:
        yield f"{len(seen.late)} OPD mempunyai tenggat yang sudah lewat."


def passed_words(each: Passed) -> str:
    """One deadline that passed, in words."""
    given = f", diperpanjang dengan surat {each.extension.letter}" if each.extension else ""
    return f"{each.step.label}: {each.count}, tenggat {printed_date(each.due)}{given}, lewat {each.days} hari"
