# ruff: noqa: E501
from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer.building import build_gazetteer
from geomap.gazetteer.built import read_built, write_built
from geomap.gazetteer.conflate import Conflation
from geomap.gazetteer.importers.geonames import read_geonames
from geomap.gazetteer.importers.ocha import read_ocha
from geomap.lang.name_keys import name_key
from geomap.resolver.resolver import Resolver

if TYPE_CHECKING:
    from pathlib import Path

GEONAMES = (
    "9000001\tTall Invented\tTall Invented\tTell Mukhtara,Tall al Mukhtara',tl almkhtart,تل المخترعة\t"
    "35.1\t37.9\tP\tPPL\tSY\t\t10\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01\n"
    "9000002\tAleppo\tAleppo\tHalab,Алеппо,حلب\t36.20124\t37.16117\tP\tPPLA\tSY\t\t09\t\t\t\t1602264\t\t393\t"
    "Asia/Damascus\t2020-01-01\n"
    "9000003\tMosul\tMosul\t\t36.335\t43.11889\tP\tPPLA\tIQ\t\t15\t\t\t\t1739800\t\t223\tAsia/Baghdad\t2020-01-01\n"
    "9000004\tA Park\tA Park\t\t35.0\t37.0\tL\tPRK\tSY\t\t05\t\t\t\t0\t\t1\tAsia/Damascus\t2020-01-01\n"
)
FLAT = (
    "pcode,name_en,ref_name,name_ar,admin3,admin3_pcode,admin2,admin2_pcode,admin1,admin1_pcode,lat,lon\n"
    "C9001,Fictaya (Saraqab),,فكتايا,Saraqab,SY070003,Idleb,SY0700,Idleb,SY07,35.80,36.90\n"
    "C9002,Bartala - Qartala,,برتلا_قرتلا,Saraqab,SY070003,Idleb,SY0700,Idleb,SY07,35.75,36.95\n"
    "C9003,Zulufiyet Saraqab,,,Saraqab,SY070003,Idleb,SY0700,Idleb,SY07,35.70,36.99\n"
)


