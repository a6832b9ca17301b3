"""Who arrests, who shoots at crowds, whose ground is hit: sides that a sentence leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings


@pytest.fixture(scope="module")
def read():
    reader = make_reader(PlaceSettings())
    return lambda text, day: reader.read(Report("t", text, day)).events


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        (date(2025, 11, 25),
         ("Syrian security agencies announced the arrest of "
          "a cell affiliated with ISIS in Latakia."),
         ("Arrests", "syria-interior-2024", "isis")),
        (date(2025, 11, 25),
         ("أعلنت وزارة الداخلية السورية، اليوم الثلاثاء، تفكيك "
          "خلية تابعة لتنظيم داعش في داريا بريف دمشق."),
         ("Arrests", "syria-interior-2024", "isis")),
        (date(2025, 9, 17),
         ("نفذت قوات الجيش الإسرائيلي عملية توغل "
          "في بلدة جباتا الخشب واعتقلت أربعة شبان."),
         ("Arrests", "israel", "civilians")),
        (date(2025, 9, 17),
         ("Israeli forces detained two farmers in Kudna. "
          "A shepherd was arrested in Umm Batina."),
         ("Arrests", "israel", "civilians")),
        (date(2012, 5, 24), "قتل ثمانية أشخاص في إطلاق نار لتفريق تظاهرة في مدينة الباب.",
         ("Excessive force against protesters", "protesters", "")),
        (date(2012, 5, 24),
         ("أطلقت القوات النظامية النار لتفريق تظاهرات "
          "في بلدة المليحة في ريف دمشق."),
         ("Excessive force against protesters", "protesters", "syria-government-2000")),
        (date(2022, 11, 13), "Israeli jets struck the Shayrat military airbase in Homs.",
         ("Air/drone strike", "israel", "syria-government-2000")),
        (date(2024, 12, 13), "Israeli jets struck the Shayrat military airbase in Homs.",
         ("Air/drone strike", "israel", "")),
        (date(2022, 3, 19),
         ("استهدفت المدفعية التركية قرى تل "
          "شنان ومحيط القاعدة الروسية وتل جمعة."),
         ("Shelling/artillery/missile attack", "turkey", "")),
        (date(2013, 3, 19),
         ("نفذ الطيران الحربي غارة على معبر "
          "نصيب الحدودي الذي تسيطر عليه جبهة النصرة."),
         ("Air/drone strike", "unidentified-forces", "")),
        (date(2016, 10, 4),
         ("Warplanes carried out four air raids on "
          "Douma, the last rebel bastion near the capital."),
         ("Air/drone strike", "unidentified-forces", "")),
        (date(2026, 1, 25),
         ("Heavy shelling by Damascus-affiliated factions "
          "hit Sheikh Maqsoud, killing three civilians."),
         ("Shelling/artillery/missile attack", "pro-government-militia", "civilians")),
        (date(2023, 3, 19),
         ("قتل شابان في مدينة داعل بإطلاق "
          "نار بالقرب من حاجز للمخابرات الجوية."),
         ("Attack", "unknown-armed-group", "civilians")),
        (date(2012, 12, 4),
         "An armed group assassinated Brigadier General Nizar al-Ali near Shinshar.",
         ("Armed clash", "unknown-armed-group", "")),
        (date(2026, 2, 16),
         "اقتحمت قوة إسرائيلية بلدة غدير البستان في عملية أسفرت عن اعتقال شابين.",
         ("Arrests", "israel", "civilians")),
        (date(2026, 2, 17), "قتل طفلان بانفجار لغم من مخلفات النظام المخلوع في معردبسة.",
         ("Remote explosive/landmine/IED", "syria-government-2000", "civilians")),
        (date(2026, 1, 18), "The Syrian army controls the strategic city of Tabqa, officials said.",
         ("Government regains territory", "syria-government-2024", "")),
    ],
)  # fmt: skip
def test_sides(read, day, text, expected):
    events = read(text, day)
    assert events
    assert {(e.sub_event_type, e.actor1_id, e.actor2_id) for e in events} == {expected}
