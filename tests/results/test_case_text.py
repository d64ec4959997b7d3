"""The government's own text and list of evidence, merged from what the OPDs handed in."""

from dataclasses import replace

from spbe_lib.law.editions import load_edition
from spbe_lib.law.instrument import Item
from spbe_lib.records.answers import Answer, EvidenceReference, Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.case_text import merged_evidence, merged_explanation
from tests.results.office import codes, office, recorded, register, says, ticks

LAW = load_edition("permenpanrb-59-2020")
LEAD, HELPER, THIRD = "opd-01", "opd-02", "opd-03"
ITEM: Item = next(each for each in LAW.items if each.code == "13")
RULE = next(rule for rule in LAW.indicator(13).scope if rule.kind == "practice").requirement
SCRIPT = EvidenceReference(title="Perbup  SPBE", number="12", page="Pasal 3", requirement="I13-L2-01")


def cycle() -> Cycle:
    """Three OPDs, one helps the lead."""
    return replace(office(LAW, register(3), {13: LEAD}), contributors={13: (HELPER,)})


def records() -> Records:
    """All three answered, each with a document; two cite the same one."""
    lead = replace(
        ticks(LEAD, "13", codes(LAW, 13, 1, 2)),
        fact="Sudah ada.",
        justification="Lengkap.",
        evidence=(SCRIPT,),
    )
    helped = replace(
        says(HELPER, RULE, Answer.YES),
        note="Kami menyusun RKA.",
        evidence=(EvidenceReference(title="perbup spbe", number=" 12"), EvidenceReference(title="Notula")),
    )
    return recorded(lead, helped, replace(says(THIRD, RULE, Answer.NO), note="Belum."))


def test_the_text_has_three_parts_of_the_lead_and_what_others_add() -> None:
    """What all say alike is counted, not repeated; who is lacking is named."""
    told = merged_explanation(cycle(), LAW, records(), ITEM)

    assert told.startswith("Fakta: Sudah ada.\nDinas 2: Kami menyusun RKA.")
    assert "1 dari 3 perangkat daerah menyatakan ya; belum: Dinas 1, Dinas 3." in told
    assert "Analisis" not in told
    assert told.endswith("Justifikasi: Lengkap.")
    assert "Belum." not in told


def test_nothing_handed_in_gives_no_text() -> None:
    """Not even a count."""
    assert merged_explanation(cycle(), LAW, Records(), ITEM) == ""
    assert merged_evidence(cycle(), LAW, Records(), ITEM) == ()


def test_every_document_is_listed_once_with_its_opd() -> None:
    """The lead's citation goes before those of others."""
    perbup, notula = merged_evidence(cycle(), LAW, records(), ITEM)

    assert (perbup.title, perbup.page, perbup.opd) == ("Perbup SPBE", "Pasal 3", LEAD)
    assert (notula.title, notula.requirement, notula.opd) == ("Notula", RULE, HELPER)
