"""Actors in running text: names, adjectives before forces, bare descriptions, "the group"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    Taken,
    Words,
)
from geomap.extract.recognise.actors.actor_names import find_arabic_names, find_latin_names
from geomap.extract.recognise.names import ActorMention
from geomap.extract.recognise.people.people_counts_ar import (
    CIVILIANS,
    CIVILIANS_BEHIND,
    VERBS,
    bare_forms,
    kind_of,
)
from geomap.lang.lexicon import alternation, ordered, words
from geomap.lang.lexicon import words as words_of
from geomap.vocab.actors import get_actor

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_AGENTS = frozenset({"monitor", "outlet"})
"""Kinds that tell of happenings and do not take part in them."""

UNARMED = frozenset({"civilians", "protesters", "organisation", "monitor", "outlet", "political"})
"""Kinds against whom violence is violence against civilians."""

_PERSON = re.compile(
    rf"\b(?:{alternation('en', 'actors.person')}|{alternation('en', 'people.bare')}s?)"
    r"\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    rf"\b{alternation('en', 'actors.armed')}\b(?!,?\s+(?:aircraft|jets?|planes?|bombers?)\b|\s+of\s+(?:\w+\s+){{0,2}}famil)",
    re.IGNORECASE,
)
_PERSON_HEADS = frozenset(word[:3] for word in ordered("en", "people.bare")) | words(
    "en", "actors.person_heads"
)
_ARMED_HEADS = words("en", "actors.armed_heads")
"""The first three letters of every word that the two patterns start with."""
_THE_GROUP = re.compile(
    r"\b(?:the|this)\s+(?:terror(?:ist)?\s+|extremist\s+|militant\s+"
    rf"|jihadist\s+|armed\s+)?{alternation('en', 'actors.the_group')}"
    r"(?=['’\s.,])",
    re.IGNORECASE,
)
_THE_GROUP_AR = re.compile(r"(?<![ء-ي])(?:التنظيم|الجماعة|الفصيل|الميليشيا)(?![ء-ي])")


def find_actors(words: Words, *, arabic: bool = False) -> list[ActorMention]:
    """Return the actors of a text in order; the longest name wins, "the group" is resolved."""
    found = list(find_arabic_names(words) if arabic else find_latin_names(words))
    text = words.text
    found = _drop_tails(text, found)
    taken = Taken((m.start, m.end) for m in found)
    stops = {m.end for m in found}
    civilians = get_actor("civilians")
    for armed, spans in _bare_people(words, arabic=arabic):
        for start, end in spans:
            if taken.overlaps(start, end):
                continue
            if armed and (start in stops or start - 1 in stops):
                continue
            bearers = () if armed or civilians is None else (civilians,)
            taken.add(start, end)
            stops.add(end)
            found.append(
                ActorMention(
                    start, end, text[start:end], bearers, "armed" if armed else "person", weak=True
                )
            )
    found.sort(key=lambda mention: mention.start)
    return _refer_back(text, found, arabic=arabic)


def _bare_people(words: Words, *, arabic: bool) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
    """Yield bare descriptions of people ("a man", "soldiers"), and whether these are armed."""
    text = words.text
    if arabic:
        yield False, list(_arabic_people(words))
        yield True, list(_arabic_armed(words))
        return
    for armed, pattern, heads in ((False, _PERSON, _PERSON_HEADS), (True, _ARMED, _ARMED_HEADS)):
        spans = []
        reach = 0
        for (start, _), word in zip(words.spans, words.lower, strict=True):
            if word[:3] in heads and start >= reach and (match := pattern.match(text, start)):
                reach = match.end()
                spans.append(match.span())
        yield armed, spans


def _arabic_people(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the nouns for people who are no fighters; ambiguous ones only behind a word of harm."""
    before = ""
    for span, word in zip(words.spans, words.lower, strict=True):
        known = bare_forms(word)
        if not CIVILIANS.isdisjoint(known) or (
            not CIVILIANS_BEHIND.isdisjoint(known) and kind_of(before, VERBS)
        ):
            yield span
        before = word


