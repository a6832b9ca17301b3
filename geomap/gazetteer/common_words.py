"""Words that are more often something else than a place: given names, tribes, "the market".

``gazetteer/common_words.csv``: ``word``, ``lang``, ``why``. Villages bear such names, too; alone,
without a hint or another place beside it, the word is no answer.
"""

from __future__ import annotations

import csv
from functools import cache

from geomap.lang.name_keys import fold_name
from geomap.settings import data_dir

LONGEST = 40
"""Characters of a name that may be a common word."""

_ARTICLES = ("al ", "the ", "a ", "an ")
_OPERATION = ("operation ", "عمليه ")
_SAID = {
    "given name": "a given name",
    "surname": "a family name",
    "tribe": "a tribe",
    "calendar": "a day or a month",
    "word": "a common word",
    "bare word": "a common word where it has no article",
    "bare tribe": "a tribe where it has no article",
}
_WITHOUT_ARTICLE = frozenset(_SAID[why] for why in ("given name", "bare word", "bare tribe"))


def say_common(name: str, fold: str | None = None) -> str:
    """Return what else `name`, folded as `fold`, is more often, or nothing.

    Examples
    --------
    >>> say_common("Hassan")
    'a given name'
    >>> say_common("al-Hasakah")
    ''
    """
    if len(name) > LONGEST:
        return ""
    words = _words()
    if fold is None:
        fold = fold_name(name)
    if fold.startswith(_OPERATION) and not fold.endswith((" area", " zone")):
        return "a military operation"
    bare = _bare(fold)
    said = words.get(bare, "")
    # "al-Abbas" is a village more often than Abbas is, and al-Hol than "hol" (around).
    return "" if fold != bare and said in _WITHOUT_ARTICLE else said


@cache
def _words() -> dict[str, str]:
    with (data_dir() / "common_words.csv").open(encoding="utf-8", newline="") as rows:
        return {_bare(fold_name(row["word"])): _SAID[row["why"]] for row in csv.DictReader(rows)}


def _bare(fold: str) -> str:
    """Return a folded name without its article."""
    if fold.startswith(_ARTICLES):
        for article in _ARTICLES:
            fold = fold.removeprefix(article)
    return fold.removeprefix("ال") if len(fold) > 3 else fold
