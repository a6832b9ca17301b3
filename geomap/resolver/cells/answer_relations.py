"""Relations answered: an area with its size from what was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.common_words import say_common
from geomap.gazetteer.distances import gap_km
from geomap.lang.lexicon import NAMES, mapping
from geomap.lang.name_keys import ParsedName, parse_name
from geomap.model import Candidate, Place, Resolution, Verdict
from geomap.resolver.admin_context import CONTEXT_ALIKE, DAMASCUS, RURAL_DAMASCUS, Wanted
from geomap.resolver.cells.phrases import read_phrases
from geomap.resolver.cells.readings import SEPARATORS
from geomap.resolver.cells.relations import Relation, parse_relation
from geomap.resolver.cells.spots import PART_KM
from geomap.resolver.cells.vague_parts import read_vague

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.resolver.cells.asked import Asked
    from geomap.resolver.merits.scored import Scored

    Found = dict[str, Scored]

AREA_RELATIONS = ("part", "rural", "side", "within", "desert")
APART_KM = 400
"""The ends of a road, or of what lies between them, are no farther apart."""
TOWN = 45.0
"""Least importance of a town that "northern X" may be a part of."""


def by_relation(
    resolver: Asked,
    text: str,
    parsed: ParsedName,
    found: Found,
    wanted: Wanted,
    near: Sequence[Place],
) -> Resolution | None:
    """Return the answer to a relation, None if the text is none or its names have no place.

    `found` are the candidates of the text as it stands.
    """
    for plain, inside in read_vague(text):
        if plain != text and (
            left := by_what_is_left(resolver, text, (plain, inside), wanted, near)
        ):
            return left
    for relation in (*read_phrases(text), *parse_relation(text)):
        if relation.kind in ("inside", "open", "quarter"):
            held = by_holder(resolver, text, relation, wanted, near)
            if held is not None:
                return held
            continue
        if relation.kind == "side" and has_its_side(parsed, found):
            continue
        derived = derive(resolver, relation, wanted, near)
        if derived is None:
            continue
        base, place_id, score = derived
        place = resolver.gazetteer.places.get(place_id)
        if place is not None:
            return resolver.judge.answer(text, place, "relation", score, ("a relation",))
        from geomap.gazetteer.areas.shapes import derived_shape

        shape = derived_shape(resolver.gazetteer, place_id)
        if shape is None:
            continue
        return Resolution(
            text, Verdict.RESOLVED, base, shape.lon, shape.lat, shape.geo_precision,
            shape.precision_km, score, "relation",
            (Candidate(base, score, (f"{relation.kind} of it",), base.name),),
            (f"read as: {say_relation(relation)}", "the area that the words cover, not a point"),
            shape.area, place_id,
        )  # fmt: skip
    return None


def by_what_is_left(
    resolver: Asked, text: str, left: tuple[str, bool], wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to a text without words that say no more of where, None if none."""
    plain, inside = left
    answer = resolver.resolve_inner(plain, wanted, near)
    if not answer.resolved or answer.place is None:
        return None
    if not inside or answer.geo_precision != 1:
        return replace(answer, toponym=text)
    why = "somewhere in it: which part is not said"
    return replace(
        answer,
        toponym=text,
        rule="relation",
        geo_precision=2,
        precision_km=max(PART_KM, answer.precision_km or 0.0),
        reasons=(*answer.reasons, why),
    )


