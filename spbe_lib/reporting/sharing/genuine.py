"""Whether a page or a package that somebody holds is ours, and the newest: found by content, not by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import office_day, printed_date
from spbe_lib.intake.evidence.sources import UnreadableError
from spbe_lib.records.opd_file import read_opds
from spbe_lib.reporting.batch.manifest import MANIFEST, digest_of, read_manifest
from spbe_lib.reporting.batch.run_file import RUN, Row, read_run
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.sharing.package_contents import contents_of
from spbe_lib.reporting.sharing.shared import SharedReport, last_shared, read_shared
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE, Workspace

_PACKED, _PAGE = b"PK", ".html"
_OLD = "asli, tetapi bukan yang terbaru"
_ASK = "Minta berkas yang asli kepada Tim Asesor Internal"
_STRANGE = (
    f"tidak dikenal: isinya tidak pernah dibuat atau dibagikan dari ruang kerja ini, atau diubah. {_ASK}."
)
_NOT_OURS = f"tidak dikenal: ini bukan zip utuh dari `spbe share` ({{}}). {_ASK}."
_REPACKED = (
    "zip ini sendiri tidak tercatat dibagikan: hanya halamannya yang asli, bukan berkas lain di dalamnya. "
    f"{_ASK}, atau ulangi `spbe share`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether something is ours, and what is said of it, line by line."""

    genuine: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """Where runs of a cycle, or of one of its rounds, put a file of this content.

    ``newest`` says that no later run made, or failed to make, another one in its place; ``data_code`` is
    known for the newest pages.
    """

    cycle: str
    round: str | None
    name: str
    data_code: str | None
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A report that was shared; ``last`` says that it was not shared anew since."""

    cycle: str
    round: str | None
    moment: datetime
    report: SharedReport
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a workspace knows of its outputs: what the last runs made, and what was shared.

    ``problems`` tells which of its lists could not be read, so that something of ours may not be known.
    """

    made: Mapping[str, _Made]
    sent: Mapping[str, _Sent]
    packages: frozenset[str]
    titles: Mapping[tuple[str, str], str]
    problems: tuple[Problem, ...]


def known_outputs(workspace: Workspace) -> Known:
    """Read what a workspace knows of its outputs."""
    problems, made, sent, packages = list[Problem](), dict[str, _Made](), dict[str, _Sent](), set[str]()
    outputs = workspace.outputs("")
    for file in sorted([*outputs.glob(f"*/rounds/*/{RUN}"), *outputs.glob(f"*/{RUN}")]):
        try:
            made |= dict(_listed(file.parent, outputs))
        except InputError as faults:
            problems += faults.problems
        made |= dict(_recorded(file.parent, outputs))
    for folder in sorted(file.parent for file in workspace.inputs.glob("*/cycle.yaml")):
        try:
            for each in _of_history(folder):
                sent[each.report.sha256] = each
                packages.add(each.report.package)
        except InputError as faults:
            problems += faults.problems
    return Known(
        made=made,
        sent=sent,
        packages=frozenset(packages),
        titles=_titles(workspace),
        problems=tuple(problems),
    )


def verdict(known: Known, file: Path) -> Verdict:
    """Say whether a file is a page, or a package of pages, of this workspace.

    A package is looked through in memory; nothing of it is unpacked.

    Raises:
        InputError: There is no such file, or it cannot be read.
    """
    try:
        if not file.is_file():
            raise FileNotFoundError
        digest = digest_of(file)
        with file.open("rb") as stream:
            packed = stream.read(len(_PACKED)) == _PACKED
    except OSError:
        what, remedy = "berkas ini tidak ada atau tidak dapat dibaca", "Periksa nama dan letaknya"
        raise InputError([Problem(where=clipped(file.name), what=what, remedy=remedy)]) from None
    return _of_package(known, file, digest) if packed else _of_page(known, digest)


def strange_pages(known: Known, named: Mapping[str, str]) -> tuple[str, ...]:
    """Pages of a manifest that this workspace does not know: a list that came along vouches for nothing."""
    ours = known.made.keys() | known.sent.keys()
    return tuple(name for name in sorted(named) if name.endswith(_PAGE) and named[name] not in ours)


def _listed(folder: Path, outputs: Path) -> Iterator[tuple[str, _Made]]:
    """What the manifest of a folder of outputs names."""
    if not (folder / MANIFEST).exists():
        return
    cycle, frozen_round = _whose(folder, outputs)
    told = [row.get("report") for row in _rows(folder)]
    for name, sha256 in read_manifest(folder / MANIFEST).items():
        newest = _report_of(name) not in told  # else the record of the run says which page is the newest
        yield sha256, _Made(cycle=cycle, round=frozen_round, name=name, data_code=None, newest=newest)


