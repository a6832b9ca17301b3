"""Fit the figures of the candidate model to half of the development table; score the other half.

    python benchmarks/places/fit.py BUILT.parquet [--shared ../shared] [--rounds 3]

The model is a conditional logit: every query has its candidates and "none of these". A merit is
linear in the weights, so a candidate's row of features is read off by moving one weight at a time.
Queries: the names of the UCDP table with and without hints, in Arabic where the reference table
knows the Arabic, and names that are no place in Syria (``absent.csv``). Rows are split by a hash
of the name: even ones fit, odd ones judge. Cells with two names are left out of the fit.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import sys
import zlib
from pathlib import Path

import numpy as np

from geomap.gazetteer.conflate import gap_km
from geomap.gazetteer.entries import CROSS
from geomap.gazetteer.gazetteer import load_gazetteer
from geomap.lang.name_keys import name_key, parse_name
from geomap.model import Hints
from geomap.resolve.candidates import ALIKE, ALIKE_WIDE, Index
from geomap.resolve.cells.readings import SEPARATORS
from geomap.resolve.weights import Weights

HERE = Path(__file__).parent
STEP = 0.5
RIDGE = 0.6


def read_queries(shared: Path) -> list[tuple[str, Hints, tuple[float, float] | None]]:
    """Return name, hints and gold point (None: no place in Syria) of every query."""
    queries: list[tuple[str, Hints, tuple[float, float] | None]] = []
    arabic: dict[str, list[tuple[float, float, str]]] = {}
    with (shared / "reference" / "ocha_places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["name_ar"] and not SEPARATORS.search(row["name_ar"]):
                arabic.setdefault(name_key(row["name_en"].split(" (")[0]), []).append(
                    (float(row["lon"]), float(row["lat"]), row["name_ar"])
                )
    with (shared / "bench" / "ucdp_places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["kind"] != "settlement":
                continue
            point = (float(row["lon"]), float(row["lat"]))
            hints = Hints(row["admin1"], row["admin2"])
            if not SEPARATORS.search(row["name"]):
                queries += [(row["name"], hints, point), (row["name"], Hints(), point)]
                queries.append((row["name"], Hints(row["admin1"]), point))
            for lon, lat, name in arabic.get(name_key(row["name"]), ()):
                if gap_km(lon, lat, *point) < 3:
                    queries += [(name, hints, point), (name, Hints(), point)]
    with (HERE / "absent.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            queries += [(row["name"], Hints(row["admin1"]), None)]
            queries += [(row["name"], Hints("Aleppo"), None), (row["name"], Hints("Idlib"), None)]
    return queries


def features(index: Index, queries: list, weights: Weights) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a matrix (candidates x weights, "none" first) and the right rows of each query."""
    names = [field.name for field in dataclasses.fields(Weights)]
    index.weights = weights
    sets = []
    for name, hints, _ in queries:
        parsed, wanted = parse_name(name), index.hints.read(hints)
        found = index.find(parsed, wanted)
        wide = not found or max(s.merit for s in found.values()) < weights.none + 1.0
        if wide:
            found = {**index.find(parsed, wanted, wide=True), **found}
        top = sorted(found.values(), key=lambda s: -s.merit)[:25]
        places = {s.place.place_id for s in top}
        cross = parsed.voiced.translate(CROSS)
        own = index.bucket(parsed.key)
        near = index.neighbours(parsed.key) if wide else []
        alike = [
            [pair for bucket in group for pair in bucket.alike(parsed, cross, least)
             if pair[0].place.place_id in places]
            for group, least in ((near, ALIKE_WIDE), ([own] if own else [], ALIKE))
        ]  # fmt: skip
        sets.append((parsed, wanted, alike, [s.place for s in top]))
    matrices = [np.zeros((len(s[3]) + 1, len(names))) for s in sets]

    def merits() -> list[np.ndarray]:
        out = []
        for parsed, wanted, (near, own), places in sets:
            scored = {
                **index.score(parsed, near, wanted, wide=True),
                **index.score(parsed, own, wanted),
            }
            out.append(np.array([scored[p.place_id].merit for p in places]))
        return out

    base = merits()
    for column, field in enumerate(names):
        index.weights = dataclasses.replace(weights, **{field: getattr(weights, field) + STEP})
        for matrix, before, after in zip(matrices, base, merits(), strict=True):
            matrix[1:, column] = (after - before) / STEP
    index.weights = weights
    flat = np.array([getattr(weights, n) for n in names])
    result = []
    for matrix, before, (_, _, point), (_, _, _, places) in zip(
        matrices, base, queries, sets, strict=True
    ):
        matrix[0, names.index("none")] = 1.0
        constant = np.concatenate([[0.0], before - matrix[1:] @ flat])
        right = np.array(
            [False]
            + [
                (p.country != "SY") if point is None else gap_km(p.lon, p.lat, *point) <= 5
                for p in places
            ]
        )
        right[0] = not right.any() if point is not None else True
        result.append((np.column_stack([matrix, constant]), right))
    return result


def fit(data: list, weights: Weights, prior: Weights) -> Weights:
    """Return the weights of greatest penalised likelihood, by Newton-like gradient steps."""
    names = [field.name for field in dataclasses.fields(Weights)]
    w = np.array([getattr(weights, n) for n in names])
    w0 = np.array([getattr(prior, n) for n in names])
    scale = np.maximum(np.abs(w0), 1.0)
    velocity = np.zeros_like(w)
    square = np.zeros_like(w)
    for step in range(1, 400):
        gradient = -RIDGE * len(data) / 1000 * (w - w0) / scale**2
        for matrix, right in data:
            merit = matrix[:, :-1] @ w + matrix[:, -1]
            power = np.exp(merit - merit.max())
            chance = power / power.sum()
            chosen = power * right / (power * right).sum()
            gradient += matrix[:, :-1].T @ (chosen - chance)
        velocity = 0.9 * velocity + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = 0.05 * (1 - step / 420)
        w = w + rate * (velocity / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return dataclasses.replace(
        weights, **{n: round(float(v), 2) for n, v in zip(names, w, strict=True)}
    )


def log_loss(data: list, weights: Weights) -> float:
    """Return the mean log loss per query."""
    names = [field.name for field in dataclasses.fields(Weights)]
    w = np.array([getattr(weights, n) for n in names])
    losses = []
    for matrix, right in data:
        merit = matrix[:, :-1] @ w + matrix[:, -1]
        power = np.exp(merit - merit.max())
        losses.append(-np.log((power * right).sum() / power.sum()))
    return float(np.mean(losses))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="fit to both halves")
    arguments = parser.parse_args()
    index = Index(load_gazetteer(arguments.gazetteer))
    queries = read_queries(arguments.shared)
    halves: list[list] = [[], []]
    for query in queries:
        point = query[2]
        token = f"{point}" if point else query[0]
        halves[zlib.crc32(token.encode()) % 2].append(query)
    prior = weights = Weights()
    for round_ in range(arguments.rounds):
        train = features(index, halves[0], weights)
        test = features(index, halves[1], weights)
        used = train + test if arguments.all else train
        before = log_loss(train, weights), log_loss(test, weights)
        weights = fit(used, weights, prior)
        after = log_loss(train, weights), log_loss(test, weights)
        print(f"round {round_ + 1}: fit half {before[0]:.4f} -> {after[0]:.4f}, "
              f"other half {before[1]:.4f} -> {after[1]:.4f}", file=sys.stderr)  # fmt: skip
    for field in dataclasses.fields(Weights):
        print(f"    {field.name}: float = {getattr(weights, field.name)}")


if __name__ == "__main__":
    main()
