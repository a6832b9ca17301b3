"""An event out of what a draft tells, and what a further one adds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mentions import event_type
from geomap.extract.compose.one_row import UNNAMED
from geomap.extract.learned.scene_kinds import chance_of, likelier
from geomap.extract.reading import Evidence, ReadEvent
from geomap.extract.recognise.dates.date_mentions import edtf_of, precision_of
from geomap.lang.lexicon import alternation
from geomap.model import Status
from geomap.schema import Count
from geomap.vocab.actors import find_actor, get_actor

if TYPE_CHECKING:
    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import ActorMention, PlaceMention
    from geomap.vocab.actors import Actor


OLD_DAYS = 45
"""A happening this much before the report's newest one is background."""


_SINCE = re.compile(
    rf"\b{alternation('en', 'linking.since')}\s+(?:on\s+|from\s+)?$",
    re.IGNORECASE,
)


def _since(draft: Draft, mention: DateMention) -> bool:
    """Return True if the date is that of what was broken or began, not of the happening."""
    if draft.happening.kind == "talk" or draft.passing or not draft.own_date:
        return False
    return bool(_SINCE.search(draft.text[max(0, mention.start - 24) : mention.start]))


_CITY = re.compile(r"\bcity\b|مدينة", re.IGNORECASE)


def _may_sum_up(draft: Draft, place: PlaceMention) -> bool:
    """Return True for a name at the head of a report that may mean its governorate."""
    return draft.lead and not _CITY.search(draft.text[place.phrase_start : place.phrase_end])


def _words_of_place(text: str, place: PlaceMention) -> str:
    """Return how a place is written: with its relation where the relation makes it the place."""
    exact = place.resolution is not None and place.resolution.rule == "exact"
    start, end = place.start, place.end
    if place.relation and not place.taken_up and (place.asked or not exact):
        start, end = place.phrase_start, place.phrase_end
    return " ".join((place.text if place.taken_up else text[start:end]).split())


def make_event(draft: Draft, place: PlaceMention, anchor: date | None) -> ReadEvent:
    """Return an event at one of the places of a draft."""
    happening = draft.happening
    text = draft.text
    event = ReadEvent(
        event_type=event_type(happening),
        sub_event_type=happening.sub_event_type,
        status=happening.status,
        location=_words_of_place(text, place),
        resolution=place.resolution,
        hint=place.hint,
        description=" ".join(text[draft.sentence.start : draft.sentence.end].split())[:400],
        weight=float(happening.weight),
        listed=len(draft.places),
        lead=_may_sum_up(draft, place),
        scene=place.scene,
        learned=draft.learned,
    )
    event.evidence.append(Evidence("type", happening.start, happening.end))
    event.evidence.append(Evidence("place", place.phrase_start, place.phrase_end))
    _set_date(event, draft, anchor)
    _set_actors(event, draft)
    _set_tolls(event, draft, place)
    set_said(event, draft)
    score = place.resolution.score if place.resolution else 0.0
    event.scores = {
        "place": round(score * (1.0 if draft.own_place else 0.6), 3),
        "date": 0.95 if draft.own_date and draft.date else 0.6 if draft.date else 0.3,
        "type": round(min(0.97, 0.35 + 0.07 * happening.weight), 3),
        "actor1": 0.85 if happening.agent else 0.5 if event.actor1 else 0.0,
        "actor2": 0.8 if happening.patient else 0.5 if event.actor2 else 0.0,
    }
    _say_learned(event)
    return event


def _say_learned(event: ReadEvent) -> None:
    """Add to the scores what was learned of a row that it added or changed."""
    if event.learned:
        event.scores[event.learned] = round(chance_of(event.scene, event.event_type), 3)


def _set_date(event: ReadEvent, draft: Draft, anchor: date | None) -> None:
    mention = draft.date
    if mention is None or mention.first is None or (anchor is None and _is_no_day(mention)):
        if anchor is not None:
            _set_days(event, anchor - timedelta(days=1 if draft.long else 0), anchor)
            event.time_precision = 1
        return
    event.first, event.last = mention.first, mention.last
    event.time_precision, event.edtf = mention.precision, mention.edtf
    event.evidence.append(Evidence("date", mention.start, mention.end))
    _not_later(event, anchor)
    if event.status is Status.REPORTED and (mention.background or _is_old(mention, anchor)):
        event.status = Status.BACKGROUND
    if _since(draft, mention) and anchor is not None and anchor > mention.first:
        _set_days(event, event.first, anchor)


def _is_no_day(mention: DateMention) -> bool:
    """Return True for a span of the past, which dates nothing without a day to count from."""
    return mention.background or mention.rule == "in_year"


def _is_old(mention: DateMention, anchor: date | None) -> bool:
    """Return True for a month or longer that ended well before publication."""
    if anchor is None or mention.last is None or mention.precision != 3:
        return False
    return anchor - mention.last > timedelta(days=OLD_DAYS)


def _set_days(event: ReadEvent, first: date, last: date) -> None:
    event.first, event.last = first, last
    event.time_precision, event.edtf = precision_of(first, last), edtf_of(first, last)


def _not_later(event: ReadEvent, anchor: date | None) -> None:
    """End an event's days with the day of publication, unless it is told as planned."""
    if anchor is None or event.last is None or event.first is None or event.last <= anchor:
        return
    if event.status is Status.PLANNED:
        return
    _set_days(event, min(event.first, anchor), anchor)


