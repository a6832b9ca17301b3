"""Places that a toponym may mean, each with its merit.

Candidates share the toponym's consonant key (`geomap.lang.name_keys`) or differ from it by one
consonant. Their spelling is compared as sounds at two levels, so that a change within a class of
sounds (q for k, a for e) costs less than one across classes: a weighted edit distance.

`Index.find` looks one toponym up; `geomap.resolver.together.batch` does the same for many at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geomap.gazetteer.entries import CROSS, Entry, EntryTable
from geomap.lang.name_keys import ParsedName, parse_name
from geomap.lang.near_keys import NearKeys
from geomap.resolver.admin_context import HintReader, Wanted
from geomap.resolver.buckets import Bucket
from geomap.resolver.merits.comparing import Comparer, Context
from geomap.resolver.merits.doubts import Doubts, measure_sparseness, weigh_doubts
from geomap.resolver.merits.scoring import Merits, Standing
from geomap.resolver.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.entries import Numbers
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place
    from geomap.resolver.merits.scored import Scored

_Question = tuple[ParsedName, Wanted, bool]

FOUND = 1 << 11
"""Names whose candidates are remembered: the readings of a cell ask for its parts repeatedly."""

CONTEXTS = 500
"""Hints whose worth to each place is remembered."""

ALIKE = 0.500001
ALIKE_WIDE = 0.600001
"""Least likeness of sounds, vowels included, of spellings that are compared further; the second
for keys that differ by a consonant, just above three fifths: rapidfuzz takes what is just as alike
as such a cutoff one by one, but not always in a list."""


class Index:
    """Names of a gazetteer by key, and by key less one consonant."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights = Weights()) -> None:
        self.gazetteer = gazetteer
        self.hints = HintReader(gazetteer)
        self.sparseness = measure_sparseness(gazetteer.places.values())
        self._entries: dict[int, Entry] = {}
        self._buckets: dict[str, Bucket] = {}
        self._wide: dict[int, Bucket] = {}
        self._found: dict[_Question, dict[str, Scored]] = {}
        self._fits: dict[Wanted, Numbers] = {}
        self.weights = weights

    @cached_property
    def table(self) -> EntryTable:
        """Every entry, column by column."""
        return EntryTable(self.gazetteer)

    @cached_property
    def near_keys(self) -> NearKeys:
        """Keys by what is left of them without one consonant."""
        return NearKeys(self.table.keys)

    @property
    def weights(self) -> Weights:
        """The figures of the model."""
        return self.merits.weights

    @weights.setter
    def weights(self, weights: Weights) -> None:
        self.merits = Merits(weights)
        self._contexts: dict[Wanted, Context] = {}
        self._found = {}
        for kept in ("standing", "doubts", "_standing_rows"):
            self.__dict__.pop(kept, None)
        for row, entry in self._entries.items():
            self._weigh(row, entry)

    @cached_property
    def standing(self) -> Standing:
        """What every entry is worth whatever the toponym."""
        return self.merits.standing(self.table)

    @cached_property
    def _standing_rows(self) -> list[list[float]]:
        return [column.tolist() for column in (*self.standing, *self.doubts)]

    @cached_property
    def doubts(self) -> Doubts:
        """What is taken from every entry's merit, by how it lies to the hints."""
        return weigh_doubts(self.table, self.weights)

    def entry(self, row: int) -> Entry:
        """Return an entry of the table with what it is worth."""
        known = self._entries.get(row)
        if known is None:
            known = self._entries[row] = self._weigh(row, self.table.entry(row))
        return known

    def _weigh(self, row: int, entry: Entry) -> Entry:
        """Set what an entry is worth whatever the toponym."""
        worth = [column[row] for column in self._standing_rows]
        entry.standing, entry.fame_exact, entry.fame_spelled = worth[:3]
        entry.sort_exact, entry.sort_spelled = worth[3:5]
        entry.doubts = tuple(worth[5:])
        return entry

    def bucket(self, key: str) -> Bucket | None:
        """Return the entries of a key."""
        found = self._buckets.get(key)
        if found is None:
            code = self.table.keys.get(key)
            if code is None or not key:
                return None
            rows = self.table.of_key(code)
            found = self._buckets[key] = Bucket([self.entry(row) for row in rows])
        return found

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
        found = []
        for way in self.near_keys.ways(key):
            bucket = self._wide.get(way)
            if bucket is None:
                rows = [row for near in self.near_keys.keys[way] for row in self.table.of_key(near)]
                bucket = self._wide[way] = Bucket([self.entry(row) for row in rows])
            found.append(bucket)
        return found

    def fits(self, wanted: Wanted, places: Numbers) -> Numbers:
        """Return how places, by their numbers in the table, lie to the units wanted."""
        known = self._fits.get(wanted)
        if known is None:
            if len(self._fits) >= CONTEXTS:
                self._fits.clear()
            known = self._fits[wanted] = np.full(len(self.table.places), -1, dtype=np.int8)
        fits = known[places]
        if (fits < 0).any():
            new = np.unique(places[fits < 0])
            listed = self.table.places
            known[new] = [self.hints.fit(listed[place], wanted) for place in new.tolist()]
            fits = known[places]
        return fits

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
        if near or likely:
            alike = self._alike(parsed, wide=wide)
            return self.score(parsed, alike, wanted, near, wide=wide, likely=likely)
        question = parsed, wanted, wide
        found = self._found.get(question)
        if found is None:
            if len(self._found) >= FOUND:
                self._found.clear()
            alike = self._alike(parsed, wide=wide)
            found = self._found[question] = self.score(parsed, alike, wanted, wide=wide)
        return found.copy()

    def _alike(self, parsed: ParsedName, *, wide: bool) -> list[tuple[Entry, float]]:
        """Return the entries that sound like `parsed`, with their likeness."""
        cross = parsed.voiced.translate(CROSS)
        if wide:
            near = self.neighbours(parsed.key)
            return [pair for bucket in near for pair in bucket.alike(parsed, cross, ALIKE_WIDE)]
        bucket = self.bucket(parsed.key)
        return [] if bucket is None else list(bucket.alike(parsed, cross, ALIKE))

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
        context = self._context(wanted) if wanted.admin1 and not near else {}
        fit_of = self.hints.fit
        comparer = Comparer(self.merits, parsed, wanted, near, fit_of, context, wide=wide)
        return comparer.weigh(alike, likely=likely)

    def _context(self, wanted: Wanted) -> Context:
        """Return what is known of the worth of a hint to places, to be added to."""
        known = self._contexts.get(wanted)
        if known is None:
            if len(self._contexts) >= CONTEXTS:
                self._contexts.clear()
            known = self._contexts[wanted] = {}
        return known
