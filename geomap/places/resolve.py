"""From a toponym with hints to one verdict, with every candidate and the rule that decided.

The order: the user's overrides; p-codes and coordinates; the name as it stands; relations; two
names in one cell; names one consonant away. Every way ends in `Resolver.decide`.
"""

from __future__ import annotations

import gc
import math
import re
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.model import Candidate, Hints, Place, Resolution, Verdict
from geomap.places.answer_readings import by_readings
from geomap.places.answer_relations import by_relation
from geomap.places.batch import AT_ONCE, Batch
from geomap.places.candidates import UNLIKELY, Index, Scored
from geomap.places.conflate import gap_km
from geomap.places.coordinates import in_box, parse_coordinates
from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.places.hints import Fit, Wanted
from geomap.places.kinds import SITE_KINDS, fits_kind
from geomap.places.names import LONGEST, ParsedName, fold_name, parse_name, parse_names
from geomap.places.overrides import Decision, Overrides, read_overrides
from geomap.places.plain_names import DIGIT, FIRST, SYRIA, Kind, kind_of
from geomap.places.readings import SEPARATORS, is_separated
from geomap.places.records import make_candidate, make_resolution
from geomap.places.relations import TRIGGERS
from geomap.places.weights import AMBIGUOUS_AT, RESOLVE_AT, SAME_KM, Weights
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = 10
"""Candidates that a resolution carries at most."""

REMEMBERED = 100_000
"""Verdicts on plain names that a resolver keeps."""

FEW = 16
"""Fewer queries are quicker one by one."""

RIVAL = 0.15
"""Least share of the best candidate's that makes a second one a rival."""

NEIGHBOURS_KM = 10.0
"""Namesakes that lie this near are answered together, with a radius that holds them."""

BESIDE = 0.1
"""Degrees of latitude, and half of those of longitude, that are more than `NEIGHBOURS_KM`."""

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
Found = dict[str, Scored]
Sign = tuple[object, ...]
Query = tuple[str, str, str, str]
_ENCLOSED = re.compile("[(,،;؛]")
_COUNTRY = re.compile(
    r"[\s,،(-]+(?:syria|syrian arab republic|سوريا|سورية)\s*\)?\s*$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"^\s*(?:in|inside|within|في|داخل)\s+(?!and\b|or\b|the vicinity|the area)", re.IGNORECASE
)
_SIDES = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "northwestern",
        "northeastern",
        "southwestern",
        "southeastern",
    ]
)
_merit = itemgetter(0)


