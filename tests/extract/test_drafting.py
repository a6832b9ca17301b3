"""From the parts of a report to its drafts: what each clause tells, and what it takes up."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.compose.carrying import attach_acts, attach_claim, carry_subject, goes_on
from geomap.extract.document.report_parts import ReportParts
from geomap.extract.drafting import make_drafts
from geomap.extract.learned.scene_model import load_scene_model

AIR, SHELLING = "Air/drone strike", "Shelling/artillery/missile attack"


@pytest.fixture
def drafts_of(apart):
    """Return the function that gives the drafts of a text, and its parts."""

    def drafts(text):
        found = apart(text)
        fields = ("text", "arabic", "words", "sentences", "actors", "dates", "places", "triggers")
        parts = ReportParts(anchor=date(2020, 3, 5), **{f: getattr(found, f) for f in fields})
        return parts, make_drafts(parts, load_scene_model())

    return drafts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Turkish forces shelled Tal Tamr and arrested two men in Tal Abyad.",
         [(SHELLING, ["Tal Tamr"]), ("Arrests", ["Tal Abyad"])]),
        ("Government warplanes bombed Saraqib. The shelling also hit Nawa.",
         [(AIR, ["Saraqib"]), (SHELLING, ["Nawa"])]),
        ("قصف الطيران مدينة سراقب فيما قصفت المدفعية بلدة البارة.",
         [(AIR, ["سراقب"]), (SHELLING, ["البارة"])]),
        ("Gunmen killed a man. These acts were documented in Nawa.", [("Attack", ["Nawa"])]),
        (("The ceasefire in Idlib, which was agreed in March 2020, collapsed when warplanes "
         "bombed Saraqib."), [("Agreement", ["Idlib"]), (AIR, ["Saraqib"])]),
    ],
)  # fmt: skip
def test_each_clause_is_a_draft(drafts_of, text, told):
    _, drafts = drafts_of(text)
    assert [(d.happening.sub_event_type, [p.text for p in d.places]) for d in drafts] == told


def test_a_claim_belongs_to_what_was_told_before(drafts_of):
    parts, drafts = drafts_of("Clashes broke out in Saraqib. ISIS claimed responsibility.")
    assert [d.said["claimed_by"].text for d in drafts] == ["ISIS"]
    drafts[0].said = {}
    attach_claim(parts, parts.sentences[1], drafts)
    assert "claimed_by" in drafts[0].said


def test_acts_get_the_places_where_they_were_documented(drafts_of):
    parts, drafts = drafts_of("Gunmen killed a man. These acts were documented in Nawa.")
    drafts[0].places = []
    attach_acts(parts, parts.sentences[1], drafts)
    assert [p.text for p in drafts[0].places] == ["Nawa"]


def test_the_subject_of_a_clause_is_carried_to_the_next(drafts_of):
    parts, (first, second) = drafts_of(
        "Turkish forces shelled Tal Tamr and arrested two men in Tal Abyad."
    )
    second.happening.agent = None
    carry_subject(parts, second.happening, first.happening)
    assert second.happening.agent is first.happening.agent is not None
    assert not goes_on(second, [first])


def test_parts_are_asked_by_span(drafts_of):
    parts, _ = drafts_of("Warplanes bombed Saraqib on 3 March. ISIS attacked Nawa.")
    first, second = ((s.start, s.end) for s in parts.sentences)
    assert [p.text for p in parts.places_in(*first)] == ["Saraqib"]
    assert [a.text for a in parts.actors_in(*second)] == ["ISIS"]
    assert (len(parts.dates_in(*first)), len(parts.dates_in(*second))) == (1, 0)
    assert [t.text for t in parts.triggers_in(*second)] == ["attacked"]
