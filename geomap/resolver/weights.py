"""What each sign is worth: the figures of the candidate model, all in one place.

A candidate's merit is a sum of the figures that apply (natural-log units); its score is
``exp(merit)`` over the sum of all candidates' and of ``none``, the merit of "a place that the
gazetteer does not know". Places within `SAME_KM` of each other share their score: either answer
is right. `benchmarks/places/fit.py` fits the figures to several sources, each left out in turn;
`docs/places.md` has the calibration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geomap.resolver.admin_context import Fit

SAME_KM = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Figures of the model, see the module's text; negative ones speak against a candidate."""

    none: float = -1.81
    sparse: float = 0.82
    exact: float = 1.65
    vowels: float = 17.75
    consonants: float = 1.7
    sounded: float = 0.53
    spelled: float = 0.95
    same_bones: float = 0.0
    length: float = 0.81
    length_exact: float = 0.43
    length_wide: float = 0.55
    cross_script: float = -0.76
    arabic_spelled: float = -1.0
    near_key: float = -0.09
    qualifier_missing: float = -2.12
    qualifier_extra: float = -2.02
    qualifier_opposite: float = -5.0
    kind_fits: float = 1.2
    verbatim: float = 1.5
    kind_misfits: float = -2.4
    kind_unasked: float = -3.5
    site_unasked: float = -1.8
    unit_unasked: float = -4.7
    landform_unasked: float = -1.5
    unit_asked: float = 4.0
    weak: float = -3.0
    short: float = -0.3
    brief_key: float = 0.11
    importance: float = 5.1
    importance_spelled: float = 1.8
    hint_deep: float = 1.45
    hint_inside: float = 1.0
    hint_partly: float = -0.3
    hint_astray: float = -2.91
    hint_swapped: float = -0.6
    hint_beside: float = -4.3
    hint_close: float = -6.3
    hint_far: float = -8.0
    common: float = 1.19
    missing: float = 1.0
    alone_spelled: float = 0.5
    deep_spelled: float = 0.85
    inside_spelled: float = 0.31
    together: float = 2.0
    near: float = 0.9

    def of_fits(self) -> tuple[float, ...]:
        """Return the figure of each `Fit`, in its order."""
        named = {
            Fit.DEEP: self.hint_deep,
            Fit.INSIDE: self.hint_inside,
            Fit.PARTLY: self.hint_partly,
            Fit.ASTRAY: self.hint_astray,
            Fit.SWAPPED: self.hint_swapped,
            Fit.BESIDE: self.hint_beside,
            Fit.CLOSE: self.hint_close,
            Fit.FAR: self.hint_far,
            Fit.NONE: 0.0,
        }
        return tuple(named[fit] for fit in Fit)

    def of_spelled(self) -> tuple[float, ...]:
        """Return what another spelling gains by each `Fit`, in its order.

        Few names lie in one district: another spelling of one of them is hardly a chance likeness.
        """
        named = {Fit.DEEP: self.deep_spelled, Fit.INSIDE: self.inside_spelled}
        named |= {Fit.PARTLY: self.inside_spelled, Fit.ASTRAY: self.inside_spelled}
        return tuple(named.get(fit, 0.0) for fit in Fit)


LENGTHS = 9
"""Consonants of a key that are counted."""

USUAL_LENGTH = 4
"""Consonants of a key whose agreement is worth neither more nor less."""


class LengthWorth(NamedTuple):
    """What the agreement of a key is worth, by the number of its consonants up to `LENGTHS`.

    ``spelled`` for a spelling, ``sounded`` for one that sounds the same, ``bones`` on top of
    ``spelled`` where the finer consonants agree, ``wide`` for
    a key one consonant away, ``exact`` for the name as it is known.
    """

    spelled: tuple[float, ...]
    sounded: tuple[float, ...]
    bones: tuple[float, ...]
    wide: tuple[float, ...]
    exact: tuple[float, ...]


def worth_of_lengths(weights: Weights) -> LengthWorth:
    """Return what the agreement of keys is worth under some weights."""
    beyond = [count - USUAL_LENGTH for count in range(LENGTHS + 1)]
    brief = [weights.brief_key if count < 3 else 0.0 for count in range(LENGTHS + 1)]
    return LengthWorth(
        tuple(short + weights.spelled for short in brief),
        tuple(weights.sounded + weights.length_exact * more for more in beyond),
        tuple(weights.same_bones + weights.length * more for more in beyond),
        tuple(
            short + weights.near_key + weights.length_wide * more
            for short, more in zip(brief, beyond, strict=True)
        ),
        tuple(weights.exact + weights.length_exact * more for more in beyond),
    )


RESOLVE_AT = 0.7
"""Least score of an answer."""

ALONE_AT = 0.85
"""The same for a settlement's name alone: no hint, no other place of its report."""

ABROAD_AT = 0.95
"""The same for one abroad."""

SOLE_AT = 0.5
"""The same for the only candidate in the district given, or beside it."""

AMBIGUOUS_AT = 0.6
"""Least summed score of the candidates of an ambiguity; below, the name is unknown."""
