"""The reader: a report in, events with their evidence out.

Words, then names (actors, dates, toponyms, trigger phrases), then one happening for each clause,
then each happening's place and date, then one event for all that tell of the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.speakers import find_first_person
from geomap.extract.compose.city_spots import place_spots
from geomap.extract.compose.confidence import FAINT, keep_likely
from geomap.extract.compose.headlines import join_headlines
from geomap.extract.compose.one_row import make_one
from geomap.extract.compose.same_event import merge_drafts, order_events
from geomap.extract.compose.whole_and_part import join_parts
from geomap.extract.document.entities import find_entities, load_model
from geomap.extract.document.language import detect_language
from geomap.extract.document.publication import date_report, day_of_header
from geomap.extract.document.report_parts import SHORT, ReportParts
from geomap.extract.document.sentences import split_sentences
from geomap.extract.document.unmarked import give_back, without_marks
from geomap.extract.document.words import Taken, split_words
from geomap.extract.drafting import make_drafts
from geomap.extract.learned.row_signs import look_around
from geomap.extract.learned.scene_model import load_scene_model
from geomap.extract.located.report_places import Placer
from geomap.extract.reading import Evidence, ReadEvent, Reading
from geomap.extract.recognise.actors.actor_links import link_actors
from geomap.extract.recognise.actors.actor_mentions import find_actors
from geomap.extract.recognise.dates.date_mentions import find_dates
from geomap.extract.recognise.places.datelines import mark_arabic_datelines, mark_datelines
from geomap.extract.recognise.places.place_anaphora import find_anaphora
from geomap.extract.recognise.places.place_lists import group_places
from geomap.extract.recognise.places.toponyms import ToponymFinder
from geomap.extract.recognise.trigger_mentions import find_triggers
from geomap.lang.plain_letters import plain_letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geomap.extract.document.words import Words
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import ActorMention, PlaceMention
    from geomap.model import Report
    from geomap.resolver.resolver import Resolver


_OF_AGENCY = re.compile(r"\s*\((?:Reuters|AFP|AP|SANA|TASS|RIA)\)")
STRETCH = 30_000
"""Characters of a text that are read together."""


class Reader:
    """Reads reports with one gazetteer; keep it for many reports."""

    def __init__(self, resolver: Resolver, *, model: str = "") -> None:
        self.finder = ToponymFinder(resolver.gazetteer)
        self.placer = Placer(resolver)
        self.scenes = load_scene_model()
        self.faint = FAINT
        self.model = model
        if model:
            load_model(model)

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
        if lang == "ar":
            plain = without_marks(plain_letters(text))
            reading = self._read_plain(replace(report, text=plain.text), lang)
            give_back(reading, plain)
            reading.report = report
            return reading
        return self._read_plain(report, lang)

    def _read_plain(self, report: Report, lang: str) -> Reading:
        """Read a text without marks in a language that is known."""
        text = report.text
        if len(text) > STRETCH:
            return self._read_stretches(report, lang)
        parts = self._take_apart(text, lang, report.published)
        drafts = make_drafts(parts, self.scenes)
        events = join_parts(make_one(merge_drafts(drafts, parts.day)))
        events = join_headlines(text, events)
        look_around(parts, events)
        reading = Reading(report, lang, parts.anchor, places=parts.places, dates=parts.dates)
        reading.events = order_events(events, len(parts.sentences))
        reading.events = keep_likely(reading.events, self.faint)
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
            found = join_parts(make_one(merge_drafts(make_drafts(parts, self.scenes), parts.day)))
            look_around(parts, found)
            for event in found:
                if event.incident is not None:
                    event.incident += start
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
        reading.events = keep_likely(reading.events, self.faint)
        if not reading.events:
            reading.problem = "no happening with a place found"
        return reading

    def _take_apart(self, text: str, lang: str, published: date | None) -> ReportParts:
        """Return the sentences, names, dates and triggers of a text."""
        arabic = lang == "ar"
        words = split_words(text)
        actors = find_actors(words, arabic=arabic)
        if not arabic:
            actors = link_actors(text, actors)
        dates = find_dates(text, lang, published)
        anchor = published
        if published is None:
            anchor, dates = date_report(text, lang, dates)
        places = self._find_places(words, lang, actors, dates)
        named = Taken((p.start, p.end) for p in places)
        actors = [
            a for a in actors
            if not (named.overlaps(a.start, a.end) and _is_within(a, places))
        ]  # fmt: skip
        if not arabic and (we := find_first_person(text, actors, anchor)):
            actors = sorted([*actors, *we], key=lambda mention: mention.start)
        sentences = split_sentences(text, lang)
        short = len(sentences) <= SHORT
        if not short:
            self.placer.widen(text, places)
        return ReportParts(
            text=text,
            arabic=arabic,
            anchor=anchor,
            sentences=sentences,
            actors=actors,
            dates=dates,
            places=places,
            triggers=find_triggers(words, arabic=arabic),
            words=words,
            day=day_of_header(text, dates, published) or published or (anchor if short else None),
        )

    def _find_places(
        self,
        words: Words,
        lang: str,
        actors: Sequence[ActorMention],
        dates: Sequence[DateMention],
    ) -> list[PlaceMention]:
        """Return the toponyms of a text, resolved, in their lists, and what takes them up again."""
        text, arabic = words.text, lang == "ar"
        entities = find_entities(text, lang, self.model)
        blocked = [(a.start, a.end) for a in actors if not a.weak]
        blocked += [(d.start, d.end) for d in dates]
        blocked += entities.named
        places = self.finder.find(words, blocked, arabic=arabic, named=entities.places)
        places = [p for p in places if not _is_of_agency(text, p)]
        group_places(text, places, arabic=arabic)
        self.placer.place(text, places)
        again = find_anaphora(text, places, blocked, arabic=arabic)
        places = sorted([*places, *again], key=lambda mention: mention.start)
        group_places(text, places, arabic=arabic)
        if arabic:
            mark_arabic_datelines(text, places, actors)
        else:
            mark_datelines(text, places)
            place_spots(text, places)
        return places


def _is_within(actor: ActorMention, places: Sequence[PlaceMention]) -> bool:
    """Return True for a party that is but a part of a known place's name."""
    return any(p.places and p.start <= actor.start and actor.end <= p.end for p in places)


def _is_of_agency(text: str, place: PlaceMention) -> bool:
    """Return True for a town from which an agency reports: "BEIRUT (Reuters)"."""
    return _OF_AGENCY.match(text, place.end) is not None
