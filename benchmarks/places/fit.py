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
import csv
import dataclasses
import math
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.places.systems import SYSTEMS, count_namesakes, list_names, write_name
from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.entries import CROSS
from geomap.gazetteer.installed import load_installed
from geomap.gazetteer.loading import load_gazetteer
from geomap.lang.name_keys import name_key, parse_name
from geomap.model import Hints
from geomap.resolver.candidates import ALIKE, ALIKE_WIDE, Index
from geomap.resolver.cells.readings import SEPARATORS
from geomap.resolver.weights import RESOLVE_AT, Weights
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.model import Place

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("GEOMAP_SHARED") or HERE.parents[2] / "shared")
HARD = HERE.parents[1] / "tests" / "resolver" / "hard_names.csv"
STEP = 0.5
RIDGE = 0.4
UNKNOWN = 0.2
"""Share of the names of the systems whose place the gazetteer is told to forget."""
FITTED = frozenset(
    [
        "sounded",
        "vowels",
        "consonants",
        "spelled",
        "length",
        "length_exact",
        "length_wide",
        "cross_script",
        "near_key",
        "brief_key",
        "qualifier_missing",
        "qualifier_extra",
        "hint_deep",
        "hint_inside",
        "hint_partly",
        "hint_astray",
        "exact",
        "none",
        "sparse",
        "common",
        "missing",
        "alone_spelled",
        "deep_spelled",
        "inside_spelled",
    ]
)
"""Figures that are fitted; the sources say too little of the others, which stay as they are."""
NAMES = [field.name for field in dataclasses.fields(Weights)]


class Query(NamedTuple):
    """A name, its hints, and its gold point (None: not a place that is known)."""

    source: str
    name: str
    hints: Hints
    point: tuple[float, float] | None
    weight: float = 1.0
    without: str = ""


class Case(NamedTuple):
    """A query as a matrix (candidates x weights, "none" first, a constant last) and what is right."""

    source: str
    matrix: np.ndarray
    right: np.ndarray
    weight: float = 1.0


