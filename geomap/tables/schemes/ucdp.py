"""UCDP GED, versions 5 and 17 to 25, and the candidate events data.

Source: UCDP GED Codebook. ``where_prec`` 1 exact, 2 within 25 km, 3 district, 4 governorate,
5 a line or a fuzzy area, 6 country, 7 waters or air space; ``date_prec`` 1 day, 2 two to six
days, 3 week, 4 month, 5 longer. Radii are geomap's own reading of those words.
"""

from geomap.tables.schemes.scheme import Scheme, Take

_UNIT = r"^(.*?)(?:\s+(?:governorate|province|district|nahiya|subdistrict|sub-district))?$"

SCHEME = Scheme(
    name="ucdp",
    title="UCDP GED",
    signs=(frozenset({"where_prec", "date_prec", "side_a", "side_b", "latitude", "longitude"}),),
    takes={
        "event_id": Take(("id", "relid"), prefix="ucdp-", whole=True),
        "date_start": Take(("date_start",)),
        "date_end": Take(("date_end",)),
        "time_precision": Take(
            ("date_prec",), codes={"1": "1", "2": "2", "3": "2", "4": "3", "5": "3"}
        ),
        "event_type": Take(
            ("type_of_violence",),
            codes={"1": "Battles", "2": "Battles", "3": "Violence against civilians"},
        ),
        "actor1": Take(("side_a",)),
        "actor2": Take(("side_b",)),
        "location": Take(("where_coordinates",)),
        "admin1": Take(("adm_1",), pattern=f"(?i){_UNIT}"),
        "admin2": Take(("adm_2",), pattern=f"(?i){_UNIT}"),
        "lon": Take(("longitude",)),
        "lat": Take(("latitude",)),
        "geo_precision": Take(
            ("where_prec",),
            codes={"1": "1", "2": "2", "3": "2", "4": "3", "5": "3", "6": "3", "7": "3"},
        ),
        "precision_km": Take(
            ("where_prec",),
            codes={"1": "1", "2": "25", "3": "25", "4": "60", "5": "60", "6": "350", "7": "350"},
        ),
        "fatalities": Take(("best", "best_est")),
        "fatalities_low": Take(("low", "low_est")),
        "fatalities_high": Take(("high", "high_est")),
        "source": Take(("source_office", "source_original", "source_article")),
        "description": Take(("source_headline", "source_article")),
    },
)
