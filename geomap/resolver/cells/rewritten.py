"""Cells that hold one place in an unusual way, written anew as the readings know them.

Both scripts side by side ("Saraqib سراقب"), a path of units ("Idlib > Saraqib"), the same name
twice, a name with coordinates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import fold_name
from geomap.resolver.ranking import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Place, Resolution
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.cells.asked import Asked

SURE = 0.85
"""Least score of an answer to a cell that was written anew."""

AGREE_KM = 15.0
"""A name and coordinates in one cell that lie this near are one place."""

_ARABIC = "\u0621-\u064a"
_TWO_SCRIPTS = re.compile(
    rf"^([^{_ARABIC}]*[^\W\d_{_ARABIC}])[^\w]+([{_ARABIC}][^A-Za-z]*)$"
    rf"|^([{_ARABIC}][^A-Za-z]*[{_ARABIC}])[^\w]+([^\W\d_{_ARABIC}][^{_ARABIC}]*)$"
)
_ODD = re.compile(rf"[:>\t→»›]|\d\d\.\d\d|[{_ARABIC}][^\w]+[A-Za-z]|[A-Za-z][^\w]+[{_ARABIC}]")
"""What every cell has that is written anew, but for those that say a name twice."""

_STEP = re.compile(r"\s*(?:[-=]>|[:>→»›])\s*")
"""Steps of a path, the larger unit first."""
_DEGREES = r"(\d{2}\.\d{2,9})(?![\d.])\s{0,3}°?\s{0,3}[NE]?"
_PAIR = re.compile(rf"[(\[]?(?<![\d.]){_DEGREES}\s{{0,3}}[,;/ ]\s{{0,3}}{_DEGREES}[)\]]?")


def by_rewriting(
    resolver: Asked, text: str, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to a refused cell that holds one place in an unusual way."""
    if _ODD.search(text) is None and not _is_twice(text):
        return None
    if (pair := _PAIR.search(text)) is not None:
        return _by_coordinates(resolver, text, pair, wanted, near)
    for other in _write_anew(text):
        answer = resolver.resolve_inner(other, wanted, near)
        if answer.resolved and answer.score >= SURE:
            why = f"read as {other!r}"
            return replace(answer, toponym=text, reasons=(*answer.reasons, why))
    return None


def _write_anew(text: str) -> Iterator[str]:
    text = text.strip()
    if match := _TWO_SCRIPTS.match(text):
        one, other = (part.strip(" -–,/|(") for part in match.groups() if part)
        yield f"{one} ({other.strip(' )')})"
    steps = [step for step in _STEP.split(text) if step]
    if 2 <= len(steps) <= 4:
        yield ", ".join(reversed(steps))
    if "\t" in text:
        yield ", ".join(part for part in text.split("\t") if part.strip())
    if _is_twice(text):
        words = text.split()
        yield " ".join(words[: len(words) // 2])


def _is_twice(text: str) -> bool:
    """Return True for the same words twice."""
    words = text.split()
    half = len(words) // 2
    return half > 0 and list(map(fold_name, words[:half])) == list(map(fold_name, words[half:]))


def _by_coordinates(
    resolver: Asked, text: str, pair: re.Match[str], wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the named place beside the coordinates, or the coordinates of a name nobody knows."""
    point = resolver.resolve_inner(f"{pair[1]}, {pair[2]}", wanted, near)
    rest = f"{text[: pair.start()]} {text[pair.end() :]}".strip(" ,;:-–()[]")
    if point.lon is None or point.lat is None or not fold_name(rest):
        return None
    named = resolver.resolve_inner(rest, wanted, near)
    if named.lon is None or named.lat is None:
        why = f"the coordinates beside {rest!r}, which is not known"
        return replace(point, toponym=text, reasons=(*point.reasons, why))
    gap = gap_km(named.lon, named.lat, point.lon, point.lat)
    if gap > AGREE_KM + (named.precision_km or 0.0):
        return refuse(text, f"{rest!r} lies {round(gap)} km from the coordinates beside it")
    why = f"the coordinates beside it agree ({round(gap)} km)"
    return replace(named, toponym=text, reasons=(*named.reasons, why))
