"""What goes out with a publication: chapters, rows without a place, what changed since."""

from __future__ import annotations

import csv
import tomllib
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from geomap.desk.acts import Act, do
from geomap.desk.book import now
from geomap.desk.event_list import edit_event, withdraw_events
from geomap.desk.publishing import publications
from geomap.desk.publishing.kept_rows import KEPT_FILE, list_kept, write_kept
from geomap.desk.publishing.publications import format_spec, list_published, list_since
from geomap.desk.publishing.views import drop_view, format_chapters, list_views, save_view
from geomap.desk.review_rows import decide
from geomap.desk.work.questions import publish, snapshot
from geomap.errors import InputError
from geomap.spec import read_spec


def test_a_kept_row_is_listed_unless_the_filter_leaves_it_out(reviewed):
    decide(reviewed, "me", "r-nowhere", "accept", {})
    assert [row["event_id"] for row in list_kept(reviewed, {})] == ["r-nowhere"]
    for wanted, count in (
        ({"from": "2020-03-01", "to": "2020-03-31"}, 1), ({"to": "2020-02-01"}, 0),
        ({"from": "2020-04-01"}, 0), ({"event_type": ["Protests"]}, 1), ({"source": ["S"]}, 1),
        ({"event_type": ["Battles"]}, 0), ({"precision": 3}, 0), ({"text": "people MARCHED"}, 1),
        ({"text": "shelling"}, 0), ({"actor": ["Nobody"]}, 0),
    ):  # fmt: skip
        assert len(list_kept(reviewed, wanted)) == count, wanted


def test_hidden_columns_and_blurred_places_of_kept_rows_are_empty(tmp_path):
    row = {"event_id": "r", "location": "Alpha", "source": "S", "status": "reported"}
    write_kept(tmp_path / "k.csv", [row], {"source"}, blurred=True)
    with (tmp_path / "k.csv").open() as file:
        (told,) = csv.DictReader(file)
    assert (told["location"], told["source"], told["status"]) == ("", "", "reported")


def test_a_spreadsheet_runs_nothing_of_a_kept_row(tmp_path):
    write_kept(tmp_path / "k.csv", [{"location": "=1+1", "source": "S"}], (), blurred=False)
    with (tmp_path / "k.csv").open() as file:
        (told,) = csv.DictReader(file)
    assert told["location"] == "'=1+1"


class Maker:
    """Stands for the process that writes, and lets something happen while it is at work."""

    def __init__(self, meanwhile=lambda: None):
        self.meanwhile = meanwhile

    def ask(self, what, **_given):
        self.meanwhile()
        snapshot = {"events": 1, "hash": "", "notices": []}
        return snapshot if what == "snapshot" else {"files": ["map.html"], "warnings": []}


def test_two_who_preview_at_once_do_not_take_each_others_files(filled):
    given = {"outputs": ["html"]}
    others = []

    def omar():
        others.append(publications.publish(filled, "Omar", Maker(), given, preview=True))

    told = publications.publish(filled, "Layla", Maker(omar), given, preview=True)
    made = [filled.project.inside("published", one["folder"], one["spec"]) for one in
            (told, *others)]  # fmt: skip
    assert len(set(made)) == 2
    assert all(path.exists() for path in made)


def test_the_same_is_not_written_twice_in_a_moment(filled, monkeypatch):
    moment = datetime(2020, 4, 14, tzinfo=UTC)
    monkeypatch.setattr(publications, "datetime", SimpleNamespace(now=lambda _zone: moment))
    publications.publish(filled, "Layla", Maker(), {"outputs": ["html"]}, preview=False)
    with pytest.raises(InputError, match="being written already"):
        publications.publish(filled, "Omar", Maker(), {"outputs": ["html"]}, preview=False)


def test_kept_rows_are_counted_by_what_is_published(reviewed, tmp_path):
    decide(reviewed, "me", "r-sure", "accept", {})
    decide(reviewed, "me", "r-nowhere", "accept", {})
    snapshot(str(reviewed.project.store), str(tmp_path))
    write_kept(tmp_path / KEPT_FILE, list_kept(reviewed, {}), set(), blurred=False)
    spec = tmp_path / "map.toml"
    spec.write_text(format_spec({}, "map", ["geojson"], 0.0, kept=True))
    told = publish(str(spec), lambda _told: None)
    assert (told["events"], told["unplaced"]) == (1, 1)


def test_saved_views_become_chapters_in_the_chosen_order(book, tmp_path):
    told = {
        "title": 'The "road"', "text": "A *point*.\n\n- one", "box": [36.0, 35.0, 37.5, 36.5],
        "filter": {"from": "2020-03-01", "to": "2020-03-31", "event_type": ["Protests"],
                   "precision": 2, "text": "left out"},
    }  # fmt: skip
    first = save_view(book, "me", told)["id"]
    second = save_view(book, "me", {"title": "All"})["id"]
    text = format_chapters(list_views(book), [second, first, 99], blurred=False)
    chapters = tomllib.loads(text)["chapters"]
    assert [one["title"] for one in chapters] == ["All", 'The "road"']
    assert chapters[1]["view"] == "36,35,37.5,36.5"
    assert chapters[1]["filter"] == {"event_type": ["Protests"], "geo_precision": 2}
    assert "view" not in tomllib.loads(format_chapters(list_views(book), [first], blurred=True))
    (tmp_path / "events.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    spec = tmp_path / "map.toml"
    spec.write_text(format_spec({}, "map", ["html"], 0.0) + text, encoding="utf-8")
    assert len(read_spec(spec).chapters) == 2
    drop_view(book, first)
    assert [view["title"] for view in list_views(book)] == ["All"]


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"title": "T", "box": [37, 35, 36, 36]}, {}], ids=str
)
def test_a_view_that_is_none_is_refused(book, wrong):
    with pytest.raises(InputError):
        save_view(book, "me", wrong)


def test_the_log_says_what_changed_since(filled):
    with filled.writing() as cursor:
        cursor.execute(
            "INSERT INTO desk_published (at, who, told) VALUES (?, 'me', '{}')", (now(),)
        )
    assert list_published(filled)[0]["since"] == 0
    edit_event(filled, "me", "e1", {"set": {"fatalities": "4"}})
    withdraw_events(filled, "me", ["e2"])
    told = {line["event"]: line for line in list_since(filled, 1)}
    assert told["e1"]["change"] == "corrected"
    assert "fatalities: nothing -> 4" in told["e1"]["differences"]
    assert told["e2"]["change"] == "withdrawn"
    assert list_published(filled)[0]["since"] == 2
    with pytest.raises(InputError, match="no such publication"):
        list_since(filled, 9)
    do(filled, "me", Act("refuse"))
