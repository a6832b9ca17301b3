"""Happenings of one sentence: what, by whom, to whom, and how the source puts it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.model import Status
from geomap.text.actors import UNARMED
from geomap.text.roles import Roles, assign_roles
from geomap.text.roles_ar import assign_roles_arabic
from geomap.text.tolls import find_tolls
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.text.actors import ActorMention
    from geomap.text.numbers import Toll
    from geomap.text.triggers import Trigger

AIR, SHELLING, IED = (
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
)
CLASH, ATTACK = "Armed clash", "Attack"
ABDUCTION, ARRESTS = "Abduction/forced disappearance", "Arrests"
PEACEFUL, INTERVENED, EXCESSIVE = (
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
)
GOVERNMENT_TAKES, OTHERS_TAKE = (
    "Government regains territory",
    "Non-state actor overtakes territory",
)

_CENTCOM = re.compile(
    r"\b(?:air)?strikes?\s+(?:\w+\s+)?(?:struck|engaged|destroyed|suppressed|damaged|hit|targeted|degraded|conducted)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|without|rather\s+than|instead\s+of|not|never|neither|nor|without\s+any|did\s+not|didn[’']t|has\s+never|free\s+of)\s+(?:\w+\s+){0,3}$|(?<![ء-ي])(?:دون|بدون|لم|ولم|لا)\s+(?:[ء-ي]+\s+){0,2}$",
    re.IGNORECASE,
)
_FORCE_ON_CROWD = re.compile(
    r"\b(?:opened\s+fire|fired\s+(?:live|at|on)|live\s+(?:ammunition|bullets|rounds)|shot|killed|killing|injured|wounded|shooting)\b|(?<![ء-ي])(?:الرصاص الحي|أطلقت النار|إطلاق النار|بالرصاص|النار على)",
    re.IGNORECASE,
)
_INTERVENTION = re.compile(
    r"\b(?:dispers\w+|tear\s+gas|batons?|water\s+cannon|in\s+the\s+air|into\s+the\s+air|arrest\w*|detain\w*|prevented|broke\s+up|suppress\w*|cracked\s+down|warning\s+shots|intervened)\b|(?<![ء-ي])(?:تفريق|فرقت|في الهواء|الغاز المسيل|لتفريق|اعتقلت|اعتقال|قمعت)",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(
    r"\b(?:attempt\w*|try\w*|tried|bid|failed|aim\w*|seek\w*|hop\w+|effort\w*|order)\s+(?:to|at)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:in\s+response\s+to|in\s+retaliation\s+(?:for|to)|response\s+to|retaliation\s+for|revenge\s+for|anniversary\s+of|memory\s+of|to\s+condemn|"
    r"condemning|denouncing|against\s+the|over\s+the|to\s+protest|demanding|calling\s+for|on\s+charges?\s+of|accused\s+of|suspected\s+of|"
    r"suspicion\s+of|accusing\s+\w+\s+of|following\s+the|involvement\s+in|for\s+fear\s+of|to\s+prevent|(?:under\s+)?(?:the\s+)?cover\s+of|"
    r"(?:supported|assisted|aided|covered)\s+by|with\s+(?:the\s+)?(?:support|help|backing)\s+of|in\s+support\s+of)\s+(?:[\w’'-]+\s+){0,4}$|"
    r"(?<![ء-ي])(?:ردا على|احتجاجا على|تنديدا ب|بتهمة|للمطالبة ب|رفضا ل|بعد|عقب|مطالبين)\s*(?:[ء-ي]+\s+){0,3}$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:fighters|militants|gunmen|soldiers|troops|forces|members|men|group|people|persons?|man|terrorists|rebels|suspects?)\s+(?:who|that|which)\s+"
    r"(?:had\s+|have\s+|has\s+|were\s+|was\s+|later\s+)?(?:\w+ly\s+)?(?:opened\s+|carried\s+out\s+|launched\s+)?$",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"^[^.;]{0,40}\b(?:during|as|when|amid|in)\s+(?:an?\s+|the\s+)?(?:[\w.-]+\s+){0,4}$",
    re.IGNORECASE,
)
_DOWN = re.compile(r"shot\s+down|shoot|down|brought|bring|intercept|أسقط|إسقاط|اعتر", re.IGNORECASE)
_STANDING = re.compile(r"(?:agreements|deals|accords)$", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\b(?:sign|reach|conclu|announc|broker|agreed|struck|negotiat|renew|extend|ratif|enter)\w*",
    re.IGNORECASE,
)
"""Agreements in the plural are standing ones, unless the clause says that they were made."""
_LINKED = re.compile(
    r"\b(?:affiliated|linked|tied|belonging|loyal|connected)\s+(?:with|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NETWORK = re.compile(r"(?:['’]s)?\s+(?:\w+\s+)?(?:cells?|hideouts?|networks?)\b", re.IGNORECASE)
_AMID = re.compile(
    r"\b(?:amid|accompanied|coincid\w*|along\s+with|alongside|with|using|backed|supported|during|following|after)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Happening:
    """Something that a sentence says happened.

    Parameters
    ----------
    start, end
        Span of the trigger.
    sentence
        Index of its sentence in the report.
    sub_event_type
        In ACLED's words, or ours.
    weight
        How certain the words are.
    status
        How the source puts it.
    agent, patient
        Actor mentions; see also `agent_id` for those that follow from the words alone.
    agent_id, patient_id
        Ids of actors that are implied, not named ("barrel bombs", "a body was found").
    """

    start: int
    end: int
    sentence: int
    sub_event_type: str
    kind: str
    weight: int
    status: Status = Status.REPORTED
    agent: ActorMention | None = None
    patient: ActorMention | None = None
    agent_id: str = ""
    patient_id: str = ""
    tolls: dict[str, Toll] = field(default_factory=dict)
    floor: int = 0
    ceiling: int = 0

    @property
    def event_is_protest(self) -> bool:
        """True for every kind of protest that is no riot."""
        return self.sub_event_type in {PEACEFUL, INTERVENED, EXCESSIVE}


def read_clause(
    text: str,
    floor: int,
    ceiling: int,
    sentence: int,
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention],
    *,
    arabic: bool = False,
) -> Happening | None:
    """Return the main happening of a clause ``floor:ceiling``, None if it tells of none."""
    live = [
        t
        for t in triggers
        if not _NEGATED.search(text[max(floor, t.start - 40) : t.start])
        and not (t.kind in {"control", "talk", "verb", "withdraw"} and _in_name(t, actors))
        and not (
            t.kind == "talk"
            and len(text) > 600
            and _STANDING.match(t.text)
            and not _CONCLUDED.search(text, floor, ceiling)
        )
        and not (t.kind == "control" and _ATTEMPT.search(text[max(floor, t.start - 40) : t.start]))
    ]
    clause = text[floor:ceiling]
    trigger = choose_trigger(text, live, actors)
    if trigger is None:
        return None
    local = [a for a in actors if floor <= a.start and a.end <= ceiling]
    assign = assign_roles_arabic if arabic else assign_roles
    roles = assign(text, floor, ceiling, trigger, local)
    tolls = find_tolls(clause, arabic=arabic)
    happening = Happening(
        trigger.start, trigger.end, sentence, trigger.sub_event_type, trigger.kind, trigger.weight,
        agent=roles.agent, patient=roles.patient, tolls=tolls, floor=floor, ceiling=ceiling,
    )  # fmt: skip
    _settle(happening, clause, local, live, roles)
    return happening


def _in_name(trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    return any(not a.weak and a.start <= trigger.start and trigger.end <= a.end for a in actors)


def choose_trigger(
    text: str,
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention] = (),  # noqa: ARG001
) -> Trigger | None:
    """Return the trigger that says best what happened."""
    if not triggers:
        return None
    for trigger in triggers:
        if trigger.text.lower() in {
            "strike",
            "strikes",
            "airstrike",
            "airstrikes",
        } and _CENTCOM.match(text[trigger.start : trigger.start + 60]):
            return trigger
    aside = {id(t) for t in triggers if _ASIDE.search(text[max(0, t.start - 60) : t.start])}
    if len(aside) < len(triggers):
        triggers = [t for t in triggers if id(t) not in aside]
    main = [t for t in triggers if not _RELATIVE.search(text[max(0, t.start - 40) : t.start])]
    if any(t.kind == "result" or t.weight >= 4 for t in main):
        triggers = main
    best = max(triggers, key=lambda t: (t.weight, -t.start))
    if best.sub_event_type == "Suicide bomb":
        raid = next(
            (t for t in triggers if t.start > best.end and t.sub_event_type in {CLASH, ARRESTS}),
            None,
        )
        if raid is not None and _DURING.search(text[best.end : raid.start]):
            return raid
    if best.kind == "strike" and best.sub_event_type in {AIR, SHELLING}:
        downed = [
            t
            for t in triggers
            if t.sub_event_type == "Disrupted weapons use" and _DOWN.match(t.text)
        ]
        if downed and abs(downed[0].start - best.start) < 60:
            return downed[0]
    if best.sub_event_type == CLASH and best.kind == "verb":
        verbs = (
            t for t in triggers if t.sub_event_type == CLASH and t.kind == "verb" and t.weight >= 4
        )
        best = next(verbs, best)
    mutual = next((t for t in triggers if t.kind == "mutual"), None)
    if mutual and best.kind == "strike" and best.weight <= 9:
        between = re.match(r"\s+(?:\w+\s+){0,8}?between\b", text[mutual.end : mutual.end + 80])
        if mutual.start < best.start or (
            between and _AMID.search(text[best.end : mutual.start]) is None
        ):
            return mutual
    if best.kind in {"protest", "riot"}:
        riots = [t for t in triggers if t.kind == "riot"]
        if riots and any(t.kind == "protest" for t in triggers):
            return next((t for t in riots if t.sub_event_type == "Violent demonstration"), riots[0])
    if best.kind == "control" and not _takes_place(text, best):
        if (held := _takes_person(text, best)) is not None:
            return held
        others = [t for t in triggers if t.kind != "control"]
        if others:
            return max(others, key=lambda t: (t.weight, -t.start))
    return best


_TAKES_PERSON = re.compile(
    r"^\s+(?:(?:an?|the|two|three|four|five|six|seven|\d+|several|some|at|least|more|than)\s+)(?:(?!\b(?:in|at|from|near|of|town|village|city|areas?|positions?)\b)[\w-]+\s+){0,4}?"
    r"(?:fighters?|soldiers?|militants?|members?|men|man|persons?|people|leaders?|commanders?|planners?|operatives?|suspects?|emirs?|smugglers?|"
    r"facilitators?|financiers?|terrorists?|gunmen|officers?|figures?)\b",
    re.IGNORECASE,
)


def _takes_person(text: str, trigger: Trigger) -> Trigger | None:
    """Return "captured" as an arrest where persons are taken, not ground."""
    if not re.match(r"captur|seiz", trigger.text, re.IGNORECASE) or not _TAKES_PERSON.match(
        text[trigger.end : trigger.end + 90]
    ):
        return None
    return replace(trigger, sub_event_type=ARRESTS, kind="verb", weight=7)


def _takes_place(text: str, trigger: Trigger) -> bool:
    tail = text[trigger.end : trigger.end + 60]
    if _takes_person(text, trigger) is not None:
        return False
    if re.search(
        r"control|liberat|retook|retake|overran|سيطر|تحرير|حرر", trigger.text, re.IGNORECASE
    ):
        return True
    return not re.match(
        r"\s+(?:(?:an?|the|two|three|\d+|several|some|one|large|quantities|of|amounts?)\s+)*(?:fighters?|soldiers?|militants?|members?|men|persons?|people|"
        r"weapons?|ammunition|vehicles?|tanks?|drugs?|(?:[\w,]+\s+)?(?:captagon|pills|hashish|shipments?|trucks?)|rockets?|leader|commander|ISIS|cars?|homes?|houses?|property|land)",
        tail,
        re.IGNORECASE,
    )


def _settle(
    happening: Happening,
    clause: str,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],  # noqa: ARG001
    roles: Roles,
) -> None:
    """Choose between sub-event types by who is involved, and add actors that are implied."""
    agent, patient = roles.agent, roles.patient
    _settle_weapon(happening, clause, agent)
    if (
        happening.sub_event_type == CLASH
        and (agent is None or agent.kind in {"civilians", "person"})
        and (feud := _FEUD.search(clause))
    ):
        side = "unidentified-communal-militia"
        if happening.kind == "mutual" or feud.start() > 0:
            happening.agent_id = happening.patient_id = side
            happening.patient = None
            return
    victims_unarmed = patient is not None and (patient.kind in UNARMED or patient.kind == "person")
    if happening.kind in {"protest", "riot"}:
        _settle_protest(happening, clause, actors)
        return
    if happening.sub_event_type in {CLASH, ATTACK} and happening.kind != "mutual":
        civil = victims_unarmed or (
            patient is None
            and any(
                a.kind in {"person", "civilians"} and a.text.lower() != "the people" for a in actors
            )
            and not any(a.kind == "armed" for a in actors)
        )
        if (
            happening.kind == "result"
            and agent is None
            and patient is not None
            and not victims_unarmed
        ):
            happening.sub_event_type = CLASH
        else:
            happening.sub_event_type = ATTACK if civil else happening.sub_event_type
            if patient is not None and not victims_unarmed:
                happening.sub_event_type = CLASH
                if re.search(r"civilian|unarmed|defected|former", patient.text, re.IGNORECASE):
                    happening.sub_event_type = ATTACK
        if happening.sub_event_type == ATTACK:
            if not victims_unarmed:
                happening.patient, happening.patient_id = None, "civilians"
            if agent is None:
                happening.agent_id = "unknown-armed-group"
        elif agent is None:
            happening.agent_id = "unknown-armed-group"
    elif happening.sub_event_type in {
        AIR,
        SHELLING,
        IED,
        "Suicide bomb",
        "Grenade",
        "Chemical weapon",
    }:
        _settle_explosion(happening, clause, actors)
    elif happening.sub_event_type == ARRESTS:
        if agent is not None and agent.kind in {"unknown", "criminal"}:
            happening.sub_event_type = ABDUCTION
        if agent is not None and agent.actors and agent.actors[0].id == "isis":
            happening.sub_event_type = ABDUCTION
        _settle_arrest(happening, clause, actors)
    elif happening.sub_event_type == "Amnesty (geomap)":
        _settle_amnesty(happening, actors)
    elif happening.sub_event_type in {ABDUCTION, "Sexual violence"}:
        if agent is None:
            happening.agent_id = "unknown-armed-group"
        if patient is None:
            happening.patient_id = "civilians"
    elif happening.sub_event_type == "Disrupted weapons use":
        if re.search(r"air defen[cs]es?|دفاعاتنا|الدفاعات الجوية", clause, re.IGNORECASE):
            if agent is not None and agent.actors and agent.actors[0].id == "israel":
                happening.agent, happening.patient = None, agent
                agent = None
            if agent is None:
                happening.agent_id = "syrian-state"
    elif happening.sub_event_type == "Change to group/activity":
        if not re.search(r"\bjoint|مشترك", clause, re.IGNORECASE):
            happening.patient, happening.patient_id = None, ""
        elif agent is not None and patient is None:
            partners = [
                a for a in actors if a.actors and a.kind == agent.kind and a.actors != agent.actors
            ]
            happening.patient = partners[0] if partners else None
    elif happening.kind == "control":
        state = agent is not None and agent.kind in {
            "state",
            "security service",
            "armed forces unit",
        }
        native = (
            agent is not None and bool(agent.actors) and agent.actors[0].id.startswith("syria-")
        )
        happening.sub_event_type = GOVERNMENT_TAKES if state and native else OTHERS_TAKE
    if happening.patient is not None and happening.patient.kind == "person":
        happening.patient_id = "civilians"


_FEUD = re.compile(
    r"\bbetween\s+(?:members\s+of\s+)?(?:the\s+)?(?:two|rival|several|three)\s+(?:\w+\s+)?(?:families|clans|gangs)\b|(?<![ء-ي])بين\s+(?:عائلتين|عشيرتين|أبناء عائلتين|أبناء عشيرتين|مجموعتين محليتين|مجموعتين)",
    re.IGNORECASE,
)
_GUNS = re.compile(
    r"\bMG\b|machine\s*-?\s*gun|small\s+arms|gunfire|clash|light\s+weapons|RPGs?\b", re.IGNORECASE
)
_GROUND = re.compile(
    r"artiller|tank|mortar|ground|soldier|troops|patrol|raid|forces\s+(?:entered|stormed|shelled)|shell|howitzer|مدفعي|دباب|قذيف|قذائف|هاون|دوري|توغل|جنود|رشاش|إطلاق",
    re.IGNORECASE,
)
_FROM_THE_AIR = {"israel", "coalition", "russia"}
"""Actors that strike from afar where nothing is said of guns or troops on the ground."""


def _settle_weapon(happening: Happening, clause: str, agent: ActorMention | None) -> None:
    """Set the weapon that follows from who uses it, and fights in which both sides shoot."""
    kind = happening.sub_event_type
    who = agent.actors[0].id if agent is not None and agent.actors else ""
    loose = kind == CLASH and happening.kind == "verb" and happening.weight <= 4
    if (
        who in _FROM_THE_AIR
        and ((kind == SHELLING and who != "russia") or (loose and _STRUCK.search(clause)))
        and not _GROUND.search(clause)
    ):
        happening.sub_event_type, happening.kind = AIR, "strike"
    tail = clause[happening.end - happening.floor :]
    if (
        happening.kind == "strike"
        and kind == SHELLING
        and re.match(r".{0,30}?\bbetween\b", tail)
        and _GUNS.search(clause)
    ):
        happening.sub_event_type, happening.kind = CLASH, "mutual"


_STRUCK = re.compile(r"\b(?:struck|hit|targeted|bombed|attacked|targeting)\b|استهدف", re.IGNORECASE)


def _settle_arrest(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Set who holds ("under the guard of X") and who is held ("a cell", "linked to X")."""
    at = happening.start - happening.floor
    words = clause[at : happening.end - happening.floor].lower()
    behind = [a for a in actors if a.start >= happening.end]
    if words.endswith(" of") and words.startswith(("under", "in")) and behind:
        if behind[0].start - happening.end < 30:
            happening.agent = behind[0]
            if happening.patient is behind[0]:
                happening.patient = None
    armed = [
        a for a in actors
        if a is not happening.agent and a.actors and a.kind in {"armed group", "militia"}
    ]  # fmt: skip
    cell = re.search(r"\bcells?$|hideouts$", words) is not None
    if happening.patient is None or cell:
        linked = [
            a for a in armed
            if _LINKED.search(clause[max(0, a.start - happening.floor - 30) : a.start - happening.floor])
            or _NETWORK.match(clause[a.end - happening.floor :])
        ]  # fmt: skip
        if linked or (cell and armed):
            happening.patient = (linked or armed)[0]
    if happening.patient is None:
        happening.patient_id = "civilians"


