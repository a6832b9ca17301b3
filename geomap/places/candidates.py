"""Places that a toponym may mean, each with its merit.

Candidates share the toponym's consonant key (`geomap.places.names`) or differ from it by one
consonant. Their spelling is compared as sounds at two levels, so that a change within a class of
sounds (q for k, a for e) costs less than one across classes: a weighted edit distance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from geomap.places.buckets import CROSS, Bucket, Entry
from geomap.places.conflate import gap_km
from geomap.places.hints import Fit, HintReader, Wanted
from geomap.places.names import ParsedName, parse_name
from geomap.places.weights import Weights
from geomap.places.words import FITS, OPPOSITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Place
    from geomap.places.gazetteer import Gazetteer

_similarity = Levenshtein.normalized_similarity

SITE_KINDS = frozenset(
    [
        "camp",
        "airport",
        "base",
        "crossing",
        "checkpoint",
        "dam",
        "field",
        "prison",
        "hospital",
        "church",
        "mosque",
        "refinery",
        "silo",
        "plant",
        "junction",
        "road",
        "river",
        "lake",
        "bridge",
    ]
)
"""Kinds that name a thing apart from the town of the same name."""

_NO_CONTEXT = (0.0, Fit.NONE)
_Context = dict[str, tuple[float, Fit]]

UNLIKELY = 5.3
"""A candidate whose merit is so much below the best one's is none."""

CONTEXTS = 500
"""Hints whose worth to each place is remembered."""

UNIT_KINDS = {"adm1": "ADM1", "adm2": "ADM2", "adm3": "ADM3"}
SOFT_KINDS = frozenset(
    ["area", "rural", "quarter", "town", "hill", "mount", "farm", "plain", "island", "desert"]
)
"""Kinds that fit many places; a misfit says little."""

TOGETHER_KM = 5.0
"""Places of one report this near speak for each other."""

SPARSE = 6500
"""A gazetteer with fewer settlements misses many: "none of these" gains `Weights.sparse`."""

ALIKE = 0.5
ALIKE_WIDE = 0.6
"""Least likeness of sounds, vowels included, of spellings that are compared further; the second
for keys that differ by a consonant."""

LEAST = 0.7
"""Least likeness of spellings of a candidate."""

FEWEST = 3
"""Consonants of a key that may be looked up with one consonant changed."""


class Scored(NamedTuple):
    """A place with its merit, the name that fitted best and how it fitted."""

    merit: float
    place: Place
    entry: Entry
    similarity: float
    fit: Fit
    how: str


