"""The counter without a browser: what is set in its fields, what its buttons do, and what it shows."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from ipywidgets.widgets import widget

from spbe_lib.errors import StoreError
from spbe_lib.forms.entry.counter import EntryCounter
from spbe_lib.forms.entry.subjects import Subject
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Status
from spbe_lib.records.database.store import Store
from spbe_lib.workspace import Workspace, open_workspace
from tests.evidence_files import picture
from tests.forms.entry.seats import Loop, Seat, Watch, seated
from tests.hostile import HOSTILE
from tests.intake.desks import BUNDLED, ITEM, OPD, RETURNED, SMALL, decide, later

MOST = 150
LEADS_MANY, BOTH = "diskominfo", ("Ani", "Budi")


def made() -> int:
    """How many widgets there are, layouts and styles counted."""
    return len(widget._instances)  # noqa: SLF001


def store_of(seat: Seat) -> Store:
    """The records behind a seat."""
    return seat.counter.work.desk.store


def test_an_opd_with_26_indicators_opens_no_more_than_150_widgets(workspace: Workspace) -> None:
    """All pieces of the counter, its layouts and styles, and the few that all counters share."""
    shared = made()
    seat = seated(workspace, LEADS_MANY)

    assert len([each for each in seat.counter.work.subjects if each.item]) == 26
    assert made() - shared <= MOST - 10


def test_turning_to_another_answer_makes_no_widget(workspace: Workspace) -> None:
    """From the first indicator to the approval and back, and to other OPDs."""
    seat = seated(workspace, LEADS_MANY)
    before = made()
    for _, topic in seat.counter.board.list.options:
        seat.turn(topic)
    for opd in (OPD, SMALL, LEADS_MANY):
        seat.counter.opd.value = opd
        seat.turn(seat.counter.work.subjects[-1].topic)

    assert made() == before


def test_the_level_that_follows_and_the_first_missing_requirement_are_told_at_once(
    workspace: Workspace,
) -> None:
    """Tick by tick, with the law's numbers and names."""
    seat = seated(workspace)
    ladder = seat.counter.answering.ladder
    assert "Belum dijawab" in seat.told(ladder.result)

    seat.tick(0).tick(1)

    told = seat.told(ladder.result)
    assert "Tingkat yang mengikuti: 2 (" in told
    assert "Syarat pertama yang belum: 3.1 " in told


@pytest.mark.failure(5)
def test_limits_are_read_and_never_ticked(workspace: Workspace) -> None:
    """As many ticks as requirements; each says what its requirement says, and limits stand between."""
    seat = seated(workspace, LEADS_MANY).turn("11")
    ladder, subject = seat.counter.answering.ladder, _subject(seat, "11")

    ticks = [each for each in ladder.ticks if seat.sees(each)]
    texts = " ".join(seat.told(each) for each in ladder.texts)

    assert len(ticks) == len(subject.requirements)
    limits = [level.limit for level in subject.indicator.levels if level.limit]
    assert limits
    for limit in limits:
        assert f"Batas: {limit}" in texts
        assert not [each for each in ticks if limit in each.description]


@pytest.mark.failure(31)
def test_the_chosen_service_stands_in_the_place_of_its_number(workspace: Workspace) -> None:
    """In the list, the title and every requirement."""
    seat = seated(workspace)
    service = seat.counter.work.desk.cycle.services[ITEM]

    shown = seat.line + seat.told(seat.counter.answering.heading.told)
    shown += " ".join(each.description for each in seat.counter.answering.ladder.ticks if seat.sees(each))

    assert service in shown
    assert "sektor" not in shown.lower()


@pytest.mark.failure(21)
@pytest.mark.parametrize(
    ("search", "numbers"),
    [("20", ["20", "20"]), ("risiko", ["21", "22", "21"]), ("tidak ada yang begini", [])],
)
def test_a_number_is_searched_as_a_legal_number_and_a_word_anywhere(
    workspace: Workspace, search: str, numbers: list[str]
) -> None:
    """An indicator, one that speaks of it, and the obligation that belongs to it."""
    seat = seated(workspace, LEADS_MANY)
    seat.counter.board.search.value = search

    found = [topic for _, topic in seat.counter.board.list.options]
    assert [_subject(seat, topic).number for topic in found] == numbers


