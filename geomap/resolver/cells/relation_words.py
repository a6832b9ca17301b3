"""Words of directions and of relations between places, from the lexicon."""

from __future__ import annotations

from geomap.lang.lexicon import NAMES, lists_of_file, words

DIRECTION_OF = {
    word: way for way, listed in lists_of_file(NAMES, "directions").items() for word in listed
}

TRIGGERS = words(NAMES, "relations.triggers") | DIRECTION_OF.keys()
"""Words of which a relation has at least one."""


def direction_of(words: str) -> str:
    """Return the direction that one or two words mean, or an empty string."""
    parts = [DIRECTION_OF.get(word, "") for word in words.split()]
    if not parts or not all(parts) or len(parts) > 2:
        return ""
    if len(parts) == 1 or parts[0] == parts[1]:
        return parts[0]
    first = next((p for p in parts if p in ("north", "south")), "")
    second = next((p for p in parts if p in ("east", "west")), "")
    return first + second if first and second else ""
