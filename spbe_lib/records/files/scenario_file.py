"""A simulation that was kept under a name (*skenario*): which levels it changes, of which values, by whom.

One file each, ``scenarios/<slug>.yaml``::

    name: Naik ke 4,35
    by: Sari
    at: 2026-11-27T01:15:00+00:00
    edition: permenpanrb-59-2020
    base: {values: mandiri, round: final, code: 0123…}
    levels: {13: "4", 22: "4"}
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, StringConstraints

from spbe_lib.errors import InputError, Problem
from spbe_lib.figures import Span, printed
from spbe_lib.law.editions import edition_codes, load_edition
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.files.assessment_file import item_codes, read_value
from spbe_lib.records.files.opd_file import is_slug
from spbe_lib.records.model import Stage
from spbe_lib.sheets import Sheet, Text, shaped
from spbe_lib.strict_yaml import YamlFile, clipped, parse

SUFFIX, LONGEST_NAME = ".yaml", 80
_LONGEST_SLUG = 40
_CHANGE = re.compile(r"([^=\s]+)=([^=\s]+)")
_HOW = "butir=tingkat, misalnya 13=4"


class Origin(StrEnum):
    """The values that a simulation begins with: those of a stage, or what the answers of the OPDs yield."""

    MANDIRI = Stage.MANDIRI.value
    DOKUMEN = Stage.DOKUMEN.value
    INTERVIU = Stage.INTERVIU.value
    VISITASI = Stage.VISITASI.value
    AKHIR = Stage.AKHIR.value
    ANSWERS = "jawaban"

    @property
    def stage(self) -> Stage | None:
        """The stage; None for what the answers yield."""
        return None if self is Origin.ANSWERS else Stage(self.value)

    @property
    def label(self) -> str:
        """The values as people read it."""
        return self.stage.label if self.stage else "rekap jawaban OPD (bukan nilai)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A kept simulation.

    Attributes:
        name: How somebody called it; plain text.
        by: Who kept it, ``at`` when.
        edition: Code of the regulation.
        origin: With which values it begins; ``frozen_round`` of which round, None for today's.
        base_code: What these values were then, see ``results.scenario.base_code``.
        levels: The changed values by item.
    """

    name: str
    by: str
    at: datetime
    edition: str
    origin: Origin
    frozen_round: str | None
    base_code: str
    levels: Mapping[str, Span]

    @property
    def slug(self) -> str:
        """Under which name its file is kept."""
        return slug_of(self.name)


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"'{clipped(text)}' bukan waktu; tulis seperti 2026-11-27T08:15:00+07:00")
    return moment


_Name = Annotated[Text, StringConstraints(max_length=LONGEST_NAME)]


class _BaseSheet(Sheet):
    values: Origin
    code: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    round: Text | None = None


class _ScenarioSheet(Sheet):
    name: _Name
    by: Text
    at: Annotated[datetime, BeforeValidator(_moment)]
    edition: Text
    base: _BaseSheet
    levels: dict[str, str]


