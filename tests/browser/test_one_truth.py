"""Page, figure, document and deck of one table say the same numbers."""

import io
import shutil
import subprocess

import pandas as pd
import pytest

from geomap.settings import Presentation
from tests.browser.watching import rest

ROW = {
    "date_start": "2025-03-01", "event_type": "Battles", "sub_event_type": "Armed clash",
    "place_name": "Homs", "place_id": "", "admin1": "Homs", "lon": 36.72, "lat": 34.73,
    "geo_precision": 1, "precision_km": 1.0, "fatalities": 2,
}  # fmt: skip
ABROAD = {"place_name": "Sochi", "admin1": "Krasnodar", "lon": 39.72, "lat": 43.6}
ALEPPO = {"place_name": "Aleppo", "admin1": "Aleppo", "lon": 37.16, "lat": 36.2}
TABLES = {
    "places by point": [{}, {"lon": 36.7201}, ALEPPO, {**ALEPPO, "lat": 36.21}],
    "places by id": [
        {"place_id": "C2528"}, {"place_id": "C2528", "geo_precision": 2, "precision_km": 9.0},
        {"place_id": "SY04", "geo_precision": 3, "precision_km": 90.0}, ALEPPO,
    ],
    "incidents": [
        {"incident_id": "a", "fatalities": 9}, {"incident_id": "a", "fatalities": 7},
        {"incident_id": "a", "fatalities": 9, **ALEPPO}, {"incident_id": "", "fatalities": 4},
        {"incident_id": "b", "fatalities": None},
    ],
    "abroad and nowhere said": [ABROAD, {"admin1": ""}, {**ALEPPO, "admin1": "حلب"}],
    "the country as a whole": [
        {"place_id": "SY", "place_name": "Syria", "admin1": "", "lon": 38.5, "lat": 35.0,
         "geo_precision": 3, "precision_km": 300.0}, {}, ALEPPO,
    ],
    "no dead given": [{"fatalities": None}, {**ALEPPO, "fatalities": None}],
}  # fmt: skip
WANTED = {
    "places by point": (4, 3, 2, 8),
    "places by id": (4, 3, 2, 8),
    "incidents": (5, 2, 2, 13),
    "abroad and nowhere said": (3, 3, 2, 6),
    "the country as a whole": (3, 3, 2, 6),
    "no dead given": (2, 2, 2, None),
}
"""Events, places, governorates, dead."""


def table(make_sample, rows):
    import geopandas as gpd

    sample = pd.DataFrame(make_sample().drop(columns="geometry")).iloc[[0] * len(rows)]
    frame = sample.reset_index(drop=True).assign(event_id=[f"t-{i}" for i in range(len(rows))])
    for column in {*ROW, *(name for row in rows for name in row)}:
        values = [{**ROW, **row}.get(column, "") for row in rows]
        frame[column] = pd.array(values, dtype="Int64") if column == "fatalities" else values
    frame["date_start"] = frame["date_end"] = pd.to_datetime(frame["date_start"])
    for bound in ("fatalities_low", "fatalities_high"):
        frame[bound] = frame["fatalities"]
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def told_by_deck(facts):
    from pptx import Presentation as Deck

    from geomap.brief.deck.deck import render_deck

    shapes = [s for slide in Deck(io.BytesIO(render_deck(facts))).slides for s in slide.shapes]
    return "\n".join(s.text_frame.text for s in shapes if s.has_text_frame)


def told_by_document(facts, tmp_path):
    from geomap.brief.paper import render_document

    path = tmp_path / "told.pdf"
    path.write_bytes(render_document(facts))
    done = subprocess.run(
        ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("name", TABLES)
def test_every_output_says_the_same(open_page, make_sample, tmp_path, name):
    from geomap.brief.event_rows import headline_numbers
    from geomap.brief.facts import make_facts
    from geomap.web.page import write_page

    events = table(make_sample, TABLES[name])
    count, places, governorates, dead = WANTED[name]
    page = open_page(write_page(events, tmp_path / "told.html", Presentation()))
    state = page.evaluate("geomap.state()")
    assert state["visible_events"] == count
    assert state["visible_places"] == places
    assert state["visible_governorates"] == governorates
    assert state["visible_fatalities"] == dead
    assert page.locator(".gm-counts").inner_text().startswith(f"{count} events · {places} places")
    rest(page, 400)
    sums = page.locator(".gm-sums").inner_text()
    assert sums.startswith(f"{governorates} governorate")
    assert ("Fatalities" in sums) == (dead is not None)

    facts = make_facts(events, Presentation())
    told = dict(reversed(pair) for pair in headline_numbers(facts))
    assert told["Events"] == str(count)
    assert told["Places"] == str(places)
    assert told["Governorates"] == str(governorates)
    assert told.get("Fatalities") == (None if dead is None else str(dead))
    line = f"{count} events  ·  {places} places"
    assert line in facts.count_line()
    numbers = [str(n) for n in (count, places, governorates, dead) if n is not None]
    deck = told_by_deck(facts).split()
    assert all(number in deck for number in numbers)
    if shutil.which("pdftotext"):
        said = " ".join(told_by_document(facts, tmp_path).split())
        heads = ("Events", "Places", "Governorates", "Fatalities")
        boxes = " ".join(f"{n} {head}" for n, head in zip(numbers, heads, strict=False))
        assert boxes in said
