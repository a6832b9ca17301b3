"""The guard before publishing."""

import importlib.util
from pathlib import Path

import geopandas as gpd
import pytest

from geomap.errors import InputError
from geomap.export.publish import prepare_publication
from tests.growth import assert_linear


@pytest.fixture(scope="module")
def make_sample():
    path = Path(__file__).parents[1] / "web" / "sample.py"
    spec = importlib.util.spec_from_file_location("geomap_sample_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_events


def test_private_columns_go_and_those_of_the_schema_are_emptied(make_sample):
    events = make_sample(_informant="x", private_note="y", phone="z")
    published = prepare_publication(events, private=("phone", "source_url"))
    assert {"_informant", "private_note", "phone"}.isdisjoint(published.events.columns)
    assert published.events["source_url"].isna().all()
    assert published.notices[0] == "private columns left out: phone, source_url"
    assert "_informant, private_note" in published.notices[1]
    assert "phone" in events.columns, "what was given stays as it was"


def test_what_a_map_needs_or_does_not_have_cannot_be_private(make_sample):
    with pytest.raises(InputError, match="cannot do without 'lon'"):
        prepare_publication(make_sample(), private=("lon",))
    with pytest.raises(InputError, match="no column 'lonn'"):
        prepare_publication(make_sample(), private=("lonn",))


@pytest.mark.parametrize("radius", [1, 10, 40])
def test_blurred_places_lie_within_the_radius_and_stay_together(make_sample, radius):
    before = make_sample()
    after = prepare_publication(before, blur_km=radius).events
    metres = before.to_crs(32637).distance(after.to_crs(32637))
    near = before["lon"].between(34, 43) & before["lat"].between(31, 38)
    assert (metres[near] <= radius * 1010).all()
    exact = before["precision_km"] < radius
    assert (metres[exact] > 0).all()
    assert (metres[~exact] < 1).all(), "what is coarse already stays"
    assert (after["precision_km"] >= before["precision_km"]).all()
    assert (after.loc[exact, "geo_precision"] >= 2).all()
    damascus = before["place_id"] == "SY01"
    assert after.loc[damascus, "lon"].nunique() == 1
    assert gpd.points_from_xy(after["lon"], after["lat"]).tolist() == after.geometry.tolist()


def test_a_blurred_place_loses_its_name_too_and_readers_are_told(make_sample):
    published = prepare_publication(make_sample(), blur_km=5)
    church = published.events.iloc[0]
    assert church[["location", "place_id", "place_name", "pcode", "admin3"]].isna().all()
    assert church["admin1"] == "Damascus"
    assert "5 km" in published.reader_notice


def test_neighbours_in_one_cell_cannot_be_told_apart(make_sample):
    events = make_sample().iloc[[0, 0]].reset_index(drop=True)
    events.loc[1, "lon"] += 0.001
    after = prepare_publication(events, blur_km=20).events
    assert after["lon"].nunique() == 1


def test_raw_acled_rows_are_named(make_sample):
    quiet = prepare_publication(make_sample())
    assert quiet.notices == ()
    by_column = prepare_publication(make_sample(event_id_cnty="SYR1"))
    assert "terms" in by_column.notices[-1]
    ids = [f"SYR{1000 + i}" for i in range(21)]
    assert "21 rows" in prepare_publication(make_sample(event_id=ids)).notices[-1]


def test_columns_that_nobody_knows_go_and_are_listed_unless_named(make_sample):
    events = make_sample(username="enum01", weapon="mortar", **{"Your name": "A"})
    published = prepare_publication(events, public=("weapon",))
    assert {"username", "Your name"}.isdisjoint(published.events.columns)
    assert (published.events["weapon"] == "mortar").all()
    assert "Your name, username" in published.notices[0]
    assert "weapon" not in published.notices[0]
    with pytest.raises(InputError, match="no column 'weapons'"):
        prepare_publication(events, public=("weapons",))
    with pytest.raises(InputError, match="private and as public"):
        prepare_publication(events, public=("weapon",), private=("weapon",))


PRIVATE = {
    "call 0933 111 222 for more": "phone numbers",
    "+963-933-111-222": "phone numbers",
    "00963 (11) 211 4455": "phone numbers",
    "للتواصل ٠٩٣٣١١١٢٢٢": "phone numbers",
    "https://wa.me/963933111222": "phone numbers",
    "write to a.name+x@example.org": "e-mail addresses",
    "Enumerator: Someone": "names of those who asked",
    "shelling; submitted by : S. K.": "names of those who asked",
    "اسم الباحث: فلان": "names of those who asked",
    "جهة الاتصال: فلان": "names of those who asked",
}
PLAIN = (
    "2024-01-01 at 05:30", "33.51292, 36.29128", "between 09.00 and 10.00 on 01.02.2024",
    "https://t.me/channel/09331112221", "report 20240101123456", "5,000 of 12,000,000 people",
    "the field monitor said so", "@channel said", "from 01/02/2024 to 03/02/2024",
    "2012-2013, 1,500 killed", "UNHCR 0.75 km", "قال المراقب الميداني إن القصف وقع ليلا",
    "01-02-2024 03-02-2024", "10 000 000 000",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), PRIVATE.items())
def test_texts_that_tell_who_people_are_are_refused_unless_allowed(make_sample, text, kind):
    events = make_sample()
    events.loc[3, "description"] = text
    with pytest.raises(InputError, match=f"description: 1 cells with {kind}") as refused:
        prepare_publication(events)
    assert text not in str(refused.value)
    assert prepare_publication(events, public=("description",)).events.loc[3, "description"] == text
    assert prepare_publication(events, private=("description",)).events["description"].isna().all()


@pytest.mark.parametrize("text", PLAIN)
def test_dates_coordinates_and_links_are_no_phone_numbers(make_sample, text):
    assert prepare_publication(make_sample(description=text)).notices == ()


def test_the_search_for_private_texts_grows_with_the_text(make_sample):
    def search(size: int) -> None:
        events = make_sample().head(1).copy()
        worst = ("0 " * size)[:size] + ("a." * size)[:size] + ("enumerator " * size)[:size]
        events["description"] = worst
        prepare_publication(events)

    assert_linear(search)
