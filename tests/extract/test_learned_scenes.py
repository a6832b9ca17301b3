"""What is learned of scenes: features, weights, added rows, the same answer twice."""

from __future__ import annotations

import csv
import random
import re
from datetime import date
from functools import cache

import numpy as np
import pytest

from geomap.errors import InputError
from geomap.events.reading_rows import frame_readings
from geomap.extract.learned.scene_features import Scene
from geomap.extract.learned.scene_kinds import KINDS, SUB_TYPE, TYPE, chance_of, kind_of
from geomap.extract.learned.scene_model import BIAS, WEIGHTS, load_scene_model
from geomap.extract.learned.tokens import stem
from geomap.extract.reader import Reader
from geomap.extract.recognise.names import PlaceMention
from geomap.model import Report
from geomap.resolver.resolver import make_resolver
from geomap.vocab.event_types import EVENT_TYPES
from tests.growth import assert_linear

DAY = date(2023, 5, 3)


@cache
def reader() -> Reader:
    return Reader(make_resolver())


def scenes(text: str) -> dict[str, tuple[float, ...]]:
    """Return what was judged of each place of a text."""
    return {p.text: p.scene for p in reader().read(Report("r", text, DAY)).places}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bombed", "bomb"),
        ("shelling", "shell"),
        ("was", "was"),
        ("1200", "<n>"),
        ("والقصف", "قصف"),
        ("استهدفت", "استهدف"),
        ("غارات", "غار"),
    ],
)
def test_stems(word, expected):
    assert stem(word) == expected


def test_every_sub_type_has_a_kind_of_its_type():
    for event_type, subs in EVENT_TYPES.items():
        for sub in subs:
            assert TYPE[kind_of(sub)] == {"Riots": "Protests"}.get(event_type, event_type)
    assert set(SUB_TYPE) == set(KINDS) - {"none"}


def test_weights_are_a_small_table_of_short_features():
    assert WEIGHTS.stat().st_size < 1_000_000
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head[1:]) == KINDS
    names = [row[0] for row in rows]
    assert names[0] == BIAS
    assert len(set(names)) == len(names)
    bare = [re.sub(r"<[a-z ]+>", "<>", name) for name in names]
    assert max(len(name.split()) for name in bare) <= 3, "words, never sentences"
    assert all(abs(int(cell)) < 1000 for row in rows for cell in row[1:])


def test_a_broken_table_is_refused(tmp_path):
    table = tmp_path / "scene_weights.csv"
    table.write_text("feature,none\n(bias),1\n", encoding="utf-8")
    with pytest.raises(InputError):
        load_scene_model(table)


@pytest.mark.parametrize(
    ("text", "place", "event_type"),
    [
        ("Warplanes bombed the town of Sarmin on Monday.", "Sarmin", "Explosions/Remote violence"),
        ("Fighters clashed in Binnish.", "Binnish", "Battles"),
        ("Residents of Nawa took to the streets and chanted.", "Nawa", "Protests"),
        ("قصفت الطائرات الحربية بلدة سرمين.", "سرمين", "Explosions/Remote violence"),
        ("اندلعت اشتباكات عنيفة في مدينة نوى.", "نوى", "Battles"),
        ("خرجت مظاهرة في مدينة طفس.", "طفس", "Protests"),
    ],
)
def test_scenes(text, place, event_type):
    scene = scenes(text)[place]
    assert sum(scene) == pytest.approx(1, abs=1e-5)
    assert chance_of(scene, event_type) == max(chance_of(scene, name) for name in EVENT_TYPES)


def test_a_place_of_no_deed_is_no_scene():
    text = "The minister was born in Sarmin and studied in Binnish. He now lives in Idlib city."
    assert all(scene[0] > 0.5 for scene in scenes(text).values())


def test_an_added_row_says_so_with_its_evidence():
    text = (
        "The past day was heavy. Jets were over the south of Idlib all morning, Kansafra among "
        "their targets, and barrel bombs came down on Sarmin."
    )
    reading = reader().read(Report("r", text, DAY))
    added = [e for e in reading.events if e.learned == "added"]
    assert added
    for event in added:
        assert 0 < event.scores["added"] <= 1
        assert {"type", "place"} <= {e.field for e in event.evidence}
        assert all(0 <= e.start < e.end <= len(text) for e in event.evidence)
        assert event.confidence is not None


def test_the_same_answer_twice():
    text = "Shells fell on Sarmin and Binnish. Fighters took Nayrab. A crowd gathered in Ariha."
    frames = [
        frame_readings([own.read(Report("r", text, DAY))], own.finder.gazetteer)
        for own in (reader(), Reader(make_resolver()))
    ]
    assert frames[0].equals(frames[1])


def test_the_order_of_features_changes_no_answer():
    """Features come out of sets, whose order is another one in every run."""
    model, chance = load_scene_model(), random.Random(1)
    for _ in range(20):
        own = chance.sample(list(model.rows), 60)
        answers = set()
        for _ in range(4):
            chance.shuffle(own)
            mention = PlaceMention("X", 0, 1)
            model.judge([Scene(mention, 0, list(own), [])])
            answers.add(mention.scene)
        assert len(answers) == 1


def test_judging_grows_with_the_text():
    part = "Shells fell on Sarmin, Binnish and Nayrab while jets struck Ariha and Kansafra. "
    model = load_scene_model()
    assert model.table.dtype == np.float32

    assert_linear(lambda times: reader().read(Report("r", part * times, DAY)), 60)
