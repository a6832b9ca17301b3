"""Names as cells of OCHA's tables write them: several, with units in brackets or behind."""

from __future__ import annotations

import re

from geomap.lang.name_keys import fold_name, name_key
from geomap.lang.name_words import KIND_OF, QUALIFIER_OF
from geomap.model import Name

_PARENTHESES = re.compile(r"^(.*?)\s*\(([^)]*)\)\s*$")


_BOTH = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*[_/]\s*")


_CONSTRUCT = re.compile("(?<=[bdfghjklmnqrstwyz])[ae]t$")
"""The -et of "Ghazawiyet Afrin", which the bare name does not have."""


def names_of(name: str, others: list[str], parents: list[str], lang: str) -> tuple[str, list[Name]]:
    """Return the main name and the others of a cell.

    ``X (Y)`` where Y is a unit that holds it is X; else Y is a second name. ``X - Y`` and ``X_Y``
    are two names of one place. ``X Y`` where Y is the unit is X, too.
    """
    keys = {name_key(parent) for parent in parents if parent}
    found = Found(lang)
    for cell in filter(None, [name, *others]):
        bare = _outside_brackets(cell, keys, found)
        parts = [part for part in _BOTH.split(bare) if part.strip()]
        found.note(bare)
        if len(parts) > 1 and all(len(name_key(part)) > 1 for part in parts):
            for part in parts:
                if name_key(part) not in keys and not _is_only_qualifier(part):
                    found.note(part)
        for part in parts or [bare]:
            _note_short(part, keys, found)
    main = next(iter(found.names.values()), Name("", lang))
    return main.text, list(found.names.values())[1:]


class Found:
    """Names of a cell, each spelling once."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.names: dict[str, Name] = {}

    def note(self, text: str, *, strong: bool = True, kind: str = "transliteration") -> None:
        """Add a name unless its spelling is there."""
        text = text.strip(" -_/")
        if len(fold_name(text)) > 1:
            self.names.setdefault(fold_name(text), Name(text, self.lang, kind, strong))


def _outside_brackets(cell: str, keys: set[str], found: Found) -> str:
    """Return what stands before brackets; what they hold is noted if it is no unit."""
    inside = _PARENTHESES.match(cell)
    if not inside:
        return cell
    found.note(inside[1])
    if name_key(inside[2]) not in keys and len(inside[2]) > 2:
        found.note(inside[2], strong=False)
    return inside[1]


def _note_short(part: str, keys: set[str], found: Found) -> None:
    """Note a name without the unit that it ends with."""
    words = part.split()
    for cut in (1, 2):
        if len(words) > cut and name_key(" ".join(words[-cut:])) in keys:
            short = _CONSTRUCT.sub("a", " ".join(words[:-cut]))
            if len(name_key(short)) > 1:
                found.note(short, kind="short")


def _is_only_qualifier(text: str) -> bool:
    return all(word in QUALIFIER_OF or word in KIND_OF for word in fold_name(text).split())
