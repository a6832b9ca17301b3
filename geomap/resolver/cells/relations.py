"""Places told by relation: "15 km east of Palmyra", "ريف إدلب الجنوبي", "between X and Y".

`parse_relation` reads the words and says which shape is meant of which named place; the resolver
places the names and `geomap.gazetteer.areas.shapes` draws the shape.
"""

# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.lang.letters import fold
from geomap.resolver.cells.relation_words import DIRECTION_OF

_WAY = "(?:" + "|".join(sorted(DIRECTION_OF, key=len, reverse=True)) + ")"
_WAYS = rf"({_WAY}(?:\s+{_WAY})?)"
_OF = r"(?:\s*(?:of|from|to|de|عن|من|ل))?"
_KM = r"(?:km|kms|kilometers?|kilometres?|كم|كلم|كيلومترا?ت?|كيلو\s*مترا?|كيلو)"
_MILE = r"(?:miles?|mi|ميل|اميال)"
_NUMBER = r"(?:about|around|some|approximately|approx|نحو|حوالي|علي بعد)?\s*(\d{1,3}(?:[.,]\d+)?)"
_COUNTED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "ثلاثه": "3", "اربعه": "4", "خمسه": "5", "سته": "6", "سبعه": "7", "ثمانيه": "8", "تسعه": "9",
    "عشره": "10", "عشرين": "20", "ثلاثين": "30", "اربعين": "40", "خمسين": "50",
}  # fmt: skip
_IN_WORDS = re.compile(rf"\b({'|'.join(_COUNTED)})\s+(?={_KM}|{_MILE})")
_RURAL = r"(?:countryside|country side|rural areas?|rural|rif|reef|hinterland|suburbs?|ريف|ارياف|ضواحي|بريف)"
_NEAR = (
    r"(?:in and around|in or around|in and near|in the vicinity of|the vicinity of|vicinity of|in the area of|the area around|area around"
    r"|on the outskirts of|the outskirts of|outskirts of|close to|next to|near to|near|around|outside"
    r"|adjacent to|by the town of|environs of|surroundings of|قرب|بالقرب من|محيط|في محيط|اطراف"
    r"|علي اطراف|جوار|بجوار|قريب من|مشارف|علي مشارف|خارج|تخوم|حول)"
)
_THING = (
    r"(?:military|army|air|training|us|american|russian|turkish|iranian|coalition|base|bases|camp|post"
    r"|posts|position|positions|checkpoint|checkpoints|area|areas|site|sites|headquarters|hq|point|points"
    r"|barracks|village|villages|town|towns|farm|farms|hill|hills"
    r"|قاعده|عسكريه|عسكري|نقطه|نقاط|حاجز|موقع|مواقع|معسكر|مقر|منطقه|قريه|بلده)"
)
_ITS = r"(?:surrounding(?:s| areas?| countryside| villages| towns)?|environs|outskirts|suburbs|vicinity|periphery)"
_ROAD = r"(?:highway|motorway|road|route|axis|طريق|اوتوستراد|الطريق الدولي|طريق عام|محور)"
_BORDER = r"(?:border|borders|frontier|حدود|الحدود)"
_NATIONS = {
    "turkish": "tr", "turkey": "tr", "turkiye": "tr", "التركيه": "tr", "تركيا": "tr", "التركي": "tr",
    "iraqi": "iq", "iraq": "iq", "العراقيه": "iq", "العراق": "iq", "العراقي": "iq",
    "jordanian": "jo", "jordan": "jo", "الاردنيه": "jo", "الاردن": "jo", "الاردني": "jo",
    "lebanese": "lb", "lebanon": "lb", "اللبنانيه": "lb", "لبنان": "lb", "اللبناني": "lb",
    "israeli": "il", "israel": "il", "golan": "il",
}  # fmt: skip
_NATION = "(" + "|".join(sorted(_NATIONS, key=len, reverse=True)) + ")"

