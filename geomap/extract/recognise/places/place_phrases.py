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
        mention.said_small = (before["gen"] or "").lower() in _SMALL
    after = _AFTER_NAME.match(text[mention.end : mention.end + 60])
    if after:
        end = mention.end + after.end("word")
        word = after["word"].lower()
        if _WIDE_WORD.fullmatch(word):
            mention.relation = mention.relation or "countryside"
    mention.phrase_start, mention.phrase_end = start, end
    phrase = text[start:end].lower()
    unit = _UNIT_WORD.search(phrase) is not None
    generic = _SETTLED_WORD.search(phrase) is not None
    only_area = bool(mention.places) and all(
        place.feature_class == "A" or place.feature_code == "RGN" for place in mention.places
    )
    mention.container = (
        bool(mention.country)
        or unit
        or (mention.relation == "direction" and is_governorate(mention))
        or (only_area and not generic)
    )
    if text[end : end + 2] in {": ", ":\n"} and text[max(0, mention.start - 2) : mention.start] in {
        "",
        "\n",
        "\n\n",
        "- ",
        "* ",
    }:
        mention.container = True
    if "rural" in phrase and re.search(r"\brural\b", phrase):
        mention.container, mention.relation = True, "countryside"


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
    start, end = mention.start, mention.end
    if before := _ARABIC_BEFORE.search(head):
        for group in ("rel", "gen"):
            if before[group]:
                start = mention.start - len(head) + before.start(group)
                break
        relation = before["rel"] or ""
        generic = before["gen"] or ""
        mention.said_small = bare_arabic(lower_word(generic.strip())) in _SMALL
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
    if mention.country == "SY" and (part := _COUNTRY_PART.search(head)):
        side = _SIDES.get(part["way"].removesuffix("ي") + (part["side"] or "").removesuffix("ي"))
        if side:
            mention.asked, mention.country, mention.places = f"{side} Syria", "", ()
            mention.container = True
    only_area = bool(mention.places) and all(p.feature_class == "A" for p in mention.places)
    mention.container = mention.container or bool(mention.country) or only_area


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
