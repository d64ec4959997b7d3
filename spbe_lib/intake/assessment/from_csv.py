"""Read the values of a stage from CSV, as a Tim Asesor Internal or an external assessor lists them.

UTF-8 with or without byte order mark, or the Windows encoding of Western Europe; comma, semicolon
or tab, as the head line has it. Columns in any order, under English or Indonesian names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.assessment.csv_table import csv_rows
from spbe_lib.intake.assessment.values import (
    ITEM,
    LEVEL,
    NOTE,
    RECOMMENDATION,
    Line,
    gathered,
    nothing_assessed,
)
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Decision
from spbe_lib.records.judgements import Candidate, Promise, Verdict
from spbe_lib.records.model import Assessment, Readers, Stage
from spbe_lib.records.register import Cycle

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    ITEM: ("item", "butir", "indikator"),
    LEVEL: ("level", "tingkat", "nilai"),
    NOTE: ("note", "catatan", "alasan"),
    RECOMMENDATION: ("recommendation", "rekomendasi"),
}
_NEEDED = (ITEM, LEVEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFile:
    """What one file says of a stage.

    Attributes:
        assessment: The values (0–5), notes and recommendations that stand in the file.
        decisions: What the Tim decides about entries of OPDs, where that differs from what the
            file was handed out with.
        verdicts: What the assessor rules on single requirements and documents, likewise.
        promises: What OPDs promised, new or changed.
        candidates: Services that might stand for an item, or were chosen for it.
        readers: Who of the Tim read; None for kinds of files that do not say.
        questions: What is strange but no fault.
        bases: By OPD code and topic of each decision and verdict, the version of the entry that it was made
            on; empty for files that carry no decisions.
        unchanged: Codes of the items about which the file says what it was handed out with.
        places: By OPD code, topic and subject of each verdict, where the file names its object in words;
            empty for workbooks, whose rows were made from the answers.
    """

    assessment: Assessment
    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    promises: tuple[Promise, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    readers: Readers | None = None
    questions: tuple[Problem, ...] = ()
    bases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()
    places: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def says_values(self) -> bool:
        """Whether anything of it is new about the government as a whole."""
        news = self.news
        told = (news.values, news.notes, news.recommendations, news.explanations, news.evidence)
        return any(told) or news.published is not None

    @property
    def news(self) -> Assessment:
        """The assessment without what the file was handed out with: a stale copy undoes nothing."""
        told = self.assessment
        return replace(
            told,
            values={item: value for item, value in told.values.items() if item not in self.unchanged},
            notes={item: text for item, text in told.notes.items() if item not in self.unchanged},
            recommendations={
                item: text for item, text in told.recommendations.items() if item not in self.unchanged
            },
        )


def read_assessment_csv(  # noqa: PLR0913 - one door for every kind of file
    content: bytes, name: str, cycle: Cycle, instrument: Instrument, stage: Stage, *, source: str
) -> AssessmentFile:
    """Read the values of one stage.

    Args:
        content: The file; columns ``item``, ``level`` and, if wanted, ``note`` and ``recommendation``
            (``butir``, ``tingkat``, ``catatan``, ``rekomendasi``). An empty level is not assessed.
        name: The file's name, for messages.
        cycle: The cycle that the values are for.
        instrument: The cycle's edition.
        stage: Whose values they are.
        source: Where they come from, in words.

    Raises:
        InputError: Every fault of the file, each with its line.
    """
    problems: list[Problem] = []
    lines = [
        Line(
            item=row.cells[ITEM],
            level=row.cells[LEVEL],
            note=row.cells[NOTE],
            recommendation=row.cells[RECOMMENDATION],
            place=row.place,
        )
        for row in csv_rows(content, name, _COLUMNS, _NEEDED, problems)
    ]
    assessment = gathered(lines, instrument, nothing_assessed(cycle, stage, source), problems)
    if problems:
        raise InputError(problems)
    return AssessmentFile(assessment=assessment)
