"""The merit of each place whose name sounds like a toponym."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from geomap.resolver.admin_context import Fit
from geomap.resolver.merits.scored import Scored
from geomap.resolver.weights import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.gazetteer.entries import Entry
    from geomap.lang.name_keys import ParsedName
    from geomap.model import Place
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.merits.scoring import Merits

    _Weighed = tuple[float, Entry, float, Fit, str]

_similarity = Levenshtein.normalized_similarity
Context = dict[str, tuple[float, Fit]]
"""What the hints are worth to places, by ``place_id``, and how each lies to them."""

UNLIKELY = 5.3
"""A candidate whose merit is so much below the best one's is none."""

NEARLY = 0.85
"""Least likeness of sounds of a name that is written the same: "كفرعمة" is "كفر عمة"."""

LEAST = 0.66
"""Least likeness of spellings of a candidate."""


class Comparer:
    """Weighs entries against one toponym and the units hinted with it.

    Parameters
    ----------
    merits
        What each sign is worth.
    parsed
        The toponym taken apart.
    wanted, near
        Units that were hinted; other places of the same report.
    fit_of
        How a place lies to the units.
    context
        What is known of that already; added to.
    wide
        True for entries whose keys differ by a consonant.
    """

    def __init__(
        self,
        merits: Merits,
        parsed: ParsedName,
        wanted: Wanted,
        near: Sequence[Place],
        fit_of: Callable[[Place, Wanted], Fit],
        context: Context,
        *,
        wide: bool,
    ) -> None:
        self.merits, self.parsed, self.wanted, self.near = merits, parsed, wanted, near
        self.fit_of, self.context, self.wide = fit_of, context, wide
        self.has_context = bool(wanted.admin1 or near)
        weights, count = merits.weights, min(len(parsed.key), LENGTHS)
        lengths = merits.lengths
        same_script = (lengths.wide if wide else lengths.spelled)[count]
        self.exact, self.same_bones = lengths.exact[count], lengths.bones[count]
        self.sounded = lengths.sounded[count] - (0.0 if wide else same_script)
        self.other_script = same_script + weights.cross_script
        # Arabic leaves little to spell otherwise: it is another name
        self.same_script = same_script + (weights.arabic_spelled if parsed.arabic else 0.0)
        self.spelled = "near spelling" if wide else "spelling"

    def weigh(
        self, alike: Iterable[tuple[Entry, float]], *, likely: bool = False
    ) -> dict[str, Scored]:
        """Return the merit of every place of `alike` (entries with their likeness of sounds).

        With `likely`, what is `UNLIKELY` beside the best is left out.
        """
        # Nothing that follows raises a merit by more than the best hint: the rest need no look.
        prunes = likely and not self.parsed.kinds and not self.near and self.merits.may_prune
        margin = UNLIKELY + 1e-9 + (self.merits.most_of_fits if self.has_context else 0.0)
        floor = top = -math.inf
        best: dict[str, _Weighed] = {}
        for entry, likeness in alike:
            found = self._weigh_one(entry, likeness, floor)
            if found is None:
                continue
            before = best.get(entry.place_id)
            if before is None or found[0] > before[0]:
                best[entry.place_id] = found
                if found[0] > top:
                    top = found[0]
                    floor = top - margin if prunes else floor
        least = top - UNLIKELY - 1e-9 if prunes else -math.inf
        return {
            place_id: Scored(merit, entry.place, entry, similarity, fit, how)
            for place_id, (merit, entry, similarity, fit, how) in best.items()
            if merit > least
        }

    def _weigh_one(self, entry: Entry, likeness: float, floor: float) -> _Weighed | None:
        """Return the merit of one entry; None if it cannot reach `floor` or is spelled apart."""
        parsed = self.parsed
        exact = (
            likeness >= NEARLY
            and entry.qualifiers == parsed.qualifiers
            and parsed.core in entry.cores
        )
        if floor > -math.inf and self._most(entry, likeness, exact=exact) < floor:
            return None
        merit, similarity = self.exact, 1.0
        if not exact:
            merit, similarity = self._by_spelling(entry, likeness)
            if similarity < LEAST:
                return None
        merit, fit = self._in_context(entry, merit, exact=exact)
        merit = self._by_kind(entry, merit, exact=exact)
        return merit, entry, similarity, fit, "exact" if exact else self.spelled

    def _most(self, entry: Entry, likeness: float, *, exact: bool) -> float:
        """Return what an entry is worth at most, hints left out."""
        if exact:
            return self.exact + entry.standing + entry.fame_exact + entry.sort_exact
        same = entry.arabic == self.parsed.arabic
        most = self.same_script if same else self.other_script
        most += entry.standing + entry.fame_spelled + entry.sort_spelled
        most += max(0.0, self.same_bones, self.sounded)
        return most + self.merits.weights.vowels * (likeness - 1.0)

    def _by_spelling(self, entry: Entry, likeness: float) -> tuple[float, float]:
        """Return the worth of a name that is spelled otherwise, and how alike the spellings are."""
        weights = self.merits.weights
        same = entry.arabic == self.parsed.arabic
        merit = self.same_script if same else self.other_script
        merit += weights.vowels * (likeness - 1.0)
        similarity = 0.5 * likeness + 0.5
        if likeness == 1.0 and not self.wide:
            merit += self.sounded
        elif entry.bones != self.parsed.bones:
            skeleton = _similarity(self.parsed.bones, entry.bones)
            similarity = 0.5 * likeness + 0.5 * skeleton
            merit += weights.consonants * (skeleton - 1.0)
        else:
            merit += self.same_bones
        if entry.qualifiers != self.parsed.qualifiers:
            merit += self.merits.qualifiers(self.parsed.qualifiers, entry.qualifiers)
        return merit, similarity

    def _in_context(self, entry: Entry, merit: float, *, exact: bool) -> tuple[float, Fit]:
        """Return a merit with what the place is worth where it lies, and how it lies there."""
        fame = entry.fame_exact if exact else entry.fame_spelled
        if self.has_context:
            there, fit = self.context.get(entry.place_id) or self._place(entry)
            merit = merit + entry.standing + (there + fame)
        else:
            fit = Fit.NONE
            merit = merit + entry.standing + fame
        if not exact:
            merit += self.merits.of_spelled[fit]
        if fit is Fit.NONE:
            merit -= entry.doubts[not exact]
        elif fit is not Fit.DEEP:
            merit -= entry.doubts[3 if fit is Fit.CLOSE and exact else 2]
        return merit, fit

    def _place(self, entry: Entry) -> tuple[float, Fit]:
        fit = self.fit_of(entry.place, self.wanted)
        there = self.merits.of_fits[fit]
        if self.near:
            there += self.merits.near(entry.place, self.near)
        known = self.context[entry.place_id] = (there, fit)
        return known

    def _by_kind(self, entry: Entry, merit: float, *, exact: bool) -> float:
        """Return a merit with what the kinds said with the toponym, or its own kind, are worth."""
        kinds = self.parsed.kinds
        if not kinds:
            return merit + (entry.sort_exact if exact else entry.sort_spelled)
        merit += self.merits.kind(kinds, entry.kinds, entry.place, exact=exact)
        if self.parsed.fold in entry.folds:
            merit += self.merits.weights.verbatim
        return merit
