"""What a sentence leaves out, taken from its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.compose.place_roles import is_scene
from geomap.extract.document.report_parts import SHORT, ReportParts
from geomap.extract.recognise.places.place_lists import heads_line
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import PlaceMention


_ANYWHERE = frozenset({"Amnesty (geomap)", "Agreement"})
"""What a country does as a whole, where a longer report names no place for it."""


HEADING_REACH = 700
"""Characters behind a heading within which sentences without a place are its."""

_TURNS = re.compile(
    r"\W*(?:Meanwhile|Separately|Elsewhere|In\s+another|In\s+a\s+related)\b", re.IGNORECASE
)


_TRAINED_AT = re.compile(
    rf"\b{alternation('en', 'linking.trained_at')}\s+(?:\w+\s+){{0,2}}"
    r"(?:at|in|near)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _place_around(
    parts: ReportParts, draft: Draft, places: Sequence[PlaceMention], *, ahead: bool
) -> PlaceMention | None:
    """Return the place named in the sentence before, or after a turn of subject the next one."""
    index = draft.happening.sentence + (1 if ahead else -1)
    if not 0 <= index < len(parts.sentences):
        return None
    other = parts.sentences[index]
    if abs(other.paragraph - draft.sentence.paragraph) > 2:
        return None
    near = [p for p in places if other.start <= p.start < other.end]
    if ahead:
        text = parts.text
        near = [
            p for p in near if not _TRAINED_AT.search(text[other.start : p.phrase_start])
        ] or near
    return (near[0] if ahead else near[-1]) if near else None


def _heading_of(parts: ReportParts, draft: Draft) -> PlaceMention | None:
    """Return the settlement that heads the line of a draft, or the lines above it."""
    for place in reversed([p for p in parts.places if p.end <= draft.happening.start]):
        if draft.happening.start - place.end > HEADING_REACH:
            return None
        if heads_line(parts.text, place) and not place.taken_up:
            found = place.resolution.place if place.resolution else None
            wide = found is not None and found.feature_class == "A"
            return None if wide or place.country else place
    return None


def _day_ahead(parts: ReportParts, draft: Draft) -> DateMention | None:
    """Return the day that the sentence behind a turn of subject ("Meanwhile") names."""
    sentences, index = parts.sentences, draft.happening.sentence + 1
    if index >= len(sentences) or not _TURNS.match(
        parts.text[draft.sentence.start : draft.sentence.end]
    ):
        return None
    later = sentences[index]
    days = [
        d for d in parts.dates
        if later.start <= d.start < later.end and d.first and d.precision == 1 and not d.background
    ]  # fmt: skip
    return days[0] if days else None


def _held_place(
    parts: ReportParts, places: Sequence[PlaceMention], draft: Draft
) -> list[PlaceMention]:
    """Return the very place that a short report names besides the unit that holds it."""
    held = [p for p in places if p.held_by is None or p.held_by in draft.places]
    held = [p for p in held if is_scene(parts.text, p)][:1]
    return held if held and abs(held[0].start - draft.happening.start) < 220 else []


def inherit_from_neighbours(parts: ReportParts, drafts: list[Draft]) -> None:
    """Give what a sentence leaves out from its neighbours: paragraph first, then the report."""
    told = _told_by(parts)
    for index, draft in enumerate(drafts):
        if not draft.places:
            draft.own_place = False
            draft.places = _inherited_places(parts, told, draft, drafts[:index])
        elif told.short and all(p.container for p in draft.places) and told.main_places:
            if not index:
                draft.places = _held_place(parts, told.main_places, draft) or draft.places
        if draft.date is None:
            draft.own_date = False
            draft.date = _inherited_date(parts, told, draft, drafts, index)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a whole report offers to events that leave it out."""

    short: bool
    main_places: list[PlaceMention]
    areas: list[PlaceMention]
    days: list[DateMention]


def _told_by(parts: ReportParts) -> _Told:
    placed = [p for p in parts.places if not p.country and p.resolution and p.resolution.resolved]
    away = [p for p in placed if not p.dateline]
    return _Told(
        short=len(parts.sentences) <= SHORT,
        main_places=[p for p in away if not p.container],
        areas=away or placed,
        days=[d for d in parts.dates if d.first and not d.background and d.precision == 1],
    )


def _inherited_places(
    parts: ReportParts, told: _Told, draft: Draft, before: Sequence[Draft]
) -> list[PlaceMention]:
    """Return where an event without a place is: heading, beside it, the one before, the report."""
    turns = _TURNS.match(parts.text[draft.sentence.start : draft.sentence.end])
    head = _heading_of(parts, draft)
    if head is not None:
        return [head]
    close = _place_around(parts, draft, told.main_places, ahead=bool(turns))
    if not told.short and close is not None:
        return [close]
    earlier = None if turns else _placed_before(draft, before, short=told.short)
    if earlier is not None:
        return earlier.places[:1]
    if told.short:
        ahead = [p for p in told.main_places if p.start >= draft.happening.end]
        return (ahead or told.main_places or told.areas)[:1]
    if draft.happening.sub_event_type in _ANYWHERE:
        return [p for p in parts.places if p.country == "SY"][:1]
    return []


def _placed_before(draft: Draft, before: Sequence[Draft], *, short: bool) -> Draft | None:
    """Return the last event before with a place of its own, if it is near enough."""
    for other in reversed(before):
        if other.places and other.own_place:
            near = other.sentence.paragraph >= draft.sentence.paragraph - 1
            return other if short or near else None
    return None


def _inherited_date(
    parts: ReportParts, told: _Told, draft: Draft, drafts: Sequence[Draft], index: int
) -> DateMention | None:
    """Return when an event without a day was: a day ahead, the one before, one nearby."""
    day_ahead = None if told.short else _day_ahead(parts, draft)
    if day_ahead is not None:
        return day_ahead
    reach = -1 if told.short else draft.sentence.paragraph - 1
    for other in reversed(drafts[:index]):
        date = other.date
        if date and other.own_date and not date.background and other.sentence.paragraph >= reach:
            return date
    start = draft.happening.start
    nearby = [d for d in told.days if d.end <= start and parts.text.count("\n", d.end, start) <= 1]
    if nearby:
        return nearby[-1]
    return _only_day(told, drafts[index:]) if told.short else None


def _only_day(told: _Told, drafts: Sequence[Draft]) -> DateMention | None:
    """Return the first day of a short report that is not told of another deed of the sentence."""
    here = drafts[0].sentence
    later = {id(d.date) for d in drafts if d.own_date and d.sentence is here}
    return next((day for day in told.days if id(day) not in later), None)
