"""``spbe remarks``: what stands out in the answers, as the Tim reads it."""

from collections import Counter
from collections.abc import Sequence

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse, printable
from spbe_lib.intake.assessment.remark_sheet import RemarkLine
from spbe_lib.intake.desk import Desk
from spbe_lib.records.answers import Records
from spbe_lib.results.remark import Remark, Severity
from spbe_lib.results.remark_words import subject
from spbe_lib.results.remarks import remarks
from spbe_lib.strict_yaml import clipped

_TEAM, _BOTH = "hanya Tim", "Tim dan OPD"


@click.command("remarks", cls=Command, short_help="Pertanyaan atas jawaban yang sudah masuk.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opds", metavar="[OPD]...", nargs=-1)
def show_remarks(cycle: str, opds: Sequence[str]) -> None:
    """Tampilkan yang menonjol pada jawaban OPD sebagai pertanyaan, yang terpenting lebih dulu.

    Bacaan Tim: yang bertanda "hanya Tim" menyebut OPD lain dan tidak masuk laporan OPD. Tidak
    satu pun mengubah nilai.

    \b
    Contoh:
      spbe remarks kab-saya-2025
      spbe remarks kab-saya-2025 dinkes setda
    """  # noqa: D301
    with desk_of(cycle, "operator") as desk:
        only = _known(desk, opds)
        found = remarks(desk.cycle, desk.instrument, desk.store.read())
        shown = [each for each in found if not only or only & {each.opd, *each.others}]
        for severity, opd, about, kind, question, readers in lines(desk, shown):
            mark = f" ({readers})" if readers == _TEAM else ""
            click.echo(printable(f"[{severity}] {opd} – {about} – {kind}{mark}\n  {question}"))
    click.echo(_counted(shown))


def remark_lines(desk: Desk, records: Records) -> list[RemarkLine]:
    """All remarks of a cycle, as the Tim's workbook and the screen show them."""
    return lines(desk, remarks(desk.cycle, desk.instrument, records))


def lines(desk: Desk, found: Sequence[Remark]) -> list[RemarkLine]:
    """Remarks in words, one line for each."""
    names = {opd.code: opd.name for opd in desk.cycle.opds}
    return [
        (
            each.severity.label,
            names.get(each.opd, each.opd),
            subject(desk.cycle, desk.instrument, each.topics),
            each.kind.label,
            each.question,
            _TEAM if each.reviewer_only else _BOTH,
        )
        for each in found
    ]


def _known(desk: Desk, opds: Sequence[str]) -> set[str]:
    """The codes that were named, in the register's spelling."""
    codes = {opd.code.casefold(): opd.code for opd in desk.cycle.filling}
    if unknown := [code for code in opds if code.casefold() not in codes]:
        raise Misuse(
            f"OPD '{clipped(unknown[0])}' tidak ada di siklus ini. Yang ada: {', '.join(codes.values())}."
        )
    return {codes[code.casefold()] for code in opds}


def _counted(found: Sequence[Remark]) -> str:
    counts = Counter(each.severity for each in found)
    told = ", ".join(f"{counts[severity]} {severity.label}" for severity in Severity)
    return f"{len(found)} pertanyaan ({told}). Tidak satu pun mengubah nilai."
