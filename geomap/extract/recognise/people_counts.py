"""Numbers of people in the words of an English text."""

from __future__ import annotations

from geomap.extract.recognise.numbers import ENGLISH, VAGUE, Count


def word_set(words: str) -> frozenset[str]:
    """Return the words of `words` as a set."""
    return frozenset(words.split())


KILLED, INJURED, DETAINED = "killed", "injured", "detained"


PARTICIPLES = {
    **dict.fromkeys("killed murdered executed assassinated slain beheaded martyred slaughtered massacred neutralized neutralised lynched".split(), KILLED),  # noqa: SIM905
    **dict.fromkeys("injured wounded hurt hospitalised hospitalized maimed".split(), INJURED),  # noqa: SIM905
    **dict.fromkeys("arrested detained abducted kidnapped captured apprehended".split(), DETAINED),  # noqa: SIM905
}  # fmt: skip


LIGHT = word_set(
    "was were been being is are be have has had also reportedly allegedly all both later then too "
    "instantly immediately there confirmed reported found left shot stabbed beaten tortured burned burnt "
    "crushed to not seriously severely slightly critically lightly badly and either"
)


VERBS = word_set(
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


_THINGS = word_set(
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


_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)


_PERSONS = word_set(
    "man woman boy girl child infant baby toddler teenager youth civilian person people soldier fighter militant gunman officer policeman "
    "policewoman commander leader journalist teacher doctor nurse mother father wife husband son daughter brother sister driver "
    "guard member worker shepherd farmer student pilot medic paramedic volunteer resident native citizen recruit conscript "
    "rebel combatant terrorist smuggler attacker suspect protester demonstrator employee engineer lawyer judge imam sheikh cleric "
    "mayor mukhtar merchant trader photographer activist refugee uncle cousin grandfather grandmother relative companion "
    "colonel general lieutenant captain major sergeant insurgent jihadist passerby pedestrian waiter baker pharmacist colleague "
    "couple another other bodyguard sniper spy planner operative emir cook tailor barber guide contractor"
)


DETERMINERS = word_set("a an one his her their another its the")


_STOPS = word_set(", . ; : ( ) # and or but of who that with to")


_NOT_NAMES = word_set("in on of at by from near the")


_ABOUT = word_set("around about some nearly approximately almost roughly estimated between")


_HEDGE_HEADS = frozenset(phrase[0] for phrase, _ in _HEDGED)


_OPENERS = (
    DETERMINERS | _ABOUT | ENGLISH.keys() | VAGUE.keys() | word_set("half both family")
    | _HEDGE_HEADS
)  # fmt: skip
"""Words with which a count can begin; digits too."""


def find_counts(words: list[str]) -> list[Count]:
    """Return every count of people in a text, given word by word."""
    out: list[Count] = []
    at = 0
    while at < len(words):
        word = words[at]
        count = _count_at(words, at) if word in _OPENERS or word[0].isdigit() else None
        if count is None:
            at += 1
            continue
        out.append(count)
        at = max(at + 1, count.last)
    return out


def _count_at(words: list[str], at: int) -> Count | None:
    first = at
    hedge = ""
    for phrase, name in _HEDGED if words[at] in _HEDGE_HEADS else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            hedge, at = name, at + len(phrase)
            break
    else:
        if words[at] in _ABOUT:
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
    head = at + 1 if words[at : at + 1] and words[at] in DETERMINERS else at
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
            or word in LIGHT
            or word in ",.;"
            or word in PARTICIPLES
        ):
            return False
        if word in _STOPS or word in VERBS:
            return False
    return False


def _single_at(words: list[str], at: int) -> Count | None:
    """Return one person named by a noun: "a young man", "their mother", "the driver"."""
    if words[at] not in DETERMINERS:
        return None
    if words[at] == "another" and words[at + 1 : at + 2] in ([], ["."]):
        return Count(at, at + 1, 1, 1, 1, single=True)
    if words[at] == "another" and words[at + 1] in _STOPS:
        return Count(at, at + 1, 1, 1, 1, single=True)
    for step in range(1, 8):
        word = words[at + step : at + step + 1]
        if not word or word[0] in _STOPS or word[0] in VERBS or word[0] in _NOT_NAMES:
            return None
        if word[0][0].isdigit() and words[at + step + 1 : at + step + 2] != ["-"]:
            return None
        if word[0] in _PERSONS and words[at + step + 1 : at + step + 2] != ["'s"]:
            behind = words[at + step + 1 : at + step + 2]
            if behind and (behind[0] in _PERSONS or behind[0] in _THINGS):
                continue
            return Count(at, at + step + 1, 1, 1, 1, single=True)
    return None
