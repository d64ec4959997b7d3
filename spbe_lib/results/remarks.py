"""Remarks on what the OPDs handed in: what stands out, asked as questions, the most severe first.

They go to the Tim and, save those that would tell one OPD of another, into the OPD's own report. No value,
index or contribution knows of them. A decision of the Tim ends none of them: the external assessor may ask
the same.
"""

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import Records
from spbe_lib.records.register import Cycle
from spbe_lib.results.consolidation import claim
from spbe_lib.results.level_remarks import (
    against_last_explanation,
    against_last_year,
    against_policy,
    against_ticks,
)
from spbe_lib.results.proof_remarks import (
    single_documents,
    unproven_duties,
    unproven_levels,
)
from spbe_lib.results.proofs import proofs
from spbe_lib.results.remark import Remark, RemarkKind
from spbe_lib.results.remark_words import legal_places
from spbe_lib.results.same_text import same_texts


def remarks(cycle: Cycle, instrument: Instrument, records: Records) -> tuple[Remark, ...]:
    """Everything that stands out, the most severe first, then in legal order.

    Of one OPD's records alone come exactly those remarks of that OPD that may be shown to it.

    Args:
        cycle: The cycle, with last year's values and answers where they are known.
        instrument: Its edition.
        records: What the OPDs handed in: all of them, or one OPD's part.
    """
    outcomes = {item.code: claim(cycle, instrument, records, item) for item in instrument.items}
    proven = proofs(records)
    found = (
        *unproven_levels(instrument, records, outcomes, proven),
        *unproven_duties(cycle, instrument, records, proven),
        *single_documents(instrument, records),
        *against_ticks(instrument, records, outcomes),
        *against_last_year(cycle, instrument, records, outcomes),
        *against_last_explanation(cycle, instrument, records, outcomes),
        *against_policy(cycle, instrument, outcomes),
        *same_texts(cycle, instrument, records),
    )
    places, kinds = legal_places(instrument), list(RemarkKind)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.severity.rank,
                places[each.topics[0]],
                kinds.index(each.kind),
                each.opd,
                each.finding,
            ),
        )
    )
