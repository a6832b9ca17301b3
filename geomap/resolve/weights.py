"""What each sign is worth: the figures of the candidate model, all in one place.

A candidate's merit is a sum of the figures that apply (natural-log units); its score is
``exp(merit)`` over the sum of all candidates' and of ``none``, the merit of "a place that the
gazetteer does not know". Places within `SAME_KM` of each other share their score: either answer
is right. `benchmarks/places/fit.py` fits the figures to half of the development table and shows
the other half; `docs/places.md` has the calibration.
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.resolve.admin_context import Fit

SAME_KM = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Figures of the model, see the module's text; negative ones speak against a candidate."""

    none: float = -1.35
    sparse: float = 0.8
    exact: float = 0.9
    spelling: float = 15.4
    cross_script: float = -0.8
    near_key: float = -1.6
    qualifier_missing: float = -1.9
    qualifier_extra: float = -1.7
    qualifier_opposite: float = -5.0
    kind_fits: float = 1.2
    verbatim: float = 1.5
    kind_misfits: float = -2.0
    kind_unasked: float = -3.5
    site_unasked: float = -1.4
    unit_unasked: float = -4.7
    landform_unasked: float = -1.5
    unit_asked: float = 4.0
    weak: float = -1.6
    short: float = -0.3
    brief_key: float = -0.8
    importance: float = 5.4
    importance_spelled: float = 1.8
    hint_deep: float = 2.1
    hint_inside: float = 0.8
    hint_partly: float = 0.0
    hint_astray: float = -2.2
    hint_swapped: float = -0.6
    hint_beside: float = -4.2
    hint_close: float = -6.2
    hint_far: float = -8.0
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


RESOLVE_AT = 0.7
"""Least score of an answer."""

AMBIGUOUS_AT = 0.6
"""Least summed score of the candidates of an ambiguity; below, the name is unknown."""
