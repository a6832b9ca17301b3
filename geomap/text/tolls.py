"""People killed, injured and detained in English text, each with low and high."""

from __future__ import annotations

import re
from typing import NamedTuple

from geomap.text.numbers import ENGLISH, VAGUE, Count, Toll, add_counts
from geomap.text.tolls_ar import find_tolls_arabic


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(r"[A-Za-z][A-Za-z’'.]*|\d{1,3}(?:,\d{3})+|\d+|[,;.:()–—-]")
_CUE = re.compile(
    r"kill|dead|die[ds]?\b|death|martyr|murder|execut|assassin|behead|slain|fatal|bod(?:y|ies)|corpse|live?s?\b|massacr|"
    r"slaughter|injur|wound|hurt|hospitali|arrest|detain|abduct|kidnap|captur|apprehend|hostage|custody|perish|neutrali[sz]",
    re.IGNORECASE,
)
KILLED, INJURED, DETAINED = "killed", "injured", "detained"
_PARTICIPLES = {
    **dict.fromkeys("killed murdered executed assassinated slain beheaded martyred slaughtered massacred neutralized neutralised lynched".split(), KILLED),  # noqa: SIM905
    **dict.fromkeys("injured wounded hurt hospitalised hospitalized maimed".split(), INJURED),  # noqa: SIM905
    **dict.fromkeys("arrested detained abducted kidnapped captured apprehended seized".split(), DETAINED),  # noqa: SIM905
}  # fmt: skip
_ACTIVE = {
    **dict.fromkeys("killing kills kill murdering executing executes assassinating claiming slaughtering killings".split(), KILLED),  # noqa: SIM905
    **dict.fromkeys("injuring injures wounding wounds hurting".split(), INJURED),  # noqa: SIM905
    **dict.fromkeys("arresting arrests arrest detaining detains abducting kidnapping kidnaps capturing apprehending".split(), DETAINED),  # noqa: SIM905
}  # fmt: skip
_BEHIND = _set("dead died dies die perished drowned fatalities deaths dead kia martyrs")
_ALL = _PARTICIPLES | _ACTIVE
_ENDS = _BEHIND | _ALL.keys()
_HURT_NOUNS = _set("injuries wia casualties")
_BODIES = _set("body bodies corpse corpses remains")
_BE = _set("was were been being is are be got get gets")
_LIGHT = _set(
    "was were been being is are be have has had also reportedly allegedly all both later then too "
    "instantly immediately there confirmed reported found left shot stabbed beaten tortured burned burnt "
    "crushed to not seriously severely slightly critically lightly badly and either"
)
_VERBS = _set(
    "killed injured wounded said says told reported exploded detonated targeted attacked shelled "
    "bombed hit struck opened fired carried launched left arrested detained when while after before "
    "where because as who which that until during stormed raided clashed announced entered claimed "
    "destroyed dropped broke took"
)
_HEDGED = (
    (("at", "least"), "open"), (("more", "than"), "open"), (("no", "fewer", "than"), "open"),
    (("no", "less", "than"), "open"), (("not", "less", "than"), "open"), (("upwards", "of"), "open"),
    (("over",), "open"), (("up", "to"), "top"), (("as", "many", "as"), "top"),
)  # fmt: skip
_THINGS = _set(
    "km kms kilometer kilometers kilometre kilometres meter meters metre metres m hour hours day days week weeks month months "
    "year years minute minutes percent am pm vehicle vehicles tank tanks house houses home homes rocket rockets "
    "missile missiles shell shells airstrike airstrikes strike strikes raid raids drone drones pills dollars positions position sites "
    "site villages towns village town cars car trucks truck motorcycles points point barrels bombs mines ieds buildings shops "
    "attack attacks operation operations explosion explosions blast blasts checkpoints bases dunams tons tonnes kg kilograms "
    "governorates provinces incidents cases time times points areas warplanes jets helicopters aircraft units convoy bus road "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec neighborhoods neighbourhoods landmine mine bomb grenade device ambush clash result statement report source number series place area "
    "school hospital market mosque church camp building headquarters base checkpoint patrol group cell farm farms"
)
_MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_PERSONS = _set(
    "man woman boy girl child infant baby toddler teenager youth civilian person people soldier fighter militant gunman officer policeman "
    "policewoman commander leader journalist teacher doctor nurse mother father wife husband son daughter brother sister driver "
    "guard member worker shepherd farmer student pilot medic paramedic volunteer resident native citizen recruit conscript "
    "rebel combatant terrorist smuggler attacker suspect protester demonstrator employee engineer lawyer judge imam sheikh cleric "
    "mayor mukhtar merchant trader photographer activist refugee uncle cousin grandfather grandmother relative companion "
    "colonel general lieutenant captain major sergeant insurgent jihadist passerby pedestrian waiter baker pharmacist colleague "
    "couple another other bodyguard sniper spy planner operative emir cook tailor barber guide contractor"
)
_DETERMINERS = _set("a an one his her their another its the")
_STOPS = _set(", . ; : ( ) # and or but of who that with to")
_NOT_NAMES = _set("in on of at by from near the")


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def find_tolls(text: str, *, arabic: bool = False) -> dict[str, Toll]:
    """Return the count of killed, injured and detained that a text gives first, by kind.

    Examples
    --------
    >>> find_tolls("leaving nine dead and more than ten wounded")["injured"].low
    10
    """
    if arabic:
        return find_tolls_arabic(text)
    if not _CUE.search(text):
        return {}
    tokens = [_Token(m.group().lower().strip(".’'"), *m.span()) for m in _TOKEN.finditer(text)]
    tokens = [t if t.word else t._replace(word=".") for t in tokens]
    words = [token.word for token in tokens]
    _hide_asides(words)
    counts = {count.first: count for count in _find_counts(words)}
    tolls: dict[str, Toll] = {}
    for at, word in enumerate(words):
        kind, found = _predicate(words, at, word, counts)
        if kind and found and kind not in tolls:
            best, low, high = add_counts(found)
            ends = (found[0].first, found[-1].last - 1, at)
            tolls[kind] = Toll(best, low, high, tokens[min(ends)].start, tokens[max(ends)].end)
    return tolls


