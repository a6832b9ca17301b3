"""The user's own decisions: they come before everything that geomap would find.

A CSV with the columns ``name`` and ``place`` (a place id, a p-code or ``never``) or ``lon`` and
``lat``; optional ``hint`` (a governorate, district or sub-district: the row counts only there) and
``note``. A row with a hint goes before one without.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.name_keys import fold_name

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.resolver.admin_context import Wanted

COLUMNS = ("name", "hint", "place", "lon", "lat", "note")
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: a place, a point (``lon, lat``, EPSG:4326), or neither for "never"."""

    row: int
    name: str
    units: tuple[str, ...] = ()
    place_id: str = ""
    lon: float | None = None
    lat: float | None = None


class Overrides:
    """Decisions by folded name."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions
        self._by_fold: dict[str, list[Decision]] = {}
        for decision in sorted(decisions, key=lambda d: not d.units):
            self._by_fold.setdefault(fold_name(decision.name), []).append(decision)

    def find(self, toponym: str, wanted: Wanted) -> Decision | None:
        """Return the decision on a toponym inside the units wanted, if there is one."""
        for decision in self._by_fold.get(fold_name(toponym), ()):
            if not decision.units:
                return decision
            given = wanted.deep or wanted.admin1
            if given and any(
                given.startswith(unit) or unit.startswith(given) for unit in decision.units
            ):
                return decision
        return None


def read_overrides(path: Path, gazetteer: Gazetteer) -> Overrides:
    """Read the user's decisions and check each against the gazetteer.

    Raises
    ------
    InputError
        If the file cannot be read, or a row decides nothing or names what is not there.
    """
    from geomap.gazetteer.areas.extent import near_syria
    from geomap.resolver.admin_context import HintReader

    if not path.is_file():
        raise InputError("no such file", file=str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", file=path.name, fix="save it as CSV UTF-8") from None
    reader = csv.DictReader(text.splitlines())
    if "name" not in (reader.fieldnames or ()):
        raise InputError("no column 'name'", file=path.name, fix=f"columns: {', '.join(COLUMNS)}")
    hints = HintReader(gazetteer)
    by_pcode = {place.pcode: place.place_id for place in gazetteer.places.values() if place.pcode}
    decisions = []
    for number, row in enumerate(reader, start=2):
        cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
        if not any(cells.values()):
            continue
        if not cells["name"]:
            raise InputError("no name", file=path.name, row=number, field="name")
        units: tuple[str, ...] = ()
        if cells["hint"]:
            units = tuple(
                dict.fromkeys(
                    u for level in (1, 2, 3) for u in hints.find_units(cells["hint"], level)
                )
            )
            if not units:
                raise InputError(
                    f"{cells['hint']!r} is no admin unit", file=path.name, row=number, field="hint"
                )
        if cells["place"]:
            place_id = "" if cells["place"].casefold() == NEVER else cells["place"]
            place_id = (
                place_id if place_id in gazetteer.places else by_pcode.get(place_id, place_id)
            )
            if place_id and place_id not in gazetteer.places:
                raise InputError(
                    f"{place_id!r} is not in the gazetteer",
                    file=path.name,
                    row=number,
                    field="place",
                    fix="find ids with: geomap gazetteer search NAME",
                )
            decisions.append(Decision(number, cells["name"], units, place_id))
            continue
        try:
            lon, lat = float(cells["lon"]), float(cells["lat"])
        except ValueError:
            raise InputError(
                "neither a place nor coordinates",
                file=path.name,
                row=number,
                field="place",
                fix="give a place id, 'never', or lon and lat",
            ) from None
        if not near_syria(lon, lat):
            raise InputError(
                f"lon {lon:g}, lat {lat:g} is not near Syria",
                file=path.name,
                row=number,
                field="lon",
                fix="check whether lon and lat are swapped",
            )
        decisions.append(Decision(number, cells["name"], units, "", lon, lat))
    return Overrides(decisions)