def _arabic_armed(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the nouns for people in arms, but those that only count among others."""
    armed, among = words_of("ar", "people.armed"), words_of("ar", "people.among")
    for at, (span, word) in enumerate(zip(words.spans, words.lower, strict=True)):
        if not armed.isdisjoint(bare_forms(word)):
            if among.isdisjoint(words.lower[max(0, at - 3) : at]):
                yield span


def _drop_tails(text: str, found: list[ActorMention]) -> list[ActorMention]:
    """Leave out "factions" behind "Syrian National Army" and the like."""
    out: list[ActorMention] = []
    for mention in sorted(found, key=lambda m: m.start):
        last = out[-1] if out else None
        if last is not None and mention.start < last.end and mention.start > last.start:
            continue
        if (
            last is not None
            and mention.text.lower() in _TAILS
            and 0 <= mention.start - last.end <= 1
            and last.kind not in {"civilians", "person"}
        ):
            last.end, last.text = mention.end, text[last.start : mention.end]
            continue
        out.append(mention)
    return out


_TAILS = words("en", "actors.tails")


def _refer_back(text: str, found: list[ActorMention], *, arabic: bool) -> list[ActorMention]:
    """Add "the group" as the armed group named last before it."""
    out = [*found, *_the_groups(text, found, arabic=arabic)]
    if not arabic:
        out.extend(_these_groups(text, found))
    for mention in out:
        _name_the_militants(text, mention, out)
    out.sort(key=lambda mention: mention.start)
    return out


def _the_groups(text: str, found: list[ActorMention], *, arabic: bool) -> Iterator[ActorMention]:
    """Yield "the group", "التنظيم" as the armed group named last."""
    taken = Taken((m.start, m.end) for m in found)
    groups = [
        m for m in found
        if m.kind in {"armed group", "militia", "operations room"}
        and m.actors
        and m.actors[0].id not in {"opposition-rebels", "unknown-armed-group"}
    ]  # fmt: skip
    starts = [m.start for m in groups]
    for match in (_THE_GROUP_AR if arabic else _THE_GROUP).finditer(text):
        start, end = match.span()
        at = bisect_left(starts, start)
        if at and not taken.overlaps(start, end):
            named = groups[at - 1]
            yield ActorMention(start, end, match.group(), named.actors, named.kind)


def _name_the_militants(text: str, mention: ActorMention, found: list[ActorMention]) -> None:
    """Let "the militants" be the armed group named last, if that is not too far back."""
    article = text[max(0, mention.start - 4) : mention.start].lower()
    if article != "the " or not _THE_MILITANTS.match(mention.text):
        return
    earlier = [
        m for m in found
        if m.end <= mention.start
        and m.kind in {"armed group", "militia"}
        and not _THE_MILITANTS.match(m.text)
    ]  # fmt: skip
    if earlier and mention.start - earlier[-1].end < BACK:
        mention.actors, mention.kind = earlier[-1].actors, earlier[-1].kind


BACK = 1200
"""Characters back within which a party is meant by "the militants", "these groups"."""


_THESE_GROUPS = re.compile(
    r"\b(?:these|those)\s+(?:armed\s+|terror(?:ist)?\s+|extremist\s+"
    rf"|militant\s+)?{alternation('en', 'actors.these_groups')}\b",
    re.IGNORECASE,
)


def _these_groups(text: str, found: list[ActorMention]) -> Iterator[ActorMention]:
    """Yield "these groups" as the armed groups, named or not, spoken of last."""
    for match in _THESE_GROUPS.finditer(text):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in found):
            continue
        earlier = [
            m for m in found
            if m.end <= start and m.actors and m.kind in {"armed group", "militia", "unknown"}
        ]  # fmt: skip
        if earlier and start - earlier[-1].end < BACK:
            named = earlier[-1]
            yield ActorMention(start, end, named.text, named.actors, named.kind)


_THE_MILITANTS = re.compile(
    r"(?:militants|gunmen|fighters|attackers|assailants|insurgents)$", re.IGNORECASE
)
