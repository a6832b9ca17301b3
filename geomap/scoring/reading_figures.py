"""Figures of a reading: shares with their intervals, as lines for people and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.scoring.tallies import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.scoring.tallies import Tally

DRAWS, SEED = 2000, 1
"""How often the reports are drawn anew for an interval, and from which seed."""

KINDS = ("single", "roundup", "analysis")


@dataclass(frozen=True)
class ReadingFigures:
    """Shares of some reports, NaN where nothing was asked; `name` says which reports.

    Recall is of coded rows that are not optional, precision of all rows that were read;
    ``whole`` rows have both actors right too.
    """

    name: str
    reports: int
    counts: Counter[str]
    recall: float
    precision: float
    f1: float
    whole: float
    intervals: dict[str, tuple[float, float]]
    parts: dict[str, float]
    main_recall: float
    twice_per_report: float
    extra_per_report: float
    far_per_100: float

    def as_dict(self) -> dict[str, object]:
        """Return the figures as JSON can hold them."""
        shares = {
            "recall": self.recall, "precision": self.precision, "f1": self.f1,
            "whole": self.whole, "main_recall": self.main_recall,
            "told_twice_per_report": self.twice_per_report,
            "extra_per_report": self.extra_per_report, "far_per_100_rows": self.far_per_100,
            **{f"{part}_of_reached": share for part, share in self.parts.items()},
        }  # fmt: skip
        rounded = {name: None if np.isnan(x) else round(x, 4) for name, x in shares.items()}
        ends = {
            name: [None if np.isnan(x) else round(x, 4) for x in pair]
            for name, pair in self.intervals.items()
        }
        c = self.counts
        counts = {
            "gold": c["gold"], "found": c["found"], "reached": c["reached"], "rows": c["rows"],
            "right": c["right"], "late": c["late"], "far": c["far"], "far_pins": c["far pins"],
            "unplaced": c["unplaced"],
        }  # fmt: skip
        return {"set": self.name, "reports": self.reports, **counts, **rounded, "interval90": ends}

    def lines(self) -> list[str]:
        """Return the figures as lines for people."""
        c, ends = self.counts, self.intervals
        parts = ", ".join(f"{name} {_share(share)}" for name, share in self.parts.items())
        found = f"found {c['found']}, reached {c['reached']}; of main rows {self.main_recall:.2f}"
        far = f"{self.far_per_100:.1f} per 100 rows ({c['far']}, {c['far pins']} as pins)"
        twice, spare = self.twice_per_report, self.extra_per_report
        unsaid = ", ".join(
            f"{what} {c[f'invented {what}']}" for what in ("dates", "tolls", "actors")
        )
        return [
            f"{self.name}: {self.reports} reports, {c['gold']} coded rows, {c['rows']} read",
            f"  recall    {self.recall:.2f}  {_span(ends['recall'])}  {found}",
            f"  precision {self.precision:.2f}  {_span(ends['precision'])}  right {c['right']}",
            f"  f1        {self.f1:.2f}  {_span(ends['f1'])}",
            f"  whole row {self.whole:.2f}  {c['whole']} with both actors right too",
            f"  of reached: {parts}",
            f"  a report: told twice {twice:.2f}, spare {spare:.2f}",
            f"  over 25 km off {far}; unplaced {c['unplaced']}; after publication {c['late']}",
            f"  said where the coding is empty: {unsaid}",
        ]


def figures_of(name: str, tallies: Sequence[Tally]) -> ReadingFigures:
    """Return the figures of some reports."""
    total: Counter[str] = sum((tally.counts for tally in tallies), Counter())
    reports = max(1, len(tallies))
    recall = _rate(total["found"], total["gold"])
    precision = _rate(total["right"], total["rows"])
    return ReadingFigures(
        name=name,
        reports=len(tallies),
        counts=total,
        recall=recall,
        precision=precision,
        f1=_f1(recall, precision),
        whole=_rate(total["whole"], total["gold"]),
        intervals=draw_intervals(tallies),
        parts={part: _rate(total[part], total[f"{part} asked"]) for part in PARTS},
        main_recall=_rate(total["main found"], total["main gold"]),
        twice_per_report=total["told twice"] / reports,
        extra_per_report=total["extra"] / reports,
        far_per_100=100 * _rate(total["far"], total["rows"]),
    )


def figures_by_kind(name: str, tallies: Sequence[Tally]) -> list[ReadingFigures]:
    """Return the figures of all reports, then those of each kind."""
    kinds = sorted(
        {tally.kind for tally in tallies} - {""}, key=lambda k: ([*KINDS, k].index(k), k)
    )
    groups = [(kind, [tally for tally in tallies if tally.kind == kind]) for kind in kinds]
    return [
        figures_of(name, tallies),
        *(figures_of(f"{name}, {kind}", group) for kind, group in groups),
    ]


def draw_intervals(tallies: Sequence[Tally]) -> dict[str, tuple[float, float]]:
    """Return the 90 % intervals of recall, precision and f1: reports drawn anew `DRAWS` times."""
    names = ("found", "gold", "right", "rows")
    table = np.array([[tally.counts[name] for name in names] for tally in tallies], dtype=float)
    if not len(table):
        return dict.fromkeys(("recall", "precision", "f1"), (float("nan"), float("nan")))
    chance = np.random.default_rng(SEED)
    drawn = np.array(
        [table[chance.integers(0, len(table), len(table))].sum(0) for _ in range(DRAWS)]
    )
    with np.errstate(all="ignore"):
        recall, precision = drawn[:, 0] / drawn[:, 1], drawn[:, 2] / drawn[:, 3]
        f1 = np.where(recall + precision > 0, 2 * recall * precision / (recall + precision), 0.0)
    out = {}
    for name, values in (("recall", recall), ("precision", precision), ("f1", f1)):
        known = values[~np.isnan(values)]
        ends = np.percentile(known, [5, 95]) if len(known) else (float("nan"), float("nan"))
        out[name] = (float(ends[0]), float(ends[1]))
    return out


def _rate(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def _span(ends: tuple[float, float]) -> str:
    return f"[{ends[0]:.2f} {ends[1]:.2f}]"


def _share(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.2f}"
