"""Toponyms and the entries that sound like them, found for many toponyms at once.

Toponyms come in groups that meet the same entries. Of a group, distinct sounds on both sides are
compared once, in one grid where there are many.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist, cpdist

from geomap.gazetteer.entries import CROSS, Side, encode, spread
from geomap.lang.letters import SPREAD, SPREAD_ACROSS
from geomap.resolver.buckets import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.entries import EntryTable, Numbers

_similarity = Levenshtein.normalized_similarity

GRID = 48
"""So many comparisons are quicker as one grid than pair by pair."""


class Pairs(NamedTuple):
    """Toponyms with entries that sound alike, in the order in which `Index` would come to them."""

    toponym: Numbers
    entry: Numbers
    likeness: Numbers


class Voices:
    """How toponyms sound: ``texts[codes[i]]`` in their own script, ``crossed`` across scripts."""

    def __init__(self, voiced: Sequence[str]) -> None:
        self.codes, texts = encode(voiced)
        self.texts = [sounds.translate(SPREAD) for sounds in texts]
        self.crossed = [sounds.translate(CROSS).translate(SPREAD_ACROSS) for sounds in texts]


class Groups(NamedTuple):
    """Toponyms (``rows``) in groups, and the ways of each group: numbers of groups of a `Side`."""

    rows: Numbers
    group: Numbers
    ways: list[list[int]]


def pair_alike(
    table: EntryTable, side: Side, voices: Voices, groups: Groups, least: float
) -> Pairs:
    """Return toponyms with the entries that their ways lead to and that sound alike by `least`."""
    rows, group, ways = groups
    owner = np.repeat(np.arange(len(ways)), [len(some) for some in ways])
    way = np.array(list(chain.from_iterable(ways)), dtype=np.int64)
    turn, at = spread(side.starts[way], side.starts[way + 1])
    if len(way) > len(ways):
        # Ways lead to one entry more than once: the first counts.
        once = (owner[turn] * 2 + side.other[at]) * max(1, len(table)) + side.entry[at]
        first = np.sort(np.unique(once, return_index=True)[1])
        turn, at = turn[first], at[first]
    other = side.other[at]
    part = owner[turn] * 2 + other
    theirs, heard = np.unique(part * len(table.sounds) + side.sound[at], return_inverse=True)
    ours, mine = np.unique(group * len(voices.texts) + voices.codes[rows], return_inverse=True)
    voice, sound, likeness = _compare(table, voices, ours, theirs, least)
    # Every hit stands for all toponyms that sound so and for all entries that sound so.
    hit, row = _members(heard, sound)
    voice, likeness = voice[hit], likeness[hit]
    hit, toponym = _members(mine, voice)
    toponym, row, likeness = rows[toponym], row[hit], likeness[hit]
    return _order(side, Pairs(toponym, row, likeness), turn, at)


def _members(codes: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return where `codes` hold each of `wanted`, and before it which of `wanted` it is."""
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=1))
    hit, at = spread(ends[wanted - 1] * (wanted > 0), ends[wanted])
    return hit, order[at]


def _compare(
    table: EntryTable, voices: Voices, ours: Numbers, theirs: Numbers, least: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Return what is alike: where in `ours`, where in `theirs`, and how much."""
    our_group, our_voice = np.divmod(ours, max(1, len(voices.texts)))
    part, their_sound = np.divmod(theirs, max(1, len(table.sounds)))
    groups = int(our_group.max(initial=-1)) + 1
    starts = np.searchsorted(our_group, np.arange(groups + 1))
    bounds = np.searchsorted(part, np.arange(2 * groups + 1))
    across = (part % 2).tolist()
    texts = [
        table.heard[sound][other] for sound, other in zip(their_sound.tolist(), across, strict=True)
    ]
    spoken = [voices.texts[i] for i in our_voice.tolist()]
    spoken += [voices.crossed[i] for i in our_voice.tolist()]
    # Part 2 * g are the entries that group g hears in its own script, the next those across.
    first, begin = np.repeat(starts[:-1], 2), bounds[:-1]
    wide = np.diff(bounds)
    counts = np.repeat(np.diff(starts), 2) * wide
    few = np.flatnonzero((counts > 0) & (counts < GRID))
    turn, nth = spread(np.zeros(len(few), dtype=np.int64), counts[few])
    turn = few[turn]
    down, along = np.divmod(nth, wide[turn])
    left, right = first[turn] + down, begin[turn] + along
    shifted = np.where(turn % 2, len(our_voice), 0)
    alike = compare_each(
        [spoken[i] for i in (left + shifted).tolist()], [texts[i] for i in right.tolist()], least
    )
    hits = np.flatnonzero(alike)
    found = [(left[hits], right[hits], alike[hits])]
    for many in np.flatnonzero(counts >= GRID).tolist():
        start, shift = int(starts[many // 2]), len(our_voice) if many % 2 else 0
        grid = cdist(
            spoken[start + shift : int(starts[many // 2 + 1]) + shift],
            texts[bounds[many] : bounds[many + 1]],
            scorer=_similarity, score_cutoff=least, dtype=np.float64,
        )  # fmt: skip
        row, column = grid.nonzero()
        found.append((row + start, column + bounds[many], grid[row, column]))
    one, two, three = (np.concatenate(column) for column in zip(*found, strict=True))
    return one, two, three


def compare_each(left: Sequence[str], right: Sequence[str], least: float = 0.0) -> Numbers:
    """Return how alike each text of `left` is to the one beside it, 0 below `least`."""
    alike: Numbers = cpdist(left, right, scorer=_similarity, score_cutoff=least, dtype=np.float64)
    return alike


def _order(side: Side, pairs: Pairs, turn: Numbers, at: Numbers) -> Pairs:
    """Return pairs way by way, a toponym's own script first, then most alike first.

    `MOST` of each part are kept. ``pairs.entry`` are rows of `turn` and `at`.
    """
    toponym, row, likeness = pairs
    other = side.other[at[row]]
    part = (toponym * max(1, int(turn.max(initial=0)) + 1) + turn[row]) * 2 + other
    _, part = np.unique(part, return_inverse=True)
    # A part that is cut is in the order of its rows, in a whole one equal sounds stand together.
    cut = (np.bincount(part, minlength=1) > MOST)[part]
    order = np.lexsort((row, np.where(cut, 0, side.alike[at[row]]), -likeness, part))
    if cut.any():
        ranked = part[order]
        starts = np.flatnonzero(np.diff(ranked, prepend=-1))
        rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
        order = order[rank < MOST]
    return Pairs(toponym[order], side.entry[at[row[order]]], likeness[order])
