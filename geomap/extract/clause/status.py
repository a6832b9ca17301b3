"""How a source puts a happening: reported, claimed by a party, planned, denied; who claims it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.names import ActorMention

_OWN_ROLE = r"(?:any\s+|all\s+)?(?:responsibility|involvement|role|links?|entry|access|connection)"
_DENIED = re.compile(
    rf"\b(?:den(?:ied|ies|y|ying)(?!\s+{_OWN_ROLE}|.{{0,40}}\bmovement)|dismissed\s+(?:the\s+)?(?:reports?|claims?)|refut(?:ed|es|ing)|"
    r"reject(?:ed|s|ing)\s+(?:the\s+)?(?:reports?|accusations?|claims?|allegations?)|no\s+truth\s+to)\b|"
    r"(?<![ء-ي])و?(?:نفى|نفت|تنفي|ينفي|نافيا|نافية|كذب|كذبت|نفيها|نفيه)(?![ء-ي])",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    rf"(?:,|\bthat|\bwhich|\breports?|\bclaims?)\s+(?:\w+\s+){{0,6}}?(?:den(?:ied|ies)(?!\s+{_OWN_ROLE})|(?:was|were)\s+(?:\w+\s+)?denied\s+by|called\s+false)\b|"
    r"الأمر الذي نفاه|الأمر الذي نفته|وهو ما نفته|وهو ما نفاه|وهو ما تنفيه|ما نفته|ما نفاه",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?\s+(?:to|for|an?\b)|plans?\s+(?:to|of)|looming|prepar(?:ing|es|ed|ations?)\s+(?:to|for|a)|intend(?:s|ed|ing)?\s+to|"
    r"seek(?:s|ing)?\s+to|(?<!after\s)threat(?:s|en|ens|ened|ening)?(?!\s+posed)|would|will|about\s+to|upcoming|imminent|expected\s+to|due\s+to\s+(?:begin|start|launch)|"
    r"set\s+to|vow(?:s|ed)?\s+to|pledg(?:ed|es)\s+to|in\s+case\s+of|if|unless|could|(?<!\d\s)(?-i:may)|might|"
    r"strategy\s+(?:involv|includ)\w+|aim(?:s|ed|ing)?\s+(?:to|at)|seeking|goals?|warn(?:ed|s|ing)\s+of|trained\s+to|attempts?\s+to\s+prevent|"
    r"calls?\s+(?:on|for)|called\s+for|urged?|feared|fears?\s+of|possib(?:le|ility\s+of)|hypothetical|simulat\w+|plott?(?:ed|ing)?\s+(?:to|an?\b))\b"
    r"|(?<![ء-ي])و?(?:يخطط|تخطط|خطط|ينوي|تنوي|يعتزم|تعتزم|يستعد|تستعد|استعدادا|استعدادات|تحضيرات|تحضيرا|هدد|هددت|يهدد|تهدد|مهددا|مهددة|بتهديد|توعد|توعدت|تتوعد|"
    r"سوف|مخطط|مخططا|يتوقع|المتوقع|المقرر|المرتقب|المرتقبة|مرتقبة|مرتقب|احتمال|احتمالية|قد|لوح|لوحت|دعا|دعت|يدعو|تدعو|في حال|إذا|اذا|خشية|تحسبا|حذر|حذرت|سيشن|ستشن|سينفذ|ستنفذ|سيبدأ|ستبدأ|سيقصف|ستقصف)(?![ء-ي])",
    re.IGNORECASE,
)
_OVER = re.compile(
    r";|\.|\bafter\b|\bfollowing\b|\bwhen\b|\bwhich\b|\bkilled\b|\binjured\b|,\s+(?:and|but)\b|”|\bin the wake\b|\btargeting\b|"
    r"(?<![ء-ي])(?:بعد|عقب|بعدما|قتل|قتلت|مقتل|أصيب)(?![ء-ي])|،",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:alleged(?:ly)?|purported(?:ly)?|unconfirmed|unverified|according\s+to\s+its\s+own)\b|(?<![ء-ي])(?:زعم|زعمت|يزعم|تزعم|ادعى|ادعت|بزعم|مزاعم|المزعوم|المزعومة)(?![ء-ي])",
    re.IGNORECASE,
)
_CLAIM_WORD = re.compile(
    r"\bclaim(?:s|ed|ing)?\s+(?:to|that|it|its|their|they|he|she|the|killing|a|an|on)\b|\b(?:activists?|sources?|group|residents|locals)\s+claim(?:s|ed)?\b|"
    r"\bclaim(?:s|ed)?\s*[.,]?\s*$",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\b(?:(?:claim(?:ed|s|ing)?|took|takes|taken|taking)\s+(?:(?:the|full|joint)\s+)?(?:responsib\w+|credit)|"
    r"claim(?:ed|s|ing)?\s+(?:the|this|an?|it\s+was\s+behind|to\s+have\s+carried)\s+(?:\w+\s+){0,2}?(?:attacks?|bombing|operation|killing|assassination|ambush|"
    r"explosion|blasts?|strike|shelling|shooting|raid|assault)|said\s+(?:that\s+)?one\s+of\s+its\s+(?:fighters|members|bombers|militants|men)|said\s+it\s+(?:was\s+behind|had\s+carried\s+out|carried\s+out)|"
    r"(?P<by>(?:responsib\w+\s+(?:for\s+[\w\s-]+?\s+)?(?:was|has\s+been|had\s+been)\s+)?claimed\s+(?:later\s+)?by)|announced\s+(?:its\s+)?responsib\w+|"
    r"admitted\s+(?:responsib\w+|carrying|to\s+carrying)|acknowledged\s+(?:responsib\w+|carrying))\b|"
    r"(?<![ء-ي])[وف]?(?:تبنى|تبنت|يتبنى|تتبنى|تبناه|تبنته|تبناها|تبنتها|(?:أعلن|أعلنت|اعلن|اعلنت|إعلان)\s+(?:[ء-ي]+\s+){0,3}(?:مسؤوليته|مسؤوليتها|مسؤوليتهم|المسؤولية))(?![ء-ي])",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no\s+(?:one|group|party|side|faction|organi[sz]ation)|nobody|none|not|never|yet\s+to|without\s+any\s+\w+|denied|did\s+not)\b[^.;]{0,40}$|"
    r"(?<![ء-ي])(?:لم|دون|دون أن|ولم)\s+(?:[ء-ي]+\s+){0,2}$",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing)|attribut(?:ed|ing)\s+(?:\w+\s+){0,5}?to|accus(?:ed|es|ing)|accusation\s+that|believed\s+to\s+be|suspected\s+to\s+be|attribution\s+of\s+[\w\s]+\s+to|"
    r"point(?:ed|ing)\s+(?:the\s+)?finger\s+at|held\s+[\w\s]{0,30}?\s*responsible)\b"
    r"|(?<![ء-ي])[وف]?(?:اتهم|اتهمت|متهما|متهمة|واتهم|حملت|حمل|محملا|محملة|اتهام|بأصابع الاتهام إلى)(?![ء-ي])",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:our\s+(?:\w+\s+){0,2}?(?:forces|fighters|units|troops|comrades|heroes|mujahideen|brothers|soldiers|snipers|artillery|defen[cs]es)|we\s+(?:killed|targeted|struck|attacked|ambushed|destroyed|captured|repelled)|"
    r"soldiers\s+of\s+the\s+caliphate|caliphate\s+(?:soldiers|fighters))\b|"
    r"(?<![ء-ي])[وفبل]?(?:قواتنا|مقاتلونا|مقاتلينا|وحداتنا|مجاهدونا|أبطالنا|رفاقنا|دفاعاتنا|جنود الخلافة)(?![ء-ي])",
    re.IGNORECASE,
)
_SAYS = r"(?:said|says|announced?|announces|stated?|declared|confirmed|added|reported(?!ly)|reports|asserted|boasted|tweeted|told|insisted)"
_PARTY_SAYS = re.compile(
    rf"^(?:['’]s)?(?:\s+[\w-]+){{0,5}}?\s*,?\s*{_SAYS}\b(?P<what>[^.;]{{0,120}})$", re.IGNORECASE
)
_ITSELF = re.compile(
    r"\b(?:it|they|its|their|we|our|had|has|have)\b|^\s*(?:on\s+\w+\s+)?(?:the\s+)?(?:killing|death|capture|destruction|targeting|neutrali[sz]ation)\b|neutrali[sz]ed",
    re.IGNORECASE,
)
_ARABIC_PARTY = re.compile(
    r"(?<![ء-ي])[وف]?(?:قال|قالت|أعلن|أعلنت|أكد|أكدت|ذكر|ذكرت|أفاد|أفادت|صرح|صرحت|أوضح|أوضحت|كشف|كشفت)\s+(?:(?!مصدر|مصادر|إن|أن|شهود|نشطاء)[ء-ي]+\s+){0,4}$|(?<![ء-ي])(?:بحسب|وفق|حسب|وفقا ل|بيان ل?)\s*(?:[ء-ي]+\s+){0,2}$"
)
_CLAIM_CUES = (
    "claim",
    "responsib",
    "credit",
    "said it",
    "of its",
    "admit",
    "acknowledg",
    "تبن",
    "مسؤولي",
)
_BLAME_CUES = (
    "blam",
    "attribut",
    "accus",
    "believed",
    "suspected",
    "finger",
    "held",
    "تهم",
    "حمل",
    "تهام",
)
_DOUBT_CUES = (
    "claim",
    "alleg",
    "purport",
    "unconfirm",
    "unverif",
    "its own",
    "زعم",
    "دعى",
    "ادعت",
    "مزاعم",
)
_WE_CUES = ("our ", "we ", "caliphate", "نا", "جنود الخلافة")
_DENIAL_CUES = ("den", "dismiss", "refut", "reject", "no truth", "called false", "نف", "ناف", "كذب")
"""One of these is in every text that the pattern of that name fits."""
_PARTIES = frozenset(
    {
        "state",
        "armed forces unit",
        "armed group",
        "militia",
        "coalition",
        "operations room",
        "tribe",
        "security service",
    }
)
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
    if _has(low, _DOUBT_CUES) and (_ALLEGED.search(near) or _CLAIM_WORD.search(near)):
        return Status.CLAIMED
    if _is_ours(happening, sentence, floor):
        return Status.CLAIMED
    if low.rstrip(" .\n").endswith(("claim", "claims", "claimed")):
        return Status.CLAIMED
    return Status.CLAIMED if is_told_by_party(text, happening, floor, actors) else Status.REPORTED


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
    local = [a for a in actors if floor <= a.start < ceiling and not a.weak]
    named = [a for a in local if a.kind not in {"outlet", "monitor", "civilians"}]
    low = text[floor:ceiling].lower()
    match = _RESPONSIBLE.search(text, floor, ceiling) if _has(low, _CLAIM_CUES) else None
    if match is not None and not _NOBODY.search(text[floor : match.start()]):
        behind = [a for a in named if a.start >= match.end()]
        before = [a for a in named if a.end <= match.start()][::-1]
        arabic = "ء" <= match.group().strip("وف")[:1] <= "ي"
        inside = [a for a in named if match.start() <= a.start < match.end()]
        claimants = inside or (behind if match["by"] or (arabic and behind) else before or behind)
        if claimants:
            out["claimed_by"] = claimants[0]
    if _has(low, _BLAME_CUES) and (match := _BLAMED.search(text, floor, ceiling)) is not None:
        behind = [a for a in named if a.start >= match.end()]
        if behind and behind[0].start - match.end() < 60:
            out["attributed_to"] = behind[0]
    return out
