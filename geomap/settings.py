"""Where things lie and how a run behaves: frozen values, passed in, never changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    import pandas as pd

    from geomap.content.chapters import Chapter
    from geomap.content.map_layers import MapLayer

PACKAGE = Path(__file__).parent

APART_KM = 25.0
"""A source's coordinates this far from the place that its words name are reported."""


def data_dir() -> Path:
    """Return the folder of the gazetteer that ships.

    In a wheel it lies inside the package, in a checkout beside it.
    """
    inside = PACKAGE / "data" / "gazetteer"
    return inside if inside.is_dir() else PACKAGE.parent / "gazetteer"


def user_data_dir() -> Path:
    """Return the user's own data folder (``GEOMAP_DATA_DIR``, else the system's custom)."""
    if chosen := os.environ.get("GEOMAP_DATA_DIR"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("geomap", appauthor=False)


def model_cache_dir() -> Path:
    """Return the folder of a language model's answers (``GEOMAP_CACHE_DIR``, else the custom)."""
    if chosen := os.environ.get("GEOMAP_CACHE_DIR"):
        return Path(chosen) / "answers"
    from platformdirs import user_cache_path

    return user_cache_path("geomap", appauthor=False) / "answers"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which language model reads beside the rules, if one does.

    Parameters
    ----------
    server
        A server that speaks the OpenAI chat protocol; ``last`` is the last that answered.
    name
        The model, as the server calls it.
    timeout
        Seconds that one report may take.
    longest
        Characters of a report at most; longer ones are left to the rules.
    cache
        Folder of answers; None is `model_cache_dir`.
    """

    server: str
    name: str = ""
    timeout: float = 120.0
    longest: int = 40_000
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What the resolver works with.

    Parameters
    ----------
    gazetteer
        A built gazetteer file; None takes the user's (``gazetteer.parquet`` in
        `user_data_dir`) or, without one, the tables that ship.
    overrides
        A CSV of the user's own decisions (name + hint -> place, coordinates or ``never``), or None.
    split
        A cell that lists several places becomes a row for each; else it is unplaced.
    """

    gazetteer: Path | None = None
    overrides: Path | None = None
    split: bool = False


@dataclass(frozen=True, slots=True)
class Presentation:
    """What every output of one run says of itself, so that all of them agree.

    Parameters
    ----------
    title, subtitle
        Plain text; empty titles are made from the events.
    other_title, other_subtitle
        The same in the other language, for readers who switch a page; empty ones made from the
        events are made in it too, given ones stay as they are.
    lang
        ``en`` or ``ar`` (right to left).
    digits
        ``latin`` or ``arabic``: those of Arabic outputs.
    theme
        A name of the themes table: ``light``, ``dark``, ``print`` ...
    name, catalogue
        Parts of file names.
    paper
        Size of figures: ``16:9``, ``a4``, ``a4-portrait``, ``square``, ``tall``.
    as_of
        ISO date of the data; empty takes the last date of the events.
    window
        First and last day that were asked for; None: any.
    sources
        Who the data come from, as the reader shall see it; empty takes the events' own.
    unplaced
        How many reports could not be placed.
    data_hash
        Short hash of the selected events, see `geomap.events.select.hash_events`.
    extent
        What a figure shows: ``country``, a governorate, ``west,south,east,north``; empty: what the
        events need.
    measure
        Governorates are charted by ``count`` or by ``rate`` (events per 1,000 km2).
    gazetteer
        A built gazetteer, for names and for the districts of maps; None takes the user's.
    template
        The user's own PowerPoint template for decks, or None.
    unplaced_rows
        The reports without a place, where the run knows them.
    previous
        The events of the last briefing, cut with the same selection, or None.
    since
        The day on which `previous` stood in a store, None where it was a file.
    trend
        True: outputs tell what changed against the weeks before.
    layers
        What lies under the events on the same clock.
    page
        Name of the map page that the run writes beside, for links to it.
    chapters
        The story that is told of both, in order; their filters are settled.
    """

    title: str = ""
    subtitle: str = ""
    other_title: str = ""
    other_subtitle: str = ""
    lang: str = "en"
    digits: str = "latin"
    theme: str = "light"
    name: str = "events"
    catalogue: str = "geomap"
    paper: str = "16:9"
    as_of: str = ""
    window: tuple[date | None, date | None] = (None, None)
    sources: tuple[str, ...] = ()
    unplaced: int = 0
    data_hash: str = ""
    extent: str = ""
    measure: str = "count"
    gazetteer: Path | None = None
    template: Path | None = None
    unplaced_rows: pd.DataFrame | None = field(default=None, compare=False, repr=False)
    previous: gpd.GeoDataFrame | None = field(default=None, compare=False, repr=False)
    since: date | None = None
    trend: bool = False
    page: str = ""
    layers: tuple[MapLayer, ...] = ()
    chapters: tuple[Chapter, ...] = field(default=(), compare=False)
