"""What became of received files, as HTML: one table of the files, one of every fault, one of a preview."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spbe_lib.errors import Problem, SpbeError
from spbe_lib.figures import NOTHING
from spbe_lib.forms.look import Tone, note, points, table
from spbe_lib.forms.made_file import download
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.delivery import Delivery
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.outcome import HEADS, Outcome, row
from spbe_lib.workspace import Workspace

_PROBLEM_HEADS = ("Berkas", "OPD", "Lembar", "Sel", "Apa yang salah", "Yang boleh, atau yang perlu dilakukan")
_CELL = re.compile(r"(?:lembar )?(?P<sheet>.*?)(?:, | )(?P<cell>(?:sel|baris) .+)")
_MOST = 200
"""More lines than that nobody reads on a page; the marked copies carry all of them."""


def outcomes_html(desk: Desk, workspace: Workspace, outcomes: Sequence[Outcome]) -> str:
    """A row for every file, with the marked copy of a refused one; then all faults; then what is asked."""
    taken = sum(not each.refused for each in outcomes)
    words = f"{taken} dari {len(outcomes)} berkas diterima."
    tone = Tone.GOOD if taken == len(outcomes) else Tone.ATTENTION
    heads = [f"{head[0].upper()}{head[1:]}" for head in HEADS]
    rows = [(*row(desk, each), _copy(workspace, each)) for each in outcomes]
    listed = table([*heads, "Salinan bertanda"], rows, caption="Berkas yang diterima", numbers=(3, 4, 5, 6))
    return "".join([note(words, tone), listed, _faults(desk, outcomes), _asked(outcomes)])


def preview_html(delivery: Delivery) -> str:
    """What every evidence file is thought to prove; nothing is kept yet."""
    lines = delivery.lines
    matched = {each.name for each in lines if each.matched}
    words = f"{len(matched)} dari {len(delivery.parcel.files)} berkas cocok. Belum ada yang disimpan."
    rows = [
        (each.name, *_target(each), each.title, each.reason, "; ".join(each.problems))
        for each in lines[:_MOST]
    ]
    heads = ("Berkas", "Indikator", "Syarat", "Dokumen", "Karena", "Catatan")
    return note(words, Tone.ATTENTION) + table(heads, rows, caption="Pratinjau data dukung")


def _target(line: Line) -> tuple[str, str]:
    if not line.target:
        return ("belum cocok" if line.file else "tidak disimpan"), NOTHING
    label = line.target.indicator.label_of(line.requirement or line.target.requirement or "")
    return line.target.name, label or NOTHING


def _copy(workspace: Workspace, outcome: Outcome) -> str:
    if outcome.marked:
        return download(workspace, outcome.marked)
    return outcome.note or NOTHING


def _faults(desk: Desk, outcomes: Iterable[Outcome]) -> str:
    rows = [each for outcome in outcomes for each in _fault_rows(desk, outcome)]
    if not rows:
        return ""
    more = f" ({_MOST} pertama dari {len(rows)}; selebihnya di salinan bertanda)" if len(rows) > _MOST else ""
    return table(_PROBLEM_HEADS, rows[:_MOST], caption=f"Semua kesalahan{more}")


def _fault_rows(desk: Desk, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    for each in outcome.problems:
        yield outcome.name, *_place(desk, outcome.name, each), each.what, _remedy(each)
    if isinstance(outcome.result, SpbeError) and not outcome.problems:
        yield outcome.name, NOTHING, NOTHING, NOTHING, str(outcome.result), NOTHING


def _place(desk: Desk, name: str, problem: Problem) -> tuple[str, str, str]:
    """OPD, sheet and cell, out of the place as it is told: file, OPD, sheet, cell."""
    where = problem.where.removeprefix(name).removeprefix(",").strip()
    known = sorted((opd.name for opd in desk.cycle.opds if where.startswith(opd.name)), key=len)
    opd = known[-1] if known else NOTHING
    where = where.removeprefix(opd).removeprefix(",").strip()
    if problem.spot:
        return opd, problem.spot.sheet, problem.spot.cell
    found = _CELL.fullmatch(where)
    return (opd, found["sheet"], found["cell"]) if found else (opd, where or NOTHING, NOTHING)


def _remedy(problem: Problem) -> str:
    return " ".join(f"{each}." for each in (problem.allowed, problem.remedy) if each) or NOTHING


def _asked(outcomes: Iterable[Outcome]) -> str:
    """What is strange but no fault, and what was read in another spelling."""
    told: list[str] = []
    for each in outcomes:
        if not isinstance(each.result, SpbeError):
            told += [f"Pertanyaan – {problem}" for problem in each.result.questions]
            told += [f"Dibaca lain – {problem}" for problem in each.result.understood]
    return points(told[:_MOST])
