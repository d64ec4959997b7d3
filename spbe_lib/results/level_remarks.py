"""Remarks about levels and explanations: against the ticks, against last year, against the policy."""

from collections.abc import Iterator, Mapping

from spbe_lib.figures import Span
from spbe_lib.law.instrument import Indicator, Instrument, Item
from spbe_lib.records.answers import RecordedResponse, Records, Response
from spbe_lib.records.register import Cycle
from spbe_lib.results.consolidation import ItemOutcome, claim
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import shown

Outcomes = Mapping[str, ItemOutcome]

_TELLING = 25
"""A justification of fewer words last year says too little to compare with."""


def against_ticks(instrument: Instrument, records: Records, outcomes: Outcomes) -> Iterator[Remark]:
    """A level beside ticks that give another one, and levels ticked without what they rest on: *sedang*."""
    for item, recorded, outcome in _answered(instrument, records, outcomes):
        given, claimed = recorded.content.level, outcome.claimed
        if outcome.differs and given and claimed:
            yield _remark(
                RemarkKind.DIFFERS,
                Severity.MEDIUM,
                item,
                recorded.content,
                f"tingkat yang diisi {shown(given, instrument.digits)}, sedangkan syarat yang dicentang "
                f"membawa sampai tingkat {shown(claimed, instrument.digits)}",
            )
        if outcome.unsupported:
            levels = ", ".join(map(str, outcome.unsupported))
            yield _remark(
                RemarkKind.UNSUPPORTED,
                Severity.MEDIUM,
                item,
                recorded.content,
                f"syarat tingkat {levels} dicentang lengkap, tetapi tingkat yang mendasarinya belum",
            )


def against_last_year(
    cycle: Cycle, instrument: Instrument, records: Records, outcomes: Outcomes
) -> Iterator[Remark]:
    """A claimed level more than one away from last year's final value, or else from last year's answer.

    Two levels up are *sedang*, more are *tinggi*: an assessor will ask how a process came about in one
    year. A fall is *rendah*: often a tick was forgotten. Values of another regulation are not compared.
    """
    for item, recorded, outcome in _answered(instrument, records, outcomes):
        then, now = _last_year(cycle, instrument, item), outcome.claimed
        if then is None or now is None:
            continue
        up, down = now.low - then[0].high, then[0].low - now.high
        if max(up, down) > 1:
            old, new = shown(then[0], instrument.digits), shown(now, instrument.digits)
            kind = RemarkKind.JUMP if up > 1 else RemarkKind.FALL
            severity = (Severity.HIGH if up > 2 else Severity.MEDIUM) if up > 1 else Severity.LOW
            told = f"{then[1]} {old}, sekarang dijawab {new}"
            yield _remark(kind, severity, item, recorded.content, told)


def _last_year(cycle: Cycle, instrument: Instrument, item: Item) -> tuple[Span, str] | None:
    """Last year's value of an item and how it is called: the final one where known, else the answer."""
    previous = cycle.previous
    if previous and previous.edition == instrument.code and item.code in previous.values:
        when = f"tahun {previous.year}" if previous.year else "tahun lalu"
        return previous.values[item.code], f"nilai akhir {when} ialah"
    claimed = claim(cycle, instrument, cycle.before, item).claimed
    return (claimed, "tahun lalu dijawab") if claimed else None


def against_last_explanation(
    cycle: Cycle, instrument: Instrument, records: Records, outcomes: Outcomes
) -> Iterator[Remark]:
    """A justification with fewer than half of the words that the same OPD wrote last year.

    Only where last year's had twenty-five words or more, and the whole explanation did not grow instead: who
    moved his words to another cell is not asked. *Rendah*; *sedang* when nothing is left of it.
    """
    for item, recorded, _ in _answered(instrument, records, outcomes):
        now, old = recorded.content, cycle.before.responses.get((recorded.content.opd, item.code))
        if old is None:
            continue
        then, left = _words(old.content.justification), _words(now.justification)
        if then >= _TELLING and left * 2 < then and _explained(now) < _explained(old.content):
            severity = Severity.LOW if left else Severity.MEDIUM
            told = (
                f"justifikasi tahun lalu {then} kata, sekarang {left or 'tidak ada'}{' kata' if left else ''}"
            )
            yield _remark(RemarkKind.SHORTENED, severity, item, now, told)


def against_policy(cycle: Cycle, instrument: Instrument, outcomes: Outcomes) -> Iterator[Remark]:
    """A practice that is claimed above the policy on which it rests, by our own reading of the edition.

    One level is *rendah*, more are *sedang*, never *tinggi*, for no regulation pairs them. Where two OPDs
    lead the pair, the remark would tell one of the other's answer: then only the Tim reads it.
    """
    for indicator in instrument.indicators:
        policy = _highest(indicator, outcomes)
        for number in indicator.policy_of if policy else ():
            for item in instrument.indicator(number).items:
                practice = outcomes[item.code]
                if practice.claimed and policy and practice.claimed.low > policy.high:
                    yield _above(cycle, instrument, indicator, policy, practice)


def _above(
    cycle: Cycle, instrument: Instrument, policy: Indicator, claimed: Span, practice: ItemOutcome
) -> Remark:
    lead, value = cycle.leads[policy.number], practice.claimed or claimed
    apart = lead != practice.lead
    who = f", diampu {cycle.opd(lead).name}" if apart else ""
    digits = instrument.digits
    return Remark(
        kind=RemarkKind.ABOVE_POLICY,
        severity=Severity.MEDIUM if value.low - claimed.high > 1 else Severity.LOW,
        opd=practice.lead or lead,
        topics=(practice.item,),
        finding=f"pelaksanaan ini dijawab tingkat {shown(value, digits)} dan kebijakannya "
        f"(indikator {policy.number}{who}) tingkat {shown(claimed, digits)}",
        inferred=True,
        reviewer_only=apart,
        others=(lead,) if apart else (),
    )


def _highest(indicator: Indicator, outcomes: Outcomes) -> Span | None:
    claims = [claimed for item in indicator.items if (claimed := outcomes[item.code].claimed)]
    return max(claims, key=lambda claimed: claimed.high, default=None)


def _answered(
    instrument: Instrument, records: Records, outcomes: Outcomes
) -> Iterator[tuple[Item, RecordedResponse, ItemOutcome]]:
    """Every item with its lead's answer, in legal order."""
    for item in instrument.items:
        outcome = outcomes[item.code]
        recorded = records.responses.get((outcome.lead or "", item.code))
        if recorded:
            yield item, recorded, outcome


def _remark(kind: RemarkKind, severity: Severity, item: Item, response: Response, finding: str) -> Remark:
    return Remark(kind=kind, severity=severity, opd=response.opd, topics=(item.code,), finding=finding)


def _words(text: str) -> int:
    return len(text.split())


def _explained(response: Response) -> int:
    return sum(map(_words, (response.fact, response.analysis, response.justification)))
