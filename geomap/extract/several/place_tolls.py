"""Counts told place by place: "killed 13 people in A, three in B and four in C".

One word of killing, wounding or arresting governs the whole list; each place has the number right
before it. A count "of them" is a part of the one told before, which it makes finer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geomap.extract.document.words import lower_word
from geomap.extract.recognise.people.numbers import Count, Toll
from geomap.extract.recognise.people.people_counts import (
    DETAINED,
    INJURED,
    KILLED,
    PARTICIPLES,
    find_counts,
)
from geomap.extract.recognise.people.people_counts_ar import NOUNS, VERBS, count_at, kind_of
from geomap.lang.lexicon import words as lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.names import PlaceMention

NEAR = 5
"""Words that may stand between a number and the place it belongs to."""

REACH = 90
"""Characters before a place in which its number stands."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d{1,3}(?:,\d{3})+|\d+|[,،;؛.:()\-–]")
_STOPS = frozenset(".;؛:")


class _Word(NamedTuple):
    word: str
    start: int


@dataclass(frozen=True, slots=True)
class PlaceToll:
    """A place with the count that stands before it."""

    place: PlaceMention
    kind: str
    toll: Toll | None
    part: bool
    """True for a count "of them": it belongs to the one before."""


def set_place_tolls(draft: Draft, places: Sequence[PlaceMention], *, arabic: bool) -> None:
    """Give a draft the places for which its clause tells a count each, with these counts."""
    told = spread_tolls(draft.text, draft.happening, places, arabic=arabic)
    if not told:
        return
    for one in told:
        tolls = draft.tolls_at.setdefault(one.place.start, {})
        if one.toll is not None:
            tolls.setdefault(one.kind, one.toll)
    draft.places = sorted({id(t.place): t.place for t in told}.values(), key=lambda p: p.start)
    draft.own_place = True


def spread_tolls(
    text: str, happening: Happening, places: Sequence[PlaceMention], *, arabic: bool
) -> list[PlaceToll]:
    """Return each place of a clause with the count told for it, empty unless several have one."""
    main = next((k for k in (KILLED, INJURED, DETAINED) if k in happening.tolls), "")
    named = [p for p in places if not p.country and p.start > happening.floor]
    if not main or len(named) < 2:
        return []
    found = _finest(list(_told_for(text, happening, named, main, arabic=arabic)))
    return found if len({p.place.start for p in found}) > 1 else []


def _told_for(
    text: str, happening: Happening, named: Sequence[PlaceMention], main: str, *, arabic: bool
) -> Iterator[PlaceToll]:
    """Yield the places that have a count of their own, one after another."""
    last: PlaceToll | None = None
    begin = happening.floor
    for place in named:
        told = _toll_before(text, max(begin, place.phrase_start - REACH), place, arabic=arabic)
        if told is None:
            if last is not None and _takes_most(text, last.place, place):
                yield replace(last, place=place, toll=None)
            continue
        count, kind, start, end, part = told
        toll = Toll(
            count.best, count.low, count.high, start - happening.floor, end - happening.floor
        )
        for member in _members(text, place, named, end):
            last = PlaceToll(member, kind or main, toll, part)
            begin = max(begin, member.end)
            yield last


def _finest(found: Sequence[PlaceToll]) -> list[PlaceToll]:
    """Return the counts without those of a whole that is told again part by part."""
    out: list[PlaceToll] = []
    for told in found:
        whole = out[-1].toll if out and not out[-1].part else None
        if told.toll is None or (told.part and whole and whole.best >= told.toll.best):
            out[-1:] = []
        out.append(told)
    return out


def _takes_most(text: str, whole: PlaceMention, place: PlaceMention) -> bool:
    """Return True for "four in A governorate, most of them in B": B is where it was."""
    between = [lower_word(w.group()) for w in _TOKEN.finditer(text, whole.end, place.start)]
    most = lexicon("en", "lists.most") | lexicon("ar", "lists.most")
    return whole.container and len(between) <= NEAR and bool(set(between) & most)


def _members(
    text: str, place: PlaceMention, named: Sequence[PlaceMention], end: int
) -> list[PlaceMention]:
    """Return the places that one count is told for: "two in each of A and B" is two for each."""
    between = [lower_word(w.group()) for w in _TOKEN.finditer(text, end, place.start)]
    if not set(between) & _each():
        return [place]
    holders = {id(p.held_by) for p in named}
    return [p for p in named if p.group == place.group and id(p) not in holders]


def _each() -> frozenset[str]:
    return lexicon("en", "lists.each") | lexicon("ar", "lists.each")


def _toll_before(
    text: str, begin: int, place: PlaceMention, *, arabic: bool
) -> tuple[Count, str, int, int, bool] | None:
    """Return the count right before a place, its kind, its span, and whether it is "of them"."""
    head = text[begin : place.start]
    tokens = [_Word(_fold(m.group(), arabic=arabic), m.start()) for m in _TOKEN.finditer(head)]
    words = [t.word for t in tokens]
    counts = _counts_ar(words) if arabic else find_counts(words)
    for count in reversed(counts):
        between = words[count.last :]
        if len(between) > NEAR or _STOPS & set(between):
            return None
        if not _leads_to(between, head, arabic=arabic) or _is_deed(between, arabic=arabic):
            return None
        start = begin + tokens[count.first].start
        end = begin + (tokens[count.last].start if count.last < len(tokens) else len(head))
        near = words[max(0, count.first - 2) : count.last + 3]
        kind = _kind(words[max(0, count.first - 1) : count.last + 2], arabic=arabic)
        return count, kind, start, end, bool(set(near) & _of_them())
    return None


def _fold(word: str, *, arabic: bool) -> str:
    folded = lower_word(word) or word
    return folded.replace("ئ", "ي") if arabic else folded


def _of_them() -> frozenset[str]:
    return lexicon("en", "lists.of_them") | lexicon("ar", "lists.of_them")


def _counts_ar(words: list[str]) -> list[Count]:
    found, at = [], 0
    while at < len(words):
        count = count_at(words, at)
        if count is not None:
            found.append(count)
        at = max(at + 1, count.last if count is not None else 0)
    return found


def _leads_to(between: Sequence[str], head: str, *, arabic: bool) -> bool:
    """Return True if the words before a place end with what leads to it: "in", "in the town of"."""
    if arabic:
        leads = lexicon("ar", "lists.leads")
        return head[-1:] == "ب" or any(w in leads or w[:1] == "ب" for w in between)
    return bool(set(between) & lexicon("en", "lists.leads"))


def _is_deed(between: Sequence[str], *, arabic: bool) -> bool:
    """Return True where another deed stands between: "two were shot, the army said, in ..."."""
    if arabic:
        return False
    return bool(set(between) & lexicon("en", "casualties.verbs") - PARTICIPLES.keys())


def _kind(words: Sequence[str], *, arabic: bool) -> str:
    """Return what a count itself says of its people ("two wounded in"), empty where nothing."""
    for word in words:
        if arabic:
            kind = kind_of(word, NOUNS) or kind_of(word, VERBS)
        else:
            kind = KILLED if word == "dead" else PARTICIPLES.get(word, "")
        if kind:
            return kind
    return ""
