"""Kinds of places: what a kind word in a toponym says of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.lang.lexicon import NAMES, words
from geomap.lang.name_words import FITS

if TYPE_CHECKING:
    from geomap.model import Place

SITE_KINDS = words(NAMES, "kind_classes.site")
"""Kinds that name a thing apart from the town of the same name."""

UNIT_KINDS = {"adm1": "ADM1", "adm2": "ADM2", "adm3": "ADM3"}
SOFT_KINDS = words(NAMES, "kind_classes.soft")
"""Kinds that fit many places; a misfit says little."""


def fits_kind(place: Place, kind: str) -> bool:
    """Return True if `place` is of a sort that the kind word names."""
    kind_of = f"{place.feature_class}.{place.feature_code}"
    return any(kind_of == fit or place.feature_class == fit for fit in FITS.get(kind, ()))
