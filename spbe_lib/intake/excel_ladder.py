"""The requirements of an indicator as rows to tick, and the formulas that climb as the law does."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from spbe_lib.intake import excel_style as style
from spbe_lib.intake.excel_layout import TICK, TICKED, requirement_labels
from spbe_lib.intake.excel_style import put, put_formula
from spbe_lib.law.instrument import Indicator, Instrument, Level, Requirement

_KEY, _FIRST, _WORDS, _VALUE, _TITLE, _LAST, _HOLDS, _OWN = 1, 2, 3, 4, 5, 8, 9, 10
_ACCEPTED = "{" + ",".join(f'"{word}"' for word in sorted(TICKED)) + "}"


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


def write_level(
    sheet: Worksheet,
    rows: LadderRows,
    indicator: Indicator,
    level: Level,
    ticked: AbstractSet[str],
    service: str | None,
) -> None:
    """Write one level: its heading with what holds, its requirements, its limit as text to read.

    Column I holds 1 for a fulfilled requirement and for a level that holds, column J 1 for a
    level whose own requirements are all fulfilled.
    """
    heading = rows.next_row
    rows.by_level[level.value] = heading
    rows.next_row += 1
    labels = requirement_labels(indicator)
    for requirement in level.requirements:
        _requirement(sheet, rows, requirement, labels[requirement.code], service and (indicator.short_name, service))
        mark = TICK if requirement.code in ticked else None
        put(sheet, rows.by_code[requirement.code], _VALUE, mark, style.CHOICE)
    if level.limit:
        _limit(sheet, rows, level.limit)
    _heading(sheet, rows, indicator, level, heading)


def result_formula(rows: LadderRows, instrument: Instrument) -> str:
    """The level that follows from the ticks, as ``climb`` has it, or that there are none."""
    ticks = ",".join(f"I{row}" for row in rows.by_code.values())
    holds = ",".join(f"I{row}" for row in rows.by_level.values())
    values = ",".join(f"{value}*I{row}" for value, row in rows.by_level.items())
    least = instrument.nothing_fulfilled.value
    return f'=IF(SUM({ticks})=0,"belum ada",IF(SUM({holds})=0,{least},MAX({values})))'


def _heading(sheet: Worksheet, rows: LadderRows, indicator: Indicator, level: Level, row: int) -> None:
    named = indicator.scale.level(level.value)
    name = f" – {named.name}" if named and named.name else ""
    own = [rows.by_code[requirement.code] for requirement in level.requirements]
    put(sheet, row, _FIRST, f"Tingkat {level.value}", style.LEVEL)
    put(sheet, row, _WORDS, f"Tingkat {level.value}{name}", style.LEVEL)
    before = f"I{rows.by_level[level.prerequisite]}=1" if level.prerequisite is not None else "TRUE"
    complete = f"SUM({','.join(f'I{each}' for each in own)})={len(own)}" if own else "TRUE"
    put_formula(sheet, row, _OWN, f"=IF({complete},1,0)", style.KEY)
    put_formula(sheet, row, _HOLDS, f"=IF(AND(J{row}=1,{before}),1,0)", style.KEY)
    put_formula(sheet, row, _VALUE, f'=IF(I{row}=1,"✓ terpenuhi","belum")', style.LEVEL)
    told = f"Tingkat ini bertumpu pada Tingkat {level.prerequisite}, yang belum lengkap."
    formula = f'=IF(AND(J{row}=1,I{row}=0),"{told}","")'
    put_formula(sheet, row, _TITLE, formula if own and level.prerequisite is not None else '=""', style.LEVEL)
    style.merge(sheet, row, _TITLE, _LAST, style.LEVEL)
    sheet.row_dimensions[row].height = 18


def _requirement(
    sheet: Worksheet, rows: LadderRows, requirement: Requirement, label: str, service: tuple[str, str] | str | None
) -> None:
    row = rows.next_row
    rows.by_code[requirement.code] = row
    rows.next_row += 1
    text = _told(requirement)
    if isinstance(service, tuple):
        text = re.sub(re.escape(service[0]), lambda _: service[1], text, flags=re.IGNORECASE)
    put(sheet, row, _KEY, requirement.code, style.KEY)
    put(sheet, row, _FIRST, label, style.TEXT)
    put(sheet, row, _WORDS, text, style.TEXT)
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
    row, text = rows.next_row, f"Batas (tidak dicentang): {limit}"
    rows.next_row += 1
    put(sheet, row, _FIRST, "Batas", style.LIMIT)
    put(sheet, row, _WORDS, text, style.LIMIT)
    style.merge(sheet, row, _WORDS, _LAST, style.LIMIT)
    style.tall(sheet, row, (text, 170))
