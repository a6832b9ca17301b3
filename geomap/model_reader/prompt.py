"""What is sent for a report: the codebook, closed sets, the gazetteer's candidates, the text."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.vocab.actors import all_actors
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.extract.reading import Reading
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate

SHOWN_NAMES = 60
SHOWN_PLACES = 4
_NO_ACTORS = frozenset({"outlet", "monitor"})

Messages = list[dict[str, str]]


def make_messages(reading: Reading, gazetteer: Gazetteer) -> Messages:
    """Return the messages of the chat protocol for one report; the same report, the same bytes."""
    report = reading.report
    day = report.published  # a guess of ours would mislead
    task = {
        "published": day.isoformat() if day else "unknown",
        "outlet": report.source,
        "places that names of the text may mean": _candidates(reading, gazetteer),
        "report": report.text,
    }
    return [
        {"role": "system", "content": _instructions()},
        {"role": "user", "content": json.dumps(task, ensure_ascii=False, indent=0)},
    ]


def hash_messages(messages: Messages) -> str:
    """Return the hash by which a prompt is known."""
    plain = json.dumps(messages, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def show_messages(messages: Messages) -> str:
    """Return messages as a person reads them."""
    return "\n".join(f"##### {m['role']}\n{m['content']}\n" for m in messages)


@cache
def _instructions() -> str:
    codebook = (Path(__file__).parent / "codebook.md").read_text(encoding="utf-8")
    types = "\n".join(f"{kind}: {'; '.join(subs)}" for kind, subs in EVENT_TYPES.items())
    return f"{codebook}\nTYPES\n{types}\n\nACTORS\n{'; '.join(_actor_names())}\n"


def _actor_names() -> Iterable[str]:
    return (actor.name for actor in all_actors() if actor.kind not in _NO_ACTORS)


def _candidates(reading: Reading, gazetteer: Gazetteer) -> dict[str, list[str]]:
    shown: dict[str, list[str]] = {}
    for mention in reading.places:
        if mention.text in shown or len(shown) >= SHOWN_NAMES or mention.country:
            continue
        if mention.resolution is not None and mention.resolution.candidates:
            shown[mention.text] = _describe(mention.resolution.candidates[:SHOWN_PLACES], gazetteer)
    return shown


def _describe(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[str]:
    lines = []
    for candidate in candidates:
        place = candidate.place
        codes = (place.admin3, place.admin2, place.admin1)
        units = [gazetteer.places.get(code) for code in codes if code]
        held = ", ".join(dict.fromkeys(u.name for u in units if u and u.name != place.name))
        lines.append(f"{place.place_id} {place.name}{f' ({held})' if held else ''}")
    return lines
