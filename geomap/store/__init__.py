"""Where events are kept between runs: one GeoPackage file, or PostGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.store.base import Change, Pushed, Store

if TYPE_CHECKING:
    from pathlib import Path

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
    return any(text.startswith(f"{key}=") for key in ("host", "dbname", "service", "user", "port"))
