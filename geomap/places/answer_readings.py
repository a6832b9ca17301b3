"""Answering cells that hold two names: spellings of one place, or a place and what holds it."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.model import Place, Resolution, Verdict
from geomap.places.conflate import gap_km
from geomap.places.hints import CONTEXT_ALIKE, Wanted
from geomap.places.names import fold_name, parse_name
from geomap.places.readings import Reading, split_readings
from geomap.places.words import QUALIFIER_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.places.resolve import Resolver
    from geomap.places.scored import Scored

    Found = dict[str, Scored]

_merit = itemgetter(0)

SIDE_BY_SIDE_KM = 12.0
"""Two names in one cell that lie this near are one answer with a larger radius."""


def by_readings(
    resolver: Resolver, text: str, whole: Found, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the best answer of the readings of a cell; None if there is nothing to say.

    `whole` are the candidates of the cell as it stands.
    """
    options = []
    for reading in split_readings(text):
        answer = by_reading(resolver, text, reading, wanted, near)
        if answer is not None:
            options.append(answer)
            if answer.resolved and answer.rule != "context" and answer.score > 0.8:
                break
    if whole and not options:
        return None
    ranked = sorted(options, key=lambda r: (not r.resolved, r.rule == "context", -r.score))
    return ranked[0] if ranked else None


def by_reading(
    resolver: Resolver, text: str, reading: Reading, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the answer to one reading: names of one place, within what its context says."""
    names = list(reading.names)
    holder: Resolution | None = None
    beside = list(near)
    for context in reading.context:
        key = parse_name(context).key
        if any(parse_name(name).key == key and name != context for name in names):
            continue  # "Has (Hass)" is one name twice, not a place in another.
        unit = context_unit(resolver, context, wanted)
        if unit:
            wanted = Wanted(unit[:4], unit if len(unit) > 4 else wanted.deep)
            if context in names and len(names) > 1:
                names.remove(context)
                continue
        place = context_place(resolver, context, wanted, near)
        if place is not None and place.place is not None:
            holder = holder or place
            if place.place.feature_class != "A":
                beside.append(place.place)
    merged: Found = {}
    parsed_first = parse_name(names[0])
    groups: list[Found] = []
    for name in names:
        parsed = parse_name(name)
        found = resolver.index.find(parsed, wanted, beside)
        best = max(found.values(), default=None, key=_merit)
        if best is None or best.merit < resolver.least + 1.0:
            found = {**resolver.index.find(parsed, wanted, beside, wide=True), **found}
        groups.append(found)
        for place_id, scored in found.items():
            before = merged.get(place_id)
            if before is None:
                merged[place_id] = scored
            else:
                better = max(before, scored, key=_merit)
                merged[place_id] = better._replace(merit=better.merit + resolver.weights.together)
    answer = resolver.judge.decide(text, parsed_first, merged, rule="")
    if answer.verdict is Verdict.AMBIGUOUS and len(names) > 1:
        answer = side_by_side(resolver, text, groups, answer)
    if not answer.resolved and holder is not None and holder.place is not None:
        held = holder.place
        if held.feature_class in "PS" and held.radius_km <= 10 and len(reading.names) == 1:
            return Resolution(
                text, Verdict.RESOLVED, held, held.lon, held.lat, 2,
                max(5.0, 2 * held.radius_km), round(0.8 * holder.score, 4), "context",
                answer.candidates, ("the name is not known; the place said to hold it is",),
                None, f"{held.place_id}/near",
            )  # fmt: skip
    if answer.resolved and answer.rule != "foreign":
        return replace(answer, rule="reading" if len(names) > 1 else answer.rule)
    return answer


def side_by_side(
    resolver: Resolver, text: str, groups: list[Found], answer: Resolution
) -> Resolution:
    """Return the first of two neighbours that are named in one breath, with their spread."""
    tops = [max(found.values(), key=_merit) for found in groups if found]
    tops = [top for top in tops if top.merit > resolver.least + 1]
    if len(tops) < 2:
        return answer
    first = tops[0].place
    spread = max(gap_km(first.lon, first.lat, t.place.lon, t.place.lat) for t in tops)
    if spread > SIDE_BY_SIDE_KM:
        return answer
    return Resolution(
        text, Verdict.RESOLVED, first, first.lon, first.lat, 2, round(spread + 1, 1),
        answer.score, "reading", answer.candidates,
        ("the first of two neighbouring places that are named together",), None,
        first.place_id,
    )  # fmt: skip


def context_unit(resolver: Resolver, text: str, wanted: Wanted) -> str:
    """Return the admin unit that a context names, if it agrees with the hints."""
    parsed = parse_name(text)
    hints = resolver.index.hints
    level = 1
    for kind, asked in (("adm3", 3), ("adm2", 2), ("area", 3)):
        if kind in parsed.kinds:
            level = asked
    units = hints.find_units(text, level, CONTEXT_ALIKE)
    if not units and parsed.qualifiers:
        units = hints.find_units(_without_sides(text), level, CONTEXT_ALIKE)
    agreeing = [unit for unit in units if not wanted.admin1 or unit[:4] == wanted.admin1]
    if len(agreeing) > 1:
        agreeing = sorted(agreeing, key=len)
    return agreeing[0] if agreeing else ""


def context_place(
    resolver: Resolver, text: str, wanted: Wanted, near: Sequence[Place]
) -> Resolution | None:
    """Return the place that a context names, None if that is not certain."""
    parsed = parse_name(text)
    answer = resolver.judge.decide(text, parsed, resolver.index.find(parsed, wanted, near))
    return answer if answer.resolved else None


def _without_sides(text: str) -> str:
    """Return the folded words of a text without directions and sizes."""
    return " ".join(word for word in fold_name(text).split() if word not in QUALIFIER_OF)
