"""A small cycle with something in every table, packed; and archives that somebody tampered with."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from spbe_lib.figures import Span
from spbe_lib.intake.archive.layout import MANIFEST
from spbe_lib.intake.archive.pack import pack
from spbe_lib.intake.archive.unpack import unpack
from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import Approval, Decision, Status, Submission
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.records.database.drafts import Draft
from spbe_lib.records.documents import (
    Access,
    Attachment,
    Document,
    DocumentStatus,
    EvidenceFile,
    document_key,
)
from spbe_lib.records.evidence.files import keep_file
from spbe_lib.records.judgements import Candidate, Promise, Reply, Ruling, Verdict, promise_key
from spbe_lib.records.model import Assessment, CaseEvidence, PublishedResult, Stage
from spbe_lib.reporting.sharing.shared import SharedReport, remember
from spbe_lib.workspace import sources, submissions, write_whole
from tests.intake.desks import ITEM, NOW, OPD, asked, desk_in, hand_in, later, saying

SECRET = "rahasia-9f3a"
PDF = b"%PDF-1.4\n% SK Tim SPBE\n%%EOF\n"
SCAN = b"%PDF-1.4\n% Lembar pengesahan\n%%EOF\n"
MERGED_FROM = b"kode;isi\n"
SHARED = SharedReport(report=OPD, sha256="a" * 64, data_code="b" * 64, package="c" * 64)

Parts = dict[str, bytes]
"""The members of an archive, by name."""


def busy_cycle(folder: Path, post: Path) -> None:
    """Let everything happen in a cycle that can happen to it."""
    with desk_in(folder) as desk:
        hand_in(desk, post, [saying("Pertama.\r\n=1+1 \u2013 \U0001f642")])
        hand_in(later(desk), post, [saying("Kedua."), *asked(desk)[1:]])
        _judge(later(desk, 10))
        _prove(later(desk, 15))
        _work(later(desk, 20))
        account = DemoAccount(
            opd=OPD, application="SIMRS", login="asesor", secret=SECRET, actor="operator", changed_at=NOW
        )
        desk.store.keep_account(account)
    name = f"{hashlib.sha256(MERGED_FROM).hexdigest()}.csv"
    write_whole(sources(folder) / name, MERGED_FROM)
    for place, frozen_round in enumerate((None, "final")):
        remember(folder, frozen_round, [SHARED], NOW + timedelta(days=place))


def _judge(desk: Desk) -> None:
    decision = Decision(opd=OPD, topic=ITEM, status=Status.RETURNED, reason="Belum sah", due=date(2024, 7, 1))
    verdict = Verdict(
        stage=Stage.MANDIRI,
        opd=OPD,
        topic=ITEM,
        subject="I47-L1-01",
        ruling=Ruling.REVISE,
        reason="Tahun lalu",
    )
    promise = Promise(
        key=promise_key(OPD, ITEM, "SK baru"),
        stage=Stage.MANDIRI,
        opd=OPD,
        topic=ITEM,
        text="SK baru",
        due=date(2024, 8, 1),
    )
    values = Assessment(
        edition=desk.instrument.code,
        values={"1": Span.exactly(3)},
        notes={"1": "Baik"},
        explanations={"1": "Pemerintah daerah sudah menetapkan kebijakan."},
        evidence={"1": (CaseEvidence(title="Perbup SPBE", number="12", opd=OPD),)},
        stage=Stage.MANDIRI,
        published=PublishedResult(aspects={1: Fraction("3.57")}, index=Fraction("3.21")),
    )
    candidate = Candidate(
        item=ITEM, name="SIMRS", opd=OPD, ticked=frozenset({"I47-L1-01"}), chosen=True, reason="Ramai"
    )
    content = b"penilaian"
    desk.store.assess(
        _kept(desk, content, "tinjauan"),
        values,
        [decision],
        verdicts=[verdict],
        promises=[promise],
        candidates=[candidate],
        keep=lambda: write_whole(desk.folder / _place(content), content),
    )


def _prove(desk: Desk) -> None:
    file = EvidenceFile(sha256=hashlib.sha256(PDF).hexdigest(), size=len(PDF), kind="pdf", text_layer=True)
    keep_file(desk.folder, file, PDF)
    key = document_key("SK Tim SPBE", "12")
    document = Document(
        opd=OPD,
        key=key,
        title="SK Tim SPBE",
        number="12",
        status=DocumentStatus.SIGNED,
        year=2024,
        valid_until=date(2026, 1, 1),
        access=Access.RESTRICTED,
    )
    attachment = Attachment(opd=OPD, topic=ITEM, document=key, title="SK Tim SPBE", name="sk.pdf", file=file)
    for content, what in ((b"dokumen", "dokumen"), (b"lampiran", "lampiran")):
        submission, place = _kept(desk, content, what), desk.folder / _place(content)

        def keep(place: Path = place, content: bytes = content) -> None:
            write_whole(place, content)

        if what == "dokumen":
            desk.store.take(submission, [document], {}, replace=False, keep=keep)
        else:
            desk.store.attach(submission, [attachment], keep=keep)


def _work(desk: Desk) -> None:
    """What the workbench keeps: an approval with its scan, a reply, a draft, a proof that was opened."""
    file = EvidenceFile(sha256=hashlib.sha256(SCAN).hexdigest(), size=len(SCAN), kind="pdf", text_layer=False)
    keep_file(desk.folder, file, SCAN)
    for content, said in (
        (b"pengesahan", None),
        (b"tanggapan", Reply(opd=OPD, topic="kepatuhan", text="Ya.")),
    ):
        place = desk.folder / _place(content)

        def keep(place: Path = place, content: bytes = content) -> None:
            write_whole(place, content)

        brought = _kept(desk, content, "loket")
        if said:
            desk.store.reply(brought, [said], keep=keep)
        else:
            approval = Approval(name="dr. Rina", nip="", position="Kepala", scan=file)
            desk.store.take(replace(brought, approval=approval), [], {}, replace=False, keep=keep)
    draft = Draft(desk=OPD, topic=ITEM, content={"fact": "Konsep."}, actor="Sari", changed_at=desk.now)
    desk.store.keep_draft(draft, "halaman")
    desk.store.note_opening("Sari", file.sha256, desk.now)


def _place(content: bytes) -> str:
    return f"submissions/20240603T020000Z_{OPD}_{hashlib.sha256(content).hexdigest()[:12]}.json"


def _kept(desk: Desk, content: bytes, name: str) -> Submission:
    return Submission(
        sha256=hashlib.sha256(content).hexdigest(),
        original_name=f"{name}.json",
        kept_as=_place(content),
        received_at=desk.now,
        actor=desk.actor,
        opd=OPD,
    )


def packed(folder: Path, file: Path, minutes: int = 0) -> Path:
    """The archive of a cycle."""
    with desk_in(folder) as desk:
        return pack(later(desk, minutes), file).file


def unpack_until_killed(inputs: Path, file: Path, tell: Connection) -> None:
    """Unpack an archive under name after name; the first one, elsewhere, loads what is needed."""
    with TemporaryDirectory() as elsewhere:
        unpack(Path(elsewhere), file)
    tell.send("")
    for number in range(10_000):
        tell.send(unpack(inputs, file, f"siklus-{number}").folder.name)


def members(file: Path) -> Parts:
    """What an archive holds, by name."""
    with zipfile.ZipFile(file) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def manifest_of(parts: Mapping[str, bytes]) -> dict[str, object]:
    """The manifest of an archive."""
    told: dict[str, object] = json.loads(parts[MANIFEST])
    return told


def zipped(file: Path, parts: Mapping[str, bytes]) -> Path:
    """An archive with these members, honest about nothing."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file


def signed(parts: Parts, **changed: object) -> Parts:
    """The same members with a manifest that agrees with them, and says something else where wanted."""
    told = manifest_of(parts) | changed
    told["members"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in parts.items()
        if name != MANIFEST
    }
    content = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return parts | {MANIFEST: content.encode()}


def edited_lines(parts: Parts, table: str, change: Callable[[list[dict[str, object]]], object]) -> Parts:
    """The members after somebody changed the rows of a table, and made the manifest agree."""
    name = f"records/{table}.jsonl"
    rows = [json.loads(line) for line in parts[name].splitlines()]
    change(rows)
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    return signed(parts | {name: "".join(lines).encode()})


def office_document() -> bytes:
    """A document of an office program, which is a zip too."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return content.getvalue()


def received(folder: Path) -> list[str]:
    """Names of the received files of a cycle."""
    return sorted(file.name for file in submissions(folder).iterdir())
