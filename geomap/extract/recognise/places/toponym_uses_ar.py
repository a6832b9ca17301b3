"""Whether words of an Arabic text that spell a place's name are used as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.document.words import unprefix
from geomap.extract.recognise.places.place_words import (
    ARABIC_COMMON,
    ARABIC_CUES,
    ARABIC_GENERIC,
    ARABIC_WHOLE,
    COUNTRIES,
    PERSON_TITLES,
)
from geomap.extract.recognise.places.toponym_checks import is_arabic_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.document.words import Words
    from geomap.model import Place

GREAT, FAIR = 60.0, 20.0
"""Importance from which a name counts without a word that leads to it: alone, of several words."""


@dataclass(frozen=True, slots=True)
class ArabicUse:
    """The words from `first` to `last` of a text; `bare` is the first without its particles."""

    words: Words
    first: int
    last: int
    bare: str

    @property
    def head(self) -> str:
        """The first word as it is written."""
        return self.words.lower[self.first]

    @property
    def is_single(self) -> bool:
        """True for a name of one word."""
        return self.first == self.last

    @property
    def prefix(self) -> str:
        """The particles that are written on the first word."""
        return self.head[: max(0, self.head.find(self.bare))]

    @property
    def before(self) -> str:
        """The word before, without the particles of one that leads to a place."""
        return unprefix(self.words.lower[self.first - 1], ARABIC_CUES) if self.first else ""

    @property
    def start(self) -> int:
        """Where the name begins, behind its particles but with its article."""
        start, end = self.words.spans[self.first]
        prefix = self.prefix
        if prefix in {"", "ال"} or end - start != len(self.head):
            return start
        return start + len(prefix.removesuffix("ال"))

    def is_name(self, places: Sequence[Place], named: int) -> bool:
        """Return True if the words are used as a name here; `named` is the last word of the one before."""
        top = max(place.importance for place in places)
        if self._is_common() or self._is_country() or self.before in PERSON_TITLES:
            return False
        sure = top >= GREAT or (not self.is_single and top >= FAIR)
        if not sure and not self._is_led_to(named):
            return False
        if not self.is_single or self.before in ARABIC_GENERIC:
            return True
        # "على" leads to a place
        known = top >= GREAT
        return self.head not in ARABIC_CUES and not is_arabic_word(
            self.head, self.bare, known=known
        )

    def _is_common(self) -> bool:
        """Return True for a word that says the kind of a place, or is a noun of every day."""
        return self.is_single and (
            self.bare in ARABIC_GENERIC or self.bare in ARABIC_COMMON or self.head in ARABIC_WHOLE
        )

    def _is_country(self) -> bool:
        return self.words.lower[self.last] in COUNTRIES or (
            self.is_single and self.bare in COUNTRIES
        )

    def _is_led_to(self, named: int) -> bool:
        """Return True behind a word that leads to a place, or behind another name and "and"."""
        if self.before in ARABIC_CUES or self.words.lower[max(0, self.first - 1)] in ARABIC_CUES:
            return True
        if self.prefix.startswith(("ب", "وب", "فب")):
            return True
        return self.head[0] == "و" and self.bare[0] != "و" and named == self.first - 1
