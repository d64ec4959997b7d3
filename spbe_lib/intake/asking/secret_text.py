"""Texts that look as if they gave away a password: they are recorded nowhere and repeated to nobody."""

import re
import unicodedata

GIVEN_AWAY = "isinya tampak seperti kata sandi atau akun"
HAND_OVER = (
    "Hapus dari berkas ini, ganti kata sandinya, dan sampaikan akun uji langsung kepada Tim Asesor Internal"
)

_HINT = re.compile("pass|pasw|sandi|pwd|pw|://")
_NAME = r"(?:pass ?words?|pas{1,2}w(?:or)?d|passcode|passphrase|pass|pwd|pw|kata ?sandi|sandi)(?:[ -]?nya)?"
_FOR = r"(?: (?:akun|demo|uji|coba|login|masuk|aplikasi|admin|user|pengguna|sistem|email|wifi|default|baru))*"
_ASIDE = r"(?: ?\([^)\n]{0,30}\))?"
_GIVEN = re.compile(rf"(?<![\w-]){_NAME}{_FOR}{_ASIDE}\s?(?::|=|->|→)[\s:=>]*[^\s\-–—.]")
_WORD = r"(?=\S*[a-z])(?=\S*[\d@#$%^&*])\S{4,}"
_SAID = re.compile(
    rf"(?<![\w-]){_NAME}(?: [^\s:=.,;]{{1,20}}){{0,5}} ?(?::|=|\b(?:ialah|adalah|yaitu|yakni)\b) ?{_WORD}"
)
_BARE = re.compile(rf"(?<![\w-]){_NAME} {_WORD}")
_USER = re.compile(
    rf"\b(?:user(?:name)?|akun|login|id)[ :]{{1,4}}[^\s:,;]+[ ,;]{{1,4}}(?:dan |dengan |serta )?{_NAME} \S"
)
_PAIR = re.compile(rf"\b(?:user ?(?:name)?|login|id) ?[/&+] ?{_NAME}\W+\w")
_LINK = re.compile(r"://[^\s/@:]+:[^\s/@]+@")
_OF_RULES = re.compile(
    r"(?:kebijakan|aturan|peraturan|pedoman|panduan|standar|ketentuan|prosedur|sop|manajemen|pengelolaan|"
    r"seksi|bidang|tim|urusan|petugas|siber dan)\s(?:penggunaan |pengelolaan )?$"
)
_BEFORE = 40
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def looks_secret(text: str) -> bool:
    """Whether a text names a password and says what it is.

    A rule about passwords is none, and neither is the name of an office that guards secrets.

    >>> [looks_secret(text) for text in ("Akun: demo, kata sandi = x7", "kebijakan kata sandi", "pwd:")]
    [True, False, False]
    """
    shown = text if text.isascii() else unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    told = shown.casefold()
    if not _HINT.search(told):
        return False
    named = any(
        not _OF_RULES.search(told[max(0, found.start() - _BEFORE) : found.start()])
        for pattern in (_GIVEN, _SAID, _BARE)
        for found in pattern.finditer(told)
    )
    return named or any(pattern.search(told) for pattern in (_PAIR, _USER, _LINK))
