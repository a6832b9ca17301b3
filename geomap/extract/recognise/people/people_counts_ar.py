"""Numbers of people in the words of an Arabic text."""

from __future__ import annotations

from functools import lru_cache

from geomap.extract.recognise.people.numbers import (
    ARABIC,
    ARABIC_HUNDREDS,
    ARABIC_TENS,
    VAGUE,
    Count,
)
from geomap.lang.lexicon import ordered
from geomap.lang.lexicon import words as lexicon

KILLED, INJURED, DETAINED = "killed", "injured", "detained"


VERBS = {
    KILLED: lexicon("ar", "casualties.verbs_killed"),
    INJURED: lexicon("ar", "casualties.verbs_injured"),
    DETAINED: lexicon("ar", "casualties.verbs_detained"),
}


NOUNS = {
    KILLED: lexicon("ar", "casualties.nouns_killed"),
    INJURED: lexicon("ar", "casualties.nouns_injured"),
    DETAINED: lexicon("ar", "casualties.nouns_detained"),
}  # fmt: skip


CIVILIANS = lexicon("ar", "people.civilians")
"""Who is no fighter, in the singular, dual and plural: one list for counts, actors and types."""
CIVILIANS_BEHIND = lexicon("ar", "people.civilians_behind")
"""The same for words that mean something else too: people only right behind a word of harm."""
SINGLE = lexicon("ar", "people.one")
_DUAL = lexicon("ar", "people.two")


_MANY_ONLY = lexicon("ar", "casualties.many_only")


_OPEN = tuple(tuple(phrase.split()) for phrase in ordered("ar", "casualties.at_least"))
_OPEN_HEADS = frozenset(before + phrase[0] for phrase in _OPEN for before in ("", "و", "ب", "ل"))


_ABOUT = lexicon("ar", "casualties.about")


_TOP = (("ما", "يصل", "الي"),)
_TOP_HEADS = frozenset(phrase[0] for phrase in _TOP)


_THINGS = lexicon("ar", "casualties.things")


ENDS = frozenset("،.؛:,;")


