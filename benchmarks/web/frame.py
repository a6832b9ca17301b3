"""Made-up events for measuring: N of them at some 2,000 places, 120 characters of text each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

PLACES = 2_000
TEXT_LENGTH = 120
WORDS = """shelling near market road village convoy checkpoint reported wounded witnesses overnight
    district hospital clashes ceasefire patrol drone artillery northern southern countryside
    governorate statement sources families returned displaced bridge school bakery""".split()  # noqa: SIM905
TYPES = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"),
    ("Riots", "Mob violence"),
    ("Strategic developments", "Arrests"),
)
GOVERNORATES = ("Aleppo", "Damascus", "Daraa", "Hama", "Homs", "Idleb", "Raqqa", "Tartus")


def make_frame(count: int, *, seed: int = 5) -> pd.DataFrame:
    """Return `count` events with all columns of the event schema; the same for the same seed.

    Places are spread over Syria (lon, lat in degrees) and share the events unevenly, as in
    published data; rows come by date, days run from 2011 to 2025.
    """
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(seed)
    lon = np.round(random.uniform(35.8, 42.2, PLACES), 5)
    lat = np.round(random.uniform(32.4, 37.2, PLACES), 5)
    weight = random.zipf(1.6, PLACES).clip(max=400).astype(float)
    place = random.choice(PLACES, count, p=weight / weight.sum())
    day = np.datetime64("2011-03-15") + np.sort(random.integers(0, 5_200, count))
    kind = random.integers(0, len(TYPES), count)
    actor1, actor2 = random.integers(0, 60, count), random.integers(0, 60, count)
    fatalities = random.poisson(0.8, count)
    words = np.array(WORDS)[random.integers(0, len(WORDS), (count, 20))]
    start = pd.Series(day.astype("datetime64[ms]"))
    number = np.arange(count)

    def named(prefix: str, index: object) -> pd.Series:
        names = np.array([f"{prefix} {i}" for i in range(PLACES)], dtype=object)
        return pd.Series(names[index])

    return pd.DataFrame(
        {
            "event_id": pd.Series(number).map("E{:07d}".format),
            "report_id": pd.Series(number).map("bench:{}".format),
            "date_start": start,
            "date_end": start,
            "time_precision": random.integers(1, 4, count),
            "event_type": np.array([t for t, _ in TYPES], dtype=object)[kind],
            "sub_event_type": np.array([s for _, s in TYPES], dtype=object)[kind],
            "status": np.array(["reported", "claimed"], dtype=object)[random.integers(0, 2, count)],
            "actor1": named("Group", actor1),
            "actor1_id": named("group", actor1),
            "actor2": named("Group", actor2),
            "actor2_id": named("group", actor2),
            "claimed_by": "",
            "attributed_to": "",
            "location": named("Village", place),
            "place_id": named("B", place),
            "place_name": named("Village", place),
            "pcode": "",
            "admin1": np.array(GOVERNORATES, dtype=object)[place % len(GOVERNORATES)],
            "admin2": "",
            "admin3": "",
            "lon": lon[place],
            "lat": lat[place],
            "geo_precision": (place % 3 == 0) + 1,
            "precision_km": np.where(place % 3 == 0, 5.0, 0.5),
            "fatalities": fatalities,
            "fatalities_low": fatalities,
            "fatalities_high": fatalities,
            "source": named("Paper", place % 40),
            "source_url": "",
            "description": [" ".join(row)[:TEXT_LENGTH].ljust(TEXT_LENGTH, ".") for row in words],
        }
    )
