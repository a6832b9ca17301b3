"""The happening of a clause: what, by whom, to whom."""

from __future__ import annotations

import pytest

from geomap.extract.clause.clauses import split_clauses
from geomap.extract.clause.event_mention import Happening
from geomap.extract.clause.event_mentions import event_type, is_no_event, read_clause
from geomap.extract.document.report_parts import ReportParts


def read(parts):
    return read_clause(
        parts.text, 0, len(parts.text), 0, parts.triggers, parts.actors, arabic=parts.arabic
    )


CLAUSES = [
    ("Russian warplanes bombed the town of Saraqib.", "Air/drone strike", "russia", ""),
    ("Turkish forces shelled the village of Ain Dara with artillery.",
     "Shelling/artillery/missile attack", "turkey", ""),
    ("An IED exploded in the city of al-Bab.", "Remote explosive/landmine/IED", "", ""),
    ("قصفت القوات التركية بالمدفعية قرية عين دارة.", "Shelling/artillery/missile attack",
     "turkey", ""),
    ("انفجرت عبوة ناسفة في مدينة الباب.", "Remote explosive/landmine/IED", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "agent", "patient"), CLAUSES)
def test_what_a_clause_says_happened(apart, text, kind, agent, patient):
    happening = read(apart(text))
    assert happening is not None
    assert happening.sub_event_type == kind
    named = [a.actors[0].id if a and a.actors else "" for a in (happening.agent, happening.patient)]
    assert named[0] == agent
    assert named[1] == patient


@pytest.mark.parametrize(
    "text", ["The council met in the city of Idlib.", "عقد المجلس اجتماعا في مدينة إدلب."]
)
def test_a_clause_that_tells_of_nothing(apart, text):
    assert read(apart(text)) is None


@pytest.mark.parametrize(
    ("kind", "whole"),
    [
        ("Air/drone strike", "Explosions/Remote violence"),
        ("Armed clash", "Battles"),
        ("Arrests", "Strategic developments"),
    ],
)
def test_the_event_type_follows_from_the_sub_type(kind, whole):
    assert event_type(Happening(0, 1, 0, kind, "strike", 3)) == whole


@pytest.mark.parametrize(
    ("kind", "protest"),
    [("Peaceful protest", True), ("Protest with intervention", True), ("Armed clash", False)],
)
def test_kinds_of_protest(kind, protest):
    assert Happening(0, 1, 0, kind, "protest", 3).event_is_protest is protest


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Residents called for shelling to end in Saraqib.", True),
        ("The army resumed the shelling of Saraqib.", False),
    ],
)
def test_words_before_a_trigger_that_deny_it(apart, text, none):
    parts = apart(text)
    trigger = parts.trigger("shelling")
    assert is_no_event(text, 0, trigger, arabic=False) is none


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Warplanes bombed Saraqib, while rebels shelled Kafr Nabl.", 2),
        ("Warplanes bombed Saraqib and Kafr Nabl.", 1),
        ("قصف الطيران مدينة سراقب فيما قصفت المدفعية بلدة البارة.", 2),
    ],
)
def test_a_sentence_is_cut_where_each_side_has_its_own_place(apart, text, count):
    parts = apart(text)
    fields = ("text", "arabic", "words", "sentences", "actors", "dates", "places", "triggers")
    report = ReportParts(anchor=None, **{name: getattr(parts, name) for name in fields})
    assert len(split_clauses(report, parts.sentences[0])) == count
