"""Several people's files for one OPD, whatever kinds they are: made one, asked about, and received."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.asking.asked import asked_of
from spbe_lib.intake.conflict_file import conflict_lines
from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.form.writing import answer_file
from spbe_lib.intake.inspection import inspect
from spbe_lib.intake.kept_files import fingerprint
from spbe_lib.intake.merge import Outcome, merge_files
from spbe_lib.records.answers import Answer, Approval, Entry, Response, ScopeFact
from spbe_lib.records.documents import Document, document_key
from spbe_lib.records.merging import Signature
from spbe_lib.workspace import sources
from tests.intake.desks import ITEM, OPD, SMALL, asked, copy_register, desk_in, hand_in, later, saying, sent
from tests.intake.desks import template as handed_out
from tests.intake.filling import fill

CHOICE = "pilih"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk where one answer was handed in."""
    folder = copy_register(tmp_path)
    with desk_in(folder) as made:
        hand_in(made, tmp_path, [saying("Ada.")])
        yield later(made)


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Where the outputs of the cycle go."""
    return tmp_path / "outputs" / "contoh-2024"


def filled(desk: Desk, folder: Path, name: str, *entries: Entry, **signed: object) -> Path:
    """What somebody of the OPD filled in, beginning with what is recorded now."""
    return sent(folder, fill(handed_out(desk), entries=entries, **signed), name)  # type: ignore[arg-type]


def described(desk: Desk, folder: Path, name: str, document: Document) -> Path:
    """What somebody of the OPD says of a document, as an answer file."""
    asked_for = asked_of(desk.cycle, desk.instrument, desk.cycle.opd(OPD), desk.store.read())
    content = answer_file(
        desk.cycle, desk.instrument, OPD, asked=asked_for, entries=[document], signature=Signature()
    )
    return sent(folder, content, name)


def listed(outcome: Outcome) -> list[dict[str, str]]:
    """The list of conflicts as a spreadsheet reads it."""
    assert outcome.table is not None
    text = outcome.table.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def chosen(folder: Path, rows: list[dict[str, str]], *words: str) -> Path:
    """The list with its last column filled in."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows({**row, CHOICE: word} for row, word in zip(rows, words, strict=True))
    file = folder / "diisi.csv"
    file.write_bytes(text.getvalue().encode("utf-8-sig"))
    return file


def recorded(desk: Desk, item: str = ITEM) -> Response:
    """What is recorded of the led item."""
    return desk.store.read().responses[OPD, item].content


