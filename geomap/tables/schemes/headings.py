"""What the headings of spreadsheets say, in English and Arabic, one row of them or two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.schema import DTYPES
from geomap.tables.schemes.hxl import read_tag
from geomap.tables.schemes.scheme import plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HEADINGS: Mapping[str, str] = {
    "event_id": r"id|event_?id|incident_?(id|code|no|number)|ref(erence)?|code|رقم",
    "date_start": r"date_?start|start_?date|event_?date|incident_?date|date|day|when|from|"
    r"(event_|incident_)?date_.*|.*_date|when_.*|datum(_.*)?|day_of_.*|"
    r"تاريخ|التاريخ|تاريخ_.*|اليوم",
    "date_end": r"date_?end|end_?date|until|to_date",
    "event_type": r"event_?type|incident_?type|category|"
    r"type_of_(the_)?(incident|event|attack|violence)|type|نوع.*",
    "sub_event_type": r"sub_?(event_)?type|sub_?category",
    "actor1": r"actor_?1|actor|perpetrator|attacker|side_?a|by_whom|responsible.*|الجهة.*|الفاعل",
    "attributed_to": r"(alleged|suspected|presumed|likely)_(perpetrator|attacker|belligerent|actor|"
    r"party|author|responsible)s?(_.*)?",
    "actor2": r"actor_?2|target|victim|side_?b|against",
    "location": r"location|place|site|village|town|community|settlement|toponym|location_name|"
    r"place_?name|name_of_(place|location)|where(_.*)?|locality|city|(location|place|area)_of_.*|"
    r"(village|town|city)(_(or_)?(village|town|city))+|"
    r"(nearest|closest)_(village|town|city|place|community|settlement|locality)|"
    r"الموقع|موقع_.*|اسم_(ال)?(قرية|بلدة|مدينة|موقع|مكان|تجمع)|المكان|مكان_.*|البلدة|القرية|المدينة",
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
    r"fatalities)|(killed|deaths|fatalities|dead)_(total|all)|total_(killed|deaths|fatalities|dead)|"
    r"(ال)?قتلى|(ال)?شهداء|عدد_(القتلى|الشهداء|الضحايا)|الضحايا",
    "fatalities_low": r"(fatalities|deaths|killed|dead)_(min(imum)?|low(est)?|from)|"
    r"(min(imum)?|low(est)?)_(of_)?(fatalities|deaths|killed|dead)",
    "fatalities_high": r"(fatalities|deaths|killed|dead)_(max(imum)?|high(est)?|to)|"
    r"(max(imum)?|high(est)?)_(of_)?(fatalities|deaths|killed|dead)",
    "source": r"sources?|source_?name|reported_?by|media|"
    r"sources?_of_(the_)?(information|report|data)|المصدر",
    "source_url": r"source_?url|url|link|source_?link|(ال)?رابط(_.*)?",
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
