"""The bundled cycle under the edition in force: items, other indices, ranges; and that it travels whole."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.archive.pack import pack
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.intake.form.page import form_page
from spbe_lib.intake.intake import receive_assessment, receive_questionnaire
from spbe_lib.intake.rounds.freeze import freeze
from spbe_lib.intake.rounds.opened import open_round
from spbe_lib.law.editions import load_edition
from spbe_lib.records.cycle_edition import edition_of
from spbe_lib.records.database.store import open_store
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.model import Stage
from spbe_lib.records.requests import requested_documents
from spbe_lib.reporting.consolidated import office_prose
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.opd import prose
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.page import SAMPLE, stamp
from spbe_lib.reporting.request_page import request_page
from spbe_lib.results.consolidation import consolidate, departures
from spbe_lib.results.evidence_items import ItemStatus, evidence_items
from spbe_lib.results.external_level import ExternalState, external_levels
from spbe_lib.results.scorecard import score
from spbe_lib.workspace import Workspace

SECONDARY = "berasal dari sumber sekunder"
CASE = Path(__file__).parents[1] / "cases" / "antara-kab-aceh-tengah-2026.yaml"
RANGES = {4: "1,16–1,17", 5: "1,08–1,09"}
"""Aspects of which the printed values give only a range."""

ONE_SIXTH = {13: "7/6"}
"""What the value of an indicator may have been before it was rounded for print."""

OWN = "bukan daftar resmi"
NOW = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(workspace: Workspace) -> Iterator[Desk]:
    """The example, taken in from its received files."""
    folder = workspace.cycle("contoh-2026")
    cycle = read_cycle(folder)
    instrument = edition_of(cycle)
    with open_store(folder, cycle=cycle.name, instrument=instrument) as store:
        made = Desk(folder=folder, cycle=cycle, instrument=instrument, store=store, actor="operator", now=NOW)
        refused = [str(each) for each in receive_kept(made) if not isinstance(each, Receipt)]

        assert refused == []

        yield made


def test_the_interim_values_make_the_index_a_range(desk: Desk) -> None:
    """Printed figures keep their half unit; one fraction is exact; the Tim's whole levels are exact, too."""
    stages = desk.store.read().assessments
    interim = score(desk.instrument, stages[Stage.INTERVIU].values, 2026)
    own = score(desk.instrument, stages[Stage.MANDIRI].values, 2026)

    assert interim.index.shown(2) == "1,84–1,85"
    assert interim.index.exact is None
    assert stages[Stage.INTERVIU].values["13"] == Span.exactly(Fraction(7, 3))
    assert own.index.exact
    assert own.index.shown(2) == "2,38"


def test_every_status_of_an_evidence_item_is_there(desk: Desk) -> None:
    """Accepted, all three kinds of revision, on its way, draft, and none; readings stay whole levels."""
    found = evidence_items(desk.cycle, desk.instrument, desk.store.read())
    statuses = Counter(each.status for judged in found.values() for each in judged.items)
    reasons = {each.reason.partition(":")[0] for judged in found.values() for each in judged.items}

    assert set(statuses) == set(ItemStatus)
    assert reasons >= {"Tidak tepat", "Belum diunggah", "Otomatis ditolak"}
    assert {judged.reading for judged in found.values()} <= {1, 2, 3}


def test_other_indices_give_levels_one_is_missing_and_one_has_no_thresholds(desk: Desk) -> None:
    """And nobody is asked to tick anything for these indicators."""
    found = {each.indicator: each.state for each in external_levels(desk.cycle, desk.instrument)}
    answered = {item for _, item in desk.store.read().responses}

    assert found == {
        5: ExternalState.DERIVED,
        6: ExternalState.MISSING,
        7: ExternalState.DERIVED,
        18: ExternalState.NO_THRESHOLDS,
    }
    assert answered.isdisjoint(map(str, found))


def test_every_departure_of_the_tim_has_its_reason(desk: Desk) -> None:
    """What the Tim may take over rests on what it accepted, not on what came from outside later."""
    records = desk.store.read()
    yielded = consolidate(desk.cycle, desk.instrument, records)
    found = departures(yielded, records.assessments[Stage.MANDIRI])

    assert {each.item for each in found} == {"2", "19"}
    assert all(each.note for each in found)


def test_both_reports_tell_of_items_and_indices(desk: Desk) -> None:
    """By status, with the next item; which index, which figure, which steward; a reading is called one."""
    records = desk.store.read()
    whole = str(office_prose.evidence_items(freeze_consolidated(desk.cycle, desk.instrument, records)).data)
    own = str(prose.evidence_items(freeze_opd(desk.cycle, desk.instrument, records, "dpmptsp")).data)
    external = str(prose.evidence_items(freeze_opd(desk.cycle, desk.instrument, records, "pupr")).data)
    silent = prose.evidence_items(freeze_opd(desk.cycle, desk.instrument, records, "kec-utara"))

    for words in ("Butir Bukti", "bukan nilai asesor", "I1-L3-02", "Tidak tepat", "dihitung 1"):
        assert words in whole
    for words in ("Satu Data Indonesia (Bappenas)", "48,20", "ditetapkan Tim", "Asumsi."):
        assert words in whole
    assert "I20-L2-02" in own
    assert "I1-L3-02" not in own
    assert "SJIG (BIG)" in external
    assert silent.data == ""


