"""A new cycle: begun from an example or from last year, whole or not at all."""

import dataclasses
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_lib.errors import InputError, StoreError, WorkspaceError
from spbe_lib.figures import Span
from spbe_lib.law.editions import load_edition
from spbe_lib.law.review import load_review
from spbe_lib.records.answers import Entry, Records
from spbe_lib.records.carrying.carried_tasks import stand_in
from spbe_lib.records.carrying.new_cycle import new_cycle
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.assessment_file import read_assessment
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import PublishedResult, Stage
from spbe_lib.records.past_years import Grade
from spbe_lib.records.register import Common, Deadlines, EvidenceRules, Target
from spbe_lib.strict_yaml import parse
from tests.records.asking import answer, document, proof, yes
from tests.records.handed_in import MOMENT, submission

INPUTS = Path(__file__).parents[3] / "inputs"
EXAMPLE = INPUTS / "contoh-2024"


@pytest.fixture
def last_year(last_year: Path) -> Path:
    """Last year's cycle of a real government, with titles that mean something to YAML."""
    path = last_year / "cycle.yaml"
    text = path.read_text(encoding="utf-8").replace("national: 2024-07-31", "national: 2025-08-29")
    path.write_text(re.sub(r"(4\d): (Layanan .*)", r"""\1: '\2: "satu" #1'""", text), encoding="utf-8")
    return last_year


def test_a_cycle_from_the_example_carries_nothing_made_up_as_fact(inputs: Path) -> None:
    """Register and assignments are there to be changed; letter, dates, target and titles are not set."""
    cycle = read_cycle(new_cycle(inputs, "kab-saya-2025", source=EXAMPLE))
    example = read_cycle(EXAMPLE)

    assert (cycle.name, cycle.year, cycle.edition) == ("kab-saya-2025", 2025, example.edition)
    assert (cycle.opds, cycle.leads, cycle.concerned) == (example.opds, example.leads, example.concerned)
    assert not cycle.sample
    assert (cycle.previous, cycle.requested, cycle.contact) == (None, None, None)
    assert (cycle.deadlines, cycle.target, cycle.services) == (Deadlines(), Target(), {})


def test_a_cycle_from_last_year_keeps_what_still_holds(inputs: Path, last_year: Path) -> None:
    """People and titles stay, letter for letter; past deadlines and last year's target do not."""
    cycle, last = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year)), read_cycle(last_year)

    assert (cycle.government, cycle.reviewer, cycle.contact) == (last.government, last.reviewer, last.contact)
    assert cycle.services == last.services
    assert cycle.services["45"] == 'Layanan Administrasi Kependudukan Daring: "satu" #1'
    assert cycle.deadlines == Deadlines(national=last.deadlines.national)
    assert (cycle.target, cycle.requested, cycle.previous) == (Target(), None, None)


def test_a_name_that_the_national_list_knows_goes_along(inputs: Path, last_year: Path) -> None:
    """Who found the right spelling once need not look for it again."""
    path = last_year / "cycle.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nnational_name: Pemerintah Kab. Madiun\n", encoding="utf-8")

    begun = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))

    assert begun.national_name == "Pemerintah Kab. Madiun"


def test_the_year_can_be_given(inputs: Path) -> None:
    """A government that starts with the example may start in the example's year."""
    assert read_cycle(new_cycle(inputs, "kab-saya", source=EXAMPLE, year=2024)).year == 2024


def test_every_line_that_waits_is_valid_once_its_sign_is_taken_away(inputs: Path) -> None:
    """Who deletes the signs # of all keys gets a file that parses, with every key explained in it."""
    path = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE) / "cycle.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    explained = [line for line in lines if line.startswith("# ")]
    path.write_text("\n".join(re.sub(r"^#(?! \S)", "", line) for line in lines), encoding="utf-8")

    file = parse(path)

    assert file.problems == []
    assert list(file.content) == [
        "government",
        "national_name",
        "year",
        "edition",
        "requirements",
        "external",
        "assessments",
        "previous",
        "history",
        "previous_answers",
        "requested",
        "deadlines",
        "extensions",
        "target",
        "plan",
        "reviewer",
        "contact",
        "services",
        "common",
        "evidence",
        "pairs",
        "follow_up",
    ]
    assert len(explained) >= len(file.content) - 2


def test_a_folder_that_exists_is_never_touched(inputs: Path) -> None:
    """Also when only its capital letters differ, for that is one folder on Windows."""
    (inputs / "Kab-Saya-2025").mkdir()

    with pytest.raises(WorkspaceError, match="Kab-Saya-2025: folder ini sudah ada dan tidak diubah"):
        new_cycle(inputs, "kab-saya-2025", source=EXAMPLE)

    assert [each.name for each in inputs.iterdir()] == ["Kab-Saya-2025"]
    assert list((inputs / "Kab-Saya-2025").iterdir()) == []


