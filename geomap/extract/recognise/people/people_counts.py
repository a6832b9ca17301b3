"""Numbers of people in the words of an English text."""

from __future__ import annotations

from geomap.extract.recognise.people.numbers import ENGLISH, VAGUE, Count
from geomap.lang.lexicon import mapping, ordered, words

KILLED, INJURED, DETAINED = "killed", "injured", "detained"


PARTICIPLES = {
    **dict.fromkeys(ordered("en", "casualties.killed"), KILLED),
    **dict.fromkeys(["injured", "wounded", "hurt", "hospitalised", "hospitalized", "maimed"], INJURED),
    **dict.fromkeys(["arrested", "detained", "abducted", "kidnapped", "captured", "apprehended"], DETAINED),
}  # fmt: skip


LIGHT = words("en", "casualties.light")


VERBS = words("en", "casualties.verbs")


_HEDGED = tuple(
    (tuple(phrase.split()), side) for phrase, side in mapping("en", "casualties.hedges").items()
)


_THINGS = words("en", "casualties.things")


_MONTHS = words("en", "casualties.months")


_PERSONS = words("en", "casualties.persons")


DETERMINERS = words("en", "casualties.determiners")


_STOPS = words("en", "casualties.stops")


_NOT_NAMES = words("en", "casualties.not_names")


_ABOUT = words("en", "casualties.about")


_HEDGE_HEADS = frozenset(phrase[0] for phrase, _ in _HEDGED)


_OPENERS = (
    DETERMINERS | _ABOUT | ENGLISH.keys() | VAGUE.keys() | frozenset({"half", "both", "family"})
    | _HEDGE_HEADS
)  # fmt: skip
"""Words with which a count can begin; digits too."""


def find_counts(words: list[str]) -> list[Count]:
    """Return every count of people in a text, given word by word."""
    out: list[Count] = []
    at = 0
    while at < len(words):
        word = words[at]
        count = _count_at(words, at) if word in _OPENERS or word[0].isdigit() else None
        if count is None:
            at += 1
            continue
        out.append(count)
        at = max(at + 1, count.last)
    return out


def _count_at(words: list[str], at: int) -> Count | None:
    first = at
    hedge, at = _hedge_at(words, at)
    family = _family_at(words, at)
    if family is not None:
        return Count(first, family[1], family[0], family[0], family[0])
    if words[at : at + 1] and words[at] in VAGUE:
        return _vague_at(words, first, at)
    number = _number_at(words, at)
    if number is None:
        return None if hedge else _single_at(words, first)
    value, at = number
    high: int | None = value
    joins = {"and"} if hedge == "between" else _TO
    if words[at : at + 1] and words[at] in joins:
        upper = _number_at(words, at + 1)
        if upper is not None and upper[0] >= value:
            high, at = upper
    if _is_no_count(words, first, at, value, hedge):
        return None
    if hedge == "open":
        high = None
    return Count(first, at, value, 1 if hedge == "top" else value, high, single=value == 1)


_TO = frozenset({"to", "or", "-", "–", "—"})


def _hedge_at(words: list[str], at: int) -> tuple[str, int]:
    """Return what is said of the number that follows, and where that begins."""
    hedge = ""
    for phrase, name in _HEDGED if words[at] in _HEDGE_HEADS else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            hedge, at = name, at + len(phrase)
            break
    else:
        if words[at] in _ABOUT:
            hedge, at = words[at], at + 1
            if words[at : at + 1] == ["between"]:
                hedge, at = "between", at + 1
    if hedge in {"open", "top"} and words[at : at + 1] == ["around"]:
        at += 1
    return hedge, at


def _vague_at(words: list[str], first: int, at: int) -> Count | None:
    """Return the count of "dozens", "several", "a few"."""
    if words[at] == "few" and words[at - 1 : at] != ["a"]:
        return None
    if _is_thing(words, at + 1 + (words[at + 1 : at + 2] == ["of"])):
        return None
    least = VAGUE[words[at]]
    return Count(first, at + 1, least, 2 if least == 3 else least, None)


