"""Doubts: how likely it is that a place that a gazetteer does not know bears the same name.

A name that many known places bear is borne by unknown ones, too; and where a gazetteer knows one
village in six (``gazetteer/communities.csv`` has how many there are), a name found there may as
well be that of one of the other five. A hint of the district says enough to leave the doubt out.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.resolver.admin_context import Fit
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from geomap.gazetteer.entries import EntryTable, Numbers
    from geomap.model import Place
    from geomap.resolver.weights import Weights

KNOWN_WELL = 50.0
"""Importance from which a place is meant however it is spelt."""

SMALL, FAMOUS = 30.0, 75.0
"""Importance up to which a place is doubted, and from which it is not."""

TOWN, CAPITAL = 58.0, 88.0
"""Importance of towns that a hint of a neighbouring governorate does not undo; a capital's name is
another governorate's, and contradicts the hint."""

WITH_HINT = 0.25
"""What is left of the doubt about a common name where the governorate is given."""

MOST_KNOWN = 1.02
"""Share of places that would leave no doubt; nobody knows all."""


MANY_MISSING = 0.35
"""Share of the country's villages that a gazetteer lacks which leaves the most to doubt."""

A_COUNTRY = 1000
"""Settlements of a gazetteer that means to hold the whole country; one of a few places does not."""


class Doubts(NamedTuple):
    """What is taken from the merit of each entry of a table.

    ``alone`` without a hint, ``alone_spelled`` the same where the spelling differs, ``within``
    inside the governorate given, or outside it, ``close`` less than 40 km outside it, where a
    town of a name of its own is more likely than that a village bears its name.
    """

    alone: Numbers
    alone_spelled: Numbers
    within: Numbers
    close: Numbers

    def of(self, entry: Numbers, fit: Numbers, exact: Numbers) -> Numbers:
        """Return what is taken from entries (by number) that lie so to the hints."""
        alone = np.where(exact, self.alone[entry], self.alone_spelled[entry])
        close = exact & (fit == int(Fit.CLOSE))
        within = np.where(close, self.close[entry], self.within[entry])
        within = np.where(fit == int(Fit.DEEP), 0.0, within)
        return np.where(fit == int(Fit.NONE), alone, within)


def weigh_doubts(table: EntryTable, weights: Weights) -> Doubts:
    """Return the doubts about every entry of a table under some weights."""
    places = table.places
    settled = np.array([p.feature_class == "P" and p.country == "SY" for p in places], dtype=bool)
    spots = np.array([p.feature_class in "PSL" and p.country == "SY" for p in places], dtype=bool)
    importance = np.array([p.importance for p in places], dtype=float)[table.place]
    little = np.clip((FAMOUS - importance) / (FAMOUS - SMALL), 0.0, 1.0)
    namesakes = np.log1p(_count_namesakes(table, settled))
    common = weights.common * np.where(spots[table.place], namesakes, 0.0)
    shy = weights.alone_spelled * np.clip(1.0 - importance / KNOWN_WELL, 0.0, None)
    gaps = _gaps(table, settled)
    gap = np.array([gaps.get(place.admin1, 0.0) for place in places])[table.place]
    small = settled[table.place]
    within = WITH_HINT * common + np.where(small, little * weights.missing * gap, 0.0)
    settlement = np.array([p.feature_class == "P" for p in places], dtype=bool)[table.place]
    town = settlement & (importance >= TOWN) & (importance < CAPITAL) & (namesakes == 0.0)
    trust = np.where(town & table.strong, weights.hint_beside - weights.hint_close, 0.0)
    return Doubts(common, common + np.where(small, shy, 0.0), within, within - trust)


def _count_namesakes(table: EntryTable, settled: Numbers) -> Numbers:
    """Return how many settlements but one bear a name that sounds like each entry."""
    sound = table.key * max(1, len(table.sounds)) + table.voiced
    rows = np.flatnonzero(settled[table.place])
    _, sign = np.unique(sound, return_inverse=True)
    both = np.unique(sign[rows] * max(1, len(table.places)) + table.place[rows])
    counts = np.bincount(both // max(1, len(table.places)), minlength=int(sign.max(initial=0)) + 1)
    return np.maximum(counts[sign] - 1, 0)


def _gaps(table: EntryTable, settled: Numbers) -> dict[str, float]:
    """Return the odds, as a logarithm, that a place of each governorate is not known."""
    known: dict[str, int] = {}
    for number in np.flatnonzero(settled).tolist():
        unit = table.places[number].admin1
        known[unit] = known.get(unit, 0) + 1
    gaps: dict[str, float] = {}
    if sum(known.values()) < A_COUNTRY:
        return gaps
    for unit, there in read_communities().items():
        missing = max(0.0, 1.0 - known.get(unit, 0) / there)
        gaps[unit] = float(np.log1p(missing / (MOST_KNOWN - missing)))
    return gaps


def _share_missing(places: Iterable[Place]) -> float:
    """Return the share of the country's villages that a gazetteer lacks."""
    known: dict[str, int] = {}
    for place in places:
        if place.feature_class == "P" and place.country == "SY":
            known[place.admin1] = known.get(place.admin1, 0) + 1
    there = read_communities()
    missing = sum(max(0, count - known.get(unit, 0)) for unit, count in there.items())
    return missing / sum(there.values())


def measure_sparseness(places: Collection[Place]) -> float:
    """Return how much of the country's villages a gazetteer misses, 1 for `MANY_MISSING` or more.

    "None of these" gains `Weights.sparse` by it; a gazetteer of a few places misses most.
    """
    if sum(place.feature_class == "P" for place in places) < A_COUNTRY:
        return 1.0
    return min(1.0, _share_missing(places) / MANY_MISSING)


@cache
def read_communities() -> dict[str, int]:
    """Return how many populated places each governorate has, by p-code."""
    with (data_dir() / "communities.csv").open(encoding="utf-8", newline="") as rows:
        return {row["pcode"]: int(row["places"]) for row in csv.DictReader(rows)}
