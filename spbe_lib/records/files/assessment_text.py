"""The final values of a year as an assessment file: what a cycle hands to the next year."""

from collections.abc import Iterator, Mapping

from spbe_lib.figures import printed
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.history_file import level_text
from spbe_lib.records.files.yaml_text import quoted
from spbe_lib.records.model import Assessment, PublishedResult


def write_assessment(instrument: Instrument, assessment: Assessment, *, year: int, source: str) -> bytes:
    """An assessment as a file that ``read_assessment`` reads; equal content, equal bytes.

    Args:
        instrument: Its edition.
        assessment: The values with what was said of them; lists of evidence and readers stay behind.
        year: The year that they are of.
        source: What to name as the source where the assessment names none.
    """
    return "\n".join([*_lines(instrument, assessment, year, source), ""]).encode()


def _lines(instrument: Instrument, assessment: Assessment, year: int, source: str) -> Iterator[str]:
    digits = instrument.digits
    yield f"# Nilai akhir tahun {year}, dibawa dari siklus tahun itu."
    yield f"edition: {instrument.code}"
    yield f"year: {year}"
    yield f"stage: {assessment.stage}"
    if assessment.as_of:
        yield f"as_of: {assessment.as_of}"
    yield f"source: {quoted(assessment.source or source)}"
    levels = {item.code: assessment.values.get(item.code) for item in instrument.items}
    yield "levels:"
    yield from (f'  {code}: "{level_text(span, digits) if span else ""}"' for code, span in levels.items())
    yield from _texts("notes", assessment.notes)
    yield from _texts("recommendations", assessment.recommendations)
    if assessment.published:
        yield from _published(assessment.published, digits)


def _texts(key: str, texts: Mapping[str, str]) -> Iterator[str]:
    told = [f"  {code}: {quoted(text)}" for code, text in texts.items() if text.strip()]
    if told:
        yield from (f"{key}:", *told)


def _published(published: PublishedResult, digits: int) -> Iterator[str]:
    lines = []
    for key, figures in (("aspects", published.aspects), ("domains", published.domains)):
        if figures:
            told = ", ".join(f'{number}: "{printed(each, digits)}"' for number, each in figures.items())
            lines.append(f"  {key}: {{{told}}}")
    if published.index is not None:
        lines.append(f'  index: "{printed(published.index, digits)}"')
    if published.predicate:
        lines.append(f"  predicate: {quoted(published.predicate)}")
    if lines:
        yield from ("published:", *lines)
