"""The project in PostGIS: what the desk does in a file it does there, and two people at once."""

from __future__ import annotations

import asyncio
import threading

import pytest

from geomap.desk import event_list, inbox, lasting_rules, past, review_rows, twins
from geomap.desk.acts import ChangedError, undo
from geomap.desk.project import open_project
from geomap.desk.publishing import publications, views
from geomap.desk.team.live import Ear, Live
from geomap.desk.team.postgres_book import PostgresBook
from geomap.desk.team.words_of_postgres import in_postgres
from geomap.errors import InputError
from geomap.store import open_store
from tests.desk.conftest import TEXT, read_row


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a = ? AND b LIKE '%x'", "a = %s AND b LIKE '%%x'"),
        ("VALUES (:id, :who)", "VALUES (%(id)s, %(who)s)"),
        ("x IN (SELECT value FROM json_each(?))",
         "x IN (SELECT value FROM jsonb_array_elements_text(%s::jsonb) AS e(value))"),
        ("json_extract(p.told, '$.day')", "(p.told::json ->> 'day')"),
    ],
)  # fmt: skip
def test_words_of_postgres(ours, theirs):
    assert in_postgres(ours) == theirs


def test_table_history_and_undo(filled_team):
    book = filled_team.book
    assert event_list.list_events(book, {}, "fatalities")["rows"][0]["event_id"] == "e3"
    for wanted, found in (
        ({"text": "shelling"}, ["e2"]), ({"from": "2020-03-15"}, ["e2"]),
        ({"source": ["Other"]}, ["e3"]),
        ({"precision": 1, "to": "2020-03-31"}, ["e1", "e3"]), ({"actor": ["X"]}, []),
    ):  # fmt: skip
        rows = event_list.list_events(book, wanted, "event_id", down=False)["rows"]
        assert [row["event_id"] for row in rows] == found, wanted
    assert dict(map(tuple, event_list.list_values(book)["event_type"]))["Battles"] == 1
    event_list.edit_event(
        book, "Layla", "e1", {"set": {"fatalities": "4", "date_start": "2020-03-04"}}
    )
    told = event_list.find_event(book, "e1")
    assert (told["fatalities"], told["date_end"]) == (4, "2020-03-04")
    versions = past.list_versions(book, "e1")
    assert [(v["change"], v["who"]) for v in versions] == [("corrected", "Layla"), ("new", "me")]
    assert past.last_hand(book, "e1") == "Layla"
    undo(book, "Layla")
    assert event_list.find_event(book, "e1")["fatalities"] is None
    dry = event_list.edit_many(book, "me", {"source": ["S"]}, {"status": "claimed"}, dry=True)
    assert dry["count"] == 2
    event_list.withdraw_events(book, "me", ["e2"])
    past.restore_version(book, "me", "e2", past.list_versions(book, "e2")[-1]["id"])
    assert len(open_store(book.address).pull()) == 3
    assert {act["kind"] for act in past.list_acts(book)} >= {"edit", "undo", "withdraw", "restore"}
    assert any(one["name"] == "note" for one in publications.list_columns(book))


def test_inbox_review_rules_and_views(team):
    book = team.book
    number = inbox.add_text(book, "Layla", "Shells fell.", {"date": "2020-03-03"})
    assert inbox.next_queued(book).id == number
    inbox.set_state(book, number, inbox.READY, {"rows": 2})
    report = {
        "key": "k1", "title": "T\0", "lang": "en", "text": TEXT, "source": "S", "url": "",
        "day": "2020-03-03", "problem": "", "report_id": "t",
        "rows": [read_row("r1", 0.9, [["type", 0, 11]]), read_row("r2", 0.2, [])],
    }  # fmt: skip
    for _ in range(2):  # read again
        review_rows.keep_reading(book, number, {"reports": [report]})
    (head,) = review_rows.list_reports(book)
    assert (head["rows"], head["open"], head["day"]) == (2, 2, "2020-03-03")
    review_rows.decide(book, "Layla", "r1", "accept", {})
    assert past.last_hand(book, "r1") == "Layla"
    made = review_rows.add_row(book, "Omar", "k1", (0, 6), {})
    assert review_rows.find_row(book, made)["state"] == "open"
    review_rows.merge_rows(book, "Omar", "r1", ["r2"])
    undo(book, "Omar")
    assert review_rows.find_row(book, "r2")["state"] == "open"
    lasting_rules.add_rule(book, "me", {"kind": "place", "name": "A", "value": "C1"})
    lasting_rules.revoke_rule(book, "me", lasting_rules.list_rules(book)[0]["id"])
    twins.refuse_twins(book, "me", ["a", "b"])
    views.drop_view(book, views.save_view(book, "me", {"title": "V"})["id"])
    assert inbox.list_items(book)[0]["open"] == 2
    assert inbox.begin_again(book) == 0


