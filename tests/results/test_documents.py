"""The documents of a government, each once, and everything that may be the matter with them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import (
    Answer,
    Entry,
    EvidenceReference,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.documents import (
    Access,
    Attachment,
    Document,
    DocumentStatus,
    EvidenceFile,
    KeptFiles,
    document_key,
)
from spbe_lib.records.files.entry_file import as_recorded
from spbe_lib.records.register import Cycle, Deadlines, Opd
from spbe_lib.results.concern import Concern, Finding
from spbe_lib.results.documents import known_documents
from spbe_lib.results.findings import findings

EDITION = load_edition("permenpanrb-59-2020")
DAY = date(2024, 6, 1)
RULE, RULE_NUMBER = "Peraturan Bupati tentang SPBE", "12 Tahun 2022"
STANDING = Standing(
    version=1, status=Status.SUBMITTED, changed_at=datetime(2024, 6, 1, tzinfo=UTC), actor="a", submission="b"
)
CYCLE = Cycle(
    name="uji",
    government="Uji",
    year=2024,
    edition=EDITION.code,
    opds=(
        Opd(code="kominfo", name="Kominfo", kind="dinas"),
        Opd(code="dinkes", name="Dinkes", kind="dinas"),
        Opd(code="hukum", name="Hukum", kind="bagian"),
    ),
    leads={number: "dinkes" if number == 47 else "kominfo" for number in range(1, 48)},
    contributors={1: ("hukum",)},
    deadlines=Deadlines(national=date(2024, 7, 31)),
)


def cite(title: str, number: str = "", requirement: str | None = None, page: str = "") -> EvidenceReference:
    """A document as an OPD cites it."""
    return EvidenceReference(title=title, number=number, requirement=requirement, page=page)


def answer(opd: str, item: str, *evidence: EvidenceReference) -> Response:
    """An answer that ticks the first requirement and cites documents."""
    code = f"I{int(item):02}-L2-01"
    return Response(opd=opd, item=item, ticked=frozenset({code}), evidence=evidence)


def described(opd: str, title: str, number: str = "", **more: object) -> Document:
    """What an OPD says of a document."""
    key = document_key(title, number)
    return replace(Document(opd=opd, key=key, title=title, number=number), **more)  # type: ignore[arg-type]


def attached(opd: str, topic: str, title: str, number: str = "", **more: object) -> Attachment:
    """A file of a document."""
    file = EvidenceFile(sha256=str(more.pop("sha", "a")) * 64, size=9, kind="pdf", text_layer=True)
    made = Attachment(
        opd=opd, topic=topic, document=document_key(title, number), title=title, name="x.pdf", file=file
    )
    return replace(made, **more)  # type: ignore[arg-type]


def records(entries: Iterable[Entry] = (), attachments: Iterable[Attachment] = ()) -> Records:
    """All that is recorded."""
    return replace(as_recorded(entries, STANDING), attachments=tuple(attachments))


def found(
    made: Records, kept: KeptFiles | None = None, day: date = DAY, cycle: Cycle = CYCLE
) -> Mapping[Concern, list[Finding]]:
    """The lists that are not empty."""
    lists: dict[Concern, list[Finding]] = {}
    for each in findings(cycle, EDITION, made, kept, day):
        lists.setdefault(each.concern, []).append(each)
    return lists


def one(made: Records, concern: Concern, **more: object) -> Finding:
    """The only finding on a list."""
    (finding,) = found(made, **more)[concern]  # type: ignore[arg-type]
    return finding


def test_one_document_is_one_row_whoever_cites_it() -> None:
    """Title and number in any spelling; uses in legal order, with page, by every OPD."""
    made = records(
        [
            answer("dinkes", "47", cite("peraturan  bupati tentang SPBE", "12 TAHUN 2022", page="Pasal 9")),
            answer("kominfo", "2", cite(RULE, RULE_NUMBER, "I02-L2-01", "Pasal 5")),
            answer("kominfo", "1", cite(RULE, RULE_NUMBER, "I01-L2-01"), cite("Notula")),
            ScopeFact(
                opd="hukum", requirement="I16-L3-01", answer=Answer.YES, evidence=(cite(RULE, RULE_NUMBER),)
            ),
        ]
    )
    rule, notes = known_documents(EDITION, made)

    assert (rule.title, rule.number, rule.opds) == (RULE, RULE_NUMBER, ("kominfo", "hukum", "dinkes"))
    assert rule.items == ("1", "2", "16", "47")
    assert [(use.topic, use.page) for use in rule.uses] == [
        ("1", ""),
        ("2", "Pasal 5"),
        ("I16-L3-01", ""),
        ("47", "Pasal 9"),
    ]
    assert notes.items == ("1",)


def test_what_was_mended_of_a_document_is_shown() -> None:
    """The key stays that under which it is cited."""
    made = records(
        [
            answer("dinkes", "47", cite("SK Tim", "1")),
            replace(
                described("dinkes", "SK Tim", "1"), title="Keputusan Direktur", number="1/2024", dated="2 Mei"
            ),
        ]
    )
    (document,) = known_documents(EDITION, made)

    assert (document.title, document.number, document.dated) == ("Keputusan Direktur", "1/2024", "2 Mei")
    assert document.items == ("47",)


def test_a_document_that_carries_much_is_told_with_its_end() -> None:
    """*This regulation carries nine indicators and lapses in March*: the busiest first."""
    carried = [answer("kominfo", str(number), cite(RULE, RULE_NUMBER)) for number in range(1, 10)]
    less = [answer("kominfo", str(number), cite("SOP")) for number in (11, 12)]
    file = attached("kominfo", "1", RULE, RULE_NUMBER)
    said = described(
        "kominfo", RULE, RULE_NUMBER, valid_until=date(2025, 3, 31), status=DocumentStatus.SIGNED
    )
    rows = found(records([*less, *carried, said], [file]))[Concern.CARRIES_MUCH]

    assert [(row.title, row.number, row.note) for row in rows] == [
        (RULE, RULE_NUMBER, "menopang 9 indikator dan berakhir 31 Maret 2025"),
        ("SOP", "", "menopang 2 indikator dan berkasnya belum ada"),
    ]
    assert rows[0].items == tuple(map(str, range(1, 10)))


@pytest.mark.failure(21)
def test_items_are_counted_by_their_legal_numbers() -> None:
    """35a and 35b are two, and an obligation is called by its indicator."""
    edition = load_edition("permenpanrb-5-2018")
    made = Records(
        responses={
            ("kominfo", item): RecordedResponse(
                content=Response(opd="kominfo", item=item, evidence=(cite("SOP"),)), standing=STANDING
            )
            for item in ("35b", "35a")
        }
    )
    (document,) = known_documents(edition, made)

    assert document.items == ("35a", "35b")


def test_a_cited_document_without_a_file_is_missing_until_anybody_sends_it() -> None:
    """The same document sent by another OPD is enough; a file for another document is not."""
    cited = [answer("dinkes", "47", cite(RULE, RULE_NUMBER))]
    other = attached("hukum", "1", RULE, RULE_NUMBER)

    assert one(records(cited), Concern.MISSING).title == RULE
    assert Concern.MISSING not in found(records(cited, [other]))
    assert Concern.MISSING in found(records(cited, [attached("dinkes", "47", "Lain")]))


def test_lost_and_damaged_files_are_told_only_where_somebody_looked() -> None:
    """And kept files that nothing speaks of are orphans."""
    made = records([answer("dinkes", "47", cite(RULE))], [attached("dinkes", "47", RULE)])
    here, gone = "a" * 64, "f" * 64

    assert not found(made)
    assert not found(made, KeptFiles(present=frozenset({here})))
    assert one(made, Concern.LOST, kept=KeptFiles()).title == RULE
    assert (
        one(made, Concern.DAMAGED, kept=KeptFiles(present=frozenset({here}), damaged=frozenset({here}))).title
        == RULE
    )
    orphan = one(made, Concern.ORPHAN, kept=KeptFiles(present=frozenset({here, gone})))
    assert orphan.title == f"berkas {'f' * 12}"


@pytest.mark.parametrize(
    ("status", "concern"),
    [
        (DocumentStatus.REVOKED, Concern.REVOKED),
        (DocumentStatus.DRAFT, Concern.DRAFT),
        (DocumentStatus.SIGNED, None),
        (None, None),
    ],
)
def test_a_revoked_or_draft_document_that_proves_something_is_told(
    status: DocumentStatus | None, concern: Concern | None
) -> None:
    """One that proves nothing does no harm."""
    said, file = described("dinkes", RULE, status=status), attached("dinkes", "47", RULE)
    used = found(records([answer("dinkes", "47", cite(RULE)), said], [file]))
    idle = found(records([said]))

    assert [*used] == ([concern] if concern else [])
    assert [*idle] == [Concern.UNCITED]


def test_where_two_opds_differ_the_worse_word_counts() -> None:
    """Revoked before draft before signed; the earlier end; restricted before open; and that they differ."""
    made = records(
        [
            answer("dinkes", "47", cite(RULE)),
            described("dinkes", RULE, status=DocumentStatus.SIGNED, valid_until=date(2026, 1, 1)),
            described(
                "kominfo",
                RULE,
                status=DocumentStatus.REVOKED,
                valid_until=date(2025, 1, 1),
                access=Access.RESTRICTED,
                signatory="Bupati",
            ),
        ],
        [attached("dinkes", "47", RULE)],
    )
    (document,) = known_documents(EDITION, made)
    lists = found(made)

    assert document.status is DocumentStatus.REVOKED
    assert (document.valid_until, document.restricted) == (date(2025, 1, 1), True)
    assert [*lists] == [Concern.REVOKED, Concern.DESCRIBED_DIFFERENTLY]
    assert lists[Concern.DESCRIBED_DIFFERENTLY][0].note == "status, masa berlaku, sifat"


@pytest.mark.parametrize(
    ("last", "concern", "note"),
    [
        (date(2023, 12, 31), Concern.NOT_IN_YEAR, "sudah berakhir 31 Desember 2023"),
        (date(2024, 1, 1), Concern.EXPIRED, "sudah berakhir 1 Januari 2024"),
        (date(2024, 5, 31), Concern.EXPIRED, "sudah berakhir 31 Mei 2024"),
        (
            date(2024, 6, 1),
            Concern.EXPIRING,
            "berakhir 1 Juni 2024, sebelum pengiriman nasional 31 Juli 2024",
        ),
        (
            date(2024, 7, 30),
            Concern.EXPIRING,
            "berakhir 30 Juli 2024, sebelum pengiriman nasional 31 Juli 2024",
        ),
        (date(2024, 7, 31), Concern.EXPIRING, "berakhir 31 Juli 2024"),
        (date(2024, 8, 30), Concern.EXPIRING, "berakhir 30 Agustus 2024"),
        (date(2024, 8, 31), None, ""),
        (None, None, ""),
    ],
)
def test_every_end_has_one_list(last: date | None, concern: Concern | None, note: str) -> None:
    """Not in force in the year, over today, over before the national deadline or within 90 days, or none."""
    made = records(
        [answer("dinkes", "47", cite(RULE)), described("dinkes", RULE, valid_until=last)],
        [attached("dinkes", "47", RULE)],
    )
    lists = found(made)

    assert {each: row.note for each, (row,) in lists.items()} == ({concern: note} if concern else {})


def test_a_document_that_proves_another_year_is_told() -> None:
    """One that proves this year among others is not."""
    file = attached("dinkes", "47", RULE)
    cited = answer("dinkes", "47", cite(RULE))

    last = one(records([cited, described("dinkes", RULE, year=2023)], [file]), Concern.OTHER_YEAR)
    assert last.note == "tahun 2023, yang dinilai 2024"
    assert not found(records([cited, described("dinkes", RULE, year=2024)], [file]))


def test_a_link_is_a_risk_and_a_dated_screenshot_softens_it() -> None:
    """By the address in the title, or by the link of a document; a file of its own ends it."""
    address = "https://contoh.go.id/layanan"
    by_title = records([answer("dinkes", "47", cite(address))])
    linked: list[Entry] = [answer("dinkes", "47", cite(RULE)), described("dinkes", RULE, link=address)]
    screen = attached("dinkes", "47", RULE, captured=date(2024, 5, 13))

    assert [*found(by_title)] == [Concern.LINK_ONLY]
    assert one(records(linked), Concern.LINK_ONLY).note == "isinya dapat berubah atau hilang"
    assert one(records(linked, [screen]), Concern.LINK_ONLY).note == "ada tangkapan layar 13 Mei 2024"
    assert not found(records(linked, [attached("dinkes", "47", RULE)]))


def test_a_scan_without_words_is_told() -> None:
    """A picture, of which nobody asked, is not."""
    cited = [answer("dinkes", "47", cite(RULE))]
    file = EvidenceFile(sha256="a" * 64, size=1, kind="pdf", text_layer=False)

    assert one(records(cited, [attached("dinkes", "47", RULE, file=file)]), Concern.SCAN).title == RULE
    for state in (True, None):
        made = records(cited, [attached("dinkes", "47", RULE, file=replace(file, text_layer=state))])
        assert not found(made)


def test_one_content_as_the_file_of_two_documents_is_told() -> None:
    """With both titles and all OPDs."""
    made = records(
        [answer("dinkes", "47", cite(RULE), cite("Notula")), answer("kominfo", "1", cite("SOP"))],
        [
            attached("dinkes", "47", RULE),
            attached("kominfo", "1", "SOP"),
            attached("dinkes", "47", "Notula", sha="b"),
        ],
    )
    row = one(made, Concern.SAME_CONTENT)

    assert (row.title, row.note, row.opds, row.items) == (
        "SOP",
        f"sama dengan “{RULE}”",
        ("kominfo", "dinkes"),
        ("1", "47"),
    )


def test_files_for_what_nobody_states_are_told_by_legal_number() -> None:
    """Unticked, unanswered, or no longer claimed; a supporter's file rests on the lead's answer."""
    file = attached("dinkes", "47", RULE, requirement="I47-L5-01")
    supporter = attached("hukum", "1", "Perbup", requirement="I01-L2-01", sha="b")
    obligation = attached("dinkes", "I16-L3-01", "Surat", sha="c")
    no = ScopeFact(opd="dinkes", requirement="I16-L3-01", answer=Answer.NO)
    made = records([answer("dinkes", "47"), no], [file, supporter, obligation])
    fine = records(
        [
            answer("dinkes", "47"),
            answer("kominfo", "1"),
            replace(no, answer=Answer.YES),
        ],
        [replace(file, requirement="I47-L2-01"), supporter, obligation],
    )

    assert [(row.title, row.note) for row in found(made)[Concern.UNUSED]] == [
        (RULE, "untuk indikator 47 syarat 5.1"),
        ("Perbup", "untuk indikator 1 syarat 2.1"),
        ("Surat", "untuk indikator 16 syarat 3.1"),
    ]
    assert not found(fine)


def test_a_restricted_document_is_a_title_and_nothing_more() -> None:
    """On every list its number stays away."""
    made = records(
        [
            answer("dinkes", "47", cite(RULE, RULE_NUMBER)),
            answer("kominfo", "1", cite(RULE, RULE_NUMBER)),
            described("dinkes", RULE, RULE_NUMBER, access=Access.RESTRICTED, link="https://rahasia.go.id"),
        ]
    )
    rows = [row for rows in found(made, KeptFiles()).values() for row in rows]

    assert rows
    assert all((row.title, row.number, row.restricted) == (RULE, "", True) for row in rows)
    assert RULE_NUMBER not in str(rows)
    assert "rahasia.go.id" not in str(rows)


def test_nothing_recorded_yields_nothing() -> None:
    """An empty cycle has no lists."""
    assert found(Records(), KeptFiles()) == {}
    assert known_documents(EDITION, Records()) == ()


def test_the_order_of_the_store_does_not_show() -> None:
    """The same records in another order give the same lists."""
    entries: list[Entry] = [
        answer("dinkes", "47", cite(RULE), cite("Notula")),
        answer("kominfo", "1", cite("SOP"), cite(RULE)),
        described("hukum", "Lama"),
        described("dinkes", "Baru"),
    ]
    assert findings(CYCLE, EDITION, records(entries), None, DAY) == findings(
        CYCLE, EDITION, records(entries[::-1]), None, DAY
    )
