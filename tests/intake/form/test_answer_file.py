"""What comes back from the form: taken through the one door, or refused whole with every reason."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from spbe_lib.errors import InputError
from spbe_lib.figures import Span
from spbe_lib.intake.again import receive_kept
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.form.answer_file import read_answer_file
from spbe_lib.intake.intake import receive_questionnaire
from spbe_lib.records.answers import Answer, Approval, EvidenceReference, Response, ScopeFact, Status
from spbe_lib.records.documents import Access, Document, DocumentStatus, document_key
from tests.hostile import HOSTILE
from tests.intake.desks import (
    ITEM,
    OPD,
    RETURNED,
    asked,
    decide,
    desk_in,
    hand_in,
    later,
    refusal,
    saying,
    sent,
    state,
)
from tests.intake.form.answer_files import Content, changed, content_of, sealed

NAME = "dinkes.spbe.json"
KEY = document_key("SK Pendaftaran", "7/2024")
AT_ITEM = "Dinas Kesehatan, indikator 47"
WHICH = "Mana yang benar? Yang dihitung ialah centang."
DESCRIBED = Document(
    opd=OPD,
    key=KEY,
    title="SK Pendaftaran",
    number="7/2024",
    dated="6 Februari 2024",
    subject="Pendaftaran daring",
    signatory="Kepala Dinas",
    status=DocumentStatus.SIGNED,
    year=2024,
    valid_until=date(2026, 12, 31),
    access=Access.RESTRICTED,
    link="https://contoh.example/sk",
)


def refused(desk: Desk, content: bytes) -> list[str]:
    """Each sentence with which a file is refused."""
    with pytest.raises(InputError) as told:
        read_answer_file(content, NAME, desk.cycle, desk.instrument)
    return [str(each) for each in told.value.problems]


def test_everything_that_a_form_can_hold_is_received(desk: Desk, tmp_path: Path) -> None:
    """All answers, a document and the approval, in one transaction, and told back as they were given."""
    signed = {
        "filled_by": "Ani",
        "on_behalf_of": "Surat 1",
        "name": "dr. Budi",
        "nip": "19700101 199001 1 001",
        "day": "2024-06-02",
    }
    entries = [*asked(desk), DESCRIBED]
    file = sent(tmp_path, sealed(content_of(desk, entries, signed)), NAME)
    receipt = receive_questionnaire(desk, file)
    records = desk.store.read()

    assert [records.responses[OPD, ITEM].content, *(f.content for f in records.facts.values())] == asked(desk)
    assert records.documents[OPD, KEY].content == DESCRIBED
    assert len(receipt.changes) == len(entries)
    assert receipt.submission.approval == Approval(
        name="dr. Budi", nip="19700101 199001 1 001", day=date(2024, 6, 2)
    )
    assert (receipt.submission.filled_by, receipt.submission.on_behalf_of) == ("Ani", "Surat 1")
    assert receipt.submission.kept_as.endswith(".json")


@pytest.mark.failure(6)
def test_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Nor does another file that says the same."""
    content = content_of(desk, asked(desk))
    first = sent(tmp_path, sealed(content), NAME)
    receive_questionnaire(desk, first)
    before = state(desk)

    assert receive_questionnaire(later(desk), first).repeated
    assert state(desk) == before
    again = sent(tmp_path, sealed({**content, "signed": {"filled_by": "Ani"}}), "lagi.json")
    assert receive_questionnaire(later(desk), again).changes == ()


def test_answers_as_they_were_handed_out_are_left_away(desk: Desk, tmp_path: Path) -> None:
    """So an old file that also repeats what it was handed out with undoes nothing."""
    hand_in(desk, tmp_path, [saying("lama"), DESCRIBED])
    content = content_of(
        desk, [saying("lama"), ScopeFact(opd=OPD, requirement="I16-L3-01", answer=Answer.NO)]
    )
    (part,) = read_answer_file(sealed(content), NAME, desk.cycle, desk.instrument)

    assert [entry.topic for entry in part.entries] == ["I16-L3-01"]
    assert part.bases[ITEM] == 1


