"""The kinds of happening that are told apart by what was learned, and ACLED's words for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import (
    AIR,
    ARRESTS,
    ATTACK,
    CLASH,
    GOVERNMENT_TAKES,
    IED,
    OTHERS_TAKE,
    PEACEFUL,
    SHELLING,
)
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_SUB_TYPE = {
    CLASH: "clash",
    GOVERNMENT_TAKES: "control",
    OTHERS_TAKE: "control",
    AIR: "air",
    SHELLING: "shelling",
    "Chemical weapon": "air",
    IED: "blast",
    "Suicide bomb": "blast",
    "Grenade": "blast",
    ARRESTS: "arrest",
}
_OF_TYPE = {
    "Violence against civilians": "violence",
    "Protests": "crowd",
    "Riots": "crowd",
    "Strategic developments": "other",
}
SUB_TYPE = {
    "clash": CLASH,
    "control": OTHERS_TAKE,
    "air": AIR,
    "shelling": SHELLING,
    "blast": IED,
    "violence": ATTACK,
    "crowd": PEACEFUL,
    "arrest": ARRESTS,
    "other": "Other",
}
"""The commonest sub-event type of a kind."""

NONE = "none"
KINDS = (NONE, *SUB_TYPE)
"""No scene of anything, then the kinds."""

TYPE = {kind: event_type_of(sub) or "" for kind, sub in SUB_TYPE.items()}
"""The event type of a kind."""


def kind_of(sub_event_type: str) -> str:
    """Return the kind of a sub-event type.

    Examples
    --------
    >>> kind_of("Suicide bomb"), kind_of("Mob violence"), kind_of("Agreement")
    ('blast', 'crowd', 'other')
    """
    known = _OF_SUB_TYPE.get(sub_event_type)
    return known or _OF_TYPE.get(event_type_of(sub_event_type) or "", "other")


def likelier(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return for each kind of scene the likelier of two judgements of one place."""
    if not one or not other:
        return one or other
    return tuple(map(max, one, other))


def type_chances(scene: Sequence[float]) -> dict[str, float]:
    """Return how likely a scene is of each event type."""
    out: dict[str, float] = {}
    for kind, chance in zip(KINDS, scene, strict=True):
        if kind in TYPE:
            out[TYPE[kind]] = out.get(TYPE[kind], 0.0) + chance
    return out


def like_type(event_type: str) -> str:
    """Return the event type that stands for one in what was learned: a riot is a crowd."""
    return "Protests" if event_type == "Riots" else event_type


def chance_of(scene: Sequence[float], event_type: str) -> float:
    """Return how likely a scene is of an event type, 0 where nothing judged it."""
    return type_chances(scene).get(like_type(event_type), 0.0) if scene else 0.0
