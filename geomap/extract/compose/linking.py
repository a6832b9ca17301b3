"""Which place and which date belong to a happening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.compose.place_roles import is_scene
from geomap.extract.document.words import is_arabic
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import PlaceMention

_AT = re.compile(
    rf"\b{alternation('en', 'linking.at')}\s+(?:the\s+)?(?:[\w-]+\s+){{0,4}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'linking.at')}\s*(?:[ء-ي]+\s+){{0,3}}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b{alternation('en', 'linking.from')}\s+(?:the\s+)?(?:[\w-]+\s+){{0,4}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'linking.from')}\s+(?:[ء-ي]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    rf"\b(?:{alternation('en', 'linking.origin')}|[A-Z]\.)\s*,?\s+from\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
"""Where somebody is from, which is seldom where it happened."""
_CLAUSE = re.compile(
    r";|\bwhile\b|\bmeanwhile\b|\bwhereas\b|\bafter\b|\bfollowing\b|\bbefore\b|\bwhere\b",
    re.IGNORECASE,
)


_TAKEN = re.compile(
    rf"{alternation('en', 'linking.taken')}|خطف|اعتقل|انسحب",
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
    local = [m for m in mentions if floor <= m.start and m.end <= ceiling and not m.dateline]
    local = _without_listed_asides(text, local)
    pool = _scenes_of(text, local)
    if not pool:
        return []
    nearest = min(pool, key=lambda m: _distance(text, floor, at, m))
    holders = {id(m.held_by) for m in local}
    listed_areas = [m for m in local if not _is_country(m) and id(m) not in holders]
    best = _parts_of(text, nearest, listed_areas)
    listed = _listed_with(text, listed_areas if best in listed_areas else pool, best)
    return listed or [best]


def _scenes_of(text: str, local: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places of a clause where something may have happened, units if none else."""
    inside = [m for m in local if not m.country]
    exact = [m for m in inside if not m.container]
    if exact and all(_is_elsewhere(text, m) for m in exact):
        exact = [m for m in inside if not _is_elsewhere(text, m)] or exact
    return exact or inside


def _without_listed_asides(text: str, local: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places without a list whose first member is no scene ("stationed in A, B and C")."""
    heads: dict[int, PlaceMention] = {}
    for mention in sorted(local, key=lambda m: m.start):
        heads.setdefault(mention.group, mention)
    aside = {g for g, m in heads.items() if is_arabic(m.text) and not is_scene(text, m)}
    return [m for m in local if m.group not in aside] or local


def _is_elsewhere(text: str, mention: PlaceMention) -> bool:
    """Return True for a place abroad, or one that the words before it give another part."""
    place = mention.resolution.place if mention.resolution else None
    return (place is not None and place.country != "SY") or not is_scene(text, mention)


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


_WHOLE = re.compile(
    r"\b(?:including|namely|particularly|especially)\b|(?<![ء-ي])"
    rf"{alternation('ar', 'linking.whole')}(?![ء-ي])"
)
"""Between a whole and those of its parts where it happened."""


_NAMELY = re.compile(
    rf"^,?\s*(?:(?:and|its)\s+\w+,?\s*)?{alternation('en', 'linking.namely')}\b\s+"
    r"(?:in\s+|on\s+|at\s+)?(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?(?:the\s+)?){0,2}"
    r"(?:Mount\s+|Mt\.?\s+)?$"
)


def _parts_of(text: str, whole: PlaceMention, pool: Sequence[PlaceMention]) -> PlaceMention:
    """Return the first of the places that a whole is said to mean: "in Afrin, including X"."""
    behind = [m for m in pool if m.start >= whole.phrase_end and m.group != whole.group]
    if not behind or behind[0].start - whole.phrase_end > 60:
        return whole
    first = min(behind, key=lambda m: m.start)
    return first if _NAMELY.match(text[whole.phrase_end : first.start]) else whole


def _listed_with(text: str, pool: Sequence[PlaceMention], best: PlaceMention) -> list[PlaceMention]:
    """Return every member of the list that a place stands in."""
    listed = [m for m in sorted(pool, key=lambda m: m.start) if m.group == best.group]
    if len(listed) > 1 and _WHOLE.search(text[listed[0].end : listed[1].start]):
        return listed[1:]
    return listed


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
