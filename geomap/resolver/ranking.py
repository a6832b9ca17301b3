"""Weighing candidates against each other and against "none of them", and saying the verdict."""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.kinds import SOFT_KINDS
from geomap.gazetteer.records import make_candidate, make_resolution
from geomap.model import Candidate, Resolution, Verdict
from geomap.resolver.admin_context import Fit
from geomap.resolver.judging.misnamed import is_other_site, say_misnamed
from geomap.resolver.judging.reasons import SHOWN, say_reasons, say_refusal, say_rivals
from geomap.resolver.merits.comparing import UNLIKELY
from geomap.resolver.merits.scored import Scored
from geomap.resolver.precision import geo_precision_of
from geomap.resolver.weights import ABROAD_AT, ALONE_AT, AMBIGUOUS_AT, RESOLVE_AT, SAME_KM, SOLE_AT

if TYPE_CHECKING:
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.lang.name_keys import ParsedName
    from geomap.model import Place

RIVAL = 0.15
"""Least share of the best candidate's that makes a second one a rival."""

NEIGHBOURS_KM = 10.0
"""Namesakes that lie this near are answered together, with a radius that holds them."""

BESIDE = 0.1
"""Degrees of latitude, and half of those of longitude, that are more than `NEIGHBOURS_KM`."""

Found = dict[str, Scored]
_merit = itemgetter(0)


class Leader(NamedTuple):
    """The best candidate: how its name fitted, and whether a hint set it before the second.

    ``enough`` is the least score of an answer.
    """

    place: Place
    how: str
    strong: bool
    kinds: str
    by_hint: bool
    fit: Fit
    enough: float


class Share(NamedTuple):
    """What the best candidate has, together with those that are as good an answer.

    Parameters
    ----------
    share
        In [0, 1], of all candidates and "none of them".
    spread
        How far they lie from it, in km.
    beside
        True if they are neighbours of one name rather than one place.
    rivals
        How many places fit about equally well, 0 if the best has no rival.
    known
        Share of all candidates together.
    """

    share: float
    spread: float
    beside: bool
    rivals: int
    known: float


class Judge:
    """Says verdicts over one gazetteer; `least` is the merit of "none of them"."""

    def __init__(self, gazetteer: Gazetteer, least: float) -> None:
        self.gazetteer = gazetteer
        self.least = least
        self.none = math.exp(least)
        self._said: dict[tuple[str, Fit, bool, bool, bool], tuple[str, ...]] = {}
        self._facts: dict[str, tuple[int, float]] = {}

    def decide(
        self, text: str, parsed: ParsedName, found: Found, rule: str = "", *, near: bool = False
    ) -> Resolution:
        """Return the verdict on candidates in any order; `near` if places of a report decided."""
        return self.judge(text, parsed, rank(found), rule, near=near)

    def judge(
        self,
        text: str,
        parsed: ParsedName,
        ranked: list[Scored],
        rule: str = "",
        *,
        near: bool = False,
    ) -> Resolution:
        """Return the verdict on likely candidates, best first."""
        if not ranked:
            return refuse(text, "no name like it is known")
        best = ranked[0]
        powers = [math.exp(scored[0]) for scored in ranked]
        total = self.none + sum(powers)
        candidates = tuple(
            [
                make_candidate(s.place, p / total, self._reasons_of(s, parsed), s.entry.text)
                for s, p in zip(ranked[:SHOWN], powers, strict=False)
            ]
        )
        enough = RESOLVE_AT if near else enough_of(best.fit, best.place, parsed)
        share, spread, beside = _near_best(ranked, powers, total, enough)
        rivals = len(ranked) if len(powers) > 1 and powers[1] > RIVAL * powers[0] else 0
        by_hint = len(ranked) > 1 and is_by_hint(best.fit, best.how, ranked[1].fit, ranked[1].how)
        entry = best.entry
        return self.settle(
            text, parsed,
            Leader(best.place, best.how, entry.strong, entry.kinds, by_hint, best.fit, enough),
            Share(share / total, spread, beside, rivals, 1 - self.none / total),
            candidates, rule,
        )  # fmt: skip

    def settle(
        self, text: str, parsed: ParsedName, leader: Leader, weighed: Share,
        candidates: tuple[Candidate, ...], rule: str = "",
    ) -> Resolution:  # fmt: skip
        """Return the verdict on weighed candidates."""
        place, how, strong, kinds, by_hint, fit, enough = leader
        share, spread, beside, rivals, known = weighed
        if share < (enough if rivals else _enough_alone(how, fit, enough)):
            if rivals and known >= AMBIGUOUS_AT:
                why = say_rivals(rivals, candidates)
                return _refuse_known(text, share, candidates, why, Verdict.AMBIGUOUS)
            why = say_refusal(place, how, candidates[0].reasons, share)
            return _refuse_known(text, share, candidates, why)
        place_id = place.place_id
        precision, radius = self._facts.get(place_id) or self._learn(place)
        if spread:
            radius = max(radius, round(spread + place.radius_km, 1))
        reasons = candidates[0].reasons
        if beside and not rule:
            rule = "neighbours"
        if rule == "neighbours":
            precision = max(precision, 2)
            reasons = (
                *reasons,
                "one of several neighbours of this name; the radius holds them all",
            )
        if place.country != "SY":
            rule, reasons = "foreign", (*reasons, f"not in Syria: {place.country}")
        elif why := say_misnamed(parsed, place, kinds):
            return _refuse_known(text, share, candidates, why)
        elif place.feature_class == "P" and is_other_site(parsed, place, kinds):
            precision, radius = max(precision, 2), max(10.0, 2 * radius)
            reasons = (*reasons, "the town that the site is named after, not the site")
        rule = rule or _rule_of(how, by_hint=by_hint, strong=strong)
        return make_resolution(
            text, Verdict.RESOLVED, place, place.lon, place.lat, precision, radius,
            round(share, 4), rule, candidates, reasons, self.gazetteer.areas.get(place_id),
            place_id,
        )  # fmt: skip

    def answer(
        self, text: str, place: Place, rule: str, score: float, reasons: tuple[str, ...]
    ) -> Resolution:
        """Return the answer that a place is, for a rule that needs no candidates."""
        precision, radius = self._facts.get(place.place_id) or self._learn(place)
        return Resolution(
            text, Verdict.RESOLVED, place, place.lon, place.lat, precision, radius, score, rule,
            (Candidate(place, score, reasons, place.name),), reasons,
            self.gazetteer.areas.get(place.place_id), place.place_id,
        )  # fmt: skip

    def reasons(
        self, how: str, fit: Fit, strong: bool, same_script: bool, same_sides: bool
    ) -> tuple[str, ...]:
        """Return why a candidate is one, one clause each."""
        sign = how, fit, strong, same_script, same_sides
        known = self._said.get(sign)
        if known is None:
            known = self._said[sign] = say_reasons(*sign)
        return known

    def _reasons_of(self, scored: Scored, parsed: ParsedName) -> tuple[str, ...]:
        entry = scored.entry
        return self.reasons(
            scored.how, scored.fit, entry.strong, entry.arabic == parsed.arabic,
            entry.qualifiers == parsed.qualifiers,
        )  # fmt: skip

    def _learn(self, place: Place) -> tuple[int, float]:
        """Return precision and radius of an answer, of its outline where it has one."""
        area, radius = self.gazetteer.areas.get(place.place_id), place.radius_km
        is_unit = place.feature_code == "ADM1"  # its radius holds nine of ten settlements
        if area is not None and not is_unit and area.geom_type in ("Polygon", "MultiPolygon"):
            from geomap.gazetteer.areas.plane import size_of

            radius = round(max(radius, size_of(area, place.lon, place.lat)), 1)
        facts = self._facts[place.place_id] = geo_precision_of(place), radius
        return facts


