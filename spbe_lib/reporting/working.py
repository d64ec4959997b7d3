"""How a printed figure was worked out (*hitungan*), as rows that a page unfolds: frozen, ready to be printed.

Whatever stands in a ``how`` can be done by hand: values, weights and products are exact (a decimal where it
ends, else a fraction), and only the last step rounds.
"""

from dataclasses import dataclass
from typing import Literal

Link = Literal["=", "dibulatkan", "tercetak", "jadi"]
"""The word between a working and its result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingLine:
    """One line: what is worked out, from what, and what comes of it.

    ``how`` is arithmetic ("3 × 2,75"; steps of a chain are joined by "="), ``link`` the word between it and
    the result: equal, rounded (*dibulatkan*), printed with other digits (*tercetak*), or *jadi* for what
    follows from it.
    """

    label: str
    how: str
    result: str
    link: Link = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingGroup:
    """Lines that add up to ``total``; ``name`` is empty where a figure has one group only."""

    name: str
    lines: tuple[WorkingLine, ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """One figure: what is added up, and what is made of the sum, the rounding last."""

    groups: tuple[WorkingGroup, ...]
    closing: tuple[WorkingLine, ...]
