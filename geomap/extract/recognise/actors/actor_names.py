"""Names of actors of the table in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import (
    LATIN_ARTICLES,
    Stream,
    Words,
    unprefix,
)
from geomap.extract.recognise.actors.actor_tables import SPELLINGS, actor_tables
from geomap.extract.recognise.names import ActorMention
from geomap.lang.lexicon import alternation, mapping, words
from geomap.vocab.actors import Actor, get_actor

if TYPE_CHECKING:
    from collections.abc import Iterator


_PLACE_NAMES = words("en", "actors.place_names") | words("ar", "actors.place_names")


_LOCATIVE = words("en", "actors.locative") | words("ar", "actors.locative")


_FORCE_NOUNS = (
    rf"(?:(?:{alternation('en', 'actors.force_adjectives')}\s+)*"
    rf"{alternation('en', 'actors.force_nouns')})\b"
)


_FORCE = re.compile(r"[\s-]+(?:[-\w]+-(?:led|made)\s+)?" + _FORCE_NOUNS, re.IGNORECASE)


_FORCE_SHARED = re.compile(r"(?:\s*(?:and|,|-|–|/)\s*(?:[A-Z]\w+))(?:[\s-]+)" + _FORCE_NOUNS)


_WAS_OF = (
    (
        rf"\b(?:{alternation('en', 'actors.former')}|ex(?=\s))\s*(?:\w+\s+){{0,3}}"
        rf"{alternation('en', 'actors.former_of')}?\s*(?:the\s+)?$"
    ),
    r"(?<![ء-ي])(?:ال)?سابق(?:ا|ة|ين|ون)?\s+(?:في|لدى|ضمن|من|ب)\s*(?:ال)?$",
)
_FORMER = re.compile("|".join(_WAS_OF), re.IGNORECASE)


_FORMER_WHO = re.compile(
    r"\s+(?:members?|affiliates?|fighters?|soldiers?|officers?|commanders?|militants?)\b",
    re.IGNORECASE,
)


_HELD = re.compile(r"^\s*-\s*(?:held|controlled|run|administered|affiliated)\b", re.IGNORECASE)


_BACKED = re.compile(rf"^\s*-?\s*{alternation('en', 'actors.backed')}", re.IGNORECASE)


_LED = re.compile(
    rf"\s*-\s*led\s+(?:\w+\s+)?{alternation('en', 'actors.led')}\b",
    re.IGNORECASE,
)


_REGION = re.compile(r"\s+(?:region|area|zone)s?\b")


def find_latin_names(words: Words) -> Iterator[ActorMention]:
    """Yield the names of actors in a Latin text."""
    automaton, _, _, bearers = actor_tables()
    text = words.text
    keys = (
        (index, SPELLINGS.get(word, word))
        for index, word in enumerate(words.lower)
        if word not in LATIN_ARTICLES
    )
    for first, last, value in Stream(words, keys).find(automaton):
        start, end = words.spans[first][0], words.spans[last][1]
        if not isinstance(value, tuple) or re.search(
            r"[.;:,]\s|\n", text[start:end].replace("U.S. ", "US ")
        ):
            continue
        force = _FORCE.match(text[end : end + 60])
        chosen = _choose_bearer(value, text, start, end, forces=force is not None)
        if chosen is None or _is_no_actor(text, start, end):
            continue
        if not force and _is_place_here(words, first, last):
            continue
        yield _latin_mention(text, start, end, bearers[chosen], force)


def _choose_bearer(
    value: tuple[tuple[str, int], ...], text: str, start: int, end: int, *, forces: bool
) -> int | None:
    """Return the number of who is meant: a name, capitals as capitals, adjectives of forces."""
    chosen: int | None = None
    written = text[start:end].replace(".", "")
    forces = forces or _FORCE_SHARED.match(text[end : end + 80]) is not None
    for key, at in value:
        capitals, adjective = key.startswith("^"), key.startswith("~")
        fits = written.isupper() if capitals else (chosen is None and forces) or not adjective
        if fits:
            chosen = at
    return chosen


def _is_no_actor(text: str, start: int, end: int) -> bool:
    """Return True for "Turkey-backed", "SDF-held" and the region of an operation's name."""
    if _BACKED.match(text[end : end + 12]) or _HELD.match(text[end : end + 14]):
        return True
    region = _REGION.match(text[end : end + 10])
    return region is not None and text[start:end].startswith("Operation")


def _is_place_here(words: Words, first: int, last: int) -> bool:
    """Return True for the name of a country where the country itself is meant."""
    if first != last or words.lower[last] not in _PLACE_NAMES:
        return False
    before = words.lower[first - 1] if first else ""
    return before in _LOCATIVE or _is_list_of_places(
        words.text, words.spans[first][0], words.spans[last][1]
    )