def _recorded(folder: Path, outputs: Path) -> Iterator[tuple[str, _Made]]:
    """The pages that the record of the run tells of, also of one that did not come to its end."""
    cycle, frozen_round = _whose(folder, outputs)
    for row in _rows(folder):
        report, code, sha256 = (row.get(key) for key in ("report", "data_code", "sha256"))
        if isinstance(report, str) and isinstance(code, str) and isinstance(sha256, str):
            name = f"{report}{_PAGE}" if report == CONSOLIDATED else f"opd/{report}{_PAGE}"
            yield sha256, _Made(cycle=cycle, round=frozen_round, name=name, data_code=code, newest=True)


def _rows(folder: Path) -> list[Row]:
    return [row for row in read_run(folder).get("reports", []) if isinstance(row, dict)]


def _whose(folder: Path, outputs: Path) -> tuple[str, str | None]:
    cycle, *below = folder.relative_to(outputs).parts
    return cycle, below[-1] if below else None


def _of_history(folder: Path) -> Iterator[_Sent]:
    history = read_shared(folder)
    for sharing in history:
        last = last_shared(history, sharing.round)
        for each in sharing.reports:
            yield _Sent(
                cycle=folder.name,
                round=sharing.round,
                moment=sharing.moment,
                report=each,
                last=last[each.report][1].sha256 == each.sha256,
            )


def _titles(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Names of OPDs by cycle and code; faults of a register are told elsewhere."""
    return {
        (file.parent.name, opd.code): clipped(opd.name)
        for file in sorted(workspace.inputs.glob(f"*/{OPD_FILE}"))
        for opd in read_opds(file, [])[1]
    }


def _of_page(known: Known, sha256: str) -> Verdict:
    made, sent = known.made.get(sha256), known.sent.get(sha256)
    if made and made.newest:
        line = f"asli: {_named(known, made)}{_code(made.data_code)}"
        line += f", dibagikan {_day(sent)}" if sent else ""
    elif sent:
        what = _report(known, sent.cycle, sent.round, sent.report.report) + _code(sent.report.data_code)
        newest, when = sent.last and not _made_anew(known, sent), f"dibagikan {_day(sent)}"
        line = f"asli: {what}, {when}" if newest else f"{_OLD}: {when}, sesudah itu berubah; {what}"
    elif made:
        line = f"{_OLD}: `spbe report` sesudahnya membuat yang lain atau gagal; {_named(known, made)}"
    else:
        return Verdict(genuine=False, lines=(_STRANGE,))
    return Verdict(genuine=True, lines=(line,))


def _of_package(known: Known, file: Path, sha256: str) -> Verdict:
    try:
        contents = contents_of(file)
    except UnreadableError as refused:
        return Verdict(genuine=False, lines=(_NOT_OURS.format(refused),))
    faults = [f"{clipped(name)}: {fault}" for name, fault in contents.faults]
    pages = [_of_page(known, contents.held[name]) for name in sorted(contents.held) if name.endswith(_PAGE)]
    lines = [*faults, *(line for page in pages for line in page.lines)]
    whole = bool(pages) and not faults and all(page.genuine for page in pages)
    if whole and sha256 not in known.packages:
        return Verdict(genuine=False, lines=(*lines, _REPACKED))
    return Verdict(genuine=whole, lines=tuple(lines) or (_NOT_OURS.format("tidak ada halaman di dalamnya"),))


def _made_anew(known: Known, sent: _Sent) -> bool:
    """Whether the last run made another page of the same report."""
    made = (each for each in known.made.values() if each.newest)
    place = {(each.cycle, each.round, _report_of(each.name)) for each in made}
    return (sent.cycle, sent.round, sent.report.report) in place


def _report_of(name: str) -> str | None:
    """Which report a file of a run is the page of; None for every other file."""
    report = name.removesuffix(_PAGE).removeprefix("opd/")
    return report if name in (f"opd/{report}{_PAGE}", f"{CONSOLIDATED}{_PAGE}") else None


def _named(known: Known, made: _Made) -> str:
    report = _report_of(made.name)
    if report:
        return _report(known, made.cycle, made.round, report)
    return f"berkas {clipped(made.name)}, {_state(made.cycle, made.round)}"


def _report(known: Known, cycle: str, frozen_round: str | None, report: str) -> str:
    return f"laporan {known.titles.get((cycle, report), report)}, {_state(cycle, frozen_round)}"


def _state(cycle: str, frozen_round: str | None) -> str:
    told = f"siklus {clipped(cycle)}"
    return f"{told}, putaran {clipped(frozen_round)}" if frozen_round else told


def _code(data_code: str | None) -> str:
    return f", kode data {data_code[:8]}…" if data_code else ""


def _day(sent: _Sent) -> str:
    return printed_date(office_day(sent.moment))
