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
from geomap.lang.name_words import NAME_HEADS
from geomap.lang.respelling import may_be_respelled, respellings
from geomap.model import Hints, Resolution, Verdict
from geomap.resolver.admin_context import Fit
from geomap.resolver.batch import AT_ONCE, Batch
from geomap.resolver.candidates import Index
from geomap.resolver.cells.answer_codes import CodeAnswers
from geomap.resolver.cells.answer_readings import by_readings
from geomap.resolver.cells.answer_relations import by_relation
from geomap.resolver.cells.plain_names import (
    DIGIT,
    RELATED,
    Kind,
    kind_of,
    without_clitics,
    without_frame,
)
from geomap.resolver.cells.readings import SEPARATORS, is_separated
from geomap.resolver.cells.several import by_list
from geomap.resolver.overrides import Overrides, read_overrides
from geomap.resolver.rank_columns import judge_many
from geomap.resolver.ranking import Judge, refuse, say_of
from geomap.resolver.scored import Scored
from geomap.resolver.weights import Weights
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place
    from geomap.resolver.admin_context import Wanted

REMEMBERED = 100_000
"""Verdicts on plain names that a resolver keeps."""

NEAR_KM = 40.0
"""A common word is taken for a place that lies this near to another place of its report."""

SURE, KNOWN = 0.9, 30.0
"""Least score and importance of a place that is meant behind a clitic ("بحلب")."""

LEAST_KEY = 2
"""Consonants of a name that is read by the letters of another system."""

FEW = 16
"""Fewer queries are quicker one by one."""

