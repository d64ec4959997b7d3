"""Reports as they are handed over: for each OPD a zip with its page alone, and one for the government's head.

Only what the last run made is packed, and only while every byte of it is what the run wrote down. What was
shared is recorded last, so that a sharing that was killed is simply done again.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.archive.parts import described
from spbe_lib.intake.rounds.names import round_of
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.records.register import Cycle
from spbe_lib.reporting.batch.manifest import MANIFEST, manifest_bytes
from spbe_lib.reporting.batch.run_file import RUN
from spbe_lib.reporting.changes.rows import Told
from spbe_lib.reporting.changes.since import content_code
from spbe_lib.reporting.changes.told import told_by
from spbe_lib.reporting.document import CycleInput, read_report_input
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.sharing.last_run import LastRun, MadeReport, read_last_run
from spbe_lib.reporting.sharing.package_texts import message, readme
from spbe_lib.reporting.sharing.shared import News, SharedReport, changed_since_shared, read_shared, remember
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import Workspace, write_whole

LEADER, README = "pimpinan", "BACA-SAYA.txt"
"""What the package for the Koordinator SPBE is called, and the text in every package."""

_FOLDER = "bagikan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package that lies ready: of which report, why, where, and how many bytes it has.

    ``news`` is None where the report was shared before as it is; ``content`` and ``told`` are what a later
    report is compared with.
    """

    made: MadeReport
    news: News | None
    file: Path
    size: int
    sha256: str
    content: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What an act of sharing did: the packages, the reports that failed, and its record.

    ``record`` is None where nothing was packed.
    """

    packages: tuple[Package, ...]
    failed: tuple[MadeReport, ...]
    record: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is to be shared.

    Attributes:
        only: Reports, ``konsolidasi`` for the whole; all when empty.
        frozen_round: The round whose reports are meant, instead of those of today's records.
        unchanged: Whether those are packed too that were shared before as they are.
    """

    only: tuple[str, ...] = ()
    frozen_round: str | None = None
    unchanged: bool = False


def share(workspace: Workspace, name: str, wishes: Wishes, now: datetime) -> Handover:
    """Pack the reports of the last run that changed since they were shared, and record that.

    Args:
        workspace: Where the cycle lies.
        name: The cycle.
        wishes: Which of its reports.
        now: The moment of sharing.

    Raises:
        WorkspaceError: There is no such cycle, or a file cannot be written.
        InputError: There was no run, or a page is not what the run made: all of them are told, and
            nothing is packed.
    """
    folder = workspace.cycle(name)
    if wishes.frozen_round is not None:
        round_of(folder, wishes.frozen_round)
    cycle, run = read_cycle(folder), read_last_run(workspace, name, wishes.frozen_round)
    chosen = _chosen(run, wishes.only)
    rows = [asdict(made) for made in chosen if not made.failed]
    changed = changed_since_shared(rows, read_shared(folder), wishes.frozen_round)
    news = {each.report: each.news for each in changed}
    wanted = [made for made in chosen if made.report in news or (wishes.unchanged and not made.failed)]
    if problems := [fault for made in wanted for fault in _faults(run, made)]:
        raise InputError(problems)
    packages = [_packed(cycle, run, made, news.get(made.report)) for made in wanted]
    return Handover(
        packages=tuple(packages),
        failed=tuple(made for made in chosen if made.failed),
        record=_recorded(folder, wishes.frozen_round, packages, now) if packages else None,
    )


def _chosen(run: LastRun, only: Sequence[str]) -> list[MadeReport]:
    known = [made.report for made in run.reports]
    if unknown := [code for code in only if code not in known]:
        raise InputError(
            Problem(
                where=f"{run.folder.name}/{RUN}",
                what=f"'{clipped(code)}' tidak ada di antara laporan yang terakhir dibuat",
                allowed=", ".join(known),
                remedy=f"Perbaiki kodenya, atau buat dahulu dengan `{run.command}`",
            )
            for code in unknown
        )
    return [made for made in run.reports if made.report in only or not only]


def _faults(run: LastRun, made: MadeReport) -> Iterator[Problem]:
    try:
        _checked(run, made)
    except InputError as faults:
        yield from faults.problems


def _checked(run: LastRun, made: MadeReport) -> tuple[bytes, CycleInput]:
    """A page and its frozen input, if both are what the run made, and of this report.

    Whose page it is, is asked of the input: a page that lies under another OPD's name must go to nobody.
    """
    page = _content(run, made, f"{made.stem}.html", made.sha256)
    name = f"inputs/{made.stem}.json"
    _content(run, made, name, made.data_code)
    report = read_report_input(run.folder / name)
    owner = report.opd if report.kind == "opd" else CONSOLIDATED
    if report.kind == "simulasi" or owner != made.report or (made.data_code or "").encode() not in page:
        raise _refused(run, made, f"{made.stem}.html", "ini bukan halaman laporan itu")
    return page, report


def _content(run: LastRun, made: MadeReport, name: str, sha256: str | None) -> bytes:
    try:
        content = (run.folder / name).read_bytes()
    except OSError:
        raise _refused(run, made, name, "berkas ini tidak ada atau tidak dapat dibaca") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _refused(run, made, name, "isinya berubah sejak dibuat")
    return content


def _refused(run: LastRun, made: MadeReport, name: str, what: str) -> InputError:
    where = f"{clipped(made.title)}, {run.folder.name}/{name}"
    return InputError(
        [Problem(where=where, what=what, remedy=f"Jalankan `{run.command}`, lalu bagikan lagi")]
    )


def _packed(cycle: Cycle, run: LastRun, made: MadeReport, news: News | None) -> Package:
    page, report = _checked(run, made)
    stem = _stem(run, made.report)
    name = f"{made.report}.html"
    content = _zipped({name: page, README: readme(report, name)})
    office = cycle.opd(cycle.reviewer).name if cycle.reviewer else None
    file = run.folder / _FOLDER / f"{stem}.zip"
    write_whole(file, content)
    write_whole(file.with_suffix(".txt"), message(report, file.name, cycle.contact, office))
    digest = hashlib.sha256(content).hexdigest()
    return Package(
        made=made,
        news=news,
        file=file,
        size=len(content),
        sha256=digest,
        content=content_code(report),
        told=told_by(report),
    )


def _stem(run: LastRun, report: str) -> str:
    """What a package is called; an OPD whose code is that of the leader's package keeps its own."""
    if report != CONSOLIDATED:
        return report
    return CONSOLIDATED if LEADER in {made.report for made in run.reports} else LEADER


def _zipped(members: dict[str, bytes]) -> bytes:
    """A zip of these files and their manifest, the same on every day and every machine."""
    named = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, content in [*sorted(members.items()), (MANIFEST, manifest_bytes(named))]:
            package.writestr(described(name, len(content), zipfile.ZIP_DEFLATED), content)
    return whole.getvalue()


def _recorded(folder: Path, frozen_round: str | None, packages: Sequence[Package], now: datetime) -> Path:
    """Write down what was shared; what a round said lies in the round, and nothing is compared with it."""
    compared = frozen_round is None
    reports = [
        SharedReport(
            report=each.made.report,
            sha256=each.made.sha256 or "",
            data_code=each.made.data_code or "",
            package=each.sha256,
            content=each.content if compared else None,
            told=each.told if compared else None,
        )
        for each in packages
    ]
    return remember(folder, frozen_round, reports, now)[1]
