"""Columns of a plain spreadsheet guessed by heading and content, to be shown before use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.schema import DTYPES
from geomap.sources.dates import EMPTY, DateError, find_order, parse_date
from geomap.sources.schemes.scheme import Chosen, Mapped, Take, plain_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS: Mapping[str, str] = {
    "event_id": r"id|event_?id|incident_?(id|code|no|number)|ref(erence)?|code|رقم",
    "date_start": r"date_?start|start_?date|event_?date|incident_?date|date|day|when|from|"
    r"(event_|incident_)?date_.*|.*_date|datum(_.*)?|day_of_.*|تاريخ|التاريخ|تاريخ_.*|اليوم",
    "date_end": r"date_?end|end_?date|until|to_date",
    "event_type": r"event_?type|incident_?type|category|type|نوع.*",
    "sub_event_type": r"sub_?(event_)?type|sub_?category",
    "actor1": r"actor_?1|actor|perpetrator|attacker|side_?a|by_whom|responsible.*|الجهة.*|الفاعل",
    "actor2": r"actor_?2|target|victim|side_?b|against",
    "location": r"location|place|site|village|town|community|settlement|toponym|location_name|"
    r"place_?name|name_of_(place|location)|where(_.*)?|locality|city|(location|place|area)_of_.*|"
    r"الموقع|موقع_.*|المكان|مكان_.*|البلدة|القرية|المدينة",
    "admin1": r"admin_?1(_name)?|adm_?1(_en|_name)?|governorate|province|mohafaza|muhafazah|"
    r"المحافظة|محافظة",
    "admin2": r"admin_?2(_name)?|adm_?2(_en|_name)?|district|mantika|المنطقة",
    "admin3": r"admin_?3(_name)?|adm_?3(_en|_name)?|sub_?district|nahi?ya|nahia|الناحية",
    "lon": r"lon|long|lng|longitude|x|x_?coord(inate)?|point_?x|gps_?lon(gitude)?|خط_الطول",
    "lat": r"lat|latitude|y|y_?coord(inate)?|point_?y|gps_?lat(itude)?|خط_العرض",
    "pcode": r"p_?code|location_?p_?code|admin_?4_?p_?code",
    "fatalities": r"fatalities|deaths|killed|dead|death_?toll|kia|(no|number)_(of_)?(killed|deaths|"
    r"fatalities)|(ال)?قتلى|(ال)?شهداء|عدد_(القتلى|الشهداء|الضحايا)|الضحايا",
    "source": r"sources?|source_?name|reported_?by|media|المصدر",
    "source_url": r"source_?url|url|link|source_?link|الرابط",
    "description": r"description|notes?|details?|summary|narrative|comments?|text|what|event|"
    r"what_happened|incident|الوصف|ملاحظات|تفاصيل|الحدث",
}
"""What headings say, as regular expressions over `plain_heading`, English and Arabic."""


def guess_columns(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> Mapped:
    """Return which column is which, each with the reason.

    A heading that says so counts only if the values do not contradict it; dates and coordinates
    without a telling heading are found by their values.

    Parameters
    ----------
    columns
        Headings in order.
    samples
        Some values of each column.
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
    for target, pattern in HEADINGS.items():
        if target in chosen:
            continue
        for alternative in _split_alternatives(pattern):
            for column in columns:
                if column in used or not re.fullmatch(alternative, headings[column]):
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
    ordered = [chosen[name] for name in DTYPES if name in chosen]
    return Mapped("auto", "a spreadsheet, columns guessed", tuple(ordered), {})


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
    return next((name for name, text in HEADINGS.items() if re.fullmatch(text, plain)), "")


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
    if target == "fatalities":
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
    try:
        return -180 <= float(value.replace(",", ".")) <= 180
    except ValueError:
        return False
