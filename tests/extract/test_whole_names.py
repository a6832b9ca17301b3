"""A known piece of a name is not the name, in English and Arabic."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from geomap.extract.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(PlaceSettings())


# Invented villages beside names that the gazetteer knows; what must not be pinned.
PIECES = [
    ("A drone hit Tall Zubaydan in Hasakah province, killing two people.", "al-Tall"),
    ("Shelling hit the village of Umm al-Amad Qashrah in Aleppo, killing two.", "Umm al-Amad"),
    ("Gunmen shot dead a man in the village of Marjeh (Darbasiyah) in Hasakah.", "Darbasiyah"),
    ("Gunmen killed a man in the village of Zarqanet Amuda in Hasakah.", "Amuda"),
    ("An airstrike hit the village of Rasm al qashar in Raqqa, killing one.", "Raqqa"),
    ("قصف الطيران قرية أم زرقان في محافظة حلب ما أدى إلى مقتل مدني.", "Zarqan"),
    ("قصف الطيران قرية تل عودة قامشلي في محافظة الحسكة ما أدى إلى مقتل مدني.", "Tal Odeh"),
    ("قصف الطيران قرية البستان الصغير في محافظة حلب ما أدى إلى مقتل مدني.", "al-Bustan"),
]


@pytest.mark.parametrize(("text", "piece"), PIECES)
def test_a_piece_of_a_name_is_not_pinned(reader: Reader, text: str, piece: str) -> None:
    for event in reader.read(Report("1", text, date(2020, 3, 5))).events:
        answer = event.resolution
        if answer is not None and answer.place is not None and answer.geo_precision == 1:
            assert answer.place.name != piece


WHOLE = [
    ("Shells fell on Kafr Nabl in the Idlib countryside, killing two.", "Kafr Nabl"),
    ("An airstrike hit the village of Maar Shoreen in Idlib, killing one.", "Maar Shurin"),
    ("A car bomb exploded in Saraqib on Monday, killing three.", "Saraqib"),
    ("قصف مدفعي على محيط بلدة الهول شرقي الحسكة أدى إلى مقتل مدني.", "al-Hol"),
    ("قصف الطيران قرية البارة في محافظة إدلب يوم الاثنين ما أدى إلى مقتل مدني.", "al-Barah"),
    ("قتل مدني بقصف على مدينة سراقب في محافظة حلب يوم الأحد.", "Saraqib"),
]


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_whole_name_still_is(reader: Reader, text: str, name: str) -> None:
    events = reader.read(Report("1", text, date(2020, 3, 5))).events
    places = [e.resolution.place for e in events if e.resolution is not None]
    assert name in [place.name for place in places if place is not None]
