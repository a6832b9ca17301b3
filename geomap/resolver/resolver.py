"""From a toponym with hints to one verdict, with every candidate and the rule that decided.

The order: the user's overrides; p-codes and coordinates; the name as it stands; relations; two
names in one cell; names one consonant away. Every way ends in `geomap.resolver.ranking.Judge`.
"""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.gazetteer.common_words import say_common
from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.loading import open_gazetteer
from geomap.lang.name_keys import LONGEST, ParsedName, parse_name, parse_names
from geomap.model import Hints, Resolution, Verdict
from geomap.resolver.admin_context import Fit
from geomap.resolver.candidates import Index
from geomap.resolver.cells.answer_codes import CodeAnswers
from geomap.resolver.cells.answer_readings import by_readings
from geomap.resolver.cells.answer_relations import by_relation
from geomap.resolver.cells.listed.several import by_list
from geomap.resolver.cells.plain_names import DIGIT, is_related, without_frame
from geomap.resolver.cells.readings import SEPARATORS, is_separated
from geomap.resolver.cells.second_looks import look_again
from geomap.resolver.overrides import Overrides, read_overrides
from geomap.resolver.plain_verdicts import PlainVerdicts
from geomap.resolver.ranking import Judge, refuse, say_of
from geomap.resolver.together.batch import AT_ONCE
from geomap.resolver.weights import Weights
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.merits.scored import Scored

NEAR_KM = 40.0
"""A common word is taken for a place that lies this near to another place of its report."""

FEW = 16
"""Fewer queries are quicker one by one."""

