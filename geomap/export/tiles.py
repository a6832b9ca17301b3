"""Events as vector tiles in one PMTiles file: for more than a self-contained map carries."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.errors import MissingExtraError, OutputError
from geomap.export.plain_table import points_of, to_arrow

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa

    from geomap.arrays import Floats, Ints

DETAIL_ZOOM = 10
"""The zoom at which every event is in the tiles, on a grid of about 8 m; viewers magnify it."""

OVERVIEW_CELLS = 64
"""Cells of the overview along a side of a tile, at each zoom below."""

EVENTS, OVERVIEW = "events", "overview"
INCIDENT = "incident_id"
TILE_COLUMNS = (
    "event_id", "date_start", "date_end", "event_type", "sub_event_type", "status", "actor1",
    "actor2", "location", "place_name", "admin1", "geo_precision", "precision_km", "fatalities",
    "source", INCIDENT,
)  # fmt: skip
"""What the tiles hold of an event; the rest is found in its table by ``event_id``."""

_STEPS = 4096
_HALF = 20037508.342789244
"""Half the side of the web mercator's square (EPSG:3857), in metres."""
_NO_LIMIT = 1 << 30


def write_pmtiles(events: gpd.GeoDataFrame, path: Path) -> Path:
    """Write events as PMTiles: every event at `DETAIL_ZOOM`, counts of cells at the zooms below.

    Raises
    ------
    MissingExtraError
        If ``pmtiles`` is not installed.
    OutputError
        If there are no events, or the installed GDAL has no driver for PMTiles.
    """
    try:
        from pmtiles.writer import Writer
    except ImportError as error:
        raise MissingExtraError("pmtiles", "tiles") from error
    import pyogrio

    if not len(events):
        raise OutputError(f"{path}: tiles need events, and there are none")
    if "w" not in pyogrio.list_drivers().get("PMTiles", ""):
        raise OutputError(f"{path}: the installed GDAL writes no PMTiles (3.8 or later does)")
    table = _prepare(to_arrow(events))
    layers: list[dict[str, object]] = []
    with (
        replacing(path) as temporary,
        tempfile.TemporaryDirectory(prefix=".tiles-", dir=path.parent) as folder,
        temporary.open("wb") as file,
    ):
        writer = Writer(file)
        header: dict[str, object] = {}
        for zoom in range(DETAIL_ZOOM + 1):
            detail = zoom == DETAIL_ZOOM
            part = table if detail else summarize_cells(table, zoom)
            made = _write_zoom(part, Path(folder), EVENTS if detail else OVERVIEW, zoom, path)
            header, found = _copy_tiles(made, writer)
            layers.extend(found)
            made.unlink()
        writer.finalize(header, {"name": path.stem, "vector_layers": _join_layers(layers)})
    return path


def _prepare(table: pa.Table) -> pa.Table:
    """Return the columns of `TILE_COLUMNS`, days as text, and ``x``, ``y`` in metres."""
    import pyarrow as pa

    columns = {name: table[name] for name in TILE_COLUMNS if name in table.column_names}
    for name in ("date_start", "date_end"):
        columns[name] = columns[name].cast(pa.string())
    x, y = project(table["lon"].to_numpy(), table["lat"].to_numpy())
    return pa.table({**columns, "x": pa.array(x), "y": pa.array(y)})


