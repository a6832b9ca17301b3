"""Both coordinates in one cell: pairs, WKT, geopoints of phones, degrees, links to maps."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from geomap.lang.folding import DIGITS
from geomap.tables.schemes.scheme import Take
from geomap.tables.values.angles import parse_angle
from geomap.tables.values.date_cells import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIGURE = r"([-+]?\d{1,3}(?:\.\d+)?)"
_END = r"\s*°?\s*[NE]?\s*"
_MORE = r"(?:[\s,;]+-?\d+(?:\.\d+)?){0,2}"
"""Altitude and accuracy of a phone's geopoint."""
_PAIR = re.compile(
    rf"[\s(\[]*[NE]?\s*{_FIGURE}{_END}(?:[,;/|،]|\s)\s*[NE]?\s*{_FIGURE}{_END}{_MORE}[)\]\s]*"
)
_WKT = re.compile(
    rf"(?i:(?:SRID=4326;)?\s*POINT(?:\s*ZM?)?\s*\(\s*){_FIGURE}\s+{_FIGURE}[\d\s.+-]*\)\s*"
)
_JSON = re.compile(r'\{[^{}]*"coordinates":\s*\[\s*' + _FIGURE + r"\s*,\s*" + _FIGURE + r"[^{}]*\}")
_SIDES = re.compile(r"([^NSشج]+[NSشج])[\s,;،/]*([^EWقغ]+[EWقغ])", re.IGNORECASE)
_DEGREE = re.compile(r"(?<=\d)\s?deg(?:rees?)?\b", re.IGNORECASE)
_PLACE = rf"{_FIGURE}(?:,|%2C|\+|%20|\s)+{_FIGURE}"
_LINKS = (
    re.compile(rf"!3d{_FIGURE}!4d{_FIGURE}"),
    re.compile(rf"[?&](?:q|query|ll|center|destination|daddr)=(?:loc:)?{_PLACE}", re.IGNORECASE),
    re.compile(rf"(?:/@|/place/|/search/|/dir//?|^geo:){_PLACE}", re.IGNORECASE),
    re.compile(rf"[?&]mlat={_FIGURE}&mlon={_FIGURE}"),
    re.compile(rf"#map=\d{{1,2}}(?:\.\d+)?/{_FIGURE}/{_FIGURE}"),
)
"""Links name lat before lon; where a pin and the middle of the view are told, the pin counts."""
_NOTHING = re.compile(
    r"[\[(\s]*(?:null|none|nan)?\s*,?\s*(?:null|none|nan)?[\])\s]*", re.IGNORECASE
)
_SHORT_LINK = re.compile(r"https?://(?:[a-z.]{0,12}goo\.gl|g\.co|osm\.org/go)/\S*", re.IGNORECASE)
"""A link to a map that tells no coordinates; nothing here follows it."""
_GRID = re.compile(
    r"(?:MGRS:?\s*)?(3[678][NSRT]\s*[A-HJ-NP-Z]{2})\s*(\d{2,5})\s*(\d{2,5})", re.IGNORECASE
)
"""A military grid reference in and around Syria."""
_LONGEST = 2000


def parse_point(text: str) -> tuple[str, str, bool] | None:
    """Return the two figures of a cell as written, and whether the first is surely the longitude.

    Links and degrees with their sides come as ``lon, lat``; of a bare pair nobody knows.

    Examples
    --------
    >>> parse_point("35.9 36.7 410 4.5"), parse_point("https://maps.example/?q=35.9,36.7")
    (('35.9', '36.7', False), ('36.7', '35.9', True))
    """
    text = text.strip().translate(DIGITS)
    if len(text) > _LONGEST:
        return None
    if match := _GRID.fullmatch(text):
        return _read_grid(match)
    if match := _PAIR.fullmatch(text):
        return match[1], match[2], False
    if match := _WKT.fullmatch(text) or _JSON.fullmatch(text):
        return match[1], match[2], True
    if "/" in text or text.startswith("geo:"):
        for link in _LINKS:
            if match := link.search(text):
                return match[2], match[1], True
    if match := _SIDES.fullmatch(_DEGREE.sub("°", text)):
        lat, lon = parse_angle(match[1], "lat"), parse_angle(match[2], "lon")
        if lat is not None and lon is not None:
            return repr(lon), repr(lat), True
    return None


def _read_grid(match: re.Match[str]) -> tuple[str, str, bool] | None:
    """Return the middle of the square that a grid reference names."""
    import mgrs

    figures = match[2] + match[3]
    if len(figures) % 2 or len(figures) > 10:
        return None
    try:
        lat, lon = mgrs.MGRS().toLatLon(f"{match[1].upper()}{figures}".replace(" ", ""))
    except (mgrs.core.MGRSError, ValueError):
        return None
    return repr(round(lon, 6)), repr(round(lat, 6)), True


def name_short_links(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> str:
    """Return a line on links to maps that tell no coordinates, or nothing."""
    found = [
        c for c in columns if any(_SHORT_LINK.fullmatch(v.strip()) for v in samples.get(c, ()))
    ]
    if not found:
        return ""
    return (
        f"short links in {', '.join(map(repr, found))} tell no coordinates and are not followed: "
        "open them and copy the long link or the coordinates"
    )


def _tells_nothing(text: str) -> bool:
    return (
        text.strip().casefold() in EMPTY
        or bool(_NOTHING.fullmatch(text))
        or bool(_SHORT_LINK.fullmatch(text.strip()))
    )


def read_axis(text: str, *, axis: str, lon_first: bool, named: bool = False) -> str:
    """Return ``lon`` or ``lat`` of a cell that holds both, empty where it holds neither.

    A short link is empty where the table names its places as well (`named`), else what it is.
    """
    if _tells_nothing(text) and (named or not _SHORT_LINK.fullmatch(text.strip())):
        return ""
    found = parse_point(text)
    if found is None:
        return text
    first, second, known = found
    return first if (axis == "lon") == (known or lon_first) else second


def split_points(heading: str, values: Sequence[str], *, named: bool = False) -> dict[str, Take]:
    """Return how ``lon`` and ``lat`` are read from cells that hold both, nothing if few do."""
    import numpy as np

    from geomap.gazetteer.areas.extent import is_near_syria

    filled = [value for value in values if not _tells_nothing(value)]
    found = [point for value in filled if (point := parse_point(value))]
    if not found or len(found) < 0.8 * len(filled):
        return {}
    open_pairs = [point for point in found if not point[2]]
    one, two = (np.array([float(point[number]) for point in open_pairs]) for number in (0, 1))
    lat_first, lon_first = is_near_syria(two, one).sum(), is_near_syria(one, two).sum()
    says_lon = bool(re.match("l(on|ng)|x", heading)) if lat_first == lon_first else False
    first_is_lon = bool(lon_first > lat_first) or says_lon
    return {
        axis: Take(
            (heading,), parse=partial(read_axis, axis=axis, lon_first=first_is_lon, named=named)
        )
        for axis in ("lon", "lat")
    }
