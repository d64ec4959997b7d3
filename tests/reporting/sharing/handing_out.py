"""An office whose last run waits to be shared: real frozen inputs, pages that carry their data code."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spbe_lib.law.editions import load_edition
from spbe_lib.records.answers import Records
from spbe_lib.records.files.cycle import read_cycle
from spbe_lib.reporting.batch.manifest import write_manifest
from spbe_lib.reporting.consolidated.inputs import freeze_consolidated
from spbe_lib.reporting.document import ReportInput, data_code, to_bytes
from spbe_lib.reporting.job import CONSOLIDATED
from spbe_lib.reporting.opd.inputs import freeze_opd
from spbe_lib.reporting.sharing.packages import Handover, Wishes, share
from spbe_lib.workspace import Workspace, write_whole
from tests.intake.desks import BUNDLED

CYCLE = BUNDLED.name
OPDS = ("dinkes", "pupr", "dinsos")
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def frozen_reports(folder: Path, opds: Sequence[str] = OPDS) -> dict[str, ReportInput]:
    """What the reports of a cycle know before anything was received."""
    cycle = read_cycle(folder)
    instrument, records = load_edition(cycle.edition), Records()
    told: dict[str, ReportInput] = {CONSOLIDATED: freeze_consolidated(cycle, instrument, records)}
    return told | {opd: freeze_opd(cycle, instrument, records, opd) for opd in opds}


def run(
    workspace: Workspace,
    reports: Mapping[str, ReportInput],
    frozen_round: str | None = None,
    failed: Sequence[str] = (),
    said: str = "",
) -> Path:
    """Lay down what a run of these reports leaves, of which some failed; ``said`` stands on every page."""
    folder = workspace.round_outputs(CYCLE, frozen_round) if frozen_round else workspace.outputs(CYCLE)
    rows, files = list[dict[str, Any]](), list[str]()
    for report, document in reports.items():
        stem = report if report == CONSOLIDATED else f"opd/{report}"
        row: dict[str, Any] = {
            "report": report,
            "title": _title(document),
            "outcome": "failed",
            "sha256": None,
        }
        row |= {"data_code": None, "led": [], "page": None, "reason": "gagal"}
        rows.append(row | {"recipe": None, "copy_sha256": None, "seconds": 0.1, "size": 1})
        if report not in failed:
            content = page(document, said)
            write_whole(folder / f"{stem}.html", content)
            write_whole(folder / f"inputs/{stem}.json", to_bytes(document))
            files += [f"{stem}.html", f"inputs/{stem}.json"]
            made = {"outcome": "made", "sha256": hashlib.sha256(content).hexdigest(), "reason": None}
            rows[-1] |= made | {"data_code": data_code(document), "page": f"{stem}.html"}
    told = {"cycle": CYCLE, "edition": "permenpanrb-59-2020", "reports": rows}
    told |= {"round": frozen_round} if frozen_round else {}
    write_whole(folder / "run.json", json.dumps(told).encode())
    write_manifest(folder, [*files, "run.json"])
    return folder


def page(document: ReportInput, said: str = "") -> bytes:
    """A page, in short: whose it is, and the code of its data."""
    return f"<html><p>{_title(document)} {said}</p><dd>{data_code(document)}</dd></html>\n".encode()


def shared_at(workspace: Workspace, now: datetime = NOON, **wishes: Any) -> Handover:
    """Share what changed."""
    return share(workspace, CYCLE, Wishes(**wishes), now)


def names(done: Handover) -> list[str]:
    """What was packed."""
    return [each.made.report for each in done.packages]


def _title(document: ReportInput) -> str:
    return document.opd_name if document.kind == "opd" else document.government