def test_two_who_change_one_event_neither_loses(filled_team, visit):
    layla, omar = visit("Layla"), visit("Omar")
    seen = layla.get("/api/event/e1").json()
    first = {"event": "e1", "digest": seen["digest"], "set": {"fatalities": "5"}}
    assert omar.post("/api/edit", json=first).status_code == 200
    told = layla.post("/api/edit", json={**first, "set": {"fatalities": "7"}})
    assert told.status_code == 409
    assert (told.json()["by"], told.json()["now"]["fatalities"]) == ("Omar", 5)
    again = {**first, "digest": told.json()["now"]["digest"], "set": {"fatalities": "7"}}
    assert layla.post("/api/edit", json=again).status_code == 200
    rows = [{"id": "e1", "digest": seen["digest"], "set": {"status": "claimed"}}]
    assert omar.post("/api/edit-cells", json={"edits": rows}).status_code == 409


def test_a_version_is_checked_where_it_is_written(filled_team, monkeypatch):
    """Between the look and the write another writes: the second is refused, whoever is quicker."""
    book, real, once = filled_team.book, event_list.as_event, []

    def slow(cells):
        if not once:
            once.append(True)
            event_list.edit_event(book, "Omar", "e1", {"set": {"fatalities": "5"}})
        return real(cells)

    monkeypatch.setattr(event_list, "as_event", slow)
    with pytest.raises(ChangedError):
        event_list.edit_event(book, "Layla", "e1", {"set": {"status": "claimed"}})
    told = event_list.find_event(book, "e1")
    assert (told["fatalities"], told["status"]) == (5, "reported")


def test_twenty_people_lose_nothing(filled_team):
    """Each adds one to a count, anew whenever somebody was quicker: the sum is whole."""
    book = filled_team.book
    event_list.edit_event(book, "me", "e1", {"set": {"fatalities": "0"}})

    def person(name):
        for _ in range(3):
            while True:
                event = event_list.find_event(book, "e1")
                given = {
                    "digest": event["digest"],
                    "set": {"fatalities": str(event["fatalities"] + 1)},
                }
                try:
                    event_list.edit_event(book, name, "e1", given)
                except ChangedError:
                    continue
                break

    crowd = [threading.Thread(target=person, args=(f"p{n}",)) for n in range(20)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(120)
    assert event_list.find_event(book, "e1")["fatalities"] == 60
    assert len(past.list_versions(book, "e1")) == 62


def test_a_database_is_of_one_folder(team, tmp_path):
    other = open_project(tmp_path / "other")
    with pytest.raises(InputError, match="another folder"):
        PostgresBook(other, team.book.dsn)
    other.close()


def heard(live, until, seconds=60.0):
    """Return what is told until something is."""

    async def listen():
        told = []
        async for what in live.listen():
            told.append(what)
            if until(what):
                break
        return told

    async def limited():
        return await asyncio.wait_for(listen(), seconds)

    return asyncio.run(limited())


def test_what_others_do_is_told_by_the_database_and_not_at_a_beat(filled_team, monkeypatch):
    monkeypatch.setattr("geomap.desk.team.live.BEAT", 3600.0)
    live, book = Live(), filled_team.book
    ear, end = Ear(book.dsn, live), threading.Event()
    ear.start()

    def work():
        n = 0
        while not end.wait(0.3):  # again: the ear may not have been listening yet
            n += 1
            event_list.edit_event(book, "Omar", "e1", {"set": {"fatalities": str(n)}})

    omar = threading.Thread(target=work)
    omar.start()
    try:
        heard(live, lambda told: "history" in told.get("changed", ""))
    finally:
        end.set()
        omar.join()
        ear.close()


def test_presence_is_told_and_ends():
    live = Live()
    live.show("Layla 1", "Layla", "row r1")
    (told,) = heard(live, lambda _told: True)
    assert told["present"] == [["Layla 1", "Layla", "row r1"]]
    live.show("Layla 1", "Layla", "")
    assert live.present() == []


def test_a_beat_comes_however_much_is_told(monkeypatch):
    """At a beat a session is looked at again: who was removed hears no more, busy or not."""
    monkeypatch.setattr("geomap.desk.team.live.BEAT", 0.3)
    live, end = Live(), threading.Event()

    def work():
        while not end.wait(0.02):
            live.tell({"changed": "history"})

    threading.Thread(target=work).start()
    try:
        assert len(heard(live, lambda told: not told)) > 3
    finally:
        end.set()


def test_a_database_that_is_away_is_said(filled_team, visit):
    layla = visit("Layla")
    book = filled_team.book
    seen = layla.get("/api/event/e1").json()
    told = {"event": "e1", "digest": seen["digest"], "set": {"fatalities": "5"}}
    right, book.dsn = book.dsn, "postgresql://geomap@127.0.0.1:1/none"
    book.store.dsn = book.dsn
    book.close()
    got = layla.post("/api/edit", json=told)
    assert (got.status_code, got.json()["away"]) == (503, True)
    filled_team.door.forget()
    assert layla.get("/api/state").status_code == 503  # not signed out
    book.dsn = book.store.dsn = right
    assert layla.post("/api/edit", json=told).status_code == 200
