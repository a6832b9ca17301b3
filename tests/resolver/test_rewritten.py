"""Odd cells: nothing crashes, nothing is pinned by accident, what can be read is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Hints

if TYPE_CHECKING:
    from geomap.resolver.resolver import Resolver

READ = [
    ("\u202bسراقب\u202c", "C3916"),
    ("\u200fحلب\u200e", "C1007"),
    ("سـراقـب", "C3916"),
    ("حـــلـــب", "C1007"),
    ("سُراقِبُ", "C3916"),
    ("ﺳﺮﺍﻗﺐ", "C3916"),
    ("Ｓａｒａｑｉｂ", "C3916"),
    ("S a r a q i b", "C3916"),
    ("#سراقب", "C3916"),
    ("#Deir_ez_Zor", "C5086"),
    ("SARAQIB!!!", "C3916"),
    ("Saraqib\x00", "C3916"),
    ("Saraqib\r\n", "C3916"),
    ("“Saraqib”", "C3916"),
    ("«سراقب»", "C3916"),
    ("Saraqib [1]", "C3916"),
    ("Saraqib,,,", "C3916"),
    ("Saraqib سراقب", "C3916"),
    ("سراقب Saraqib", "C3916"),
    ("Saraqib - سراقب", "C3916"),
    ("حي الوعر Homs", "N0246"),
    ("Idlib > Saraqib", "C3916"),
    ("Idlib: Saraqib", "C3916"),
    ("Saraqib\tIdlib", "C3916"),
    ("Saraqib Saraqib", "C3916"),
    ("حلب حلب", "C1007"),
    ("Saraqib 35.86, 36.80", "C3916"),
    ("35.86, 36.80 Saraqib", "C3916"),
]
REFUSED = [
    "a" * 10_000,
    "سراقب " * 2000,
    "Saraqib, " * 1000,
    "",
    "🙂",
    "0,0",
    "-",
    "???",
    "N/A",
    "unknown",
    "غير معروف",
    "various",
    "عدة مناطق",
    "2020-03-05",
    "12",
    "3 killed",
    "Airstrike",
    "قصف",
    "قـ.ـصف",
    "Syrian Army",
    "Tell",
    "تل",
    "Kafr",
    "باب",
    "Old City",
    "المدينة القديمة",
    "المنطقة الصناعية",
    "Industrial City",
    "al-",
    "ال",
    "'; DROP TABLE places; --",
    '=HYPERLINK("x","Saraqib")',
    "../../etc/passwd",
    "https://example.org/Saraqib",
    "saraqib@example.org",
    "Saraqib 33.51, 36.29",
    "C9999999",
]
MISPLACED = [
    ("Saraqib", ("Airstrike", "", ""), "C3916"),
    ("Saraqib", ("2020-03-05", "x" * 5000, "🙂"), "C3916"),
    ("", ("Idlib", "", ""), ""),
    ("Damascus", ("Aleppo", "Hama", "Homs"), ""),
]


@pytest.mark.parametrize(("text", "place_id"), READ)
def test_odd_cells_are_read(resolver: Resolver, text: str, place_id: str) -> None:
    assert resolver.resolve(text).place_id == place_id


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:20])
def test_nothing_is_pinned_by_accident(resolver: Resolver, text: str) -> None:
    assert not resolver.resolve(text).resolved


@pytest.mark.parametrize(("text", "hints", "place_id"), MISPLACED)
def test_hints_in_the_wrong_column(
    resolver: Resolver, text: str, hints: tuple[str, str, str], place_id: str
) -> None:
    assert resolver.resolve(text, Hints(*hints)).place_id == place_id


def test_together_as_one_by_one(resolver: Resolver) -> None:
    texts = [*(text for text, _ in READ), *REFUSED]
    together = resolver.resolve_many([(text, Hints()) for text in texts])
    assert [a.place_id for a in together] == [resolver.resolve(text).place_id for text in texts]


def test_coordinates_beside_a_name_nobody_knows_are_the_answer(resolver: Resolver) -> None:
    answer = resolver.resolve("Qwertyxz 35.86, 36.80")
    assert (answer.lon, answer.lat) == (36.80, 35.86)
    assert "not known" in answer.reasons[-1]
