"""Happenings of one sentence: what, by whom, to whom, and how the source puts it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
_DENIED = re.compile(
    r"\b(?:denied|denies|denying|dismissed\s+reports|refuted)\b|(?<![ء-ي])(?:نفى|نفت|تنفي|ينفي)(?![ء-ي])",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?\s+(?:to|for)|plans?\s+(?:to|of)|looming|prepar(?:ing|es|ed)\s+(?:to|for|a)|intend(?:s|ed|ing)?\s+to|seek(?:s|ing)?\s+to|"
    r"threaten(?:s|ed|ing)?|would|will|about\s+to|upcoming|imminent|expected\s+to|vow(?:s|ed)?\s+to|in\s+case\s+of|if|could|may|might|"
    r"strategy\s+(?:involv|includ)\w+|aim(?:s|ed|ing)?\s+(?:to|at)|seeking|goals?|warned\s+of|trained\s+to|attempts?\s+to\s+prevent|calls?\s+(?:on|for)|urged?)\b"
    r"|(?<![ء-ي])(?:يخطط|تخطط|ينوي|تنوي|يستعد|تستعد|هدد|هددت|سوف|مخطط)(?![ء-ي])",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|without|rather\s+than|instead\s+of|not|never|neither|nor|without\s+any|did\s+not|didn[’']t|has\s+never|free\s+of)\s+(?:\w+\s+){0,3}$|(?<![ء-ي])(?:دون|بدون|لم|ولم|لا)\s+(?:[ء-ي]+\s+){0,2}$",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed|ing)\s+(?:to|that|it|its|their|they|the\s+killing|killing)|alleged(?:ly)?|according\s+to\s+its\s+own)\b|(?<![ء-ي])(?:زعم|زعمت|ادعى|ادعت)(?![ء-ي])",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\bclaim(?:ed|s|ing)\s+(?:(?:the|full)\s+)?(?:responsib\w+|the\s+(?:attack|bombing|operation|killing))|responsibility\s+(?:for\s+[\w\s]+)?was\s+claimed\s+by"
    r"|(?<![ء-ي])(?:تبنى|تبنت|أعلن مسؤوليته|أعلنت مسؤوليتها)(?![ء-ي])",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing)|attribut(?:ed|ing)\s+(?:\w+\s+){0,5}?to|accus(?:ed|es|ing)|accusation\s+that|believed\s+to\s+be|suspected\s+to\s+be|attribution\s+of\s+[\w\s]+\s+to)\b"
    r"|(?<![ء-ي])(?:اتهم|اتهمت|متهما|متهمة|حملت)(?![ء-ي])",
    re.IGNORECASE,
)
_FORCE_ON_CROWD = re.compile(
    r"\b(?:opened\s+fire|fired\s+(?:live|at|on)|live\s+(?:ammunition|bullets|rounds)|shot|killed|killing|injured|wounded|shooting)\b|(?<![ء-ي])(?:الرصاص الحي|أطلقت النار|إطلاق النار|بالرصاص)",
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
    r"suspicion\s+of|accusing\s+\w+\s+of|following\s+the|involvement\s+in|for\s+fear\s+of|to\s+prevent)\s+(?:[\w’'-]+\s+){0,4}$|"
    r"(?<![ء-ي])(?:ردا على|احتجاجا على|تنديدا ب|بتهمة|للمطالبة ب|رفضا ل|بعد|عقب|مطالبين)\s*(?:[ء-ي]+\s+){0,3}$",
    re.IGNORECASE,
)
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
    happening.status = status_of(text, floor, ceiling, trigger)
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
    best = max(triggers, key=lambda t: (t.weight, -t.start))
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
        others = [t for t in triggers if t.kind != "control"]
        if others:
            return max(others, key=lambda t: (t.weight, -t.start))
    return best


def _takes_place(text: str, trigger: Trigger) -> bool:
    tail = text[trigger.end : trigger.end + 60]
    if re.search(
        r"control|liberat|retook|retake|overran|سيطر|تحرير|حرر", trigger.text, re.IGNORECASE
    ):
        return True
    return not re.match(
        r"\s+(?:(?:an?|the|two|three|\d+|several|some|one|large|quantities|of|amounts?)\s+)*(?:fighters?|soldiers?|militants?|members?|men|persons?|people|"
        r"weapons?|ammunition|vehicles?|tanks?|drugs?|captagon|rockets?|leader|commander|ISIS|cars?|homes?|houses?|property|land)",
        tail,
        re.IGNORECASE,
    )


def status_of(text: str, floor: int, ceiling: int, trigger: Trigger) -> Status:  # noqa: ARG001
    """Return how the source puts it: reported, claimed, planned or denied."""
    head = text[floor : trigger.start]
    near = head[-110:]
    if _DENIED.search(near) and not re.search(r"denied\s+(?:entry|access)", near):
        return Status.DENIED
    planned = list(_PLANNED.finditer(near))
    if planned:
        cut = near[planned[-1].end() :]
        if not re.search(
            r";|\.|\bafter\b|\bfollowing\b|\bwhen\b|\bwhich\b|\bkilled\b|\binjured\b|,\s+(?:and|but)\b|”|\bin the wake\b|\btargeting\b",
            cut,
            re.IGNORECASE,
        ):
            return Status.PLANNED
    if _CLAIMED.search(near):
        return Status.CLAIMED
    return Status.REPORTED


def responsible(
    text: str, floor: int, ceiling: int, actors: Sequence[ActorMention]
) -> dict[str, ActorMention]:
    """Return who claims a happening and who is blamed, where the sentence says so."""
    out: dict[str, ActorMention] = {}
    local = [a for a in actors if floor <= a.start < ceiling and not a.weak]
    named = [a for a in local if a.kind not in {"outlet", "monitor", "civilians"}]
    if (match := _RESPONSIBLE.search(text, floor, ceiling)) is not None:
        if match.group().lower().endswith("by"):
            behind = [a for a in named if a.start >= match.end()]
        else:
            behind = [a for a in named if a.end <= match.start()][::-1]
            if not behind:
                behind = [a for a in named if a.start >= match.end()]
        if behind:
            out["claimed_by"] = behind[0]
    if (match := _BLAMED.search(text, floor, ceiling)) is not None:
        behind = [a for a in named if a.start >= match.end()]
        if behind and behind[0].start - match.end() < 60:
            out["attributed_to"] = behind[0]
    return out


def _settle(
    happening: Happening,
    clause: str,
    actors: Sequence[ActorMention],
    triggers: Sequence[Trigger],  # noqa: ARG001
    roles: Roles,
) -> None:
    """Choose between sub-event types by who is involved, and add actors that are implied."""
    agent, patient = roles.agent, roles.patient
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
