"""One event for all sentences that tell of the same, the main event first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.model import Status
from geomap.text.dates import edtf_of, precision_of
from geomap.text.happenings import Happening, event_type
from geomap.text.reading import Evidence, ReadEvent
from geomap.vocab.actors import find_actor, get_actor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.text.actors import ActorMention
    from geomap.text.dates import DateMention
    from geomap.text.sentences import Sentence
    from geomap.text.toponyms import PlaceMention

OLD_DAYS = 45
"""A happening this much before the report's newest one is background."""

WEEK = 7
"""Days after the last day it names within which an undated report of some length appeared."""
_SINCE = re.compile(
    r"\b(?:announced|signed|concluded|reached|since|began|took\s+effect|in\s+force)\s+(?:on\s+|from\s+)?$",
    re.IGNORECASE,
)


def _since(draft: Draft, mention: DateMention) -> bool:
    """Return True if the date is that of what was broken or began, not of the happening."""
    if draft.happening.kind == "talk" or draft.passing or not draft.own_date:
        return False
    return bool(_SINCE.search(draft.text[max(0, mention.start - 24) : mention.start]))


_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
_BACK_REFERENCE = re.compile(r"\b(?:the|this|that)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A happening with its places and date, before merging."""

    happening: Happening
    sentence: Sentence
    places: list[PlaceMention]
    date: DateMention | None
    said: dict[str, ActorMention]
    text: str
    own_place: bool = True
    own_date: bool = True
    repeated: bool = False
    long: bool = False
    passing: bool = False


def merge_drafts(drafts: Sequence[Draft], anchor: date | None) -> list[ReadEvent]:
    """Return events: drafts of the same happening made one, lists of places made several."""
    events: list[ReadEvent] = []
    groups: list[tuple[Draft, list[ReadEvent]]] = []
    for draft in drafts:
        same = None if draft.passing else _find_same(draft, groups)
        if same is not None:
            for event in same:
                _add(event, draft, anchor)
            continue
        made = [_make(draft, place, anchor) for place in draft.places] or []
        if not made:
            if draft.said and groups:
                _add_said(groups[-1][1], draft)
            continue
        if not draft.passing:
            _blame(draft, groups)
            groups.append((draft, made))
        events.extend(made)
    return events


def _blame(draft: Draft, groups: Sequence[tuple[Draft, list[ReadEvent]]]) -> None:
    """Give what "blamed ... for the attack" says to the attack told before."""
    if draft.happening.sub_event_type != "Statement (geomap)" or "attributed_to" not in draft.said:
        return
    rest = draft.text[draft.happening.end : draft.happening.ceiling]
    if not _THE_DEED.search(rest) and (draft.long or len(rest.split()) > 6):
        return
    for _, events in reversed(groups):
        if events[0].event_type in _VIOLENT and events[0].status is Status.REPORTED:
            _add_said(events, draft)
            return


_THE_DEED = re.compile(
    r"\b(?:for|over)\s+(?:the|this|that)\s+(?:\w+\s+){0,2}(?:attack|bombing|blast|explosion|strike|shelling|killing|massacre|raid)",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\b(?:later|another|separate|separately|second|new|further)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)


def _find_same(
    draft: Draft, groups: Sequence[tuple[Draft, list[ReadEvent]]]
) -> list[ReadEvent] | None:
    happening = draft.happening
    head = draft.text[max(draft.sentence.start, happening.start - 30) : happening.start]
    anew = bool(_ANEW.search(head))
    for earlier, events in reversed(groups):
        event = events[0]
        alike = (
            event.sub_event_type == happening.sub_event_type
            or (happening.kind == "result" and event.event_type in _VIOLENT)
            or (happening.event_is_protest and event.event_type == "Protests")
        )
        general = (
            happening.weight <= 5
            and event_type(happening) in _VIOLENT
            and event.event_type in _VIOLENT
        )
        here = {p.place_id or p.text for p in draft.places}
        there = {
            e.resolution.place_id if e.resolution and e.resolution.place_id else e.location
            for e in events
        }
        place_fits = not draft.own_place or bool(here & there)
        spot = bool(here & there) or _close(draft, events)
        place_fits = place_fits or spot
        date_fits = not draft.own_date or _overlap(draft.date, event)
        refers = bool(_BACK_REFERENCE.search(head))
        near = draft.sentence.paragraph - earlier.sentence.paragraph <= 2
        strategic = event.event_type == "Strategic developments"
        if happening.status is not event.status and not ((refers or strategic) and place_fits):
            continue
        if alike and not draft.own_place and not draft.own_date and draft.long:
            if draft.happening.sentence != earlier.happening.sentence and anew:
                continue
            return events
        if alike and place_fits and date_fits and (near or (draft.own_place and spot)):
            return events
        if general and refers and place_fits and date_fits and (near or spot):
            return events
        if (
            (happening.kind == "result" or _is_aftermath(happening))
            and near
            and not draft.own_place
            and date_fits
            and (event.event_type in _VIOLENT)
        ):
            return events
    return None


def _is_aftermath(happening: Happening) -> bool:
    """Return True for "one was killed and two were arrested", which tells how a fight ended."""
    return (
        happening.sub_event_type == "Arrests"
        and happening.agent is None
        and bool({"killed", "injured"} & happening.tolls.keys())
    )


def _close(draft: Draft, events: Sequence[ReadEvent]) -> bool:
    """Return True if both are at one spot, whatever it is called (about a kilometre)."""
    for place in draft.places:
        here = place.resolution
        for event in events:
            there = event.resolution
            if (
                here is not None and there is not None
                and here.lon is not None and here.lat is not None
                and there.lon is not None and there.lat is not None
                and (here.geo_precision or 3) < 3
                and abs(here.lon - there.lon) < 0.01
                and abs(here.lat - there.lat) < 0.01
            ):  # fmt: skip
                return True
    return False


def _overlap(mention: DateMention | None, event: ReadEvent) -> bool:
    if mention is None or mention.first is None or mention.last is None or event.first is None:
        return True
    return mention.first <= (event.last or event.first) and event.first <= mention.last


def _make(draft: Draft, place: PlaceMention, anchor: date | None) -> ReadEvent:
    happening = draft.happening
    text = draft.text
    event = ReadEvent(
        event_type=event_type(happening),
        sub_event_type=happening.sub_event_type,
        status=happening.status,
        location=" ".join(text[place.start : place.end].split()),
        resolution=place.resolution,
        hint=place.hint,
        description=" ".join(text[draft.sentence.start : draft.sentence.end].split())[:400],
        weight=float(happening.weight),
    )
    if place.relation and not (place.resolution and place.resolution.rule == "exact"):
        event.location = " ".join(text[place.phrase_start : place.phrase_end].split())
    event.evidence.append(Evidence("type", happening.start, happening.end))
    event.evidence.append(Evidence("place", place.phrase_start, place.phrase_end))
    _set_date(event, draft, anchor)
    _set_actors(event, draft)
    _set_tolls(event, draft)
    _set_said(event, draft)
    score = place.resolution.score if place.resolution else 0.0
    event.scores = {
        "place": round(score * (1.0 if draft.own_place else 0.6), 3),
        "date": 0.95 if draft.own_date and draft.date else 0.6 if draft.date else 0.3,
        "type": round(min(0.97, 0.35 + 0.07 * happening.weight), 3),
        "actor1": 0.85 if happening.agent else 0.5 if event.actor1 else 0.0,
        "actor2": 0.8 if happening.patient else 0.5 if event.actor2 else 0.0,
    }
    return event


def _set_date(event: ReadEvent, draft: Draft, anchor: date | None) -> None:
    mention = draft.date
    if mention is not None and mention.first is not None:
        event.first, event.last = mention.first, mention.last
        event.time_precision, event.edtf = mention.precision, mention.edtf
        event.evidence.append(Evidence("date", mention.start, mention.end))
        if mention.background and event.status is Status.REPORTED:
            event.status = Status.BACKGROUND
        if (
            anchor is not None
            and mention.last is not None
            and anchor - mention.last > timedelta(days=OLD_DAYS)
            and event.status is Status.REPORTED
            and mention.precision == 3
        ):
            event.status = Status.BACKGROUND
        if _since(draft, mention) and anchor is not None and anchor > mention.first:
            event.last = anchor + timedelta(days=WEEK) if draft.long else anchor
            event.time_precision = precision_of(event.first, event.last)
            event.edtf = edtf_of(event.first, event.last)
    elif anchor is not None:
        event.first = event.last = anchor
        event.time_precision, event.edtf = 1, anchor.isoformat()
        if draft.long:
            event.last = anchor + timedelta(days=WEEK)
            event.time_precision, event.edtf = 2, edtf_of(event.first, event.last)


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
    actor = mention.at(on)
    if actor is not None and actor.parent == "civilians":
        return " ".join(mention.text.split()), "civilians"
    return " ".join(mention.text.split()), actor.id if actor else ""


def _set_tolls(event: ReadEvent, draft: Draft) -> None:
    for what, attribute in (
        ("killed", "fatalities"),
        ("injured", "injured"),
        ("detained", "detained"),
    ):
        toll = draft.happening.tolls.get(what)
        if toll is not None and getattr(event, attribute) is None:
            setattr(event, attribute, (toll.best, toll.low, toll.high))
            event.evidence.append(
                Evidence(
                    attribute, draft.happening.floor + toll.start, draft.happening.floor + toll.end
                )
            )


def _set_said(event: ReadEvent, draft: Draft) -> None:
    for key, mention in draft.said.items():
        if not getattr(event, key):
            setattr(event, key, " ".join(mention.text.split()))
            event.evidence.append(Evidence(key, mention.start, mention.end))


def _add_said(events: Sequence[ReadEvent], draft: Draft) -> None:
    for event in events:
        _set_said(event, draft)


def _add(event: ReadEvent, draft: Draft, anchor: date | None) -> None:
    """Add what a further sentence says of the same event."""
    happening = draft.happening
    on = event.last
    event.evidence.append(Evidence("type", happening.start, happening.end))
    if draft.own_date and draft.date and event.scores.get("date", 0) < 0.9:
        _set_date(event, draft, anchor)
        event.scores["date"] = 0.9
    if happening.event_is_protest and event.event_type == "Protests":
        _escalate(event, draft)
        return
    if happening.kind != "result" or event.actor1_id in {
        "",
        "unknown-armed-group",
        "unidentified-forces",
    }:
        for number, mention, implied in (
            (1, happening.agent, happening.agent_id),
            (2, happening.patient, happening.patient_id),
        ):
            known = getattr(event, f"actor{number}_id")
            if known in {"", "unknown-armed-group", "unidentified-forces"} and mention is not None:
                name, actor_id = name_of(mention, implied, on)
                other = event.actor2_id if number == 1 else event.actor1_id
                if actor_id and actor_id != other and actor_id != "unknown-armed-group":
                    setattr(event, f"actor{number}", name)
                    setattr(event, f"actor{number}_id", actor_id)
                    event.evidence.append(Evidence(f"actor{number}", mention.start, mention.end))
    if (
        happening.kind == "result"
        and not event.actor2_id
        and (
            happening.patient_id == "civilians"
            or (happening.patient is not None and happening.patient.kind == "civilians")
        )
        and event.event_type == "Explosions/Remote violence"
    ):
        event.actor2, event.actor2_id = name_of(happening.patient, "civilians", on)
    _set_tolls(event, draft)
    _set_said(event, draft)
    event.weight += 0.5


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


def order_events(events: Sequence[ReadEvent], sentences: int) -> list[ReadEvent]:
    """Return events with the main one first, the others as the text tells them."""
    if not events:
        return []

    def rank(pair: tuple[int, ReadEvent]) -> tuple[float, int]:
        at, event = pair
        points = min(event.weight, 8.0)
        if event.status is not Status.REPORTED:
            points -= 6
        if event.resolution is None or not event.resolution.resolved:
            points -= 4
        elif event.resolution.place is not None and event.resolution.place.country != "SY":
            points -= 4
        if sentences <= 6:
            points -= 2.0 * at
        else:
            points -= 0.2 * at
        return (-points, at)

    main = min(enumerate(events), key=rank)[0]
    return [events[main], *(event for at, event in enumerate(events) if at != main)]
