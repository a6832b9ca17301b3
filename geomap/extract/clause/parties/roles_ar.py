"""Who did it and to whom in Arabic: each party by the words before it, then by word order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import IED
from geomap.extract.clause.parties.around_deed import share_parts
from geomap.extract.clause.parties.mutual_roles import Roles
from geomap.extract.recognise.actors.actor_mentions import NOT_AGENTS
from geomap.lang.folding import MARKS
from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.recognise.names import ActorMention
    from geomap.extract.recognise.trigger_mentions import Trigger

LOOK = 70
"""Characters before a name in which its part is told."""
_WORDS = r"(?:[^\s،.؛:]+\s+)"
_LEAD = r"(?<![ء-ي])[وفبل]{0,2}(?:ال)?"
_WHOLE = r"(?:(?<=\sل)|(?![ء-ي]))"
"""The end of a word, or a particle that is written together with the next."""
_MEMBERS = re.compile(rf"{_LEAD}{alternation('ar', 'roles.members')}\s+(?:من\s+|ل)?[\"«“]?$")
_ENDS = {
    name: re.compile(
        rf"{_LEAD}{alternation('ar', f'roles.{name}')}{_WHOLE}\s*{_WORDS}{{0,{reach}}}ل?[\"«“]?(?:ال)?$"
    )
    for name, reach in (("holds", 0), ("by", 1), ("target", 1), ("says", 2))
}
_PASSIVE = re.compile(rf"^[وف]?{alternation('ar', 'roles.passive')}")
_MARKS = re.compile(f"[{MARKS}]")
_HURT = re.compile(rf"(?<![ء-ي])[وفبل]?(?:ل)?{alternation('ar', 'roles.hurt')}\s+{_WORDS}{{0,3}}$")
"""Somebody was killed or hurt, and who he belonged to is told next."""
_FOUGHT = re.compile(
    rf"(?<![ء-ي])[وب]?(?:ال)?{alternation('ar', 'roles.fights')}\s+{_WORDS}{{0,3}}(?:مع|ضد)\s+"
    rf"{_WORDS}?ل?[\"«“]?$"
)
"""The foe of a fight that is told beside the deed."""
_DEED_OF = re.compile(
    rf"(?<![ء-ي])[وفبل]?(?:ال)?{alternation('ar', 'roles.deeds')}\s+(?:(?!{alternation('ar', 'roles.not_of')}\s)[^\s،.]+\s+)?ل?[\"«“]?$"
)
"""A deed and whose it is: "a surprise attack of"."""
_SURE_BY = re.compile(
    rf"(?<![ء-ي]){alternation('ar', 'roles.sure_by')}(?![ء-ي])\s*{_WORDS}{{0,2}}ل?[\"«“]?(?:ال)?$"
)
_BETWEEN = re.compile(
    rf"(?<![ء-ي])[وب]?(?:ال)?{alternation('ar', 'roles.fights')}\s+{_WORDS}{{0,3}}بين\s+{_WORDS}{{0,3}}و?$"
)
"""A side of a fight that is told beside a strike."""
_BELONGS = re.compile(r"(?<![ء-ي])(?:ال)?تابع(?:ة|ين|تين)?\s+ل[ـ]?\s?[\"«“]?(?:ال)?$")
_ARMS = re.compile(
    rf"(?<![ء-ي])[وبل]?(?:ال)?{alternation('ar', 'roles.arms')}[^\s]*\s+{_WORDS}{{0,5}}(?:ال)?تابع"
)
_WITH = re.compile(r"(?<![ء-ي])(?:مع|وبين|ضد|وبين كل من)\s+" + _WORDS + r"{0,3}ل?[\"«“]?$")


def assign_roles_arabic(
    text: str,
    floor: int,
    ceiling: int,  # noqa: ARG001
    trigger: Trigger,
    actors: Sequence[ActorMention],
) -> Roles:
    """Return who did it and to whom, from the actors of the sentence that starts at `floor`."""
    usable = [a for a in actors if a.kind not in NOT_AGENTS]
    parts = {id(a): part_of(text, floor, a, trigger) for a in usable}
    share_parts(text, usable, parts)
    usable = [a for a in usable if parts[id(a)] != "holds"]
    strong = [a for a in usable if not a.weak]
    if trigger.kind in {"mutual", "talk"}:
        return _sides(text, trigger, [a for a in strong if parts[id(a)] != "says"])
    men = _agent(text, trigger, strong, parts)
    agent = _of_a_group(text, men, strong)
    usable = [a for a in usable if a is agent or (a is not men and not _stands_by(text, a, agent))]
    return Roles(agent, _patient(trigger, usable, agent, parts))


def part_of(text: str, floor: int, actor: ActorMention, trigger: Trigger) -> str:
    """Return ``holds``, ``says``, ``by``, ``target`` or nothing: what the words before a name say."""
    head = _MARKS.sub("", text[max(floor, actor.start - LOOK) : actor.start])
    whole = head
    for _ in range(4):
        shorter = _MEMBERS.search(head)
        if shorter is None or head[: shorter.start()].strip() == "":
            break
        head = head[: shorter.start()]
    if head is not whole and _HURT.search(head):
        return "target"
    if trigger.kind not in {"mutual", "talk"} and _FOUGHT.search(head):
        return "target"
    if trigger.kind == "strike" and _BETWEEN.search(head):
        return "holds"
    if _SURE_BY.search(head) or _DEED_OF.search(head):
        return "by"
    if _BELONGS.search(head):
        return "by" if _ARMS.search(head) else "target"
    return _nearest_cue(head, actor, trigger)


def _nearest_cue(head: str, actor: ActorMention, trigger: Trigger) -> str:
    """Return the part that the cue nearest before a party gives it."""
    best, at = "", -1
    for name, pattern in _ENDS.items():
        found = pattern.search(head)
        if found is None or found.start() <= at:
            continue
        begins = actor.start - len(head) + found.start()
        if name == "holds":
            if trigger.start <= begins + 3 and trigger.kind == "control":
                continue
            return name
        best, at = name, found.start()
    return best


def _sides(text: str, trigger: Trigger, strong: Sequence[ActorMention]) -> Roles:
    """Return the two sides of a fight: "اشتباكات بين ... و...", "اشتبك ... مع ..."."""
    sides = [a for a in strong if a.start >= trigger.end] or list(strong)
    if not sides:
        return Roles(None, None)
    first = sides[0]
    earlier = _side_before(trigger, strong, first)
    with_ = next((a for a in sides if _WITH.search(text[trigger.end : a.start])), None)
    if with_ is first and earlier is not None:
        return Roles(earlier, with_)
    second = _other_side(text, trigger, sides) or _second_side(sides, with_)
    return Roles(earlier, first) if second is None and earlier is not None else Roles(first, second)


def _side_before(
    trigger: Trigger, strong: Sequence[ActorMention], first: ActorMention
) -> ActorMention | None:
    """Return the party named right before the fight, unless it is the first side again."""
    before = [a for a in strong if a.end <= trigger.start]
    return before[-1] if before and before[-1].actors != first.actors else None


def _second_side(sides: Sequence[ActorMention], with_: ActorMention | None) -> ActorMention | None:
    """Return who the first side fought: the party behind "with", else the next one."""
    others = [a for a in sides[1:] if a.actors != sides[0].actors]
    return with_ if with_ in others else next(iter(others), None)


def _other_side(text: str, trigger: Trigger, sides: Sequence[ActorMention]) -> ActorMention | None:
    """Return C of "between A and B on one side and C": the first named behind the first side."""
    tail = text[trigger.end : sides[-1].end]
    side = _ONE_SIDE.search(tail) if trigger.kind == "mutual" else None
    if side is None or trigger.end + side.start() < sides[0].end:
        return None
    behind = [a for a in sides if a.start >= trigger.end + side.end()]
    return behind[0] if behind and behind[0].actors != sides[0].actors else None


_ONE_SIDE = re.compile(r"(?<![ء-ي])من\s+(?:جهة|طرف|جانب)(?:\s+أولى)?\s*[،,]?\s+(?=و)")


def _of_a_group(
    text: str, agent: ActorMention | None, strong: Sequence[ActorMention]
) -> ActorMention | None:
    """Return B of "armed groups of B": the name that says whose unnamed men they are."""
    if agent is None or agent.kind != "unknown":
        return agent
    for other in strong:
        if other.start >= agent.end and _OF.fullmatch(text, agent.end, other.start):
            return other
    return agent


_OF = re.compile(
    rf"\s+{alternation('ar', 'roles.of_group')}?[ـ]?\s*(?:{alternation('ar', 'roles.of_members')}\s+)?"
)


def _stands_by(text: str, actor: ActorMention, agent: ActorMention | None) -> bool:
    """Return True for B of "A and B did it": right behind the one who acts, joined by "and"."""
    if agent is None or actor.start < agent.end or actor.kind in {"civilians", "person"}:
        return False
    return _AND.fullmatch(text, agent.end, actor.start + 1) is not None


_AND = re.compile(r"[\"”»)]?\s*[،,]?\s+و.?")


def _stands_within(actor: ActorMention, trigger: Trigger) -> bool:
    """Return True for who acts within the words of the deed; a civilian there is killed."""
    acts = actor.kind != "civilians" or trigger.kind in {"protest", "riot"}
    return acts and actor.start < trigger.end and trigger.start < actor.end


def _agent(
    text: str,
    trigger: Trigger,
    strong: Sequence[ActorMention],
    parts: dict[int, str],
) -> ActorMention | None:
    if _FOUND_DEAD.search(trigger.text):
        strong = [a for a in strong if parts[id(a)] == "by"]
    over = [a for a in strong if _stands_within(a, trigger)]
    if over:
        return over[-1]
    by = [a for a in strong if parts[id(a)] == "by" and a.kind != "civilians"]
    if by:
        return min(by, key=lambda a: abs(a.start - trigger.start))
    if trigger.sub_event_type == IED:
        return _layer(text, trigger, strong, parts)
    teller = _teller(text, trigger, strong, parts)
    return teller or _by_order(text, trigger, strong, parts)


def _layer(
    text: str, trigger: Trigger, strong: Sequence[ActorMention], parts: dict[int, str]
) -> ActorMention | None:
    """Return the party right before a charge that it blew up or laid itself."""
    laid = [a for a in strong if a.end <= trigger.start and not parts[id(a)]]
    return laid[-1] if laid and _LAID.match(text[laid[-1].end : trigger.start]) else None


def _teller(
    text: str, trigger: Trigger, strong: Sequence[ActorMention], parts: dict[int, str]
) -> ActorMention | None:
    """Return the party that tells of a deed of its own right before the trigger."""
    said = [a for a in strong if parts[id(a)] == "says" and a.end <= trigger.start]
    for actor in reversed(said):
        if any(actor.end <= a.start < trigger.start for a in strong):
            continue
        own = _OWN.match(text[actor.end : trigger.start])
        if own and actor.kind not in {"civilians", "person"}:
            return actor
    return None


def _by_order(
    text: str, trigger: Trigger, strong: Sequence[ActorMention], parts: dict[int, str]
) -> ActorMention | None:
    """Return the party by word order: right behind an active verb, then right before it."""
    passive = bool(_PASSIVE.match(trigger.text)) and trigger.kind in {"result", "verb"}
    free = [a for a in strong if not parts[id(a)] and a.kind not in {"civilians", "person"}]
    after = None if passive else next((a for a in free if a.start >= trigger.end), None)
    words = len(text[trigger.end : after.start].split()) if after else 7
    if words <= 3:
        return after
    if passive and trigger.kind == "result":
        return None
    before = _right_before(text, trigger, free)
    return before or (after if words <= 6 else None)


def _right_before(text: str, trigger: Trigger, free: Sequence[ActorMention]) -> ActorMention | None:
    """Return the party right before a trigger, if it was not hit by the strike itself."""
    before = [a for a in free if a.end <= trigger.start]
    if trigger.kind == "strike":
        before = [a for a in before if not _HARMED.search(text[a.end : trigger.start])]
    return before[-1] if before and trigger.start - before[-1].end < 90 else None


def _patient(
    trigger: Trigger,
    usable: Sequence[ActorMention],
    agent: ActorMention | None,
    parts: dict[int, str],
) -> ActorMention | None:
    ranked: list[tuple[int, int, ActorMention]] = []
    for actor in usable:
        if actor is agent or parts[id(actor)] in {"by", "says"}:
            continue
        if agent is not None and actor.actors and actor.actors == agent.actors:
            continue
        gap = actor.start - trigger.end if actor.start >= trigger.end else trigger.start - actor.end
        if abs(gap) < 220:
            rank = _rank_patient(trigger, actor, parts[id(actor)], has_agent=agent is not None)
            ranked.append((rank, abs(gap), actor))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _rank_patient(trigger: Trigger, actor: ActorMention, part: str, *, has_agent: bool) -> int:
    """Return how likely a party is the one it was done to, 0 the likeliest."""
    if actor.weak or actor.kind in {"civilians", "person"}:
        return 1
    if part == "target":
        return 0
    return 2 if has_agent or _PASSIVE.match(trigger.text) else 3


_FOUND_DEAD = re.compile(r"جث|عثر")
"""Who finds a body did not kill."""
_LAID = re.compile(rf"^[\"»”)]?\s+{_WORDS}{{0,2}}?{alternation('ar', 'roles.laid')}(?![ء-ي])")
"""A party that blew up or laid the charge itself."""
_HARMED = re.compile(rf"(?<![ء-ي]){alternation('ar', 'roles.harmed')}(?![ء-ي])")
"""Between a party and a strike: it was hit by it."""
_OWN = re.compile(
    r"^\s*(?:[^\s،.]+\s+){0,5}?(?:عن\s+|أنها\s+|إنها\s+|أنه\s+"
    rf"|إنه\s+|أن\s+{alternation('ar', 'roles.its_forces')}\s+)?"
    r"(?:تنفيذ\s+|شن\s+)?$"
)
