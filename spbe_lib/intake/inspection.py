"""Look over a cycle: do records, kept files, rounds, simulations and register still belong together?"""

from collections.abc import Iterator
from pathlib import Path

from spbe_lib.errors import Problem
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.kept import evidence_problems
from spbe_lib.intake.kept_files import fingerprint, received_files
from spbe_lib.intake.rounds.opened import round_problems
from spbe_lib.intake.scenarios import scenario_problems
from spbe_lib.records.answers import Records
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped


def inspect(desk: Desk) -> list[Problem]:
    """Find everything in a cycle that does not fit together.

    The register itself was checked when the cycle was read. What a damaged database says is not
    compared with anything.
    """
    if damage := desk.store.damage():
        return damage
    records = desk.store.read()
    return [
        *_files(desk, records),
        *evidence_problems(desk.folder, records.attachments),
        *unrecorded(desk.folder, desk.cycle, records),
        *round_problems(desk.folder),
        *scenario_problems(desk.folder),
        *_strangers(desk, records),
    ]


def unrecorded(folder: Path, cycle: Cycle, records: Records) -> Iterator[Problem]:
    """Files of a cycle that lie there and never got into its records, under this name or another."""
    names = {each.kept_as for each in records.submissions}
    known = {each.sha256 for each in records.submissions}
    received = [file.relative_to(folder).as_posix() for file in received_files(folder)]
    for name in [*cycle.assessments, *received]:
        if name not in names and _hash(folder / name) not in known:
            what, remedy = "berkas ini belum dimasukkan", f"Jalankan dahulu `spbe import {cycle.name}`"
            yield Problem(where=_place(cycle, name), what=what, remedy=remedy)


def _hash(file: Path) -> str | None:
    try:
        return fingerprint(file.read_bytes())
    except OSError:
        return None


def _place(cycle: Cycle, name: str) -> str:
    return f"inputs/{cycle.name}/{''.join(sign if sign.isprintable() else '·' for sign in name)}"


def _files(desk: Desk, records: Records) -> Iterator[Problem]:
    """Received files that are gone or were changed."""
    for submission in records.submissions:
        where, content = _place(desk.cycle, submission.kept_as), _hash(desk.folder / submission.kept_as)
        if content is None:
            what = f"berkas kiriman ini hilang (diterima sebagai {clipped(submission.original_name)})"
            yield Problem(where=where, what=what, remedy="Kembalikan dari cadangan")
        elif content != submission.sha256:
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
            *(item.code for item in asked_items(desk.cycle, desk.instrument, opd.code)),
            *(rule.requirement for _, rule in obligations(desk.cycle, desk.instrument, opd.code)),
        ]
    }
    for opd, topic in sorted({*records.responses, *records.facts} - asked):
        what = "jawaban ini tercatat, tetapi OPD itu tidak lagi ditugasi untuknya; jawaban ini tidak dihitung"
        yield Problem(where=f"{opd}, {topic}", what=what, remedy="Periksa opd.csv dan assignments.csv")
