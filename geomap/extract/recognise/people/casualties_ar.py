"""People killed, injured and detained in Arabic text, each with low and high."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geomap.extract.document.words import lower_word
from geomap.extract.recognise.people.numbers import (
    Count,
    Toll,
    add_counts,
)
from geomap.extract.recognise.people.people_counts_ar import (
    ENDS,
    KILLED,
    NOUNS,
    SINGLE,
    VERBS,
    bare_forms,
    count_at,
    hide_asides,
    kind_of,
    least_behind,
    number_at,
)
from geomap.lang.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[ء-يٱ\u064b-\u065f\u0670ـ]+|[0-9٠-٩]+|[،.؛:,;()\-–]")
"""Written alike as two and as many: two only where a killing or hurting governs them at once."""
_PLURAL_VERBS = words("ar", "casualties.plural_verbs")
"""Verbs of many, which may follow who they were: "27 persons were killed"."""
_NAMED = frozenset({"ابو", "ابي", "المدعو", "المدعوه"})
"""What begins the name of one person."""
_MEETS = frozenset({"لقي", "لقيت", "لقوا"})
_DEATHS = words("ar", "casualties.deaths")
_SAYING_NUMBERS = frozenset({"رقم", "الفرقه", "اللواء", "الفوج"})
_SKIPPED = words("ar", "casualties.skipped")


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def find_tolls_arabic(text: str) -> dict[str, Toll]:
    """Return the count of killed, injured and detained that an Arabic text gives first, by kind.

    Examples
    --------
    >>> find_tolls_arabic("سقوط أحد عشر قتيلاً و15 جريحاً")["killed"].best
    11
    """
    tokens = _split(text)
    words = [token.word for token in tokens]
    hide_asides(words)
    kinds = [kind_of(word, VERBS) for word in words]
    told = _Told(tokens)
    at = 0
    while at < len(words):
        noun = _counted_noun(words, at)
        if noun is not None:
            kind, count = noun
            if not _is_denied(words, count.first):
                told.keep(kind, [count], at)
            at = max(at + 1, count.last)
        elif not kinds[at] or _is_denied(words, at):
            at += 1
        else:
            at = _read_deed(words, kinds, at, told)
    if KILLED not in told.tolls and (figure := _toll_figure(words)) is not None:
        told.keep(KILLED, [figure], figure.first)
    return told.tolls


def _split(text: str) -> list[_Token]:
    """Return the words, numbers and signs of a text, folded."""
    return [
        _Token(_fold(lower_word(match.group()).replace("ئ", "ي")), *match.span())
        for match in _TOKEN.finditer(text)
    ]


class _Told:
    """The first count told of each kind."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens = tokens
        self.tolls: dict[str, Toll] = {}

    def keep(self, kind: str, counts: list[Count], at: int) -> None:
        """Keep the sum of counts that a word at `at` governs, unless its kind was told before."""
        if kind in self.tolls:
            return
        best, low, high = add_counts(counts)
        first, last = min(counts[0].first, at), max(counts[-1].last - 1, at)
        start, end = self.tokens[first].start, self.tokens[last].end
        self.tolls[kind] = Toll(best, low, high, start, end)


def _read_deed(words: list[str], kinds: list[str], at: int, told: _Told) -> int:
    """Keep what a word of killing or hurting governs, and return where to read on."""
    kind = kinds[at]
    subject = [] if kind in told.tolls else _subject(words, kinds, at)
    if not subject and kinds[at + 1 : at + 2] not in ([], [""], [kind]):
        return _skip_shared(words, at + 2)
    if counts := subject or _object(words, kinds, at + 1, own=words[at]):
        told.keep(kind, counts, at)
    elif words[at].endswith(_OF_ONE):
        told.keep(kind, [Count(at, at, 1, 1, 1)], at)
    return at + 1


_OF_ONE = ("مقتله", "استشهاده", "اصابته", "مقتلها")
"""Endings that say whose death it was: one person's."""


def _fold(word: str) -> str:
    return word[:-1] if word.endswith("اا") else word


def _is_denied(words: list[str], at: int) -> bool:
    return any(
        word in {"دون", "بدون", "لم", "عدم", "ولم", "ولا"} for word in words[max(0, at - 4) : at]
    )


def _skip_shared(words: list[str], at: int) -> int:
    """Step over "killed and injured N", which counts both together."""
    while at < len(words) and words[at] not in ENDS and number_at(words, at) is not None:
        at += 1
    return at


def _object(words: list[str], kinds: list[str], at: int, *, own: str) -> list[Count]:
    """Return the counts that a word of killing governs, with those joined to them by "and"."""
    bodies = own.endswith(("جثه", "جثث", "جثمان", "جثتي"))
    if at < len(words) and words[at] in _NAMED:
        return [Count(at, at + 1, 1, 1, 1, single=True)]
    for here in range(at, min(len(words), at + 8)):
        if words[here] in ENDS or (kinds[here] and here > at and words[here] != "سقوط"):
            break
        count = None if words[here - 1] in _SAYING_NUMBERS else count_at(words, here)
        if count is not None and _reaches(words, at, here, count, bodies=bodies):
            return _with_joined(words, kinds, count)
    if own.endswith(("جثه", "جثمان")):
        return [Count(at, at, 1, 1, 1, single=True)]
    return [Count(at, at, 2, 2, 2)] if own.endswith("جثتي") else []


