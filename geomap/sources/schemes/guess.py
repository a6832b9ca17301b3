"""Columns of a plain spreadsheet guessed by heading and content, to be shown before use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.schema import DTYPES
from geomap.sources.dates import EMPTY, DateError, find_order, parse_date
from geomap.sources.schemes.hxl import read_tag
from geomap.sources.schemes.scheme import Chosen, Mapped, Take, plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HEADINGS: Mapping[str, str] = {
    "event_id": r"id|event_?id|incident_?(id|code|no|number)|ref(erence)?|code|رقم",
    "date_start": r"date_?start|start_?date|event_?date|incident_?date|date|day|when|from|"
    r"(event_|incident_)?date_.*|.*_date|when_.*|datum(_.*)?|day_of_.*|"
    r"تاريخ|التاريخ|تاريخ_.*|اليوم",
    "date_end": r"date_?end|end_?date|until|to_date",
    "event_type": r"event_?type|incident_?type|category|type|نوع.*",
    "sub_event_type": r"sub_?(event_)?type|sub_?category",
    "actor1": r"actor_?1|actor|perpetrator|attacker|side_?a|by_whom|responsible.*|الجهة.*|الفاعل",
    "actor2": r"actor_?2|target|victim|side_?b|against",
    "location": r"location|place|site|village|town|community|settlement|toponym|location_name|"
    r"place_?name|name_of_(place|location)|where(_.*)?|locality|city|(location|place|area)_of_.*|"
    r"(village|town|city)(_(or_)?(village|town|city))+|"
    r"(nearest|closest)_(village|town|city|place|community|settlement|locality)|"
    r"الموقع|موقع_.*|المكان|مكان_.*|البلدة|القرية|المدينة",
    "admin1": r"admin_?1(_name)?|adm_?1(_en|_name)?|governorate|province|mohafaza|muhafazah|"
    r"المحافظة|محافظة",
    "admin2": r"admin_?2(_name)?|adm_?2(_en|_name)?|district|mantika|المنطقة",
    "admin3": r"admin_?3(_name)?|adm_?3(_en|_name)?|sub_?district|nahi?ya|nahia|الناحية",
    "lon": r"lon|long|lng|longitude|x|x_?coord(inate)?|point_?x|gps_?lon(gitude)?|easting|"
    r"(lon|long|longitude)_(x|e|dd|decimal|deg|degrees|wgs_?84)|x_(lon|longitude)|خط_الطول",
    "lat": r"lat|latitude|y|y_?coord(inate)?|point_?y|gps_?lat(itude)?|northing|"
    r"(lat|latitude)_(y|n|dd|decimal|deg|degrees|wgs_?84)|y_(lat|latitude)|خط_العرض",
    "pcode": r"p_?code|location_?p_?code|admin_?4_?p_?code",
    "fatalities": r"fatalities|deaths|killed|dead|death_?toll|kia|(no|number)_(of_)?(killed|deaths|"
    r"fatalities)|(ال)?قتلى|(ال)?شهداء|عدد_(القتلى|الشهداء|الضحايا)|الضحايا",
    "fatalities_low": r"(fatalities|deaths|killed|dead)_(min(imum)?|low(est)?|from)|"
    r"(min(imum)?|low(est)?)_(of_)?(fatalities|deaths|killed|dead)",
    "fatalities_high": r"(fatalities|deaths|killed|dead)_(max(imum)?|high(est)?|to)|"
    r"(max(imum)?|high(est)?)_(of_)?(fatalities|deaths|killed|dead)",
    "source": r"sources?|source_?name|reported_?by|media|المصدر",
    "source_url": r"source_?url|url|link|source_?link|الرابط",
    "description": r"description|notes?|details?|summary|narrative|comments?|text|what|event|"
    r"what_happened|incident|الوصف|ملاحظات|تفاصيل|الحدث",
}
"""What headings say, as regular expressions over `plain_heading`, English and Arabic."""

POINTS = (
    r"(gps_?)?(coordinates?|coords?|co_ordinates?)(_.*)?|gps|lat(itude)?_?(lon|lng|long|longitude)|"
    r"(lon|lng|long|longitude)_?lat(itude)?|geo_?(point|location|m|metry)?|point|geometry|"
    r"geom_wkt|the_geom|wkt|(ال)?إحداثيات"
)
"""Headings of a column that holds both coordinates."""
_FIGURE = r"([-+]?\d{1,3}(?:\.\d+)?)"
_END = r"\s*°?\s*[NE]?\s*"
_PAIR = rf"[\s(\[]*[NE]?\s*{_FIGURE}{_END}(?:[,;/|]|\s)\s*[NE]?\s*{_FIGURE}{_END}[)\]\s]*"
_WKT = rf"(?i:(?:SRID=4326;)?\s*POINT(?:\s*ZM?)?\s*\(\s*){_FIGURE}\s+{_FIGURE}[\d\s.+-]*\)\s*"


def guess_columns(
    columns: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    tags: Mapping[str, str] | None = None,
) -> Mapped:
    """Return which column is which, each with the reason.

    A heading that says so counts only if the values do not contradict it; dates and coordinates
    without a telling heading are found by their values.

    Parameters
    ----------
    columns
        Headings in order.
    samples
        Some values of each column.
    tags
        The HXL tag of each column, where the table has a row of them.
    """
    chosen: dict[str, Chosen] = {}
    used: set[str] = set()
    headings = {column: plain_heading(column) for column in columns}

    def choose(target: str, column: str, why: str) -> None:
        chosen[target] = Chosen(target, column, Take((headings[column],)), why)
        used.add(column)

    for target in DTYPES:
        for column in columns:
            if headings[column] == target and column not in used:
                choose(target, column, "same name")
    for column in columns:
        target = read_tag((tags or {}).get(column, column))
        if target and target not in chosen and column not in used:
            choose(target, column, "by its HXL tag")
    for target, pattern in HEADINGS.items():
        if target in chosen:
            continue
        for alternative in _split_alternatives(pattern):
            for column in columns:
                if column in used or not re.fullmatch(alternative, headings[column]):
                    continue
                if not samples.get(column) and _is_called(target, column, headings, samples, used):
                    continue
                contradicted = _contradiction(target, samples.get(column, ()))
                if not contradicted:
                    choose(target, column, "by its heading")
                    break
            if target in chosen:
                break
    if "date_start" not in chosen:
        for column in columns:
            if column not in used and _share_of_dates(samples.get(column, ())) >= 0.8:
                choose("date_start", column, "its values are dates")
                break
    if "date_start" not in chosen:
        for column in columns:
            if column not in used and re.search("date|تاريخ", headings[column]):
                choose("date_start", column, "by its heading, though its values look otherwise")
                break
    if not {"lon", "lat"} & set(chosen):
        for column in columns:
            if column not in used and re.fullmatch(POINTS, headings[column]):
                for target, take in _split_pairs(headings[column], samples.get(column, ())).items():
                    chosen[target] = Chosen(target, column, take, "both in one cell")
                    used.add(column)
                if column in used:
                    break
    ordered = [chosen[name] for name in DTYPES if name in chosen]
    return Mapped("auto", "a spreadsheet, columns guessed", tuple(ordered), {})


def _split_pairs(heading: str, values: Sequence[str]) -> dict[str, Take]:
    """Return how ``lon`` and ``lat`` are read from cells that hold both, nothing if few do."""
    import numpy as np

    from geomap.sources.extent import is_near_syria

    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    for pattern in (_WKT, _PAIR):
        pairs = [match for value in filled if (match := re.fullmatch(pattern, value.strip()))]
        if not pairs or len(pairs) < 0.8 * len(filled):
            continue
        one, two = (np.array([float(match[number]) for match in pairs]) for number in (1, 2))
        lat_first, lon_first = is_near_syria(two, one).sum(), is_near_syria(one, two).sum()
        says_lon = pattern is _WKT or re.match("l(on|ng)|x", heading)
        in_doubt = pattern is _WKT or lat_first == lon_first
        first_is = "lon" if (says_lon if in_doubt else lon_first > lat_first) else "lat"
        second_is = "lat" if first_is == "lon" else "lon"
        # the same expression twice, with one or the other figure for its first group
        figure = _FIGURE.replace("(", "(?:", 1)
        before, between = pattern.replace(_FIGURE, figure, 1), pattern.rpartition(_FIGURE)
        return {
            first_is: Take((heading,), pattern=f"{between[0]}{figure}{between[2]}$"),
            second_is: Take((heading,), pattern=f"{before}$"),
        }
    return {}


def _is_called(
    target: str, column: str, headings: Mapping[str, str],
    samples: Mapping[str, Sequence[str]], used: set[str],
) -> bool:  # fmt: skip
    """Return True if another column, one that holds something, fits the target's headings too."""
    return any(
        other != column and other not in used and samples.get(other)
        and re.fullmatch(HEADINGS[target], heading)
        and not _contradiction(target, samples[other])
        for other, heading in headings.items()
    )  # fmt: skip


