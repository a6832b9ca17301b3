"""A project's folder: one writer, nothing outside, as one file and back."""

from __future__ import annotations

import zipfile

import pytest

from geomap.desk.acts import Act, do
from geomap.desk.backups import restore_backup, write_backup
from geomap.desk.book import Book
from geomap.desk.event_list import list_events
from geomap.desk.project import open_project, plain_name
from geomap.errors import InputError, OutputError


def test_the_second_desk_reads_and_says_why(project):
    second = open_project(project.folder)
    assert "another desk has this project open" in second.refusal
    with pytest.raises(OutputError, match="another desk"):
        do(Book(second), "me", Act("edit"))


def test_a_folder_may_be_called_anything(tmp_path):
    name = 'a "b" \\ \x7f'
    for _ in range(2):  # made, then opened
        opened = open_project(tmp_path / name)
        assert opened.name == name
        opened.close()


def test_a_project_is_free_again_when_its_desk_ends(project):
    project.close()
    second = open_project(project.folder)
    assert second.refusal == ""
    second.close()


@pytest.mark.parametrize("parts", [("..",), ("a", "..", "..", "x"), ("/etc/passwd",), ("",),
                                   ("a\0b",)])  # fmt: skip
def test_no_path_leads_out(project, parts):
    with pytest.raises(InputError):
        project.inside(*parts)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("a b.csv", "a_b.csv"), ("../../x.csv", "x.csv"), ("C:\\x\\y.csv", "y.csv"), ("...", "file"),
     ("تقرير.txt", "تقرير.txt")],
)  # fmt: skip
def test_names_are_made_plain(name, plain):
    assert plain_name(name) == plain


def test_a_backup_holds_all_and_comes_back(filled, tmp_path):
    (filled.project.folder / "originals" / "a.txt").write_text("text", encoding="utf-8")
    path = write_backup(filled)
    folder = restore_backup(path, tmp_path / "again")
    opened = open_project(folder)
    assert list_events(Book(opened), {})["total"] == 3
    assert (folder / "originals" / "a.txt").read_text(encoding="utf-8") == "text"
    opened.close()
    with pytest.raises(OutputError, match="not empty"):
        restore_backup(path, folder)


@pytest.mark.parametrize("name", ["../out.txt", "originals/../../x", "/abs", "other/x"])
def test_a_backup_that_leads_out_is_refused(tmp_path, name):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for inner in ("project.toml", "events.gpkg", name):
            archive.writestr(inner, "x")
    with pytest.raises(InputError):
        restore_backup(path, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_store_from_before_the_desk_is_copied_before_it_is_changed(tmp_path, make_event):
    from geomap.store import open_store

    folder = tmp_path / "old"
    folder.mkdir()
    open_store(folder / "events.gpkg").push_rows([make_event])
    opened = open_project(folder)
    assert list_events(Book(opened), {})["total"] == 1
    assert len(list((folder / "backups").glob("before-*.gpkg"))) == 1
    opened.close()


@pytest.fixture
def make_event():
    from geomap.desk.event_cells import as_event
    from geomap.store.rows import keep_row
    from tests.desk.conftest import event_cells

    return keep_row(as_event(event_cells()))
