"""What the file of a round says of itself, for its writer and its reader alike.

It is a package like an archive, with the cycle's own files and all records, but without evidence files,
drafts and secrets; ``round.json`` tells what else belongs to the state.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from spbe_lib.intake.archive.opened import Sort
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.database import schema

NOTES = "round.json"
PACKAGE = Sort(
    format="spbe-putaran-1",
    none="ini bukan putaran yang dibekukan dengan `spbe round freeze`",
    remedy="Kembalikan dari cadangan",
)
"""How the file of a round is told from an archive."""

UNFINISHED = frozenset({schema.draft.name, schema.opening.name})
"""Tables of which a round holds no row: what nobody handed in, and who looked at what."""

LEFT_OUT = {
    "demo_account": "Akun uji tidak pernah ikut dalam putaran.",
    "draft": "Konsep jawaban yang belum dikirim bukan bagian dari putaran.",
    "opening": "Catatan siapa membuka data dukung bukan bagian dari putaran.",
    "evidence": "Berkas data dukung tetap di evidence/; putaran mencatat mana yang ada dan mana yang rusak.",
}
"""What a round never holds, told in its manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What belongs to a frozen state beside its files and records.

    Attributes:
        name: The round's name.
        frozen_at: The moment.
        frozen_by: Who froze it.
        version: The version of the program.
        figures: What the edition's figures were, see ``figures_hash``.
        present: SHA-256 of the recorded evidence files that lay in the cycle's folder.
        damaged: Those of them that had changed.
    """

    name: str
    frozen_at: datetime
    frozen_by: str
    version: str
    figures: str
    present: Sequence[str]
    damaged: Sequence[str]


_NOTES = TypeAdapter(Notes)


def written_notes(notes: Notes) -> bytes:
    """The notes as they stand in a round."""
    told = asdict(notes) | {"frozen_at": notes.frozen_at.isoformat()}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def understood_notes(content: bytes) -> Notes | None:
    """The notes that this is; None unless they are spelt as we spell them."""
    try:
        notes = _NOTES.validate_json(content, strict=True)
        return notes if written_notes(notes) == content else None
    except (ValidationError, ValueError):
        return None


def figures_hash(instrument: Instrument) -> str:
    """The SHA-256 of what makes answers into levels, an index and a predicate: weights, bounds, scopes.

    ``edition_hash`` covers what an answer means. A round that is reported under another weight would say
    another index, so both must be what they were.
    """
    figures = [
        [[each.code, each.weight, each.aspect] for each in instrument.items],
        [[each.number, each.weight, each.domain] for each in instrument.aspects],
        [[each.number, each.weight] for each in instrument.domains],
        [[each.name, each.lower] for each in instrument.predicates],
        [instrument.digits, instrument.level_denominator],
        [
            [rule.requirement, rule.level, rule.kind, rule.extent, rule.share]
            for indicator in instrument.indicators
            for rule in indicator.scope
        ],
        [instrument.nothing_fulfilled.value, instrument.unanswered.value],
        [instrument.predicate_basis_by_year, instrument.predicate_basis_otherwise],
    ]
    return hashlib.sha256(json.dumps(figures, default=str).encode()).hexdigest()
