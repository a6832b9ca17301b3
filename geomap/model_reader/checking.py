"""What a model proposes, held against the text and our tables; what cannot be shown is struck."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.extract.reading import Evidence, ReadEvent
from geomap.extract.recognise.dates.date_mentions import edtf_of, find_dates, precision_of
from geomap.model import Status, Verdict
from geomap.model_reader.asking import PlaceAsker
from geomap.model_reader.number_checks import says_number
from geomap.model_reader.spans import SpanFinder
from geomap.model_reader.witness import Witness
from geomap.resolver.precision import geo_precision_of
from geomap.schema import Count
from geomap.vocab.actors import find_actor
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from geomap.extract.reading import Reading
    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.model import Resolution
    from geomap.model_reader.answer_schema import Proposal
    from geomap.resolver.resolver import Resolver

CHOSEN = 0.5
"""A candidate that the model chose needs this share of the best one's score."""
TOLD = 0.5
"""How sure a day is that the model counts from words of the text which our tables cannot count."""
LONGEST_AGO = timedelta(days=40)
"""Such a day lies no longer before publication."""
LONGEST_SPAN = timedelta(days=400)


@dataclass
class Checked:
    """Rows that stand, and how many rows and fields were struck."""

    events: list[ReadEvent] = field(default_factory=list)
    struck_rows: int = 0
    struck_fields: int = 0


class Checker:
    """Holds the proposals for one report against its text."""

    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.resolver = resolver
        self.spans = SpanFinder(self.text)
        self.anchor = reading.report.published or reading.published
        self.dates = find_dates(self.text, reading.lang or "en", self.anchor)
        self._struck: list[str] = []
        self.places = PlaceAsker(reading, resolver)
        self.witness = Witness(reading)

    def check(self, proposals: list[Proposal]) -> Checked:
        """Return the rows that can be shown, doubles of one row made one."""
        checked = Checked()
        for proposal in proposals:
            event, struck = self.check_one(proposal)
            if event is None:
                checked.struck_rows += 1
                continue
            checked.struck_fields += len(struck)
            if not any(_same_row(event, other) for other in checked.events):
                checked.events.append(event)
        return checked

    def check_one(self, proposal: Proposal) -> tuple[ReadEvent | None, list[str]]:
        """Return a proposal as a row, None if it cannot be shown, and what was struck with why."""
        self._struck = []
        event = self._event_of(proposal)
        return event, self._struck

    def _event_of(self, proposal: Proposal) -> ReadEvent | None:
        kind = event_type_of(proposal.sub_event_type)
        if kind is None:
            self._strike("sub_event_type", "is none of the list")
            return None
        quote = self._find("quote", proposal.quote or "(nothing)", 0)
        if quote is None:
            return None
        event = ReadEvent(kind, proposal.sub_event_type, status=_status_of(proposal.status))
        event.description = " ".join(self._sentence_at(quote).split())[:400]
        event.evidence.append(Evidence("type", *quote))
        if not self._set_place(event, proposal, quote[0]):
            return None
        self._set_date(event, proposal, quote[0])
        self._set_actors(event, proposal, quote[0])
        self._set_counts(event, proposal, quote[0])
        return event

    def _strike(self, name: str, why: str) -> None:
        self._struck.append(f"{name}: {why}")

    def _find(self, name: str, words: str, near: int) -> tuple[int, int] | None:
        """Return where words stand; a field whose words stand nowhere is struck."""
        if not words:
            return None
        found = self.spans.find(words, near)
        if found is None:
            self._strike(name, "these words are not in the text")
        return found

    def _set_place(self, event: ReadEvent, proposal: Proposal, near: int) -> bool:
        span = self._find("place", proposal.place or "(nothing)", near)
        if span is None:
            return False
        inside = self._find("place_in", proposal.place_in, span[0])
        hint = " ".join(self.text[slice(*inside)].split()) if inside else ""
        event.location = " ".join(self.text[slice(*span)].split())
        event.hint = hint
        asked = self.places.ask(event.location, hint, span)
        chosen = (_choose(found, proposal.place_id) for found in asked)
        answer = next((found for found in chosen if found.resolved), asked[0])
        event.resolution = self.witness.weigh(answer, proposal.place_id)
        if proposal.place_id and event.resolution.place_id != proposal.place_id:
            self._strike("place_id", f"{proposal.place_id} is not what the gazetteer finds here")
        event.evidence.append(Evidence("place", *span))
        event.scores["place"] = round(event.resolution.score, 3)
        return True

    def _set_date(self, event: ReadEvent, proposal: Proposal, near: int) -> None:
        span = self._find("date_words", proposal.date_words, near)
        if span is None:
            self._take_publication(event)
            return
        told = _days_of(proposal)
        mention = self._date_at(span)
        if mention is not None and mention.first is not None and mention.last is not None:
            self._weigh_days(event, (mention.first, mention.last), told, span)
        elif told and self._is_recent(told):
            self._keep_days(event, told, span, TOLD)
        else:
            self._strike("date_words", "say no day that can be counted")
            self._take_publication(event)

    def _weigh_days(
        self,
        event: ReadEvent,
        read: tuple[date, date],
        told: tuple[date, date] | None,
        span: tuple[int, int],
    ) -> None:
        """Date an event by the days that we read in the model's words, finer where it says so."""
        first, last = read
        agree = told is not None and told[0] <= last and first <= told[1]
        score = 0.95 if agree else 0.6
        if told and not agree:
            self._strike("date_start", f"the words mean {first} to {last}")
        if told and ((first <= told[0] and told[1] <= last) or self._is_year_told(read, told)):
            first, last = told
        given = self.reading.report.published
        if given is not None and first > given:
            self._strike("date_words", "mean a day after publication")
            event.scores["date"] = score
            return
        self._keep_days(event, (first, min(last, given or last)), span, score)

    def _is_year_told(self, read: tuple[date, date], told: tuple[date, date]) -> bool:
        """Return True if only a guessed day of publication chose another year than the model.

        The year that the model says must stand in the text.
        """
        if self.reading.report.published is not None or str(told[0].year) not in self.text:
            return False
        return [(d.month, d.day) for d in read] == [(d.month, d.day) for d in told]

    def _is_recent(self, told: tuple[date, date]) -> bool:
        """Return True for days shortly before publication: the model may count those itself."""
        return (
            self.anchor is not None
            and self.anchor - LONGEST_AGO <= told[0] <= told[1] <= self.anchor
        )

    def _keep_days(
        self, event: ReadEvent, days: tuple[date, date], span: tuple[int, int], score: float
    ) -> None:
        event.first, event.last = days
        event.time_precision = precision_of(*days)
        event.edtf = edtf_of(*days)
        event.scores["date"] = score
        event.evidence.append(Evidence("date", *span))

    def _take_publication(self, event: ReadEvent) -> None:
        """Date what has no day of its own by the report's day of publication, as the rules do."""
        day = self.reading.report.published
        if day is not None and event.status is not Status.BACKGROUND:
            event.first = event.last = day
            event.time_precision, event.edtf = 1, day.isoformat()
            event.scores["date"] = 0.5

    def _date_at(self, span: tuple[int, int]) -> DateMention | None:
        """Return the date that our own tables read in these words, the fullest of several."""
        inside = [d for d in self.dates if d.start < span[1] and span[0] < d.end and d.first]
        if not inside:
            words = self.text[slice(*span)]
            read = find_dates(words, self.reading.lang or "en", self.anchor)
            inside = [d for d in read if d.first]
        return min(inside, key=lambda d: (d.precision, d.start), default=None)

    def _set_actors(self, event: ReadEvent, proposal: Proposal, near: int) -> None:
        for name in ("actor1", "actor2"):
            told, words = getattr(proposal, name), getattr(proposal, f"{name}_words")
            span = self._find(f"{name}_words", words, near)
            if span is None:
                continue
            written = " ".join(self.text[slice(*span)].split())
            own = find_actor(written, event.last)
            actor = own if own and own.kind not in {"outlet", "monitor"} else None
            actor = actor or find_actor(told, event.last)
            setattr(event, name, actor.name if actor and own is None else written)
            setattr(event, f"{name}_id", actor.id if actor else "")
            event.evidence.append(Evidence(name, *span))
            event.scores[name] = 0.9 if actor else 0.5
        for name in ("claimed_by", "attributed_to"):
            span = self._find(f"{name}_words", getattr(proposal, f"{name}_words"), near)
            if span is not None:
                setattr(event, name, " ".join(self.text[slice(*span)].split()))
                event.evidence.append(Evidence(name, *span))

    def _set_counts(self, event: ReadEvent, proposal: Proposal, near: int) -> None:
        for name, attribute in (("killed", "fatalities"), ("injured", "injured")):
            value = getattr(proposal, name)
            if value is None:
                continue
            span = self._find(f"{name}_words", getattr(proposal, f"{name}_words"), near)
            if span is None or not says_number(self.text[slice(*span)], value):
                self._strike(name, f"no words of the text say {value}")
                continue
            setattr(event, attribute, Count(value, value, value))
            event.evidence.append(Evidence(attribute, *span))

    def _sentence_at(self, span: tuple[int, int]) -> str:
        start = max(self.text.rfind(sign, 0, span[0]) for sign in (". ", "\n", "؟", "! ")) + 1
        ends = [at for sign in (". ", "\n", "؟", "! ") if (at := self.text.find(sign, span[1])) > 0]
        return self.text[start : min(ends, default=len(self.text)) + 1]


