"""The reader: a report in, events with their evidence out.

Words, then names (actors, dates, toponyms, trigger phrases), then one happening for each clause,
then each happening's place and date, then one event for all that tell of the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from geomap.model import Status
from geomap.text.actors import ActorMention, find_actors
from geomap.text.dates import DateMention, find_dates
from geomap.text.happenings import Happening, event_type, read_clause
from geomap.text.language import detect_language
from geomap.text.linking import choose_date, choose_places
from geomap.text.merging import Draft, merge_drafts, order_events
from geomap.text.placing import Placer
from geomap.text.precedents import Precedent, find_precedents
from geomap.text.reading import Evidence, ReadEvent, Reading
from geomap.text.sentences import Sentence, split_sentences
from geomap.text.speakers import find_first_person
from geomap.text.status import find_responsible, is_told_by_party, status_of
from geomap.text.toponyms import PlaceMention, ToponymFinder
from geomap.text.triggers import Trigger, find_triggers
from geomap.text.words import Taken, split_words
from geomap.vocab.actors import get_actor
from geomap.vocab.anchors import find_anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.model import Report
    from geomap.places.resolve import Resolver

SHORT = 4
"""A report of up to this many sentences is about one happening unless it says otherwise."""

STRETCH = 30_000
"""Characters of a text that are read together."""

_SPLIT = re.compile(
    r";\s+|,?\s+(?:while|whereas|meanwhile)\s+|,\s+(?:and|but)\s+(?=(?:the\s+|an?\s+)?[A-Z]|(?:an?\s+)?(?:hours?|minutes?|later|shortly|separately|elsewhere|another|in|on|near|at)\b)|؛\s*|،\s+(?:كما|فيما|بينما)\s+|،\s+(?=و[ء-ي]{3,})"
)
_DATELINE = re.compile(r"^\s*(?:[A-Z][\w ,./()-]{0,60}?)?(?:\(|—|–|-|:)")


@dataclass(slots=True)
class _Text:
    """A report taken apart."""

    text: str
    arabic: bool
    anchor: date | None
    sentences: list[Sentence]
    actors: list[ActorMention]
    dates: list[DateMention]
    places: list[PlaceMention]
    triggers: list[Trigger]


class Reader:
    """Reads reports with one gazetteer; keep it for many reports."""

    def __init__(self, resolver: Resolver, *, model: str = "") -> None:
        self.finder = ToponymFinder(resolver.gazetteer)
        self.placer = Placer(resolver)
        self.model = model

    def read(self, report: Report) -> Reading:
        """Return the events of a report, the main one first.

        Never raises for what the text holds: a text in a language that is not read gives a
        `Reading` with its ``problem``.
        """
        text = report.text
        if not text.strip():
            return Reading(report, problem="no text")
        lang = report.lang if report.lang in {"en", "ar"} else detect_language(text)
        if not lang:
            return Reading(report, problem="neither English nor Arabic")
        if len(text) > STRETCH:
            return self._read_stretches(report, lang)
        parts = self._take_apart(text, lang, report.published)
        drafts = self._draft(parts)
        events = merge_drafts(drafts, parts.anchor)
        reading = Reading(report, lang, parts.anchor, places=parts.places, dates=parts.dates)
        reading.events = order_events(events, len(parts.sentences))
        if not reading.events:
            reading.problem = "no happening with a place found"
        return reading

    def _read_stretches(self, report: Report, lang: str) -> Reading:
        """Read a long text in stretches of whole lines, all counted from one day."""
        text = report.text
        anchor = report.published
        if anchor is None:
            head = text[:STRETCH]
            anchor, _ = date_report(head, lang, find_dates(head, lang, None))
        reading = Reading(report, lang, anchor)
        events: list[ReadEvent] = []
        start = 0
        while start < len(text):
            stop = min(len(text), start + STRETCH)
            if stop < len(text):
                line, space = text.rfind("\n", start, stop), text.rfind(" ", start, stop)
                stop = max(line, space if line <= start else -1, start) + 1
                stop = stop if stop > start + 1 else min(len(text), start + STRETCH)
            parts = self._take_apart(text[start:stop], lang, anchor)
            found = merge_drafts(self._draft(parts), parts.anchor)
            for event in found:
                event.evidence = [
                    Evidence(e.field, e.start + start, e.end + start) for e in event.evidence
                ]
            for place in parts.places:
                place.start, place.end = place.start + start, place.end + start
                place.phrase_start += start
                place.phrase_end += start
            reading.places.extend(parts.places)
            reading.dates.extend(
                replace(d, start=d.start + start, end=d.end + start) for d in parts.dates
            )
            events.extend(found)
            start = stop
        reading.events = order_events(events, len(events))
        if not reading.events:
            reading.problem = "no happening with a place found"
        return reading

    def _take_apart(self, text: str, lang: str, published: date | None) -> _Text:
        arabic = lang == "ar"
        words = split_words(text)
        actors = find_actors(words, arabic=arabic)
        dates = find_dates(text, lang, published)
        anchor = published
        if published is None:
            anchor, dates = date_report(text, lang, dates)
        if self.model:
            actors = self._add_entities(text, actors)
        blocked = [(a.start, a.end) for a in actors if not a.weak]
        blocked += [(d.start, d.end) for d in dates]
        places = self.finder.find(words, blocked, arabic=arabic)
        places = [p for p in places if not _is_speaker_place(text, p)]
        self.placer.place(text, places)
        named = Taken((p.start, p.end) for p in places)
        actors = [
            a for a in actors
            if not named.overlaps(a.start, a.end)
            or not any(p.start <= a.start and a.end <= p.end and p.places for p in places)
        ]  # fmt: skip
        if not arabic and (we := find_first_person(text, actors, anchor)):
            actors = sorted([*actors, *we], key=lambda mention: mention.start)
        sentences = split_sentences(text, lang)
        if len(sentences) > SHORT:
            self.placer.widen(text, places)
        return _Text(
            text=text,
            arabic=arabic,
            anchor=anchor,
            sentences=sentences,
            actors=actors,
            dates=dates,
            places=places,
            triggers=find_triggers(words, arabic=arabic),
        )

    def _add_entities(self, text: str, actors: list[ActorMention]) -> list[ActorMention]:
        """Add persons and organisations of a trained spaCy model as spans without a place."""
        from geomap.text.sentences import make_pipeline

        taken = [(a.start, a.end) for a in actors]
        extra = [
            ActorMention(span.start_char, span.end_char, span.text, (), "named", weak=True)
            for span in make_pipeline("en", self.model)(text).ents
            if span.label_ in {"PERSON", "PER", "ORG"}
            and not any(s < span.end_char and span.start_char < e for s, e in taken)
        ]
        return sorted([*actors, *extra], key=lambda mention: mention.start)

    def _draft(self, parts: _Text) -> list[Draft]:
        drafts: list[Draft] = []
        seen: set[str] = set()
        starts = {
            name: [item.start for item in getattr(parts, name)]
            for name in ("triggers", "actors", "places", "dates")
        }

        def between(name: str, floor: int, ceiling: int) -> list:  # type: ignore[type-arg]
            items: list[Any] = getattr(parts, name)
            keys = starts[name]
            return items[bisect_left(keys, floor) : bisect_left(keys, ceiling)]

        last_date: dict[int, DateMention] = {}
        for index, sentence in enumerate(parts.sentences):
            words = " ".join(parts.text[sentence.start : sentence.end].split()).casefold()
            repeated = len(words) > 30 and words in seen
            seen.add(words)
            if repeated:
                continue
            span = (sentence.start, sentence.end)
            passing = [] if parts.arabic else find_precedents(
                parts.text, *span, index, between("triggers", *span), between("places", *span),
                between("dates", *span),
            )  # fmt: skip
            for floor, ceiling in _clauses(parts, sentence, between):
                live = [
                    t for t in between("triggers", floor, ceiling)
                    if not any(p.start <= t.start < p.end for p in passing)
                ]  # fmt: skip
                happening = read_clause(
                    parts.text, floor, ceiling, index, live,
                    _outside(between("actors", floor, ceiling), passing), arabic=parts.arabic,
                )  # fmt: skip
                if happening is None:
                    _attach_acts(parts, sentence, drafts, between)
                    continue
                if happening.agent is None and drafts and drafts[-1].sentence is sentence:
                    _carry_subject(happening, drafts[-1].happening, between)
                happening.status = status_of(
                    parts.text, happening, sentence.start, sentence.end,
                    between("actors", sentence.start, sentence.end),
                )  # fmt: skip
                if drafts:
                    _take_up_pronoun(parts.text, happening, drafts[-1].happening)
                draft = self._link(parts, sentence, happening, between, passing)
                if _goes_on(draft, drafts):
                    continue
                draft.repeated = _in_headline(parts, sentence)
                draft.long = len(parts.sentences) > SHORT
                drafts.append(draft)
                if draft.date is not None:
                    last_date[sentence.paragraph] = draft.date
            drafts.extend(
                Draft(
                    other.happening, sentence, other.places, other.date, {}, parts.text,
                    passing=True, long=len(parts.sentences) > SHORT,
                )
                for other in passing
            )  # fmt: skip
        _inherit(parts, drafts)
        return drafts

    def _link(  # type: ignore[no-untyped-def]
        self,
        parts: _Text,
        sentence: Sentence,
        happening: Happening,
        between,
        passing: Sequence[Precedent] = (),
    ) -> Draft:
        floor, ceiling = happening.floor, happening.ceiling
        at = (happening.start, happening.end)
        places = choose_places(
            parts.text, floor, ceiling, at, _outside(between("places", floor, ceiling), passing)
        )
        told_on = bool(_ADDING.search(parts.text[max(0, floor - 16) : floor]))
        if not places and not told_on and (floor, ceiling) != (sentence.start, sentence.end):
            places = choose_places(
                parts.text, sentence.start, sentence.end, at,
                _outside(between("places", sentence.start, sentence.end), passing),
            )  # fmt: skip
        when = choose_date(
            parts.text, floor, ceiling, at, between("dates", floor, ceiling), parts.anchor
        )
        if when is None and not told_on:
            when = choose_date(
                parts.text, sentence.start, sentence.end, at,
                between("dates", sentence.start, sentence.end), parts.anchor,
            )  # fmt: skip
        said = find_responsible(
            parts.text, sentence.start, sentence.end,
            between("actors", sentence.start, sentence.end),
        )  # fmt: skip
        agent = happening.agent
        if (
            "claimed_by" not in said
            and agent is not None
            and agent.kind in {"armed group", "militia", "operations room"}
            and happening.status is Status.CLAIMED
            and is_told_by_party(
                parts.text, happening, sentence.start,
                between("actors", sentence.start, sentence.end),
            )
        ):  # fmt: skip
            said["claimed_by"] = agent
        return Draft(happening, sentence, places, when, said, parts.text)


def _outside(items: Sequence[Any], passing: Sequence[Precedent]) -> list[Any]:
    """Return the mentions that belong to no precedent alone."""
    spans = [(p.start, p.end) for p in passing if p.apart]
    return [i for i in items if not any(lo <= i.start < hi for lo, hi in spans)]


def _clauses(parts: _Text, sentence: Sentence, between) -> list[tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Split a sentence where each side tells of something of its own at a place of its own."""
    text = parts.text
    cuts = [sentence.start]
    holders = {id(p.held_by) for p in between("places", sentence.start, sentence.end)}
    for match in _SPLIT.finditer(text, sentence.start, sentence.end):
        left = (cuts[-1], match.start())
        right = (match.end(), sentence.end)
        told = [
            any(t.kind != "result" and t.weight >= 4 for t in between("triggers", *side))
            for side in (left, right)
        ]
        placed = [
            any(not p.country and (not p.container or id(p) not in holders) for p in between("places", *side))
            for side in (left, right)
        ]  # fmt: skip
        if (
            all(told)
            and placed[0]
            and (placed[1] or _tells_another(match.group(), left, right, between))
        ):
            cuts.append(match.end())
    if len(cuts) == 1:
        for match in _THEN.finditer(text, sentence.start, sentence.end):
            left, right = (cuts[-1], match.start()), (match.end(), sentence.end)
            told = [
                [t for t in between("triggers", *side) if t.kind != "result"]
                for side in (left, right)
            ]
            kinds = [{t.sub_event_type for t in side} for side in told]
            if not told[0] or not told[1]:
                continue
            if "Suicide bomb" in kinds[0] and max(t.weight for t in told[1]) <= 5:
                continue
            if _ADDING.search(match.group()) or re.search(r"later", match.group()):
                kinds = [{max(side, key=lambda t: t.weight).sub_event_type} for side in told]
            if not kinds[0] & kinds[1]:
                cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _tells_another(mark: str, left: tuple[int, int], right: tuple[int, int], between) -> bool:  # type: ignore[no-untyped-def]
    """Return True if what follows a semicolon is of another kind, though at the same place."""
    if mark[:1] not in ";؛":
        return False
    best = [max(between("triggers", *side), key=lambda t: t.weight) for side in (left, right)]
    return best[1].weight >= 7 and best[0].sub_event_type != best[1].sub_event_type


