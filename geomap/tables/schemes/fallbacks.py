"""What a spreadsheet tells without a column for it: a place by its unit, a type by words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geomap.lang.folding import fold_word
from geomap.tables.schemes.fitting import share
from geomap.tables.schemes.headings import DIED, list_forms, means
from geomap.tables.schemes.scheme import Chosen, Take, plain_heading
from geomap.vocab.triggers import trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNITS = {
    "admin3": "sub-district of ",
    "admin2": "district of ",
    "admin1": "governorate of ",
}
"""The finest unit first, each with the words that keep its name from being read as a town's."""

KINDS_SHARE = 0.8
"""A column says what happened if so many of its cells name it."""
LONGEST_KIND = 60
"""Characters; a longer text tells a story, which is the reader's work."""


def take_unit(chosen: Mapping[str, Chosen]) -> Chosen | None:
    """Return the finest unit as the place of a table that names no place, None where it needs none.

    Its events are known to the unit, not to the town it is called by.
    """
    if {"location", "pcode"} & set(chosen) or {"lon", "lat"} <= set(chosen):
        return None
    for unit, words in UNITS.items():
        if unit in chosen:
            column = chosen[unit].column
            take = Take((plain_heading(column),), prefix=words)
            return Chosen("location", column, take, "no column is finer")
    return None


def counts_dead(chosen: Mapping[str, Chosen]) -> bool:
    """Return True if each row is one of the dead: their day is told, and no number of them."""
    if "date_start" not in chosen or any(name.startswith("fatalities") for name in chosen):
        return False
    return any(means(DIED, form) for form in list_forms(chosen["date_start"].column))


def take_kind(chosen: Mapping[str, Chosen], samples: Mapping[str, Sequence[str]]) -> Chosen | None:
    """Return the column of short descriptions as the event type of a table that has none."""
    if {"event_type", "sub_event_type"} & set(chosen) or "description" not in chosen:
        return None
    column = chosen["description"].column
    values = samples.get(column, ())
    if not values or share(values, names_kind) < KINDS_SHARE:
        return None
    return Chosen(
        "event_type", column, Take((plain_heading(column),)), "its cells name what happened"
    )


def names_kind(text: str) -> bool:
    """Return True if a short text names a kind of happening.

    Examples
    --------
    >>> names_kind("Shelling"), names_kind("قصف مدفعي"), names_kind("Blue car")
    (True, True, False)
    """
    if len(text) > LONGEST_KIND:
        return False
    words = tuple(map(fold_word, re.findall(r"\w+", text)))
    known = _kinds()
    return any(
        words[start:end] in known
        for start in range(len(words))
        for end in range(start + 1, min(start + 4, len(words)) + 1)
    )


@cache
def _kinds() -> frozenset[tuple[str, ...]]:
    """Return the words of every trigger phrase, folded."""
    return frozenset(
        tuple(map(fold_word, re.findall(r"\w+", phrase.text)))
        for lang in ("en", "ar")
        for phrase in trigger_phrases(lang)
    )
