from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from geomap.errors import GazetteerError
from geomap.gazetteer.areas.unit_fit import find_lines, fit_units
from geomap.gazetteer.areas.unit_outlines import Outlines
from geomap.gazetteer.building import build_gazetteer
from geomap.gazetteer.built import read_built, write_built
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.importers.ocha import read_ocha
from geomap.gazetteer.place_rows import read_country
from geomap.settings import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def wavy(x0: float, y0: float, x1: float, y1: float) -> BaseGeometry:
    """Return a box with many points on its edges, each moved a little off the straight line."""
    ring = shapely.segmentize(shapely.box(x0, y0, x1, y1), 0.01).exterior
    points = [
        (x + 0.0004 * ((round(y * 100) % 3) - 1), y + 0.0004 * ((round(x * 100) % 3) - 1))
        for x, y in ring.coords
    ]
    return shapely.Polygon(points)


def quarters() -> dict[str, BaseGeometry]:
    """Four districts of two governorates in a square of one degree."""
    return {
        "SY0100": wavy(36, 35, 36.5, 35.5), "SY0101": wavy(36.5, 35, 37, 35.5),
        "SY0200": wavy(36, 35.5, 36.5, 36), "SY0201": wavy(36.5, 35.5, 37, 36),
    }  # fmt: skip


def test_shared_edges_stay_shared_when_they_are_simplified() -> None:
    fitted = fit_units(quarters())
    districts = [shape for code, shape in fitted.items() if len(code) == 6]
    assert shapely.coverage_is_valid(districts)
    before = sum(shapely.get_num_coordinates(shape) for shape in quarters().values())
    assert sum(map(shapely.get_num_coordinates, districts)) < before * 0.75
    assert sum(shape.area for shape in districts) == pytest.approx(1, rel=0.01)


def test_gaps_between_neighbours_close() -> None:
    left = [(36, 35), (36.5, 35), (36.499, 35.5), (36.5, 36), (36, 36)]
    units = {"SY0100": shapely.Polygon(left), "SY0101": shapely.box(36.5, 35, 37, 36)}
    assert shapely.union_all(list(units.values())).area < 1
    fitted = fit_units(units)
    assert fitted["SY0100"].intersection(fitted["SY0101"]).length == pytest.approx(1, rel=0.01)


def test_governorates_are_the_sum_of_their_districts() -> None:
    fitted = fit_units(quarters())
    assert set(fitted) == {*quarters(), "SY01", "SY02"}
    both = shapely.union_all([fitted["SY0100"], fitted["SY0101"]])
    assert fitted["SY01"].symmetric_difference(both).area == pytest.approx(0, abs=1e-9)


def test_sub_districts_that_fill_a_part_only_do_not_shrink_their_district() -> None:
    units = {**quarters(), "SY010000": shapely.box(36, 35, 36.1, 35.1)}
    fitted = fit_units(units)
    assert fitted["SY0100"].area == pytest.approx(0.25, rel=0.02)
    assert fitted["SY010000"].area == pytest.approx(0.01)


def test_units_that_make_up_the_country_end_at_its_outline() -> None:
    country = shapely.box(35.99, 34.995, 37.005, 36.01)
    fitted = fit_units(quarters(), country)
    whole = shapely.union_all([shape for code, shape in fitted.items() if len(code) == 6])
    assert whole.symmetric_difference(country).area == pytest.approx(0, abs=1e-4)
    # each takes what lies beside it: none runs along the whole border
    assert max(fitted["SY0100"].bounds[2:]) < 36.6


def test_units_of_a_part_of_the_country_keep_their_size() -> None:
    fitted = fit_units(quarters(), shapely.box(30, 30, 40, 40))
    assert fitted["SY0100"].area == pytest.approx(0.25, rel=0.02)


def test_lines_between_units_stand_once_by_level() -> None:
    lines = find_lines(fit_units(quarters()))
    assert set(lines) == {1, 2}
    assert lines[1].length == pytest.approx(1, rel=0.1)
    assert lines[2].length == pytest.approx(1, rel=0.1)
    assert find_lines({}) == {}


def test_outlines_are_decoded_when_asked_for() -> None:
    outlines = Outlines({"SY01": shapely.to_wkb(shapely.box(0, 0, 1, 1)), "SY02": b"no outline"})
    assert outlines["SY01"].area == 1
    assert outlines["SY01"] is outlines["SY01"]
    assert set(outlines) == {"SY01", "SY02"}
    assert "SY03" not in outlines
    with pytest.raises(shapely.errors.GEOSException):
        outlines["SY02"]


def frame(codes: dict[str, BaseGeometry], level: int) -> gpd.GeoDataFrame:
    """Return units as OCHA's newer editions publish them."""
    named = {f"adm{level}_name": [f"Unit {code}" for code in codes]}
    named[f"adm{level}_name1"] = ["وحدة"] * len(codes)
    named[f"adm{level}_pcode"] = list(codes)
    return gpd.GeoDataFrame(named, geometry=list(codes.values()), crs="EPSG:4326")