@pytest.mark.parametrize(
    "name",
    ["x.json", "dinkes.spbe (1).json", "dinkes.json.txt", "dinkes.spbe", "DOC-2024", "x.xlsx", "x.csv"],
)
def test_a_file_is_known_whatever_a_messenger_calls_it(desk: Desk, tmp_path: Path, name: str) -> None:
    """Its content tells, also behind a byte order mark or reformatted by an editor."""
    content = json.dumps(json.loads(sealed(content_of(desk, [saying(HOSTILE[:3])]))), indent=4).encode()
    receipt = receive_questionnaire(desk, sent(tmp_path, b"\xef\xbb\xbf\n" + content, name))

    assert len(receipt.changes) == 1
    assert receipt.submission.kept_as.endswith(".json")


def test_a_kept_file_makes_lost_records_again(desk: Desk, tmp_path: Path) -> None:
    """From the copy in submissions/, as it was received."""
    receive_questionnaire(desk, sent(tmp_path, sealed(content_of(desk, asked(desk))), NAME))
    before = desk.store.read().responses[OPD, ITEM].content
    (desk.folder / "spbe.db").unlink()
    with desk_in(desk.folder) as again:
        list(receive_kept(again))
        assert again.store.read().responses[OPD, ITEM].content == before


@pytest.mark.failure(12)
def test_hostile_texts_are_kept_as_letters(desk: Desk, tmp_path: Path) -> None:
    """Markup, formulas and markdown are texts like any other."""
    wild = "=cmd|' /C calc'!A0 <script>alert(1)</script> **x** {{ 7*7 }} \\u003c"
    answer = Response(opd=OPD, item=ITEM, fact=wild, evidence=(EvidenceReference(title=wild),))
    receive_questionnaire(desk, sent(tmp_path, sealed(content_of(desk, [answer])), NAME))

    assert desk.store.read().responses[OPD, ITEM].content == answer


def test_a_level_is_read_as_it_is_typed(still: Desk) -> None:
    """And what is strange about it is asked, not refused."""
    answer = Response(
        opd=OPD,
        item=ITEM,
        level=Span.exactly(Fraction(4)),
        ticked=frozenset({"I47-L1-01", "I47-L5-01", "I47-L5-02"}),
    )
    (part,) = read_answer_file(sealed(content_of(still, [answer])), NAME, still.cycle, still.instrument)

    assert part.entries == (answer,)
    assert [str(each) for each in part.questions] == [
        f"{AT_ITEM}, Tingkat: tingkat 4 diisi langsung, sedangkan centang menghasilkan 1. {WHICH}",
        f"{AT_ITEM}: tingkat 5 dicentang lengkap, tetapi tingkat 4, tumpuannya, belum. Apa yang kurang?",
    ]


def test_what_somebody_else_changed_meanwhile_is_not_undone(desk: Desk, tmp_path: Path) -> None:
    """Unless the Tim returned it: then a new answer may follow on whatever it rests."""
    content = sealed(content_of(desk, [saying("dari formulir")]))
    hand_in(desk, tmp_path, [saying("dari rekan")])
    file = sent(tmp_path, content, NAME)

    told = refusal(later(desk), file)
    assert told.startswith(f"{NAME}, Dinas Kesehatan, indikator 47: jawaban ini sudah diubah")
    decide(later(desk, 10), tmp_path, RETURNED)
    receive_questionnaire(later(desk, 20), file)
    kept = desk.store.read().responses[OPD, ITEM]
    assert (kept.content.fact, kept.standing.status) == ("dari formulir", Status.SUBMITTED)