@pytest.mark.failure(15)
@pytest.mark.parametrize("name", ["", "..", "../kab", "Kab Saya", "kab/saya", "con", "k" * 41, ".kab"])
def test_a_name_that_is_no_plain_folder_name_is_refused(inputs: Path, name: str) -> None:
    """A sentence with an example; nothing is made, in this folder or in another."""
    with pytest.raises(WorkspaceError, match="misalnya kab-contoh-2025"):
        new_cycle(inputs, name, source=EXAMPLE)

    assert list(inputs.iterdir()) == []


def test_an_official_result_is_no_source(inputs: Path) -> None:
    """It has no register to begin with."""
    with pytest.raises(WorkspaceError, match=r"tidak mempunyai opd\.csv"):
        new_cycle(inputs, "kab-madiun-2021", source=INPUTS / "kab-madiun-2020")

    assert list(inputs.iterdir()) == []


def test_when_something_fails_nothing_half_made_is_left(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An impossible year, a faulty source, a full disk: the mail room is as it was."""
    with pytest.raises(InputError, match="paling besar 2100"):
        new_cycle(inputs, "kab-saya", source=EXAMPLE, year=9999)
    with pytest.raises(InputError, match=r"cycle\.yaml: berkas tidak dapat dibuka"):
        new_cycle(inputs, "kab-saya", source=inputs)

    def broken(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OSError, match="disk penuh"):
        new_cycle(inputs, "kab-saya", source=EXAMPLE)

    assert list(inputs.iterdir()) == []


HANDED_IN: tuple[Entry, ...] = (
    answer("13", proof("RKA", "I13-L2-01", "1/2024", "hlm. 4")),
    yes("I16-L3-01", proof("Surat <b>&"), opd="kec-utara"),
    document("RKA", "1/2024", link="https://contoh.example/rka.pdf"),
)


def hand_in(folder: Path, *, secret: str = "") -> None:
    """Record answers, and a demo account if there is a secret, in a cycle's own database."""
    cycle = read_cycle(folder)
    with open_store(folder, cycle=cycle.name, instrument=load_edition(cycle.edition)) as store:
        store.take(submission("kiriman", opd=None), HANDED_IN, {}, replace=False)
        if secret:
            store.keep_account(
                DemoAccount(
                    opd="diskominfo",
                    application="Lapor",
                    login="uji",
                    secret=secret,
                    actor="Siti",
                    changed_at=MOMENT,
                )
            )


def contents(records: Records) -> set[Entry]:
    """What the OPDs said, whatever became of it."""
    return {each.content for each in (*records.entries, *records.documents.values())}


def test_last_years_answers_go_along_for_comparison(inputs: Path, last_year: Path) -> None:
    """Answers, obligations and what is known of documents, exactly; named in the new cycle.yaml."""
    hand_in(last_year)
    folder = new_cycle(inputs, "kab-nyata-2025", source=last_year)

    assert sorted(each.name for each in folder.iterdir()) == [
        "assignments.csv",
        "cycle.yaml",
        "hasil-2023.yaml",
        "jawaban-2024.json",
        "opd.csv",
        "pasangan.csv",
        "riwayat.yaml",
        "team.csv",
        "tindak-lanjut.csv",
    ]
    assert contents(read_cycle(folder).before) == set(HANDED_IN)


def test_the_roster_of_the_tim_goes_along_and_made_up_members_do_not(inputs: Path, last_year: Path) -> None:
    """From a real year as it stood; from an example only the heads, to be filled in."""
    function = load_review(read_cycle(last_year).edition).functions.names[0]
    roster = f"name,function,opd,indicators\nAni,{function},diskominfo,1-10\n"
    (last_year / "team.csv").write_text(roster, encoding="utf-8")
    real = new_cycle(inputs, "kab-nyata-2025", source=last_year)
    file = last_year / "cycle.yaml"
    file.write_text(file.read_text("utf-8").replace("sample: no", "sample: yes"), encoding="utf-8")
    begun = new_cycle(inputs, "kab-saya-2025", source=last_year)

    assert (real / "team.csv").read_text("utf-8") == roster
    assert [each.name for each in read_cycle(real).team] == ["Ani"]
    assert (begun / "team.csv").read_text("utf-8") == roster.partition("\n")[0] + "\n"
    assert read_cycle(begun).team == ()


@pytest.mark.failure(26)
def test_no_secret_and_no_machine_goes_along(inputs: Path, last_year: Path) -> None:
    """A demo account stays where it is; the new folder knows neither it nor the old folder's place."""
    hand_in(last_year, secret="Rahasia#2024")
    folder = new_cycle(inputs, "kab-nyata-2025", source=last_year)
    whole = b"".join(file.read_bytes() for file in folder.iterdir())

    assert b"Rahasia#2024" not in whole
    assert str(last_year.parent).encode() not in whole


def test_what_an_example_made_up_does_not_become_last_years_answer(inputs: Path, last_year: Path) -> None:
    """Neither what was handed in to the example, nor the answers that it calls last year's."""
    file = last_year / "cycle.yaml"
    file.write_text(file.read_text("utf-8").replace("sample: no", "sample: yes"), encoding="utf-8")
    hand_in(last_year)
    folder = new_cycle(inputs, "kab-saya-2025", source=last_year)

    assert contents(read_cycle(folder).before) == set()
    assert not list(folder.glob("*.json"))


def test_a_cycle_of_the_same_year_has_no_last_year_in_its_source(inputs: Path, last_year: Path) -> None:
    """A second cycle beside the first does not call the first its past."""
    hand_in(last_year)

    assert contents(read_cycle(new_cycle(inputs, "kab-ulang", source=last_year, year=2024)).before) == set()


def test_without_records_nothing_is_carried_and_no_database_is_made(inputs: Path, last_year: Path) -> None:
    """A source in which nothing was handed in stays as it was."""
    folder = new_cycle(inputs, "kab-nyata-2025", source=last_year)

    assert contents(read_cycle(folder).before) == set()
    assert not list(last_year.glob("spbe.db*"))


def test_a_damaged_database_of_the_source_is_told_and_nothing_is_made(inputs: Path, last_year: Path) -> None:
    """Better no cycle than one that silently forgot last year."""
    (last_year / "spbe.db").write_bytes(b"bukan basis data" * 100)

    with pytest.raises(StoreError):
        new_cycle(inputs, "kab-nyata-2025", source=last_year)

    assert list(inputs.iterdir()) == []


def test_settings_of_last_year_stay_and_those_of_the_example_are_explained(
    inputs: Path, last_year: Path
) -> None:
    """Who may answer for all districts, and which files are kept; of the example they are comments."""
    file = last_year / "cycle.yaml"
    file.write_text(
        file.read_text("utf-8") + "evidence: {kinds: [pdf, png], largest_mb: 40}\n", encoding="utf-8"
    )
    kept = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))
    new = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE)

    assert kept.commons == (Common(kind="kecamatan", by="setda-pemerintahan"),)
    assert kept.evidence == EvidenceRules(kinds=("pdf", "png"), largest_mb=40)
    assert read_cycle(new).commons == ()
    told = '#common:\n#  - {kind: "kecamatan", by: setda-pemerintahan}\n'
    for lines in (told, "#evidence:\n", "#  largest_mb: 25\n"):
        assert lines in (new / "cycle.yaml").read_text("utf-8")


