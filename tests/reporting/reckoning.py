"""A reader with pencil and paper: takes what a page prints of a working, and reckons it again."""

import re
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from math import ceil

from spbe_lib.figures import MINUS, half_up

OPEN = re.compile(r'<details class="hitung[^"]*"><summary>(.*?)</summary>(.*?)</details>', re.DOTALL)
LINE = re.compile(r"<li><span>(.*?)</span>\s*<span>(.*?)</span></li>", re.DOTALL)
LINKS = (" dibulatkan ", " tercetak ", " jadi ")
NUMBER = r"−?[0-9]+(?:,[0-9]+)?(?:/[0-9]+)?…?"
TOKEN = re.compile(rf"{NUMBER}(?:–{NUMBER})?|[×÷−()]")

Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True, kw_only=True)
class Unfolded:
    """One unfolded figure: what is opened, the lists of lines above the last one, and the last one."""

    summary: str
    lists: list[list[tuple[str, str]]]

    @property
    def groups(self) -> list[list[tuple[str, str]]]:
        """The lines that are added up."""
        return self.lists[:-1]

    @property
    def closing(self) -> list[tuple[str, str]]:
        """What is made of the sum."""
        return self.lists[-1]


def unfolded(page: str) -> list[Unfolded]:
    """Every figure of a page that unfolds."""
    return [
        Unfolded(
            summary=bare(summary),
            lists=[
                [(bare(label), bare(told)) for label, told in LINE.findall(part)]
                for part in re.findall(r"<ul>(.*?)</ul>", inner, re.DOTALL)
            ],
        )
        for summary, inner in OPEN.findall(page)
    ]


def bare(html: str) -> str:
    """The words of a piece of HTML."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))).strip()


def check(each: Unfolded) -> str:
    """Reckon one figure again; the printed figure that comes out at the end of its first closing line.

    Raises:
        AssertionError: Something does not come out as printed.
    """
    totals = [_total(lines) for lines in each.groups]
    for label, told in each.closing:
        _check_closing(label, told)
    labels = [label for label, _ in each.closing]
    if labels[0] == "Menyumbang":
        _same_as_totals(each, totals)
    elif totals:
        _same_sum(each, _plus(totals))
    return re.split("|".join(LINKS) + "| = ", each.closing[0][1])[-1]


def _total(lines: list[tuple[str, str]]) -> Ends:
    products = [(label, told) for label, told in lines if label != "Jumlah"]
    for _, told in products:
        how, result = told.split(" = ")
        assert reckoned(how) == reckoned(result), told
    summed = _plus([reckoned(told.split(" = ")[1]) for _, told in products])
    for label, told in lines:
        assert label != "Jumlah" or reckoned(told) == summed, told
    return summed


def _same_as_totals(each: Unfolded, totals: list[Ends]) -> None:
    """A contribution: each group has a closing line of its own; a missing one is nothing."""
    filled = [*totals, (Fraction(0), Fraction(0))][:2]
    for summed, (_, told) in zip(filled, each.closing, strict=True):
        first = re.split("|".join(LINKS) + "| = ", told)[0]
        assert reckoned(first) == summed, told


def _same_sum(each: Unfolded, summed: Ends) -> None:
    """What is divided is the sum of the lines: at its ends, or of the filled lines alone."""
    wanted = {"Nilai terendah": summed[0], "Nilai tertinggi yang masih mungkin": summed[1]}
    for label, told in each.closing:
        divided = reckoned(told.split(" ÷ ")[0]) if " ÷ " in told else None
        if label in wanted:
            assert divided == (wanted[label], wanted[label]), told
        elif label.startswith("Nilai"):
            assert divided == summed, told
        elif label.startswith("Rata-rata") and all(line[0].isdigit() for line, _ in _products(each)):
            filled = [how for line, how in _products(each) if not line.endswith("(belum dijawab)")]
            assert divided == _plus([reckoned(how.split(" = ")[1]) for how in filled]), told
            weight = _plus([reckoned(how.split(" = ")[0].split(" × ")[1]) for how in filled])
            assert reckoned(told.split(" ÷ ")[1].split(" = ")[0].split(" jadi ")[0]) == weight, told


def _products(each: Unfolded) -> list[tuple[str, str]]:
    return [(label, told) for lines in each.groups for label, told in lines if label != "Jumlah"]


def _check_closing(label: str, told: str) -> None:
    link = next((link for link in LINKS if link in told), " = ")
    how, result = told.rsplit(link, 1)
    if "≥" in how or "<" in how:
        _check_bounds(how)
        return
    chain = [reckoned(part) for part in how.split(" = ")]
    exact = chain[0]
    for printed_, value in zip(how.split(" = "), chain, strict=True):
        assert value == exact or ("…" in printed_ and _cut(exact) == value), told
    if link == " jadi ":
        return
    ends = reckoned(result.lstrip("+"))
    digits = len(result.split("–")[0].partition(",")[2])
    if link == " dibulatkan ":
        upper = half_up(exact[1], digits)
        if "tidak termasuk" in label:
            upper = Fraction(ceil(exact[1] * 10**digits + Fraction(1, 2)) - 1, 10**digits)
        assert ends == (half_up(exact[0], digits), upper), told
    else:
        assert ends == exact, told


def _check_bounds(how: str) -> None:
    figure = reckoned(re.split(r" [≥<] ", how)[0])
    for sign, bound in re.findall(rf"([≥<]) ({NUMBER})", how):
        limit = reckoned(bound)[0]
        assert figure[0] >= limit if sign == "≥" else figure[1] < limit, how


def _cut(value: Ends) -> Ends:
    low, high = (Fraction(int(end * 10**6), 10**6) for end in value)
    return low, high


def _plus(all_: list[Ends]) -> Ends:
    return sum((low for low, _ in all_), Fraction(0)), sum((high for _, high in all_), Fraction(0))


def reckoned(text: str) -> Ends:
    """Reckon an expression from left to right, brackets first, with both ends of a range."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), text
    value, rest = _expression(tokens)
    assert not rest, text
    return value


def _expression(tokens: list[str]) -> tuple[Ends, list[str]]:
    value, tokens = _operand(tokens)
    while tokens and tokens[0] != ")":
        sign, (other, rest) = tokens[0], _operand(tokens[1:])
        value, tokens = _applied(sign, value, other), rest
    return value, tokens


def _operand(tokens: list[str]) -> tuple[Ends, list[str]]:
    if tokens[0] == "(":
        value, rest = _expression(tokens[1:])
        return value, rest[1:]
    low, _, high = tokens[0].partition("–")
    return (_number(low), _number(high or low)), tokens[1:]


def _applied(sign: str, left: Ends, right: Ends) -> Ends:
    if sign == "×":
        return left[0] * right[0], left[1] * right[1]
    if sign == "÷":
        return left[0] / right[0], left[1] / right[1]
    return left[0] - right[1], left[1] - right[0]


def _number(text: str) -> Fraction:
    return Fraction(text.rstrip("…").replace(",", ".").replace(MINUS, "-"))
