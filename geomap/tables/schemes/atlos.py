"""Atlos's export of a project's incidents, and what it says of their places.

Source: Atlos's export (``slug``, ``attributes`` as columns, ``source_1`` ...) and its documentation
of the precision of geolocations: exact 10 m, vicinity 100 m, locality 1 km.
"""

from geomap.tables.schemes.scheme import Scheme, Take

_RESOLUTION = ("geolocation_resolution", "attr_geolocation_resolution")

_KM = {"exact": "0.01", "vicinity": "0.1", "locality": "1"}

SCHEME = Scheme(
    name="atlos",
    title="an export of Atlos",
    signs=(
        frozenset({"slug", "inserted_at", "latitude", "longitude"}),
        frozenset({"slug", "inserted_at", "geolocation"}),
    ),
    takes={
        "event_id": Take(("slug",), prefix="atlos-"),
        "date_start": Take(("date", "attr_date")),
        "event_type": Take(("type", "attr_type")),
        "location": Take(("location", "place", "attr_location")),
        "lon": Take(("longitude",)),
        "lat": Take(("latitude",)),
        "geo_precision": Take(_RESOLUTION, codes={"exact": "1", "vicinity": "1", "locality": "1"}),
        "precision_km": Take(_RESOLUTION, codes=_KM),
        "source_url": Take(("source_1",)),
        "description": Take(("description", "attr_description")),
    },
    fixed={"source": "Atlos"},
    kept=frozenset({"status"}),
)  # fmt: skip
