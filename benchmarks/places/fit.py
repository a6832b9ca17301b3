"""Fit the figures of the candidate model to all sources but one, and score the one left out.

    python benchmarks/places/fit.py BUILT.parquet [--left-out] [--sample 1]

The model is a conditional logit: every query has its candidates and "none of these". A merit is
linear in the weights, so a candidate's row of features is read off by moving one weight at a time.
Sources: the names of the UCDP table with and without hints; the same in Arabic where the reference
table knows the Arabic; the lines of CENTCOM (towns named near a strike, no gold: their UCDP points);
OCHA's own spelling of places against the installed gazetteer, known and unknown; the spelling
systems of `systems.py`; names that are no place in Syria (``absent.csv``). Cells with two names are
left out. ``--left-out`` fits once without each source and prints what that does on it.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import sys
from pathlib import Path

import numpy as np

from benchmarks.places.fit_cases import FITTED, NAMES, Case, Stack, features
from benchmarks.places.fit_queries import (
    absent_queries,
    hard_queries,
    ocha_queries,
    read_ocha,
    removed_queries,
    system_queries,
    ucdp_queries,
)
from geomap.gazetteer.installed import load_installed
from geomap.gazetteer.loading import load_gazetteer
from geomap.resolver.candidates import Index
from geomap.resolver.weights import RESOLVE_AT, Weights
from geomap.settings import data_dir

RIDGE = 0.4


def fit(
    cases: list[Case], weights: Weights, prior: Weights, weight_of: dict[str, float]
) -> Weights:
    """Return the weights of greatest penalised likelihood, by gradient steps."""
    stack = Stack(cases, weight_of)
    w = np.array([getattr(weights, n) for n in NAMES])
    w0 = np.array([getattr(prior, n) for n in NAMES])
    scale = np.maximum(np.abs(w0), 1.0)
    row_weight = stack.weight[stack.owner]
    held = np.array([name not in FITTED for name in NAMES])
    velocity = np.zeros_like(w)
    square = np.zeros_like(w)
    for step in range(1, 500):
        chance, chosen, _ = stack.chances(w)
        gradient = stack.matrix[:, :-1].T @ ((chosen - chance) * row_weight)
        gradient -= RIDGE * len(cases) / 1000 * (w - w0) / scale**2
        gradient[held] = 0.0
        velocity = 0.9 * velocity + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = 0.06 * (1 - step / 520)
        w = w + rate * (velocity / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    for name in ("vowels", "consonants", "same_bones", "length", "length_wide"):
        w[NAMES.index(name)] = max(0.0, w[NAMES.index(name)])
    return dataclasses.replace(
        weights, **{n: round(float(v), 2) for n, v in zip(NAMES, w, strict=True)}
    )


def say(cases: list[Case], weights: Weights) -> str:
    """Return log loss, answers, and the share right in each band of scores."""
    w = np.array([getattr(weights, n) for n in NAMES])
    stack = Stack(cases, {})
    chance, _, loss = stack.chances(w)
    bands: dict[int, list[bool]] = {}
    answers = right = 0
    for case, start in zip(cases, stack.starts.tolist(), strict=True):
        shares = chance[start : start + len(case.right)]
        best = int(np.argmax(shares[1:])) + 1 if len(shares) > 1 else 0
        if best and shares[best] >= RESOLVE_AT:
            answers += 1
            right += bool(case.right[best])
            bands.setdefault(min(9, int(shares[best] * 10)), []).append(bool(case.right[best]))
    told = "  ".join(f".{b}: {np.mean(v):.2f} of {len(v)}" for b, v in sorted(bands.items()))
    n = len(cases)
    return (
        f"n {n:5} log loss {loss.mean():.4f} answered {answers / n:.3f}"
        f" right {right / n:.3f} not {(answers - right) / n:.4f}  {told}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("--left-out", action="store_true", help="fit without each source in turn")
    arguments = parser.parse_args()
    dice = random.Random(3)
    built = Index(load_gazetteer(arguments.gazetteer))
    installed = Index(load_installed(data_dir()))
    ocha = read_ocha()
    known = {place.pcode for place in installed.gazetteer.places.values()}
    prior = Weights()
    cases = features(built, [*ucdp_queries(ocha), *absent_queries()], prior)
    cases += features(built, system_queries(built.gazetteer, dice), prior)
    cases += features(built, removed_queries(built.gazetteer, dice), prior)
    cases += features(installed, ocha_queries(ocha, known, dice), prior)
    as_installed = [
        query._replace(source="ucdp-installed")
        for query in ucdp_queries([])
        if query.source == "ucdp"
    ]
    cases += features(installed, as_installed, prior)
    cases += features(installed, hard_queries(installed.gazetteer.places), prior)
    weight_of = {"systems": 0.6, "ocha": 0.7, "ocha-unknown": 0.4, "removed": 0.06, "hard": 1.5}
    groups = {"ucdp": ("ucdp", "ucdp-installed", "arabic"), "ocha": ("ocha", "ocha-unknown"),
              "systems": ("systems",), "removed": ("removed",),"absent": ("absent",), "hard": ("hard",)}  # fmt: skip
    for members in groups.values() if arguments.left_out else ():
        weights = fit([c for c in cases if c.source not in members], prior, prior, weight_of)
        for one in members:
            print(f"left out {one:14}", say([c for c in cases if c.source == one], weights))
    weights = fit(cases, prior, prior, weight_of)
    for source in sorted({case.source for case in cases}):
        some = [case for case in cases if case.source == source]
        print(f"before {source:14}", say(some, prior), file=sys.stderr)
        print(f"after  {source:14}", say(some, weights), file=sys.stderr)
    for name in NAMES:
        print(f"    {name}: float = {getattr(weights, name)}")


if __name__ == "__main__":
    main()
