"""How likely a row is right in place, day and kind: small decision trees over `row_signs`.

Each tree asks a few signs against a bound and ends in a number; the sum of all is the log-odds.
Fitted by ``benchmarks/text/fit_reader.py``.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geomap.errors import InputError
from geomap.extract.learned.row_signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TREES = Path(__file__).with_name("row_trees.csv")
COLUMNS = ("sign", "bound", "low", "high", "value")
"""A node asks whether its sign is at most its bound and goes on with the line `low` or `high`, \
counted from 0; an end has only a value, in thousandths. A node that none leads to is a root."""


TOGETHER = 1000
"""Rows that are judged in one go."""


class RowTrees:
    """Decision trees as one table of nodes.

    Parameters
    ----------
    sign, bound, low, high, value
        Columns of the nodes; an end leads to itself.
    """

    def __init__(
        self,
        sign: NDArray[np.intp],
        bound: NDArray[np.float64],
        low: NDArray[np.intp],
        high: NDArray[np.intp],
        value: NDArray[np.int64],
    ) -> None:
        self.sign, self.bound, self.value = sign, bound, value
        self.onward = np.stack([low, high], axis=1).ravel()
        nodes = np.arange(len(sign))
        led_to = np.concatenate([low[low != nodes], high[high != nodes]])
        self.roots = np.setdiff1d(nodes, led_to)
        self.depth = 0
        at = self.roots
        while (below := np.unique(self.onward[np.concatenate([2 * at, 2 * at + 1])])).tolist() != (
            at.tolist()
        ):
            at, self.depth = below, self.depth + 1

    @classmethod
    def of_lines(cls, lines: Sequence[Sequence[str]]) -> RowTrees:
        """Return the trees of a table's lines.

        Raises
        ------
        ValueError
            If there is none, or one asks an unknown sign or leads back or out of the table.
        """
        nodes = [_node(at, line) for at, line in enumerate(lines)]
        if not nodes or any(
            not at <= goes < len(nodes) for at, node in enumerate(nodes) for goes in node[2:4]
        ):
            raise ValueError("a node that leads nowhere")
        sign, bound, low, high, value = zip(*nodes, strict=True)
        return cls(
            np.array(sign, dtype=np.intp), np.array(bound), np.array(low, dtype=np.intp),
            np.array(high, dtype=np.intp), np.array(value, dtype=np.int64),
        )  # fmt: skip

    def judge(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return for each row how likely it is right."""
        out: list[float] = []
        for first in range(0, len(rows), TOGETHER):
            signs = np.array(rows[first : first + TOGETHER], dtype=np.float64)
            out += self._judge(signs)
        return out

    def _judge(self, signs: NDArray[np.float64]) -> list[float]:
        first = np.arange(0, signs.size, signs.shape[1])[:, None]
        at = np.tile(self.roots, (len(signs), 1))
        for _ in range(self.depth):
            above = signs.take(first + self.sign.take(at)) > self.bound.take(at)
            at = self.onward.take(2 * at + above)
        odds = self.value.take(at).sum(axis=1) / 1000
        return [round(chance, 3) for chance in (1 / (1 + np.exp(-odds))).tolist()]


@cache
def load_row_trees(path: Path = TREES) -> RowTrees:
    """Return the trees of a file.

    Raises
    ------
    InputError
        If it holds no table of trees.
    """
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    try:
        return RowTrees.of_lines(lines if tuple(head) == COLUMNS else [])
    except ValueError:
        raise InputError(f"no trees: {path.name}", fix="take the file of a release") from None


def _node(at: int, line: Sequence[str]) -> tuple[int, float, int, int, int]:
    """Return a line of the table as a node; an end leads to itself."""
    sign, bound, low, high, value = line
    if not sign:
        return 0, 0.0, at, at, int(value)
    return SIGNS.index(sign), float(bound), int(low), int(high), 0