def project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return metres in EPSG:3857 of points in degrees (EPSG:4326, lon before lat)."""
    import numpy as np

    lat = np.clip(lat, -85.05, 85.05)
    x = np.clip(lon, -179.9999, 179.9999) / 180 * _HALF
    y = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) / np.pi * _HALF
    return x, y


def summarize_cells(table: pa.Table, zoom: int) -> pa.Table:
    """Return a row for each cell of the overview at `zoom` that holds events.

    ``events`` counts them; ``fatalities`` is the sum of the known figures, that of an incident
    once in a cell whatever rows tell of it; ``event_type`` is the commonest (of equally common
    ones the first by name); the point is the mean of theirs.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    side = OVERVIEW_CELLS << zoom
    x, y = ((table[axis].to_numpy() + _HALF) / (2 * _HALF) for axis in ("x", "y"))
    cells = np.floor(x * side).astype(np.int64) * side + np.floor(y * side).astype(np.int64)
    kept = ["date_start", "date_end", "event_type", "fatalities", "x", "y"]
    dead = once_per_incident(table, cells)
    table = table.select(kept).append_column("cell", pa.array(cells))
    table = table.set_column(kept.index("fatalities"), "fatalities", dead)
    kinds = table.group_by(["cell", "event_type"]).aggregate([([], "count_all")])
    kinds = kinds.sort_by(
        [("cell", "ascending"), ("count_all", "descending"), ("event_type", "ascending")]
    )
    numbers = kinds["cell"].to_numpy()
    commonest = kinds.filter(pa.array(np.append(True, numbers[1:] != numbers[:-1])))
    middle = [(axis, "mean") for axis in ("x", "y")]
    span = [("date_start", "min"), ("date_end", "max")]
    sums = [([], "count_all"), ("fatalities", "sum"), *span, *middle]
    found = table.group_by("cell").aggregate(sums).sort_by("cell")
    return pa.table(
        {
            "events": found["count_all"].cast(pa.int32()),
            "fatalities": pc.fill_null(found["fatalities_sum"], 0),
            "event_type": commonest["event_type"],
            "date_start": found["date_start_min"],
            "date_end": found["date_end_max"],
            "x": found["x_mean"],
            "y": found["y_mean"],
        }
    )


def once_per_incident(table: pa.Table, cells: Ints) -> pa.ChunkedArray:
    """Return ``fatalities`` with the figure of an incident in one row of each cell, the highest.

    Rows are of one incident if they share an ``incident_id``; without that column each is its own.
    """
    import pyarrow as pa

    dead = table["fatalities"]
    if INCIDENT not in table.column_names:
        return dead
    figures = dead.to_pylist()
    highest: dict[tuple[int, str], int] = {}
    for row, incident in enumerate(table[INCIDENT].to_pylist()):
        if not incident or figures[row] is None:
            continue
        key = (int(cells[row]), str(incident))
        before = highest.setdefault(key, row)
        if before != row:
            lower, upper = sorted((before, row), key=lambda at: figures[at])
            figures[lower], highest[key] = None, upper
    return pa.chunked_array([pa.array(figures, dead.type)])


def _write_zoom(table: pa.Table, folder: Path, layer: str, zoom: int, path: Path) -> Path:
    """Write rows as the tiles of one zoom, each point moved to the nearest of the tiles' grid.

    Or a quarter of a step beside it, which the driver rounds off: a point on the very edge of a
    tile would be in two or in none.
    """
    import numpy as np
    import pyogrio

    side = _STEPS << zoom
    x, y = (
        ((np.round((table[axis].to_numpy() + _HALF) / (2 * _HALF) * side) + 0.25) / side - 0.5)
        * (2 * _HALF)
        for axis in ("x", "y")
    )
    table = table.drop_columns(["x", "y"]).append_column("geometry", points_of(x, y))
    out = folder / f"{zoom}.pmtiles"
    try:
        pyogrio.write_arrow(
            table, out, layer=layer, driver="PMTiles", geometry_name="geometry",
            geometry_type="Point", crs="EPSG:3857",
            dataset_options={
                "MINZOOM": zoom, "MAXZOOM": zoom, "BUFFER": 0, "EXTENT": _STEPS,
                "MAX_SIZE": _NO_LIMIT, "MAX_FEATURES": _NO_LIMIT,
            },
        )  # fmt: skip
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError,
            pyogrio.errors.FeatureError, RuntimeError) as error:  # fmt: skip
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OutputError(f"{path}: cannot be written ({reason})") from error
    return out


def _copy_tiles(made: Path, writer: Any) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Copy the tiles of one file as they are; return its header and its layers."""
    from pmtiles.reader import MmapSource, Reader, all_tiles
    from pmtiles.tile import zxy_to_tileid

    with made.open("rb") as file:
        source = MmapSource(file)
        reader = Reader(source)
        for (zoom, column, row), tile in all_tiles(source):
            writer.write_tile(zxy_to_tileid(zoom, column, row), tile)
        return reader.header(), reader.metadata()["vector_layers"]


def _join_layers(layers: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Return the layers of several files, each named once, with all its zooms."""
    joined: dict[str, dict[str, Any]] = {}
    for layer in layers:
        known = joined.setdefault(layer["id"], {**layer, "fields": {}})
        known["fields"].update(layer["fields"])
        known["minzoom"] = min(known["minzoom"], layer["minzoom"])
        known["maxzoom"] = max(known["maxzoom"], layer["maxzoom"])
    return list(joined.values())
