"""Text from people, made plain: what is merely invisible goes, what hides or turns is told."""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u202f\u2007]")
_NOTHING = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_KEPT = "\n"
_ESCAPES, _LOOKS_ESCAPED = re.compile("_x(005[Ff]|000[9ADad])_"), re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """A text as a workbook stores it: what looks like Excel's own escape (``_x0041_``) is itself escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text that Excel shows for what a workbook stores.

    Only Excel's own line ends, tabs and escaped escapes: LibreOffice writes any other such text as it stands.
    """
    return _ESCAPES.sub(lambda found: chr(int(found[1], 16)), text)


def plain(text: str) -> str:
    """Strip a text and drop from it whatever cannot be seen; line breaks stay.

    Word and browsers leave soft hyphens, joiners and hard spaces in what is copied from them:
    these say nothing. ``hidden_signs`` tells of those that could mislead a reader.
    """
    text = _NOTHING.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    return "".join(sign for sign in text if sign in _KEPT or not _hides(sign)).strip()


def hidden_signs(text: str) -> tuple[str, ...]:
    """Signs that control, or that turn the direction of reading, as ``U+202E``; each once."""
    left = _NOTHING.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    return tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in left if sign not in _KEPT and _hides(sign)))


def _hides(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") or ord(sign) & 0xFFFE == 0xFFFE
