"""How a source puts a happening, and who claims it."""

from __future__ import annotations

import pytest

from geomap.extract.clause.event_mentions import read_clause
from geomap.extract.clause.status import find_responsible, is_told_by_party, status_of
from geomap.model import Status

PUT = [
    ("Turkish forces shelled the village of Ain Dara.", Status.REPORTED),
    ("The Turkish defence ministry denied that its forces shelled Ain Dara.", Status.DENIED),
    ("Turkey threatened to shell the village of Ain Dara.", Status.PLANNED),
    ("قصفت القوات التركية قرية عين دارة.", Status.REPORTED),
    ("هدد الجيش التركي بقصف قرية عين دارة.", Status.PLANNED),
]


@pytest.mark.parametrize(("text", "status"), PUT)
def test_status(apart, text, status):
    parts = apart(text)
    happening = read_clause(
        text, 0, len(text), 0, parts.triggers, parts.actors, arabic=parts.arabic
    )
    if happening is None:
        pytest.skip("this clause tells of nothing that happened")
    assert status_of(text, happening, 0, len(text), parts.actors) is status


@pytest.mark.parametrize(
    ("text", "field", "name"),
    [
        ("ISIS claimed responsibility for the bombing in al-Bab.", "claimed_by", "ISIS"),
        ("The governor blamed the SDF for the bombing in al-Bab.", "attributed_to", "SDF"),
        ("A bomb exploded in al-Bab.", "claimed_by", ""),
        ("تبنى تنظيم داعش التفجير في مدينة الباب.", "claimed_by", "تنظيم داعش"),
    ],
)
def test_who_claims_and_who_is_blamed(apart, text, field, name):
    parts = apart(text)
    said = find_responsible(text, 0, len(text), parts.actors)
    assert (said[field].text if field in said else "") == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The SDF said its fighters attacked a Turkish post near Afrin.", True),
        ("Fighters of the SDF attacked a Turkish post near Afrin.", False),
    ],
)
def test_a_side_that_tells_of_its_own_deeds(apart, text, told):
    parts = apart(text)
    happening = read_clause(text, 0, len(text), 0, parts.triggers, parts.actors)
    assert is_told_by_party(text, happening, 0, parts.actors) is told
