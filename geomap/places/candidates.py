"""Places that a toponym may mean, each with its merit.

Candidates share the toponym's consonant key (`geomap.places.names`) or differ from it by one
consonant. Their spelling is compared as sounds at two levels, so that a change within a class of
sounds (q for k, a for e) costs less than one across classes: a weighted edit distance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from geomap.places.conflate import gap_km
from geomap.places.hints import Fit, HintReader, Wanted
from geomap.places.names import ParsedName
from geomap.places.weights import Weights
from geomap.places.words import FITS, OPPOSITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Name, Place
    from geomap.places.gazetteer import Gazetteer

_similarity = Levenshtein.normalized_similarity
_CROSS = str.maketrans({"a": None, "i": "y", "u": "w"})

SITE_KINDS = frozenset(
    "camp airport base crossing checkpoint dam field prison hospital church mosque refinery silo"
    " plant junction road river lake bridge".split()
)
"""Kinds that name a thing apart from the town of the same name."""

UNIT_KINDS = {"adm1": "ADM1", "adm2": "ADM2", "adm3": "ADM3"}
SOFT_KINDS = frozenset("area rural quarter town hill mount farm plain island desert".split())
"""Kinds that fit many places; a misfit says little."""

FEWEST = 3
"""Consonants of a key that may be looked up with one consonant changed."""


class Entry(NamedTuple):
    """One name of one place, ready to be compared."""

    place: Place
    name: Name
    parsed: ParsedName
    cross: str


class Scored(NamedTuple):
    """A place with its merit, the name that fitted best and how it fitted."""

    merit: float
    place: Place
    entry: Entry
    similarity: float
    fit: Fit
    how: str


class Index:
    """Names of a gazetteer by spelling, by key, and by key less one consonant."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights = Weights()) -> None:
        self.gazetteer = gazetteer
        self.weights = weights
        self.hints = HintReader(gazetteer)
        self.by_key: dict[str, list[Entry]] = {}
        self.by_fold: dict[str, list[Entry]] = {}
        self._less_one: dict[str, list[str]] | None = None
        for place_id, place in gazetteer.places.items():
            for name, parsed in gazetteer.names[place_id]:
                entry = Entry(place, name, parsed, parsed.voiced.translate(_CROSS))
                if parsed.key:
                    self.by_key.setdefault(parsed.key, []).append(entry)
                self.by_fold.setdefault(parsed.fold, []).append(entry)

    def neighbours(self, key: str) -> set[str]:
        """Return the keys that differ from `key` by one consonant more, less or changed."""
        if self._less_one is None:
            less: dict[str, list[str]] = {}
            for known in self.by_key:
                if len(known) >= FEWEST:
                    for i in range(len(known)):
                        less.setdefault(known[:i] + known[i + 1 :], []).append(known)
            self._less_one = less
        found = set(self._less_one.get(key, ()))
        if len(key) >= FEWEST:
            for i in range(len(key)):
                shorter = key[:i] + key[i + 1 :]
                if shorter in self.by_key and len(shorter) >= FEWEST:
                    found.add(shorter)
                found.update(self._less_one.get(shorter, ()))
        found.discard(key)
        return found

    def find(
        self, parsed: ParsedName, wanted: Wanted, near: Sequence[Place] = (), *, wide: bool = False
    ) -> dict[str, Scored]:
        """Return the candidates by ``place_id``.

        Parameters
        ----------
        parsed
            The toponym taken apart.
        wanted
            Units that were hinted.
        near
            Other places of the same report.
        wide
            Look at keys that differ by one consonant, too.
        """
        entries: Iterable[Entry] = self.by_key.get(parsed.key, ())
        if wide:
            entries = [e for key in self.neighbours(parsed.key) for e in self.by_key[key]]
        return self.score(parsed, entries, wanted, near, wide=wide)

    def score(
        self,
        parsed: ParsedName,
        entries: Iterable[Entry],
        wanted: Wanted,
        near: Sequence[Place] = (),
        *,
        wide: bool = False,
    ) -> dict[str, Scored]:
        """Return the merit of every place of `entries`, by its best name."""
        w = self.weights
        of_fits = w.of_fits()
        fold, bones, voiced, arabic = parsed.fold, parsed.bones, parsed.voiced, parsed.arabic
        qualifiers, kinds = parsed.qualifiers, parsed.kinds
        cross = voiced.translate(_CROSS)
        brief = w.brief_key if len(parsed.key) < 3 else 0.0
        best: dict[str, Scored] = {}
        context: dict[str, tuple[float, Fit]] = {}
        for entry in entries:
            place, name, theirs, their_cross = entry
            if theirs.fold == fold:
                similarity, merit = 1.0, w.exact
                how, fame = "exact", w.importance
            else:
                if theirs.bones == bones:
                    similarity = 0.5
                else:
                    similarity = 0.5 * _similarity(bones, theirs.bones)
                    if similarity < 0.25:
                        continue
                if theirs.arabic == arabic:
                    similarity += 0.5 * _similarity(voiced, theirs.voiced)
                    merit = brief
                else:
                    similarity += 0.5 * _similarity(cross, their_cross)
                    merit = w.cross_script + brief
                if similarity < 0.6:
                    continue
                merit += w.spelling * (similarity - 1.0)
                how, fame = "spelling", w.importance_spelled
                if wide:
                    merit += w.near_key
                    how = "near spelling"
            if theirs.qualifiers != qualifiers:
                merit += self._qualifier_merit(qualifiers, theirs.qualifiers)
            if not name.strong:
                merit += w.weak
            elif name.kind == "short":
                merit += w.short
            place_id = place.place_id
            known = context.get(place_id)
            if known is None:
                fit = self.hints.fit(place, wanted)
                merit_there = of_fits[fit]
                if near:
                    merit_there += self._near_merit(place, near)
                known = context[place_id] = (merit_there, fit)
            merit += known[0] + fame * place.importance / 100
            if kinds or place.feature_class != "P":
                merit += self._kind_merit(kinds, theirs.kinds, place, exact=how == "exact")
            before = best.get(place_id)
            if before is None or merit > before.merit:
                best[place_id] = Scored(merit, place, entry, similarity, known[1], how)
        return best

    def _qualifier_merit(self, ours: str, theirs: str) -> float:
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

    def _kind_merit(
        self, kinds: tuple[str, ...], theirs: tuple[str, ...], place: Place, *, exact: bool
    ) -> float:
        w = self.weights
        code, sort = place.feature_code, place.feature_class
        if sort == "A":
            if any(UNIT_KINDS.get(kind) == code for kind in kinds):
                return w.unit_asked
            if "adm2" in kinds and code == "ADM1":
                return 0.0
            if exact and "rural" in theirs:
                return w.unit_asked
            return w.unit_unasked
        if kinds:
            merit = 0.0
            for kind in kinds:
                if kind in UNIT_KINDS:
                    continue
                if fits_kind(place, kind) or kind in theirs:
                    return w.kind_fits
                if kind not in SOFT_KINDS:
                    merit = w.kind_misfits
            if merit or sort == "P":
                return merit
        if exact and sort != "P":
            return 0.0
        if sort == "S":
            return 0.0 if code == "CMPRF" else w.site_unasked
        return w.landform_unasked if sort in "THLR" else 0.0

    def _near_merit(self, place: Place, near: Sequence[Place]) -> float:
        gap = min(gap_km(place.lon, place.lat, other.lon, other.lat) for other in near)
        return -self.weights.near * math.log1p(gap / 20)


def fits_kind(place: Place, kind: str) -> bool:
    """Return True if `place` is of a sort that the kind word names."""
    kind_of = f"{place.feature_class}.{place.feature_code}"
    return any(kind_of == fit or place.feature_class == fit for fit in FITS.get(kind, ()))
