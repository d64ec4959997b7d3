"""The scan of the sheet that the head of an OPD signed, as an answer file names it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from spbe_lib.errors import Problem
from spbe_lib.records.answers import Approval
from spbe_lib.records.documents import EvidenceFile
from spbe_lib.records.evidence.files import place_of
from spbe_lib.records.evidence.kind import KEPT_KINDS

_ADAPTER = TypeAdapter(EvidenceFile)
_SHA256 = re.compile("[0-9a-f]{64}")


def scan_as_plain(file: EvidenceFile) -> dict[str, Any]:
    """A kept file as plain values for JSON."""
    content: dict[str, Any] = _ADAPTER.dump_python(file, mode="json")
    return content


def scan_from_plain(content: object) -> EvidenceFile:
    """The kept file that plain values say.

    Raises:
        ValueError: They say none.
    """
    try:
        file = _ADAPTER.validate_json(json.dumps(content), strict=True)
    except ValidationError as fault:
        raise ValueError("scan") from fault
    if not _SHA256.fullmatch(file.sha256) or file.kind not in KEPT_KINDS or file.size <= 0:
        raise ValueError("scan")
    return file


def missing_scan(folder: Path, name: str, approval: Approval | None) -> Iterator[Problem]:
    """Asks for the scan that an answer file names and that does not lie in the cycle's folder."""
    if approval and approval.scan and not place_of(folder, approval.scan).exists():
        what = (
            "pindaian lembar pengesahan yang disebut berkas ini tidak ada di komputer ini. Dapatkah dikirim?"
        )
        yield Problem(where=f"{name}, pengesahan", what=what)
