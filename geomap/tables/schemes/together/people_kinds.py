"""Columns that share one count among them: men, women and children killed.

The words stand in ``geomap/lexicon/tables/people.csv``; its rows ``whole`` name kinds of people
that together are everybody and have nobody in common: women and children are not everybody, and a
child is a civilian too.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.lang.folding import fold_word
from geomap.tables.schemes.headings import fold_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = Path(__file__).resolve().parents[3] / "lexicon" / "tables" / "people.csv"
_COUNTED = ("fatalities", "injured")
_FILLER, _WHOLE = "filler", "whole"


def find_partition(target: str, columns: Sequence[str]) -> list[str]:
    """Return the columns whose sum is the dead (or the injured), nothing where none are.

    Examples
    --------
    >>> find_partition("fatalities", ["Men killed", "Women killed", "Children injured"])
    ['Men killed', 'Women killed']
    >>> find_partition("fatalities", ["Women killed", "Children killed"])
    []
    """
    by_kind: dict[str, str] = {}
    for column in columns:
        counted, kind = _read(column)
        if counted == target:
            by_kind.setdefault(kind, column)
    for whole in _load_wholes():
        if set(whole) <= set(by_kind):
            return [by_kind[kind] for kind in whole]
    return []


def _read(heading: str) -> tuple[str, str]:
    """Return whether a heading counts the dead or the injured, and of which kind of people."""
    known = _load()
    kinds = [known.get(word, "") for word in fold_heading(heading).split("_")]
    counted = [kind for kind in kinds if kind in _COUNTED]
    people = [kind for kind in kinds if kind not in (*_COUNTED, _FILLER)]
    if len(counted) == 1 and len(people) == 1 and people[0]:
        return counted[0], people[0]
    return "", ""


@cache
def _load(file: Path = FILE) -> Mapping[str, str]:
    with file.open(encoding="utf-8", newline="") as table:
        return {
            fold_word(word): row["kind"]
            for row in csv.DictReader(table)
            for word in row["words"].split("|")
            if row["kind"] != _WHOLE
        }


@cache
def _load_wholes(file: Path = FILE) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as table:
        rows = [row["words"] for row in csv.DictReader(table) if row["kind"] == _WHOLE]
    return [row.split("|") for row in rows]
