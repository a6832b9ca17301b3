"""Every Arabic name of a gazetteer, written by each system of transliteration, and placed again.

    python benchmarks/places/systems.py [--gazetteer FILE] [--every 1] [--show 20] [--system turkish]

Consonants come from the Arabic spelling, vowels from the Latin name of the same place (Arabic does
not write them); where the two do not fit together letter by letter the name is left out. Printed
for each system, with and without the governorate: right (within 5 km), tied (ambiguous), refused,
wrong (25 km off or more). "Fair" leaves out names that two places of the governorate share.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.installed import load_installed
from geomap.gazetteer.loading import load_gazetteer
from geomap.lang.letters import fold, sounds_of
from geomap.lang.name_keys import name_key
from geomap.model import Hints
from geomap.resolver.resolver import Resolver
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place

_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_SUN = "تثدذرزسشصضطظلن"


class System(NamedTuple):
    """A way of writing: consonants, vowels, the end of a name in ta marbuta, and the article."""

    consonants: dict[str, str]
    vowels: dict[str, str]
    end: str
    construct: str
    article: str
    assimilates: bool = False


def _table(said: str) -> dict[str, str]:
    return dict(zip(_LETTERS, (w.replace("_", "") for w in said.split()), strict=True))


_PRESS = _table("b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h w y")
SYSTEMS = {
    "bgn": System(
        _table("b t th j ḩ kh d dh r z s sh ş ḑ ţ z̧ ‘ gh f q k l m n h w y"),
        {"a": "a", "i": "i", "u": "u", "A": "ā", "I": "ī", "U": "ū", "E": "ay", "O": "aw"},
        "ah", "at", "A ", True,
    ),
    "un-plain": System(
        _PRESS,
        {"a": "a", "i": "i", "u": "u", "A": "a", "I": "i", "U": "u", "E": "ay", "O": "aw"},
        "ah", "at", "A ", True,
    ),
    "ala-lc": System(
        _table("b t th j ḥ kh d dh r z s sh ṣ ḍ ṭ ẓ ʻ gh f q k l m n h w y"),
        {"a": "a", "i": "i", "u": "u", "A": "ā", "I": "ī", "U": "ū", "E": "ay", "O": "aw"},
        "ah", "at", "al-",
    ),
    "french": System(
        _table("b t th j h kh d d r z s ch s d t z _ gh f k k l m n h ou y"),
        {"a": "a", "i": "i", "u": "ou", "A": "a", "I": "i", "U": "ou", "E": "ei", "O": "aou"},
        "é", "et", "El ", True,
    ),
    "ign": System(
        _table("b t t dj h kh d d r z s ch s d t z _ rh f q k l m n h ou y"),
        {"a": "a", "i": "i", "u": "ou", "A": "â", "I": "î", "U": "oû", "E": "ei", "O": "ô"},
        "é", "et", "el ",
    ),
    "ocha": System(
        _table("b t th j h kh d th r z s sh s d t z _ gh f q k l m n h w y"),
        {"a": "a", "i": "e", "u": "o", "A": "a", "I": "i", "U": "u", "E": "e", "O": "o"},
        "eh", "et", "El",
    ),
    "press-ieh": System(
        _PRESS,
        {"a": "a", "i": "e", "u": "o", "A": "a", "I": "ee", "U": "ou", "E": "ei", "O": "o"},
        "eh", "et", "al-",
    ),
    "press-iyya": System(
        _table("b t th j h kh d d r z s sh s d t z ' gh f q k l m n h w yy"),
        {"a": "a", "i": "i", "u": "u", "A": "aa", "I": "i", "U": "oo", "E": "ai", "O": "au"},
        "a", "at", "al ",
    ),
    "press-bare": System(
        _table("b t t j h k d d r z s sh s d t z _ g f k k l m n h w y"),
        {"a": "a", "i": "i", "u": "u", "A": "a", "I": "i", "U": "u", "E": "e", "O": "o"},
        "a", "at", "",
    ),
    "turkish": System(
        _table("b t s c h h d z r z s ş s d t z _ ğ f k k l m n h v y"),
        {"a": "e", "i": "i", "u": "u", "A": "a", "I": "i", "U": "u", "E": "ey", "O": "ev"},
        "e", "et", "El ", True,
    ),
    "kurdish": System(
        _table("b t s c h x d z r z s ş s d t z _ x f q k l m n h w y"),
        {"a": "e", "i": "i", "u": "u", "A": "a", "I": "î", "U": "û", "E": "ê", "O": "o"},
        "e", "et", "",
    ),
}  # fmt: skip
_LONG = {"ا": "A", "و": "U", "ي": "I", "ى": "A"}


def read_word(arabic: str, latin: str, *, last: bool) -> str | None:
    """Return an Arabic word as consonants and vowels (A I U long, E O diphthongs), or None.

    The vowels are those between the same consonants of the Latin word.
    """
    word = arabic.translate(str.maketrans("أإآؤئ", "ااا\u0621\u0621"))
    end = word[-1] if word[-1] in "ةه" and word.endswith("ة") else ""
    word = word[:-1] if end else word
    sounds = sounds_of(latin.removesuffix("h"))
    out = ""
    at = 0
    for number, letter in enumerate(word):
        if letter == "ا" and number == 0:
            continue
        if letter in "اى":
            if at < len(sounds) and sounds[at] in "aiu":
                at += 1
            out += "A"
            continue
        vowel = ""
        while at < len(sounds) and sounds[at] in "aiu":
            vowel = vowel or sounds[at]
            at += 1
        if letter in "وي" and vowel and (at >= len(sounds) or sounds[at] not in "wy"):
            before = vowel == "a"
            out += ("O" if letter == "و" else "E") if before else _LONG[letter]
            continue
        if letter in "وي" and vowel == "a" and sounds[at + 1 : at + 2] not in tuple("aiu"):
            out += "O" if letter == "و" else "E"
            at += 1
            continue
        out += vowel if not out.endswith("A") else ""
        heard = sounds_of(letter)
        if heard and letter not in "عءه":
            if at >= len(sounds) or not _alike(sounds[at], heard):
                return None
            at += 1
        elif letter == "ه" and at < len(sounds) and sounds[at] == "h":
            at += 1
        if letter != "ء":
            out += letter
    if set(sounds[at:]) - set("aiu") - ({"t"} if end and not last else set()):
        return None
    if not end and at < len(sounds) and out[-1:] not in "AIUEO":
        out += sounds[at]
    return out + ("." if end else "")


def _alike(left: str, right: str) -> bool:
    together = ("kqGg", "sS", "tT", "dDzZ", "hx", "wf", "jG")
    return left == right or any(left in one and right in one for one in together)


def write_word(sounds: str, system: System, *, last: bool, article: bool) -> str:
    """Return a word of `read_word` as a system writes it."""
    out = ""
    for sound in sounds:
        if sound == ".":
            out = out.removesuffix("a") + (system.end if last else system.construct)
        else:
            out += system.vowels.get(sound) or system.consonants.get(sound, "")
    if not article or not system.article:
        return out.capitalize()
    said = system.article
    if said == "A ":
        said = "Al "
    if system.assimilates and sounds[:1] in _SUN:
        first = system.consonants[sounds[0]]
        said = said[0] + (first if sounds[0] in "شثذ" else first[:1]) + " "
    return said + (out if said == "El" else out.capitalize())


def read_name(name: str, name_ar: str) -> list[tuple[str, bool]] | None:
    """Return the words of a name as sounds with whether an article stands before, or None."""
    words = [w for w in re.split(r"[\s_-]+", name_ar.strip()) if w]
    latin = [
        w
        for w in re.split(r"[\s-]+", fold(name.replace("-", " ")))
        if w not in ("al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "ath", "adh", "")
    ]
    if not words or len(words) != len(latin) or not all(w.isalpha() for w in words + latin):
        return None
    out = []
    for number, (word, heard) in enumerate(zip(words, latin, strict=True)):
        article = word.startswith("ال") and len(word) > 3
        bare = word[2:] if article else word
        spoken = re.sub("^[ae]l(?=..)", "", heard) if article else heard
        sounds = read_word(bare, spoken, last=number == len(words) - 1)
        if sounds is None:
            return None
        out.append((sounds, article))
    return out


def write_name(read: list[tuple[str, bool]], system: System) -> str:
    """Return a name of `read_name` as a system writes it."""
    last = len(read) - 1
    return " ".join(
        write_word(sounds, system, last=i == last, article=article)
        for i, (sounds, article) in enumerate(read)
    )


def list_names(gazetteer: Gazetteer, every: int) -> Iterator[tuple[Place, list[tuple[str, bool]]]]:
    """Yield settlements whose Arabic and Latin names fit together."""
    places = [p for p in gazetteer.places.values() if p.feature_class == "P" and p.name_ar]
    for place in places[::every]:
        read = read_name(place.name, place.name_ar)
        if read is not None and place.country == "SY":
            yield place, read


def count_namesakes(gazetteer: Gazetteer) -> Counter[tuple[str, str]]:
    """Return how many settlements of a governorate have one name key or the same Arabic name."""
    seen: Counter[tuple[str, str]] = Counter()
    for place in gazetteer.places.values():
        if place.feature_class == "P":
            names = [place.name, place.name_ar, *(name.text for name in place.names)]
            for key in {name_key(name) for name in names if name}:
                seen[key, place.admin1] += 1
                seen[key, ""] += 1
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--every", type=int, default=1, help="every n-th name only")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--system", choices=[*SYSTEMS, ""], default="")
    arguments = parser.parse_args()
    path = arguments.gazetteer
    resolver = Resolver(load_gazetteer(path) if path else load_installed(data_dir()))
    names = list(list_names(resolver.gazetteer, arguments.every))
    seen = count_namesakes(resolver.gazetteer)
    print(f"{len(names)} names; shares of those that no other place of the area bears")
    print(f"{'':12} {'with governorate':40} {'alone':40}")
    for code, system in SYSTEMS.items():
        if arguments.system not in ("", code):
            continue
        cells = [
            measure(resolver, names, system, seen, hint=hint, show=arguments.show)
            for hint in (True, False)
        ]
        print(f"{code:12} {cells[0]:40} {cells[1]:40}")


def measure(
    resolver: Resolver, names: list, system: System, seen: Counter[tuple[str, str]], *,
    hint: bool, show: int,
) -> str:  # fmt: skip
    """Return the shares of one system as a text."""
    asked = []
    for place, read in names:
        unit = place.admin1 if hint else ""
        if seen[name_key(place.name_ar), unit] <= 1 >= seen[name_key(place.name), unit]:
            asked.append((place, write_name(read, system), Hints(unit)))
    answers = resolver.resolve_many([(name, hints) for _, name, hints in asked])
    told: Counter[str] = Counter()
    for (place, name, hints), answer in zip(asked, answers, strict=True):
        if not answer.resolved:
            told["tied" if answer.candidates and answer.verdict == "ambiguous" else "refused"] += 1
            verdict = "miss"
        else:
            gap = gap_km(place.lon, place.lat, answer.lon, answer.lat)
            verdict = "right" if gap <= 5 else "wrong" if gap >= 25 else "near"
            told[verdict] += 1
        if verdict in ("wrong", "miss") and show > 0:
            show -= 1
            print(f"    {verdict} {name!r} = {place.name} / {place.name_ar} {hints.admin1}:"
                  f" {answer.place.name if answer.place else answer.candidates[:1] and answer.candidates[0].name}"
                  f" {answer.score:.2f}")  # fmt: skip
    n = max(1, len(asked))
    return (
        f"n {len(asked):5} right {told['right'] / n:.3f} tied {told['tied'] / n:.3f}"
        f" refused {told['refused'] / n:.3f} wrong {told['wrong'] / n:.4f}"
    )


if __name__ == "__main__":
    main()
