"""A small Markdown: what is no mark of it stays text."""

from __future__ import annotations

import pytest

from geomap.story.markdown import parse_markdown
from tests.growth import assert_linear

CASES = [
    ("one\ntwo\n\nthree", [("p", "one two"), ("p", "three")]),
    ("# Head\ntext", [("h", "Head"), ("p", "text")]),
    ("- a\n- b\n  goes on", [("li", "a"), ("li", "b goes on")]),
    ("1. a\n2) b", [("ol", "a"), ("ol", "b")]),
    ("> said\n> more", [("quote", "said more")]),
    ("<script>alert(1)</script>", [("p", "<script>alert(1)</script>")]),
    ("![x](javascript:alert(1))", [("p", "![x](javascript:alert(1))")]),
    ("2 * 3 * 4", [("p", "2 * 3 * 4")]),
    ("نصّ **مهم**", [("p", "نصّ مهم")]),
]


@pytest.mark.parametrize(("text", "blocks"), CASES)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse_markdown(text)] == blocks


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a **b** *c*", [("a ", "", ""), ("b", "strong", ""), (" ", "", ""), ("c", "em", "")]),
        ("[x](https://a.org/b)", [("x", "link", "https://a.org/b")]),
        ("[x](#c=2)", [("x", "link", "#c=2")]),
        ("[x](JAVASCRIPT:alert)", [("[x](JAVASCRIPT:alert)", "", "")]),
        ('[x](https://a"onclick=)', [('[x](https://a"onclick=)', "", "")]),
        ("[x](data:text/html,<b>)", [("[x](data:text/html,<b>)", "", "")]),
    ],
)
def test_runs_and_links(text: str, runs: list[tuple[str, str, str]]) -> None:
    (block,) = parse_markdown(text)
    assert [(run.text, run.style, run.link) for run in block.runs] == runs


@pytest.mark.parametrize("mark", ["*", "**a", "[", "[a](", "> ", "- ", "# "])
def test_time_grows_with_the_length(mark: str) -> None:
    assert_linear(lambda size: parse_markdown(mark * size))
