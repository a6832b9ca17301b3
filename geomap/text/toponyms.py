"""Toponyms in running text: every place of the gazetteer, Latin and Arabic, longest match.

A name counts only where it is used as a name: not inside an actor's, person's or outlet's name,
a capital not where it stands for its government, a word that is also a common noun only beside
a cue ("town of", "in", "مدينة"). Generic words and relations around it ("southern countryside
of", "near", "zone") go to the resolver with it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.places.gazetteer import all_names
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

    from geomap.model import Name, Place, Resolution
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


@dataclass(slots=True)
class PlaceMention:
    """A place name in a text.

    Parameters
    ----------
    start, end
        Span of the name alone.
    text
        The name as written.
    places
        Gazetteer places whose spelling fits; empty for an unknown name behind a cue.
    phrase_start, phrase_end
        Span with relation and generic words.
    relation
        ``near``, ``countryside``, ``direction``, ``outskirts`` or empty.
    container
        True if it says which unit holds another place rather than where something happened.
    country
        ISO code if it is a country's name, else empty.
    hint
        Name of the unit that is said to hold it.
    resolution
        The resolver's verdict, once asked.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...] = ()
    phrase_start: int = 0
    phrase_end: int = 0
    relation: str = ""
    container: bool = False
    country: str = ""
    hint: str = ""
    held_by: PlaceMention | None = None
    resolution: Resolution | None = field(default=None, repr=False)

    @property
    def place_id(self) -> str:
        """The id of the place it was resolved to, or empty."""
        return self.resolution.place_id if self.resolution else ""


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
        self, words: Words, blocked: Sequence[tuple[int, int]] = (), *, arabic: bool = False
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
            mentions.sort(key=lambda mention: mention.start)
        describe = _describe_arabic if arabic else _describe_latin
        for mention in mentions:
            describe(words.text, mention)
        _contain(words.text, mentions, arabic=arabic)
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
            )
            top = max(place.importance for place in places)
            if first < len(words.lower) and before in PERSON_TITLES:
                continue
            if not (cue or top >= 60 or (last > first and top >= 20)):
                continue
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