def _choose(resolution: Resolution, place_id: str) -> Resolution:
    """Return the resolution with the candidate that the model chose, where it is a likely one."""
    if not place_id or place_id in {resolution.place_id, ""}:
        return resolution
    if resolution.resolved and resolution.rule not in {"exact", "hint", "context", "near"}:
        return resolution
    least = CHOSEN * max((c.score for c in resolution.candidates), default=0.0)
    for candidate in resolution.candidates:
        place = candidate.place
        if place.place_id == place_id and candidate.score >= max(least, 0.1):
            return replace(
                resolution, verdict=Verdict.RESOLVED, place=place, lon=place.lon, lat=place.lat,
                geo_precision=geo_precision_of(place), precision_km=place.radius_km,
                score=candidate.score, rule="model", place_id=place_id,
                reasons=(*candidate.reasons, "chosen by the model among the candidates"),
            )  # fmt: skip
    return resolution


def _status_of(text: str) -> Status:
    return Status(text) if text in {"reported", "claimed", "background"} else Status.REPORTED


def _days_of(proposal: Proposal) -> tuple[date, date] | None:
    try:
        first = date.fromisoformat(proposal.date_start)
        last = date.fromisoformat(proposal.date_end or proposal.date_start)
    except ValueError:
        return None
    return (first, last) if first <= last <= first + LONGEST_SPAN else None


def _same_row(one: ReadEvent, other: ReadEvent) -> bool:
    ids = [e.resolution.place_id if e.resolution else "" for e in (one, other)]
    place = ids[0] == ids[1] if any(ids) else one.location == other.location
    return (
        place and one.sub_event_type == other.sub_event_type
        and (one.first, one.last) == (other.first, other.last)
        and {one.actor1_id, one.actor2_id} == {other.actor1_id, other.actor2_id}
    )  # fmt: skip