@pytest.mark.failure(20)
def test_the_filter_knows_where_every_answer_stands(workspace: Workspace) -> None:
    """By the words that the list itself uses."""
    seat = seated(workspace).write("fact", "Ada.")
    board = seat.counter.board
    assert seat.line.startswith("✎ 47 · draf")

    board.filter.value = "draft"
    assert [topic for _, topic in board.list.options] == [ITEM]
    board.filter.value = "unanswered"
    assert ITEM not in [topic for _, topic in board.list.options]


def test_a_fault_stands_beside_its_field_and_in_the_list(workspace: Workspace) -> None:
    """At once, in the words of every other way in."""
    seat = seated(workspace).cite(title="SK tim", dated="besok")

    assert "'besok' bukan tanggal" in seat.told(seat.counter.answering.proving.wrong)
    assert seat.line.startswith("⚠ 47 · 1 perlu diperbaiki")

    seat.cite(dated="12 Maret 2024")
    assert seat.told(seat.counter.answering.proving.wrong) == ""


@pytest.mark.failure(26)
@pytest.mark.parametrize("key", ["fact", "analysis", "justification", "services", "applications"])
def test_a_password_is_refused_at_once_with_the_reason(workspace: Workspace, key: str) -> None:
    """In whatever field it was typed; nothing of it reaches the store."""
    seat = seated(workspace).write(key, "kata sandi: Rahasia#7")

    assert "kata sandi atau akun" in seat.told(seat.counter.answering.wording.wrong[key])
    assert "Rahasia" not in repr(store_of(seat).drafts())
    assert "Belum diserahkan" in seat.hand_in()


def test_a_document_is_described_once_and_keeps_it_when_its_title_is_mended(workspace: Workspace) -> None:
    """What is said of it goes along with its title."""
    seat = seated(workspace).cite(title="SK tim", number="7/2024", year="2024", status="signed")
    seat.cite(title="SK tim pendaftaran")

    work = seat.counter.work
    (proof,) = work.content(ITEM)["evidence"]
    described = [work.content(topic) for topic in work.topics() if topic.startswith("dok-")]
    assert proof == {"title": "SK tim pendaftaran", "number": "7/2024"}
    assert [each["title"] for each in described if each] == ["SK tim pendaftaran"]
    assert seat.counter.answering.proving.details["year"].value == "2024"


def test_a_document_that_is_known_is_cited_by_choosing_it(workspace: Workspace) -> None:
    """Of another answer, or of last year; what it proves is told by the chosen service."""
    seat = seated(workspace).cite(title="SK tim", number="7/2024", dated="2024")
    proves = [label for label, _ in seat.counter.answering.proving.requirement.options]
    assert any(each.startswith("Syarat 4.1 Layanan Pendaftaran Pasien Daring") for each in proves)
    assert not any("sektor" in each for each in proves)
    other = seat.counter.work.subjects[1].topic
    seat.turn(other)
    known = seat.counter.answering.proving.known
    known.value = "SK tim, 7/2024, 2024"

    (proof,) = seat.counter.work.content(other)["evidence"]
    assert proof == {"title": "SK tim", "number": "7/2024", "dated": "2024"}


@pytest.mark.failure(23)
def test_an_uploaded_file_waits_and_is_recorded_with_the_answers(workspace: Workspace) -> None:
    """It is kept by its content in the cycle's folder; the Tim sees it when the OPD hands in."""
    seat = seated(workspace).tick(0).cite(title="Tangkapan layar")
    seat.counter.answering.proving.upload.value = (_chosen("layar.png", picture()),)
    assert "layar.png (ikut diserahkan)" in seat.told(seat.counter.answering.proving.files)
    assert store_of(seat).read().attachments == ()
    seat.cite(title="Tangkapan layar pendaftaran", page="2")

    told = approved(seat).hand_in()

    (attachment,) = store_of(seat).read().attachments
    assert (attachment.topic, attachment.name, attachment.title) == (
        ITEM,
        "layar.png",
        "Tangkapan layar pendaftaran",
    )
    assert "berkas data dukung dilampirkan" in told
    assert store_of(seat).drafts() == ()
    seat.turn(ITEM)
    assert "layar.png" in seat.told(seat.counter.answering.proving.files)


