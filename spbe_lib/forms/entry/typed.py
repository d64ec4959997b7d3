"""An answer while it is typed: plain values, spelled as in an answer file of the offline form; pure.

What is typed may still be wrong, so nothing of it is lost by being read: ``reading`` looks at it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from spbe_lib.intake.asking.secret_text import looks_secret

Typed = Mapping[str, Any]
"""The plain values of one entry; what is empty is left away."""

TICKED, PROOFS, REQUIREMENT = "ticked", "evidence", "requirement"
_NAMES = ("title", "number")


def text_of(content: Typed, key: str) -> str:
    """A text as it was typed; empty where nothing was."""
    value = content.get(key, "")
    return value if isinstance(value, str) else str(value)


def with_value(content: Typed, key: str, value: object) -> Typed:
    """The content with another value; an empty one leaves no trace."""
    return _said({**content, key: value})


def ticks(content: Typed) -> frozenset[str]:
    """Codes of the ticked requirements."""
    return frozenset(content.get(TICKED, ()))


def with_tick(content: Typed, code: str, ticked: object) -> Typed:
    """The content with a requirement ticked, or no longer."""
    codes = ticks(content) | {code} if ticked else ticks(content) - {code}
    return with_value(content, TICKED, sorted(codes))


def proofs(content: Typed) -> tuple[Typed, ...]:
    """What is cited, in the order in which it was entered."""
    return tuple(content.get(PROOFS, ()))


def with_proofs(content: Typed, cited: Sequence[Typed]) -> Typed:
    """The content with other proofs."""
    return with_value(content, PROOFS, [dict(each) for each in cited])


def names(proof: Typed) -> tuple[str, str]:
    """Title and number, by which a document is known."""
    title, number = (text_of(proof, key) for key in _NAMES)
    return title, number


def same(one: Typed, other: Typed) -> bool:
    """Whether two contents say the same."""
    return _said(one) == _said(other)


def without_secrets(value: Any) -> Any:
    """What may be kept in a draft: lines that give a password away are kept nowhere."""
    if isinstance(value, str):
        return _harmless(value) if looks_secret(value) else value
    if isinstance(value, Mapping):
        return {key: without_secrets(each) for key, each in value.items()}
    return [without_secrets(each) for each in value] if isinstance(value, list | tuple) else value


def _harmless(text: str) -> str:
    kept = "\n".join(line for line in text.split("\n") if not looks_secret(line))
    return "" if looks_secret(kept) else kept


def _said(content: Typed) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ("", None, [], ())}
