"""The same words in several OPDs: an explanation that was copied may describe nobody.

Equal are texts that differ only in case, spaces, punctuation and the OPD's own name; nearly equal, those
that share at least four in five of their runs of four words. Figures count as words.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spbe_lib.law.instrument import Instrument
from spbe_lib.records.answers import RecordedFact, Records, Response
from spbe_lib.records.register import Cycle, Opd
from spbe_lib.results.remark import Remark, RemarkKind, Severity
from spbe_lib.results.remark_words import legal_places, listed, subject

_TELLING = 12
"""Shorter texts say the same thing in the same words because there are no others."""

_LONG = 40
"""From so many words on, chance is no explanation."""

_RUN, _MARKS, _SHARED = 4, 6, 0.8
_LOOKED, _TRIED = 200, 4
"""So many texts are looked at and compared at most, so that no flood of alike beginnings takes long."""

_QUOTED = 8
_WORD = re.compile(r"\w+")
_DISTRICTS = frozenset({"kecamatan", "distrik", "kelurahan"})
"""Kinds of units that do the same work under the same rules, each in its own place."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Text:
    """One text of one OPD: ``desk`` is its own code, or what it has in common with those that write alike."""

    place: int
    opd: str
    desk: str
    topic: str
    words: tuple[str, ...]
    quote: str


def same_texts(cycle: Cycle, instrument: Instrument, records: Records) -> Iterator[Remark]:
    """Texts (fact, analysis, justification, note) of twelve words or more that several OPDs share.

    One remark for each text, for the Tim alone. *Sedang* from forty words on, else *rendah*. Not among
    units that write alike: districts, kinds that are asked on one common sheet (with the OPD that fills
    it), and a unit with those below it.
    """
    if len({opd for opd, _ in records.answers}) <= 1:
        return
    for group in _clusters(sorted(_texts(cycle, instrument, records))):
        if len({text.desk for text in group}) > 1:
            yield _remark(cycle, instrument, group)


def _remark(cycle: Cycle, instrument: Instrument, group: list[_Text]) -> Remark:
    topics: dict[str, list[str]] = {}
    for text in sorted(group, key=lambda text: (text.opd, text.place)):
        topics.setdefault(text.opd, []).append(text.topic)
    first, *others = topics
    own = {opd: tuple(dict.fromkeys(found)) for opd, found in topics.items()}
    where = [f"{_name(cycle, opd)} ({_short(cycle, instrument, own[opd])})" for opd in topics]
    return Remark(
        kind=RemarkKind.SAME_TEXT,
        severity=Severity.MEDIUM if len(group[0].words) >= _LONG else Severity.LOW,
        opd=first,
        topics=own[first],
        finding=f"uraian “{group[0].quote} …” ({len(group[0].words)} kata) sama atau hampir sama di "
        f"{len(topics)} OPD: {listed(where, '; ')}",
        reviewer_only=True,
        others=tuple(others),
    )


def _short(cycle: Cycle, instrument: Instrument, topics: tuple[str, ...]) -> str:
    told = subject(cycle, instrument, topics).split(" – ")[0]
    return f"{told[:1].lower()}{told[1:]}"


def _name(cycle: Cycle, code: str) -> str:
    return cycle.opd(code).name if code in cycle.places else code


def _texts(cycle: Cycle, instrument: Instrument, records: Records) -> Iterator[_Text]:
    places, opds = legal_places(instrument), {opd.code: opd for opd in cycle.opds}
    desks, names = _desks(cycle), {code: _split(opd.name) for code, opd in opds.items()}
    for opd, topic, written in _written(records):
        words = _without(_split(written), names.get(opd, ()))
        if len(words) >= _TELLING and topic in places:
            quote = " ".join("".join(filter(str.isprintable, word)) for word in written.split()[:_QUOTED])
            yield _Text(
                place=places[topic], opd=opd, desk=desks.get(opd, opd), topic=topic, words=words, quote=quote
            )


def _written(records: Records) -> Iterator[tuple[str, str, str]]:
    every = records.answers
    for (opd, topic), recorded in every.items():
        if isinstance(recorded, RecordedFact):
            yield opd, topic, recorded.content.note
        else:
            yield from ((opd, topic, text) for text in _explanations(recorded.content))


def _explanations(response: Response) -> tuple[str, ...]:
    return response.fact, response.analysis, response.justification


def _desks(cycle: Cycle) -> Mapping[str, str]:
    """What an OPD has in common with those that may well write alike, by code."""
    by = {common.kind.casefold(): common.by for common in cycle.commons}
    found = {opd.code: _alike(opd, by) for opd in cycle.opds}
    return {code: found.get(desk, desk) for code, desk in found.items()}


def _alike(opd: Opd, by: Mapping[str, str]) -> str:
    kind = opd.kind.casefold()
    if kind in by:
        return by[kind]
    return f"{kind}/" if kind in _DISTRICTS else opd.parent or opd.code


def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _without(words: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the OPD's own name, wherever it stands."""
    if not name or name[0] not in words:
        return words
    kept, place = list[str](), 0
    while place < len(words):
        own = words[place : place + len(name)] == name
        kept += () if own else (words[place],)
        place += len(name) if own else 1
    return tuple(kept)


def _clusters(texts: Iterable[_Text]) -> Iterator[list[_Text]]:
    """Texts that are equal or nearly so, together, in the order in which the first of each stands."""
    equal: dict[tuple[str, ...], list[_Text]] = {}
    for text in texts:
        equal.setdefault(text.words, []).append(text)
    heads, near, marked = list[frozenset[int]](), list[list[_Text]](), dict[int, list[int]]()
    for words, group in equal.items():
        runs = _runs(words)
        place = _nearest(runs, heads, marked)
        if place is None:
            for mark in sorted(runs)[:_MARKS]:
                marked.setdefault(mark, []).append(len(heads))
            heads.append(runs)
            near.append(group)
        else:
            near[place].extend(group)
    yield from near


def _nearest(
    runs: frozenset[int], heads: Sequence[frozenset[int]], marked: Mapping[int, list[int]]
) -> int | None:
    """The place of a text that shares enough runs: one of the few that share most of the smallest ones."""
    smallest = sorted(runs)[:_MARKS]
    shared = Counter(place for mark in smallest for place in marked.get(mark, ())[:_LOOKED])
    for place, _ in shared.most_common(_TRIED):
        head = heads[place]
        if len(runs & head) >= _SHARED * len(runs | head):
            return place
    return None


def _runs(words: tuple[str, ...]) -> frozenset[int]:
    """Runs of words as numbers that are the same on every machine."""
    starts = range(max(len(words) - _RUN + 1, 1))
    return frozenset(zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in starts)
