"""What a selection names, checked: units in any spelling, values that exist, near misses told."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from geomap.errors import SpecError
from geomap.model import Hints, Status
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geomap.events.select import Selection
    from geomap.resolver.resolver import Resolver

_GOVERNORATE = re.compile(r"SY\d\d")
_ROLES = ("actor1", "actor1_id", "actor2", "actor2_id", "claimed_by", "attributed_to")
_SHOWN = 6
_NEAR = 0.65
"""How alike two words are, 0 to 1, for one to be meant by the other."""


def settle_selection(
    selection: Selection, events: gpd.GeoDataFrame, resolver: Resolver, *, file: str = ""
) -> tuple[Selection, tuple[str, ...]]:
    """Return a selection in the events' own words, and what is to be said of it.

    Governorates may be named in any spelling, in Arabic or by p-code; types and statuses in any
    case.

    Raises
    ------
    SpecError
        If a governorate, type or status is none, with the nearest that is.
    """
    subs = [sub for types in EVENT_TYPES.values() for sub in types]
    known = {
        "event_type": [*EVENT_TYPES, *_values(events, "event_type")],
        "sub_event_type": [*subs, *_values(events, "sub_event_type")],
        "status": [status.value for status in Status],
    }
    changes: dict[str, tuple[str, ...]] = {
        key: tuple(_match(value, key, values, file) for value in getattr(selection, key))
        for key, values in known.items()
    }
    changes["admin1"] = _settle_units(selection.admin1, events, resolver, file)
    said = [
        _say_absent(value, key, values)
        for key, values in (
            ("source", _values(events, "source")),
            ("actor", sorted({v for role in _ROLES for v in _values(events, role)})),
        )
        for value in getattr(selection, key)
        if value not in values
    ]
    return replace(selection, **changes), tuple(said)  # type: ignore[arg-type]


def _values(events: gpd.GeoDataFrame, column: str) -> list[str]:
    return sorted({str(value) for value in events[column] if value})


def _match(value: str, key: str, known: list[str], file: str) -> str:
    """Return the known value that is meant, whatever its case."""
    if value in known:
        return value
    same = next((other for other in known if other.casefold() == value.strip().casefold()), "")
    return same or _refuse(value, key, known, file)


def _refuse(value: str, key: str, known: Iterable[str], file: str) -> str:
    known = list(dict.fromkeys(known))
    near = get_close_matches(value, known, 1, _NEAR)
    shown = ", ".join(known[:_SHOWN]) + (" ..." if len(known) > _SHOWN else "")
    fix = f"did you mean {near[0]!r}?" if near else f"known: {shown}"
    raise SpecError(f"select.{key}: {value!r} is none", file=file or None, fix=fix)


def _say_absent(value: str, key: str, known: list[str]) -> str:
    near = get_close_matches(value, known, 1, _NEAR)
    more = f"; did you mean {near[0]!r}?" if near else ""
    return f"select.{key}: no event has {value!r}{more}"


def _settle_units(
    wanted: tuple[str, ...], events: gpd.GeoDataFrame, resolver: Resolver, file: str
) -> tuple[str, ...]:
    """Return all spellings that the events have of the governorates that are meant."""
    if not wanted:
        return ()
    present = {text: _code_of(text, resolver) for text in _values(events, "admin1")}
    places = resolver.gazetteer.places
    names = sorted(place.name for code, place in places.items() if _GOVERNORATE.fullmatch(code))
    found: dict[str, None] = {}
    for value in wanted:
        code = _code_of(value, resolver)
        if not code and value not in present:
            _refuse(value, "admin1", names, file)
        spellings = [text for text, other in present.items() if text == value or other == code]
        found.update(dict.fromkeys([*([places[code].name] if code else []), *spellings]))
    return tuple(found)


def _code_of(text: str, resolver: Resolver) -> str:
    """Return the p-code of the governorate that a text names, nothing if it is none."""
    for query in (f"{text} governorate", text):
        resolution = resolver.resolve_many([(query, Hints())])[0]
        if resolution.place and _GOVERNORATE.fullmatch(resolution.place.place_id):
            return resolution.place.place_id
    return ""
