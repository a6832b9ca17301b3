"""What a table tells in several columns: a day, an angle, metres with their zone, the dead by kind.

`find_joined` chooses the columns; the cells of a row reach the functions that read them as one text
with `BETWEEN` between them. What they cannot read comes back as it was written, for the row to be
a reject that shows it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.folding import DIGITS
from geomap.tables.schemes.fitting import share
from geomap.tables.schemes.headings import list_forms, means
from geomap.tables.schemes.scheme import BETWEEN, Chosen, Take, plain_heading
from geomap.tables.schemes.together.people_kinds import find_partition
from geomap.tables.values.date_cells import EMPTY
from geomap.tables.values.date_words import name_parts
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyproj import Transformer

LEAST_SHARE = 0.8
"""Columns make one thing together only if so many cells of each are part of such a thing."""
_UNKNOWN = EMPTY | {"0", "00", "99", "-9", "-99"}
"""How tables write a day or a month that nobody knows."""
_ZONE = re.compile(r"(?<!\d)(3[678])\s*[NSnsRSTU]?(?![\d])")
EASTINGS = (100_000, 900_000)
NORTHINGS = (3_400_000, 4_300_000)
"""Metres of UTM as they are in Syria and around it."""


def find_joined(
    columns: Sequence[str], samples: Mapping[str, Sequence[str]], found: Sequence[str]
) -> list[Chosen]:
    """Return event columns that stand in several columns of a table.

    Parameters
    ----------
    columns
        Headings that are still free.
    samples
        Some filled values of each column.
    found
        Event columns that the table has already, which are not looked for.

    Examples
    --------
    >>> [day] = find_joined(["Year", "Month"], {"Year": ["2024"], "Month": ["May"]}, [])
    >>> day.target, day.take.read(f"2024{BETWEEN}May")
    ('date_start', 'May 2024')
    """
    look = _Look(columns, samples)
    chosen = [] if "date_start" in found else look.find_day()
    for target in ("fatalities", "injured"):
        if not any(name.startswith(target) for name in found):
            chosen += look.find_sum(target)
    return chosen


def find_axes(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> list[Chosen]:
    """Return both coordinates where each, or both, stand in several columns."""
    look = _Look(columns, samples)
    return look.find_angles() or look.find_metres()


def name_metres(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> str:
    """Return a line on columns of metres that are not read for want of their zone, or nothing."""
    look = _Look(columns, samples)
    east, north = look.find_easting(), look.find_northing()
    if not (east and north and samples.get(east)) or look.find_metres():
        return ""
    return (
        f"{east!r} and {north!r} are metres and no column names their zone: not read; "
        "add a column Zone (37N), or write degrees"
    )


class _Look:
    """The columns among which is looked."""

    def __init__(self, columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> None:
        self.columns = columns
        self.samples = samples

    def find(self, kind: str, fits: Callable[[str], bool]) -> str:
        """Return the column whose heading is of a kind and whose cells fit, else nothing."""
        for column in self.columns:
            values = self.samples.get(column, ())
            if any(means(kind, form) for form in list_forms(column)[:1]) and (
                not values or share(values, fits) >= LEAST_SHARE
            ):
                return column
        return ""

    def find_day(self) -> list[Chosen]:
        """Return the day of a table with a column for the year and one for the month."""
        year, month = self.find("year", _is_year), self.find("month", _is_month)
        if not (year and month and self.samples.get(year)):
            return []
        day = self.find("day", _is_day)
        parts = [part for part in (year, month, day) if part]
        return [_chosen("date_start", parts, join_day)]

    def find_angles(self) -> list[Chosen]:
        """Return both coordinates where degrees and minutes have columns of their own."""
        chosen = []
        for axis in ("lon", "lat"):
            degrees, minutes, seconds = (
                self.find(f"{axis}_{unit}", _is_number) for unit in ("deg", "min", "sec")
            )
            if not (degrees and minutes):
                return []
            parts = [part for part in (degrees, minutes, seconds) if part]
            chosen.append(_chosen(axis, parts, join_angle))
        return chosen

    def find_easting(self) -> str:
        """Return the column of eastings, nothing where there is none."""
        return self.find("easting", lambda text: _is_between(text, EASTINGS))

    def find_northing(self) -> str:
        """Return the column of northings, nothing where there is none."""
        return self.find("northing", lambda text: _is_between(text, NORTHINGS))

    def find_metres(self) -> list[Chosen]:
        """Return both coordinates where they are metres of UTM and a column says the zone."""
        east, north = self.find_easting(), self.find_northing()
        zone = self.find("zone", lambda text: bool(_ZONE.search(text)))
        if not (east and north and zone) or not self.samples.get(east):
            return []
        return [
            _chosen(axis, [east, north, zone], read)
            for axis, read in (("lon", _metres_lon), ("lat", _metres_lat))
        ]

    def find_sum(self, target: str) -> list[Chosen]:
        """Return the sum of the columns that tell the dead or the injured by who they were."""
        parts = find_partition(target, self.columns)
        if any(share(self.samples.get(part, ()), _is_number) < 1 for part in parts):
            return []
        return [_chosen(target, parts, join_sum)] if parts else []


def _chosen(target: str, parts: Sequence[str], parse: Callable[[str], str]) -> Chosen:
    first, *more = parts
    take = Take((plain_heading(first),), parse=parse)
    return Chosen(target, first, take, "from columns together", also=tuple(more))


def join_day(text: str) -> str:
    """Return year, month and day as one date; a month alone where nobody knows the day.

    Examples
    --------
    >>> join_day(BETWEEN.join(["2024", "3", "05"])), join_day(BETWEEN.join(["2018", "1", "NaN"]))
    ('2024-03-05', '2018-01')
    """
    parts = [_trim(part) for part in text.split(BETWEEN)]
    year, month, day = (*parts, "", "")[:3]
    said = " ".join(part for part in (day, month, year) if part)
    if not year.isdecimal() or len(parts) > 3:
        return said
    if len(year) == 2:
        year = f"20{year}"
    day = "" if day.casefold() in _UNKNOWN else day
    if month.casefold() in _UNKNOWN:
        return said if day else year
    if not month.isdecimal():
        return f"{day} {month} {year}".strip()
    if day and not day.isdecimal():
        return said
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def join_angle(text: str) -> str:
    """Return degrees, minutes and seconds as decimal degrees.

    Examples
    --------
    >>> join_angle(BETWEEN.join(["36", "30", ""])), join_angle(BETWEEN.join(["", "", ""]))
    ('36.5', '')
    """
    parts = [part.strip(" °º'\"′″’”") for part in text.translate(DIGITS).split(BETWEEN)]
    if not any(parts):
        return ""
    try:
        numbers = [parse_number(part) for part in parts]
    except DateError:
        return " ".join(parts)
    degrees, *smaller = numbers
    rest = [number or 0.0 for number in smaller]
    broken = any(not 0 <= number < 60 for number in rest)
    if degrees is None or broken or (degrees % 1 and any(rest)):
        return " ".join(parts)
    value = sum(number / 60**power for power, number in enumerate([abs(degrees), *rest]))
    return repr(round(-value if degrees < 0 else value, 9))


def join_sum(text: str) -> str:
    """Return the sum of some counts, empty where none is told.

    Examples
    --------
    >>> join_sum(BETWEEN.join(["1", "", "2"])), join_sum(BETWEEN.join(["", ""]))
    ('3', '')
    """
    parts = [_trim(part) for part in text.split(BETWEEN)]
    try:
        numbers = [parse_number(part) for part in parts]
    except DateError:
        return " + ".join(part for part in parts if part)
    told = [number for number in numbers if number is not None]
    if any(not 0 <= number < 1e9 or number % 1 for number in told):
        return " + ".join(part for part in parts if part)
    return str(int(sum(told))) if told else ""


def _metres_lon(text: str) -> str:
    return _read_metres(text)[0]


def _metres_lat(text: str) -> str:
    return _read_metres(text)[1]


def _read_metres(text: str) -> tuple[str, str]:
    """Return longitude and latitude of easting, northing and zone; as written if they are none."""
    east, north, *rest = [_trim(part) for part in (*text.split(BETWEEN), "")][:3]
    if not (east or north):
        return "", ""
    zone = _ZONE.search("".join(rest))
    if not (zone and _is_between(east, EASTINGS) and _is_between(north, NORTHINGS)):
        return east, north
    to_degrees = _load_zone(int(zone[1]))
    lon, lat = to_degrees.transform(parse_number(east), parse_number(north))
    return repr(round(lon, 7)), repr(round(lat, 7))


@cache
def _load_zone(zone: int) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(f"EPSG:{32600 + zone}", "EPSG:4326", always_xy=True)


def _trim(text: str) -> str:
    return text.translate(DIGITS).strip().removesuffix(".0")


def _is_year(text: str) -> bool:
    text = _trim(text)
    return text.isdecimal() and (len(text) == 2 or 1900 <= int(text[:5]) <= 2100)


def _is_month(text: str) -> bool:
    text = _trim(text)
    if text.casefold() in _UNKNOWN:
        return True
    return 1 <= int(text[:3]) <= 12 if text.isdecimal() else "month" in name_parts(text)[1]


def _is_day(text: str) -> bool:
    text = _trim(text)
    return text.casefold() in _UNKNOWN or (text.isdecimal() and 1 <= int(text[:3]) <= 31)


def _is_number(text: str) -> bool:
    try:
        parse_number(text.strip(" °º'\"′″’”"))
    except DateError:
        return False
    return True


def _is_between(text: str, bounds: tuple[int, int]) -> bool:
    try:
        value = parse_number(_trim(text))
    except DateError:
        return False
    return value is not None and bounds[0] <= value <= bounds[1]