NEXT_LAW = "permenpanrb-8-2026"
FINAL = """edition: permenpanrb-59-2020
year: 2024
stage: akhir
as_of: 2025-01-20
source: 'Laporan hasil 2024: "resmi"'
levels: {1: 3, 14: 4, 20: 2, 25: 3, 28: 5}
recommendations: {28: 'Tinjau katalog: # tiap tahun'}
notes: {28: Lengkap}
published: {index: "4,31", predicate: Memuaskan, domains: {1: "5,00"}}
"""


def assess(folder: Path, text: str = FINAL) -> None:
    """Give a cycle its final values, recorded as `spbe import` would."""
    (folder / "akhir.yaml").write_text(text, encoding="utf-8")
    told, cycle = read_assessment(folder / "akhir.yaml"), read_cycle(folder)
    (folder / "akhir.yaml").unlink()
    with open_store(folder, cycle=cycle.name, instrument=load_edition(cycle.edition)) as store:
        store.assess(submission("nilai", opd=None), told)


def test_last_years_final_values_go_along_and_join_the_history(inputs: Path, last_year: Path) -> None:
    """Levels, notes, recommendations and published figures, exactly; 2019 to 2023 stay as they were."""
    assess(last_year)
    last, cycle = read_cycle(last_year), read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))
    previous, years = cycle.previous, {each.year: each for each in cycle.history}

    assert previous is not None
    assert (previous.year, previous.stage, previous.as_of) == (2024, Stage.AKHIR, date(2025, 1, 20))
    assert {code: span.low for code, span in previous.values.items()} == {
        "1": 3,
        "14": 4,
        "20": 2,
        "25": 3,
        "28": 5,
    }
    assert previous.source == 'Laporan hasil 2024: "resmi"'
    assert (previous.recommendations["28"], previous.notes["28"]) == (
        "Tinjau katalog: # tiap tahun",
        "Lengkap",
    )
    assert previous.published == PublishedResult(
        index=Fraction("4.31"), predicate="Memuaskan", domains={1: Fraction(5)}
    )
    assert tuple(years[each.year] for each in last.history) == last.history
    assert (years[2024].index, years[2024].grade) == (Fraction("4.31"), Grade.PRIMARY)
    assert years[2024].values == previous.values