def _predicate(
    words: list[str], at: int, word: str, counts: dict[int, Count]
) -> tuple[str, list[Count]]:
    """Return what the word at `at` says happened to people, and how many they were."""
    if word in _PARTICIPLES:
        kind = _PARTICIPLES[word]
        if _is_shared(words, at):
            return "", []
        passive = any(w in _BE for w in words[max(0, at - 5) : at])
        if not passive:
            if ahead := _ahead(words, at + 1, counts):
                return kind, ahead
            if word == "seized":
                return "", []
        return kind, _back(words, at, counts)
    if word in _ACTIVE:
        kind = _ACTIVE[word]
        if _is_shared(words, at):
            return "", []
        if word == "claiming" and words[at + 1 : at + 4] != ["the", "lives", "of"]:
            return "", []
        back = _back(words, at, counts) if word == "arrests" else []
        return kind, _ahead(words, at + 1, counts) or back
    if word in _BEHIND:
        shot = word == "dead" and words[at - 1 : at] in (["shot"], ["stabbed"], ["beaten"])
        passive = any(w in _BE for w in words[max(0, at - 4) : at])
        ahead = _ahead(words, at + 1, counts) if word == "deaths" or (shot and not passive) else []
        return KILLED, ahead or _back(words, at, counts)
    if word in _HURT_NOUNS:
        return INJURED if word != "casualties" else "", _back(words, at, counts)
    if word == "death" and words[at - 1 : at] == ["to"]:
        return KILLED, _back(words, at, counts)
    if word == "toll":
        return KILLED, _toll_figure(words, at, counts)
    if word == "lives":
        if words[at - 2 : at] == ["lost", "their"]:
            return KILLED, _back(words, at - 2, counts)
        return KILLED, _ahead(words, at + 1, counts) if words[at + 1 : at + 2] == ["of"] else []
    if word == "life" and words[at - 1 : at] and words[at - 2 : at - 1] == ["lost"]:
        return KILLED, _back(words, at - 2, counts)
    if word in _BODIES:
        return KILLED, _ahead(words, at + 1, counts) or _own(words, at, counts)
    if word in {"hostage", "custody", "hostages", "detainees"}:
        return DETAINED, _back(words, at, counts)
    return "", []


