"""timemap's events: the JSON that Forensic Architecture's timemap reads."""

from geomap.sources.schemes.scheme import Scheme, Take

_NEEDED = {"date", "location", "latitude", "longitude", "description"}

SCHEME = Scheme(
    name="timemap",
    title="timemap events",
    signs=tuple(
        frozenset({*_NEEDED, sign})
        for sign in ("associations", "sources", "category", "filters", "media")
    ),
    takes={
        "event_id": Take(("id", "event_id"), prefix="timemap-"),
        "date_start": Take(("date",)),
        "location": Take(("location",)),
        "lon": Take(("longitude",)),
        "lat": Take(("latitude",)),
        "sub_event_type": Take(("type",)),
        "source": Take(("sources", "source")),
        "description": Take(("description", "title")),
    },
)
