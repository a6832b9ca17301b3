"""JSON, JSON lines and GeoJSON as tables of text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geomap.errors import Finding, TableError
from geomap.lang.lexicon import ordered
from geomap.tables.formats.map_json import is_topology, list_features
from geomap.tables.formats.text_files import REPLACED, detect_encoding, open_utf8
from geomap.tables.limits import MIB, read_limits, refuse
from geomap.tables.sheets import Batch, Sheet, make_text_table, name_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LISTS = ordered("formats", "gis.json_lists")
"""Members of a JSON object under which a list of rows is looked for."""

_BATCH = 20_000


def open_json(path: Path, name: str = "") -> Sheet:
    """Open a JSON document: a list of objects, an object that holds one, or GeoJSON."""
    import numpy as np

    name = name or str(path)
    document = load_json(path, name)
    if is_topology(document):
        from geomap.tables.formats.columnar import open_vector

        return open_vector(path, name)
    notes: tuple[str, ...] = ()
    if (mapped := list_features(document)) is not None:
        features, code, seen = mapped
        member = {"crs": {"properties": {"name": code}}} if code else {}
        document, notes = {"features": features, **member}, (seen,)
    crs = _crs_of(document, name)
    head: Any = None
    if isinstance(document, dict):
        head = document.get("columns")
        members = {key.casefold(): value for key, value in document.items()}
        found = next((members[key] for key in LISTS if isinstance(members.get(key), list)), None)
        document = found if found is not None else [document]
    document = name_cells(document, head, name)
    if not isinstance(document, list) or not document:
        raise TableError("holds no rows", file=name, fix="give a list of objects")
    records, numbers, rejects = [], [], []
    for number, item in enumerate(document, 2):
        if isinstance(item, dict):
            records.append(flatten(item))
            numbers.append(number)
        else:
            reject = Finding("is no object", "write {...}", row=number)
            rejects.append((reject, json.dumps(item, ensure_ascii=False)[:1000]))
    keys, columns = _columns_of(records, name)
    if crs is not None:
        _turn_points(document, records, crs)
    table = _table_of(records, keys, columns)
    batch = Batch(table, np.array(numbers, dtype=np.int64), tuple(rejects))
    return Sheet(name, columns, lambda: iter([batch]), notes, rows=len(document))


def name_cells(document: Any, head: Any, name: str) -> Any:
    """Return rows that are lists as objects by their header: `head`, or else the first of them.

    A row with more cells than the header stays a list, which becomes a reject; what is no list
    of lists comes back as it is.
    """
    if not (isinstance(document, list) and document and all(isinstance(r, list) for r in document)):
        return document
    rows = document
    if not (isinstance(head, list) and all(isinstance(cell, str) for cell in head)):
        head, *rows = document
    named = name_columns([to_text(cell) for cell in head], name)
    return [row if len(row) > len(named) else dict(zip(named, row, strict=False)) for row in rows]


def _crs_of(document: Any, name: str) -> Any:
    """Return the CRS that a GeoJSON document names as it could before RFC 7946, if not lon, lat."""
    from geomap.tables.formats.geometry_crs import open_crs

    member = document.get("crs") if isinstance(document, dict) else None
    said = member.get("properties") if isinstance(member, dict) else None
    code = said.get("name") if isinstance(said, dict) else None
    return open_crs(code, name) if isinstance(code, str) and code else None


def _turn_points(document: Sequence[Any], records: Sequence[dict[str, str]], crs: Any) -> None:
    """Give the records the degrees of their features' points, which are in another system."""
    import numpy as np

    from geomap.tables.formats.geometry_crs import to_degrees

    features = [item for item in document if isinstance(item, dict)]
    turned = []
    for feature, record in zip(features, records, strict=True):
        point = _point_of(feature.get("geometry"))
        if point and (record.get("lon"), record.get("lat")) == point:
            turned.append(record)
    try:
        x, y = (np.array([float(record[name]) for record in turned]) for name in ("lon", "lat"))
    except ValueError:
        return
    for record, lon, lat in zip(turned, *to_degrees(crs, x, y), strict=True):
        record["lon"], record["lat"] = repr(float(lon)), repr(float(lat))


def load_json(path: Path, name: str = "") -> Any:
    """Return the JSON document in a file, of any encoding, within the limits."""
    name = name or str(path)
    if path.stat().st_size > read_limits().document_mib * MIB:
        raise refuse(name, "is too large for a JSON document", "document_mib")
    if path.stat().st_size == 0:
        raise TableError("is empty", file=name)
    with open_utf8(path, detect_encoding(path)) as stream:
        content = stream.read()
    try:
        return json.loads(content, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}"
        raise TableError(f"is not JSON ({error.msg}, {where})", file=name) from error
    except RecursionError as error:
        raise TableError("is nested too deeply", file=name) from error
    except ValueError as error:  # Python refuses integers of thousands of digits
        raise TableError(f"is not JSON that can be read ({error})", file=name) from error