_DESERT = r"(?:desert|badia|badiya|steppe|باديه|صحراء)"
_CITY = r"(?:city(?: of)?|مدينه)"
_QUARTERS = r"(?:neighbou?rhoods|quarters|districts|احياء|الاحياء)"
_X = r"(.+?)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"^{pattern}$"))
    for kind, pattern in (
        ("distance", rf"{_NUMBER}\s*{_KM}\s*(?:to the\s+)?(?:الي\s+)?(?:ال)?{_WAYS}{_OF}\s+(?:مدينه\s+)?{_X}"),
        ("distance", rf"{_NUMBER}\s*{_KM}\s*{_OF}\s+{_X}\s+(?:to the\s+)?{_WAYS}"),
        ("miles", rf"{_NUMBER}\s*{_MILE}\s*(?:to the\s+)?{_WAYS}{_OF}\s+{_X}"),
        ("ring", rf"(?:within\s+)?{_NUMBER}\s*{_KM}\s*(?:away\s+)?(?:of|from|outside|off|عن|من)\s+{_X}"),
        ("between", rf"(?:the area |area |in |somewhere )?between {_X} and {_X}"),
        ("between", rf"(?:المنطقه\s+)?(?:ما\s+)?بين\s+{_X}\s+و\s*{_X}"),
        ("road", rf"(?:the )?{_X}\s*[-–—/]\s*{_X}\s+{_ROAD}"),
        ("road", rf"{_ROAD}\s+{_X}\s*[-–—/]\s*{_X}"),
        ("road", rf"(?:the )?{_X} to {_X} {_ROAD}"),
        ("road", rf"(?:the )?{_ROAD} (?:between|from|linking|connecting) {_X} (?:and|to|with) {_X}"),
        ("border", rf"(?:the )?{_NATION}(?:[- ]syrian)? {_BORDER}(?: area| strip| region)?(?:,? (?:near|at|by|around|north of|south of|east of|west of|with) (.+))?"),
        ("border", rf"(?:the )?syrian?[- ]{_NATION} {_BORDER}(?: area| strip| region)?(?:,? (?:near|at|by|around|with) (.+))?"),
        ("border", rf"(?:the )?{_BORDER} (?:with|of) {_NATION}(?:,? (?:near|at|by|around) (.+))?"),
        ("border", rf"{_BORDER} (?:السوريه\s*[-–]?\s*)?{_NATION}(?:\s+(?:قرب|عند|شمال|مع)\s+(.+))?"),
        ("bank", rf"(?:the )?{_WAYS} (?:banks?|side|shores?) of (?:the )?{_X}"),
        ("bank", rf"(?:the )?{_X} {_WAYS} (?:banks?|side|shores?)"),
        ("bank", rf"(?:ال)?ضف[هة]\s+{_X}\s+{_WAYS}"),
        ("bank", rf"الضف[هة]\s+{_WAYS}\s+(?:ل|من\s+)?(?:نهر\s+)?{_X}"),
        ("bank", rf"{_WAYS} (?:the )?(euphrates|furat|الفرات)"),
        ("desert", rf"(?:the )?{_X} {_DESERT}(?: areas?)?"),
        ("desert", rf"(?:the )?{_DESERT} (?:of |around |near |in )?(?:the )?(?:مدينه |محافظه )?{_X}"),
        ("city", rf"(?:the )?{_WAYS} (?:parts? of |side of )?(?:the )?{_CITY} {_X}"),
        ("city", rf"(?:the )?{_WAYS} (?:parts? of |side of )?(?:the )?{_X} {_CITY}"),
        ("city", rf"{_X} {_CITY} {_WAYS} {_QUARTERS}"),
        ("city", rf"{_X} {_WAYS} {_QUARTERS}"),
        ("city", rf"(?:the )?{_WAYS} {_QUARTERS} (?:of |in )?(?:{_CITY} )?{_X}"),
        ("city", rf"{_QUARTERS} (?:{_CITY} )?{_X} {_WAYS}"),
        ("part", rf"(?:the )?{_WAYS} (?:the )?{_RURAL}(?: (?:of|around|in))? {_X}"),
        ("part", rf"(?:the )?{_RURAL} (?:of )?{_WAYS} {_X}"),
        ("part", rf"(?:the )?{_X} {_WAYS} {_RURAL}"),
        ("part", rf"(?:the )?{_WAYS} {_X} {_RURAL}"),
        ("part", rf"{_RURAL} (?:مدينه\s+|محافظه\s+)?{_X} (?:ال)?{_WAYS}"),
        ("part", rf"(?:the )?{_WAYS}(?: parts?| areas?| districts?)? of (?:the )?{_X}"),
        ("part", rf"(?:(?:the|a|an) )?(?:(?:desert|steppe|{_THING}) )+(?:to the )?{_WAYS} of (?:the )?{_X}"),
        ("part", rf"(?:(?:الصحراء|الباديه|{_THING}) )+{_WAYS} {_X}"),
        ("side", rf"(?:to the )?{_WAYS} {_X}"),
        ("side", rf"{_X} {_WAYS}"),
        ("rural", rf"(?:the )?{_RURAL} (?:of )?(?:the )?{_X}"),
        ("rural", rf"(?:the )?{_X} {_RURAL}(?: areas?)?"),
        ("within", rf"(?:(?:several|various|some|many|different|other) )?(?:parts|areas|villages|towns|districts) (?:of|in|across) (?:the )?{_X}"),
        ("within", rf"(?:مناطق|اجزاء|قري|بلدات) (?:من|في) {_X}"),
        ("near", rf"{_NEAR} (?:the (?:town|city|village) of )?(?:مدينه |بلده |قريه )?{_X}"),
        ("near", rf"(?:(?:a|an|the) )?(?:{_THING} )+{_NEAR} {_X}"),
        ("near", rf"{_X} and (?:its|the) {_ITS}"),
        ("near", rf"{_X} و(?:محيطها|محيطه|ضواحيها|اطرافها|جوارها)"),
        ("near", rf"{_X} (?:vicinity|surroundings|environs|perimeter)"),
        ("near", rf"(?:entrance|entrances|gates?) (?:of|to) {_X}"),
    )
)  # fmt: skip

