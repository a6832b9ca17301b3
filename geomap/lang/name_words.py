"""Words that are not the name itself: articles, qualifiers, generic words, kind words."""

# ruff: noqa: E501, ISC004

from __future__ import annotations

ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "il",
        "l",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "ach",
        "ech",
        "at",
        "et",
        "ath",
        "eth",
        "an",
        "en",
        "ad",
        "ed",
        "adh",
        "edh",
        "az",
        "ez",
        "the",
        "of",
        "wa",
        "we",
        "and",
        "le",
        "la",
        "les",
        "du",
        "ال",
    ]
)
SUN = {
    "ar": "r", "er": "r", "as": "s", "es": "s", "ash": "s", "esh": "s", "ach": "c", "ech": "c",
    "at": "t", "et": "t", "ath": "t", "eth": "t", "an": "n", "en": "n", "ad": "d", "ed": "d",
    "adh": "dz", "edh": "dz", "az": "zd", "ez": "z",
}  # fmt: skip
"""Assimilated article and the letters that the next word may begin with."""

QUALIFIERS = {
    "N": "north northern shamali shamaliyah shamaliyyah shamaliyeh shamaliya shimali shimaliyah"
    " shimaliya shmali shmaliyeh shamalieh kuzey bakur شمالي شماليه الشمالي الشماليه",
    "S": "south southern janubi janubiyah janubiyyah janubiya janubiyeh janoubi janoubiyeh jnubi"
    " jnoubi jnubiyeh junubi junubiyah qibli qibliyah qebli qebliyeh qibliyeh qabli جنوبي جنوبيه"
    " الجنوبي الجنوبيه قبلي قبليه القبلي القبليه",
    "E": "east eastern sharqi sharqiyah sharqiyyah sharqiya sharqiyeh sharqieh sharqiyya sharqia"
    " sharki sharkiyeh sharkiya sharkieh sharkia charqi charki charqiye charkiye sherqi sherqiyeh"
    " sharqeyyeh sharqeyeh sharqiye cherki شرقي شرقيه الشرقي الشرقيه",
    "W": "west western gharbi gharbiyah gharbiyyah gharbiya gharbiyeh gharbieh gharbiyya gharbia"
    " gharbeyyeh gharbeyeh gharbiye garbi garbiyeh غربي غربيه الغربي الغربيه",
    "U": "upper fawqani fawqaniyah fawqaniya fawqaniyeh fawqaniyyah fawqa fawka foqani foqaniyeh"
    " foqaniya foqaniyah fokani foqa foqah foka fouqa fouqani fouka fauqa fauqani fowqani fuqani"
    " fuqa fowqa fawkani foukani foqani fawqan fouqaniyeh فوقاني فوقانيه الفوقاني الفوقانيه الفوقا"
    " فوقا الفوقي فوقي",
    "L": "lower tahtani tahtaniyah tahtaniya tahtaniyeh tahtaniyyah tahta tahtah tihtani tehtani"
    " tahteh tahti tahtany تحتاني تحتانيه التحتاني التحتانيه التحتا تحتا التحتي تحتي",
    "B": "big great greater large kabir kabira kabirah kabireh kabiri kbir kbira kbireh kabeer"
    " kabeera kabeerah kbeer kbeera kbeere kbeereh kebir kebira kebire kubra kobra kabeereh"
    " كبير كبيره الكبير الكبيره الكبري كبري",
    "M": "small little minor saghir saghira saghirah saghireh saghiri sghir sghira sghireh sgheer"
    " sgheera sgheereh saghera sagheer sagheera sagheerah sagheereh sughra soghra sghire sghayer"
    " sagir sagira sgher صغير صغيره الصغير الصغيره الصغري صغري",
    "C": "central middle wusta wasta wista wastani wastaniyah wastaniyeh wustani awsat"
    " وسطاني وسطي الوسطي الوسطاني اوسط الاوسط وسط",
    "n": "new jadid jadida jadidah jadideh jadide jdid jdida jdide jdideh jdeideh jdeida jdeide"
    " hadith haditha yeni نوي",
    "o": "old qadim qadima qadimah qadimeh atiq atiqah atiqa eski قديم قديمه القديم القديمه"
    " عتيق عتيقه العتيق العتيقه",
}
SAME_SPELLING = (
    ("sh", "ch"),
    ("q", "k"),
    ("ee", "i"),
    ("ou", "u"),
    ("oo", "u"),
    ("o", "u"),
    ("e", "i"),
)
"""Letters that systems write for one another, folded to the second of a pair."""

ENDINGS = (
    ("iyya", "iya", "ia", "iye", "iyyah", "iyah", "iyeh", "ieh", "iyyeh", "iyyeh", "ie"),
    ("a", "ah", "eh", "e", "aa"),
    ("ani", "any", "anie"),
)
"""Endings of a word that are spelt for one another."""


