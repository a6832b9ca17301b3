"""Many names at once get the verdicts that each gets alone, whatever else is asked."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer.gazetteer import Gazetteer, all_names
from geomap.model import Hints, Place
from geomap.resolver.overrides import read_overrides
from geomap.resolver.resolver import Resolver

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Resolution

CHANGES = [("q", "k"), ("i", "e"), ("u", "o"), ("ah", "eh"), ("al-", "el "), ("-", " "), ("r", "l"),
           ("ة", "ه"), ("أ", "ا"), ("ال", ""), ("ي", "")]  # fmt: skip


def spellings(gazetteer: Gazetteer, count: int) -> list[tuple[str, Hints]]:
    """Return names of a gazetteer and slips in them, with right, wrong and no hints."""
    dice = random.Random(3)
    units = [p.place_id for p in gazetteer.places.values() if p.feature_code in ("ADM1", "ADM2")]
    places = list(gazetteer.places.values())
    queries = []
    for _ in range(count):
        place = dice.choice(places)
        text = dice.choice([name.text for name in all_names(place)])
        for old, new in dice.sample(CHANGES, 3):
            text = text.replace(old, new, 1)
        hint = dice.choice(["", place.admin1, dice.choice(units)])
        queries.append((text, Hints(hint, dice.choice(["", place.admin2]))))
    return queries


def told(answer: Resolution) -> tuple[object, ...]:
    return (
        answer.toponym, answer.verdict, answer.place_id, answer.rule, answer.geo_precision,
        answer.precision_km, round(answer.score, 4), answer.reasons,
        [(c.place.place_id, round(c.score, 6), c.reasons, c.name) for c in answer.candidates],
    )  # fmt: skip


def test_many_names_together_are_answered_as_each_alone(installed: Gazetteer) -> None:
    queries = spellings(installed, 1500)
    together = Resolver(installed).resolve_many(queries)
    alone = Resolver(installed)
    assert len({answer.rule for answer in together}) >= 6
    for (text, hints), answer in zip(queries, together, strict=True):
        assert told(answer) == told(alone.resolve(text, hints))


def test_hard_names_together_are_answered_as_each_alone(resolver: Resolver) -> None:
    from tests.resolver.test_resolve import HARD

    queries = [(case["name"], Hints(case["admin1"], case["admin2"])) for case in HARD]
    together = Resolver(resolver.gazetteer).resolve_many(queries)
    for (text, hints), answer in zip(queries, together, strict=True):
        assert told(answer) == told(resolver.resolve(text, hints))


def test_names_with_digits_together_are_answered_as_each_alone(installed: Gazetteer) -> None:
    names = [place.name for place in list(installed.places.values())[::40]]
    codes = ["SY0204", "C1007", "N0001", "34.5504 38.2915", "37SDA1234567890", "lat 34.7 lon 36.7"]
    forms = ["{} 2", "Camp 7 {}", "{} ٣", "{} km 5", "5 km from {}", "{} 35.1 37.2", "in {} 4"]
    texts = codes + [form.format(name) for name in names for form in forms]
    together = Resolver(installed).resolve_many([(text, Hints("Aleppo")) for text in texts])
    alone = Resolver(installed)
    assert {answer.rule for answer in together} >= {"code", "coordinates"}
    for text, answer in zip(texts, together, strict=True):
        assert told(answer) == told(alone.resolve(text, Hints("Aleppo")))


@pytest.mark.long
def test_the_development_table_together_is_answered_as_each_alone(
    shared: Path, built: Gazetteer
) -> None:
    with (shared / "bench" / "ucdp_places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    queries = [(row["name"], Hints(row["admin1"], row["admin2"])) for row in rows]
    queries += [(row["name"], Hints()) for row in rows]
    alone = Resolver(built)
    for (text, hints), answer in zip(queries, Resolver(built).resolve_many(queries), strict=True):
        assert told(answer) == told(alone.resolve(text, hints))


def test_a_verdict_does_not_hang_on_what_was_asked_before(installed: Gazetteer) -> None:
    resolver = Resolver(installed)
    first = ["Rukban camp", "camp Rukban", "Al-Rukban Camp", "rukban", "مخيم الركبان"]
    forward = {text: told(resolver.resolve(text)) for text in first}
    again = Resolver(installed)
    assert {text: told(again.resolve(text)) for text in reversed(first)} == forward


def test_each_distinct_query_is_answered_in_its_place(resolver: Resolver) -> None:
    texts = ["Aleppo", "Halab", "aleppo", "Aleppo", "Nowhere at all", "حلب"] * 10
    answers = resolver.resolve_many([(text, Hints()) for text in texts])
    assert [answer.toponym for answer in answers] == texts
    assert [answer.place_id for answer in answers[:6]] == [
        resolver.resolve(text).place_id for text in texts[:6]
    ]


def test_a_gazetteer_of_one_place_and_an_empty_one_answer_many_names() -> None:
    place = Place("C1", "Azaz", "أعزاز", "P", "PPL", 37.05, 36.58, 1.0, admin1="SY02")
    queries = [(f"Azaz {word}", Hints()) for word in "abcdefghijklmnopqrstuvwxyz"]
    queries += [("Azaz", Hints()), ("", Hints()), ("x" * 10_000, Hints()), ("!?", Hints())]
    one = Resolver(Gazetteer({"C1": place})).resolve_many(queries)
    assert one[26].place_id == "C1"
    assert not any(answer.resolved for answer in Resolver(Gazetteer({})).resolve_many(queries))


def test_the_users_word_is_last_among_many_names(installed: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,hint,place\nHalab,,SY07\nIdlib,,never\n", encoding="utf-8")
    resolver = Resolver(installed, read_overrides(path, installed))
    queries = [(text, Hints()) for text in ["Halab", "Idlib", "Azaz", *"abcdefghijklmnop"]]
    answers = resolver.resolve_many(queries)
    assert [(a.rule, a.place_id) for a in answers[:2]] == [("override", "SY07"), ("override", "")]
    assert told(answers[2]) == told(Resolver(installed).resolve("Azaz"))
