"""Rows of the rules and rows of a model, compared one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.reading import ReadEvent

AGREED = 0.97
ALONE = 0.85
RULES_ALONE = 0.3
"""How likely a row is right as a whole: both readers have it, the model alone, the rules alone."""
_FILLED = ("fatalities", "injured", "detained", "claimed_by", "attributed_to")
_ALIKE_AT = 200
"""Characters between the words of two rows that may tell of the same."""


def combine(rules: Sequence[ReadEvent], model: Sequence[ReadEvent]) -> list[ReadEvent]:
    """Return the model's rows, surer where the rules have them too; then those of the rules alone.

    What both have takes from the rules what the model's row could not show. Rows of the rules
    alone are doubtful: the default of ``--at-least`` puts them aside.
    """
    free = list(rules)
    for event in model:
        twin = next((other for other in free if is_same(event, other)), None)
        event.confidence = ALONE if twin is None else AGREED
        if twin is None:
            continue
        free.remove(twin)
        _fill(event, twin)
        for name in ("place", "date", "type", "actor1", "actor2"):
            if name in twin.scores and _agree(event, twin, name):
                event.scores[name] = max(event.scores.get(name, 0.0), 0.97)
    for event in free:
        event.confidence = min(RULES_ALONE, 1.0 if event.confidence is None else event.confidence)
    return [*model, *free]


def _fill(event: ReadEvent, twin: ReadEvent) -> None:
    """Take from the rules' row what the model's could not show."""
    for name in _FILLED:
        if not getattr(event, name) and getattr(twin, name):
            setattr(event, name, getattr(twin, name))
            event.evidence += [proof for proof in twin.evidence if proof.field == name]


def is_same(one: ReadEvent, other: ReadEvent) -> bool:
    """Return True if two rows may tell of one happening: type, day and place do not contradict."""
    if one.event_type != other.event_type:
        return False
    if one.first and other.first:  # noqa: SIM102
        if one.first > (other.last or other.first) or other.first > (one.last or one.first):
            return False
    ids = [e.resolution.place_id if e.resolution else "" for e in (one, other)]
    if all(ids):
        return ids[0] == ids[1]
    return one.location.casefold() == other.location.casefold() and _near(one, other)


def _near(one: ReadEvent, other: ReadEvent) -> bool:
    starts = [
        next((proof.start for proof in event.evidence if proof.field == "type"), None)
        for event in (one, other)
    ]
    return None in starts or abs((starts[0] or 0) - (starts[1] or 0)) <= _ALIKE_AT


def _agree(one: ReadEvent, other: ReadEvent, name: str) -> bool:
    if name == "place":
        return bool(
            one.resolution and other.resolution
            and one.resolution.place_id == other.resolution.place_id != ""
        )  # fmt: skip
    if name == "date":
        return (one.first, one.last) == (other.first, other.last)
    if name == "type":
        return one.sub_event_type == other.sub_event_type
    ids: tuple[str, str] = getattr(one, f"{name}_id"), getattr(other, f"{name}_id")
    return ids[0] == ids[1] != ""
