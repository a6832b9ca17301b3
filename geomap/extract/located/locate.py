"""The place that belongs to one marked word of a text, as a span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.compose.linking import choose_places
from geomap.extract.document.language import detect_language
from geomap.extract.document.sentences import split_sentences
from geomap.extract.document.words import split_words
from geomap.extract.recognise.actors.actor_mentions import find_actors
from geomap.extract.recognise.dates.date_mentions import find_dates
from geomap.extract.recognise.places.toponyms import ToponymFinder
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from geomap.extract.recognise.names import PlaceMention
    from geomap.gazetteer.gazetteer import Gazetteer

_NAMED_AFTER = re.compile(
    rf"^(?:[ -]{alternation('en', 'places.facility_adjectives')}){{0,2}}[ -]"
    rf"{alternation('en', 'places.facility_nouns')}\b"
)
_PART = re.compile(
    rf"[,;–—]\s+(?:{alternation('en', 'places.participle_openers')}\s+)?"
    rf"(?:[a-z]+ly\s+)?(?!{alternation('en', 'places.participle_prepositions')})"
    rf"[a-z]{{3,}}ing\b|\s{alternation('en', 'places.participle_before')}\s"
)


def _sentence_of(text: str, lang: str, at: int) -> tuple[int, int]:
    """Return the span of the sentence that holds a place of the text, else all of it."""
    for sentence in split_sentences(text, lang):
        if sentence.start <= at < sentence.end:
            return sentence.start, sentence.end
    return 0, len(text)


class Locator:
    """Links a word of a text to the place where it happened; keep it for many texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.finder = ToponymFinder(gazetteer)

    def locate(self, text: str, at: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the spans of the places where what the word at `at` says happened.

        Parameters
        ----------
        text
            A sentence or more.
        at
            Span of the verb (or noun), start and end in characters.
        """
        lang = detect_language(text) or "en"
        places = self._places_of(text, lang)
        floor, ceiling = _sentence_of(text, lang, at[0])
        named = [p for p in places if text[p.start].isupper() or not text[p.start].isascii()]
        chosen: list[PlaceMention] = []
        for lo, hi in dict.fromkeys([clause_of(text, floor, ceiling, at), (floor, ceiling)]):
            chosen = chosen or choose_places(text, lo, hi, at, named)
        if not chosen:
            inside = [p for p in places if floor <= p.start and p.end <= ceiling]
            chosen = [p for p in inside if p.country][:1]
        return [_named_span(text, place) for place in chosen]

    def _places_of(self, text: str, lang: str) -> list[PlaceMention]:
        """Return the places of a text, nothing within names of actors and dates."""
        arabic = lang == "ar"
        words = split_words(text)
        blocked = [(a.start, a.end) for a in find_actors(words, arabic=arabic) if not a.weak]
        blocked += [(d.start, d.end) for d in find_dates(text, lang)]
        return self.finder.find(words, blocked, arabic=arabic)


def clause_of(text: str, floor: int, ceiling: int, at: tuple[int, int]) -> tuple[int, int]:
    """Return the part of the sentence ``floor:ceiling`` that goes with the verb at `at`.

    A participle behind a comma ("launched an attack in Hama, targeting Maan") begins a part of
    its own, as do "after", "when" and "while".
    """
    cuts = [match.start() for match in _PART.finditer(text, floor, ceiling)]
    before = [cut for cut in cuts if cut <= at[0]]
    behind = [cut for cut in cuts if cut > at[0]]
    return (before[-1] if before else floor), (behind[0] if behind else ceiling)


def _named_span(text: str, place: PlaceMention) -> tuple[int, int]:
    """Return the name with the capitalised kind that follows it ("Homs Governorate")."""
    end = place.end
    if after := _NAMED_AFTER.match(text[end : end + 40]):
        end += after.end()
    return place.start, end
