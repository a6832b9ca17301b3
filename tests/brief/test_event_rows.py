"""The dead of one happening told by several rows: each row says that the figure is of them all."""

from __future__ import annotations

import pytest

from geomap.brief.event_rows import make_rows
from geomap.brief.facts import make_facts
from geomap.settings import Presentation


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ["9 killed in all 2 places", "9 killed in all 2 places", "4 killed"]),
        ("ar", ["القتلى: 9 في الأماكن جميعها وعددها 2"] * 2 + ["القتلى: 4"]),
    ],
)
def test_a_figure_of_several_rows_is_said_to_be_of_them_all(make_events, lang, told):
    rows = [
        {"fatalities": 9, "incident_id": "i-1", "date_start": "2025-03-01"},
        {"fatalities": 9, "incident_id": "i-1", "date_start": "2025-03-02"},
        {"fatalities": 4, "incident_id": "", "date_start": "2025-03-03"},
    ]
    facts = make_facts(make_events(rows), Presentation(lang=lang))
    assert sorted(row.killed for row in make_rows(facts)) == sorted(told)
    assert facts.fatalities == (13, 2)


@pytest.mark.parametrize(
    ("lang", "kind", "sub", "what"),
    [
        ("en", "Battles", "", "Battles"), ("ar", "Battles", "", "معارك"),
        ("en", "Mortar fire", "", "Mortar fire"), ("ar", "قصف مدفعي", "", "قصف مدفعي"),
        ("en", "Mortar fire", "Armed clash", "Armed clash"), ("en", "", "", ""),
    ],
)  # fmt: skip
def test_a_kind_in_the_words_of_its_source_stays_so(make_events, lang, kind, sub, what):
    row = {"event_type": kind, "sub_event_type": sub, "status": "reported"}
    facts = make_facts(make_events([row]), Presentation(lang=lang))
    [made] = make_rows(facts)
    assert made.what == what
