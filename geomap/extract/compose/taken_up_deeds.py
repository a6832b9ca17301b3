"""Deeds told by pointing back: "the bombing also reached X", "the aggression was expanded to Y"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, CLASH, IED, SHELLING
from geomap.extract.compose.linking import choose_places
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.drafts import Draft
    from geomap.extract.sentences import Sentence

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
    text: str,
    sentence: Sentence,
    index: int,
    drafts: Sequence[Draft],
    between: Callable[[str, int, int], list[Any]],
) -> tuple[Happening, list[Any]] | None:
    """Return the deed of a sentence that tells by pointing back where else it happened."""
    earlier = [
        d.happening for d in drafts[-2 * NEAR :]
        if d.happening.sub_event_type in _STRIKES and index - d.happening.sentence <= NEAR
    ]  # fmt: skip
    match = _AGAIN.search(text, sentence.start, sentence.end) if earlier else None
    if match is None:
        return None
    start, end = match.span("deed")
    places = choose_places(
        text, match.end(), sentence.end, (match.end(), match.end()),
        between("places", match.end(), sentence.end),
    )  # fmt: skip
    if not places:
        return None
    deed = replace(
        earlier[-1], start=start, end=end, sentence=index, tolls={},
        floor=sentence.start, ceiling=sentence.end,
    )  # fmt: skip
    return deed, places


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
