"""How likely a row is right in place, day and kind, by what it was read from.

A logistic model over few signs of doubt; its weights (`confidence.toml`) are fitted on real
reports that others coded (``benchmarks/text/calibrate.py``).
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.extract.compose.one_row import UNNAMED
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def rate_events(events: Sequence[ReadEvent], *, arabic: bool) -> None:
    """Set the confidence of every event of one report."""
    weights = _weights()
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
    return signs


def _signs_of_place(event: ReadEvent) -> dict[str, float]:
    found = event.resolution
    if found is None or not found.resolved:
        return {"unplaced": 1.0}
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
    }
