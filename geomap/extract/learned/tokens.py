"""A report as a row of plain tokens: words by their stem, names by what they are.

A place is ``<place>``, whatever its name, a party ``<state>`` or ``<militia>``, a day ``<day>``, a
figure ``<n>``: what is learned of them holds for names that no report had.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import bare_arabic, is_arabic
from geomap.lang.lexicon import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extract.document.report_parts import ReportParts

_ENDINGS = {lang: ordered(lang, "sentences.word_endings") for lang in ("en", "ar")}
STEM = 4
"""Letters that a stem keeps at least."""


@lru_cache(maxsize=100_000)
def stem(lower: str) -> str:
    """Return a word without the ending that says case, number or tense.

    Examples
    --------
    >>> stem("bombed"), stem("shells"), stem("was"), stem("واستهدفت")
    ('bomb', 'shell', 'was', 'استهدف')
    """
    if lower.isdigit():
        return "<n>"
    if not is_arabic(lower):
        return _cut(lower, _ENDINGS["en"])
    bare = bare_arabic(lower)
    if bare[:1] in "وف" and len(bare) > STEM:
        bare = bare_arabic(bare[1:])
    return _cut(bare, _ENDINGS["ar"])


def _cut(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= STEM - (ending != "s"):
            return word[: -len(ending)]
    return word


@dataclass(slots=True)
class Tokens:
    """The tokens of a report in order, each with the offset it starts at."""

    starts: list[int]
    stems: list[str]

    def between(self, floor: int, ceiling: int) -> list[str]:
        """Return the tokens that start in ``floor:ceiling``."""
        return self.stems[bisect_left(self.starts, floor) : bisect_left(self.starts, ceiling)]

    def index(self, offset: int) -> int:
        """Return the index of the first token that starts at an offset or behind it."""
        return bisect_left(self.starts, offset)


def tokens_of(parts: ReportParts) -> Tokens:
    """Return the tokens of a report; a name is one token."""
    named = _named(parts)
    starts: list[int] = []
    stems: list[str] = []
    reach, at = 0, 0
    for (start, _), lower in zip(parts.words.spans, parts.words.lower, strict=True):
        if start < reach:
            continue
        while at < len(named) and named[at][1] <= start:
            at += 1
        if at < len(named) and named[at][0] <= start:
            starts.append(start)
            stems.append(named[at][2])
            reach = named[at][1]
            continue
        starts.append(start)
        stems.append(stem(lower))
    return Tokens(starts, stems)


def _named(parts: ReportParts) -> list[tuple[int, int, str]]:
    """Return the spans of names with what they are, none over another: places before parties."""
    spans: list[tuple[int, int, str]] = []
    _add(spans, ((p.start, p.end, "<country>" if p.country else "<place>") for p in parts.places))
    _add(spans, ((a.start, a.end, f"<{a.kind}>") for a in parts.actors if not a.weak))
    _add(spans, ((d.start, d.end, "<day>") for d in parts.dates))
    return spans


def _add(spans: list[tuple[int, int, str]], more: Iterable[tuple[int, int, str]]) -> None:
    """Add spans that overlap none of those before, in order."""
    from geomap.extract.document.words import Taken

    taken = Taken((lo, hi) for lo, hi, _ in spans)
    spans.extend(span for span in more if not taken.overlaps(span[0], span[1]))
    spans.sort()
