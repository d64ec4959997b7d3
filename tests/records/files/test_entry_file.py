"""Last year's answers as a file: whatever was answered comes back exactly, and nothing else is believed."""

import json
import math
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Records, Response, ScopeFact
from spbe_lib.records.documents import Access, Document, DocumentStatus
from spbe_lib.records.files.entry_file import (
    FORMAT,
    entry_as_plain,
    entry_from_plain,
    read_entry_file,
    write_entry_file,
)

EDITION = "permenpanrb-59-2020"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
codes = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)
requirements = st.none() | codes
figures = st.fractions(min_value=0, max_value=5, max_denominator=600)
spans = st.builds(
    lambda ends, out: Span(min(ends), max(ends), open_end=out), st.tuples(figures, figures), st.booleans()
)
proofs = st.builds(
    EvidenceReference, title=texts, number=texts, dated=texts, page=texts, requirement=requirements
)
responses = st.builds(
    Response,
    opd=codes,
    item=codes,
    ticked=st.frozensets(codes, max_size=6),
    level=st.none() | spans,
    fact=texts,
    justification=texts,
    follow_up=texts,
    evidence=st.lists(proofs, max_size=4).map(tuple),
)
facts = st.builds(
    ScopeFact,
    opd=codes,
    requirement=codes,
    answer=st.none() | st.sampled_from(Answer),
    note=texts,
    evidence=st.lists(proofs, max_size=4).map(tuple),
)
documents = st.builds(
    Document,
    opd=codes,
    key=codes.map("dok-{}".format),
    title=texts,
    number=texts,
    status=st.none() | st.sampled_from(DocumentStatus),
    year=st.none() | st.integers(1, 9999),
    valid_until=st.none() | st.dates(),
    access=st.sampled_from(Access),
    link=texts,
)
entries = st.one_of(responses, facts, documents)


def contents(records: Records) -> list[Entry]:
    """What was said, in the order of OPD and topic."""
    every: list[Entry] = [each.content for each in (*records.entries, *records.documents.values())]
    return sorted(every, key=lambda each: (each.opd, each.topic))


