"""How the judgement file of the Tim is spelled, for its writer (the counter) and its reader alike.

A judgement file is one JSON object::

    format        "spbe-penilaian-1"
    cycle, edition, edition_hash, stage    where it belongs
    made_at       the moment (2024-07-12T09:30:00+00:00), so that the same decision can be taken again later
    readers       first, second: names of members of the Tim; the second may be empty
    items         item, level (as typed, "3", "7/6"; empty: not assessed), note, recommendation, explanation,
                  evidence [title, number, dated, page, requirement (or null), opd]
    decisions     opd, topic, version, status (accepted, returned), reason, wanted, due (2024-07-12)
    verdicts      opd, topic, subject, version, ruling (accepted, revise), reason, due
    candidates    item, name, opd, ticked, note, chosen, reason
    checksum      SHA-256 of all the rest, see ``checksum``

``version`` is the version of the OPD's answer that was read.
"""

from spbe_lib.intake.form.spelling import CHECKSUM, checksum

__all__ = ["CHECKSUM", "checksum"]

FORMAT = "spbe-penilaian-1"
SUFFIX = ".json"
LISTS = ("items", "decisions", "verdicts", "candidates")
KEYS = frozenset({"format", "cycle", "edition", "edition_hash", "stage", "made_at", "readers", *LISTS})
"""What a judgement file holds beside its checksum."""

ITEM = ("item", "level", "note", "recommendation", "explanation", "evidence")
PROOF = ("title", "number", "dated", "page", "requirement", "opd")
DECISION = ("opd", "topic", "version", "status", "reason", "wanted", "due")
VERDICT = ("opd", "topic", "subject", "version", "ruling", "reason", "due")
CANDIDATE = ("item", "name", "opd", "ticked", "note", "chosen", "reason")
