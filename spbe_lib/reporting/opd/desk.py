"""One OPD's desk: what the store knows of this OPD alone, before it is laid out as a report.

Everything behind the desk reads ``own``, which holds no entry, file or event of another OPD.
"""

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from spbe_lib.figures import Span, office_day, printed_date
from spbe_lib.law.instrument import Indicator, Instrument, Item, Requirement
from spbe_lib.law.ladder import next_requirement, stands_at
from spbe_lib.records.answers import EvidenceReference, RecordedFact, RecordedResponse, Records
from spbe_lib.records.documents import Access, KeptFiles, document_key
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.reporting.points import points
from spbe_lib.results.consolidation import ItemOutcome
from spbe_lib.results.progress import Progress, progress
from spbe_lib.results.repairs import Repairs, repairs


# No slots: what several parts of the report ask for is worked out once and lies beside the fields.
@dataclass(frozen=True, kw_only=True)
class Desk:
    """One OPD, its led items in legal order, and its own part of the records.

    Attributes:
        stage: The stage whose values the page leads with.
        outcomes: What the answers to the led items yield, by item.
        obligations: Codes of the shared obligations that concern this OPD.
        today: The data date; None when nothing has happened yet.
        kept: Which evidence files lie in the cycle's folder; None where nobody looked.
    """

    cycle: Cycle
    instrument: Instrument
    opd: Opd
    items: tuple[Item, ...]
    own: Records
    stage: Stage
    outcomes: Mapping[str, ItemOutcome]
    obligations: tuple[str, ...]
    today: date | None
    kept: KeptFiles | None = None

    def response(self, item: Item) -> RecordedResponse | None:
        """The OPD's answer for a led item."""
        return self.own.responses.get((self.opd.code, item.code))

    def fact(self, requirement: str) -> RecordedFact | None:
        """The OPD's statement about a shared obligation."""
        return self.own.facts.get((self.opd.code, requirement))

    def value(self, item: Item, stage: Stage) -> Span | None:
        """The government's value (0–5) of a led item at a stage."""
        assessment = self.own.assessments.get(stage)
        return assessment.values.get(item.code) if assessment else None

    def counted(self, item: Item) -> Span | None:
        """The value that the page reckons with: the shown stage's, before it what the answers yield."""
        return self.value(item, self.stage) or self.outcomes[item.code].value

    def first_missing(self, item: Item) -> Requirement | None:
        """What keeps the next level away: by the ticks, unless an assessor gave another value.

        For an unanswered item it is the first requirement of all; None at the top, and where the
        edition's requirements are not known.
        """
        given, outcome = self.value(item, self.stage), self.outcomes[item.code]
        if outcome.value is not None and given in (None, outcome.value):
            return outcome.first_missing
        indicator = self.instrument.indicator(item.indicator)
        value = stands_at(indicator, given) if given else self.instrument.nothing_fulfilled.value
        return next_requirement(self.instrument, indicator, value)

    def unrecognised(self, item: Item) -> bool:
        """Whether what keeps the next level away is ticked, but not proven or not shared by all."""
        missing, recorded = self.first_missing(item), self.response(item)
        return bool(missing and recorded and missing.code in recorded.content.ticked)

    def held_by_all(self, item: Item) -> bool:
        """Whether what keeps the next level away is asked of all OPDs and not yet fulfilled by all."""
        shared = {count.rule.requirement for count in self.outcomes[item.code].held_back_by}
        missing = self.first_missing(item)
        return missing is not None and missing.code in shared

    def name(self, item: Item) -> str:
        """The item's legal name, or the chosen service's title where the law only says "sector 1"."""
        return self.cycle.services.get(item.code) or self.instrument.indicator(item.indicator).name

    def short_name(self, item: Item) -> str:
        """The item's name where there is little room."""
        return self.cycle.services.get(item.code) or self.instrument.indicator(item.indicator).short_name

    def said(self, item: Item, text: str) -> str:
        """A text of the law about an item, with the chosen service's title for "public service sector 1"."""
        return self.cycle.said(item.code, self.instrument.indicator(item.indicator).short_name, text)

    def subject(self, topic: str) -> str:
        """What a topic is about, under its legal number, as people read it."""
        if item := self.instrument.item(topic):
            return f"Indikator {item.code} – {self.short_name(item)}"
        place = self.instrument.place(topic)
        return f"{self.label(topic).capitalize()} – {place.requirement.text.rstrip('.')}" if place else topic

    def label(self, topic: str) -> str:
        """A topic in few words: ``indikator 25``, ``kewajiban bersama indikator 17``, as in the Kuesioner."""
        if self.instrument.place(topic) is None:
            return f"indikator {topic}"
        return f"kewajiban bersama indikator {self.obligation_number(topic)}"

    def obligation_number(self, requirement: str) -> str:
        """Under which number the Kuesioner asks for an obligation: ``17``, with its level if it asks two."""
        place = self.instrument.place(requirement)
        if place is None:
            return requirement
        number = place.indicator.number
        return str(number) if self._asked[number] <= 1 else f"{number} tingkat {place.level.value}"

    @cached_property
    def _asked(self) -> Counter[int]:
        """How many obligations each indicator asks of this OPD, by legal number."""
        places = (self.instrument.place(code) for code in self.obligations)
        return Counter(place.indicator.number for place in places if place)

    @cached_property
    def repairs(self) -> Repairs:
        """What the OPD has to repair or promised on the data date, and what waits for the assessor."""
        return repairs(self.cycle, self.instrument, self.own, self.opd.code, self.today)

    @cached_property
    def progress(self) -> Progress:
        """Where the OPD's answers stand on the data date."""
        until = self.today or (self.cycle.requested.day if self.cycle.requested else date.min)
        return progress(self.cycle, self.instrument, self.own, self.opd.code, until)

    def references(self) -> Iterator[tuple[Item | None, str, EvidenceReference]]:
        """Every citation, with the led item that it is for (None for an obligation) and the topic."""
        for item in self.items:
            if response := self.response(item):
                yield from ((item, item.code, each) for each in response.content.evidence)
        for code in self.obligations:
            if fact := self.fact(code):
                yield from ((None, code, each) for each in fact.content.evidence)

    @cached_property
    def listed(self) -> Mapping[str, int]:
        """Under which number each cited document stands in the list of documents, by key."""
        keys = dict.fromkeys(document_key(each.title, each.number) for _, _, each in self.references())
        return {key: place for place, key in enumerate(keys, start=1)}

    @cached_property
    def restricted(self) -> frozenset[str]:
        """Keys of the documents that are shown by their title only."""
        described = (each.content for each in self.own.documents.values())
        return frozenset(each.key for each in described if each.access is Access.RESTRICTED)

    def statement(self, item: Item, requirement: str) -> str:
        """A requirement of a led item as the Kuesioner calls it: ``indikator 47 syarat 3.1``."""
        label = self.instrument.indicator(item.indicator).label_of(requirement)
        return f"indikator {item.code} {label}" if label else requirement


