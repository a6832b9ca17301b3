"""One row for one happening: what headline, lede and body tell again is taken into one event.

Two rows are the same where their types agree, their days do not contradict and their places are
one, or one is an area that holds the other's place. The finer place stays; days, counts and
actors are taken from whichever row gives them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import CLASH, OTHERS_TAKE
from geomap.extract.learned.scene_kinds import likelier
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.reading import ReadEvent
    from geomap.model import Place

SAME_KM = 1.5
"""Points this near each other are one spot."""

SPOT = "spot"
"""The rule by which an unknown spot is put into its city (`compose.city_spots`)."""

WIDE_KM = 15.0
"""A row less exact than this tells of an area."""

CAPITAL = frozenset({"PPLA", "PPLC"})
"""Towns whose name may stand for their governorate."""

UNNAMED = frozenset({"", "unknown-armed-group", "unidentified-forces"})
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_TAKEN = frozenset({OTHERS_TAKE, "Government regains territory"})
_BLAST = frozenset({"Remote explosive/landmine/IED", "Suicide bomb"})


def make_one(events: Sequence[ReadEvent]) -> list[ReadEvent]:
    """Return the events with those that are told again made one."""
    kept: list[ReadEvent] = []
    for event in events:
        same = next((other for other in kept if _same(other, event)), None)
        if same is None:
            kept.append(event)
        elif is_exact(event) and not is_exact(same):
            kept[kept.index(same)] = take_in(event, same)
        else:
            take_in(same, event)
    return [e for e in kept if not _told_finer(e, kept) and not _summed_up(e, kept)]


def _summed_up(event: ReadEvent, others: Sequence[ReadEvent]) -> bool:
    """Return True for a capital that headline or lede name for its governorate.

    "Strikes on Aleppo": the body tells the villages of Aleppo's countryside that were struck.
    """
    place = event.resolution.place if event.resolution is not None else None
    if not event.lead or place is None or place.feature_code not in CAPITAL:
        return False
    return any(_tells_part(other, event, place) for other in others)


def _tells_part(other: ReadEvent, event: ReadEvent, capital: Place) -> bool:
    """Return True for a row of the body within the governorate of a capital, alike in all else."""
    there = other.resolution.place if other.resolution is not None else None
    if other.lead or there is None or there.admin1 != capital.admin1 or there is capital:
        return False
    alike = event.event_type == other.event_type or kinds_agree(event, other)
    return alike and is_exact(other) and days_agree(event, other) and parties_agree(event, other)


def is_exact(event: ReadEvent) -> bool:
    """Return True where an event has one place of at most `WIDE_KM`."""
    found = event.resolution
    return found is not None and found.resolved and (found.precision_km or 0.0) <= WIDE_KM


def _same(first: ReadEvent, second: ReadEvent) -> bool:
    if not kinds_agree(first, second) or not days_agree(first, second):
        return False
    if first.status is not second.status and Status.PLANNED in {first.status, second.status}:
        return False
    if not parties_agree(first, second):
        return False
    if first.resolution is None or second.resolution is None:
        return False
    if not first.resolution.resolved or not second.resolution.resolved:
        return first.location.casefold() == second.location.casefold()
    if _neighbours(first, second):
        return False
    if SPOT in {first.resolution.rule, second.resolution.rule}:
        return first.location.casefold() == second.location.casefold()
    return gap_km(first, second) <= SAME_KM and is_exact(first) == is_exact(second)


def _neighbours(first: ReadEvent, second: ReadEvent) -> bool:
    """Return True for two settlements, however near: "Kafr Batna, Saqba" are two."""
    here = first.resolution.place if first.resolution else None
    there = second.resolution.place if second.resolution else None
    if here is None or there is None or here.place_id == there.place_id:
        return False
    return here.feature_class == there.feature_class == "P"


def _told_finer(event: ReadEvent, others: Sequence[ReadEvent]) -> bool:
    """Return True for a row of an area of which another row tells the very place."""
    if is_exact(event) or event.resolution is None or not event.resolution.resolved:
        return False
    for other in others:
        if other is event or not is_exact(other) or not kinds_agree(event, other):
            continue
        if not days_agree(event, other) or not parties_agree(event, other):
            continue
        if gap_km(event, other) <= (event.resolution.precision_km or 0.0):
            return True
    return False


def kinds_agree(first: ReadEvent, second: ReadEvent) -> bool:
    """Return True where two rows may tell of one deed by their kinds."""
    subs = {first.sub_event_type, second.sub_event_type}
    if len(subs) == 1 or subs <= _BLAST:
        return True
    if first.event_type == second.event_type == "Protests":
        return True
    if subs & _TAKEN:
        return subs <= _TAKEN
    bare = [e for e in (first, second) if e.sub_event_type == "Attack" and e.weight <= 5]
    return bool(bare) and {first.event_type, second.event_type} <= _VIOLENT and CLASH not in subs


def days_agree(first: ReadEvent, second: ReadEvent) -> bool:
    """Return True unless the days of two rows contradict."""
    if first.first is None or second.first is None or first.last is None or second.last is None:
        return True
    return first.first <= second.last and second.first <= first.last


def parties_agree(first: ReadEvent, second: ReadEvent) -> bool:
    """Return False where two named parties differ; in a fight the sides may change places."""
    mine, yours = first.actor1_id, second.actor1_id
    if mine in UNNAMED or yours in UNNAMED or mine == yours:
        return True
    if {first.event_type, second.event_type} == {"Battles"}:
        return mine == second.actor2_id or yours == first.actor2_id
    return False


def gap_km(first: ReadEvent, second: ReadEvent) -> float:
    """Return the distance of two rows in kilometres; infinite where one has no place."""
    here, there = first.resolution, second.resolution
    if here is None or there is None or here.lon is None or there.lon is None:
        return math.inf
    if here.lat is None or there.lat is None:
        return math.inf
    east = (here.lon - there.lon) * 111.3 * math.cos(math.radians(here.lat))
    return math.hypot(east, (here.lat - there.lat) * 110.6)


def take_in(event: ReadEvent, other: ReadEvent) -> ReadEvent:
    """Give an event what another telling of it adds."""
    _take_parties(event, other)
    _take_kind(event, other)
    for count in ("fatalities", "injured", "detained"):
        if getattr(event, count) is None:
            setattr(event, count, getattr(other, count))
    for field in ("claimed_by", "attributed_to"):
        if not getattr(event, field):
            setattr(event, field, getattr(other, field))
    if event.scores.get("date", 0) < other.scores.get("date", 0) and other.first is not None:
        event.first, event.last = other.first, other.last
        event.time_precision, event.edtf = other.time_precision, other.edtf
    event.evidence.extend(other.evidence)
    event.scene = likelier(event.scene, other.scene)
    event.weight = max(event.weight, other.weight)
    event.tellings += other.tellings
    return event


def _take_parties(event: ReadEvent, other: ReadEvent) -> None:
    """Name the unnamed parties of an event as another telling does."""
    for number in (1, 2):
        name = f"actor{number}_id"
        if getattr(event, name) in UNNAMED and getattr(other, name) not in UNNAMED:
            setattr(event, name, getattr(other, name))
            setattr(event, f"actor{number}", getattr(other, f"actor{number}"))
    if event.actor1_id == event.actor2_id and event.sub_event_type != CLASH:
        event.actor2, event.actor2_id = "", ""


def _take_kind(event: ReadEvent, other: ReadEvent) -> None:
    """Take the kind of a telling that says more than "attack"."""
    if other.weight > event.weight and other.event_type == event.event_type:
        event.sub_event_type = other.sub_event_type
    elif event.sub_event_type == "Attack" and other.event_type != event.event_type:
        event.event_type, event.sub_event_type = other.event_type, other.sub_event_type
        event.actor1, event.actor1_id = other.actor1, other.actor1_id
