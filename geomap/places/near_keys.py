"""Keys that differ by one consonant, found by taking one away on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 3
"""Consonants of a key that may be looked up with one consonant changed."""


class NearKeys:
    """Known keys by what is left of them without one consonant."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._known = {key: number for number, key in enumerate(keys)}
        self._less_one: dict[str, list[str]] = {}
        less = self._less_one
        for known in self._known:
            if len(known) >= FEWEST:
                for i in range(len(known)):
                    shorter = known[:i] + known[i + 1 :]
                    if shorter not in less:
                        less[shorter] = [known]
                    elif less[shorter][-1] != known:
                        less[shorter].append(known)

    def ways(self, key: str) -> list[str]:
        """Return `key` and what is left of it without one consonant, where that leads to keys."""
        ways = [key]
        if len(key) >= FEWEST:
            ways += dict.fromkeys([key[:i] + key[i + 1 :] for i in range(len(key))])
        less, known = self._less_one, self._known
        return [way for way in ways if way in less or (way in known and len(way) >= FEWEST)]

    def keys(self, way: str) -> list[str]:
        """Return the known keys to which a way leads: one consonant more, or just it."""
        keys = self._less_one.get(way, [])
        if way in self._known and len(way) >= FEWEST:
            return [*keys, way]
        return keys
