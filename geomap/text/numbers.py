"""Numbers of people in running text: killed, injured, detained, each with low and high."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "both": 2, "his": 1, "her": 1,
}  # fmt: skip
_ARABIC_SMALL = {
    "واحد": 1, "شخصين": 2, "شخصان": 2, "مدنيين": 2, "مدنيان": 2, "عنصرين": 2, "عنصران": 2,
    "طفلين": 2, "طفلان": 2, "شابين": 2, "شابان": 2, "ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "اربعة": 4,
    "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6, "سبعة": 7, "سبع": 7, "ثمانية": 8,
    "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10, "شخص": 1, "مدني": 1, "شاب": 1, "طفل": 1,
    "طفلة": 1, "رجل": 1, "امرأة": 1, "عنصر": 1, "سيدة": 1, "مواطن": 1, "قيادي": 1, "ضابط": 1,
}  # fmt: skip
_HEDGE = re.compile(
    r"(?P<hedge>at\s+least|more\s+than|over|around|about|some|nearly|up\s+to|no\s+less\s+than|no\s+fewer\s+than|"
    r"approximately|almost|an\s+estimated|as\s+many\s+as)\s+(?:between\s+)?$",
    re.IGNORECASE,
)
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)"
_N = (
    r"(?:"
    + _TENS
    + r"|\d{1,3}(?:,\d{3})+|\d+|"
    + "|".join(sorted(_SMALL, key=len, reverse=True))
    + r")"
)
_COUNT = rf"\b(?P<n>{_N}\b)(?:\s*(?:-|–|\bto\b|\bor\b|\band\b(?=\s+\w+\s+(?:people|civilians|persons|militants|fighters)\s+(?:were|died|killed)))\s*(?P<m>{_N}\b))?"
_PEOPLE = r"(?:[A-Za-z’'\-]+\s+){0,7}?"
_BE = r"(?:,?\s*(?:including|among\s+them|mostly|most\s+of\s+them|all)\s+[^,.;]{1,60},\s*|,\s*)?"
_BE += (
    r"(?:(?:were|was|have|has|had|been|being|are|is|reportedly|also|allegedly|all|and|later)\s+)*"
)
_KILLED = r"(?:killed|dead|died|martyred|executed|murdered|assassinated|slain|beheaded|shot\s+dead|lost\s+their\s+lives)"
_HURT = r"(?:injured|wounded|hurt|hospitali[sz]ed)"
_HELD = r"(?:arrested|detained|abducted|kidnapped|captured|apprehended|taken\s+into\s+custody)"


def _rules(
    participle: str, active: str, nouns: str
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            rf"{_COUNT}\s+(?P<who>(?:[A-Za-z’'\-]+\s+){{0,7}}?(?:[A-Za-z’'\-]+)?)\s*"
            rf"(?:\band\s+(?P<n2>{_N})\s+{_PEOPLE})?{_BE}\b{participle}\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:{active})\s+(?:the\s+lives\s+of\s+|of\s+)?(?:(?:between|at\s+least|more\s+than|over|around|about|some|nearly|up\s+to|an\s+estimated|approximately)\s+)?{_COUNT}"
            rf"(?:\s+and\s+(?P<m2>{_N})\s+(?:people|persons|civilians)|\s+{_PEOPLE}and\s+(?P<n2>{_N}\b(?!\s+(?:other|more)?\s*(?:were|was|injur|wound))))?",
            re.IGNORECASE,
        ),
        re.compile(rf"{_COUNT}\s+(?:[A-Za-z\-]+\s+){{0,2}}?(?:{nouns})\b", re.IGNORECASE),
    )


_ENGLISH = {
    "killed": _rules(
        _KILLED,
        r"kill(?:ed|ing|s)|claim(?:ed|ing)|deaths?\s+of|murder(?:ed|ing)|execut(?:ed|ing|es)|assassinat(?:ed|ing|es)|"
        r"behead(?:ed|ing)|death\s+toll\s+(?:of|to|rose\s+to|reached)|leaving|left|shot\s+dead|slaughtered|massacred",
        r"fatalit(?:y|ies)|deaths?|dead|killed|martyrs?|bodies|corpses",
    ),
    "injured": _rules(
        _HURT,
        r"injur(?:ed|ing)|wound(?:ed|ing|s)",
        r"injur(?:y|ies)|injured|wounded",
    ),
    "detained": _rules(
        _HELD,
        r"arrest(?:ed|ing|s)?(?:\s+of)?|detain(?:ed|ing|s)?|abduct(?:ed|ing)|kidnap(?:ped|ping)|apprehend(?:ed|ing)|captured",
        r"detainees|arrests|hostages",
    ),
}
_LEFT = re.compile(r"\b(?:leaving|left)\b", re.IGNORECASE)
_ARABIC_NUMBER = (
    r"(?P<n>\d+|" + "|".join(sorted(_ARABIC_SMALL, key=len, reverse=True)) + r")(?![ء-ي])"
)
_ARABIC_RULES = {
    "killed": (
        re.compile(
            r"(?<![ء-ي])[وف]?(?:قتل|قُتل|مقتل|استشهد|استشهاد|بمقتل|وفاة|توفي|اغتيال|إعدام|مصرع|لقي)\s+(?:نحو\s+|ما لا يقل عن\s+|أكثر من\s+)?"
            + _ARABIC_NUMBER
        ),
        re.compile(r"(?P<n>\d+)\s+(?:[ء-ي]+\s+)?(?:قتلى|قتيل|قتيلا|شهداء|شهيدا)"),
    ),
    "injured": (
        re.compile(
            r"(?:أصيب|إصابة|وإصابة|وأصيب|جرح|وجرح|بإصابة)\s+(?:نحو\s+|ما لا يقل عن\s+|أكثر من\s+)?"
            + _ARABIC_NUMBER
        ),
        re.compile(r"(?P<n>\d+)\s+(?:[ء-ي]+\s+)?(?:جرحى|جريح|جريحا|مصابين|إصابات)"),
    ),
    "detained": (
        re.compile(r"(?:اعتقال|اعتقلت|اعتقل|خطف|اختطاف|اختطف|توقيف|احتجاز)\s+" + _ARABIC_NUMBER),
    ),
}
_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True, slots=True)
class Toll:
    """People counted: best figure, lowest, highest, and the words that say so."""

    best: int
    low: int
    high: int
    start: int
    end: int


_CUES = {
    "killed": re.compile(
        r"kill|dead|die[ds]?\b|death|martyr|murder|execut|assassin|behead|slain|fatal|toll|bodies|corpse|lives|massacr|"
        r"slaughter|left|leaving",
        re.IGNORECASE,
    ),
    "injured": re.compile(r"injur|wound|hurt|hospitali", re.IGNORECASE),
    "detained": re.compile(
        r"arrest|detain|abduct|kidnap|captured|apprehend|hostage|custody", re.IGNORECASE
    ),
}


def find_tolls(text: str, *, arabic: bool = False) -> dict[str, Toll]:
    """Return the first count of killed, injured and detained of a text, where it gives one."""
    tolls: dict[str, Toll] = {}
    plain = text.translate(_INDIC) if arabic else text
    for what, rules in (_ARABIC_RULES if arabic else _ENGLISH).items():
        if not arabic and not _CUES[what].search(plain):
            continue
        best: Toll | None = None
        for number, rule in enumerate(rules):
            for match in rule.finditer(plain):
                toll = _arabic_toll(match) if arabic else _toll(plain, match, what, number)
                if toll and (best is None or toll.start < best.start):
                    best = toll
                    break
        if best:
            tolls[what] = best
    return tolls


def _arabic_toll(match: re.Match[str]) -> Toll | None:
    text = match["n"]
    value = int(text) if text.isdigit() else _ARABIC_SMALL[text]
    if value > 5000:
        return None
    return Toll(value, value, value, match.start(), match.end())


def _toll(text: str, match: re.Match[str], what: str, rule: int) -> Toll | None:
    groups = match.groupdict()
    value = _value(groups["n"])
    if value is None or (1900 <= value <= 2100 and rule != 0):
        return None
    whole = match.group()
    if rule == 0:
        who = groups.get("who") or ""
        if re.search(
            r"\b(?:killed|injured|wounded|and\s+\d|when|while|on|in|after)\b", who, re.IGNORECASE
        ):
            return None
        if value == 1 and groups["n"].lower() in {"his", "her", "a", "an"} and not who.strip():
            return None
    if rule == 1:
        tail = text[match.end() : match.end() + 40]
        if _LEFT.match(whole.strip()) and not re.match(
            r"\s*(?:[\w-]+\s+){0,4}(?:dead|killed)", tail, re.IGNORECASE
        ):
            return None
        if groups["n"].lower() in {"a", "an"} and re.match(r"\s+number\s+of", tail):
            return None
        if re.match(
            r"\s*(?:km|kilomet|vehicles?|tanks?|positions?|sites?|%|percent|houses|years)", tail
        ):
            return None
    high = _value(groups.get("m") or groups.get("m2") or "")
    low = value
    if high is not None and high < low:
        high = None
    second = _value(groups.get("n2") or "")
    if second and groups["n"].lower() not in {"his", "her"}:
        value, low = value + second, low + second
    head = _HEDGE.search(text[max(0, match.start("n") - 24) : match.start("n")])
    hedge = head["hedge"].lower() if head else ""
    if high is None and re.search(
        r"between\s+$", text[max(0, match.start("n") - 9) : match.start("n")], re.IGNORECASE
    ):
        upper = re.match(rf"\s+and\s+({_N})\b", text[match.end("n") :], re.IGNORECASE)
        if upper and (top_value := _value(upper.group(1))) is not None and top_value >= value:
            value = low = value if not second else value - second
            high = top_value
    if hedge.startswith(("up to", "as many")):
        low = 0 if what != "killed" else low
    best = value
    top = high if high is not None else value
    return Toll(best, low, top, match.start(), match.end())


def _value(text: str) -> int | None:
    text = text.lower().replace(",", "")
    tens, dash, ones = text.partition("-")
    if dash and tens in _SMALL and ones in _SMALL:
        return _SMALL[tens] + _SMALL[ones]
    if text.isdigit():
        return int(text)
    return _SMALL.get(text)
