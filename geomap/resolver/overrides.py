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
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.resolver.admin_context import HintReader, Wanted

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
    from geomap.resolver.admin_context import HintReader

    check = _Check(path.name, gazetteer, HintReader(gazetteer))
    return Overrides([check.decide(number, cells) for number, cells in _read_rows(path)])


def _read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of the file that are not empty, with their line numbers."""
    if not path.is_file():
        raise InputError("no such file", file=str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", file=path.name, fix="save it as CSV UTF-8") from None
    reader = csv.DictReader(text.splitlines())
    if "name" not in (reader.fieldnames or ()):
        raise InputError("no column 'name'", file=path.name, fix=f"columns: {', '.join(COLUMNS)}")
    for number, row in enumerate(reader, start=2):
        cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
        if any(cells.values()):
            yield number, cells


class _Check:
    """Holds the rows of a user's file against the gazetteer."""

    def __init__(self, file: str, gazetteer: Gazetteer, hints: HintReader) -> None:
        self.file, self.hints, self.places = file, hints, gazetteer.places
        self.by_pcode = {p.pcode: p.place_id for p in gazetteer.places.values() if p.pcode}

    def decide(self, number: int, cells: dict[str, str]) -> Decision:
        """Return the decision of a row."""
        if not cells["name"]:
            raise self._fault("no name", number, "name")
        units = self._units(number, cells["hint"])
        if cells["place"]:
            return Decision(number, cells["name"], units, self._place(number, cells["place"]))
        return Decision(number, cells["name"], units, "", *self._point(number, cells))

    def _fault(self, what: str, number: int, field: str, fix: str | None = None) -> InputError:
        return InputError(what, file=self.file, row=number, field=field, fix=fix)

    def _units(self, number: int, hint: str) -> tuple[str, ...]:
        """Return the units that a hint names, on any level."""
        found = (u for level in (1, 2, 3) for u in self.hints.find_units(hint, level))
        units = tuple(dict.fromkeys(found)) if hint else ()
        if hint and not units:
            raise self._fault(f"{hint!r} is no admin unit", number, "hint")
        return units

    def _place(self, number: int, told: str) -> str:
        """Return the id of a place by id or p-code, empty for "never"."""
        if told.casefold() == NEVER:
            return ""
        place_id = told if told in self.places else self.by_pcode.get(told, told)
        if place_id not in self.places:
            raise self._fault(
                f"{place_id!r} is not in the gazetteer", number, "place",
                "find ids with: geomap gazetteer search NAME",
            )  # fmt: skip
        return place_id

    def _point(self, number: int, cells: dict[str, str]) -> tuple[float, float]:
        """Return the ``lon, lat`` of a row that names no place."""
        from geomap.gazetteer.areas.extent import near_syria

        try:
            lon, lat = float(cells["lon"]), float(cells["lat"])
        except ValueError:
            raise self._fault(
                "neither a place nor coordinates", number, "place",
                "give a place id, 'never', or lon and lat",
            ) from None  # fmt: skip
        if not near_syria(lon, lat):
            raise self._fault(
                f"lon {lon:g}, lat {lat:g} is not near Syria", number, "lon",
                "check whether lon and lat are swapped",
            )  # fmt: skip
        return lon, lat
