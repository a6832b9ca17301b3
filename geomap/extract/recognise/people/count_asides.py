"""Words of an English sentence that only say who the people counted were."""

from __future__ import annotations

from geomap.extract.recognise.people.people_counts import DETAINED, INJURED, KILLED, PARTICIPLES
from geomap.lang.lexicon import ordered, words

ACTIVE = {
    **dict.fromkeys(ordered("en", "casualties.killing"), KILLED),
    **dict.fromkeys(["injuring", "injures", "wounding", "wounds", "hurting"], INJURED),
    **dict.fromkeys(ordered("en", "casualties.detaining"), DETAINED),
}  # fmt: skip
"""Active verbs of killing, injuring and detaining, and what each says."""

ALL = PARTICIPLES | ACTIVE
BE = words("en", "casualties.be")


def hide_english_asides(words: list[str]) -> None:
    """Put ``#`` for what only says who they were: "including two women", "eight of them children"."""
    at = 0
    while at < len(words):
        reach = _aside_at(words, at)
        if not reach:
            at += 1
            continue
        stop = at + 1
        while stop < min(len(words), at + reach) and not _ends_aside(words, at, stop):
            stop += 1
        if stop < len(words) and words[stop] in {")", ","}:
            stop += 1
        first = at - (words[at - 1 : at] == [","])
        words[first:stop] = ["#"] * (stop - first)
        at = stop


_WHOM = ("them", "whom")


def _aside_at(words: list[str], at: int) -> int:
    """Return how many words an aside that begins at `at` may have, 0 if none does."""
    word, behind = words[at], words[at + 1 : at + 3]
    if word in {"including", "mostly"} or (word == "among" and behind[:1] and behind[0] in _WHOM):
        return 12
    opened = words[at - 1 : at] == [","]
    if behind in (["of", "them"], ["of", "whom"]):
        if word in {"most", "some", "many"}:
            return 9
        if opened and word not in {"all", "both"}:
            verbal = any(w in BE or w in PARTICIPLES for w in words[at + 3 : at + 6])
            return 0 if verbal else 7
    if word == "(":
        return 14
    return _among_them(words, at) if opened else 0


def _among_them(words: list[str], at: int) -> int:
    """Return how many words "three women among them" has, 0 for others."""
    if "among" not in words[at : at + 8]:
        return 0
    stop = words.index("among", at)
    whom = words[stop + 1 : stop + 2]
    return stop + 2 - at if whom and whom[0] in _WHOM and "," not in words[at:stop] else 0


def _ends_aside(words: list[str], at: int, stop: int) -> bool:
    word = words[stop]
    if words[at] == "(":
        return word == ")"
    if word in {",", ".", ";", "was", "were", "have", "had", "died", "lost"} or word in ACTIVE:
        return True
    if word in PARTICIPLES:
        return stop > at + 1
    if word != "and" or stop + 1 >= len(words):
        return False
    if words[stop + 1] in ALL:
        return True
    for later in words[stop + 1 : stop + 8]:
        if later == ",":
            return False
        if later in {"others", "other", "more", "another"} or later in PARTICIPLES:
            return True
    return False
