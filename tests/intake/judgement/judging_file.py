"""Judgement files as the Tim's counter writes them, and as somebody who means no good does."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from spbe_lib.intake.desk import Desk, Receipt
from spbe_lib.intake.intake import receive_judgement
from spbe_lib.intake.judgement.spelling import CHECKSUM, checksum
from spbe_lib.intake.judgement.writing import ItemJudgement, Judgement, judgement_file
from spbe_lib.records.answers import Decision, Recorded
from spbe_lib.records.judgements import Candidate, Ruling, Verdict
from spbe_lib.records.model import Readers, Stage

RINA, BAGUS, MAYA, WAHYU = (
    "Rina Contoh, S.Kom.",
    "Bagus Contoh, S.T.",
    "Maya Contoh, S.KM.",
    "Wahyu Contoh, S.H.",
)
"""Members of the Tim: two of Diskominfo, one of a hospital under Dinas Kesehatan, one of another OPD."""


def written(
    desk: Desk,
    first: str = RINA,
    second: str = "",
    *,
    items: Iterable[ItemJudgement] = (),
    decisions: Iterable[Decision] = (),
    verdicts: Iterable[Verdict] = (),
    candidates: Iterable[Candidate] = (),
    stage: Stage = Stage.MANDIRI,
) -> bytes:
    """A judgement file about the answers as they stand now."""
    records = desk.store.read()
    every: dict[tuple[str, str], Recorded] = {**records.responses, **records.facts}
    judgement = Judgement(
        stage=stage,
        made_at=desk.now,
        readers=Readers(first, second),
        items=tuple(items),
        decisions=tuple(decisions),
        verdicts=tuple(verdicts),
        candidates=tuple(candidates),
        versions={key: each.standing.version for key, each in every.items()},
    )
    return judgement_file(desk.cycle, desk.instrument, judgement)


def judge(desk: Desk, first: str = RINA, second: str = "", **said: Any) -> Receipt:
    """Hand a judgement in."""
    return receive_judgement(desk, written(desk, first, second, **said), "penilaian.json", Stage.MANDIRI)


def changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A judgement file that somebody changed by hand, with the checksum that fits."""
    told = json.loads(content)
    change(told)
    told[CHECKSUM] = checksum(told)
    return json.dumps(told).encode()


def accepted(opd: str, topic: str, *subjects: str) -> list[Verdict]:
    """Rulings that accept requirements of an answer."""
    return [
        Verdict(stage=Stage.MANDIRI, opd=opd, topic=topic, subject=each, ruling=Ruling.ACCEPTED)
        for each in subjects
    ]
