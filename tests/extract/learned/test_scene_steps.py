"""What was learned of scenes, put beside what the rules drafted."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.document.report_parts import ReportParts
from geomap.extract.drafting import make_drafts
from geomap.extract.learned.added_drafts import revise_drafts
from geomap.extract.learned.scene_features import scenes_of
from geomap.extract.learned.scene_kinds import KINDS
from geomap.extract.learned.scene_model import load_scene_model
from geomap.extract.learned.scene_step import revise_by_scenes

TEXT = "Warplanes bombed Saraqib on Monday. In Nawa gunmen opened fire at a checkpoint."


@pytest.fixture
def report(apart):
    found = apart(TEXT)
    fields = ("text", "arabic", "words", "sentences", "actors", "dates", "places", "triggers")
    return ReportParts(anchor=date(2020, 3, 5), **{f: getattr(found, f) for f in fields})


def chances(**likely):
    return tuple(likely.get(kind, 0.0) for kind in KINDS)


def test_a_likely_scene_that_the_rules_left_out_is_added(report):
    drafts = make_drafts(report, load_scene_model())
    kept = [d for d in drafts if all(p.text != "Nawa" for p in d.places)]
    scenes = scenes_of(report)
    for scene in scenes:
        scene.mention.scene = chances(clash=0.9) if scene.mention.text == "Nawa" else chances()
    added = [d for d in revise_drafts(report, kept, scenes) if d.learned == "added"]
    assert [[p.text for p in d.places] for d in added] == [["Nawa"]]


def test_nothing_is_added_where_no_scene_is_likely(report):
    drafts = make_drafts(report, load_scene_model())
    scenes = scenes_of(report)
    for scene in scenes:
        scene.mention.scene = chances()
    assert len(revise_drafts(report, drafts, scenes)) == len(drafts)


def test_the_step_keeps_every_draft_of_the_rules(report):
    model = load_scene_model()
    drafts = make_drafts(report, model)
    revised = revise_by_scenes(report, list(drafts), model)
    assert {id(d) for d in drafts} <= {id(d) for d in revised}
