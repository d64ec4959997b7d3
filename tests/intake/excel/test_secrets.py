"""A password is recorded nowhere: wherever it stands in a workbook, it is refused and never repeated."""

from collections.abc import Callable
from time import perf_counter

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.asking.secret_text import looks_secret
from spbe_lib.intake.excel.reader import read_questionnaire
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from tests.intake.filling import edited, fill, place, sheet_by_key, write

pytestmark = pytest.mark.failure(26)

WORD = "Rahasia#77"
SOON = 5
"""Seconds; what was slow before took minutes."""
GIVEN = [
    "password: {}", "Password : {}", "PASSWORD={}", "kata sandi = {}", "katasandi: {}", "sandi: {}",
    "pass: {}", "pwd:{}", "pw: {}", "pasword: {}", "passwordnya: {}", "kata sandi akun demo: {}",
    "password (demo): {}", "user: admin\npass: {}", "user/pass demo/{}", "username & password: demo {}",
    "password -> {}", "https://demo:{}@aplikasi.contoh.id/", "https://contoh.id/?user=demo&password={}",
    "kata\u00a0sandi : {}", "pass\u200bword: {}", "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff1a{}",
    "password:\n{}", "Kebijakan kata sandi ada; akun demo, kata sandi: {}",
]  # fmt: skip
HARMLESS = [
    "kebijakan kata sandi", "Kebijakan kata sandi: minimal 8 karakter", "SOP pengelolaan kata sandi: Nomor 3",
    "SOP reset kata sandi", "kata sandi", "password:", "pwd: -", "password wajib diganti tiap 90 hari",
    "Badan Siber dan Sandi Negara: surat 12", "Seksi Sandi: Budi", "Persandian: urusan wajib", "passing: 7",
    "Pasal: 3", "compass: utara", "Ganti kata sandi segera!", "Kata sandi minimal: delapan huruf",
    "kata sandi pegawai: tidak pernah dibagikan", "Pengaturan akun dan kata sandi, 2024",
    "https://contoh.id/dokumen", "http://contoh.id:80/x@y",
]  # fmt: skip

Where = Callable[[Workbook, str], str]


def cell(key: str, column: str, sheet: str = "13") -> Where:
    """Write into an input cell; returns its place."""

    def typed(book: Workbook, text: str) -> str:
        there = sheet_by_key(book, f"sheet:{sheet}")
        write(there, key, column, text)
        row, at = place(there, key, column)
        return f"lembar {there.title}, sel {there.cell(row, at).coordinate}"

    return typed


def beside(book: Workbook, text: str) -> str:
    """Write beside the answers, in a column that nobody reads."""
    book["13"]["M9"].value = text
    return "lembar 13, sel M9"


def foreign(book: Workbook, text: str) -> str:
    """Write on a sheet of their own."""
    book.create_sheet("Catatan kami")["C3"].value = text
    return "lembar Catatan kami, sel C3"


def note(book: Workbook, text: str) -> str:
    """Write into a comment."""
    book["13"]["B7"].comment = Comment(text, "Ani")
    return "lembar 13, komentar sel B7"


WHERES = [
    cell("I13-L2-01", "value"),
    cell("I13-L2-01", "title"),
    cell("I13-L2-01", "number"),
    cell("fact", "value"),
    cell("level", "value"),
    cell("evidence-1", "page"),
    cell("I16-L3-01", "value", "obligations"),
    cell("I16-L3-01", "note", "obligations"),
    cell("filled_by", "value", "approval"),
    cell("day", "value", "approval"),
    beside,
    foreign,
    note,
]


def refused(content: bytes, cycle: Cycle, edition: Instrument) -> tuple[Problem, ...]:
    """All that is wrong with a workbook."""
    with pytest.raises(InputError) as refusal:
        read_questionnaire(content, "isian.xlsx", cycle, edition)
    return refusal.value.problems


@pytest.mark.parametrize("text", GIVEN)
def test_a_text_that_gives_away_a_password_is_recognised(text: str) -> None:
    """However it is spelled, with the password behind it."""
    assert looks_secret(text.format(WORD))


@pytest.mark.parametrize("text", HARMLESS)
def test_a_text_about_passwords_or_secret_offices_is_none(text: str) -> None:
    """A rule about passwords is evidence, and the BSSN an agency."""
    assert not looks_secret(text)


@pytest.mark.parametrize("where", WHERES)
def test_wherever_it_stands_the_cell_is_named_and_the_text_never_repeated(
    where: Where, blank: bytes, cycle: Cycle, edition: Instrument
) -> None:
    """Also where nobody reads, for the file as a whole would be kept."""
    places: list[str] = []
    content = edited(blank, lambda book: places.append(where(book, f"Akun demo, password: {WORD}")))
    problems = refused(content, cycle, edition)
    told = [problem for problem in problems if "kata sandi" in problem.what]
    assert len(told) == 1
    assert f"Dinas Komunikasi & Informatika, {places[0]}: " in str(told[0])
    assert "tampak seperti kata sandi" in told[0].what
    assert "sampaikan akun uji langsung kepada Tim Asesor Internal" in told[0].remedy
    assert WORD not in "".join(map(repr, problems))
    assert told[0].spot is not None
    assert told[0].spot.cell == places[0].rpartition(" ")[2]
    assert told[0].spot.secret == ("komentar" not in places[0])


def test_our_own_words_give_nothing_away(
    blank: bytes, second: bytes, cycle: Cycle, edition: Instrument
) -> None:
    """What a Kuesioner says about passwords is no password."""
    for content in (blank, second, fill(blank, filled_by="Budi, Seksi Persandian")):
        assert read_questionnaire(content, "isian.xlsx", cycle, edition).opd == "diskominfo"


@pytest.mark.parametrize(
    "text",
    [
        "akun " + ":" * 9_000 + "," * 9_000,
        "akun" + " ," * 9_000,
        "login a, " * 3_000,
        "pass (" * 5_000,
        "://a:" * 6_000,
    ],
)
def test_a_text_that_was_made_to_be_slow_is_looked_through_at_once(text: str) -> None:
    """No pattern runs over the same signs again and again."""
    begun = perf_counter()
    assert not looks_secret(f"sandi. {text}x")
    assert perf_counter() - begun < SOON
