"""A candidate with its merit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geomap.gazetteer.entries import Entry
    from geomap.model import Place
    from geomap.resolver.admin_context import Fit


class Scored(NamedTuple):
    """A place with its merit, the name that fitted best and how it fitted."""

    merit: float
    place: Place
    entry: Entry
    similarity: float
    fit: Fit
    how: str
