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
        A row for each feature, a column for each of `KINDS`; whole hundredths, so that sums do not
        depend on the order of features.
    """

    def __init__(self, rows: Mapping[str, int], table: NDArray[np.float32]) -> None:
        self.rows = rows
        self.table = table
        self.bias = [rows[BIAS]]

    def judge(self, scenes: Sequence[Scene]) -> None:
        """Set the `scene` of every mention; unknown features count for nothing."""
        rows: list[int] = []
        starts: list[int] = []
        get = self.rows.get
        sentence, shared = -1, self.bias
        for scene in scenes:
            if scene.sentence != sentence:
                sentence = scene.sentence
                shared = [row for n in scene.shared if (row := get(n)) is not None] + self.bias
            starts.append(len(rows))
            rows += shared
            rows += [row for n in scene.own if (row := get(n)) is not None]
        if not scenes:
            return
        total = np.add.reduceat(self.table[rows], starts, axis=0) / np.float32(100)
        chances = np.exp(total - total.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        for scene, own in zip(scenes, chances.tolist(), strict=True):
            scene.mention.scene = tuple(own)


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
    table = np.array([line[1:] for line in lines], dtype=np.float32)
    return SceneModel({line[0]: at for at, line in enumerate(lines)}, table)
