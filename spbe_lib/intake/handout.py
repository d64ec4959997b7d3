"""What goes out to be filled: the Kuesioner of every OPD, and the sheet for the values of a stage."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.intake.assessment.remark_sheet import RemarkLine
from spbe_lib.intake.assessment.workbook import assessment_template
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.excel.common_template import common_template
from spbe_lib.intake.excel.template import questionnaire_template
from spbe_lib.records.answers import Records
from spbe_lib.records.model import Stage
from spbe_lib.records.obligations import asked_items, obligations
from spbe_lib.records.register import Opd
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import write_whole

_UNSAFE = re.compile(r"[^a-z0-9]+")
_COMMON = "bersama_"
"""How the name of a workbook for all OPDs of a kind begins; no code of an OPD has an underscore."""


def asked_opds(desk: Desk, only: Sequence[str] = ()) -> tuple[Opd, ...]:
    """The OPDs that something is asked of, in the order of the register.

    Args:
        desk: The cycle.
        only: Codes of the OPDs; all when empty.

    Raises:
        InputError: Nothing is asked of anybody in this cycle, or of an OPD that was named.
    """
    codes, only = [opd.code for opd in desk.cycle.filling if _asked(desk, opd)], [c.lower() for c in only]
    where = f"siklus {desk.cycle.name}"
    if not codes:
        what, remedy = "tidak ada OPD yang diminta mengisi", "Lengkapi opd.csv dan assignments.csv siklus ini"
        raise InputError([Problem(where=where, what=what, remedy=remedy)])
    if unknown := [code for code in only if code not in codes]:
        allowed = ", ".join(codes)
        raise InputError(
            Problem(where=where, what=f"tidak ada yang diminta dari OPD '{clipped(code)}'", allowed=allowed)
            for code in unknown
        )
    wanted = set(only or codes)
    return tuple(opd for opd in desk.cycle.filling if opd.code in wanted)


def questionnaires(desk: Desk, outputs: Path, only: Sequence[str] = ()) -> Iterator[Path]:
    """Write the Kuesioner of each OPD that something is asked of, with what is recorded of it so far.

    Where one OPD may answer for all of a kind, the sheet for it is written too, unless OPDs are named.

    Args:
        desk: The cycle and its records.
        outputs: The cycle's folder of outputs.
        only: Codes of the OPDs; all when empty.

    Raises:
        InputError: As ``asked_opds``; nothing was written.
    """
    opds, records = asked_opds(desk, only), desk.store.read()
    own = (
        _written(
            outputs / "kuesioner" / f"{opd.code}.xlsx",
            questionnaire_template(desk.cycle, desk.instrument, opd, records),
        )
        for opd in opds
    )
    shared = (
        _written(
            outputs / "kuesioner" / f"{_COMMON}{name}.xlsx",
            common_template(desk.cycle, desk.instrument, common, records),
        )
        for name, common in zip(_kinds(desk), desk.cycle.commons if not only else (), strict=False)
    )
    return chain(own, shared)


def assessment_workbook(  # noqa: PLR0913 - one workbook, and all that is shown in it
    desk: Desk,
    outputs: Path,
    records: Records,
    stage: Stage,
    yields: Mapping[str, Span],
    *,
    remarks: Sequence[RemarkLine] = (),
) -> Path:
    """Write the workbook in which the values of a stage, and decisions about answers, are entered.

    Args:
        desk: The cycle.
        outputs: The cycle's folder of outputs.
        records: One read of its records.
        stage: Whose values will be entered.
        yields: What the OPDs' answers yield by item, shown beside.
        remarks: What stood out in the answers, for the Tim to read.
    """
    content = assessment_template(desk.cycle, desk.instrument, records, stage, yields, remarks=remarks)
    return _written(outputs / "penilaian" / f"penilaian-{stage}.xlsx", content)


def _asked(desk: Desk, opd: Opd) -> bool:
    leads = bool(asked_items(desk.cycle, desk.instrument, opd.code))
    return leads or bool(obligations(desk.cycle, desk.instrument, opd.code))


def _kinds(desk: Desk) -> Iterator[str]:
    """Names for the sheets of several OPDs: the kind, and a number where that does not tell them apart."""
    names = [_UNSAFE.sub("-", common.kind.lower()).strip("-") for common in desk.cycle.commons]
    for place, name in enumerate(names, 1):
        yield name if name and names.count(name) == 1 else f"{name}{place}"


def _written(file: Path, content: bytes) -> Path:
    write_whole(file, content)
    return file
