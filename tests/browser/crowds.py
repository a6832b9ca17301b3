"""Made-up events in their thousands: exact, rough, known to an area or to the country."""

import numpy as np
import pandas as pd


def make_crowd(sample, count=6000):
    """Repeat the sample's rows at 900 points, a third of them rough, with areas among them."""
    import geopandas as gpd

    random = np.random.default_rng(3)
    rows = pd.DataFrame(sample.drop(columns="geometry")).iloc[[0] * count].reset_index(drop=True)
    point = (random.random(count) ** 2 * 900).astype(int)
    lon, lat = random.uniform(36.2, 40.8, 900), random.uniform(33.0, 36.6, 900)
    near = point % 3 == 0
    rows["event_id"] = [f"crowd-{i}" for i in range(count)]
    rows["date_start"] = pd.Timestamp("2018-01-01") + pd.to_timedelta(np.arange(count) % 365, "D")
    rows["date_end"] = rows["date_start"]
    rows["lon"], rows["lat"] = lon[point], lat[point]
    rows["place_id"], rows["pcode"], rows["admin1"] = "", "", ""
    rows["place_name"] = [f"Point {i}" for i in point]
    rows["geo_precision"] = np.where(near, 2, 1)
    rows["precision_km"] = np.where(near, 15.0, 1.0)
    areas = {"SY02": (37.6, 36.3), "SY04": (38.3, 34.4), "SY09": (40.2, 35.2), "SY": (38.5, 35.0)}
    for i, (unit, (x, y)) in enumerate(areas.items()):
        chosen = rows.index[i::40]
        rows.loc[chosen, ["place_id", "place_name", "lon", "lat"]] = [unit, unit, x, y]
        rows.loc[chosen, ["geo_precision", "precision_km"]] = [3, 80.0]
    return gpd.GeoDataFrame(
        rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326"
    )
