"""Reasons of verdicts in words: why a candidate is one, why none is sure, what would decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.resolver.admin_context import Fit

if TYPE_CHECKING:
    from geomap.model import Candidate, Place

SHOWN = 10
"""Candidates that a resolution carries at most."""

MAYBE = 0.3
"""Least score of a refused candidate that the refusal names, with what would decide."""

HOW = {
    "exact": "the name as the gazetteer has it",
    "spelling": "another spelling of the name",
    "near spelling": "a spelling one consonant away",
}
FIT = {
    Fit.DEEP: "inside the district or sub-district given",
    Fit.INSIDE: "inside the governorate given",
    Fit.PARTLY: "inside the governorate given, beside the district",
    Fit.ASTRAY: "inside the governorate given, away from the district",
    Fit.SWAPPED: "Damascus and Rural Damascus are often swapped",
    Fit.BESIDE: "just outside the unit given",
    Fit.CLOSE: "outside the unit given, less than 40 km away",
    Fit.FAR: "far outside the unit given",
}


def say_reasons(
    how: str, fit: Fit, strong: bool, same_script: bool, same_sides: bool
) -> tuple[str, ...]:
    """Return why a candidate is one, one clause each."""
    reasons = [HOW[how]]
    if fit is not Fit.NONE:
        reasons.append(FIT[fit])
    if not strong:
        reasons.append("a weak name: it needs context")
    if not same_script:
        reasons.append("across scripts")
    if not same_sides:
        reasons.append("upper, lower, east, west ... differ")
    return tuple(reasons)


def say_rivals(rivals: int, candidates: tuple[Candidate, ...]) -> str:
    """Return that several places fit, where the first are, and what would decide."""
    places = [candidate.place for candidate in candidates[: max(2, min(rivals, SHOWN))]]
    for level, said in (
        ("admin1", "governorate"),
        ("admin2", "district"),
        ("admin3", "sub-district"),
    ):
        if len({getattr(place, level) for place in places}) > 1:
            return f"{rivals} places fit about equally well: say the {said}"
    return f"{rivals} places fit about equally well: give the p-code or coordinates"


def say_refusal(place: Place, how: str, reasons: tuple[str, ...], share: float) -> str:
    """Return why not even the best candidate is an answer."""
    for fit in (Fit.BESIDE, Fit.CLOSE, Fit.FAR):
        if how == "exact" and FIT[fit] in reasons:
            return f"{place.name} is known, but {FIT[fit]}: correct the unit or leave it out"
    if share >= MAYBE:
        given = next((fit for fit in FIT if FIT[fit] in reasons), None)
        if given in (Fit.INSIDE, Fit.PARTLY, Fit.ASTRAY):
            return f"perhaps {place.name}, which is not sure: say its district or sub-district"
        if given is None:
            return f"perhaps {place.name}, which is not sure: say the governorate"
    return "no place of this name is near enough"
