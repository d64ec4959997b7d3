"""The values of a stage, as rows: written inside a transaction of the store, and read again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction

from sqlalchemy import Connection, Row, delete, insert, select, update

from spbe_lib.figures import Span
from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.database import schema
from spbe_lib.records.database.entry_rows import span_columns, span_of
from spbe_lib.records.database.log import Brought, logged, told_whole
from spbe_lib.records.model import NOBODY, Assessment, CaseEvidence, PublishedResult, Readers, Stage

_HEADER = ("year", "as_of", "source", "published")
_PARTS = ("aspects", "domains")
_PROOF = ("title", "number", "dated", "page", "requirement", "opd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a stage says about one item."""

    value: Span | None = None
    note: str = ""
    recommendation: str = ""
    explanation: str = ""
    evidence: tuple[CaseEvidence, ...] = ()
    readers: Readers = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudged:
    """The same as it is recorded, with its row and version."""

    row: int
    version: int
    judged: Judged


def assessments(connection: Connection, edition: str, unit: int) -> dict[Stage, Assessment]:
    """What is recorded of each stage, in the order of the process."""
    headers = _headers(connection, edition)
    return {
        stage: _whole(headers[stage], _items(connection, stage, unit)) for stage in Stage if stage in headers
    }


def write_assessment(brought: Brought, assessment: Assessment) -> Iterator[Event]:
    """Record what a file says of a stage; items that it does not name stay as they are.

    A named item takes note and recommendation from the file, and keeps value, explanation and list of
    evidence where the file gives none. An unchanged item yields no event.
    """
    stage = assessment.stage
    if stage is None:
        raise ValueError("an assessment without a stage cannot be recorded")
    _write_header(brought, stage, assessment)
    items = _items(brought.connection, stage, brought.unit)
    for item in _named(assessment):
        old = items.get(item)
        before = old.judged if old else Judged()
        judged = Judged(
            value=assessment.values.get(item, before.value),
            note=assessment.notes.get(item, ""),
            recommendation=assessment.recommendations.get(item, ""),
            explanation=assessment.explanations.get(item, before.explanation),
            evidence=assessment.evidence.get(item, before.evidence),
            readers=assessment.readers.get(item, NOBODY),
        )
        if judged != before:
            yield _write_item(brought, stage, item, judged, old)


def _named(assessment: Assessment) -> list[str]:
    told = (
        assessment.values,
        assessment.notes,
        assessment.recommendations,
        assessment.explanations,
        assessment.evidence,
    )
    return list(dict.fromkeys(item for each in told for item in each))


def _write_item(brought: Brought, stage: Stage, item: str, judged: Judged, old: KeptJudged | None) -> Event:
    version = old.version + 1 if old else 1
    values = {
        "version": version,
        **span_columns(judged.value, brought.unit),
        "note": judged.note,
        "recommendation": judged.recommendation,
        "explanation": judged.explanation,
        "reader": judged.readers.first,
        "second_reader": judged.readers.second,
        "changed_at": brought.submission.received_at,
        "actor": brought.submission.actor,
        "submission_id": brought.row,
    }
    table = schema.assessed
    if old:
        brought.connection.execute(update(table).where(table.c.id == old.row).values(values))
        row = old.row
    else:
        named = insert(table).values(stage=stage, item=item, **values)
        row = brought.connection.execute(named.returning(table.c.id)).scalar_one()
    _write_evidence(brought.connection, row, judged.evidence)
    event = brought.event(EventKind.ASSESSED, topic=item, version=version, note=stage.label)
    return logged(brought, event, told_whole(asdict(old.judged)) if old else None, stage)


def _write_evidence(connection: Connection, row: int, evidence: Sequence[CaseEvidence]) -> None:
    table = schema.assessed_evidence
    connection.execute(delete(table).where(table.c.assessed_id == row))
    rows = [{"assessed_id": row, "position": n, **asdict(each)} for n, each in enumerate(evidence)]
    if rows:
        connection.execute(insert(table), rows)


