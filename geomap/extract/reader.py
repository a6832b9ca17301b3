"""The reader: a report in, events with their evidence out.

Words, then names (actors, dates, toponyms, trigger phrases), then one happening for each clause,
then each happening's place and date, then one event for all that tell of the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geomap.extract.clause.asides import is_link
from geomap.extract.clause.clauses import ADDING, is_parted, split_clauses
from geomap.extract.clause.event_mentions import event_type, read_clause
from geomap.extract.clause.precedents import Precedent, find_precedents
from geomap.extract.clause.speakers import find_first_person
from geomap.extract.clause.status import find_responsible, is_told_by_party, status_of
from geomap.extract.compose.city_spots import place_spots
from geomap.extract.compose.confidence import FAINT, keep_likely
from geomap.extract.compose.foes import name_foes
from geomap.extract.compose.inheriting import inherit_from_neighbours
from geomap.extract.compose.linking import choose_date, choose_places
from geomap.extract.compose.one_row import make_one
from geomap.extract.compose.parties import share_parties
from geomap.extract.compose.same_event import merge_drafts, order_events
from geomap.extract.compose.taken_up_deeds import share_kinds, share_weapons, take_up_deed
from geomap.extract.compose.whole_and_part import join_parts
from geomap.extract.document.entities import find_entities, load_model
from geomap.extract.document.language import detect_language
from geomap.extract.document.publication import date_report, day_of_header
from geomap.extract.document.report_parts import SHORT, ReportParts
from geomap.extract.document.sentences import Sentence, split_sentences
from geomap.extract.document.unmarked import give_back, without_marks
from geomap.extract.document.words import Taken, split_words
from geomap.extract.drafts import Draft
from geomap.extract.learned.scene_model import load_scene_model
from geomap.extract.learned.scene_step import revise_by_scenes
from geomap.extract.located.report_places import Placer
from geomap.extract.reading import Evidence, ReadEvent, Reading
from geomap.extract.recognise.actors.actor_links import link_actors
from geomap.extract.recognise.actors.actor_mentions import find_actors
from geomap.extract.recognise.dates.date_mentions import DateMention, find_dates
from geomap.extract.recognise.places.datelines import mark_arabic_datelines, mark_datelines
from geomap.extract.recognise.places.place_anaphora import find_anaphora
from geomap.extract.recognise.places.place_lists import group_places
from geomap.extract.recognise.places.toponyms import ToponymFinder
from geomap.extract.recognise.trigger_mentions import find_triggers
from geomap.extract.several.companions import accompany, find_companion
from geomap.extract.several.place_tolls import set_place_tolls
from geomap.lang.lexicon import alternation
from geomap.lang.plain_letters import plain_letters
from geomap.model import Status
from geomap.vocab.actors import get_actor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.recognise.names import PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger
    from geomap.model import Report
    from geomap.resolver.resolver import Resolver


LEAD = 4
"""Sentences at the head of a report that may sum up what it tells: headline, dateline, lede."""

WEAK = 5
"""Up to this weight a deed may be one told before, pointed back to."""

STRETCH = 30_000
"""Characters of a text that are read together."""

_DATELINE = re.compile(r"^\s*(?:[A-Z][\w ,./()-]{0,60}?)?(?:\(|—|–|-|:)")


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
        drafts = self._draft(parts)
        events = join_parts(make_one(merge_drafts(drafts, parts.day)))
        reading = Reading(report, lang, parts.anchor, places=parts.places, dates=parts.dates)
        reading.events = order_events(events, len(parts.sentences))
        reading.events = keep_likely(reading.events, self.faint, arabic=lang == "ar")
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
            found = join_parts(make_one(merge_drafts(self._draft(parts), parts.day)))
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
        reading.events = keep_likely(reading.events, self.faint, arabic=lang == "ar")
        if not reading.events:
            reading.problem = "no happening with a place found"
        return reading

    def _take_apart(self, text: str, lang: str, published: date | None) -> ReportParts:
        arabic = lang == "ar"
        words = split_words(text)
        actors = find_actors(words, arabic=arabic)
        if not arabic:
            actors = link_actors(text, actors)
        dates = find_dates(text, lang, published)
        anchor = published
        if published is None:
            anchor, dates = date_report(text, lang, dates)
        entities = find_entities(text, lang, self.model)
        blocked = [(a.start, a.end) for a in actors if not a.weak]
        blocked += [(d.start, d.end) for d in dates]
        blocked += entities.named
        places = self.finder.find(words, blocked, arabic=arabic, named=entities.places)
        places = [p for p in places if not _is_speaker_place(text, p)]
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
            day=day_of_header(text, dates, published)
            or published
            or (anchor if len(sentences) <= SHORT else None),
        )

    def _draft(self, parts: ReportParts) -> list[Draft]:
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
            if repeated or is_link(parts.text, sentence):
                continue
            span = (sentence.start, sentence.end)
            passing = [] if parts.arabic else find_precedents(
                parts.text, *span, index, between("triggers", *span), between("places", *span),
                between("dates", *span),
            )  # fmt: skip
            for floor, ceiling in split_clauses(parts, sentence, between):
                live = [
                    t for t in between("triggers", floor, ceiling)
                    if not any(p.start <= t.start < p.end for p in passing)
                ]  # fmt: skip
                happening = read_clause(
                    parts.text, floor, ceiling, index, live,
                    _outside(between("actors", floor, ceiling), passing), arabic=parts.arabic,
                )  # fmt: skip
                if happening is None or happening.weight <= WEAK:
                    again = None if parts.arabic else take_up_deed(
                        parts.text, sentence, index, drafts, between
                    )  # fmt: skip
                    if again is not None:
                        drafts.append(Draft(
                            again[0], sentence, again[1], None, {}, parts.text,
                            long=len(parts.sentences) > SHORT,
                        ))  # fmt: skip
                        continue
                if happening is None:
                    _attach_acts(parts, sentence, drafts, between)
                    _attach_claim(parts, sentence, drafts, between)
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
                draft.lead = index < LEAD
                draft.long = len(parts.sentences) > SHORT
                drafts.append(draft)
                drafts.extend(_accompanying(parts, draft, live, between))
                if draft.date is not None:
                    last_date[sentence.paragraph] = draft.date
            drafts.extend(
                Draft(
                    other.happening, sentence, other.places, other.date, {}, parts.text,
                    passing=True, long=len(parts.sentences) > SHORT,
                )
                for other in passing
            )  # fmt: skip
        share_weapons(drafts)
        share_kinds(drafts)
        inherit_from_neighbours(parts, drafts)
        share_parties(drafts)
        drafts = revise_by_scenes(parts, drafts, between, self.scenes)
        name_foes(parts, drafts)
        return drafts

    def _link(  # type: ignore[no-untyped-def]
        self,
        parts: ReportParts,
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
        told_on = bool(ADDING.search(parts.text[max(0, floor - 16) : floor]))
        reach, day_reach = _reaches(parts.text, sentence, happening, between)
        if not places and not told_on and (floor, ceiling) != (sentence.start, sentence.end):
            places = choose_places(
                parts.text, sentence.start, sentence.end, at,
                _outside(between("places", sentence.start, reach), passing),
            )  # fmt: skip
        when = choose_date(
            parts.text, floor, ceiling, at, between("dates", floor, ceiling), parts.anchor
        )
        if when is None and not told_on:
            when = choose_date(
                parts.text, sentence.start, sentence.end, at,
                between("dates", sentence.start, day_reach), parts.anchor,
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
        draft = Draft(happening, sentence, places, when, said, parts.text)
        set_place_tolls(draft, between("places", floor, ceiling), arabic=parts.arabic)
        return draft


def _reaches(
    text: str,
    sentence: Sentence,
    happening: Happening,
    between: Callable[[str, int, int], list[Any]],
) -> tuple[int, int]:
    """Return how far into its sentence a clause may look for a place, and for a day.

    Beyond a strong joint (", while") something else is told; what stands before the first deed
    of the sentence holds for all of it.
    """
    alone = happening.ceiling < sentence.end and is_parted(text, happening.ceiling)
    place_reach = sentence.end
    if happening.kind != "result" and (alone or is_parted(text, happening.floor)):
        triggers = between("triggers", sentence.start, sentence.end)
        place_reach = triggers[0].start if triggers else sentence.end
    return place_reach, happening.ceiling if alone else sentence.end


def _accompanying(
    parts: ReportParts,
    draft: Draft,
    live: Sequence[Trigger],
    between: Callable[[str, int, int], list[Any]],
) -> list[Draft]:
    """Return the second deed that a clause tells in one breath with its first."""
    first = draft.happening
    trigger = find_companion(parts.text, first, live, draft.places)
    if trigger is None:
        return []
    second = read_clause(
        parts.text, first.floor, first.ceiling, first.sentence, [trigger],
        between("actors", first.floor, first.ceiling), arabic=parts.arabic,
    )  # fmt: skip
    if second is None or second.sub_event_type == first.sub_event_type:
        return []
    return [replace(draft, happening=accompany(first, second), tolls_at={})]


def _outside(items: Sequence[Any], passing: Sequence[Precedent]) -> list[Any]:
    """Return the mentions that belong to no precedent alone."""
    spans = [(p.start, p.end) for p in passing if p.apart]
    return [i for i in items if not any(lo <= i.start < hi for lo, hi in spans)]


_ACTS = re.compile(
    rf"\W*(?:These|Such|The|Similar)\s+(?:\w+\s+)?{alternation('en', 'deeds.acts')}\b"
)


def _attach_acts(parts: ReportParts, sentence: Sentence, drafts: list[Draft], between) -> None:  # type: ignore[no-untyped-def]
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


def _attach_claim(parts: ReportParts, sentence: Sentence, drafts: list[Draft], between) -> None:  # type: ignore[no-untyped-def]
    """Give who "ISIS claimed responsibility" names to what was told just before."""
    if not drafts or sentence.paragraph - drafts[-1].sentence.paragraph > 2:
        return
    said = find_responsible(
        parts.text, sentence.start, sentence.end, between("actors", sentence.start, sentence.end)
    )
    drafts[-1].said = said | drafts[-1].said


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
    if happening.kind in {"protest", "riot", "mutual"} or earlier.kind in {"protest", "riot"}:
        return
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


def _in_headline(parts: ReportParts, sentence: Sentence) -> bool:
    return sentence.paragraph == 0 and len(parts.sentences) > SHORT


def _is_speaker_place(text: str, place: PlaceMention) -> bool:
    """Return True for a town that only says where somebody speaks ("a resident of X told")."""
    return bool(
        re.match(r"\s*\((?:Reuters|AFP|AP|SANA|TASS|RIA)\)", text[place.end : place.end + 12])
    )


def describe(event: ReadEvent) -> str:
    """Return one line on an event, for people."""
    who = " - ".join(filter(None, (event.actor1, event.actor2)))
    where = event.location
    return f"{event.sub_event_type}: {who or 'unknown'} at {where or 'an unknown place'}"


__all__ = ["Evidence", "Reader", "Reading", "describe", "event_type", "get_actor"]