Found = dict[str, Scored]
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
        self.judge = Judge(gazetteer, self.least)
        self.codes = CodeAnswers(gazetteer, self.judge)
        self._plain: dict[Sign, Resolution] = {}

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
        parsed = parse_name(toponym)
        answer = self._resolve(toponym, wanted, near)
        if answer.verdict is Verdict.UNKNOWN:
            if parsed.arabic:
                answer = self._without_clitics(toponym, parsed, wanted, near) or answer
            elif may_be_respelled(toponym):
                answer = self._respelled(toponym, wanted) or answer
        return self._checked(parsed, answer, hints.admin1, wanted, near)

    def _without_clitics(
        self, text: str, parsed: ParsedName, wanted: Wanted, near: Sequence[Place]
    ) -> Resolution | None:
        """Return the answer to a text without its clitics, if that is a well-known name."""
        for bare in without_clitics(text, parsed):
            if say_common(bare):
                continue
            answer = self._resolve(bare, wanted, near)
            place = answer.place
            if (
                place is not None
                and answer.score >= SURE
                and (place.importance >= KNOWN or parse_name(bare).kinds)
            ):
                return replace(answer, toponym=text)
        return None

    def _respelled(self, text: str, wanted: Wanted) -> Resolution | None:
        """Return the answer to a name read by the letters of another system, if it is one.

        It must sound like a name that is known, to the last vowel.
        """
        for other in respellings(text):
            parsed = parse_name(other)
            words = parsed.fold.split()
            if len(parsed.key) < LEAST_KEY or NAME_HEADS.issuperset(words):
                continue
            if is_separated(other, words):
                continue
            answer = self._resolve_plain(other, parsed, wanted)
            if answer.place is not None and answer.place.country == "SY":
                name = parse_name(answer.candidates[0].name)
                same = "bones" if name.arabic else "voiced"
                if getattr(name, same) == getattr(parsed, same):
                    why = f"read as {other!r}, by the letters of another system"
                    return replace(answer, toponym=text, reasons=(*answer.reasons, why))
        return None

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
        new: dict[Sign, tuple[ParsedName, Wanted]] = {}
        signs: list[Sign | None] = []
        parsed_all = [parsed_of.get(query[0]) for query in queries]
        wanted_all = [read[query[1:]] for query in queries]
        overridden = self.overrides is not None
        for parsed, wanted in zip(parsed_all, wanted_all, strict=True):
            sign = None
            if parsed is not None and not (overridden and self._is_decided(parsed.text, wanted)):
                sign = self._sign_of(parsed, wanted)
                if sign is not None and sign not in self._plain:
                    new[sign] = parsed, wanted
            signs.append(sign)
        if new:
            self._foresee(new)
        answers = []
        known_of = self._plain.get
        for query, sign, parsed, wanted in zip(queries, signs, parsed_all, wanted_all, strict=True):
            known = known_of(sign) if sign is not None else None
            if (
                known is None
                or parsed is None
                or (
                    known.verdict is Verdict.UNKNOWN
                    and (parsed.arabic or may_be_respelled(query[0]))
                )
            ):
                answers.append(self.resolve(query[0], Hints(*query[1:])))
            else:
                answer = known if known.toponym == query[0] else say_of(query[0], known)
                answers.append(self._checked(parsed, answer, query[1], wanted))
        return answers

    def _is_decided(self, text: str, wanted: Wanted) -> bool:
        return self.overrides is not None and self.overrides.find(text, wanted) is not None

    def _sign_of(self, parsed: ParsedName, wanted: Wanted) -> Sign | None:
        """Return the sign of a name that may be weighed as it stands, None for any other."""
        kind = kind_of(parsed.text, parsed)
        if kind is Kind.PLAIN or (
            kind is Kind.NUMBERED and self.codes.by_code(parsed.text) is None
        ):
            return self._sign(parsed, wanted)
        if kind is Kind.SPEAKING and parsed.fold in self.index.table.folds:
            return (Kind.SPEAKING, parsed.fold, *wanted)
        return None

    def _foresee(self, new: dict[Sign, tuple[ParsedName, Wanted]]) -> None:
        """Weigh names that have not been asked together, and remember the verdicts.

        A name that says more is remembered only if it stands as it is.
        """
        if len(self._plain) + len(new) > REMEMBERED:
            self._plain.clear()
        names = [parsed for parsed, _ in new.values()]
        batch = Batch(self.index, names, [wanted for _, wanted in new.values()])
        ranked = batch.find(self.least + 1.0)
        best = batch.best(ranked, [i for i, s in enumerate(new) if s[0] is Kind.SPEAKING])
        answers = judge_many(self.judge, batch, ranked)
        for number, (sign, answer) in enumerate(zip(new, answers, strict=True)):
            if sign[0] is not Kind.SPEAKING or self._stands(names[number], best.get(number)):
                self._plain[sign] = answer

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
            return refuse(text, "no letters")
        if bare := without_frame(text, parsed):
            return replace(self._resolve(bare, wanted, near), toponym=text)
        words = parsed.fold.split()
        has_digit = DIGIT.search(parsed.fold) is not None
        if has_digit:
            by_code = self.codes.by_code(text)
            if by_code is not None:
                return by_code
        separated = is_separated(text, words)
        related_words = not RELATED.isdisjoint(words) or (has_digit and "km" in parsed.fold)
        if not (near or separated or related_words):
            return self._resolve_plain(text, parsed, wanted)
        found = self.index.find(parsed, wanted, near)
        best = max(found.values(), default=None, key=_merit)
        if self._stands(parsed, best):
            return self.judge.decide(text, parsed, found)
        if best is not None and best.how == "exact" and best.merit > self.least + 1.5:
            # "Manbij countryside" and "M5 highway" are names as they stand.
            same_kinds = " ".join(parsed.kinds) == best.entry.kinds
            if parsed.kinds and same_kinds and best.entry.qualifiers == parsed.qualifiers:
                return self.judge.decide(text, parsed, found)
        if separated and (several := by_list(self, text, wanted)) is not None:
            return several
        split_first = _ENCLOSED.search(text) is not None
        if split_first:
            split = by_readings(self, text, wanted, near)
            if split is not None and split.resolved:
                return split
        if related_words:
            related = by_relation(self, text, parsed, found, wanted, near)
            if related is not None:
                return related
        if separated:
            if not split_first:
                split = by_readings(self, text, wanted, near)
            if split is not None:
                return split
        return self.judge.decide(text, parsed, self._widened(found, parsed, wanted, near))

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
            found = self._widened(found, parsed, wanted, likely=True)
            known = self._plain[sign] = self.judge.decide(text, parsed, found)
        return known if known.toponym == text else say_of(text, known)

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

    def resolve_part(self, text: str, wanted: Wanted) -> Resolution:
        """Resolve one part of a list: a name as it stands, known by itself or by the hint."""
        parsed = parse_name(text)
        if not parsed.key or is_separated(text, parsed.fold.split()):
            return refuse(text, "no plain name")
        answer = self._resolve_plain(text, parsed, wanted)
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
        return self.judge.decide(name, parsed, found)


def make_resolver(settings: PlaceSettings = PlaceSettings()) -> Resolver:
    """Return a resolver over the gazetteer and overrides that `settings` name."""
    gazetteer = open_gazetteer(settings.gazetteer)
    overrides = None
    if settings.overrides is not None:
        overrides = read_overrides(settings.overrides, gazetteer)
    return Resolver(gazetteer, overrides)
