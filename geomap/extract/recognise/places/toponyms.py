"""Toponyms in running text: every place of the gazetteer, Latin and Arabic, longest match.

A name counts only where it is used as a name: not inside an actor's, person's or outlet's name,
a capital not where it stands for its government, a word that is also a common noun only beside
a cue ("town of", "in", "مدينة"). Generic words and relations around it ("southern countryside
of", "near", "zone") go to the resolver with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.extract.document.words import LATIN_ARTICLES, Stream, Taken, Words, unprefix
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_holders import link_holders
from geomap.extract.recognise.places.place_lists import add_unknown_members, find_headers
from geomap.extract.recognise.places.place_phrases import (
    describe_arabic,
    describe_latin,
    join_between,
)
from geomap.extract.recognise.places.place_words import COUNTRIES, GENERIC
from geomap.extract.recognise.places.place_zones_ar import find_members
from geomap.extract.recognise.places.toponym_checks import is_held_back, is_joined, is_name
from geomap.extract.recognise.places.toponym_tables import latin_keys, tables_of
from geomap.extract.recognise.places.toponym_uses_ar import ArabicUse
from geomap.extract.recognise.places.unknown_names import find_unknown
from geomap.extract.recognise.places.whole_arabic_names import whole_arabic_name
from geomap.extract.recognise.places.whole_names import whole_latin_names
from geomap.extract.several.roads import join_roads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geomap.extract.recognise.places.toponym_tables import NameTables
    from geomap.gazetteer.gazetteer import Gazetteer

    Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class ToponymFinder:
    """Finds the names of one gazetteer; build it once, use it for many texts."""

    gazetteer: Gazetteer

    @cached_property
    def _tables(self) -> NameTables:
        return tables_of(self.gazetteer)

    def find(
        self,
        words: Words,
        blocked: Sequence[tuple[int, int]] = (),
        *,
        arabic: bool = False,
        named: Sequence[tuple[int, int]] = (),
    ) -> list[PlaceMention]:
        """Return the toponyms of a text in order.

        Parameters
        ----------
        words
            The text's words.
        blocked
            Spans of actors, persons and dates, which hold no toponym.
        arabic
            True for an Arabic text.
        named
            Further spans that are known to be places' names.
        """
        blocked = sorted(blocked)
        find = self._find_arabic if arabic else self._find_latin
        mentions = find(words, blocked)
        if named:
            known = Taken([*((m.start, m.end) for m in mentions), *blocked])
            mentions.extend(
                PlaceMention(start, end, words.text[start:end])
                for start, end in named
                if not known.overlaps(start, end)
            )
        mentions = _without_overlaps(mentions)
        describe = describe_arabic if arabic else describe_latin
        for mention in mentions:
            describe(words.text, mention)
        link_holders(words.text, mentions, arabic=arabic)
        return join_roads(words.text, join_between(words.text, mentions))

    def _find_latin(self, words: Words, blocked: Spans) -> list[PlaceMention]:
        """Return known names, whole, and those that nobody knows behind a cue or in a list."""
        text = words.text
        mentions = _free([*self._known_latin(words), *_countries(words, _latin_country)], blocked)
        mentions = whole_latin_names(text, mentions, blocked)
        mentions.extend(find_unknown(text, mentions, blocked))
        mentions.extend(find_headers(text, mentions, blocked))
        mentions.sort(key=lambda mention: mention.start)
        return add_unknown_members(text, mentions, blocked)

    def _find_arabic(self, words: Words, blocked: Spans) -> list[PlaceMention]:
        """Return known names, whole, and the members of lists behind the noun of their kind."""
        text, parts = words.text, self._tables.arabic_words
        mentions = _free([*self._known_arabic(words), *_countries(words, _arabic_country)], blocked)
        mentions = [whole_arabic_name(text, m, parts) for m in mentions]
        members = list(self._find_members(words))
        zones = Taken((m.start, m.end) for m in members)
        mentions = [m for m in mentions if not zones.overlaps(m.start, m.end)]
        free = (m for m in members if not is_held_back(m.start, m.end, blocked))
        return mentions + [whole_arabic_name(text, m, parts) for m in free]

    def _known_latin(self, words: Words) -> Iterator[PlaceMention]:
        """Yield the names of the gazetteer that are used as names."""
        text = words.text
        stream = Stream(words, latin_keys(words, self._tables.latin_words))
        for first, last, entry in stream.find(self._tables.latin):
            if not isinstance(entry, int) or not is_joined(text, words, first, last):
                continue
            start, end = words.spans[first][0], words.spans[last][1]
            if first == last and words.lower[first] in GENERIC and text[start].islower():
                continue
            if text[end : end + 7].lower() in {" party ", " party"}:
                continue
            first = _with_articles(words, first)
            start = words.spans[first][0]
            places = self._tables.similar_to(text[start:end], entry)
            if places and is_name(text, words, first, last, places):
                yield PlaceMention(start, end, text[start:end], tuple(places))

    def _known_arabic(self, words: Words) -> Iterator[PlaceMention]:
        """Yield the names of the gazetteer that are used as names."""
        text, known = words.text, self._tables.arabic_words
        stream = Stream(words, ((i, unprefix(w, known)) for i, w in enumerate(words.lower)))
        named = -1
        for first, last, entry in stream.find(self._tables.arabic):
            if not isinstance(entry, int) or not is_joined(text, words, first, last):
                continue
            use = ArabicUse(words, first, last, unprefix(words.lower[first], known))
            places = self._tables.places_of(entry)
            if use.is_name(places, named):
                named = last
                end = words.spans[last][1]
                yield PlaceMention(use.start, end, text[use.start : end], tuple(places))

    def _find_members(self, words: Words) -> Iterator[PlaceMention]:
        """Yield the settlements behind "قرى", "بلدة" and the like, unknown names too."""
        for member in find_members(words, self._tables.arabic_importance):
            start, end = words.spans[member.first][0], words.spans[member.last][1]
            start += member.skip
            places = self._tables.places_called(member.key) if member.key else ()
            yield PlaceMention(
                start,
                end,
                words.text[start:end],
                tuple(places),
                zone=member.zone + 1,
                wide=member.wide,
            )


def _with_articles(words: Words, first: int) -> int:
    """Return the first word of a name with the articles written before it."""
    while first > 0 and words.lower[first - 1] in _NAMES_ARTICLES:
        if not is_joined(words.text, words, first - 1, first):
            break
        first -= 1
    return first


_NAMES_ARTICLES = LATIN_ARTICLES - {"the", "an", "at", "as", "a"}


def _countries(
    words: Words, country_of: Callable[[Words, int], str | None]
) -> Iterator[PlaceMention]:
    """Yield the countries that a text names."""
    for index, (start, end) in enumerate(words.spans):
        if country := country_of(words, index):
            yield PlaceMention(start, end, words.text[start:end], country=country)


def _latin_country(words: Words, index: int) -> str | None:
    country = COUNTRIES.get(words.lower[index])
    return country if country and words.text[words.spans[index][0]].isupper() else None


def _arabic_country(words: Words, index: int) -> str | None:
    word = words.lower[index]
    return COUNTRIES.get(word) or COUNTRIES.get(word.lstrip("وبفل"))


def _free(mentions: Sequence[PlaceMention], blocked: Spans) -> list[PlaceMention]:
    """Return the mentions that no span of something else holds back."""
    held = Taken(blocked)
    return [
        m for m in mentions
        if not (held.overlaps(m.start, m.end) and is_held_back(m.start, m.end, blocked))
    ]  # fmt: skip


def _without_overlaps(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions in order, of two that overlap the longer one."""
    out: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1].end:
            if mention.end - mention.start > out[-1].end - out[-1].start:
                out[-1] = mention
            continue
        out.append(mention)
    return out