_ADDING = re.compile(r"\badding\s+that\s+$", re.IGNORECASE)
_THEN = re.compile(
    r",\s+adding\s+that\s+|\s+and\s+(?:later|then|subsequently)\s+|\s+and\s+(?=attacking|shelling|bombing|launching|targeting)"
)
_ACTS = re.compile(
    r"\W*(?:These|Such|The|Similar)\s+(?:\w+\s+)?(?:acts|attacks|incidents|crimes|violations|raids|strikes|arrests|operations)\b"
)


def _attach_acts(parts: _Text, sentence: Sentence, drafts: list[Draft], between) -> None:  # type: ignore[no-untyped-def]
    """Give places and dates of "These acts were documented in ..." to the acts named before."""
    text = parts.text[sentence.start : sentence.end]
    if not drafts or drafts[-1].places or not _ACTS.match(text):
        return
    last = drafts[-1]
    at = (sentence.start, sentence.start)
    names = between("places", sentence.start, sentence.end)
    named = [p for p in names if not p.country]
    if not named:
        return
    last.places = named
    last.own_place = True
    if last.date is None:
        last.date = choose_date(
            parts.text, sentence.start, sentence.end, at,
            between("dates", sentence.start, sentence.end), parts.anchor,
        )  # fmt: skip


_THEY = re.compile(
    r"\bthey\s+(?:are|were|have\s+been|had\s+been)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)


def _take_up_pronoun(text: str, happening: Happening, earlier: Happening) -> None:
    """Let "they are held" mean those who acted in what was told before."""
    if happening.patient is not None or happening.sub_event_type != "Arrests":
        return
    if not _THEY.search(text[happening.floor : happening.start]):
        return
    happening.patient_id = ""
    if earlier.agent is not None and earlier.agent is not happening.agent:
        happening.patient = earlier.agent


def _goes_on(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Return True for more of the same plan, told in the same sentence without a place."""
    return (
        bool(drafts)
        and drafts[-1].sentence is draft.sentence
        and draft.happening.status is drafts[-1].happening.status is Status.PLANNED
        and all(p.resolution is not None and p.resolution.place_id == "SY" for p in draft.places)
    )


def _carry_subject(happening: Happening, earlier: Happening, between) -> None:  # type: ignore[no-untyped-def]
    """Let the subject of a sentence's first clause be that of its second."""
    if happening.kind == "strike" and happening.agent_id and earlier.kind != "strike":
        return
    subject = earlier.agent
    if subject is None:
        before = [
            a for a in between("actors", earlier.floor, happening.start)
            if not a.weak and a.kind not in {"outlet", "monitor", "civilians", "person"}
        ]  # fmt: skip
        subject = before[0] if before else None
    if subject is not None and subject is not happening.patient:
        happening.agent, happening.agent_id = subject, ""


def _in_headline(parts: _Text, sentence: Sentence) -> bool:
    return sentence.paragraph == 0 and len(parts.sentences) > SHORT


def _is_speaker_place(text: str, place: PlaceMention) -> bool:
    """Return True for a town that only says where somebody speaks ("a resident of X told")."""
    return bool(
        re.match(r"\s*\((?:Reuters|AFP|AP|SANA|TASS|RIA)\)", text[place.end : place.end + 12])
    )


def publication_date(dates: Sequence[DateMention]) -> date | None:
    """Return the latest full day that a text names, which it was published on or after."""
    days = [d.last for d in dates if d.last and not d.relative and d.precision == 1]
    if days:
        return max(days)
    spans = [d.last for d in dates if d.last and not d.relative and not d.background]
    return max(spans) if spans else None


def date_report(
    text: str, lang: str, dates: list[DateMention]
) -> tuple[date | None, list[DateMention]]:
    """Return the day from which an undated report counts, and its dates read from there.

    The latest full date it names; without one, the latest well-known event that it speaks of
    says from when on its days without a year are.
    """
    anchor = publication_date(dates)
    exact = any(d.last and not d.relative and d.precision == 1 for d in dates)
    event = None if exact else find_anchor(text)
    if event is not None and (anchor is None or event[0] > anchor or not exact):
        later = find_dates(text, lang, event[0] + timedelta(days=300))
        days = [d.last for d in later if d.last and d.precision == 1 and d.last >= event[0]
                and d.rule not in {"word", "weekday"}]  # fmt: skip
        anchor = max(days) if days else event[0]
    if anchor is None:
        return None, dates
    if not any(d.relative for d in dates):
        return anchor, dates
    return anchor, find_dates(text, lang, anchor)


_ANYWHERE = frozenset({"Amnesty (geomap)", "Agreement"})
"""What a country does as a whole, where a longer report names no place for it."""
_TURNS = re.compile(
    r"\W*(?:Meanwhile|Separately|Elsewhere|In\s+another|In\s+a\s+related)\b", re.IGNORECASE
)


_TRAINED_AT = re.compile(
    r"\b(?:train\w*|born|studied|educated|graduated)\s+(?:\w+\s+){0,2}(?:at|in|near)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _place_around(
    parts: _Text, draft: Draft, places: Sequence[PlaceMention], *, ahead: bool
) -> PlaceMention | None:
    """Return the place named in the sentence before, or after a turn of subject the next one."""
    index = draft.happening.sentence + (1 if ahead else -1)
    if not 0 <= index < len(parts.sentences):
        return None
    other = parts.sentences[index]
    if abs(other.paragraph - draft.sentence.paragraph) > 2:
        return None
    near = [p for p in places if other.start <= p.start < other.end]
    if ahead:
        text = parts.text
        near = [
            p for p in near if not _TRAINED_AT.search(text[other.start : p.phrase_start])
        ] or near
    return (near[0] if ahead else near[-1]) if near else None


def _day_ahead(parts: _Text, draft: Draft) -> DateMention | None:
    """Return the day that the sentence behind a turn of subject ("Meanwhile") names."""
    sentences, index = parts.sentences, draft.happening.sentence + 1
    if index >= len(sentences) or not _TURNS.match(
        parts.text[draft.sentence.start : draft.sentence.end]
    ):
        return None
    later = sentences[index]
    days = [
        d for d in parts.dates
        if later.start <= d.start < later.end and d.first and d.precision == 1 and not d.background
    ]  # fmt: skip
    return days[0] if days else None


def _inherit(parts: _Text, drafts: list[Draft]) -> None:
    """Give what a sentence leaves out from its neighbours: paragraph first, then the report."""
    short = len(parts.sentences) <= SHORT
    main_places = [
        p for p in parts.places if not p.country and not p.container and p.resolution
        and p.resolution.resolved
    ]  # fmt: skip
    areas = [p for p in parts.places if not p.country and p.resolution and p.resolution.resolved]
    days = [d for d in parts.dates if d.first and not d.background and d.precision == 1]
    for index, draft in enumerate(drafts):
        if not draft.places:
            draft.own_place = False
            turns = _TURNS.match(parts.text[draft.sentence.start : draft.sentence.end])
            earlier = [d for d in drafts[:index] if d.places and d.own_place and not turns]
            close = _place_around(parts, draft, main_places, ahead=bool(turns))
            if not short and close is not None:
                draft.places = [close]
            elif earlier and (
                short or earlier[-1].sentence.paragraph >= draft.sentence.paragraph - 1
            ):
                draft.places = earlier[-1].places[:1]
            elif main_places and short:
                ahead = [p for p in main_places if p.start >= draft.happening.end]
                draft.places = [(ahead or main_places)[0]]
            elif areas and short:
                draft.places = [areas[0]]
            elif not short and draft.happening.sub_event_type in _ANYWHERE:
                draft.places = [p for p in parts.places if p.country == "SY"][:1]
        elif short and all(p.container for p in draft.places) and main_places:
            held = [p for p in main_places if p.held_by is None or p.held_by in draft.places]
            if held and not drafts[:index] and abs(held[0].start - draft.happening.start) < 220:
                draft.places = held[:1]
        if draft.date is None:
            draft.own_date = False
            earlier_dates = [
                d for d in drafts[:index]
                if d.date and d.own_date and not d.date.background and (
                    short or d.sentence.paragraph >= draft.sentence.paragraph - 1)
            ]  # fmt: skip
            nearby = [
                d
                for d in days
                if d.end <= draft.happening.start
                and parts.text.count("\n", d.end, draft.happening.start) <= 1
            ]
            day_ahead = _day_ahead(parts, draft) if not short else None
            if day_ahead is not None:
                draft.date = day_ahead
            elif earlier_dates:
                draft.date = earlier_dates[-1].date
            elif nearby:
                draft.date = nearby[-1]
            elif days and short:
                draft.date = days[0]


def describe(event: ReadEvent) -> str:
    """Return one line on an event, for people."""
    who = " - ".join(filter(None, (event.actor1, event.actor2)))
    where = event.location
    return f"{event.sub_event_type}: {who or 'unknown'} at {where or 'an unknown place'}"


__all__ = ["Evidence", "Reader", "Reading", "describe", "event_type", "get_actor"]
