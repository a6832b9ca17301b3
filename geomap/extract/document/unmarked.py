"""Arabic read without its vowel marks and lengthenings, and the way back to the text as given."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.extract.reading import Evidence
from geomap.lang.folding import MARKS

if TYPE_CHECKING:
    from geomap.extract.reading import Reading

_MARK = re.compile(f"(?<![ \n])[{MARKS}]+|[{MARKS}]+(?![ \n{MARKS}])")
"""Marks that touch a word; a lengthening between blanks is a dash."""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without marks: `text`, and where and how much was left out.

    Parameters
    ----------
    starts
        Offsets in `text` behind which marks were left out, in order.
    skipped
        Characters left out up to each of these.
    """

    text: str
    starts: tuple[int, ...]
    skipped: tuple[int, ...]

    def back(self, at: int) -> int:
        """Return the offset in the text as given.

        Examples
        --------
        >>> plain = without_marks("قصفٌ على")
        >>> plain.back(0), plain.back(3), plain.back(4)
        (0, 4, 5)
        """
        found = bisect_right(self.starts, at)
        return at + (self.skipped[found - 1] if found else 0)


def without_marks(text: str) -> Unmarked:
    """Return a text without vowel marks and lengthenings."""
    parts: list[str] = []
    starts: list[int] = []
    skipped: list[int] = []
    reach = gone = 0
    for match in _MARK.finditer(text):
        parts.append(text[reach : match.start()])
        gone += match.end() - match.start()
        starts.append(match.end() - gone)
        skipped.append(gone)
        reach = match.end()
    parts.append(text[reach:])
    return Unmarked("".join(parts), tuple(starts), tuple(skipped))


def give_back(reading: Reading, plain: Unmarked) -> None:
    """Make every span of a reading one of the text as given."""
    for event in reading.events:
        event.evidence = [
            Evidence(e.field, plain.back(e.start), plain.back(e.end)) for e in event.evidence
        ]
        if event.incident is not None:
            event.incident = plain.back(event.incident)
    for place in reading.places:
        place.start, place.end = plain.back(place.start), plain.back(place.end)
        place.phrase_start = plain.back(place.phrase_start)
        place.phrase_end = plain.back(place.phrase_end)
    reading.dates = [
        replace(d, start=plain.back(d.start), end=plain.back(d.end)) for d in reading.dates
    ]
