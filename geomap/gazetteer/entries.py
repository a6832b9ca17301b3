"""Names ready to be compared: spellings of one place that sound alike are one entry."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geomap.lang.letters import SPREAD, SPREAD_ACROSS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.gazetteer import Gazetteer, NameList
    from geomap.lang.near_keys import NearKeys
    from geomap.model import Place

    Numbers = np.ndarray[Any, np.dtype[Any]]

CROSS = str.maketrans({"a": None, "i": "y", "u": "w"})
"""Sounds as they are compared across scripts: vowels that Arabic writes, as consonants."""


class Entry:
    """One name of one place, ready to be compared.

    Spellings of a place that sound alike are one entry with several `folds`. The figures, set by
    `geomap.resolver.candidates.Index`, are what it is worth to any toponym: ``standing`` by the
    sort of name, ``fame`` by the place's importance, ``sort`` by its kind to a toponym that says
    none, the last two for the exact name and for other spellings.
    """

    __slots__ = (
        "arabic", "bones", "cores", "doubts", "fame_exact", "fame_spelled", "folds", "kinds",
        "place", "place_id", "qualifiers", "sort_exact", "sort_spelled", "standing", "strong",
        "text", "voiced",
    )  # fmt: skip

    standing: float
    fame_exact: float
    fame_spelled: float
    sort_exact: float
    sort_spelled: float
    doubts: tuple[float, ...]

    def __init__(self, place: Place, names: NameList, rows: Sequence[int]) -> None:
        row = rows[0]
        self.place = place
        self.place_id = place.place_id
        self.text = names.text[row]
        self.folds: tuple[str, ...] = (names.fold[row],)
        self.cores: tuple[str, ...] = (names.core[row],)
        if len(rows) > 1:
            self.folds = tuple([names.fold[other] for other in rows])
            self.cores = tuple([names.core[other] for other in rows])
        self.bones = names.bones[row]
        self.voiced = names.voiced[row]
        self.qualifiers = names.qualifiers[row]
        self.kinds = names.kinds[row]
        self.arabic = names.arabic[row]
        self.strong = names.strong[row]


class Coded(NamedTuple):
    """A column of texts as numbers: row i holds ``texts[codes[i]]``."""

    codes: Numbers
    texts: dict[Any, int]


class Side(NamedTuple):
    """Entries as toponyms of one script see them, group by group.

    Those of group g stand from ``starts[g]`` to ``starts[g + 1]``: first the names in the toponym's
    script, then those of places without one in it in this group, compared across scripts.

    Parameters
    ----------
    starts
        A row for each group and one more.
    entry
        Numbers of entries.
    other
        True where it is compared across scripts.
    sound
        Its sounds, as a number in `EntryTable.sounds`.
    alike
        The row of the first entry of the same group and part that sounds the same.
    """

    starts: Numbers
    entry: Numbers
    other: Numbers
    sound: Numbers
    alike: Numbers


class EntryTable:
    """Every entry of a gazetteer, column by column, in the order of the names.

    Columns of numbers: ``key``, ``place``, ``voiced`` and ``cross`` (in `sounds`), ``bones`` (in
    `bone_list`), ``qualifiers``; of truths: ``arabic``, ``strong``, ``short``.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        names = gazetteer.names
        self.gazetteer = gazetteer
        self.places = list(gazetteer.places.values())
        number = {place_id: i for i, place_id in enumerate(gazetteer.places)}
        key, self.keys = encode(names.key)
        voiced, sounds = encode(names.voiced)
        bones, self._bones = encode(names.bones)
        qualifiers, self.qualifiers = encode(names.qualifiers)
        kinds, self.kinds = encode(names.kinds)
        core, self.cores = encode(names.core)
        place = np.array([number[place_id] for place_id in names.place_id], dtype=np.int64)
        arabic, strong = np.array(names.arabic, dtype=bool), np.array(names.strong, dtype=bool)
        short = np.array([kind == "short" for kind in names.kind], dtype=bool)
        sign = key
        for column, size in (
            (place, len(number)), (voiced, len(sounds)), (qualifiers, len(self.qualifiers)),
            (kinds, len(self.kinds)), (arabic, 2), (strong, 2), (short, 2),
        ):  # fmt: skip
            sign = sign * max(1, size) + column
        if "" in self.keys:
            sign = np.where(key == self.keys[""], -1, sign)
        found, first, inverse = np.unique(sign, return_index=True, return_inverse=True)
        order = np.argsort(first)
        if len(found) and found[0] == -1:
            order = order[order != 0]  # names without a key are no entries
        rank = np.full(len(found), -1, dtype=np.int64)
        rank[order] = np.arange(len(order))
        self.first_row = first = first[order]
        of_row = rank[inverse]
        rows = np.argsort(of_row, kind="stable")
        self._rows: list[int] = rows.tolist()
        self._starts: list[int] = np.searchsorted(of_row[rows], np.arange(len(order) + 1)).tolist()
        self.key, self.place, self.bones = key[first], place[first], bones[first]
        self.voiced, self.kind_words = voiced[first], kinds[first]
        self.qualifier, self.arabic = qualifiers[first], arabic[first]
        self.strong, self.short = strong[first], short[first]
        self.core_pairs = np.unique(core[of_row >= 0] * max(1, len(order)) + of_row[of_row >= 0])
        crossed = [sound.translate(CROSS) for sound in sounds]
        cross = np.array([sounds.setdefault(text, len(sounds)) for text in crossed], dtype=np.int64)
        self.sounds = list(sounds)
        self.heard = [
            (text.translate(SPREAD), text.translate(SPREAD_ACROSS)) for text in self.sounds
        ]
        self.cross = cross[self.voiced] if len(cross) else self.voiced
        self.bone_list = list(self._bones)
        self._by_key = np.argsort(self.key, kind="stable")
        self._key_starts = np.searchsorted(self.key[self._by_key], np.arange(len(self.keys) + 1))
        self._sides: dict[bool, Side] = {}
        self._near_sides: dict[bool, Side] = {}

    def __len__(self) -> int:
        return len(self.key)

    def of_key(self, code: int) -> list[int]:
        """Return the numbers of the entries of a key, itself a number of `keys`."""
        rows: list[int] = self._by_key[self._key_starts[code] : self._key_starts[code + 1]].tolist()
        return rows

    def entry(self, row: int) -> Entry:
        """Return one entry; its figures are not set."""
        names = self.gazetteer.names
        rows = self._rows[self._starts[row] : self._starts[row + 1]]
        return Entry(self.gazetteer.places[names.place_id[rows[0]]], names, rows)

    @cached_property
    def lon(self) -> Numbers:
        """Longitudes of `places`."""
        return np.array([place.lon for place in self.places], dtype=float)

    @cached_property
    def lat(self) -> Numbers:
        """Latitudes of `places`."""
        return np.array([place.lat for place in self.places], dtype=float)

    @cached_property
    def settled(self) -> Numbers:
        """Which of `places` are settlements."""
        return np.array([place.feature_class == "P" for place in self.places], dtype=bool)

    @cached_property
    def abroad(self) -> Numbers:
        """Which of `places` are not in Syria."""
        return np.array([place.country != "SY" for place in self.places], dtype=bool)

    @cached_property
    def folds(self) -> frozenset[str]:
        """Every spelling, folded."""
        return frozenset(self.gazetteer.names.fold)

    def side(self, *, arabic: bool) -> Side:
        """Return the entries of each key as toponyms in Arabic or in Latin letters see them."""
        known = self._sides.get(arabic)
        if known is None:
            entry = self._by_key
            known = self.see(self.key[entry], entry, len(self.keys), arabic=arabic)
            self._sides[arabic] = known
        return known

    def near_side(self, near_keys: NearKeys, *, arabic: bool) -> Side:
        """Return the same for the entries that each of the ways of `near_keys` leads to."""
        known = self._near_sides.get(arabic)
        if known is None:
            keys = np.array(list(chain.from_iterable(near_keys.keys)), dtype=np.int64)
            way = np.repeat(np.arange(len(near_keys.keys)), [len(k) for k in near_keys.keys])
            owner, at = spread(self._key_starts[keys], self._key_starts[keys + 1])
            known = self.see(way[owner], self._by_key[at], len(near_keys.keys), arabic=arabic)
            self._near_sides[arabic] = known
        return known

    def see(self, group: Numbers, entry: Numbers, groups: int, *, arabic: bool) -> Side:
        """Return entries by group, `group` in order, as toponyms of one script see them."""
        spot = group * max(1, len(self.places)) + self.place[entry]
        own = self.arabic[entry] == arabic
        rows = np.flatnonzero(own | ~np.isin(spot, spot[own]))
        rows = rows[np.lexsort((rows, ~own[rows], group[rows]))]
        entry, other, group = entry[rows], ~own[rows], group[rows]
        sound = np.where(other, self.cross[entry], self.voiced[entry])
        starts = np.searchsorted(group, np.arange(groups + 1))
        heard = (group * 2 + other) * max(1, len(self.sounds)) + sound
        _, first, inverse = np.unique(heard, return_index=True, return_inverse=True)
        return Side(starts, entry, other, sound, first[inverse])


def spread(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Return every number from each start to its end, and before it which range it is of."""
    counts = ends - starts
    owner = np.repeat(np.arange(len(counts)), counts)
    shift = starts - (np.cumsum(counts) - counts)
    return owner, np.arange(len(owner)) + shift[owner]


def encode(texts: Sequence[Any]) -> Coded:
    """Return texts as numbers, in the order in which they first appear."""
    known: dict[str, int] = {}
    codes = [known.setdefault(text, len(known)) for text in texts]
    return Coded(np.array(codes, dtype=np.int64), known)
