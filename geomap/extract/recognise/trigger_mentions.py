"""Trigger phrases in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    Stream,
    Words,
    bare_arabic,
    make_automaton,
    split_words,
    unprefix,
)
from geomap.lang.lexicon import alternation, words
from geomap.vocab.triggers import TriggerPhrase, trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger phrase in a text, with its span."""

    start: int
    end: int
    text: str
    sub_event_type: str
    kind: str
    weight: int


@cache
def _automaton(lang: str) -> tuple[object, frozenset[str]]:
    entries: dict[str, TriggerPhrase] = {}
    for phrase in trigger_phrases(lang):
        words = split_words(phrase.text)
        lower = words.lower if lang != "ar" else tuple(bare_arabic(w) for w in words.lower)
        entries.setdefault(" ".join(lower), phrase)
    known = frozenset(word for key in entries for word in key.split())
    return make_automaton(entries.items()), known


_OBJECT = re.compile(
    rf"\b{alternation('en', 'deeds.object_of')}\s+(?:(?:"
    rf"{alternation('en', 'deeds.object_numbers')}|\d+|[a-z]+\s+of)\s+){{0,5}}$",
    re.IGNORECASE,
)
_WEAPON = words("en", "deeds.weapon")
_MODIFIED = re.compile(
    rf"^[\s-]+{alternation('en', 'deeds.modified')}\b",
    re.IGNORECASE,
)


def find_triggers(words: Words, *, arabic: bool = False) -> list[Trigger]:
    """Return the trigger phrases of a text in order, the longest where they overlap."""
    automaton, known = _automaton("ar" if arabic else "en")
    text = words.text
    if arabic:
        keys = [(i, unprefix(w, known)) for i, w in enumerate(words.lower)]
    else:
        keys = list(enumerate(words.lower))
    found = []
    for first, last, value in Stream(words, keys).find(automaton):
        if not isinstance(value, TriggerPhrase):
            continue
        start, end = words.spans[first][0], words.spans[last][1]
        if last > first and re.search(r"[.;:,]\s|\n", text[start:end]):
            continue
        if not arabic and _is_thing(text, start, end, value):
            continue
        found.append(
            Trigger(start, end, text[start:end], value.sub_event_type, value.kind, value.weight)
        )
    if arabic:
        found.extend(_entered(text, found))
        found.sort(key=lambda trigger: trigger.start)
    return found


_ENTERS = re.compile(
    rf"(?<![ء-ي])[وف]?{alternation('ar', 'deeds.enters')}\s+(?:ال)?{alternation('ar', 'deeds.enterers')}[ء-ي]*\s+"
    rf"(?:[^\s،.؛:]+\s+){{0,4}}?(?:إلى\s+|الى\s+)?(?:ال)?{alternation('ar', 'deeds.entered')}(?![ء-ي])"
)


def _entered(text: str, found: Sequence[Trigger]) -> Iterator[Trigger]:
    """Yield "the army entered the towns of": verb, who, where."""
    taken = {trigger.start for trigger in found}
    for match in _ENTERS.finditer(text):
        if match.start() not in taken:
            verb = match.group().split(None, 1)[0]
            end = match.start() + len(verb)
            yield Trigger(match.start(), end, verb, TAKES, "control", 7)


TAKES = "Government regains territory"


_SCHOOL = re.compile(rf"\s+{alternation('en', 'deeds.school')}\b")
_MINES = re.compile(rf"\s+(?:of\s+)?(?:the\s+)?(?:land)?{alternation('en', 'deeds.mines')}\b")


_VERB_END = re.compile(r"(?:ed|ing)$")
_SPIES = re.compile(rf"\b{alternation('en', 'deeds.spies')}\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)
_HOVERS = re.compile(rf"\s+(?:\w+\s+)?{alternation('en', 'deeds.hovers')}\b", re.IGNORECASE)


def _is_thing(text: str, start: int, end: int, phrase: TriggerPhrase) -> bool:
    """Return True for a weapon that is destroyed, stored or seized rather than used."""
    if phrase.sub_event_type == "Disrupted weapons use" and _SCHOOL.match(text, end):
        return True
    if phrase.kind == "control" and _MINES.match(text, end):
        return True
    if phrase.kind != "strike":
        return False
    if _MODIFIED.match(text[end : end + 24]) and not _VERB_END.search(text[start:end]):
        return True
    if phrase.sub_event_type == "Air/drone strike" and (
        _SPIES.search(text, max(0, start - 40), start) or _HOVERS.match(text, end)
    ):
        return True
    head = text[max(0, start - 60) : start]
    head = head[max(head.rfind("."), head.rfind(";"), head.rfind(",")) + 1 :]
    return bool(_OBJECT.search(head)) and phrase.text.split()[-1] in _WEAPON | {
        "device", "devices", "remnants",
    }  # fmt: skip
