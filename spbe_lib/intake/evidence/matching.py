"""Which file proves what: by its name, then by the documents that the OPD cites; never a silent guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from spbe_lib.intake.evidence.likeness import clear_winner, likeness
from spbe_lib.intake.evidence.lines import Line
from spbe_lib.intake.evidence.names import Named, named
from spbe_lib.intake.evidence.reach import Citation, Reach, Target
from spbe_lib.records.documents import Attachment, EvidenceFile, document_key

_PICTURES = frozenset({"png", "jpg"})
_UNTITLED = "tanpa judul"
_SCREENSHOT = re.compile(r"screen ?shot|tangkap(?:an)? ?layar|cuplikan layar", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)")


def matched(reach: Reach, name: str, file: EvidenceFile) -> tuple[Line, ...]:
    """Match one file to what an OPD states.

    What is recorded of a file already stays as it is. A line without a target says why there is none.

    Args:
        reach: What the OPD can prove, and which documents it cites.
        name: The file's name with its folders.
        file: What it is.
    """
    blank = Line(name=name, file=file, captured=_captured(name, file))
    if known := [each for each in reach.attachments if each.file.sha256 == file.sha256]:
        return tuple(recorded_line(reach, blank, each) for each in known)
    lines = [line for said in named(name) for line in _by_name(reach, blank, said)]
    return tuple(dict.fromkeys(lines))


def recorded_line(reach: Reach, blank: Line, known: Attachment) -> Line:
    """The line of what is recorded already."""
    target = next((each for each in reach.targets if each.topic == known.topic), None)
    return replace(
        blank,
        target=target,
        requirement=known.requirement,
        document=known.document,
        title=known.title,
        number=reach.titles.get(known.document, ("", ""))[1],
        page=known.page,
        captured=known.captured,
        reason="sudah tercatat",
        problems=() if target else ("tercatat untuk tugas yang kini bukan milik OPD ini",),
    )


def _by_name(reach: Reach, blank: Line, said: Named) -> Iterator[Line]:
    line = replace(blank, title=said.rest)
    if said.indicator is None:
        yield line.with_problem(said.unclear or "nama berkas tidak menyebut indikator")
        return
    targets, problem = _targets(reach, said)
    if problem:
        yield line.with_problem(problem)
        return
    yield from _by_document(reach, line, said, targets)


def _targets(reach: Reach, said: Named) -> tuple[Sequence[Target], str]:
    """What a name may mean, or why it means nothing."""
    number = said.indicator or 0
    told = f"indikator {number}{said.letter}"
    found = reach.of(number, said.letter)
    if not found:
        lead = reach.leads.get(number)
        return (), f"{told} bukan tugas OPD ini" + (f"; pengampunya {lead}" if lead else "")
    if said.level is None or not any(each.indicator.levels for each in found):
        return found, ""
    asked = f"syarat {said.level}.{said.place}" if said.place else f"tingkat {said.level}"
    if not any(_has(each, said) for each in found):
        return (), f"{told} tidak mempunyai {asked}"
    fitting = tuple(each for each in found if _takes(each, said))
    return fitting, "" if fitting else f"{told} {asked} bukan tugas OPD ini"


def _has(target: Target, said: Named) -> bool:
    """Whether the law knows the level, and the requirement if one is named."""
    level = target.indicator.level(said.level or 0)
    return level is not None and (said.place or 0) <= len(level.requirements)


def _takes(target: Target, said: Named) -> bool:
    """Whether the target can be meant: an obligation is one requirement, an item is all of them."""
    return target.requirement is None or bool(target.codes(said.level, said.place))


def _by_document(reach: Reach, line: Line, said: Named, targets: Sequence[Target]) -> Iterator[Line]:
    """The file as that of a document that the OPD cites; else as a document of its own."""
    topics = {each.topic: each for each in targets}
    cited = [each for each in reach.citations if each.topic in topics]
    narrowed = [each for each in cited if _within(topics[each.topic], said, each)]
    winner, why = _winner(reach.opd, said, cited, narrowed)
    if winner is None:
        yield _by_place(line, said, targets)
        return
    places = [each for each in (narrowed if said.level else cited) if each.key == winner]
    for each in places:
        yield replace(
            line,
            target=topics[each.topic],
            requirement=each.requirement,
            document=winner,
            title=each.title,
            number=each.number,
            page=each.page,
            reason=f"{_spoken(said)} dan {why}",
        )
    if not places:
        first = next(each for each in cited if each.key == winner)
        alone = _by_place(line, said, targets)
        reason = f"{_spoken(said)} dan {why}"
        yield replace(alone, document=winner, title=first.title, number=first.number, reason=reason)


def _within(target: Target, said: Named, each: Citation) -> bool:
    return said.level is None or (each.requirement or target.requirement) in target.codes(
        said.level, said.place
    )


def _winner(
    opd: str, said: Named, cited: Sequence[Citation], narrowed: Sequence[Citation]
) -> tuple[str | None, str]:
    scores = {each.key: likeness(said.rest, each.title, each.number, sender=opd) for each in cited}
    if winner := clear_winner(scores):
        return winner, "judul atau nomor yang mirip"
    keys = {each.key for each in narrowed}
    if not said.rest and said.place and len(keys) == 1:
        return keys.pop(), "satu-satunya dokumen pada syarat itu"
    return None, ""


def _by_place(line: Line, said: Named, targets: Sequence[Target]) -> Line:
    """The file as a document of its own: for the requirement that is named, else for the topic as a whole."""
    title = said.rest or " ".join(PurePosixPath(line.name).stem.split()) or _UNTITLED
    line = replace(line, title=title, document=document_key(title))
    target, problem = _one(targets)
    if target is None:
        return line.with_problem(problem)
    codes = target.codes(said.level, said.place) if said.level else ()
    one = codes[0] if len(codes) == 1 and target.requirement is None else None
    whole = "" if one or not codes or target.requirement else f"; tingkat {said.level} punya beberapa syarat"
    reason = f"{_spoken(said)}; tidak ada dokumen yang disebut OPD yang jelas mirip{whole}"
    return replace(line, target=target, requirement=one, reason=reason)


def _one(targets: Sequence[Target]) -> tuple[Target | None, str]:
    """The one thing that is meant: the item that the OPD leads, its obligation, the item that it supports."""
    led = [each for each in targets if each.requirement is None and each.leads]
    shared = [each for each in targets if each.requirement]
    for group in (led, shared, list(targets)):
        if len(group) == 1:
            return group[0], ""
        if group:
            names = ", ".join(each.requirement or each.topic for each in group)
            return None, f"dapat berarti {names}; tulis yang mana"
    return None, "tidak jelas"


def _spoken(said: Named) -> str:
    if said.place:
        return "kode syarat pada nama"
    return "nomor indikator dan tingkat pada nama" if said.level else "nomor indikator pada nama"


def _captured(name: str, file: EvidenceFile) -> date | None:
    """The day in the name of a screenshot; None where it is no picture, or the name tells no day."""
    found = _DAY.search(name.rpartition("/")[2])
    if file.kind not in _PICTURES or not found or not _SCREENSHOT.search(name):
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
