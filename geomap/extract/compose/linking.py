"""Which place and which date belong to a happening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.extract.names import PlaceMention
    from geomap.extract.recognise.date_mentions import DateMention

_AT = re.compile(
    r"\b(?:in|at|near|inside|around|outside|within|on|of|targeting|targeted|shelled|bombed|struck|hit|hitting|stormed|entered|"
    r"captured|controlled|over|against|into|between|across|throughout)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$|"
    r"(?<![ء-ي])(?:في|قرب|على|استهدف|استهدفت|قصفت|داخل|محيط|بين|ب)\s*(?:[ء-ي]+\s+){0,3}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|to|towards|toward|based\s+in|hails?\s+from|residents?\s+of|native\s+of|originally\s+from|road\s+to|told|linking|"
    r"originat\w+\s+from|displaced\s+from|resident\s+of|people\s+of|heading\s+(?:to|for)|on\s+the\s+way\s+to|(?:stationed|positioned|deployed|based|entrenched)\s+(?:in|at|near)|bound\s+for|"
    r"launched\s+from|fired\s+from|coming\s+from|hospital\s+in|hospitals\s+in|the\s+son\s+of|transferred\s+to|taken\s+to)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$|"
    r"(?<![ء-ي])(?:من أبناء|أبناء|من أهالي|المنحدر من|ينحدر من|تنحدر من|المتمركزة في|المتمركزين في|إلى|الى|انطلاقا من|باتجاه)\s+(?:[ء-ي]+\s+){0,2}$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(?:activists?|man|men|woman|women|civilians?|persons?|people|youths?|students?|doctor|teacher|engineer|lawyer|journalist|nurse|farmer|boy|girl|child|children|brothers|[A-Z]\.)"
    r"\s*,?\s+from\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
"""Where somebody is from, which is seldom where it happened."""
_CLAUSE = re.compile(
    r";|\bwhile\b|\bmeanwhile\b|\bwhereas\b|\bafter\b|\bfollowing\b|\bbefore\b|\bwhere\b",
    re.IGNORECASE,
)


_TAKEN = re.compile(
    r"abduct|kidnap|arrest|detain|withdr|retreat|pulled|displac|evacuat|left|خطف|اعتقل|انسحب",
    re.IGNORECASE,
)


def choose_places(
    text: str,
    floor: int,
    ceiling: int,
    at: tuple[int, int],
    mentions: Sequence[PlaceMention],
) -> list[PlaceMention]:
    """Return the places where a happening took place, the likeliest first.

    More than one where the text lists them ("shelled Sarmin, Binnish and Nayrab").

    Parameters
    ----------
    floor, ceiling
        Span of the clause.
    at
        Span of the trigger.
    """
    local = [m for m in mentions if floor <= m.start and m.end <= ceiling]
    if not local:
        return []
    exact = [m for m in local if not m.container and not m.country]
    holders = {id(m.held_by) for m in local}
    listed_areas = [m for m in local if not _is_country(m) and id(m) not in holders]
    pool = exact or [m for m in local if not m.country]
    if not pool:
        return []
    ranked = pool
    if len(pool) > 1:
        ranked = sorted(pool, key=lambda m: _distance(text, floor, at, m))
    best = ranked[0]
    if best.held_by is None and not exact:
        return [best]
    if best.resolution is not None and not best.resolution.resolved:
        holder = best.held_by
        if holder is not None and holder.resolution is not None and holder.resolution.resolved:
            return [holder]
    listed = _listed_with(text, listed_areas if best in listed_areas else pool, best)
    return listed or [best]


def _is_country(mention: PlaceMention) -> bool:
    return bool(mention.country) or any(place.place_id == "SY" for place in mention.places)


def _distance(text: str, floor: int, at: tuple[int, int], mention: PlaceMention) -> float:
    start, end = at
    if mention.start >= end:
        gap_text, cost = text[end : mention.start], float(mention.start - end)
    else:
        gap_text, cost = text[mention.end : start], 1.25 * max(0, start - mention.end) + 8
    cost += 60 * len(_CLAUSE.findall(gap_text))
    head = text[max(floor, mention.phrase_start - 60) : mention.start]
    if (found := _FROM.search(head)) and not (
        found.group().lower().startswith("from") and _TAKEN.search(text[start:end])
    ):
        cost += 160
    elif _ORIGIN.search(head):
        cost += 100
    elif _AT.search(head):
        cost -= 15
    resolution = mention.resolution
    if resolution is not None and not resolution.resolved:
        cost += 45
    place = resolution.place if resolution is not None else None
    if place is not None and place.country != "SY":
        cost += 120
    if place is not None and place.feature_class in {"R", "H", "L"}:
        cost += 60
    return cost


_LIST = re.compile(
    r"^(?:['’]s)?(?:\s+(?:districts?|suburbs?|area|quarter|hilltop|hill|mountains?|provinces?|camp|hospital|gas\s+fields?|village|town|city))?"
    r"\s*(?:\([^()]{1,24}\))?\s*(?:,|and|&|/|،|و|,\s*and|as well as)?\s*(?:(?:the|in|near|on|both|towns?|villages?|cities|areas?|"
    r"neighbou?rhoods?|districts?|of|outskirts|nearby|small|neighbou?ring|(?:north|south)?(?:eastern|western|ern)|rural|central|settlements?|also|"
    r"countryside|farms|city|town|village|بلدتي|وبلدة|ومدينة|وقرية|بلدة|قرية|مدينة|وبلدات|قرى)\s*)*$",
    re.IGNORECASE,
)


def _listed_with(text: str, pool: Sequence[PlaceMention], best: PlaceMention) -> list[PlaceMention]:
    ordered = sorted(pool, key=lambda m: m.start)
    index = ordered.index(best)
    chosen = [best]
    for step in (1, -1):
        here = best
        at = index + step
        while 0 <= at < len(ordered):
            other = ordered[at]
            left, right = (here, other) if step > 0 else (other, here)
            between = _without_holder(text, left, right)
            joined = re.search(r",|\band\b|&|،|\sو", between)
            if right.held_by is left or left.held_by is right or not joined:
                break
            if len(between) > 60 or not _LIST.match(between):
                break
            if other.relation == "near" and "near" in between:
                break
            chosen.append(other)
            here = other
            at += step
    if len(chosen) > 8:
        return [best]
    chosen.sort(key=lambda m: m.start)
    return chosen


def _without_holder(text: str, left: PlaceMention, right: PlaceMention) -> str:
    """Return the text between two names without the unit that holds the first."""
    holder = left.held_by
    if holder is not None and left.end <= holder.start and holder.end <= right.start:
        gap = text[left.end : holder.start]
        if re.fullmatch(r",?\s*(?:in|of|في)?\s*(?:the\s+)?(?:[\w-]+\s+){0,4}", gap):
            return re.sub(
                r"^\s*(?:countryside|province|governorate)", "", text[holder.end : right.start]
            )
    return text[left.end : right.start]


_FIRST_SINCE = re.compile(
    r"\b(?:first|worst|deadliest|largest|biggest|heaviest)\b.{0,120}\bsince\s+\d{4}$", re.IGNORECASE
)


def choose_date(
    text: str,
    floor: int,
    ceiling: int,
    at: tuple[int, int],
    dates: Sequence[DateMention],
    anchor: date | None,
) -> DateMention | None:
    """Return the date of a happening within its sentence, None if the sentence gives none."""
    local = [
        d
        for d in dates
        if floor <= d.start
        and d.end <= ceiling
        and d.first is not None
        and not (d.background and d.rule == "in_year" and _FIRST_SINCE.search(text[floor : d.end]))
    ]
    if not local:
        return None

    def cost(mention: DateMention) -> float:
        if mention.precision > 1 and len(local) == 1:
            return 0.0
        away = mention.start - at[1] if mention.start >= at[1] else at[0] - mention.end
        between = text[min(at[1], mention.end) : max(at[0], mention.start)]
        total = abs(away) + 60 * len(_CLAUSE.findall(between))
        if mention.background:
            total += 200
        total += {1: 0, 2: 30, 3: 90}[mention.precision]
        if mention.start - floor < 40:
            total -= 40
        if anchor and mention.first and mention.first > anchor:
            total += 150
        head = text[max(floor, mention.start - 24) : mention.start].lower()
        if re.search(r"\b(?:dated|born|until|by|announced|reported|said)\s+(?:on\s+)?$", head):
            total += 80
        return total

    return min(local, key=cost)
