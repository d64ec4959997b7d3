"""The working words of the Tim Asesor Internal under an edition: its functions, its reasons, what is chosen.

They stand in ``law/regulations/<edition>/review.yaml``, beside the instrument and apart from it: no level,
weight or requirement hangs on them, so a bettered word leaves every answer and workbook as it was.
"""

from functools import cache
from pathlib import Path

from spbe_lib.errors import EditionError
from spbe_lib.law.review_words import ChosenServices, Review, RevisionReason, RevisionReasons, TeamFunctions
from spbe_lib.sheets import Sheet, Text, shaped
from spbe_lib.strict_yaml import parse
from spbe_lib.workspace import EDITIONS

REVIEW_FILE = "review.yaml"


class FunctionsSheet(Sheet):
    """The functions from which members come."""

    reference: Text
    names: tuple[Text, ...]


class ReasonSheet(Sheet):
    """One reason."""

    text: Text
    wanted: Text


class ReasonsSheet(Sheet):
    """The reasons."""

    reference: Text
    own_wording: bool
    reasons: tuple[ReasonSheet, ...]


class ChosenSheet(Sheet):
    """Items for which the government chooses a service."""

    reference: Text
    items: tuple[Text, ...]


class ReviewSheet(Sheet):
    """``review.yaml``; what is not known stays absent."""

    functions: FunctionsSheet | None = None
    revision_reasons: ReasonsSheet | None = None
    chosen_services: ChosenSheet | None = None


@cache
def load_review(code: str) -> Review:
    """The working words of a bundled edition; without such a file, none.

    Raises:
        EditionError: The file has faults, all of them listed.
    """
    path = EDITIONS / code / REVIEW_FILE
    return read_review(path) if path.exists() else Review()


def read_review(path: Path) -> Review:
    """Read one ``review.yaml``.

    Raises:
        EditionError: Every fault of the file.
    """
    file = parse(path)
    sheet = shaped(file, ReviewSheet)
    if sheet is None or file.problems:
        raise EditionError(file.problems)
    functions, reasons, chosen = sheet.functions, sheet.revision_reasons, sheet.chosen_services
    return Review(
        functions=TeamFunctions(**dict(functions)) if functions else TeamFunctions(),
        reasons=RevisionReasons(
            reference=reasons.reference,
            own_wording=reasons.own_wording,
            reasons=tuple(RevisionReason(**dict(each)) for each in reasons.reasons),
        )
        if reasons
        else RevisionReasons(),
        chosen=ChosenServices(**dict(chosen)) if chosen else ChosenServices(),
    )
