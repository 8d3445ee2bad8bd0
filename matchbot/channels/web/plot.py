"""Small plots as shapes: the template draws them as SVG, the stylesheet gives the colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 220, 44, 12, 26
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A rectangle: `series` says which colour of the stylesheet it has."""

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
class Plot:
    """Stacked bars, one for each year."""

    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    lines: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def stacked(rows: Sequence[tuple[int, Sequence[int]]]) -> Plot | None:
    """A plot of (year, numbers stacked on each other); None when there is nothing to see."""
    most = max((sum(values) for _, values in rows), default=0)
    if not most:
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
    lines = [Tick(round(base - v * scale, 1), str(v)) for v in range(0, top + 1, step)]
    return Plot(tuple(bars), tuple(years), tuple(lines))


def _stack(left: float, slot: float, base: float, values: Sequence[int], scale: float) -> list[Bar]:
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


def tick_step(most: int) -> int:
    """The distance between two lines, so that there are three to six of them."""
    size = 1
    while True:
        for step in _STEPS:
            if most / (step * size) <= 5:
                return step * size
        size *= 10
