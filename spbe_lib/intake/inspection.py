"""Look over a cycle: do records, kept files and register still belong together?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from spbe_lib.errors import Problem
from spbe_lib.intake.intake import Desk
from spbe_lib.records.answers import Records
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Cycle
from spbe_lib.workspace import submissions


def inspect(desk: Desk) -> list[Problem]:
    """Find everything in a cycle that does not fit together.

    The register itself was checked when the cycle was read, and the database when it was opened.
    """
    records = desk.store.read()
    return [
        *desk.store.damage(),
        *_files(desk, records),
        *unrecorded(desk.folder, desk.cycle, records),
        *_strangers(desk, records),
    ]


def unrecorded(folder: Path, cycle: Cycle, records: Records) -> Iterator[Problem]:
    """Files of a cycle that lie there and never got into its records."""
    known = {each.kept_as for each in records.submissions}
    received = sorted(submissions(folder).glob("[!.]*"))
    for name in [*cycle.assessments, *(file.relative_to(folder).as_posix() for file in received)]:
        if name not in known:
            what, remedy = "berkas ini belum dimasukkan", f"Jalankan dahulu `spbe import {cycle.name}`"
            yield Problem(where=f"inputs/{cycle.name}/{name}", what=what, remedy=remedy)


def _files(desk: Desk, records: Records) -> Iterator[Problem]:
    """Received files that are gone or were changed."""
    for submission in records.submissions:
        kept = desk.folder / submission.kept_as
        where = f"inputs/{desk.cycle.name}/{submission.kept_as}"
        if not kept.exists():
            what = f"berkas kiriman ini hilang (diterima sebagai {submission.original_name})"
            yield Problem(where=where, what=what, remedy="Kembalikan dari cadangan")
        elif hashlib.sha256(kept.read_bytes()).hexdigest() != submission.sha256:
            what = "isi berkas kiriman ini berubah sejak diterima"
            yield Problem(
                where=where, what=what, remedy="Kembalikan dari cadangan; berkas asli tidak boleh diubah"
            )


def _strangers(desk: Desk, records: Records) -> Iterator[Problem]:
    """Recorded entries that the register of today does not ask for any more."""
    asked = {
        (opd.code, topic)
        for opd in desk.cycle.filling
        for topic in [
            *(
                item.code
                for item in desk.instrument.items
                if desk.cycle.leads.get(item.indicator) == opd.code
            ),
            *(rule.requirement for _, rule in obligations(desk.cycle, desk.instrument, opd.code)),
        ]
    }
    for opd, topic in sorted({*records.responses, *records.facts} - asked):
        what = "jawaban ini tercatat, tetapi OPD itu tidak lagi ditugasi untuknya; jawaban ini tidak dihitung"
        yield Problem(where=f"{opd}, {topic}", what=what, remedy="Periksa opd.csv dan assignments.csv")
