"""What each sign is worth: the figures of `geomap.resolver.weights` applied to names and places."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.kinds import SITE_KINDS, SOFT_KINDS, UNIT_KINDS, fits_kind
from geomap.lang.name_words import OPPOSITES
from geomap.resolver.weights import worth_of_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.entries import EntryTable, Numbers
    from geomap.model import Place
    from geomap.resolver.weights import Weights

TOGETHER_KM = 5.0
"""Places of one report this near speak for each other."""


WIDE = ("PCLI", "ADM1", "RGN")
"""Units and regions that are not held to be far from what lies within them."""


class Standing(NamedTuple):
    """What entries are worth whatever the toponym, by the numbers of an `EntryTable`.

    ``standing`` by the sort of name, ``fame`` by the place's importance, ``sort`` by its kind to a
    toponym that says none, the last two for the exact name and for other spellings.
    """

    standing: Numbers
    fame_exact: Numbers
    fame_spelled: Numbers
    sort_exact: Numbers
    sort_spelled: Numbers


class Merits:
    """Merits under one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.of_fits = weights.of_fits()
        self.of_spelled = weights.of_spelled()
        self.most_of_fits = max(
            0.0, *(max(a, a + b) for a, b in zip(self.of_fits, self.of_spelled, strict=True))
        )
        self.lengths = worth_of_lengths(weights)
        w = weights
        self.may_prune = (
            min(w.vowels, w.consonants)
            >= 0
            >= max(w.qualifier_missing, w.qualifier_extra, w.qualifier_opposite)
        )

    def standing(self, table: EntryTable) -> Standing:
        """Return what every entry is worth whatever the toponym."""
        w = self.weights
        importance = np.array([place.importance for place in table.places], dtype=float)
        fame = importance[table.place]
        weak = np.where(table.short, w.short, 0.0)
        exact, spelled = np.zeros(len(table)), np.zeros(len(table))
        settled = np.array([place.feature_class == "P" for place in table.places], dtype=bool)
        kinds = list(table.kinds)
        known: dict[tuple[str, str, str], tuple[float, float]] = {}
        for row in np.flatnonzero(
            (table.kind_words != table.kinds.get("", -1)) | ~settled[table.place]
        ).tolist():
            place, theirs = table.places[table.place[row]], kinds[table.kind_words[row]]
            sign = theirs, place.feature_class, place.feature_code
            both = known.get(sign)
            if both is None:
                both = known[sign] = (
                    self.kind((), theirs, place, exact=True),
                    self.kind((), theirs, place, exact=False),
                )
            exact[row], spelled[row] = both
        return Standing(
            np.where(table.strong, weak, w.weak), w.importance * fame / 100,
            w.importance_spelled * fame / 100, exact, spelled,
        )  # fmt: skip

    def qualifiers(self, ours: str, theirs: str) -> float:
        """Return what differing qualifiers are worth."""
        w = self.weights
        for a in ours:
            for b in theirs:
                if a != b and frozenset((a, b)) in OPPOSITES:
                    return w.qualifier_opposite
        merit = 0.0
        if set(ours) - set(theirs):
            merit += w.qualifier_missing
        if set(theirs) - set(ours):
            merit += w.qualifier_extra
        return merit

    def kind(self, kinds: tuple[str, ...], theirs: str, place: Place, *, exact: bool) -> float:
        """Return what a place's kind is worth to a toponym that says `kinds`."""
        w, sort = self.weights, place.feature_class
        if sort == "A":
            return self._kind_of_unit(kinds, theirs, place.feature_code, exact=exact)
        if theirs and _is_unasked(kinds, theirs, sort):
            return w.kind_unasked
        if kinds and (merit := self._kind_said(kinds, theirs, place)) is not None:
            return merit
        if exact and sort != "P":
            return 0.0
        if sort == "S":
            return 0.0 if place.feature_code == "CMPRF" else w.site_unasked
        return w.landform_unasked if sort in "THLR" else 0.0

    def _kind_of_unit(
        self, kinds: tuple[str, ...], theirs: str, code: str, *, exact: bool
    ) -> float:
        """Return the same for a unit: it is meant where its kind is said."""
        w = self.weights
        if any(UNIT_KINDS.get(kind) == code for kind in kinds):
            return w.unit_asked
        if "adm2" in kinds and code == "ADM1":
            return 0.0
        asked = "rural" in theirs and exact and "rural" in kinds
        return w.unit_asked if asked else w.unit_unasked

    def _kind_said(self, kinds: tuple[str, ...], theirs: str, place: Place) -> float | None:
        """Return the same for a place whose kind is said, None where that says nothing of it."""
        merit = 0.0
        for kind in kinds:
            if kind in UNIT_KINDS:
                continue
            if fits_kind(place, kind) or kind in theirs:
                return self.weights.kind_fits
            if kind not in SOFT_KINDS:
                merit = self.weights.kind_misfits
        return merit if merit or place.feature_class == "P" else None

    def near(self, place: Place, near: Sequence[Place]) -> float:
        """Return what the distance to the nearest other place of a report is worth."""
        gap = min(gap_km(place.lon, place.lat, other.lon, other.lat) for other in near)
        if place.feature_code in WIDE:
            gap -= place.radius_km  # a region holds what it is far from the middle of
        if gap <= TOGETHER_KM:
            return self.weights.together
        return -self.weights.near * math.log1p((gap - TOGETHER_KM) / 15)


def _is_unasked(kinds: tuple[str, ...], theirs: str, sort: str) -> bool:
    """Return True for "Tariq al-Bab" as an answer to "al-Bab", "Damascus Airport" to "Damascus"."""
    return any(kind not in kinds and (kind in SITE_KINDS or sort != "P") for kind in theirs.split())
