"""Lists of places as one thing: which names stand together, and members that nobody knows.

"shelled Sarmin, the town of Binnish and Qadam village" is one list of three. What stands between
two members is nothing but glue (`lists.glue` of the lexicon), marks, and the unit that holds the
left one. A capitalised name in a list that the gazetteer does not know is a member all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import LATIN_ARTICLES, Taken, bare_arabic, lower_word
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_words import (
    GENERIC,
    GIVEN_NAMES,
    NOT_PLACES,
    PERSON_TITLES,
)
from geomap.lang.lexicon import alternation
from geomap.lang.lexicon import words as lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REACH = 110
"""Characters that may stand between two members."""

_WORD = re.compile(r"[^\W_]+(?:['’‘`ʿʾ][^\W_]+)*")
_ASIDE = re.compile(r"\([^()\n]{1,40}\)|[\"“”«»']|\s-\s|\s–\s|-")
_STOP = re.compile(r"[.!?؟:\n…](?:\s|$)|\n")
_CAPITAL = (
    rf"(?:(?:{alternation('en', 'places.capital_parts')}|[Aa][rsntdz]h?)[- ])?[A-Z‘’]"
    r"[\w'’‘`]*(?:-[a-z][\w'’]{2,})?"
)
_NAME = re.compile(rf"{_CAPITAL}(?:[ -](?:al-|el-|as-|ar-)?{_CAPITAL}){{0,3}}")
_AFTER = re.compile(
    rf"\s*(?:[,.;:)\n]|$|and\b|in\b|near\b|{alternation('en', 'places.behind_member')})"
)
_KIND_BEFORE = re.compile(r"[\w-]+\s*(?:[-–—]+\s*)?(?:\bincluding\s+|\bof\s+)?(?:the\s+)?$")


def is_glue(between: str, *, arabic: bool) -> bool:
    """Return True if the text between two places joins them to one list."""
    if len(between) > REACH or _STOP.search(between):
        return False
    plain = _ASIDE.sub(" ", between)
    joined = any(mark in plain for mark in ",،;؛&/")
    glue = lexicon("ar" if arabic else "en", "lists.glue")
    links = lexicon("ar" if arabic else "en", "lists.connectors")
    for match in _WORD.finditer(plain):
        word = lower_word(match.group())
        if arabic and word not in glue:
            joined = joined or word[:1] == "و"
            word = _bare_member(word.removeprefix("و"), glue)
        if word and word not in glue and not word.isdigit():
            return False
        joined = joined or word in links
    return joined


def _bare_member(word: str, glue: frozenset[str]) -> str:
    """Return an Arabic word of a list's glue without the particles before it."""
    word = bare_arabic(word)
    return bare_arabic(word[1:]) if word not in glue and word[:1] in "بل" else word


def group_places(text: str, mentions: Sequence[PlaceMention], *, arabic: bool) -> None:
    """Give each list of a text a number: mentions of one list get one `group`."""
    held = {id(m.held_by) for m in mentions if m.held_by is not None}
    last: PlaceMention | None = None
    reach = number = 0
    for mention in mentions:
        if last is not None and mention.start - reach < REACH and _holds(mention, last, held):
            if not _STOP.search(text[reach : mention.start]):
                reach = max(mention.end, mention.phrase_end)
            mention.group = last.group
            continue
        between = text[min(reach, mention.start) : mention.start]
        if last is None or not _stand_together(last, mention, between, arabic=arabic):
            number += 1
        mention.group = number
        last, reach = mention, mention.end


def _holds(mention: PlaceMention, last: PlaceMention, held: set[int]) -> bool:
    """Return True for the unit that is said to hold the place before it, or others."""
    return last.held_by is mention or (mention.container and id(mention) in held)


def _stand_together(
    last: PlaceMention, mention: PlaceMention, between: str, *, arabic: bool
) -> bool:
    """Return True if two places that follow each other are of one list."""
    if mention.country or last.country:
        return False
    return bool(last.zone and last.zone == mention.zone) or is_glue(between, arabic=arabic)


