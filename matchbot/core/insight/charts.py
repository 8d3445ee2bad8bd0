"""Which figures are drawn and told together, as a table of charts."""

from __future__ import annotations

from dataclasses import dataclass

from matchbot.core.insight.impact import Impact, ImpactYear
from matchbot.core.insight.plot import Plot, stacked


@dataclass(frozen=True)
class Chart:
    """A plot and the table under it: fields of ImpactYear.

    `share`: a part and its whole, told as a percentage beside them.
    """

    name: str
    drawn: tuple[str, ...]
    columns: tuple[str, ...]
    share: tuple[str, str] | None = None

    def years(self, impact: Impact) -> list[ImpactYear]:
        """The years that have something to tell, oldest first."""
        rows = list(impact.years)
        while rows and not any(getattr(rows[0], name) != 0 for name in self.columns):
            del rows[0]
        return rows if self.name != "people" else [row for row in rows if row.reported]

    def plot(self, impact: Impact) -> Plot | None:
        """The years as stacked bars; what may not be told is not drawn."""
        return stacked(
            [
                (row.year, [getattr(row, name) or 0 for name in self.drawn])
                for row in self.years(impact)
            ]
        )

    def percent(self, row: ImpactYear) -> int | None:
        """The share in whole percents; None where it may not be told or there is no whole."""
        if self.share is None:
            return None
        part, whole = (getattr(row, name) for name in self.share)
        return None if part is None or not whole else round(100 * part / whole)


CHARTS = (
    Chart("wises", ("wises",), ("wises_new", "wises")),
    Chart(
        "people",
        ("paid", "volunteer", "daytime"),
        ("paid", "volunteer", "daytime", "people", "moved_to_paid", "reported"),
    ),
    Chart("offerings", ("offerings",), ("offerings",)),
    Chart("needs", ("needs",), ("needs", "needs_met"), ("needs_met", "needs")),
    Chart(
        "leads",
        ("leads",),
        ("leads", "leads_due", "leads_in_time"),
        ("leads_in_time", "leads_due"),
    ),
    Chart("won", ("won_amount",), ("leads_won", "amounts", "won_amount")),
)
