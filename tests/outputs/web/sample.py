"""Invented events of every kind that the map must draw: any likeness is only in the map's manner."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geomap.schema import coerce_events

ROWS = [
    # start, end, sub type, status, actor1, actor2, location, place_id, name, admin1, lon, lat, gp, km, dead
    ("2025-06-22", "2025-06-22", "Suicide bomb", "reported", "Unknown attacker", "Worshippers", "the church in Dweila", "mar-elias", "Mar Elias church", "Damascus", 36.330, 33.503, 1, 0.3, 25),
    ("2025-06-23", "2025-06-23", "Arrests", "reported", "Internal Security", "Islamic State", "Rural Damascus", "SY03", "Rural Damascus", "Rural Damascus", 36.5, 33.6, 3, 60, 2),
    ("2025-06-24", "2025-06-24", "Statement (geomap)", "claimed", "Saraya Ansar al-Sunna", "", "Damascus", "SY01", "Damascus", "Damascus", 36.2919, 33.5131, 1, 8, None),
    ("2025-06-01", "2025-06-30", "Attack", "planned", "Islamic State", "Worshippers", "Sayyida Zaynab", "zaynab", "Sayyida Zaynab", "Rural Damascus", 36.34, 33.444, 1, 2, None),
    ("2019-10-22", "2019-10-22", "Agreement", "reported", "Russia", "Türkiye", "Sochi", "sochi", "Sochi", "", 39.723, 43.603, 1, 10, None),
    ("2019-10-09", "2019-10-17", "Armed clash", "reported", "Turkish Armed Forces", "Syrian Democratic Forces", "Ras al-Ain", "C1", "Ras al-Ain", "Hasakah", 40.07, 36.85, 1, 2, 31),
    ("2019-10-12", "2019-10-12", "Shelling/artillery/missile attack", "reported", "Turkish Armed Forces", "Syrian Democratic Forces", "near Tall Abyad", "C2", "Tall Abyad", "Raqqa", 38.957, 36.697, 2, 12, None),
    ("2019-10-01", "2019-12-31", "Air/drone strike", "claimed", "Russia", "", "Idlib countryside", "SY07", "Idlib", "Idlib", 36.634, 35.931, 3, 45, None),
    ("2020-03-05", "2020-03-05", "Agreement", "reported", "Russia", "Türkiye", "Moscow", "moscow", "Moscow", "", 37.618, 55.756, 1, 15, None),
    ("2020-02-27", "2020-02-27", "Air/drone strike", "reported", "Syrian Arab Army", "Turkish Armed Forces", "Balyun", "C3", "Balyun", "Idlib", 36.56, 35.73, 1, 1, 33),
    ("2020-02-10", "2020-02-14", "Armed clash", "reported", "Syrian Arab Army", "Turkish Armed Forces", "Taftanaz", "C4", "Taftanaz", "Idlib", 36.785, 35.997, 1, 1, 5),
    ("2020-02-05", "2020-02-05", "Government regains territory", "reported", "Syrian Arab Army", "Hayat Tahrir al-Sham", "Saraqib", "C5", "Saraqib", "Idlib", 36.806, 35.864, 1, 2, None),
    ("2018-01-06", "2018-01-06", "Air/drone strike", "reported", "Unknown group", "Russia", "Hmeimim base", "hmeimim", "Hmeimim air base", "Latakia", 35.949, 35.401, 1, 2, None),
    ("2018-01-01", "2018-12-31", "Attack", "background", "Islamic State", "", "the Badia", "", "Syrian Desert (Badia)", "Homs", 38.5, 34.4, 3, 120, None),
    ("2020-04-14", "2020-04-14", "Armed clash", "reported", "Maghawir al-Thawra", "", "al-Tanf", "tanf", "Al-Tanf", "Homs", 38.618, 33.49, 2, 25, None),
    ("2020-04-14", "2020-04-15", "Surrender (geomap)", "reported", "Maghawir al-Thawra", "Syrian Arab Army", "Palmyra", "C6", "Palmyra", "Homs", 38.284, 34.56, 1, 3, None),
    ("2014-05-01", "2014-05-31", "Looting/property destruction", "denied", "Islamic State", "", "Raqqa", "C7", "Raqqa", "Raqqa", 39.01, 35.953, 1, 3, None),
    ("2025-03-06", "2025-03-09", "Attack", "reported", "Unknown group", "Civilians", "the coast", "SY06", "Latakia governorate", "Latakia", 36.0, 35.55, 3, 40, 800),
    ("2025-05-02", "2025-05-02", "Peaceful protest", "reported", "Protesters", "", "السويداء", "C8", "Suwayda", "Suwayda", 36.567, 32.709, 1, 3, 0),
    ("2025-05-03", "2025-05-03", "Mob violence", "reported", "Rioters", "", "Jaramana", "C9", "Jaramana", "Rural Damascus", 36.346, 33.486, 1, 1, 1),
    ("1860-07-09", "1860-07-17", "Mob violence", "background", "Rioters", "Civilians", "Damascus", "SY01", "Damascus", "Damascus", 36.2919, 33.5131, 1, 8, None),
]  # fmt: skip
COLUMNS = (
    "date_start", "date_end", "sub_event_type", "status", "actor1", "actor2", "location",
    "place_id", "place_name", "admin1", "lon", "lat", "geo_precision", "precision_km", "fatalities",
)  # fmt: skip


def sample_events(**changes: object) -> gpd.GeoDataFrame:
    """Return some twenty events; `changes` set whole columns."""
    from geomap.vocab.event_types import event_type_of

    frame = pd.DataFrame(ROWS, columns=list(COLUMNS))
    frame["event_id"] = [f"s-{i:03d}" for i in range(len(frame))]
    frame["report_id"] = [f"sample:{i + 2}" for i in range(len(frame))]
    frame["event_type"] = [event_type_of(sub) for sub in frame["sub_event_type"]]
    frame["time_precision"] = [
        1 if a == b else 3 for a, b in zip(frame.date_start, frame.date_end, strict=True)
    ]
    frame["claimed_by"] = ["Saraya Ansar al-Sunna"] + [""] * (len(frame) - 1)
    frame["attributed_to"] = ["Islamic State"] + [""] * (len(frame) - 1)
    frame["source"] = [
        "Sample paper, June 2025" if d > "2025-04" else "Sample paper, 2020"
        for d in frame.date_start
    ]
    frame["source_url"] = [f"https://example.org/{i}" for i in range(len(frame))]
    frame["description"] = [
        f"{sub.removesuffix(' (geomap)')} at {place}: an invented event that shows how the map tells of it."
        for sub, place in zip(frame.sub_event_type, frame.place_name, strict=True)
    ]
    frame["placed_how"] = "exact name in the gazetteer"
    for column, value in changes.items():
        frame[column] = value
    frame = coerce_events(frame)
    return gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326"
    )