def test_the_history_grows_by_a_year_with_each_cycle(inputs: Path, last_year: Path) -> None:
    """From 2024 over 2025 to 2026, each year once, the files of all years in the last folder."""
    assess(last_year)
    second = new_cycle(inputs, "kab-nyata-2025", source=last_year)
    assess(second, FINAL.replace("2024", "2025").replace("4,31", "4,40"))
    third = read_cycle(new_cycle(inputs, "kab-nyata-2026", source=second))

    assert [each.year for each in third.history] == list(range(2019, 2026))
    assert [each.assessment for each in third.history if each.assessment] == [
        "hasil-2023.yaml",
        "hasil-2024.yaml",
        "hasil-2025.yaml",
    ]
    assert third.previous is not None
    assert third.previous.year == 2025


def test_a_year_that_is_not_assessed_yet_stays_empty_in_the_history(inputs: Path, last_year: Path) -> None:
    """It says so, and no value of the Tim becomes a result."""
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2025", source=last_year))
    told = cycle.history[-1]

    assert (told.year, told.told, cycle.previous) == (2024, False, None)
    assert "belum tercatat" in (told.note or "")


def test_a_result_that_only_the_history_names_goes_along(inputs: Path, last_year: Path) -> None:
    """The file of the cycle's own year, while no final value is recorded or listed."""
    (last_year / "hasil-2024.yaml").write_text(FINAL, encoding="utf-8")
    path = last_year / "riwayat.yaml"
    year = "  2024:\n    assessment: hasil-2024.yaml\n    grade: primary\n"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{year}", encoding="utf-8")
    folder = new_cycle(inputs, "kab-nyata-2025", source=last_year)

    assert (folder / "hasil-2024.yaml").read_text("utf-8") == FINAL
    assert read_cycle(folder).history[-1].index == Fraction("4.31")


def test_what_an_example_made_up_does_not_become_history(inputs: Path) -> None:
    """Neither its years nor its result."""
    folder = new_cycle(inputs, "kab-saya-2025", source=EXAMPLE)

    assert read_cycle(folder).history == ()
    assert not list(folder.glob("hasil-*"))


def test_under_another_regulation_tasks_and_material_go_through_the_concordance(
    inputs: Path, last_year: Path
) -> None:
    """The new folder is accepted; who led what went into an indicator leads it; answers lose their ticks."""
    assess(last_year)
    hand_in(last_year)
    told: list[str] = []
    folder = new_cycle(
        inputs, "kab-nyata-2026", source=last_year, year=2026, edition=NEXT_LAW, tell=told.append
    )
    cycle, last, law = read_cycle(folder), read_cycle(last_year), load_edition(NEXT_LAW)

    assert (cycle.edition, cycle.year, cycle.opds) == (NEXT_LAW, 2026, last.opds)
    assert set(cycle.leads) == {each.number for each in law.indicators}
    assert (cycle.leads[3], cycle.leads[9], cycle.leads[6]) == (last.leads[25], last.leads[29], last.reviewer)
    assert last.leads[13] in cycle.contributors[1]
    assert {code: cycle.former_value(code) for code in ("2", "3", "15", "1")} == {
        "2": Span.exactly(5),
        "3": Span.exactly(3),
        "15": Span.exactly(4),
        "1": None,
    }
    assert cycle.recommendation("2") == "Tinjau katalog: # tiap tahun"
    assert cycle.recommendation("28") == ""
    (material,) = cycle.before.responses.values()
    assert (material.content.item, material.content.claims) == ("1", False)
    assert [each.title for each in material.content.evidence] == ["RKA"]
    assert cycle.before.facts == {}
    assert [each.content.title for each in cycle.before.documents.values()] == ["RKA"]
    assert cycle.target.levels == {}
    text = (folder / "cycle.yaml").read_text("utf-8").replace("\n# ", " ")
    assert [each for each in told if each not in text] == []


