"""Placemarks as a table."""

import pytest

from geomap.errors import TableError
from geomap.tables.reports import read_reports

KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>Idlib</name><TimeStamp><when>2020-03-01</when></TimeStamp>
<Point><coordinates>{}</coordinates></Point></Placemark></Document></kml>"""


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u00a0"])
def test_a_point_of_blanks_is_no_point(tmp_path, blank):
    path = tmp_path / "r.kml"
    path.write_text(KML.format(blank), encoding="utf-8")
    reports = read_reports(path)
    assert list(reports.frame["location"]) == ["Idlib"]
    assert reports.frame.get("lon") is None or reports.frame["lon"].isna().all()


def test_a_point_is_lon_lat(tmp_path):
    path = tmp_path / "r.kml"
    path.write_text(KML.format("\n 36.63,35.93,0 \n"), encoding="utf-8")
    table = read_reports(path).frame
    assert (table["lon"].iloc[0], table["lat"].iloc[0]) == (36.63, 35.93)


def test_what_is_no_kml_is_told_in_a_line(tmp_path):
    path = tmp_path / "r.kml"
    path.write_text("<kml><Placemark>", encoding="utf-8")
    with pytest.raises(TableError, match="is no KML"):
        read_reports(path)
