"""Relations and generic words around a place name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import bare_arabic, lower_word
from geomap.extract.recognise.places.place_holders import is_governorate
from geomap.lang.lexicon import alternation, mapping, words

if TYPE_CHECKING:
    from geomap.extract.recognise.names import PlaceMention


_DIRECTION = rf"{alternation('en', 'places.directions')}"


_WIDE = rf"{alternation('en', 'places.wide')}"


_UNIT = rf"{alternation('en', 'places.units')}"


_SETTLED = rf"{alternation('en', 'places.kinds')}"


_AWAY = (
    (
        r"\d+(?:\.\d+)?\s*(?:-\s*)?"
        rf"{alternation('en', 'places.distance_units')}\s+(?:{_DIRECTION}|{alternation('en', 'places.away')})"
        r"(?:\s+(?:of|from))?"
    ),
    alternation("en", "places.near"),
    rf"(?:the\s+)?(?:{_DIRECTION})?\s*(?:{_WIDE}|{alternation('en', 'places.parts')})\s+(?:of|around|in)",
    rf"(?:{_DIRECTION})(?:\s+and\s+(?:{_DIRECTION}))?",
)
_BEFORE = re.compile(
    rf"(?P<rel>(?:{alternation('en', 'places.about')}\s+)?(?:{'|'.join(_AWAY)}))?\s*(?:the\s+)?"
    rf"(?:(?:[a-z-]+\s+)?(?P<gen>{_SETTLED}|{_UNIT})\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


_AFTER_NAME = re.compile(
    rf"^(?:['’]s)?\s*(?:\([^)]{{0,40}}\)\s*)?(?:(?P<dir>{_DIRECTION})\s+)?"
    rf"(?P<word>{_WIDE}|{_UNIT}|{_SETTLED}|{alternation('en', 'places.kinds_behind')})"
    r"\b",
    re.IGNORECASE,
)


_SMALL = words("en", "place_names.small") | words("ar", "place_names.small")


_WIDE_WORD = re.compile(_WIDE)


_UNIT_WORD = re.compile(rf"\b(?:governorate|province|gov\.|{_WIDE})\b")


_SETTLED_WORD = re.compile(rf"\b(?:{_SETTLED})\b")


_OPENERS = words("en", "places.openers")


def describe_latin(text: str, mention: PlaceMention) -> None:
    """Find relation and generic words around a name."""
    start, end = _read_before(text, mention), _read_behind(text, mention)
    mention.phrase_start, mention.phrase_end = start, end
    phrase = text[start:end].lower()
    mention.container = _is_container(mention, phrase) or _is_heading(text, mention.start, end)
    if "rural" in phrase and re.search(r"\brural\b", phrase):
        mention.container, mention.relation = True, "countryside"


def _read_before(text: str, mention: PlaceMention) -> int:
    """Take up the words before a name, and return where they begin."""
    head = text[max(0, mention.start - 70) : mention.start]
    head = head[max(head.rfind("\n"), head.rfind(". "), head.rfind(", ")) + 1 :]
    opener = head.rstrip().rsplit(None, 1)[-1].lower() if head.strip() else ""
    before = _match_before(head) if opener in _OPENERS or "-" in opener else None
    if before is None:
        return mention.start
    relation, kind = before["rel"] or "", before["gen"] or ""
    mention.relation = _relation_of(relation)
    mention.said_small = kind.lower() in _SMALL
    if not relation and not kind:
        return mention.start
    lead = before.start("rel" if relation else "gen")
    lead += len(head[lead:]) - len(head[lead:].lstrip())
    return mention.start - len(head) + lead


def _read_behind(text: str, mention: PlaceMention) -> int:
    """Take up the words behind a name, and return where they end."""
    after = _AFTER_NAME.match(text[mention.end : mention.end + 60])
    if after is None:
        return mention.end
    if _WIDE_WORD.fullmatch(after["word"].lower()):
        mention.relation = mention.relation or "countryside"
    return mention.end + after.end("word")


def _is_container(mention: PlaceMention, phrase: str) -> bool:
    """Return True for a country, a unit or a part of one, which hold other places."""
    if mention.country or _UNIT_WORD.search(phrase):
        return True
    if mention.relation == "direction" and is_governorate(mention):
        return True
    only_area = bool(mention.places) and all(
        place.feature_class == "A" or place.feature_code == "RGN" for place in mention.places
    )
    return only_area and _SETTLED_WORD.search(phrase) is None


def _is_heading(text: str, start: int, end: int) -> bool:
    """Return True for "Aleppo:" at the head of a line: all of the line lies in it."""
    return text[end : end + 2] in {": ", ":\n"} and text[max(0, start - 2) : start] in _LINE_HEADS


_LINE_HEADS = frozenset({"", "\n", "\n\n", "- ", "* "})


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
    rf"(?<![ء-ي])(?:وب|ب|في |و|ل)?(?P<rel>(?:ال)?{alternation('ar', 'places.parts')}\s+"
    rf")?(?P<gen>(?:ال)?{alternation('ar', 'places.kinds_before')}\s+)?$"
)


_ARABIC_AFTER = re.compile(
    rf"^\s+(?P<dir>ال{alternation('ar', 'places.sides')}(?:\s+(?:ال)?"
    "(?:شمالي|جنوبي|شرقي|غربي))?)(?![ء-ي])"
)


_COUNTRY_PART = re.compile(
    r"(?<![ء-ي])[وبفل]?(?P<way>شمالي?|جنوبي?|شرقي?|غربي?|وسط)(?:\s+(?P<side>شرقي?|غربي?))?\s+$"
)
_SIDES = mapping("ar", "places.country_parts")


def describe_arabic(text: str, mention: PlaceMention) -> None:
    """Find relation and generic words around an Arabic name."""
    head = text[max(0, mention.start - 40) : mention.start]
    start, end = _read_before_arabic(head, mention), mention.end
    after = _ARABIC_AFTER.match(text[mention.end : mention.end + 40])
    if after and mention.relation == "countryside":
        end = mention.end + after.end("dir")
    mention.phrase_start, mention.phrase_end = start, end
    if mention.country == "SY" and (side := _side_of_country(head)):
        mention.asked, mention.country, mention.places = f"{side} Syria", "", ()
        mention.container = True
    only_area = bool(mention.places) and all(p.feature_class == "A" for p in mention.places)
    mention.container = mention.container or bool(mention.country) or only_area


def _read_before_arabic(head: str, mention: PlaceMention) -> int:
    """Take up the words before an Arabic name, and return where they begin."""
    before = _ARABIC_BEFORE.search(head)
    if before is None:
        return mention.start
    relation, kind = before["rel"] or "", before["gen"] or ""
    mention.said_small = bare_arabic(lower_word(kind.strip())) in _SMALL
    if relation:
        mention.relation = _relation_of_arabic(relation)
        mention.container = mention.container or mention.relation == "countryside"
    if any(unit in kind for unit in ("محافظة", "منطقة", "ناحية")):
        mention.container = "محافظة" in kind
    first = next((group for group in ("rel", "gen") if before[group]), "")
    return mention.start - len(head) + before.start(first) if first else mention.start


def _relation_of_arabic(text: str) -> str:
    if "قرب" in text or "محيط" in text:
        return "near"
    return "countryside" if any(stem in text for stem in _WIDE_ARABIC) else "direction"


_WIDE_ARABIC = ("ريف", "بادية", "ضواحي")


def _side_of_country(head: str) -> str:
    """Return the side of Syria that the words before its name say: "شمال شرق سوريا"."""
    part = _COUNTRY_PART.search(head)
    if part is None:
        return ""
    way, side = part["way"].removesuffix("ي"), (part["side"] or "").removesuffix("ي")
    return _SIDES.get(way + side, "")


_BETWEEN = re.compile(
    r"(?:\bbetween\s+(?:the\s+)?(?:(?:towns?|city|cities|villages?)\s+of\s+)?"
    rf"|(?<![ء-ي])بين\s+(?:{alternation('ar', 'places.kinds_between')}\s+)?)$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+and\s+(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?|\s+و\s*(?:(?:مدينة|بلدة|قرية)\s+)?"
)


def join_between(text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions in which "between A and B" is one place, not two."""
    joined: list[PlaceMention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if (
            left is not None
            and not (left.container or left.country)
            and not (mention.container or mention.country)
            and _AND.fullmatch(text, left.end, mention.start)
            and (before := _BETWEEN.search(text, max(0, left.start - 40), left.start))
        ):
            left.end = left.phrase_end = mention.end
            left.phrase_start = min(left.phrase_start, before.start())
            left.text = text[left.start : left.end]
            left.relation = "between"
            left.held_by = mention.held_by or left.held_by
        else:
            joined.append(mention)
    return joined