def _enough_alone(how: str, fit: Fit, enough: float) -> float:
    """Return the share that the only place of a name needs; less within the unit asked for."""
    sole = fit in (Fit.DEEP, Fit.PARTLY) and how != "near spelling"
    return SOLE_AT if sole else enough


def _rule_of(how: str, *, by_hint: bool, strong: bool) -> str:
    """Return the rule of an answer that is a name as it is spelt."""
    if how == "near spelling":
        return "fuzzy"
    return "hint" if by_hint else how if strong else "weak"


def rank(found: Found) -> list[Scored]:
    """Return candidates, best first; what is 200 times less likely than the best is none."""
    if not found:
        return []
    least = max(map(_merit, found.values())) - UNLIKELY
    ranked = [scored for scored in found.values() if scored[0] > least]
    if len(ranked) > 1:
        ranked.sort(key=_merit, reverse=True)
    return ranked


def enough_of(fit: Fit, place: Place, parsed: ParsedName) -> float:
    """Return the least score of an answer to a name beside which no other place is named.

    More for a settlement of which nothing else is said, not even a kind; most for one abroad,
    which a report on Syria hardly means by its name alone.
    """
    if fit is not Fit.NONE or place.feature_class != "P":
        return RESOLVE_AT
    if not SOFT_KINDS.issuperset(parsed.kinds):
        return RESOLVE_AT
    return ALONE_AT if place.country == "SY" else ABROAD_AT


def is_by_hint(fit: Fit, how: str, rival_fit: Fit, rival_how: str) -> bool:
    """Return True if the best candidate's fit to the hints sets it before the second one."""
    return fit in (Fit.DEEP, Fit.INSIDE) and rival_fit > Fit.PARTLY and rival_how == how


def refuse(text: str, reason: str) -> Resolution:
    """Return the verdict that a text is no name that is known."""
    return Resolution(text, Verdict.UNKNOWN, rule="unknown", reasons=(reason,))


def _refuse_known(
    text: str, share: float, candidates: tuple[Candidate, ...], why: str,
    verdict: Verdict = Verdict.UNKNOWN,
) -> Resolution:  # fmt: skip
    """Return the verdict that a name is none of its candidates."""
    return make_resolution(
        text, verdict, None, None, None, None, None, round(share, 4), verdict.value,
        candidates, (why,), None, "",
    )  # fmt: skip


def say_of(text: str, known: Resolution) -> Resolution:
    """Return a verdict on another spelling as one on `text`."""
    return make_resolution(
        text, known.verdict, known.place, known.lon, known.lat, known.geo_precision,
        known.precision_km, known.score, known.rule, known.candidates, known.reasons,
        known.area, known.place_id,
    )  # fmt: skip


def _near_best(
    ranked: list[Scored], powers: list[float], total: float, enough: float
) -> tuple[float, float, bool]:
    """Return the power of the best and those as good, their spread in km, if neighbours.

    Neighbours are taken together where only that makes an answer, a share of `enough`.
    """
    place = ranked[0].place
    lon, lat = place.lon, place.lat
    share = around = first = powers[0]
    spread = wide = 0.0
    for scored, power in zip(ranked[1:], powers[1:], strict=True):
        other = scored.place
        if abs(other.lat - lat) > BESIDE or abs(other.lon - lon) > 2 * BESIDE:
            continue
        gap = gap_km(lon, lat, other.lon, other.lat)
        if gap <= SAME_KM:
            share += power
            if power > 0.2 * first:
                spread = max(spread, gap)
        if gap <= NEIGHBOURS_KM:
            around += power
            wide = max(wide, gap) if power > 0.05 * first else wide
    if share / total < enough <= around / total:
        return around, wide, True
    return share, spread, False