@pytest.mark.failure(27)
def test_every_page_says_where_the_editions_facts_come_from(desk: Desk) -> None:
    """Both reports, Kuesioner, form and request page; and that the list is the cycle's own."""
    cycle, instrument, records = desk.cycle, desk.instrument, desk.store.read()
    opd = cycle.opd("dpmptsp")
    asked = requested_documents(cycle, instrument, records, opd.code)
    pages = [
        str(prose.summary(freeze_opd(cycle, instrument, records, opd.code)).data),
        form_page(cycle, instrument, opd, records).decode(),
        request_page(cycle, instrument, opd, asked),
    ]

    assert all(SECONDARY in page and OWN in page for page in pages)
    assert "Pemerintah Digital 2026" in pages[1]
    assert SAMPLE in stamp(freeze_consolidated(cycle, instrument, records))


def test_a_kuesioner_of_another_list_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A word of the list changed since it was handed out: the answers would be read as something else."""
    folder = Path(shutil.copytree(desk.folder, tmp_path / "contoh-2026"))
    sent, opd = tmp_path / "dpmptsp.xlsx", desk.cycle.opd("dpmptsp")
    sent.write_bytes(questionnaire_template(desk.cycle, desk.instrument, opd, desk.store.read()))
    listed = folder / "butir.yaml"
    listed.write_text(listed.read_text("utf-8").replace("dua tahun.", "tiga tahun."), encoding="utf-8")
    cycle = read_cycle(folder)
    with open_store(folder, cycle=cycle.name, instrument=edition_of(cycle)) as store:
        changed = replace(desk, folder=folder, cycle=cycle, instrument=edition_of(cycle), store=store)

        with pytest.raises(InputError, match="rumusan PermenPANRB 8/2026 yang lain"):
            receive_questionnaire(changed, sent)


def test_a_round_is_read_under_the_list_that_it_holds(desk: Desk, tmp_path: Path) -> None:
    """Whatever became of the list since."""
    folder = Path(shutil.copytree(desk.folder, tmp_path / "contoh-2026"))
    with open_store(folder, cycle="contoh-2026", instrument=desk.instrument) as store:
        freeze(replace(desk, folder=folder, store=store), "perbaikan")
    (folder / "butir.yaml").unlink()

    state = open_round(folder, "perbaikan")

    assert state.instrument is desk.instrument
    assert state.records.responses == desk.store.read().responses


def test_an_archive_takes_the_list_along_and_refuses_another(desk: Desk, tmp_path: Path) -> None:
    """The list and the figures come out again; the wording of the archive is that of its own list."""
    file = tmp_path / "a.zip"
    pack(desk, file)
    (tmp_path / "inputs").mkdir()

    back = read_cycle(unpack(tmp_path / "inputs", file).folder)

    assert (back.own, back.external) == (desk.cycle.own, desk.cycle.external)


def test_the_worked_interim_case_recomputes_as_a_stage_of_a_cycle(tmp_path: Path) -> None:
    """Kab. Aceh Tengah 2026: five aspects as printed; two, and the index, as the range that holds them."""
    case = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    levels = "".join(f'  {number}: "{text}"\n' for number, text in case["levels"].items())
    about = "edition: permenpanrb-8-2026\nyear: 2026\nstage: interviu\nsource: paparan (sekunder)\n"
    (tmp_path / "nilai.yaml").write_text(f"{about}levels:\n{levels}", encoding="utf-8")
    keys = "government: Kabupaten Uji\nyear: 2026\nedition: permenpanrb-8-2026\nassessments: [nilai.yaml]\n"
    (tmp_path / "cycle.yaml").write_text(keys, encoding="utf-8")
    cycle = read_cycle(tmp_path)
    with open_store(tmp_path, cycle=cycle.name, instrument=edition_of(cycle)) as store:
        desk = Desk(
            folder=tmp_path, cycle=cycle, instrument=edition_of(cycle), store=store, actor="operator", now=NOW
        )
        receive_assessment(desk, tmp_path / "nilai.yaml", Stage.INTERVIU)
        report = freeze_consolidated(cycle, edition_of(cycle), store.read())
    printed = {row.number: row.shown for row in report.aspects}

    assert printed == case["expected"]["aspects"] | RANGES
    assert report.index.shown == "1,24–1,25"
    assert (case["expected"]["index"], report.predicate.name) == ("1,24", "Kurang")
    assert report.stage == "interviu"
    assert any(SECONDARY in notice for notice in report.edition.notices)


def test_with_a_fraction_for_the_rounded_value_every_figure_is_the_printed_one() -> None:
    """An indicator at 7/6 prints 1,17 and gives aspect 5 its 1,08; with 117/100 it would print 1,09."""
    case = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    texts = {number: str(text).replace(",", ".") for number, text in case["levels"].items()}
    printed = {str(number): Span.exactly(Fraction(text)) for number, text in texts.items()}
    values = printed | {str(number): Span.exactly(Fraction(text)) for number, text in ONE_SIXTH.items()}
    card, naive = (score(load_edition(case["edition"]), each, case["year"]) for each in (values, printed))

    assert {each.part.number: each.shown(2) for each in card.aspects} == case["expected"]["aspects"]
    assert card.index.shown(2) == case["expected"]["index"]
    assert {each.part.number: each.shown(2) for each in naive.aspects}[5] == "1,09"
