"""Parts of a sentence that each tell of something of their own."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geomap.extract.compose.place_roles import is_scene
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.recognise.names import PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger

_STRONG = re.compile(
    rf"[;؛]\s*|,?\s+{alternation('en', 'clauses.strong')}\s+|,\s+"
    rf"{alternation('en', 'clauses.strong_behind_comma')}\s+|،?\s+"
    rf"{alternation('ar', 'clauses.strong')}\s+|\.\.+\s*"
)
_STRONG_END = re.compile(rf"(?:{_STRONG.pattern})$")


def is_parted(text: str, at: int) -> bool:
    """Return True where two clauses meet at a strong joint: ", while", "في حين"."""
    return _STRONG_END.search(text, max(0, at - 30), at) is not None


_WEAK = re.compile(
    rf",\s+|\s+{alternation('en', 'clauses.weak')}\s+|[،]\s*|\s+"
    rf"{alternation('ar', 'clauses.weak')}\s+|\s(?=و[ء-ي]{{3}})"
)


def split_clauses(parts: ReportParts, sentence: Sentence) -> list[tuple[int, int]]:
    """Split a sentence where each side tells of something of its own at places of its own."""
    lists = _scene_lists(parts, parts.places_in(sentence.start, sentence.end))
    triggers = [t for t in parts.triggers_in(sentence.start, sentence.end) if t.kind != "say"]
    cuts = [sentence.start]
    for left, right in itertools.pairwise(lists):
        here = _cut_between(parts, triggers, cuts[-1], left, right, sentence.end)
        if here is not None:
            cuts.append(here)
    if lists and (tail := _cut_after(parts, triggers, cuts[-1], lists[-1], sentence.end)):
        cuts.append(tail)
    if len(cuts) == 1:
        cuts += _cuts_then(parts, sentence)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _scene_lists(parts: ReportParts, places: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return the spans of the lists of places where something may have happened."""
    holders = {id(p.held_by) for p in places if p.held_by is not None}
    spans: dict[int, tuple[int, int]] = {}
    for place in places:
        if place.country or id(place) in holders or not is_scene(parts.text, place):
            continue
        lo, hi = spans.get(place.group, (place.phrase_start, place.end))
        spans[place.group] = (min(lo, place.phrase_start), max(hi, place.end))
    return sorted(spans.values())


def _cut_between(
    parts: ReportParts,
    triggers: Sequence[Trigger],
    floor: int,
    left: tuple[int, int],
    right: tuple[int, int],
    ceiling: int,
) -> int | None:
    """Return where what is told of the left list ends, None where both belong together."""
    text = parts.text
    first = _told(triggers, floor, left[0])
    middle = _told(triggers, left[1], right[0])
    last = _told(triggers, right[1], ceiling)
    lead = _news(text, middle)
    if first and lead and (far := _strong_before(text, left[1], right[0], lead)) is not None:
        return far
    if parts.arabic and first and lead:
        return _last_joint(text, left[1], lead[0].start)
    if parts.arabic and len(lead) > 1:
        return _last_joint(text, lead[0].end, lead[-1].start)
    if first and middle:
        return _joint_before(text, left[1], middle)
    if last and (first or middle):
        return _connector(text, middle[-1].end if middle else left[1], right[0], strong=True)
    return None


def _told(triggers: Sequence[Trigger], lo: int, hi: int) -> list[Trigger]:
    return [t for t in triggers if lo <= t.start < hi]