def _is_shared(words: list[str], at: int) -> bool:
    """Return True for "killed and wounded", which counts both together."""
    kinds = {_ALL[words[at]]}
    if words[at + 1 : at + 2] in (["and"], ["or"]) and at + 2 < len(words):
        kinds.add(_ALL.get(words[at + 2], ""))
    if at >= 2 and words[at - 1] in {"and", "or"}:
        kinds.add(_ALL.get(words[at - 2], ""))
    return {KILLED, INJURED} <= kinds


def _ahead(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the counts that follow at once, with those joined to them by "and"."""
    while at < len(words) and words[at] in {
        "of",
        "off",
        "the",
        "lives",
        "down",
        "dead",
        "there",
        ":",
    }:
        if at in counts:
            break
        at += 1
    if at not in counts:
        return []
    return [counts[at], *_joined(words, counts[at], counts)]


def _joined(words: list[str], count: Count, counts: dict[int, Count]) -> list[Count]:
    out: list[Count] = []
    at = count.last
    reach = at + 7
    while at < min(len(words), reach):
        word = words[at]
        if (
            word in _PARTICIPLES
            or word in _ACTIVE
            or word in _BEHIND
            or word in _VERBS
            or word in ".;:()"
        ):
            break
        if word in {"and", ","} and (nxt := at + 1 + (words[at + 1 : at + 2] == ["and"])) in counts:
            found = counts[nxt]
            if _governed_apart(words, found):
                break
            out.append(found)
            at, reach = found.last, found.last + 7
            continue
        if word == ",":
            break
        at += 1
    return out


def _governed_apart(words: list[str], count: Count) -> bool:
    """Return True for a count with its own word behind it ("and seven others were injured")."""
    for word in words[count.last : count.last + 6]:
        if word in _PARTICIPLES or word in _BEHIND or word in {"wounded", "lost"}:
            return True
        if word in ".;,:":
            return False
    return False


def _back(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the counts of the subject that ends before `at`."""
    here = at - 1
    while here >= 0 and (words[here] in _LIGHT or words[here] == "#") and here not in counts:
        here -= 1
    steps = 0
    comma = False
    while here >= 0 and steps < 12:
        word = words[here]
        if here in counts:
            found = [counts[here]]
            while before := _joined_before(words, here, counts):
                found.insert(0, before)
                here = before.first
            return found
        if (
            word in _VERBS
            or word in ".;:"
            or word in _PARTICIPLES
            or word in _ACTIVE
            or word in _BEHIND
        ):
            return []
        if word == ",":
            if comma:
                return []
            comma = True
        if word != "#":
            steps += 1
        here -= 1
    return []


def _joined_before(words: list[str], here: int, counts: dict[int, Count]) -> Count | None:
    at = here - 1
    if at >= 0 and words[at] in _DETERMINERS:
        at -= 1
    if at >= 0 and words[at] in {"and", ","}:
        at -= 1 + (words[at - 1 : at] == [","])
        for back in range(8):
            if (
                at - back < 0
                or words[at - back] in _VERBS
                or words[at - back] in ",.;:()"
                or words[at - back] in _ENDS
            ):
                return None
            if (count := counts.get(at - back)) is not None:
                return count
    return None


def _own(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the number of bodies themselves: "five bodies", "a body"."""
    for back in (1, 2, 3):
        if (count := counts.get(at - back)) is not None and not count.single:
            return [count]
    if words[at] == "body" and words[at - 1 : at] and words[at - 1] in {"a", "the", "his", "her"}:
        return [Count(at - 1, at + 1, 1, 1, 1, single=True)]
    return []


def _toll_figure(words: list[str], at: int, counts: dict[int, Count]) -> list[Count]:
    """Return the figure that a death toll reached: "the toll ... rose to at least 89"."""
    for here in range(at + 1, min(len(words), at + 26)):
        if words[here] in ".;":
            return []
        if here in counts and words[here - 1] in {
            "to",
            "of",
            "at",
            "reached",
            "is",
            "was",
            ":",
            "stands",
            "by",
        }:
            return [counts[here]] if words[here - 1] != "by" else []
    return []


def _hide_asides(words: list[str]) -> None:
    """Put ``#`` for what only says who they were: "including two women", "eight of them children"."""
    at = 0
    while at < len(words):
        reach = _aside_at(words, at)
        if not reach:
            at += 1
            continue
        stop = at + 1
        while stop < min(len(words), at + reach) and not _ends_aside(words, at, stop):
            stop += 1
        if stop < len(words) and words[stop] in {")", ","}:
            stop += 1
        first = at - (words[at - 1 : at] == [","])
        words[first:stop] = ["#"] * (stop - first)
        at = stop


def _aside_at(words: list[str], at: int) -> int:
    """Return how many words an aside that begins at `at` may have, 0 if none does."""
    word, behind = words[at], words[at + 1 : at + 3]
    whom = ("them", "whom")
    if word in {"including", "mostly"} or (word == "among" and behind[:1] and behind[0] in whom):
        return 12
    of_them = len(behind) == 2 and behind[0] == "of" and behind[1] in whom
    if of_them and word in {"most", "some", "many"}:
        return 9
    if of_them and words[at - 1 : at] == [","] and word not in {"all", "both"}:
        verbal = any(w in _BE or w in _PARTICIPLES for w in words[at + 3 : at + 6])
        return 0 if verbal else 7
    if word == "(":
        return 14
    if words[at - 1 : at] == [","] and "among" in words[at : at + 8]:
        stop = words.index("among", at)
        if words[stop + 1 : stop + 2] and words[stop + 1] in whom and "," not in words[at:stop]:
            return stop + 2 - at
    return 0


def _ends_aside(words: list[str], at: int, stop: int) -> bool:
    word = words[stop]
    if words[at] == "(":
        return word == ")"
    if word in {",", ".", ";", "was", "were", "have", "had", "died", "lost"} or word in _ACTIVE:
        return True
    if word in _PARTICIPLES:
        return stop > at + 1
    if word != "and" or stop + 1 >= len(words):
        return False
    if words[stop + 1] in _ALL:
        return True
    for later in words[stop + 1 : stop + 8]:
        if later == ",":
            return False
        if later in {"others", "other", "more", "another"} or later in _PARTICIPLES:
            return True
    return False


def _find_counts(words: list[str]) -> list[Count]:
    out: list[Count] = []
    at = 0
    while at < len(words):
        count = _count_at(words, at)
        if count is None:
            at += 1
            continue
        out.append(count)
        at = max(at + 1, count.last)
    return out


def _count_at(words: list[str], at: int) -> Count | None:
    first = at
    hedge = ""
    for phrase, name in _HEDGED:
        if tuple(words[at : at + len(phrase)]) == phrase:
            hedge, at = name, at + len(phrase)
            break
    else:
        if words[at] in {
            "around",
            "about",
            "some",
            "nearly",
            "approximately",
            "almost",
            "roughly",
            "estimated",
            "between",
        }:
            hedge, at = words[at], at + 1
            if words[at : at + 1] == ["between"]:
                hedge, at = "between", at + 1
    if hedge in {"open", "top"} and words[at : at + 1] == ["around"]:
        at += 1
    family = _family_at(words, at)
    if family is not None:
        return Count(first, family[1], family[0], family[0], family[0])
    if words[at : at + 1] and words[at] in VAGUE:
        if words[at] == "few" and words[at - 1 : at] != ["a"]:
            return None
        if _is_thing(words, at + 1 + (words[at + 1 : at + 2] == ["of"])):
            return None
        least = VAGUE[words[at]]
        return Count(first, at + 1, least, 2 if least == 3 else least, None)
    number = _number_at(words, at)
    if number is None:
        return None if hedge else _single_at(words, first)
    value, at = number
    high: int | None = value
    if words[at : at + 1] and words[at] in (
        {"and"} if hedge == "between" else {"to", "or", "-", "–", "—"}
    ):
        upper = _number_at(words, at + 1)
        if upper is not None and upper[0] >= value:
            high, at = upper
    if _is_thing(words, at) or (words[at - 1].isdigit() and 1900 <= value <= 2100 and not hedge):
        return None
    if first and words[first - 1] in _MONTHS and value < 32 and words[at - 1].isdigit():
        return None
    if (
        words[first - 1 : first] == [","]
        and words[at : at + 1] == [","]
        and words[at - 1].isdigit()
    ):
        return None
    if words[at : at + 1] == ["-"] or words[first - 1 : first] == ["-"]:
        return None
    low = value
    if hedge == "open":
        high = None
    elif hedge == "top":
        low = 1
    return Count(first, at, value, low, high, single=value == 1)


def _number_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return the number that starts at `at` and the index behind it."""
    if at >= len(words):
        return None
    word = words[at].replace(",", "")
    value: int | None = None
    stop = at + 1
    if word.isdigit() and len(word) < 6:
        value = int(word)
    elif word in ENGLISH:
        value = ENGLISH[word]
        if (
            value >= 20
            and words[stop : stop + 1] == ["-"]
            and words[stop + 1 : stop + 2]
            and words[stop + 1] in ENGLISH
        ):
            value, stop = value + ENGLISH[words[stop + 1]], stop + 2
    elif word == "both":
        return 2, stop
    elif word in {"a", "half"}:
        pair = words[at : at + 3]
        if pair[:2] == ["a", "dozen"]:
            return 12, at + 2
        if pair == ["half", "a", "dozen"]:
            return 6, at + 3
        if pair[:2] == ["a", "hundred"]:
            return 100, at + 2
        if pair[:2] == ["a", "couple"] and pair[2:] == ["of"]:
            return 2, at + 3
        return None
    if (
        value is not None
        and words[stop : stop + 1]
        and words[stop] in {"dozen", "hundred", "thousand"}
    ):
        value *= {"dozen": 12, "hundred": 100, "thousand": 1000}[words[stop]]
        stop += 1
    return None if value is None else (value, stop)


def _family_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return how many "a family of five" are; "a couple" are two."""
    head = at + 1 if words[at : at + 1] and words[at] in _DETERMINERS else at
    for back in (head, head + 1):
        if words[back : back + 1] == ["family"] and words[back + 1 : back + 2] == ["of"]:
            number = _number_at(words, back + 2)
            return (number[0], number[1]) if number else None
    if words[at : at + 2] in (["a", "couple"], ["the", "couple"]) and words[at + 2 : at + 3] != [
        "of"
    ]:
        return 2, at + 2
    return None


def _is_thing(words: list[str], at: int) -> bool:
    """Return True if what is counted is no person."""
    for word in words[at : at + 4]:
        if word in _THINGS:
            return True
        if (
            word in _PERSONS
            or word.rstrip("s") in _PERSONS
            or word in _NOT_NAMES
            or word in _LIGHT
            or word in ",.;"
            or word in _PARTICIPLES
        ):
            return False
        if word in _STOPS or word in _VERBS:
            return False
    return False


def _single_at(words: list[str], at: int) -> Count | None:
    """Return one person named by a noun: "a young man", "their mother", "the driver"."""
    if words[at] not in _DETERMINERS:
        return None
    if words[at] == "another" and words[at + 1 : at + 2] in ([], ["."]):
        return Count(at, at + 1, 1, 1, 1, single=True)
    if words[at] == "another" and words[at + 1] in _STOPS:
        return Count(at, at + 1, 1, 1, 1, single=True)
    for step in range(1, 8):
        word = words[at + step : at + step + 1]
        if not word or word[0] in _STOPS or word[0] in _VERBS or word[0] in _NOT_NAMES:
            return None
        if word[0][0].isdigit() and words[at + step + 1 : at + step + 2] != ["-"]:
            return None
        if word[0] in _PERSONS and words[at + step + 1 : at + step + 2] != ["'s"]:
            behind = words[at + step + 1 : at + step + 2]
            if behind and (behind[0] in _PERSONS or behind[0] in _THINGS):
                continue
            return Count(at, at + step + 1, 1, 1, 1, single=True)
    return None
