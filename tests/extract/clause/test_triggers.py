"""Trigger phrases, which of them says best what happened, and happenings named in passing."""

from __future__ import annotations

import pytest

from geomap.extract.clause.precedents import find_precedents
from geomap.extract.clause.trigger_choice import choose_trigger
from geomap.extract.document.words import split_words
from geomap.extract.recognise.trigger_mentions import find_triggers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Warplanes bombed Saraqib.", ["Warplanes", "bombed"]),
        ("The council met in Homs.", []),
        ("قصف الطيران مدينة سراقب.", ["قصف", "الطيران"]),
        ("زار الوفد مدينة سراقب.", []),
    ],
)
def test_phrases_that_say_what_happened(text, found):
    arabic = any("ء" <= letter <= "ي" for letter in text)
    assert [t.text for t in find_triggers(split_words(text), arabic=arabic)] == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two men were killed when an IED exploded in al-Bab.", "Remote explosive/landmine/IED"),
        ("Three died as warplanes bombed Saraqib.", "Air/drone strike"),
        ("قتل رجلان بانفجار عبوة ناسفة في الباب.", "Remote explosive/landmine/IED"),
    ],
)
def test_what_did_it_says_more_than_what_came_of_it(apart, text, kind):
    parts = apart(text)
    chosen = choose_trigger(text, parts.triggers)
    assert chosen.sub_event_type == kind


def test_nothing_is_chosen_of_nothing():
    assert choose_trigger("", []) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels broke the ceasefire in Idlib, which was announced on 2 March 2020, near Saraqib.",
         1),
        ("Rebels broke the ceasefire in Idlib near Saraqib.", 0),
    ],
)  # fmt: skip
def test_a_truce_with_its_day_is_a_precedent(apart, text, count):
    parts = apart(text)
    found = find_precedents(text, 0, len(text), 0, parts.triggers, parts.places, parts.dates)
    assert len(found) == count