def open_jsonl(path: Path, name: str = "") -> Sheet:
    """Open JSON lines (an object a line; GeoJSON features too), streamed.

    The row number is the line number. The columns are those of all lines; in a file over
    64 MiB those of the first 20,000, and later ones of other names go to a column ``more`` as JSON.
    """
    name = name or str(path)
    if path.stat().st_size == 0:
        raise TableError("is empty", file=name)
    seen: dict[str, str] = {}
    large = path.stat().st_size > 64 * MIB
    for records, _, _ in _read_records(path, name):
        for record in records:
            seen.update(record)
        if large:
            break
    keys, columns = _columns_of([seen, {"more": ""}] if large else [seen], name)

    def batches() -> Iterator[Batch]:
        import numpy as np

        known = set(keys)
        for records, numbers, rejects in _read_records(path, name):
            for record in records:
                if other := {k: record.pop(k) for k in list(record) if k not in known}:
                    record["more"] = json.dumps(other, ensure_ascii=False)
            yield Batch(
                _table_of(records, keys, columns), np.array(numbers, dtype=np.int64), tuple(rejects)
            )

    return Sheet(name, columns, batches)


def _read_records(
    path: Path, name: str
) -> Iterator[tuple[list[dict[str, str]], list[int], list[tuple[Finding, str]]]]:
    limit = read_limits().line_mib * MIB
    records: list[dict[str, str]] = []
    numbers: list[int] = []
    rejects: list[tuple[Finding, str]] = []
    with open_utf8(path, detect_encoding(path)) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(limit), b""), 1):
            if len(line) >= limit:
                raise refuse(name, f"line {number} does not end", "line_mib")
            text = line.decode("utf-8").lstrip("\x1e").strip()
            if not text:
                continue
            try:
                records.append(flatten(_parse_line(text)))
                numbers.append(number)
            except (ValueError, TypeError, RecursionError) as error:
                reject = Finding(f"is not JSON ({error})", "write one object a line", row=number)
                rejects.append((reject, text[:1000]))
            if len(records) + len(rejects) >= _BATCH:
                yield records, numbers, rejects
                records, numbers, rejects = [], [], []
    yield records, numbers, rejects


def _parse_line(text: str) -> dict[str, Any]:
    if REPLACED in text:
        raise ValueError("bytes that are not in the file's encoding")
    item = json.loads(text, parse_constant=lambda _: None)
    if not isinstance(item, dict):
        raise TypeError("no object")
    return item


def flatten(item: dict[str, Any]) -> dict[str, str]:
    """Return an object's members as text cells; a GeoJSON feature's properties and its point."""
    properties = item.get("properties")
    if item.get("type") != "Feature" or not isinstance(properties, dict | None):
        return {str(key): to_text(value) for key, value in item.items()}
    cells = {str(key): to_text(value) for key, value in (properties or {}).items()}
    if "id" in item and "event_id" not in cells:
        cells.setdefault("id", to_text(item["id"]))
    if (point := _point_of(item.get("geometry"))) and not cells.get("lon"):
        cells["lon"], cells["lat"] = point
        if not (cells.get("geo_precision") or cells.get("precision_km")):
            cells.update(_precision_of(item["geometry"]))
    return cells


def _precision_of(geometry: dict[str, Any]) -> dict[str, str]:
    """Return how precise the point of an area or a line is, nothing for a point."""
    if geometry.get("type") == "Point":
        return {}
    import numpy as np
    from shapely.geometry import shape

    from geomap.tables.formats.geometry_crs import measure_reach, scale_of

    [reach] = measure_reach(np.array([shape(geometry).bounds])).tolist()
    if reach != reach:
        return {}
    return {"geo_precision": str(scale_of(reach)), "precision_km": str(reach)}


def _point_of(geometry: Any) -> tuple[str, str] | None:
    if not isinstance(geometry, dict):
        return None
    try:
        if geometry.get("type") == "Point":
            lon, lat = geometry["coordinates"][:2]
            return to_text(lon), to_text(lat)
        from shapely.geometry import shape

        inside = shape(geometry).representative_point()
        point = f"{inside.x:.6f}", f"{inside.y:.6f}"
    except Exception:  # noqa: BLE001 a broken or empty geometry is no point; its name is judged
        return None
    return point


def to_text(value: Any) -> str:
    """Return a JSON value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _columns_of(records: Sequence[dict[str, str]], name: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the keys of all records, and what the columns are called for them."""
    seen: dict[str, None] = {}
    for record in records:
        for key in record:
            seen.setdefault(key)
    if not seen:
        raise TableError("holds no rows", file=name, fix="give a list of objects")
    return list(seen), name_columns(list(seen), name)


def _table_of(
    records: Sequence[dict[str, str]], keys: Sequence[str], columns: tuple[str, ...]
) -> Any:
    rows = [[record.get(key, "") for key in keys] for record in records]
    return make_text_table(columns, rows)
