"""What two runs of one notebook have in common: everything but ids, hours and the machine's numbers."""

import json
import re
from typing import Any

from nbformat import NotebookNode

_HOURS = frozenset({"start_time", "end_time", "duration"})
_NUMBERS = (
    (re.compile(r"(?:/tmp/ipykernel_\d+/)?\b\d{7,10}\.py|sel-\d+\.py"), "<sel>"),
    (re.compile(r"Task-\d+"), "Task"),
    (re.compile(r"\b0x[0-9a-f]{6,}\b"), "<alamat>"),
    (re.compile(r"[\d.]+(?:e[+-]?\d+)? (?:ns|[uµμ]s|ms|s)\b"), "<lama>"),
)
_MODEL = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def normalised(notebook: NotebookNode) -> dict[str, Any]:
    """A notebook without its ids, hours, durations, process numbers, addresses and temporary paths.

    Neighbouring pieces of one stream are one: how a kernel cuts what it prints depends on the clock.
    """
    models: dict[str, str] = {}
    text = json.dumps(notebook, ensure_ascii=False)
    for pattern, word in _NUMBERS:
        text = pattern.sub(word, text)
    text = _MODEL.sub(lambda found: models.setdefault(found[0], f"model-{len(models)}"), text)
    plain: dict[str, Any] = json.loads(text)
    _without_hours(plain["metadata"].get("papermill", {}))
    for place, cell in enumerate(plain["cells"]):
        cell["id"] = f"sel-{place}"
        _without_hours(cell["metadata"].get("papermill", {}))
        cell["metadata"].update(execution=sorted(cell["metadata"].get("execution", {})))
        if "outputs" in cell:
            cell["outputs"] = _joined(cell["outputs"])
    return plain


def _without_hours(notes: dict[str, Any]) -> None:
    for key in _HOURS & notes.keys():
        notes[key] = notes[key] is not None


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    for output in outputs:
        name = output.get("name")
        if joined and output["output_type"] == "stream" and joined[-1].get("name") == name:
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    return joined