def _latin_mention(
    text: str, start: int, end: int, group: tuple[Actor, ...], force: re.Match[str] | None
) -> ActorMention:
    """Return the mention with the words that go with its name; former fighters are civilians."""
    former = _FORMER.search(text[max(0, start - 40) : start])
    if former and group_of(group):
        start = max(0, start - 40) + former.start()
        if after := _FORMER_WHO.match(text[end : end + 24]):
            end += after.end()
        return _civilian(start, end, text[start:end])
    if (led := _LED.match(text[end : end + 60])) is not None and group[0].kind != "state":
        end += led.end()
    elif force and _FORCES_WORD.match(force.group()):
        end += force.end()
    return ActorMention(start, end, text[start:end], group, group[0].kind)


_FORCES_WORD = re.compile(
    r"[\s-]+(?:\w+\s+)*(?:forces?|army|military|troops?|air\s?force|police|authorit)",
    re.IGNORECASE,
)


def _is_list_of_places(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"\s*(?:’s|'s)\s+(?:border|province|city)", text[end : end + 20])) or bool(
        re.search(r"(?:border\s+with|borders?)\s+$", text[max(0, start - 14) : start])
    )


_ARABIC_NATIONS = mapping("ar", "actors.arabic_nations")  # fmt: skip


_BELIEVED = r"(?:ي[ُ]?عتقد\s+أن[هّ]?ا\s+|ي[ُ]?رج[ّ]?ح\s+أنها\s+|[ء-ي]+\s+)"
_OF_A_NATION = rf"(?P<nation>(?:ال)?(?:{'|'.join(_ARABIC_NATIONS)})(?:ة|ا|ات|ين)?)(?![ء-ي])"
_ARABIC_NATION = re.compile(
    rf"(?<![ء-ي])[وف]?{alternation('ar', 'actors.clitics')}?"
    rf"(?:{alternation('ar', 'actors.nation_stems')}[ةات]+|{alternation('ar', 'actors.nation_nouns')})"
    rf"\s+{_BELIEVED}?{_OF_A_NATION}"
)


def find_arabic_names(words: Words) -> Iterator[ActorMention]:
    """Yield the names of actors in an Arabic text."""
    _, automaton, known, bearers = actor_tables()
    text = words.text
    taken: list[tuple[int, int]] = []
    for match in _ARABIC_NATION.finditer(text):
        stem = next(s for s in _ARABIC_NATIONS if s in match["nation"])
        if (nation := get_actor(_ARABIC_NATIONS[stem])) is not None:
            start, end = match.span("nation")
            taken.append(match.span())
            yield ActorMention(start, end, text[start:end], (nation,), nation.kind)
    stream = Stream(words, ((i, unprefix(w, known)) for i, w in enumerate(words.lower)))
    for first, last, value in stream.find(automaton):
        start, end = words.spans[first][0], words.spans[last][1]
        if not isinstance(value, int) or any(start < stop and begin < end for begin, stop in taken):
            continue
        group = bearers[value]
        if re.search(r"[.؛،:,]\s|\n", text[start:end]) or _is_arabic_word(
            words, first, last, group, known
        ):
            continue
        if _FORMER.search(text[max(0, start - 40) : start]) and group_of(group):
            yield _civilian(start, end, text[start:end])
            continue
        yield ActorMention(start, end, text[start:end], group, group[0].kind)


def _is_arabic_word(
    words: Words, first: int, last: int, group: tuple[Actor, ...], known: frozenset[str]
) -> bool:
    """Return True for words that spell an actor's name and mean a base, a day or a country."""
    if first < last:
        return _lacks_article(group, words.lower[last])
    if group[0].id == "al-qaeda" and not _is_network(words.text, *words.spans[first]):
        return True
    raw, bare = words.lower[first], unprefix(words.lower[first], known)
    if bare not in _PLACE_NAMES:
        return False
    before = words.lower[first - 1] if first else ""
    return before in _LOCATIVE or (raw[0] == "ب" and bare[0] != "ب")


_NETWORK = re.compile(
    rf"(?<![ء-ي])[وبلف]?(?:ال)?{alternation('ar', 'actors.network')}\s+(?:من\s+)?[\"«“]?$"
)


def _is_network(text: str, start: int, end: int) -> bool:
    """Return True where "القاعدة" is al-Qaeda and no base: its people or its fight are named."""
    if re.match(
        r"\s+(?:في\s+(?:سوريا|سورية|العراق|بلاد)|و(?:داعش|النصرة|\"?تنظيم))", text[end : end + 24]
    ):
        return True
    return bool(_NETWORK.search(text[max(0, start - 24) : start]))


def _lacks_article(group: tuple[Actor, ...], last: str) -> bool:
    """Return True for "حلب يوم", which is not the outlet "حلب اليوم"."""
    return (
        group[0].kind == "outlet"
        and not last.startswith("ال")
        and any(f" ال{last}" in name for actor in group for name in actor.names())
    )


def group_of(actors: tuple[Actor, ...]) -> bool:
    """Return True for armed actors, whose former members are civilians."""
    return bool(actors) and actors[0].kind in {
        "armed group", "militia", "state", "security service", "armed forces unit",
    }  # fmt: skip


def _civilian(start: int, end: int, text: str) -> ActorMention:
    actor = get_actor("civilians")
    return ActorMention(start, end, text, (actor,) if actor else (), "person", weak=False)