def test_a_file_that_is_not_kept_is_refused_with_the_reason(workspace: Workspace) -> None:
    """By its content, whatever its name says."""
    seat = seated(workspace).cite(title="Program")
    seat.counter.answering.proving.upload.value = (_chosen("surat.pdf", b"MZ" + bytes(99)),)

    assert "sebuah program Windows" in seat.told(seat.counter.submitting.refused)
    assert "Belum ada berkas" in seat.told(seat.counter.answering.proving.files)


def test_last_year_stands_beside_and_is_taken_only_when_somebody_agrees(workspace: Workspace) -> None:
    """Its ticks, texts and proofs as a draft; what is filled in is not overwritten unasked."""
    seat = seated(workspace)
    heading, work = seat.counter.answering.heading, seat.counter.work
    former = work.desk.cycle.before.responses[OPD, ITEM].content
    assert former.fact in seat.told(heading.before)

    seat.write("fact", "Sudah saya ketik.")
    heading.begin.click()
    assert seat.sees(heading.question)
    heading.decline.click()
    assert work.content(ITEM)["fact"] == "Sudah saya ketik."

    heading.begin.click()
    heading.agree.click()

    assert work.content(ITEM)["ticked"] == sorted(former.ticked)
    assert seat.counter.answering.wording.fields["fact"].value == former.fact
    assert len(work.content(ITEM)["evidence"]) == len(former.evidence)
    assert "Perjanjian Kerja Sama Pendaftaran Daring Pasien" in seat.told(heading.taken)
    assert "berakhir 14 Maret 2024" in seat.told(heading.taken)


def approved(seat: Seat) -> Seat:
    """The head of the OPD approves."""
    return seat.sign(name="Siti Aminah", nip="1" * 18, position="Kepala Dinas", day="3 Juni 2024").approve()


def test_nothing_is_handed_in_without_an_approval(workspace: Workspace) -> None:
    """And it is said what to do."""
    seat = seated(workspace).tick(0)
    told = seat.hand_in()

    assert "Belum diserahkan" in told
    assert "Isi pada Pengesahan" in told
    assert store_of(seat).read().submissions == ()


def test_an_approval_lapses_when_an_answer_changes_afterwards(workspace: Workspace) -> None:
    """The page says so, in the list and in the approval; and nothing is handed in."""
    seat = approved(seated(workspace).tick(0))
    assert "Disetujui oleh Siti Aminah, 3 Juni 2024" in seat.told(seat.counter.answering.approving.state)

    seat.turn(ITEM).write("fact", "Berubah.")

    assert "isian berubah sesudah disetujui" in seat.hand_in()
    seat.turn("pengesahan")
    assert "gugur" in seat.line
    assert "berubah sesudah disetujui" in seat.told(seat.counter.answering.approving.state)
    seat.approve()
    assert "Tanda terima" in seat.hand_in()


def test_an_approval_that_names_nobody_is_none(workspace: Workspace) -> None:
    """A name and a day are needed; whose number is wrong has not signed."""
    seat = seated(workspace).tick(0).sign(name="Siti Aminah", nip="123").approve()

    assert "Tanggal persetujuan belum diisi" in seat.told(seat.counter.submitting.refused)
    assert "bukan NIP" in seat.told(seat.counter.answering.approving.wrong)
    assert "belum disetujui" in seat.line


def test_all_faults_of_an_opd_are_told_at_once_and_the_first_is_opened(workspace: Workspace) -> None:
    """Each beside its question; nothing is handed in by halves."""
    seat = approved(seated(workspace).tick(0))
    seat.turn(ITEM).cite(title="SK", dated="besok")
    other = seat.counter.work.subjects[2].topic
    seat.turn(other).write("note", "pwd: Rahasia#7")

    told = seat.hand_in()
    seat.counter.submitting.first.click()

    assert "Belum diserahkan: 3 hal" in told
    assert seat.counter.board.list.value == ITEM
    assert [label.split(" · ")[0] for label, _ in seat.counter.board.list.options if label.startswith("⚠")][
        :2
    ] == [
        "⚠ 47",
        f"⚠ bersama {_subject(seat, other).number}",
    ]
    assert store_of(seat).read().submissions == ()