def _news(text: str, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers that tell something new, no mere weapon or result."""
    return [t for t in triggers if not _is_light(t) and not _is_means(text, t)]


def _is_light(trigger: Trigger) -> bool:
    """Return True for a result or a word that says little by itself."""
    return trigger.kind == "result" or trigger.weight <= 3


def _joint_before(text: str, lo: int, middle: Sequence[Trigger]) -> int | None:
    """Return the joint behind a list of places and before what is told next."""
    if (joint := _AND_THEN.fullmatch(text, lo, middle[0].start)) is not None:
        return joint.end()
    return _connector(text, lo, middle[0].start, strong=all(map(_is_light, middle)))


def _strong_before(text: str, lo: int, hi: int, lead: Sequence[Trigger]) -> int | None:
    """Return the last strong joint of two lists behind which something new is told."""
    joints = [m.end() for m in _STRONG.finditer(text, lo, hi) if m.end() <= lead[-1].start]
    return joints[-1] if joints else None


_AND_THEN = re.compile(r"[^.;,]{0,24}?,?\s+and\s+(?:also\s+|then\s+|later\s+)?")


def _cut_after(
    parts: ReportParts,
    triggers: Sequence[Trigger],
    floor: int,
    listed: tuple[int, int],
    ceiling: int,
) -> int | None:
    """Return where a clause of another kind begins that names no place of its own."""
    first = [t for t in triggers if floor <= t.start < listed[0]]
    last = [
        t
        for t in triggers
        if listed[1] <= t.start < ceiling and t.kind != "result" and t.weight > 5
    ]
    if not first or not last or any(t.sub_event_type == last[0].sub_event_type for t in first):
        return None
    if last[0].kind == "strike" and any(t.kind == "strike" for t in first):
        return None
    return _connector(parts.text, listed[1], last[0].start, strong=True)


_MEANS = re.compile(r"(?:^|\s)ب[ء-ي]+(?:\s+[ء-ي]+)?\s+$")


def _is_means(text: str, trigger: Trigger) -> bool:
    """Return True for the weapon of what is told before it: "with several mortar shells"."""
    if re.match(r"[وف]?ب[ء-ي]{3}", trigger.text):
        return True
    return bool(_MEANS.search(text[max(0, trigger.start - 30) : trigger.start]))


def _last_joint(text: str, lo: int, hi: int) -> int | None:
    """Return the joint nearest before a trigger that tells of something new."""
    strong = [m.end() for m in _STRONG.finditer(text, lo, hi)]
    weak = [m.end() for m in _WEAK.finditer(text, lo, min(hi + 2, len(text))) if m.end() <= hi]
    if strong or weak:
        return (strong or weak)[-1]
    return hi if text[hi : hi + 1] == "و" else None


def _connector(text: str, lo: int, hi: int, *, strong: bool) -> int | None:
    """Return the end of the joint of two clauses between two offsets."""
    found = [m.end() for m in _STRONG.finditer(text, lo, hi)]
    if found:
        return found[0]
    if strong:
        return None
    weak = [m.end() for m in _WEAK.finditer(text, lo, min(hi + 2, len(text)))]
    if weak:
        return min(weak[0], hi)
    return hi if text[hi : hi + 1] == "و" else None


def _cuts_then(parts: ReportParts, sentence: Sentence) -> list[int]:
    """Return the cuts of "... and later clashed with ...", one place for all of it."""
    text = parts.text
    cuts = [sentence.start]
    for match in _THEN.finditer(text, sentence.start, sentence.end):
        left, right = (cuts[-1], match.start()), (match.end(), sentence.end)
        before, behind = (
            [t for t in parts.triggers_in(*side) if t.kind != "result"] for side in (left, right)
        )
        if before and behind and _are_two_deeds(before, behind, match.group()):
            cuts.append(match.end())
    return cuts[1:]


def _are_two_deeds(before: Sequence[Trigger], behind: Sequence[Trigger], joint: str) -> bool:
    """Return True if what is told on both sides of a joint is of different kinds."""
    told = [{t.sub_event_type for t in side} for side in (before, behind)]
    if "Suicide bomb" in told[0] and max(t.weight for t in behind) <= 5:
        return False
    if ADDING.search(joint) or "later" in joint:
        told = [{max(side, key=_weight).sub_event_type} for side in (before, behind)]
    return not told[0] & told[1]


def _weight(trigger: Trigger) -> int:
    return trigger.weight


ADDING = re.compile(r"\badding\s+that\s+$", re.IGNORECASE)


_THEN = re.compile(
    r",\s+adding\s+that\s+|\s+and\s+(?:later|then|subsequently)\s+"
    rf"|\s+and\s+(?={alternation('en', 'clauses.next_deed')})"
)