def spell_alike(word: str) -> set[str]:
    """Return a word as other systems of transliteration write it, itself included.

    Examples
    --------
    >>> {"charqie", "sharkiyya"} <= spell_alike("sharqiyah")
    True
    """
    found = {word}
    for group in ENDINGS:
        ending = max((e for e in group if word.endswith(e)), key=len, default="")
        if ending and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            found |= {stem + other for other in group}
            break
    for left, right in SAME_SPELLING:
        for old, new in ((left, right), (right, left)):
            found |= {one.replace(old, new, 1) for one in found if old in one}
    return found


QUALIFIER_OF = {
    word: code
    for code, words in QUALIFIERS.items()
    for said in words.split()
    for word in (spell_alike(said) if said.isascii() and code not in "nC" else (said,))
}
QUALIFIER_OF |= {word: code for code, words in QUALIFIERS.items() for word in words.split()}
for _word in [
    "hadith",
    "haditha",
    "jadida",
    "jadidah",
    "jadideh",
    "jadide",
    "jdida",
    "jdide",
    "jdideh",
    "jdeideh",
    "jdeida",
    "jdeide",
]:
    del QUALIFIER_OF[_word]  # Jdeideh, Haditha and their like are names of their own
del _word
OPPOSITES = {
    frozenset(pair) for pair in ("NS", "EW", "UL", "BM", "no", "NE", "NW", "SE", "SW", "CN", "CS",
                                 "CE", "CW", "CU", "CL")
}  # fmt: skip

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "town": (
        "town village city hamlet municipality locality qaryat qariyat qaryah madinat medinat"
        " baldat baldah balda مدينه بلده قريه بلدات",
        ("P",),
    ),
    "quarter": (
        "neighborhood neighbourhood neighborhoods neighbourhoods quarter suburb hay hayy hai"
        " dahiyat dahiyet dahiat dahyet dahieh حي احياء ضاحيه",
        ("P.PPLX", "P"),
    ),
    "adm1": ("governorate province muhafazat mohafazat mohafaza muhafaza محافظه", ("A.ADM1",)),
    "adm2": (
        "district markaz mintaqat mintaqa mantiqat mantika manteqat mintaqah mintaqet منطقه مركز",
        ("A.ADM2", "P.PPLX"),
    ),
    "adm3": (
        "subdistrict nahiyah nahiya nahia nahiyat nahiyeh nahyat ناحيه",
        ("A.ADM3",),
    ),
    "area": ("area region zone vicinity axis front frontline sector pocket محور جبهه قطاع", ()),
    "camp": (
        "camp camps mukhayyam mukhayam mokhayam makhayam mkhayam idp refugee مخيم مخيمات",
        ("S.CMPRF", "S.CMP"),
    ),
    "airport": (
        "airport airbase airfield airstrip aerodrome matar مطار airforce",
        ("S.AIRB", "S.AIRP", "S.AIRF", "S.AIRH"),
    ),
    "base": (
        "base barracks brigade regiment battalion garrison headquarters hq division outpost"
        " military army قاعده ثكنه لواء فوج كتيبه معسكر عسكري العسكري العسكريه",
        ("S.INSM", "S.AIRB", "S.PSTB", "S.CMP"),
    ),
    "crossing": ("crossing border maabar mabar معبر المعبر", ("S.CSTM",)),
    "checkpoint": ("checkpoint hajiz حاجز", ("S.PSTB", "R.RDJCT")),
    "dam": ("dam sadd سد", ("S.DAM",)),
    "field": ("oilfield oilfields gasfield field fields haql hakl حقل حقول oil gas نفط النفط غاز الغاز",
              ("L.OILF", "L.GASF", "S.OILR")),
    "prison": ("prison jail sijn سجن", ("S.PRN",)),
    "hospital": ("hospital mashfa mushfa mustashfa مستشفي مشفي clinic", ("S.HSP",)),
    "church": ("church kanisat كنيسه cathedral", ("S.CH",)),
    "mosque": ("mosque masjid جامع مسجد", ("S.MSQE",)),
    "refinery": ("refinery مصفاه", ("S.OILR",)),
    "silo": ("silo silos صوامع صومعه", ("S.SILO",)),
    "plant": ("plant factory station power company مصنع معمل محطه شركه", ("S.FCTY", "S.PS", "S")),
    "bridge": ("bridge", ("S.BDG", "P")),
    "junction": ("junction roundabout intersection دوار مفرق", ("R.RDJCT",)),
    "road": ("highway motorway road motorway طريق اوتوستراد", ("R.RD",)),
    "street": ("street avenue شارع", ("R.ST",)),
    "river": ("river nahr نهر", ("H.STM",)),
    "lake": ("lake reservoir buhayrat buhairat بحيره", ("H.LK", "H.RSV")),
    "rural": ("rural countryside rif reef outskirts suburbs ريف", ("A", "L")),
    "hill": ("hill hills hilltop", ("T", "P")),
    "mount": ("mount mountain mountains mt", ("T", "P")),
    "farm": ("farm farms", ("P", "S.FRM")),
    "desert": ("desert باديه", ("L", "T")),
    "plain": ("plain plains plateau", ("L", "T")),
    "island": ("island", ("T", "P")),
}  # fmt: skip
KIND_OF = {word: kind for kind, (words, _) in KINDS.items() for word in words.split()}
FITS = {kind: fits for kind, (_, fits) in KINDS.items()}
"""Kind word's kind to the GeoNames class or class and code of places that it names."""

