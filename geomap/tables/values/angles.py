"""Longitudes and latitudes as people write them: decimal, degrees and minutes, with their side."""

from __future__ import annotations

import re

_SIDE = "[NSEWnsewشجغق]"
_FIGURE = r"(\d{1,3}(?:[.,]\d+)?)"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<sign>[-−])?\s*{_FIGURE}\s*(?P<degree>[°ºd:])?"
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
    degrees, minutes, seconds = (
        float((part or "0").replace(",", ".")) for part in match.group(3, 5, 7)
    )
    parts = [part for part in match.group(3, 5, 7) if part]
    if not (side or match["degree"]) or (match["before"] and match["after"]):
        return None
    if side and side not in _AXES[axis]:
        return None
    if minutes >= 60 or seconds >= 60 or any(re.search("[.,]", part) for part in parts[:-1]):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if (side in {"S", "W"}) != bool(match["sign"]):
        value = -value
    return round(value, 9)
