"""A city and its quarter, a town and the village in it: one happening told at two scales.

Headline and lede name the city, the body its quarter, street or square. Where kind, days and
parties agree and their tolls do not differ, the finer place stays and takes what the other tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.compose.one_row import (
    SPOT,
    days_agree,
    gap_km,
    is_exact,
    kinds_agree,
    parties_agree,
    take_in,
)
from geomap.lang.lexicon import NAMES, words
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.reading import ReadEvent
    from geomap.model import Place

PART_KM = 3.0
"""A quarter may lie this far beyond the radius of its city."""

CITY_KM = 4.0
"""A settlement less wide than this is no city of quarters."""

FEW = 4
"""A report with more rows of the kind is a round-up, which tells of the city apart."""

_PARTS = words(NAMES, "kind_classes.within_a_city")


def join_parts(events: Sequence[ReadEvent]) -> list[ReadEvent]:
    """Return the events without those of a whole whose part another row tells."""
    kept = list(events)
    for event in events:
        parts = [e for e in kept if e is not event and _is_part(e, event) and _agree(e, event)]
        alike = [e for e in kept if e.event_type == event.event_type]
        if not parts or len(alike) > FEW:
            continue
        kept.remove(event)
        if len(parts) == 1:
            take_in(parts[0], event)
    return kept


def _agree(part: ReadEvent, whole: ReadEvent) -> bool:
    if Status.PLANNED in {part.status, whole.status} and part.status is not whole.status:
        return False
    if not (kinds_agree(part, whole) and days_agree(part, whole) and parties_agree(part, whole)):
        return False
    mine, all_of = part.fatalities, whole.fatalities
    return mine is None or all_of is None or mine[0] == all_of[0]


def _is_part(part: ReadEvent, whole: ReadEvent) -> bool:
    outer, inner = _place_of(whole), _place_of(part)
    if outer is None or whole.listed > 1 or outer.feature_class != "P":
        return False
    if outer.feature_code in _PARTS or not is_exact(whole):
        return False
    if inner is not None and inner.place_id != outer.place_id:
        return _is_held(part, whole, outer) or _lies_in(part, inner, whole)
    spot = part.resolution is not None and part.resolution.rule == SPOT
    return spot and inner is not None


def _is_held(part: ReadEvent, whole: ReadEvent, outer: Place) -> bool:
    """Return True if the text says that one place holds the other, and they are near."""
    names = {outer.name.casefold(), whole.location.casefold()}
    return bool(part.hint) and part.hint.casefold() in names and gap_km(part, whole) < 25


def _lies_in(part: ReadEvent, inner: Place, whole: ReadEvent) -> bool:
    """Return True for a quarter or site within the reach of a city."""
    if part.resolution is not None and part.resolution.rule == SPOT:
        return False
    if inner.feature_code not in _PARTS and inner.feature_class != "S":
        return False
    wide = (whole.resolution.precision_km if whole.resolution else None) or 0.0
    return wide >= CITY_KM and gap_km(part, whole) <= wide + PART_KM


def _place_of(event: ReadEvent) -> Place | None:
    found = event.resolution
    return found.place if found is not None and found.resolved else None
