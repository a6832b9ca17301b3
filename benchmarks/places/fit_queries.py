"""Names with their hints and gold points, by source: what `fit` is fitted to."""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.places.systems import SYSTEMS, count_namesakes, list_names, write_name
from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import name_key
from geomap.model import Hints
from geomap.resolver.cells.readings import SEPARATORS

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from geomap.model import Place

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("GEOMAP_SHARED") or HERE.parents[2] / "shared")
HARD = HERE.parents[1] / "tests" / "resolver" / "hard_names.csv"
UNKNOWN = 0.2
"""Share of the names of the systems whose place the gazetteer is told to forget."""


class Query(NamedTuple):
    """A name, its hints, and its gold point (None: not a place that is known)."""

    source: str
    name: str
    hints: Hints
    point: tuple[float, float] | None
    weight: float = 1.0
    without: str = ""


def read_ocha() -> list[dict[str, str]]:
    with (SHARED / "reference" / "ocha_places.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def ucdp_queries(ocha: list[dict[str, str]]) -> list[Query]:
    """Return UCDP's names with and without hints, and their Arabic."""
    queries: list[Query] = []
    arabic: dict[str, list[tuple[float, float, str]]] = {}
    for row in ocha:
        if row["name_ar"] and not SEPARATORS.search(row["name_ar"]):
            arabic.setdefault(name_key(row["name_en"].split(" (")[0]), []).append(
                (float(row["lon"]), float(row["lat"]), row["name_ar"])
            )
    with (SHARED / "bench" / "ucdp_places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["kind"] != "settlement":
                continue
            point = (float(row["lon"]), float(row["lat"]))
            hints = Hints(row["admin1"], row["admin2"])
            if not SEPARATORS.search(row["name"]):
                queries += [
                    Query(
                        "ucdp", row["name"], said, point, 0.7 + math.log10(float(row["n_events"]))
                    )
                    for said in (hints, Hints(row["admin1"]), Hints())
                ]
            for lon, lat, name in arabic.get(name_key(row["name"]), ()):
                if gap_km(lon, lat, *point) < 3:
                    queries += [Query("arabic", name, said, point) for said in (hints, Hints())]
    return queries


def hard_queries(places: Mapping[str, Place]) -> list[Query]:
    """Return the names of ``tests/resolver/hard_names.csv`` that are one place's, or no place's."""
    queries = []
    with HARD.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            place = places.get(row["expect"])
            if SEPARATORS.search(row["name"]) or (place is None and "/" in row["expect"]):
                continue
            point = (place.lon, place.lat) if place is not None else None
            queries.append(Query("hard", row["name"], Hints(row["admin1"], row["admin2"]), point))
    return queries


def absent_queries() -> list[Query]:
    queries = []
    with (HERE / "absent.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            units = row["admin1"], "Aleppo", "Idlib"
            queries += [Query("absent", row["name"], Hints(unit), None) for unit in units]
    return queries


def ocha_queries(ocha: list[dict[str, str]], known: set[str], dice: random.Random) -> list[Query]:
    """Return OCHA's own spellings, of places that are known and of others."""
    queries = []
    for row in dice.sample(ocha, 2200):
        if SEPARATORS.search(row["name_en"]) or SEPARATORS.search(row["name_ar"]):
            continue
        point = (float(row["lon"]), float(row["lat"]))
        source = "ocha" if row["pcode"] in known else "ocha-unknown"
        said = Hints(row["admin1"]), Hints(row["admin1"], row["admin2"]), Hints()
        for name in {row["name_en"], row["name_ar"]} - {""}:
            queries += [Query(source, name, hints, point) for hints in said]
    return queries


def system_queries(gazetteer, dice: random.Random) -> list[Query]:
    """Return names as the systems of transliteration write them, of places that are known or not.

    A place that is left out of its own query stands for one that nobody has.
    """
    queries = []
    seen = count_namesakes(gazetteer)
    for place, read in list_names(gazetteer, 1):
        code = dice.choice([*SYSTEMS, *[""] * 12])
        if code:
            name = write_name(read, SYSTEMS[code])
            point = place.lon, place.lat
            lost = place.place_id if dice.random() < UNKNOWN else ""
            queries += [
                Query("removed" if lost else "systems", name, said, point, without=lost)
                for said in (Hints(place.admin1, place.admin2), Hints(place.admin1), Hints())
                if lost or (seen[name_key(place.name_ar), said.admin1] <= 1
                and seen[name_key(place.name), said.admin1] <= 1)
            ]  # fmt: skip
    return queries


def removed_queries(gazetteer, dice: random.Random) -> list[Query]:
    """Return names of villages that the gazetteer is told to forget, English and Arabic."""
    queries = []
    places = [p for p in gazetteer.places.values() if p.feature_class == "P" and p.country == "SY"]
    for place in dice.sample([p for p in places if p.importance < 50], 1300):
        for name in {place.name, place.name_ar} - {""}:
            if not SEPARATORS.search(name):
                queries += [
                    Query("removed", name, said, (place.lon, place.lat), without=place.place_id)
                    for said in (Hints(place.admin1, place.admin2), Hints(place.admin1), Hints())
                ]
    return queries