def test_what_is_handed_in_is_a_file_with_approval_scan_and_source(workspace: Workspace) -> None:
    """Kept by its content; the drafts are spent, and the receipt says what changed."""
    seat = seated(workspace).tick(0).write("fact", "Ada.")
    seat.sign(filled_by="Ani, analis", on_behalf_of="surat Kepala Dinas 1 Juni 2024")
    seat.counter.answering.approving.upload.value = (_chosen("pengesahan.png", picture()),)
    told = approved(seat).hand_in()

    records = store_of(seat).read()
    (submission,) = records.submissions
    approval = submission.approval
    assert approval is not None
    assert approval.scan is not None
    assert (approval.name, str(approval.day), approval.scan.kind) == ("Siti Aminah", "2024-06-03", "png")
    assert (submission.filled_by, submission.on_behalf_of) == (
        "Ani, analis",
        "surat Kepala Dinas 1 Juni 2024",
    )
    assert (seat.counter.work.desk.folder / submission.kept_as).is_file()
    assert records.responses[OPD, ITEM].content.fact == "Ada."
    assert store_of(seat).drafts() == ()
    assert "Tanda terima: Dinas Kesehatan menyerahkan 1 perubahan" in told
    assert "Indikator 47: jawaban masuk (versi 1)" in told
    seat.turn("pengesahan")
    approving = seat.counter.answering.approving
    assert seat.line == "○ Pengesahan · belum ada isian baru"
    assert approving.wrong.value == ""
    assert "Belum ada isian baru" in approving.state.value
    seat.turn(ITEM)
    assert seat.line.startswith("→ 47 · diserahkan")


def test_questions_are_no_faults_and_are_asked_before_anything_is_handed_in(workspace: Workspace) -> None:
    """What is not answered is told, too; then somebody decides."""
    seat = approved(seated(workspace).tick(0))
    seat.counter.submitting.check.click()

    assert "Tidak ada kesalahan" in seat.told(seat.counter.submitting.brief)
    told = seat.told(seat.counter.submitting.result)
    assert "pindaian lembar pengesahan" in told
    assert "Belum dijawab, 12" in told
    assert store_of(seat).read().submissions == ()


def test_where_nothing_is_new_nothing_is_handed_in(workspace: Workspace) -> None:
    """A second click makes no second submission."""
    seat = approved(seated(workspace).tick(0))
    seat.hand_in()

    assert "tidak ada yang berubah" in approved(seat).hand_in()
    assert len(store_of(seat).read().submissions) == 1


def test_the_second_of_two_at_one_answer_compares_and_chooses(workspace: Workspace) -> None:
    """The box tells who and when; part by part, or all at once."""
    ani, budi = (seated(workspace, nama=name) for name in BOTH)
    ani.write("fact", "dari Ani")
    budi.write("fact", "dari Budi")
    choosing = budi.counter.answering.choosing

    assert budi.sees(choosing.box)
    assert "Ani mengubah isian ini juga" in budi.told(choosing.told)
    assert "dari Ani" in budi.told(choosing.both)
    assert "dari Budi" in budi.told(choosing.both)
    assert choosing.settle.disabled
    assert budi.line.startswith("⇄")
    assert "pilih di bagian atasnya" in budi.told(budi.counter.submitting.clash)
    assert "belum dipilih isian siapa yang dipakai" in budi.hand_in()

    choosing.whose.value = "theirs"
    choosing.settle.click()

    assert not budi.sees(choosing.box)
    assert budi.counter.submitting.clash.value == ""
    assert budi.counter.answering.wording.fields["fact"].value == "dari Ani"


def test_all_of_ones_own_is_taken_by_one_button(workspace: Workspace) -> None:
    """And the other one sees it when he turns."""
    ani, budi = (seated(workspace, nama=name) for name in BOTH)
    ani.write("fact", "dari Ani").write("analysis", "juga Ani")
    budi.write("fact", "dari Budi")
    budi.counter.answering.choosing.all_mine.click()

    ani.turn(ani.counter.work.subjects[1].topic).turn(ITEM)

    assert ani.counter.answering.wording.fields["fact"].value == "dari Budi"