def _is_no_count(words: list[str], first: int, stop: int, value: int, hedge: str) -> bool:
    """Return True for a number of things, a year, a day of the month, an age, part of a name."""
    digits = words[stop - 1].isdigit()
    before, behind = words[first - 1 : first], words[stop : stop + 1]
    if _is_thing(words, stop) or (digits and 1900 <= value <= 2100 and not hedge):
        return True
    if first and digits and value < 32 and words[first - 1] in _MONTHS:
        return True
    if digits and before == [","] == behind:
        return True
    return ["-"] in (before, behind)


def _number_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the number that starts at `at` and the index behind it."""
    if at >= len(words):
        return None
    word = words[at].replace(",", "")
    stop = at + 1
    if word == "both":
        return 2, stop
    if word in {"a", "half"}:
        return _dozen_at(words, at)
    if word.isdigit() and len(word) < 6:
        value = int(word)
    elif word in ENGLISH:
        value = ENGLISH[word]
        ones = words[stop + 1 : stop + 2]
        if value >= 20 and words[stop : stop + 1] == ["-"] and ones and ones[0] in ENGLISH:
            value, stop = value + ENGLISH[ones[0]], stop + 2
    else:
        return None
    times = _TIMES.get(words[stop]) if words[stop : stop + 1] else None
    return (value, stop) if times is None else (value * times, stop + 1)


_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}


def _dozen_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the number of "a dozen", "half a dozen", "a hundred", "a couple of"."""
    pair = words[at : at + 3]
    if pair[:2] == ["a", "dozen"]:
        return 12, at + 2
    if pair == ["half", "a", "dozen"]:
        return 6, at + 3
    if pair[:2] == ["a", "hundred"]:
        return 100, at + 2
    return (2, at + 3) if pair == ["a", "couple", "of"] else None


def _family_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return how many "a family of five" are; "a couple" are two."""
    head = at + 1 if words[at : at + 1] and words[at] in DETERMINERS else at
    for back in (head, head + 1):
        if words[back : back + 1] == ["family"] and words[back + 1 : back + 2] == ["of"]:
            number = _number_at(words, back + 2)
            return (number[0], number[1]) if number else None
    if words[at : at + 2] in (["a", "couple"], ["the", "couple"]) and words[at + 2 : at + 3] != [
        "of"
    ]:
        return 2, at + 2
    return None


def _is_thing(words: list[str], at: int) -> bool:
    """Return True if what is counted is no person."""
    for word in words[at : at + 4]:
        if word in _THINGS:
            return True
        if (
            word in _PERSONS
            or word.rstrip("s") in _PERSONS
            or word in _NOT_NAMES
            or word in LIGHT
            or word in ",.;"
            or word in PARTICIPLES
        ):
            return False
        if word in _STOPS or word in VERBS:
            return False
    return False


def _single_at(words: list[str], at: int) -> Count | None:
    """Return one person named by a noun: "a young man", "their mother", "the driver"."""
    if words[at] not in DETERMINERS:
        return None
    next_word = words[at + 1 : at + 2]
    if words[at] == "another" and (next_word in ([], ["."]) or next_word[0] in _STOPS):
        return Count(at, at + 1, 1, 1, 1, single=True)
    for step in range(1, 8):
        word, behind = words[at + step : at + step + 1], words[at + step + 1 : at + step + 2]
        if not word or _ends_noun(word[0]) or (word[0][0].isdigit() and behind != ["-"]):
            return None
        if word[0] in _PERSONS and behind != ["'s"]:
            if behind and (behind[0] in _PERSONS or behind[0] in _THINGS):
                continue
            return Count(at, at + step + 1, 1, 1, 1, single=True)
    return None


def _ends_noun(word: str) -> bool:
    return word in _STOPS or word in VERBS or word in _NOT_NAMES