def read(content: bytes, edition: str = EDITION) -> Records:
    """Read a file with this content."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "jawaban-2023.json"
        file.write_bytes(content)
        return read_entry_file(file, edition)


def refusal(content: bytes | str, edition: str = EDITION) -> str:
    """Why a file is refused: always one sentence that begins with its name."""
    with pytest.raises(InputError) as refused:
        read(content if isinstance(content, bytes) else content.encode(), edition)
    (problem,) = refused.value.problems
    assert problem.where == "jawaban-2023.json"
    assert problem.remedy
    return str(problem)


def with_entries(*plain: object) -> bytes:
    """A file with these entries, spelled in JSON as they are."""
    about = {"format": FORMAT, "cycle": "uji-2023", "year": 2023, "edition": EDITION}
    return json.dumps(about | {"entries": list(plain)}).encode()


@pytest.mark.failure(9)
@settings(max_examples=150)
@given(st.lists(entries, max_size=8, unique_by=lambda each: (each.opd, each.topic, type(each))))
def test_every_entry_comes_back_exactly_as_it_was(told: list[Entry]) -> None:
    """Fractions, sets, dates, line breaks, signs of every script: written, read, and written again."""
    once = {(each.opd, each.topic): each for each in told}
    written = write_entry_file("uji-2023", 2023, EDITION, once.values())
    found = contents(read(written))

    assert found == sorted(once.values(), key=lambda each: (each.opd, each.topic))
    assert write_entry_file("uji-2023", 2023, EDITION, reversed(found)) == written


@settings(max_examples=150)
@given(entries)
def test_one_entry_as_plain_values_is_json_and_comes_back(entry: Entry) -> None:
    """The spelling of every file with entries."""
    plain = json.loads(json.dumps(entry_as_plain(entry), allow_nan=False))

    assert entry_from_plain(plain) == entry


def test_an_exact_third_and_a_printed_figure_stay_what_they_are() -> None:
    """7/6 is a fraction, and 1,17 keeps its half unit and its open end."""
    rounded = Span(Fraction("1.165"), Fraction("1.175"), open_end=True)
    levels = [Span.exactly(Fraction(7, 6)), rounded]
    told = [Response(opd="a", item=str(place), level=level) for place, level in enumerate(levels)]
    found = read(write_entry_file("uji-2023", 2023, EDITION, told))

    assert [each.content.level for each in found.responses.values()] == levels


@pytest.mark.failure(12)
def test_hostile_texts_are_kept_letter_by_letter() -> None:
    """Markup, formulas and control signs are texts, and no more."""
    hostile = '</script><script>alert(1)</script> =HYPERLINK("x") {{ 7*7 }} \x1b[31m \u202e "\\\n\u2028'
    told = Response(opd="a", item="1", fact=hostile)

    assert contents(read(write_entry_file("uji-2023", 2023, EDITION, [told]))) == [told]


@pytest.mark.failure(10)
def test_a_file_of_an_edition_without_a_concordance_is_refused_with_both_names() -> None:
    """Answers under a later regulation mean nothing under an earlier one."""
    told = refusal(write_entry_file("uji", 2023, "permenpanrb-8-2026", []))

    assert "'permenpanrb-8-2026', bukan 'permenpanrb-59-2020'" in told


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"\x00" * 50, b"[" * 200_000, b'{"a":' * 200_000, b'{"format": ' + b"9" * 5000],
)
def test_a_damaged_file_is_refused_in_a_sentence(content: bytes) -> None:
    """Empty, cut off, no text, nested without end, a number without end."""
    assert "berkas rusak atau terpotong" in refusal(content)


@pytest.mark.parametrize("content", ["[]", "null", '"spbe-jawaban-1"', "{}", '{"format": "spbe-jawaban-2"}'])
def test_another_json_file_is_not_taken_for_last_years_answers(content: str) -> None:
    """A foreign file, or one of another format."""
    assert "ini bukan berkas jawaban tahun lalu" in refusal(content)


def test_a_file_cut_anywhere_is_never_half_read() -> None:
    """Whatever is lost of the end, nothing of it counts."""
    told = [Response(opd=opd, item="1", fact="Sudah ada.") for opd in ("a", "b", "c")]
    whole = write_entry_file("uji-2023", 2023, EDITION, told)
    assert len(contents(read(whole))) == 3

    for end in range(0, len(whole) - 2, 7):
        refusal(whole[:end])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """By its name, never by its place on the machine."""
    with pytest.raises(InputError, match=r"^jawaban-2023\.json: berkas tidak dapat dibuka") as refused:
        read_entry_file(tmp_path / "jawaban-2023.json", EDITION)

    assert str(tmp_path) not in str(refused.value)


ANSWER: dict[str, Any] = {"kind": "response", "opd": "a", "item": "1"}
PAPER: dict[str, Any] = {"kind": "document", "opd": "a", "key": "dok-1"}


@pytest.mark.parametrize(
    "plain",
    [
        None,
        "response",
        [],
        {},
        {"kind": ["response"]},
        ANSWER | {"kind": "secret"},
        {"kind": "response", "opd": "a"},
        ANSWER | {"password": "x"},
        ANSWER | {"opd": 7},
        ANSWER | {"fact": None},
        ANSWER | {"fact": {"a": [[[[]]]]}},
        ANSWER | {"ticked": "I01-L2-01"},
        ANSWER | {"ticked": [1]},
        ANSWER | {"level": "3"},
        ANSWER | {"level": {"low": "1/0", "high": "1/0"}},
        ANSWER | {"level": {"low": "4", "high": "3"}},
        ANSWER | {"level": {"low": "-1", "high": "3"}},
        ANSWER | {"level": {"low": "1e999999999", "high": "3"}},
        ANSWER | {"level": {"low": "1", "high": "1", "exact": "1"}},
        ANSWER | {"level": {"low": math.nan, "high": math.nan}},
        ANSWER | {"level": {"low": math.inf, "high": math.inf}},
        ANSWER | {"evidence": [{"number": "1"}]},
        ANSWER | {"evidence": [{"title": "SK", "link": "x"}]},
        {"kind": "fact", "opd": "a", "requirement": "I16-L3-01", "answer": "ya"},
        PAPER | {"status": "lost"},
        PAPER | {"year": math.nan},
        PAPER | {"year": 2023.5},
        PAPER | {"year": 10**200},
        PAPER | {"year": 0},
        PAPER | {"valid_until": "31 Maret 2025"},
        PAPER | {"valid_until": "2025-02-30"},
        PAPER | {"access": "public"},
    ],
    ids=str,
)
def test_an_entry_that_was_changed_by_hand_is_refused(plain: object) -> None:
    """Unknown kinds, missing and foreign fields, impossible levels, years and days."""
    assert "isi berkas ini tidak lengkap atau berubah" in refusal(with_entries(plain))


@pytest.mark.failure(6)
def test_one_topic_twice_is_refused() -> None:
    """Nobody chooses silently which of the two counts."""
    assert "tidak lengkap atau berubah" in refusal(with_entries(ANSWER, ANSWER | {"fact": "lain"}))


@pytest.mark.parametrize("entries", ['"entries": {}', '"entries": ""', '"entries": null', '"year": 2023'])
def test_entries_must_be_a_list(entries: str) -> None:
    """Something else, or nothing, is no list of answers."""
    about = f'{{"format": "{FORMAT}", "edition": "{EDITION}", {entries}}}'

    assert "tidak lengkap atau berubah" in refusal(about)


def test_half_a_sign_is_refused_here_and_not_when_a_page_is_written() -> None:
    """JSON can spell half of a pair of code units; no file could ever hold it."""
    assert "tidak lengkap atau berubah" in refusal(with_entries(ANSWER | {"fact": "\ud800"}))


def test_a_file_beyond_any_honest_size_is_not_read() -> None:
    """Twenty megabytes are more than all OPDs of a province write."""
    assert "bukan berkas jawaban tahun lalu" in refusal(b" " * 20_000_001)


def test_dates_are_days() -> None:
    """The end of validity comes back as a day."""
    told = Document(opd="a", key="dok-1", title="SK", valid_until=date(2025, 3, 31))

    assert contents(read(write_entry_file("uji-2023", 2023, EDITION, [told]))) == [told]
