"""People killed, injured and detained in Arabic text, each with low and high."""

from __future__ import annotations

import re
from typing import NamedTuple

from geomap.text.numbers import (
    ARABIC,
    ARABIC_HUNDREDS,
    ARABIC_TENS,
    VAGUE,
    Count,
    Toll,
    add_counts,
)
from geomap.text.words import lower_word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


KILLED, INJURED, DETAINED = "killed", "injured", "detained"
_TOKEN = re.compile(r"[ء-يٱ\u064b-\u065f\u0670ـ]+|[0-9٠-٩]+|[،.؛:,;()\-–]")
_VERBS = {
    KILLED: _set(
        "قتل قتلت قتلوا قتلا مقتل مقتله مقتلها مقتلهم استشهد استشهدت استشهاد استشهاده استشهدوا قضي قضت قضوا توفي توفيت توفوا وفاه "
        "مصرع اغتيال اغتال اغتالت اغتالوا اعدام اعدم اعدمت اعدموا حياه لقي لقيت لقوا سقوط ضحيته ضحيتها جثه جثث جثمان جثامين جثتي قتله قتلهم تصفيه "
        "اردي يقتل تقتل تحييد حيدت"
    ),
    INJURED: _set("اصيب اصيبت اصيبوا اصابه اصابته جرح جرحت جرحوا اصابات"),
    DETAINED: _set(
        "اعتقال اعتقلت اعتقل اعتقلوا خطف خطفت خطفوا اختطاف اختطف اختطفت اختطفوا توقيف اوقفت احتجاز احتجزت القبض اسر اسرت"
    ),
}
_NOUNS = {
    KILLED: _set("قتيل قتلي قتيلا قتيله قتيلان قتيلين شهيد شهيدا شهيده شهداء شهيدين شهيدان ضحيه ضحايا جثه جثث جثتين جثتان"),
    INJURED: _set("جريح جريحا جريحه جرحي جريحين جريحان مصاب مصابا مصابين مصابون مصابه اصابات مصابان"),
    DETAINED: _set("معتقل معتقلا معتقلين موقوفا موقوفين مخطوف مخطوفا مخطوفين محتجزا محتجزين اسيرا اسري اسير"),
}  # fmt: skip
_SINGLE = _set(
    "شخص شخصا مدني مدنيا مدنيه شاب شابا شابه طفل طفلا طفله رجل رجلا امراه سيده مواطن مواطنا مواطنه عنصر عنصرا قيادي قياديا قاىد ضابط ضابطا "
    "جندي جنديا مقاتل مقاتلا مسلح مسلحا شرطي شرطيا مختار امام معلم معلما معلمه مدرس طبيب طبيبا ممرض ممرضه صحفي صحفيا صحافي صحافيا اعلامي اعلاميا "
    "ناشط ناشطا ساىق ساىقا راعي راعيا مزارع مزارعا عامل عاملا عامله مسعف مسعفا متطوع متطوعا طالب طالبا طالبه فتاه فتي رضيع رضيعا مسن مسنا "
    "عجوز عسكري عسكريا ملازم عقيد عميد رايد نقيب لواء مساعد حارس حارسا تاجر تاجرا مهندس مهندسا محامي محاميا عضو عضوا زعيم اخر اخري اثر "
    "زوجته والده والدته شقيقه شقيقته ابنه ابنته طفلته ثالث ثالثه رابع خامس نجله نازح نازحا نازحه راكب اب اما ام شيخ صاحب قتيل قتيلا شهيد شهيدا جريح جريحا مصاب مصابا"
)
_SINGLE = _SINGLE - {"اثر"}
_DUAL = _set(
    "شخصين شخصان مدنيين مدنيان عنصرين عنصران طفلين طفلان طفلتين طفلتان شابين شابان رجلين رجلان امراتين امراتان جنديين جنديان "
    "مقاتلين مقاتلان مسلحين مسلحان ضابطين ضابطان شقيقين شقيقان قياديين قياديان سيدتين سيدتان قتيلين قتيلان جريحين جريحان شهيدين "
    "شهيدان مصابين مصابان شرطيين شرطيان متطوعين متطوعان مسعفين مسعفان صحفيين صحفيان ناشطين ناشطان عاملين عاملان فتاتين فتاتان مواطنين "
    "اخوين اخوان اخرين جثتين جثتان نازحين راعيين مدرسين طالبين طالبان مدنيتين"
)
_BOTH_PLURAL = _set(
    "مدنيين مسلحين مقاتلين مصابين قياديين متطوعين مسعفين صحفيين ناشطين عاملين اخرين نازحين مدرسين مواطنين شرطيين"
)
"""Written alike as two and as many: two only where a killing or hurting governs them at once."""
_MANY_ONLY = _set("اخرين نازحين مواطنين عاملين مسلحين مقاتلين")
_OPEN = (("اكثر", "من"), ("ما", "لا", "يقل", "عن"), ("لا", "يقل", "عن"), ("ما", "يزيد", "عن"),
         ("ما", "يزيد", "علي"), ("ازيد", "من"), ("علي", "الاقل"))  # fmt: skip
