"""GDELT 2.0 events: 61 columns, tabs, no header.

Source: The GDELT Event Database Data Format Codebook V2.0 and CAMEO. ``ActionGeo_Type`` 1 country,
2 and 5 first-order unit, 3 and 4 city or landmark.
"""

from geomap.lang.lexicon import lists_of_file
from geomap.tables.schemes.scheme import Scheme, Take

_PARTS = lists_of_file("formats", "gdelt")

COLUMNS = (
    *_PARTS["first"],
    *(f"{who}{part}" for who in ("Actor1", "Actor2") for part in _PARTS["actor"]),
    *_PARTS["event"],
    *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in _PARTS["place"]),
    *_PARTS["last"],
)

COLUMNS_1 = tuple(column for column in COLUMNS if not column.endswith("_ADM2Code"))
"""GDELT 1.0 as it comes every day since April 2013; the years before lack the last column."""

_ROOTS = {
    **{f"{code:02}": "Strategic developments" for code in range(1, 18)},
    "14": "Protests", "18": "Violence against civilians", "19": "Battles",
    "20": "Violence against civilians",
}  # fmt: skip
_TYPES = {
    **_ROOTS,
    **{f"{root}{digit}": _ROOTS[root] for root in _ROOTS for digit in range(10)},
    "145": "Riots", "183": "Explosions/Remote violence", "194": "Explosions/Remote violence",
    "195": "Explosions/Remote violence", "204": "Explosions/Remote violence",
}  # fmt: skip

SCHEME = Scheme(
    name="gdelt",
    title="GDELT 2.0 events",
    signs=(frozenset({"globaleventid", "sqldate", "actiongeo_lat", "actiongeo_long"}),),
    takes={
        "event_id": Take(("globaleventid",), prefix="gdelt-"),
        "date_start": Take(("sqldate",)),
        "event_type": Take(("eventbasecode", "eventrootcode"), codes=_TYPES),
        "actor1": Take(("actor1name",)),
        "actor2": Take(("actor2name",)),
        "location": Take(("actiongeo_fullname",), pattern=r"^([^,]*)"),
        "admin1": Take(("actiongeo_fullname",), pattern=r"^[^,]*(?:,\s*([^,]*)(?=,))?"),
        "lon": Take(("actiongeo_long",)),
        "lat": Take(("actiongeo_lat",)),
        "geo_precision": Take(
            ("actiongeo_type",), codes={"1": "3", "2": "3", "3": "1", "4": "1", "5": "3"}
        ),
        "precision_km": Take(
            ("actiongeo_type",), codes={"1": "350", "2": "60", "3": "5", "4": "5", "5": "60"}
        ),
        "source_url": Take(("sourceurl",)),
    },
    fixed={"source": "GDELT"},
    headless=COLUMNS,
)