WHOLE_FILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b" \n", "kosong"),
    "cut off": (lambda all_: all_[: len(all_) // 2], "rusak atau terpotong"),
    "edited": (
        lambda all_: all_.replace(b"berjalan", b"berhenti"),
        "berubah atau terpotong sesudah disimpan",
    ),
    "no checksum": (lambda all_: all_.replace(b'"checksum"', b'"sum"'), "berubah atau terpotong"),
    "a key twice": (lambda all_: all_.replace(b'"opd":', b'"opd": "x", "opd":', 1), "rusak atau terpotong"),
    "too deep": (lambda _: b'{"a":' * 100_000, "rusak atau terpotong"),
    "not UTF-8": (lambda all_: all_[:-3] + b"\xff\xfe}", "rusak atau terpotong"),
    "a huge number": (lambda _: b'{"format": ' + b"9" * 5000 + b"}", "rusak atau terpotong"),
    "no number": (lambda _: b'{"format": NaN}', "bukan berkas jawaban dari formulir"),
    "too large": (lambda all_: b'{"x": "' + b"y" * 6_000_000 + all_, "terlalu besar"),
    "another list": (lambda _: b'{"format": "spbe-lampiran-1"}', "(format 'spbe-lampiran-1')"),
}


@pytest.mark.parametrize(("spoil", "told"), WHOLE_FILE.values(), ids=WHOLE_FILE)
def test_a_damaged_file_is_refused_with_the_reason(
    desk: Desk, tmp_path: Path, spoil: Callable[[bytes], bytes], told: str
) -> None:
    """In one sentence that begins with its name; nothing is recorded and no copy kept."""
    content = sealed(content_of(desk, [saying("Sudah berjalan.")]))
    sentence = refusal(desk, sent(tmp_path, spoil(content), NAME))

    assert sentence.startswith(f"{NAME}: ")
    assert told in sentence
    assert "\n" not in sentence


def emptied(content: Content, *path: str) -> None:
    """Take out a part."""
    for key in path[:-1]:
        content = content[key]
    del content[path[-1]]


SHAPES: dict[str, Callable[[Content], object]] = {
    "no entries": lambda c: emptied(c, "entries"),
    "entries no list": lambda c: c.update(entries={}),
    "an entry no object": lambda c: c.update(entries=["x"]),
    "too many entries": lambda c: c.update(entries=[{}] * 3000),
    "a foreign part": lambda c: c.update(more=1),
    "cycle no text": lambda c: c.update(cycle=["x"]),
    "opd no text": lambda c: c.update(opd=None),
    "bases no object": lambda c: c.update(bases=[]),
    "a version no number": lambda c: c["bases"].update({ITEM: "1"}),
    "a version true": lambda c: c["bases"].update({ITEM: True}),
    "a version below zero": lambda c: c["bases"].update({ITEM: -1}),
    "a version beyond all": lambda c: c["bases"].update({ITEM: 10**30}),
    "a digest missing": lambda c: emptied(c, "digests", ITEM),
    "a digest no text": lambda c: c["digests"].update({ITEM: 7}),
    "signed no object": lambda c: c.update(signed="Ani"),
}  # fmt: skip


@pytest.mark.parametrize("change", SHAPES.values(), ids=SHAPES)
def test_a_file_of_another_shape_is_refused(still: Desk, change: Callable[[Content], object]) -> None:
    """Whoever made the checksum fit."""
    (sentence,) = refused(still, changed(content_of(still, [saying("x")]), change))

    assert sentence.startswith(f"{NAME}: isi berkas ini tidak lengkap. Minta pengirim mengirim lagi")


@pytest.mark.failure(10)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"edition": "permenpanrb-8-2026"},
            "berkas ini untuk peraturan permenpanrb-8-2026, sedangkan siklus",
        ),
        ({"edition_hash": "0" * 64}, "rumusan PermenPANRB 59/2020 yang lain: syaratnya sudah berubah"),
        ({"cycle": "lain-2030"}, "berkas ini untuk siklus lain-2030, bukan contoh-2024"),
        ({"opd": "antah"}, "perangkat daerah 'antah' tidak ada di daftar siklus ini"),
        ({"bases": {"99": 0}, "digests": {"99": ""}}, "menyebut isian yang tidak ada"),
        ({"draft": True}, "berkas ini masih draf"),
        ({"format": "spbe-isian-9"}, "(format 'spbe-isian-9')"),
    ],
)
def test_an_outdated_or_foreign_file_is_refused_with_the_reason(
    still: Desk, change: Content, told: str
) -> None:
    """Another edition, wording, cycle or OPD, a draft, a later format."""
    (sentence,) = refused(still, sealed({**content_of(still), **change}))

    assert told in sentence


