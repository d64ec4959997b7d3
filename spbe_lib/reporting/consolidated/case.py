"""All that the consolidated report of one cycle is made from, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from spbe_lib.figures import Span, office_day, printed_day, printed_page
from spbe_lib.law.instrument import Instrument, Item
from spbe_lib.records.answers import EvidenceReference, Records, Response
from spbe_lib.records.documents import Access, KeptFiles, document_key
from spbe_lib.records.model import Assessment, Stage
from spbe_lib.records.register import Cycle
from spbe_lib.results.consolidation import Consolidation
from spbe_lib.results.contribution import Contribution
from spbe_lib.results.scorecard import Scorecard


def data_date(cycle: Cycle, records: Records) -> date | None:
    """The day of the last thing that is known: an event, a file, an assessment, the request."""
    days = [office_day(event.at) for event in records.events]
    days += [office_day(submission.received_at) for submission in records.submissions]
    days += [each.as_of for each in records.assessments.values() if each.as_of]
    days += [cycle.requested.day] if cycle.requested else []
    return max(days, default=None)


def printed_value(span: Span | None, digits: int) -> str | None:
    """A level as people read it (3), a printed figure with its digits (1,17); None while there is none."""
    if span is None:
        return None
    return str(span.low) if span.exact is not None else span.printed(digits)


def cited(evidence: EvidenceReference) -> str:
    """A document as the reports cite it: title, number, date, page, as far as they were given."""
    parts = (evidence.title, evidence.number, printed_day(evidence.dated), printed_page(evidence.page))
    return ", ".join(squeezed(part) for part in parts if part.strip())


def named(evidence: EvidenceReference) -> str:
    """A document by title and number alone, where there is little room."""
    return ", ".join(squeezed(part) for part in (evidence.title, evidence.number) if part.strip())


def restricted_documents(records: Records) -> frozenset[str]:
    """Keys of the documents that an OPD says are restricted; one that says so is enough."""
    described = (each.content for each in records.documents.values())
    return frozenset(each.key for each in described if each.access is Access.RESTRICTED)


def squeezed(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One cycle with its edition, one read of its records, and what follows from them.

    Attributes:
        stage: The stage whose values the page leads with; ``assessment`` holds them, ``card`` scores them.
        stages: The stages that have a value, in the order of the process.
        contributions: The index of the stage, shared out among the leads.
        consolidation: What the answers of the OPDs yield.
        previous_edition: The regulation of last year's values; None without any.
        until: The data date; None where nothing carries a date.
        restricted: Keys of the documents that are shown by their title only.
        kept: Which evidence files lie in the cycle's folder; None where nobody looked.
    """

    cycle: Cycle
    instrument: Instrument
    records: Records
    stage: Stage
    stages: Mapping[Stage, Assessment]
    assessment: Assessment
    card: Scorecard
    consolidation: Consolidation
    contributions: tuple[Contribution, ...]
    previous_edition: Instrument | None
    until: date | None
    restricted: frozenset[str] = frozenset()
    kept: KeptFiles | None = None

    def opd_name(self, code: str | None) -> str | None:
        """The name of an OPD; None without a code."""
        return self.cycle.opd(code).name if code else None

    def opd_names(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The names of OPDs, in the same order."""
        return tuple(self.cycle.opd(code).name for code in codes)

    def lead(self, item: Item) -> str | None:
        """The name of the lead of an item."""
        return self.opd_name(self.cycle.leads.get(item.indicator))

    def title(self, item: Item) -> str:
        """Short name of an item: the chosen service's title where the law only says "sector 1"."""
        return self.cycle.services.get(item.code) or self.instrument.indicator(item.indicator).short_name

    @property
    def titles(self) -> Mapping[str, str]:
        """Short names of all items by code."""
        return {item.code: self.title(item) for item in self.instrument.items}

    def response(self, item: Item) -> Response | None:
        """The answer of the item's lead; what another OPD wrote about it does not count."""
        lead = self.cycle.leads.get(item.indicator)
        recorded = self.records.responses.get((lead, item.code)) if lead else None
        return recorded.content if recorded else None

    def cited(self, evidence: EvidenceReference) -> str:
        """A document as it is cited; a restricted one by its title."""
        return squeezed(evidence.title) if self._hides(evidence) else cited(evidence)

    def named(self, evidence: EvidenceReference) -> str:
        """A document by title and number; a restricted one by its title."""
        return squeezed(evidence.title) if self._hides(evidence) else named(evidence)

    def _hides(self, evidence: EvidenceReference) -> bool:
        return document_key(evidence.title, evidence.number) in self.restricted

    def printed(self, span: Span | None) -> str | None:
        """A value of this edition as people read it."""
        return printed_value(span, self.instrument.digits)

    def points(self, item: Item) -> Fraction:
        """What one level of an item is worth, in points of the index."""
        return item.weight / self.instrument.whole_weight
