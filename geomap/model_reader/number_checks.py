"""Whether words of a text say a number of people, by our own tables of number words."""

from __future__ import annotations

import re

from geomap.extract.recognise.people.casualties import find_tolls
from geomap.extract.recognise.people.numbers import ENGLISH
from geomap.extract.recognise.people.people_counts_ar import number_at
from geomap.lang.folding import fold_word

_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ARABIC = re.compile(r"[ء-ي]")
_DUAL = re.compile(r"(?:ان|ين|تا|ا)$")
LONGEST = 30
"""Words in which a number is looked for."""


def says_number(words: str, value: int) -> bool:
    """Return True if `words` say that so many people were hit.

    Examples
    --------
    >>> says_number("three women and a child", 4), says_number("killed a man", 1)
    (True, True)
    >>> says_number("killed 12", 2)
    False
    """
    arabic = bool(_ARABIC.search(words))
    told = {toll.best for toll in find_tolls(words, arabic=arabic).values()}
    if value in told:
        return True
    numbers = _numbers_of(words, arabic=arabic)
    if value in numbers or (numbers and value in {sum(numbers), sum(numbers) + 1}):
        return True
    if numbers:
        return False
    tokens = re.findall(r"\w+", words)
    return value == 1 or (
        value == 2 and arabic and any(_DUAL.search(fold_word(token)) for token in tokens)
    )


def _numbers_of(words: str, *, arabic: bool) -> list[int]:
    tokens = re.findall(r"\d+(?:,\d{3})*|[^\W\d_]+", words.translate(_INDIC))[:LONGEST]
    if arabic:
        tokens = [fold_word(token) for token in tokens]
    found: list[int] = []
    at = 0
    while at < len(tokens):
        plain = tokens[at].replace(",", "").casefold()
        number = number_at(tokens, at) if arabic else None
        if plain.isdigit() and len(plain) < 7:
            found.append(int(plain))
        elif number is not None and not number[2]:
            found.append(number[0])
            at = number[1]
            continue
        elif plain in ENGLISH:
            found.append(_english_at(tokens, at))
            at += ENGLISH[plain] >= 20 and found[-1] > ENGLISH[plain]
        at += 1
    return found


def _english_at(tokens: list[str], at: int) -> int:
    value = ENGLISH[tokens[at].casefold()]
    following = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
    return value + ENGLISH[following] if value >= 20 and ENGLISH.get(following, 99) < 10 else value