_ABOUT = _set("نحو حوالي قرابه زهاء بنحو بحدود تقريبا")
_TOP = (("ما", "يصل", "الي"),)
_THINGS = _set(
    "كم كيلومتر كيلومترا متر مترا يوم يوما ايام ساعه ساعات دقيقه شهر اشهر عام عاما سنه سنوات غاره غارات غارتين قذيفه قذائف قذايف صاروخ صواريخ برميل برميلا "
    "براميل سياره سيارات اليه اليات منزل منازل دبابه دبابات شاحنه قريه قري موقع مواقع مره مرات دولار ليره بالميه نقطه نقاط مقر مقرات "
    "كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين طلقه طلقات الغام لغم عبوه عبوات طائره طائرات طايره طايرات عمليه عمليات هجوم هجمات حاله حالات"
)
_SKIPPED = _set("كل من حتفه حتفهم كلا بحياه ب تحت")
_ENDS = frozenset("،.؛:,;")


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def find_tolls_arabic(text: str) -> dict[str, Toll]:
    """Return the count of killed, injured and detained that an Arabic text gives first, by kind.

    Examples
    --------
    >>> find_tolls_arabic("سقوط أحد عشر قتيلاً و15 جريحاً")["killed"].best
    11
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        word = lower_word(match.group()).replace("ئ", "ي")
        start, end = match.span()
        tokens.append(_Token(_fold(word), start, end))
    words = [token.word for token in tokens]
    _hide_asides(words)
    kinds = [_kind_of(word, _VERBS) for word in words]
    tolls: dict[str, Toll] = {}

    def keep(kind: str, counts: list[Count], at: int) -> None:
        best, low, high = add_counts(counts)
        first, last = min(counts[0].first, at), max(counts[-1].last - 1, at)
        tolls[kind] = Toll(best, low, high, tokens[first].start, tokens[last].end)

    at = 0
    while at < len(words):
        noun = _counted_noun(words, at)
        if noun is not None:
            kind, count = noun
            if kind not in tolls and not _is_denied(words, count.first):
                keep(kind, [count], at)
            at = max(at + 1, count.last)
            continue
        kind = kinds[at]
        if kind and not _is_denied(words, at):
            behind = at + 1
            shared = behind < len(words) and kinds[behind] and kinds[behind] != kind
            if (shared and words[behind][:1] != words[at][:1]) or shared:
                at += 2
                at = _skip_shared(words, at)
                continue
            counts = _object(words, kinds, behind, own=words[at])
            if counts and kind not in tolls:
                keep(kind, counts, at)
            elif (
                not counts
                and kind not in tolls
                and words[at].endswith(("مقتله", "استشهاده", "اصابته", "مقتلها"))
            ):
                tolls[kind] = Toll(1, 1, 1, tokens[at].start, tokens[at].end)
        at += 1
    if KILLED not in tolls and (figure := _toll_figure(words)) is not None:
        keep(KILLED, [figure], figure.first)
    return tolls


def _fold(word: str) -> str:
    return word[:-1] if word.endswith("اا") else word


def _bare(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without the particles written on it."""
    out = [word]
    for particle in ("و", "ف", "ب", "ل"):
        out += [known[1:] for known in out if known.startswith(particle) and len(known) > 3]
    out += [known[2:] for known in out if known.startswith("ال") and len(known) > 4]
    return tuple(out)


def _kind_of(word: str, tables: dict[str, frozenset[str]]) -> str:
    for known in _bare(word):
        for kind, table in tables.items():
            if known in table:
                return kind
    return ""


def _is_denied(words: list[str], at: int) -> bool:
    return any(
        word in {"دون", "بدون", "لم", "عدم", "ولم", "ولا"} for word in words[max(0, at - 4) : at]
    )


def _skip_shared(words: list[str], at: int) -> int:
    """Step over "killed and injured N", which counts both together."""
    while at < len(words) and words[at] not in _ENDS and _number_at(words, at) is not None:
        at += 1
    return at


