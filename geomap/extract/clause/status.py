"""How a source puts a happening: reported, claimed by a party, planned, denied; who claims it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import alternation, ordered, words
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.recognise.names import ActorMention

_OWN_ROLE = rf"(?:any\s+|all\s+)?{alternation('en', 'status.own_role')}"
_DENIED = re.compile(
    rf"\b(?:den(?:ied|ies|y|ying)(?!\s+{_OWN_ROLE}|.{{0,40}}\bmovement)"
    rf"|{alternation('en', 'status.denied')})\b|(?<![ء-ي])و?"
    rf"{alternation('ar', 'status.denied')}(?![ء-ي])",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    rf"(?:,|\b{alternation('en', 'status.denied_behind')})\s+(?:\w+\s+){{0,6}}?"
    rf"(?:den(?:ied|ies)(?!\s+{_OWN_ROLE})|(?:was|were)\s+(?:\w+\s+)?denied\s+by"
    rf"|called\s+false)\b|{alternation('ar', 'status.denied_behind')}",
    re.IGNORECASE,
)
_PLANS = (
    r"\b(?:plan(?:s|ned|ning)?\s+(?:to|for|an?\b)|plott?(?:ed|ing)?\s+(?:to|an?\b)|(?<!\d\s)(?-i:may))\b",
    rf"\b{alternation('en', 'status.planned')}\b",
    rf"\b(?<!after\s)threat{alternation('en', 'status.endings_threat')}?(?!\s+posed)\b",
    rf"(?<![ء-ي])و?{alternation('ar', 'status.planned')}(?![ء-ي])",
)
_PLANNED = re.compile("|".join(_PLANS), re.IGNORECASE)
_OVER = re.compile(
    rf";|\.|\b{alternation('en', 'status.over')}\b|,\s+(?:and|but)\b"
    rf"|”|(?<![ء-ي]){alternation('ar', 'status.over')}(?![ء-ي])|،",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    rf"\b{alternation('en', 'status.alleged')}\b|(?<![ء-ي])"
    rf"{alternation('ar', 'status.alleged')}(?![ء-ي])",
    re.IGNORECASE,
)
_CLAIM_WORD = re.compile(
    rf"\bclaim(?:s|ed|ing)?\s+{alternation('en', 'status.behind_claim')}\b"
    rf"|\b{alternation('en', 'status.claimants')}\s+claim(?:s|ed)?\b"
    r"|\bclaim(?:s|ed)?\s*[.,]?\s*$",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    rf"\b(?:{alternation('en', 'status.responsible')}|(?P<by>(?:responsib\w+\s+"
    r"(?:for\s+[\w\s-]+?\s+)?(?:was|has\s+been|had\s+been)\s+)?claimed\s+"
    rf"(?:later\s+)?by))\b|(?<![ء-ي])[وف]?{alternation('ar', 'status.responsible')}"
    "(?![ء-ي])",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"\b{alternation('en', 'status.nobody')}\b[^.;]{{0,40}}$|(?<![ء-ي])"
    r"(?:لم|دون|دون أن|ولم)\s+(?:[ء-ي]+\s+){0,2}$",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    rf"\b(?:{alternation('en', 'status.blamed')}|attribution\s+of\s+[\w\s]+\s+to"
    r"|held\s+[\w\s]{0,30}?\s*responsible)\b|(?<![ء-ي])[وف]?"
    rf"{alternation('ar', 'status.blamed')}(?![ء-ي])",
    re.IGNORECASE,
)
_WE = re.compile(
    rf"\b(?:our\s+(?:\w+\s+){{0,2}}?{alternation('en', 'status.our')}"
    rf"|we\s+{alternation('en', 'status.we_did')}|soldiers\s+of\s+the\s+caliphate"
    r"|caliphate\s+(?:soldiers|fighters))\b|(?<![ء-ي])[وفبل]?"
    rf"{alternation('ar', 'status.we')}(?![ء-ي])",
    re.IGNORECASE,
)
_SAYS = rf"(?:{alternation('en', 'status.speech')}|reported(?!ly))"
_PARTY_SAYS = re.compile(
    rf"^(?:['’]s)?(?:\s+[\w-]+){{0,5}}?\s*,?\s*{_SAYS}\b(?P<what>[^.;]{{0,120}})$", re.IGNORECASE
)
_ITSELF = re.compile(
    rf"\b{alternation('en', 'status.itself')}\b|^\s*(?:on\s+\w+\s+)?"
    rf"(?:the\s+)?{alternation('en', 'status.its_deeds')}\b|neutrali[sz]ed",
    re.IGNORECASE,
)
_ARABIC_PARTY = re.compile(
    rf"(?<![ء-ي])[وف]?{alternation('ar', 'status.speech')}\s+(?:"
    rf"(?!{alternation('ar', 'status.not_a_party')})[ء-ي]+\s+){{0,4}}$"
    rf"|(?<![ء-ي]){alternation('ar', 'status.according_to')}\s*(?:[ء-ي]+\s+){{0,2}}$"
)
_CLAIM_CUES = (*ordered("en", "status.claim_cues"), *ordered("ar", "status.claim_cues"))
_BLAME_CUES = (*ordered("en", "status.blame_cues"), *ordered("ar", "status.blame_cues"))
_DOUBT_CUES = (*ordered("en", "status.doubt_cues"), *ordered("ar", "status.doubt_cues"))
_WE_CUES = ("our ", "we ", "caliphate", "نا", "جنود الخلافة")
_DENIAL_CUES = (*ordered("en", "status.denial_cues"), *ordered("ar", "status.denial_cues"))
"""One of these is in every text that the pattern of that name fits."""
_PARTIES = words("en", "status.kinds_of_parties")
_OWN_FIELD = frozenset(
    {
        "Arrests",
        "Amnesty (geomap)",
        "Agreement",
        "Statement (geomap)",
        "Peaceful protest",
        "Surrender (geomap)",
    }
)
"""What an authority that announces it only reports: it is its own business."""


def status_of(
    text: str, happening: Happening, floor: int, ceiling: int, actors: Sequence[ActorMention]
) -> Status:
    """Return how the source puts a happening of the sentence ``floor:ceiling``.

    Claimed is what only somebody who took part says: a group that takes responsibility, a side
    that tells of its own deeds. Planned is what is planned, threatened, feared or conditional.
    """
    start = happening.start
    verb = start + 3 if text[start : start + 3].lower() == "to " else start
    near = text[max(happening.floor, start - 110) : verb]
    if _is_denied(text, happening, near, ceiling):
        return Status.DENIED
    planned = list(_PLANNED.finditer(near))
    if planned and not _OVER.search(near[planned[-1].end() :]):
        return Status.PLANNED
    if happening.sub_event_type in _OWN_FIELD:
        return Status.CLAIMED if _ALLEGED.search(near) else Status.REPORTED
    sentence = text[floor:ceiling]
    low = sentence.lower()
    taken = _RESPONSIBLE.search(sentence) if _has(low, _CLAIM_CUES) else None
    if taken is not None and not (taken["by"] and happening.kind in {"control", "withdraw"}):
        return Status.REPORTED if _NOBODY.search(sentence[: taken.start()]) else Status.CLAIMED
    claimed = (
        _is_doubted(low, near)
        or _is_ours(happening, sentence, floor)
        or is_told_by_party(text, happening, floor, actors)
    )
    return Status.CLAIMED if claimed else Status.REPORTED


def _is_doubted(low: str, near: str) -> bool:
    """Return True if a sentence says that something is alleged, or ends with "..., X claims"."""
    if _has(low, _DOUBT_CUES) and (_ALLEGED.search(near) or _CLAIM_WORD.search(near)):
        return True
    return low.rstrip(" .\n").endswith(("claim", "claims", "claimed"))


_THAT = re.compile(r"\b(?:that|said|say)\b|(?<![ء-ي])(?:أن|إن|قالت|أعلنت)(?![ء-ي])", re.IGNORECASE)


def _is_ours(happening: Happening, sentence: str, floor: int) -> bool:
    """Return True if "we" are those who did it."""
    match = _WE.search(sentence) if _has(sentence.lower(), _WE_CUES) else None
    if match is None:
        return False
    agent = happening.agent
    if agent is None or agent.start < floor + match.end():
        return agent is None or floor + match.start() < agent.end
    return not _THAT.search(sentence[match.end() : agent.start - floor])


def _has(low: str, cues: tuple[str, ...]) -> bool:
    return any(cue in low for cue in cues)


def _is_denied(text: str, happening: Happening, near: str, ceiling: int) -> bool:
    low = text[happening.floor : ceiling].lower()
    if not _has(low, _DENIAL_CUES):
        return False
    denied = list(_DENIED.finditer(near))
    if denied and not re.search(
        r";|\.\s|,\s+(?:and|but|while)\b|،\s*و|\b(?:confirmed|admitted)\b", near[denied[-1].end() :]
    ):
        return True
    return bool(_DENIED_BEHIND.search(text[happening.end : ceiling]))


def is_told_by_party(
    text: str, happening: Happening, floor: int, actors: Sequence[ActorMention]
) -> bool:
    """Return True if the side that acted is the one that tells of it."""
    for actor in actors:
        if actor.kind not in _PARTIES or not actor.actors:
            continue
        agent = happening.agent
        same = agent is not None and bool(
            {a.id for a in agent.actors} & {a.id for a in actor.actors}
        )
        if not same:
            continue
        head, tail = (
            text[max(floor, actor.start - 60) : actor.start],
            text[actor.end : actor.end + 170],
        )
        if _ARABIC_PARTY.search(head):
            return True
        if actor.start < happening.start:
            said = _PARTY_SAYS.match(text[actor.end : happening.start])
            if said and _ITSELF.search(said["what"] + text[happening.start : happening.end]):
                return True
        elif re.search(r"according\s+to\s+(?:a\s+statement\s+(?:by|from)\s+)?(?:the\s+|its\s+)?$", head, re.IGNORECASE) or (
            re.search(r",\s*(?:the\s+)?$", head) and re.match(rf"(?:\s+[\w-]+){{0,3}}?\s+{_SAYS}\b", tail)
        ):  # fmt: skip
            return True
    return False


def find_responsible(
    text: str, floor: int, ceiling: int, actors: Sequence[ActorMention]
) -> dict[str, ActorMention]:
    """Return who claims a happening and who is blamed, where the sentence says so."""
    out: dict[str, ActorMention] = {}
    named = [
        a for a in actors
        if floor <= a.start < ceiling and not a.weak and a.kind not in _NO_CLAIMANTS
    ]  # fmt: skip
    low = text[floor:ceiling].lower()
    match = _RESPONSIBLE.search(text, floor, ceiling) if _has(low, _CLAIM_CUES) else None
    if match is not None and not _NOBODY.search(text[floor : match.start()]):
        claimants = _claimants(match, named)
        if claimants:
            out["claimed_by"] = claimants[0]
    if _has(low, _BLAME_CUES) and (match := _BLAMED.search(text, floor, ceiling)) is not None:
        blamed = next((a for a in named if a.start >= match.end()), None)
        if blamed is not None and blamed.start - match.end() < 60:
            out["attributed_to"] = blamed
    return out


_NO_CLAIMANTS = frozenset({"outlet", "monitor", "civilians"})


def _claimants(match: re.Match[str], named: Sequence[ActorMention]) -> list[ActorMention]:
    """Return who may claim it, the likeliest first: inside the words, behind "by", else before."""
    inside = [a for a in named if match.start() <= a.start < match.end()]
    if inside:
        return inside
    behind = [a for a in named if a.start >= match.end()]
    arabic = "ء" <= match.group().strip("وف")[:1] <= "ي"
    if match["by"] or (arabic and behind):
        return behind
    return [a for a in named if a.end <= match.start()][::-1] or behind
