"""The words of dates: months, weekdays and what joins two days, in the languages of tables.

The words stand in ``geomap/lexicon/tables/dates.csv``; they are compared folded
(`geomap.lang.folding`), so that letters, marks and hamza may be written either way.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.folding import DIGITS, MARKS, fold_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).resolve().parents[2] / "lexicon" / "tables" / "dates.csv"
KINDS = ("month", "weekday", "filler", "clock", "from", "to", "hijri", "week_of", "week_ending")
_MOST_WORDS = 4
_INVISIBLE = re.compile(rf"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff{MARKS}]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|\s+|.", re.DOTALL)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b", re.IGNORECASE)


@cache
def read_words(file: Path = FILE) -> Mapping[str, str]:
    """Return what each word or phrase of dates stands for: ``m04`` for April, else its kind.

    Raises
    ------
    InputError
        If a word stands for two things, with the row of the second.
    """
    known: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as table:
        for row, entry in enumerate(csv.DictReader(table), 2):
            kind = entry["kind"]
            if kind not in KINDS:
                raise InputError(f"no kind {kind!r}", file=str(file), row=row)
            meant = f"m{int(entry['number']):02}" if kind == "month" else kind
            for word in map(fold_phrase, entry["words"].split("|")):
                if known.setdefault(word, meant) != meant:
                    raise InputError(f"{word!r} stands for two", file=str(file), row=row)
    return known


def name_parts(text: str) -> tuple[str, frozenset[str]]:
    """Return a date with its words named (``14 m04 2020``, ``{3 to 5 m03``), and their kinds.

    Digits are ASCII, weekdays and other words without a meaning are gone; ``{`` opens a range,
    ``~`` lies between its days, ``@`` stands before a clock time. Unknown words stay.

    Examples
    --------
    >>> name_parts("Tuesday, the 14th of April, 2020")[0]
    '14 m04 2020'
    """
    bare = _ORDINAL.sub("", _INVISIBLE.sub("", text).translate(DIGITS).replace("،", ","))
    tokens = _TOKEN.findall(bare)
    known = read_words()
    out: list[str] = []
    kinds: set[str] = set()
    position = 0
    while position < len(tokens):
        meant, used = _longest(tokens, position, known)
        if not used:
            out.append(tokens[position])
            position += 1
            continue
        kinds.add("month" if meant[0] == "m" else meant)
        out.append({"from": "{", "to": "~", "clock": "@"}.get(meant, ""))
        if meant[0] == "m":
            out[-1] = f" {meant} "
        position += used
    named = re.sub(r"\s+", " ", "".join(out))
    named = re.sub(r"\s*([{~@])\s*", r"\1", named)
    return named.strip(" ,.-"), frozenset(kinds)


def _longest(tokens: list[str], position: int, known: Mapping[str, str]) -> tuple[str, int]:
    """Return what the longest known phrase from a token on stands for, and its tokens."""
    if not tokens[position][0].isalpha():
        return "", 0
    best, phrase, words = ("", 0), "", 0
    for used, token in enumerate(tokens[position : position + 2 * _MOST_WORDS], 1):
        phrase += token
        if not token[0].isalnum():
            if token.strip(" -"):
                break
            continue
        words += 1
        if meant := known.get(fold_phrase(phrase)):
            best = (meant, used)
    return best