def _object(words: list[str], kinds: list[str], at: int, *, own: str) -> list[Count]:
    """Return the counts that a word of killing governs, with those joined to them by "and"."""
    here = at
    bodies = own.endswith(("جثه", "جثث", "جثمان", "جثتي"))
    while here < len(words) and here - at <= 7:
        word = words[here]
        if word in _ENDS or (kinds[here] and here > at and word != "سقوط"):
            break
        count = _count_at(words, here)
        far = here - at
        if count is not None and (
            not count.single or far <= (2 if bodies else 1) or _skipped(words, at, here)
        ):
            counts = [count]
            while count.last < len(words):
                joined = _joined(words, kinds, count.last, near=8 if count.single else 4)
                if joined is None:
                    break
                counts.append(joined)
                count = joined
            return counts
        here += 1
    if own.endswith(("جثه", "جثمان")):
        return [Count(at, at, 1, 1, 1, single=True)]
    if own.endswith("جثتي"):
        return [Count(at, at, 2, 2, 2)]
    return []


def _skipped(words: list[str], at: int, here: int) -> bool:
    return all(word in _SKIPPED for word in words[at:here])


def _joined(words: list[str], kinds: list[str], at: int, *, near: int) -> Count | None:
    """Return a further count behind: "and a woman", "and six of his men"."""
    for here in range(at, min(len(words), at + near + 1)):
        word = words[here]
        if word in _ENDS or kinds[here]:
            return None
        if (word.startswith("و") and len(word) > 1) or (word == "و"):
            count = _count_at(words, here)
            if count is None:
                if here - at > 3 or word == "و":
                    continue
                return None
            tail = words[count.last : count.last + 2]
            if here - at > 3 and tail[:1] != ["من"]:
                return None
            if any(_kind_of(w, _NOUNS) for w in [words[count.last - 1], *tail[:1]]):
                return None
            return count
    return None


def _counted_noun(words: list[str], at: int) -> tuple[str, Count] | None:
    """Return "15 wounded", "three dead", "two dead" at `at`, with what they are."""
    count = _count_at(words, at)
    if count is None:
        return None
    kind = _kind_of(words[count.last - 1], _NOUNS)
    if kind and words[count.last - 1] != "اصابه":
        return kind, count
    for here in range(count.last, min(len(words), count.last + 3)):
        if words[here] in _ENDS or (here > count.last and words[here].startswith("و")):
            return None
        bare = words[here]
        if _kind_of(bare, _NOUNS) and not (bare.startswith("و") and bare != "وقتيل"):
            last = _least_behind(words, here + 1)
            if last > here + 1:
                return _kind_of(bare, _NOUNS), Count(count.first, last, count.best, count.low, None)
            return _kind_of(bare, _NOUNS), Count(
                count.first, here + 1, count.best, count.low, count.high
            )
    return None


def _toll_figure(words: list[str]) -> Count | None:
    """Return the figure that a toll reached: "the number of dead ... to 39"."""
    for at, word in enumerate(words):
        known = _bare(word)
        if not ({"حصيله", "عدد"} & set(known)):
            continue
        if "عدد" in known and not any(
            _kind_of(w, _NOUNS) == KILLED for w in words[at + 1 : at + 3]
        ):
            continue
        for here in range(at + 1, min(len(words), at + 16)):
            if words[here] in {"الي", "بلغ", "بلغت"} and (found := _count_at(words, here + 1)):
                return found
    return None


def _hide_asides(words: list[str]) -> None:
    """Put ``#`` for what only says who they were: "among them five children"."""
    at = 0
    while at < len(words):
        if words[at] in {
            "بينهم",
            "بينهن",
            "منهم",
            "منهن",
            "ضمنهم",
            "بينهما",
            "معظمهم",
            "جلهم",
            "غالبيتهم",
        }:
            stop = at
            while stop < len(words) and stop < at + 9 and not (
                words[stop] in _ENDS or words[stop] in {"فيما", "بينما", "جراء", "اثر"}
                or (stop > at and _kind_of(words[stop], _VERBS))
                or (stop > at + 1 and words[stop][:1] == "و" and any(_kind_of(w, _NOUNS) == INJURED for w in words[stop : stop + 3]))
            ):  # fmt: skip
                words[stop] = "#"
                stop += 1
            at = stop
        at += 1


def _least_behind(words: list[str], at: int) -> int:
    """Return the index behind "at least" if it stands within the next words, else `at`."""
    for here in range(at, min(len(words) - 1, at + 5)):
        if words[here] in {"علي", "كحد"} and words[here + 1] in {"الاقل", "ادني"}:
            return here + 2
        if words[here] in _ENDS or _kind_of(words[here], _VERBS):
            break
    return at


