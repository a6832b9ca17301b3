"""English reports as agencies, monitors and state media write them; every sentence is our own."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extract.many import make_reader
from geomap.model import Report
from geomap.settings import PlaceSettings

DAY = date(2019, 5, 14)
AIR, SHELL, CLASH = "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"


@pytest.fixture(scope="module")
def rows():
    reader = make_reader(PlaceSettings())

    def read(text, day=DAY):
        found = reader.read(Report("t", text, day)).events
        return {(e.sub_event_type, e.actor1_id, e.actor2_id, e.location) for e in found}

    return read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Warplanes bombed Kafr Batna, Saqba, Zamalka and Hezzeh.",
         {"Kafr Batna", "Saqba", "Zamalka", "Hezzeh"}),
        ("Warplanes bombed Saqba, Kafr Batana and Douma.", {"Saqba", "Kafr Batana", "Douma"}),
        ("Warplanes hit several points in Afrin, including the villages of Maabatli and Yakhour.",
         {"Maabatli", "Yakhour"}),
        ("The planes of Bashar al-Assad bombed Sarmin.", {"Sarmin"}),
    ],
)  # fmt: skip
def test_places(rows, text, places):
    assert {row[3] for row in rows(text)} == places


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Russian and regime warplanes bombed Sarmin.", "syria-government-2000", ""),
        ("The Turkish military and Free Syrian Army (FSA) forces captured Raju from the YPG.",
         "turkey", "ypg"),
        ("The US used fighter aircraft to carry out an airstrike on ISIS near Shadadi.",
         "usa", "isis"),
    ],
)  # fmt: skip
def test_parties(rows, text, actor1, actor2):
    assert {row[1:3] for row in rows(text)} == {(actor1, actor2)}


def test_a_year_in_passing_is_no_day_of_publication(rows):
    reader = make_reader(PlaceSettings())
    text = "Warplanes bombed Sarmin, the heaviest raid in 2018, and shelled Binnish today."
    for event in reader.read(Report("t", text, None)).events:
        assert event.first is None


@pytest.mark.parametrize(
    ("text", "kind", "actor1", "actor2", "place"),
    [
        ("Two soldiers killed in a clash with gunmen in Nawa.", CLASH, "*", "*", "Nawa"),
        ("SDF fighter assassinated in Busayrah", "*", "unknown-armed-group", "sdf", "Busayrah"),
        ("DAMASCUS, (XYZ)- A shell fell on a house in Sarmin.", SHELL, "*", "*", "Sarmin"),
        ("QAMISHLI, Syria (X) – A drone hit a car near Amuda.", AIR, "*", "*", "near Amuda"),
        ("Syrian air defences intercepted an Israeli missile attack on Kiswah.", AIR, "israel", "*",
         "Kiswah"),
        ("Israel hit the Air Defense College in Homs with missiles.", AIR, "israel", "*", "Homs"),
        ("ISIS cells fired a rocket at an SDF post, triggering clashes in Dhiban.", CLASH, "isis",
         "sdf", "Dhiban"),
        ("ISIS has seized Okerbat from rebels, using the assault launched by the regime.",
         "Non-state actor overtakes territory", "isis", "opposition-rebels", "Okerbat"),
        ("Turkish artillery shelled Abu Rasin. The bombing also reached Tal Tamr.", SHELL, "turkey",
         "*", "Tal Tamr"),
        ("Israeli jets raided Homs, with further blasts heard near Palmyra.", AIR, "israel", "*",
         "near Palmyra"),
        ("Clashes broke out between Druze and Bedouin fighters in Shahba.", CLASH, "druze-militia",
         "bedouin-fighters", "Shahba"),
        ("An army unit targeted the dens of terrorists in Sarmin.", SHELL, "syria-government-2000",
         "unknown-armed-group", "Sarmin"),
        (("Hama, XYZ – Troops in Hama northern countryside repelled rebels from "
         "the direction of Latamneh."), CLASH, "*", "*", "Hama northern countryside"),
        ("Militiamen moved a convoy of rocket launchers to Mayadin.", "Change to group/activity",
         "*", "*", "Mayadin"),
        ("Iran's army shelled a base near Mayadin.", SHELL, "iran", "*", "*"),
        ("An unknown number of people were killed as the army shelled Homs.", SHELL,
         "syria-government-2000", "civilians", "Homs"),
        ("DAMASCUS, July 14 (Xyz) -- Clashes between Druze and Bedouin fighters hit Shahba.", CLASH,
         "druze-militia", "bedouin-fighters", "Shahba"),
        ("The villages of Kafr Safra and Hammam were cleared as the YPG retreated.",
         "Non-state actor overtakes territory", "*", "*", "Kafr Safra"),
    ],
)  # fmt: skip
def test_rows(rows, text, kind, actor1, actor2, place):
    wanted = (kind, actor1, actor2, place)
    found = rows(text)
    assert any(all(w in {"*", g} for w, g in zip(wanted, row, strict=True)) for row in found), found


@pytest.mark.parametrize(
    ("text", "day", "actor1", "actor2"),
    [
        ("Israeli jets struck regime positions in Homs.", date(2025, 7, 1), "israel",
         "syria-government-2024"),
        ("Gunmen attacked a post of the Internal Security Forces (Asayish) in Busayrah.", DAY,
         "unknown-armed-group", "asayish"),
        ("Rebels led by Hayat Tahrir al-Sham attacked Hama. The rebels captured Morek.", DAY, "hts",
         ""),
        ("Regime forces shelled Sarmin with Russian-made rockets.", DAY,
         "syria-government-2000", ""),
        ("Rebel posts in Kabani came under shelling.", DAY, "unknown-armed-group",
         "opposition-rebels"),
        ("This shelling came as a response to regime bombardment on Sarmin and Binnish.", DAY,
         "syria-government-2000", ""),
    ],
)  # fmt: skip
def test_parties_of_the_whole_report(rows, text, day, actor1, actor2):
    assert {row[1:3] for row in rows(text, day)} == {(actor1, actor2)}


@pytest.mark.parametrize(
    "text",
    [
        "Helicopters hovered over Sarmin on Monday.",
        "Russian reconnaissance drones were seen over Sarmin.",
    ],
)
def test_flights_are_no_strikes(rows, text):
    assert not any(row[0] == AIR for row in rows(text))


def test_links_to_other_pages_are_no_report(rows):
    text = "A drone struck a car in Amuda.\n\nRead more: Warplanes bomb Sarmin\n"
    assert {row[3] for row in rows(text)} == {"Amuda"}


def test_city_of_the_headline_and_quarter_of_the_body_are_one_row(rows):
    text = (
        "Car bomb kills five in Damascus\n\nA car bomb exploded in Rukn al-Din on Monday, killing "
        "five people.\n\nResidents ran into the street. Windows were broken. Police came."
    )
    assert {row[3] for row in rows(text)} == {"Rukn al-Din"}


def test_places_told_nearby_say_which_namesake_is_meant(rows):
    far = "Clashes broke out in Tell Abyad, Ras al-Ain, Tal Tamr, Amuda, Darbasiyah and Hasakah. "
    text = far * 2 + "In Idlib, planes bombed Sarmin, Binnish, Taftanaz and Talmens."
    reader = make_reader(PlaceSettings())
    found = {e.location: e.resolution for e in reader.read(Report("t", text, DAY)).events}
    assert found["Talmens"] is not None
    assert found["Talmens"].resolved


def test_unknown_spots_lie_in_the_city_told_before_them(rows):
    text = (
        "Shells hit Damascus on Monday. A shell fell near Zarzur Square, wounding two. "
        "Another shell fell on a house in Baghdad Street, killing a man. Police came. "
        "Nobody claimed the fire."
    )
    reader = make_reader(PlaceSettings())
    found = reader.read(Report("t", text, DAY)).events
    assert {e.resolution.place.name for e in found if e.resolution and e.resolution.place} == {
        "Damascus"
    }
    assert {e.location for e in found} >= {"Baghdad Street"}
