"""The protocol's own client asks our tools; nothing outside the folder is read or written."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import pytest

pytest.importorskip("mcp")

from geomap.errors import InputError
from geomap.mcp_server.folder import Folder
from geomap.mcp_server.server import NAMES, make_server

TEXT = (
    "On 5 May 2021, Turkish artillery shelled Tal Rifaat in Aleppo countryside, killing 2 people."
)
ROW = {
    "quote": "shelled Tal Rifaat", "sub_event_type": "Shelling/artillery/missile attack",
    "place": "Tal Rifaat", "place_in": "Aleppo countryside", "date_words": "On 5 May 2021",
    "date_start": "2021-05-05", "date_end": "2021-05-05", "actor1": "Government of Turkey",
    "actor1_words": "Turkish artillery", "killed": 2, "killed_words": "killing 2 people",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "secret.csv").write_text("location,date\nHoms,2020-01-01\n", encoding="utf-8")
    (inside / "way_out").symlink_to(tmp_path)
    return inside


@pytest.fixture
def call(folder):
    from mcp import Client

    def ask(tool: str, **given: Any) -> Any:
        async def run() -> Any:
            async with Client(make_server(folder)) as client:
                return await client.call_tool(tool, given)

        answer = asyncio.run(run())
        if answer.is_error:
            return "error: " + " ".join(part.text for part in answer.content)
        value = answer.structured_content
        return value["result"] if set(value) == {"result"} else value

    return ask


def test_every_tool_says_what_it_does_and_takes(folder):
    from mcp import Client

    async def run() -> Any:
        async with Client(make_server(folder)) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(run())}
    assert set(tools) == set(NAMES)
    for tool in tools.values():
        assert len(tool.description) > 40
        assert tool.input_schema["type"] == "object"
        assert tool.output_schema
    row = json.dumps(tools["check_rows"].input_schema)
    assert "date_words" in row
    assert "letter by letter" in row


def test_it_speaks_over_standard_input_and_output(folder):
    from mcp import Client, StdioServerParameters

    async def run() -> Any:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "geomap", "mcp", str(folder)]
        )
        async with Client(server) as client:
            return await client.call_tool("name_actor", {"name": "SDF"})

    assert asyncio.run(run()).structured_content["actor_id"] == "sdf"


def test_a_place_comes_with_reasons_and_candidates(call):
    answer = call("resolve_place", name="تل رفعت", admin1="Aleppo")
    assert answer["verdict"] == "resolved"
    assert answer["reasons"]
    assert answer["place"]["within"]
    assert call("resolve_place", name="Qwertyabad")["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [("Syrian army", "2020-01-01", "syria-government-2000"),
     ("Syrian army", "2025-06-01", "syria-government-2024"), ("the band", "", "")],
)  # fmt: skip
def test_an_actor_is_named_by_day(call, name, day, actor):
    assert call("name_actor", name=name, day=day)["actor_id"] == actor


def test_words_name_types(call):
    answer = call("name_event_type", words="Artillery shelled the town.")
    assert answer["found"]["Shelling/artillery/missile attack"] == "Explosions/Remote violence"
    assert "Battles" in answer["all"]


def test_a_report_is_read_with_its_words(call):
    (answer,) = call("read_report", text=TEXT, published="2021-05-06")
    assert answer["row"]["actor1_id"] == "turkey"


def test_rows_are_held_against_the_text_and_kept(call, folder):
    invented = ROW | {"killed": 20, "claimed_by_words": "the sultan"}
    nowhere = ROW | {"place": "Azaz"}
    answers = call("check_rows", text=TEXT, rows=[ROW, invented, nowhere], save_as="rows.csv")
    assert [answer["stands"] for answer in answers] == [True, True, False]
    assert answers[0]["struck"] == []
    assert [line.partition(":")[0] for line in answers[1]["struck"]] == [
        "claimed_by_words",
        "killed",
    ]
    assert answers[0]["row"]["lon"]
    assert len((folder / "rows.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_files_are_read_and_drawn_inside_the_folder(call, folder):
    assert call("read_files", file="a.txt", save_as="e.csv")["placed"] == 1
    assert call("render_map", file="e.csv", save_as="map.html", title="May")["placed"] == 1
    assert call("render_brief", file="e.csv", save_as="brief.svg")["placed"] == 1
    assert (folder / "map.html").stat().st_size > 1000
    assert (folder / "brief.svg").stat().st_size > 1000


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("render_map", {"file": "../secret.csv", "save_as": "m.html"}),
        ("render_map", {"file": "way_out/secret.csv", "save_as": "m.html"}),
        ("render_map", {"file": "a.txt", "save_as": "../m.html"}),
        ("render_map", {"file": "a.txt", "save_as": "/tmp/m.html"}),
        ("read_files", {"file": "a.txt", "save_as": "way_out/e.csv"}),
        ("read_files", {"file": "a.txt", "save_as": "e.exe"}),
        ("check_rows", {"text": TEXT, "rows": [ROW], "save_as": "../rows.csv"}),
        ("render_brief", {"file": "none.csv", "save_as": "b.pdf"}),
        ("name_actor", {"name": "SDF", "day": "soon"}),
    ],
)
def test_what_leads_out_or_is_wrong_is_one_line_and_writes_nothing(
    call, folder, tmp_path, tool, given
):
    before = sorted(path.name for path in tmp_path.rglob("*"))
    answer = call(tool, **given)
    assert answer.startswith("error: ")
    assert "Traceback" not in answer
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_folder_that_is_none_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no folder"):
        Folder(tmp_path / "none")