def test_geonames_rows_become_places(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(GEONAMES, encoding="utf-8")
    places = {place.place_id: place for place in read_geonames(path)}
    assert set(places) == {"gn9000001", "gn9000002"}
    tall = places["gn9000001"]
    assert (tall.lon, tall.lat, tall.admin1) == (37.9, 35.1, "SY05")
    spellings = {name.text: name.strong for name in tall.names}
    assert "tl almkhtart" not in spellings
    assert spellings["Tell Mukhtara"] is False
    assert places["gn9000002"].importance > tall.importance


def test_a_cedilla_of_geonames_is_no_turkish_letter(tmp_path: Path) -> None:
    row = GEONAMES.splitlines()[0].replace("9000001\tTall Invented", "9000009\tAl Quşayr")
    (tmp_path / "SY.txt").write_text(row, encoding="utf-8")
    (place,) = read_geonames(tmp_path / "SY.txt")
    assert place.name == "Al Qusayr"
    assert name_key(place.name) == name_key("القصير")


def test_the_geonames_zip_is_read_as_downloaded(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", GEONAMES)
    assert len(list(read_geonames(path))) == 2


@pytest.mark.parametrize("text", ["one\ttwo\n", "\xff\xfe", "a" * 50])
def test_what_is_not_geonames_is_refused_with_its_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(GazetteerError):
        list(read_geonames(path))


def test_the_flat_edition_of_ocha_is_read(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    path.write_text(FLAT, encoding="utf-8-sig")
    places, _ = read_ocha(path)
    by_id = {place.place_id: place for place in places}
    assert by_id["C9001"].name == "Fictaya"
    assert by_id["C9001"].name_ar == "فكتايا"
    assert by_id["C9001"].admin3 == "SY070003"
    assert {"Bartala", "Qartala", "برتلا", "قرتلا"} <= {n.text for n in by_id["C9002"].names}
    assert "Zulufiya" in {n.text for n in by_id["C9003"].names}


def test_the_excel_edition_with_sheets_and_tags_is_read(tmp_path: Path) -> None:
    path = tmp_path / "places.xlsx"
    book = openpyxl.Workbook()
    cover = book.active
    cover.append(["About this file"])
    units = book.create_sheet("admin3")
    units.append(
        [
            "admin3Name_en",
            "admin3Name_ar",
            "admin3Pcode",
            "admin2Pcode",
            "admin1Pcode",
            "lat",
            "lon",
        ]
    )
    units.append(["Inventiya", "مخترعة", "SY070099", "SY0700", "SY07", 35.9, 36.8])
    towns = book.create_sheet("Location")
    towns.append(
        [
            "LocationNameEn",
            "LocationNameAr",
            "LocationPcode",
            "Admin3Pcode",
            "Latitude_y",
            "Longitude_x",
        ]
    )
    towns.append(["#loc+name", "#loc+name+ar", "#loc+code", "#adm3+code", "#geo+lat", "#geo+lon"])
    towns.append(["Mukhtara", "المخترعة", "C9100", "SY070003", 35.8, 36.9])
    book.save(path)
    places, _ = read_ocha(path)
    assert {(p.place_id, p.name, p.feature_code) for p in places} == {
        ("SY070099", "Inventiya", "ADM3"), ("C9100", "Mukhtara", "PPL"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "properties",
    [
        {"NAME_EN": "Mukhtara", "NAM_EN_REF": "Al Mukhtara", "NAME_ARA": "المخترعة", "PCODE": "C9100",
         "ADMIN1_COD": "SY07", "ADMIN2_COD": "SY0700", "ADMIN3_COD": "SY070003",
         "LATITUDE": 35.8, "LONGITUDE": 36.9},
        {"ADM4_EN": "Mukhtara", "ADM4_AR": "المخترعة", "ADM4_PCODE": "C9100",
         "ADM3_PCODE": "SY070003", "ADM1_PCODE": "SY07"},
        {"adm4_name": "Mukhtara", "adm4_pcode": "C9100", "adm3_pcode": "SY070003"},
    ],
)  # fmt: skip
def test_geojson_editions_are_read(tmp_path: Path, properties: dict[str, object]) -> None:
    path = tmp_path / "places.geojson"
    feature = {"type": "Feature", "properties": properties,
               "geometry": {"type": "Point", "coordinates": [36.9, 35.8]}}  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (place,), _ = read_ocha(path)
    assert (place.place_id, place.name, place.admin3) == ("C9100", "Mukhtara", "SY070003")
    assert (place.lon, place.lat) == (36.9, 35.8)


def test_outlines_of_units_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "adm2.geojson"
    ring = [[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]
    feature = {"type": "Feature", "properties": {"ADM2_EN": "X", "ADM2_PCODE": "SY0799", "ADM1_PCODE": "SY07"},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (place,), areas = read_ocha(path)
    assert place.feature_code == "ADM2"
    assert areas["SY0799"].area == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"x,y\n1,2\n"), ("a.csv", b"\xff\xfe\x00"), ("a.xlsx", b"no excel"), ("a.geojson", b"{"),
     ("a.geojson", b"[]"), ("a.csv", b"")],
)  # fmt: skip
def test_what_is_not_ochas_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GazetteerError):
        read_ocha(path)


def test_the_same_place_from_several_sources_is_one_with_every_name_and_source(
    tmp_path: Path,
) -> None:
    geonames, flat, out = tmp_path / "SY.txt", tmp_path / "flat.csv", tmp_path / "anything"
    geonames.write_text(GEONAMES, encoding="utf-8")
    flat.write_text(FLAT, encoding="utf-8")
    gazetteer = build_gazetteer(geonames=[geonames], ocha=[flat])
    aleppo = gazetteer.places["C1007"]
    assert "geonames" in aleppo.source
    assert "gn9000002" not in gazetteer.places
    assert "gn9000001" in gazetteer.places
    write_built(gazetteer, out)
    again = read_built(out)
    assert dict(again.places) == dict(gazetteer.places)
    assert again.names == gazetteer.names
    assert set(again.areas) == set(gazetteer.areas)
    assert Resolver(again).resolve("Fictaya").place_id == "C9001"
    assert Resolver(again).resolve("قرتلا").place_id == "C9002"
    assert Resolver(again).resolve("Tall Invented").place_id == "gn9000001"


def test_two_villages_of_one_name_stay_two(tmp_path: Path) -> None:
    flat = tmp_path / "flat.csv"
    flat.write_text(FLAT + "C9009,Fictaya,,,Saraqab,SY070003,Idleb,SY0700,Idleb,SY07,35.80,36.93\n")
    conflation = Conflation()
    conflation.add(read_ocha(flat)[0])
    assert {"C9001", "C9009"} <= set(conflation.places)


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 nonsense PAR1")
    with pytest.raises(GazetteerError, match="not a built gazetteer"):
        read_built(path)
    with pytest.raises(GazetteerError, match="no such gazetteer"):
        read_built(tmp_path / "none")
