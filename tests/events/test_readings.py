"""Events read from texts as rows: ids by content."""

from __future__ import annotations

from datetime import date

from geomap.events.reading_rows import frame_readings
from geomap.extract.reading import ReadEvent, Reading
from geomap.gazetteer.loading import load_gazetteer
from geomap.model import Report

CLASH = ("Battles", "Armed clash")
RAID = ("Explosions/Remote violence", "Air/drone strike")


def _event(kind: tuple[str, str], place: str, day: int | None = 14) -> ReadEvent:
    first = date(2020, 4, day) if day else None
    return ReadEvent(*kind, location=place, first=first, last=first)


def _ids(*events: ReadEvent) -> list[str]:
    reading = Reading(Report("a.txt", "text", None, ""), "en", None)
    reading.events = list(events)
    return list(frame_readings([reading], load_gazetteer())["event_id"])


def test_one_event_more_does_not_rename_the_others():
    before = _ids(_event(CLASH, "Idlib"), _event(RAID, "Saraqib"))
    after = _ids(_event(RAID, "Binnish"), _event(CLASH, "Idlib"), _event(RAID, "Saraqib"))
    assert after[1:] == before


def test_rows_that_differ_have_ids_of_their_own():
    found = _ids(
        _event(CLASH, "Idlib"), _event(RAID, "Idlib"), _event(CLASH, "Idlib", 15),
        _event(CLASH, "Idlib", None), _event(CLASH, "Idlib"), _event(CLASH, ""),
    )  # fmt: skip
    assert len(set(found)) == len(found)
    assert found[4] == f"{found[0]}-2"
