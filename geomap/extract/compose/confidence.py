"""How likely a row is right in place, day and kind, by what it was read from.

A logistic model over few signs of doubt; its weights (`confidence.toml`) are fitted on real
reports that others coded (``benchmarks/text/fit_reader.py``).
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.extract.clause.asides import tells_sum
from geomap.extract.compose.one_row import SPOT, UNNAMED
from geomap.extract.learned.scene_kinds import KINDS, kind_of, like_type, type_chances
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.extract.reading import ReadEvent

WEIGHTS = Path(__file__).with_name("confidence.toml")
_KINDS = {
    "Armed clash": "clash",
    "Attack": "attack",
    "Air/drone strike": "air",
    "Shelling/artillery/missile attack": "shelling",
    "Government regains territory": "control",
    "Non-state actor overtakes territory": "control",
    "Non-violent transfer of territory": "withdraw",
    "Agreement": "agreement",
    "Arrests": "arrests",
    "Change to group/activity": "change",
    "Other": "other",
    "Statement (geomap)": "statement",
    "Surrender (geomap)": "other",
    "Amnesty (geomap)": "statement",
}


OLD_DAYS = 7
"""A row this much before the newest of its report is told as history."""

FAINT = 0.2
"""A row that no rule read is left out if it is less likely than this."""

NEAR, FAR = 40, 130
"""Characters between the words of a deed and of its place."""

_HISTORY = re.compile(r"\b(?:had|has been|have been|used to|in recent (?:years|months|weeks))\b")
_QUOTES = frozenset("\"“”«»'‘’")
_ENDS = frozenset(".!?…:؟")


def keep_likely(events: list[ReadEvent], faint: float, *, arabic: bool) -> list[ReadEvent]:
    """Return the events, each with its confidence, without faint ones that no rule read."""
    rate_events(events, arabic=arabic)
    return [e for e in events if e.learned != "added" or (e.confidence or 0.0) >= faint]


def rate_events(
    events: Sequence[ReadEvent], *, arabic: bool, weights: Mapping[str, float] | None = None
) -> None:
    """Set the confidence of every event of one report."""
    weights = weights or _weights()
    for at, event in enumerate(events):
        total = weights["intercept"] + sum(
            weights.get(name, 0.0) * value
            for name, value in signs_of(event, events, at, arabic=arabic).items()
        )
        event.confidence = round(1 / (1 + math.exp(-total)), 3)


@cache
def _weights() -> dict[str, float]:
    return {k: float(v) for k, v in tomllib.loads(WEIGHTS.read_text(encoding="utf-8")).items()}


def signs_of(
    event: ReadEvent, events: Sequence[ReadEvent], at: int, *, arabic: bool
) -> dict[str, float]:
    """Return the signs by which a row is judged, by name."""
    signs = _signs_of_place(event)
    signs[f"kind {_KINDS.get(event.sub_event_type, event.event_type.split('/')[0].casefold())}"] = 1
    signs[f"status {event.status.value}"] = 1
    signs["weak words"] = float(event.weight <= 3)
    signs["soft words"] = float(3 < event.weight <= 5.5)
    signs["day told"] = float(event.scores.get("date", 0) >= 0.9)
    signs["no day"] = float(event.first is None)
    signs["actor named"] = float(event.actor1_id not in UNNAMED)
    signs["both named"] = float(event.actor1_id not in UNNAMED and event.actor2_id not in UNNAMED)
    signs["told again"] = float(event.tellings > 1)
    signs["listed"] = float(event.listed > 1)
    signs["many rows"] = float(len(events) > 9)
    signs["arabic"] = float(arabic)
    signs["main"] = float(at == 0)
    same = [e for e in events if e is not event and e.event_type == event.event_type]
    signs["near another"] = float(any(e.location == event.location for e in same))
    signs["planned"] = float(event.status is Status.PLANNED)
    signs["toll"] = float(event.fatalities is not None)
    signs["late"] = float(len(events) > 4 and at > 0.7 * len(events))
    newest = max((e.last for e in events if e.last), default=None)
    signs["old"] = float(
        newest is not None and event.last is not None and (newest - event.last).days > OLD_DAYS
    )
    return signs | _signs_of_words(event) | _signs_of_scene(event)


def _signs_of_scene(event: ReadEvent) -> dict[str, float]:
    """Return what was learned of the row's place: a scene of its kind, of another, of none."""
    if not event.scene:
        return {"no scene": 1.0}
    by_type = type_chances(event.scene)
    own = by_type.get(like_type(event.event_type), 0.0)
    return {
        "scene of type": _log_odds(own),
        "scene of kind": _log_odds(event.scene[KINDS.index(kind_of(event.sub_event_type))]),
        "scene of none": _log_odds(event.scene[0]),
        "scene of other": float(max(by_type.values()) > own),
        event.learned or "by rule": 1.0,
    }


def _log_odds(chance: float) -> float:
    """Return the log-odds of a chance, halved, none beyond one in a hundred."""
    chance = min(0.99, max(0.01, chance))
    return math.log(chance / (1 - chance)) / 2


def _signs_of_words(event: ReadEvent) -> dict[str, float]:
    """Return the signs of the sentence: sums, history, quotes, a headline alone, a far place."""
    words = event.description
    signs = {
        "sum": float(tells_sum(words, 0, len(words))),
        "history": float(_HISTORY.search(words) is not None),
        "quote": float(words[:1] in _QUOTES),
        "headline alone": float(
            event.tellings == 1 and len(words) < 180 and words[-1:] not in _ENDS | _QUOTES
        ),
    }
    spans = {e.field: e for e in reversed(event.evidence) if e.field in {"type", "place"}}
    if len(spans) == 2:
        type_, place = spans["type"], spans["place"]
        gap = max(place.start - type_.end, type_.start - place.end)
        signs["place near"] = float(gap <= NEAR)
        signs["place far"] = float(gap > FAR)
        signs["place before"] = float(place.end <= type_.start)
    return signs


def _signs_of_place(event: ReadEvent) -> dict[str, float]:
    found = event.resolution
    if found is None or not found.resolved:
        return {"unplaced": 1.0, "unplaced listed": float(event.listed > 3)}
    wide = found.precision_km or 0.0
    place = found.place
    return {
        "place score": found.score,
        "place inherited": float(event.scores.get("place", 0) < 0.7 * found.score),
        "place wide": float(15 < wide <= 150),
        "place country": float(wide > 150),
        "place abroad": float(place is not None and place.country != "SY"),
        "place settled": float(place is not None and place.feature_class == "P"),
        "place relation": float(found.rule == "relation"),
        "place exact": float(found.rule == "exact"),
        "place spot": float(found.rule == SPOT),
        "place seat": float(place is not None and place.feature_code in {"PPLC", "PPLA"}),
        "place known": float(place is not None and place.importance >= 60),
    }
