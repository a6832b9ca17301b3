"""Fit what the reader learned on coded reports: scenes of places, and how sure a row is.

Run: ``python -m benchmarks.text.fit_reader SCORE.PY --developed FOLDER ... --fresh FOLDER ...
[--unseen FOLDER ...] [--write]``. A folder holds ``gold.csv``, ``index.csv`` and ``texts/ID.txt``.
Rules were written on the developed sets, so those count less. Every figure is of texts left out;
unseen sets are only read with what the others taught. Needs scipy and LightGBM, and only this does.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from benchmarks.text.coded_reports import (
    Coded,
    folds_of,
    load_scorer,
    make_coded_reader,
    read_folder,
    read_rows,
    see_scenes,
)
from benchmarks.text.fit_rows import FRESH, Node, RowTable
from geomap.extract.learned import row_trees, scene_model
from geomap.extract.learned.row_signs import signs_of
from geomap.extract.learned.row_trees import RowTrees
from geomap.extract.learned.scene_kinds import KINDS
from geomap.extract.learned.scene_model import BIAS, SceneModel
from geomap.jobs.extraction import MAIN_SHARE

FOLDS = 5
RIDGE = 30.0
LEAST_SEEN = 3
"""Scenes in which a feature must be seen."""

STEPS = 60
AT_LEAST = 0.4
PARTS = ("date", "actor1", "actor2", "fat")
"""Parts of a row whose share of right ones is told, as the scorer names them."""


def fit_linear(table: Any, kinds: Any, weights: Any, count: int, ridge: float) -> Any:
    """Return the weights of the likeliest multinomial model, the last row its bias."""
    rows, columns = table.shape
    across = table.T.tocsr()
    truth = np.zeros((rows, count))
    truth[np.arange(rows), kinds] = 1

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(columns + 1, count)
        z = table @ w[:-1] + w[-1]
        z -= z.max(axis=1, keepdims=True)
        e = np.exp(z)
        total = e.sum(axis=1, keepdims=True)
        gap = (e / total - truth) * weights[:, None]
        value = (weights * (np.log(total[:, 0]) - z[np.arange(rows), kinds])).sum()
        slope = np.vstack([across @ gap + ridge * w[:-1], gap.sum(axis=0)])
        return float(value + ridge / 2 * (w[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((columns + 1) * count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return found.x.reshape(columns + 1, count)


class SceneTable:
    """The scenes of coded reports as a sparse table."""

    def __init__(self, texts: list[Coded]) -> None:
        seen: list[tuple[int, set[str], int, float]] = []
        for at, text in enumerate(texts):
            for scene, kinds in text.scenes:
                features = {*scene.own, *scene.shared}
                seen += [(at, features, KINDS.index(k), 1 / len(kinds)) for k in sorted(kinds)]
        counts: dict[str, int] = {}
        for _, features, _, _ in seen:
            for name in features:
                counts[name] = counts.get(name, 0) + 1
        self.names = sorted(name for name, n in counts.items() if n >= LEAST_SEEN)
        column = {name: at for at, name in enumerate(self.names)}
        cells = [
            (row, column[name])
            for row, (_, features, _, _) in enumerate(seen)
            for name in sorted(features)
            if name in column
        ]
        row, col = zip(*cells, strict=True)
        there = np.ones(len(cells))
        self.table = sparse.csr_matrix((there, (row, col)), shape=(len(seen), len(self.names)))
        self.text = np.array([at for at, *_ in seen])
        self.kind = np.array([kind for _, _, kind, _ in seen])
        self.weight = np.array([
            w * (FRESH if texts[at].fresh else 1.0) for at, _, _, w in seen
        ])  # fmt: skip

    def fit(self, left_in: Any) -> dict[str, Any]:
        """Return the weights of each feature, in hundredths, fitted on some of the scenes."""
        w = fit_linear(
            self.table[left_in], self.kind[left_in], self.weight[left_in], len(KINDS), RIDGE
        )
        out = {BIAS: np.round(100 * w[-1]).astype(int)}
        for name, row in zip(self.names, w, strict=False):
            hundredths = np.round(100 * row).astype(int)
            if np.abs(hundredths).max() >= 2:
                out[name] = hundredths
        return out


def as_model(weights: dict[str, Any]) -> SceneModel:
    """Return weights as the model that reads with them."""
    table = np.array(list(weights.values()), dtype=np.float32)
    return SceneModel({name: at for at, name in enumerate(weights)}, table)


def figures(texts: list[Coded], rows: list[list[Any]], sure: list[list[float]], scorer: Any) -> str:
    """Return recall, precision and the like of the rows that are sure enough."""
    tallies: dict[str, float] = {}
    for text, found, told in zip(texts, rows, sure, strict=True):
        kept = [
            row for row, c in zip(found, told, strict=True)
            if c >= (AT_LEAST * MAIN_SHARE if row.main == "yes" else AT_LEAST)
        ]  # fmt: skip
        day = scorer.day(text.published)
        counts, *_ = scorer.score_text(text.report.report_id, "", day, text.gold, kept)
        for key, value in counts.items():
            if not isinstance(value, str):
                tallies[key] = tallies.get(key, 0) + value
    gold, kept_rows = max(1, tallies["gold"]), max(1, tallies["rows"])
    recall, precision = tallies["found"] / gold, tallies["right"] / kept_rows
    both = max(1e-9, recall + precision)
    return (
        f"texts {len(texts):3} gold {gold:4.0f} rows {kept_rows:4.0f} recall {recall:.3f} precision {precision:.3f} "
        f"f1 {2 * recall * precision / both:.3f} whole {tallies['whole'] / gold:.3f} "
        f"twice {tallies['dup'] / len(texts):.2f} wrong25 {100 * tallies['wrong25'] / kept_rows:.1f} "
        + " ".join(f"{p} {tallies[p] / max(1, tallies[p + '_n']):.2f}" for p in PARTS)
    )


def cross_fit(texts: list[Coded], scorer: Any) -> tuple[dict[str, Any], list[Node]]:
    """Print left-out figures beside those of today's weights; return weights of all texts."""
    reader = make_coded_reader()
    reader.faint = 0.0
    today = reader.scenes
    before = [read_rows(reader, text, scorer) for text in texts]
    told = [[e.confidence or 0.0 for e in t.reading.events] for t in texts if t.reading]
    show("with the weights that stand (they may know these texts)", texts, before, told, scorer)
    scenes = SceneTable(texts)
    part = np.array(folds_of(texts, FOLDS))
    after: list[list[Any]] = [[] for _ in texts]
    for fold in range(FOLDS):
        reader.scenes = as_model(scenes.fit(part[scenes.text] != fold))
        for at in np.flatnonzero(part == fold):
            after[at] = read_rows(reader, texts[at], scorer)
    reader.scenes = today
    rows = RowTable(texts, after, scorer)
    owner = np.array(rows.text)
    sure: list[list[float]] = [[] for _ in texts]
    for fold in range(FOLDS):
        trees = RowTrees.of_lines(rows.fit(part[owner] != fold))
        for at in np.flatnonzero(part == fold):
            sure[at] = trees.judge(rows.signs_of_text(at))
    show("each text by what the others teach", texts, after, sure, scorer)
    calibration(rows, sure, [t.fresh for t in texts])
    return scenes.fit(scenes.kind >= 0), rows.fit(owner >= 0)


