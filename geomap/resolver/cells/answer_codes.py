"""Answers that need no name: p-codes, coordinates, and what the user has decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.areas.extent import country_at, near_syria
from geomap.gazetteer.distances import gap_km
from geomap.model import Candidate, Place, Resolution, Verdict
from geomap.resolver.cells.coordinates import is_pair, parse_coordinates
from geomap.resolver.ranking import refuse

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.resolver.overrides import Decision
    from geomap.resolver.ranking import Judge


class CodeAnswers:
    """Answers by p-code, by coordinates or by the user's word."""

    def __init__(self, gazetteer: Gazetteer, judge: Judge) -> None:
        self.gazetteer = gazetteer
        self.judge = judge
        self._pcodes: dict[str, Place] | None = None

    def by_code(self, text: str) -> Resolution | None:
        """Return the answer to a p-code or coordinates, None for anything else."""
        code = text.strip().upper()
        place = self.gazetteer.places.get(code) or self._by_pcode(code)
        if place is not None:
            return self.judge.answer(text, place, "code", 1.0, ("its p-code",))
        given = parse_coordinates(text)
        if given is None and is_pair(text):
            return refuse(text, "two numbers that are no sure point: say which is the latitude")
        if given is None:
            return None
        lon, lat, fine = given
        if not near_syria(lon, lat):
            return refuse(text, "coordinates outside Syria")
        country = country_at(lon, lat) or "SY"
        admin = self._unit_at(lon, lat) if country == "SY" else ""
        why = () if country == "SY" else (f"not in Syria: {country}",)
        point = Place(
            place_id=f"@{lon:.5f},{lat:.5f}", name=f"{lat:.5f}, {lon:.5f}", name_ar="",
            feature_class="S", feature_code="PT", lon=lon, lat=lat, radius_km=fine, admin1=admin,
            country=country,
        )  # fmt: skip
        return Resolution(
            text, Verdict.RESOLVED, point, lon, lat, 1 if fine <= 5 else 2 if fine <= 50 else 3,
            fine, 1.0, "coordinates", (Candidate(point, 1.0, ("coordinates",)),),
            ("coordinates as written", *why), None, point.place_id,
        )  # fmt: skip

    def _by_pcode(self, code: str) -> Place | None:
        if not (code[:1] in ("C", "N", "S") and code[-1:].isdigit()):
            return None
        if self._pcodes is None:
            self._pcodes = {p.pcode: p for p in self.gazetteer.places.values() if p.pcode}
        return self._pcodes.get(code)

    def _unit_at(self, lon: float, lat: float) -> str:
        """Return the governorate of a point: by outline, else by the nearest place."""
        import shapely

        point = shapely.Point(lon, lat)
        for place_id, area in self.gazetteer.areas.items():
            if len(place_id) == 4 and place_id.startswith("SY") and area.contains(point):
                return place_id
        near = min(
            (p for p in self.gazetteer.places.values() if p.feature_class == "P" and p.admin1),
            key=lambda p: gap_km(lon, lat, p.lon, p.lat),
            default=None,
        )
        if near is None or gap_km(lon, lat, near.lon, near.lat) > 25:
            return ""
        return near.admin1

    def by_decision(self, text: str, decision: Decision) -> Resolution:
        """Return the answer that a row of the overrides gives."""
        why = (f"your override, row {decision.row}",)
        if decision.place_id:
            place = self.gazetteer.places.get(decision.place_id)
            if place is None:
                return replace(refuse(text, f"override names unknown place {decision.place_id}"),
                               rule="override")  # fmt: skip
            return self.judge.answer(text, place, "override", 1.0, why)
        if decision.lon is None or decision.lat is None:
            return Resolution(text, Verdict.UNKNOWN, rule="override", reasons=why)
        point = Place(
            place_id=f"@{decision.lon:.5f},{decision.lat:.5f}", name=text.strip(), name_ar="",
            feature_class="S", feature_code="PT", lon=decision.lon, lat=decision.lat,
            radius_km=1.0, admin1=self._unit_at(decision.lon, decision.lat), source="override",
        )  # fmt: skip
        return Resolution(
            text, Verdict.RESOLVED, point, point.lon, point.lat, 1, 1.0, 1.0, "override",
            (Candidate(point, 1.0, why),), why, None, point.place_id,
        )  # fmt: skip