def own_records(records: Records, opd: str, items: Collection[str]) -> Records:
    """The part of the records that concerns one OPD: its entries and files, assessments of items it leads."""
    led = frozenset(items)
    own = {
        stage: _own_assessment(each, led)
        for stage, each in records.assessments.items()
        if not led.isdisjoint(each.values)
    }
    return dataclasses.replace(records.of(opd, items), assessments=own)


def _own_assessment(assessment: Assessment, items: Collection[str]) -> Assessment:
    return dataclasses.replace(
        assessment,
        values={code: span for code, span in assessment.values.items() if code in items},
        notes={code: text for code, text in assessment.notes.items() if code in items},
        recommendations={code: text for code, text in assessment.recommendations.items() if code in items},
        published=None,
        source=None,
    )


def data_date(own: Records, records: Records) -> date | None:
    """The date of the last change that concerns the OPD; None when there was none.

    For an OPD with nothing of its own it is the day of the last assessment of the government, so that
    who stayed silent reads by how much the deadline has passed.
    """
    days = [office_day(event.at) for event in own.events]
    days += [office_day(submission.received_at) for submission in own.submissions]
    days += [each.as_of for each in own.assessments.values() if each.as_of]
    days = days or [each.as_of for each in records.assessments.values() if each.as_of]
    return max(days, default=None)


def level_words(indicator: Indicator, value: int) -> str:
    """A level with its official name: "tingkat 3 (Terdefinisi)"."""
    known = indicator.scale.level(value)
    name = (known.name or known.description) if known else None
    return f"tingkat {value} ({name})" if name else f"tingkat {value}"


def shown_value(span: Span | None, digits: int) -> str | None:
    """A value as people read it: a whole level without decimals, anything else as printed."""
    if span is None:
        return None
    whole = span.exact is not None and span.exact.denominator == 1
    return str(Fraction(span.low)) if whole else span.printed(digits)


def due_words(day: date | None, today: date | None) -> str | None:
    """A deadline as people read it, marked where the data date is beyond it."""
    if day is None:
        return None
    return f"{printed_date(day)} (sudah lewat)" if today and today > day else printed_date(day)


def gained(amount: Fraction, digits: int) -> str:
    """What something adds to the index."""
    return f"+{points(Span.exactly(amount), digits)}"