_DIRECTION = r"(?:north|south|east|west)(?:[\s-]?(?:east|west))?(?:ern)?|central|upper|lower|rural|northern|southern"
_WIDE = (
    r"countryside|country\s?side|suburbs?|outskirts|periphery|vicinity|environs|surroundings|hinterland|"
    r"rural\s+areas?|rural\s+parts?|desert|badia|steppe"
)
_UNIT = r"governorate|province|gov\.|district|sub-?district|subdistrict|region|muhafazah"
_SETTLED = (
    r"city|town|village|hamlet|neighbou?rhood|quarter|camp|area|district|suburb|farms?|zone|"
    r"refugee\s+camp|settlement|villages|towns"
)
_BEFORE = re.compile(
    rf"(?P<rel>(?:(?:about|some|around|approximately|roughly)\s+)?(?:\d+(?:\.\d+)?\s*(?:-\s*)?(?:km|kms|kilomet\w+|miles?)"
    rf"\s+(?:{_DIRECTION}|away|outside|from)(?:\s+(?:of|from))?|near|close\s+to|nearby|adjacent\s+to|outside(?:\s+of)?|"
    rf"around|not\s+far\s+from|just\s+outside|(?:to\s+the\s+)?(?:north|south|east|west)(?:[\s-]?(?:east|west))?\s+of|"
    rf"(?:the\s+)?(?:{_DIRECTION})?\s*(?:{_WIDE}|area\s+around|areas\s+around|region\s+of|edges?|axis|axes|entrance|part|parts|side|frontlines?|fronts?)"
    rf"\s+(?:of|around|in)|in\s+and\s+around|(?:{_DIRECTION})(?:\s+and\s+(?:{_DIRECTION}))?|on\s+the\s+road\s+to|road\s+between))?"
    rf"\s*(?:the\s+)?(?:(?:[a-z-]+\s+)?(?P<gen>{_SETTLED}|{_UNIT})\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    rf"^(?:['’]s)?\s*(?:\([^)]{{0,40}}\)\s*)?(?:(?P<dir>{_DIRECTION})\s+)?(?P<word>{_WIDE}|{_UNIT}|{_SETTLED}|"
    r"mountains?|military\s+airport|airport|air\s?base|airbase|base|crossing|dam|bridge|oil\s?field|gas\s?field|field|prison|"
    r"hospital|church|mosque|junction|checkpoint|hill|refinery|highway|road|river|front|axis|plain|valley)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"^(?:['’]s)?(?:[\s,()\-–]|\b(?:in|of|the|at|inside|within|to|from|on|located|situated|and its|its|"
    rf"{_DIRECTION}|{_WIDE}|{_UNIT}|{_SETTLED}|governorate|province|city|town|village|mountains?|military|airport|"
    r"airbase|base|crossing|dam|bridge|oilfield|field|prison|hospital|church|mosque|parts?|sector|side|"
    r"north|south|east|west|western|eastern|refugee|border|frontline|frontlines|axis)\b)*$",
    re.IGNORECASE,
)


_OPENERS = frozenset(
    "of the near from around outside to in between north south east west northern southern eastern western "  # noqa: SIM905
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern rural central upper "
    "lower nearby".split()
)


def _describe_latin(text: str, mention: PlaceMention) -> None:
    """Find relation and generic words around a name."""
    head = text[max(0, mention.start - 70) : mention.start]
    head = head[max(head.rfind("\n"), head.rfind(". "), head.rfind(", ")) + 1 :]
    start, end = mention.start, mention.end
    opener = head.rstrip().rsplit(None, 1)[-1].lower() if head.strip() else ""
    before = _match_before(head) if opener in _OPENERS or "-" in opener else None
    if before is not None:
        relation = before["rel"] or ""
        if relation or before["gen"]:
            lead = before.start("rel") if relation else before.start("gen")
            lead += len(head[lead:]) - len(head[lead:].lstrip())
            start = mention.start - len(head) + lead
        mention.relation = _relation_of(relation)
    after = _AFTER_NAME.match(text[mention.end : mention.end + 60])
    if after:
        end = mention.end + after.end("word")
        word = after["word"].lower()
        if re.fullmatch(_WIDE, word):
            mention.relation = mention.relation or "countryside"
    mention.phrase_start, mention.phrase_end = start, end
    phrase = text[start:end].lower()
    unit = re.search(rf"\b(?:governorate|province|gov\.|{_WIDE})\b", phrase) is not None
    generic = re.search(rf"\b(?:{_SETTLED})\b", phrase) is not None
    only_area = bool(mention.places) and all(
        place.feature_class == "A" or place.feature_code == "RGN" for place in mention.places
    )
    mention.container = (
        bool(mention.country)
        or unit
        or (mention.relation == "direction" and _is_governorate(mention))
        or (only_area and not generic)
    )
    if re.search(r"\brural\b", phrase):
        mention.container, mention.relation = True, "countryside"


def _is_governorate(mention: PlaceMention) -> bool:
    return any(place.feature_code == "ADM1" for place in mention.places)


def _match_before(head: str) -> re.Match[str] | None:
    """Return the longest relation that ends `head`, tried at the starts of its words only."""
    for word in _WORD_START.finditer(head):
        if (found := _BEFORE.match(head, word.start())) is not None and found.group().strip():
            return found
    return None


_WORD_START = re.compile(r"\b\w")


def _relation_of(text: str) -> str:
    text = text.lower()
    if not text:
        return ""
    if re.search(r"\bnear|close|adjacent|around|outside|not far", text):
        return "near"
    if re.search(_WIDE, text) or "rural" in text:
        return "countryside"
    if re.search(r"\d|\bof\b|from", text):
        return "distance"
    return "direction"


_ARABIC_BEFORE = re.compile(
    r"(?<![ء-ي])(?:وب|ب|في |و|ل)?(?P<rel>(?:ال)?(?:ريف|ريفي|محيط|قرب|بالقرب من|أطراف|اطراف|ضواحي|بادية|شرق|شرقي|غرب|غربي|شمال|شمالي|جنوب|جنوبي|"
    r"محور|جبهة|محاور)\s+)?(?P<gen>(?:ال)?(?:مدينة|بلدة|قرية|حي|منطقة|محافظة|ناحية|مخيم|مطار|قاعدة|معبر|مدينتي|بلدتي|قريتي|بلدات|قرى)\s+)?$"
)
_ARABIC_AFTER = re.compile(
    r"^\s+(?P<dir>ال(?:شمالي|جنوبي|شرقي|غربي|أوسط|اوسط)(?:\s+(?:ال)?(?:شمالي|جنوبي|شرقي|غربي))?)(?![ء-ي])"
)
_ARABIC_LINK = re.compile(
    r"^(?:[\s،,()\-–]|(?<![ء-ي])(?:في|ب|من|ال|بريف|ريف|محافظة|بمحافظة|مدينة|بمدينة|منطقة|بمنطقة|ناحية|التابعة|التابع|ل|"
    r"الشمالي|الجنوبي|الشرقي|الغربي|شمال|جنوب|شرق|غرب|شمالي|جنوبي|شرقي|غربي|شرقاً|بادية|قرب|بالقرب|ضمن|لمحافظة|لمدينة)(?![ء-ي])|ب(?=$)|ل(?=$))*$"
)


def _describe_arabic(text: str, mention: PlaceMention) -> None:
    head = text[max(0, mention.start - 40) : mention.start]
    start, end = mention.start, mention.end
    if before := _ARABIC_BEFORE.search(head):
        for group in ("rel", "gen"):
            if before[group]:
                start = mention.start - len(head) + before.start(group)
                break
        relation = before["rel"] or ""
        generic = before["gen"] or ""
        if "قرب" in relation or "محيط" in relation:
            mention.relation = "near"
        elif "ريف" in relation or "بادية" in relation or "ضواحي" in relation:
            mention.relation, mention.container = "countryside", True
        elif relation:
            mention.relation = "direction"
        if "محافظة" in generic or "منطقة" in generic or "ناحية" in generic:
            mention.container = "محافظة" in generic
    if after := _ARABIC_AFTER.match(text[mention.end : mention.end + 40]):
        if mention.relation == "countryside":
            end = mention.end + after.end("dir")
    mention.phrase_start, mention.phrase_end = start, end
    only_area = bool(mention.places) and all(p.feature_class == "A" for p in mention.places)
    mention.container = mention.container or bool(mention.country) or only_area


def _contain(text: str, mentions: Sequence[PlaceMention], *, arabic: bool) -> None:
    """Say which place holds which: "Nawa town in Daraa countryside", "Idlib's Sarmin"."""
    link = _ARABIC_LINK if arabic else _LINK
    for left, right in itertools.pairwise(mentions):
        if right.start - left.end > 80 or right.start < left.end:
            continue
        between = text[left.end : right.start]
        if "\n" in between:
            continue
        if _NEAR_LINK.match(between) and _bigger(right, left) and left.places:
            right.container = True
            continue
        if not link.match(between):
            continue
        if re.match(r"^['’]s\s", between):
            right.hint, right.held_by = right.hint or left.text, left
            left.container = True
        elif re.search(r"\b(?:to|and|from)\b|(?<![ء-ي])(?:الى|إلى)(?![ء-ي])", between) or (
            _bare_list(between) and (_is_governorate(left) or not _is_governorate(right))
        ):
            continue
        elif _bigger(right, left):
            left.hint, left.held_by = left.hint or right.text, right
            right.container = True
    for mention in reversed(mentions):
        upper = mention.held_by
        steps = 0
        while upper is not None and upper.held_by is not None and steps < 4:
            mention.hint = upper.held_by.text
            upper = upper.held_by
            steps += 1


_NEAR_LINK = re.compile(
    r"^\s*(?:city|town|village|area|camp|district|neighbou?rhood|suburb)?,?\s*(?:near|outside|close\s+to)\s+(?:the\s+)?(?:city\s+of\s+)?$|^\s*(?:قرب|بالقرب من)\s*(?:مدينة\s+)?$",
    re.IGNORECASE,
)


def _bare_list(between: str) -> bool:
    return not re.search(r"\b(?:in|of|inside|within)\b|ريف|محافظة|(?<![ء-ي])(?:في|ب)", between)


def _bigger(outer: PlaceMention, inner: PlaceMention) -> bool:
    if inner.country:
        return False
    if outer.container and not inner.container:
        return True
    if not outer.places:
        return bool(outer.country)
    top = max(place.importance for place in outer.places)
    below = max((place.importance for place in inner.places), default=0.0)
    if outer.container and inner.container:
        return top >= below
    return top > below + 5 and top >= 40


def is_generic(word: str) -> bool:
    """Return True for a word such as "town" or "مدينة"."""
    return word in GENERIC or word in ARABIC_GENERIC
