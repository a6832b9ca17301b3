"""Small closed lists of words around place names, English and Arabic."""

from __future__ import annotations

from geomap.lang.lexicon import alternation, mapping, words

GENERIC = words("en", "places.generic")
"""Words that say what kind of place a name is of."""

ARABIC_GENERIC = words("ar", "places.arabic_generic")

ARABIC_COMMON = words("ar", "places.arabic_common")

ARABIC_WHOLE = words("ar", "places.arabic_whole")
"""Words that begin like a particle and are whole: no place is looked for in what is left of them."""

ARABIC_CUES = ARABIC_GENERIC | words("ar", "places.arabic_cues")

LOCATIVE = words("en", "places.locative")

NOT_PLACES = words("en", "places.not_places")
"""Words that, alone, are not a place's name here, even in capitals."""

STARTERS = words("en", "places.starters")

PERSON_TITLES = words("en", "places.person_titles") | words("ar", "places.person_titles")

GIVEN_NAMES = words("en", "places.given_names")

SAY = rf"{alternation('en', 'places.say')}\b"

COUNTRIES = {**mapping("en", "places.countries"), **mapping("ar", "places.countries")}  # fmt: skip
"""Countries that reports name, by lower-case name."""
