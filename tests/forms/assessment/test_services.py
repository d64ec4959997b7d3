"""Candidate services at the counter: compared, chosen with a reason, and the title follows everywhere."""

from pathlib import Path

import pytest

from spbe_lib.forms.assessment.counter import AssessmentCounter
from spbe_lib.forms.opening import open_desk
from spbe_lib.workspace import Workspace
from tests.forms.assessment.seats import OPD, answered, mail_room, press, sit
from tests.intake.desks import empty_office


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office in which Dinas Kesehatan answered."""
    made = empty_office(tmp_path)
    answered(made)
    return made


def candidate(counter: AssessmentCounter, name: str, *codes: str, item: str = "45") -> None:
    """Add a candidate."""
    services = counter.services
    services.item.value = item
    services.known.value = ""
    services.name.value, services.opd.value = name, OPD
    services.ticked.value = codes
    services.note.value = "900 pengguna"
    press(services.keep)


def test_candidates_stand_side_by_side_and_one_is_chosen_with_a_reason(workspace: Workspace) -> None:
    """Without a reason the door refuses."""
    counter = sit(workspace)
    services = counter.services
    candidate(counter, "Antrean Daring", "I45-L1-01")
    candidate(counter, "Rekam <b>Medis</b>", "I45-L1-01", "I45-L2-01")
    assert services.compared.value.index("Rekam") < services.compared.value.index("Antrean Daring")
    assert "<b>Medis" not in services.compared.value

    services.known.value = "Antrean Daring"
    press(services.choose)
    assert "dipilih tanpa alasan" in counter.notice.value
    services.reason.value = "Paling banyak dipakai."
    press(services.choose)
    assert "Antrean Daring dipilih untuk indikator 45." in counter.notice.value
    with mail_room(workspace) as desk:
        (chosen,) = [each for each in desk.store.read().candidates if each.chosen]
    assert (chosen.name, chosen.note, chosen.reason) == (
        "Antrean Daring",
        "900 pengguna",
        "Paling banyak dipakai.",
    )


@pytest.mark.failure(31)
def test_the_chosen_title_stands_for_the_sector_everywhere(workspace: Workspace) -> None:
    """In the queue at once, and for every counter that opens the cycle later."""
    counter = sit(workspace)
    candidate(counter, "Antrean Daring")
    counter.services.reason.value = "Terbanyak."
    press(counter.services.choose)

    assert any("45 Antrean Daring" in label for label, _ in counter.queue.list.options)
    desk = open_desk(workspace, "contoh-2024")
    assert desk.cycle.services["45"] == "Antrean Daring"
    with desk.store:
        counter.open("45")
    assert "Antrean Daring" in counter.sheet.head.value
    assert "sektor 1" not in "".join(row.claim.value for row in counter.sheet.requirements.rows).lower()


def test_one_service_is_not_chosen_twice(workspace: Workspace) -> None:
    """Also where the other title stands in cycle.yaml."""
    counter = sit(workspace)
    candidate(counter, "layanan pendaftaran pasien daring")
    counter.services.reason.value = "Terbanyak."
    press(counter.services.choose)

    assert "sudah dipilih untuk indikator 47" in counter.notice.value


@pytest.mark.failure(27)
@pytest.mark.failure(28)
def test_the_counter_says_what_its_figures_are_and_gives_no_opd_an_index(workspace: Workspace) -> None:
    """The stamp stands above; what an OPD gets is a level of an indicator."""
    counter = sit(workspace)
    told = counter.sheet.head.value + counter.sheet.level.value + counter.sheet.words.value

    assert "HASIL PENILAIAN MANDIRI – BELUM DINILAI ASESOR EKSTERNAL" in counter.stamp.value
    assert not any(word in told for word in ("Memuaskan", "Sangat Baik", "peringkat", "indeks OPD"))
