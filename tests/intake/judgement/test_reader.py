"""A judgement file is a stranger's work: every fault at its place, in Indonesian, all at once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError
from spbe_lib.intake.assessment.files import read_assessment_file
from spbe_lib.intake.assessment.from_csv import AssessmentFile
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.judgement.spelling import CHECKSUM, KEYS
from spbe_lib.intake.judgement.writing import ItemJudgement
from spbe_lib.records.answers import Decision, Status
from spbe_lib.records.judgements import Candidate
from spbe_lib.records.model import CaseEvidence, Readers, Stage
from tests.intake.desks import ITEM, OPD, asked, copy_register, desk_in, hand_in, later
from tests.intake.judgement.judging_file import RINA, WAHYU, accepted, changed, written

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, bytes]:
    """A desk, and a file that says one of everything."""
    folder = tmp_path_factory.mktemp("utuh")
    with desk_in(copy_register(folder)) as desk:
        hand_in(desk, folder, asked(desk))
        proof = CaseEvidence(title="SK Tim", page="Pasal 3", requirement="I47-L1-01", opd=OPD)
        content = written(
            later(desk),
            RINA,
            WAHYU,
            items=[
                ItemJudgement(item=ITEM, level="3", note="Dilihat.", explanation="Fakta.", evidence=(proof,))
            ],
            decisions=[Decision(opd=OPD, topic=ITEM, status=Status.RETURNED, reason="Konsep")],
            verdicts=accepted(OPD, ITEM, "I47-L1-01"),
            candidates=[Candidate(item="45", name="Uji", opd=OPD, chosen=True, reason="Terbanyak")],
        )
        return desk, content


def read(desk: Desk, content: bytes, stage: Stage | None = None) -> AssessmentFile:
    """Read a file at the door for values."""
    day = desk.now.date()
    name = Path("penilaian.json")
    return read_assessment_file(name, content, desk.cycle, desk.instrument, stage, source="", day=day)


def refused(desk: Desk, content: bytes) -> str:
    """What is said of a file."""
    with pytest.raises(InputError) as refusal:
        read(desk, content)
    assert all(str(each).startswith("penilaian.json") for each in refusal.value.problems)
    return str(refusal.value)


def test_a_file_says_itself_whose_values_it_holds(whole: tuple[Desk, bytes]) -> None:
    """And everything that was written comes back."""
    desk, content = whole
    told = read(desk, content)

    assert told.assessment.stage is Stage.MANDIRI
    assert told.assessment.values[ITEM].exact == 3
    assert told.assessment.evidence[ITEM][0].page == "Pasal 3"
    assert told.readers == Readers(RINA, WAHYU)
    assert told.decisions[0].readers == told.readers
    assert told.candidates[0].name == "Uji"
    assert told.bases == {(OPD, ITEM): 1}


def test_of_another_stage_it_is_refused(whole: tuple[Desk, bytes]) -> None:
    """A judgement is not taken for somebody else's."""
    desk, content = whole
    with pytest.raises(InputError, match="berisi tahap 'mandiri', bukan akhir"):
        read(desk, content, Stage.AKHIR)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kosong"),
        (b"{", "rusak atau terpotong"),
        (b"[]", "rusak atau terpotong"),
        (b'{"format": 1, "format": 2}', "rusak atau terpotong"),
        (b'{"format": "spbe-isian-1"}', "tahap penilaian belum disebut"),
        (b'{"stage": "mandiri"}', "bukan berkas penilaian Tim"),
        (b"[" * 100_000, "rusak atau terpotong"),
    ],
)
def test_what_is_no_judgement_is_told(whole: tuple[Desk, bytes], content: bytes, told: str) -> None:
    """Damaged, of another kind, or made to break the reader."""
    with pytest.raises(InputError, match=told):
        read(whole[0], content)


def test_a_changed_file_does_not_fit_its_checksum(whole: tuple[Desk, bytes]) -> None:
    """Damage on the way, or a hand that did not know."""
    desk, content = whole

    assert "berubah atau terpotong" in refused(desk, content.replace(b"Dilihat.", b"Dilupa.."))


