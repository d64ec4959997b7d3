"""Candidate services side by side, and the title that follows from the choice."""

from dataclasses import replace

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.candidates import same_service, with_chosen
from spbe_lib.records.judgements import Candidate
from spbe_lib.results.candidates import compared
from tests.results.office import codes, office, register

LAW, OLD = load_edition("permenpanrb-59-2020"), load_edition("permenpanrb-5-2018")
FAR = Candidate(item="45", name="Jauh", opd="opd-01", ticked=codes(LAW, 45, 1, 2, 3))
NEAR = Candidate(item="45", name="Dekat", opd="opd-02", ticked=codes(LAW, 45, 1))
RECORDS = Records(candidates=(NEAR, FAR, replace(NEAR, item="46")))


def test_candidates_are_compared_by_what_follows_from_what_they_fulfil() -> None:
    """The furthest first, with what it lacks."""
    item = next(each for each in LAW.items if each.code == "45")
    far, near = compared(LAW, RECORDS, item)

    assert far.level is not None
    assert (far.candidate, far.missing) == (FAR, "syarat 4.1")
    assert far.level.exact == 3
    assert near.candidate == NEAR


def test_without_known_requirements_there_is_no_level() -> None:
    """As for 35a of 5/2018."""
    item = next(each for each in OLD.items if each.code == "35a")
    (only,) = compared(OLD, Records(candidates=(replace(NEAR, item="35a"),)), item)

    assert (only.level, only.missing) == (None, "")


def test_the_chosen_services_title_goes_before_the_one_that_is_written_down() -> None:
    """Only of its own item; without a choice nothing changes."""
    cycle = replace(office(LAW, register(2), {}), services={"45": "Lama", "46": "Lain"})
    chosen = with_chosen(cycle, Records(candidates=(replace(FAR, chosen=True, reason="x"),)))

    assert chosen.services == {"45": "Jauh", "46": "Lain"}
    assert with_chosen(cycle, RECORDS) is cycle


def test_names_of_services_are_the_same_whatever_their_capitals() -> None:
    """So that one service is not chosen twice."""
    assert same_service("Layanan  UJI", "layanan uji")
