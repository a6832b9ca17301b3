"""Names that say another thing than the place that fits best: its road, its base, its brigade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.gazetteer.kinds import SITE_KINDS, fits_kind
from geomap.lang.name_words import FORMATIONS

if TYPE_CHECKING:
    from geomap.lang.name_keys import ParsedName
    from geomap.model import Place

ROADS = ("road", "street", "quarter")


def say_misnamed(parsed: ParsedName, place: Place, theirs: str) -> str:
    """Return why a name is not its best candidate, nothing if it may be.

    `theirs` are the kinds that the candidate's own name says.
    """
    if not parsed.kinds:
        return ""
    is_force = not FORMATIONS.isdisjoint(parsed.fold.split())
    if place.feature_class != "P":
        return "an armed force, not a place" if is_force and place.feature_class in "TLH" else ""
    if _is_road(parsed, place, theirs):
        return "a road or quarter named after the town, not the town"
    if is_force and is_other_site(parsed, place, theirs):
        return "a unit named after the town, not a place"
    return ""


def is_other_site(parsed: ParsedName, place: Place, theirs: str) -> bool:
    """Return True if a name says a kind of site that its best candidate, a settlement, is not."""
    return any(
        kind in SITE_KINDS and not fits_kind(place, kind) and kind not in theirs
        for kind in parsed.kinds
    )


def _is_road(parsed: ParsedName, place: Place, theirs: str) -> bool:
    """Return True if a name says a road or quarter; one named after a town may be far from it."""
    return any(
        kind in ROADS and kind not in theirs and place.feature_code != "PPLX"
        for kind in parsed.kinds
    )
