"""Many plain names weighed at once: `geomap.resolver.candidates.Index.find` in columns.

A pair is a toponym and an entry. Toponyms of one key and script meet the same entries, distinct
sounds are compared once, and merits are sums of columns; figures and cuts are those of `Index`.
A test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.gazetteer.entries import encode
from geomap.resolver.admin_context import Fit
from geomap.resolver.candidates import ALIKE, ALIKE_WIDE
from geomap.resolver.merits.comparing import LEAST, NEARLY, UNLIKELY
from geomap.resolver.merits.scored import Scored
from geomap.resolver.together.alike_pairs import Groups, Pairs, Voices, compare_each, pair_alike
from geomap.resolver.weights import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.entries import Numbers
    from geomap.lang.name_keys import ParsedName
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.candidates import Index

AT_ONCE = 1 << 13
"""Toponyms that are weighed together; more take more memory and are no quicker."""

HOW = ("exact", "spelling", "near spelling")


class Batch:
    """Toponyms with the units hinted, as columns.

    Parameters
    ----------
    index
        The names of a gazetteer.
    names
        Toponyms taken apart, `AT_ONCE` at most.
    wanted
        Units that were hinted, one for each name.
    """

    def __init__(self, index: Index, names: Sequence[ParsedName], wanted: Sequence[Wanted]) -> None:
        self.index = index
        self.table = table = index.table
        self.names = names
        _, _, cores, keys, bones, voiced, qualifiers, kinds, arabic = zip(*names, strict=True)
        get = table.keys.get
        self.keys = keys
        self.key = np.array([get(key, -1) if key else -1 for key in keys], dtype=np.int64)
        self.arabic = np.array(arabic, dtype=bool)
        self.has_kinds = np.array(list(map(bool, kinds)), dtype=bool)
        self.voices = Voices(voiced)
        self.bones, skeletons = encode(bones)
        self.bone_list = list(skeletons)
        get = table.cores.get
        self.core = np.array([get(core, -1) for core in cores], dtype=np.int64)
        said = dict(table.qualifiers)
        self.qualifier = np.array([said.setdefault(q, len(said)) for q in qualifiers], np.int64)
        self.qualifiers = list(said)
        self.length = np.array([min(len(key), LENGTHS) for key in keys], dtype=np.int64)
        self.hint, hints = encode(wanted)
        self.hints = list(hints)

    def find(self, enough: float) -> Found:
        """Return the likely candidates, toponym by toponym, best first.

        Where none has a merit of `enough`, keys that differ by one consonant are looked at, too.
        """
        found = self._weigh(self._alike(), wide=False)
        best = np.full(len(self.names), -np.inf)
        np.maximum.at(best, found.toponym, found.merit)
        lost = np.flatnonzero(best < enough)
        if len(lost):
            found = _join(found, self._weigh(self._alike_wide(lost), wide=True))
        return self._rank(found)

    def best(self, ranked: Found, toponyms: Iterable[int]) -> dict[int, Scored]:
        """Return the best candidate of some toponyms, where they have one."""
        best = {}
        for toponym in toponyms:
            row = int(np.searchsorted(ranked.toponym, toponym))
            if row < len(ranked.toponym) and ranked.toponym[row] == toponym:
                _, place, merit, entry, similarity, fit, how = (c[row].item() for c in ranked)
                best[toponym] = Scored(
                    merit, self.table.places[place], self.index.entry(entry), similarity,
                    Fit(fit), HOW[how],
                )  # fmt: skip
        return best

    # -- entries that sound alike ------------------------------------------------------------

    def _alike(self) -> Pairs:
        """Return the entries of each toponym's own key."""
        parts = []
        for arabic in (False, True):
            rows = np.flatnonzero((self.key >= 0) & (self.arabic == arabic))
            keys, group = np.unique(self.key[rows], return_inverse=True)
            side = self.table.side(arabic=arabic)
            groups = Groups(rows, group, [[key] for key in keys.tolist()])
            parts.append(pair_alike(self.table, side, self.voices, groups, ALIKE))
        return _together(parts)

    def _alike_wide(self, lost: Numbers) -> Pairs:
        """Return the entries of keys that differ from a toponym's by one consonant."""
        parts = []
        near_keys = self.index.near_keys
        for arabic in (False, True):
            rows = lost[self.arabic[lost] == arabic]
            group, keys = encode([self.keys[row] for row in rows.tolist()])
            side = self.table.near_side(near_keys, arabic=arabic)
            groups = Groups(rows, group, [near_keys.ways(key) for key in keys])
            parts.append(pair_alike(self.table, side, self.voices, groups, ALIKE_WIDE))
        return _together(parts)

    # -- merits ------------------------------------------------------------------------------

    def _weigh(self, pairs: Pairs, *, wide: bool) -> Found:
        """Return the merits of pairs, those left out whose spellings differ too much."""
        index, table, w = self.index, self.table, self.index.merits.weights
        standing = index.standing
        toponym, entry, likeness = pairs
        differs = table.qualifier[entry] != self.qualifier[toponym]
        exact = (likeness >= NEARLY) & ~differs
        rows = np.flatnonzero(exact)
        exact[rows] = _is_in(
            self.core[toponym[rows]] * max(1, len(table)) + entry[rows], table.core_pairs
        )
        lengths = index.merits.lengths
        same_script = np.array(lengths.wide if wide else lengths.spelled)[self.length]
        crossing = table.arabic[entry] != self.arabic[toponym]
        base = same_script[toponym]
        own = np.where(self.arabic[toponym], base + w.arabic_spelled, base)
        base = np.where(crossing, base + w.cross_script, own)
        fame = np.where(exact, standing.fame_exact[entry], standing.fame_spelled[entry])
        sort = np.where(exact, standing.sort_exact[entry], standing.sort_spelled[entry])
        bones = np.ones(len(entry))
        rows = np.flatnonzero(~exact)
        bones[rows] = _likeness(
            self.bones[toponym[rows]], self.bone_list, table.bones[entry[rows]], table.bone_list
        )
        similarity = np.where(exact, 1.0, 0.5 * likeness + 0.5 * bones)
        kept = np.flatnonzero(similarity >= LEAST)
        toponym, entry, exact, similarity = (
            toponym[kept],
            entry[kept],
            exact[kept],
            similarity[kept],
        )
        merit = base[kept] + w.vowels * (likeness[kept] - 1.0)
        merit += w.consonants * (bones[kept] - 1.0)
        same = np.array(lengths.bones)[self.length][toponym]
        bonus = np.where(bones[kept] == 1.0, same, 0.0)
        if not wide:
            sounded = np.array(lengths.sounded) - np.array(lengths.spelled)
            bonus = np.where(likeness[kept] == 1.0, sounded[self.length][toponym], bonus)
        merit += bonus
        rows = np.flatnonzero(differs[kept])
        if len(rows):
            merit[rows] += self._of_qualifiers(toponym[rows], entry[rows])
        merit = np.where(exact, np.array(lengths.exact)[self.length][toponym], merit)
        fit = self._fit(toponym, table.place[entry])
        there = np.array(index.merits.of_fits)[fit]
        there = there + np.where(exact, 0.0, np.array(index.merits.of_spelled)[fit])
        merit = merit + standing.standing[entry] + (there + fame[kept])
        merit = merit - index.doubts.of(entry, fit, exact)
        merit = merit + self._sort(toponym, entry, exact, sort[kept])
        how = np.where(exact, 0, 2 if wide else 1)
        return _best(Found(toponym, table.place[entry], merit, entry, similarity, fit, how))

    def _sort(self, toponym: Numbers, entry: Numbers, exact: Numbers, sort: Numbers) -> Numbers:
        """Return what the kinds of places are worth, `sort` to toponyms without a kind word."""
        rows = np.flatnonzero(self.has_kinds[toponym])
        merits, theirs = self.index.merits, list(self.table.kinds)
        for row in rows.tolist():
            name, number = self.names[toponym[row]], int(entry[row])
            place = self.table.places[self.table.place[number]]
            kinds = theirs[self.table.kind_words[number]]
            sort[row] = merits.kind(name.kinds, kinds, place, exact=bool(exact[row]))
            if name.fold in self.index.entry(number).folds:
                sort[row] += merits.weights.verbatim
        return sort

    def _of_qualifiers(self, toponym: Numbers, entry: Numbers) -> Numbers:
        both, at = np.unique(
            self.qualifier[toponym] * len(self.qualifiers) + self.table.qualifier[entry],
            return_inverse=True,
        )
        merits = self.index.merits
        worth = [
            merits.qualifiers(*(self.qualifiers[i] for i in divmod(pair, len(self.qualifiers))))
            for pair in both.tolist()
        ]
        return np.array(worth, dtype=float)[at]

    def _fit(self, toponym: Numbers, place: Numbers) -> Numbers:
        """Return how each place lies to the units hinted for its toponym."""
        fit = np.full(len(toponym), int(Fit.NONE), dtype=np.int64)
        hint = self.hint[toponym]
        for number, wanted in enumerate(self.hints):
            if not wanted.admin1:
                continue
            rows = np.flatnonzero(hint == number)
            if len(rows):
                fit[rows] = self.index.fits(wanted, place[rows])
        return fit

    # -- the best ----------------------------------------------------------------------------

    def _rank(self, found: Found) -> Found:
        """Return what is likely, toponym by toponym, best first."""
        top = np.full(len(self.names), -np.inf)
        np.maximum.at(top, found.toponym, found.merit)
        kept = np.flatnonzero(found.merit > top[found.toponym] - UNLIKELY)
        kept = kept[np.lexsort((kept, -found.merit[kept], found.toponym[kept]))]
        return Found(*(column[kept] for column in found))


