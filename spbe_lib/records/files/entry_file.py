"""Entries of OPDs as one JSON file: what a cycle hands to the next year, exact and readable.

The spelling of one entry (``entry_as_plain``, ``entry_from_plain``) is that of every file with entries.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span
from spbe_lib.law.concordance import continuity_between
from spbe_lib.law.continuity import Continuity
from spbe_lib.law.editions import edition_codes
from spbe_lib.records.answers import (
    Entry,
    EvidenceReference,
    RecordedDocument,
    RecordedFact,
    RecordedResponse,
    Records,
    Response,
    ScopeFact,
    Standing,
    Status,
)
from spbe_lib.records.continued_answers import continued
from spbe_lib.records.documents import Document
from spbe_lib.strict_yaml import clipped

FORMAT = "spbe-jawaban-1"
Key = tuple[str, str]
"""OPD code and topic."""

_LARGEST = 20_000_000
_KINDS: Mapping[str, TypeAdapter[Entry]] = {
    "response": TypeAdapter(Response),
    "fact": TypeAdapter(ScopeFact),
    "document": TypeAdapter(Document),
}
_PARTS: Mapping[str, type] = {"evidence": EvidenceReference, "level": Span}
_LAST_YEAR = 9999
_NAMES: Mapping[type, str] = {Response: "response", ScopeFact: "fact", Document: "document"}
_BEFORE = Standing(
    version=1, status=Status.ACCEPTED, changed_at=datetime.min.replace(tzinfo=UTC), actor="", submission=""
)
"""Where an entry of a former year stands: it is over."""


def entry_as_plain(entry: Entry) -> dict[str, Any]:
    """One entry as plain values for JSON: ``kind`` and its fields; exact figures as fractions."""
    kind = _NAMES[type(entry)]
    content: dict[str, Any] = _KINDS[kind].dump_python(entry, mode="json", exclude_defaults=True)
    if "ticked" in content:
        content["ticked"] = sorted(content["ticked"])
    return {"kind": kind, **content}


def entry_from_plain(content: object) -> Entry:
    """The entry that plain values say.

    Raises:
        ValueError: They are not those of an entry: an unknown kind, a missing or foreign field, a level
            or a year that cannot be.
    """
    if not isinstance(content, dict) or content.get("kind") not in _KINDS:
        raise ValueError("kind")
    fields = {name: value for name, value in content.items() if name != "kind"}
    adapter = _KINDS[content["kind"]]
    entry = adapter.validate_json(json.dumps(fields))
    if foreign := set(_foreign(fields, type(entry))):
        raise ValueError(", ".join(sorted(foreign)))
    if isinstance(entry, Response) and entry.level and not 0 <= entry.level.low <= entry.level.high:
        raise ValueError("level")
    if isinstance(entry, Document) and entry.year is not None and not 0 < entry.year <= _LAST_YEAR:
        raise ValueError("year")
    return entry


def _foreign(fields: Mapping[str, Any], kind: type) -> Iterator[str]:
    """Names that nothing would come of, here or in a part."""
    yield from fields.keys() - set(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    for name, part in _PARTS.items():
        content = fields.get(name) or []
        for each in content if isinstance(content, list) else [content]:
            yield from _foreign(each, part)


def write_entry_file(
    cycle: str, year: int, edition: str, entries: Iterable[Entry], wording: str | None = None
) -> bytes:
    """What the OPDs of a cycle answered, as a file for the next year; equal content, equal bytes.

    ``wording`` is the ``edition_hash`` of a cycle with its own list of evidence items, None without one.
    """
    plain = [entry_as_plain(each) for each in sorted(entries, key=lambda each: (each.opd, each.topic))]
    about = {"format": FORMAT, "cycle": cycle, "year": year, "edition": edition, "entries": plain}
    about |= {"wording": wording} if wording else {}
    return (json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_entry_file(path: Path, edition: str, wording: str | None = None) -> Records:
    """Read what the OPDs answered in a former year.

    Args:
        path: The file.
        edition: Code of the edition of today. Answers under another one mean something else: of them only
            the material goes along that ``continued`` carries over.
        wording: The ``edition_hash`` of today where the cycle has its own list of evidence items.

    Raises:
        InputError: The file is missing, damaged, of another format, of another list, or of an edition from
            which no concordance leads to that of today.
    """
    content = _content(path)
    continuity = _continuity(content.get("edition"), edition)
    if continuity is None:
        what = f"berkas ini memakai peraturan '{clipped(content.get('edition'))}', bukan '{clipped(edition)}'"
        remedy = "Sebut berkas dari peraturan yang sama, atau yang mempunyai padanan ke peraturan itu"
        raise InputError([Problem(where=path.name, what=what, remedy=remedy)])
    if content["edition"] == edition and content.get("wording") != wording:
        what = "jawaban di berkas ini diberikan atas daftar butir bukti yang lain"
        raise InputError([Problem(where=path.name, what=what, remedy="Pakai daftar butir yang sama")])
    try:
        entries = [entry_from_plain(each) for each in content["entries"]]
        _check(content, entries)
    except (ValueError, KeyError, TypeError, ValidationError):
        what, remedy = "isi berkas ini tidak lengkap atau berubah", "Buat lagi dengan `spbe init --from`"
        raise InputError([Problem(where=path.name, what=what, remedy=remedy)]) from None
    if content["edition"] != edition:
        return as_recorded(continued(entries, continuity), _BEFORE)
    return as_recorded(entries, _BEFORE)


def _continuity(former: object, edition: str) -> Continuity | None:
    """What leads from the edition that a file names to the one of today; None where nothing does."""
    if former not in edition_codes() or edition not in edition_codes():
        return None
    return continuity_between(str(former), edition)


def as_recorded(entries: Iterable[Entry], standing: Standing) -> Records:
    """Entries as records that all stand alike, with nothing else beside them."""
    responses, facts = dict[Key, RecordedResponse](), dict[Key, RecordedFact]()
    documents = dict[Key, RecordedDocument]()
    for each in entries:
        if isinstance(each, Response):
            responses[each.opd, each.item] = RecordedResponse(content=each, standing=standing)
        elif isinstance(each, ScopeFact):
            facts[each.opd, each.requirement] = RecordedFact(content=each, standing=standing)
        else:
            documents[each.opd, each.key] = RecordedDocument(content=each, standing=standing)
    return Records(responses=responses, facts=facts, documents=documents)


def _check(content: Mapping[str, Any], entries: list[Entry]) -> None:
    """Look at what no single entry shows: that it is a list, and that each topic comes once."""
    topics = {(each.opd, each.topic) for each in entries}
    if not isinstance(content["entries"], list) or len(topics) < len(entries):
        raise ValueError("entries")


def _content(path: Path) -> dict[str, Any]:
    what, remedy = "berkas tidak dapat dibuka", "Periksa nama dan letaknya"
    try:
        if path.stat().st_size <= _LARGEST:
            content = json.loads(path.read_bytes())
            if isinstance(content, dict) and content.get("format") == FORMAT:
                return content
        what, remedy = "ini bukan berkas jawaban tahun lalu", "Buat dengan `spbe init --from`"
    except (ValueError, RecursionError):
        what, remedy = "berkas rusak atau terpotong", "Salin lagi dari sumbernya"
    except OSError:
        pass
    raise InputError([Problem(where=path.name, what=what, remedy=remedy)])
