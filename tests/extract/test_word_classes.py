"""Every word of a word class does its work in the frame that uses it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.reader import Reader
from geomap.extract.recognise.people.casualties import find_tolls
from geomap.extract.recognise.people.casualties_ar import find_tolls_arabic
from geomap.extract.recognise.people.numbers import ARABIC, ARABIC_HUNDREDS, ARABIC_TENS, ENGLISH
from geomap.extract.recognise.people.people_counts import PARTICIPLES
from geomap.extract.recognise.people.people_counts_ar import NOUNS, count_at, number_at
from geomap.lang.lexicon import mapping, ordered
from geomap.model import Report
from geomap.resolver.resolver import make_resolver


@cache
def _reader() -> Reader:
    return Reader(make_resolver())


def _statuses(text: str) -> set[str]:
    report = Report("frame", text, date(2023, 5, 6))
    return {event.status.value for event in _reader().read(report).events}


@pytest.mark.parametrize("word", ordered("ar", "status.denied"))
def test_an_arabic_word_of_denying_denies(word: str) -> None:
    assert _statuses(f"{word} الجيش السوري قصف بلدة سراقب في ريف إدلب يوم أمس.") == {"denied"}


@pytest.mark.parametrize(
    "word", [w for w in ordered("ar", "status.alleged") if not w.startswith("المزعوم")]
)
def test_an_arabic_word_of_alleging_alleges(word: str) -> None:
    assert _statuses(f"{word} ناشطون أن الجيش السوري قصف بلدة سراقب يوم أمس.") == {"claimed"}


@pytest.mark.parametrize("word", ["alleged", "allegedly", "purported", "unconfirmed"])
def test_an_english_word_of_alleging_alleges(word: str) -> None:
    assert _statuses(f"An {word} airstrike hit Saraqib on Friday.") == {"claimed"}


@pytest.mark.parametrize(("word", "kind"), PARTICIPLES.items())
def test_a_participle_counts_its_subject(word: str, kind: str) -> None:
    tolls = find_tolls(f"Three civilians were {word} in Saraqib.")
    assert (tolls[kind].best, tolls[kind].low, tolls[kind].high) == (3, 3, 3)


@pytest.mark.parametrize("word", ordered("en", "casualties.detaining"))
def test_a_verb_of_detaining_counts_its_object(word: str) -> None:
    assert find_tolls(f"The raid ended with soldiers {word} four men.")["detained"].best == 4


@pytest.mark.parametrize(("words", "side"), mapping("en", "casualties.hedges").items())
def test_a_hedge_opens_a_count_or_tops_it(words: str, side: str) -> None:
    found = find_tolls(f"The shelling killed {words} six people.")["killed"]
    assert (found.low, found.high) == ((6, None) if side == "open" else (1, 6))


@pytest.mark.parametrize(("word", "value"), [(w, n) for w, n in ENGLISH.items() if n > 1])
def test_a_number_word_counts(word: str, value: int) -> None:
    assert find_tolls(f"The blast killed {word} people.")["killed"].best == value


@pytest.mark.parametrize("words", ordered("ar", "casualties.at_least"))
def test_an_arabic_hedge_opens_a_count(words: str) -> None:
    found = count_at([*words.split(), "خمسه", "مدنيين"], 0)
    assert found is not None
    assert (found.best, found.low, found.high) == (5, 5, None)


@pytest.mark.parametrize(("word", "value"), [*ARABIC.items(), *ARABIC_TENS.items()])
def test_an_arabic_number_word_is_read(word: str, value: int) -> None:
    assert number_at([word], 0) == (value, 1, False)


@pytest.mark.parametrize(("word", "value"), ARABIC_HUNDREDS.items())
def test_arabic_hundreds_take_what_is_joined_to_them(word: str, value: int) -> None:
    assert number_at([word, "وخمسه"], 0) == (value + 5, 2, False)


@pytest.mark.parametrize(
    ("word", "kind"), [(w, kind) for kind, words in NOUNS.items() for w in sorted(words)]
)
def test_an_arabic_noun_of_casualties_is_counted(word: str, kind: str) -> None:
    assert kind in find_tolls_arabic(f"سقوط 7 {word} في سراقب")
