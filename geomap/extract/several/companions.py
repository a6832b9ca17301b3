"""A second deed told in one breath with the first: "air strikes and artillery shelling hit X".

The codebook makes an air strike and a shelling of one place two rows. The second deed has the
places and the day of the first, and who does it where its own words name nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, SHELLING
from geomap.extract.recognise.trigger_mentions import Trigger
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.recognise.names import PlaceMention

FIRM = 7
"""Least weight of words that tell of a second deed."""

REACH = 70
"""Characters that may stand between the words of two deeds told in one breath."""

_PAIRS = {AIR: SHELLING, SHELLING: AIR}
_AIR_WORDS = rf"(?:{alternation('en', 'deeds.air_adjectives')}|(?:ال)?{alternation('ar', 'deeds.air_adjectives')})"
_GROUND_WORDS = rf"(?:{alternation('en', 'deeds.ground_adjectives')}|(?:ال)?{alternation('ar', 'deeds.ground_adjectives')})"
_DOUBLE = re.compile(
    rf"(?<!\w)(?:(?P<air>{_AIR_WORDS})\s+(?:and\s+|و)(?P<ground>{_GROUND_WORDS})"
    rf"|(?P<ground2>{_GROUND_WORDS})\s+(?:and\s+|و)(?P<air2>{_AIR_WORDS}))(?!\w)",
    re.IGNORECASE,
)
_OWN = {
    AIR: re.compile(r""),
    SHELLING: re.compile(
        rf"\b{alternation('en', 'deeds.ground_fire')}|{alternation('ar', 'deeds.ground_fire')}",
        re.IGNORECASE,
    ),
}
"""What a word must hold to tell of a deed of its own: "bombardment" may be the air strike itself."""
_JOINED = re.compile(
    rf"(?<!\w){alternation('en', 'deeds.joined')}(?!\w)|{alternation('ar', 'deeds.joined')}"
    r"|(?:^|\s)و(?=[ء-ي]|$)|[,،]",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"(?<!\w){alternation('en', 'deeds.parted')}(?!\w)|(?<![ء-ي]){alternation('ar', 'deeds.parted')}"
    r"|[.;؛:\n]",
    re.IGNORECASE,
)


def find_companion(
    text: str,
    happening: Happening,
    triggers: Sequence[Trigger],
    places: Sequence[PlaceMention],
) -> Trigger | None:
    """Return the trigger of a second deed of a clause, None where it tells of one only.

    Parameters
    ----------
    triggers, places
        Those of the clause that tell of something, in order.
    """
    other = _PAIRS.get(happening.sub_event_type)
    if other is None or happening.kind != "strike":
        return None
    if (double := _double(text, happening, other)) is not None:
        return double
    for trigger in triggers:
        if trigger.sub_event_type != other or trigger.weight < FIRM:
            continue
        if not _OWN[other].search(trigger.text):
            continue
        lo, hi = sorted(((happening.start, happening.end), (trigger.start, trigger.end)))
        if lo[1] > hi[0] or hi[0] - lo[1] > REACH:
            continue
        between = text[lo[1] : hi[0] + 1]
        if any(lo[1] <= p.start < hi[0] for p in places) or _APART.search(between):
            continue
        if _JOINED.search(between):
            return trigger
    return None


def _double(text: str, happening: Happening, other: str) -> Trigger | None:
    """Return the second deed of one noun with two adjectives: "air and artillery strikes"."""
    begin = max(happening.floor, happening.start - 24)
    for match in _DOUBLE.finditer(text, begin, min(len(text), happening.end + 24)):
        if match.start() > happening.end:
            continue
        for name in ("air", "air2") if other == AIR else ("ground", "ground2"):
            if match[name]:
                start, end = match.span(name)
                return Trigger(start, end, match[name], other, "strike", FIRM)
    return None


def accompany(happening: Happening, second: Happening) -> Happening:
    """Return the second deed with what only the first one's words say of the parties."""
    if second.agent is None:
        second = replace(second, agent=happening.agent, agent_id=happening.agent_id)
    if second.patient is None and not second.patient_id:
        second = replace(second, patient=happening.patient, patient_id=happening.patient_id)
    return replace(second, tolls={}, status=happening.status)
