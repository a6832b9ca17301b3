"""Verdicts on plain names: those without separators or words of relations, remembered.

Spellings that differ only in what no verdict hangs on are weighed once.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from geomap.resolver.cells.plain_names import Kind, kind_of
from geomap.resolver.merits.scored import Scored
from geomap.resolver.ranking import say_of
from geomap.resolver.together.batch import Batch
from geomap.resolver.together.rank_columns import judge_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.lang.name_keys import ParsedName
    from geomap.model import Place, Resolution
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.candidates import Index
    from geomap.resolver.cells.answer_codes import CodeAnswers
    from geomap.resolver.ranking import Judge

REMEMBERED = 100_000
"""Verdicts on plain names that are kept."""

Found = dict[str, Scored]
Sign = tuple[object, ...]
_merit = itemgetter(0)


class PlainVerdicts:
    """Weighs plain names of one gazetteer, one by one or together.

    Parameters
    ----------
    index
        The names of the gazetteer.
    judge
        Says the verdicts.
    codes
        Answers to p-codes: a name with a digit may be one.
    """

    def __init__(self, index: Index, judge: Judge, codes: CodeAnswers) -> None:
        self.index = index
        self.judge = judge
        self.codes = codes
        self.least = judge.least
        self.known: dict[Sign, Resolution] = {}

    def sign_of(self, parsed: ParsedName, wanted: Wanted) -> Sign | None:
        """Return the sign of a name that may be weighed as it stands, None for any other."""
        kind = kind_of(parsed.text, parsed)
        if kind is Kind.PLAIN or (
            kind is Kind.NUMBERED and self.codes.by_code(parsed.text) is None
        ):
            return self.sign(parsed, wanted)
        if kind is Kind.SPEAKING and parsed.fold in self.index.table.folds:
            return (Kind.SPEAKING, parsed.fold, *wanted)
        return None

    def foresee(self, new: dict[Sign, tuple[ParsedName, Wanted]]) -> None:
        """Weigh names that have not been asked together, and remember the verdicts.

        A name that says more is remembered only if it stands as it is.
        """
        if len(self.known) + len(new) > REMEMBERED:
            self.known.clear()
        names = [parsed for parsed, _ in new.values()]
        batch = Batch(self.index, names, [wanted for _, wanted in new.values()])
        ranked = batch.find(self.least + 1.0)
        best = batch.best(ranked, [i for i, s in enumerate(new) if s[0] is Kind.SPEAKING])
        answers = judge_many(self.judge, batch, ranked)
        for number, (sign, answer) in enumerate(zip(new, answers, strict=True)):
            if sign[0] is not Kind.SPEAKING or self.stands(names[number], best.get(number)):
                self.known[sign] = answer

    def stands(self, parsed: ParsedName, best: Scored | None) -> bool:
        """Return True if a name is known word for word, and well enough, whatever it says."""
        return (
            best is not None
            and best.how == "exact"
            and best.merit > self.least + 1.5
            and parsed.fold in best.entry.folds
        )

    def resolve(self, text: str, parsed: ParsedName, wanted: Wanted) -> Resolution:
        """Return the verdict on a name without relation words or separators.

        Spellings that differ only in case, articles, hyphens or diacritics are weighed once.
        """
        sign = self.sign(parsed, wanted)
        known = self.known.get(sign)
        if known is None:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            found = self.index.find(parsed, wanted, likely=True)
            found = self.widened(found, parsed, wanted, likely=True)
            known = self.known[sign] = self.judge.decide(text, parsed, found)
        return known if known.toponym == text else say_of(text, known)

    def sign(self, parsed: ParsedName, wanted: Wanted) -> Sign:
        """Return all that a verdict on a plain name hangs on."""
        _, fold, core, key, bones, voiced, qualifiers, kinds, arabic = parsed
        if core not in self.index.table.cores:
            core = ""  # the exact spelling of nothing
        return (
            fold if kinds else "", core, key, bones, voiced, qualifiers, kinds, arabic, *wanted,
        )  # fmt: skip

    def widened(
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
