"""Deeds told by pointing back: "the bombing also reached X", "the aggression was expanded to Y"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, CLASH, IED, SHELLING
from geomap.extract.compose.linking import choose_places
from geomap.extract.document.words import is_arabic
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.names import PlaceMention

_DEEDS = alternation("en", "deeds.taken_up")
_AGAIN = re.compile(
    rf"\b(?:the|these|this|those|such|similar|same)\s+(?:[\w-]+\s+){{0,2}}(?P<deed>{_DEEDS})\b"
    rf"[^.;]{{0,60}}?\b{alternation('en', 'deeds.spread')}\b",
    re.IGNORECASE,
)
_BLASTS = re.compile(r"blasts?|explosions?", re.IGNORECASE)
NEAR = 3
"""Sentences back within which a deed is taken up."""

_STRIKES = frozenset({AIR, SHELLING, CLASH, "Chemical weapon"})


def take_up_deed(
    parts: ReportParts, sentence: Sentence, index: int, drafts: Sequence[Draft]
) -> tuple[Happening, list[PlaceMention]] | None:
    """Return the deed of a sentence that tells by pointing back where else it happened."""
    earlier = [
        d.happening for d in drafts[-2 * NEAR :]
        if d.happening.sub_event_type in _STRIKES and index - d.happening.sentence <= NEAR
    ]  # fmt: skip
    match = _AGAIN.search(parts.text, sentence.start, sentence.end) if earlier else None
    if match is None:
        return None
    start, end = match.span("deed")
    places = choose_places(
        parts.text, match.end(), sentence.end, (match.end(), match.end()),
        parts.places_in(match.end(), sentence.end),
    )  # fmt: skip
    if not places:
        return None
    deed = replace(
        earlier[-1], start=start, end=end, sentence=index, tolls={},
        floor=sentence.start, ceiling=sentence.end,
    )  # fmt: skip
    return deed, places


_THE_DEED = re.compile(
    rf"\b(?:the|this|that|these|those)\s+(?:[\w-]+\s+){{0,2}}{alternation('en', 'deeds.the_deed')}\b"
    rf"|(?<![ء-ي])[وف]?(?:هذا\s+|هذه\s+)?ال{alternation('ar', 'deeds.the_deed')}(?![ء-ي])",
    re.IGNORECASE,
)
"""A deed told before: "the attack targeted", "العدوان استهدف"."""

SUBJECT = 60
"""Characters before a loose word of violence in which the deed told before stands."""

AFTER_VERB = 12
"""Characters behind an Arabic verb in which its subject begins: "استهدف الهجوم"."""

LOOSE = 5
"""Up to this weight a word leaves open with what weapon something was done."""

_WEAPONS = frozenset({AIR, SHELLING, IED, "Suicide bomb", "Grenade", "Chemical weapon"})


def share_kinds(drafts: Sequence[Draft]) -> None:
    """Read "the attack targeted X" as the air strike or the shelling that was told just before."""
    for at, draft in enumerate(drafts):
        deed = draft.happening
        loose = deed.sub_event_type in {CLASH, "Attack"} and deed.kind == "verb"
        loose = loose and deed.weight < LOOSE
        if not loose or not at or not _tells_on(draft):
            continue
        known = next(
            (d.happening for d in reversed(drafts[:at]) if d.happening.sub_event_type in _VIOLENT),
            None,
        )
        if known is None or known.sub_event_type not in _WEAPONS:
            continue
        if deed.sentence - known.sentence > NEAR:
            continue
        deed.sub_event_type, deed.kind = known.sub_event_type, known.kind
        if deed.agent is None:
            deed.agent, deed.agent_id = known.agent, known.agent_id
            if deed.patient is not None and deed.patient is known.agent:
                deed.patient = None


_VIOLENT = _WEAPONS | {CLASH, "Attack"}


def _tells_on(draft: Draft) -> bool:
    """Return True where the subject of a deed, or its own word, is a deed told before."""
    deed = draft.happening
    begin = max(draft.sentence.start, deed.start - SUBJECT)
    behind = AFTER_VERB if is_arabic(draft.text[deed.start : deed.end]) else 0
    return _THE_DEED.search(draft.text, begin, deed.end + behind) is not None


def share_weapons(drafts: Sequence[Draft]) -> None:
    """Read blasts told beside an air strike as that strike's."""
    for earlier, draft in itertools.pairwise(drafts):
        deed, known = draft.happening, earlier.happening
        if deed.sub_event_type != IED or known.sub_event_type != AIR or deed.weight > 5:
            continue
        beside = deed.sentence - known.sentence <= 1
        if beside and _BLASTS.match(draft.text, deed.start) and deed.patient is None:
            deed.sub_event_type = AIR
            deed.agent, deed.agent_id = known.agent, known.agent_id
