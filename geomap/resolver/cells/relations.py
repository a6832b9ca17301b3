"""Places told by relation: "15 km east of Palmyra", "ريف إدلب الجنوبي", "between X and Y".

`parse_relation` reads the words and says which shape is meant of which named place; the resolver
places the names and `geomap.gazetteer.areas.shapes` draws the shape.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from geomap.lang.letters import fold
from geomap.lang.lexicon import FOLDER, NAMES, alternation, mapping
from geomap.resolver.cells.relation_words import DIRECTION_OF, direction_of


def _of(name: str) -> str:
    return alternation(NAMES, f"relations.{name}")


@cache
def _parts() -> dict[str, str]:
    """Return what stands for the words in braces."""
    way = "(?:" + "|".join(sorted(DIRECTION_OF, key=len, reverse=True)) + ")"
    return {
        "x": "(.+?)",
        "way": way,
        "ways": rf"({way}(?:\s+{way})?)",
        "of": r"(?:\s*(?:of|from|to|de|عن|من|ل))?",
        "km": _of("kilometres"),
        "miles": _of("miles"),
        "number": rf"{_of('about')}?\s*(\d{{1,3}}(?:[.,]\d+)?)",
        "rural": _of("rural"),
        "near": _of("near"),
        "thing": _of("things"),
        "its": _of("its"),
        "beside": _of("beside"),
        "several": _of("several"),
        "road": _of("roads"),
        "border": _of("border_words"),
        "nation": "(" + "|".join(sorted(_nations(), key=len, reverse=True)) + ")",
        "desert": _of("deserts"),
        "city": "(?:city(?: of)?|مدينه)",
        "quarters": _of("quarters"),
    }


def _nations() -> dict[str, str]:
    return mapping(NAMES, "relations.nations")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds with what they look like, likeliest first; made when first asked for.

    The patterns of ``lexicon/names/relation_patterns.csv`` read folded text; words in braces are
    those of `_parts`.
    """
    with (FOLDER / NAMES / "relation_patterns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (row["kind"], re.compile(f"^{row['pattern'].format_map(_parts())}$")) for row in rows
    )


@cache
def _trigger() -> re.Pattern[str]:
    """Return what every relation has somewhere."""
    return re.compile(_TRIGGER.format_map(_parts()))


@cache
def _in_words() -> re.Pattern[str]:
    """Return a number in words before a distance."""
    counted = "|".join(mapping(NAMES, "relations.counted"))
    return re.compile(rf"\b({counted})\s+(?={_of('kilometres')}|{_of('miles')})")


_TRIGGER = (
    r"\d\s*(?:{km}|{miles})|\b(?:{way}|{rural}|{near}|{road}|{border}|between|banks?|shores?"
    r"|entrances?|vicinity|surroundings?|perimeter|periphery|environs)\b|بين |ضف[هة]|ريف"
    r"|\b(?:parts|areas|villages|towns|districts) (?:of|in|across)\b|{desert}|{quarters}"
    r"|(?:مناطق|اجزاء|قري|بلدات) (?:من|في)| و(?:محيطه|ضواحيه|اطرافه|جواره)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as read: its kind, the names it starts from, direction and distance.

    Parameters
    ----------
    kind
        ``distance``, ``ring``, ``between``, ``road``, ``border``, ``bank``, ``part``, ``side``
        (a direction and a name, which may as well be a name with a qualifier), ``rural``,
        ``within`` ("parts of", not said which), ``near``, ``desert``, ``city`` (a part of a city).
    names
        One or two names, folded; for a border the name near which it is meant, or none.
    direction
        ``north`` ... ``northwest``, or empty.
    km
        Distance, 0 if none.
    nation
        Country code of a border.
    """

    kind: str
    names: tuple[str, ...]
    direction: str = ""
    km: float = 0.0
    nation: str = ""


def parse_relation(text: str) -> list[Relation]:
    """Return how `text` may be read as a relation, likeliest first; mostly none."""
    text = re.sub(r"['’ʼ´`]s\b", "", text)
    folded = " ".join(fold(text).replace(",", " , ").split()).replace(" , ", ", ")
    folded = re.sub(r"\b(north|south)[- ]?(east|west)(ern|erly)?\b", r"\1\2\3", folded)
    counted = mapping(NAMES, "relations.counted")
    folded = _in_words().sub(lambda match: f"{counted[match[1]]} ", folded)
    if not _trigger().search(folded):
        return []
    found: list[Relation] = []
    for kind, pattern in _patterns():
        match = pattern.match(folded)
        if match and (relation := _read(kind, match)) and relation not in found:
            found.append(relation)
    return found


def _read(kind: str, match: re.Match[str]) -> Relation | None:
    groups = [group for group in match.groups() if group is not None]
    if kind in ("distance", "miles", "ring"):
        return _read_distance(kind, groups)
    if kind in ("between", "road"):
        names = [_bare(name) for name in groups]
        return Relation(kind, tuple(names)) if len(names) == 2 and all(names) else None
    if kind == "border":
        return _read_border(groups)
    way, names = _way_and_names(groups)
    if kind in ("bank", "part", "side", "city") and not way:
        return None
    if len(names) != 1 or not _bare(names[0]):
        return None
    return Relation(kind, (_bare(names[0]),), way)


def _read_distance(kind: str, groups: list[str]) -> Relation | None:
    """Return "15 km east of X" and the like, None beyond `FARTHEST_KM`."""
    km = float(groups[0].replace(",", ".")) * (1.609 if kind == "miles" else 1.0)
    way, names = _way_and_names(groups[1:])
    ring = kind == "ring"
    if len(names) != 1 or km > FARTHEST_KM or not (ring or way):
        return None
    return Relation("ring" if ring else "distance", (_bare(names[0]),), way, km)


FARTHEST_KM = 200


def _read_border(groups: list[str]) -> Relation:
    """Return "the Turkish border near X", whole where no name is told."""
    nations = _nations()
    nation = next((nations[g] for g in groups if g in nations), "")
    names = [_bare(g) for g in groups if g not in nations]
    return Relation("border", tuple(names[:1]), nation=nation)


def _way_and_names(groups: list[str]) -> tuple[str, list[str]]:
    """Return the direction that words say, and those that say none."""
    way = next((w for w in map(direction_of, groups) if w), "")
    return way, [text for text in groups if not direction_of(text)]


def _bare(name: str) -> str:
    """Return a name without the words that lead to it."""
    return _led_by().sub("", name.strip(" ,-")).strip()


@cache
def _led_by() -> re.Pattern[str]:
    return re.compile(rf"^(?:the )?(?:{_of('kinds_of')} of )?(?:the )?(?:{_of('kinds_before')} )?")
