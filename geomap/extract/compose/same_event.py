"""One event for all sentences that tell of the same, the main event first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mentions import event_type
from geomap.extract.compose.event_making import add_draft, make_event, set_said
from geomap.extract.compose.one_row import SPOT
from geomap.lang.lexicon import alternation
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.drafts import Draft
    from geomap.extract.reading import ReadEvent
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.model import Resolution


_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
_BACK_REFERENCE = re.compile(r"\b(?:the|this|that)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def merge_drafts(drafts: Sequence[Draft], anchor: date | None) -> list[ReadEvent]:
    """Return events: drafts of the same happening made one, lists of places made several."""
    events: list[ReadEvent] = []
    groups: list[tuple[Draft, list[ReadEvent]]] = []
    for draft in drafts:
        same = None if draft.passing or len(draft.places) > 1 else _find_same(draft, groups)
        if same is not None:
            told = _of_place(same, draft)
            for event in told:
                add_draft(event, draft, anchor)
            _count_once(told)
            continue
        made = [make_event(draft, place, anchor) for place in draft.places] or []
        if not draft.tolls_at:
            _count_once(made)
        if not made:
            if draft.said and groups:
                _add_said(groups[-1][1], draft)
            continue
        if not draft.passing:
            _blame(draft, groups)
            groups.append((draft, made))
        events.extend(made)
    return events


def _of_place(events: Sequence[ReadEvent], draft: Draft) -> Sequence[ReadEvent]:
    """Return those of a list's events that are at the place of a draft, all where none is."""
    if len(events) == 1 or not draft.own_place:
        return events
    here = {_key(p.resolution, p.text) for p in draft.places}
    return [e for e in events if _key(e.resolution, e.location) in here] or events


def _count_once(events: Sequence[ReadEvent]) -> None:
    """Leave what was counted over all places of a list with its first row: one incident."""
    if len(events) > 1 and any(e.field in _COUNTS for e in events[0].evidence):
        for event in events:
            event.incident = events[0].evidence[0].start
    for event in events[1:]:
        event.fatalities = event.injured = event.detained = None
        event.evidence = [e for e in event.evidence if e.field not in _COUNTS]


_COUNTS = frozenset({"fatalities", "injured", "detained"})


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
    r"\b(?:for|over)\s+(?:the|this|that)\s+(?:\w+\s+){0,2}"
    rf"{alternation('en', 'linking.the_deed')}",
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
    anew, refers = bool(_ANEW.search(head)), bool(_BACK_REFERENCE.search(head))
    here = {_key(p.resolution, p.text) for p in draft.places}
    for earlier, events in _last_first(groups):
        event = events[0]
        fit = _fit(draft, here, earlier, events)
        strategic = event.event_type == "Strategic developments"
        if happening.status is not event.status and not ((refers or strategic) and fit.place):
            continue
        alike = _is_alike(happening, event)
        if alike and not draft.own_place and not draft.own_date and draft.long:
            if happening.sentence != earlier.happening.sentence and anew:
                continue
            return events
        if fit.date and _tells_again(draft, event, fit, alike=alike, refers=refers):
            return events
    return None


def _last_first(
    groups: Sequence[tuple[Draft, list[ReadEvent]]],
) -> Iterator[tuple[Draft, list[ReadEvent]]]:
    """Yield what was told before, the last first; what no rule read comes behind all that one did."""
    yield from (g for g in reversed(groups) if g[0].learned != "added")
    yield from (g for g in reversed(groups) if g[0].learned == "added")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How an event told fits one told before: by place, by the very spot, by day, by nearness."""

    place: bool
    spot: bool
    date: bool
    near: bool


def _fit(draft: Draft, here: set[str], earlier: Draft, events: Sequence[ReadEvent]) -> _Fit:
    spot = any(_key(e.resolution, e.location) in here for e in events) or _close(draft, events)
    return _Fit(
        place=not draft.own_place or spot,
        spot=spot,
        date=not draft.own_date or _overlap(draft.date, events[0]),
        near=draft.sentence.paragraph - earlier.sentence.paragraph <= 2,
    )


def _is_alike(happening: Happening, event: ReadEvent) -> bool:
    return (
        event.sub_event_type == happening.sub_event_type
        or (happening.kind == "result" and event.event_type in _VIOLENT)
        or (happening.event_is_protest and event.event_type == "Protests")
    )


def _tells_again(draft: Draft, event: ReadEvent, fit: _Fit, *, alike: bool, refers: bool) -> bool:
    """Return True if what fits by day is told again: in kind and place, by reference, by result."""
    if alike and fit.place and (fit.near or (draft.own_place and fit.spot)):
        return True
    if event.event_type not in _VIOLENT:
        return False
    if refers and fit.place and (fit.near or fit.spot) and _is_general(draft.happening):
        return True
    result = draft.happening.kind == "result" or _is_aftermath(draft.happening)
    return result and fit.near and not draft.own_place


def _is_general(happening: Happening) -> bool:
    """Return True for violence told by a word that says little of its kind."""
    return happening.weight <= 5 and event_type(happening) in _VIOLENT


def _key(found: Resolution | None, written: str) -> str:
    """Return what a place is known by: its id, or its words where only its city is known."""
    return found.place_id if found and found.place_id and found.rule != SPOT else written


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
                here is not None and there is not None and SPOT not in {here.rule, there.rule}
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


def _add_said(events: Sequence[ReadEvent], draft: Draft) -> None:
    for event in events:
        set_said(event, draft)


def order_events(events: Sequence[ReadEvent], sentences: int) -> list[ReadEvent]:
    """Return events with the main one first, the others as the text tells them."""
    if not events:
        return []

    def rank(pair: tuple[int, ReadEvent]) -> tuple[float, int]:
        at, event = pair
        points = min(event.weight, 8.0)
        if event.status is not Status.REPORTED:
            points -= 6
        if (
            event.resolution is None
            or not event.resolution.resolved
            or (event.resolution.place is not None and event.resolution.place.country != "SY")
        ):
            points -= 4
        if sentences <= 6:
            points -= 2.0 * at
        else:
            points -= 0.2 * at
        return (-points, at)

    main = min(enumerate(events), key=rank)[0]
    return [events[main], *(event for at, event in enumerate(events) if at != main)]
