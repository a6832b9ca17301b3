"""Names that are compared with the same toponyms, grouped by how they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from geomap.gazetteer.entries import CROSS
from geomap.lang.letters import SPREAD, SPREAD_ACROSS

if TYPE_CHECKING:
    from geomap.gazetteer.entries import Entry
    from geomap.lang.name_keys import ParsedName

_similarity = Levenshtein.normalized_similarity
MOST = 200
"""Entries of a key and a script that are compared at most, most alike first."""

FEW = 2
"""So many distinct sounds are compared one by one; more are given away together."""


class Alike(NamedTuple):
    """Entries of one script by distinct sounds: group i sounds as ``sounds[i]``."""

    sounds: list[str]
    groups: list[list[tuple[int, Entry]]]

    def find(self, sounds: str, least: float) -> list[tuple[Entry, float]]:
        """Return the entries that sound alike by `least`, most alike first, `MOST` at most."""
        groups = self.groups
        if len(groups) <= FEW:
            hits = []
            for i, known in enumerate(self.sounds):
                likeness = _similarity(sounds, known, score_cutoff=least)
                if likeness:
                    hits.append((known, likeness, i))
            if len(hits) == 2 and hits[0][1] < hits[1][1]:
                hits.reverse()
        else:
            hits = extract(sounds, self.sounds, scorer=_similarity, score_cutoff=least, limit=MOST)
        found = [(entry, likeness) for _, likeness, i in hits for _, entry in groups[i]]
        if len(found) > MOST:
            rows = [(-likeness, row, e) for _, likeness, i in hits for row, e in groups[i]]
            rows.sort(key=_first_two)
            return [(entry, -less) for less, _, entry in rows[:MOST]]
        return found


def _first_two(row: tuple[float, int, Entry]) -> tuple[float, int]:
    return row[0], row[1]


class Bucket:
    """Entries that are compared with the same toponyms, by the toponym's script.

    A place is compared in its own script where it has a name in it here, else across scripts.
    """

    __slots__ = ("_arabic", "_latin", "entries")

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._latin: tuple[Alike, Alike] | None = None
        self._arabic: tuple[Alike, Alike] | None = None

    def alike(self, parsed: ParsedName, cross: str, least: float) -> list[tuple[Entry, float]]:
        """Return the entries whose sounds are alike, with how much, at least `least`."""
        if parsed.arabic:
            side = self._arabic
            if side is None:
                side = self._arabic = _side(self.entries, arabic=True)
        else:
            side = self._latin
            if side is None:
                side = self._latin = _side(self.entries, arabic=False)
        own, other = side
        if not other.sounds and len(own.sounds) == 1 and len(own.groups[0]) == 1:
            likeness = _similarity(parsed.voiced.translate(SPREAD), own.sounds[0])
            return [(own.groups[0][0][1], likeness)] if likeness >= least else []
        found = own.find(parsed.voiced.translate(SPREAD), least) if own.sounds else []
        if other.sounds:
            return found + other.find(cross.translate(SPREAD_ACROSS), least)
        return found


def _side(entries: list[Entry], *, arabic: bool) -> tuple[Alike, Alike]:
    """Return entries in one script and those of places without one in it, by their sounds."""
    own = [entry for entry in entries if entry.arabic == arabic]
    named = {entry.place_id for entry in own}
    other = [e for e in entries if e.arabic != arabic and e.place_id not in named]
    return (
        _group(own, [entry.voiced.translate(SPREAD) for entry in own]),
        _group(other, [entry.voiced.translate(CROSS).translate(SPREAD_ACROSS) for entry in other]),
    )


def _group(entries: list[Entry], sounds: list[str]) -> Alike:
    groups: dict[str, list[tuple[int, Entry]]] = {}
    for row, (entry, heard) in enumerate(zip(entries, sounds, strict=True)):
        groups.setdefault(heard, []).append((row, entry))
    return Alike(list(groups), list(groups.values()))
