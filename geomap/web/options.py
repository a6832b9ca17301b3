"""What only the web map can be told, beside the presentation that all outputs share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Options of the web map.

    Parameters
    ----------
    tiles
        A provider's name as ``xyzservices`` knows it (``OpenStreetMap.Mapnik``); empty shows the
        vector basemap, which needs no internet.
    arabic_digits
        Write numbers and dates with Arabic-Indic digits.
    notice
        A line for the reader under "About this map", say that places were blurred.
    population
        A table of people by p-code (`geomap.web.units.read_population`), for shading by people.
    texts
        Carry descriptions, links, ids and a table's own columns. Without them the page holds when,
        where, what, who and how many, and says so.
    """

    tiles: str = ""
    arabic_digits: bool = False
    notice: str = ""
    population: Path | None = None
    texts: bool = True
