"""What became of the rows of a run, in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from geomap.settings import APART_KM

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

_Key = TypeVar("_Key", int, str)

MOST_REASONS = 40
"""Reasons of rejects that are told apart; further ones count as one."""
OTHER = "other faults"
_FIGURES = re.compile(r"\d+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass
class Tally:
    """Figures of a run, for its closing summary. Rows in = events + unplaced + rejects.

    `reasons` counts the rejects by field and fault, `examples` holds the first of each: row number
    and what is said of it.
    """

    events: int = 0
    unplaced: int = 0
    rejects: int = 0
    apart: int = 0
    precision: dict[int, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)

    @property
    def rows_in(self) -> int:
        """Rows of the table, the header not counted."""
        return self.events + self.unplaced + self.rejects

    def add(self, events: pa.Table, unplaced: pa.Table, rejects: pa.Table) -> None:
        """Count one batch."""
        import pyarrow.compute as pc

        self.events += events.num_rows
        self.unplaced += unplaced.num_rows
        self.rejects += rejects.num_rows
        for counts, column in (
            (self.precision, events["geo_precision"]),
            (self.verdicts, unplaced["verdict"]),
        ):
            for pair in pc.value_counts(column):
                _count(counts, pair["values"].as_py(), pair["counts"].as_py())
        if "apart_km" in events.column_names:
            self.apart += pc.sum(pc.greater(events["apart_km"], APART_KM)).as_py() or 0
        if rejects.num_rows:
            self._add_reasons(rejects)

    def _add_reasons(self, rejects: pa.Table) -> None:
        import pyarrow.compute as pc

        told = [rejects[name].cast("string") for name in ("field", "problem", "fix")]
        rows = rejects["row"].to_pylist()
        joined = pc.binary_join_element_wise(*told, "\x1f").to_pylist()
        for row, text in zip(rows, joined, strict=True):
            where, problem, fix = (text or "\x1f\x1f").split("\x1f", 2)
            self._note(*_name_reason(int(row or 0), where, problem, fix), 1)

    def _note(self, reason: str, example: str, count: int) -> None:
        if reason not in self.reasons and len(self.reasons) >= MOST_REASONS:
            reason, example = OTHER, ""
        _count(self.reasons, reason, count)
        self.examples.setdefault(reason, example)

    def join(self, others: Iterable[Tally]) -> Tally:
        """Add the figures of other tallies to this one, and return it."""
        for other in others:
            self.events += other.events
            self.unplaced += other.unplaced
            self.rejects += other.rejects
            self.apart += other.apart
            for scale, count in other.precision.items():
                _count(self.precision, scale, count)
            for verdict, count in other.verdicts.items():
                _count(self.verdicts, verdict, count)
            for reason, count in other.reasons.items():
                self._note(reason, other.examples.get(reason, ""), count)
        return self


def _count(counts: dict[_Key, int], key: _Key, count: int) -> None:
    counts[key] = counts.get(key, 0) + count


def _name_reason(row: int, where: str, problem: str, fix: str) -> tuple[str, str]:
    """Return the kind of a fault, the same for all rows that have it, and its words for one row."""
    kind = _FIGURES.sub("0", _QUOTED.sub("''", problem))
    said = f"{where} {problem}" if where else problem
    return f"{where}\x1f{kind}", f"row {row}: {said}" + (f"; {fix}" if fix else "")
