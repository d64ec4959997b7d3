"""Whether a file that names its cycle and edition belongs here; how a sentence calls it is the caller's."""

from collections.abc import Iterator, Mapping
from typing import Any

from spbe_lib.errors import Problem
from spbe_lib.law.editions import edition_hash
from spbe_lib.law.instrument import Instrument
from spbe_lib.records.register import Cycle
from spbe_lib.strict_yaml import clipped

ITS_OWN = "Masukkan ke siklusnya sendiri"
"""The remedy for a file of another cycle."""


def wording_problems(  # noqa: PLR0913 - the file, where it came, and how a sentence calls it
    told: Mapping[str, Any], name: str, cycle: Cycle, instrument: Instrument, *, made: str, remedy: str
) -> Iterator[Problem]:
    """What is foreign in a file that rests on the words of an edition: another edition, or other words.

    Args:
        told: The file; ``edition`` and ``edition_hash`` are texts.
        name: Its name.
        cycle: The cycle to which it is handed in.
        instrument: The cycle's edition.
        made: What was made for those words: "berkas ini", "formulirnya".
        remedy: What to do.
    """
    if told["edition"] != cycle.edition:
        needed = f"sedangkan siklus {cycle.name} memakai {cycle.edition}"
        what = f"berkas ini untuk peraturan {clipped(told['edition'])}, {needed}"
        yield Problem(where=name, what=what, remedy=remedy)
    elif told["edition_hash"] != edition_hash(instrument):
        what = f"{made} dibuat untuk rumusan {instrument.short_name} yang lain: syaratnya sudah berubah"
        yield Problem(where=name, what=what, remedy=remedy)


def cycle_problems(
    told: Mapping[str, Any], name: str, cycle: Cycle, *, remedy: str = ITS_OWN
) -> Iterator[Problem]:
    """What is foreign in a file of another cycle; ``told["cycle"]`` is a text."""
    if told["cycle"] != cycle.name:
        what = f"berkas ini untuk siklus {clipped(told['cycle'])}, bukan {cycle.name}"
        yield Problem(where=name, what=what, remedy=remedy)


def sender_problems(told: Mapping[str, Any], name: str, cycle: Cycle, called: str) -> Iterator[Problem]:
    """What is foreign in a small file of one OPD: its cycle, its edition, an OPD that the register lacks.

    Args:
        told: The file; ``cycle``, ``edition`` and ``opd`` are texts.
        name: Its name, as a sentence may show it.
        cycle: The cycle to which it is handed in.
        called: What the sentence calls it: "daftar ini".
    """
    for key, mine in (("cycle", cycle.name), ("edition", cycle.edition)):
        if told[key] != mine:
            what = f"{called} untuk {clipped(told[key])}, bukan {mine}"
            yield Problem(where=name, what=what, remedy=ITS_OWN)
    if told["opd"] not in {each.code for each in cycle.opds}:
        what = f"OPD '{clipped(told['opd'])}' tidak ada di daftar siklus ini"
        yield Problem(where=name, what=what, remedy="Periksa opd.csv")
