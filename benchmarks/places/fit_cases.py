"""Queries as matrices of candidates and weights, and cases one below the other."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.entries import CROSS
from geomap.lang.name_keys import parse_name
from geomap.resolver.candidates import ALIKE, ALIKE_WIDE, Index
from geomap.resolver.weights import Weights

if TYPE_CHECKING:
    from benchmarks.places.fit_queries import Query

STEP = 0.5
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
        "arabic_spelled",
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


class Case(NamedTuple):
    """A query as a matrix (candidates x weights, "none" first, a constant last) and what is right."""

    source: str
    matrix: np.ndarray
    right: np.ndarray
    weight: float = 1.0


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