def read_heading(heading: str) -> str:
    """Return the event column that a heading speaks of, or nothing.

    Examples
    --------
    >>> read_heading("Governorate"), read_heading("Colour")
    ('admin1', '')
    """
    plain = plain_heading(heading)
    if plain in DTYPES:
        return plain
    if heading.lstrip().startswith("#"):
        return read_tag(heading)
    return next((name for name, text in HEADINGS.items() if re.fullmatch(text, plain)), "")


def names_events(headings: Iterable[str]) -> bool:
    """Return True if headings name a date and a place, which an event needs.

    Examples
    --------
    >>> names_events(["Date", "Village"]), names_events(["Date", "Colour"])
    (True, False)
    """
    meant = {read_heading(heading) for heading in headings if heading and len(heading) <= 60}
    return "date_start" in meant and ("location" in meant or {"lon", "lat"} <= meant)


def join_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return one header of two rows of headings, None if the second row is data.

    The second row is a header's if the first has gaps, and it is empty under the date and the
    place, holds no figure, and names a column that is known. A heading over several columns stands
    before theirs where theirs comes more than once or says nothing by itself.

    Examples
    --------
    >>> join_headings(["Date", "Place", "Point", ""], ["", "", "Lat", "Lon"])
    ['Date', 'Place', 'Lat', 'Lon']
    >>> join_headings(["Date", "Place", "Killed"], ["", "", "12"]) is None
    True
    """
    lower = [*lower, *[""] * (len(upper) - len(lower))]
    upper = [*upper, *[""] * (len(lower) - len(upper))]
    filled = [cell.strip() for cell in lower if cell.strip()]
    if len(filled) < 2 or all(cell.strip() for cell in upper):
        return None
    if not any(map(read_heading, filled)) or any(c.isdigit() for cell in filled for c in cell):
        return None
    if any(cell.startswith("#") or len(cell) > 60 for cell in filled):
        return None
    joined, group = [], ""
    for over, under in zip(map(str.strip, upper), map(str.strip, lower), strict=True):
        if under and read_heading(over) in {"date_start", "location"}:
            return None
        group = over or group
        if not under:
            joined.append(over)
        elif read_heading(under) and filled.count(under) == 1:
            joined.append(under)
        else:
            joined.append(f"{group} {under}".strip())
    return joined


def _split_alternatives(pattern: str) -> list[str]:
    """Split a pattern at its outer bars, so that the first words are tried first."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(pattern[start:position])
            start = position + 1
    return [*parts, pattern[start:]]


def _contradiction(target: str, values: Sequence[str]) -> bool:
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    if not filled:
        return False
    if target in {"date_start", "date_end"}:
        return _share_of_dates(filled) < 0.5
    if target in {"lon", "lat"}:
        return sum(_is_degree(value) for value in filled) < len(filled) / 2
    if target in {"fatalities", "fatalities_low", "fatalities_high"}:
        return sum(value.strip()[:1].isdigit() for value in filled) < len(filled) / 2
    if target in {"location", "admin1", "admin2", "admin3"}:
        return sum(any(c.isalpha() for c in value) for value in filled) < len(filled) / 2
    return False


def _share_of_dates(values: Sequence[str]) -> float:
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    order = find_order(filled) or "dmy"
    good = 0
    for value in filled:
        try:
            parse_date(value, order)
            good += not re.fullmatch(r"\s*\d{4}\s*", value)
        except DateError:
            continue
    return good / len(filled) if filled else 0.0


def _is_degree(value: str) -> bool:
    from geomap.sources.checks import parse_degrees

    for axis in ("lon", "lat"):
        try:
            found = parse_degrees(value, axis)
        except DateError:
            continue
        if found is not None and abs(found) <= 180:
            return True
    return False