def _evidence(connection: Connection, stage: Stage) -> Mapping[int, list[CaseEvidence]]:
    table, judged = schema.assessed_evidence, schema.assessed
    chosen = select(table).join(judged).where(judged.c.stage == stage)
    found: dict[int, list[CaseEvidence]] = {}
    for row in connection.execute(chosen.order_by(table.c.assessed_id, table.c.position)):
        told = CaseEvidence(**{name: getattr(row, name) for name in _PROOF})
        found.setdefault(row.assessed_id, []).append(told)
    return found


def _items(connection: Connection, stage: Stage, unit: int) -> dict[str, KeptJudged]:
    table, evidence = schema.assessed, _evidence(connection, stage)
    rows = connection.execute(select(table).where(table.c.stage == stage).order_by(table.c.id))
    return {
        row.item: KeptJudged(
            row=row.id,
            version=row.version,
            judged=Judged(
                value=span_of(row, unit),
                note=row.note,
                recommendation=row.recommendation,
                explanation=row.explanation,
                evidence=tuple(evidence.get(row.id, ())),
                readers=Readers(row.reader, row.second_reader),
            ),
        )
        for row in rows
    }


def _whole(header: Assessment, items: Mapping[str, KeptJudged]) -> Assessment:
    said = {item: kept.judged for item, kept in items.items()}
    return replace(
        header,
        values={item: judged.value for item, judged in said.items() if judged.value is not None},
        notes={item: judged.note for item, judged in said.items() if judged.note},
        recommendations={
            item: judged.recommendation for item, judged in said.items() if judged.recommendation
        },
        explanations={item: judged.explanation for item, judged in said.items() if judged.explanation},
        evidence={item: judged.evidence for item, judged in said.items() if judged.evidence},
        readers={item: judged.readers for item, judged in said.items() if judged.readers != NOBODY},
    )


def _headers(connection: Connection, edition: str) -> dict[Stage, Assessment]:
    figures: dict[int, dict[str, dict[int, Fraction]]] = {}
    for row in connection.execute(select(schema.published_figure)):
        figures.setdefault(row.assessment_id, {}).setdefault(row.part, {})[row.number] = row.figure
    headers: dict[Stage, Assessment] = {}
    # The last row of a stage holds.
    for row in connection.execute(select(schema.assessment).order_by(schema.assessment.c.id)):
        published = _published(row, figures.get(row.id, {})) if row.published else None
        headers[row.stage] = Assessment(
            edition=edition,
            values={},
            stage=row.stage,
            year=row.year,
            as_of=row.as_of,
            source=row.source,
            published=published,
        )
    return headers


def _write_header(brought: Brought, stage: Stage, new: Assessment) -> None:
    old = _headers(brought.connection, new.edition).get(stage)
    given = {name: getattr(new, name) for name in _HEADER if getattr(new, name) is not None}
    header = replace(old or Assessment(edition=new.edition, values={}, stage=stage), **given)
    if header == old:
        return
    published = header.published or PublishedResult()
    row = brought.connection.execute(
        insert(schema.assessment)
        .values(
            stage=stage,
            year=header.year,
            as_of=header.as_of,
            source=header.source,
            published=header.published is not None,
            published_index=published.index,
            published_predicate=published.predicate,
            submission_id=brought.row,
        )
        .returning(schema.assessment.c.id)
    ).scalar_one()
    figures = [
        {"assessment_id": row, "part": part, "number": number, "figure": figure}
        for part in _PARTS
        for number, figure in getattr(published, part).items()
    ]
    if figures:
        brought.connection.execute(insert(schema.published_figure), figures)


def _published(
    row: Row[tuple[object, ...]], figures: Mapping[str, Mapping[int, Fraction]]
) -> PublishedResult | None:
    if not row.published:
        return None
    return PublishedResult(
        aspects=figures.get("aspects", {}),
        domains=figures.get("domains", {}),
        index=row.published_index,
        predicate=row.published_predicate,
    )
