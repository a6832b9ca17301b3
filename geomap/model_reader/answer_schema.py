"""The form of an answer, as JSON schema for the server and as a record for us."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from geomap.vocab.event_types import EVENT_TYPES

TEXTS = (
    "quote", "sub_event_type", "status", "place", "place_in", "place_id", "date_words",
    "date_start", "date_end", "actor1", "actor1_words", "actor2", "actor2_words",
    "claimed_by_words", "attributed_to_words", "killed_words", "injured_words",
)  # fmt: skip
COUNTS = ("killed", "injured")
STATES = ("reported", "claimed", "background")
MOST_EVENTS = 200
LONGEST_CELL = 600


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row as a model proposes it, nothing of it checked yet."""

    quote: str = ""
    sub_event_type: str = ""
    status: str = "reported"
    place: str = ""
    place_in: str = ""
    place_id: str = ""
    date_words: str = ""
    date_start: str = ""
    date_end: str = ""
    actor1: str = ""
    actor1_words: str = ""
    actor2: str = ""
    actor2_words: str = ""
    claimed_by_words: str = ""
    attributed_to_words: str = ""
    killed: int | None = None
    killed_words: str = ""
    injured: int | None = None
    injured_words: str = ""


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema that an answer must fit (strict: every key, no other)."""
    cells: dict[str, Any] = {name: {"type": "string"} for name in TEXTS}
    cells |= {name: {"type": ["integer", "null"]} for name in COUNTS}
    kinds = [sub_type for sub_types in EVENT_TYPES.values() for sub_type in sub_types]
    cells["sub_event_type"] = {"type": "string", "enum": kinds}
    cells["status"] = {"type": "string", "enum": list(STATES)}
    ordered = {field.name: cells[field.name] for field in fields(Proposal)}
    row = {
        "type": "object",
        "properties": ordered,
        "required": list(ordered),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"events": {"type": "array", "items": row}},
        "required": ["events"],
        "additionalProperties": False,
    }


def parse_answer(content: str) -> list[Proposal]:
    """Return the rows of an answer; words around the JSON object are passed over.

    Raises
    ------
    ValueError
        If it holds no JSON object with a list of events.
    """
    start, end = content.find("{"), content.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no JSON object")
    try:
        document = json.loads(content[start : end + 1])
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        raise ValueError("no list of events")  # noqa: TRY004
    return [_proposal_of(event) for event in events[:MOST_EVENTS] if isinstance(event, dict)]


def _proposal_of(event: dict[str, Any]) -> Proposal:
    cells: dict[str, Any] = {}
    for name in TEXTS:
        value = event.get(name)
        if isinstance(value, str) and len(value) <= LONGEST_CELL:
            cells[name] = value.strip()
    for name in COUNTS:
        value = event.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000:
            cells[name] = value
    return Proposal(**cells)
