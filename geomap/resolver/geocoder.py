"""The resolver as a geopy geocoder, and an opt-in chain that asks Nominatim last.

>>> from geomap.resolver.geocoder import SyriaGeocoder
>>> SyriaGeocoder().geocode("Deir Ezzor, Syria").address  # doctest: +SKIP
'Deir ez-Zor, Deir ez-Zor, Syria'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geopy.distance import geodesic
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.gazetteer.distances import gap_km
from geomap.model import Hints, Resolution, Verdict
from geomap.resolver.fallback.kept_answers import KeptAnswers
from geomap.resolver.fallback.nominatim import in_syria, make_nominatim
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from geomap.model import Candidate, Place
    from geomap.resolver.fallback.nominatim import BoundNominatim
    from geomap.resolver.resolver import Resolver

__all__ = ["SyriaGeocoder", "make_nominatim"]

_COUNTRY = (", syria", ", syrian arab republic", "، سوريا", "، سورية", ", سوريا", ", سورية")


class SyriaGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode Syrian place names offline, with geopy's interface.

    Works in ``geopandas.tools.geocode(names, provider=SyriaGeocoder)`` and under geopy's
    ``RateLimiter``. An ambiguous or unknown name is None, as with every geopy geocoder;
    ``exactly_one=False`` gives every candidate.

    Parameters
    ----------
    gazetteer, overrides
        Files as in `geomap.settings.PlaceSettings`.
    resolver
        A resolver to use instead.
    fallback
        Another geopy geocoder that is asked where this one has no answer (see
        `make_nominatim`); its answers carry ``raw["provider"]``.
    cache
        SQLite file that keeps the fallback's answers; none by default.
    """

    def __init__(
        self,
        gazetteer: str | Path | None = None,
        overrides: str | Path | None = None,
        *,
        resolver: Resolver | None = None,
        fallback: Geocoder | BoundNominatim | None = None,
        cache: str | Path | None = None,
        timeout: Any = None,
        user_agent: str | None = None,
    ) -> None:
        super().__init__(user_agent=user_agent or "geomap", timeout=timeout or 10)
        self.resolver = resolver or make_resolver(
            PlaceSettings(
                Path(gazetteer) if gazetteer else None, Path(overrides) if overrides else None
            )
        )
        self.fallback = fallback
        self._cache = KeptAnswers(Path(cache)) if cache else None

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = None,
        language: str = "en",
        admin1: str = "",
        admin2: str = "",
        admin3: str = "",
    ) -> Location | list[Location] | None:
        """Return the location of a name.

        Parameters
        ----------
        query
            A place name; ", Syria" at its end is dropped.
        exactly_one
            One location or None; False: every candidate, best first, or None.
        timeout
            Of the fallback, seconds.
        language
            ``ar`` for Arabic addresses, else English.
        admin1, admin2, admin3
            Units that hold the place, where they are known.
        """
        query = str(query)
        name = query
        for ending in _COUNTRY:
            if name.casefold().endswith(ending):
                name = name[: -len(ending)]
        answer = self.resolver.resolve(name, Hints(admin1, admin2, admin3))
        if answer.resolved:
            best = self._located(answer, language)
            if exactly_one:
                return best
            others = [
                self._candidate(candidate, language)
                for candidate in answer.candidates
                if answer.place is None or candidate.place.place_id != answer.place.place_id
            ]
            return [best, *others]
        if not exactly_one and answer.verdict is Verdict.AMBIGUOUS:
            return [self._candidate(candidate, language) for candidate in answer.candidates]
        return self._ask_fallback(
            query, exactly_one=exactly_one, timeout=timeout, language=language
        )

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: Any = None,  # noqa: ARG002
        language: str = "en",
        within_km: float = 25.0,
    ) -> Location | list[Location] | None:
        """Return the settlement or site nearest to a point (``lat, lon`` as geopy has it).

        Parameters
        ----------
        query
            A geopy point, a pair ``lat, lon`` or its text.
        exactly_one
            One location or None; False: up to ten, nearest first, or None.
        language
            ``ar`` for Arabic addresses, else English.
        within_km
            How far to look.
        """
        point = Point.from_string(query) if isinstance(query, str) else Point(query)
        lon, lat = float(point.longitude), float(point.latitude)
        near = sorted(
            (
                (gap_km(lon, lat, place.lon, place.lat), place.place_id, place)
                for place in self.resolver.gazetteer.places.values()
                if place.feature_class in "PS"
                and abs(place.lat - lat) < within_km / 100
                and abs(place.lon - lon) < within_km / 80
            ),
            key=lambda item: item[:2],
        )[:20]
        found = []
        for _, _, place in near:
            km = geodesic((lat, lon), (place.lat, place.lon)).km
            if km <= within_km:
                found.append((km, self._place(place, language, {"distance_km": round(km, 3)})))
        found.sort(key=lambda item: item[0])
        locations = [location for _, location in found[:10]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _located(self, answer: Resolution, language: str) -> Location:
        assert answer.place is not None
        raw = {
            "provider": "geomap",
            "status": str(answer.verdict),
            "place_id": answer.place_id,
            "pcode": answer.place.pcode,
            "score": answer.score,
            "rule": answer.rule,
            "geo_precision": answer.geo_precision,
            "precision_km": answer.precision_km,
            "reasons": list(answer.reasons),
        }
        return Location(self._address(answer.place, language), (answer.lat, answer.lon), raw)

    def _candidate(self, candidate: Candidate, language: str) -> Location:
        return self._place(
            candidate.place, language,
            {"status": "candidate", "score": candidate.score, "reasons": list(candidate.reasons)},
        )  # fmt: skip

    def _place(self, place: Place, language: str, more: dict[str, Any]) -> Location:
        raw = {"provider": "geomap", "place_id": place.place_id, "pcode": place.pcode, **more}
        return Location(self._address(place, language), (place.lat, place.lon), raw)

    def _address(self, place: Place, language: str) -> str:
        arabic = language.startswith("ar")
        places = self.resolver.gazetteer.places
        parts = [place.name_ar if arabic and place.name_ar else place.name]
        for unit in (place.admin2, place.admin1):
            if unit and unit != place.place_id and unit in places:
                named = places[unit]
                parts.append(named.name_ar if arabic and named.name_ar else named.name)
        if place.country == "SY":
            parts.append("سوريا" if arabic else "Syria")
        else:
            parts.append(place.country)
        return ("، " if arabic else ", ").join(dict.fromkeys(parts))

    def _ask_fallback(
        self, query: str, *, exactly_one: bool, timeout: Any, language: str
    ) -> Location | list[Location] | None:
        if self.fallback is None:
            return None
        provider = getattr(self.fallback, "provider", type(self.fallback).__name__)
        key = f"{provider}\x1f{language}\x1f{query}"
        known = self._cache.get(key) if self._cache else None
        if known is None:
            options = {"exactly_one": False, "language": language}
            if timeout is not None:
                options["timeout"] = timeout
            answers = self.fallback.geocode(query, **options) or []
            known = [
                {"address": a.address, "lat": a.latitude, "lon": a.longitude}
                for a in answers
                if in_syria(a.latitude, a.longitude)
            ]
            if self._cache:
                self._cache.put(key, known)
        found = [
            Location(
                k["address"], (k["lat"], k["lon"]), {"provider": provider, "status": "fallback"}
            )
            for k in known
        ]
        if not found:
            return None
        return found[0] if exactly_one else found
