"""Speed, side by side in one run: ``make bench`` writes ``outputs/benchmarks.json``.

``python -m tests.benchmarks batch many_reports`` measures only these; what is known of the others stays.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks import batch, forms, intake, many_reports, planning, scoring, simulation
from tests.benchmarks.figure import HEADS, Figure

OUTPUT = Path(__file__).parents[2] / "outputs" / "benchmarks.json"

BENCHMARKS: dict[str, Callable[[], Iterable[Figure]]] = {
    "scoring": scoring.figures,
    "planning": planning.figures,
    "intake": intake.figures,
    "forms": forms.figures,
    "simulation": simulation.figures,
    "batch": batch.figures,
    "many_reports": many_reports.figures,
}


def main(wanted: list[str]) -> None:
    """Run these benchmarks, or all; print a table and write the figures."""
    rows = _known()
    print(HEADS)  # noqa: T201
    for benchmark in wanted or BENCHMARKS:
        began = perf_counter()
        rows[benchmark] = []
        for figure in BENCHMARKS[benchmark]():
            print(figure.line, flush=True)  # noqa: T201
            rows[benchmark].append({"benchmark": benchmark, **asdict(figure)})
        print(f"    ({benchmark}: {perf_counter() - began:.0f} s)", flush=True)  # noqa: T201
        OUTPUT.parent.mkdir(exist_ok=True)
        listed = [row for name in BENCHMARKS for row in rows.get(name, [])]
        OUTPUT.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def _known() -> dict[str, list[dict[str, Any]]]:
    """The figures that stand there, by benchmark."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(OUTPUT.read_bytes()) if OUTPUT.is_file() else []:
        found.setdefault(row.get("benchmark", ""), []).append(row)
    return found


if __name__ == "__main__":
    if unknown := [each for each in sys.argv[1:] if each not in BENCHMARKS]:
        sys.exit(f"{', '.join(unknown)}: no such benchmark; there are {', '.join(BENCHMARKS)}")
    main(sys.argv[1:])
