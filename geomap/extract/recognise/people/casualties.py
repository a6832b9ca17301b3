"""People killed, injured and detained in English text, each with low and high."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from geomap.extract.recognise.people.casualties_ar import find_tolls_arabic
from geomap.extract.recognise.people.count_asides import ACTIVE, ALL, BE, hide_english_asides
from geomap.extract.recognise.people.numbers import Count, Toll, add_counts
from geomap.extract.recognise.people.people_counts import (
    DETAINED,
    DETERMINERS,
    INJURED,
    KILLED,
    LIGHT,
    PARTICIPLES,
    VERBS,
    find_counts,
)
from geomap.lang.lexicon import ordered, words

_TOKEN = re.compile(r"[A-Za-z][A-Za-z’'.]*|\d{1,3}(?:,\d{3})+|\d+|[,;.:()–—-]")
_CUES = ordered("en", "casualties.cues")  # fmt: skip
"""One of these is in every text that counts people."""
_BEHIND = words("en", "casualties.behind")
_ENDS = _BEHIND | ALL.keys()
_HURT_NOUNS = frozenset({"injuries", "wia", "casualties"})
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
_FIGURE_BEFORE = words("en", "casualties.toll_figure")


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def find_tolls(text: str, *, arabic: bool = False) -> dict[str, Toll]:
    """Return the count of killed, injured and detained that a text gives first, by kind.

    Examples
    --------
    >>> find_tolls("leaving nine dead and more than ten wounded")["injured"].low
    10
    """
    return dict(_find_tolls(text, arabic=arabic))


@lru_cache(maxsize=500)
def _find_tolls(text: str, *, arabic: bool) -> dict[str, Toll]:
    """Return the counts of a text; a clause is asked once for each deed that it tells."""
    if arabic:
        return find_tolls_arabic(text)
    lowered = text.lower()
    if not any(cue in lowered for cue in _CUES):
        return {}
    tokens = [_Token(m.group().lower().strip(".’'"), *m.span()) for m in _TOKEN.finditer(text)]
    tokens = [t if t.word else t._replace(word=".") for t in tokens]
    words = [token.word for token in tokens]
    hide_english_asides(words)
    counts = {count.first: count for count in find_counts(words)}
    tolls: dict[str, Toll] = {}
    for at, word in enumerate(words):
        kind, found = _predicate(words, at, word, counts)
        if kind and found and kind not in tolls:
            best, low, high = add_counts(found)
            reach = (found[0].first, found[-1].last - 1, at)
            tolls[kind] = Toll(best, low, high, tokens[min(reach)].start, tokens[max(reach)].end)
    return tolls


def _predicate(
    words: list[str], at: int, word: str, counts: dict[int, Count]
) -> tuple[str, list[Count]]:
    """Return what the word at `at` says happened to people, and how many they were."""
    if word in PARTICIPLES or word in ACTIVE:
        return _by_verb(words, at, word, counts)
    if word in _BEHIND:
        ahead = _ahead(words, at + 1, counts) if _governs(words, at, word) else []
        return KILLED, ahead or _back(words, at, counts)
    if word in _HURT_NOUNS:
        return INJURED if word != "casualties" else "", _back(words, at, counts)
    if word == "toll":
        return KILLED, _toll_figure(words, at, counts)
    if word in _BODIES:
        return KILLED, _ahead(words, at + 1, counts) or _own(words, at, counts)
    if word in {"hostage", "custody", "hostages", "detainees"}:
        return DETAINED, _back(words, at, counts)
    return _by_idiom(words, at, word, counts)


def _governs(words: list[str], at: int, word: str) -> bool:
    """Return True for "deaths of N" and "shot dead N", whose count follows."""
    shot = word == "dead" and words[at - 1 : at] in (["shot"], ["stabbed"], ["beaten"])
    return word == "deaths" or (shot and not any(w in BE for w in words[max(0, at - 4) : at]))


def _by_verb(
    words: list[str], at: int, word: str, counts: dict[int, Count]
) -> tuple[str, list[Count]]:
    """Return what "killed 3", "3 were killed" or "killing 3" says."""
    if _is_shared(words, at):
        return "", []
    if word in PARTICIPLES:
        passive = any(w in BE for w in words[max(0, at - 5) : at])
        ahead = [] if passive else _ahead(words, at + 1, counts)
        return PARTICIPLES[word], ahead or _back(words, at, counts)
    if word == "claiming" and words[at + 1 : at + 4] != ["the", "lives", "of"]:
        return "", []
    back = _back(words, at, counts) if word == "arrests" else []
    return ACTIVE[word], _ahead(words, at + 1, counts) or back


def _by_idiom(
    words: list[str], at: int, word: str, counts: dict[int, Count]
) -> tuple[str, list[Count]]:
    """Return what "to death", "lost their lives" or "the lives of 3" says."""
    if word == "death" and words[at - 1 : at] == ["to"]:
        return KILLED, _back(words, at, counts)
    if word == "lives":
        if words[at - 2 : at] == ["lost", "their"]:
            return KILLED, _back(words, at - 2, counts)
        return KILLED, _ahead(words, at + 1, counts) if words[at + 1 : at + 2] == ["of"] else []
    if word == "life" and words[at - 1 : at] and words[at - 2 : at - 1] == ["lost"]:
        return KILLED, _back(words, at - 2, counts)
    return "", []


def _is_shared(words: list[str], at: int) -> bool:
    """Return True for "killed and wounded", which counts both together."""
    kinds = {ALL[words[at]]}
    if words[at + 1 : at + 2] in (["and"], ["or"]) and at + 2 < len(words):
        kinds.add(ALL.get(words[at + 2], ""))
    if at >= 2 and words[at - 1] in {"and", "or"}:
        kinds.add(ALL.get(words[at - 2], ""))
    return {KILLED, INJURED} <= kinds


def _ahead(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the counts that follow at once, with those joined to them by "and"."""
    while at < len(words) and words[at] in {
        "of",
        "off",
        "the",
        "lives",
        "down",
        "dead",
        "there",
        ":",
    }:
        if at in counts:
            break
        at += 1
    if at not in counts:
        return []
    return [counts[at], *_joined(words, counts[at], counts)]