def read_ocha() -> list[dict[str, str]]:
    with (SHARED / "reference" / "ocha_places.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def ucdp_queries(ocha: list[dict[str, str]]) -> list[Query]:
    """Return UCDP's names with and without hints, and their Arabic."""
    queries: list[Query] = []
    arabic: dict[str, list[tuple[float, float, str]]] = {}
    for row in ocha:
        if row["name_ar"] and not SEPARATORS.search(row["name_ar"]):
            arabic.setdefault(name_key(row["name_en"].split(" (")[0]), []).append(
                (float(row["lon"]), float(row["lat"]), row["name_ar"])
            )
    with (SHARED / "bench" / "ucdp_places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["kind"] != "settlement":
                continue
            point = (float(row["lon"]), float(row["lat"]))
            hints = Hints(row["admin1"], row["admin2"])
            if not SEPARATORS.search(row["name"]):
                queries += [
                    Query(
                        "ucdp", row["name"], said, point, 0.7 + math.log10(float(row["n_events"]))
                    )
                    for said in (hints, Hints(row["admin1"]), Hints())
                ]
            for lon, lat, name in arabic.get(name_key(row["name"]), ()):
                if gap_km(lon, lat, *point) < 3:
                    queries += [Query("arabic", name, said, point) for said in (hints, Hints())]
    return queries


def hard_queries(places: Mapping[str, Place]) -> list[Query]:
    """Return the names of ``tests/resolver/hard_names.csv`` that are one place's, or no place's."""
    queries = []
    with HARD.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            place = places.get(row["expect"])
            if SEPARATORS.search(row["name"]) or (place is None and "/" in row["expect"]):
                continue
            point = (place.lon, place.lat) if place is not None else None
            queries.append(Query("hard", row["name"], Hints(row["admin1"], row["admin2"]), point))
    return queries


def absent_queries() -> list[Query]:
    queries = []
    with (HERE / "absent.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            units = row["admin1"], "Aleppo", "Idlib"
            queries += [Query("absent", row["name"], Hints(unit), None) for unit in units]
    return queries


def ocha_queries(ocha: list[dict[str, str]], known: set[str], dice: random.Random) -> list[Query]:
    """Return OCHA's own spellings, of places that are known and of others."""
    queries = []
    for row in dice.sample(ocha, 2200):
        if SEPARATORS.search(row["name_en"]) or SEPARATORS.search(row["name_ar"]):
            continue
        point = (float(row["lon"]), float(row["lat"]))
        source = "ocha" if row["pcode"] in known else "ocha-unknown"
        said = Hints(row["admin1"]), Hints(row["admin1"], row["admin2"]), Hints()
        for name in {row["name_en"], row["name_ar"]} - {""}:
            queries += [Query(source, name, hints, point) for hints in said]
    return queries


def system_queries(gazetteer, dice: random.Random) -> list[Query]:
    """Return names as the systems of transliteration write them, of places that are known or not.

    A place that is left out of its own query stands for one that nobody has.
    """
    queries = []
    seen = count_namesakes(gazetteer)
    for place, read in list_names(gazetteer, 1):
        code = dice.choice([*SYSTEMS, *[""] * 12])
        if code:
            name = write_name(read, SYSTEMS[code])
            point = place.lon, place.lat
            lost = place.place_id if dice.random() < UNKNOWN else ""
            queries += [
                Query("removed" if lost else "systems", name, said, point, without=lost)
                for said in (Hints(place.admin1, place.admin2), Hints(place.admin1), Hints())
                if lost or (seen[name_key(place.name_ar), said.admin1] <= 1
                and seen[name_key(place.name), said.admin1] <= 1)
            ]  # fmt: skip
    return queries


def removed_queries(gazetteer, dice: random.Random) -> list[Query]:
    """Return names of villages that the gazetteer is told to forget, English and Arabic."""
    queries = []
    places = [p for p in gazetteer.places.values() if p.feature_class == "P" and p.country == "SY"]
    for place in dice.sample([p for p in places if p.importance < 50], 1300):
        for name in {place.name, place.name_ar} - {""}:
            if not SEPARATORS.search(name):
                queries += [
                    Query("removed", name, said, (place.lon, place.lat), without=place.place_id)
                    for said in (Hints(place.admin1, place.admin2), Hints(place.admin1), Hints())
                ]
    return queries


def features(index: Index, queries: list[Query], weights: Weights) -> list[Case]:
    """Return the queries as matrices."""
    names = NAMES
    index.weights = weights
    sets = []
    for query in queries:
        parsed, wanted = parse_name(query.name), index.hints.read(query.hints)
        found = index.find(parsed, wanted)
        least = weights.none + weights.sparse * index.sparseness
        wide = not found or max(s.merit for s in found.values()) < least + 1.0
        if wide:
            found = {**index.find(parsed, wanted, wide=True), **found}
        found.pop(query.without, None)
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
        if field not in FITTED or field in ("none", "sparse"):
            continue
        index.weights = dataclasses.replace(weights, **{field: getattr(weights, field) + STEP})
        for matrix, before, after in zip(matrices, base, merits(), strict=True):
            matrix[1:, column] = (after - before) / STEP
    index.weights = weights
    flat = np.array([getattr(weights, n) for n in names])
    result = []
    for matrix, before, query, (_, _, _, places) in zip(matrices, base, queries, sets, strict=True):
        source, point, weight = query.source, query.point, query.weight
        matrix[0, names.index("none")] = 1.0
        matrix[0, names.index("sparse")] = index.sparseness
        constant = np.concatenate([[0.0], before - matrix[1:] @ flat])
        right = np.array(
            [False]
            + [
                (p.country != "SY") if point is None else gap_km(p.lon, p.lat, *point) <= 5
                for p in places
            ]
        )
        right[0] = not right.any() if point is not None else True
        result.append(Case(source, np.column_stack([matrix, constant]), right, weight))
    return result


class Stack:
    """Cases one below the other."""

    def __init__(self, cases: list[Case], weight_of: dict[str, float]) -> None:
        self.matrix = np.concatenate([case.matrix for case in cases])
        self.right = np.concatenate([case.right for case in cases])
        counts = np.array([len(case.right) for case in cases])
        self.starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.owner = np.repeat(np.arange(len(cases)), counts)
        self.weight = np.array([weight_of.get(c.source, 1.0) * c.weight for c in cases])

    def powers(self, w: np.ndarray) -> np.ndarray:
        """Return each row's power, one for the best of its case."""
        merit = self.matrix[:, :-1] @ w + self.matrix[:, -1]
        top = np.maximum.reduceat(merit, self.starts)
        return np.exp(merit - top[self.owner])

    def chances(self, w: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return each row's chance, its chance given what is right, and each case's log loss."""
        power = self.powers(w)
        total = np.add.reduceat(power, self.starts)
        right = np.add.reduceat(power * self.right, self.starts)
        return (
            power / total[self.owner],
            power * self.right / right[self.owner],
            -np.log(right / total),
        )


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
