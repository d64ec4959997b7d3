"""One figure of the benchmarks: what ours takes, what a peer takes in the same run, and the bar."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_ROW = "{:66} {:>8} {:16} {:>8}  {:12} {:12} {}"
HEADS = _ROW.format("figure", "ours", "", "ratio", "bar", "reached", "peer")
"""The head of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of ``outputs/benchmarks.json``.

    Attributes:
        name: What is measured.
        unit: Of ``ours`` and ``peer``.
        ours: Median over the rounds.
        peer: The same for the peer, in the same rounds; None where there is none, or none is installed.
        peer_name: Who or what that is.
        ratio: ``peer / ours`` under a bar that asks for at least so many times as fast, else ``ours / peer``;
            the median over the rounds.
        bar: What is to be reached; a bar with a unit is one for ``ours``, else it is one for ``ratio``.
        reached: Whether it is; None where the figure is only stated.
    """

    name: str
    unit: str
    ours: float
    peer: float | None
    peer_name: str
    ratio: float | None
    bar: str
    reached: bool | None

    @property
    def line(self) -> str:
        """The figure as a row of the table."""
        peer = self.peer_name if self.peer is None else f"{self.peer_name}: {_short(self.peer)} {self.unit}"
        ratio = "" if self.ratio is None else _short(self.ratio)
        reached = {True: "yes", False: "NO", None: ""}[self.reached]
        return _ROW.format(self.name, _short(self.ours), self.unit, ratio, self.bar, reached, peer).rstrip()


def faster(
    name: str, ours: Sequence[float], peer: Sequence[float], peer_name: str, *, bar: float | None = None
) -> Figure:
    """How many times as fast as the peer: seconds of each, round by round; only stated without a bar."""
    ratio = statistics.median(theirs / mine for mine, theirs in zip(ours, peer, strict=True))
    return Figure(
        name=name,
        unit="s",
        ours=statistics.median(ours),
        peer=statistics.median(peer),
        peer_name=peer_name,
        ratio=ratio,
        bar="stated" if bar is None else f">= {bar:g} x",
        reached=None if bar is None else ratio >= bar,
    )


def within(
    name: str, ours: Sequence[float], peer: Sequence[float], peer_name: str, *, bar: float, unit: str = "s"
) -> Figure:
    """How many times what the peer takes, round by round: at most so many."""
    ratio = statistics.median(mine / theirs for mine, theirs in zip(ours, peer, strict=True))
    return Figure(
        name=name,
        unit=unit,
        ours=statistics.median(ours),
        peer=statistics.median(peer),
        peer_name=peer_name,
        ratio=ratio,
        bar=f"<= {bar:g} x",
        reached=ratio <= bar,
    )


def below(
    name: str,
    ours: Sequence[float],
    unit: str,
    *,
    bar: float,
    peer: Sequence[float] = (),
    peer_name: str = "",
) -> Figure:
    """A bar for ours alone, in its own unit; a peer stands beside it to be compared."""
    mine, theirs = statistics.median(ours), statistics.median(peer) if peer else None
    return Figure(
        name=name,
        unit=unit,
        ours=mine,
        peer=theirs,
        peer_name=peer_name,
        ratio=mine / theirs if theirs else None,
        bar=f"<= {bar:g} {unit}",
        reached=mine <= bar,
    )


def stated(name: str, ours: Sequence[float], unit: str, peer_name: str = "") -> Figure:
    """A figure without a peer or a bar."""
    return Figure(
        name=name,
        unit=unit,
        ours=statistics.median(ours),
        peer=None,
        peer_name=peer_name,
        ratio=None,
        bar="stated",
        reached=None,
    )


def _short(value: float) -> str:
    """Three figures that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
