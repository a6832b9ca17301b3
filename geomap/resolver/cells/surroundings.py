"""What the rest of a cell says of a name in it: its unit, its holder, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.gazetteer.common_words import say_common
from geomap.lang.name_keys import fold_name, parse_name
from geomap.lang.name_words import QUALIFIER_OF
from geomap.resolver.admin_context import CONTEXT_ALIKE, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Place, Resolution
    from geomap.resolver.cells.asked import Asked
    from geomap.resolver.cells.readings import Reading


@dataclass(slots=True)
class Surroundings:
    """What the context of one reading says, taken up part by part."""

    resolver: Asked
    reading: Reading
    wanted: Wanted
    near: Sequence[Place]
    names: list[str] = field(default_factory=list)
    """The names of the place, without one that turned out to be its unit."""
    beside: list[Place] = field(default_factory=list)
    """Places that are to lie near, those of the report and of the cell."""
    unit: str = ""
    holder: Resolution | None = None
    is_half_known: bool = False

    def __post_init__(self) -> None:
        """Begin with what is known before the context is read."""
        self.names, self.beside = list(self.reading.names), list(self.near)

    def take(self, context: str) -> bool:
        """Take up one part of the context; False where the reading cannot be meant."""
        if self._is_name_again(context):
            return True  # "Has (Hass)" is one name twice, not a place in another.
        unit = self._take_unit(context)
        found = context_place(self.resolver, context, self.wanted, self.near)
        if found is not None and found.place is not None:
            return self._take_place(found, found.place)
        if unit or is_everyday(context):
            return True
        self.is_half_known = True
        return not self.reading.is_reversed

    def _is_name_again(self, context: str) -> bool:
        key = parse_name(context).key
        return any(name != context and parse_name(name).key == key for name in self.names)

    def _take_unit(self, context: str) -> str:
        """Ask for places of the unit or the country that a context names."""
        unit = context_unit(self.resolver, context, self.wanted)
        self.unit = self.unit or unit
        if unit:
            self.wanted = Wanted(unit[:4], unit if len(unit) > 4 else self.wanted.deep)
            if context in self.names and len(self.names) > 1:
                self.names.remove(context)
        elif not self.wanted.admin1:
            country = self.resolver.index.hints.find_country(context)
            self.wanted = Wanted(country) if country else self.wanted
        return unit

    def _take_place(self, found: Resolution, place: Place) -> bool:
        if self.reading.is_reversed and place.country != "SY":
            return False
        self.holder = self.holder or found
        if place.feature_class != "A":
            self.beside.append(place)
        return True


def is_everyday(text: str) -> bool:
    """Return True for words that every town has: "market", "hospital"."""
    return not parse_name(text).core or bool(say_common(text))


def context_unit(resolver: Asked, text: str, wanted: Wanted) -> str:
    """Return the admin unit that a context names, if it agrees with the hints."""
    parsed = parse_name(text)
    hints = resolver.index.hints
    level = 1
    for kind, asked in (("adm3", 3), ("adm2", 2), ("area", 3)):
        if kind in parsed.kinds:
            level = asked
    units = hints.find_units(text, level, CONTEXT_ALIKE)
    if not units and parsed.qualifiers:
        units = hints.find_units(_without_sides(text), level, CONTEXT_ALIKE)
    agreeing = [unit for unit in units if not wanted.admin1 or unit[:4] == wanted.admin1]
    if len(agreeing) > 1:
        agreeing = sorted(agreeing, key=len)
    return agreeing[0] if agreeing else ""


def context_place(
    resolver: Asked, text: str, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the place that a context names, None if that is not certain."""
    parsed = parse_name(text)
    found = resolver.index.find(parsed, wanted, near)
    answer = resolver.judge.decide(text, parsed, found, near=bool(near))
    return answer if answer.resolved else None


def _without_sides(text: str) -> str:
    """Return the folded words of a text without directions and sizes."""
    return " ".join(word for word in fold_name(text).split() if word not in QUALIFIER_OF)
