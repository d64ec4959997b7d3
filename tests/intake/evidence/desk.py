"""A desk of the example cycle at which an OPD has cited documents, and folders of files that it sends."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.evidence.delivery import Delivery, look_at, save
from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Answer, Entry, EvidenceReference, Response, ScopeFact, Submission
from spbe_lib.records.documents import Attachment
from tests.intake.desks import NOW, copy_register, desk_in

OPD = "dinkes"
DECREE, REVIEW, HOSTING = (
    "Keputusan Direktur tentang pendaftaran daring",
    "Notula reviu layanan",
    "Daftar hosting",
)
NUMBER = "445/12/RSUD/2024"


def cited() -> list[Entry]:
    """An answer to indicator 47 that cites three documents, and an obligation that cites one."""
    evidence = (
        EvidenceReference(title=DECREE, number=NUMBER, page="3-5", requirement="I47-L1-01"),
        EvidenceReference(title=DECREE, number=NUMBER, page="hlm. 7", requirement="I47-L2-01"),
        EvidenceReference(title=REVIEW, requirement="I47-L5-01"),
        EvidenceReference(title="https://rsud.contoh.go.id/daftar"),
    )
    ticks = frozenset({"I47-L1-01", "I47-L2-01", "I47-L5-01"})
    return [
        Response(opd=OPD, item="47", ticked=ticks, fact="Sejak 2023.", evidence=evidence),
        ScopeFact(
            opd=OPD,
            requirement="I16-L3-01",
            answer=Answer.YES,
            evidence=(EvidenceReference(title=HOSTING, number="52/2024"),),
        ),
    ]


def take(desk: Desk, entries: Sequence[Entry], name: str = "satu") -> None:
    """Record entries as if a Kuesioner had brought them."""
    submission = Submission(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        original_name=f"{name}.xlsx",
        kept_as=f"submissions/{name}.xlsx",
        received_at=NOW,
        actor="operator",
    )
    desk.store.take(submission, entries, {}, replace=True)


@contextmanager
def desk_with_citations(root: Path) -> Iterator[Desk]:
    """The desk of a cycle of its own, with these answers recorded."""
    with desk_in(copy_register(root)) as desk:
        take(desk, cited())
        yield desk


def parcel(root: Path, files: Mapping[str, bytes], name: str = "kiriman") -> Path:
    """A folder of files as an OPD sends it."""
    for each, content in files.items():
        place = root / name / each
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return root / name


def saved(desk: Desk, place: Path, corrected: Path | None = None) -> Receipt | None:
    """Look at what was sent and record it."""
    return save(desk, look_at(desk, OPD, place), corrected)


def told(delivery: Delivery) -> dict[str, list[tuple[str, str | None, str]]]:
    """For every file: what it is matched to, the requirement, and the title."""
    found: dict[str, list[tuple[str, str | None, str]]] = {}
    for line in delivery.lines:
        where = line.target.topic if line.target else "-"
        found.setdefault(line.name, []).append((where, line.requirement, line.title))
    return found


def recorded(desk: Desk) -> list[tuple[str, str | None, str, str]]:
    """What is recorded: topic, requirement, title, name of the file."""
    return [(a.topic, a.requirement, a.title, a.name) for a in desk.store.read().attachments]


def other_name(attachment: Attachment) -> Attachment:
    """The same proof under another file name."""
    return replace(attachment, name="lain.pdf")


EDITION = load_edition("permenpanrb-59-2020")
