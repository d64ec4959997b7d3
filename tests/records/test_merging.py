"""Merging what several people filled in: what one changed is taken, what two changed differently is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.figures import Span
from spbe_lib.records.answers import Answer, Approval, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.documents import Access, Document, DocumentStatus
from spbe_lib.records.entry_parts import EVIDENCE, TICK, Part, Values, blank, nothing, parts_of
from spbe_lib.records.merging import BASE, RECORDED, SIGNATURE, Merged, Side, Signature, merge

OPD = "dinkes"
PROOF = EvidenceReference(title="SK", number="12", requirement="I47-L1-01")
START = Response(opd=OPD, item="47", ticked=frozenset({"a"}), fact="Ada.", analysis="", evidence=(PROOF,))

texts = st.sampled_from(["", "satu", "dua", "=1+1", "baris\nbaris"])
proofs = st.builds(
    EvidenceReference,
    title=st.sampled_from(["SK", "Perbup"]),
    page=st.sampled_from(["", "3"]),
    requirement=st.sampled_from(["I47-L1-01", "I47-L2-01", None]),
)
responses = st.builds(
    Response,
    opd=st.just(OPD),
    item=st.sampled_from(["46", "47"]),
    ticked=st.frozensets(st.sampled_from(["a", "b", "c"])),
    level=st.none() | st.sampled_from([Span.exactly(2), Span(Fraction(1), Fraction(2), open_end=True)]),
    fact=texts,
    follow_up=texts,
    evidence=st.lists(proofs, max_size=4, unique=True).map(tuple),
)
facts = st.builds(
    ScopeFact,
    opd=st.just(OPD),
    requirement=st.sampled_from(["I13-L3-01", "I16-L3-01"]),
    answer=st.none() | st.sampled_from(Answer),
    note=texts,
    evidence=st.lists(
        proofs.map(lambda proof: replace(proof, requirement=None)), max_size=3, unique=True
    ).map(tuple),
)
documents = st.builds(
    Document,
    opd=st.just(OPD),
    key=st.sampled_from(["dok-1", "dok-2"]),
    title=texts,
    status=st.none() | st.sampled_from(DocumentStatus),
    year=st.none() | st.integers(2020, 2022),
    valid_until=st.none() | st.just(date(2027, 1, 1)),
    access=st.sampled_from(Access),
)
entries = st.one_of(responses, facts, documents)
States = Mapping[str, Entry]
states = st.lists(entries, max_size=5).map(lambda found: {each.topic: each for each in found})
signatures = st.builds(
    Signature,
    filled_by=st.sampled_from(["", "Siti", "Budi"]),
    approval=st.none() | st.sampled_from([Approval(name="Kepala"), Approval(name="Sekretaris", nip="1")]),
)


def side(name: str, changed: States, handed_out: States, signature: Signature | None = None) -> Side:
    """A file that was handed out with something; topics that are as they were are not in it."""
    new = {topic: each for topic, each in changed.items() if each != handed_out.get(topic, blank(each))}
    bases = {topic: blank(each) for topic, each in new.items()} | dict(handed_out)
    return Side(name=name, entries=new, bases=bases, signature=signature or Signature())


handed_out_sides = st.tuples(states, st.lists(st.tuples(states, signatures), min_size=1, max_size=3), states)


def sides_of(case: tuple[States, Sequence[tuple[States, Signature]], States]) -> list[Side]:
    """The files of several people, handed out alike."""
    base, changed, _ = case
    return [side(str(number), state, base, signed) for number, (state, signed) in enumerate(changed, 1)]


def after(merged: Merged, recorded: States) -> States:
    """What is recorded after a merge."""
    return dict(recorded) | {each.topic: each for each in merged.entries}


def said(entry: Entry) -> Values:
    """What an entry says, part by part, leaving away ticks and proofs that are not there."""
    return {part: value for part, value in parts_of(entry).items() if value != nothing(part, entry)}


def changed(**values: object) -> dict[str, Entry]:
    """The answer after somebody changed something in it."""
    return {"47": replace(START, **values)}  # type: ignore[arg-type]


def test_what_one_changed_is_taken_from_each() -> None:
    """Ticks, texts, level, and the proofs of each requirement: by different people, in one answer."""
    other = EvidenceReference(title="Perbup", requirement="I47-L2-01")
    base = {"47": START}
    one = side("1", changed(ticked=frozenset({"b"}), evidence=(PROOF, other)), base)
    two = side("2", changed(analysis="Lengkap.", level=Span.exactly(3)), base)

    merged = merge([one, two], base)

    assert merged.conflicts == ()
    assert merged.entries == (
        replace(
            START,
            ticked=frozenset({"b"}),
            analysis="Lengkap.",
            level=Span.exactly(3),
            evidence=(PROOF, other),
        ),
    )


def test_what_two_changed_differently_is_asked_and_nothing_is_chosen() -> None:
    """Base, every side and the record stand in the conflict; the record stays until somebody chooses."""
    base = {"47": START}
    sides = [side("1", changed(fact="Satu."), base), side("2", changed(fact="Dua.", analysis="x"), base)]

    merged = merge(sides, base)

    (conflict,) = merged.conflicts
    assert (conflict.topic, conflict.part) == ("47", Part("fact"))
    assert conflict.options == {"1": "Satu.", "2": "Dua.", BASE: "Ada.", RECORDED: "Ada."}
    assert merged.entries == (replace(START, analysis="x"),)


def test_what_somebody_else_recorded_meanwhile_is_a_side_of_its_own() -> None:
    """Handed out as version 1, changed, while the record went on to version 2: that is asked, too."""
    base, recorded = {"47": START}, changed(fact="Direkam.", follow_up="Renja")

    merged = merge([side("1", changed(fact="Satu.", analysis="x"), base)], recorded)

    (conflict,) = merged.conflicts
    assert conflict.options == {"1": "Satu.", BASE: "Ada.", RECORDED: "Direkam."}
    assert merged.entries == (replace(START, fact="Direkam.", follow_up="Renja", analysis="x"),)
    assert merge([side("1", changed(fact="Direkam."), base)], recorded).entries == ()


def test_files_of_different_versions_are_each_compared_with_their_own() -> None:
    """Where they were handed out differently, there is no one base to choose."""
    old, new = {"47": START}, changed(fact="Dua.")
    sides = [side("1", changed(fact="Satu."), old), side("2", changed(fact="Tiga."), new)]

    (conflict,) = merge(sides, new).conflicts

    assert conflict.bases == {"1": "Ada.", "2": "Dua."}
    assert conflict.options == {"1": "Satu.", "2": "Tiga.", RECORDED: "Dua."}


def test_proofs_of_one_requirement_are_one_part() -> None:
    """Two people who both changed them differently are asked; their order is no change."""
    base = {"47": replace(START, evidence=(PROOF, replace(PROOF, title="Perbup")))}
    turned = side("1", changed(evidence=tuple(reversed(base["47"].evidence)), analysis="x"), base)
    page, number = replace(PROOF, page="3"), replace(PROOF, number="13")
    sides = [side("1", changed(evidence=(page,)), base), side("2", changed(evidence=(number,)), base)]

    assert merge([turned, side("2", changed(evidence=()), base)], base).conflicts == ()
    (conflict,) = merge(sides, base).conflicts
    assert conflict.part == Part(EVIDENCE, "I47-L1-01")


def test_who_signed_is_taken_when_it_is_one_and_asked_when_it_is_two() -> None:
    """Nobody's approval goes to another one's answers unseen."""
    kepala = Signature(filled_by="Siti", approval=Approval(name="Kepala"))
    budi = Signature(filled_by="Budi")
    base = {"47": START}

    one = merge([side("1", {}, base, kepala), side("2", {}, base)], base)
    two = merge([side("1", {}, base, kepala), side("2", {}, base, budi)], base)

    assert (one.signature, one.conflicts) == (kepala, ())
    (conflict,) = two.conflicts
    assert (conflict.topic, conflict.part, conflict.options) == (
        SIGNATURE,
        Part("filled_by"),
        {"1": "Siti", "2": "Budi", BASE: ""},
    )
    assert two.signature == Signature(approval=kepala.approval)


def test_a_choice_that_is_none_is_an_error_of_the_caller() -> None:
    """Words that people typed are checked before."""
    base = {"47": START}
    sides = [side("1", changed(fact="Satu."), base), side("2", changed(fact="Dua."), base)]

    with pytest.raises(KeyError):
        merge(sides, base, {("47", Part("fact")): "3"})


@given(st.tuples(states, states, signatures))
def test_merging_a_file_with_itself_gives_the_file(case: tuple[States, States, Signature]) -> None:
    """Word for word, with its proofs in its own order, and with its signature."""
    base, state, signed = case
    mine = side("1", state, base, signed)

    merged = merge([mine, replace(mine, name="2")], base)

    assert merged.conflicts == ()
    assert {each.topic: each for each in merged.entries} == mine.entries
    assert merged.signature == signed


@given(handed_out_sides)
def test_the_order_of_the_files_matters_for_nothing(
    case: tuple[States, Sequence[tuple[States, Signature]], States],
) -> None:
    """The same result and the same conflicts, in the same order."""
    sides = sides_of(case)

    assert all(merge(order, case[2]) == merge(sides, case[2]) for order in permutations(sides))


@given(st.tuples(states, states))
def test_merging_with_what_was_handed_out_gives_the_other(case: tuple[States, States]) -> None:
    """A colleague who changed nothing changes nothing."""
    base, state = case
    mine, untouched = side("1", state, base), side("2", base, base)

    assert {each.topic: each for each in merge([mine, untouched], base).entries} == mine.entries


@given(handed_out_sides, st.data())
def test_a_choice_for_every_conflict_always_gives_a_result(
    case: tuple[States, Sequence[tuple[States, Signature]], States], data: st.DataObject
) -> None:
    """Whatever was chosen stands in the result, and nothing is left to ask."""
    sides, recorded = sides_of(case), case[2]
    conflicts = merge(sides, recorded).conflicts
    choices = {(each.topic, each.part): data.draw(st.sampled_from(list(each.options))) for each in conflicts}

    merged = merge(sides, recorded, choices)

    assert merged.conflicts == ()
    state = after(merged, recorded)
    for each in conflicts:
        wanted = each.options[choices[each.topic, each.part]]
        if each.topic == SIGNATURE:
            assert getattr(merged.signature, each.part.field) == wanted
        else:
            found = state.get(each.topic)
            assert (said(found).get(each.part, nothing(each.part, found)) if found else wanted) == wanted


@given(handed_out_sides)
def test_no_part_of_the_result_is_anybodys_but_the_sides(
    case: tuple[States, Sequence[tuple[States, Signature]], States],
) -> None:
    """Each part was said by a file, by what was handed out, or by the record."""
    sides, recorded = sides_of(case), case[2]
    known = [recorded, *(each.bases for each in sides), *(each.entries for each in sides)]

    for entry in merge(sides, recorded).entries:
        sources = [said(state[entry.topic]) for state in known if entry.topic in state]
        for part, value in said(entry).items():
            assert value in [source.get(part, nothing(part, entry)) for source in sources]
            assert part.field != TICK or value is True
