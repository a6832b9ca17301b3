"""Words that are not the name itself: articles, qualifiers, generic words, kind words.

The words are lists of ``geomap/lexicon/names``.
"""

from __future__ import annotations

from geomap.lang.lexicon import NAMES, lists_of_file, mapping, ordered, words

ARTICLES = words(NAMES, "name_words.articles")
SUN = mapping(NAMES, "name_words.sun")
"""Assimilated article and the letters that the next word may begin with."""

_SIDES = lists_of_file(NAMES, "qualifiers")
QUALIFIERS = {code: said for code, said in _SIDES.items() if len(code) == 1}
"""Letter of a direction or size to the words that say it."""

OPPOSITES = {frozenset(pair) for pair in _SIDES["opposites"]}
SAME_SPELLING = tuple(mapping(NAMES, "name_words.same_letters").items())
"""Letters that systems write for one another, folded to the second of a pair."""

ENDINGS = tuple(tuple(group.split()) for group in ordered(NAMES, "name_words.same_endings"))
"""Endings of a word that are spelt for one another."""


def spell_alike(word: str) -> set[str]:
    """Return a word as other systems of transliteration write it, itself included.

    Examples
    --------
    >>> {"charqie", "sharkiyya"} <= spell_alike("sharqiyah")
    True
    """
    found = {word}
    for group in ENDINGS:
        ending = max((e for e in group if word.endswith(e)), key=len, default="")
        if ending and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            found |= {stem + other for other in group}
            break
    for left, right in SAME_SPELLING:
        for old, new in ((left, right), (right, left)):
            found |= {one.replace(old, new, 1) for one in found if old in one}
    return found


def _read_qualifiers() -> dict[str, str]:
    """Return every word of a direction or size, with its letter; those as written come first."""
    found = {
        word: code
        for code, listed in QUALIFIERS.items()
        for said in listed
        for word in (spell_alike(said) if said.isascii() and code not in "nC" else (said,))
    }
    found |= {word: code for code, listed in QUALIFIERS.items() for word in listed}
    found |= {
        article + word: code
        for word, code in found.items()
        if word.isascii() and len(word) > 4 and code not in "nC"
        for article in ("el", "al")
        if article + word not in found
    }  # "Urom Elsoghra"
    for word in _SIDES["own_names"]:
        found.pop(word, None)
    return found


QUALIFIER_OF = _read_qualifiers()

KINDS = lists_of_file(NAMES, "kinds")
"""Kind of place to the words that say it."""

KIND_OF = {word: kind for kind, listed in KINDS.items() for word in listed}
FITS = {kind: tuple(codes.split()) for kind, codes in mapping(NAMES, "kind_codes.fits").items()}
"""Kind of place to the GeoNames class or class and code of places that it names."""

FORMATIONS = words(NAMES, "name_words.formations")
"""Words of armed formations: one named after a town is nowhere by that."""

PREFIX_WORDS = mapping(NAMES, "name_words.prefixes")
"""English words for what Arabic names begin with: they count as that word, at the front."""

NAME_HEADS = words(NAMES, "name_words.heads")
"""First words of names of two: alone they are hardly ever meant, what follows belongs to them."""

SPELLINGS = mapping(NAMES, "name_words.whole_words")
"""Whole words whose sounds alone would not meet."""
