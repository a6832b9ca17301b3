"""Actors are found under every name that reports and schemes give them."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from geomap.settings import data_dir
from geomap.vocab import find_actor
from geomap.vocab.actors import all_actors, get_actor
from geomap.vocab.event_types import event_type_of
from geomap.vocab.triggers import trigger_phrases


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("SDF", "sdf"),
        ("قسد", "sdf"),
        ("QSD: Syrian Democratic Forces", "sdf"),
        ("Military Forces of Syria (2000-2024)", "syria-government-2000"),
        ("Military Forces of Syria (2024-)", "syria-government-2024"),
        ("Government of Syria", "syria-government-2000"),
        ("HTS: Hayat Tahrir al Sham", "hts"),
        ("Hay’at Tahrir Al-Shām", "hts"),
        ("ISIS militants", "isis"),
        ("عناصر تنظيم داعش", "isis"),
        ("Turkish fighters", "turkey"),
        ("Turkish artillery", "turkey"),
        ("Military Forces of Turkey (2016-)", "turkey"),
        ("U.S. forces", "usa"),
        ("الجيش الاسرائيلي", "israel"),
        ("Civilians (Syria)", "civilians"),
        ("Unidentified Armed Group (Syria)", "unknown-armed-group"),
        ("Syrian insurgents", "opposition-rebels"),
        ("Syrian Democratic Forces (SDF)", "sdf"),
    ],
)
def test_finds_an_actor_under_this_name(name, actor_id):
    assert find_actor(name).id == actor_id


@pytest.mark.parametrize("name", ["", "  ", "the", "nobody of that name", "؟"])
def test_says_none_for_what_names_no_actor(name):
    assert find_actor(name) is None


def test_a_name_that_changed_bearer_goes_by_the_day():
    assert find_actor("Syrian army", on=date(2020, 1, 1)).id == "syria-government-2000"
    assert find_actor("Syrian army", on=date(2025, 3, 1)).id == "syria-government-2024"


def test_the_table_holds_250_actors_with_known_parents_and_sources():
    actors = all_actors()
    assert len(actors) >= 250
    assert [a.id for a in actors if a.parent and get_actor(a.parent) is None] == []
    assert [a.id for a in actors if not a.name_ar and a.kind != "outlet"] == []
    with (data_dir() / "actors.csv").open(encoding="utf-8", newline="") as table:
        ids = [row["actor_id"] for row in csv.DictReader(table)]
    assert len(ids) == len(set(ids))


def test_every_trigger_names_a_sub_event_type_of_the_vocabulary():
    for lang in ("en", "ar"):
        unknown = {p.sub_event_type for p in trigger_phrases(lang)} - {
            p.sub_event_type for p in trigger_phrases(lang) if event_type_of(p.sub_event_type)
        }
        assert unknown == set()
