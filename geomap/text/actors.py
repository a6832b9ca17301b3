"""Actors in running text: names, adjectives before forces, bare descriptions, "the group"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geomap.text.words import (
    LATIN_ARTICLES,
    Stream,
    Taken,
    Words,
    bare_arabic,
    is_arabic,
    lower_word,
    make_automaton,
    split_words,
    unprefix,
)
from geomap.vocab.actors import Actor, all_actors, choose_bearer, get_actor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

NOT_AGENTS = frozenset({"monitor", "outlet"})
"""Kinds that tell of happenings and do not take part in them."""

UNARMED = frozenset({"civilians", "protesters", "organisation", "monitor", "outlet", "political"})
"""Kinds against whom violence is violence against civilians."""

_SPELLINGS = {
    "jaish": "jaysh", "jeish": "jaysh", "jayish": "jaysh", "failaq": "faylaq", "fateh": "fatah",
    "fath": "fatah", "liwaa": "liwa", "hayet": "hayat", "hayaat": "hayat", "haiat": "hayat",
    "hayyat": "hayat", "defence": "defense", "organisation": "organization",
    "mobilisation": "mobilization", "ezzah": "izza", "ezza": "izza", "izzah": "izza",
    "muhajideen": "mujahideen", "mujahidin": "mujahideen", "mujahedeen": "mujahideen",
    "hizbullah": "hezbollah", "hizballah": "hezbollah", "sharqiyah": "sharqiya", "cham": "sham",
    "ministrys": "ministry", "armed-forces": "forces", "fa'il": "fail", "warplane": "warplanes",
    "militiamen": "militia", "paramilitaries": "paramilitary", "rebel": "rebels",
}  # fmt: skip
_PLACE_NAMES = frozenset(
    "ankara moscow tehran washington amman baghdad beirut riyadh doha cairo beijing paris london "  # noqa: SIM905
    "berlin brussels damascus turkey turkiye russia israel jordan lebanon iraq iran france germany "
    "egypt qatar china emirates britain انقره موسكو طهران واشنطن عمان بغداد بيروت رياض دوحه قاهره تركيا روسيا "
    "اسراييل اردن لبنان عراق ايران".split()
)
_LOCATIVE = frozenset(
    "in from near at of to outside around between into inside across toward towards via through "  # noqa: SIM905
    "northern southern eastern western north south east west في من الي قرب داخل مع شمال جنوب نحو".split()
)
_FORCE_NOUNS = (
    r"(?:(?:special\s+|ground\s+|armed\s+|military\s+|regime\s+|government\s+|state\s+|air\s+|occupation\s+|border\s+|"
    r"security\s+|fighter\s+|reconnaissance\s+|combat\s+|attack\s+|suicide\s+|elite\s+|army\s+|allied\s+|backed\s+)*"
    r"(?:forces?|army|military|troops?|soldiers?|artillery|drones?|uavs?|warplanes?|aircraft|(?:air)?planes?|jets?|"
    r"helicopters?|air\s?force|navy|warships?|tanks?|authorit(?:y|ies)|government|regime|patrols?|convoys?|checkpoints?|"
    r"bases?|vehicles?|units?|police|intelligence|guards?|gendarmerie|ministry|commandos?|officers?|marines|snipers?|"
    r"missiles?|rockets?|armor|officials?|fire|shelling|bombardment|air\s?strikes?|strikes?|air\s?raids?|raids?|"
    r"attacks?|air\s+defen[cs]es?|bombing|operations?|occupation|mercenaries|observation\s+posts?|points?|positions?|side))\b"
)
_FORCE = re.compile(r"[\s-]+(?:[-\w]+-(?:led|made)\s+)?" + _FORCE_NOUNS, re.IGNORECASE)
_FORCE_SHARED = re.compile(r"(?:\s*(?:and|,|-|–|/)\s*(?:[A-Z]\w+))(?:[\s-]+)" + _FORCE_NOUNS)
_FORMER = re.compile(
    r"\b(?:former|ex-|ex(?=\s)|defected|reconciled|retired|dismissed)\s*(?:\w+\s+){0,3}(?:of|from|in|with|at)?\s*(?:the\s+)?$|"
    r"(?<![ء-ي])(?:ال)?سابق(?:ا|ة|ين|ون)?\s+(?:في|لدى|ضمن|من|ب)\s*(?:ال)?$",
    re.IGNORECASE,
)
_FORMER_WHO = re.compile(
    r"\s+(?:members?|affiliates?|fighters?|soldiers?|officers?|commanders?|militants?)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"^\s*-\s*(?:held|controlled|run|administered|affiliated)\b", re.IGNORECASE)
_BACKED = re.compile(
    r"^\s*-?\s*(?:backed|allied|affiliated|aligned|linked|supported|sponsored|loyal)", re.IGNORECASE
)
_LED = re.compile(
    r"\s*-\s*led\s+(?:\w+\s+)?(?:rebels?|forces|factions?|fighters|insurgents?|militants?|groups?|alliance|coalition|gunmen|opposition)\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"\s+(?:region|area|zone)s?\b")
_PERSON = re.compile(
    r"\b(?:people|persons?|man|men|woman|women|boys?|girls?|child(?:ren)?|infants?|youths?|teenagers?|brothers|famil(?:y|ies)|"
    r"passers-?by|mayor|mukhtar|imam|preacher|judge|lawyer|engineer|pharmacist|drivers?|employees?|merchant|trader|"
    r"shop\s?owner|motorist|patients?|pupils?|taxi\s+driver|cleric|dentist|nurse|tribal\s+sheikh|tribal\s+elder|homes?|houses?|hospital|school|"
    r"market|mosque|bakery|residential)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:soldiers?|fighters?|troops|officers?|policem[ae]n|policeman|personnel|recruits?|conscripts?|militiam[ae]n|"
    r"commanders?|members|combatants?|servicemen)\b",
    re.IGNORECASE,
)
_PERSON_HEADS = frozenset(
    "peo per man men wom boy gir chi inf you tee bro fam pas may muk ima pre jud law eng pha dri emp mer tra sho mot pat "  # noqa: SIM905
    "pup tax cle den nur tri hom hou hos sch mar mos bak res".split()
)
_ARMED_HEADS = frozenset("sol fig tro off pol per rec con mil com mem ser".split())  # noqa: SIM905
"""The first three letters of every word that the two patterns start with."""
_THE_GROUP = re.compile(
    r"\b(?:the|this)\s+(?:terror(?:ist)?\s+|extremist\s+|militant\s+|jihadist\s+|armed\s+)?(?:group|organi[sz]ation|faction|militia|"
    r"movement)(?=['’\s.,])",
    re.IGNORECASE,
)
_THE_GROUP_AR = re.compile(r"(?<![ء-ي])(?:التنظيم|الجماعة|الفصيل|الميليشيا)(?![ء-ي])")
_ARABIC_PERSON = re.compile(
    r"(?<![ء-ي])[وبلف]?(?:ال)?(?:شخص(?:ين|ان)?|أشخاص|اشخاص|شاب(?:ين|ان)?|شبان|رجل|امرأة|امرأتين|نساء|سيدة|طفل(?:ين|ة|ان)?|أطفال|اطفال|مدني(?:ين|ون|ان)?|"
    r"عائلة|مسعف|ممرض|معلم|طبيب|مهندس|سائق|راعي|رعاة|مختار|إمام|محامي|صحفي|إعلامي|ناشط)(?![ء-ي])"
)


@dataclass(slots=True)
class ActorMention:
    """An actor in a text.

    Parameters
    ----------
    start, end
        Its span.
    text
        As written.
    actors
        Every bearer of the name; `at` chooses by date.
    kind
        Kind of the first bearer, or ``person``/``armed`` for a bare description.
    weak
        True for a bare description ("a man", "soldiers").
    """

    start: int
    end: int
    text: str
    actors: tuple[Actor, ...]
    kind: str
    weak: bool = False

    def at(self, on: date | None) -> Actor | None:
        """Return the bearer of the name on a day."""
        return choose_bearer(self.actors, on)


@cache
def _tables() -> tuple[object, object, frozenset[str], tuple[tuple[Actor, ...], ...]]:
    latin: dict[str, int] = {}
    arabic: dict[str, int] = {}
    bearers: list[list[Actor]] = []
    for actor in all_actors():
        names = [*actor.names(), *(name.split(":")[-1] for name in actor.acled if ":" in name)]
        for name in names:
            plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
            words = split_words(plain)
            if not words.lower or plain == "-":
                continue
            if is_arabic(words.lower[0]):
                key, table = " ".join(bare_arabic(word) for word in words.lower), arabic
            else:
                key, table = " ".join(_keys_of(words)), latin
            short = plain.replace(".", "")
            if short.isupper() and short.isascii() and len(short) <= 5:
                key = "^" + key
            at = table.setdefault(key, len(bearers))
            if at == len(bearers):
                bearers.append([])
            if actor not in bearers[at]:
                bearers[at].append(actor)
        for adjective in actor.adjectives():
            key = "~" + " ".join(_keys_of(split_words(adjective)))
            at = latin.setdefault(key, len(bearers))
            if at == len(bearers):
                bearers.append([])
            if actor not in bearers[at]:
                bearers[at].append(actor)
    known = frozenset(word for key in arabic for word in key.split())
    both = ((key.lstrip("^~"), key) for key in latin)
    merged: dict[str, list[str]] = {}
    for plain, key in both:
        merged.setdefault(plain, []).append(key)
    values = tuple(tuple(group) for group in bearers)
    lookup = [(plain, tuple((key, latin[key]) for key in keys)) for plain, keys in merged.items()]
    return make_automaton(lookup), make_automaton(arabic.items()), known, values


def _keys_of(words: Words) -> list[str]:
    return [_SPELLINGS.get(w, w) for w in words.lower if w not in LATIN_ARTICLES]


def find_actors(words: Words, *, arabic: bool = False) -> list[ActorMention]:
    """Return the actors of a text in order; the longest name wins, "the group" is resolved."""
    found = list(_find_arabic(words) if arabic else _find_latin(words))
    text = words.text
    found = _drop_tails(text, found)
    taken = Taken((m.start, m.end) for m in found)
    stops = {m.end for m in found}
    civilians = get_actor("civilians")
    for armed, spans in _bare_people(words, arabic=arabic):
        for start, end in spans:
            if taken.overlaps(start, end):
                continue
            if armed and (start in stops or start - 1 in stops):
                continue
            bearers = () if armed or civilians is None else (civilians,)
            taken.add(start, end)
            stops.add(end)
            found.append(
                ActorMention(
                    start, end, text[start:end], bearers, "armed" if armed else "person", weak=True
                )
            )
    found.sort(key=lambda mention: mention.start)
    return _refer_back(text, found, arabic=arabic)


def _bare_people(words: Words, *, arabic: bool) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
    """Yield bare descriptions of people ("a man", "soldiers"), and whether these are armed."""
    text = words.text
    if arabic:
        yield False, [match.span() for match in _ARABIC_PERSON.finditer(text)]
        return
    for armed, pattern, heads in ((False, _PERSON, _PERSON_HEADS), (True, _ARMED, _ARMED_HEADS)):
        spans = []
        reach = 0
        for (start, _), word in zip(words.spans, words.lower, strict=True):
            if word[:3] in heads and start >= reach and (match := pattern.match(text, start)):
                reach = match.end()
                spans.append(match.span())
        yield armed, spans


def _drop_tails(text: str, found: list[ActorMention]) -> list[ActorMention]:
    """Leave out "factions" behind "Syrian National Army" and the like."""
    out: list[ActorMention] = []
    for mention in sorted(found, key=lambda m: m.start):
        last = out[-1] if out else None
        if last is not None and mention.start < last.end and mention.start > last.start:
            continue
        if (
            last is not None
            and mention.text.lower() in _TAILS
            and 0 <= mention.start - last.end <= 1
            and last.kind not in {"civilians", "person"}
        ):
            last.end, last.text = mention.end, text[last.start : mention.end]
            continue
        out.append(mention)
    return out


_TAILS = frozenset(
    "factions militants rebels rebel gunmen insurgents group armed jihadists attackers terrorists mujahideen locals "  # noqa: SIM905
    "gang".split()
)


def _find_latin(words: Words) -> Iterator[ActorMention]:
    automaton, _, _, bearers = _tables()
    text = words.text
    keys = (
        (index, _SPELLINGS.get(word, word))
        for index, word in enumerate(words.lower)
        if word not in LATIN_ARTICLES
    )
    stream = Stream(words, keys)
    for first, last, value in stream.find(automaton):
        if not isinstance(value, tuple):
            continue
        start, end = words.spans[first][0], words.spans[last][1]
        if re.search(r"[.;:,]\s|\n", text[start:end].replace("U.S. ", "US ")):
            continue
        written = text[start:end]
        force = _FORCE.match(text[end : end + 60])
        shared = _FORCE_SHARED.match(text[end : end + 80])
        backed = _BACKED.match(text[end : end + 12])
        chosen: int | None = None
        for key, at in value:
            if key.startswith("^"):
                if written.replace(".", "").isupper():
                    chosen = at
            elif key.startswith("~"):
                if chosen is None and (force or shared) and not backed:
                    chosen = at
            else:
                chosen = at
        if chosen is None or backed or _HELD.match(text[end : end + 14]):
            continue
        if written.startswith("Operation") and _REGION.match(text[end : end + 10]):
            continue
        group = bearers[chosen]
        if words.lower[last] in _PLACE_NAMES and first == last and not force:
            before = words.lower[first - 1] if first else ""
            if before in _LOCATIVE or _is_list_of_places(text, start, end):
                continue
        former = _FORMER.search(text[max(0, start - 40) : start])
        if former and group_of(bearers[chosen]):
            start = max(0, start - 40) + former.start()
            if after := _FORMER_WHO.match(text[end : end + 24]):
                end += after.end()
            yield _civilian(start, end, text[start:end])
            continue
        if (led := _LED.match(text[end : end + 60])) is not None and group[0].kind != "state":
            end += led.end()
        elif force and re.match(
            r"[\s-]+(?:\w+\s+)*(?:forces?|army|military|troops?|air\s?force|police|authorit)",
            force.group(),
            re.IGNORECASE,
        ):
            end += force.end()
        yield ActorMention(start, end, text[start:end], group, group[0].kind)


def _is_list_of_places(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"\s*(?:’s|'s)\s+(?:border|province|city)", text[end : end + 20])) or bool(
        re.search(r"(?:border\s+with|borders?)\s+$", text[max(0, start - 14) : start])
    )


_ARABIC_NATIONS = {
    "روسي": "russia", "تركي": "turkey", "إسرائيلي": "israel", "اسرائيلي": "israel",
    "أمريكي": "usa", "أميركي": "usa", "امريكي": "usa", "إيراني": "iran", "أردني": "jordan",
    "عراقي": "iraq", "لبناني": "lebanon", "فرنسي": "france",
}  # fmt: skip
_ARABIC_NATION = re.compile(
    r"(?<![ء-ي])[وف]?(?:بال|كال|لل|ال|[بلك])?(?:غار[ةات]+|غارات|غاراته|ضرب[ةات]+|قصف|طائر[ةات]+|طائرات|طيران|مسير[ةات]+|صواريخ|صاروخ|عدوان|لعدوان|هجوم|دوري[ةات]+|مدفعي[ةا]?|قوات|قوة|جيش|آليات|دبابات|احتلال|مروحي[ةات]+|"
    r"مقاتلات|جنود|جندي|رتل|قاعدة|حربية|جوية|مسيرة|مسيّرة|مدفعي|جوي|عسكري|عسكرية)\s+(?:[ء-ي]+\s+)?(?P<nation>(?:ال)?(?:"
    + "|".join(_ARABIC_NATIONS)
    + r")(?:ة|ا|ات|ين)?)(?![ء-ي])"
)


def _find_arabic(words: Words) -> Iterator[ActorMention]:
    _, automaton, known, bearers = _tables()
    text = words.text
    taken: list[tuple[int, int]] = []
    for match in _ARABIC_NATION.finditer(text):
        stem = next(s for s in _ARABIC_NATIONS if s in match["nation"])
        if (nation := get_actor(_ARABIC_NATIONS[stem])) is not None:
            start, end = match.span("nation")
            taken.append((start, end))
            yield ActorMention(start, end, text[start:end], (nation,), nation.kind)
    stream = Stream(words, ((i, unprefix(w, known)) for i, w in enumerate(words.lower)))
    for first, last, value in stream.find(automaton):
        if not isinstance(value, int):
            continue
        start, end = words.spans[first][0], words.spans[last][1]
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        if re.search(r"[.؛،:,]\s|\n", text[start:end]):
            continue
        group = bearers[value]
        bare = unprefix(words.lower[first], known)
        if first == last and bare in _PLACE_NAMES:
            before = words.lower[first - 1] if first else ""
            raw = words.lower[first]
            if before in _LOCATIVE or (raw[0] == "ب" and bare[0] != "ب"):
                continue
        if _FORMER.search(text[max(0, start - 40) : start]) and group_of(group):
            yield _civilian(start, end, text[start:end])
            continue
        yield ActorMention(start, end, text[start:end], group, group[0].kind)


def group_of(actors: tuple[Actor, ...]) -> bool:
    """Return True for armed actors, whose former members are civilians."""
    return bool(actors) and actors[0].kind in {
        "armed group", "militia", "state", "security service", "armed forces unit",
    }  # fmt: skip


def _civilian(start: int, end: int, text: str) -> ActorMention:
    actor = get_actor("civilians")
    return ActorMention(start, end, text, (actor,) if actor else (), "person", weak=False)


def _refer_back(text: str, found: list[ActorMention], *, arabic: bool) -> list[ActorMention]:
    """Add "the group" as the armed group named last before it."""
    out = list(found)
    taken = Taken((m.start, m.end) for m in found)
    groups = [
        m for m in found
        if m.kind in {"armed group", "militia", "operations room"}
        and m.actors
        and m.actors[0].id not in {"opposition-rebels", "unknown-armed-group"}
    ]  # fmt: skip
    starts = [m.start for m in groups]
    if not arabic:
        out.extend(_these_groups(text, found))
    for match in (_THE_GROUP_AR if arabic else _THE_GROUP).finditer(text):
        if taken.overlaps(*match.span()):
            continue
        at = bisect_left(starts, match.start())
        if at:
            named = groups[at - 1]
            out.append(
                ActorMention(match.start(), match.end(), match.group(), named.actors, named.kind)
            )
    for mention in out:
        if (
            _THE_MILITANTS.match(mention.text)
            and text[max(0, mention.start - 4) : mention.start].lower() == "the "
        ):
            earlier = [
                m
                for m in out
                if m.end <= mention.start
                and m.kind in {"armed group", "militia"}
                and not _THE_MILITANTS.match(m.text)
            ]
            if earlier and mention.start - earlier[-1].end < 1200:
                mention.actors, mention.kind = earlier[-1].actors, earlier[-1].kind
    out.sort(key=lambda mention: mention.start)
    return out


_THESE_GROUPS = re.compile(
    r"\b(?:these|those)\s+(?:armed\s+|terror(?:ist)?\s+|extremist\s+|militant\s+)?(?:groups|factions|militants|fighters|gunmen)\b",
    re.IGNORECASE,
)


def _these_groups(text: str, found: list[ActorMention]) -> Iterator[ActorMention]:
    """Yield "these groups" as the armed groups, named or not, spoken of last."""
    for match in _THESE_GROUPS.finditer(text):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in found):
            continue
        earlier = [
            m for m in found
            if m.end <= start and m.actors and m.kind in {"armed group", "militia", "unknown"}
        ]  # fmt: skip
        if earlier and start - earlier[-1].end < 1200:
            named = earlier[-1]
            yield ActorMention(start, end, named.text, named.actors, named.kind)


_THE_MILITANTS = re.compile(
    r"(?:militants|gunmen|fighters|attackers|assailants|insurgents)$", re.IGNORECASE
)


def lower_text(text: str) -> str:
    """Return the folded words of `text` joined by spaces."""
    return " ".join(lower_word(word) for word in text.split())
