"""Keys that differ by one consonant, found by taking one away on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 3
"""Consonants of a key that may be looked up with one consonant changed."""


class NearKeys:
    """Known keys by what is left of them without one consonant.

    A way is a string of consonants that leads to known keys: by one consonant more, or just so.
    ``keys[way]`` are the numbers of the keys that a way, itself a number, leads to.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._ways: dict[str, int] = {}
        self.keys: list[list[int]] = []
        known = [(number, key) for number, key in enumerate(keys) if len(key) >= FEWEST]
        ways, leads = self._ways, self.keys
        for number, key in known:
            for i in range(len(key)):
                shorter = key[:i] + key[i + 1 :]
                way = ways.get(shorter)
                if way is None:
                    ways[shorter] = len(leads)
                    leads.append([number])
                elif leads[way][-1] != number:
                    leads[way].append(number)
        for number, key in known:
            way = ways.get(key)
            if way is None:
                ways[key] = len(leads)
                leads.append([number])
            else:
                leads[way].append(number)

    def ways(self, key: str) -> list[int]:
        """Return the ways from a key: by one consonant more, then by one less or changed."""
        ways = [key]
        if len(key) >= FEWEST:
            ways += dict.fromkeys([key[:i] + key[i + 1 :] for i in range(len(key))])
        known = self._ways
        return [known[way] for way in ways if way in known]
