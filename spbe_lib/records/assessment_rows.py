"""The values of a stage, as rows: written inside a transaction of the store, and read again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction

from sqlalchemy import Connection, Row, insert, select, update

from spbe_lib.figures import Span
from spbe_lib.records import schema
from spbe_lib.records.answers import Event, EventKind
from spbe_lib.records.entry_rows import span_columns, span_of
from spbe_lib.records.log import Brought, logged, told_whole
from spbe_lib.records.model import Assessment, PublishedResult, Stage

_HEADER = ("year", "as_of", "source", "published")
_PARTS = ("aspects", "domains")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a stage says about one item."""

    value: Span | None = None
    note: str = ""
    recommendation: str = ""


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

    A named item takes note and recommendation from the file, and keeps its value where the file
    gives none. An unchanged item yields no event.
    """
    stage = assessment.stage
    if stage is None:
        raise ValueError("an assessment without a stage cannot be recorded")
    _write_header(brought, stage, assessment)
    items = _items(brought.connection, stage, brought.unit)
    for item in dict.fromkeys([*assessment.values, *assessment.notes, *assessment.recommendations]):
        old = items.get(item)
        judged = Judged(
            value=assessment.values.get(item, old.judged.value if old else None),
            note=assessment.notes.get(item, ""),
            recommendation=assessment.recommendations.get(item, ""),
        )
        if judged != (old.judged if old else Judged()):
            yield _write_item(brought, stage, item, judged, old)


def _write_item(brought: Brought, stage: Stage, item: str, judged: Judged, old: KeptJudged | None) -> Event:
    version = old.version + 1 if old else 1
    values = {
        "version": version,
        **span_columns(judged.value, brought.unit),
        "note": judged.note,
        "recommendation": judged.recommendation,
        "changed_at": brought.submission.received_at,
        "actor": brought.submission.actor,
        "submission_id": brought.row,
    }
    table = schema.assessed
    if old:
        brought.connection.execute(update(table).where(table.c.id == old.row).values(values))
    else:
        brought.connection.execute(insert(table).values(stage=stage, item=item, **values))
    event = brought.event(EventKind.ASSESSED, topic=item, version=version, note=stage.label)
    return logged(brought, event, told_whole(asdict(old.judged)) if old else None, stage)


def _items(connection: Connection, stage: Stage, unit: int) -> dict[str, KeptJudged]:
    table = schema.assessed
    rows = connection.execute(select(table).where(table.c.stage == stage).order_by(table.c.id))
    return {
        row.item: KeptJudged(
            row=row.id,
            version=row.version,
            judged=Judged(value=span_of(row, unit), note=row.note, recommendation=row.recommendation),
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