def _joined(words: list[str], count: Count, counts: dict[int, Count]) -> list[Count]:
    out: list[Count] = []
    at = count.last
    reach = at + 7
    while at < min(len(words), reach):
        word = words[at]
        if (
            word in PARTICIPLES
            or word in ACTIVE
            or word in _BEHIND
            or word in VERBS
            or word in ".;:()"
        ):
            break
        if word in {"and", ","} and (nxt := at + 1 + (words[at + 1 : at + 2] == ["and"])) in counts:
            found = counts[nxt]
            if _governed_apart(words, found):
                break
            out.append(found)
            at, reach = found.last, found.last + 7
            continue
        if word == ",":
            break
        at += 1
    return out


def _governed_apart(words: list[str], count: Count) -> bool:
    """Return True for a count with its own word behind it ("and seven others were injured")."""
    for word in words[count.last : count.last + 6]:
        if word in PARTICIPLES or word in _BEHIND or word in {"wounded", "lost"}:
            return True
        if word in ".;,:":
            return False
    return False


def _back(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the counts of the subject that ends before `at`."""
    here = at - 1
    while here >= 0 and (words[here] in LIGHT or words[here] == "#") and here not in counts:
        here -= 1
    steps = 0
    comma = False
    while here >= 0 and steps < 12:
        word = words[here]
        if here in counts:
            found = [counts[here]]
            while before := _joined_before(words, here, counts):
                found.insert(0, before)
                here = before.first
            return found
        if _ends_subject(word) or (word == "," and comma):
            return []
        comma = comma or word == ","
        steps += word != "#"
        here -= 1
    return []


def _ends_subject(word: str) -> bool:
    return word in ".;:" or word in VERBS or word in _ENDING


_ENDING = PARTICIPLES.keys() | ACTIVE.keys() | _BEHIND


def _joined_before(words: list[str], here: int, counts: dict[int, Count]) -> Count | None:
    at = here - 1
    if at >= 0 and words[at] in DETERMINERS:
        at -= 1
    if at >= 0 and words[at] in {"and", ","}:
        at -= 1 + (words[at - 1 : at] == [","])
        for back in range(8):
            if (
                at - back < 0
                or words[at - back] in VERBS
                or words[at - back] in ",.;:()"
                or words[at - back] in _ENDS
            ):
                return None
            if (count := counts.get(at - back)) is not None:
                return count
    return None


def _own(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the number of bodies themselves: "five bodies", "a body"."""
    for back in (1, 2, 3):
        if (count := counts.get(at - back)) is not None and not count.single:
            return [count]
    if words[at] == "body" and words[at - 1 : at] and words[at - 1] in {"a", "the", "his", "her"}:
        return [Count(at - 1, at + 1, 1, 1, 1, single=True)]
    return []


def _toll_figure(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the figure that a death toll reached: "the toll ... rose to at least 89"."""
    for here in range(at + 1, min(len(words), at + 26)):
        if words[here] in ".;":
            return []
        if here in counts and words[here - 1] in _FIGURE_BEFORE:
            return [counts[here]] if words[here - 1] != "by" else []
    return []