def _set_actors(event: ReadEvent, draft: Draft) -> None:
    happening = draft.happening
    on = event.last
    event.actor1, event.actor1_id = name_of(happening.agent, happening.agent_id, on)
    event.actor2, event.actor2_id = name_of(happening.patient, happening.patient_id, on)
    if (
        event.actor1_id
        and event.actor1_id == event.actor2_id
        and event.sub_event_type != "Armed clash"
    ):
        event.actor2, event.actor2_id = "", ""
    for field_name, mention in (("actor1", happening.agent), ("actor2", happening.patient)):
        if mention is not None:
            event.evidence.append(Evidence(field_name, mention.start, mention.end))


def name_of(mention: ActorMention | None, implied: str, on: date | None) -> tuple[str, str]:
    """Return what to write for an actor and its id."""
    if implied == "syrian-state":
        actor = find_actor("Syrian Armed Forces", on)
        return (actor.name, actor.id) if actor else ("", "")
    if implied:
        actor = get_actor(implied)
        name = actor.name if actor else ""
        if mention is not None and mention.actors and implied in {a.id for a in mention.actors}:
            name = mention.text
        return name, implied
    if mention is None:
        return "", ""
    actor = of_its_time(mention.at(on), mention.text, on)
    if actor is not None and actor.parent == "civilians":
        return " ".join(mention.text.split()), "civilians"
    return " ".join(mention.text.split()), actor.id if actor else ""


FALL = date(2024, 12, 8)
"""From this day on the state of Syria is another actor."""

_HEIRS = {
    "syria-government-2000": "syria-government-2024",
    "syria-police-2000": "syria-interior-2024",
}
_BYGONE = re.compile(
    rf"{alternation('en', 'actors.bygone')}|{alternation('ar', 'actors.bygone')}", re.IGNORECASE
)


def of_its_time(actor: Actor | None, written: str, on: date | None) -> Actor | None:
    """Return the state that ruled on a day, where a text calls it by a name of the other."""
    if actor is None or on is None or _BYGONE.search(written):
        return actor
    if on > FALL and actor.id in _HEIRS:
        return get_actor(_HEIRS[actor.id]) or actor
    if on < FALL:
        before = next((old for old, new in _HEIRS.items() if new == actor.id), "")
        return get_actor(before) or actor if before else actor
    return actor


def _set_tolls(event: ReadEvent, draft: Draft, place: PlaceMention | None = None) -> None:
    tolls = draft.happening.tolls
    if place is not None and draft.tolls_at:
        tolls = draft.tolls_at.get(place.start, {})
    for what, attribute in (
        ("killed", "fatalities"),
        ("injured", "injured"),
        ("detained", "detained"),
    ):
        toll = tolls.get(what)
        if toll is not None and getattr(event, attribute) is None:
            setattr(event, attribute, Count(toll.best, toll.low, toll.high))
            event.evidence.append(
                Evidence(
                    attribute, draft.happening.floor + toll.start, draft.happening.floor + toll.end
                )
            )


def set_said(event: ReadEvent, draft: Draft) -> None:
    """Add who claims an event and who is blamed for it."""
    for key, mention in draft.said.items():
        if not getattr(event, key):
            setattr(event, key, " ".join(mention.text.split()))
            event.evidence.append(Evidence(key, mention.start, mention.end))


def add_draft(event: ReadEvent, draft: Draft, anchor: date | None) -> None:
    """Add what a further sentence says of the same event."""
    happening = draft.happening
    on = event.last
    for place in draft.places if draft.own_place else ():
        event.scene = likelier(event.scene, place.scene)
    event.evidence.append(Evidence("type", happening.start, happening.end))
    if draft.own_date and draft.date and event.scores.get("date", 0) < 0.9:
        _set_date(event, draft, anchor)
        event.scores["date"] = 0.9
    if happening.event_is_protest and event.event_type == "Protests":
        _escalate(event, draft)
        return
    if happening.kind != "result" or event.actor1_id in UNNAMED:
        _name_party(event, 1, happening.agent, happening.agent_id)
        _name_party(event, 2, happening.patient, happening.patient_id)
    exploded = event.event_type == "Explosions/Remote violence"
    if exploded and not event.actor2_id and _harms_civilians(happening):
        event.actor2, event.actor2_id = name_of(happening.patient, "civilians", on)
    _set_tolls(event, draft)
    set_said(event, draft)
    event.weight += 0.5


def _name_party(event: ReadEvent, number: int, mention: ActorMention | None, implied: str) -> None:
    """Give an unnamed party of an event the name that a further sentence says."""
    if mention is None or getattr(event, f"actor{number}_id") not in UNNAMED:
        return
    name, actor_id = name_of(mention, implied, event.last)
    other = event.actor2_id if number == 1 else event.actor1_id
    if actor_id and actor_id not in {other, "unknown-armed-group"}:
        setattr(event, f"actor{number}", name)
        setattr(event, f"actor{number}_id", actor_id)
        event.evidence.append(Evidence(f"actor{number}", mention.start, mention.end))


def _harms_civilians(happening: Happening) -> bool:
    """Return True for a result told of civilians."""
    patient = happening.patient
    told = happening.patient_id == "civilians" or (patient and patient.kind == "civilians")
    return happening.kind == "result" and bool(told)


_STEPS = ("Peaceful protest", "Protest with intervention", "Excessive force against protesters")


def _escalate(event: ReadEvent, draft: Draft) -> None:
    """Add who stepped in against a protest, as a further sentence says."""
    happening = draft.happening
    if happening.patient is None or happening.sub_event_type not in _STEPS:
        return
    if _STEPS.index(happening.sub_event_type) > _STEPS.index(event.sub_event_type):
        event.sub_event_type = happening.sub_event_type
        event.actor2, event.actor2_id = name_of(happening.patient, "", event.last)
        event.evidence.append(Evidence("actor2", happening.patient.start, happening.patient.end))
    _set_tolls(event, draft)
