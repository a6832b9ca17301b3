"""All toponyms of one report, resolved together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.document.words import is_arabic
from geomap.extract.located.place_context import (
    governorate_of,
    governorates,
    nearest_told,
    next_to,
    strays_of,
    sure_places,
    told_near,
)
from geomap.lang.lexicon import alternation
from geomap.model import Hints, Verdict
from geomap.resolver.admin_context import Fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import PlaceMention
    from geomap.model import Place, Resolution
    from geomap.resolver.resolver import Resolver

_SETTLED = re.compile(
    rf"^(?:the\s+)?{alternation('en', 'places.settled')}\s+of\s+"
    rf"(?:the\s+)?|\s+{alternation('en', 'places.settled_2')}$|^"
    r"(?:مدينة|بلدة|قرية|منطقة)\s+",
    re.IGNORECASE,
)
_VILLAGE_IN = re.compile(
    rf"\b{alternation('en', 'places.hamlets')}\s+of\s+[^.,;:،\n]{{2,60}}\s(?:in|near)\s+(?:the\s+)?$"
    rf"|(?<![ء-ي])[وفبل]?(?:ال)?{alternation('ar', 'places.hamlets')}\s+[^.,;:،\n]{{2,60}}\s(?:في\s+|قرب\s+|ب)$"
)
REACH = 100
"""Characters before a city in which a village in it is named."""

_FIRM = frozenset({"exact", "hint", "override", "code", "relation", "reading", "neighbours"})
"""Rules of an answer that other places of the report do not undo."""


FIRM = 0.9
"""Score of an answer that is not asked for again."""

BESIDE = 600
"""Characters around an unsure name within which sure ones say its governorate."""


TOWN, SURE = 30.0, 0.95

SMALL = 55.0
"""Importance of a place that its report must not send to another governorate than it names."""


def strip_kind(words: str) -> str:
    """Return the words of a place without the word that says what kind of place it is."""
    return _SETTLED.sub("", words)


class Placer:
    """Asks the resolver, once for each question."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self._known: dict[tuple[str, str, tuple[str, ...]], Resolution] = {}

    def place(self, text: str, mentions: Sequence[PlaceMention]) -> None:
        """Resolve every mention; what is sure helps what is not (`near`, governorate)."""
        asked = [m for m in mentions if not m.country]
        for mention in mentions:
            if mention.country == "SY":
                mention.resolution = self._resolve(mention.asked or "Syria", "", ())
        context = governorate_of(asked)
        for mention in asked:
            mention.resolution = self._ask(text, mention, mention.hint, ())
        sure = sure_places(asked)
        for mention in asked:
            self._ask_again(text, mention, sure, context)
        self._place_beside(text, asked)
        self._call_back(text, asked)
        self._hold_to_told(text, asked)
        self._widen_holders(asked)
        self._widen_holders_of_words(text, asked)

    def _ask_again(
        self, text: str, mention: PlaceMention, sure: Sequence[tuple[int, Place]], context: str
    ) -> None:
        """Ask once more for what is unsure, with what the report says of its surroundings."""
        first = mention.resolution
        unit = mention.hint or ("" if is_arabic(mention.text) else context)
        doubted = self._is_astray(first, unit)
        if first is None or (first.resolved and first.score >= FIRM and not doubted):
            return
        hint = mention.hint or (context if context != mention.text else "")
        again = self._ask(text, mention, hint, nearest_told(sure, mention))
        better = again.resolved and (not first.resolved or again.score >= first.score)
        stays = first.resolved and first.rule in _FIRM and not doubted
        if better or not stays:
            mention.resolution = again

    def _is_astray(self, answer: Resolution | None, unit: str) -> bool:
        """Return True for a small place outside the governorate that its report names."""
        place = answer.place if answer is not None else None
        if place is None or not unit or place.importance >= SMALL or place.feature_class == "A":
            return False
        hints = self.resolver.index.hints
        return hints.fit(place, hints.read(Hints(admin1=unit))) in (Fit.CLOSE, Fit.FAR)

    def _widen_holders_of_words(self, text: str, mentions: Sequence[PlaceMention]) -> None:
        """Do as `_widen_holders` where the unknown place is no mention at all.

        "The village of Hulwat al buwayr in Aleppo": whatever the village, it is not the city.
        """
        firm = [m for m in mentions if m.resolution is not None and m.resolution.resolved]
        for holder in mentions:
            if not _is_bare_city(holder):
                continue
            begin = max(0, holder.start - REACH)
            match = _VILLAGE_IN.search(text, begin, holder.start)
            if match is None or any(match.start() < m.start < holder.start for m in firm):
                continue
            wide = self._resolve(f"{holder.text} governorate", "", ())
            if wide.resolved:
                holder.resolution = wide

    def _call_back(self, text: str, asked: Sequence[PlaceMention]) -> None:
        """Ask again for villages far from all others of their list, else leave them unplaced."""
        for mention in strays_of(asked):
            beside = governorates([m for m in asked if m.group == mention.group and m != mention])
            if not beside and (near := next_to(mention, asked)) is not None:
                beside = {near: 1}
            top = max(beside, key=lambda name: beside[name], default="")
            again = self._ask(text, mention, top, ()) if top else None
            old, mention.resolution = mention.resolution, again
            if old is not None and (again is None or mention in strays_of(asked)):
                mention.resolution = _unplaced(old)

    def _hold_to_told(self, text: str, asked: Sequence[PlaceMention]) -> None:
        """Ask for a village with the place it is said to lie near, if it was found far from there.

        "The village of X near Manbij" is none of Raqqa: it is what lies near Manbij.
        """
        for village, other in told_near(text, asked):
            again = self._resolve(text[village.start : other.phrase_end], "", ())
            old = village.resolution
            village.resolution = again if again.resolved or old is None else _unplaced(old)

    def _widen_holders(self, mentions: Sequence[PlaceMention]) -> None:
        """Read a city that is said to hold an unknown place as its governorate.

        "The village of X in Raqqa" happened somewhere in the governorate, not in the city.
        """
        for mention in mentions:
            holder = mention.held_by
            if holder is None or mention.places or not _is_bare_city(holder):
                continue
            if mention.resolution is not None and mention.resolution.resolved:
                continue
            wide = self._resolve(f"{holder.text} governorate", "", ())
            if wide.resolved:
                holder.resolution = wide

    def _place_beside(self, text: str, asked: Sequence[PlaceMention]) -> None:
        """Place what is left by the governorate of its list, else of the names around it."""
        for mention in asked:
            if mention.resolution is None or mention.resolution.resolved:
                continue
            beside = governorates([m for m in asked if m.group == mention.group])
            beside = beside or governorates(
                [m for m in asked if abs(m.start - mention.start) < BESIDE]
            )
            if len(beside) != 1 and beside:
                top, share = max(beside.items(), key=lambda item: item[1])
                beside = {top: share} if share >= 0.7 * sum(beside.values()) else {}
            for name in beside:
                again = self._ask(text, mention, name, ())
                if again.resolved:
                    mention.resolution = again

    def widen(self, text: str, mentions: Sequence[PlaceMention]) -> None:
        """Read a bare city name as its governorate where the report means the whole zone.

        It does where the report speaks of a zone, of control or of a countryside by that name
        and never of the city, and in a list whose other members are wide ("parts of ...").
        """
        zones: dict[str, bool] = {}
        for mention in mentions:
            if not _is_bare_city(mention):
                continue
            if mention.text not in zones:
                zones[mention.text] = _is_zone(text, mention.text)
            if zones[mention.text] or _is_in_wide_list(text, mention):
                wide = self._resolve(f"{mention.text} governorate", "", ())
                if wide.resolved:
                    mention.resolution = wide

    def _ask(
        self, text: str, mention: PlaceMention, hint: str, near: tuple[Place, ...]
    ) -> Resolution:
        if mention.asked:
            found = self._resolve(mention.asked, hint, near)
            return (
                found
                if found.resolved or not mention.ends
                else self._resolve(mention.ends[0], hint, near)
            )
        if mention.wide:
            return self._resolve(f"{mention.wide} {mention.text}", hint, near)
        phrase = text[mention.phrase_start : mention.phrase_end] or mention.text
        phrase = " ".join(phrase.split())
        plain = phrase if mention.relation else _SETTLED.sub("", phrase)
        first = self._resolve(plain, hint, near)
        if first.resolved or plain == mention.text:
            return first
        bare = self._resolve(mention.text, hint, near)
        if bare.resolved and mention.relation == "direction" and not _bears(bare):
            return first  # "Western Saeen" is not what is known as Saeen
        return bare if bare.resolved or bare.verdict is Verdict.AMBIGUOUS else first

    def _resolve(self, toponym: str, hint: str, near: tuple[Place, ...]) -> Resolution:
        key = (toponym, hint, tuple(place.place_id for place in near))
        if key not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = self.resolver.resolve(toponym, Hints(admin1=hint), near=near)
        return self._known[key]


