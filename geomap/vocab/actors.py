"""Actors: who did, who was done to, who claims, who is blamed.

The table is ``gazetteer/actors.csv``:

``actor_id``
    Unique and stable, a slug.
``name``, ``name_ar``
    English and Arabic main names.
``kind``
    ``state``, ``security service``, ``armed forces unit``, ``armed group``, ``militia``,
    ``operations room``, ``coalition``, ``tribe``, ``authority``, ``political``,
    ``organisation``, ``monitor``, ``outlet``, ``civilians``, ``protesters``, ``rioters``,
    ``criminal`` or ``unknown``. A state and its regular armed forces are one actor, as UCDP has it;
    police, intelligence and units that reports tell apart have rows of their own.
``parent``
    ``actor_id`` of what it belongs to.
``start``, ``end``
    ISO dates, months or years between which it bore the name; empty where open.
``also``
    Other names, Latin and Arabic, separated by ``|``. ``adj:Turkish`` is an adjective that means
    the actor before a word for forces: "Turkish artillery".
``acled``, ``ucdp``, ``cameo``
    Names or codes in those schemes, separated by ``|``.
``source``
    A code of ``gazetteer/SOURCES.md``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.lexicon import words
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

ADJECTIVE = "adj:"


_STATE_NOUNS = words("en", "actors.state_nouns")
_GROUP_NOUNS = words("en", "actors.group_nouns")
_LEADING = words("en", "actors.leading")
_ARABIC_LEADING = words("ar", "actors.arabic_leading")
_ARTICLES = words("en", "actors.articles")
_ARABIC_FOLD = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_YEARS = re.compile(r"\((\d{4})\s*[-–]\s*(\d{4})?\)")
_PAREN = re.compile(r"\s*\([^)]*\)")
_QUOTES = re.compile(r"['’‘`ʿʾʼ´.ـ\"“”]")
_ARABIC = re.compile(r"[؀-ۿ]")


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of ``gazetteer/actors.csv``; see the module for what the fields say."""

    id: str
    name: str
    name_ar: str = ""
    kind: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    acled: tuple[str, ...] = ()
    ucdp: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    source: str = ""

    def was_active(self, first: date, last: date | None = None) -> bool:
        """Return True if it bore its names on a day from `first` to `last`."""
        last = last or first
        return (self.start is None or self.start <= last) and (
            self.end is None or first <= self.end
        )

    def names(self) -> Iterator[str]:
        """Yield every name, the main ones first; adjectives are left out."""
        yield self.name
        if self.name_ar:
            yield self.name_ar
        for alias in self.aliases:
            if not alias.startswith(ADJECTIVE):
                yield alias
        yield from self.acled
        yield from self.ucdp

    def adjectives(self) -> Iterator[str]:
        """Yield the adjectives that mean the actor before a word for forces."""
        for alias in self.aliases:
            if alias.startswith(ADJECTIVE):
                yield alias.removeprefix(ADJECTIVE)


