"""What "the town" or "البلدة" means: the place of that kind named last before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.document.words import Taken
from geomap.extract.recognise.names import PlaceMention
from geomap.extract.recognise.places.place_lists import heads_line
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

REACH = 500
"""Characters between a name and the words that take it up."""

_ENGLISH = re.compile(
    rf"\b(?:the|this|that)\s+{alternation('en', 'anaphora.nouns')}\b"
    rf"(?!\s+(?:{alternation('en', 'places.not_anaphora')}|[A-Z])"
    "|['’-])"
)
_ARABIC = re.compile(
    rf"(?<![ء-ي])[وبلف]?(?:ال|ل){alternation('ar', 'anaphora.nouns')}(?![ء-ي])(?!\s+[«\"“])"
)


def find_anaphora(
    text: str,
    mentions: Sequence[PlaceMention],
    blocked: Sequence[tuple[int, int]],
    *,
    arabic: bool,
) -> list[PlaceMention]:
    """Return a mention for each phrase that takes up a settlement named before it."""
    taken = Taken([*((m.phrase_start, m.phrase_end) for m in mentions), *blocked])
    out: list[PlaceMention] = []
    for match in (_ARABIC if arabic else _ENGLISH).finditer(text):
        if taken.overlaps(*match.span()):
            continue
        named = _antecedent(text, mentions, match.start())
        if named is None:
            continue
        start, end = match.span()
        out.append(
            PlaceMention(
                start, end, named.text, named.places, start, end, hint=named.hint,
                held_by=named.held_by, resolution=named.resolution, taken_up=True,
            )
        )  # fmt: skip
    return out


def _antecedent(text: str, mentions: Sequence[PlaceMention], start: int) -> PlaceMention | None:
    line = text.rfind("\n", 0, start) + 1
    for mention in reversed([m for m in mentions if m.end <= start]):
        if start - mention.end > REACH:
            return None
        if mention.start < line and text[line:start].find(":", 0, 40) > 0:
            return None
        if heads_line(text, mention) and not mention.country:
            return mention
        resolution = mention.resolution
        if mention.country or resolution is None or not resolution.resolved:
            continue
        place = resolution.place
        if place is not None and place.feature_class == "P" and mention.relation != "countryside":
            return mention
    return None
