"""Coordinates that people write where a place name should stand."""

from __future__ import annotations

import re

from geomap.gazetteer.areas.extent import country_at, degrees_beyond, near_syria

_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_SIDE = "[NSEWnsew]|[شجغق]"
_DECIMAL = re.compile(
    rf"^\(?\s*({_SIDE})?\s*(-?){_NUMBER}\s*°?\s*({_SIDE})?\s*(?:[,;/|]\s*|\s+)"
    rf"({_SIDE})?\s*(-?){_NUMBER}\s*°?\s*({_SIDE})?\s*\)?$"
)
_ANGLE = (
    r"(\d{1,3})\s*[°ºd:]\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′m:]?\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″s]|'')?)?"
)
_DMS = re.compile(
    rf"^\(?\s*({_SIDE})?\s*{_ANGLE}\s*({_SIDE})?\s*[,;/]?\s*({_SIDE})?\s*{_ANGLE}\s*({_SIDE})?\s*\)?$"
)
_MGRS = re.compile(r"^(?:MGRS:?\s*)?(\d{1,2}[C-HJ-NP-X])\s*([A-HJ-NP-Z]{2})\s*(\d{2,10}|\d{1,5}\s+\d{1,5})$")  # fmt: skip  # noqa: E501
_TWO_NUMBERS = re.compile(r"\d\D+\d")
"""What every way to write a point holds."""
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫،", "01234567890123456789.,")
_LABELS = (
    (re.compile(r"(?:\b|(?<=\d))lat(?:itude)?\b\s*[:=]?\s*|خط العرض\s*:?\s*", re.IGNORECASE), "N "),
    (re.compile(r"(?:\b|(?<=\d))(?:lon|lng|long)(?:gitude)?\b\s*[:=]?\s*|خط الطول\s*:?\s*",
                re.IGNORECASE), "E "),
    (re.compile(r"^(?:geo:|coordinates\s*:?|الإحداثيات\s*:?)\s*", re.IGNORECASE), ""),
)  # fmt: skip
EITHER = 0.6
"""Degrees from Syria within which two numbers may be meant in the order that they have."""

_TO_LATIN = {"ش": "N", "ج": "S", "ق": "E", "غ": "W"}


def parse_coordinates(text: str) -> tuple[float, float, float] | None:
    """Return ``lon, lat`` (EPSG:4326) and how finely they are given in km, or None.

    Decimal degrees, degrees-minutes(-seconds) and MGRS, in Latin or Arabic digits. Without letters
    or labels ("lat 34.7, lon 36.7") the first number is the latitude, unless only the other order
    lies in Syria; None where the first order lies just north of Syria and the other one in it.
    Points far from Syria are returned as they are: the caller refuses them.

    Examples
    --------
    >>> parse_coordinates("34.5504, 38.2915")[:2]
    (38.2915, 34.5504)
    """
    if _TWO_NUMBERS.search(text) is None:
        return None
    text = _plain(text)
    if len(text) > 80:
        return None
    upper = text.upper()
    if match := _MGRS.match(upper):
        return _from_mgrs(match)
    if match := _DECIMAL.match(text):
        return _from_decimals(match)
    if match := _DMS.match(text):
        return _from_angles(match)
    return None


def _from_decimals(match: re.Match[str]) -> tuple[float, float, float] | None:
    """Return the point of two decimal numbers; whole ones only count with their sides."""
    side1, sign1, first, after1, side2, sign2, second, after2 = match.groups()
    decimals = [len(number.replace(",", ".").partition(".")[2]) for number in (first, second)]
    if not any(decimals) and not (side1 or after1):
        return None
    pair = (_signed(sign1, first), _signed(sign2, second))
    return _order(pair, side1 or after1, side2 or after2, 111.0 / 10 ** min(decimals))


def _from_angles(match: re.Match[str]) -> tuple[float, float, float] | None:
    """Return the point of two angles in degrees, minutes and perhaps seconds."""
    side1, d1, m1, s1, after1, side2, d2, m2, s2, after2 = match.groups()
    if any(float(minutes.replace(",", ".")) >= 60 for minutes in (m1, m2)):
        return None
    pair = (_angle(d1, m1, s1), _angle(d2, m2, s2))
    return _order(pair, side1 or after1, side2 or after2, 0.05 if s1 else 1.9)


def is_pair(text: str) -> bool:
    """Return True if `text` is two decimal numbers and nothing else."""
    return _TWO_NUMBERS.search(text) is not None and _DECIMAL.match(_plain(text)) is not None


def _plain(text: str) -> str:
    """Return the text with Latin digits, sides in place of labels and single blanks."""
    text = text.strip().translate(_PLAIN)
    for label, side in _LABELS:
        text = label.sub(side, text)
    # the expressions allow blanks at many places: a run of them would be tried in every way
    return " ".join(text.split())


def _signed(sign: str, number: str) -> float:
    value = float(number.replace(",", "."))
    return -value if sign else value


def _angle(degrees: str, minutes: str, seconds: str | None) -> float:
    return (
        float(degrees)
        + float(minutes.replace(",", ".")) / 60
        + float((seconds or "0").replace(",", ".")) / 3600
    )


def _order(
    pair: tuple[float, float], first: str | None, second: str | None, fine: float
) -> tuple[float, float, float] | None:
    one, two = (_TO_LATIN.get(s or "", (s or "").upper()) for s in (first, second))
    a = -pair[0] if one in ("S", "W") else pair[0]
    b = -pair[1] if two in ("S", "W") else pair[1]
    if one in ("E", "W") or two in ("N", "S"):
        lon, lat = a, b
    elif one or two:
        lon, lat = b, a
    elif _may_be_either(b, a):
        return None
    else:
        lon, lat = (b, a) if near_syria(b, a) or not near_syria(a, b) else (a, b)
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return round(lon, 6), round(lat, 6), round(max(0.01, fine), 3)


def _may_be_either(lon: float, lat: float) -> bool:
    """Return True for a point just outside Syria that lies in it the other way round."""
    return (
        degrees_beyond(lon, lat) <= EITHER
        and country_at(lon, lat) != "SY"
        and country_at(lat, lon) == "SY"
    )


def _from_mgrs(match: re.Match[str]) -> tuple[float, float, float] | None:
    import mgrs

    digits = match[3].split()
    if len(digits) == 2 and len(digits[0]) != len(digits[1]):
        return None
    joined = "".join(digits)
    if len(joined) % 2:
        return None
    try:
        lat, lon = mgrs.MGRS().toLatLon(f"{match[1]}{match[2]}{joined}")
    except (mgrs.core.MGRSError, ValueError):
        return None
    half = 10 ** (5 - len(joined) // 2) / 2 / 1000
    return round(lon, 6), round(lat, 6), max(0.01, half)