@pytest.mark.parametrize("key", sorted(KEYS - {"format", "stage"}))
def test_a_missing_part_is_told(whole: tuple[Desk, bytes], key: str) -> None:
    """Whichever it is."""
    desk, content = whole

    assert "tidak lengkap" in refused(desk, changed(content, lambda told: told.pop(key)))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t.update(cycle="lain"), "untuk siklus lain"),
        (lambda t: t.update(edition="permenpanrb-5-2018"), "untuk peraturan permenpanrb-5-2018"),
        (lambda t: t.update(edition_hash="0"), "rumusan PermenPANRB 59/2020 yang lain"),
        (lambda t: t.update(made_at="kemarin"), "tidak lengkap"),
        (lambda t: t.update(items=[1]), "tidak lengkap"),
        (lambda t: t.update(readers={"first": "Rina"}), "tidak lengkap"),
        (lambda t: t["readers"].update(first=7), "pembaca pertama: isian ini bukan teks"),
        (lambda t: t["items"][0].update(item="48"), "tidak mempunyai butir '48'"),
        (lambda t: t["items"].append(t["items"][0]), "indikator 47: butir ini ada dua kali"),
        (lambda t: t["items"][0].update(level="6"), "indikator 47, tingkat: '6' bukan tingkat"),
        (lambda t: t["items"][0].update(level="=1+2"), "bukan tingkat"),
        (lambda t: t["items"][0].update(note="kata sandi: rahasia9"), "kata sandi"),
        (lambda t: t["items"][0].update(note="a\u202eb"), "tak terlihat"),
        (lambda t: t["items"][0].update(explanation=["x"]), "penjelasan: isian ini bukan teks"),
        (lambda t: t["items"][0].update(catatan="x"), "bagian 'catatan' tidak dikenal"),
        (lambda t: t["items"][0].update(evidence="x"), "data dukung: daftarnya tidak terbaca"),
        (lambda t: t["items"][0].update(evidence=t["items"][0]["evidence"] * 501), "daftarnya 501"),
        (lambda t: t["items"][0]["evidence"][0].update(title=""), "judul dokumen kosong"),
        (lambda t: t["items"][0]["evidence"][0].update(requirement="I1-L1-01"), "bukan syarat indikator ini"),
        (lambda t: t["items"][0]["evidence"][0].update(requirement=[]), "bukan syarat indikator ini"),
        (lambda t: t["items"][0]["evidence"][0].update(opd="nirwana"), "'nirwana' tidak ada"),
        (lambda t: t["decisions"][0].update(opd=3), "keputusan ke-1, OPD: perangkat daerah '3'"),
        (lambda t: t["decisions"][0].update(topic="99"), "tidak ada isian '99'"),
        (lambda t: t["decisions"][0].update(version=True), "versi 'True' bukan versi jawaban"),
        (lambda t: t["decisions"][0].update(version=2), "disebut dengan dua versi"),
        (lambda t: t["decisions"][0].update(status="submitted"), "'submitted' tidak dikenal"),
        (lambda t: t["decisions"][0].update(status=""), "belum ada keputusan"),
        (lambda t: t["decisions"][0].update(due="31/12/2024"), "bukan tanggal"),
        (lambda t: t["decisions"][0].update(due="2023-12-31"), "lebih dahulu daripada tahun siklus 2024"),
        (lambda t: t["decisions"].append(t["decisions"][0]), "ada dua kali"),
        (lambda t: t["verdicts"][0].update(ruling="maybe"), "'maybe' tidak dikenal"),
        (lambda t: t["verdicts"][0].update(ruling="revise"), "diperbaiki tanpa alasan"),
        (lambda t: t["verdicts"][0].update(subject=5), "'5' bukan syarat atau dokumen"),
        (lambda t: t["verdicts"].append(t["verdicts"][0]), "diputuskan dua kali"),
        (lambda t: t["candidates"][0].update(name=" "), "nama layanan kosong"),
        (lambda t: t["candidates"][0].update(name="x" * 201), "lebih dari 200 huruf"),
        (lambda t: t["candidates"][0].update(chosen="ya"), "'ya' bukan ya atau tidak"),
        (lambda t: t["candidates"][0].update(reason=""), "dipilih tanpa alasan"),
        (lambda t: t["candidates"][0].update(ticked="x"), "daftar syarat tidak terbaca"),
        (lambda t: t["candidates"].append(t["candidates"][0]), "calon ini ada dua kali"),
        (
            lambda t: t["candidates"].append(t["candidates"][0] | {"name": "Lain"}),
            "dua layanan dipilih untuk indikator 45",
        ),
    ],
)
def test_every_fault_is_told_at_its_place(whole: tuple[Desk, bytes], change: Change, told: str) -> None:
    """Of hand-made files, one fault each."""
    desk, content = whole

    assert told in refused(desk, changed(content, change))


def test_all_faults_come_at_once(whole: tuple[Desk, bytes]) -> None:
    """So that nobody mends one after the other."""
    desk, content = whole

    def spoil(told: dict[str, Any]) -> None:
        told["items"][0]["level"] = "9"
        told["decisions"][0]["status"] = "x"
        told["verdicts"][0]["ruling"] = "y"
        told["candidates"][0]["name"] = ""

    assert len(refused(desk, changed(content, spoil)).splitlines()) >= 4


@pytest.mark.failure(12)
def test_hostile_words_are_kept_as_words(whole: tuple[Desk, bytes]) -> None:
    """They are escaped where they are shown."""
    desk, content = whole
    hostile = "</div><script>alert(1)</script> **x** =HYPERLINK(1)"
    told = read(desk, changed(content, lambda t: t["items"][0].update(note=hostile)))

    assert told.assessment.notes[ITEM] == hostile


def test_the_file_is_plain_json_with_a_checksum(whole: tuple[Desk, bytes]) -> None:
    """So that another program can write one."""
    told = json.loads(whole[1])

    assert set(told) == KEYS | {CHECKSUM}
