"""Where the words of a model's place lie: asked of the resolver as a careful reader would ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.located.report_places import strip_kind
from geomap.lang.letters import fold
from geomap.model import Hints
from geomap.model_reader.witness import INSIDE, NEAR_KM, SPOT, TOWN_KM
from geomap.resolver.cells.spots import is_spot

if TYPE_CHECKING:
    from geomap.extract.reading import Reading
    from geomap.model import Place, Resolution
    from geomap.resolver.resolver import Resolver

NEAR_PLACES = 8
SURE = 0.9
SHARE = 0.6
"""A governorate that holds this share of a report's sure places decides between namesakes."""
ALONE, KNOWN, TOWN = 0.9, 0.7, 45.0
"""What a score must be where a place lies far from all others of its report; of towns, by their
importance, less."""


class PlaceAsker:
    """Asks for the places of one report, with all that the report says of them."""

    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        self.resolver = resolver
        self.mentions = [m for m in reading.places if m.resolution and m.resolution.resolved]
        self.near = self._sure_places()
        self.governorate = self._common_governorate()

    def ask(self, words: str, hint: str, span: tuple[int, int]) -> list[Resolution]:
        """Return the answers to each way of asking, the closest to the words first; never empty.

        As written, then without its word for town, each in the unit that the text names, in the
        governorate of that unit, else in the report's own governorate; last the one place named
        inside the words, as somewhere near it.
        """
        near = tuple(p for p in self.near if p.name != words)[:NEAR_PLACES]
        units = [hint, self._unit_of(hint)] if hint else ["", self.governorate]
        answers = [
            self.resolver.resolve(name, Hints(admin1=unit), near=near)
            for name in dict.fromkeys((words, strip_kind(words)))
            for unit in dict.fromkeys(units)
            if name
        ]
        alone = self._alone(words, hint) if not any(a.resolved for a in answers) else []
        return [
            *answers,
            *alone,
            *self._part_of(span, answers[0]),
            *self._held_by(hint, answers[0]),
        ]

    def _alone(self, words: str, hint: str) -> list[Resolution]:
        """Return a sure answer that takes no account of the report's other places.

        A round-up of a country names places far from all others.
        """
        asked = self.resolver.resolve(strip_kind(words) or words, Hints(admin1=hint))
        place = asked.place
        if place is None or place.country != "SY":
            return []
        least = KNOWN if place.importance >= TOWN else ALONE
        return [asked] if asked.resolved and asked.score >= least else []

    def _held_by(self, hint: str, asked: Resolution) -> list[Resolution]:
        """Return the town that the text names as the holder of a spot which nobody knows.

        "Khalid school" in "the town of Nawa" is somewhere in Nawa; in "Daraa province" it is not
        known where, nor is a village that nobody knows in "Nawa".
        """
        if not hint or asked.resolved or not (is_spot(asked.toponym) or _is_town(hint)):
            return []
        near = tuple(self.near)[:NEAR_PLACES]
        for name in dict.fromkeys((hint, strip_kind(hint))):
            answer = self.resolver.resolve(name, Hints(admin1=self.governorate), near=near)
            place = answer.place
            is_town = place is not None and place.feature_class in "PS" and place.country == "SY"
            if answer.resolved and is_town and (answer.precision_km or 99.0) <= TOWN_KM:
                return [
                    replace(
                        answer, toponym=asked.toponym, geo_precision=2, score=SPOT * answer.score,
                        precision_km=max(NEAR_KM, answer.precision_km or 0.0),
                        reasons=(*answer.reasons, "the spot is not known; what holds it is"),
                    )
                ]  # fmt: skip
        return []

    def _unit_of(self, hint: str) -> str:
        """Return the governorate of the town or district that the text names as the holder."""
        found = self.resolver.resolve(hint, Hints())
        return found.place.admin1 if found.resolved and found.place else ""

    def _part_of(self, span: tuple[int, int], asked: Resolution) -> list[Resolution]:
        """Return the one place named within words that are no name as a whole, said as near it."""
        inside: dict[str, Resolution] = {}
        for mention in self.mentions:
            answer = mention.resolution
            if span[0] <= mention.start < span[1] and answer and answer.place:
                inside.setdefault(answer.place_id, answer)
        if len(inside) != 1 or asked.candidates:
            return []
        (answer,) = inside.values()
        return [
            replace(
                answer, toponym=asked.toponym, geo_precision=max(2, answer.geo_precision or 2),
                precision_km=max(NEAR_KM, answer.precision_km or 0.0), score=SPOT * answer.score,
                rule=INSIDE, reasons=(*answer.reasons, "named within the words of the place"),
            )
        ]  # fmt: skip

    def _sure_places(self) -> list[Place]:
        found: dict[str, Place] = {}
        for mention in self.mentions:
            answer = mention.resolution
            if answer and answer.place and answer.score >= SURE:
                found.setdefault(answer.place.place_id, answer.place)
        return list(found.values())

    def _common_governorate(self) -> str:
        counts = Counter(place.admin1 for place in self.near if place.admin1)
        for name, count in counts.most_common(1):
            if count >= SHARE * counts.total():
                return name
        return ""


def _is_town(hint: str) -> bool:
    """Return True for words that say a town: what lies in "the city of X" lies in no village."""
    return not {"city", "town", "مدينه", "بلده"}.isdisjoint(fold(hint).split())
