"""Where words that a model quotes stand in the text, letter by letter but for blanks and signs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

_SAME = str.maketrans("’‘“”«»–—،", '\'\'""""--,')
_BLANK = "\u200e\u200f\u200b\u00ad\u0640\ufeff"
SHORTEST = 2


class SpanFinder:
    """Finds quoted words in one text; keeps the text's plain form for many questions."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        self._at: list[int] = []
        for at, letter in enumerate(text):
            for plain in _plain(letter):
                if plain == " " and (not letters or letters[-1] == " "):
                    continue
                letters.append(plain)
                self._at.append(at)
        self._plain = "".join(letters)

    def find(self, words: str, near: int = 0) -> tuple[int, int] | None:
        """Return the span of `words` that starts nearest to `near`, None if they stand nowhere.

        Examples
        --------
        >>> SpanFinder("Two shells fell on  Nawa.").find("fell on Nawa")
        (11, 24)
        """
        wanted = "".join(plain for letter in words for plain in _plain(letter))
        wanted = " ".join(wanted.split()).strip(".,;: ")
        if len(wanted) < SHORTEST:
            return None
        aim = bisect_left(self._at, near)
        before = self._whole(wanted, self._plain.rfind(wanted, 0, aim + len(wanted)), -1)
        after = self._whole(wanted, self._plain.find(wanted, aim), 1)
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return None
        best = min(found, key=lambda at: abs(self._at[at] - near))
        return self._at[best], self._at[best + len(wanted) - 1] + 1

    def _whole(self, wanted: str, at: int, step: int) -> int:
        """Return the next place where the words begin and end as words, -1 if there is none."""
        plain = self._plain
        while at >= 0:
            end = at + len(wanted)
            opens = at == 0 or not (plain[at - 1].isalnum() and wanted[0].isalnum())
            closes = end == len(plain) or not (plain[end].isalnum() and wanted[-1].isalnum())
            if closes and (opens or "\u0600" < wanted[0] < "\u0700"):  # Arabic joins its particles
                return at
            at = plain.find(wanted, at + 1) if step > 0 else plain.rfind(wanted, 0, end - 1)
        return -1


def _plain(letter: str) -> str:
    if letter in _BLANK or unicodedata.combining(letter):
        return ""
    if letter.isspace():
        return " "
    return letter.translate(_SAME).casefold()
