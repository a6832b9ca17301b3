"""ACLED exports, current and old headings.

Source: ACLED Codebook and the column lists of its export tool; old event types as they were until
2018, with the sub-event types that replaced them.
"""

from geomap.tables.schemes.scheme import Scheme, Take

_OLD_TYPES = {
    "battle-no change of territory": "Battles",
    "battle-government regains territory": "Battles",
    "battle-non-state actor overtakes territory": "Battles",
    "headquarters or base established": "Strategic developments",
    "non-violent transfer of territory": "Strategic developments",
    "strategic development": "Strategic developments",
    "remote violence": "Explosions/Remote violence",
}

SCHEME = Scheme(
    name="acled",
    title="ACLED",
    signs=(
        frozenset({"event_id_cnty", "event_date", "sub_event_type", "latitude", "longitude"}),
        frozenset({"event_id_cnty", "event_date", "event_type", "notes", "latitude", "longitude"}),
    ),
    takes={
        "event_id": Take(("event_id_cnty",), prefix="acled-"),
        "date_start": Take(("event_date",)),
        "time_precision": Take(("time_precision", "time_prec")),
        "event_type": Take(("event_type",), codes=_OLD_TYPES, other=None),
        "sub_event_type": Take(("sub_event_type",)),
        "actor1": Take(("actor1", "actor_1")),
        "actor2": Take(("actor2", "actor_2")),
        "location": Take(("location",)),
        "admin1": Take(("admin1", "admin_1")),
        "admin2": Take(("admin2", "admin_2")),
        "admin3": Take(("admin3", "admin_3")),
        "lon": Take(("longitude", "long")),
        "lat": Take(("latitude", "lat")),
        "geo_precision": Take(("geo_precision", "geo_precis")),
        "fatalities": Take(("fatalities",)),
        "source": Take(("source",)),
        "description": Take(("notes",)),
    },
)