def test_what_is_new_merged_dropped_or_without_material_is_listed(inputs: Path, last_year: Path) -> None:
    """One sentence each, with names of both regulations."""
    hand_in(last_year)
    told: list[str] = []
    new_cycle(inputs, "kab-nyata-2026", source=last_year, year=2026, edition=NEXT_LAW, tell=told.append)
    whole = "\n".join(told)

    for words in (
        "bacaan kami sendiri menurut tema",
        "Baru, tanpa pendahulu; pengampunya sementara diskominfo, tetapkan di assignments.csv: 6 ",
        "gabungan dari 9, 29, 30, 31; pengampu inspektorat.",
        "Tidak ada lagi: 21 Manajemen Risiko SPBE",
        "Centang syarat, tingkat, dan pernyataan kewajiban bersama tidak dibawa",
        "Belum ada bahan tahun lalu untuk butir: 2, 3, 4, 5,",
    ):
        assert words in whole


def test_within_one_regulation_only_what_nobody_answered_is_listed(inputs: Path, last_year: Path) -> None:
    """Nothing else changes; without any answer there is nothing to list."""
    quiet: list[str] = []
    new_cycle(inputs, "kab-diam-2025", source=last_year, tell=quiet.append)
    hand_in(last_year)
    told: list[str] = []
    new_cycle(inputs, "kab-nyata-2025", source=last_year, tell=told.append)

    assert quiet == ["Rekomendasi yang tidak dilanjutkan tidak dibawa: R2023-29."]
    (only,) = (each for each in told if each not in quiet)
    assert only.startswith("Belum ada bahan tahun lalu untuk butir: 1, 2, 3,")
    assert "13," not in only


def test_the_roster_follows_its_indicators_to_the_other_regulation(inputs: Path, last_year: Path) -> None:
    """Who read 29 to 31 reads 9; who read what was dropped reads nothing, and stays a member."""
    function = load_review(read_cycle(last_year).edition).functions.names[0]
    roster = f"name,function,opd,indicators\nAni,{function},diskominfo,29-31\nBudi,{function},bkpsdm,32\n"
    (last_year / "team.csv").write_text(roster, encoding="utf-8")
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2026", source=last_year, year=2026, edition=NEXT_LAW))

    assert [(each.name, set(each.indicators)) for each in cycle.team] == [("Ani", {9}), ("Budi", set())]


def test_a_members_name_is_no_formula_in_the_new_roster_and_stays_his_name(
    inputs: Path, last_year: Path
) -> None:
    """A spreadsheet opens the file safely; the workbench reads the name as it was, year after year."""
    function = load_review(read_cycle(last_year).edition).functions.names[0]
    name = '=HYPERLINK("http://x")'
    quoted = name.replace('"', '""')
    roster = f'name,function,opd,indicators\n"{quoted}",{function},diskominfo,29-31\n'
    (last_year / "team.csv").write_text(roster, encoding="utf-8")
    folder = new_cycle(inputs, "kab-nyata-2026", source=last_year, year=2026, edition=NEXT_LAW)

    assert "\n\"'=HYPERLINK" in (folder / "team.csv").read_text("utf-8")
    assert [each.name for each in read_cycle(folder).team] == [name]


def test_a_register_in_which_no_opd_answers_has_nobody_to_lead_what_is_new(last_year: Path) -> None:
    """It is told where, and what to do."""
    last = read_cycle(last_year)
    silent = dataclasses.replace(
        last, opds=tuple(dataclasses.replace(each, fills=False) for each in last.opds)
    )

    with pytest.raises(WorkspaceError, match=r"opd\.csv siklus kab-nyata-2024: tidak ada OPD yang mengisi"):
        stand_in(silent)


def test_chosen_services_go_along_only_to_the_indicator_that_they_were_chosen_for(
    inputs: Path, last_year: Path
) -> None:
    """8/2026 has no place for them, so that they do not stand there under a wrong number."""
    cycle = read_cycle(new_cycle(inputs, "kab-nyata-2026", source=last_year, year=2026, edition=NEXT_LAW))

    assert cycle.services == {}


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("permenpanrb-5-2018", "Tidak ada padanan dari permenpanrb-59-2020 ke permenpanrb-5-2018"),
        ("permenpanrb-9-2030", "'permenpanrb-9-2030': peraturan ini tidak dikenal. Yang ada: permenpanrb-5"),
    ],
)
def test_an_edition_without_a_way_to_it_is_refused(inputs: Path, edition: str, words: str) -> None:
    """Backwards, or unknown; nothing is made."""
    with pytest.raises(WorkspaceError) as refused:
        new_cycle(inputs, "kab-saya", source=EXAMPLE, edition=edition)

    assert words in str(refused.value)
    assert list(inputs.iterdir()) == []