@lru_cache(maxsize=50_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without the particles written on it."""
    out = [word]
    for particle in ("و", "ف", "ب", "ل"):
        out += [known[1:] for known in out if known.startswith(particle) and len(known) > 3]
    out += [known[2:] for known in out if known.startswith("ال") and len(known) > 4]
    return tuple(out)


def kind_of(word: str, tables: dict[str, frozenset[str]]) -> str:
    """Return what a word says happened to people, by one of the tables; else empty."""
    for known in bare_forms(word):
        for kind, table in tables.items():
            if known in table:
                return kind
    return ""


def hide_asides(words: list[str]) -> None:
    """Put ``#`` for what only says who they were: "among them five children"."""
    at = 0
    while at < len(words):
        if words[at] in lexicon("ar", "casualties.hide_asides"):
            stop = at
            while stop < len(words) and stop < at + 9 and not (
                words[stop] in ENDS or words[stop] in {"فيما", "بينما", "جراء", "اثر"}
                or (stop > at and kind_of(words[stop], VERBS))
                or (stop > at + 1 and words[stop][:1] == "و" and any(kind_of(w, NOUNS) == INJURED for w in words[stop : stop + 3]))
            ):  # fmt: skip
                words[stop] = "#"
                stop += 1
            at = stop
        at += 1


def least_behind(words: list[str], at: int) -> int:
    """Return the index behind "at least" if it stands within the next words, else `at`."""
    for here in range(at, min(len(words) - 1, at + 5)):
        if words[here] in {"علي", "كحد"} and words[here + 1] in {"الاقل", "ادني"}:
            return here + 2
        if words[here] in ENDS or kind_of(words[here], VERBS):
            break
    return at


def count_at(words: list[str], at: int) -> Count | None:
    """Return the count of people that begins at a word, None if none does."""
    first = at
    opened, topped, at = _hedges_at(words, at)
    between = words[at : at + 1] == ["بين"]
    at += between
    at += words[at : at + 1] == ["و"]
    family = _family_at(words, at)
    if family is not None:
        return Count(first, family[1], family[0], family[0], family[0])
    number = number_at(words, at)
    if number is None:
        return None if opened or between else _noun_count(words, first, at)
    value, last, vague = number
    high: int | None = None if vague or opened else value
    if not vague and (upper := _upper_at(words, last, value, between=between)) is not None:
        high, last = upper
    if _counts_things(words, last) or (_may_be_year(value) and not opened):
        return None
    if least_behind(words, last) > last:
        high = None
    low = 1 if topped else _least_of(value, vague=vague)
    return Count(first, last, value, low, high)


def _may_be_year(value: int) -> bool:
    return 1900 <= value <= 2100


def _least_of(value: int, *, vague: bool) -> int:
    """Return the least that a number may mean: "several" may be two."""
    return 2 if vague and value == 3 else value


_UP_TO = frozenset({"-", "–", "الي", "او"})


def _hedges_at(words: list[str], at: int) -> tuple[bool, bool, int]:
    """Return whether a number is the least or the most that is meant, and where it begins."""
    opened = topped = False
    for phrase in _OPEN if words[at : at + 1] and words[at] in _OPEN_HEADS else ():
        heads = words[at : at + len(phrase)]
        if len(heads) == len(phrase) and tuple(heads[1:]) == phrase[1:] and (
            heads[0] in {phrase[0], "و" + phrase[0], "ب" + phrase[0], "ل" + phrase[0]}
        ):  # fmt: skip
            opened, at = True, at + len(phrase)
            break
    for phrase in _TOP if words[at : at + 1] and words[at] in _TOP_HEADS else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            topped, at = True, at + len(phrase)
    if words[at : at + 1] and words[at] in _ABOUT:
        at += 1
    return opened, topped, at


def _upper_at(words: list[str], last: int, value: int, *, between: bool) -> tuple[int, int] | None:
    """Return the upper figure of "between 3 and 5" or "3-5", and the index behind it."""
    if not between and not (last < len(words) and words[last] in _UP_TO):
        return None
    upper = number_at(words, last + (not between or words[last : last + 1] == ["و"]))
    if upper is None or upper[2] or upper[0] < value:
        return None
    return upper[0], upper[1]


def _counts_things(words: list[str], last: int) -> bool:
    """Return True if the word behind a number is no person."""
    tail = [w for w in words[last : last + 1] if w not in ENDS]
    return any(known in _THINGS for w in tail for known in bare_forms(w))


def _noun_count(words: list[str], first: int, at: int) -> Count | None:
    """Return two for a noun in the dual, one for a noun that stands for one person."""
    if at >= len(words):
        return None
    known = bare_forms(words[at])
    if any(word in _DUAL for word in known):
        plural = any(word in _MANY_ONLY for word in known)
        if plural or words[at].startswith("ال"):
            return None
        last = at + 1
        if words[last : last + 1] and words[last] in {"اثنين", "اثنان"}:
            last += 1
        return Count(first, last, 2, 2, 2)
    if any(word in SINGLE for word in known):
        return Count(first, at + 1, 1, 1, 1, single=True)
    return None


def number_at(words: list[str], at: int) -> tuple[int, int, bool] | None:
    """Return the number that starts at `at`, the index behind it, and whether it is vague."""
    if at >= len(words):
        return None
    word = words[at]
    if word.isdigit():
        return (int(word), at + 1, False) if len(word) < 6 else None
    if word[:1] in {"و", "ف", "ب", "ل"} and word[1:].isdigit():
        return int(word[1:]), at + 1, False
    found = _word_value(word)
    if found is None:
        return None
    value, vague = found
    last = at + 1
    if not vague:
        return _joined_number(words, value, last) or (value, last, False)
    if words[last : last + 1] == ["من"]:
        last += 1
    elif "عدد" in bare_forms(word):
        return None
    return value, last, True


def _joined_number(words: list[str], value: int, last: int) -> tuple[int, int, bool] | None:
    """Return a number of several words: "خمسة عشر", "خمسة وعشرون", "ثلاثة آلاف", "مئة وعشرة"."""
    if last >= len(words):
        return None
    word = words[last]
    if value < 10 and word in {"عشر", "عشره"}:
        return value + 10, last + 1, False
    if value < 10 and word.startswith("و") and word[1:] in ARABIC_TENS:
        return value + ARABIC_TENS[word[1:]], last + 1, False
    if value <= 10 and word == "الاف":
        return value * 1000, last + 1, False
    if value >= 100 and word.startswith("و"):
        rest = number_at([word[1:], *words[last + 1 : last + 4]], 0)
        if rest is not None and not rest[2] and rest[0] < 100:
            return value + rest[0], last + rest[1], False
    return None


def _word_value(word: str) -> tuple[int, bool] | None:
    for known in bare_forms(word):
        if known in ARABIC:
            return ARABIC[known], False
        if known in ARABIC_TENS:
            return ARABIC_TENS[known], False
        if known in ARABIC_HUNDREDS:
            return ARABIC_HUNDREDS[known], False
        if known in VAGUE:
            return VAGUE[known], True
    return None


def _family_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return how many "a family of five persons" are."""
    if at >= len(words) or not {"عايله", "اسره"} & set(bare_forms(words[at])):
        return None
    for here in range(at + 1, min(len(words), at + 4)):
        if words[here] in {"من", "مولفه"}:
            number = number_at(words, here + 1 + (words[here + 1 : here + 2] == ["من"]))
            return (number[0], number[1]) if number else None
    return None