def slug_of(name: str) -> str:
    """The file name for a name: letters and digits of it, small, with hyphens; empty where there are none.

    >>> slug_of("Naik ke 4,35 – Dinas Étoile!")
    'naik-ke-4-35-dinas-etoile'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-")
    # A word that stands for something else in file names, or that Windows keeps for itself, is told apart.
    return slug if not slug or is_slug(slug) else f"skenario-{slug}"[:_LONGEST_SLUG].strip("-")


def is_scenario_file(name: str) -> bool:
    """Whether a file is called as a kept simulation is."""
    return name.endswith(SUFFIX) and is_slug(name.removesuffix(SUFFIX))


def read_scenario(path: Path) -> Scenario:
    """Read a kept simulation.

    Raises:
        InputError: Every fault of the file: key, edition, item, value.
    """
    file = parse(path)
    sheet = shaped(file, _ScenarioSheet)
    if sheet is None:
        raise InputError(file.problems)
    levels = dict[str, Span]()
    if sheet.edition not in edition_codes():
        what = f"peraturan '{clipped(sheet.edition)}' tidak dikenal"
        file.problems.append(file.problem(("edition",), what, allowed=", ".join(edition_codes())))
    else:
        file.problems += _read_levels(file, load_edition(sheet.edition), sheet.levels, levels)
    if slug_of(sheet.name) != path.name.removesuffix(SUFFIX):
        what = "nama ini bukan nama berkasnya"
        file.problems.append(file.problem(("name",), what, remedy="Simpan ulang dengan nama lain"))
    if file.problems:
        raise InputError(file.problems)
    return Scenario(
        name=sheet.name,
        by=sheet.by,
        at=sheet.at,
        edition=sheet.edition,
        origin=sheet.base.values,
        frozen_round=sheet.base.round,
        base_code=sheet.base.code,
        levels=levels,
    )


def written_scenario(scenario: Scenario) -> bytes:
    """A kept simulation as it stands in its file."""
    instrument = load_edition(scenario.edition)
    base: dict[str, Any] = {"values": scenario.origin.value, "code": scenario.base_code}
    content = {
        "name": scenario.name,
        "by": scenario.by,
        "at": scenario.at.isoformat(timespec="seconds"),
        "edition": scenario.edition,
        "base": base | ({"round": scenario.frozen_round} if scenario.frozen_round else {}),
        "levels": {code: spelt(instrument, span) for code, span in scenario.levels.items()},
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000).encode()


def understood_changes(instrument: Instrument, texts: Iterable[str]) -> tuple[dict[str, Span], list[Problem]]:
    """Changes as somebody types them (``13=4``): the values by item, and what is wrong with the others."""
    items = {item.code: item for item in instrument.items}
    values, problems = dict[str, Span](), list[Problem]()
    for text in texts:
        found = _CHANGE.fullmatch(text)
        where = f"'{clipped(text)}'"
        if not found:
            problems.append(Problem(where=where, what="perubahan ini tidak terbaca", allowed=_HOW))
        elif found[1] not in items:
            what = f"{instrument.short_name} tidak mempunyai butir '{clipped(found[1])}'"
            problems.append(Problem(where=where, what=what, allowed=item_codes(instrument)))
        elif found[1] in values:
            what = f"butir {found[1]} disebut dua kali"
            problems.append(Problem(where=where, what=what, remedy="Hapus salah satunya"))
        else:
            try:
                values[found[1]] = read_value(instrument, items[found[1]], found[2])
            except ValueError as refusal:
                what = f"nilai '{clipped(found[2])}' tidak dikenal"
                problems.append(Problem(where=where, what=what, allowed=str(refusal)))
    return values, problems


def typed_changes(instrument: Instrument, levels: Mapping[str, Span]) -> str:
    """The same changes as somebody would type them, in legal order."""
    codes = [item.code for item in instrument.items if item.code in levels]
    return " ".join(f"{code}={spelt(instrument, levels[code])}" for code in codes)


def spelt(instrument: Instrument, span: Span) -> str:
    """A value as it is typed: a level, a fraction, or a printed figure."""
    return str(span.low) if span.exact is not None else printed(_middle(span), instrument.digits)


def _middle(span: Span) -> Any:
    return (span.low + span.high) / 2


def _read_levels(
    file: YamlFile, instrument: Instrument, texts: Mapping[str, str], levels: dict[str, Span]
) -> Iterator[Problem]:
    """Read the values of a file into ``levels``; what is wrong with them."""
    items = {item.code: item for item in instrument.items}
    for code, text in texts.items():
        if code not in items:
            what = f"{instrument.short_name} tidak mempunyai butir '{clipped(code)}'"
            yield file.problem(("levels", code), what, allowed=item_codes(instrument))
            continue
        try:
            levels[code] = read_value(instrument, items[code], text)
        except ValueError as refusal:
            what = f"nilai '{clipped(text)}' tidak dikenal"
            yield file.problem(("levels", code), what, allowed=str(refusal))