class Index:
    """Names of a gazetteer by key, and by key less one consonant."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights = Weights()) -> None:
        self.gazetteer = gazetteer
        self.rows: dict[str, list[int]] = {}
        self._buckets: dict[str, Bucket] = {}
        self.weights = weights
        self.hints = HintReader(gazetteer)
        self._wide: dict[str, Bucket] = {}
        self._less_one: dict[str, list[str]] | None = None
        villages = sum(1 for p in gazetteer.places.values() if p.feature_class == "P")
        self.is_sparse = villages < SPARSE
        for row, key in enumerate(gazetteer.names.key):
            if key:
                if key in self.rows:
                    self.rows[key].append(row)
                else:
                    self.rows[key] = [row]

    @property
    def weights(self) -> Weights:
        """The figures of the model."""
        return self._weights

    @weights.setter
    def weights(self, weights: Weights) -> None:
        self._weights = weights
        self._of_fits = weights.of_fits()
        self._contexts: dict[Wanted, _Context] = {}
        w = weights
        self._may_prune = (
            w.spelling >= 0 >= max(w.qualifier_missing, w.qualifier_extra, w.qualifier_opposite)
        )
        for bucket in self._buckets.values():
            for entry in bucket.entries:
                self._weigh(entry)

    def _weigh(self, entry: Entry) -> Entry:
        """Set what an entry is worth whatever the toponym."""
        w, place = self._weights, entry.place
        entry.standing = w.weak if not entry.strong else w.short if entry.short else 0.0
        entry.fame_exact = w.importance * place.importance / 100
        entry.fame_spelled = w.importance_spelled * place.importance / 100
        entry.sort_exact = entry.sort_spelled = 0.0
        if entry.kinds or place.feature_class != "P":
            entry.sort_exact = self.kind_merit((), entry.kinds, place, exact=True)
            entry.sort_spelled = self.kind_merit((), entry.kinds, place, exact=False)
        return entry

    def bucket(self, key: str) -> Bucket | None:
        """Return the entries of a key."""
        found = self._buckets.get(key)
        if found is None and key in self.rows:
            found = self._buckets[key] = Bucket(self._entries(self.rows[key]))
        return found

    def _entries(self, rows: list[int]) -> list[Entry]:
        names, places = self.gazetteer.names, self.gazetteer.places
        if len(rows) == 1:
            return [self._weigh(Entry(places[names.place_id[rows[0]]], names, rows[0]))]
        entries: dict[tuple[object, ...], Entry] = {}
        for row in rows:
            sign = (
                names.place_id[row], names.voiced[row], names.qualifiers[row], names.kinds[row],
                names.arabic[row], names.strong[row], names.kind[row] == "short",
            )  # fmt: skip
            same = entries.get(sign)
            if same is None:
                entries[sign] = self._weigh(Entry(places[sign[0]], names, row))
            elif names.fold[row] not in same.folds:
                same.folds += (names.fold[row],)
                same.cores += (names.core[row],)
        return list(entries.values())

    def spelled(self, fold: str) -> list[Place]:
        """Return the places that have a name of just this spelling (folded)."""
        bucket = self.bucket(parse_name(fold).key)
        if bucket is None:
            return []
        return [entry.place for entry in bucket.entries if fold in entry.folds]

    def neighbours(self, key: str) -> list[Bucket]:
        """Return the entries whose keys differ from `key` by one consonant more, less or changed.

        Some may come more than once, and those of `key` itself come, too.
        """
        if self._less_one is None:
            less: dict[str, list[str]] = {}
            for known in self.rows:
                if len(known) >= FEWEST:
                    for i in range(len(known)):
                        shorter = known[:i] + known[i + 1 :]
                        if shorter not in less:
                            less[shorter] = [known]
                        elif less[shorter][-1] != known:
                            less[shorter].append(known)
            self._less_one = less
        wanted = [key]
        if len(key) >= FEWEST:
            wanted += dict.fromkeys([key[:i] + key[i + 1 :] for i in range(len(key))])
        found = []
        for shorter in wanted:
            bucket = self._wide.get(shorter)
            if bucket is None:
                if shorter not in self._less_one and shorter not in self.rows:
                    continue
                keys = list(self._less_one.get(shorter, ()))
                if shorter in self.rows and len(shorter) >= FEWEST:
                    keys.append(shorter)
                parts = [part for part in map(self.bucket, keys) if part is not None]
                bucket = self._wide[shorter] = Bucket(
                    [entry for part in parts for entry in part.entries]
                )
            if bucket.entries:
                found.append(bucket)
        return found

    def find(
        self,
        parsed: ParsedName,
        wanted: Wanted,
        near: Sequence[Place] = (),
        *,
        wide: bool = False,
        likely: bool = False,
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
        likely
            Leave out what is `UNLIKELY` beside the best; quicker.
        """
        if not wide:
            bucket = self._buckets.get(parsed.key) or self.bucket(parsed.key)
            if bucket is None:
                return {}
            cross = parsed.voiced.translate(CROSS)
            alike = bucket.alike(parsed, cross, ALIKE)
            return self.score(parsed, alike, wanted, near, likely=likely)
        cross = parsed.voiced.translate(CROSS)
        alike = []
        for bucket in self.neighbours(parsed.key):
            alike += bucket.alike(parsed, cross, ALIKE_WIDE)
        return self.score(parsed, alike, wanted, near, wide=True, likely=likely)

    def score(
        self,
        parsed: ParsedName,
        alike: Iterable[tuple[Entry, float]],
        wanted: Wanted,
        near: Sequence[Place] = (),
        *,
        wide: bool = False,
        likely: bool = False,
    ) -> dict[str, Scored]:
        """Return the merit of every place of `alike` (entries with their likeness of sounds)."""
        w = self._weights
        spelling = w.spelling
        core, bones, arabic = parsed.core, parsed.bones, parsed.arabic
        qualifiers, kinds = parsed.qualifiers, parsed.kinds
        same_script = w.brief_key if len(parsed.key) < 3 else 0.0
        if wide:
            same_script += w.near_key
        other_script = same_script + w.cross_script
        spelled = "near spelling" if wide else "spelling"
        has_context = bool(wanted.admin1 or near)
        context = self._context(wanted) if has_context and not near else {}
        # Nothing that follows raises a merit by more than the best hint: the rest need no look.
        prunes = likely and not kinds and not near and self._may_prune
        margin = UNLIKELY + 1e-9 + (max(self._of_fits) if has_context else 0.0)
        floor = top = -math.inf
        best: dict[str, tuple[float, Entry, float, Fit, str]] = {}
        for entry, likeness in alike:
            differs = entry.qualifiers != qualifiers
            if likeness == 1.0 and not differs and core in entry.cores:
                merit, fame, sort = w.exact, entry.fame_exact, entry.sort_exact
                if prunes and merit + entry.standing + fame + sort < floor:
                    continue
                similarity, how = 1.0, "exact"
            else:
                merit = same_script if entry.arabic == arabic else other_script
                fame, sort = entry.fame_spelled, entry.sort_spelled
                similarity = 0.5 * likeness + 0.5
                if prunes:
                    most = merit + entry.standing + fame + sort
                    if most + spelling * (similarity - 1.0) < floor:
                        continue
                if entry.bones != bones:
                    similarity = 0.5 * likeness + 0.5 * _similarity(bones, entry.bones)
                if similarity < LEAST:
                    continue
                merit += spelling * (similarity - 1.0)
                how = spelled
                if differs:
                    merit += self.qualifier_merit(qualifiers, entry.qualifiers)
            place_id = entry.place_id
            if has_context:
                known = context.get(place_id)
                if known is None:
                    place = entry.place
                    fit = self.hints.fit(place, wanted)
                    there = self._of_fits[fit]
                    if near:
                        there += self._near_merit(place, near)
                    known = context[place_id] = (there, fit)
                there, fit = known
                merit = merit + entry.standing + (there + fame)
            else:
                fit = Fit.NONE
                merit = merit + entry.standing + fame
            if kinds:
                merit += self.kind_merit(kinds, entry.kinds, entry.place, exact=how == "exact")
                if parsed.fold in entry.folds:
                    merit += w.verbatim
            else:
                merit += sort
            before = best.get(place_id)
            if before is None or merit > before[0]:
                best[place_id] = (merit, entry, similarity, fit, how)
                if merit > top:
                    top = merit
                    if prunes:
                        floor = top - margin
        least = top - UNLIKELY - 1e-9 if prunes else -math.inf
        return {
            place_id: Scored(merit, entry.place, entry, similarity, fit, how)
            for place_id, (merit, entry, similarity, fit, how) in best.items()
            if merit > least
        }

    def _context(self, wanted: Wanted) -> _Context:
        """Return what is known of the worth of a hint to places, to be added to."""
        known = self._contexts.get(wanted)
        if known is None:
            if len(self._contexts) >= CONTEXTS:
                self._contexts.clear()
            known = self._contexts[wanted] = {}
        return known

    def qualifier_merit(self, ours: str, theirs: str) -> float:
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

    def kind_merit(
        self, kinds: tuple[str, ...], theirs: str, place: Place, *, exact: bool
    ) -> float:
        """Return what a place's kind is worth to a toponym that says `kinds`."""
        w = self.weights
        code, sort = place.feature_code, place.feature_class
        if sort == "A":
            if any(UNIT_KINDS.get(kind) == code for kind in kinds):
                return w.unit_asked
            if "adm2" in kinds and code == "ADM1":
                return 0.0
            if "rural" in theirs:
                return w.unit_asked if exact and "rural" in kinds else w.unit_unasked
            return w.unit_unasked
        if theirs:
            # "Tariq al-Bab" is no answer to "al-Bab", nor "Damascus Airport" to "Damascus".
            for kind in theirs.split():
                if kind not in kinds and (kind in SITE_KINDS or sort != "P"):
                    return w.kind_unasked
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
        if gap <= TOGETHER_KM:
            return self.weights.together
        return -self.weights.near * math.log1p((gap - TOGETHER_KM) / 15)


def fits_kind(place: Place, kind: str) -> bool:
    """Return True if `place` is of a sort that the kind word names."""
    kind_of = f"{place.feature_class}.{place.feature_code}"
    return any(kind_of == fit or place.feature_class == fit for fit in FITS.get(kind, ()))
