"""What a row is judged by: its place, day, words and kind, and what stands around them.

Every sign is a number, `NOT` where it cannot be told. Those that need the report are taken by
`look_around` as soon as its rows are made; the others by `signs_of` when all rows are known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geomap.extract.clause.event_mentions import is_negated, is_no_event
from geomap.extract.compose.one_row import gap_km
from geomap.extract.learned.scene_kinds import KINDS, kind_of, like_type, type_chances
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.reading import ReadEvent
    from geomap.extract.recognise.names import PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger

NOT = -1.0
"""A sign that cannot be told."""

FAR = 999.0
"""Characters or kilometres beyond which all is far."""

BESIDE = 30
"""Rows before and behind among which the nearest one is looked for."""


class Around(NamedTuple):
    """What stands around the place of a row, in its sentence and its report."""

    from_head: float
    to_end: float
    places_beside: float
    party_before: float
    party_near: float
    sentence: float
    part: float
    sentences: float
    places: float
    days_beside: float
    age: float
    told_before: float
    told: float
    words_of_kind: float
    kind_before: float
    kind_told: float
    kind_of_headline: float
    unit: float
    arabic: float


class Signs(NamedTuple):
    """The signs of a row that are told without its report."""

    type: float
    kind_likely: float
    nothing: float
    other_type: float
    kind: float
    status: float
    weight: float
    added: float
    place: float
    place_score: float
    wide: float
    seat: float
    known: float
    abroad: float
    listed: float
    rows: float
    rows_of_type: float
    rows_here: float
    next_row: float
    days: float
    before_newest: float
    dead: float
    words_to_place: float
    words_to_day: float
    sentence_length: float


SIGNS = Signs._fields + Around._fields
"""Names of all signs, in the order in which `signs_of` gives them."""

_STATUS = tuple(Status)
_START = attrgetter("start")


def look_around(parts: ReportParts, events: Sequence[ReadEvent]) -> None:
    """Set what stands `around` every event of a report."""
    if not events:
        return
    told = Counter[str]()
    mentions: dict[int, tuple[PlaceMention, int]] = {}
    for place in parts.places:
        key = place.place_id or place.text
        mentions.setdefault(place.phrase_start, (place, told[key]))
        told[key] += 1
    kinds = Counter(kind_of(t.sub_event_type) for t in parts.triggers)
    head = parts.triggers_in(parts.sentences[0].start, parts.sentences[0].end)
    lead = float(KINDS.index(kind_of(head[0].sub_event_type))) if head else NOT
    for event in events:
        mention, before = mentions.get(_first(event, "place"), (None, 0))
        if mention is None:
            continue
        kind = kind_of(event.sub_event_type)
        index = max(0, bisect_right(parts.sentences, mention.start, key=_START) - 1)
        event.around = Around._make((
            *_of_sentence(parts, mention, index),
            _age(parts.anchor, event.last), before, told[mention.place_id or mention.text],
            *_of_kind(parts, mention, index, kind), kinds[kind], lead,
            float(mention.container), float(parts.arabic),
        ))  # fmt: skip


def _of_sentence(parts: ReportParts, mention: PlaceMention, index: int) -> tuple[float, ...]:
    """Return where a place stands in its sentence and the sentence in its report."""
    sentence = parts.sentences[index]
    span = (sentence.start, sentence.end)
    named = [a for a in parts.actors_in(*span) if not a.weak]
    before = [mention.phrase_start - a.end for a in named if a.end <= mention.phrase_start]
    behind = [a.start - mention.end for a in named if a.start >= mention.end]
    return (
        mention.phrase_start - sentence.start, sentence.end - mention.end,
        len(parts.places_in(*span)), min(before, default=FAR), min(before + behind, default=FAR),
        index, index / max(1, len(parts.sentences) - 1), len(parts.sentences), len(parts.places),
        len(parts.dates_in(*span)),
    )  # fmt: skip


def _of_kind(
    parts: ReportParts, mention: PlaceMention, index: int, kind: str
) -> tuple[float, float]:
    """Return how near words of a kind stand to a place, and how strong those of the last sentence."""
    gaps = [
        max(t.start - mention.end, mention.phrase_start - t.end)
        for t in _triggers(parts, parts.sentences[index], kind)
        if _is_done(parts, parts.sentences[index], t)
    ]
    last = _triggers(parts, parts.sentences[index - 1], kind) if index else []
    return min(gaps, default=FAR), max((t.weight for t in last), default=0)


def _triggers(parts: ReportParts, sentence: Sentence, kind: str) -> list[Trigger]:
    found = parts.triggers_in(sentence.start, sentence.end)
    return [t for t in found if kind_of(t.sub_event_type) == kind]


def _is_done(parts: ReportParts, sentence: Sentence, trigger: Trigger) -> bool:
    """Return True for words that are no denial, aim or accident."""
    return not is_no_event(
        parts.text, sentence.start, trigger, arabic=parts.arabic
    ) and not is_negated(parts.text, sentence.start, trigger)


def _age(anchor: date | None, last: date | None) -> float:
    return NOT if anchor is None or last is None else float((anchor - last).days)


def _first(event: ReadEvent, field: str) -> int:
    """Return where the first words that say a field begin, -1 if none do."""
    return next((e.start for e in event.evidence if e.field == field), -1)


def signs_of(events: Sequence[ReadEvent]) -> list[list[float]]:
    """Return the signs of each row of a report, in the order of `SIGNS`."""
    newest = max((e.last for e in events if e.last), default=None)
    here = Counter(_place_id(e) for e in events)
    alike: dict[str, list[ReadEvent]] = {}
    turn: list[int] = []
    for event in events:
        turn.append(len(alike.setdefault(event.event_type, [])))
        alike[event.event_type].append(event)
    return [
        [
            *_of_scene(event),
            KINDS.index(kind_of(event.sub_event_type)),
            _STATUS.index(event.status),
            event.weight,
            float(event.learned == "added"),
            *_of_place(event),
            event.listed,
            len(events), len(alike[event.event_type]) - 1,
            here[_place_id(event)] if _place_id(event) else NOT,
            _next_row(event, alike[event.event_type], at),
            NOT if event.first is None else _age(event.last, event.first),
            _age(newest, event.last),
            NOT if event.fatalities is None else event.fatalities[0],
            _gap(event, "place"), _gap(event, "date"), len(event.description),
            *(event.around or [NOT] * len(Around._fields)),
        ]
        for event, at in zip(events, turn, strict=True)
    ]  # fmt: skip


def _place_id(event: ReadEvent) -> str:
    return event.resolution.place_id or "" if event.resolution is not None else ""


def _next_row(event: ReadEvent, alike: Sequence[ReadEvent], at: int) -> float:
    """Return the kilometres to the nearest row of the type, among those told just before and behind."""
    beside = [*alike[max(0, at - BESIDE) : at], *alike[at + 1 : at + 1 + BESIDE]]
    return min(FAR, *(gap_km(event, other) for other in beside)) if beside else FAR


def _of_scene(event: ReadEvent) -> list[float]:
    """Return what was learned of the row's place: a scene of its type, of its kind, of none."""
    if not event.scene:
        return [NOT] * 4
    by_type = type_chances(event.scene)
    own = by_type.pop(like_type(event.event_type), 0.0)
    kind = event.scene[KINDS.index(kind_of(event.sub_event_type))]
    return [own, kind, event.scene[0], max(by_type.values())]


def _of_place(event: ReadEvent) -> list[float]:
    found = event.resolution
    if found is None or not found.resolved:
        return [event.scores.get("place", 0.0)] + [NOT] * 5
    place = found.place
    code = place.feature_code if place is not None else ""
    return [
        event.scores.get("place", 0.0), found.score, found.precision_km or 0.0,
        2.0 if code == "PPLC" else float(code.startswith("PPLA")),
        place.importance if place is not None else NOT,
        float(place is not None and place.country != "SY"),
    ]  # fmt: skip


def _gap(event: ReadEvent, field: str) -> float:
    """Return the characters between the words of a deed and those of its place or day."""
    spans = {e.field: e for e in reversed(event.evidence) if e.field in {"type", field}}
    if len(spans) < 2:
        return NOT
    deed, other = spans["type"], spans[field]
    return float(max(other.start - deed.end, deed.start - other.end, 0))
