from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geomap.gazetteer.areas.unit_fit import Units, fit_units
from geomap.gazetteer.built import read_units, write_built
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.loading import BUILT_NAME
from geomap.layers.basemap import add_units, load_basemap, open_basemap
from geomap.model import Place

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def halves() -> Units:
    """Return Idlib cut in two districts."""
    whole = load_basemap().governorate("SY07")
    assert whole is not None
    west, south, east, north = whole.bounds
    middle = (west + east) / 2
    fitted = fit_units({
        "SY0700": whole.intersection(shapely.box(west, south, middle, north)),
        "SY0701": whole.intersection(shapely.box(middle, south, east, north)),
    })  # fmt: skip
    names = {"SY0700": ("West", "غرب"), "SY0701": ("East", "شرق"), "SY07": ("Idlib", "إدلب")}
    return Units(names, fitted, "Somebody")


def save(path: Path, units: Units) -> Path:
    """Write a built gazetteer of nothing but `units`."""
    places = {
        pcode: Place(pcode, *units.names[pcode], "A", "ADM2", 36.5, 35.7, 25.0, pcode)
        for pcode in units.names
    }
    about = {"boundaries by": units.source}
    return write_built(Gazetteer(places, units.outlines, meta=about), path)


def test_the_basemap_that_ships_has_no_districts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path))
    assert open_basemap() is load_basemap()
    assert "districts" not in load_basemap().layers


def test_districts_come_with_lines_names_and_their_source() -> None:
    basemap = add_units(load_basemap(), halves())
    (lines,) = basemap.frame("districts").geometry
    whole = load_basemap().governorate("SY07")
    assert whole is not None
    assert lines.length < whole.length / 3  # the line between them, not their outlines
    labels = {label.name: label for label in basemap.labels if label.kind == "district"}
    assert set(labels) == {"West", "East"}
    for label, pcode in ((labels["West"], "SY0700"), (labels["East"], "SY0701")):
        assert basemap.units[pcode].outline.contains(shapely.Point(label.lon, label.lat))
    assert basemap.unit_source == "Somebody"


def test_governorates_stay_ours_until_all_are_there() -> None:
    basemap = add_units(load_basemap(), halves())
    assert basemap.layers["governorates"] is load_basemap().layers["governorates"]
    names = {**halves().names, **load_basemap().governorate_names()}
    outlines = {
        **halves().outlines,
        **dict.fromkeys(load_basemap().governorate_names(), shapely.box(36, 35, 37, 36)),
    }
    basemap = add_units(load_basemap(), Units(names, outlines))
    found = basemap.governorate("SY01")
    assert found is not None
    assert found.equals(shapely.box(36, 35, 37, 36))


def test_units_without_districts_change_nothing() -> None:
    assert add_units(load_basemap(), Units({}, {})) is load_basemap()


def test_districts_are_found_in_a_named_or_the_default_gazetteer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path / "data"))
    named = save(tmp_path / "mine", halves())
    assert set(read_units(named).outlines) == set(halves().outlines)
    basemap = open_basemap(named)
    assert "districts" in basemap.layers
    assert open_basemap(named) is basemap  # read once
    (tmp_path / "data").mkdir()
    named.replace(tmp_path / "data" / BUILT_NAME)
    assert "districts" in open_basemap().layers
