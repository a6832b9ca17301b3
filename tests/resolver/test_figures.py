"""The figures that the project promises, on data that others wrote (read in place)."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer.built import read_built, write_built
from geomap.gazetteer.distances import gap_km
from geomap.lang.name_keys import name_key
from geomap.resolver.evaluation import Gold, evaluate, read_gold, shares_of
from geomap.resolver.resolver import Resolver
from tests.growth import spent

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[Gold]:
    return read_gold(shared / "bench" / "ucdp_places.csv", kinds=("settlement",))


def test_as_installed(gold: list[Gold], resolver: Resolver) -> None:
    shares = shares_of(evaluate(gold, resolver))
    assert shares.right >= 0.50
    assert shares.right_events >= 0.88
    assert shares.wrong <= 0.02


def test_built(gold: list[Gold], built_resolver: Resolver) -> None:
    shares = shares_of(evaluate(gold, built_resolver))
    assert shares.right >= 0.85
    assert shares.right_events >= 0.95
    assert shares.wrong <= 0.02


def test_built_without_hints(gold: list[Gold], built_resolver: Resolver) -> None:
    shares = shares_of(evaluate(gold, built_resolver, use_hints=False))
    assert shares.right >= 0.65
    assert shares.right_events >= 0.85
    assert shares.wrong <= 0.04


def arabic_gold(shared: Path, gold: list[Gold]) -> list[Gold]:
    """Return the UCDP rows under Arabic names as people type them.

    OCHA's Arabic of the place of the same key within 3 km, without hamzas, with ha for ta
    marbuta, every second one with a generic word.
    """
    names: dict[str, list[tuple[float, float, str]]] = {}
    with (shared / "reference" / "ocha_places.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["name_ar"] and not re.search("[-_/]", row["name_ar"]):
                names.setdefault(name_key(row["name_en"].split(" (")[0]), []).append(
                    (float(row["lon"]), float(row["lat"]), row["name_ar"])
                )
    found = []
    for one in gold:
        for lon, lat, name in names.get(name_key(one.name), ()):
            if gap_km(lon, lat, one.lon, one.lat) < 3:
                typed = name.translate(str.maketrans("أإآةى", "اااهي"))
                if len(found) % 2:
                    typed = f"بلدة {typed}"
                found.append(Gold(one.row, typed, one.hints, one.lon, one.lat, one.weight))
                break
    return found


def test_arabic_names(shared: Path, gold: list[Gold], built_resolver: Resolver) -> None:
    arabic = arabic_gold(shared, gold)
    assert len(arabic) > 700
    shares = shares_of(evaluate(arabic, built_resolver))
    assert shares.right >= 0.85
    assert shares.wrong <= 0.02


def test_arabic_names_of_places_known_in_latin_letters_only(
    shared: Path, gold: list[Gold], built: Gazetteer
) -> None:
    from dataclasses import replace

    from geomap.lang.letters import is_arabic

    places = {
        i: replace(p, name_ar="" if p.feature_class == "P" else p.name_ar,
                   names=tuple(n for n in p.names if not is_arabic(n.text)))
        for i, p in built.places.items()
    }  # fmt: skip
    latin = Resolver(type(built)(places, built.areas))
    shares = shares_of(evaluate(arabic_gold(shared, gold), latin))
    assert shares.right >= 0.75
    assert shares.wrong <= 0.03


def test_what_is_no_place_in_syria_is_refused(root: Path, built_resolver: Resolver) -> None:
    with (root / "benchmarks" / "places" / "absent.csv").open(encoding="utf-8") as rows:
        absent = list(csv.DictReader(rows))
    answers = [(row["name"], built_resolver.resolve(row["name"])) for row in absent]
    pinned = [name for name, a in answers if a.resolved and a.place and a.place.country == "SY"]
    assert len(pinned) <= 0.03 * len(absent), pinned


def test_a_score_is_a_chance(gold: list[Gold], built_resolver: Resolver) -> None:
    outcomes = [o for o in evaluate(gold, built_resolver) if o.km is not None]
    sure = [o for o in outcomes if o.answer.score >= 0.9]
    unsure = [o for o in outcomes if o.answer.score < 0.9]
    assert shares_of(sure).right >= 0.93
    assert shares_of(sure).right > shares_of(unsure).right


def test_a_built_gazetteer_loads_at_once(built: Gazetteer, tmp_path: Path) -> None:
    path = write_built(built, tmp_path / "any-name")
    assert min(spent(lambda _: read_built(path), 0) for _ in range(3)) < 1.0