class Found(NamedTuple):
    """Candidates as columns: numbers of toponym and place, merit, entry, and how it fitted."""

    toponym: Numbers
    place: Numbers
    merit: Numbers
    entry: Numbers
    similarity: Numbers
    fit: Numbers
    how: Numbers


def _best(found: Found) -> Found:
    """Return the best row of each toponym and place, in the order in which places first came."""
    if not len(found.toponym):
        return found
    order = np.lexsort((-found.merit, found.place, found.toponym))
    toponym, place = found.toponym[order], found.place[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (toponym[1:] != toponym[:-1]) | (place[1:] != place[:-1])
    starts = np.flatnonzero(new)
    first = np.minimum.reduceat(order, starts)
    chosen = order[starts][np.argsort(first)]
    return Found(*(column[chosen] for column in found))


def _join(narrow: Found, wide: Found) -> Found:
    """Return both, the better of the same toponym and place."""
    return _best(Found(*(np.concatenate(both) for both in zip(narrow, wide, strict=True))))


def _together(parts: list[Pairs]) -> Pairs:
    return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _likeness(left: Numbers, lefts: list[str], right: Numbers, rights: list[str]) -> Numbers:
    """Return how alike texts are, each distinct pair compared once."""
    if not len(left):
        return np.zeros(0)
    both, at = np.unique(left * len(rights) + right, return_inverse=True)
    one, two = np.divmod(both, len(rights))
    alike = compare_each([lefts[i] for i in one.tolist()], [rights[i] for i in two.tolist()])
    likeness: Numbers = alike[at]
    return likeness


def _is_in(values: Numbers, known: Numbers) -> Numbers:
    """Return which of `values` are among the sorted numbers `known`."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(known, values)
    at[at == len(known)] = 0
    found: Numbers = known[at] == values
    return found
