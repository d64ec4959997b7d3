"""A judgement file while it is read: where its parts stand, what is wrong, which versions were seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from spbe_lib.errors import Problem
from spbe_lib.figures import printed_date
from spbe_lib.intake.form.notes import Notes
from spbe_lib.intake.judgement.envelope import AGAIN
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.model import Stage
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

_LAST_VERSION = 10**9


@dataclass(slots=True, kw_only=True)
class Reading:
    """One judgement file, and every fault of it so far.

    Attributes:
        bases: By OPD and topic, the version of the answer that was read.
        places: By OPD, topic and subject of a ruling, where it stands in words.
    """

    name: str
    cycle: Cycle
    instrument: Instrument
    stage: Stage
    problems: list[Problem] = field(default_factory=list)
    bases: dict[tuple[str, str], int] = field(default_factory=dict)
    places: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def notes(self, place: str) -> Notes:
        """A sheet for notes about one part."""
        return Notes(where=f"{self.name}, {place}", problems=self.problems)

    def names_opd(self, notes: Notes, content: Mapping[str, Any]) -> str:
        """The OPD that a part names; empty where there is none like it."""
        code = content.get("opd")
        if isinstance(code, str) and any(each.code == code for each in self.cycle.opds):
            return code
        notes.fault("OPD", f"perangkat daerah '{clipped(code)}' tidak ada di daftar siklus ini", remedy=AGAIN)
        return ""

    def names_topic(self, notes: Notes, content: Mapping[str, Any]) -> str:
        """The item or shared obligation that a part names; empty where there is none like it."""
        topic = content.get("topic")
        known = {item.code for item in self.instrument.items}
        known |= {rule.requirement for each in self.instrument.indicators for rule in each.scope}
        if isinstance(topic, str) and topic in known:
            return topic
        notes.fault("isian", f"tidak ada isian '{clipped(topic)}'", remedy=AGAIN)
        return ""

    def saw(self, notes: Notes, content: Mapping[str, Any], opd: str, topic: str) -> None:
        """Note which version of an answer was read."""
        version = content.get("version")
        if type(version) is not int or not 0 < version <= _LAST_VERSION:
            notes.fault("versi", f"versi '{clipped(version)}' bukan versi jawaban", remedy=AGAIN)
        elif self.bases.setdefault((opd, topic), version) != version:
            notes.fault("versi", "jawaban yang sama disebut dengan dua versi", remedy=AGAIN)

    def due(self, notes: Notes, content: Mapping[str, Any]) -> date | None:
        """A deadline as year-month-day; None where none was given."""
        text = content.get("due")
        if text == "":
            return None
        try:
            due = date.fromisoformat(text) if isinstance(text, str) else None
        except ValueError:
            due = None
        if due is None:
            notes.fault("tenggat", f"'{clipped(text)}' bukan tanggal", "seperti 2024-07-12")
        elif due.year < self.cycle.year:
            what = f"tenggat {printed_date(due)} lebih dahulu daripada tahun siklus {self.cycle.year}"
            notes.fault("tenggat", what, remedy="Periksa tahunnya")
        return due