def _reaches(words: list[str], at: int, here: int, count: Count, *, bodies: bool) -> bool:
    """Return True if a word of killing at `at` governs a count at `here`; one person stands near."""
    near = 5 if _is_object(words[here]) else 2 if bodies else 1
    return not count.single or here - at <= near or _skipped(words, at, here)


def _with_joined(words: list[str], kinds: list[str], count: Count) -> list[Count]:
    """Return a count and those joined to it by "and"."""
    counts = [count]
    while count.last < len(words):
        joined = _joined(words, kinds, count.last, near=8 if count.single else 4)
        if joined is None:
            break
        counts.append(joined)
        count = joined
    return counts


def _subject(words: list[str], kinds: list[str], at: int) -> list[Count]:
    """Return the count that stands before its verb: "27 persons were killed", "a child met his death"."""
    word = words[at].removeprefix("و")
    met = word in _MEETS and words[at + 1 : at + 2] and words[at + 1] in _DEATHS
    if not met and word not in _PLURAL_VERBS:
        return []
    for here in range(at - 1, max(-1, at - (5 if met else 12)), -1):
        if words[here] in ENDS or kinds[here]:
            return []
        if here and (words[here - 1] in _SAYING_NUMBERS or number_at(words, here - 1)):
            continue
        count = count_at(words, here)
        if count is None or (count.single and not met):
            continue
        return _whole_count(words, kinds, here, count)
    return []


def _whole_count(words: list[str], kinds: list[str], here: int, count: Count) -> list[Count]:
    """Return a count with the words that open it, nothing behind another word of killing."""
    first = next((back for back in (3, 2, 1) if _opens(words, here - back, count)), 0)
    found = count_at(words, here - first) if first else count
    if found is None or any(kinds[max(0, found.first - 3) : found.first]):
        return []
    return [found]


def _opens(words: list[str], at: int, count: Count) -> bool:
    """Return True if a count that begins at `at` ("more than ...") takes in `count`."""
    wider = count_at(words, at) if at >= 0 else None
    return wider is not None and wider.last == count.last and wider.first < count.first


def _is_object(word: str) -> bool:
    """Return True for one person in the accusative, which a verb may govern from afar."""
    return word.endswith("ا") and word in SINGLE


def _skipped(words: list[str], at: int, here: int) -> bool:
    return all(word in _SKIPPED for word in words[at:here])


def _joined(words: list[str], kinds: list[str], at: int, *, near: int) -> Count | None:
    """Return a further count behind: "and a woman", "and six of his men"."""
    for here in range(at, min(len(words), at + near + 1)):
        word = words[here]
        if word in ENDS or kinds[here]:
            return None
        if (word.startswith("و") and len(word) > 1) or (word == "و"):
            count = count_at(words, here)
            if count is None:
                if here - at > 3 or word == "و":
                    continue
                return None
            tail = words[count.last : count.last + 2]
            if here - at > 3 and tail[:1] != ["من"]:
                return None
            if any(kind_of(w, NOUNS) for w in [words[count.last - 1], *tail[:1]]):
                return None
            return count
    return None


def _counted_noun(words: list[str], at: int) -> tuple[str, Count] | None:
    """Return "15 wounded", "three dead", "two dead" at `at`, with what they are."""
    count = count_at(words, at)
    if count is None:
        return None
    kind = kind_of(words[count.last - 1], NOUNS)
    if kind and words[count.last - 1] != "اصابه":
        return kind, count
    for here in range(count.last, min(len(words), count.last + 3)):
        if words[here] in ENDS or (here > count.last and words[here].startswith("و")):
            return None
        if count.single and kind_of(words[here], VERBS):
            return None
        bare = words[here]
        if kind_of(bare, NOUNS) and not (bare.startswith("و") and bare != "وقتيل"):
            last = least_behind(words, here + 1)
            if last > here + 1:
                return kind_of(bare, NOUNS), Count(count.first, last, count.best, count.low, None)
            return kind_of(bare, NOUNS), Count(
                count.first, here + 1, count.best, count.low, count.high
            )
    return None


def _toll_figure(words: list[str]) -> Count | None:
    """Return the figure that a toll reached: "the number of dead ... to 39"."""
    for at, word in enumerate(words):
        known = bare_forms(word)
        if not ({"حصيله", "عدد"} & set(known)):
            continue
        if "عدد" in known and not any(kind_of(w, NOUNS) == KILLED for w in words[at + 1 : at + 3]):
            continue
        for here in range(at + 1, min(len(words), at + 22)):
            if words[here] in {"الي", "بلغ", "بلغت"} and (found := count_at(words, here + 1)):
                return found
            if words[here] in {"لاكثر", "لنحو", "لحوالي"} and (found := count_at(words, here)):
                return found
    return None
