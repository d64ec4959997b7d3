"""The approval of an OPD's answers by its head: of these drafts and no others; pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from spbe_lib.forms.entry.typed import Typed, text_of, with_value
from spbe_lib.records.answers import Submission
from spbe_lib.records.drafts import Draft

APPROVAL = "pengesahan"
"""The topic of the draft that says who filled in and who approved."""

DIGEST, SCAN = "digest", "scan"
FILLED_BY = ("filled_by", "on_behalf_of")
APPROVED_BY = ("name", "nip", "position", "day")
NEEDED = ("name", "day")
"""Without these nothing is approved; a number and a position may be missing, and are then asked about."""


def digest_of(drafts: Iterable[Draft]) -> str:
    """What is approved: every shared draft of an OPD, as often as it was saved, but the approval itself."""
    said = sorted((each.topic, each.revision) for each in drafts if not each.side and each.topic != APPROVAL)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def stands(drafts: Iterable[Draft]) -> bool:
    """Whether an approval was given and no draft changed since."""
    drafts = tuple(drafts)
    content = next((each.content for each in drafts if each.topic == APPROVAL and not each.side), {})
    return approved(content) and content[DIGEST] == digest_of(drafts)


def approved(content: Typed) -> bool:
    """Whether an approval was given, of whatever stood there then."""
    return bool(text_of(content, DIGEST)) and all(text_of(content, key).strip() for key in NEEDED)


def signed(content: Typed, key: str, value: object) -> Typed:
    """The content with another word; whoever is named anew has not approved yet."""
    content = with_value(content, key, value)
    return content if key in FILLED_BY else with_value(content, DIGEST, "")


def signed_before(submissions: Sequence[Submission]) -> Typed:
    """Who filled in and who approved last, so that nobody types it twice; when, is asked every time."""
    if not submissions:
        return {}
    last = submissions[-1]
    known = {"filled_by": last.filled_by}
    if last.approval:
        known |= {key: getattr(last.approval, key) for key in ("name", "nip", "position")}
    return {key: value for key, value in known.items() if value}
