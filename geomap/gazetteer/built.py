"""The built gazetteer: one Parquet file, a row a name, keys and outlines included."""

from __future__ import annotations

import gc
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.atomic import replacing
from geomap.errors import GazetteerError
from geomap.gazetteer.areas.unit_fit import Units, is_unit
from geomap.gazetteer.areas.unit_outlines import Outlines
from geomap.gazetteer.gazetteer import Gazetteer, NameList
from geomap.gazetteer.records import make_name, make_place
from geomap.lang.name_keys import KEY_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from geomap.gazetteer.entries import Numbers
    from geomap.model import Place

FORMAT = "geomap gazetteer 1"

PLACE_COLUMNS = (
    "place_id", "place_name", "place_name_ar", "feature_class", "feature_code", "lon", "lat",
    "radius_km", "pcode", "admin1", "admin2", "admin3", "country", "importance", "source",
)  # fmt: skip
NAME_COLUMNS = ("text", "lang", "kind", "strong")
KEY_COLUMNS = ("fold", "core", "key", "bones", "voiced", "qualifiers", "kinds", "arabic")
FIGURES = frozenset({"lon", "lat", "radius_km", "importance"})
FLAGS = frozenset({"strong", "arabic"})


ARROW = b"ARROW1"
"""How a file of Arrow's own format begins."""


def is_text(column: str) -> bool:
    """Return True if a column of places, names or keys holds texts."""
    return column not in FIGURES and column not in FLAGS


def write_built(gazetteer: Gazetteer, path: Path, *, quick: bool = False) -> Path:
    """Write `gazetteer` as one file; return `path`.

    A `quick` file is Arrow's own format: larger, and read without Parquet's imports.
    """
    import pyarrow as pa

    table = _table_of(gazetteer)
    with replacing(path) as temporary:
        if quick:
            for number, field in enumerate(table.schema):
                if pa.types.is_string(field.type):
                    coded = table.column(number).dictionary_encode()
                    table = table.set_column(number, field.name, coded)
            with (
                pa.OSFile(str(temporary), "wb") as file,
                pa.ipc.new_file(file, table.schema) as out,
            ):
                out.write_table(table)
        else:
            import pyarrow.parquet as pq

            pq.write_table(table, temporary, compression="zstd")
    return path


def _table_of(gazetteer: Gazetteer) -> pa.Table:
    """Return the rows of a built gazetteer, one a name."""
    import pyarrow as pa
    import shapely

    names = gazetteer.names
    columns: dict[str, list[Any]] = {column: [] for column in (*PLACE_COLUMNS, "geometry")}
    last = ""
    for place_id in names.place_id:
        for column, value in zip(
            PLACE_COLUMNS, place_values(gazetteer.places[place_id]), strict=True
        ):
            columns[column].append(value)
        area = gazetteer.areas.get(place_id) if place_id != last else None
        columns["geometry"].append(None if area is None else shapely.to_wkb(area))
        last = place_id
    columns |= {column: getattr(names, column) for column in (*NAME_COLUMNS, *KEY_COLUMNS)}
    types = {
        column: pa.float64()
        if column in FIGURES
        else pa.bool_()
        if column in FLAGS
        else pa.binary()
        if column == "geometry"
        else pa.string()
        for column in columns
    }
    meta = {"format": FORMAT, "keys": str(KEY_VERSION), "about": json.dumps(dict(gazetteer.meta))}
    return pa.table(columns, schema=pa.schema(list(types.items()), metadata=meta))


def place_values(place: Place) -> tuple[object, ...]:
    """Return the values of `PLACE_COLUMNS`."""
    return (
        place.place_id, place.name, place.name_ar, place.feature_class, place.feature_code,
        place.lon, place.lat, place.radius_km, place.pcode, place.admin1, place.admin2,
        place.admin3, place.country, place.importance, place.source,
    )  # fmt: skip


def read_built(path: Path) -> Gazetteer:
    """Read a built gazetteer.

    Raises
    ------
    GazetteerError
        If the file is missing or is no built gazetteer.
    """
    import pyarrow as pa

    fix = "make one with: geomap gazetteer build"
    if not path.is_file():
        raise GazetteerError("no such gazetteer", file=str(path), fix=fix)
    # Hundreds of thousands of small objects are made at once: the collector would look at each.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(path)
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError, OSError) as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError("not a built gazetteer", file=str(path), fix=fix) from error
    finally:
        if collecting:
            gc.enable()


def _read(path: Path) -> Gazetteer:
    table = _read_table(path)
    said = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    if said.get("format") != FORMAT:
        raise ValueError(said.get("format"))
    _check_columns(table, path)
    columns = {
        name: _values(table.column(name))
        for name in ("place_id", *NAME_COLUMNS, *KEY_COLUMNS, "geometry")
    }
    ids = columns["place_id"]
    starts = [i for i, (a, b) in enumerate(zip(ids, ["", *ids], strict=False)) if a != b]
    rows = np.array(starts, dtype=np.int64)
    values = [_values(column, rows) for column in table.select(PLACE_COLUMNS).columns]
    places = _collect(columns, starts, values)
    areas = Outlines({ids[i]: wkb for i, wkb in enumerate(columns["geometry"]) if wkb})
    listed = NameList(columns["place_id"], *(columns[c] for c in (*NAME_COLUMNS, *KEY_COLUMNS)))
    meta = dict[str, str](json.loads(said.get("about", "{}")))
    current = said.get("keys") == str(KEY_VERSION)
    return Gazetteer(places, areas, listed if current else None, meta)