def _count_at(words: list[str], at: int) -> Count | None:
    first = at
    opened = topped = False
    for phrase in _OPEN:
        heads = words[at : at + len(phrase)]
        if (
            len(heads) == len(phrase)
            and heads[0] in {phrase[0], "و" + phrase[0], "ب" + phrase[0], "ل" + phrase[0]}
            and tuple(heads[1:]) == phrase[1:]
        ):
            opened, at = True, at + len(phrase)
            break
    for phrase in _TOP:
        if tuple(words[at : at + len(phrase)]) == phrase:
            topped, at = True, at + len(phrase)
    if words[at : at + 1] and words[at] in _ABOUT:
        at += 1
    between = words[at : at + 1] == ["بين"]
    if between:
        at += 1
    if words[at : at + 1] == ["و"]:
        at += 1
    family = _family_at(words, at)
    if family is not None:
        return Count(first, family[1], family[0], family[0], family[0])
    number = _number_at(words, at)
    if number is None:
        return None if opened or between else _noun_count(words, first, at)
    value, last, vague = number
    high: int | None = None if vague or opened else value
    if (not vague and last < len(words) and words[last] in {"-", "–", "الي", "او"}) or (
        between and not vague
    ):
        upper = _number_at(words, last + (not between or words[last : last + 1] == ["و"]))
        if upper is not None and not upper[2] and upper[0] >= value:
            high, last = upper[0], upper[1]
    tail = [w for w in words[last : last + 1] if w not in _ENDS]
    if any(known in _THINGS for w in tail for known in _bare(w)) or (
        1900 <= value <= 2100 and not opened
    ):
        return None
    behind = _least_behind(words, last)
    if behind > last:
        high = None
    low = 1 if topped else 2 if vague and value == 3 else value
    return Count(first, last, value, low, high)


def _noun_count(words: list[str], first: int, at: int) -> Count | None:
    """Return two for a noun in the dual, one for a noun that stands for one person."""
    if at >= len(words):
        return None
    known = _bare(words[at])
    if any(word in _DUAL for word in known):
        plural = any(word in _MANY_ONLY for word in known)
        if plural or words[at].startswith("ال"):
            return None
        last = at + 1
        if words[last : last + 1] and words[last] in {"اثنين", "اثنان"}:
            last += 1
        return Count(first, last, 2, 2, 2)
    if any(word in _SINGLE for word in known):
        return Count(first, at + 1, 1, 1, 1, single=True)
    return None


def _number_at(words: list[str], at: int) -> tuple[int, int, bool] | None:
    """Return the number that starts at `at`, the index behind it, and whether it is vague."""
    if at >= len(words):
        return None
    word = words[at]
    if word.isdigit():
        return (int(word), at + 1, False) if len(word) < 6 else None
    if word[:1] in {"و", "ف", "ب", "ل"} and word[1:].isdigit():
        return int(word[1:]), at + 1, False
    found = _word_value(word)
    if found is None:
        return None
    value, vague = found
    last = at + 1
    if vague:
        if words[last : last + 1] == ["من"]:
            last += 1
        elif "عدد" in _bare(word):
            return None
        return value, last, True
    if value <= 10 and last < len(words):
        if words[last] in {"عشر", "عشره"} and value < 10:
            return value + 10, last + 1, False
        if words[last].startswith("و") and words[last][1:] in ARABIC_TENS and value < 10:
            return value + ARABIC_TENS[words[last][1:]], last + 1, False
        if words[last] == "الاف":
            return value * 1000, last + 1, False
    if value >= 100 and last < len(words) and words[last].startswith("و"):
        rest = _number_at([words[last][1:], *words[last + 1 : last + 4]], 0)
        if rest is not None and not rest[2] and rest[0] < 100:
            return value + rest[0], last + rest[1], False
    return value, last, False


def _word_value(word: str) -> tuple[int, bool] | None:
    for known in _bare(word):
        if known in ARABIC:
            return ARABIC[known], False
        if known in ARABIC_TENS:
            return ARABIC_TENS[known], False
        if known in ARABIC_HUNDREDS:
            return ARABIC_HUNDREDS[known], False
        if known in VAGUE:
            return VAGUE[known], True
    return None


def _family_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Return how many "a family of five persons" are."""
    if at >= len(words) or not {"عايله", "اسره"} & set(_bare(words[at])):
        return None
    for here in range(at + 1, min(len(words), at + 4)):
        if words[here] in {"من", "مولفه"}:
            number = _number_at(words, here + 1 + (words[here + 1 : here + 2] == ["من"]))
            return (number[0], number[1]) if number else None
    return None