def test_an_opd_that_does_not_fill_is_refused(still: Desk) -> None:
    """It says where that is written."""
    silent = next(each.code for each in still.cycle.opds if not each.fills)
    (sentence,) = refused(still, sealed({**content_of(still), "opd": silent}))

    assert "Periksa kolom fills di opd.csv" in sentence


def response(**fields: Any) -> Content:
    """One entry for the led item."""
    return {"kind": "response", "opd": OPD, "item": ITEM, **fields}


def fact(**fields: Any) -> Content:
    """One entry for an obligation."""
    return {"kind": "fact", "opd": OPD, "requirement": "I16-L3-01", **fields}


def document(**fields: Any) -> Content:
    """One entry for a document."""
    return {"kind": "document", "opd": OPD, "title": "SK", **fields}


AT_FACT, AT_DOCUMENT = (
    "Dinas Kesehatan, kewajiban bersama indikator 16",
    "Dinas Kesehatan, data dukung 'SK'",
)
PROOF = {"title": "Foto"}
HOSTILE_ENTRIES: dict[str, tuple[Content, str]] = {
    "text no text": (response(fact=["x"]), f"{AT_ITEM}, Fakta: isian ini bukan teks"),
    "turning sign": (response(analysis="a\u202eb"), f"{AT_ITEM}, Analisis: ada tanda tak terlihat"),
    "lone surrogate": (response(analysis="a\ud800"), f"{AT_ITEM}, Analisis: ada tanda tak terlihat"),
    "too long": (response(fact="x" * 32_001), f"{AT_ITEM}, Fakta: teks ini 32001 huruf"),
    "password": (
        response(fact="password: Rahasia123"),
        f"{AT_ITEM}, Fakta: isinya tampak seperti kata sandi",
    ),
    "password in a title": (
        response(evidence=[{"title": "sandi: ab12"}]),
        f"{AT_ITEM}, Data dukung 1, Judul: isinya tampak",
    ),
    "another's requirement": (
        response(ticked=["I46-L1-01"]),
        f"{AT_ITEM}: 'I46-L1-01' bukan syarat indikator ini",
    ),
    "ticks no list": (response(ticked={"a": 1}), f"{AT_ITEM}: daftar centang tidak terbaca"),
    "a tick no text": (response(ticked=[["I47-L1-01"]]), f"{AT_ITEM}: '['I47-L1-01']' bukan syarat"),
    "level off the scale": (
        response(level="6"),
        f"{AT_ITEM}, Tingkat: '6' bukan tingkat. Yang boleh: angka bulat 1 sampai 5",
    ),
    "level a number": (response(level=3), f"{AT_ITEM}, Tingkat: isian ini bukan teks"),
    "level between": (response(level="4,5"), f"{AT_ITEM}, Tingkat: '4,5' bukan tingkat"),
    "a foreign part": (response(score=5), f"{AT_ITEM}: bagian 'score' tidak dikenal"),
    "proofs no list": (response(evidence={"title": "x"}), f"{AT_ITEM}: daftar data dukung tidak terbaca"),
    "a proof no object": (response(evidence=["x"]), f"{AT_ITEM}: daftar data dukung tidak terbaca"),
    "too many proofs": (response(evidence=[PROOF] * 501), f"{AT_ITEM}: data dukungnya 501"),
    "a proof without title": (
        response(evidence=[{"number": "7"}]),
        f"{AT_ITEM}, Data dukung 1, Judul: judul data dukung masih kosong",
    ),
    "a proof of another's requirement": (
        response(evidence=[{**PROOF, "requirement": "I46-L1-01"}]),
        f"{AT_ITEM}, Data dukung 1: 'I46-L1-01' bukan syarat",
    ),
    "a proof of an unhashable": (
        response(evidence=[{**PROOF, "requirement": ["x"]}]),
        f"{AT_ITEM}, Data dukung 1: '['x']' bukan syarat",
    ),
    "a foreign part of a proof": (
        response(evidence=[{**PROOF, "path": "/etc"}]),
        f"{AT_ITEM}: bagian 'path' tidak dikenal",
    ),
    "another's entry": (response(opd="pupr"), "isian ke-1: isian ini milik perangkat daerah 'pupr'"),
    "no task of his": (
        response(item="46"),
        "isian ke-1: isian ini tidak (lagi) menjadi tugas perangkat daerah ini ('46')",
    ),
    "no such item": (response(item="99"), "tidak (lagi) menjadi tugas perangkat daerah ini ('99')"),
    "an obligation as an item": (response(item="I16-L3-01"), "tidak (lagi) menjadi tugas"),
    "an item as an obligation": (fact(requirement=ITEM), "tidak (lagi) menjadi tugas"),
    "no kind": ({"opd": OPD, "item": ITEM}, "tidak (lagi) menjadi tugas"),
    "kind no text": ({"opd": OPD, "kind": ["response"], "item": ITEM}, "tidak (lagi) menjadi tugas"),
    "an odd answer": (fact(answer="ya"), f"{AT_FACT}, Jawaban: 'ya' tidak dikenal"),
    "an answer no text": (fact(answer=["yes"]), f"{AT_FACT}, Jawaban: '['yes']' tidak dikenal"),
    "a proof of an obligation with a requirement": (
        fact(evidence=[{**PROOF, "requirement": "I16-L3-01"}]),
        f"{AT_FACT}, Data dukung 1: 'I16-L3-01' bukan syarat",
    ),
    "an odd status": (document(status="final"), f"{AT_DOCUMENT}, Status: 'final' tidak dikenal"),
    "year true": (document(year=True), f"{AT_DOCUMENT}, Tahun yang dibuktikan: 'True' bukan tahun"),
    "year a text": (document(year="2024"), f"{AT_DOCUMENT}, Tahun yang dibuktikan: '2024' bukan tahun"),
    "year beyond": (document(year=20244), f"{AT_DOCUMENT}, Tahun yang dibuktikan: '20244' bukan tahun"),
    "no such day": (
        document(valid_until="2024-02-31"),
        f"{AT_DOCUMENT}, Berlaku sampai: '2024-02-31' bukan tanggal",
    ),
    "a script for a link": (
        document(link="javascript:alert(1)"),
        f"{AT_DOCUMENT}, Tautan: 'javascript:alert(1)' bukan tautan",
    ),
    "a password in a link": (
        document(link="https://a:b@c.id"),
        f"{AT_DOCUMENT}, Tautan: isinya tampak seperti kata sandi",
    ),
    "a key of its own making": (
        document(key="dok-000000000000"),
        f"{AT_DOCUMENT}: dokumen ini tidak termasuk yang dibagikan",
    ),
    "an item for a key": (document(key=ITEM), f"{AT_DOCUMENT}: dokumen ini tidak termasuk yang dibagikan"),
    "no title": ({"kind": "document", "opd": OPD}, "Judul: judul dokumen kosong"),
}


