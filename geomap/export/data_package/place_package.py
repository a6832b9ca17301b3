"""The gazetteer as a Frictionless data package: CSV, GeoParquet, licences by row."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing, write_text
from geomap.errors import TableError
from geomap.gazetteer.gazetteer import all_names
from geomap.settings import data_dir
from geomap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place


@cache
def read_fields(resource: str) -> dict[str, tuple[str, str]]:
    """Return the columns of places, names or changes: type of Table Schema, and meaning."""
    text = files("geomap.export.data_package").joinpath("fields.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {r["name"]: (r["type"], r["description"]) for r in rows if r["resource"] == resource}


def write_place_package(
    known: Gazetteer, folder: Path, day: date, since: Path | None = None
) -> dict[str, int]:
    """Write a gazetteer as a data package; return how many places, names and changes it has.

    Parameters
    ----------
    folder
        Made if it is not there; files of an earlier export in it are replaced.
    day
        The version: year, month and day.
    since
        Folder of an earlier package: what changed since goes into ``changes.csv``.

    Raises
    ------
    TableError
        If `since` holds no package.
    """
    version = day.strftime("%Y.%m.%d")
    terms = read_terms()
    places = [_place_row(place, known, terms) for place in known.places.values()]
    places.sort(key=lambda row: str(row["place_id"]))
    names = [row for place in known.places.values() for row in _name_rows(place)]
    names.sort(key=lambda row: (str(row["place_id"]), str(row["name"]), str(row["language"])))
    changes: list[dict[str, Any]] = []
    if since is not None:
        before, earlier = _read_package(since)
        changes = [*earlier, *list_changes(before, places, version)]
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "places.csv", _as_csv(read_fields("places"), places))
    write_text(folder / "names.csv", _as_csv(read_fields("names"), names))
    write_text(folder / "changes.csv", _as_csv(read_fields("changes"), changes))
    _write_parquet(places, folder / "places.parquet")
    text = (
        files("geomap.export.data_package").joinpath("place_package.md").read_text(encoding="utf-8")
    )
    told = text.format(version=version, places=len(places), names=len(names), geomap=__version__)
    write_text(folder / "README.md", told)
    package = describe_package(version, terms, {str(row["source"]) for row in places})
    write_text(
        folder / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    )
    return {"places": len(places), "names": len(names), "changes": len(changes)}


def read_terms() -> dict[str, dict[str, str]]:
    """Return title, licence and address of each source of the gazetteer."""
    with (data_dir() / "licences.csv").open(encoding="utf-8", newline="") as table:
        return {row["source"]: row for row in csv.DictReader(table)}


def list_changes(
    before: Mapping[str, Mapping[str, str]], places: Iterable[Mapping[str, object]], version: str
) -> list[dict[str, object]]:
    """Return what is new, gone and changed in `places` since the rows `before`, by place."""
    # ids do not change, names of units follow from their p-codes
    compared = [f for f in read_fields("places") if not f.endswith(("_id", "_name"))]
    now = {str(row["place_id"]): {k: _cell(v) for k, v in row.items()} for row in places}
    rows: list[dict[str, object]] = []
    for place_id in sorted(before.keys() | now.keys()):
        told = {"version": version, "place_id": place_id, "column": "", "before": "", "after": ""}
        old, new = before.get(place_id), now.get(place_id)
        if old is None or new is None:
            rows.append({**told, "change": "gone" if new is None else "new"})
            continue
        rows += [
            {**told, "change": "changed", "column": name, "before": old[name], "after": new[name]}
            for name in compared
            if old.get(name, "") != new[name] and name in old
        ]
    return rows


def describe_package(
    version: str, terms: Mapping[str, Mapping[str, str]], used: Iterable[str]
) -> dict[str, object]:
    """Return the descriptor of the package (Frictionless Data Package 1)."""
    codes = sorted({code for source in used for code in source.split("+") if code in terms})
    licences = {terms[code]["licence"]: terms[code]["path"] for code in codes}
    return {
        "profile": "tabular-data-package",
        "name": "syria-gazetteer",
        "title": "A gazetteer of Syria",
        "version": version,
        "description": "Places of Syria, names in several languages, source and licence by row.",
        "keywords": ["syria", "gazetteer", "places", "toponyms"],
        "licenses": [{"name": name, "path": path} for name, path in sorted(licences.items())],
        "sources": [{"title": f"{terms[code]['title']} ({code})"} for code in codes],
        "resources": [
            _resource("places", read_fields("places"), key="place_id"),
            _resource("names", read_fields("names"), of_place=True),
            _resource("changes", read_fields("changes")),
        ],
    }


def _resource(
    name: str, fields: Mapping[str, tuple[str, str]], *, key: str = "", of_place: bool = False
) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [
            {"name": field, "type": kind, "description": meaning}
            | ({"format": "%Y-%m-%d"} if kind == "date" else {})
            for field, (kind, meaning) in fields.items()
        ],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key
    if of_place:
        reference = {"resource": "places", "fields": "place_id"}
        schema["foreignKeys"] = [{"fields": "place_id", "reference": reference}]
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _place_row(
    place: Place, known: Gazetteer, terms: Mapping[str, Mapping[str, str]]
) -> dict[str, object]:
    codes = [code for code in place.source.split("+") if code]
    licences = dict.fromkeys(terms[code]["licence"] for code in codes if code in terms)
    units = {level: getattr(place, level) for level in ("admin1", "admin2", "admin3")}
    named = {
        f"{level}_name": known.places[unit].name if unit in known.places else ""
        for level, unit in units.items()
    }
    return {
        "place_id": place.place_id, "name": place.name, "name_ar": place.name_ar,
        "kind": f"{place.feature_class}.{place.feature_code}", "pcode": place.pcode,
        **units, **named, "country": place.country, "lon": place.lon, "lat": place.lat,
        "radius_km": place.radius_km, "importance": place.importance, "source": place.source,
        "licence": "+".join(licences), "approximate": "map" in codes,
    }  # fmt: skip


def _name_rows(place: Place) -> list[dict[str, object]]:
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for name in all_names(place):
        row = {
            "place_id": place.place_id, "name": name.text, "language": name.lang,
            "kind": name.kind, "from": getattr(name, "start", ""), "to": getattr(name, "end", ""),
            "strong": name.strong,
        }  # fmt: skip
        rows.setdefault((name.text, name.lang, name.kind), row)
    return list(rows.values())


def _read_package(folder: Path) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    """Return the places of an earlier package by id, and the changes that it tells of."""
    found: dict[str, list[dict[str, str]]] = {}
    for name in ("places", "changes"):
        path = folder / f"{name}.csv"
        if not path.is_file():
            raise TableError(f"no {name}.csv", file=str(folder), fix="name a package's folder")
        with path.open(encoding="utf-8-sig", newline="") as table:
            found[name] = list(csv.DictReader(table))
    if found["places"] and "place_id" not in found["places"][0]:
        raise TableError("no column place_id", file=str(folder / "places.csv"))
    return {row["place_id"]: row for row in found["places"]}, found["changes"]


def _write_parquet(places: Sequence[Mapping[str, object]], path: Path) -> None:
    import geopandas as gpd
    import pandas as pd

    frame = pd.DataFrame(list(places), columns=list(read_fields("places")))
    points = gpd.points_from_xy(frame["lon"], frame["lat"], crs="EPSG:4326")
    with replacing(path) as temporary:
        gpd.GeoDataFrame(frame, geometry=points).to_parquet(temporary, index=False)


def _as_csv(fields: Mapping[str, object], rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_cell(row.get(name, "")) for name in fields] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
