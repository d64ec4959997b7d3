"""Text as a YAML file takes it, whatever stands in it."""

import json
import unicodedata


def quoted(text: str) -> str:
    """A text on one line in quotes, without signs that nobody sees; no sign of it can end the line."""
    seen = "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) not in _UNSEEN)
    return json.dumps(seen, ensure_ascii=False)


_UNSEEN = ("Cc", "Cf", "Cs")
