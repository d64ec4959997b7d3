"""The approval of an OPD's answers by its head while it is typed; of what it is: ``records.approving``."""

from collections.abc import Sequence

from spbe_lib.forms.entry.typed import Typed, text_of, with_value
from spbe_lib.records.answers import Submission
from spbe_lib.records.approving import NEEDED

DIGEST, SCAN = "digest", "scan"
FILLED_BY = ("filled_by", "on_behalf_of")
APPROVED_BY = ("name", "nip", "position", "day")


def given(content: Typed) -> bool:
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