@pytest.mark.failure(26)
@pytest.mark.parametrize(("entry", "told"), HOSTILE_ENTRIES.values(), ids=HOSTILE_ENTRIES)
def test_a_hostile_entry_is_refused_at_its_place(still: Desk, entry: Content, told: str) -> None:
    """One sentence, with OPD, topic and field; and never a secret repeated."""
    sentences = refused(still, sealed({**content_of(still), "entries": [entry]}))

    assert len(sentences) == 1
    assert told in sentences[0]
    assert "Rahasia123" not in sentences[0]


@pytest.mark.failure(6)
def test_an_answer_that_stands_twice_is_refused(still: Desk) -> None:
    """Nothing is chosen in silence; two spellings of one document are the same."""
    entries = [response(fact="a"), response(fact="b"), document(title="SK  X"), document(title="sk x")]
    sentences = refused(still, sealed({**content_of(still), "entries": entries}))

    assert [each.split(": ")[0] for each in sentences] == [AT_ITEM, "Dinas Kesehatan, data dukung 'sk x'"]
    assert all("ada dua kali" in each for each in sentences)


def test_all_faults_are_told_at_once_each_with_the_name_of_the_file(desk: Desk, tmp_path: Path) -> None:
    """In order: answers, documents, approval."""
    entries = [response(fact=1, level="9"), fact(answer="x"), document(year=1)]
    content = {**content_of(desk), "entries": entries, "signed": {"day": "kapan-kapan", "nip": 5}}
    lines = refusal(desk, sent(tmp_path, sealed(content), NAME)).splitlines()

    places = [
        "indikator 47, Fakta",
        "indikator 47, Tingkat",
        "kewajiban bersama indikator 16, Jawaban",
        "data dukung 'SK', Tahun yang dibuktikan",
        "pengesahan, NIP",
        "pengesahan, Tanggal persetujuan",
    ]
    assert [line.split(": ")[0] for line in lines] == [
        f"{NAME}, Dinas Kesehatan, {place}" for place in places
    ]


