"""Longitudes and latitudes as people write them: decimal, degrees and minutes, with their side."""

from __future__ import annotations

import re

_SIDE = "[NSEWnsewشجغق]"
_FIGURE = r"(\d{1,3}(?:[.,]\d+)?)"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<sign>[-−])?\s*{_FIGURE}\s*(?P<degree>[°ºd:]|deg)?"
    rf"(?:\s*{_FIGURE}\s*(?P<minute>['’′m:])?(?:\s*{_FIGURE}\s*(?:[\"”″s]|'')?)?)?"
    rf"\s*(?P<after>{_SIDE})?"
)
_TO_LATIN = str.maketrans({"ش": "N", "ج": "S", "ق": "E", "غ": "W"})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
_AXES = {"lat": "NS", "lon": "EW"}


def parse_angle(text: str, axis: str) -> float | None:
    r"""Return the decimal degrees of one coordinate, None if it is written in no such way.

    Parameters
    ----------
    text
        ``35°55'50"N``, ``36 22.236 N``, ``N 36.37``, ``37.51°``. A bare number is left to others.
    axis
        ``lon`` or ``lat``: the sides that it may name.

    Examples
    --------
    >>> parse_angle("36°22.2'N", "lat"), parse_angle("36 22.2 N", "lon")
    (36.37, None)
    """
    match = _ANGLE.fullmatch(" ".join(text.translate(_DIGITS).split()))
    if match is None:
        return None
    side = (match["before"] or match["after"] or "").upper().translate(_TO_LATIN)
    if not (side or match["degree"]) or (match["before"] and match["after"]):
        return None
    value = _degrees_of([part for part in match.group(3, 5, 7) if part])
    if value is None or (side and side not in _AXES[axis]):
        return None
    if (side in {"S", "W"}) != bool(match["sign"]):
        value = -value
    return round(value, 9)


def _degrees_of(parts: list[str]) -> float | None:
    """Return degrees, minutes and seconds as degrees; None if a fraction is not the last, or 60."""
    value = 0.0
    for unit, part in zip((1, 60, 3600), parts, strict=False):
        number = float(part.replace(",", "."))
        if unit > 1 and number >= 60:
            return None
        value += number / unit
    return None if any(re.search("[.,]", part) for part in parts[:-1]) else value
