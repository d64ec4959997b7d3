"""The frozen report input as a file: one JSON document that holds all that a report may know.

The SHA-256 of the document's bytes is the report's data code (*kode data*).
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated

from pydantic import Discriminator, TypeAdapter, ValidationError

from spbe_lib.errors import InputError, Problem
from spbe_lib.reporting.consolidated.document import ConsolidatedInput
from spbe_lib.reporting.opd.document import OpdInput
from spbe_lib.reporting.simulation.document import SimulationInput

CycleInput = ConsolidatedInput | OpdInput
"""What the batch makes and what is shared."""

ReportInput = Annotated[CycleInput | SimulationInput, Discriminator("kind")]
"""Any report's input; ``kind`` tells which."""

_ADAPTER: TypeAdapter[CycleInput | SimulationInput] = TypeAdapter(ReportInput)


def to_bytes(document: ReportInput) -> bytes:
    """The one spelling of a document, sorted and in one line, so that equal content has an equal hash."""
    content = _ADAPTER.dump_python(document, mode="json")
    for name in ("frozen_round", "changes"):
        if content.get(name, "") is None:
            del content[name]  # a report of today's records says nothing of rounds, one of a round of changes
    return (json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n").encode()


def data_code(document: ReportInput) -> str:
    """The SHA-256 of the document (*kode data*), in hexadecimal."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def read_report_input(path: str | Path) -> ReportInput:
    """Read a frozen report input.

    Raises:
        InputError: The file cannot be opened or is not a report input of this version.
    """
    try:
        return _ADAPTER.validate_json(Path(path).read_bytes())
    except OSError:
        what, remedy = "masukan laporan tidak dapat dibuka", "Jalankan `spbe report` dahulu"
    except ValidationError:
        what, remedy = "bukan masukan laporan dari versi ini", "Jalankan `spbe report` sekali lagi"
    raise InputError([Problem(where=str(path), what=what, remedy=remedy)])
