"""What a workspace knows of its outputs: what the last runs made, what was simulated, what was shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spbe_lib.errors import InputError, Problem
from spbe_lib.records.files.opd_file import read_opds
from spbe_lib.reporting.batch.manifest import MANIFEST, read_manifest
from spbe_lib.reporting.batch.run_file import RUN, Row, read_run
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.sharing.shared import SharedReport, last_shared, read_shared
from spbe_lib.strict_yaml import clipped
from spbe_lib.workspace import OPD_FILE, Workspace

PAGE = ".html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
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
class Sent:
    """A report that was shared; ``last`` says that it was not shared anew since."""

    cycle: str
    round: str | None
    moment: datetime
    report: SharedReport
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a workspace knows of its outputs: what the last runs made, and what was shared.

    ``simulated`` holds pages of simulations, which are no result. ``problems`` tells which of its lists could
    not be read, so that something of ours may not be known.
    """

    made: Mapping[str, Made]
    simulated: Mapping[str, Made]
    sent: Mapping[str, Sent]
    packages: frozenset[str]
    titles: Mapping[tuple[str, str], str]
    problems: tuple[Problem, ...]


def known_outputs(workspace: Workspace) -> Known:
    """Read what a workspace knows of its outputs."""
    problems, made, sent, packages = list[Problem](), dict[str, Made](), dict[str, Sent](), set[str]()
    simulated = dict[str, Made]()
    outputs = workspace.outputs("")
    for file in sorted([*outputs.glob(f"*/rounds/*/{RUN}"), *outputs.glob(f"*/{RUN}")]):
        whose = _whose(file.parent, outputs)
        try:
            made |= dict(_listed(file.parent, *whose))
        except InputError as faults:
            problems += faults.problems
        made |= dict(_recorded(file.parent, *whose))
    for cycle in sorted(folder.name for folder in outputs.glob("*")):
        try:
            simulated |= dict(_listed(workspace.simulation_outputs(cycle), cycle, None))
        except InputError as faults:
            problems += faults.problems
    for folder in sorted(file.parent for file in workspace.inputs.glob("*/cycle.yaml")):
        try:
            for each in _of_history(folder):
                sent[each.report.sha256] = each
                packages.add(each.report.package)
        except InputError as faults:
            problems += faults.problems
    return Known(
        made=made,
        simulated=simulated,
        sent=sent,
        packages=frozenset(packages),
        titles=_titles(workspace),
        problems=tuple(problems),
    )


def report_of(name: str) -> str | None:
    """Which report (``konsolidasi`` or an OPD's code) a file of a run is the page of, if any."""
    report = name.removesuffix(PAGE).removeprefix("opd/")
    return report if name in (f"opd/{report}{PAGE}", f"{CONSOLIDATED}{PAGE}") else None


def _listed(folder: Path, cycle: str, frozen_round: str | None) -> Iterator[tuple[str, Made]]:
    """What the manifest of a folder of outputs names."""
    if not (folder / MANIFEST).exists():
        return
    told = [row.get("report") for row in _rows(folder)]
    for name, sha256 in read_manifest(folder / MANIFEST).items():
        newest = report_of(name) not in told  # else the record of the run says which page is the newest
        yield sha256, Made(cycle=cycle, round=frozen_round, name=name, data_code=None, newest=newest)


def _recorded(folder: Path, cycle: str, frozen_round: str | None) -> Iterator[tuple[str, Made]]:
    """The pages that the record of the run tells of, also of one that did not come to its end."""
    for row in _rows(folder):
        report, code, sha256 = (row.get(key) for key in ("report", "data_code", "sha256"))
        if isinstance(report, str) and isinstance(code, str) and isinstance(sha256, str):
            name = f"{report}{PAGE}" if report == CONSOLIDATED else f"opd/{report}{PAGE}"
            yield sha256, Made(cycle=cycle, round=frozen_round, name=name, data_code=code, newest=True)


def _rows(folder: Path) -> list[Row]:
    return [row for row in read_run(folder).get("reports", []) if isinstance(row, dict)]


def _whose(folder: Path, outputs: Path) -> tuple[str, str | None]:
    cycle, *below = folder.relative_to(outputs).parts
    return cycle, below[-1] if below else None


def _of_history(folder: Path) -> Iterator[Sent]:
    history = read_shared(folder)
    for sharing in history:
        last = last_shared(history, sharing.round)
        for each in sharing.reports:
            yield Sent(
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