def read_unseen(texts: list[Coded], scenes: dict[str, Any], nodes: list[Node], scorer: Any) -> None:
    """Print the figures of texts that taught nothing."""
    reader = make_coded_reader()
    reader.faint = 0.0
    reader.scenes = as_model(scenes)
    rows = [read_rows(reader, text, scorer) for text in texts]
    trees = RowTrees.of_lines(nodes)
    told = [trees.judge(signs_of(t.reading.events)) for t in texts if t.reading]
    show("unseen", texts, rows, told, scorer)


def show(title: str, texts: list[Coded], rows: Any, sure: Any, scorer: Any) -> None:
    """Print the figures of each set and of all fresh ones."""
    print(title)
    sets: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        sets.setdefault(text.folder, []).append(at)
        if text.fresh:
            sets.setdefault("all fresh", []).append(at)
    for name, of in sets.items():
        picked = [[part[at] for at in of] for part in (texts, rows, sure)]
        print(f"  {name:10} {figures(*picked, scorer)}", flush=True)


def calibration(rows: RowTable, sure: list[list[float]], fresh: list[bool]) -> None:
    """Print how often rows are right by how sure they were told, on the fresh sets."""
    told = np.array([c for own in sure for c in own])
    right, new = np.array(rows.right), np.array([fresh[at] for at in rows.text])
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        here = new & (told >= low) & (told < low + 0.2 + (low == 0.8))
        print(
            f"  told {low:.1f}-{low + 0.2:.1f}: {here.sum():4} rows, right {right[here].mean():.2f}"
        )


def write(scenes: dict[str, Any], nodes: list[Node]) -> None:
    """Write both files of weights beside the code that reads them."""
    with scene_model.WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", *KINDS])
        table.writerows([name, *row] for name, row in scenes.items())
    with row_trees.TREES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(row_trees.COLUMNS)
        table.writerows(nodes)


def main() -> None:
    """Fit, show left-out figures, and write the weights on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--developed", type=Path, nargs="*", default=[])
    parser.add_argument("--fresh", type=Path, nargs="*", default=[])
    parser.add_argument("--unseen", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    folders = [(f, False) for f in options.developed] + [(f, True) for f in options.fresh]
    texts = [t for folder, fresh in folders for t in read_folder(folder, scorer, fresh=fresh)]
    reader = make_coded_reader()
    for text in texts:
        see_scenes(reader, text, scorer)
    weights = cross_fit(texts, scorer)
    if options.unseen:
        unseen = [t for f in options.unseen for t in read_folder(f, scorer, fresh=True)]
        read_unseen(unseen, *weights, scorer)
    if options.write:
        write(*weights)


if __name__ == "__main__":
    main()