def test_different_parts_of_several_people_become_one_answer(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """Two workbooks and a CSV: one submission, of which the records can be made again; sources are kept."""
    facts = [each for each in asked(desk) if isinstance(each, ScopeFact)]
    one = filled(desk, tmp_path, "a.xlsx", replace(saying("Ada."), analysis="Lengkap."), facts[0])
    two = filled(desk, tmp_path, "b.xlsx", saying("Ada sejak 2022."), facts[1], filled_by="Siti")

    outcome = merge_files(desk, outputs, [two, one])

    records = desk.store.read()
    assert outcome.receipt is not None
    assert recorded(desk) == replace(saying("Ada sejak 2022."), analysis="Lengkap.")
    assert {each.content for each in records.facts.values()} == set(facts[:2])
    assert outcome.receipt.submission.filled_by == "Siti"
    assert len(outcome.receipt.changes) == 3
    kept = {file.name: file.read_bytes() for file in sources(desk.folder).iterdir()}
    assert kept == {f"{fingerprint(c)}.xlsx": c for c in (one.read_bytes(), two.read_bytes())}
    assert inspect(desk) == []


@pytest.mark.failure(9)
def test_the_records_can_be_made_again_after_a_merge(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """The merged answers are a received file like any other."""
    one = filled(desk, tmp_path, "a.xlsx", *asked(desk)[1:])
    two = filled(desk, tmp_path, "b.xlsx", saying("Dua."), approval=Approval(name="Kepala"))
    merge_files(desk, outputs, [one, two])
    before = desk.store.read()

    (desk.folder / "spbe.db").unlink()
    with desk_in(desk.folder) as anew:
        assert [each for each in receive_kept(anew) if not isinstance(each, Receipt)] == []
        after = anew.store.read()

    contents = [{key: each.content for key, each in which.items()} for which in (before.facts, after.facts)]
    assert contents[0] == contents[1]
    assert before.responses[OPD, ITEM].content == after.responses[OPD, ITEM].content
    assert [each.approval for each in before.submissions] == [each.approval for each in after.submissions]


@pytest.mark.failure(6)
def test_merging_again_changes_nothing(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """The same files, in another order, under other names and one of them twice: all is there already."""
    one = filled(desk, tmp_path, "a.xlsx", replace(saying("Ada."), analysis="Lengkap."))
    two = filled(desk, tmp_path, "b.xlsx", saying("Dua."))
    merge_files(desk, outputs, [one, two])
    before = desk.store.read()

    copy = sent(tmp_path, one.read_bytes(), "a (1).xlsx")
    again = merge_files(later(desk), outputs, [two, copy, one])

    assert again.receipt is None
    assert desk.store.read() == before


def test_what_is_in_conflict_is_listed_and_nothing_is_recorded(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """Topic, part, what was handed out, each file, the record; no text is a formula, nothing is hidden."""
    one = filled(desk, tmp_path, "a.xlsx", saying("=1+1"), filled_by="Siti")
    two = filled(desk, tmp_path, "b.xlsx", saying("Dua; 'kutip'\nbaris dua"), filled_by="Budi")
    before = desk.store.read()

    outcome = merge_files(desk, outputs, [two, one])

    assert outcome.receipt is None
    assert desk.store.read() == before
    assert not sources(desk.folder).exists()
    assert outcome.table == outputs / "gabungan" / "dinkes-konflik.csv"
    assert outcome.table.read_bytes().startswith(
        b"\xef\xbb\xbfkode;topik;bagian;yang dibagikan;1 a.xlsx;2 b.xlsx;"
    )
    rows = [{key: text for key, text in row.items() if key != "kode"} for row in listed(outcome)]
    assert rows == [
        {
            "topik": f"indikator {ITEM}",
            "bagian": "fakta",
            "yang dibagikan": "Ada.",
            "1 a.xlsx": "'=1+1",
            "2 b.xlsx": "Dua; 'kutip'\nbaris dua",
            "tercatat sekarang": "Ada.",
            "pilih": "",
        },
        {
            "topik": "pengesahan",
            "bagian": "diisi oleh",
            "yang dibagikan": "",
            "1 a.xlsx": "Siti",
            "2 b.xlsx": "Budi",
            "tercatat sekarang": "",
            "pilih": "",
        },
    ]


@pytest.mark.parametrize(
    ("word", "fact"), [("1", "Satu."), ("B.XLSX", "Dua."), ("dasar", "Ada."), ("Tercatat", "Ada.")]
)
def test_what_was_chosen_is_recorded(desk: Desk, tmp_path: Path, outputs: Path, word: str, fact: str) -> None:
    """By the file's number or name, or by our two words, in any case."""
    one = filled(desk, tmp_path, "a.xlsx", replace(saying("Satu."), analysis="Lengkap."))
    two = filled(desk, tmp_path, "b.xlsx", saying("Dua."))
    rows = listed(merge_files(desk, outputs, [one, two]))

    outcome = merge_files(desk, outputs, [one, two], chosen(tmp_path, rows, word))

    assert outcome.receipt is not None
    assert recorded(desk) == replace(saying(fact), analysis="Lengkap.")


def test_missing_and_wrong_choices_are_named_by_line(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """All of them at once; nothing is recorded."""
    mine = replace(saying("Satu."), applications="SIMRS")
    one = filled(desk, tmp_path, "a.xlsx", mine, filled_by="Siti")
    two = filled(desk, tmp_path, "b.xlsx", replace(saying("Dua."), applications="SIK"), filled_by="Budi")
    rows = listed(merge_files(desk, outputs, [one, two]))
    before = desk.store.read()

    with pytest.raises(InputError) as refused:
        merge_files(desk, outputs, [one, two], chosen(tmp_path, rows, "", "3", "tercatat"))
    alien = [rows[0], rows[0], {**rows[1], "kode": "k-lain"}]
    with pytest.raises(InputError) as other:
        merge_files(desk, outputs, [one, two], chosen(tmp_path, alien, "1", "1", "1"))

    told, elsewhere = str(refused.value), str(other.value)
    assert "diisi.csv baris 2 (pilih): belum dipilih. Yang boleh: 1, 2, dasar, tercatat" in told
    assert "diisi.csv baris 3 (pilih): '3' bukan pilihan. Yang boleh: 1, 2, dasar, tercatat" in told
    assert "diisi.csv baris 4 (pilih): 'tercatat' bukan pilihan. Yang boleh: 1, 2, dasar." in told
    assert "baris 2 (kode): konflik ini tertulis lebih dari sekali" in elsewhere
    assert "baris 4 (kode): 'k-lain' bukan konflik gabungan ini" in elsewhere
    assert f"konflik '{rows[2]['kode']}' tidak ada dalam daftar ini" in elsewhere
    assert desk.store.read() == before


def test_a_list_of_other_conflicts_is_refused(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """When somebody changed the record meanwhile, what was chosen may not be what is there."""
    one, two = (filled(desk, tmp_path, f"{text}.xlsx", saying(text)) for text in ("Satu", "Dua"))
    rows = listed(merge_files(desk, outputs, [one, two]))
    hand_in(later(desk), tmp_path, [saying("Susulan.")])

    with pytest.raises(InputError, match="bukan konflik gabungan ini"):
        merge_files(desk, outputs, [one, two], chosen(tmp_path, rows, "tercatat"))

    assert recorded(desk) == saying("Susulan.")


def test_choices_that_were_made_stay_in_the_list_when_it_is_written_again(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """An analyst's work is not lost because the command was typed without ``--choices``."""
    one, two = (filled(desk, tmp_path, f"{text}.xlsx", saying(text)) for text in ("Satu", "Dua"))
    outcome = merge_files(desk, outputs, [one, two])
    assert outcome.table is not None
    outcome.table.write_bytes(chosen(tmp_path, listed(outcome), "2").read_bytes())

    again = merge_files(desk, outputs, [one, two])

    assert [row[CHOICE] for row in listed(again)] == ["2"]


def test_names_and_texts_of_any_kind_survive_the_list(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """Two files of one name are told apart by number; a long text is cut in the list, not in the answer."""
    name, long = "=a;\"b\" 'c'.xlsx", "kata " * 6000
    one = filled(desk, tmp_path, name, saying(long))
    other = tmp_path / "lain"
    other.mkdir()
    two = filled(desk, other, name, saying("Dua."))
    rows = listed(merge_files(desk, outputs, [one, two]))

    with pytest.raises(InputError, match="bukan pilihan"):
        merge_files(desk, outputs, [one, two], chosen(tmp_path, rows, name))
    number = next(key[0] for key, text in rows[0].items() if text.endswith("huruf seluruhnya)"))
    merge_files(desk, outputs, [one, two], chosen(tmp_path, rows, number))

    assert all(len(text) < 5000 for text in rows[0].values())
    assert recorded(desk).fact == long.strip()


def test_a_late_workbook_is_merged_with_what_was_recorded_meanwhile(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """Handed out as version 1; the record is at version 3: what is only in the workbook is taken."""
    late = filled(desk, tmp_path, "telat.xlsx", replace(saying("Ada."), analysis="Dari yang telat."))
    for minutes, text in ((1, "Dua."), (2, "Tiga.")):
        hand_in(later(desk, minutes), tmp_path, [saying(text)])

    outcome = merge_files(later(desk, 9), outputs, [late])

    assert outcome.receipt is not None
    assert recorded(desk) == replace(saying("Tiga."), analysis="Dari yang telat.")


def test_files_of_several_opds_and_faulty_ones_are_refused_together(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """All reasons at once."""
    mine = filled(desk, tmp_path, "a.xlsx", saying("Dua."))
    theirs = sent(tmp_path, fill(handed_out(desk, SMALL), entries=asked(desk, SMALL)), "pupr.xlsx")
    empty = sent(tmp_path, b"", "kosong.xlsx")

    with pytest.raises(InputError) as refused:
        merge_files(desk, outputs, [mine, theirs, empty, tmp_path / "hilang.xlsx"])

    told = str(refused.value)
    assert "kosong.xlsx: berkas ini kosong" in told
    assert "hilang.xlsx: tidak ada berkas dengan nama ini" in told
    assert "berkas-berkas ini milik beberapa OPD (Dinas Kesehatan, Dinas Pekerjaan Umum" in told
    assert not outputs.exists()


def test_a_csv_that_says_nothing_of_a_part_takes_nothing_away(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """An empty cell is no deletion; a filled one that differs from the record is asked about."""
    text = f"OPD;indikator;tingkat;justifikasi;data dukung\n{OPD};{ITEM};2;Karena sudah;SK 12\n"
    table = sent(tmp_path, text.encode(), "dinkes.csv")
    book = filled(desk, tmp_path, "a.xlsx", saying("Dua."))

    outcome = merge_files(desk, outputs, [table, book])

    assert outcome.conflicts == ()
    assert recorded(desk).fact == "Dua."
    assert recorded(desk).justification == "Karena sudah"
    assert recorded(desk).level is not None


def test_when_the_door_refuses_nothing_is_left(
    desk: Desk, tmp_path: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody records between reading and writing: no source is kept, and the record is theirs."""
    one = filled(desk, tmp_path, "a.xlsx", saying("Satu."))
    read = desk.store.read()
    hand_in(later(desk), tmp_path, [saying("Susulan.")])
    monkeypatch.setattr(type(desk.store), "read", lambda _: read)

    with pytest.raises(InputError, match="sudah diubah sesudah lembar ini dibagikan"):
        merge_files(later(desk), outputs, [one])

    monkeypatch.undo()
    assert recorded(desk) == saying("Susulan.")
    assert list(sources(desk.folder).iterdir()) == []


def test_an_answer_file_of_the_offline_form_is_merged_with_a_workbook(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """A laptop without network here, Excel there."""
    key = document_key("SK Tim", "12")
    plain = Document(opd=OPD, key=key, title="SK Tim", number="12")
    files = [
        described(desk, tmp_path, f"{place}.json", each)
        for place, each in enumerate(
            (replace(plain, signatory="Bupati"), replace(plain, valid_until=date(2027, 1, 1)))
        )
    ]

    merge_files(desk, outputs, files)

    content = desk.store.read().documents[OPD, key].content
    assert content == replace(plain, signatory="Bupati", valid_until=date(2027, 1, 1))


def test_an_obligation_is_merged_too(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """Yes from one, the note from another."""
    fact = next(each for each in asked(desk) if isinstance(each, ScopeFact))
    plain = replace(fact, note="", evidence=())
    one = filled(desk, tmp_path, "a.xlsx", replace(plain, answer=Answer.YES))
    two = filled(desk, tmp_path, "b.xlsx", replace(plain, answer=None, note="sejak 2024"))

    merge_files(desk, outputs, [one, two])

    content = desk.store.read().facts[OPD, fact.requirement].content
    assert content == replace(plain, answer=Answer.YES, note="sejak 2024")


def test_a_conflict_about_a_document_names_it_by_its_title(desk: Desk, tmp_path: Path, outputs: Path) -> None:
    """Nobody knows a document by the key under which it is kept."""
    plain = Document(opd=OPD, key=document_key("SK Tim", "12"), title="SK Tim", number="12")
    one, two = (
        described(desk, tmp_path, f"{name}.json", replace(plain, signatory=signatory))
        for name, signatory in (("a", "Bupati"), ("b", "Sekretaris Daerah"))
    )

    outcome = merge_files(desk, outputs, [one, two])

    assert [row["topik"] for row in listed(outcome)] == ["dokumen SK Tim, 12"]
    assert list(conflict_lines(outcome.conflicts, outcome.names, outcome.labels)) == [
        "dokumen SK Tim, 12, penanda tangan: berbeda di a.json dan b.json"
    ]


def test_what_a_reader_asks_begins_with_the_name_of_the_file(
    desk: Desk, tmp_path: Path, outputs: Path
) -> None:
    """Two people's files have the same sheets; what was understood is not told as a question."""
    level = replace(saying("Ada."), ticked=frozenset(), level=Span.exactly(2))
    one = filled(desk, tmp_path, "a.xlsx", level)
    two = filled(desk, tmp_path, "b.xlsx", saying("Ada."))

    outcome = merge_files(desk, outputs, [one, two])

    assert [each.where.split(", ")[:2] for each in outcome.questions] == [["a.xlsx", "Dinas Kesehatan"]]
    assert outcome.understood == ()
