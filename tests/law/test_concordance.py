"""Concordances: every indicator of both editions once, faults told all at once, and chains of several."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.errors import EditionError
from spbe_lib.law.concordance import continuity_between, load_concordances, read_concordance
from spbe_lib.law.continuity import (
    Concordance,
    Confidence,
    Continuity,
    Kind,
    Line,
    Source,
    chained,
    unchanged,
)
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.workspace import CONCORDANCES

OLD, MIDDLE, NEW = "permenpanrb-5-2018", "permenpanrb-59-2020", "permenpanrb-8-2026"
FIRST, SECOND = f"{OLD}--{MIDDLE}.yaml", f"{MIDDLE}--{NEW}.yaml"


def between(before: str, after: str) -> Continuity:
    """The continuity of two editions, which must exist."""
    found = continuity_between(before, after)
    assert found is not None
    return found


def test_every_edition_is_reached_from_every_earlier_one_and_from_no_later_one() -> None:
    """The bundled editions are one chain."""
    codes = list(edition_codes())

    assert codes == [OLD, MIDDLE, NEW]
    for place, before in enumerate(codes):
        for other, after in enumerate(codes):
            assert (continuity_between(before, after) is not None) == (place <= other)


@pytest.mark.parametrize("concordance", load_concordances(), ids=lambda each: each.after.code)
def test_every_item_of_both_editions_is_accounted_for_exactly_once(concordance: Concordance) -> None:
    """No indicator stands nowhere, and none twice."""
    continuity = chained([concordance])
    whole = continuity.before.items
    used = [code for each in continuity.items for code in each.before]

    assert [each.item for each in continuity.items] == [item.code for item in continuity.after.items]
    assert set(used) | set(continuity.dropped) == {item.code for item in whole}
    assert set(used).isdisjoint(continuity.dropped)


def test_what_the_slides_show_is_kept_apart_from_what_was_inferred() -> None:
    """Which pairs of 5/2018 and 59/2020 were seen; nothing was seen of 59/2020 and 8/2026."""
    seen = {
        (line.before, line.after)
        for line in load_concordances()[0].lines
        if not line.source.inferred and line.kind is not Kind.NEW
    }

    assert seen == {
        ((3,), (1, 2)),
        ((5,), (5,)),
        ((25,), (37,)),
        ((26,), (36,)),
        ((27,), (32,)),
        ((28,), (33,)),
        ((29,), (34,)),
        ((31,), (35,)),
    }
    assert all(line.source.inferred and line.confidence == "low" for line in load_concordances()[1].lines)


def test_the_shared_items_are_those_that_kept_their_matter() -> None:
    """Sixteen items of 5/2018 live on in 59/2020, four of those in 8/2026, and one over both."""
    first, second, both = between(OLD, MIDDLE), between(MIDDLE, NEW), between(OLD, NEW)

    assert len(first.counterparts) == 16
    assert first.counterparts["37"] == "25"
    assert dict(second.counterparts) == {"2": "28", "3": "25", "4": "20", "15": "14"}
    assert dict(both.counterparts) == {"15": "19"}
    assert (both.before.code, both.after.code) == (OLD, NEW)
    assert both.of("1").kind is Kind.MERGED
    assert both.of("1").before == ("1", "3", "18", "20", "21")
    assert both.notices == (*first.notices, *second.notices)


def test_an_item_that_is_taken_from_another_index_is_never_comparable() -> None:
    """A level by evidence and a level by thresholds are not the same measure."""
    second = between(MIDDLE, NEW)
    external = {
        item.code
        for item in second.after.items
        if second.after.indicator(item.indicator).external_index is not None
    }

    assert external
    assert external.isdisjoint(second.counterparts)


def test_the_three_services_of_one_indicator_go_into_all_that_it_was_split_into() -> None:
    """35a need not be the service that 45 names."""
    first = between(OLD, MIDDLE)

    assert first.into("35a") == ("45", "46", "47")
    assert first.of("45").before == ("35a", "35b", "35c")
    assert first.of("45").counterpart is None
    assert first.into("2") == ()
    assert "2" in first.dropped


def test_an_edition_continues_itself_item_by_item() -> None:
    """Then everything is comparable and nothing new."""
    same = between(MIDDLE, MIDDLE)

    assert same.counterparts == {item.code: item.code for item in load_edition(MIDDLE).items}
    assert (same.dropped, same.notices) == ((), ())


def test_no_name_of_an_indicator_stands_in_a_concordance() -> None:
    """Names come from the editions, so that none can disagree."""
    names = {each.name for code in edition_codes() for each in load_edition(code).indicators}
    files = "".join(path.read_text("utf-8") for path in CONCORDANCES.glob("*.yaml"))

    assert [name for name in names if name in files] == []


# what is changed in which bundled file, and the words of the refusal
FAULTS: dict[str, tuple[str, tuple[str, str], list[str]]] = {
    "unknown edition": (
        FIRST,
        (f"before: {OLD}", "before: permenpanrb-4-2018"),
        ["'permenpanrb-4-2018' tidak"],
    ),
    "same edition": (SECOND, (f"after: {NEW}", f"after: {MIDDLE}"), ["dengan dirinya sendiri"]),
    "unknown key": (FIRST, ("notice:", "catatan: x\nnotice:"), ["(catatan): kunci ini tidak dikenal"]),
    "unknown kind": (
        FIRST,
        ("{kind: renamed, before: [1]", "{kind: moved, before: [1]"),
        ["'moved' tidak dikenal"],
    ),
    "unknown confidence": (SECOND, ("confidence: low}", "confidence: tinggi}"), ["'tinggi' tidak dikenal"]),
    "unknown source": (
        FIRST,
        ("before: [5], after: [5], source: slides", "before: [5], after: [5], source: slide"),
        ["sumber 'slide' tidak ada di sources. Yang boleh: slides, inference"],
    ),
    "unknown indicator before": (
        FIRST,
        ("before: [24]", "before: [24, 36]"),
        ["PermenPANRB 5/2018 tidak mempunyai indikator '36'. Yang boleh: 1 sampai 35"],
    ),
    "unknown indicator after": (FIRST, ("38, 43]", "38, 43, 48]"), ["tidak mempunyai indikator '48'"]),
    "left out before": (
        SECOND,
        ("before: [21, 24, 26, 27]", "before: [21, 24]"),
        [
            "indikator 26, 27 PermenPANRB 59/2020 belum tertulis.",
            "Tambahkan; yang tidak sepadan ditulis dropped",
        ],
    ),
    "left out after": (SECOND, ("17, 18, 19, 20]", "17, 18, 19]"), ["indikator 20 PermenPANRB 8/2026 belum"]),
    "twice": (
        SECOND,
        ("before: [21, 24,", "before: [21, 24, 25,"),
        ["indikator 25 PermenPANRB 59/2020 tertulis 2 kali"],
    ),
    "split into one": (
        FIRST,
        ("before: [3], after: [1, 2]", "before: [3], after: [1]"),
        ["'split' (pecahan dari) menyebut 1 indikator pada after", "indikator 2 PermenPANRB 59/2020 belum"],
    ),
    "merged from one": (
        SECOND,
        ("before: [8, 22]", "before: [8]"),
        ["'merged' (gabungan dari) menyebut 1 indikator pada before", "indikator 22 "],
    ),
    "renamed into two": (
        FIRST,
        ("{kind: split, before: [3]", "{kind: renamed, before: [3]"),
        ["'renamed' (berganti nama) menyebut 2 indikator pada after. Yang boleh: satu"],
    ),
    "new with a predecessor": (
        SECOND,
        ("- kind: new\n", "- kind: new\n  before: [21]\n"),
        [
            "'new' (baru) menyebut 1 indikator pada before. Yang boleh: tidak ada",
            "21 PermenPANRB 59/2020 tertulis 2",
        ],
    ),
    "dropped without a number": (FIRST, ("before: [24]", "before: []"), ["menyebut 0 indikator pada before"]),
    "services as one": (
        FIRST,
        (
            "- kind: split\n  before: [35]\n  after: [45, 46, 47]",
            "- kind: renamed\n  before: [35]\n  after: [45]",
        ),
        ["yang satu dinilai sebagai 3 butir, yang lain 1 butir", "indikator 46, 47 "],
    ),
    "an index and evidence": (
        SECOND,
        ("- kind: merged\n  before: [3, 23]\n", "- kind: renamed\n  before: [3]\n"),
        ["salah satunya diambil dari indeks lain, yang lain dari bukti", "indikator 23 "],
    ),
    "no sources": (SECOND, ("sources:\n  own:", "sources: {}\nown:"), ["(own): kunci ini tidak dikenal"]),
    "number with a letter": (FIRST, ("before: [24]", "before: [24a]"), ["'24a' bukan bilangan bulat"]),
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.replace(" ", "_"))
def test_a_fault_is_told_with_its_place_and_what_would_be_right(fault: str, tmp_path: Path) -> None:
    """One mistake in a bundled file; what follows from it is told in the same refusal."""
    name, change, words = FAULTS[fault]
    text = (CONCORDANCES / name).read_text("utf-8")
    assert change[0] in text
    file = tmp_path / name
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        read_concordance(file)
    told = str(refused.value)

    assert all(each.where.startswith(name) for each in refused.value.problems)
    assert [each for each in words if each not in told] == []


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    """A wrong file name, an unknown number and a number twice: three places in one refusal."""
    text = (CONCORDANCES / SECOND).read_text("utf-8").replace("[21, 24, 26, 27]", "[21, 24, 26, 27, 28, 99]")
    file = tmp_path / "padanan.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        read_concordance(file)
    told = [str(each) for each in refused.value.problems]

    assert len(told) == 3
    assert f"Namai {MIDDLE}--{NEW}.yaml" in told[0]
    for words in ("indikator '99'", "indikator 28 PermenPANRB 59/2020 tertulis 2 kali"):
        assert any(words in each for each in told)


def test_a_chain_must_hang_together() -> None:
    """The second concordance begins where the first one ends, and there is one at least."""
    first, second = load_concordances()
    with pytest.raises(ValueError, match="does not follow"):
        chained([second, first])
    with pytest.raises(ValueError, match="no concordance"):
        chained([])


def made_up(draw: st.DrawFn, before: Instrument, after: Instrument) -> Concordance:
    """Any concordance that accounts for every indicator once; services stay with their own kind."""
    old = draw(st.permutations([each.number for each in before.indicators]))
    new = draw(st.permutations([each.number for each in after.indicators]))
    source, lines = Source(text="uji", inferred=draw(st.booleans())), list[Line]()
    confidence: Confidence = draw(st.sampled_from(["high", "medium", "low"]))
    while old or new:
        takes = {Kind.DROPPED: (1, 0), Kind.NEW: (0, 1), Kind.SPLIT: (1, 2), Kind.MERGED: (2, 1)}
        takes |= {Kind.RENAMED: (1, 1), Kind.SAME: (1, 1)}
        fits = [
            kind
            for kind, (left, right) in takes.items()
            if len(old) >= left
            and len(new) >= right
            and (
                not kind.comparable
                or len(before.indicator(old[0]).items) == len(after.indicator(new[0]).items)
            )
        ]
        kind = draw(st.sampled_from(fits))
        left, right = takes[kind]
        lines.append(
            Line(
                kind=kind,
                before=tuple(old[:left]),
                after=tuple(new[:right]),
                source=source,
                confidence=confidence,
            )
        )
        old, new = old[left:], new[right:]
    return Concordance(before=before, after=after, notice="uji", lines=tuple(lines))


@st.composite
def chains(draw: st.DrawFn) -> list[Concordance]:
    """Two or three made-up concordances in a row, over bundled editions in any order."""
    codes = draw(st.lists(st.sampled_from(edition_codes()), min_size=3, max_size=4))
    editions = [load_edition(code) for code in codes]
    return [made_up(draw, *pair) for pair in pairwise(editions)]


@given(chains())
def test_over_any_chain_the_core_is_what_every_step_keeps(chain: list[Concordance]) -> None:
    """Followed by hand, step by step, each item of the core leads to the item that the chain names."""
    whole, steps = chained(chain), [chained([each]) for each in chain]
    expected = {}
    for item in whole.after.items:
        code: str | None = item.code
        for step in reversed(steps):
            code = step.counterparts.get(code) if code else None
        if code:
            expected[item.code] = code

    assert dict(whole.counterparts) == expected
    assert len(set(expected.values())) == len(expected)


@given(chains())
def test_over_any_chain_nothing_appears_or_vanishes(chain: list[Concordance]) -> None:
    """Every item before went somewhere or was dropped; every item after is new or came from somewhere."""
    whole = chained(chain)
    came = {code for each in whole.items for code in each.before}

    assert came | set(whole.dropped) == {item.code for item in whole.before.items}
    assert came.isdisjoint(whole.dropped)
    assert all((each.kind is Kind.NEW) == (not each.before) for each in whole.items)
    assert all(each.kind is not Kind.DROPPED for each in whole.items)
    for item in whole.before.items:
        assert {each.item for each in whole.items if item.code in each.before} == set(whole.into(item.code))


@given(chains())
def test_a_chain_of_one_with_an_unchanged_edition_is_that_one(chain: list[Concordance]) -> None:
    """A year without a change of regulation changes nothing of what can be compared."""
    first = chain[0]
    lines = [
        Line(
            kind=Kind.SAME,
            before=(each.number,),
            after=(each.number,),
            source=Source(text="uji", inferred=False),
            confidence="high",
        )
        for each in first.after.indicators
    ]
    still = Concordance(before=first.after, after=first.after, notice="", lines=tuple(lines))

    assert chained([first, still]).counterparts == chained([first]).counterparts
    assert chained([still]).counterparts == unchanged(first.after).counterparts