def _read_table(path: Path) -> pa.Table:
    """Return the rows of either format."""
    import pyarrow as pa

    with pa.OSFile(str(path), "rb") as opened:
        if opened.read(len(ARROW)) == ARROW:
            opened.seek(0)
            return pa.ipc.open_file(opened).read_all()
    import pyarrow.parquet as pq

    texts = [name for name in (*PLACE_COLUMNS, *NAME_COLUMNS, *KEY_COLUMNS) if is_text(name)]
    # read_table would import pyarrow's datasets
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        return file.read(use_threads=False)


def read_units(path: Path) -> Units:
    """Read only the outlined districts and what holds them or lies in them: quick, no names.

    Raises
    ------
    GazetteerError
        If the file is no built gazetteer.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    wanted = ["place_id", "place_name", "place_name_ar", "geometry"]
    try:
        with pq.ParquetFile(path) as file:
            about = (file.schema_arrow.metadata or {}).get(b"about", b"{}")
            table = file.read(columns=wanted, use_threads=False)
        _check_columns(table, path)
        rows = table.filter(pc.is_valid(table["geometry"])).to_pylist()
        said = dict[str, str](json.loads(about))
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError, OSError) as error:
        if isinstance(error, GazetteerError):
            raise
        raise GazetteerError(
            "not a built gazetteer", file=str(path), fix="make one with: geomap gazetteer build"
        ) from error
    rows = [row for row in rows if is_unit(row["place_id"])]
    return Units(
        {row["place_id"]: (row["place_name"], row["place_name_ar"]) for row in rows},
        Outlines({row["place_id"]: row["geometry"] for row in rows}),
        said.get("boundaries by", ""),
    )


def _check_columns(table: pa.Table, path: Path) -> None:
    """Refuse columns of other types than `write_built` gives, and empty cells.

    Values are read from their buffers: an empty cell would be 0, another type anything.
    """
    import pyarrow as pa

    for field in table.schema:
        kind = field.type
        if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
            kind = kind.value_type
        wanted = (
            pa.float64() if field.name in FIGURES
            else pa.bool_() if field.name in FLAGS
            else pa.binary() if field.name == "geometry"
            else pa.string()
        )  # fmt: skip
        problem = ""
        if kind != wanted:
            problem = f"holds {kind}, not {wanted}"
        elif table[field.name].null_count and field.name != "geometry":
            problem = "has empty cells"
        if problem:
            raise GazetteerError(
                problem, file=str(path), field=field.name,
                fix="make it anew with: geomap gazetteer build",
            )  # fmt: skip


def _values(column: pa.ChunkedArray, rows: Numbers | None = None) -> list[Any]:
    """Return the values of a column without nulls, or those of some rows, from its buffers.

    ``to_pylist`` takes five times as long, and ``to_numpy`` imports pandas.
    """
    array = column.combine_chunks()
    kind, count = str(array.type), len(array)
    buffer = array.buffers()[1]
    if kind == "double":
        numbers: Numbers = np.frombuffer(buffer, np.float64, count)
    elif kind == "bool":
        bits = np.unpackbits(np.frombuffer(buffer, np.uint8), count=count, bitorder="little")
        numbers = bits.astype(bool)
    elif kind == "binary":
        data = array.buffers()[2]
        held = b"" if data is None else data.to_pybytes()
        ends = np.frombuffer(buffer, np.int32, count + 1).tolist()
        return [held[start:end] for start, end in pairwise(ends)]
    else:
        texts = _texts(array.dictionary)
        codes = np.frombuffer(buffer, np.int32, count)
        return [texts[code] for code in (codes if rows is None else codes[rows]).tolist()]
    values: list[Any] = (numbers if rows is None else numbers[rows]).tolist()
    return values


def _texts(array: pa.StringArray) -> list[str]:
    """Return texts from their buffers."""
    _, first, data = array.buffers()
    if data is None:
        return [""] * len(array)
    ends: Numbers = np.frombuffer(first, np.int32, len(array) + 1)
    # Places of characters: bytes that begin one, counted.
    begins = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    ends = np.concatenate([[0], np.cumsum(begins)])[ends]
    text = data.to_pybytes().decode()
    return [text[start:end] for start, end in pairwise(ends.tolist())]


def _collect(
    columns: dict[str, list[Any]], starts: list[int], values: list[list[Any]]
) -> dict[str, Place]:
    """Return the places of a table of names; the names of one place stand together.

    `starts` are the rows at which a place begins, `values` the columns of those rows.
    """
    texts, langs, kinds, strong = (columns[column] for column in NAME_COLUMNS)
    ends = [*starts[1:], len(texts)]
    places: dict[str, Place] = {}
    for start, end, first in zip(starts, ends, zip(*values, strict=True), strict=True):
        others = range(start + (2 if first[2] else 1), end)
        names = tuple([make_name(texts[i], langs[i], kinds[i], strong[i]) for i in others])
        places[first[0]] = make_place(*first, names)
    return places
