"""Actors: who did, who was done to, who claims, who is blamed."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.settings import data_dir

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of ``gazetteer/actors.csv``."""

    id: str
    name: str
    name_ar: str = ""
    kind: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()


def find_actor(name: str) -> Actor | None:
    """Return the actor that `name` names, None for an unknown name.

    Case, diacritics, punctuation and the article are ignored.

    Examples
    --------
    >>> find_actor("SDF").id
    'sdf'
    """
    return _index().get(_key(name))


@cache
def _index(path: Path | None = None) -> dict[str, Actor]:
    index: dict[str, Actor] = {}
    with (path or data_dir() / "actors.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            actor = Actor(
                id=row["actor_id"],
                name=row["name"],
                name_ar=row["name_ar"],
                kind=row["kind"],
                parent=row["parent"],
                aliases=tuple(filter(None, row["also"].split("|"))),
            )
            for name in (actor.id, actor.name, actor.name_ar, *actor.aliases):
                if key := _key(name):
                    index.setdefault(key, actor)
    return index


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", bare).strip()
