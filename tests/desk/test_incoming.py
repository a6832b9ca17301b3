"""The watched folder: taken in when whole, refused with the reason, nothing lost."""

from __future__ import annotations

import os
import time

from geomap.desk import inbox
from geomap.desk.work.incoming import take_incoming


def put(book, name, content, age=10.0):
    path = book.project.inside("incoming") / name
    path.write_bytes(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_what_is_whole_is_taken_in_and_leaves_the_folder(book):
    path = put(book, "a.txt", b"A text.")
    assert take_incoming(book) == 1
    assert not path.exists()
    (item,) = inbox.list_items(book)
    assert (item["name"], item["state"]) == ("a.txt", "queued")
    assert inbox.path_of(book, inbox.find_item(book, item["id"])).read_bytes() == b"A text."


def test_what_is_still_written_waits(book):
    put(book, "a.txt", b"half", age=0)
    assert take_incoming(book) == 0


def test_what_cannot_be_read_goes_aside_and_says_why(book):
    put(book, "a.exe", b"MZ")
    assert take_incoming(book) == 0
    assert take_incoming(book) == 0
    (item,) = inbox.list_items(book)
    assert item["state"] == "refused"
    assert ".exe is not read" in item["told"]["problem"]
    assert (book.project.inside("incoming") / "not-read" / "a.exe").exists()


def test_links_and_hidden_files_are_left_alone(book, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (book.project.inside("incoming") / "link.txt").symlink_to(secret)
    put(book, ".hidden.txt", b"x")
    assert take_incoming(book) == 0
