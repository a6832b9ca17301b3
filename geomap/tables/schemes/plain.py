"""Plain tables: the event columns by their own names, whatever their case."""

from geomap.schema import EVENT_COLUMNS
from geomap.tables.schemes.scheme import Scheme, Take

SCHEME = Scheme(
    name="plain",
    title="a table with event columns",
    signs=(),
    takes={
        **{name: Take((name,)) for name in EVENT_COLUMNS},
        "date_start": Take(("date_start", "date")),
        "lon": Take(("lon", "longitude")),
        "lat": Take(("lat", "latitude")),
    },
)