_WIDE_LIST = re.compile(
    r"\b(?:parts?|areas?|regions?|countrysides?)\s+of\s+(?:the\s+)?(?:(?:rural\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*\s*(?:,\s*and|,|and)\s+)*(?:and\s+)?$"
)


def _is_zone(text: str, name: str) -> bool:
    """Return True if a text speaks of a name as of a zone, and never as of a city."""
    name = re.escape(name)
    zone = re.search(
        rf"\bzones?\s+(?:in|of|around)\s+(?:the\s+)?{name}\b|\b(?:governorate"
        rf"|province)\s+of\s+{name}\b|\b{name}\s+{alternation('en', 'places.zones')}\b",
        text,
    )
    return zone is not None and not re.search(rf"\b{name}\s+city\b|\bcity\s+of\s+{name}\b", text)


def _bears(answer: Resolution) -> bool:
    """Return True if an answer is a town that may have a side, or sure without it."""
    place = answer.place
    return place is not None and (place.importance >= TOWN or answer.score >= SURE)


def _is_bare_city(mention: PlaceMention) -> bool:
    resolution = mention.resolution
    if mention.relation or resolution is None or resolution.place is None:
        return False
    return resolution.place.feature_class == "P" and any(
        place.feature_code == "ADM1" for place in mention.places
    )


def _is_in_wide_list(text: str, mention: PlaceMention) -> bool:
    return bool(_WIDE_LIST.search(text[max(0, mention.start - 120) : mention.start]))


def _unplaced(answer: Resolution) -> Resolution:
    return replace(
        answer, verdict=Verdict.UNKNOWN, place=None, lon=None, lat=None, rule="", score=0.0,
        geo_precision=None, precision_km=None,
    )  # fmt: skip
