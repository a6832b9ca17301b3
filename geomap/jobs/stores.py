"""Events kept: stores, their changes, and duplicates that a person decides on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geomap.settings import PlaceSettings
    from geomap.store import Change, Pushed


def push_events(
    events: gpd.GeoDataFrame, dsn: str, *, whole: bool = False, withdraw: tuple[str, ...] = ()
) -> Pushed:
    """Bring a store up to date, see `geomap.store.Store.push`."""
    from geomap.store import open_store

    return open_store(dsn).push(events, whole=whole, withdraw=withdraw)


def pull_events(dsn: str) -> gpd.GeoDataFrame:
    """Return the events of a store, without the withdrawn."""
    from geomap.store import open_store

    return open_store(dsn).pull()


def list_changes(dsn: str, since: datetime | None = None) -> list[Change]:
    """Return what changed in a store since a moment (UTC), oldest first."""
    from geomap.store import open_store

    return open_store(dsn).changes(since)


DATABASES = ("postgresql://", "postgres://")
"""How addresses of stores in a database begin."""


def read_previous(path: Path | str, since: date | None, places: PlaceSettings) -> gpd.GeoDataFrame:
    """Return the events of the last briefing: of a file, or of a store as it stood on a day.

    A store is a GeoPackage, or an address like ``postgresql://user@host/db``; that is text.

    Raises
    ------
    SpecError
        If a day is given and the file is no store.
    """
    from datetime import UTC, datetime
    from pathlib import Path

    from geomap.errors import GeomapError, SpecError
    from geomap.jobs.tables import read_events
    from geomap.store import open_store

    remote = isinstance(path, str) and path.startswith(DATABASES)
    if since is None:
        return open_store(path).pull() if remote else read_events(Path(path), places)
    moment = datetime(since.year, since.month, since.day, tzinfo=UTC)
    if remote:
        return open_store(path).pull_at(moment)
    path = Path(path)
    wrong = SpecError(
        f"since {since}: needs a store that keeps its history", file=path.name,
        fix="name a GeoPackage that geomap store push made, or postgresql://user@host/db",
    )  # fmt: skip
    if path.suffix.lower() != ".gpkg" or not path.exists():
        raise wrong
    try:
        return open_store(path).pull_at(moment)
    except GeomapError as error:
        raise wrong from error


def store_status(dsn: str) -> dict[str, object]:
    """Return what a store holds."""
    from geomap.store import open_store

    return open_store(dsn).status()


def propose_merges(
    events: gpd.GeoDataFrame,
    km: float = 5.0,
    days: int = 2,
    threshold: float | None = None,
    refused: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Return what may be the same happening told by several sources, for a person to decide."""
    from geomap.events.duplicates import THRESHOLD, propose_duplicates
    from geomap.events.merging import frame_proposals

    least = THRESHOLD if threshold is None else threshold
    found = propose_duplicates(events, near_km=km, near_days=days, threshold=least, refused=refused)
    return frame_proposals(events, found)


def read_decisions(path: Path) -> tuple[list[list[str]], list[list[str]], int]:
    """Return accepted groups, refused groups and how many are undecided, from a CSV."""
    from geomap.events.merging import parse_decisions
    from geomap.tables.opening import open_table
    from geomap.tables.text_columns import decode_text

    sheet = open_table(path)
    accepted, refused, undecided = [], [], 0
    for batch in sheet.batches():
        found = parse_decisions(decode_text(batch.table).to_pandas(), path.name)
        accepted.extend(found[0])
        refused.extend(found[1])
        undecided += found[2]
    return accepted, refused, undecided


def merge_events(events: gpd.GeoDataFrame, accepted: list[list[str]]) -> gpd.GeoDataFrame:
    """Return events with each accepted group as one event that names all its sources."""
    from geomap.events.merging import merge_duplicates

    return merge_duplicates(events, accepted)
