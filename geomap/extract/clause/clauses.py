"""Parts of a sentence that each tell of something of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extract.recognise.trigger_mentions import Trigger
    from geomap.extract.report_parts import ReportParts
    from geomap.extract.sentences import Sentence

_SPLIT = re.compile(
    r";\s+|,?\s+(?:while|whereas|meanwhile)\s+|,\s+(?:and|but)\s+(?=(?:the\s+|an?\s+)?[A-Z]|(?:an?\s+)?(?:hours?|minutes?|later|shortly|separately|elsewhere|another|in|on|near|at)\b)|؛\s*|،\s+(?:كما|فيما|بينما)\s+|،\s+(?=و[ء-ي]{3,})"
)


def split_clauses(parts: ReportParts, sentence: Sentence, between) -> list[tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Split a sentence where each side tells of something of its own at a place of its own."""
    text = parts.text
    cuts = [sentence.start]
    holders = {id(p.held_by) for p in between("places", sentence.start, sentence.end)}
    for match in _SPLIT.finditer(text, sentence.start, sentence.end):
        left = (cuts[-1], match.start())
        right = (match.end(), sentence.end)
        telling = [
            any(t.kind != "result" and t.weight >= 4 for t in between("triggers", *side))
            for side in (left, right)
        ]
        placed = [
            any(not p.country and (not p.container or id(p) not in holders) for p in between("places", *side))
            for side in (left, right)
        ]  # fmt: skip
        if (
            all(telling)
            and placed[0]
            and (placed[1] or _tells_another(match.group(), left, right, between))
        ):
            cuts.append(match.end())
    if len(cuts) == 1:
        for match in _THEN.finditer(text, sentence.start, sentence.end):
            left, right = (cuts[-1], match.start()), (match.end(), sentence.end)
            told: list[list[Trigger]] = [
                [t for t in between("triggers", *side) if t.kind != "result"]
                for side in (left, right)
            ]
            kinds = [{t.sub_event_type for t in side} for side in told]
            if not told[0] or not told[1]:
                continue
            if "Suicide bomb" in kinds[0] and max(t.weight for t in told[1]) <= 5:
                continue
            if ADDING.search(match.group()) or re.search(r"later", match.group()):
                kinds = [{max(side, key=lambda t: t.weight).sub_event_type} for side in told]
            if not kinds[0] & kinds[1]:
                cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _tells_another(mark: str, left: tuple[int, int], right: tuple[int, int], between) -> bool:  # type: ignore[no-untyped-def]
    """Return True if what follows a semicolon is of another kind, though at the same place."""
    if mark[:1] not in ";؛":
        return False
    best = [max(between("triggers", *side), key=lambda t: t.weight) for side in (left, right)]
    return bool(best[1].weight >= 7 and best[0].sub_event_type != best[1].sub_event_type)


ADDING = re.compile(r"\badding\s+that\s+$", re.IGNORECASE)


_THEN = re.compile(
    r",\s+adding\s+that\s+|\s+and\s+(?:later|then|subsequently)\s+|\s+and\s+(?=attacking|shelling|bombing|launching|targeting)"
)
