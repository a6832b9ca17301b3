"""A series: the same outputs for each value, contents that link them, nothing lost."""

from __future__ import annotations

import pytest

from geomap.content.event_shares import split_events
from geomap.errors import SpecError
from geomap.jobs.specs import run_spec
from geomap.spec import read_spec
from tests.brief.conftest import make_frame

ROWS = [
    {"date_start": "2025-01-03", "admin1": "Idlib", "actor1": "A", "actor2": "B", "fatalities": 2},
    {"date_start": "2025-01-31", "admin1": "Idleb", "actor1": "B", "actor2": "", "fatalities": 1},
    {"date_start": "2025-02-01", "admin1": "Hama", "actor1": "A", "actor2": "A"},
    {"date_start": "2026-02-01", "admin1": "", "actor1": "", "actor2": ""},
]


@pytest.fixture
def table(tmp_path):
    from geomap.export.event_tables import write_table
    from geomap.settings import Presentation

    path = tmp_path / "e.geojson"
    write_table(make_frame(ROWS), path, Presentation())
    return path


def spec_of(tmp_path, text):
    path = tmp_path / "s.toml"
    start = '[read]\ntables = ["e.geojson"]\n[write]\nfiles = ["all.csv"]\n'
    path.write_text(f'title = "Of <all>"\n{start}{text}', encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("month", {"2025-01": 2, "2025-02": 1, "2026-02": 1}),
        ("year", {"2025": 3, "2026": 1}),
        ("admin1", {"Hama": 1, "Idleb": 1, "Idlib": 1}),
        ("actor", {"A": 2, "B": 2}),
        ("event_type", {"Battles": 4}),
    ],
)
def test_events_are_told_apart(by, counts):
    shares = split_events(make_frame(ROWS), by)
    assert {share.value: len(share.events) for share in shares} == counts


def test_spellings_are_one_value_and_slugs_are_files():
    events = make_frame(
        [{"actor1": "Ahrar / al-Sham"}, {"actor1": "Ahrar al Sham"}, {"actor1": "؟"}]
    )
    slugs = [share.slug for share in split_events(events, "actor")]
    assert slugs == ["ahrar-al-sham", "ahrar-al-sham-2", "another-group", "value"]
    [one] = split_events(make_frame(ROWS[:2]), "admin1", lambda _: "Idlib")
    assert len(one.events) == 2


def test_each_governorate_has_its_files_and_the_contents_list_them(tmp_path, table):
    text = '[series]\nby = "admin1"\nfiles = ["a/{value}.geojson"]\ncontents = "a/index.html"\n'
    outcome = run_spec(read_spec(spec_of(tmp_path, text)))
    names = [path.name for path in outcome.files]
    assert names == ["all.csv", "hama.geojson", "idlib.geojson", "index.html"]
    page = (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert "Of &lt;all&gt;" in page
    assert "<all>" not in page
    assert page.count("<li>") == 2
    assert "href='idlib.geojson'" in page
    assert "3 killed" in page


def test_only_the_values_that_are_wanted(tmp_path, table):
    text = '[series]\nby = "month"\nfiles = ["{name}.csv", "{value}.csv"]\nvalues = ["2025-01"]\n'
    with pytest.raises(SpecError, match=r"'{name}.csv' is one file"):
        read_spec(spec_of(tmp_path, text))
    outcome = run_spec(read_spec(spec_of(tmp_path, text.replace('"{name}.csv", ', ""))))
    assert [path.name for path in outcome.files] == ["all.csv", "2025-01.csv"]
    wrong = text.replace('"{name}.csv", ', "").replace("2025-01", "2031-01")
    with pytest.raises(SpecError, match=r"no event of '2031-01'.*2025-02"):
        run_spec(read_spec(spec_of(tmp_path, wrong)))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[series]\nby = "colour"\nfiles = ["{value}.png"]\n', "known: admin1, month"),
        ('[series]\nby = "month"\n', "files is empty"),
        ('[series]\nby = "month"\nfiles = ["{value}/x.png"]\n', "one file for all"),
        ('[series]\nby = "month"\nfiles = ["{value}.png"]\ncontents = "x.txt"\n', "html"),
        ('[series]\nby = "month"\nfiles = ["{value}.png"]\nvalue = "x"\n', "did you mean values"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path, table, text, problem):
    with pytest.raises(SpecError, match=problem):
        read_spec(spec_of(tmp_path, text))
