"""Text that wants to be more than text, put into every text field of a report input."""

import dataclasses
from typing import Any

from spbe_lib.reporting.consolidated.document import ConsolidatedInput

HOSTILE = (
    r"$a_$ \frac{ {{ 7*7 }} {% raw %} <script>window.hacked = 1</script> </div></style>--> "
    '"\' onload=alert(1) &lt;b&gt; <img src=x onerror="window.hacked=1"> `**tebal**` =HYPERLINK("x") 🙈 '
    "\u202e5,00\u2066 \x1b[31m " + "x" * 200
)
"""Math, templates, markup, quotes, entities, a formula, an emoji and 200 letters without a break."""

_CODED = {
    "stage_names",
    "ground",
    "obstacle",
    "start",
    "end",
    "state",
    "due_state",
    "extent",
    "kind",
    "stage",
    "basis",
    "unanswered_means",
    "height",
    "begins",
    "ends",
    "start_height",
    "start_name",
    "start_shown",
    "bar",
    "outcome",
    "core_heights",
    "core_shown",
    "exact",
    "shown",
    "nothing_fulfilled_counts",
    "link",
}
"""Fields that hold no text: members of a fixed list, and figures."""

_LONG = {"items", "details", "steps", "scopes", "matrix", "answers", "risks", "scripts", "bins", "notes"}
_ENOUGH = 6
"""Rows that are kept of each long list: every kind of cell is there, and a page of shouting stays short."""


def made_hostile(report: ConsolidatedInput) -> ConsolidatedInput:
    """The same report input with hostile text in every text field."""
    hostile: ConsolidatedInput = _hostile(report)
    return hostile


def _hostile(value: Any) -> Any:
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(_hostile(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        fields |= {
            name: fields[name][:_ENOUGH] for name in _LONG & set(fields) if type(fields[name]) is tuple
        }
        changed = {name: _hostile(content) for name, content in fields.items() if name not in _CODED}
        return dataclasses.replace(value, **(fields | changed))
    return value
