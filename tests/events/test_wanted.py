"""What a selection names is found in any spelling, or refused with the nearest that is."""

from __future__ import annotations

import json

import pytest

TABLE = (
    "date,location,event_type,source\n2025-01-01,Raqqa,Battles,A\n2025-01-02,Hasakah,Protests,B\n"
)


@pytest.fixture
def build(tmp_path, run_geomap):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")

    def run(select):
        (tmp_path / "s.toml").write_text(
            f'[read]\ntables = ["t.csv"]\n[select]\n{select}\n[write]\nfiles = ["o.geojson"]\n',
            encoding="utf-8",
        )
        code, _, err = run_geomap("build", tmp_path / "s.toml")
        if code:
            return code, err
        features = json.loads((tmp_path / "o.geojson").read_text("utf-8"))["features"]
        return [feature["properties"]["location"] for feature in features], err

    return run


@pytest.mark.parametrize(
    "name",
    ["Raqqa", "Ar-Raqqa", "الرقة", "SY11", "raqqa", "Ar Raqqah", "Raqqa governorate",
     "محافظة الرقة", "Al-Raqqa", "الرقه"],
)  # fmt: skip
def test_governorates_in_any_spelling(build, name):
    assert build(f'admin1 = ["{name}"]')[0] == ["Raqqa"]


def test_types_in_any_case(build):
    assert build('event_type = ["battles"]')[0] == ["Raqqa"]


@pytest.mark.parametrize(
    ("select", "says"),
    [
        ('admin1 = ["Atlantis"]', "select.admin1: 'Atlantis' is none"),
        ('admin1 = ["Raqqa", "Kobani"]', "select.admin1: 'Kobani' is none"),
        ('event_type = ["Battle"]', "did you mean 'Battles'?"),
        ('sub_event_type = ["Armed clashes"]', "did you mean 'Armed clash'?"),
        ('status = ["verified"]', "known: reported, claimed"),
    ],
)
def test_what_is_none_is_an_error(build, select, says):
    code, err = build(select)
    assert code == 1
    assert says in err


@pytest.mark.parametrize(
    ("select", "says"),
    [
        ('source = ["C"]', "no event has 'C'"),
        ("date_start = 2026-01-01", "no event matches the selection"),
        ('admin1 = ["Homs"]', "no event matches the selection"),
    ],
)
def test_an_empty_selection_is_said(build, select, says):
    found, err = build(select)
    assert found == []
    assert says in " ".join(err.split())


def test_articles_are_read_by_a_specification(tmp_path, run_geomap):
    (tmp_path / "a.txt").write_text("A car bomb killed nine people in Tell Abyad.", "utf-8")
    (tmp_path / "s.toml").write_text(
        '[read]\narticles = ["a.txt"]\ndate = 2020-04-14\nsource = "X"\n'
        '[write]\nfiles = ["o.geojson"]',
        encoding="utf-8",
    )
    code, _, err = run_geomap("build", tmp_path / "s.toml")
    assert code == 0, err
    [feature] = json.loads((tmp_path / "o.geojson").read_text("utf-8"))["features"]
    assert feature["properties"]["source"] == "X"
