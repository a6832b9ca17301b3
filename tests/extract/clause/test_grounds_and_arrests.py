"""Whose ground a strike hits, and who holds whom."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.clause.event_mentions import read_clause
from geomap.extract.clause.settling_arrests import settle_arrest
from geomap.extract.compose.state_ground import name_ground
from geomap.extract.document.report_parts import ReportParts
from geomap.extract.drafts import Draft


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Israeli jets struck a military airport near Palmyra.", "syrian-state"),
        ("Israeli jets struck a farm near Palmyra.", ""),
    ],
)
def test_a_strike_from_outside_hits_the_armys_ground(apart, text, hit):
    found = apart(text)
    fields = ("text", "arabic", "words", "sentences", "actors", "dates", "places", "triggers")
    parts = ReportParts(anchor=date(2020, 3, 5), **{f: getattr(found, f) for f in fields})
    deed = read_clause(text, 0, len(text), 0, found.triggers, found.actors)
    name_ground(parts, [Draft(deed, found.sentences[0], found.places, None, {}, text)])
    assert deed.patient_id == hit


@pytest.mark.parametrize(
    ("text", "holder"),
    [("HTS arrested two men in Idlib.", "HTS"), ("The SDF arrested a man in Raqqa.", "SDF")],
)
def test_who_arrests_holds(apart, text, holder):
    parts = apart(text)
    deed = read_clause(text, 0, len(text), 0, parts.triggers, parts.actors)
    settle_arrest(deed, text, parts.actors, deed.agent)
    assert deed.sub_event_type == "Arrests"
    assert deed.agent.text == holder
