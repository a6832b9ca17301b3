"""timemap's events: the JSON that Forensic Architecture's timemap reads.

Days are month first (``02/24/2022``). ``sources`` is a list of texts, or of objects with ``id``,
``path`` and ``description``.
"""

from geomap.tables.schemes.scheme import Scheme, Take

_SOURCE = r'(?s)(?=\[\s*\{)(?:.*?"(?:id|title)":\s*"([^"]*)")?'
_PATH = r'(?s)(?:.*?"path":\s*"(https?://[^"]*)")?'
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
        "source": Take(("sources", "source"), pattern=_SOURCE),
        "source_url": Take(("sources", "source"), pattern=_PATH),
        "description": Take(("description", "title")),
    },
    dates="mdy",
)