def by_holder(
    resolver: Asked, text: str, relation: Relation, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to "a bakery in X" (somewhere in X) and to "X district of Y"."""
    name = relation.names[-1]
    if relation.kind == "quarter":
        quarter = resolver.plain_name(f"{relation.names[0]}, {name}", wanted, near)
        whole = resolver.plain_name(name, wanted, near)
        if quarter.resolved and quarter.rule != "foreign" and quarter.place_id != whole.place_id:
            return replace(quarter, toponym=text)
        return None
    unit = unit_of(resolver, name, relation, wanted) if relation.kind == "open" else None
    if unit is not None:
        answer = resolver.judge.answer(text, unit, "relation", 0.95, ("somewhere in it",))
    else:
        answer = resolver.resolve_inner(name, wanted, near)
        if not answer.resolved:
            return None
    why = "somewhere in it: what it is called after is all that is known"
    return replace(answer, toponym=text, rule="relation", reasons=(*answer.reasons, why))


def has_its_side(parsed: ParsedName, found: Found) -> bool:
    """Return True if a place carries the direction in its name, as "Tall Aswad Sharqi"."""
    return any(
        scored.entry.qualifiers == parsed.qualifiers and scored.merit > -1.0
        for scored in found.values()
    )


def derive(
    resolver: Asked, relation: Relation, wanted: Wanted, near: Sequence[Place]
) -> tuple[Place, str, float] | None:
    """Return the place that a relation starts from, the derived id and the score."""
    kind = relation.kind
    if kind == "border":
        return derive_border(resolver, relation, wanted, near)
    bases, score = [], 1.0
    for name in relation.names:
        found = _base_of(resolver, name, relation, wanted, near)
        if found is None:
            return None
        bases.append(found[0])
        score = min(score, found[1])
    base = bases[0]
    if not _may_start_from(base, relation):
        return None
    if (kind == "within" and base.feature_class in "AL") or (
        kind == "rural" and base.feature_class == "L"
    ):
        return base, base.place_id, score
    step = _step_between(kind, bases) if kind in ("between", "road") else _step_of(base, relation)
    if step is None or base.country != "SY":
        return None
    return base, f"{base.place_id}/{step}", round(score, 4)


def _base_of(
    resolver: Asked, name: str, relation: Relation, wanted: Wanted, near: Sequence[Place]
) -> tuple[Place, float] | None:
    """Return the place that a relation starts from by its name, and how sure it is."""
    unit = None
    if relation.kind in AREA_RELATIONS:
        unit = unit_of(resolver, name, relation, wanted)
    if unit is not None:
        return unit, 1.0
    if say_common(name):
        return None  # "around the dam", "north of the city"
    inner = resolver.plain_name(name, wanted, near)
    if not inner.resolved or inner.place is None or "/" in inner.place_id:
        return None
    if inner.place.place_id not in resolver.gazetteer.places:
        return None
    return inner.place, inner.score


def _may_start_from(base: Place, relation: Relation) -> bool:
    """Return False for a side of what has none, or the city of what is no town."""
    if relation.kind == "city":
        return base.feature_class == "P"
    if relation.kind != "side":
        return True
    if SEPARATORS.search(relation.names[0]):
        return False  # "Tasil, in western Daraa" has no west of its own
    wide = base.feature_class in "AL" or base.feature_code == "RGN"
    return wide or base.importance >= TOWN


def _step_of(base: Place, relation: Relation) -> str | None:
    """Return how the area of a relation is called from its place on."""
    return {
        "part": relation.direction,
        "side": relation.direction,
        "rural": "rural",
        "near": "near",
        "desert": "desert",
        "city": f"city-{relation.direction}",
        "within": "near",
        "distance": f"{relation.km:g}km-{relation.direction}",
        "ring": f"{relation.km:g}km",
        "edge": _edge_of(base, relation.direction),
        "bank": f"bank/{relation.direction}",
    }.get(relation.kind)


def _step_between(kind: str, ends: Sequence[Place]) -> str | None:
    """Return the same for what lies between two places, None if they are one or far apart."""
    first, second = ends
    if first.place_id == second.place_id:
        return None
    if gap_km(first.lon, first.lat, second.lon, second.lat) > APART_KM:
        return None
    return f"{kind}/{second.place_id}"


def _edge_of(town: Place, direction: str) -> str:
    """Return the step from a town to its edge on one side, or around it."""
    return f"{max(1.0, round(town.radius_km)):g}km-{direction}" if direction else "near"


def unit_of(resolver: Asked, name: str, relation: Relation, wanted: Wanted) -> Place | None:
    """Return the governorate that a relation means by a bare name, if the hints allow it."""
    units = resolver.index.hints.find_units(name, 1, CONTEXT_ALIKE)
    if not units or len(units[0]) != 4 or parse_name(name).qualifiers:
        return None
    unit = units[0]
    if unit == DAMASCUS and relation.kind in ("part", "rural"):
        unit = RURAL_DAMASCUS
    if unit not in resolver.gazetteer.places:
        return None
    swapped = {unit, wanted.admin1} == {DAMASCUS, RURAL_DAMASCUS}
    if wanted.admin1 not in ("", unit) and not swapped:
        return None
    return resolver.gazetteer.places[unit]


def derive_border(
    resolver: Asked, relation: Relation, wanted: Wanted, near: Sequence[Place]
) -> tuple[Place, str, float] | None:
    """Return the same for a border, whole or near a place."""
    said = mapping(NAMES, "relations.borders").get(relation.nation, "")
    line = line_of(resolver, said.split("|"))
    if relation.names:
        inner = resolver.plain_name(relation.names[0], wanted, near)
        if not inner.resolved or inner.place is None:
            return None
        if line is not None and line.place_id in resolver.gazetteer.areas:
            return inner.place, f"{line.place_id}/along/{inner.place.place_id}", inner.score
        return inner.place, f"{inner.place.place_id}/near", inner.score
    return (line, line.place_id, 1.0) if line is not None else None


def line_of(resolver: Asked, names: Sequence[str]) -> Place | None:
    """Return the place that bears one of the folded names."""
    for name in names:
        for place in resolver.index.spelled(name):
            return place
    return None


def say_relation(relation: Relation) -> str:
    """Return a relation in words."""
    far = f"{relation.km:g} km " if relation.km else ""
    way = f"{relation.direction} " if relation.direction else ""
    return f"{far}{way}{relation.kind} {' and '.join(relation.names)}".strip()