def test_what_two_say_of_one_document_is_chosen_too(workspace: Workspace) -> None:
    """A document has no line in the list, so its box stands above whatever is shown."""
    ani, budi = (seated(workspace, nama=name) for name in BOTH)
    for seat in (ani, budi):
        seat.cite(title="SK tim")
    ani.cite(year="2024")
    budi.cite(year="2023")
    choosing = budi.counter.answering.choosing
    assert budi.sees(choosing.box)
    assert "Data dukung 'SK tim'" in budi.told(choosing.told)

    choosing.all_theirs.click()

    assert not budi.sees(choosing.box)
    assert budi.counter.answering.proving.details["year"].value == "2024"


def test_an_approval_put_together_from_two_is_given_again(workspace: Workspace) -> None:
    """One's name and another's day were approved by nobody."""
    ani, budi = (seated(workspace, nama=name).sign() for name in BOTH)
    approved(ani)
    budi.sign(name="Orang Lain", day="2 Juni 2024")
    choosing = budi.counter.answering.choosing
    assert budi.sees(choosing.box)

    choosing.all_theirs.click()

    assert budi.counter.answering.approving.fields["name"].value == "Siti Aminah"
    assert "Belum disetujui" in budi.told(budi.counter.answering.approving.state)


def test_what_the_tim_returned_is_told_above_mended_and_handed_in_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Reason, what is wanted and until when; then it waits for the Tim again."""
    seat = seated(workspace).tick(0)
    approved(seat).hand_in()
    returned = dataclasses.replace(RETURNED, wanted="SK bertanda tangan", due=date(2024, 6, 28))
    decide(later(seat.counter.work.desk, 60), tmp_path, returned)
    seat.turn(ITEM)

    told = seat.told(seat.counter.answering.heading.told)
    assert "Alasan: SK belum ditandatangani" in told
    assert "Yang diminta: SK bertanda tangan" in told
    assert "Tenggat perbaikan: 28 Juni 2024" in told
    assert seat.line.startswith("↩ 47 · dikembalikan")

    seat.write("fact", "SK sudah ditandatangani.")
    approved(seat).hand_in()

    standing = store_of(seat).read().responses[OPD, ITEM].standing
    assert (standing.version, standing.status) == (2, Status.SUBMITTED)


@pytest.mark.failure(26)
def test_a_password_is_nobodys_name(workspace: Workspace) -> None:
    """What is typed into the field for the name is recorded with every change, so not that."""
    seat = seated(workspace, nama="sandi: Rahasia#7").write("fact", "Ada.")

    assert "Rahasia" not in repr(store_of(seat).drafts())


def test_an_obligation_is_answered_in_its_three_words(workspace: Workspace) -> None:
    """Whoever says that it does not apply is asked why."""
    seat = seated(workspace, SMALL)
    wording, first = seat.counter.answering.wording, seat.counter.work.subjects[0]
    assert not seat.sees(seat.counter.answering.ladder.box)
    assert [label for label, _ in wording.answer.options] == ["ya", "tidak", "tidak berlaku"]

    wording.answer.value = "not_applicable"

    assert "Apa alasannya?" in seat.told(wording.wrong["note"])
    assert seat.counter.work.content(first.topic)["answer"] == "not_applicable"


@pytest.mark.failure(12)
def test_hostile_text_stays_text_wherever_it_is_shown(workspace: Workspace) -> None:
    """In the answer, the list, the receipt, the comparison and last year's answer."""
    others = set(widget._instances)  # noqa: SLF001
    ani, budi = (seated(workspace, nama=name) for name in (HOSTILE, "Budi"))
    ani.write("fact", HOSTILE).cite(title="<script>window.hacked = 1</script>", dated=HOSTILE[:40])
    budi.write("fact", "lain").write("services", HOSTILE)
    for seat in (ani, budi):
        seat.hand_in()

    own = [each for key, each in widget._instances.items() if key not in others]  # noqa: SLF001
    every = [each for each in own if hasattr(each, "placeholder")]
    shown = " ".join(each.value for each in every if type(each).__name__ == "HTML")
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_a_key_that_is_still_on_its_way_belongs_to_the_answer_it_was_typed_into(workspace: Workspace) -> None:
    """It arrives after the list was clicked, and before the next answer is shown."""
    loop = Loop()
    seat = seated(workspace, loop=loop)
    other = seat.counter.work.subjects[1].topic
    seat.write("fact", "Sudah a").turn(other).write("fact", "Sudah ada.")
    loop.wait(1)

    assert seat.counter.work.content(ITEM)["fact"] == "Sudah ada."
    assert "fact" not in seat.counter.work.content(other)
    assert seat.counter.answering.wording.fields["note"].value == ""


