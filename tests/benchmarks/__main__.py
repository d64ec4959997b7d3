"""Speed, as ratios side by side in one run: ``make bench`` writes ``outputs/benchmarks.json``."""

import json
from pathlib import Path

from tests.benchmarks import forms, intake, scoring

OUTPUT = Path(__file__).parents[2] / "outputs" / "benchmarks.json"


def main() -> None:
    """Run every benchmark, print a table and write the figures."""
    figures = [scoring.figure(), intake.figure(), *forms.figures()]
    for each in figures:
        print(  # noqa: T201
            f"{each['name']}: ours {each['ours']:.4f} s, {each['peer_name']} {each['peer']:.4f} s, "
            f"ratio {each['ratio']:.2f} (bar {each['bar']}), reached: {each['reached']}"
        )
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
