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

from geomap.places.gazetteer import all_names
from geomap.text.mentions import PlaceMention
from geomap.text.place_phrases import describe_arabic, describe_latin, link_holders
from geomap.text.place_words import (
    ARABIC_COMMON,
    ARABIC_CUES,
    ARABIC_GENERIC,
    ARABIC_WHOLE,
    COUNTRIES,
    GENERIC,
    GIVEN_NAMES,
    LOCATIVE,
    NOT_PLACES,
    PERSON_TITLES,
    SAY,
    STARTERS,
)
from geomap.text.words import (
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.model import Name, Place
    from geomap.places.gazetteer import Gazetteer

_GAP = re.compile(r"^[\s\-–'’‘`ʿʾ./]*$")
_GAP_BREAK = re.compile(r"[.,;:]\s|\n")
_CAPITALS = frozenset({"damascus", "dimashq"})
_SPOKEN_FOR = re.compile(
    rf"^\s*(?:['’]s\s+(?:government|gov)|gov[’']?t|has\s+|have\s+|{SAY})", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"(?:\b(?P<cue>town|village|city|area|district|neighbou?rhood|hamlet|camp|quarter|suburb|"
    r"villages|towns|farms|hill|checkpoint|airbase|axis|front)s?\s+of\s+(?:the\s+)?"
    r"|\b(?P<prep>in|near|at|around|outside|inside|from|to|on|of|targeted|shelled|bombed|stormed)\s+(?:the\s+)?)"
    r"(?P<name>(?:[Aa]l-|[Aa][rsntdz]h?-|[Ee]l-)?[A-Z][\w'’‘`]*(?:[ -](?:al-|ash-|as-|ar-|an-|ad-|az-|el-)?"
    r"[A-Z][\w'’‘`]*){0,3})"
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
            if not (held.overlaps(m.start, m.end) and _held_back(m.start, m.end, blocked))
        ]  # fmt: skip
        if not arabic:
            mentions.extend(self._find_unknown(words.text, mentions, blocked))
        if named:
            known = Taken([*((m.start, m.end) for m in mentions), *blocked])
            mentions.extend(
                PlaceMention(start, end, words.text[start:end])
                for start, end in named
                if not known.overlaps(start, end)
            )
        mentions.sort(key=lambda mention: mention.start)
        describe = describe_arabic if arabic else describe_latin
        for mention in mentions:
            describe(words.text, mention)
        link_holders(words.text, mentions, arabic=arabic)
        return mentions

    def _find_latin(self, words: Words) -> Iterator[PlaceMention]:
        automaton = self._tables[0]
        text = words.text
        stream = Stream(words, _latin_keys(words))
        for first, last, value in stream.find(automaton):
            if not isinstance(value, int):
                continue
            start, end = words.spans[first][0], words.spans[last][1]
            if not _joined(text, words, first, last):
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
                if not _joined(text, words, first - 1, first):
                    break
                first -= 1
                start = words.spans[first][0]
            places = self._similar_to(text[start:end], value)
            if places and _is_name(text, words, first, last, places):
                yield PlaceMention(start, end, text[start:end], tuple(places))
        for index, word in enumerate(words.lower):
            if word in COUNTRIES and text[words.spans[index][0]].isupper():
                start, end = words.spans[index]
                yield PlaceMention(start, end, text[start:end], country=COUNTRIES[word])

    @cached_property
    def _judged(self) -> dict[tuple[str, int], list[Place]]:
        return {}

    def _similar_to(self, written: str, value: int) -> list[Place]:
        """Return the places of an entry whose spelling fits, judged once for each spelling."""
        known = self._judged.get((written, value))
        if known is None:
            if len(self._judged) > 100_000:
                self._judged.clear()
            known = _similar(_plain_text(written), self._tables[3][value])
            self._judged[written, value] = known
        return known

    def _find_arabic(self, words: Words) -> Iterator[PlaceMention]:
        _, automaton, known, entries = self._tables
        text = words.text
        keys = ((i, unprefix(w, known)) for i, w in enumerate(words.lower))
        stream = Stream(words, keys)
        named = -1
        for first, last, value in stream.find(automaton):
            if not isinstance(value, int) or not _joined(text, words, first, last):
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
            before = bare_arabic(words.lower[first - 1]) if first else ""
            cue = (
                before in ARABIC_CUES
                or words.lower[first - 1 if first else 0] in ARABIC_CUES
                or prefix[:1] == "ب"
                or prefix[:2] in {"وب", "فب"}
                or (words.lower[first][0] == "و" and bare[0] != "و" and named == first - 1)
            )
            top = max(place.importance for place in places)
            if first < len(words.lower) and before in PERSON_TITLES:
                continue
            if not (cue or top >= 60 or (last > first and top >= 20)):
                continue
            named = last
            yield PlaceMention(start, end, text[start:end], tuple(places))
        for index, word in enumerate(words.lower):
            if country := COUNTRIES.get(word) or COUNTRIES.get(word.lstrip("وبفل")):
                start, end = words.spans[index]
                yield PlaceMention(start, end, text[start:end], country=country)

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
            if not parts or parts[0] in NOT_PLACES or parts[0] in STARTERS:
                continue
            if parts[0] in PERSON_TITLES or parts[0] in GIVEN_NAMES:
                continue
            if all(part in GENERIC or part in LATIN_ARTICLES for part in parts):
                continue
            yield PlaceMention(start, end, name)


_LOOSE = frozenset({"from", "to", "on", "of", "targeted", "shelled", "bombed", "stormed"})
_KIND_AFTER = re.compile(
    r"\s+(?:town|village|city|neighbou?rhood|district|area|camp|hamlet|farm)\b"
)


def _latin_keys(words: Words) -> list[tuple[int, str]]:
    """Return word index and key of each word that can be part of a Latin name."""
    keys = []
    text = words.text
    for index, (word, (start, _)) in enumerate(zip(words.lower, words.spans, strict=True)):
        if word in LATIN_ARTICLES:
            continue
        if word in GENERIC or word[0].isdigit():
            keys.append((index, word))
        elif text[start].isupper():
            keys.append((index, sound_word(word)))
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


def _joined(text: str, words: Words, first: int, last: int) -> bool:
    for index in range(first, last):
        gap = text[words.spans[index][1] : words.spans[index + 1][0]]
        if _GAP_BREAK.search(gap) or not _GAP.match(gap):
            return False
    return True


def _similar(written: str, entries: Iterable[tuple[Place, Name, str]]) -> list[Place]:
    from rapidfuzz.fuzz import ratio

    best: dict[str, tuple[float, Place]] = {}
    for place, name, plain in entries:
        score = ratio(written, plain)
        need = 74 if len(written) > 5 else 79
        if score < need or (not name.strong and score < 95):
            continue
        if score > best.get(place.place_id, (0.0, place))[0]:
            best[place.place_id] = (score, place)
    return [place for _, place in sorted(best.values(), key=lambda item: -item[0])]


def _is_name(text: str, words: Words, first: int, last: int, places: Sequence[Place]) -> bool:
    """Return True if the words are used as a place's name here."""
    lower = words.lower
    start, end = words.spans[first][0], words.spans[last][1]
    single = first == last or all(w in LATIN_ARTICLES for w in lower[first:last])
    core = lower[last]
    if single and (core in NOT_PLACES or (core in STARTERS and _opens(text, start))):
        return False
    before = lower[first - 1] if first else ""
    after = lower[last + 1] if last + 1 < len(lower) else ""
    touching = text[end : words.spans[last + 1][0]] if after else "\n"
    top = max(place.importance for place in places)
    locative = before in LOCATIVE or before in GENERIC or after in GENERIC
    if single and core in _CAPITALS and before not in LOCATIVE and before not in GENERIC:
        if _SPOKEN_FOR.match(text[end : end + 24]) and after not in GENERIC:
            return False
    joined_before = (
        first > 0 and re.fullmatch(r"[ \-]", text[words.spans[first - 1][1] : start]) is not None
    )
    if joined_before and (before in PERSON_TITLES or before in GIVEN_NAMES):
        return False
    if single and joined_before and before in LATIN_ARTICLES and first > 1:
        name_before = lower[first - 2]
        if (name_before in GIVEN_NAMES or name_before in PERSON_TITLES) and top < 90:
            return False
    if touching in {" ", "-"} and after and text[words.spans[last + 1][0]].isupper():
        following = after not in GENERIC and after not in NOT_PLACES and after not in LATIN_ARTICLES
        if following and before not in LOCATIVE and (top < 60 or lower[first] in GIVEN_NAMES):
            return False
    if lower[first] in GIVEN_NAMES and not locative and top < 45:
        return False
    if single and len(core) <= 4 and top < 40:
        return locative
    if single and top < 20:
        return locative or after == "countryside" or text[end : end + 1] in {",", "."}
    return True


def _opens(text: str, start: int) -> bool:
    head = text[:start].rstrip(" \t\"“'‘-–•*(")
    return not head or head[-1] in ".!?\n:"


def _held_back(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return True if a span overlaps one of `spans` that it does not hold within itself."""
    return any(
        begin < end
        and start < stop
        and not (start <= begin and stop <= end and stop - begin < end - start)
        for begin, stop in spans
    )


def is_generic(word: str) -> bool:
    """Return True for a word such as "town" or "مدينة"."""
    return word in GENERIC or word in ARABIC_GENERIC