def test_a_busy_file_is_told_and_what_was_typed_stays(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is kept as soon as it can be."""
    loop = Loop()
    seat = seated(workspace, loop=loop)

    def busy(*_: object) -> None:
        raise StoreError("spbe.db: basis data sedang dipakai. Coba lagi.")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "keep_draft", busy)
        seat.write("fact", "Ada.")
        loop.wait(2)
        assert "Belum tersimpan" in seat.told(seat.counter.submitting.kept)
        assert seat.counter.answering.wording.fields["fact"].value == "Ada."
    loop.wait(6)

    assert "Draf tersimpan 09." in seat.told(seat.counter.submitting.kept)
    assert store_of(seat).drafts()[0].content["fact"] == "Ada."


def test_an_opd_with_obligations_alone_and_one_with_nothing(workspace: Workspace) -> None:
    """The one answers its obligations; nothing is asked of the other, so it is not in the list."""
    seat = seated(workspace, SMALL)

    assert [each.item for each in seat.counter.work.subjects] == [None] * 10
    assert "setda-pemerintahan" not in [code for _, code in seat.counter.opd.options]


def test_a_cycle_without_a_register_says_that_nobody_is_asked(tmp_path: Path) -> None:
    """An official result only: no form, and no fault."""
    root = tmp_path
    (root / "notebooks" / "laporan").mkdir(parents=True)
    (root / "inputs").symlink_to(BUNDLED.parent)
    counter = EntryCounter(open_workspace(root), "kab-madiun-2020", clock=Watch(), loop=lambda: None)

    assert "tidak ada OPD yang diminta mengisi" in Seat.told(counter.notice)
    assert not Seat.sees(counter.body)


@pytest.mark.parametrize(
    ("edition", "item", "level", "wrong"),
    [("permenpanrb-5-2018", "35a", "3", None), ("permenpanrb-8-2026", "1", "7/6", "9/6x")],
)
def test_editions_without_known_requirements_are_answered_by_a_level(
    tmp_path: Path, edition: str, item: str, level: str, wrong: str | None
) -> None:
    """Chosen from the scale, or typed where an edition has fractions."""
    seat = seated(_other_edition(tmp_path, edition), "dinkes")
    seat.turn(item)
    ladder = seat.counter.answering.ladder
    field = ladder.level if seat.sees(ladder.level) else ladder.typed
    assert not [each for each in ladder.ticks if seat.sees(each)]
    if wrong:
        field.value = wrong
        assert "bukan tingkat" in seat.told(ladder.wrong)
    field.value = level
    assert seat.told(ladder.wrong) == ""
    assert f"Tingkat yang diisi langsung: {level}" in seat.told(ladder.result)

    assert "Tanda terima" in approved(seat).hand_in()

    recorded = store_of(seat).read().responses["dinkes", item].content.level
    assert recorded is not None
    assert str(recorded.exact) == level


def _other_edition(root: Path, edition: str) -> Workspace:
    """A cycle of another edition in which one OPD leads everything."""
    (root / "notebooks" / "laporan").mkdir(parents=True)
    folder = root / "inputs" / BUNDLED.name
    folder.mkdir(parents=True)
    about = f"government: Pemerintah Kabupaten Uji\nyear: 2024\nedition: {edition}\n"
    (folder / "cycle.yaml").write_text(about, encoding="utf-8")
    opds = "code,name,kind,fills,in_scope,parent,contact\ndinkes,Dinas Kesehatan,dinas,yes,yes,,\n"
    (folder / "opd.csv").write_text(opds, encoding="utf-8")
    leads = "".join(f"{each.number},dinkes,lead\n" for each in load_edition(edition).indicators)
    (folder / "assignments.csv").write_text(f"indicator,opd,role\n{leads}", encoding="utf-8")
    return open_workspace(root)


def _subject(seat: Seat, topic: str) -> Subject:
    return next(each for each in seat.counter.work.subjects if each.topic == topic)


def _chosen(name: str, content: bytes) -> dict[str, object]:
    """A file as the upload button hands it over."""
    return {
        "name": name,
        "type": "",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": Watch().moment,
    }
