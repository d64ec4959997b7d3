"""Who a line is of, and what it is about: an item that the OPD leads, or an obligation that all share."""

import re
from dataclasses import dataclass

from spbe_lib.intake.asking.spellings import simple
from spbe_lib.intake.asking.words import LEVEL, item_title, requirement_labels
from spbe_lib.intake.long_form.columns import (
    ANSWER,
    ITEM,
    JUSTIFICATION,
    OPD,
    OPD_NAME,
    REQUIREMENT,
    TEXTS,
    TICK,
    Line,
)
from spbe_lib.intake.long_form.reading import Reading
from spbe_lib.law.instrument import Indicator, Item
from spbe_lib.records.files.assessment_file import item_codes
from spbe_lib.records.files.opd_file import meant
from spbe_lib.records.obligations import obligations
from spbe_lib.records.register import Opd
from spbe_lib.strict_yaml import clipped

_NUMBERED = re.compile(
    r"(?:indikator|indicator|butir|item|nomor|no|ind|i)?[ .:-]*"
    r"0*(\d{1,3}) ?([a-z]?)(?:[.,]0+)?(?:[ .:–—-]+(.+))?"
)
_CLAIMS = (LEVEL, TICK, *(column for column in TEXTS if column != JUSTIFICATION))
"""Columns of a response alone; the justification may also be the remark on an obligation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a line is about.

    Attributes:
        opd: Whose answer it is.
        indicator: The indicator.
        item: Code of the item that is answered; None for a shared obligation.
        requirement: Code of the requirement that the line names; always there for a shared obligation.
    """

    opd: Opd
    indicator: Indicator
    item: str | None
    requirement: str | None

    @property
    def topic(self) -> str:
        """Item code, or requirement code of the obligation."""
        return self.item or self.requirement or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a line names, before it is held against the register."""

    opd: Opd
    items: tuple[Item, ...]
    indicator: Indicator
    requirement: str | None
    obligations: tuple[str, ...]


def subject_of(reading: Reading, line: Line) -> Subject | None:
    """Find out what a line is about; None, with the fault noted, where that is not clear.

    It is about a shared obligation when it carries an answer to one, or when an OPD that does not lead
    the indicator brings proof for what is asked of it too.
    """
    named = _named(reading, line)
    if named is None:
        return None
    leads = reading.cycle.leads.get(named.indicator.number) == named.opd.code
    proves = named.requirement in named.obligations and not line.of(*_CLAIMS)
    if line.cells.get(ANSWER) or (proves and not leads):
        return _shared(reading, line, named)
    return _led(reading, line, named)


def _named(reading: Reading, line: Line) -> _Named | None:
    before = len(reading.file.problems)
    opd, items = _opd(reading, line), _items(reading, line)
    if opd is None or not items:
        return None
    indicator = reading.instrument.indicator(items[0].indicator)
    requirement = _requirement(reading, line, indicator)
    if len(reading.file.problems) > before:
        return None
    asked = obligations(reading.cycle, reading.instrument, opd.code)
    return _Named(
        opd=opd,
        items=items,
        indicator=indicator,
        requirement=requirement,
        obligations=tuple(rule.requirement for number, rule in asked if number == indicator.number),
    )


def _opd(reading: Reading, line: Line) -> Opd | None:
    """The OPD by code or by name; where both stand there, they must mean the same one."""
    columns = line.of(OPD, OPD_NAME)
    if not columns:
        column = OPD if OPD in line.cells else OPD_NAME
        reading.fault(
            line, column, "OPD belum disebut", remedy="Isi kode atau nama OPD, atau hapus baris ini"
        )
        return None
    found = [_one_opd(reading, line, column) for column in columns]
    if None not in found and found[0] != found[-1]:
        what = f"nama ini bukan nama OPD {clipped(line.cells[OPD])}"
        reading.fault(line, OPD_NAME, what, remedy="Betulkan kode atau namanya")
        return None
    return found[0]


def _one_opd(reading: Reading, line: Line, column: str) -> Opd | None:
    typed = simple(line.cells[column])
    found = [opd for opd in reading.cycle.opds if typed in (opd.code, simple(opd.name))]
    if len(found) == 1 and found[0].fills:
        return found[0]
    shown = clipped(line.cells[column])
    if found:
        told = "nama beberapa OPD" if len(found) > 1 else "OPD yang tidak mengisi"
        reading.fault(line, column, f"'{shown}' ialah {told}", remedy="Pakai kode OPD yang menjawab")
    else:
        known = {word for opd in reading.cycle.filling for word in (opd.code, simple(opd.name))}
        reading.fault(line, column, f"OPD '{shown}' tidak dikenal", remedy=meant(typed, known))
    return None


def _items(reading: Reading, line: Line) -> tuple[Item, ...]:
    """The item that a line names; all of an indicator where it only names that."""
    items, typed = reading.instrument.items, line.cells.get(ITEM, "")
    if not typed:
        return _items_of_requirement(reading, line)
    code, rest = _numbered(typed)
    found = tuple(each for each in items if code in (each.code, str(each.indicator)))
    if not code:
        found = tuple(each for each in items if simple(typed) in _titles(reading, each))
    if not found:
        what = f"{reading.instrument.short_name} tidak mempunyai indikator '{clipped(typed)}'"
        reading.fault(line, ITEM, what, allowed=item_codes(reading.instrument))
        return ()
    if rest and any(rest not in _titles(reading, each) for each in found):
        name = item_title(reading.cycle, reading.instrument, found[0])
        what = f"'{clipped(typed)}': nomor dan namanya tidak cocok"
        reading.fault(line, ITEM, what, allowed=f"nomornya saja, atau {found[0].code}. {name}")
        return ()
    if simple(typed) not in (found[0].code, f"indikator {found[0].code}", str(found[0].indicator)):
        reading.took(line, ITEM, f"indikator {found[0].code if len(found) == 1 else found[0].indicator}")
    return found


def _numbered(typed: str) -> tuple[str, str]:
    """The number that somebody typed with its letter, and the name after it; both empty without a number."""
    found = _NUMBERED.fullmatch(simple(typed))
    return (f"{found[1]}{found[2]}", found[3] or "") if found else ("", "")


def _titles(reading: Reading, item: Item) -> tuple[str, ...]:
    indicator = reading.instrument.indicator(item.indicator)
    titles = (item_title(reading.cycle, reading.instrument, item), indicator.name, indicator.short_name)
    return tuple(map(simple, titles))


def _items_of_requirement(reading: Reading, line: Line) -> tuple[Item, ...]:
    """Without a number, the code of a requirement says which indicator is meant."""
    typed = line.cells.get(REQUIREMENT, "").upper()
    for indicator in reading.instrument.indicators:
        if typed in requirement_labels(indicator):
            return indicator.items
    column, what = (ITEM, "indikator belum disebut")
    if typed:
        column, what = REQUIREMENT, f"'{clipped(typed)}' bukan kode syarat, dan indikatornya belum disebut"
    reading.fault(
        line, column, what, remedy="Isi nomor indikator, atau kode syarat seperti yang di Kuesioner"
    )
    return ()


def _requirement(reading: Reading, line: Line, indicator: Indicator) -> str | None:
    """The requirement by code or by label; None where the line names none."""
    typed, labels = line.cells.get(REQUIREMENT, ""), requirement_labels(indicator)
    if not typed:
        return None
    for code, label in labels.items():
        place = label.split()[-1]
        if simple(typed) in (code.lower(), label.lower(), place, label.lower().replace(".", ",")):
            return code
        if simple(typed) == place.replace(".", ","):
            reading.took(line, REQUIREMENT, label)
            return code
    allowed = ", ".join(f"{label} ({code})" for code, label in labels.items())
    what = f"indikator {indicator.number} tidak mempunyai syarat '{clipped(typed)}'"
    reading.fault(
        line, REQUIREMENT, what, allowed=allowed or "kosong: peraturan ini dimuat tanpa daftar syarat"
    )
    return None


def _shared(reading: Reading, line: Line, named: _Named) -> Subject | None:
    number = named.indicator.number
    if not named.obligations:
        what = f"indikator {number} tidak memuat kewajiban bersama bagi {named.opd.name}"
        reading.fault(line, ANSWER, what, remedy="Kosongkan jawabannya")
    elif foreign := line.of(*_CLAIMS):
        what = "baris ini menjawab kewajiban bersama; kolom ini untuk jawaban OPD pengampu"
        reading.fault(
            line, foreign[0], what, remedy="Pindahkan ke baris sendiri tanpa jawaban kewajiban bersama"
        )
    elif named.requirement is None and len(named.obligations) > 1:
        what = f"indikator {number} memuat {len(named.obligations)} kewajiban bersama"
        reading.fault(line, REQUIREMENT, what, allowed=", ".join(named.obligations))
    elif named.requirement not in (None, *named.obligations):
        what = f"syarat {named.requirement} bukan kewajiban bersama {named.opd.name}"
        reading.fault(line, REQUIREMENT, what, allowed=", ".join(named.obligations))
    else:
        code = named.requirement or named.obligations[0]
        return Subject(opd=named.opd, indicator=named.indicator, item=None, requirement=code)
    return None


def _led(reading: Reading, line: Line, named: _Named) -> Subject | None:
    number, column = named.indicator.number, ITEM if ITEM in line.cells else REQUIREMENT
    lead, external = reading.cycle.leads.get(number), named.indicator.external_index
    if external:
        what = f"indikator {number} dinilai dari {external.name} ({external.steward}), bukan dari jawaban OPD"
        reading.fault(line, column, what, remedy="Hapus baris ini")
    elif lead is None:
        what = f"belum ada OPD pengampu untuk indikator {number}"
        reading.fault(line, column, what, remedy="Lengkapi dahulu assignments.csv")
    elif lead != named.opd.code:
        what = f"{named.opd.name} bukan pengampu indikator {number}"
        remedy = f"Pengampunya {reading.cycle.opd(lead).name} ({lead}); betulkan OPD atau indikatornya"
        reading.fault(line, column, what, remedy=remedy)
    elif len(named.items) > 1:
        allowed = ", ".join(item.code for item in named.items)
        reading.fault(line, column, f"indikator {number} dijawab menurut layanannya", allowed=allowed)
    else:
        return Subject(
            opd=named.opd,
            indicator=named.indicator,
            item=named.items[0].code,
            requirement=named.requirement,
        )
    return None
