"""The learned judgement of a place: how likely it is the scene of each kind of happening.

A linear model: each feature of `scene_features` adds its weights, one for each kind
(``scene_weights.csv``, in hundredths), and the sums become chances. Fitted by
``benchmarks/text/fit_reader.py``.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geomap.errors import InputError
from geomap.extract.learned.scene_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geomap.extract.learned.scene_features import Scene

WEIGHTS = Path(__file__).with_name("scene_weights.csv")

BIAS = "(bias)"
"""The feature that is always there."""


class SceneModel:
    """Judges scenes by the weights of their features.

    Parameters
    ----------
    rows
        Row of `table` for each feature.
    table
        A row for each feature, a column for each of `KINDS`.
    """

    def __init__(self, rows: Mapping[str, int], table: NDArray[np.float32]) -> None:
        self.rows = rows
        self.table = table

    def judge(self, scenes: Sequence[Scene]) -> None:
        """Set the `scene` of every mention; unknown features count for nothing."""
        shared: tuple[int, NDArray[np.float32]] = (-1, self.table[0])
        for scene in scenes:
            if scene.sentence != shared[0]:
                shared = (scene.sentence, self._sum([BIAS, *scene.shared]))
            total = shared[1] + self._sum(scene.own)
            chances = np.exp(total - total.max())
            scene.mention.scene = tuple((chances / chances.sum()).tolist())

    def _sum(self, names: Sequence[str]) -> NDArray[np.float32]:
        known = [row for name in names if (row := self.rows.get(name)) is not None]
        total: NDArray[np.float32] = self.table[known].sum(axis=0)
        return total


@cache
def load_scene_model(path: Path = WEIGHTS) -> SceneModel:
    """Return the model of a file of weights.

    Raises
    ------
    InputError
        If the file does not hold a weight of every feature for every kind.
    """
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    if tuple(head[1:]) != KINDS or not lines or any(len(line) != len(head) for line in lines):
        raise InputError(f"no weights of scenes: {path.name}", fix="take the file of a release")
    table = np.array([line[1:] for line in lines], dtype=np.float32) / np.float32(100)
    return SceneModel({line[0]: at for at, line in enumerate(lines)}, table)