FORMATIONS = frozenset(
    [
        "brigade",
        "brigades",
        "battalion",
        "battalions",
        "regiment",
        "division",
        "army",
        "corps",
        "forces",
        "council",
        "لواء",
        "فوج",
        "كتيبه",
        "فرقه",
        "جيش",
        "مجلس",
        "كتائب",
        "الويه",
    ]
)
"""Words of armed formations: one named after a town is nowhere by that."""

PREFIX_WORDS = {"hill": "tall", "hills": "tall", "hilltop": "tall", "mount": "jabal", "mt": "jabal",
                "mountain": "jabal", "mountains": "jabal", "jibal": "jabal", "tlul": "tulul",
                "valley": "wadi", "castle": "qalat", "citadel": "qalat", "monastery": "dayr",
                "farms": "mazraat", "farm": "mazraat", "island": "jazirat", "spring": "ayn",
                "bridge": "jisr", "village": "", "palace": "qasr"}  # fmt: skip
"""English words for what Arabic names begin with: they count as that word, at the front."""

NAME_HEADS = frozenset(
    [
        *[
            "كفر",
            "تل",
            "دير",
            "بيت",
            "عين",
            "خان",
            "خربه",
            "جب",
            "ام",
            "ابو",
            "شيخ",
            "الشيخ",
            "نبع",
            "وادي",
            "جبل",
            "راس",
            "باب",
            "برج",
            "قلعه",
            "قصر",
        ],
        *[
            "مزرعه",
            "معره",
            "عرب",
            "حوش",
            "بير",
            "رسم",
            "تليل",
            "جسر",
            "حمام",
            "سد",
            "نهر",
            "جوره",
            "وطي",
            "ضهر",
            "بني",
            "ارض",
            "حاره",
        ],
        *[
            "kafr",
            "kafar",
            "kefr",
            "tall",
            "tell",
            "tal",
            "tel",
            "tlel",
            "tulayl",
            "deir",
            "dayr",
            "der",
            "beit",
            "bayt",
            "ain",
            "ayn",
            "ein",
            "khan",
        ],
        *[
            "khirbat",
            "khirbet",
            "kherbet",
            "kherbat",
            "kharbet",
            "jubb",
            "jub",
            "jeb",
            "umm",
            "um",
            "om",
            "oum",
            "abu",
            "abo",
            "abou",
            "sheikh",
        ],
        *[
            "shaykh",
            "wadi",
            "jabal",
            "ras",
            "bab",
            "burj",
            "qalat",
            "qasr",
            "mazraat",
            "mazraet",
            "maarrat",
            "maaret",
            "hawsh",
            "hosh",
            "bir",
        ],
        *[
            "jisr",
            "hammam",
            "arab",
            "rasm",
            "joret",
            "wata",
            "dahr",
            "dahret",
            "bani",
            "beni",
            "ard",
            "nahr",
        ],
    ]
)
"""First words of names of two: alone they are hardly ever meant, what follows belongs to them."""

SPELLINGS = {
    "sheik": "shaykh", "shaikh": "shaykh", "sheikh": "shaykh", "shiekh": "shaykh",
    "cheikh": "shaykh", "shekh": "shaykh", "shikh": "shaykh", "seyh": "shaykh", "sex": "shaykh",
    "shex": "shaykh", "seikh": "shaykh", "xirbet": "khirbat", "hirbet": "khirbat",
    "hirbat": "khirbat", "kherba": "khirbat", "abul": "abu", "abil": "abu", "abdul": "abd",
    "abdel": "abd", "abdal": "abd", "umml": "umm", "ummul": "umm", "saint": "mar", "st": "mar",
    "qala": "qalat", "qalaat": "qalat", "qalat": "qalat", "jabl": "jabal", "gabal": "jabal",
    "djebel": "jabal", "cebel": "jabal", "dagi": "jabal",
    "albu": "bu", "elbu": "bu", "bo": "bu", "abo": "abu", "oum": "umm", "om": "umm", "im": "umm",
    "em": "umm",
}  # fmt: skip
"""Whole words whose sounds alone would not meet."""
