"""Drafts for scenes that the rules left out, and another kind for those that they misjudged.

A draft that is added takes words, parties, day and toll from the same steps as the rules' own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.asides import is_link
from geomap.extract.clause.event_mentions import event_type, is_negated, is_no_event, read_trigger
from geomap.extract.clause.status import find_responsible, status_of
from geomap.extract.compose.linking import choose_date
from geomap.extract.compose.place_roles import is_scene
from geomap.extract.document.report_parts import SHORT
from geomap.extract.drafts import Draft
from geomap.extract.learned.scene_kinds import (
    KINDS,
    SUB_TYPE,
    TYPE,
    kind_of,
    like_type,
    type_chances,
)
from geomap.extract.recognise.trigger_mentions import Trigger

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.learned.scene_features import Scene
    from geomap.extract.recognise.names import PlaceMention

ADD = 0.3
"""From this likelihood on a kind of scene that the rules left out is added."""

BESIDE = 0.5
"""The same where the rules have a happening of another type at this very mention."""

WEAK_WORDS = 3
"""Weight of a happening whose words are no trigger phrase."""


def revise_drafts(
    parts: ReportParts, drafts: Sequence[Draft], scenes: Sequence[Scene]
) -> list[Draft]:
    """Return the drafts with those of likely scenes added and misjudged kinds changed."""
    told: set[tuple[str, str]] = set()
    held = {id(place) for draft in drafts for place in draft.places}
    for draft in drafts:
        kind = like_type(event_type(draft.happening))
        told |= {(kind, place.place_id or place.text) for place in draft.places}
    out = list(drafts)
    for kind, listed in _likely(scenes, held):
        left_out = [
            s for s in listed
            if (TYPE[kind], s.mention.place_id or s.mention.text) not in told
            and not _is_ruled_out(parts, drafts, s, kind)
        ]  # fmt: skip
        if not left_out:
            continue
        told |= {(TYPE[kind], s.mention.place_id or s.mention.text) for s in left_out}
        out.append(_make(parts, drafts, kind, left_out))
    return sorted(out, key=lambda d: (d.happening.sentence, d.happening.start))


def _hits_civilians(deed: Happening) -> bool:
    """Return True where the one hit is unarmed, so that it was no fight."""
    hit = deed.patient
    return deed.patient_id == "civilians" or (hit is not None and hit.kind == "civilians")


def _answers(draft: Draft, place: PlaceMention, kind: str) -> bool:
    """Return True where the rules took other members of a place's list, or unarmed people there."""
    if event_type(draft.happening) == TYPE[kind]:
        return any(p.group == place.group for p in draft.places)
    return kind == "clash" and place in draft.places and _hits_civilians(draft.happening)


def _is_ruled_out(parts: ReportParts, drafts: Sequence[Draft], scene: Scene, kind: str) -> bool:
    """Return True for a place that the words around it rule out, however likely it looks.

    A link to another page, a place that fire or people come from, a sentence all of whose words
    for such deeds are aims, denials or accidents, a list of which the rules took other members.
    """
    sentence = parts.sentences[scene.sentence]
    if is_link(parts.text, sentence):
        return True
    span = (sentence.start, sentence.end)
    listed = [p for p in parts.places_in(*span) if p.group == scene.mention.group]
    if not is_scene(parts.text, scene.mention) or not is_scene(parts.text, listed[0]):
        return True
    beside = [d for d in drafts if d.happening.sentence == scene.sentence]
    if any(_answers(d, scene.mention, kind) for d in beside):
        return True
    triggers = parts.triggers_in(*span)
    triggers = [t for t in triggers if TYPE.get(kind_of(t.sub_event_type)) == TYPE[kind]]
    return bool(triggers) and all(
        is_no_event(parts.text, sentence.start, t, arabic=parts.arabic)
        or is_negated(parts.text, sentence.start, t)
        for t in triggers
    )


def _likely(scenes: Sequence[Scene], held: Collection[int]) -> list[tuple[str, list[Scene]]]:
    """Return likely kinds with their scenes: places of one list together.

    `held` are the mentions (by `id`) at which the rules have a happening.
    """
    found: dict[tuple[int, int, str], list[Scene]] = {}
    for scene in scenes:
        if not scene.mention.scene or scene.mention.dateline:
            continue
        least = BESIDE if id(scene.mention) in held else ADD
        for name, chance in type_chances(scene.mention.scene).items():
            if chance < least:
                continue
            kind = max(
                (k for k in SUB_TYPE if TYPE[k] == name),
                key=lambda k: scene.mention.scene[KINDS.index(k)],
            )
            found.setdefault((scene.sentence, scene.mention.group, kind), []).append(scene)
    return [(kind, listed) for (_, _, kind), listed in found.items()]


def _make(parts: ReportParts, drafts: Sequence[Draft], kind: str, listed: list[Scene]) -> Draft:
    """Return a draft of a kind at the places of one list."""
    index = listed[0].sentence
    sentence = parts.sentences[index]
    places = [s.mention for s in listed]
    beside = [
        d for d in drafts
        if d.happening.sentence == index and event_type(d.happening) == TYPE[kind]
    ]  # fmt: skip
    if beside:
        near = min(beside, key=lambda d: abs(d.happening.start - places[0].start))
        deed = replace(near.happening, tolls={})
        return replace(
            near, happening=deed, places=places, own_place=True, tolls_at={}, learned="added"
        )
    deed = _tell(parts, index, kind, places[0])
    span = (sentence.start, sentence.end)
    deed.status = status_of(parts.text, deed, *span, parts.actors_in(*span))
    at = (deed.start, deed.end)
    return Draft(
        deed, sentence, places,
        choose_date(parts.text, *span, at, parts.dates_in(*span), parts.anchor),
        find_responsible(parts.text, *span, parts.actors_in(*span)), parts.text,
        lead=index < 4, long=len(parts.sentences) > SHORT, learned="added",
    )  # fmt: skip


def _tell(parts: ReportParts, index: int, kind: str, place: PlaceMention) -> Happening:
    """Return what the words nearest to a place tell of a kind, its bare words without any."""
    sentence = parts.sentences[index]
    triggers = parts.triggers_in(sentence.start, sentence.end)
    own = [t for t in triggers if kind_of(t.sub_event_type) == kind]
    own = own or [t for t in triggers if TYPE.get(kind_of(t.sub_event_type)) == TYPE[kind]]
    trigger = min(own or triggers, key=lambda t: abs(t.start - place.start), default=None)
    if trigger is None:
        trigger = _bare_words(parts, index, kind, place)
    elif not own:
        trigger = replace(trigger, sub_event_type=SUB_TYPE[kind], weight=WEAK_WORDS)
    deed = read_trigger(
        parts.text, sentence.start, sentence.end, index, trigger, [trigger],
        parts.actors_in(sentence.start, sentence.end), arabic=parts.arabic,
    )  # fmt: skip
    if event_type(deed) != TYPE[kind]:
        deed.sub_event_type = SUB_TYPE[kind]
    return deed


def _bare_words(parts: ReportParts, index: int, kind: str, place: PlaceMention) -> Trigger:
    """Return the words before a place, else behind it, as what tells of a kind."""
    sentence = parts.sentences[index]
    start, end = sentence.start, place.phrase_start
    if not parts.text[start:end].strip():
        start, end = place.end, sentence.end
    if not parts.text[start:end].strip():
        start, end = place.start, place.end
    words = parts.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Trigger(start, end, parts.text[start:end], SUB_TYPE[kind], "verb", WEAK_WORDS)