class Resolver:
    """Resolves toponyms against one gazetteer.

    Parameters
    ----------
    gazetteer
        Places and names.
    overrides
        The user's own decisions; they come before everything else.
    weights
        Figures of the candidate model.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        overrides: Overrides | None = None,
        *,
        weights: Weights = Weights(),
    ) -> None:
        self.gazetteer = gazetteer
        self.overrides = overrides
        self.weights = weights
        self.index = Index(gazetteer, weights)
        self.least = weights.none + (weights.sparse if self.index.is_sparse else 0.0)
        self._none = math.exp(self.least)
        self._said: dict[tuple[str, Fit, bool, bool, bool], tuple[str, ...]] = {}
        self._sizes: dict[str, float] = {}
        self._facts: dict[str, tuple[int, float]] = {}
        self._pcodes: dict[str, Place] | None = None
        self._plain: dict[Sign, tuple[Resolution, Scored | None]] = {}

    def resolve(
        self, toponym: str, hints: Hints = Hints(), near: Sequence[Place] = ()
    ) -> Resolution:
        """Return the verdict on one toponym.

        Parameters
        ----------
        toponym
            The name as the source wrote it; never raises for what it holds.
        hints
            Names or p-codes of the units said to hold it; soft, they may be wrong.
        near
            Other places of the same report: a tie goes to what lies near them.
        """
        wanted = self.index.hints.read(hints)
        if self.overrides is not None:
            decision = self.overrides.find(toponym, wanted)
            if decision is not None:
                return self._decided_by_user(toponym, decision)
        if len(toponym) > LONGEST:
            return _refuse(toponym, f"longer than {LONGEST} characters: not a place name")
        return self._resolve(toponym, wanted, near)

    def resolve_many(self, queries: Iterable[tuple[str, Hints]]) -> list[Resolution]:
        """Return the verdicts on `queries` in order; each distinct query is resolved once.

        Plain names are weighed together, which is several times as quick as one by one.
        """
        asked = [(text, hints.admin1, hints.admin2, hints.admin3) for text, hints in queries]
        known: dict[Query, Resolution] = {}
        # Answers have no cycles; the collector would go through the gazetteer again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            distinct = list(dict.fromkeys(asked))
            for start in range(0, len(distinct), AT_ONCE):
                some = distinct[start : start + AT_ONCE]
                known.update(zip(some, self._resolve_together(some), strict=True))
        finally:
            if collecting:
                gc.enable()
        return [known[query] for query in asked]

    def _resolve_together(self, queries: list[Query]) -> list[Resolution]:
        """Return the verdicts on distinct queries."""
        if len(queries) < FEW or self.overrides is not None:
            return [self.resolve(text, Hints(*units)) for text, *units in queries]
        texts = [text for text in dict.fromkeys([q[0] for q in queries]) if len(text) <= LONGEST]
        parsed_of = dict(zip(texts, parse_names(texts), strict=True))
        kinds = {text: kind_of(text, parsed) for text, parsed in parsed_of.items()}
        read = {units: self.index.hints.read(Hints(*units)) for units in {q[1:] for q in queries}}
        new: dict[Sign, tuple[ParsedName, Wanted]] = {}
        signs: list[Sign | None] = []
        for query in queries:
            text, wanted = query[0], read[query[1:]]
            sign = None
            parsed = parsed_of.get(text)
            if parsed is not None and not parsed.kinds and self._may_stand(kinds[text], parsed):
                sign = self._sign(parsed, wanted)
                if sign not in self._plain:
                    new[sign] = parsed, wanted
            signs.append(sign)
        self._foresee(new)
        answers = []
        for query, sign in zip(queries, signs, strict=True):
            text = query[0]
            known = self._plain.get(sign) if sign is not None else None
            if known is None or not (
                kinds[text] is Kind.PLAIN or self._stands(parsed_of[text], known[1])
            ):
                answers.append(self.resolve(text, Hints(*query[1:])))
            else:
                answers.append(_say(text, known[0]))
        return answers

    def _may_stand(self, kind: Kind, parsed: ParsedName) -> bool:
        """Return True for plain names, and for others that the gazetteer has word for word."""
        return kind is Kind.PLAIN or (
            kind is Kind.SPEAKING and parsed.fold in self.index.table.folds
        )

    def _foresee(self, new: dict[Sign, tuple[ParsedName, Wanted]]) -> None:
        """Weigh names that have not been asked together, and remember the verdicts."""
        if not new:
            return
        if len(self._plain) + len(new) > REMEMBERED:
            self._plain.clear()
        names = [parsed for parsed, _ in new.values()]
        batch = Batch(self.index, names, [wanted for _, wanted in new.values()])
        judge = self.judge
        for sign, parsed, ranked in zip(new, names, batch.find(self.least + 1.0), strict=True):
            answer = judge(parsed.text, parsed, ranked)
            self._plain[sign] = answer, ranked[0] if ranked else None

    def _stands(self, parsed: ParsedName, best: Scored | None) -> bool:
        """Return True if a name is known word for word, and well enough, whatever it says."""
        return (
            best is not None
            and best.how == "exact"
            and best.merit > self.least + 1.5
            and parsed.fold in best.entry.folds
        )

    def _resolve(self, text: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        parsed = parse_name(text)
        if not parsed.fold:
            return _refuse(text, "no letters")
        if parsed.fold.endswith(SYRIA):
            bare = _COUNTRY.sub("", text)
            if bare.strip() and not _SIDES.issuperset(fold_name(bare).split()):
                return replace(self._resolve(bare, wanted, near), toponym=text)
        words = parsed.fold.split()
        if words[0] in FIRST and (bare := _PREPOSITION.sub("", text)) != text and bare.strip():
            return replace(self._resolve(bare, wanted, near), toponym=text)
        has_digit = DIGIT.search(parsed.fold) is not None
        if has_digit:
            by_code = self._by_code(text)
            if by_code is not None:
                return by_code
        separated = is_separated(text, words)
        related_words = not TRIGGERS.isdisjoint(words) or (has_digit and "km" in parsed.fold)
        if not (near or separated or related_words):
            return self._resolve_plain(text, parsed, wanted)
        found = self.index.find(parsed, wanted, near)
        best = max(found.values(), default=None, key=_merit)
        if self._stands(parsed, best):
            return self.decide(text, parsed, found)
        if best is not None and best.how == "exact" and best.merit > self.least + 1.5:
            # "Manbij countryside" and "M5 highway" are names as they stand.
            same_kinds = " ".join(parsed.kinds) == best.entry.kinds
            if parsed.kinds and same_kinds and best.entry.qualifiers == parsed.qualifiers:
                return self.decide(text, parsed, found)
        split_first = _ENCLOSED.search(text) is not None
        if split_first:
            split = by_readings(self, text, found, wanted, near)
            if split is not None and split.resolved:
                return split
        if related_words:
            related = by_relation(self, text, parsed, found, wanted, near)
            if related is not None:
                return related
        if separated:
            if not split_first:
                split = by_readings(self, text, found, wanted, near)
            if split is not None:
                return split
        return self.decide(text, parsed, self._widened(found, parsed, wanted, near))

    def _resolve_plain(self, text: str, parsed: ParsedName, wanted: Wanted) -> Resolution:
        """Return the verdict on a name without relation words or separators.

        Spellings that differ only in case, articles, hyphens or diacritics are weighed once.
        """
        sign = self._sign(parsed, wanted)
        known = self._plain.get(sign)
        if known is None:
            if len(self._plain) >= REMEMBERED:
                self._plain.clear()
            found = self.index.find(parsed, wanted, likely=True)
            ranked = rank(self._widened(found, parsed, wanted, likely=True))
            answer = self.judge(text, parsed, ranked)
            known = self._plain[sign] = answer, ranked[0] if ranked else None
        return _say(text, known[0])

    def _sign(self, parsed: ParsedName, wanted: Wanted) -> Sign:
        """Return all that a verdict on a plain name hangs on."""
        _, fold, core, key, bones, voiced, qualifiers, kinds, arabic = parsed
        if core not in self.index.table.cores:
            core = ""  # the exact spelling of nothing
        return (
            fold if kinds else "", core, key, bones, voiced, qualifiers, kinds, arabic, *wanted,
        )  # fmt: skip

    def _widened(
        self,
        found: Found,
        parsed: ParsedName,
        wanted: Wanted,
        near: Sequence[Place] = (),
        *,
        likely: bool = False,
    ) -> Found:
        """Return the candidates, with those one consonant away where none is good enough."""
        if found and max(map(_merit, found.values())) >= self.least + 1.0:
            return found
        wide = self.index.find(parsed, wanted, near, wide=True, likely=likely)
        for place_id, scored in wide.items():
            if place_id not in found or scored.merit > found[place_id].merit:
                found[place_id] = scored
        return found

    def decide(self, text: str, parsed: ParsedName, found: Found, rule: str = "") -> Resolution:
        """Weigh candidates against each other and against "none of them"."""
        return self.judge(text, parsed, rank(found), rule)

    def judge(
        self, text: str, parsed: ParsedName, ranked: list[Scored], rule: str = ""
    ) -> Resolution:
        """Return the verdict on likely candidates, best first."""
        if not ranked:
            return _refuse(text, "no name like it is known")
        best = ranked[0]
        place = best.place
        powers = [math.exp(scored[0]) for scored in ranked]
        first = powers[0]
        total = self._none + sum(powers)
        share, spread = first, 0.0
        if len(ranked) > 1:
            share, spread, beside = self._near_best(ranked, powers, total)
            if beside:
                rule = rule or "neighbours"
        share /= total
        candidates = tuple(
            [
                make_candidate(s.place, p / total, self._reasons(s, parsed), s.entry.text)
                for s, p in zip(ranked[:SHOWN], powers, strict=False)
            ]
        )
        if share < RESOLVE_AT:
            rivals = len(powers) > 1 and powers[1] > RIVAL * first
            if rivals and 1 - self._none / total >= AMBIGUOUS_AT:
                verdict, why = Verdict.AMBIGUOUS, f"{len(ranked)} places fit about equally well"
            else:
                verdict, why = Verdict.UNKNOWN, "no place of this name is near enough"
            return make_resolution(
                text, verdict, None, None, None, None, None, round(share, 4), str(verdict),
                candidates, (why,), None, "",
            )  # fmt: skip
        facts = self._facts.get(place.place_id)
        if facts is None:
            facts = self._facts[place.place_id] = geo_precision_of(place), self._size(place)
        precision, radius = facts
        if spread:
            radius = max(radius, round(spread + place.radius_km, 1))
        reasons = candidates[0].reasons
        if rule == "neighbours":
            precision = max(precision, 2)
            reasons = (
                *reasons,
                "one of several neighbours of this name; the radius holds them all",
            )
        if place.country != "SY":
            rule, reasons = "foreign", (*reasons, f"not in Syria: {place.country}")
        elif parsed.kinds and place.feature_class == "P" and _is_site(parsed, best):
            precision, radius = max(precision, 2), max(10.0, 2 * radius)
            reasons = (*reasons, "the town that the site is named after, not the site")
        if not rule:
            rule = self._rule_of(best, ranked, powers)
        return make_resolution(
            text, Verdict.RESOLVED, place, place.lon, place.lat, precision, radius,
            round(share, 4), rule, candidates, reasons,
            self.gazetteer.areas.get(place.place_id), place.place_id,
        )  # fmt: skip

    @staticmethod
    def _near_best(
        ranked: list[Scored], powers: list[float], total: float
    ) -> tuple[float, float, bool]:
        """Return what the best candidate has together with those that are as good as it.

        Returns
        -------
        tuple
            The summed power, how far they lie from it in km, and True if they are neighbours of
            one name rather than the same place.
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
        if share / total < RESOLVE_AT <= around / total:
            return around, wide, True
        return share, spread, False

    @staticmethod
    def _rule_of(best: Scored, ranked: list[Scored], powers: list[float]) -> str:
        """Return the word for what decided."""
        if best.how == "near spelling":
            return "fuzzy"
        if len(ranked) > 1 and powers[1] > 0 and best.fit in (Fit.DEEP, Fit.INSIDE):
            rival = ranked[1]
            if rival.fit > Fit.PARTLY and rival.how == best.how:
                return "hint"
        if not best.entry.strong:
            return "weak"
        return best.how

    def _reasons(self, scored: Scored, parsed: ParsedName) -> tuple[str, ...]:
        entry = scored.entry
        sign = (scored.how, scored.fit, entry.strong, entry.arabic == parsed.arabic,
                entry.qualifiers == parsed.qualifiers)  # fmt: skip
        known = self._said.get(sign)
        if known is None:
            known = self._said[sign] = say_reasons(*sign)
        return known

    def _size(self, place: Place) -> float:
        """Return the honest radius of an answer: that of its outline where there is one."""
        area = self.gazetteer.areas.get(place.place_id)
        if area is None or area.geom_type not in ("Polygon", "MultiPolygon"):
            return place.radius_km
        known = self._sizes.get(place.place_id)
        if known is None:
            from geomap.places.shapes import size_of

            known = round(max(place.radius_km, size_of(area, place.lon, place.lat)), 1)
            self._sizes[place.place_id] = known
        return known

    # -- codes and coordinates ---------------------------------------------------------------

    def _by_code(self, text: str) -> Resolution | None:
        code = text.strip().upper()
        place = self.gazetteer.places.get(code) or self._by_pcode(code)
        if place is not None:
            return self.answer(text, place, "code", 1.0, ("its p-code",))
        given = parse_coordinates(text)
        if given is None:
            return None
        lon, lat, fine = given
        if not in_box(lon, lat):
            return _refuse(text, "coordinates outside Syria")
        admin = self._unit_at(lon, lat)
        point = Place(
            place_id=f"@{lon:.5f},{lat:.5f}", name=f"{lat:.5f}, {lon:.5f}", name_ar="",
            feature_class="S", feature_code="PT", lon=lon, lat=lat, radius_km=fine, admin1=admin,
        )  # fmt: skip
        return Resolution(
            text, Verdict.RESOLVED, point, lon, lat, 1 if fine <= 5 else 2 if fine <= 50 else 3,
            fine, 1.0, "coordinates", (Candidate(point, 1.0, ("coordinates",)),),
            ("coordinates as written",), None, point.place_id,
        )  # fmt: skip

    def _by_pcode(self, code: str) -> Place | None:
        if not (code[:1] in ("C", "N", "S") and code[-1:].isdigit()):
            return None
        if self._pcodes is None:
            self._pcodes = {p.pcode: p for p in self.gazetteer.places.values() if p.pcode}
        return self._pcodes.get(code)

    def _unit_at(self, lon: float, lat: float) -> str:
        """Return the governorate of a point: by outline, else by the nearest place."""
        import shapely

        point = shapely.Point(lon, lat)
        for place_id, area in self.gazetteer.areas.items():
            if len(place_id) == 4 and place_id.startswith("SY") and area.contains(point):
                return place_id
        near = min(
            (p for p in self.gazetteer.places.values() if p.feature_class == "P" and p.admin1),
            key=lambda p: gap_km(lon, lat, p.lon, p.lat),
            default=None,
        )
        if near is None or gap_km(lon, lat, near.lon, near.lat) > 25:
            return ""
        return near.admin1

    def plain_name(self, name: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        """Resolve a name that stands inside a larger text: no relations of relations."""
        parsed = parse_name(name)
        found = self.index.find(parsed, wanted, near)
        if SEPARATORS.search(name):
            split = by_readings(self, name, found, wanted, near)
            if split is not None:
                return split
        return self.decide(name, parsed, found)

    # -- answers -----------------------------------------------------------------------------

    def answer(
        self, text: str, place: Place, rule: str, score: float, reasons: tuple[str, ...]
    ) -> Resolution:
        """Return the answer that a place is, for a rule that needs no candidates."""
        return Resolution(
            text, Verdict.RESOLVED, place, place.lon, place.lat, geo_precision_of(place),
            self._size(place), score, rule, (Candidate(place, score, reasons, place.name),),
            reasons, self.gazetteer.areas.get(place.place_id), place.place_id,
        )  # fmt: skip

    def _decided_by_user(self, text: str, decision: Decision) -> Resolution:
        why = (f"your override, row {decision.row}",)
        if decision.place_id:
            place = self.gazetteer.places.get(decision.place_id)
            if place is None:
                return replace(_refuse(text, f"override names unknown place {decision.place_id}"),
                               rule="override")  # fmt: skip
            return self.answer(text, place, "override", 1.0, why)
        if decision.lon is None or decision.lat is None:
            return Resolution(text, Verdict.UNKNOWN, rule="override", reasons=why)
        point = Place(
            place_id=f"@{decision.lon:.5f},{decision.lat:.5f}", name=text.strip(), name_ar="",
            feature_class="S", feature_code="PT", lon=decision.lon, lat=decision.lat,
            radius_km=1.0, admin1=self._unit_at(decision.lon, decision.lat), source="override",
        )  # fmt: skip
        return Resolution(
            text, Verdict.RESOLVED, point, point.lon, point.lat, 1, 1.0, 1.0, "override",
            (Candidate(point, 1.0, why),), why, None, point.place_id,
        )  # fmt: skip


def rank(found: Found) -> list[Scored]:
    """Return candidates, best first; what is 200 times less likely than the best is none."""
    if not found:
        return []
    least = max(map(_merit, found.values())) - UNLIKELY
    ranked = [scored for scored in found.values() if scored[0] > least]
    if len(ranked) > 1:
        ranked.sort(key=_merit, reverse=True)
    return ranked


def geo_precision_of(place: Place) -> int:
    """Return ACLED's precision of an event known to have been in `place`: 1 exact, 3 region."""
    if place.feature_code in {"ADM1", "PCLI", "RGN"} or place.radius_km > 50:
        return 3
    if place.feature_code in {"OILF", "GASF", "RDJCT", "INDS"} and place.radius_km <= 10:
        return 1
    if place.feature_class in {"A", "L", "R", "H"} or place.radius_km > 15:
        return 2
    if place.feature_class == "T" and place.radius_km > 5:
        return 2
    return 1


def make_resolver(settings: PlaceSettings = PlaceSettings()) -> Resolver:
    """Return a resolver over the gazetteer and overrides that `settings` name."""
    gazetteer = load_gazetteer(settings.gazetteer)
    overrides = None
    if settings.overrides is not None:
        overrides = read_overrides(settings.overrides, gazetteer)
    return Resolver(gazetteer, overrides)


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


def _say(text: str, known: Resolution) -> Resolution:
    """Return a verdict on another spelling as one on `text`."""
    if known.toponym == text:
        return known
    return make_resolution(
        text, known.verdict, known.place, known.lon, known.lat, known.geo_precision,
        known.precision_km, known.score, known.rule, known.candidates, known.reasons,
        known.area, known.place_id,
    )  # fmt: skip


def _is_site(parsed: ParsedName, best: Scored) -> bool:
    """Return True if a name says a kind of site that its best candidate, a settlement, is not."""
    return any(
        k in SITE_KINDS and not fits_kind(best.place, k) and k not in best.entry.kinds
        for k in parsed.kinds
    )


def _refuse(text: str, reason: str) -> Resolution:
    return Resolution(text, Verdict.UNKNOWN, rule="unknown", reasons=(reason,))
