"""Small plots as shapes: whoever draws them gives the colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 220, 44, 12, 26
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A rectangle: `series` says which colour it has."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Tick:
    """A number on the axis, or a year under it."""

    at: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line from point to point, as SVG writes points: "x,y x,y"."""

    points: str
    series: int


@dataclass(frozen=True)
class Plot:
    """Stacked bars, one for each year; or lines."""

    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    lines: tuple[Tick, ...]
    curves: tuple[Line, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def stacked(rows: Sequence[tuple[int, Sequence[float]]]) -> Plot | None:
    """A plot of (year, numbers stacked on each other); None when there is nothing to see."""
    most = max((sum(values) for _, values in rows), default=0)
    if most <= 0:
        return None
    step = tick_step(most)
    top = -(-most // step) * step
    scale = (HEIGHT - TOP - BOTTOM) / top
    slot = (WIDTH - LEFT) / len(rows)
    base = HEIGHT - BOTTOM
    bars: list[Bar] = []
    for at, (_, values) in enumerate(rows):
        bars += _stack(LEFT + at * slot, slot, base, values, scale)
    every = -(-len(rows) // 12)
    years = [Tick(round(LEFT + (at + 0.5) * slot, 1), str(year))
             for at, (year, _) in enumerate(rows) if at % every == 0]  # fmt: skip
    lines = [Tick(round(base - v * scale, 1), str(v)) for v in range(0, int(top) + 1, step)]
    return Plot(tuple(bars), tuple(years), tuple(lines))


def shares_curve(curves: Sequence[Sequence[float]]) -> Plot:
    """Lorenz curves: for each curve the share of all that the first 0, 1, 2 … have, from 0 to 1.

    Drawn from corner to corner; a straight line means that all have the same.
    """
    base, across, up = HEIGHT - BOTTOM, WIDTH - LEFT - 20, HEIGHT - TOP - BOTTOM
    drawn = [
        Line(
            " ".join(
                f"{LEFT + across * at / max(1, len(curve) - 1):.1f},{base - up * share:.1f}"
                for at, share in enumerate(curve)
            ),
            series,
        )
        for series, curve in enumerate(curves)
    ]
    percents = range(0, 101, 25)
    below = tuple(Tick(round(LEFT + across * p / 100, 1), f"{p}%") for p in percents)
    beside = tuple(Tick(round(base - up * p / 100, 1), f"{p}%") for p in percents)
    return Plot((), below, beside, tuple(drawn))


def _stack(
    left: float, slot: float, base: float, values: Sequence[float], scale: float
) -> list[Bar]:
    bars: list[Bar] = []
    wide = min(slot * 0.7, 48)
    x, y = left + (slot - wide) / 2, base
    for series, value in enumerate(values):
        if value > 0:
            y -= value * scale
            bars.append(
                Bar(round(x, 1), round(y, 1), round(wide, 1), round(value * scale, 1), series)
            )
    return bars


def tick_step(most: float) -> int:
    """The distance between two lines, so that there are three to six of them."""
    size = 1
    while True:
        for step in _STEPS:
            if most / (step * size) <= 5:
                return step * size
        size *= 10
