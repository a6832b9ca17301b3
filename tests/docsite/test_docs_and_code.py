"""Docs and code are one: what pages name exists, and what exists is named by a page."""

from __future__ import annotations

import re
import tomllib

import pytest

from docsite import checks, commands, figures, gallery, places, vocabulary
from geomap.schema import EVENT_COLUMNS, EXTRA_COLUMNS, READING_COLUMNS
from geomap.spec import parse_spec
from geomap.spec.keys import KEYS, SECTIONS, known_keys

ROOT = vocabulary.ROOT
PROSE = "\n".join(page.read_text(encoding="utf-8") for page in checks.list_pages())


@pytest.mark.parametrize("said", checks.list_command_lines(), ids=lambda s: f"{s.page}: {s.text}")
def test_every_command_line_of_a_page_can_be_given(said: checks.Said) -> None:
    assert checks.fault_of(said.text) == ""


COMING = {"desk": "desk.md", "story": "stories.md", "stories": "stories.md"}
"""Commands whose page has a slot in the navigation; once it is there it must show them."""


@pytest.mark.parametrize("name", [name for name, _ in commands.list_commands()])
def test_every_command_is_shown_by_a_page_of_prose_and_by_the_reference(name: str) -> None:
    if not (ROOT / "docs" / COMING.get(name, "index.md")).exists():
        pytest.skip(f"its page, {COMING[name]}, is still to come")
    group, _, member = name.rpartition(" ")
    lines = [said.text for said in checks.list_command_lines()]
    shown = any(
        line.startswith(f"geomap {name}")
        or (group and re.match(rf"geomap {group} [^-]*\b{member}\b", line))
        for line in lines
    )
    assert shown, f"no page shows geomap {name}"
    assert f"`geomap {name}`" in commands.format_commands()


def test_every_option_stands_in_the_reference() -> None:
    page = commands.format_commands()
    for name, command in commands.list_commands():
        for spelled, _, told, _ in commands.options_of(command):
            assert told, f"geomap {name} {spelled[0]} has no help"
            assert all(f"`{one}`" in page for one in spelled)


OTHERS = {
    "--editable",
    "--no-index",
    "--find-links",
    "--packages",
    "--prefix",
    "--rows",
    "--set",
    "--shared",
    "--table",
}
"""Options of other programs that pages name."""


def test_every_option_that_prose_names_is_one() -> None:
    known = {
        opt
        for _, command in commands.list_commands()
        for one in command.params
        for opt in (*one.opts, *one.secondary_opts)
    } | {"--help", "--version"} | OTHERS  # fmt: skip
    wrong = [said for said in checks.list_options() if said.text not in known]
    assert wrong == []


def test_every_path_that_a_page_names_is_there() -> None:
    assert [said for said in checks.list_paths() if not checks.path_exists(said.text)] == []


def test_every_key_of_a_specification_in_a_page_is_known() -> None:
    for page in checks.list_pages():
        for block in checks.fences_of(page.read_text(encoding="utf-8"), "toml"):
            document = tomllib.loads(block)
            if "read" in document:
                parse_spec(document, ROOT / "docs" / "examples" / "x.toml")
    for code in checks.INLINE.findall(PROSE):
        if found := re.fullmatch(rf"({'|'.join(SECTIONS)})\.([a-z_]+)", code):
            assert found[2] in known_keys(found[1]), code


def test_every_key_and_column_stands_in_the_reference() -> None:
    keys, columns = vocabulary.format_specification(), vocabulary.format_columns()
    for key in KEYS:
        assert f"| `{key.name}` |" in keys
    for name in (*EVENT_COLUMNS, *EXTRA_COLUMNS, *READING_COLUMNS):
        assert re.search(rf"\| `{name}` \|.*[a-z]{{3}}", columns), f"{name} is not explained"


def test_every_make_target_is_explained_and_every_one_that_a_page_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE))
    told = set(re.findall(r"^([a-z-]+):.*?##", makefile, re.MULTILINE))
    assert targets - told == set()
    named = set(re.findall(r"`make ([a-z-]+)[^`]*`", PROSE))
    for page in checks.list_pages():
        for block in checks.fences_of(page.read_text(encoding="utf-8"), *checks.SHELL):
            named |= set(re.findall(r"^make ([a-z-]+)", block, re.MULTILINE))
    assert named - targets == set()


def test_every_specification_of_the_gallery_can_be_read() -> None:
    from geomap.spec import read_spec

    assert len(gallery.list_specs()) >= 4
    for path in gallery.list_specs():
        assert all(table.exists() for table in read_spec(path).tables)


def test_every_figure_says_how_it_stands_and_what_prints_it() -> None:
    entries = figures.list_figures()
    assert {entry["standing"] for entry in entries} == set(figures.STANDINGS)
    for entry in entries:
        assert checks.fault_of(entry["command"]) == ""
    table = figures.format_reading()
    assert "first contact" in table or "Not in this build" in table
    assert "| names |" in figures.format_placing()


def test_generated_pages_have_what_they_promise() -> None:
    assert "setWindow" in vocabulary.format_page_script()
    assert "`syria-government-2000`" in vocabulary.format_types()
    assert places.places_script().startswith('const PLACES = [["')
    assert "</script" not in places.places_script().lower()
    assert "::: geomap.jobs.tables.read_events" in vocabulary.format_python()
