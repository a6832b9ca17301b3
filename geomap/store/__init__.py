"""Where events are kept between runs: one GeoPackage file, or PostGIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.store.base import Change, Pushed, Store

if TYPE_CHECKING:
    from pathlib import Path

_CONNINFO = re.compile(
    r"\s*(?:host|hostaddr|port|dbname|user|password|passfile|service|servicefile|options|"
    r"application_name|fallback_application_name|connect_timeout|client_encoding|keepalives\w*|"
    r"tcp_user_timeout|ssl\w+|gss\w+|krbsrvname|require_auth|channel_binding|replication|"
    r"target_session_attrs|load_balance_hosts)\s*=",
)
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