_TRIGGER = re.compile(
    rf"\d\s*(?:{_KM}|{_MILE})|\b(?:{_WAY}|{_RURAL}|{_NEAR}|{_ROAD}|{_BORDER}|between|banks?|shores?"
    rf"|entrances?|vicinity|surroundings?|perimeter|periphery|environs)\b|بين |ضف[هة]|ريف"
    rf"|\b(?:parts|areas|villages|towns|districts) (?:of|in|across)\b|{_DESERT}|{_QUARTERS}|(?:مناطق|اجزاء|قري|بلدات) (?:من|في)"
    r"| و(?:محيطه|ضواحيه|اطرافه|جواره)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as read: its kind, the names it starts from, direction and distance.

    Parameters
    ----------
    kind
        ``distance``, ``ring``, ``between``, ``road``, ``border``, ``bank``, ``part``, ``side``
        (a direction and a name, which may as well be a name with a qualifier), ``rural``,
        ``within`` ("parts of", not said which), ``near``, ``desert``, ``city`` (a part of a city).
    names
        One or two names, folded; for a border the name near which it is meant, or none.
    direction
        ``north`` ... ``northwest``, or empty.
    km
        Distance, 0 if none.
    nation
        Country code of a border.
    """

    kind: str
    names: tuple[str, ...]
    direction: str = ""
    km: float = 0.0
    nation: str = ""


def parse_relation(text: str) -> list[Relation]:
    """Return how `text` may be read as a relation, likeliest first; mostly none."""
    text = re.sub(r"['’ʼ´`]s\b", "", text)
    folded = " ".join(fold(text).replace(",", " , ").split()).replace(" , ", ", ")
    folded = re.sub(r"\b(north|south)[- ]?(east|west)(ern|erly)?\b", r"\1\2\3", folded)
    folded = _IN_WORDS.sub(lambda match: f"{_COUNTED[match[1]]} ", folded)
    if not _TRIGGER.search(folded):
        return []
    found: list[Relation] = []
    for kind, pattern in _PATTERNS:
        match = pattern.match(folded)
        if match and (relation := _read(kind, match)) and relation not in found:
            found.append(relation)
    return found


def _read(kind: str, match: re.Match[str]) -> Relation | None:
    groups = [group for group in match.groups() if group is not None]
    if kind in ("distance", "miles", "ring"):
        km = float(groups[0].replace(",", ".")) * (1.609 if kind == "miles" else 1.0)
        rest = groups[1:]
        way = next((w for w in map(direction_of, rest) if w), "")
        names = [text for text in rest if not direction_of(text)]
        if len(names) != 1 or km > 200 or (kind != "ring" and not way):
            return None
        return Relation("ring" if kind == "ring" else "distance", (_bare(names[0]),), way, km)
    if kind in ("between", "road"):
        names = [_bare(name) for name in groups]
        return Relation(kind, tuple(names)) if len(names) == 2 and all(names) else None
    if kind == "border":
        nation = next((_NATIONS[g] for g in groups if g in _NATIONS), "")
        names = [_bare(g) for g in groups if g not in _NATIONS]
        return Relation(kind, tuple(names[:1]), nation=nation)
    way = next((w for w in map(direction_of, groups) if w), "")
    names = [text for text in groups if not direction_of(text)]
    if kind in ("bank", "part", "side", "city") and not way:
        return None
    if len(names) != 1 or not _bare(names[0]):
        return None
    return Relation(kind, (_bare(names[0]),), way)


def direction_of(words: str) -> str:
    """Return the direction that one or two words mean, or an empty string."""
    parts = [DIRECTION_OF.get(word, "") for word in words.split()]
    if not parts or not all(parts) or len(parts) > 2:
        return ""
    if len(parts) == 1 or parts[0] == parts[1]:
        return parts[0]
    first = next((p for p in parts if p in ("north", "south")), "")
    second = next((p for p in parts if p in ("east", "west")), "")
    return first + second if first and second else ""


def _bare(name: str) -> str:
    """Return a name without the words that lead to it."""
    name = re.sub(
        r"^(?:the )?(?:(?:town|city|village|province|governorate) of )?", "", name.strip(" ,-")
    )
    return re.sub(r"^(?:مدينه|مدينتي|بلده|بلدتي|قريه|قريتي|محافظه|نهر) ", "", name).strip()