@pytest.mark.parametrize(
    ("ending", "driver"),
    [(".shp", "ESRI Shapefile"), (".geojson", "GeoJSON"), (".gpkg", "GPKG")],
)
def test_zipped_boundaries_of_every_format_are_read(
    tmp_path: Path, ending: str, driver: str
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    units = {code: shapely.box(*shape.bounds) for code, shape in quarters().items()}
    frame(units, 2).to_file(inside / f"syr_adm2{ending}", driver=driver)
    frame({"SY01": shapely.box(36, 35, 37, 36)}, 1).to_crs("EPSG:32637").to_file(
        inside / f"syr_adm1{ending}", driver=driver
    )
    path = tmp_path / "boundaries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(inside.iterdir()):
            if file.suffix != ".cpg":  # some editions leave it out
                archive.write(file, f"folder/{file.name}")
    places, areas = read_ocha(path)
    assert set(areas) == {*units, "SY01"}
    assert {place.name_ar for place in places} == {"وحدة"}
    assert areas["SY0101"].equals_exact(shapely.normalize(units["SY0101"]), 1e-6) or areas[
        "SY0101"
    ].symmetric_difference(units["SY0101"]).area == pytest.approx(0, abs=1e-6)


def test_lines_in_a_boundary_file_are_no_units(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    frame(quarters(), 2).to_file(path, layer="areas")
    lined = frame({"SY0300": shapely.LineString([(36, 35), (37, 36)])}, 2)
    lined.to_file(path, layer="lines")
    _, areas = read_ocha(path)
    assert set(areas) == set(quarters())


def test_a_zip_without_boundaries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(GazetteerError, match="no shapefile"):
        read_ocha(path)
    path.write_bytes(b"no zip")
    with pytest.raises(GazetteerError, match="not a zip"):
        read_ocha(path)


def test_a_built_gazetteer_keeps_fitted_boundaries_in_its_one_file(tmp_path: Path) -> None:
    path = tmp_path / "adm2.geojson"
    codes = {"SY0700": wavy(36.3, 35.5, 36.7, 36), "SY0701": wavy(36.7, 35.5, 37, 36)}
    features = [
        {"type": "Feature", "properties": {"ADM2_EN": code, "ADM2_PCODE": code},
         "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in codes.items()
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    gazetteer = build_gazetteer(ocha=[path])
    assert gazetteer.meta["boundaries"] == "2 districts"
    again = read_built(write_built(gazetteer, tmp_path / "any"))
    assert isinstance(again.areas, Outlines)
    assert set(find_lines({c: again.areas[c] for c in codes})) == {2}
    # one governorate of two districts does not take the place of ours
    ours = shapely.from_geojson(
        next(
            json.dumps(f["geometry"])
            for f in json.loads((data_dir() / "basemap/governorates.geojson").read_text())[
                "features"
            ]
            if f["properties"]["pcode"] == "SY07"
        )
    )
    assert again.areas["SY07"].symmetric_difference(ours).area == pytest.approx(0, abs=1e-6)


def test_published_districts_fit_the_basemap(shared: Path) -> None:
    _, districts = read_ocha(shared / "reference" / "ocha_admin2.geojson")
    country = read_country(data_dir())
    assert country is not None
    fitted = fit_units(districts, country)
    shapes = [fitted[code] for code in districts]
    assert shapely.coverage_is_valid(shapes)
    assert country.symmetric_difference(shapely.union_all(shapes)).area < 1e-4
    changed = [abs(fitted[code].area / districts[code].area - 1) for code in districts]
    assert max(changed) < 0.15  # the coast and the border are drawn for 1:1,000,000
    assert sorted(changed)[len(changed) // 2] < 0.01
    assert len(Gazetteer({}, fitted).areas) == 75


def test_geoboundaries_are_matched_by_name_and_centre(tmp_path: Path) -> None:
    shapes = {
        ("Ariha", "ADM2"): shapely.box(36.4, 35.65, 36.75, 35.95),  # its centre and Idlib's
        ("A spelling that nobody knows", "ADM2"): shapely.box(36.1, 35.75, 36.4, 36.0),
        ("Nowhere", "ADM2"): shapely.box(30, 30, 31, 31),
    }
    features = [
        {"type": "Feature", "properties": {"shapeName": name, "shapeType": level, "shapeISO": ""},
         "geometry": json.loads(shapely.to_geojson(shape))}
        for (name, level), shape in shapes.items()
    ]  # fmt: skip
    path = tmp_path / "geoBoundaries-SYR-ADM2.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    gazetteer = build_gazetteer(ocha=[path])
    named = {
        gazetteer.places[pcode].name
        for pcode in gazetteer.areas
        if len(pcode) == 6 and pcode[:2] == "SY"
    }
    assert named == {"Ariha", "Jisr al-Shughur"}
    assert gazetteer.meta["boundaries by"] == "geoBoundaries"