def _settle_amnesty(happening: Happening, actors: Sequence[ActorMention]) -> None:
    """Make an amnesty the state's, and those who are pardoned actor 2."""
    agent = happening.agent
    if agent is not None and agent.kind in {"state", "security service"}:
        return
    former = [a for a in actors if _EX.match(a.text)]
    pardoned = former[0] if former else agent or happening.patient
    happening.agent, happening.agent_id = None, "syrian-state"
    happening.patient = pardoned


_EX = re.compile(r"(?:former|ex-?|defected|reconciled)\b", re.IGNORECASE)


_ARMED_KINDS = frozenset(
    {"state", "security service", "armed forces unit", "armed group", "militia", "coalition"}
)
_NOT_TARGET = re.compile(
    r"\b(?:by|from|under|control\s+of|left\s+(?:behind\s+)?by|remnants?\s+of|planted\s+by|laid\s+by|worked?\s+(?:for|with)|former|against)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$|"
    r"(?<![ء-ي])(?:مخلفات|زرعها|زرعته|سيطرة|لسيطرة|خاضعة ل|من قبل|بحسب|قال|قالت|أعلنت|سابق في)\s*(?:[ء-ي]+\s+){0,3}$",
    re.IGNORECASE,
)


def _settle_explosion(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    agent, patient = happening.agent, happening.patient
    low = clause.lower()
    if happening.sub_event_type == AIR and happening.weight <= 4:
        airy = (
            agent is not None
            and agent.actors
            and agent.actors[0].id in {"coalition", "russia", "israel", "usa"}
        )
        if not airy and not re.search(r"warplane|aircraft|jets?\b|helicopter|air", low):
            happening.sub_event_type = IED if agent is None else SHELLING
    if (
        happening.sub_event_type == IED
        and happening.weight <= 5
        and re.search(r"warplane|airstrike|air strike", low)
    ):
        happening.sub_event_type = AIR
    if agent is not None and agent.kind in {"civilians", "person"}:
        happening.agent = agent = None
    if agent is None:
        if _CENTCOM.search(clause):
            happening.agent_id = "coalition"
        elif re.search(r"barrel\s+bomb|explosive\s+barrel|براميل|برميل", low):
            happening.agent_id = "syria-government-2000"
        elif happening.sub_event_type == AIR:
            happening.agent_id = "unidentified-forces"
        elif happening.sub_event_type in {IED, "Suicide bomb", "Grenade", SHELLING}:
            happening.agent_id = "unknown-armed-group"
    if (
        happening.sub_event_type == IED
        and agent is None
        and (patient is None or patient.kind == "armed")
    ):
        targets = [
            a for a in actors
            if not a.weak and a.actors and a.kind in _ARMED_KINDS
            and not _NOT_TARGET.search(clause[max(0, a.start - happening.floor - 40) : a.start - happening.floor])
            and not re.match(r"\s+(?:control|said|announced|areas?)\b|\s*-?\s*(?:held|controlled)", clause[a.end - happening.floor :])
        ]  # fmt: skip
        if targets:
            happening.patient = patient = targets[0]
    hurt = [a for a in actors if a.kind in {"person", "civilians"} and a is not agent]
    armed = any(
        a.kind not in {"person", "civilians", "outlet", "monitor"} and a is not agent
        for a in actors
    )
    if (
        patient is None
        and not hurt
        and not armed
        and {"killed", "injured"} & happening.tolls.keys()
    ):
        happening.patient_id = "civilians"
    if (
        patient is None
        and hurt
        and re.search(
            r"kill|injur|wound|dead|died|dies|casualt|hurt|martyr|target|hit|struck|death|wounds|قتل|أصيب|إصابة|استشه|جرح",
            low,
        )
    ) or (patient is not None and patient.kind in {"person", "civilians"}):
        happening.patient_id = "civilians"


def _settle_protest(happening: Happening, clause: str, actors: Sequence[ActorMention]) -> None:
    """Set the actors of a protest or riot: the crowd first, whoever stepped in second."""
    forces = [
        a
        for a in actors
        if a.kind in {"state", "security service", "armed group", "militia", "armed forces unit"}
    ]
    crowd = "rioters" if happening.kind == "riot" else "protesters"
    happening.agent, happening.agent_id = None, crowd
    stepped_in = None
    if forces:
        force = _FORCE_ON_CROWD.search(clause)
        mild = _INTERVENTION.search(clause)
        word = force or mild
        if word is not None:
            at = happening.floor + word.start()
            near = [a for a in forces if a.end <= at + 2 and at - a.end < 60] or [
                a
                for a in forces
                if 0 <= a.start - at < 60
                and re.search(r"\bby\b|من قبل", clause[word.start() : a.start - happening.floor])
            ]
            stepped_in = near[-1] if near else None
    if happening.kind == "riot":
        happening.patient, happening.patient_id = stepped_in, ""
        hurt = [a for a in actors if a.kind == "person" and a.start - happening.floor > 20]
        if stepped_in is None and happening.sub_event_type == "Mob violence" and hurt:
            happening.patient, happening.patient_id = hurt[-1], "civilians"
        return
    happening.patient, happening.patient_id = None, ""
    if stepped_in is None:
        happening.sub_event_type = PEACEFUL
        return
    happening.patient = stepped_in
    hard = _FORCE_ON_CROWD.search(clause)
    air = re.search(r"(?:in|into)\s+the\s+air|في الهواء|warning\s+shots", clause, re.IGNORECASE)
    happening.sub_event_type = EXCESSIVE if hard and not air else INTERVENED


def event_type(happening: Happening) -> str:
    """Return ACLED's event type of a happening."""
    return event_type_of(happening.sub_event_type) or ""
