"""Number words of English and Arabic running text, and how a text hedges a number."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.lang.lexicon import amounts, ordered

_ONES = ordered("en", "numbers.ones")
_TENS = ordered("en", "numbers.tens")
ENGLISH = {word: value for value, word in enumerate(_ONES) if value} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
"""English number words up to ninety."""

VAGUE = {**amounts("en", "numbers.vague"), **amounts("ar", "numbers.vague")}  # fmt: skip
"""The least that a vague word can mean; "several" counts as three, as ACLED has it."""

_ARABIC_ONES = {
    1: "واحد واحده احد احدي", 2: "اثنين اثنان اثنتين اثنتان اثني اثنا اثنتي اثنتا", 3: "ثلاث ثلاثه",
    4: "اربع اربعه", 5: "خمس خمسه", 6: "ست سته", 7: "سبع سبعه", 8: "ثمان ثماني ثمانيه", 9: "تسع تسعه",
    10: "عشر عشره",
}  # fmt: skip
ARABIC = {word: value for value, words in _ARABIC_ONES.items() for word in words.split()}
"""Arabic number words up to ten, folded, either gender."""
ARABIC_TENS = {
    stem + ending: value
    for value, stem in zip(
        range(20, 100, 10), ordered("ar", "numbers.arabic_tens"), strict=True
    )
    for ending in ("ون", "ين")
}  # fmt: skip
ARABIC_HUNDREDS = amounts("ar", "numbers.arabic_hundreds")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as a text gives it.

    Parameters
    ----------
    first, last
        Index of its first token and of the one behind its last.
    low, high
        Least and most that the words allow; `high` is None where they leave it open.
    single
        True for one person named by a noun alone ("a man", "رجل").
    """

    first: int
    last: int
    best: int
    low: int
    high: int | None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed, injured or detained: best figure, lowest, highest, and the words' span.

    `high` is None where the text leaves it open ("at least 12", "dozens").
    """

    best: int
    low: int
    high: int | None
    start: int
    end: int


def add_counts(counts: list[Count]) -> tuple[int, int, int | None]:
    """Return best, low and high of counts that add up ("two women and two children")."""
    highs = [count.high for count in counts]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return sum(count.best for count in counts), sum(count.low for count in counts), high
