"""Last year's answers under another regulation: material for what continues them, and no level."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Response, ScopeFact
from spbe_lib.records.continued_answers import continued
from spbe_lib.records.documents import Document, document_key
from spbe_lib.records.files.entry_file import read_entry_file, write_entry_file

LAW, NEW = "permenpanrb-59-2020", "permenpanrb-8-2026"
SHORT = load_edition(LAW).short_name


def way() -> Continuity:
    """From 59/2020 to 8/2026."""
    found = continuity_between(LAW, NEW)
    assert found is not None
    return found


def answered(item: str, opd: str = "diskominfo", **more: object) -> Response:
    """An answer with a tick."""
    first = load_edition(LAW).indicator(int(item)).levels[1].requirements[0].code
    return Response(opd=opd, item=item, ticked=frozenset({first}), **more)  # type: ignore[arg-type]


def proof(title: str, requirement: str | None = None, page: str = "") -> EvidenceReference:
    """A cited document."""
    return EvidenceReference(title=title, number="1/2025", page=page, requirement=requirement)


def test_an_answer_goes_along_as_material_without_ticks_and_level() -> None:
    """28 became 2: words, services and documents stay; each document for the whole, no level argued."""
    told = answered(
        "28",
        fact="Katalog layanan ada.",
        analysis="Lengkap.",
        justification="Memenuhi tingkat 3.",
        follow_up="Sudah ditindaklanjuti.",
        services="Helpdesk",
        applications="Tiket",
        evidence=(proof("SOP Layanan", "I28-L2-01", "hlm. 3"), proof("SOP Layanan", "I28-L3-01", "hlm. 3")),
    )
    (found,) = continued([told], way())

    assert found == Response(
        opd="diskominfo",
        item="2",
        fact="Katalog layanan ada.",
        analysis=f"Lengkap.\n\nJustifikasi menurut {SHORT}: Memenuhi tingkat 3.",
        services="Helpdesk",
        applications="Tiket",
        evidence=(proof("SOP Layanan", None, "hlm. 3"),),
    )


def test_answers_that_were_merged_become_one_each_part_under_its_old_number() -> None:
    """7 and 18 of one OPD are its material for 16; what another OPD said stays its own."""
    told = [
        answered("18", fact="Penghubung dipakai.", applications="SPL"),
        answered("7", fact="Perbup ada.", applications="SPL"),
        answered("7", opd="setda", fact="Lain."),
    ]
    found = {(each.opd, each.topic): each for each in continued(told, way())}

    assert set(found) == {("diskominfo", "16"), ("setda", "16")}
    mine = found["diskominfo", "16"]
    assert isinstance(mine, Response)
    assert mine.fact == f"[Indikator 18, {SHORT}] Penghubung dipakai.\n\n[Indikator 7, {SHORT}] Perbup ada."
    assert mine.applications == "SPL"


def test_a_split_indicator_gives_its_answer_to_all_parts() -> None:
    """3 of 5/2018 is material for 1 and for 2 of 59/2020."""
    older = continuity_between("permenpanrb-5-2018", LAW)
    assert older is not None
    found = continued([Response(opd="a", item="3", fact="Rencana induk.")], older)

    assert [(each.topic, each) for each in found] == [
        (item, Response(opd="a", item=item, fact="Rencana induk.")) for item in ("1", "2")
    ]


def test_what_was_dropped_and_what_all_were_asked_stays_behind_and_documents_go_along() -> None:
    """Risk management has no successor; a statement belongs to a requirement that is no more."""
    known = Document(opd="a", key=document_key("Perbup", "3"), title="Perbup", number="3")
    told: list[Entry] = [
        answered("21", fact="Risiko."),
        ScopeFact(opd="a", requirement="I16-L3-01", answer=Answer.YES, note="ya"),
        known,
    ]

    assert continued(told, way()) == (known,)


def test_an_answer_with_ticks_alone_leaves_nothing_to_carry() -> None:
    """A tick without a word is no material."""
    assert continued([answered("28")], way()) == ()


def test_a_file_under_another_regulation_is_read_through_the_concordance(tmp_path: Path) -> None:
    """The file itself stays as last year wrote it."""
    file = tmp_path / "jawaban-2025.json"
    file.write_bytes(write_entry_file("uji-2025", 2025, LAW, [answered("28", fact="Ada.")]))
    found = read_entry_file(file, NEW)

    assert [(key, each.content.fact) for key, each in found.responses.items()] == [
        (("diskominfo", "2"), "Ada.")
    ]
    assert not any(each.content.claims for each in found.responses.values())


ITEMS = [item.code for item in load_edition(LAW).items]
TEXTS = st.sampled_from(["", "Ada.", "Tidak ada."])


@given(
    st.lists(
        st.builds(answered, st.sampled_from(ITEMS), st.sampled_from(["a", "b"]), fact=TEXTS),
        unique_by=lambda each: (each.opd, each.item),
    )
)
def test_no_text_is_lost_that_has_a_successor_and_none_crosses_from_one_opd_to_another(
    told: list[Response],
) -> None:
    """Each OPD finds its own words at every item that continues where it wrote them, and no others."""
    found = {(each.opd, each.topic): each for each in continued(told, way())}

    for each in told:
        for item in way().into(each.item) if each.fact else ():
            mine = found[each.opd, item]
            assert isinstance(mine, Response)
            assert each.fact in mine.fact
    for opd, item in found:
        before = set(way().of(item).before)
        assert any(each.opd == opd and each.item in before and each.fact for each in told)
    assert not any(isinstance(each, Response) and each.claims for each in found.values())
