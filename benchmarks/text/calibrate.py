"""Fit the confidence of rows on coded reports: each text judged by what the others teach.

Run: ``python benchmarks/text/calibrate.py SCORE.PY FOLDER... [--write]``. A folder holds
``gold.csv``, ``index.csv`` and ``texts/ID.txt``; the scorer is that of the coded sets.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from geomap.events.reading_rows import frame_readings
from geomap.extract.compose.confidence import WEIGHTS, signs_of
from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings

RIDGE = 2.0
FOLDS = 10


def judged_rows(folder: Path, scorer) -> tuple[list[dict[str, float]], list[int], list[str]]:  # type: ignore[no-untyped-def]
    """Return signs, verdict (1 right) and text of every row read from a coded folder."""
    reader = make_reader(PlaceSettings())
    with (folder / "index.csv").open(encoding="utf-8") as table:
        index = [r for r in csv.DictReader(table) if (folder / "texts" / f"{r['id']}.txt").exists()]
    readings = []
    for row in index:
        text = (folder / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
        day = date.fromisoformat(row["published"]) if row.get("published") else None
        readings.append(reader.read(Report(row["id"], text, day)))
    frame = frame_readings(readings, reader.finder.gazetteer)
    gold, pred = scorer.read_table(folder / "gold.csv"), frame.fillna("").astype(str)
    _, detail = scorer.run(gold, pred, scorer.read_table(folder / "index.csv"))
    signs, right, texts = [], [], []
    for reading in readings:
        name = reading.report.report_id
        _, _, hit, _, _ = detail[name]
        good = {b for b, verdict in hit.values() if verdict and verdict["found"]}
        for at, event in enumerate(reading.events):
            signs.append(signs_of(event, reading.events, at, arabic=reading.lang == "ar"))
            right.append(int(at in good))
            texts.append(name)
    return signs, right, texts


def fit(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return intercept and weights of the likeliest model under a ridge."""

    def loss(w: np.ndarray) -> float:
        z = w[0] + signs @ w[1:]
        return float(np.logaddexp(0, -z * (2 * right - 1)).sum() + RIDGE * (w[1:] ** 2).sum() / 2)

    return np.asarray(minimize(loss, np.zeros(signs.shape[1] + 1), method="L-BFGS-B").x)


def main() -> None:
    """Fit, show left-out figures, and write the weights on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    parts = [judged_rows(folder, scorer) for folder in options.folders]
    signs = [s for part in parts for s in part[0]]
    right = np.array([r for part in parts for r in part[1]])
    texts = [t for part in parts for t in part[2]]
    names = sorted({name for s in signs for name in s})
    table = np.array([[s.get(name, 0.0) for name in names] for s in signs])
    order = {t: k % FOLDS for k, t in enumerate(dict.fromkeys(texts))}
    fold = np.array([order[t] for t in texts])
    left_out = np.zeros(len(right))
    for k in range(FOLDS):
        w = fit(table[fold != k], right[fold != k])
        left_out[fold == k] = 1 / (1 + np.exp(-(w[0] + table[fold == k] @ w[1:])))
    print(f"rows {len(right)}, right {right.mean():.2f}; each text by the others:")
    for lo in np.arange(0, 1, 0.1):
        inside = (left_out >= lo) & (left_out < lo + 0.1)
        if inside.any():
            print(
                f"  told {lo:.1f}-{lo + 0.1:.1f}: {inside.sum():4} rows, right {right[inside].mean():.2f}"
            )
    for least in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        kept = left_out >= least
        print(
            f"  at least {least}: {kept.sum()} rows, precision {right[kept].mean():.2f}, of the right ones {right[kept].sum() / right.sum():.2f}"
        )
    w = fit(table, right)
    if options.write:
        lines = [
            "# Fitted by benchmarks/text/calibrate.py; log-odds that a row is right in place, day and kind.",
            f"intercept = {w[0]:.3f}",
            *(f'"{n}" = {v:.3f}' for n, v in zip(names, w[1:], strict=True) if abs(v) >= 0.01),
        ]
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