def find_actor(name: str, on: date | None = None) -> Actor | None:
    """Return the actor that `name` names, None for an unknown name.

    Case, diacritics, punctuation, articles, Arabic spelling and words such as "fighters" or
    "عناصر" around the name are ignored. ACLED's names are understood with their years, country
    and abbreviation: ``Military Forces of Syria (2000-2024)``, ``HTS: Hayat Tahrir al Sham``.

    Parameters
    ----------
    name
        English or Arabic, or an abbreviation.
    on
        A day of the happening, where it is known: "Syrian army" means another actor before
        and after 8 December 2024. Without it the longest bearer of the name is meant (the
        first in the table), unless years in `name` say otherwise.

    Examples
    --------
    >>> find_actor("SDF").id
    'sdf'
    >>> find_actor("Military Forces of Syria (2024-)").id
    'syria-government-2024'
    """
    if not name or not name.strip():
        return None
    day = on
    if years := _YEARS.search(name):
        opens, closes = int(years.group(1)), int(years.group(2) or 9999)
        for reading in _readings(name):
            for actor in actors_named(reading):
                if actor.start and actor.start.year == opens:
                    return actor
        day = date((opens + closes) // 2 if closes < 9999 else 9999, 1, 1)
    for reading in _readings(name):
        if found := _lookup(reading, day):
            return found
    return None


def get_actor(actor_id: str) -> Actor | None:
    """Return the actor of this id, None for an unknown one."""
    return _table().get(actor_id)


def all_actors() -> tuple[Actor, ...]:
    """Return every actor in the table's order."""
    return tuple(_table().values())


def actors_named(name: str) -> tuple[Actor, ...]:
    """Return every actor that bears exactly this name (folded), in the table's order."""
    return tuple(_index()[0].get(actor_key(name), ()))


def choose_bearer(actors: tuple[Actor, ...], on: date | None) -> Actor | None:
    """Return the bearer of a name at a time: the first one active then, else the first."""
    if not actors:
        return None
    if on is not None:
        for actor in actors:
            if actor.was_active(on):
                return actor
    return actors[0]


def actor_key(name: str) -> str:
    """Return the key under which spellings of an actor's name meet."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_ARABIC_FOLD)
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    bare = _QUOTES.sub("", bare)
    tokens = []
    for token in re.findall(r"\w+", bare.replace("_", " ")):
        if token in _ARTICLES:
            continue
        if len(token) > 4 and token.startswith("ال") and _ARABIC.match(token):
            token = token[2:]  # noqa: PLW2901
        tokens.append(token)
    return " ".join(tokens)


def _readings(name: str) -> Iterator[str]:
    """Yield what may be meant: the name itself, without years, without its abbreviation ..."""
    yield name
    bare = _PAREN.sub(" ", name)
    if bare != name:
        yield bare
        yield name[: name.index("(")]
        if inside := re.search(r"\(([^)\d]+)\)", name):
            yield inside.group(1)
    cut = re.split(r"\s+(?:trained|based|loyal|in|near|from)\s+", bare, maxsplit=1)[0]
    if cut != bare:
        yield cut
    if ":" in bare:
        short, _, long = bare.partition(":")
        yield long
        yield short


def _lookup(name: str, on: date | None) -> Actor | None:
    names, adjectives = _index()
    key = actor_key(name)
    if not key:
        return None
    if key in names:
        return choose_bearer(names[key], on)
    tokens = key.split()
    lead = list(tokens)
    while len(lead) > 1 and (lead[0] in _LEADING or lead[0] in _ARABIC_LEADING):
        lead.pop(0)
        if (short := " ".join(lead)) in names:
            return choose_bearer(names[short], on)
    for start in (tokens, lead):
        head = list(start)
        while len(head) > 1 and head[-1] in _GROUP_NOUNS:
            head.pop()
            if (short := " ".join(head)) in names:
                return choose_bearer(names[short], on)
        head = list(start)
        while len(head) > 1 and head[-1] in _STATE_NOUNS:
            head.pop()
            if (short := " ".join(head)) in adjectives:
                return choose_bearer(adjectives[short], on)
    return None


@cache
def _table() -> dict[str, Actor]:
    table: dict[str, Actor] = {}
    with (data_dir() / "actors.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            table[row["actor_id"]] = Actor(
                id=row["actor_id"],
                name=row["name"],
                name_ar=row["name_ar"],
                kind=row["kind"],
                parent=row["parent"],
                aliases=_split(row["also"]),
                start=_parse_day(row["start"], last=False),
                end=_parse_day(row["end"], last=True),
                acled=_split(row["acled"]),
                ucdp=_split(row["ucdp"]),
                cameo=_split(row["cameo"]),
                source=row["source"],
            )
    return table


@cache
def _index() -> tuple[dict[str, tuple[Actor, ...]], dict[str, tuple[Actor, ...]]]:
    names: dict[str, list[Actor]] = {}
    adjectives: dict[str, list[Actor]] = {}
    for actor in _table().values():
        for name in (actor.id, *actor.names()):
            _add(names, actor_key(_PAREN.sub(" ", name)), actor)
            if ":" in name:
                short, _, long = name.partition(":")
                _add(names, actor_key(_PAREN.sub(" ", long)), actor)
                names.setdefault(actor_key(short), [actor])
        for adjective in actor.adjectives():
            _add(adjectives, actor_key(adjective), actor)
    return (
        {key: tuple(actors) for key, actors in names.items()},
        {key: tuple(actors) for key, actors in adjectives.items()},
    )


def _add(index: dict[str, list[Actor]], key: str, actor: Actor) -> None:
    if key and actor not in index.setdefault(key, []):
        index[key].append(actor)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split("|"))))


def _parse_day(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1) if last else date(year, month, 1)
    return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
