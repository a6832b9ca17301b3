"""Tables of incidents as Airwars and those who work like it publish them.

Who is suspected is an attribution, not an actor; the grading of the claim is kept as it is.
"""

from geomap.lang.lexicon import mapping
from geomap.tables.schemes.scheme import Scheme, Take

_LOW = (
    "minimum_civilians_reported_killed", "min_civilians_reported_killed", "civilians_killed_min",
    "civilian_deaths_min", "minimum_civilian_deaths", "killed_min", "casualties_min",
)  # fmt: skip
_HIGH = tuple(heading.replace("minimum", "maximum").replace("min", "max") for heading in _LOW)
_BOTH = ("civilians_reported_killed",)
"""One column for both, such as ``2–5``, ``3`` or ``Unknown``."""
_LEAST = r"^(?=\d+\s*[-–]|\D*$)(\d+)?"
_MOST = r"^(?=\d+\s*[-–]|\D*$)(?:\d+\s*[-–]\s*(\d+))?"
_CODE = (
    "incident_code", "unique_reference_code", "incident_id", "reference_code", "code",
    "unique_reference", "airwars_code",
)  # fmt: skip
_WHO = ("suspected_belligerent", "suspected_belligerents", "belligerent", "suspected_attacker",
        "alleged_belligerent")  # fmt: skip
_WHEN = ("incident_date", "date_of_incident", "date")

SCHEME = Scheme(
    name="airwars",
    title="Airwars-like incidents",
    signs=tuple(frozenset({code, who}) for code in _CODE for who in _WHO),
    takes={
        "event_id": Take(_CODE, prefix="airwars-"),
        "date_start": Take(_WHEN),
        "event_type": Take(
            ("strike_type", "type_of_attack", "attack_type"),
            codes={
                "airstrike": "Explosions/Remote violence",
                "drone strike": "Explosions/Remote violence",
                "artillery": "Explosions/Remote violence",
                "ground operation": "Battles",
            },
            other="Explosions/Remote violence",
        ),
        "attributed_to": Take(_WHO),
        "actor2": Take(("suspected_target", "known_target")),
        "location": Take(("location_name", "location", "village_town", "place")),
        "admin1": Take(("governorate", "province", "region", "admin1")),
        "admin2": Take(("district", "admin2")),
        "lon": Take(("longitude", "lon", "lng")),
        "lat": Take(("latitude", "lat")),
        "geo_precision": Take(
            ("geolocation_accuracy", "geo_accuracy", "location_accuracy", "accuracy"),
            codes=mapping("formats", "airwars.accuracy"),
            other="",
        ),
        "fatalities_low": Take((*_LOW, *_BOTH), pattern=_LEAST),
        "fatalities_high": Take((*_HIGH, *_BOTH), pattern=_MOST),
        "source": Take(("sources", "source")),
        "source_url": Take(("url", "link", "permalink", "incident_url")),
        "description": Take(("assessment", "summary", "description", "notes")),
    },
)  # fmt: skip
