"""What a sentence leaves out, taken from its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.recognise.place_lists import heads_line
from geomap.extract.report_parts import SHORT, ReportParts
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.drafts import Draft
    from geomap.extract.names import PlaceMention
    from geomap.extract.recognise.date_mentions import DateMention


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


def inherit_from_neighbours(parts: ReportParts, drafts: list[Draft]) -> None:
    """Give what a sentence leaves out from its neighbours: paragraph first, then the report."""
    short = len(parts.sentences) <= SHORT
    main_places = [
        p for p in parts.places if not p.country and not p.container and p.resolution
        and p.resolution.resolved and not p.dateline
    ]  # fmt: skip
    areas = [p for p in parts.places if not p.country and p.resolution and p.resolution.resolved]
    areas = [p for p in areas if not p.dateline] or areas
    days = [d for d in parts.dates if d.first and not d.background and d.precision == 1]
    for index, draft in enumerate(drafts):
        if not draft.places:
            draft.own_place = False
            turns = _TURNS.match(parts.text[draft.sentence.start : draft.sentence.end])
            earlier = [d for d in drafts[:index] if d.places and d.own_place and not turns]
            head = _heading_of(parts, draft)
            close = _place_around(parts, draft, main_places, ahead=bool(turns))
            if head is not None:
                draft.places = [head]
            elif not short and close is not None:
                draft.places = [close]
            elif earlier and (
                short or earlier[-1].sentence.paragraph >= draft.sentence.paragraph - 1
            ):
                draft.places = earlier[-1].places[:1]
            elif main_places and short:
                ahead = [p for p in main_places if p.start >= draft.happening.end]
                draft.places = [(ahead or main_places)[0]]
            elif areas and short:
                draft.places = [areas[0]]
            elif not short and draft.happening.sub_event_type in _ANYWHERE:
                draft.places = [p for p in parts.places if p.country == "SY"][:1]
        elif short and all(p.container for p in draft.places) and main_places:
            held = [p for p in main_places if p.held_by is None or p.held_by in draft.places]
            if held and not drafts[:index] and abs(held[0].start - draft.happening.start) < 220:
                draft.places = held[:1]
        if draft.date is None:
            draft.own_date = False
            earlier_dates = [
                d for d in drafts[:index]
                if d.date and d.own_date and not d.date.background and (
                    short or d.sentence.paragraph >= draft.sentence.paragraph - 1)
            ]  # fmt: skip
            nearby = [
                d
                for d in days
                if d.end <= draft.happening.start
                and parts.text.count("\n", d.end, draft.happening.start) <= 1
            ]
            day_ahead = _day_ahead(parts, draft) if not short else None
            if day_ahead is not None:
                draft.date = day_ahead
            elif earlier_dates:
                draft.date = earlier_dates[-1].date
            elif nearby:
                draft.date = nearby[-1]
            elif days and short:
                draft.date = days[0]
