"""Toponyms in running text: every place of the gazetteer, Latin and Arabic, longest match.

A name counts only where it is used as a name: not inside an actor's, person's or outlet's name,
a capital not where it stands for its government, a word that is also a common noun only beside
a cue ("town of", "in", "مدينة"). Generic words and relations around it ("southern countryside
of", "near", "zone") go to the resolver with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    Stream,
    Taken,
    Words,
    bare_arabic,
    is_arabic,
    lower_word,
    make_automaton,
    sound_word,
    split_words,
    unprefix,
)
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_holders import link_holders
from geomap.extract.recognise.places.place_lists import add_unknown_members, find_headers
from geomap.extract.recognise.places.place_phrases import (
    describe_arabic,
    describe_latin,
    join_between,
)
from geomap.extract.recognise.places.place_words import (
    ARABIC_COMMON,
    ARABIC_CUES,
    ARABIC_GENERIC,
    ARABIC_WHOLE,
    COUNTRIES,
    GENERIC,
    GIVEN_NAMES,
    NOT_PLACES,
    PERSON_TITLES,
    STARTERS,
)
from geomap.extract.recognise.places.place_zones_ar import find_members
from geomap.extract.recognise.places.toponym_checks import (
    is_arabic_word,
    is_held_back,
    is_joined,
    is_name,
    similar_places,
)
from geomap.extract.recognise.places.whole_arabic_names import whole_arabic_name
from geomap.extract.recognise.places.whole_names import whole_latin_names
from geomap.extract.several.roads import join_roads
from geomap.gazetteer.gazetteer import all_names
from geomap.lang.lexicon import alternation, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Name, Place

_UNKNOWN = re.compile(
    rf"(?:\b(?P<cue>{alternation('en', 'places.unknown_kinds')})s?\s+of\s+"
    rf"(?:the\s+)?|\b(?P<prep>{alternation('en', 'places.unknown_prepositions')})\s+"
    r"(?:the\s+)?)(?P<name>(?:[Aa]l-|[Aa][rsntdz]h?-|[Ee]l-)?[A-Z][\w'’‘`]*"
    r"(?:[ -](?:(?:al|a[rsntdz]h?|el)-)?[A-Z][\w'’‘`]*|-[a-z]{3,}){0,3})"
)


@dataclass(frozen=True)
class ToponymFinder:
    """Finds the names of one gazetteer; build it once, use it for many texts."""

    gazetteer: Gazetteer

    @cached_property
    def _tables(self) -> tuple[object, object, frozenset[str], list[list[tuple[Place, Name, str]]]]:
        latin: dict[str, int] = {}
        arabic: dict[str, int] = {}
        entries: list[list[tuple[Place, Name, str]]] = []
        for place in self.gazetteer.places.values():
            for name in all_names(place):
                for text in _variants(name.text):
                    words = split_words(text)
                    if not words.lower:
                        continue
                    if is_arabic(words.lower[0]):
                        key, table = " ".join(bare_arabic(word) for word in words.lower), arabic
                    else:
                        key, table = " ".join(k for _, k in _latin_keys(words)), latin
                    if len(key) < 2:
                        continue
                    at = table.setdefault(key, len(entries))
                    if at == len(entries):
                        entries.append([])
                    entries[at].append((place, name, _plain(words)))
        known = frozenset(word for key in arabic for word in key.split())
        return make_automaton(latin.items()), make_automaton(arabic.items()), known, entries

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
        mentions = list(self._find_arabic(words) if arabic else self._find_latin(words))
        held = Taken(blocked)
        mentions = [
            m for m in mentions
            if not (held.overlaps(m.start, m.end) and is_held_back(m.start, m.end, blocked))
        ]  # fmt: skip
        if arabic:
            parts = self._tables[2]
            mentions = [whole_arabic_name(words.text, m, parts) for m in mentions]
            members = list(self._find_members(words))
            zones = Taken((m.start, m.end) for m in members)
            mentions = [m for m in mentions if not zones.overlaps(m.start, m.end)]
            free = (m for m in members if not is_held_back(m.start, m.end, blocked))
            mentions += [whole_arabic_name(words.text, m, parts) for m in free]
        else:
            mentions = whole_latin_names(words.text, mentions, blocked)
            mentions.extend(self._find_unknown(words.text, mentions, blocked))
            mentions.extend(find_headers(words.text, mentions, blocked))
            mentions.sort(key=lambda mention: mention.start)
            mentions = add_unknown_members(words.text, mentions, blocked)
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

    def _find_latin(self, words: Words) -> Iterator[PlaceMention]:
        automaton = self._tables[0]
        text = words.text
        stream = Stream(words, _latin_keys(words, self._latin_words))
        for first, last, value in stream.find(automaton):
            if not isinstance(value, int):
                continue
            start, end = words.spans[first][0], words.spans[last][1]
            if not is_joined(text, words, first, last):
                continue
            if first == last and words.lower[first] in GENERIC and text[start].islower():
                continue
            if text[end : end + 7].lower() in {" party ", " party"}:
                continue
            while first > 0 and words.lower[first - 1] in LATIN_ARTICLES - {
                "the",
                "an",
                "at",
                "as",
                "a",
            }:
                if not is_joined(text, words, first - 1, first):
                    break
                first -= 1
                start = words.spans[first][0]
            places = self._similar_to(text[start:end], value)
            if places and is_name(text, words, first, last, places):
                yield PlaceMention(start, end, text[start:end], tuple(places))
        for index, word in enumerate(words.lower):
            if word in COUNTRIES and text[words.spans[index][0]].isupper():
                start, end = words.spans[index]
                yield PlaceMention(start, end, text[start:end], country=COUNTRIES[word])

    @cached_property
    def _latin_words(self) -> frozenset[str]:
        """Keys of names of one word."""
        names = (name.text for p in self.gazetteer.places.values() for name in all_names(p))
        keys = (_latin_keys(split_words(name)) for name in names if name.isascii())
        return frozenset(found[0][1] for found in keys if len(found) == 1)

    @cached_property
    def _judged(self) -> dict[tuple[str, int], list[Place]]:
        return {}

    def _similar_to(self, written: str, value: int) -> list[Place]:
        """Return the places of an entry whose spelling fits, judged once for each spelling."""
        known = self._judged.get((written, value))
        if known is None:
            if len(self._judged) > 100_000:
                self._judged.clear()
            known = similar_places(_plain_text(written), self._tables[3][value])
            self._judged[written, value] = known
        return known

    def _find_arabic(self, words: Words) -> Iterator[PlaceMention]:
        _, automaton, known, entries = self._tables
        text = words.text
        keys = ((i, unprefix(w, known)) for i, w in enumerate(words.lower))
        stream = Stream(words, keys)
        named = -1
        for first, last, value in stream.find(automaton):
            if not isinstance(value, int) or not is_joined(text, words, first, last):
                continue
            start, end = words.spans[first][0], words.spans[last][1]
            found = entries[value]
            places = list({entry[0].place_id: entry[0] for entry in found}.values())
            lower = words.lower[first]
            bare = unprefix(lower, known)
            if first == last and (
                bare in ARABIC_GENERIC or bare in ARABIC_COMMON or lower in ARABIC_WHOLE
            ):
                continue
            cut = lower.find(bare)
            prefix = lower[:cut] if cut > 0 else ""
            if prefix and prefix != "ال":
                keep = cut - (2 if lower[max(0, cut - 2) : cut] == "ال" else 0)
                start += keep if len(text[start : words.spans[first][1]]) == len(lower) else 0
            before = unprefix(words.lower[first - 1], ARABIC_CUES) if first else ""
            cue = (
                before in ARABIC_CUES
                or words.lower[first - 1 if first else 0] in ARABIC_CUES
                or prefix[:1] == "ب"
                or prefix[:2] in {"وب", "فب"}
                or (words.lower[first][0] == "و" and bare[0] != "و" and named == first - 1)
            )
            top = max(place.importance for place in places)
            if words.lower[last] in COUNTRIES or (first == last and bare in COUNTRIES):
                continue
            if first < len(words.lower) and before in PERSON_TITLES:
                continue
            if not (cue or top >= 60 or (last > first and top >= 20)):
                continue
            if first == last and before not in ARABIC_GENERIC:  # "على" leads to a place
                if lower in ARABIC_CUES or is_arabic_word(lower, bare, known=top >= 60):
                    continue
            named = last
            yield PlaceMention(start, end, text[start:end], tuple(places))
        for index, word in enumerate(words.lower):
            if country := COUNTRIES.get(word) or COUNTRIES.get(word.lstrip("وبفل")):
                start, end = words.spans[index]
                yield PlaceMention(start, end, text[start:end], country=country)

    @cached_property
    def _arabic_keys(self) -> dict[str, float]:
        """Keys of Arabic names with the importance of the greatest place that bears them."""
        keys: dict[str, float] = {}
        for place in self.gazetteer.places.values():
            for name in all_names(place):
                for text in _variants(name.text):
                    lower = split_words(text).lower
                    if lower and is_arabic(lower[0]):
                        key = " ".join(bare_arabic(word) for word in lower)
                        keys[key] = max(keys.get(key, 0.0), place.importance)
        return keys

    def _find_members(self, words: Words) -> Iterator[PlaceMention]:
        """Yield the settlements behind "قرى", "بلدة" and the like, unknown names too."""
        automaton, entries = self._tables[1], self._tables[3]
        for member in find_members(words, self._arabic_keys):
            start, end = words.spans[member.first][0], words.spans[member.last][1]
            start += member.skip
            places: dict[str, Place] = {}
            if member.key:
                at = automaton.get(f" {member.key} ")[1]  # type: ignore[attr-defined]
                places = {entry[0].place_id: entry[0] for entry in entries[at]}
            yield PlaceMention(
                start,
                end,
                words.text[start:end],
                tuple(places.values()),
                zone=member.zone + 1,
                wide=member.wide,
            )

    def _find_unknown(
        self, text: str, mentions: Sequence[PlaceMention], blocked: Sequence[tuple[int, int]]
    ) -> Iterator[PlaceMention]:
        """Yield capitalised names behind a cue that the gazetteer does not know as written."""
        taken = Taken([*((m.start, m.end) for m in mentions), *blocked])
        for match in _UNKNOWN.finditer(text):
            start, end = match.span("name")
            name = match["name"]
            if taken.overlaps(start, end):
                continue
            loose = match["prep"] in _LOOSE
            if loose and not _KIND_AFTER.match(text[end : end + 24]):
                continue
            parts = [lower_word(part) for part in re.findall(r"[\w'’]+", name)]
            while parts and (parts[-1] in NOT_PLACES or parts[-1] in GENERIC):
                cut = name.rfind(" ")
                if cut < 0:
                    break
                name, end = name[:cut], start + cut
                parts.pop()
            if not parts or parts[0] in STARTERS:
                continue
            if parts[0] in NOT_PLACES and not (match["cue"] and len(parts) > 1):
                continue
            if not match["cue"] and (parts[0] in PERSON_TITLES or parts[0] in GIVEN_NAMES):
                continue
            if all(part in GENERIC or part in LATIN_ARTICLES for part in parts):
                continue
            yield PlaceMention(start, end, name)


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


_LOOSE = words("en", "places.loose_prepositions")
_KIND_AFTER = re.compile(rf"\s+{alternation('en', 'places.kinds_after')}\b")


_GLUED = re.compile(r"(?:al(?=[^aeiou])|a(?=([sznrtd])\1)|a(?=(?:sh|th|dh){2}))(?=\w{5})")
"""An article that is written together with its noun: "Alqaryatayn", "Azzabadani"."""


def _latin_keys(words: Words, known: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """Return word index and key of each word that can be part of a Latin name."""
    keys = []
    text = words.text
    for index, (word, (start, _)) in enumerate(zip(words.lower, words.spans, strict=True)):
        if word in LATIN_ARTICLES:
            continue
        if word in GENERIC or word[0].isdigit():
            keys.append((index, word))
        elif text[start].isupper():
            key = sound_word(word)
            if known and key not in known and (glued := _GLUED.match(word)):
                rest = word[glued.end() :]
                bare = sound_word(rest[1:] if rest[:1] == rest[1:2] else rest)
                key = bare if bare in known else key
            keys.append((index, key))
        else:
            keys.append((index, "." + word))
    return keys


def _variants(name: str) -> Iterator[str]:
    """Yield the spelling, and each half of a double one ("Tadmur/Palmyra", "Kobane (Ain ...)")."""
    yield name
    if "/" in name:
        yield from (part.strip() for part in name.split("/"))
    if "(" in name:
        yield name.split("(", maxsplit=1)[0].strip()
    head, space, rest = name.partition(" ")
    if space and head in {"كفر", "تل", "دير", "بيت", "عين", "جب"} and " " not in rest:
        yield head + rest
    elif not space and name.startswith("كفر") and len(name) > 5:
        yield f"كفر {name[3:]}"


def _plain(words: Words) -> str:
    return " ".join(word for word in words.lower if word not in LATIN_ARTICLES)


def _plain_text(text: str) -> str:
    return _plain(split_words(text))


def is_generic(word: str) -> bool:
    """Return True for a word such as "town" or "مدينة"."""
    return word in GENERIC or word in ARABIC_GENERIC
