"""Where events are kept between runs: one GeoPackage file, or PostGIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.lexicon import alternation
from geomap.store.base import Change, Pushed, Store

if TYPE_CHECKING:
    from pathlib import Path

_CONNINFO = re.compile(rf"\s*{alternation('formats', 'postgresql.connection')}\s*=")
"""A word of libpq's connection strings before an equals sign (PostgreSQL 17, section 32.1.2)."""

__all__ = ["Change", "Pushed", "Store", "open_store"]


def open_store(dsn: str | Path) -> Store:
    """Return the store at `dsn`: ``postgresql://...`` or ``host=...``, else a GeoPackage path."""
    text = str(dsn)
    if text.startswith(("postgresql://", "postgres://")) or _is_conninfo(text):
        from geomap.store.postgis import PostgisStore

        return PostgisStore(text)
    if "://" in text or text.endswith((".duckdb", ".ddb")) or not text:
        raise InputError(
            f"no store can be at {text.partition('@')[2] or text!r}",
            fix="name a GeoPackage file (.gpkg), or postgresql://user@host/db",
        )
    from geomap.store.geopackage import GeoPackageStore

    return GeoPackageStore(text)


def _is_conninfo(text: str) -> bool:
    """Return True for libpq's ``key=value`` form, whatever key comes first."""
    return bool(_CONNINFO.match(text))