def add_unknown_members(
    text: str, mentions: list[PlaceMention], blocked: Sequence[tuple[int, int]]
) -> list[PlaceMention]:
    """Return the mentions with those capitalised names that stand in a list with them.

    A name that goes on behind a known word ("Sheikh" of "Sheikh Ubaid") is taken whole.
    """
    held = Taken(blocked)
    taken = Taken((m.start, m.end) for m in mentions)
    found = list(mentions)
    queue = sorted(mentions, key=lambda m: m.start)
    while queue:
        here = queue.pop()
        for start, end in (*_next_names(text, here), *_names_before(text, here)):
            name = text[start:end]
            if taken.overlaps(start, end) or held.overlaps(start, end) or not _is_member(name):
                continue
            mention = PlaceMention(start, end, name)
            taken.add(start, end)
            found.append(mention)
            queue.append(mention)
    found.sort(key=lambda m: m.start)
    return found


def _next_names(text: str, here: PlaceMention) -> Iterator[tuple[int, int]]:
    """Yield the name that follows a member behind nothing but glue."""
    tail = text[here.end : here.end + REACH]
    for match in _NAME.finditer(tail):
        if is_glue(tail[: match.start()], arabic=False):
            after = text[here.end + match.end() : here.end + match.end() + 14]
            if _AFTER.match(after):
                yield here.end + match.start(), here.end + match.end()
        break


def _names_before(text: str, here: PlaceMention) -> Iterator[tuple[int, int]]:
    """Yield the name before a member, where a noun in the plural opens the list."""
    begin = max(0, here.start - 60)
    head = text[begin : here.start]
    names = list(_NAME.finditer(head))
    if not names or not is_glue(head[names[-1].end() :], arabic=False):
        return
    before = _KIND_BEFORE.search(head[: names[-1].start()])
    kinds = lexicon("en", "lists.kinds")
    if before and any(lower_word(w) in kinds for w in _WORD.findall(before.group())):
        yield begin + names[-1].start(), begin + names[-1].end()


_HEADER = re.compile(rf"^[ \t*•-]*(?P<name>{_NAME.pattern})(?=:\s)", re.MULTILINE)


def find_headers(
    text: str, mentions: Sequence[PlaceMention], blocked: Sequence[tuple[int, int]]
) -> Iterator[PlaceMention]:
    """Yield unknown names that head a line of a round-up, "Alboida: the 5th brigade ...".

    Only in a text of which some lines are headed by known places.
    """
    known = Taken((m.start, m.end) for m in mentions)
    held = Taken(blocked)
    heads = [match.span("name") for match in _HEADER.finditer(text)]
    if sum(known.overlaps(*span) for span in heads) < 2:
        return
    for start, end in heads:
        free = not known.overlaps(start, end) and not held.overlaps(start, end)
        if free and _is_member(text[start:end]):
            yield PlaceMention(start, end, text[start:end])


def heads_line(text: str, mention: PlaceMention) -> bool:
    """Return True for a place that heads its line: "Homs: ..."."""
    behind = text[mention.phrase_end : mention.phrase_end + 2]
    before = text[max(0, mention.phrase_start - 3) : mention.phrase_start]
    return behind[:1] == ":" and before.rpartition("\n")[2].strip(" *•-–") == ""


def _is_member(name: str) -> bool:
    parts = [lower_word(part) for part in re.findall(r"[\w'’‘`]+", name)]
    parts = [part for part in parts if part not in LATIN_ARTICLES]
    if not parts or len("".join(parts)) < 3:
        return False
    if parts[0] in NOT_PLACES or parts[-1] in NOT_PLACES or parts[0] in PERSON_TITLES:
        return False
    return parts[0] not in GIVEN_NAMES and not all(part in GENERIC for part in parts)
