"""The requirements of an indicator as rows to tick, and the formulas that climb as the law does."""

from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake.asking.question import Question
from spbe_lib.intake.asking.spellings import TICKED
from spbe_lib.intake.asking.words import TICK, requirement_labels
from spbe_lib.intake.excel import style
from spbe_lib.intake.excel.layout import LABEL
from spbe_lib.intake.excel.style import put, put_formula
from spbe_lib.law.instrument import Indicator, Instrument, Level, Requirement

_KEY, _FIRST, _WORDS, _VALUE, _TITLE, _LAST, _HOLDS, _OWN = 1, 2, 3, 4, 5, 8, 9, 10
_ACCEPTED = "{" + ",".join(f'"{word}","{word}."' for word in sorted(TICKED)) + "}"


@dataclass(slots=True, kw_only=True)
class LadderRows:
    """Rows that were written so far: of each requirement by code, of each level by value."""

    next_row: int
    by_code: dict[str, int] = field(default_factory=dict)
    by_level: dict[int, int] = field(default_factory=dict)

    @property
    def ticks(self) -> tuple[int, ...]:
        """The rows that can be ticked."""
        return tuple(self.by_code.values())


def write_level(sheet: Worksheet, rows: LadderRows, asked: Question, level: Level) -> None:
    """Write one level: its heading with what holds, its requirements, its limit as text to read.

    Column I holds 1 for a fulfilled requirement and for a level that holds, column J 1 for a
    level whose own requirements are all fulfilled.
    """
    heading = rows.next_row
    rows.by_level[level.value] = heading
    rows.next_row += 1
    for requirement in level.requirements:
        _requirement(sheet, rows, asked, requirement)
    if level.limit:
        _limit(sheet, rows, asked.told(level.limit))
    _heading(sheet, rows, asked.indicator, level)


def result_formula(rows: LadderRows, instrument: Instrument) -> str:
    """The level that follows from the ticks, as ``climb`` has it, or that there are none."""
    ticks = ",".join(f"I{row}" for row in rows.by_code.values())
    holds = ",".join(f"I{row}" for row in rows.by_level.values())
    values = ",".join(f"{value}*I{row}" for value, row in rows.by_level.items())
    least = instrument.nothing_fulfilled.value
    return f'=IF(SUM({ticks})=0,"belum ada",IF(SUM({holds})=0,{least},MAX({values})))'


def _heading(sheet: Worksheet, rows: LadderRows, indicator: Indicator, level: Level) -> None:
    row = rows.by_level[level.value]
    put(sheet, row, _KEY, LABEL, style.KEY)
    named = indicator.scale.level(level.value)
    name = f" – {named.name}" if named and named.name else ""
    for column in range(_TITLE, _LAST + 1):
        put(sheet, row, column, "", style.LEVEL)
    put(sheet, row, _FIRST, f"Tingkat {level.value}{name}", style.LEVEL)
    style.merge(sheet, row, _FIRST, _WORDS, style.LEVEL)
    _holding(sheet, rows, level, row)
    style.merge(sheet, row, _TITLE, _LAST, style.LEVEL)
    sheet.row_dimensions[row].height = 21


def _holding(sheet: Worksheet, rows: LadderRows, level: Level, row: int) -> None:
    own = [rows.by_code[requirement.code] for requirement in level.requirements]
    complete = f"SUM({','.join(f'I{each}' for each in own)})={len(own)}" if own else "TRUE"
    below = level.prerequisite
    rests = f"I{rows.by_level[below]}=1" if below is not None else "TRUE"
    put_formula(sheet, row, _OWN, f"=IF({complete},1,0)", style.KEY)
    put_formula(sheet, row, _HOLDS, f"=IF(AND(J{row}=1,{rests}),1,0)", style.KEY)
    put_formula(sheet, row, _VALUE, f'=IF(I{row}=1,"terpenuhi","belum")', style.LEVEL_STATE)
    if own and below is not None:
        told = f"Lengkap, tetapi belum dihitung: bertumpu pada Tingkat {below}, yang belum lengkap."
        put_formula(sheet, row, _TITLE, f'=IF(AND(J{row}=1,I{row}=0),"{told}","")', style.LEVEL_ALARM)


def _requirement(sheet: Worksheet, rows: LadderRows, asked: Question, requirement: Requirement) -> None:
    row = rows.next_row
    rows.by_code[requirement.code] = row
    rows.next_row += 1
    text = asked.told(_told(requirement))
    put(sheet, row, _KEY, requirement.code, style.KEY)
    put(sheet, row, _FIRST, requirement_labels(asked.indicator)[requirement.code], style.TEXT)
    put(sheet, row, _WORDS, text, style.TEXT)
    put(sheet, row, _VALUE, TICK if requirement.code in asked.answer.ticked else None, style.CHOICE)
    accepted = f'ISNUMBER(MATCH(LOWER(TRIM(D{row}&"")),{_ACCEPTED},0))'
    put_formula(sheet, row, _HOLDS, f"=IF({accepted},1,0)", style.KEY)
    style.tall(sheet, row, (text, 62), least=34)


def _told(requirement: Requirement) -> str:
    parts = [requirement.text, *(f"  • {element}" for element in requirement.elements)]
    examples = [*requirement.examples, *requirement.guideline_examples]
    if examples:
        parts.append(f"Contoh: {'; '.join(examples)}.")
    if requirement.evidence:
        parts.append(f"Data dukung misalnya: {'; '.join(requirement.evidence)}.")
    return "\n".join(parts)


def _limit(sheet: Worksheet, rows: LadderRows, limit: str) -> None:
    row = rows.next_row
    rows.next_row += 1
    put(sheet, row, _FIRST, "Batas", style.LIMIT)
    put(sheet, row, _WORDS, f"{limit} (Untuk dibaca; tidak dicentang.)", style.LIMIT)
    style.merge(sheet, row, _WORDS, _LAST, style.LIMIT)
    style.tall(sheet, row, (limit, 150))
