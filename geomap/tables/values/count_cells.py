"""Counts of people as tables write them: ``8-12``, ``more than 3``, ``~10``, ``at least 4 killed``.

The words stand in ``geomap/lexicon/tables/counts.csv``.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.folding import DIGITS, fold_phrase
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).resolve().parents[2] / "lexicon" / "tables" / "counts.csv"
_LETTERS = {
    "more": "m", "least": "l", "most": "u", "about": "a", "to": "t", "from": "f", "none": "0",
}  # fmt: skip
KINDS = (*_LETTERS, "unit")
_FIX = "write digits, or leave it empty"
_TOKEN = re.compile(
    r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[<>=]+|\S"
)
_LONGEST = 80
_MOST_WORDS = 4

Count = tuple[float | None, float | None, float | None]
"""Best, lowest and highest figure; None where the text gives none."""


@cache
def read_words(file: Path = FILE) -> Mapping[str, str]:
    """Return what each word or phrase says of the figure beside it, by the word folded.

    Raises
    ------
    InputError
        If a word stands for two things, with the row of the second.
    """
    known: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as table:
        for row, entry in enumerate(csv.DictReader(table), 2):
            if entry["kind"] not in KINDS:
                raise InputError(f"no kind {entry['kind']!r}", file=str(file), row=row)
            for word in map(fold_phrase, entry["words"].split("|")):
                if known.setdefault(word, entry["kind"]) != entry["kind"]:
                    raise InputError(f"{word!r} stands for two", file=str(file), row=row)
    return known


def parse_count(text: str) -> Count:
    """Return the best, lowest and highest figure of a cell, None for what it does not say.

    Raises
    ------
    DateError
        If it says no figure.

    Examples
    --------
    >>> parse_count("8-12"), parse_count("more than 3"), parse_count("~10")
    ((None, 8.0, 12.0), (3.0, 3.0, None), (10.0, None, None))
    """
    try:
        return parse_number(text), None, None
    except DateError:
        if len(text) > _LONGEST:
            raise
    return _combine(_signs_of(text))


def _signs_of(text: str) -> list[str | float]:
    """Return the figures of a text and what its words say, in order; units are left out."""
    tokens = _TOKEN.findall(text.translate(DIGITS).casefold())
    out: list[str | float] = []
    known, position = read_words(), 0
    while position < len(tokens):
        token = tokens[position]
        if token[0].isdigit():
            out.append(float(re.sub(r"\D", "", token)))
            position += 1
            continue
        for used in range(min(_MOST_WORDS, len(tokens) - position), 0, -1):
            phrase = tokens[position : position + used]
            if meant := known.get(fold_phrase(" ".join(phrase)) or phrase[0]):
                out.append(meant)
                position += used
                break
        else:
            sign = {"-": "to", "+": "plus", "(": "(", ")": ")", ".": "unit", ",": "unit"}.get(token)
            if sign is None:
                raise DateError("not a number", _FIX)
            out.append(sign)
            position += 1
    return [sign for sign in out if sign != "unit"]


def _combine(signs: list[str | float]) -> Count:
    """Return what figures and words come to together."""
    shape = "".join("9" if isinstance(sign, float) else _SHAPES[sign] for sign in signs)
    figures = [sign for sign in signs if isinstance(sign, float)]
    if shape == "0":
        return 0.0, None, None
    if re.fullmatch(r"a?f?9t9", shape) and figures[0] <= figures[1]:
        return None, figures[0], figures[1]
    if re.fullmatch(r"9\(f?9t9\)", shape) and figures[1] <= figures[0] <= figures[2]:
        return figures[0], figures[1], figures[2]
    if re.fullmatch(r"[ml]9|9[mlp]", shape):
        return figures[0], figures[0], None
    if re.fullmatch(r"u9|9u", shape):
        return None, None, figures[0]
    if re.fullmatch(r"a?9a?", shape):
        return figures[0], None, None
    raise DateError("not a number", _FIX)


_SHAPES = {**_LETTERS, "plus": "p", "(": "(", ")": ")"}
