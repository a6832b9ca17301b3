"""Sounds of one word, read from Arabic or Latin letters.

A word becomes a string of sounds, one character each. Vowels are ``a i u`` (short and long
alike), consonants::

    b t T(th) j h x(kh) d D(dh) r z Z(zah) s S(sh) g(gh) G(hard g) f q k l m n w y

Emphatic and plain letters share a sound (sin/sad, ta/tah, dal/dad, both h), ayn and hamza have
none: transliterations rarely keep them. Diphthongs (ay ei, aw au) count as i and u. The tables
follow the BGN/PCGN 1956 and ALA-LC systems for Arabic, the UN system of 1972, the French habits of
Syria (``ch ou dj``), the Hawar alphabet
of Kurmanji and Turkish spelling; where they contradict each other the commonest use in reports
on Syria wins and `geomap.resolver.candidates` forgives the rest.
"""

from __future__ import annotations

import re
import unicodedata

ARABIC = {
    "ا": "a",
    **dict.fromkeys("ءع", ""),
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهوي", "btTjhxdDrzsSsdtZgfqklmnhwy", strict=True)),
    **dict(zip("پچڤژ", "bSfj", strict=True)),
}
"""Arabic letter to sound, after `fold`: a final ha may be a ta marbuta and is silent."""

DIGRAPHS = {
    "tch": "S", "sch": "S", "kh": "x", "gh": "g", "sh": "S", "ch": "S", "dh": "D", "th": "T",
    "zh": "Z", "dj": "j", "ph": "f", "ck": "k", "cq": "q",
    "ou": "u", "oo": "u", "ee": "i",
}  # fmt: skip
"""Latin letters that make one sound together, longest first."""

SINGLES = {
    **{letter: letter for letter in "abdfhijklmnqrstuwyz"},
    "e": "i", "o": "u", "g": "G", "p": "b", "v": "w", "x": "x", "c": "k",
}  # fmt: skip

SPECIAL = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "dh", "þ": "th",
     "ħ": "h", "ŧ": "t", "ł": "l", "ə": "a"}
)  # fmt: skip

SIGNS = (
    "'’‘ʼʿʾˈ`´ʻˊ′″ʹ\"“”«»\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad"
)
_DROP = dict.fromkeys(map(ord, SIGNS + "\u0640"))
_DIGITS = {ord(a): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, a in enumerate(row)}
_CLEAN = {**_DROP, **_DIGITS}
_TURKISH = re.compile("[çğıêîû]")
_TURKISH_C = re.compile("c(?!h)")
"""A "ch" beside a circumflex is French: "Charîf"."""
_SCIENTIFIC = re.compile("[āīūḩḥţṭḑḍẕẓ]|\u0304|z̧")
_PAIRS = [(letters, sound) for letters, sound in DIGRAPHS.items() if letters != "gh"]
_PAIRS_WITHOUT_H = [pair for pair in _PAIRS if "h" not in pair[0]]
_GHAYN = "\x01"


class _Table(dict[int, str | None]):
    """A translation table that drops every letter that it does not know."""

    def __missing__(self, letter: int) -> None:
        return None


_SINGLES = _Table(
    {
        ord(k): v
        for k, v in {**SINGLES, **dict(zip("STDZ\n", "STDZ\n", strict=True)), _GHAYN: "g"}.items()
    }
)
_AY = re.compile("[ai][iy](?![aiu])")
_AW = re.compile("[au]w(?![aiu])|[ai]u")

SPREAD = {
    **{ord(sound): sound * 3 for sound in "abtTjxdDrzsSZgGfqklmnhwy"},
    **{ord(key): value for key, value in {
        "T": "ttT", "D": "zzD", "Z": "zzZ", "d": "zdd", "q": "kkq", "G": "kkG", "g": "kgg",
        "x": "hhx",
        "a": "ai", "i": "ii", "u": "uu"}.items()},
}  # fmt: skip
"""Sounds as they are compared: three letters for a consonant, two for a vowel, the more of them the
same the nearer the sounds. An edit distance over these is a weighted one."""

SPREAD_ACROSS = {**SPREAD, ord("w"): "ww", ord("y"): "yy"}
"""The same across scripts, where w and y may be vowels."""
_ARABIC = _Table({ord(letter): sound for letter, sound in ARABIC.items()})
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_DOUBLE = re.compile(r"(.)\1+")
_OU_GLIDE = re.compile("ou(?=[aei]|o(?!u)|u)")
_FINAL_E = re.compile("(?<=[b-df-hj-np-tv-zi])e(?=h?$)", re.MULTILINE)
"""What French, Turkish and OCHA write for ta marbuta; longer words only."""
_SOFT_C = re.compile("(?<!c)c(?=[eiy])")
_ARABIC_SPELLING = str.maketrans("ٱیێىکگۆۇةۀەھ", "ايييككووهههه")
"""One letter for what people type for one another: alif, ya, kaf, final ha."""


def fold(text: str) -> str:
    """Return `text` without case, diacritics, apostrophes and format signs, digits in ASCII.

    Turkish and Kurdish letters become the Latin letters that English would use (``ş`` to ``sh``)
    unless the spelling is a scientific one, where a cedilla marks an emphatic (``Aş Şūrah``).
    """
    if text.isascii():
        return text.replace("'", "").replace("`", "").replace('"', "").lower()
    text = unicodedata.normalize("NFC", text).translate(_CLEAN).lower()
    turkish = bool(_TURKISH.search(text))
    if not _SCIENTIFIC.search(text):
        text = text.replace("ş", "sh").replace("ș", "sh")
        if turkish:
            text = _TURKISH_C.sub("j", text)
        text = text.replace("ç", "ch").replace("ğ", "gh")
    text = unicodedata.normalize("NFKD", text).casefold().translate(SPECIAL)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.translate(_CLEAN).translate(_ARABIC_SPELLING)


def is_arabic(word: str) -> bool:
    """Return True if `word` is written in Arabic letters."""
    return not word.isascii() and _ARABIC_LETTER.search(word) is not None


def sounds_of(word: str) -> str:
    """Return the sounds of one folded word; a word with digits stays as it is."""
    if not word.isalpha() and any(c.isdigit() for c in word):
        return word
    if is_arabic(word):
        sounds = word.translate(_ARABIC)
        if word[0] in "عء":
            sounds = "a" + sounds
        return sounds[:-1] if len(word) > 2 and word.endswith("ه") else sounds
    return sounds_of_lines(word)


def sounds_of_lines(words: str) -> str:
    """Return the sounds of folded Latin words, one a line."""
    if "e" in words:
        words = _FINAL_E.sub("a", words)
    if "c" in words:
        words = _SOFT_C.sub("j", words)
    if "ou" in words:
        words = _OU_GLIDE.sub("w", words)
    pairs = _PAIRS_WITHOUT_H
    if "h" in words:
        words, pairs = words.replace("gh", _GHAYN), _PAIRS
    for letters, sound in pairs:
        if letters in words:
            words = words.replace(letters, sound)
    sounds = _DOUBLE.sub(r"\1", words.translate(_SINGLES))
    return _AW.sub("u", _AY.sub("i", sounds))
