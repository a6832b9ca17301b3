"""Places that a toponym may mean, each with its merit.

Candidates share the toponym's consonant key (`geomap.places.names`) or differ from it by one
consonant. Their spelling is compared as sounds at two levels, so that a change within a class of
sounds (q for k, a for e) costs less than one across classes: a weighted edit distance.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from geomap.places.conflate import gap_km
from geomap.places.hints import Fit, HintReader, Wanted
from geomap.places.names import ParsedName, parse_name
from geomap.places.weights import Weights
from geomap.places.words import FITS, OPPOSITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import Place
    from geomap.places.gazetteer import Gazetteer, NameList

_similarity = Levenshtein.normalized_similarity
_CROSS = str.maketrans({"a": None, "i": "y", "u": "w"})

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

MOST = 40
"""Entries of a key and a script that are compared at most, most alike first."""

FEWEST = 3
"""Consonants of a key that may be looked up with one consonant changed."""


_Side = tuple[list["Entry"], list[str], list["Entry"], list[str]]


class Entry:
    """One name of one place, ready to be compared.

    Spellings of a place that sound alike are one entry with several `folds`.
    """

    __slots__ = (
        "arabic", "bones", "cores", "folds", "kinds", "place", "qualifiers", "short", "strong",
        "text", "voiced",
    )  # fmt: skip

    def __init__(self, place: Place, names: NameList, row: int) -> None:
        self.place = place
        self.text = names.text[row]
        self.folds: tuple[str, ...] = (names.fold[row],)
        self.cores: tuple[str, ...] = (names.core[row],)
        self.bones = names.bones[row]
        self.voiced = names.voiced[row]
        self.qualifiers = names.qualifiers[row]
        self.kinds = names.kinds[row]
        self.arabic = names.arabic[row]
        self.strong = names.strong[row]
        self.short = names.kind[row] == "short"


class Bucket:
    """Entries that are compared with the same toponyms, by the toponym's script.

    A place is compared in its own script where it has a name in it here, else across scripts.
    """

    __slots__ = ("_arabic", "_latin", "entries")

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._latin: _Side | None = None
        self._arabic: _Side | None = None

    @property
    def latin(self) -> _Side:
        """What a toponym in Latin letters is compared with."""
        if self._latin is None:
            self._latin = _side(self.entries, arabic=False)
        return self._latin

    @property
    def arabic(self) -> _Side:
        """What a toponym in Arabic letters is compared with."""
        if self._arabic is None:
            self._arabic = _side(self.entries, arabic=True)
        return self._arabic

    def alike(self, parsed: ParsedName, cross: str, least: float) -> list[tuple[Entry, float]]:
        """Return the entries whose sounds are alike, with how much, at least `least`."""
        own, own_sounds, other, other_sounds = self.arabic if parsed.arabic else self.latin
        if len(own) == 1 and not other:
            likeness = _similarity(parsed.voiced, own_sounds[0])
            return [(own[0], likeness)] if likeness >= least else []
        found = []
        if own:
            found = [
                (own[i], likeness)
                for _, likeness, i in extract(
                    parsed.voiced, own_sounds, scorer=_similarity, score_cutoff=least, limit=MOST
                )
            ]
        if other:
            found += [
                (other[i], likeness)
                for _, likeness, i in extract(
                    cross, other_sounds, scorer=_similarity, score_cutoff=least, limit=MOST
                )
            ]
        return found


def _side(entries: list[Entry], *, arabic: bool) -> _Side:
    """Return entries in one script and those of places without one in it, each with sounds."""
    own = [entry for entry in entries if entry.arabic == arabic]
    named = {entry.place.place_id for entry in own}
    other = [e for e in entries if e.arabic != arabic and e.place.place_id not in named]
    return own, [e.voiced for e in own], other, [e.voiced.translate(_CROSS) for e in other]


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
        self.weights = weights
        self.hints = HintReader(gazetteer)
        self.rows: dict[str, list[int]] = {}
        self._buckets: dict[str, Bucket] = {}
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

    def bucket(self, key: str) -> Bucket | None:
        """Return the entries of a key."""
        found = self._buckets.get(key)
        if found is None and key in self.rows:
            found = self._buckets[key] = Bucket(self._entries(self.rows[key]))
        return found

    def _entries(self, rows: list[int]) -> list[Entry]:
        names, places = self.gazetteer.names, self.gazetteer.places
        if len(rows) == 1:
            return [Entry(places[names.place_id[rows[0]]], names, rows[0])]
        entries: dict[tuple[object, ...], Entry] = {}
        for row in rows:
            sign = (
                names.place_id[row], names.voiced[row], names.qualifiers[row], names.kinds[row],
                names.arabic[row], names.strong[row], names.kind[row] == "short",
            )  # fmt: skip
            same = entries.get(sign)
            if same is None:
                entries[sign] = Entry(places[sign[0]], names, row)
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
        wanted = {key}
        if len(key) >= FEWEST:
            wanted.update([key[:i] + key[i + 1 :] for i in range(len(key))])
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
        cross = parsed.voiced.translate(_CROSS)
        if not wide:
            bucket = self.bucket(parsed.key)
            if bucket is None:
                return {}
            return self.score(parsed, bucket.alike(parsed, cross, ALIKE), wanted, near)
        alike: list[tuple[Entry, float]] = []
        for bucket in self.neighbours(parsed.key):
            alike += bucket.alike(parsed, cross, ALIKE_WIDE)
        return self.score(parsed, alike, wanted, near, wide=True)

    def score(
        self,
        parsed: ParsedName,
        alike: Iterable[tuple[Entry, float]],
        wanted: Wanted,
        near: Sequence[Place] = (),
        *,
        wide: bool = False,
    ) -> dict[str, Scored]:
        """Return the merit of every place of `alike` (entries with their likeness of sounds)."""
        w = self._weights
        of_fits = self._of_fits
        core, bones, arabic = parsed.core, parsed.bones, parsed.arabic
        qualifiers, kinds = parsed.qualifiers, parsed.kinds
        brief = w.brief_key if len(parsed.key) < 3 else 0.0
        if wide:
            brief += w.near_key
        same_script, other_script = brief, brief + w.cross_script
        spelled = "near spelling" if wide else "spelling"
        hinted = bool(wanted.admin1)
        best: dict[str, Scored] = {}
        context: dict[str, tuple[float, Fit]] = {}
        for entry, likeness in alike:
            place = entry.place
            if likeness == 1.0 and core in entry.cores and entry.qualifiers == qualifiers:
                similarity, merit = 1.0, w.exact
                how, fame = "exact", w.importance
            else:
                similarity = 0.5 * likeness + (
                    0.5 if entry.bones == bones else 0.5 * _similarity(bones, entry.bones)
                )
                if similarity < LEAST:
                    continue
                merit = same_script if entry.arabic == arabic else other_script
                merit += w.spelling * (similarity - 1.0)
                how, fame = spelled, w.importance_spelled
            if entry.qualifiers != qualifiers:
                merit += self.qualifier_merit(qualifiers, entry.qualifiers)
            if not entry.strong:
                merit += w.weak
            elif entry.short:
                merit += w.short
            place_id = place.place_id
            if hinted or near:
                known = context.get(place_id)
                if known is None:
                    fit = self.hints.fit(place, wanted)
                    merit_there = of_fits[fit]
                    if near:
                        merit_there += self._near_merit(place, near)
                    known = context[place_id] = (merit_there, fit)
            else:
                known = _NO_CONTEXT
            merit += known[0] + fame * place.importance / 100
            if kinds or entry.kinds or place.feature_class != "P":
                merit += self.kind_merit(kinds, entry.kinds, place, exact=how == "exact")
            before = best.get(place_id)
            if before is None or merit > before.merit:
                best[place_id] = Scored(merit, place, entry, similarity, known[1], how)
        return best

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