def test_an_answer_that_was_not_handed_out_is_refused(still: Desk) -> None:
    """A form that did not ask it cannot answer it."""

    def without(content: Content) -> None:
        emptied(content, "bases", ITEM)
        emptied(content, "digests", ITEM)

    (sentence,) = refused(still, changed(content_of(still, [saying("x")]), without))
    assert f"{AT_ITEM}: isian ini tidak termasuk yang dibagikan" in sentence


def test_a_recorded_document_keeps_its_key_when_more_is_said_of_it(desk: Desk, tmp_path: Path) -> None:
    """One record, a second version; a new document gets the key of its title and number."""
    receive_questionnaire(desk, sent(tmp_path, sealed(content_of(desk, [DESCRIBED])), NAME))
    content = content_of(desk)
    content["entries"] = [document(key=KEY, title="SK Pendaftaran Daring", number="7/2024", year=2025)]
    receive_questionnaire(later(desk), sent(tmp_path, sealed(content), "lagi.json"))
    kept = desk.store.read().documents

    assert list(kept) == [(OPD, KEY)]
    assert (kept[OPD, KEY].standing.version, kept[OPD, KEY].content.year) == (2, 2025)


def test_an_approval_without_a_name_is_asked_about(still: Desk) -> None:
    """It is none, and nobody is made one."""
    (part,) = read_answer_file(
        sealed(content_of(still, [], {"nip": "197001011990011001"})), NAME, still.cycle, still.instrument
    )

    assert part.approval is None
    assert "Siapa yang menyetujui?" in str(part.questions[0])


@pytest.mark.failure(26)
def test_a_title_that_gives_away_a_password_is_not_repeated(still: Desk) -> None:
    """Not even to say which document is meant."""
    content = {**content_of(still), "entries": [document(title="Akun demo, kata sandi: Rahasia77")]}
    told = "\n".join(refused(still, sealed(content)))

    assert "Dinas Kesehatan, data dukung, Judul: isinya tampak seperti kata sandi" in told
    assert "Rahasia77" not in told


@pytest.mark.parametrize("key", ["dok-abc", "dok-" + "a" * 100_000, "dok-../../x", "dok-<b>"])
def test_a_key_that_is_none_of_a_document_is_refused(still: Desk, key: str) -> None:
    """It would be recorded for good."""
    content = content_of(still)
    content["bases"][key], content["digests"][key] = 5, ""
    content["entries"] = [document(key=key)]

    assert "menyebut isian yang tidak ada" in refused(still, sealed(content))[0]
