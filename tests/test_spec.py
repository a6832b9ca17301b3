"""Map specifications are read whole and refused with the key at fault."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from geomap.errors import SpecError
from geomap.spec import read_spec
from geomap.spec.keys import KEYS, SECTIONS, format_table, json_schema, known_keys
from geomap.spec.story_keys import PARTS, format_parts

TABLES = 'tables = ["a.csv", "b.csv"]'
WHOLE = """
title = "Idlib"
lang = "ar"
as_of = 2020-04-20
sources = ["A", "B"]
[read]
tables = ["a.csv", "b.csv"]
[select]
date_start = 2020-01-01
status = ["reported"]
actor = "sdf"
geo_precision = 2
[write]
files = ["x.html"]
unplaced = "u.csv"
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "idlib.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_part_with_paths_beside_the_spec(tmp_path: Path) -> None:
    spec = read_spec(_write(tmp_path, WHOLE))
    assert spec.name == "idlib"
    assert spec.tables == (tmp_path / "a.csv", tmp_path / "b.csv")
    assert spec.files == (tmp_path / "x.html",)
    assert spec.unplaced == tmp_path / "u.csv"
    assert spec.rejects is None
    assert spec.selection.date_start == date(2020, 1, 1)
    assert spec.selection.actor == ("sdf",)
    assert spec.selection.geo_precision == 2
    assert spec.presentation.lang == "ar"
    assert spec.presentation.as_of == "2020-04-20"
    assert spec.presentation.sources == ("A", "B")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[write]", "[wrote]"), "unknown key wrote"),
        (("status =", "statsu ="), "unknown key select.statsu"),
        (('files = ["x.html"]', "files = []"), "write.files is empty"),
        (('tables = ["a.csv", "b.csv"]', ""), "read.tables is empty"),
        (('tables = ["a.csv", "b.csv"]', "tables = 3"), "tables must be text"),
        (("date_start = 2020-01-01", 'date_start = "soon"'), "select.date_start must be a date"),
        (("geo_precision = 2", "geo_precision = 7"), "geo_precision must be 1, 2 or 3"),
        (('title = "Idlib"', "title = 5"), "title must be text"),
        (('lang = "ar"', 'lang = "xx"'), "lang must be en or ar"),
        (('lang = "ar"', 'theme = "neon"'), "no theme 'neon'; known: auto, light"),
        (("[read]", "[read"), "is not TOML"),
    ],
)
def test_refuses_and_names_the_key(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    assert change[0] in WHOLE
    with pytest.raises(SpecError, match=says) as caught:
        read_spec(_write(tmp_path, WHOLE.replace(*change)))
    assert "idlib.toml" in str(caught.value)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no such file"):
        read_spec(tmp_path / "none.toml")


def test_every_key_has_an_example_that_is_toml_of_its_kind() -> None:
    for key in KEYS:
        value = tomllib.loads(f"{key.name} = {key.example}")[key.name]
        kinds: dict[str, type] = {
            "text": str, "texts": list, "date": date, "scale": int, "flag": bool
        }  # fmt: skip
        assert isinstance(value, kinds[key.kind]), key.path
        assert not key.values or value in key.values, key.path


def test_the_schema_knows_what_the_reader_knows_and_the_docs_show_it() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {*known_keys(""), *SECTIONS, *PARTS}
    for section in SECTIONS:
        assert set(schema["properties"][section]["properties"]) == known_keys(section)
    docs = Path(__file__).parents[1] / "docs" / "exchange.md"
    assert format_table() in docs.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("status =", "statuss ="), "did you mean status?"),
        (("[write]", "[read.x]\n[write]"), "unknown key read.x"),
        (
            ('tables = ["a.csv", "b.csv"]', 'tables = ["a.csv"]\nscheme = "acld"'),
            "did you mean acled",
        ),
        ((TABLES, 'tables = ["a.csv"]\ndates = "ymd"'), "read.dates: 'ymd'"),
        ((TABLES, 'tables = ["a.csv"]\ndate = "x"'), "read.date must be"),
        (("[write]", '[read.model]\nserver = "http://localhost"\n[write]'), "server and name"),
        (("[write]", '[read.model]\nkey = "secret"\n[write]'), "unknown key read.model.key"),
        ((TABLES, 'tables = ["a.csv"]\nanywhere = 1'), "true or false"),
        (('"x.html"', '"a.csv"'), "a.csv is read and written"),
        (('"x.html"', '"idlib.toml"'), "idlib.toml is read and written"),
        (('"x.html"', '"u.csv"'), "u.csv is written twice"),
        (('"x.html"', '"x.html", "./x.html"'), "x.html is written twice"),
    ],
)
def test_names_the_nearest_key_and_never_writes_over_an_input(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    with pytest.raises(SpecError, match=re.escape(says)):
        read_spec(_write(tmp_path, WHOLE.replace(*change)))


STORY = """
[[layers]]
file = "control.geojson"
style = "holder"
colors = { A = "#aa7733" }
[[chapters]]
title = "One"
from = 2020-01-01
to = 2020-02-01
filter = { admin1 = "Idlib" }
layers = ["control"]
"""


def test_layers_and_chapters_are_read(tmp_path: Path) -> None:
    spec = read_spec(_write(tmp_path, WHOLE + STORY))
    assert spec.layers[0].file == tmp_path / "control.geojson"
    assert spec.layers[0].name == "control"
    assert spec.layers[0].colors == (("A", "#aa7733"),)
    (chapter,) = spec.chapters
    assert (chapter.start, chapter.end) == (date(2020, 1, 1), date(2020, 2, 1))
    assert chapter.keep == {"admin1": ("Idlib",)}
    assert chapter.layers == ("control",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('title = "One"', 'titel = "One"'), "chapters 1: unknown key titel; did you mean title?"),
        (('title = "One"', ""), "chapters 1 has no title"),
        (("from = 2020-01-01", "from = 2020-03-01"), "from 2020-03-01 is after to 2020-02-01"),
        (("from = 2020-01-01", 'from = "soon"'), "chapters 1.from must be a date"),
        (('layers = ["control"]', 'layers = ["contrl"]'), "did you mean control?"),
        (("admin1 =", "admin4 ="), "chapters 1.filter: unknown key admin4; did you mean admin1?"),
        (('file = "control.geojson"', ""), "layers 1 has no file"),
        (("#aa7733", "red"), "layers 1.colors: 'red' is no #rrggbb"),
        (("[[layers]]", "[layers]"), "layers must be tables [[layers]]"),
        (('layers = ["control"]', 'show = "stars"'), "chapters 1.show: 'stars' is none"),
    ],
)
def test_what_is_wrong_with_a_layer_or_chapter_is_named(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    assert change[0] in STORY
    with pytest.raises(SpecError, match=re.escape(says)):
        read_spec(_write(tmp_path, WHOLE + STORY.replace(*change)))


def test_the_docs_of_stories_show_every_key_and_the_examples_are_toml() -> None:
    docs = (Path(__file__).parents[1] / "docs" / "stories.md").read_text(encoding="utf-8")
    for part, keys in PARTS.items():
        assert format_parts(part) in docs
        assert set(json_schema()["properties"][part]["items"]["properties"]) == {
            key.name for key in keys
        }
        for key in keys:
            assert key.name in tomllib.loads(f"{key.name} = {key.example}")


@pytest.mark.parametrize(
    ("said", "title", "other"),
    [
        ('title = "Idlib"\ntitle_ar = "إدلب"', "Idlib", "إدلب"),
        ('title_en = "Idlib"\ntitle_ar = "إدلب"', "Idlib", "إدلب"),
        ('lang = "ar"\ntitle_en = "Idlib"\ntitle_ar = "إدلب"', "إدلب", "Idlib"),
        ('lang = "ar"\ntitle = "إدلب"', "إدلب", ""),
    ],
)
def test_a_title_may_be_said_in_both_languages(
    tmp_path: Path, said: str, title: str, other: str
) -> None:
    (tmp_path / "a.csv").touch()
    rest = '[read]\ntables = ["a.csv"]\n[write]\nfiles = ["x.html"]\n'
    presentation = read_spec(_write(tmp_path, f"{said}\n{rest}")).presentation
    assert (presentation.title, presentation.other_title) == (title, other)