Sign = tuple[object, ...]
Query = tuple[str, str, str, str]
_ENCLOSED = re.compile("[(,،;؛]")
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
    split
        Tables are to have a row for each place of a cell that lists several.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        overrides: Overrides | None = None,
        *,
        weights: Weights = Weights(),
        split: bool = False,
    ) -> None:
        self.gazetteer = gazetteer
        self.split = split
        self.overrides = overrides
        self.weights = weights
        self.index = Index(gazetteer, weights)
        self.least = weights.none + weights.sparse * self.index.sparseness
        self.judge = Judge(gazetteer, self.least)
        self.codes = CodeAnswers(gazetteer, self.judge)
        self.plain = PlainVerdicts(self.index, self.judge, self.codes)

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
                return self.codes.by_decision(toponym, decision)
        if len(toponym) > LONGEST:
            return refuse(toponym, f"longer than {LONGEST} characters: not a place name")
        if "://" in toponym:
            return refuse(toponym, "an address of a page, not a place name")
        parsed = parse_name(toponym)
        answer = self._resolve(toponym, wanted, near)
        if answer.verdict is Verdict.UNKNOWN:
            answer = look_again(self, toponym, parsed, wanted, near) or answer
        return self._checked(parsed, answer, hints.admin1, wanted, near)

    def _checked(
        self, parsed: ParsedName, answer: Resolution, admin1: str, wanted: Wanted,
        near: Sequence[Place] = (),
    ) -> Resolution:  # fmt: skip
        """Return an answer with a word on a hint that nobody knows; doubt common words."""
        if admin1 and not wanted.admin1:
            why = f"{admin1!r} is no unit that is known: not used as a hint"
            answer = replace(answer, reasons=(*answer.reasons, why))
        place = answer.place
        if place is None or not (said := say_common(parsed.text, parsed.fold)):
            return answer
        if self.index.hints.fit(place, wanted) <= Fit.PARTLY:
            return answer
        if any(gap_km(place.lon, place.lat, p.lon, p.lat) <= NEAR_KM for p in near):
            return answer
        why = f"more often {said} than {place.name}: needs a hint or a place beside it"
        return Resolution(
            answer.toponym, Verdict.UNKNOWN, score=answer.score, rule="unknown",
            candidates=answer.candidates, reasons=(why,),
        )  # fmt: skip

    def resolve_many(self, queries: Iterable[tuple[str, Hints]]) -> list[Resolution]:
        """Return the verdicts on `queries` in order; each distinct query is resolved once.

        Plain names are weighed together, about twice as quick as one by one.
        """
        numbers: dict[Query, int] = {}
        asked = [
            numbers.setdefault((text, hints.admin1, hints.admin2, hints.admin3), len(numbers))
            for text, hints in queries
        ]
        distinct = list(numbers)
        # Answers have no cycles; the collector would go through the gazetteer again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            answers: list[Resolution] = []
            for start in range(0, len(distinct), AT_ONCE):
                answers += self._resolve_together(distinct[start : start + AT_ONCE])
        finally:
            if collecting:
                gc.enable()
        if len(answers) == len(asked):
            return answers
        return [answers[number] for number in asked]

    def _resolve_together(self, queries: list[Query]) -> list[Resolution]:
        """Return the verdicts on distinct queries."""
        if len(queries) < FEW:
            return [self.resolve(text, Hints(*units)) for text, *units in queries]
        texts = [text for text in dict.fromkeys([q[0] for q in queries]) if len(text) <= LONGEST]
        parsed_of = dict(zip(texts, parse_names(texts), strict=True))
        read = {units: self.index.hints.read(Hints(*units)) for units in {q[1:] for q in queries}}
        parsed_all = [parsed_of.get(query[0]) for query in queries]
        wanted_all = [read[query[1:]] for query in queries]
        signs = self._foresee(parsed_all, wanted_all)
        known_of = self.plain.known.get
        return [
            self._say(query, known_of(sign) if sign is not None else None, parsed, wanted)
            for query, sign, parsed, wanted in zip(
                queries, signs, parsed_all, wanted_all, strict=True
            )
        ]

    def _say(
        self, query: Query, known: Resolution | None, parsed: ParsedName | None, wanted: Wanted
    ) -> Resolution:
        """Return the answer to one of many queries, with what is known of it together."""
        if known is None or parsed is None:
            return self.resolve(query[0], Hints(*query[1:]))
        if known.verdict is Verdict.UNKNOWN:
            known = look_again(self, query[0], parsed, wanted, ()) or known
        answer = known if known.toponym == query[0] else say_of(query[0], known)
        return self._checked(parsed, answer, query[1], wanted)

    def _foresee(
        self, parsed_all: list[ParsedName | None], wanted_all: list[Wanted]
    ) -> list[Sign | None]:
        """Answer plain names together; return under which sign each one's answer is kept."""
        new: dict[Sign, tuple[ParsedName, Wanted]] = {}
        signs: list[Sign | None] = []
        for parsed, wanted in zip(parsed_all, wanted_all, strict=True):
            sign = None
            if parsed is not None and not self._is_decided(parsed.text, wanted):
                sign = self.plain.sign_of(parsed, wanted)
                if sign is not None and sign not in self.plain.known:
                    new[sign] = parsed, wanted
            signs.append(sign)
        if new:
            self.plain.foresee(new)
        return signs

    def _is_decided(self, text: str, wanted: Wanted) -> bool:
        return self.overrides is not None and self.overrides.find(text, wanted) is not None

    def _resolve(self, text: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        parsed = parse_name(text)
        if not parsed.fold:
            return refuse(text, "no letters")
        if bare := without_frame(text, parsed):
            return replace(self._resolve(bare, wanted, near), toponym=text)
        words = parsed.fold.split()
        has_digit = DIGIT.search(parsed.fold) is not None
        if has_digit and (by_code := self.codes.by_code(text)) is not None:
            return by_code
        separated = is_separated(text, words)
        related = is_related(text, words) or (has_digit and "km" in parsed.fold)
        if not (near or separated or related):
            return self.plain.resolve(text, parsed, wanted)
        return self._resolve_said(parsed, wanted, near, separated=separated, related=related)

    def _resolve_said(
        self,
        parsed: ParsedName,
        wanted: Wanted,
        near: Sequence[Place],
        *,
        separated: bool,
        related: bool,
    ) -> Resolution:
        """Resolve what holds several names or a relation, or stands beside other places."""
        text = parsed.text
        found = self.index.find(parsed, wanted, near)
        best = max(found.values(), default=None, key=_merit)
        if self.plain.stands(parsed, best) or self._is_whole(parsed, best):
            return self.judge.decide(text, parsed, found, near=bool(near))
        asked = text, wanted, near
        if separated and (several := by_list(self, text, wanted)) is not None:
            return several
        split_first = _ENCLOSED.search(text) is not None
        split = by_readings(self, *asked) if split_first else None
        if split is not None and split.resolved:
            return split
        if related:
            answer = by_relation(self, text, parsed, found, wanted, near)
            if answer is not None:
                return answer
        if separated and (split := split if split_first else by_readings(self, *asked)) is not None:
            return split
        found = self.plain.widened(found, parsed, wanted, near)
        return self.judge.decide(text, parsed, found, near=bool(near))

    def _is_whole(self, parsed: ParsedName, best: Scored | None) -> bool:
        """Return True for a name as it stands: "Manbij countryside", "M5 highway"."""
        if best is None or best.how != "exact" or best.merit <= self.least + 1.5:
            return False
        same_kinds = " ".join(parsed.kinds) == best.entry.kinds
        return bool(parsed.kinds) and same_kinds and best.entry.qualifiers == parsed.qualifiers

    def resolve_part(self, text: str, wanted: Wanted) -> Resolution:
        """Resolve one part of a list: a name as it stands, known by itself or by the hint."""
        parsed = parse_name(text)
        if not parsed.key or is_separated(text, parsed.fold.split()):
            return refuse(text, "no plain name")
        answer = self.plain.resolve(text, parsed, wanted)
        return self._checked(parsed, answer, "", wanted)

    def resolve_inner(self, text: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        """Resolve what a phrase names, itself a phrase perhaps ("in the Raqqa countryside")."""
        return self._resolve(text, wanted, near)

    def plain_name(self, name: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        """Resolve a name that stands inside a larger text: no relations of relations."""
        parsed = parse_name(name)
        found = self.index.find(parsed, wanted, near)
        if SEPARATORS.search(name):
            split = by_readings(self, name, wanted, near)
            if split is not None:
                return split
        return self.judge.decide(name, parsed, found, near=bool(near))


def make_resolver(settings: PlaceSettings = PlaceSettings()) -> Resolver:
    """Return a resolver over the gazetteer and overrides that `settings` name."""
    gazetteer = open_gazetteer(settings.gazetteer)
    overrides = None
    if settings.overrides is not None:
        overrides = read_overrides(settings.overrides, gazetteer)
    return Resolver(gazetteer, overrides, split=settings.split)
